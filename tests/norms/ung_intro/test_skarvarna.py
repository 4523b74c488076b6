"""What holds across several acts of Ung Intro: pauses, units that leave and come back, a coordinator that is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flerpart_flow.routines.ung_intro import (
    AterkallaSamtycke,
    Avsluta,
    AvslutaEgenDel,
    BegransaSamtycke,
    EtableraSamordning,
    GeSamtycke,
    Informera,
    InitieraSip,
    RegistreraPlan,
    Starta,
    TackaJaTillInsats,
)
from flerpart_flow.samverkan.events import BestamDeltagare
from tests.policy import policy
from tests.story import moment
from tests.ung_intro_stories import (
    AF,
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
)

COORDINATE = "etablera_samordning"
INITIATE = "initiera_sip_eller_flerpartsmote"


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
