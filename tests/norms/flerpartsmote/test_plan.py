"""The plan: what it shows, how it is summed up, approved, handed out and followed up, and its versions."""

from __future__ import annotations

from typing import Any

import pytest

from flerpart_flow.engine.judging.queries import Answer
from flerpart_flow.routines.flerpartsmote import (
    AndraNarvaro,
    AterkallaSamtycke,
    Avsluta,
    AvslutaMote,
    BedomSamordningsbehov,
    BegransaSamtycke,
    BokaUppfoljning,
    DelaUtPlan,
    ErsattPlan,
    GodkannIntePlan,
    GodkannPlan,
    OppnaMote,
    PaborjaAtgard,
    RevideraPlan,
    SammanfattaPlan,
    UpprattaPlan,
    UtseDokumenterare,
)
from tests.policy import policy
from tests.stories import (
    AF,
    ARBETSMARKNAD,
    EKONOMI,
    FK,
    FOLLOW_UP_DAY,
    INDIVID,
    MEETING_DAY,
    Story,
    approved,
    follow_up,
    found,
    measures,
    meeting,
    moment,
    on,
    plan,
    summed_up,
)
from tests.story import represented

EVERYBODY = (INDIVID, ARBETSMARKNAD, AF, EKONOMI)
NEXT_DAY = on(FOLLOW_UP_DAY + 120)
EMPLOYER = "arbetsgivare"


def parameter(**values: Any) -> dict[str, Any]:
    """An overlay that sets parameters."""
    return {"parameter": values}


def measure(ident: str, *responsible: str, **change: Any) -> dict[str, Any]:
    """A measure of a plan."""
    return {"id": ident, "text": "Åtgärd", "ansvariga": list(responsible), **change}


def goal(text: str | None = "Åter i arbete") -> dict[str, Any]:
    """A goal of a plan."""
    return {"id": "arbete", "text": text}


def revising() -> Story:
    """Phase uppfoljning: the follow-up has found that coordination is still needed."""
    story = follow_up()
    story.do(BedomSamordningsbehov, kvarstar="ja")
    return story


def in_force(story: Story) -> int | None:
    """The number of the version in force."""
    current = story.case.facts.current
    return None if current is None else int(current.number)


WRITINGS: list[Any] = [
    pytest.param(meeting, UpprattaPlan, {}, id="uppratta"),
    pytest.param(revising, RevideraPlan, {"skal_kod": "atgarder_andrade"}, id="revidera"),
    pytest.param(revising, ErsattPlan, {"skal_kod": "mal_andrat"}, id="ersatt"),
]
"""How a plan is written: where, by which event, and what that event says beside the plan."""


def write(case: Any, kind: Any, said: dict[str, Any], content: dict[str, Any] | None) -> tuple[str, ...]:
    """The norms that block writing such a plan."""
    norms: tuple[str, ...] = case().ask(kind, plan=content, **said).norms
    return norms


# --- What the plan shows ---------------------------------------------------------------------------------------------


@policy("FM-PLAN-1", "FM-PLAN-2", "FM-PLAN-3", "FM-PLAN-4")
@pytest.mark.parametrize(("case", "kind", "said"), WRITINGS)
def test_a_plan_that_shows_all_it_has_to_may_be_written(case: Any, kind: Any, said: dict[str, Any]) -> None:
    assert write(case, kind, said, plan(follow_up=NEXT_DAY)) == ()


@policy("FM-PLAN-1", "FM-PLAN-2", "FM-PLAN-4")
@pytest.mark.parametrize(("case", "kind", "said"), WRITINGS)
@pytest.mark.parametrize("content", [None, {}])
def test_an_empty_plan_lacks_goals_measures_and_a_day_of_follow_up(
    case: Any, kind: Any, said: dict[str, Any], content: dict[str, Any] | None
) -> None:
    assert set(write(case, kind, said, content)) == {"FM-PLAN-1", "FM-PLAN-2", "FM-PLAN-4"}


@policy("FM-PLAN-1")
@pytest.mark.parametrize(("case", "kind", "said"), WRITINGS)
@pytest.mark.parametrize("goals", [[], [goal(None)]])
def test_a_plan_without_a_goal_is_refused(case: Any, kind: Any, said: dict[str, Any], goals: Any) -> None:
    assert write(case, kind, said, plan(follow_up=NEXT_DAY, mal=goals)) == ("FM-PLAN-1",)


