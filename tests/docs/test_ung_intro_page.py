"""docs/ung-intro.md says what the code says."""

from __future__ import annotations

import json

from flerpart_flow import ROUTINES, UNG_INTRO, read_log, review
from flerpart_flow.engine.words.reasons import texts_for
from flerpart_flow.routines.ung_intro import Phase
from tests.docs.markdown import ROOT, blocks, codes, sections, table

PAGE = (ROOT / "docs" / "ung-intro.md").read_text(encoding="utf-8")
SECTIONS = sections(PAGE)
RULES = UNG_INTRO.rules()


def test_phases_are_those_of_the_routine() -> None:
    assert [codes(row["phase"])[0] for row in table(SECTIONS["Phases"])] == [
        *(phase for phase in Phase if phase not in (Phase.AVSLUT, Phase.VILANDE)),
        Phase.VILANDE,
        Phase.AVSLUT,
    ]


def test_the_ways_in_are_those_of_the_tables() -> None:
    assert [codes(row["way in (`vag`)"])[0] for row in table(SECTIONS["The three ways in"])] == list(
        RULES.tables["vag"]
    )


def test_the_conditions_are_those_that_a_log_may_state() -> None:
    said = {codes(row["code"])[0]: row["the condition"] for row in table(SECTIONS["villkor"])}
    assert set(said) == RULES.vocabulary.known["villkor"]
    for code, condition in said.items():
        assert f"that {condition}" == texts_for(RULES, "en").raw(f"villkor.{code}")


def test_the_log_on_the_page_follows_the_routine_without_a_remark() -> None:
    (block,) = (one for one in blocks(PAGE) if one.language == "jsonl")
    found = review(read_log(block.text.encode().splitlines(keepends=True), ROUTINES))
    assert found.follows_the_routine
    assert not found.remarks
    assert found.case.phase == Phase.BEHOV
    assert json.loads(block.text.splitlines()[-1])["event"] == "vagled"
