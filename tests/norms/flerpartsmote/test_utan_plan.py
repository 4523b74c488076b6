"""A meeting ended without an approved plan: who takes the case on, and whose answer is awaited (A60)."""

from __future__ import annotations

from typing import Any

import pytest

from flerpart_flow.engine.words.reasons import texts_for
from flerpart_flow.routines.flerpartsmote import (
    FLERPARTSMOTE,
    AndraNarvaro,
    AterkallaSamtycke,
    AvbrytMote,
    Avsluta,
    AvslutaMote,
    BedomSamordningsbehov,
    BegransaSamtycke,
    BestamDeltagare,
    BokaUppfoljning,
    Forbered,
    GeSamtycke,
    GodkannIntePlan,
    GodkannPlan,
    GodtaOrdforande,
    Informera,
    Kalla,
    NekaSamtycke,
    OppnaMote,
    OverlamnaOrdforande,
    RevideraPlan,
    SammanfattaPlan,
)
from tests.policy import policy
from tests.stories import (
    AF,
    ARBETSMARKNAD,
    EKONOMI,
    FOLLOW_UP_DAY,
    INDIVID,
    TOPICS,
    Story,
    approved,
    follow_up,
    measures,
    meeting,
    on,
    plan,
    summed_up,
    summons,
)

EVERYBODY = (ARBETSMARKNAD, AF, EKONOMI)


def ended(*yes: str, no: tuple[str, ...] = (), story: Story | None = None) -> Story:
    """The meeting is over; these have said yes to the plan and those no."""
    case = story or summed_up()
    for who in yes:
        case.do(GodkannPlan, who, version=1)
    for who in no:
        case.do(GodkannIntePlan, who, version=1)
    case.do(AvslutaMote)
    return case


def states(story: Story, name: str) -> dict[str, str]:
    """How a duty stands for each who has it."""
    return {one.bearer: one.state.value for one in story.duties(name)}


# --- The chair takes the case on ------------------------------------------------------------------------------------


@policy("FM-ROLL-1")
@pytest.mark.parametrize("end", [AvslutaMote, AvbrytMote])
@pytest.mark.parametrize("story", [meeting, summed_up])
def test_the_chair_takes_the_case_on_when_a_meeting_ends_without_an_approved_plan(story: Any, end: Any) -> None:
    case = story()
    assert states(case, "fora_arendet_vidare") == {}
    case.do(end)
    assert states(case, "fora_arendet_vidare") == {ARBETSMARKNAD: "open"}


@policy("FM-ROLL-1")
@pytest.mark.parametrize("story", [approved, follow_up])
def test_nothing_is_owed_where_a_plan_is_in_force(story: Any) -> None:
    case = story()
    case.do(AvslutaMote)
    assert states(case, "fora_arendet_vidare") == {}


@policy("FM-ROLL-1")
def test_a_new_summons_meets_it() -> None:
    case = ended()
    case.do(Forbered, individen_medverkar="ja", behov_onskemal="ja")
    case.do(Kalla, **summons((AF, EKONOMI), 120))
    assert states(case, "fora_arendet_vidare") == {ARBETSMARKNAD: "met"}


@policy("FM-ROLL-1", "FM-ROLL-5")
def test_the_approval_that_was_missing_meets_it() -> None:
    case = ended(INDIVID, ARBETSMARKNAD, AF)
    case.do(GodkannPlan, EKONOMI)
    assert case.case.phase == "atgarder"
    assert states(case, "fora_arendet_vidare") == {ARBETSMARKNAD: "met"}


@policy("FM-ROLL-1", "FM-ROLL-5")
def test_one_yes_of_several_does_not_meet_it() -> None:
    case = ended(INDIVID)
    case.do(GodkannPlan, EKONOMI)
    assert states(case, "fora_arendet_vidare") == {ARBETSMARKNAD: "open"}


@policy("FM-ROLL-1")
@pytest.mark.parametrize(("who", "reason"), [(ARBETSMARKNAD, "administrativt"), (INDIVID, "individens_onskan")])
def test_the_closing_meets_it(who: str, reason: str) -> None:
    case = ended()
    case.do(Avsluta, who, skal_kod=reason)
    assert states(case, "fora_arendet_vidare") == {ARBETSMARKNAD: "met"}


@policy("FM-ROLL-1")
def test_a_hand_over_passes_it_on() -> None:
    case = ended()
    case.do(OverlamnaOrdforande, till=AF)
    assert states(case, "fora_arendet_vidare") == {ARBETSMARKNAD: "open"}
    case.do(GodtaOrdforande, AF)
    assert states(case, "fora_arendet_vidare") == {AF: "open"}


@policy("FM-ROLL-1", "FM-SAMTYCKE-5")
@pytest.mark.parametrize("first", [AvslutaMote, None])
def test_it_rests_in_a_pause_and_is_back_with_a_new_consent(first: Any) -> None:
    case = meeting()
    if first is not None:
        case.do(first)
    case.do(AterkallaSamtycke, INDIVID)
    assert states(case, "fora_arendet_vidare") == {ARBETSMARKNAD: "suspended"}
    case.do(Informera, anpassning=("lattlast",), day=70)
    case.do(GeSamtycke, INDIVID, enheter=EVERYBODY, amnen=TOPICS)
    assert states(case, "fora_arendet_vidare") == {ARBETSMARKNAD: "open"}