@policy("FM-PLAN-1")
def test_a_goal_needs_no_sub_goals() -> None:
    assert meeting().ask(UpprattaPlan, plan=plan(mal=[goal()])).allowed


@policy("FM-PLAN-2")
@pytest.mark.parametrize(("case", "kind", "said"), WRITINGS)
@pytest.mark.parametrize("content", [[], [measure("praktik", AF, text=None)], [{"text": "Praktik", "ansvariga": [AF]}]])
def test_a_plan_without_measures_that_can_be_told_apart_is_refused(
    case: Any, kind: Any, said: dict[str, Any], content: Any
) -> None:
    assert write(case, kind, said, plan(measures=content, follow_up=NEXT_DAY)) == ("FM-PLAN-2",)


@policy("FM-PLAN-3")
@pytest.mark.parametrize(("case", "kind", "said"), WRITINGS)
@pytest.mark.parametrize(
    ("responsible", "norms"),
    [
        ((AF,), ()),
        ((INDIVID,), ()),
        ((AF, EMPLOYER), ()),
        ((), ("FM-PLAN-3",)),
        ((EMPLOYER,), ("FM-PLAN-3",)),
        (("narstaende:1",), ("FM-PLAN-3",)),
    ],
)
def test_the_individual_or_a_party_answers_for_every_measure(
    case: Any, kind: Any, said: dict[str, Any], responsible: tuple[str, ...], norms: tuple[str, ...]
) -> None:
    content = [measure("praktik", AF), measure("studiebesok", *responsible)]
    assert write(case, kind, said, plan(measures=content, follow_up=NEXT_DAY)) == norms


@policy("FM-PLAN-3")
def test_every_measure_that_nobody_answers_for_is_named() -> None:
    decision = meeting().ask(UpprattaPlan, plan=plan(measures=[measure("a"), measure("b", AF), measure("c")]))
    assert [dict(one.values)["number"] for one in decision.hindrances] == [1, 3]


@policy("FM-PLAN-4")
@pytest.mark.parametrize(("case", "kind", "said"), WRITINGS)
def test_a_plan_without_a_day_of_follow_up_is_refused(case: Any, kind: Any, said: dict[str, Any]) -> None:
    assert write(case, kind, said, plan(uppfoljning=None)) == ("FM-PLAN-4",)


@policy("FM-PLAN-4")
@pytest.mark.parametrize(("day", "norms"), [(MEETING_DAY, ("FM-PLAN-4",)), (MEETING_DAY + 1, ())])
def test_the_follow_up_comes_after_the_day_of_the_meeting(day: float, norms: tuple[str, ...]) -> None:
    assert meeting().ask(UpprattaPlan, plan=plan(follow_up=on(day))).norms == norms


@policy("FM-PLAN-4")
@pytest.mark.parametrize(("day", "norms"), [(69, ()), (70, ("FM-PLAN-4",))])
def test_a_plan_is_approved_before_the_day_of_its_follow_up(day: float, norms: tuple[str, ...]) -> None:
    story = summed_up(plan(follow_up=on(70)))
    assert story.ask(GodkannPlan, INDIVID, day=day).norms == norms


# --- Summing up ------------------------------------------------------------------------------------------------------


@policy("FM-ROLL-4")
def test_a_plan_that_is_drafted_has_to_be_summed_up_until_it_is() -> None:
    story = meeting()
    assert story.duties("sammanfatta_plan") == ()
    story.do(UpprattaPlan, plan=plan())
    assert [(duty.bearer, duty.state) for duty in story.duties("sammanfatta_plan")] == [(ARBETSMARKNAD, "open")]
    story.do(SammanfattaPlan, version=1)
    assert [duty.state for duty in story.duties("sammanfatta_plan")] == ["met"]


@policy("FM-ROLL-4")
@pytest.mark.parametrize(("summed", "norms"), [(True, ()), (False, ("FM-ROLL-4",))])
def test_nobody_approves_a_plan_before_it_is_summed_up(summed: bool, norms: tuple[str, ...]) -> None:
    story = meeting()
    story.do(UpprattaPlan, plan=plan())
    if summed:
        story.do(SammanfattaPlan)
    for who in EVERYBODY:
        assert story.ask(GodkannPlan, who, version=1).norms == norms


@policy("FM-ROLL-4")
@pytest.mark.parametrize(("by", "norms"), [(ARBETSMARKNAD, ()), (AF, ("FM-ROLL-4",)), (INDIVID, ("FM-ROLL-4",))])
def test_the_chair_of_the_meeting_sums_up(by: str, norms: tuple[str, ...]) -> None:
    story = meeting()
    story.do(UpprattaPlan, plan=plan())
    assert story.ask(SammanfattaPlan, by, version=1).norms == norms


