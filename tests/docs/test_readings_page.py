"""docs/readings.md has every reading that a norm rests on, and says which are left out."""

from __future__ import annotations

from flerpart_flow import FLERPARTSMOTE
from tests.docs.markdown import ROOT, codes, sections, table

SECTIONS = sections((ROOT / "docs" / "readings.md").read_text(encoding="utf-8"))
ROWS = [codes(row["id"])[0] for row in table(SECTIONS["The readings"])]
USED = {reading for norm in FLERPARTSMOTE.rules().norms.values() for reading in norm.reading}


def test_every_reading_that_a_norm_rests_on_has_a_row() -> None:
    assert sorted(USED - set(ROWS)) == []


def test_every_row_has_a_question_and_a_reading() -> None:
    for row in table(SECTIONS["The readings"]):
        assert row["the question"].endswith("?"), row
        assert row["the reading"].endswith("."), row


def test_each_reading_is_told_or_left_out_and_none_twice() -> None:
    left_out = codes(SECTIONS["Readings that are left out"].split(". `A36`")[0])
    assert sorted([*ROWS, *left_out]) == sorted(f"A{number}" for number in range(1, 48))
    assert sorted(ROWS, key=lambda one: int(one[1:])) == ROWS
