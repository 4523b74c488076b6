"""The pages on the form of meeting have the decision tables that decide, and name every fact."""

from __future__ import annotations

from flerpart_flow.across.form import FACTS, JOINT, OWN
from tests.docs.form_tables import PAGE, written
from tests.docs.markdown import ROOT, codes, sections, table
from tests.generated import HOW

SECTIONS = sections(PAGE.read_text(encoding="utf-8"))
FORM = sections((ROOT / "docs" / "meeting-form.md").read_text(encoding="utf-8"))


def test_the_tables_are_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == written(), HOW


def test_each_table_has_a_row_for_each_row() -> None:
    joint = table(SECTIONS["Joint meeting"])
    assert [row["Advice"] for row in joint] == ["SIP", "none", "none", "none", "flerpartsmöte", "flerpartsmöte"]
    assert len(joint) == len(JOINT.rows)
    own = table(SECTIONS["The Social Insurance Agency's own meeting"])
    assert [row["Advice"] for row in own] == ["avstämningsmöte", "none"]
    assert len(own) == len(OWN.rows)


def test_the_page_names_every_fact() -> None:
    assert [fact for row in table(FORM["Ask"]) for fact in codes(row["fact"])] == list(FACTS)