@policy("FM-ROLL-1", "FM-SAMTYCKE-2")
def test_the_individuals_no_to_a_new_consent_ends_it() -> None:
    case = ended()
    case.do(AterkallaSamtycke, INDIVID)
    case.do(NekaSamtycke, INDIVID)
    assert states(case, "fora_arendet_vidare") == {ARBETSMARKNAD: "met"}


@policy("FM-ROLL-1", "FM-SAMTYCKE-5")
def test_the_chair_that_is_taken_out_leaves_it_to_the_one_who_takes_over() -> None:
    case = ended()
    case.do(BegransaSamtycke, INDIVID, enheter=(ARBETSMARKNAD,))
    assert states(case, "fora_arendet_vidare") == {ARBETSMARKNAD: "suspended"}
    case.do(BestamDeltagare, INDIVID, deltagare=(AF,), svar="ja")
    case.do(GodtaOrdforande, AF)
    assert states(case, "fora_arendet_vidare") == {AF: "suspended"}


# --- Whose answer is awaited ----------------------------------------------------------------------------------------


@policy("FM-ROLL-5")
@pytest.mark.parametrize(
    ("yes", "no", "owed"),
    [
        ((), (), {ARBETSMARKNAD, AF, EKONOMI}),
        ((INDIVID, ARBETSMARKNAD), (), {AF, EKONOMI}),
        ((INDIVID, ARBETSMARKNAD), (AF,), {EKONOMI}),
        ((ARBETSMARKNAD, AF, EKONOMI), (), set()),
    ],
)
def test_each_unit_that_is_silent_owes_an_answer(yes: tuple[str, ...], no: tuple[str, ...], owed: set[str]) -> None:
    assert set(states(ended(*yes, no=no), "svara_om_planen")) == owed


@policy("FM-ROLL-5")
@pytest.mark.parametrize("kind", [GodkannPlan, GodkannIntePlan])
def test_a_yes_or_a_no_is_an_answer(kind: Any) -> None:
    case = ended(INDIVID, ARBETSMARKNAD)
    case.do(kind, AF)
    assert states(case, "svara_om_planen") == {AF: "met", EKONOMI: "open"}


@policy("FM-ROLL-5")
def test_who_was_not_there_at_the_sum_up_owes_no_answer() -> None:
    case = summed_up(present=(INDIVID, ARBETSMARKNAD, AF))
    assert set(states(ended(story=case), "svara_om_planen")) == {ARBETSMARKNAD, AF}


@policy("FM-ROLL-5")
def test_status_names_those_whose_answer_is_missing_and_those_who_said_no() -> None:
    said = texts_for(meeting().case.rules, "sv")
    lines = list(FLERPARTSMOTE.outline.showing.standing(ended(ARBETSMARKNAD, no=(AF,)).case.facts, said))
    assert len(lines) == 2
    assert said.name(EKONOMI) in lines[0]
    assert said.name(INDIVID) in lines[0]
    assert said.name(AF) not in lines[0]
    assert said.name(AF) in lines[1]
    assert list(FLERPARTSMOTE.outline.showing.standing(approved().case.facts, said)) == []


def revised_and_left(who: str = EKONOMI) -> Story:
    """At the follow-up a revision is summed up, one unit leaves, all others say yes; another follow-up is booked."""
    case = follow_up()
    case.do(BedomSamordningsbehov, kvarstar="ja")
    case.do(RevideraPlan, plan=plan(follow_up=on(220)), skal_kod="annat")
    case.do(SammanfattaPlan)
    case.do(BokaUppfoljning, datum=on(220), sammankallande=ARBETSMARKNAD)
    case.do(AndraNarvaro, lamnat=(who,))
    for one in {INDIVID, ARBETSMARKNAD, AF, EKONOMI} - {who}:
        case.do(GodkannPlan, one)
    case.do(AvslutaMote)
    return case


@policy("FM-ROLL-5", "FM-GENOMF-1")
@pytest.mark.parametrize(
    ("answer", "version"), [(None, 2), (GodkannPlan, 2), (GodkannIntePlan, 1)], ids=["silent", "yes", "no"]
)
def test_who_left_after_the_sum_up_and_is_silent_on_the_follow_up_day_is_absent(answer: Any, version: int) -> None:
    case = revised_and_left()
    assert states(case, "svara_om_planen") == {EKONOMI: "open"}
    assert case.case.facts.current.number == 1
    if answer is not None:
        case.do(answer, EKONOMI)
    case.do(OppnaMote, narvarande=(INDIVID, ARBETSMARKNAD, AF, EKONOMI), day=220)
    assert case.case.facts.current.number == version
    assert (EKONOMI in case.case.facts.current.approvals) is (answer is not None)


@policy("FM-ROLL-5")
def test_before_that_day_silence_changes_nothing() -> None:
    case = revised_and_left()
    case.do(OppnaMote, narvarande=(INDIVID, ARBETSMARKNAD, AF, EKONOMI), day=215)
    assert case.case.facts.current.number == 1
    assert measures().case.facts.draft is None
    assert FOLLOW_UP_DAY < 215