@policy("FM-ROLL-4")
def test_a_plan_that_is_changed_has_to_be_summed_up_again() -> None:
    story = summed_up()
    story.do(UpprattaPlan, plan=plan(mal=[goal("Börja studera")]))
    assert story.ask(GodkannPlan, INDIVID).norms == ("FM-ROLL-4",)
    assert [duty.state for duty in story.duties("sammanfatta_plan")] == ["open", "met"]


@policy("FM-ROLL-4", "FF-INNEHALL-1")
def test_there_is_nothing_to_sum_up_before_a_plan_is_drafted() -> None:
    assert meeting().ask(SammanfattaPlan).norms == ("FF-INNEHALL-1",)


@policy("FF-INNEHALL-1")
@pytest.mark.parametrize("kind", [GodkannPlan, GodkannIntePlan, SammanfattaPlan])
@pytest.mark.parametrize(("version", "norms"), [(None, ()), (1, ("FF-INNEHALL-1",)), (2, ()), (3, ("FF-INNEHALL-1",))])
def test_an_answer_concerns_the_newest_draft(kind: Any, version: int | None, norms: tuple[str, ...]) -> None:
    story = summed_up()
    story.do(UpprattaPlan, plan=plan(mal=[goal("Börja studera")]))
    story.do(SammanfattaPlan, version=2)
    assert story.ask(kind, version=version).norms == norms


# --- Approval --------------------------------------------------------------------------------------------------------


@policy("FM-ROLL-5")
def test_the_plan_is_in_force_when_the_individual_and_all_present_have_approved() -> None:
    story = approved()
    assert in_force(story) == 1
    assert story.case.facts.draft is None


@policy("FM-ROLL-5")
@pytest.mark.parametrize("silent", EVERYBODY)
def test_silence_is_never_approval_however_long_it_lasts(silent: str) -> None:
    story = summed_up()
    for who in EVERYBODY:
        if who != silent:
            story.do(GodkannPlan, who)
    story.do(AvslutaMote)
    assert in_force(story) is None
    assert story.case.state_at(moment(MEETING_DAY + 365)).facts.current is None


@policy("FM-ROLL-5")
@pytest.mark.parametrize("refusing", EVERYBODY)
def test_there_is_no_plan_when_somebody_present_or_the_individual_says_no(refusing: str) -> None:
    story = summed_up()
    for who in EVERYBODY:
        story.do(GodkannIntePlan if who == refusing else GodkannPlan, who)
    assert in_force(story) is None
    assert story.do(AvslutaMote).state.phase == "forberedelse"
    assert story.case.deviations(moment(MEETING_DAY + 30)) == ()


@policy("FM-ROLL-5")
@pytest.mark.parametrize(("again", "number"), [(False, None), (True, 1)])
def test_a_no_takes_back_a_yes_until_the_plan_is_in_force(again: bool, number: int | None) -> None:
    story = summed_up()
    story.do(GodkannPlan, AF)
    story.do(GodkannIntePlan, AF)
    for who in (INDIVID, ARBETSMARKNAD, EKONOMI, *((AF,) if again else ())):
        story.do(GodkannPlan, who)
    assert in_force(story) == number


@policy("FM-ROLL-5")
def test_a_no_does_not_take_back_a_yes_to_a_plan_in_force() -> None:
    story = measures()
    story.do(GodkannIntePlan, AF)
    assert AF in story.case.facts.current.approvals
    assert story.ask(PaborjaAtgard, AF, atgard="praktik").allowed


@policy("FM-ROLL-5")
@pytest.mark.parametrize("individual", [INDIVID, "ombud"])
def test_the_individuals_approval_may_be_given_by_the_representative(individual: str) -> None:
    story = represented(summed_up(), individual)
    for who in (individual, *EVERYBODY[1:]):
        story.do(GodkannPlan, who)
    assert in_force(story) == 1


@policy("FM-ROLL-5")
@pytest.mark.parametrize("kind", [GodkannPlan, GodkannIntePlan])
@pytest.mark.parametrize(("by", "norms"), [(AF, ()), (EKONOMI, ("FM-ROLL-5",))])
def test_whoever_was_neither_there_nor_has_a_measure_has_no_say(kind: Any, by: str, norms: tuple[str, ...]) -> None:
    story = summed_up(present=EVERYBODY[:-1])
    assert story.ask(kind, by).norms == norms


