"""docs/ung-intro.md says what the code says."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from flerpart_flow import FLERPARTSMOTE, ROUTINES, UNG_INTRO, read_log, review
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


def test_duties_are_those_of_the_routine_with_their_norms_and_limits() -> None:
    said = {
        codes(row["duty"])[0]: (codes(row["norms"]), (codes(row["late after"]) or (None,))[0])
        for row in table(SECTIONS["Who owes what"])
    }
    assert said == {spec.name: (spec.norms, spec.threshold and spec.threshold.name) for spec in UNG_INTRO.duties}


def rows_of(name: str) -> Mapping[str, Mapping[str, str]]:
    """A list of the tables by its name."""
    held = RULES.tables
    for part in name.split("."):
        held = held[part]
    return held


@pytest.mark.parametrize("name", ["vag", "planform", "skal.avsluta_egen_del"])
def test_a_closed_list_has_the_codes_and_names_of_the_tables(name: str) -> None:
    said = {codes(row["code"])[0]: (row["English"], row["Swedish"]) for row in table(SECTIONS[name])}
    assert said == {code: (row["en"], row["sv"]) for code, row in rows_of(name).items()}
    assert set(said) == RULES.vocabulary.known[name]


def test_the_conditions_are_those_that_a_log_may_state() -> None:
    said = {codes(row["code"])[0]: row["the condition"] for row in table(SECTIONS["villkor"])}
    assert set(said) == RULES.vocabulary.known["villkor"]
    for code, condition in said.items():
        assert f"that {condition}" == texts_for(RULES, "en").raw(f"villkor.{code}")


def test_the_page_has_every_parameter_and_no_other() -> None:
    said = [
        (codes(row["parameter"])[0], row["default"], row["may be"], codes(row["norms"]), row["own"], row["meaning"])
        for row in table(SECTIONS["Parameters"])
    ]
    assert said == [
        (one.name, f"`{one.value}`", f"{one.low} to {one.high}", one.norms, "yes" if one.own else "no", one.en)
        for one in RULES.specs.values()
    ]


def test_the_page_has_every_fixed_norm_that_is_its_own_and_names_the_others() -> None:
    said = {codes(row["norm"])[0]: row["what it protects"] for row in table(SECTIONS["What is fixed"])}
    fixed = {norm.id: norm.en for norm in RULES.norms.values() if norm.fixed}
    shared = {norm.id for norm in FLERPARTSMOTE.rules().norms.values() if norm.fixed}
    assert said == {ident: text for ident, text in fixed.items() if ident not in shared}
    before = SECTIONS["What is fixed"].partition("| norm |")[0]
    assert set(fixed) & shared == {ident for ident in codes(before) if ident.startswith("FF-")}


def test_the_log_on_the_page_follows_the_routine_without_a_remark() -> None:
    (block,) = (one for one in blocks(PAGE) if one.language == "jsonl")
    found = review(read_log(block.text.encode().splitlines(keepends=True), ROUTINES))
    assert found.follows_the_routine
    assert not found.remarks
    assert found.case.phase == Phase.BEHOV
    assert json.loads(block.text.splitlines()[-1])["event"] == "vagled"
