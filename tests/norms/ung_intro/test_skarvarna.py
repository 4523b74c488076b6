"""What holds across several acts of Ung Intro: pauses, units that leave and come back, a coordinator that is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flerpart_flow.routines.ung_intro import (
    UNG_INTRO,
    AterkallaSamtycke,
    Avsluta,
    AvslutaEgenDel,
    BegransaSamtycke,
    BytRegler,
    DokumenteraSamtycke,
    EtableraSamordning,
    GeSamtycke,
    Informera,
    InitieraSip,
    RegistreraPlan,
    Samrada,
    Starta,
    TackaJaTillInsats,
    UtokaSamtycke,
    Vagled,
)
from flerpart_flow.samverkan.events import BestamDeltagare
from tests.policy import policy
from tests.story import moment
from tests.ung_intro_stories import (
    AF,
    EKONOMI,
    FK,
    INDIVID,
    PSYKIATRI,
    TOPICS,
    UI,
    Story,
    admitted,
    consented,
    started,
    started_with_all,
    state,
)

COORDINATE = "etablera_samordning"
INITIATE = "initiera_sip_eller_flerpartsmote"
CONTACT = "kontakta_ung_intro"
GUIDE = "vagleda"
RECORD = "dokumentera_samtycke"
JOINT = "uppratta_gemensam_planering"
STANDING = ("samordna_vardens_insatser", "samordna_forsakringens_insatser", "verka_for_samordning")


def owed(story: Story, *names: str, states: tuple[str, ...] = ("open", "late")) -> set[tuple[str, str]]:
    """What is owed now, of the duties named or of all: each with its bearer."""
    found = story.case.duties(moment(story.day))
    return {(one.name, one.bearer) for one in found if one.state.value in states and (not names or one.name in names)}


def says(story: Story, unit: str, answer: str) -> None:
    story.do(BestamDeltagare, INDIVID, deltagare=(unit,), svar=answer)


def back(story: Story, *units: str) -> None:
    """The person is informed anew and consents for these."""
    story.do(Informera, UI)
    story.do(GeSamtycke, INDIVID, enheter=units, amnen=TOPICS)


# --- The start -----------------------------------------------------------------------------------------------------


@policy("UI-SAMV-1", "UI-SAMV-5")
@pytest.mark.parametrize("form", ["sip", "flerpartsmote"])
def test_a_plan_registered_before_the_start_shows_that_a_meeting_was_initiated(form: str) -> None:
    case = admitted()
    case.do(TackaJaTillInsats, INDIVID)
    case.do(RegistreraPlan, UI, planform=form, arende="arende-2")
    case.do(Starta, UI)
    assert owed(case, INITIATE, COORDINATE) == set()


@policy("UI-SAMV-1", "UI-SAMV-6")
def test_a_meeting_initiated_before_the_start_leaves_coordination_to_be_set_up() -> None:
    case = admitted()
    case.do(TackaJaTillInsats, INDIVID)
    case.do(InitieraSip, UI, arende="arende-2")
    case.do(Starta, UI)
    assert owed(case, INITIATE, COORDINATE) == {(COORDINATE, UI)}


# --- A coordinator lost while nothing goes on -----------------------------------------------------------------------


def refused(story: Story) -> None:
    story.do(AterkallaSamtycke, INDIVID)
    says(story, FK, "nej")


def narrowed(story: Story) -> None:
    story.do(AterkallaSamtycke, INDIVID)
    story.do(BegransaSamtycke, INDIVID, enheter=(FK,))


def left(story: Story) -> None:
    story.do(AterkallaSamtycke, INDIVID)
    story.do(AvslutaEgenDel, FK)


def narrowed_to_an_end(story: Story) -> None:
    story.do(BegransaSamtycke, INDIVID, enheter=(FK, PSYKIATRI, AF))


def renewed_to_an_end(story: Story) -> None:
    story.do(GeSamtycke, INDIVID, enheter=(UI,), amnen=TOPICS)


@policy("UI-ANSVAR-5", "UI-SAMV-6")
@pytest.mark.parametrize("loss", [refused, narrowed, left, narrowed_to_an_end, renewed_to_an_end])
def test_ung_intro_coordinates_after_a_pause_in_which_the_one_agreed_on_was_lost(
    loss: Callable[[Story], None],
) -> None:
    case = started_with_all()
    case.do(EtableraSamordning, UI, samordnare=FK, overenskommet="ja")
    loss(case)
    assert case.case.phase == "vilande"
    assert owed(case, COORDINATE) == set()
    back(case, PSYKIATRI, UI, AF)
    assert case.case.phase == "samverkan"
    assert owed(case, COORDINATE) == {(COORDINATE, UI)}


@policy("UI-ANSVAR-5", "UI-AVSLUT-4")
@pytest.mark.parametrize("protects", ["begransa", "aterkalla"])
def test_nothing_is_owed_anew_in_a_case_that_is_over(protects: str) -> None:
    case = started_with_all()
    case.do(EtableraSamordning, UI, samordnare=FK, overenskommet="ja")
    case.do(Avsluta, INDIVID, skal_kod="individens_onskan")
    if protects == "begransa":
        case.do(BegransaSamtycke, INDIVID, enheter=(FK,))
    else:
        case.do(AterkallaSamtycke, INDIVID)
    assert owed(case, states=("open", "late", "suspended", "waiting")) == set()


# --- A unit's own part ------------------------------------------------------------------------------------------------


@policy("UI-AVSLUT-2")
@pytest.mark.parametrize("unit", [UI, PSYKIATRI])
@pytest.mark.parametrize("begin", [consented, started])
def test_another_unit_of_the_same_ends_its_own_part_and_not_the_case(begin: Callable[..., Story], unit: str) -> None:
    case = begin(units=(PSYKIATRI, UI, FK, f"{unit}:2"))
    phase = case.case.phase
    case.do(AvslutaEgenDel, f"{unit}:2", samrad="ja")
    assert case.case.phase == phase


@policy("UI-AVSLUT-2", "UI-SAMTYCKE-1")
def test_a_unit_that_has_ended_its_part_owes_no_record_of_the_consent() -> None:
    case = started_with_all()
    case.do(UtokaSamtycke, INDIVID, enheter=(EKONOMI,))
    assert owed(case, RECORD) == {(RECORD, EKONOMI)}
    case.do(AvslutaEgenDel, EKONOMI, samrad="ja")
    assert owed(case, RECORD) == set()
    case.do(UtokaSamtycke, INDIVID, amnen=("boende",))
    assert owed(case, RECORD) == set()


@policy("UI-AVSLUT-2", "UI-GENOMF-2", "UI-ANSVAR-8", "UI-ANSVAR-9")
def test_a_unit_that_left_takes_part_again_by_its_own_record_and_not_by_being_named() -> None:
    case = started_with_all()
    state(case, "UI-MAL-6b:forstarkt_samarbete", "ja")
    for unit in (FK, AF):
        case.do(AvslutaEgenDel, unit, samrad="ja")
    assert owed(case, *STANDING, JOINT) == {(STANDING[0], PSYKIATRI)}
    case.do(GeSamtycke, INDIVID, enheter=(PSYKIATRI, UI, FK, AF), amnen=TOPICS)
    assert owed(case, *STANDING, JOINT, RECORD) == {(STANDING[0], PSYKIATRI), (RECORD, PSYKIATRI), (RECORD, UI)}
    for unit in (FK, AF):
        case.do(DokumenteraSamtycke, unit, referens="dnr 2")
    back_in = {(STANDING[1], FK), (STANDING[2], AF), (JOINT, AF)}
    assert owed(case, *STANDING, JOINT) == {(STANDING[0], PSYKIATRI), *back_in}


@policy("UI-AVSLUT-2", "UI-ANSVAR-5")
def test_a_unit_that_left_takes_part_again_as_the_coordinator_agreed_on() -> None:
    case = started_with_all()
    case.do(AvslutaEgenDel, FK, samrad="ja")
    case.do(EtableraSamordning, UI, samordnare=FK, overenskommet="ja")
    assert FK in case.case.facts.others()
    case.do(AvslutaEgenDel, FK, samrad="ja")
    assert owed(case, COORDINATE) == {(COORDINATE, UI)}


# --- What was met, and what waited --------------------------------------------------------------------------------


@policy("UI-GENOMF-2", "UI-ANSVAR-3", "UI-ANSVAR-8")
def test_coordination_that_had_come_about_before_a_pause_is_not_owed_again_after_it() -> None:
    case = started()
    case.do(EtableraSamordning, UI)
    case.do(AterkallaSamtycke, INDIVID)
    back(case, PSYKIATRI, UI, FK, AF)
    assert owed(case, COORDINATE, *STANDING) == {(STANDING[2], AF)}  # who wasn't there before


@policy("UI-ANSVAR-8")
def test_a_no_and_a_yes_within_a_pause_leave_owed_what_was_owed() -> None:
    case = started_with_all()
    before = owed(case, *STANDING)
    case.do(AterkallaSamtycke, INDIVID)
    says(case, FK, "nej")
    says(case, FK, "ja")
    back(case, PSYKIATRI, UI, FK, AF)
    assert owed(case, *STANDING) == before


def no_and_yes(story: Story) -> None:
    says(story, UI, "nej")
    assert owed(story, CONTACT, GUIDE) == set()
    says(story, UI, "ja")


def out_and_in(story: Story) -> None:
    story.do(BegransaSamtycke, INDIVID, enheter=(UI,))
    assert owed(story, CONTACT, GUIDE) == set()
    story.do(UtokaSamtycke, INDIVID, enheter=(UI,))


@policy("UI-AKT-3", "UI-ANSVAR-2", "UI-AKT-1")
@pytest.mark.parametrize("kept_apart", [no_and_yes, out_and_in])
def test_what_care_and_ung_intro_owe_each_other_comes_back_with_the_yes(kept_apart: Callable[[Story], None]) -> None:
    case = consented()
    kept_apart(case)
    assert owed(case, CONTACT, GUIDE) == {(CONTACT, PSYKIATRI)}
    case.do(Samrada, till=UI, ratt_insats="ja")
    kept_apart(case)
    assert owed(case, CONTACT, GUIDE) == {(GUIDE, UI)}
    case.do(Vagled, UI, till=PSYKIATRI)
    kept_apart(case)
    assert owed(case, CONTACT, GUIDE) == set()


# --- Clocks, late lines and other rules in the middle --------------------------------------------------------------


@policy("UI-SAMV-6", "UI-ANSVAR-5")
def test_coordination_that_fell_to_ung_intro_in_a_pause_is_late_counted_from_the_new_consent() -> None:
    case = admitted(overlay={"parameter": {"coordination_workdays": 5}})
    case.do(TackaJaTillInsats, INDIVID)
    case.do(Starta, UI, day=10)
    case.do(EtableraSamordning, UI, day=11, samordnare=FK, overenskommet="ja")
    case.do(AterkallaSamtycke, INDIVID, day=12)
    says(case, FK, "nej")
    case.do(Informera, UI, day=100)
    case.do(GeSamtycke, INDIVID, enheter=(PSYKIATRI, UI, AF), amnen=TOPICS)
    assert [one.state.value for one in case.duties(COORDINATE, 101)] == ["open", "met"]
    assert [one.state.value for one in case.duties(COORDINATE, 120)] == ["late", "met"]


@policy("UI-AVSLUT-2", "UI-ANSVAR-5")
def test_a_unit_that_is_told_late_to_have_left_had_come_back_by_what_was_agreed_since() -> None:
    case = started_with_all()
    case.do(EtableraSamordning, UI, day=20, samordnare=FK, overenskommet="ja")
    left_before = {"occurred_at": moment(12), "recorded_at": moment(30), "samrad": "ja"}
    case.do(AvslutaEgenDel, FK, day=30, **left_before)
    assert case.case.facts.coordinator == FK
    assert owed(case, COORDINATE) == set()


@policy("FF-REGLER-1", "UI-ANSVAR-5")
def test_rules_changed_in_a_pause_decide_what_ends_it_and_leave_owed_what_rests() -> None:
    case = started_with_all()
    case.do(EtableraSamordning, UI, samordnare=FK, overenskommet="ja")
    refused(case)
    case.day += 0.01
    at, new = moment(case.day), UNG_INTRO.rules(overlay={"parameter": {"min_parties": 3}})
    case.case = case.case.apply(
        BytRegler(
            occurred_at=at, recorded_at=at, by=UI, fran_regler=case.case.rules.digest, till_regler=new.digest, into=new
        )
    )
    back(case, PSYKIATRI, UI)
    assert case.case.phase == "vilande"
    back(case, PSYKIATRI, UI, AF)
    assert case.case.phase == "samverkan"
    assert owed(case, COORDINATE) == {(COORDINATE, UI)}