@policy("FM-ROLL-5", "FM-SAMTYCKE-2")
@pytest.mark.parametrize(("by", "allowed"), [(ARBETSMARKNAD, True), (EKONOMI, False), (INDIVID, True)])
def test_a_unit_taken_out_of_the_consent_has_no_say_any_more(by: str, allowed: bool) -> None:
    story = summed_up()
    story.do(BegransaSamtycke, INDIVID, enheter=(EKONOMI,))
    assert story.ask(GodkannPlan, by).allowed is allowed


@policy("FM-ROLL-5", "FM-SAMTYCKE-3")
def test_a_unit_taken_out_of_the_consent_is_not_waited_for() -> None:
    story = summed_up()
    story.do(BegransaSamtycke, INDIVID, enheter=(EKONOMI,))
    for who in (INDIVID, ARBETSMARKNAD, AF):
        story.do(GodkannPlan, who)
    assert in_force(story) == 1


ALL_WITH_MEASURES = {INDIVID, AF}
"""Who approves the plan of these stories, where only present units with a measure do."""


@policy("FM-ROLL-5")
@pytest.mark.parametrize(
    ("rule", "present", "needed"),
    [
        ("all_present", EVERYBODY, {INDIVID, ARBETSMARKNAD, AF, EKONOMI}),
        ("all_present", EVERYBODY[:-1], {INDIVID, ARBETSMARKNAD, AF}),
        ("all_with_measures", EVERYBODY, ALL_WITH_MEASURES),
        ("all_with_measures", EVERYBODY[:-1], ALL_WITH_MEASURES),
        ("all_parties", EVERYBODY, {INDIVID, ARBETSMARKNAD, AF, EKONOMI}),
        ("all_parties", EVERYBODY[:-1], {INDIVID, ARBETSMARKNAD, AF, EKONOMI}),
    ],
)
def test_whose_approval_a_plan_takes_is_the_organisations_choice(
    rule: str, present: tuple[str, ...], needed: set[str]
) -> None:
    story = summed_up(present=present, overlay=parameter(approval_rule=rule))
    for who in sorted(needed):
        assert in_force(story) is None
        story.do(GodkannPlan, who)
    assert in_force(story) == 1


@policy("FM-ROLL-5")
@pytest.mark.parametrize(("moved", "number"), [({}, None), ({"lamnat": (EKONOMI,)}, 1)])
def test_whoever_has_left_before_the_summing_up_is_not_waited_for(moved: dict[str, Any], number: int | None) -> None:
    story = meeting()
    story.do(UpprattaPlan, plan=plan())
    if moved:
        story.do(AndraNarvaro, **moved)
    story.do(SammanfattaPlan)
    for who in EVERYBODY[:-1]:
        story.do(GodkannPlan, who)
    assert in_force(story) == number


@policy("FM-ROLL-5")
@pytest.mark.parametrize("summed_before", [True, False])
def test_whoever_comes_to_the_meeting_has_to_approve_too(summed_before: bool) -> None:
    story = meeting(present=EVERYBODY[:-1])
    story.do(UpprattaPlan, plan=plan())
    if summed_before:
        story.do(SammanfattaPlan)
    story.do(AndraNarvaro, anlant=(EKONOMI,))
    if not summed_before:
        story.do(SammanfattaPlan)
    for who in EVERYBODY[:-1]:
        story.do(GodkannPlan, who)
    assert in_force(story) is None
    story.do(GodkannPlan, EKONOMI)
    assert in_force(story) == 1


# --- Those who weren't there -----------------------------------------------------------------------------------------


def with_an_absent_party() -> Story:
    """Phase mote: the plan is in force, and has a measure of economic assistance, which wasn't there."""
    content = plan(measures=[measure("praktik", AF), measure("budget", EKONOMI)])
    return approved(content, EVERYBODY[:-1])


@policy("FM-ROLL-5", "FM-GENOMF-1")
@pytest.mark.parametrize(("approves", "norms"), [(True, ()), (False, ("FM-ROLL-5",))])
def test_an_absent_partys_measure_is_a_proposal_until_that_party_approves(
    approves: bool, norms: tuple[str, ...]
) -> None:
    story = with_an_absent_party()
    story.do(AvslutaMote)
    if approves:
        assert story.do(GodkannPlan, EKONOMI, version=1).state.phase == "atgarder"
    assert story.ask(PaborjaAtgard, EKONOMI, atgard="budget").norms == norms


