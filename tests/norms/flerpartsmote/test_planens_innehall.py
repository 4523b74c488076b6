"""A version of the plan is what it says: what an approval holds for across drafts, late lines, corrections (A52)."""

from __future__ import annotations

import unicodedata
from datetime import timedelta
from typing import Any

import pytest

from flerpart_flow.engine.errors import EventError
from flerpart_flow.routines.flerpartsmote import (
    AvslutaMote,
    BedomSamordningsbehov,
    DelaUtPlan,
    ErsattPlan,
    GenomforAtgard,
    GodkannIntePlan,
    GodkannPlan,
    Ratta,
    RevideraPlan,
    SammanfattaPlan,
    UpprattaPlan,
)
from flerpart_flow.samverkan.plan.content import Plan
from tests.policy import policy
from tests.stories import (
    AF,
    ARBETSMARKNAD,
    EKONOMI,
    FOLLOW_UP_DAY,
    INDIVID,
    MEETING_DAY,
    Story,
    approved,
    follow_up,
    found,
    measure_id,
    measures,
    meeting,
    moment,
    on,
    plan,
    summed_up,
)

EVERYBODY = (INDIVID, ARBETSMARKNAD, AF, EKONOMI)
OTHER_GOAL = [{"id": "arbete", "text": "Börja studera"}]


def other(**change: Any) -> dict[str, Any]:
    """A plan with another goal."""
    return plan(mal=OTHER_GOAL, **change)


def _open_measures(story: Story) -> set[str | None]:
    standing = (one for one in story.duties("genomfora_atgard") if one.state == "open")
    return {measure_id(story.case.facts, one.about) for one in standing}


def line_of(story: Story, kind: type) -> int:
    """The number of the latest line of a kind."""
    return max(nr for nr, line in enumerate(story.case.lines, start=1) if isinstance(line, kind))


def digest(content: dict[str, Any]) -> str:
    """The digest of a plan's content."""
    return Plan(**content).digest


def late(story: Story, kind: Any, occurred: float, by: str | None = None, **content: Any) -> Any:
    """Record today what occurred before."""
    today = moment(story.day) + timedelta(minutes=1)
    decision = story.case.decide(story.event(kind, by, occurred, recorded_at=today, **content)).or_raise()
    story.case = story.case.apply(decision.event)
    story.day = (today - moment(0)) / timedelta(days=1)
    return decision


# --- What tells one content from another -------------------------------------------------------------------------

MEASURES = [
    {"id": "praktik", "text": "Ordna praktik", "ansvariga": [AF, INDIVID], "klart_senast": "2026-06-01"},
    {"id": "budget", "text": "Gå igenom budgeten", "ansvariga": [EKONOMI]},
]
FULL = {"mal": OTHER_GOAL, "atgarder": MEASURES, "uppfoljning": "2026-07-01"}


@policy("FM-ROLL-5")
@pytest.mark.parametrize(
    "change",
    [
        {"atgarder": [*reversed(MEASURES)]},
        {"atgarder": [{**MEASURES[0], "ansvariga": [INDIVID, AF]}, MEASURES[1]]},
        {"mal": [{"id": "arbete", "text": "  Börja studera \n"}]},
        {"mal": [{"id": "ARBETE", "text": unicodedata.normalize("NFD", "Börja studera")}]},
    ],
)
def test_order_blanks_and_composition_make_no_other_content(change: dict[str, Any]) -> None:
    assert digest({**FULL, **change}) == digest(FULL)


@policy("FM-ROLL-5")
@pytest.mark.parametrize(
    "change",
    [
        {"mal": [{"id": "arbete", "text": "börja studera"}]},
        {"mal": [{"id": "arbete", "text": "Börja studera", "delmal": ["Välj kurs"]}]},
        {"atgarder": [{**MEASURES[0], "ansvariga": [AF]}, MEASURES[1]]},
        {"atgarder": [{**MEASURES[0], "huvudansvarig": AF}, MEASURES[1]]},
        {"atgarder": [{**MEASURES[0], "klart_senast": "2026-06-02"}, MEASURES[1]]},
        {"atgarder": MEASURES[:1]},
        {"uppfoljning": "2026-07-02"},
    ],
)
def test_a_goal_a_measure_a_bearer_or_a_day_more_or_less_is_another_content(change: dict[str, Any]) -> None:
    assert digest({**FULL, **change}) != digest(FULL)


