"""docs/events says what the code says: each page is the one that would be written, and it is read as a reader would."""

from __future__ import annotations

from typing import Final

import pytest

from flerpart_flow import FLERPARTSMOTE, UNG_INTRO, Routine
from flerpart_flow.engine.definition.moves import START
from flerpart_flow.routines.flerpartsmote import Phase
from flerpart_flow.routines.ung_intro import Phase as UngIntroPhase
from tests.docs.event_tables import EventTables
from tests.docs.events_page import FOLDER, pages
from tests.docs.markdown import ROOT, codes
from tests.generated import HOW, LISTS, ours

CONSENTED: Final = (Phase.FORBEREDELSE, Phase.KALLELSE, Phase.MOTE, Phase.ATGARDER, Phase.UPPFOLJNING)
CONSENTED_IN_UNG_INTRO: Final = (
    UngIntroPhase.FORBEREDELSE,
    UngIntroPhase.AKTUALISERING,
    UngIntroPhase.ANTAGEN,
    UngIntroPhase.SAMVERKAN,
)
ROLES: Final = {
    "a unit of one of the parties": "enhet",
    "the individual or an authorised representative": "individ",
    "a unit that the consent covers": "omfattad_enhet",
    "the initiator": "initiativtagare",
    "the chair": "ordforande",
    "the convener": "sammankallande",
    "the chair of the meeting": "motesordforande",
    "the one who documents the plan": "dokumenterare",
    "the unit proposed, or one with the individual's yes where the chair's unit can't go on": "utsedd_ordforande",
    "a recipient of the summons": "kallad",
    "the one who sent the summons, or the chair": "kallande_eller_ordforande",
    "the individual, an authorised representative or the chair": "individ_eller_ordforande",
    "the individual, an authorised representative or a unit of a party": "individ_eller_enhet",
    "the one who gives the time (the Region when it is to take part, otherwise the convener)": "tidsgivare",
    "the individual or an authorised representative, and each unit that is present or has a measure in the plan":
        "godkannare",
    "the individual or a representative the individual has not said no to": "individ_eller_ombud",
    "the one who answers for the measure": "ansvarig",
    "a unit that answers for a measure in the plan": "enhet_med_atgard",
    "the chair (or the individual, at their own wish)": "avslutare",
    "the unit that recorded the line, the chair, or the individual (own lines)": "rattare",
    "care, the Social Insurance Agency or financial assistance": "nagon_vags_enhet",
    "Ung Intro": "ung_intro",
    "the unit that saw the need or is to refer": "den_som_sag_behovet",
    "the Social Insurance Agency": "forsakringskassan",
    "the unit that is to refer": "aktualiserande",
    "the Employment Service": "arbetsformedlingen",
    "the one who answers for the case or an agreed coordinator (or the individual, at their own wish)": "avslutande",
    "the unit that recorded the line, the one who answers for the case, or the individual (own lines)": "rattande",
    "one who is to be at the meeting": "deltagare",
    "a recipient of the summons, or the Region once contacted": "kallad_eller_regionen",
    "a recipient or a representative": "kallad_eller_ombud",
    "the individual, an authorised representative or the one who answers for the case": "individ_eller_ansvarig",
}  # fmt: skip
WEIGHS_LESS: Final = {
    "flerpartsmote": {
        ("boka_uppfoljning", "FM-PLAN-4"): "warn",
        ("revidera_plan", "FM-ROLL-5"): "warn",
        ("ersatt_plan", "FM-ROLL-5"): "warn",
        ("bekrafta", "FM-KALLELSE-3"): "warn",
        ("ge_samtycke", "PR-MALGRUPP-2"): "warn",
        ("utoka_samtycke", "PR-MALGRUPP-2"): "warn",
        ("oppna_mote", "FM-SAMTYCKE-3"): "warn",
        ("oppna_mote", "FM-AVVIK-4"): "note",
        ("andra_narvaro", "FM-SAMTYCKE-3"): "warn",
        ("ej_genomford_atgard", "FM-AVVIK-5"): "note",
        **{
            (event, "FM-FORBEREDELSE-2"): "warn"
            for event in (
                *("andra_narvaro", "utse_dokumenterare", "uppratta_plan", "sammanfatta_plan", "godkann_plan"),
                *("boka_uppfoljning", "redovisa", "bedom_samordningsbehov", "revidera_plan", "ersatt_plan"),
            )
        },
    },
    "ung_intro": {
        ("initiera_sip", "UI-SAMV-1"): "note",
        ("initiera_flerpartsmote", "UI-SAMV-1"): "note",
    },
}
"""Where every finding that a guard makes weighs less than its norm."""