@policy("FM-ROLL-5", "FM-GENOMF-1")
def test_an_absent_party_owes_its_measure_only_once_it_has_approved() -> None:
    story = with_an_absent_party()
    assert [duty.bearer for duty in story.duties("genomfora_atgard")] == [AF]
    story.do(GodkannPlan, EKONOMI)
    assert [duty.bearer for duty in story.duties("genomfora_atgard")] == [AF, EKONOMI]


@policy("FM-ROLL-5")
def test_an_absent_party_that_says_no_leaves_the_plan_in_force_and_is_no_deviation() -> None:
    story = with_an_absent_party()
    story.do(GodkannIntePlan, EKONOMI, version=1)
    assert in_force(story) == 1
    assert story.case.facts.current.approvals == {INDIVID, ARBETSMARKNAD, AF}
    assert story.ask(PaborjaAtgard, EKONOMI, atgard="budget").norms
    assert not [one for one in story.case.deviations(moment(200)) if one.kind == "atgard_ej_genomford"]


# --- Handing out -----------------------------------------------------------------------------------------------------


def draft_after_meeting() -> Story:
    """Phase forberedelse: the meeting ended with a version that isn't approved."""
    story = summed_up()
    story.do(AvslutaMote)
    return story


def withdrawn() -> Story:
    """Phase vilande: the consent was withdrawn after a plan was approved."""
    story = measures()
    story.do(AterkallaSamtycke, INDIVID)
    return story


def over() -> Story:
    """Phase avslut: closed after a plan was approved."""
    story = measures()
    story.do(Avsluta, INDIVID, skal_kod="individens_onskan")
    return story


@policy("FM-ROLL-6")
@pytest.mark.parametrize("story", [summed_up, approved, measures, follow_up, draft_after_meeting, withdrawn, over])
def test_the_individual_always_gets_the_plan(story: Any) -> None:
    assert story().ask(DelaUtPlan, version=1, till=(INDIVID,)).allowed


@policy("FM-ROLL-6", "FM-ROLL-5")
@pytest.mark.parametrize(
    ("story", "allowed"),
    [
        (summed_up, False),
        (approved, True),
        (measures, True),
        (follow_up, True),
        (draft_after_meeting, False),
        (withdrawn, False),
        (over, False),
    ],
)
def test_a_party_gets_the_plan_only_when_it_is_approved_and_the_case_goes_on(story: Any, allowed: bool) -> None:
    assert story().ask(DelaUtPlan, version=1, till=(INDIVID, AF)).allowed is allowed


@policy("FM-ROLL-5")
def test_a_plan_that_is_not_approved_is_refused_to_a_party_for_that_reason() -> None:
    assert summed_up().ask(DelaUtPlan, version=1, till=(AF,)).norms == ("FM-ROLL-5",)


@policy("FM-SAMTYCKE-2", "FM-ROLL-6")
@pytest.mark.parametrize(("covered", "norms"), [(True, ()), (False, ("FM-SAMTYCKE-2",))])
def test_a_party_gets_the_plan_only_while_the_consent_covers_it(covered: bool, norms: tuple[str, ...]) -> None:
    story = measures()
    if not covered:
        story.do(BegransaSamtycke, INDIVID, enheter=(EKONOMI,))
    assert story.ask(DelaUtPlan, till=(EKONOMI,)).norms == norms


@policy("FM-ROLL-6")
@pytest.mark.parametrize("outsider", [EMPLOYER, "ovrig:1", "narstaende:1"])
def test_outsiders_and_relatives_never_get_the_plan(outsider: str) -> None:
    assert measures().ask(DelaUtPlan, till=(outsider,)).norms == ("FM-ROLL-6",)


@policy("FM-ROLL-6")
@pytest.mark.parametrize("story", [draft_after_meeting, withdrawn, over])
def test_without_a_meeting_or_measures_going_on_the_plan_goes_to_the_individual_alone(story: Any) -> None:
    assert "FM-ROLL-6" in story().ask(DelaUtPlan, version=1, till=(AF,)).norms


@policy("FM-ROLL-6")
@pytest.mark.parametrize(("by", "norms"), [(ARBETSMARKNAD, ()), (AF, ("FM-ROLL-6",))])
def test_the_chair_hands_out_the_plan(by: str, norms: tuple[str, ...]) -> None:
    assert measures().ask(DelaUtPlan, by, till=(INDIVID,)).norms == norms