# --- The same draft again ----------------------------------------------------------------------------------------


@policy("FM-ROLL-5")
@pytest.mark.parametrize("again", [1, 2, 3])
def test_a_draft_that_is_sent_again_is_the_same_version(again: int) -> None:
    story = meeting()
    for _ in range(1 + again):
        story.do(UpprattaPlan, plan=plan())
    story.do(SammanfattaPlan, version=1)
    for who in EVERYBODY:
        story.do(GodkannPlan, who, version=1)
    assert story.case.facts.current.number == 1
    assert len(story.duties("sammanfatta_plan")) == 1


@policy("FM-ROLL-5")
def test_a_draft_sent_again_once_it_is_summed_up_needs_no_new_summing_up() -> None:
    story = summed_up()
    story.do(GodkannPlan, AF)
    story.do(UpprattaPlan, plan=plan())
    assert story.ask(GodkannPlan, EKONOMI, version=1).allowed
    assert story.case.facts.draft.approvals == {AF}


@policy("FM-ROLL-5")
def test_another_content_is_another_version() -> None:
    story = summed_up()
    story.do(UpprattaPlan, plan=other())
    assert story.ask(GodkannPlan, AF, version=1).norms == ("FF-INNEHALL-1",)
    assert story.ask(GodkannPlan, AF, version=2).norms == ("FM-ROLL-4",)


@policy("FM-ROLL-5", "FM-ROLL-4")
def test_a_draft_equal_to_an_earlier_one_is_that_version_with_its_yeses_and_noes_and_is_summed_up_anew() -> None:
    story = summed_up()
    story.do(GodkannPlan, INDIVID)
    story.do(GodkannIntePlan, AF)
    story.do(UpprattaPlan, plan=other())
    story.do(SammanfattaPlan, version=2)
    story.do(UpprattaPlan, plan=plan())
    draft = story.case.facts.draft
    assert (draft.number, draft.approvals, draft.rejections) == (1, {INDIVID}, {AF})
    assert story.ask(GodkannPlan, EKONOMI, version=1).norms == ("FM-ROLL-4",)
    story.do(SammanfattaPlan, version=1)
    for who in (ARBETSMARKNAD, AF, EKONOMI):
        story.do(GodkannPlan, who, version=1)
    assert story.case.facts.current.number == 1


@policy("FM-ROLL-5")
def test_a_new_draft_is_possible_until_all_have_approved() -> None:
    story = summed_up()
    for who in EVERYBODY[:-1]:
        story.do(GodkannPlan, who)
    assert story.ask(UpprattaPlan, plan=other()).allowed
    story.do(GodkannPlan, EVERYBODY[-1])
    assert story.ask(UpprattaPlan, plan=other()).norms == ("FM-UPPFOLJ-3",)


@policy("FM-ROLL-5")
def test_a_refused_draft_takes_no_number_from_the_one_that_is_accepted() -> None:
    story = meeting()
    story.case, decision = story.case.record(story.event(UpprattaPlan, plan=plan(mal=[])))
    assert not decision.allowed
    story.do(UpprattaPlan, plan=plan())
    assert story.case.facts.draft.number == 1


# --- The content goes before the number --------------------------------------------------------------------------


@policy("FM-ROLL-5", "FF-INNEHALL-1")
@pytest.mark.parametrize("kind", [SammanfattaPlan, GodkannPlan, GodkannIntePlan])
@pytest.mark.parametrize(("content", "norms"), [(plan(), ("FF-INNEHALL-1",)), (other(), ())])
def test_the_content_that_is_named_goes_before_the_number(kind: Any, content: Any, norms: tuple[str, ...]) -> None:
    story = summed_up()
    story.do(UpprattaPlan, plan=other())
    story.do(SammanfattaPlan, version=2)
    for number in (None, 1, 2, 3):
        assert story.ask(kind, version=number, innehall=digest(content)).norms == norms


@policy("FM-ROLL-5")
@pytest.mark.parametrize(("content", "norms"), [(plan(), ()), (other(), ("FF-INNEHALL-1",))])
def test_the_content_that_is_handed_out_can_be_named(content: Any, norms: tuple[str, ...]) -> None:
    assert measures().ask(DelaUtPlan, till=(AF,), innehall=digest(content)).norms == norms


