"""docs/ung-intro.md says what the code says."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from flerpart_flow import ROUTINES, UNG_INTRO, read_log, review
from flerpart_flow.engine.definition.moves import START
from flerpart_flow.routines.ung_intro import Phase
from flerpart_flow.texts import texts
from tests.docs.event_tables import EventTables
from tests.docs.markdown import ROOT, blocks, codes, sections, table

PAGE = (ROOT / "docs" / "ung-intro.md").read_text(encoding="utf-8")
SECTIONS = sections(PAGE)
RULES = UNG_INTRO.rules()
NAMES = tuple(UNG_INTRO.events)
CONSENTED = (Phase.FORBEREDELSE, Phase.AKTUALISERING, Phase.ANTAGEN, Phase.SAMVERKAN)
GROUPS = {"consented": CONSENTED, "open": tuple(phase for phase in Phase if phase != Phase.AVSLUT)}
ROLES = {
    "a unit of one of the ways": "nagon_vags_enhet",
    "a unit": "enhet",
    "`individ` or `ombud`": "individ",
    "a unit that the consent covers": "omfattad_enhet",
    "Ung Intro": "ung_intro",
    "the unit that saw the need or is to refer": "den_som_sag_behovet",
    "Försäkringskassan": "forsakringskassan",
    "Arbetsförmedlingen": "arbetsformedlingen",
    "the unit that the way belongs to": "aktualiserande",
    "the one who answers for the case; `individ` or `ombud` with `individens_onskan`": "avslutande",
    "the unit that recorded the line, or the one who answers for the case": "rattande",
}
AT_MOST = {(event, "UI-SAMV-1"): "note" for event in ("initiera_sip", "initiera_flerpartsmote")}
AT_MOST["ge_samtycke", "FF-UI-SAMTYCKE-2"] = "note"
TABLES = EventTables(PAGE, UNG_INTRO, GROUPS, ROLES, AT_MOST, elsewhere="journal.md")


def test_the_page_has_every_event_once_and_no_other() -> None:
    TABLES.check_once_each()


@pytest.mark.parametrize("event", NAMES)
def test_an_event_has_the_fields_that_the_page_says(event: str) -> None:
    TABLES.check_fields(event)


@pytest.mark.parametrize("event", [name for name in NAMES if START not in TABLES.moves_of(name)[0].to])
def test_an_event_is_possible_and_leads_where_the_page_says(event: str) -> None:
    TABLES.check_way(event)


@pytest.mark.parametrize("event", NAMES)
def test_an_event_is_done_by_whom_the_page_says(event: str) -> None:
    TABLES.check_actor(event)


@pytest.mark.parametrize("event", NAMES)
def test_the_page_names_every_norm_that_an_event_is_held_to_and_its_weight(event: str) -> None:
    TABLES.check_norms(event)


def test_every_condition_is_of_an_event_that_exists() -> None:
    assert {event for row in TABLES.conditions for event in codes(row["event"])} <= set(NAMES)


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
    assert said == {spec.name: (spec.norms, spec.threshold) for spec in UNG_INTRO.duties}


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
        assert f"that {condition}" == texts("en").raw(f"villkor.{code}")


def test_the_page_has_every_parameter_and_no_other() -> None:
    said = [
        (codes(row["parameter"])[0], row["default"], row["may be"], codes(row["norms"]), row["own"], row["meaning"])
        for row in table(SECTIONS["Parameters"])
    ]
    assert said == [
        (one.name, f"`{one.value}`", f"{one.low} to {one.high}", one.norms, "yes" if one.own else "no", one.en)
        for one in RULES.specs.values()
    ]


def test_the_page_has_every_fixed_norm_in_its_own_words() -> None:
    said = {codes(row["norm"])[0]: row["what it protects"] for row in table(SECTIONS["What is fixed"])}
    assert said == {norm.id: norm.en for norm in RULES.norms.values() if norm.fixed}


def test_the_log_on_the_page_follows_the_routine_without_a_remark() -> None:
    (block,) = (one for one in blocks(PAGE) if one.language == "jsonl")
    found = review(read_log(block.text.encode().splitlines(keepends=True), ROUTINES))
    assert found.follows_the_routine
    assert not found.remarks
    assert found.case.phase == Phase.SAMVERKAN
    assert json.loads(block.text.splitlines()[-1])["event"] == "initiera_flerpartsmote"