def _read(name: str) -> str:
    return (ROOT / "docs" / FOLDER / f"{name}.md").read_text(encoding="utf-8")


def explained_by(routine: Routine) -> dict[str, str]:
    """The page that explains a closed list, where it isn't docs/journal.md."""
    named = routine.rules().vocabulary.known.keys() - {"enhet", "part", "aktor", "villkor"}
    return {**dict.fromkeys(named, f"{routine.name}-values.md"), **LISTS.get(routine.name, {})}


PAGES_OF_EVENTS: Final = {
    routine.name: EventTables(
        _read(routine.name),
        routine,
        {"consented": consented, "open": tuple(phase for phase in routine.phases if phase != "avslut")},
        ROLES,
        WEIGHS_LESS[routine.name],
        explained_by(routine),
    )
    for routine, consented in ((FLERPARTSMOTE, CONSENTED), (UNG_INTRO, CONSENTED_IN_UNG_INTRO))
}
EVENTS: Final = [(name, event) for name, page in PAGES_OF_EVENTS.items() for event in page.routine.events]


def test_each_page_is_the_one_that_would_be_written() -> None:
    made = pages(ours().routines.values(), LISTS)
    there = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs" / FOLDER).iterdir()}
    assert there == made, HOW


@pytest.mark.parametrize("routine", PAGES_OF_EVENTS)
def test_a_page_has_every_event_once_and_no_other(routine: str) -> None:
    PAGES_OF_EVENTS[routine].check_once_each()


@pytest.mark.parametrize(("routine", "event"), EVENTS)
def test_an_event_has_the_fields_that_its_page_says(routine: str, event: str) -> None:
    PAGES_OF_EVENTS[routine].check_fields(event)


@pytest.mark.parametrize(("routine", "event"), EVENTS)
def test_an_event_is_possible_and_leads_where_its_page_says(routine: str, event: str) -> None:
    page = PAGES_OF_EVENTS[routine]
    if START in page.moves_of(event)[0].to:
        assert (event, page.events[event]["from"], page.events[event]["to"]) == (
            "identifiera_behov", "the first line", "`behov`",
        )  # fmt: skip
    else:
        page.check_way(event)


@pytest.mark.parametrize(("routine", "event"), EVENTS)
def test_an_event_is_done_by_whom_its_page_says(routine: str, event: str) -> None:
    PAGES_OF_EVENTS[routine].check_actor(event)


@pytest.mark.parametrize(("routine", "event"), EVENTS)
def test_a_page_names_every_norm_that_an_event_is_held_to_and_its_weight(routine: str, event: str) -> None:
    PAGES_OF_EVENTS[routine].check_norms(event)


@pytest.mark.parametrize("routine", PAGES_OF_EVENTS)
def test_every_condition_is_told_in_words_and_is_of_an_event_that_exists(routine: str) -> None:
    page = PAGES_OF_EVENTS[routine]
    assert {event for row in page.conditions for event in codes(row["event"])} <= set(page.routine.events)
    assert all(row["the routine asks"].endswith(".") for row in page.conditions)
    assert all(row["what happened"] for row in page.events.values())


def test_where_an_event_leads_is_told_for_every_choice() -> None:
    page = PAGES_OF_EVENTS["flerpartsmote"].page
    assert "- `ge_samtycke` in `vilande` → `atgarder`: a plan is approved\n" in page
    assert "- `stall_in` in `kallelse` → `forberedelse`: nobody is called any more\n" in page