@policy("FM-ROLL-6", "FF-INNEHALL-1")
@pytest.mark.parametrize(
    ("said", "norms"),
    [
        ({"till": (INDIVID,)}, ()),
        ({"till": ()}, ("FM-ROLL-6",)),
        ({"till": (INDIVID,), "version": 7}, ("FF-INNEHALL-1",)),
    ],
)
def test_handing_out_says_what_and_to_whom(said: dict[str, Any], norms: tuple[str, ...]) -> None:
    assert measures().ask(DelaUtPlan, **said).norms == norms


@policy("FM-ROLL-6")
def test_the_plan_has_to_be_handed_out_once_it_is_approved() -> None:
    assert summed_up().duties("dela_ut_plan_till_individen") == ()
    story = approved()
    assert [one.counterpart for one in story.duties("dela_ut_plan_till_individen")] == [INDIVID]
    assert {one.counterpart for one in story.duties("dela_ut_plan")} == {AF, EKONOMI}
    assert {one.bearer for one in story.duties("dela_ut_plan")} == {ARBETSMARKNAD}


@policy("FM-ROLL-6")
def test_the_plan_is_owed_to_each_until_they_have_got_it() -> None:
    story = approved()
    story.do(DelaUtPlan, version=1, till=(INDIVID, AF))
    assert [one.state for one in story.duties("dela_ut_plan_till_individen")] == ["met"]
    assert {(one.counterpart, one.state.value) for one in story.duties("dela_ut_plan")} == {
        (AF, "met"),
        (EKONOMI, "open"),
    }


@policy("FM-ROLL-6")
def test_an_absent_party_with_a_measure_is_owed_the_plan_too() -> None:
    assert {one.counterpart for one in with_an_absent_party().duties("dela_ut_plan")} == {AF, EKONOMI}


@policy("FM-ROLL-6")
@pytest.mark.parametrize("story", [withdrawn, over])
def test_the_individuals_copy_is_owed_also_when_the_rest_stands_still_or_is_over(story: Any) -> None:
    told = story()
    assert [one.state for one in told.duties("dela_ut_plan_till_individen")] == ["open"]
    assert not [one for one in told.duties("dela_ut_plan") if one.state == "open"]


@policy("FM-ROLL-6")
@pytest.mark.parametrize(("workdays", "state"), [(0, "open"), (5, "late")])
@pytest.mark.parametrize("name", ["dela_ut_plan", "dela_ut_plan_till_individen"])
def test_handing_out_is_late_only_where_the_organisation_has_set_a_limit(name: str, workdays: int, state: str) -> None:
    story = approved(overlay=parameter(distribute_workdays=workdays))
    assert {one.state.value for one in story.duties(name, MEETING_DAY + 14)} == {state}


# --- Booking the follow-up -------------------------------------------------------------------------------------------


@policy("FM-ROLL-7", "FM-ROLL-8")
def test_the_follow_up_has_to_be_booked_until_it_is() -> None:
    assert summed_up().duties("boka_uppfoljning") == ()
    story = approved()
    assert [(one.bearer, one.state) for one in story.duties("boka_uppfoljning")] == [(ARBETSMARKNAD, "open")]
    story.do(BokaUppfoljning, datum=on(FOLLOW_UP_DAY), sammankallande=AF)
    assert [one.state for one in story.duties("boka_uppfoljning")] == ["met"]


@policy("FM-ROLL-7", "FM-ROLL-8")
@pytest.mark.parametrize(
    ("said", "norms"),
    [
        ({"datum": on(FOLLOW_UP_DAY), "sammankallande": AF}, ()),
        ({"sammankallande": AF}, ("FM-ROLL-7",)),
        ({"datum": on(MEETING_DAY), "sammankallande": AF}, ("FM-ROLL-7",)),
        ({"datum": on(MEETING_DAY + 1), "sammankallande": AF}, ()),
        ({"datum": on(FOLLOW_UP_DAY)}, ("FM-ROLL-8",)),
        ({}, ("FM-ROLL-7", "FM-ROLL-8")),
    ],
)
def test_a_booking_says_when_and_who_calls(said: dict[str, Any], norms: tuple[str, ...]) -> None:
    assert approved().ask(BokaUppfoljning, **said).norms == norms