# --- Late drafts -------------------------------------------------------------------------------------------------


@policy("FM-ROLL-5")
@pytest.mark.parametrize("minutes", [-5, 1, 20, 30, 45, 75])
def test_a_late_draft_takes_no_ground_from_what_was_approved(minutes: float) -> None:
    """It occurred before the first draft, between draft and sum-up, amid the approvals, or after."""
    story = approved()
    before = story.case
    drawn = story.case.lines[line_of(story, UpprattaPlan) - 1].occurred_at
    occurred = (drawn + timedelta(minutes=minutes) - moment(0)) / timedelta(days=1)
    story.day = MEETING_DAY + 1
    today = moment(MEETING_DAY + 1)
    event = story.event(UpprattaPlan, None, occurred, recorded_at=today, plan=other())
    case, decision = story.case.record(event)
    assert decision.lost == ()
    assert case.facts.current == before.facts.current
    if decision.allowed:
        assert "warn" in found(decision, "FM-ROLL-5")
        assert case.facts.version_of(digest(other())).number == 2


@policy("FM-ROLL-5")
def test_a_late_draft_before_anybody_has_approved_is_told_of_and_moves_no_later_approval() -> None:
    story = summed_up()
    early = MEETING_DAY + 0.011
    decision = late(story, UpprattaPlan, early, plan=other())
    assert found(decision, "FM-ROLL-5") == ("warn",)
    story.do(GodkannPlan, AF, version=1)
    assert story.case.facts.version_of(digest(plan())).approvals == {AF}


@policy("FM-ROLL-5")
def test_a_draft_in_its_order_is_not_told_of() -> None:
    assert found(meeting().ask(UpprattaPlan, plan=plan()), "FM-ROLL-5") == ()


@policy("FM-ROLL-5")
@pytest.mark.parametrize("minutes", [1, 20, 28])
def test_the_same_draft_recorded_late_again_takes_no_summing_up_away(minutes: float) -> None:
    story = summed_up()
    story.do(GodkannPlan, AF)
    drawn = story.case.lines[line_of(story, UpprattaPlan) - 1].occurred_at
    occurred = (drawn + timedelta(minutes=minutes) - moment(0)) / timedelta(days=1)
    assert late(story, UpprattaPlan, occurred, plan=plan()).lost == ()
    assert story.ask(GodkannPlan, EKONOMI, version=1).allowed


@policy("FM-ROLL-5")
def test_a_number_means_what_had_it_when_the_line_was_recorded() -> None:
    """A draft that comes late and occurred first doesn't become version 1."""
    story = summed_up()
    late(story, UpprattaPlan, MEETING_DAY + 0.0101, plan=other())
    for who in EVERYBODY:
        story.do(GodkannPlan, who, version=1)
    assert story.case.facts.current.plan == Plan(**plan())


# --- Corrections and strikes -------------------------------------------------------------------------------------


@policy("FM-ROLL-5")
@pytest.mark.parametrize("by", EVERYBODY)
@pytest.mark.parametrize("ratt", [None, {"plan": other()}, {"plan": plan(uppfoljning="2026-06-30")}])
def test_from_the_first_approval_on_the_text_is_not_corrected(by: str, ratt: Any) -> None:
    story = summed_up()
    draft = line_of(story, UpprattaPlan)
    assert story.ask(Ratta, ror=draft, skal_kod="felskrivning", ratt=ratt).allowed
    story.do(GodkannPlan, by)
    assert story.ask(Ratta, ror=draft, skal_kod="felskrivning", ratt=ratt).norms == ("FM-ROLL-5",)


@policy("FM-ROLL-5")
def test_a_correction_that_changes_no_content_is_none() -> None:
    story = approved()
    same = plan()
    same["atgarder"] = [*reversed(same["atgarder"])]
    ratt = {"plan": same}
    decision = story.do(Ratta, ror=line_of(story, UpprattaPlan), skal_kod="felskrivning", ratt=ratt)
    assert decision.lost == ()
    assert story.case.facts.current is not None


