"""docs/readings.md has every reading that a norm rests on, and says which are left out."""

from __future__ import annotations

from flerpart_flow import ROUTINES
from tests.docs.markdown import ROOT, codes, sections, table

SECTIONS = sections((ROOT / "docs" / "readings.md").read_text(encoding="utf-8"))
ROWS = [codes(row["id"])[0] for row in table(SECTIONS["The readings"])]
NORMS = [norm for routine in ROUTINES.values() for norm in routine.rules().norms.values()]
USED = {reading for norm in NORMS for reading in norm.reading}


def test_every_reading_that_a_norm_rests_on_has_a_row() -> None:
    assert sorted(USED - set(ROWS)) == []


def test_every_row_has_a_question_and_a_reading() -> None:
    for row in table(SECTIONS["The readings"]):
        assert row["the question"].endswith("?"), row
        assert row["the reading"].endswith("."), row


def test_each_reading_is_told_once_and_in_order() -> None:
    assert ROWS[:47] == [f"A{number}" for number in range(1, 48)]
    assert set(ROWS) <= {f"A{number}" for number in range(1, 73)}
    assert len(set(ROWS)) == len(ROWS)
    assert sorted(ROWS, key=lambda one: int(one[1:])) == ROWS