@policy("FM-ROLL-7")
@pytest.mark.parametrize(("by", "norms"), [(ARBETSMARKNAD, ()), (AF, ("FM-ROLL-7",)), (INDIVID, ("FM-ROLL-7",))])
def test_the_chair_sees_to_it_that_the_follow_up_is_booked(by: str, norms: tuple[str, ...]) -> None:
    assert approved().ask(BokaUppfoljning, by, datum=on(FOLLOW_UP_DAY), sammankallande=AF).norms == norms


@policy("FM-ROLL-8", "FM-SAMTYCKE-2")
@pytest.mark.parametrize(
    ("convener", "norms"),
    [(AF, ()), (ARBETSMARKNAD, ()), ("kommun:bistand", ("FM-SAMTYCKE-2",)), (FK, ("FM-SAMTYCKE-2",))],
)
def test_whoever_is_named_to_call_may_know_of_the_individual(convener: str, norms: tuple[str, ...]) -> None:
    assert approved().ask(BokaUppfoljning, datum=on(FOLLOW_UP_DAY), sammankallande=convener).norms == norms


@policy("FF-UPPFOLJ-1")
@pytest.mark.parametrize(
    ("weeks", "day", "warned"),
    [
        (0, MEETING_DAY + 700, ()),
        (12, MEETING_DAY + 84, ()),
        (12, MEETING_DAY + 85, ("warn",)),
    ],
)
def test_a_follow_up_is_late_only_where_the_organisation_has_set_a_longest_time(
    weeks: int, day: float, warned: tuple[str, ...]
) -> None:
    story = approved(overlay=parameter(max_followup_weeks=weeks))
    decision = story.ask(BokaUppfoljning, datum=on(day), sammankallande=AF)
    assert decision.allowed
    assert found(decision, "FF-UPPFOLJ-1") == warned


# --- Versions --------------------------------------------------------------------------------------------------------


def second_version(kind: Any = RevideraPlan, **change: Any) -> Story:
    """Phase uppfoljning: the plan in force is revised or replaced, and the second version is in force."""
    story = revising()
    story.do(kind, plan=plan(follow_up=NEXT_DAY, **change), skal_kod="annat")
    story.do(SammanfattaPlan, version=2)
    for who in EVERYBODY:
        story.do(GodkannPlan, who, version=2)
    return story


@policy("FM-UPPFOLJ-3", "FM-ROLL-5")
@pytest.mark.parametrize(
    ("state", "norms"), [(meeting, ()), (approved, ("FM-UPPFOLJ-3",)), (revising, ("FM-UPPFOLJ-3",))]
)
def test_an_approved_plan_is_not_written_over(state: Any, norms: tuple[str, ...]) -> None:
    assert state().ask(UpprattaPlan, plan=plan(follow_up=NEXT_DAY)).norms == norms


@policy("FM-UPPFOLJ-3")
@pytest.mark.parametrize("kind", [RevideraPlan, ErsattPlan])
def test_an_approved_version_never_changes(kind: Any) -> None:
    before = measures().case.facts.version(1)
    after = second_version(kind, mal=[goal("Börja studera")]).case.facts.version(1)
    assert (after.plan, after.origin, after.parent, after.approvals) == (
        before.plan,
        before.origin,
        before.parent,
        before.approvals,
    )


@policy("FM-UPPFOLJ-3")
@pytest.mark.parametrize(("kind", "origin"), [(RevideraPlan, "revision"), (ErsattPlan, "replacement")])
def test_a_new_version_tells_which_one_it_revises_or_replaces(kind: Any, origin: str) -> None:
    current = second_version(kind).case.facts.current
    assert (current.number, current.origin, current.parent) == (2, origin, 1)


@policy("FM-UPPFOLJ-3")
def test_the_first_plan_has_no_version_before_it() -> None:
    current = approved().case.facts.current
    assert (current.number, current.origin, current.parent) == (1, "new", None)


@policy("FM-UPPFOLJ-3", "FM-ROLL-5")
def test_the_running_plan_stays_in_force_until_the_new_version_is_approved() -> None:
    story = revising()
    story.do(RevideraPlan, plan=plan(follow_up=NEXT_DAY), skal_kod="annat")
    story.do(SammanfattaPlan)
    story.do(GodkannPlan, INDIVID)
    assert in_force(story) == 1
    for who in EVERYBODY[1:]:
        story.do(GodkannPlan, who)
    assert in_force(story) == 2


@policy("FM-UPPFOLJ-3")
def test_a_draft_that_nobody_approved_keeps_its_number_and_its_words() -> None:
    story = summed_up(plan(mal=[goal("Börja studera")]))
    story.do(UpprattaPlan, plan=plan())
    first = story.case.facts.version(1)
    assert first.plan.mal[0].text == "Börja studera"
    assert not first.approved
    assert story.case.facts.draft.number == 2