@policy("FM-ROLL-5")
def test_a_correction_dated_back_to_before_the_approvals_is_refused_too() -> None:
    story = approved()
    draft = line_of(story, UpprattaPlan)
    occurred = (story.case.lines[draft - 1].occurred_at - moment(0)) / timedelta(days=1) + 0.001
    event = story.event(Ratta, None, occurred, recorded_at=moment(70), ror=draft, skal_kod="felskrivning")
    assert story.case.decide(event).norms == ("FM-ROLL-5",)


@policy("FM-ROLL-5")
def test_a_struck_draft_leaves_a_gap_and_moves_no_approval() -> None:
    story = meeting()
    story.do(UpprattaPlan, plan=plan())
    first = line_of(story, UpprattaPlan)
    story.do(UpprattaPlan, plan=other())
    story.do(SammanfattaPlan, version=2)
    story.do(GodkannPlan, AF, version=2)
    decision = story.do(Ratta, ror=first, skal_kod="felskrivning")
    assert decision.lost == ()
    assert (story.case.facts.draft.number, story.case.facts.draft.approvals) == (2, {AF})
    story.do(UpprattaPlan, plan=plan(uppfoljning=on(FOLLOW_UP_DAY + 1)))
    assert story.case.facts.draft.number == 3


@policy("FM-ROLL-5", "FM-ROLL-4")
def test_a_corrected_draft_is_another_version_and_the_summing_up_of_the_first_is_not_its() -> None:
    story = summed_up()
    line = line_of(story, UpprattaPlan)
    decision = story.do(Ratta, ror=line, skal_kod="felskrivning", ratt={"plan": other()})
    assert decision.lost == (line_of(story, SammanfattaPlan),)
    assert story.case.facts.draft.number == 2
    assert story.ask(GodkannPlan, AF, version=1).norms == ("FF-INNEHALL-1",)
    assert story.ask(GodkannPlan, AF, version=2).norms == ("FM-ROLL-4",)


# --- Text that the individual wants out --------------------------------------------------------------------------


@policy("FM-ROLL-5")
def test_text_that_the_individual_wants_out_stops_the_handing_out_to_others_until_there_is_a_version_without() -> None:
    story = measures()
    assert story.ask(DelaUtPlan, till=(AF,)).allowed
    assert story.ask(UpprattaPlan, plan=other()).norms == ("FM-UPPFOLJ-3", "FM-ROLL-5")
    story.do(GodkannIntePlan, INDIVID)
    assert story.case.facts.current is not None
    assert story.ask(DelaUtPlan, till=(AF,)).norms == ("FM-ROLL-5",)
    assert story.ask(DelaUtPlan, till=(INDIVID,)).allowed
    assert story.ask(UpprattaPlan, AF, plan=other()).norms == ("FM-ROLL-3",)
    story.do(UpprattaPlan, plan=other())
    assert story.case.facts.draft.number == 2


@policy("FM-ROLL-5")
def test_the_individual_may_let_the_text_stand_after_all() -> None:
    story = measures()
    story.do(GodkannIntePlan, INDIVID)
    story.do(GodkannPlan, INDIVID)
    assert story.ask(DelaUtPlan, till=(AF,)).allowed


@policy("FM-ROLL-5")
@pytest.mark.parametrize("by", [AF, EKONOMI, ARBETSMARKNAD])
def test_a_unit_that_takes_its_yes_back_stops_nothing(by: str) -> None:
    story = measures()
    story.do(GodkannIntePlan, by)
    assert story.ask(DelaUtPlan, till=(AF,)).allowed


@policy("FM-ROLL-5")
def test_a_draft_that_the_individual_said_no_to_can_be_drawn_up_anew_after_the_meeting() -> None:
    story = summed_up()
    story.do(AvslutaMote)
    assert story.ask(UpprattaPlan, plan=other()).norms == ("FM-ROLL-5",)
    story.do(GodkannIntePlan, INDIVID)
    assert story.ask(UpprattaPlan, plan=other()).allowed


# --- The whole life ----------------------------------------------------------------------------------------------