@policy("FM-UPPFOLJ-3")
@pytest.mark.parametrize("kind", [RevideraPlan, ErsattPlan])
@pytest.mark.parametrize(("reason", "norms"), [("annat", ()), (None, ("FM-UPPFOLJ-3",))])
def test_the_choice_to_revise_or_replace_has_a_reason(kind: Any, reason: str | None, norms: tuple[str, ...]) -> None:
    assert revising().ask(kind, plan=plan(follow_up=NEXT_DAY), skal_kod=reason).norms == norms


@policy("FM-UPPFOLJ-3")
@pytest.mark.parametrize("kind", [RevideraPlan, ErsattPlan])
@pytest.mark.parametrize(("remains", "norms"), [("ja", ()), ("nej", ("FM-UPPFOLJ-3",)), (None, ("FM-UPPFOLJ-3",))])
def test_a_plan_is_revised_or_replaced_only_while_coordination_is_needed(
    kind: Any, remains: str | None, norms: tuple[str, ...]
) -> None:
    story = follow_up()
    if remains is not None:
        story.do(BedomSamordningsbehov, kvarstar=remains)
    assert story.ask(kind, plan=plan(follow_up=NEXT_DAY), skal_kod="annat").norms == norms


@policy("FM-ROLL-3")
@pytest.mark.parametrize("kind", [RevideraPlan, ErsattPlan])
@pytest.mark.parametrize(("by", "norms"), [(ARBETSMARKNAD, ()), (AF, ("FM-ROLL-3",))])
def test_a_plan_is_revised_or_replaced_by_the_one_who_documents(kind: Any, by: str, norms: tuple[str, ...]) -> None:
    assert revising().ask(kind, by, plan=plan(follow_up=NEXT_DAY), skal_kod="annat").norms == norms


@policy("FM-ROLL-3")
def test_somebody_is_appointed_anew_at_every_meeting() -> None:
    story = measures()
    story.do(OppnaMote, narvarande=EVERYBODY, day=FOLLOW_UP_DAY)
    story.do(BedomSamordningsbehov, kvarstar="ja")
    content: dict[str, Any] = {"plan": plan(follow_up=NEXT_DAY), "skal_kod": "annat"}
    assert story.ask(RevideraPlan, **content).norms == ("FM-ROLL-3",)
    story.do(UtseDokumenterare, vem=ARBETSMARKNAD)
    assert story.ask(RevideraPlan, **content).allowed


OTHER_GOAL = {"mal": [goal("Börja studera")]}
OTHER_PARTIES = {"measures": [measure("praktik", AF), measure("budget", EKONOMI)]}
OTHER_MEASURES = {"measures": [measure("kurs", AF), measure("ansokan", INDIVID)]}


@policy("FF-PLAN-1")
@pytest.mark.parametrize(
    ("kind", "change", "noted"),
    [
        (RevideraPlan, {}, ()),
        (RevideraPlan, OTHER_MEASURES, ()),
        (RevideraPlan, OTHER_GOAL, ("note",)),
        (RevideraPlan, OTHER_PARTIES, ("note",)),
        (ErsattPlan, OTHER_GOAL, ()),
        (ErsattPlan, OTHER_PARTIES, ()),
        (ErsattPlan, OTHER_MEASURES, ("note",)),
        (ErsattPlan, {}, ("note",)),
    ],
)
def test_other_goals_or_parties_speak_for_a_new_plan_and_people_choose(
    kind: Any, change: dict[str, Any], noted: tuple[str, ...]
) -> None:
    decision = revising().ask(kind, plan=plan(follow_up=NEXT_DAY, **change), skal_kod="annat")
    assert decision.allowed
    assert found(decision, "FF-PLAN-1") == noted


@policy("FM-PLAN-4")
@pytest.mark.parametrize(("day", "norms"), [(FOLLOW_UP_DAY - 1, []), (FOLLOW_UP_DAY, ["FM-PLAN-4"])])
def test_no_version_is_offered_for_approval_once_its_follow_up_day_is_here(day: int, norms: list[str]) -> None:
    answer = summed_up().case.why_not(GodkannPlan, moment(day))
    assert [one.norm for one in answer.findings if one.blocks] == norms
    assert (answer.answer is Answer.NO) is bool(norms)