@policy("FM-ROLL-5", "FM-UPPFOLJ-3")
@pytest.mark.parametrize(("kind", "reason"), [(RevideraPlan, "atgarder_andrade"), (ErsattPlan, "mal_andrat")])
def test_a_plan_goes_through_drafts_approval_and_a_follow_up_without_an_approval_moving(kind: Any, reason: str) -> None:
    story = follow_up()
    story.do(BedomSamordningsbehov, kvarstar="ja")
    later = on(FOLLOW_UP_DAY + 120)
    story.do(kind, plan=other(uppfoljning=later), skal_kod=reason)
    assert story.case.facts.current.number == 1
    story.do(SammanfattaPlan, version=2)
    for who in EVERYBODY:
        story.do(GodkannPlan, who, version=2)
    facts = story.case.facts
    assert (facts.current.number, facts.version(1).approvals) == (2, set(EVERYBODY))
    first = line_of(story, UpprattaPlan)
    assert story.ask(Ratta, ror=first, skal_kod="felskrivning", ratt={"plan": other()}).norms == ("FM-ROLL-5",)


@policy("FM-UPPFOLJ-3")
def test_revising_to_the_very_plan_in_force_makes_no_new_version() -> None:
    story = follow_up(plan(uppfoljning=on(FOLLOW_UP_DAY + 60)))
    story.do(BedomSamordningsbehov, kvarstar="ja")
    story.do(RevideraPlan, plan=plan(uppfoljning=on(FOLLOW_UP_DAY + 60)), skal_kod="annat")
    assert (story.case.facts.draft, story.case.facts.versions) == (None, 1)


# --- Ids and who answers as a whole ------------------------------------------------------------------------------


@policy("FM-PLAN-2")
@pytest.mark.parametrize(
    ("one", "other_one"),
    [("praktik", "praktik "), ("mål-å", unicodedata.normalize("NFD", "mål-å")), ("Åtgärd", "åtgärd")],
)
@pytest.mark.parametrize("part", ["mal", "atgarder"])
def test_one_id_for_the_eye_is_one_id(part: str, one: str, other_one: str) -> None:
    content: Any = [{"id": one, "text": "Ett"}, {"id": other_one, "text": "Två"}]
    with pytest.raises(EventError):
        Plan(**{part: content})


@policy("FM-GENOMF-1")
@pytest.mark.parametrize("ident", ["praktik", " Praktik ", "PRAKTIK"])
def test_a_measure_is_found_by_its_id_however_it_is_written(ident: str) -> None:
    story = measures()
    assert "praktik" in _open_measures(story)
    story.do(GenomforAtgard, AF, atgard=ident)
    assert "praktik" not in _open_measures(story)


@policy("FM-PLAN-3")
@pytest.mark.parametrize(("whole", "norms"), [(None, ()), (AF, ()), (INDIVID, ()), (EKONOMI, ("FM-PLAN-3",))])
def test_who_answers_as_a_whole_is_one_of_those_who_answer(whole: str | None, norms: tuple[str, ...]) -> None:
    measure = {"id": "praktik", "text": "Ordna praktik", "ansvariga": [AF, INDIVID]}
    if whole is not None:
        measure["huvudansvarig"] = whole
    assert meeting().ask(UpprattaPlan, plan=plan(atgarder=[measure])).norms == norms


@policy("FM-PLAN-2")
@pytest.mark.parametrize(("day", "said"), [(-7300, ("warn",)), (-1, ("warn",)), (0, ()), (30, ())])
def test_a_last_day_before_the_plans_own_is_told_and_makes_nobody_late(day: int, said: tuple[str, ...]) -> None:
    measure = {"id": "praktik", "text": "Ordna praktik", "ansvariga": [AF], "klart_senast": on(MEETING_DAY + day)}
    content = plan(atgarder=[measure])
    assert found(meeting().ask(UpprattaPlan, plan=content), "FM-PLAN-2") == said
    if said:
        assert measures(content).case.deviations(moment(MEETING_DAY + 20)) == ()


# --- Who answers for a measure -----------------------------------------------------------------------------------


@policy("FM-PLAN-3")
@pytest.mark.parametrize("bearers", [[], ["narstaende:1"]])
def test_a_measure_that_no_party_answers_for_is_told_of_once(bearers: list[str]) -> None:
    measure = {"id": "praktik", "text": "Ordna praktik", "ansvariga": bearers}
    decision = meeting().ask(UpprattaPlan, plan=plan(measures=[measure]))
    told = [one.message.code for one in decision.findings if one.norm == "FM-PLAN-3"]
    assert told == ["plan.ingen_ansvarig"]
