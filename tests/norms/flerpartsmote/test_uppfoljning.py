"""Follow-up: FM-UPPFOLJ-1..3, revising or replacing the plan (A19, FF-PLAN-1), the longest time (A18, FF-UPPFOLJ-1)."""

from __future__ import annotations

from typing import Any

import pytest

from flerpart_flow.engine.definition.duties import DutyState
from flerpart_flow.engine.record.events import Event
from flerpart_flow.routines.flerpartsmote import (
    AterkallaSamtycke,
    AvbrytMote,
    Avsluta,
    AvslutaMote,
    BedomSamordningsbehov,
    BegransaSamtycke,
    BestamDeltagare,
    BokaUppfoljning,
    DokumenteraSamtycke,
    ErsattPlan,
    Forbered,
    GenomforAtgard,
    GeSamtycke,
    GodkannPlan,
    Informera,
    Kalla,
    OppnaMote,
    Redovisa,
    RevideraPlan,
    SammanfattaPlan,
    UpprattaPlan,
    UtokaSamtycke,
    UtseDokumenterare,
)
from flerpart_flow.samverkan.plan.version import MeasureState, Origin
from tests.policy import policy
from tests.stories import (
    AF,
    ARBETSMARKNAD,
    EKONOMI,
    FK,
    FOLLOW_UP_DAY,
    INDIVID,
    Story,
    approved,
    everywhere,
    follow_up,
    found,
    measures,
    meeting,
    on,
    plan,
    summed_up,
    summons,
)

EVERYBODY = (INDIVID, ARBETSMARKNAD, AF, EKONOMI)
WITHOUT_EKONOMI = (INDIVID, ARBETSMARKNAD, AF)
LATER = on(FOLLOW_UP_DAY + 90)
EARLIER_PHASES = ("behov", "samtycke", "forberedelse", "kallelse", "mote", "atgarder", "vilande", "avslut")


def owed(story: Story, name: str, day: float | None = None) -> dict[str, str]:
    """Who owes what a name says on a day, and how it stands."""
    return {duty.bearer: duty.state.value for duty in story.duties(name, day)}


def needing_more(present: tuple[str, ...] | None = None) -> Story:
    """Phase uppfoljning: coordination is found to be needed still."""
    story = follow_up(present=present)
    story.do(BedomSamordningsbehov, kvarstar="ja")
    return story


def next_plan(**change: Any) -> dict[str, Any]:
    """The plan as it was, with a new day of follow-up."""
    return plan(follow_up=LATER, **change)


# --- FM-UPPFOLJ-1: a new meeting, called by its convener, under the rules of the first -----------------------------


@policy("FM-UPPFOLJ-1")
def test_a_follow_up_is_owed_once_the_plan_is_approved() -> None:
    assert owed(approved(), "halla_uppfoljning") == {ARBETSMARKNAD: "open"}


@policy("FM-UPPFOLJ-1")
def test_no_follow_up_is_owed_of_a_plan_that_is_not_approved() -> None:
    assert owed(summed_up(), "halla_uppfoljning") == {}


@policy("FM-UPPFOLJ-1", "FM-ROLL-8")
def test_the_one_named_to_call_to_the_follow_up_owes_it_instead_of_the_chair() -> None:
    assert owed(measures(convener=AF), "halla_uppfoljning") == {ARBETSMARKNAD: "lapsed", AF: "open"}


@policy("FM-UPPFOLJ-1")
@pytest.mark.parametrize(("day", "state"), [(FOLLOW_UP_DAY, "open"), (FOLLOW_UP_DAY + 1, "late")])
def test_the_follow_up_is_late_the_day_after_it_was_booked_for(day: float, state: str) -> None:
    assert owed(measures(), "halla_uppfoljning", day) == {ARBETSMARKNAD: state}


@policy("FM-UPPFOLJ-1")
@pytest.mark.parametrize(("day", "state"), [(FOLLOW_UP_DAY, "met"), (FOLLOW_UP_DAY + 1, "met_late")])
def test_the_follow_up_is_held_in_time_or_late(day: float, state: str) -> None:
    story = measures()
    story.do(OppnaMote, narvarande=EVERYBODY, day=day)
    assert story.case.phase == "uppfoljning"
    assert owed(story, "halla_uppfoljning") == {ARBETSMARKNAD: state}


@policy("FM-UPPFOLJ-1")
def test_a_follow_up_booked_when_everybody_was_there_needs_no_summons() -> None:
    assert measures().ask(OppnaMote, narvarande=EVERYBODY, day=FOLLOW_UP_DAY).allowed


@policy("FM-UPPFOLJ-1")
def test_a_follow_up_that_nobody_has_booked_needs_a_summons() -> None:
    story = approved()
    story.do(AvslutaMote)
    assert story.ask(OppnaMote, narvarande=EVERYBODY, day=FOLLOW_UP_DAY).norms == ("FM-UPPFOLJ-1",)


@policy("FM-UPPFOLJ-1")
def test_a_follow_up_booked_between_the_meetings_needs_a_summons() -> None:
    story = approved()
    story.do(AvslutaMote)
    story.do(BokaUppfoljning, datum=on(FOLLOW_UP_DAY), sammankallande=ARBETSMARKNAD)
    assert story.ask(OppnaMote, narvarande=EVERYBODY, day=FOLLOW_UP_DAY).norms == ("FM-UPPFOLJ-1",)


@policy("FM-UPPFOLJ-1")
def test_a_follow_up_booked_when_a_party_was_away_needs_a_summons() -> None:
    story = measures(present=WITHOUT_EKONOMI)
    assert story.ask(OppnaMote, narvarande=EVERYBODY, day=FOLLOW_UP_DAY).norms == ("FM-UPPFOLJ-1",)


@policy("FM-UPPFOLJ-1")
def test_a_follow_up_booked_when_a_party_was_away_opens_after_a_summons_to_that_party() -> None:
    story = measures(present=WITHOUT_EKONOMI)
    story.do(Forbered, individen_medverkar="ja", behov_onskemal="ja")
    story.do(Kalla, **summons((EKONOMI,), FOLLOW_UP_DAY))
    assert story.ask(OppnaMote, narvarande=EVERYBODY, day=FOLLOW_UP_DAY).allowed


@policy("FM-UPPFOLJ-1")
def test_an_organisation_can_ask_for_a_summons_also_to_a_follow_up_that_was_booked() -> None:
    story = measures(overlay={"parameter": {"followup_booked_at_meeting_counts": False}})
    assert story.ask(OppnaMote, narvarande=EVERYBODY, day=FOLLOW_UP_DAY).norms == ("FM-UPPFOLJ-1",)


@policy("FM-UPPFOLJ-1", "FM-ROLL-8")
@pytest.mark.parametrize(("convener", "other"), [(ARBETSMARKNAD, AF), (AF, ARBETSMARKNAD)])
def test_the_follow_up_is_held_by_its_convener_and_nobody_else(convener: str, other: str) -> None:
    story = measures(convener=convener)
    assert story.ask(OppnaMote, convener, narvarande=EVERYBODY, day=FOLLOW_UP_DAY).allowed
    assert story.ask(OppnaMote, other, narvarande=EVERYBODY, day=FOLLOW_UP_DAY).norms == ("FM-ROLL-2",)


@policy("FM-UPPFOLJ-1", "FM-FORBEREDELSE-2")
def test_the_follow_up_is_not_held_without_the_individual_any_more_than_the_first_meeting() -> None:
    story = measures()
    decision = story.ask(OppnaMote, narvarande=(ARBETSMARKNAD, AF, EKONOMI), day=FOLLOW_UP_DAY)
    assert decision.norms == ("FM-FORBEREDELSE-2",)


# --- FM-UPPFOLJ-2: each accounts for its own -----------------------------------------------------------------------


@policy("FM-UPPFOLJ-2")
def test_every_party_owes_an_account_when_the_follow_up_opens() -> None:
    assert owed(follow_up(), "redovisa") == {ARBETSMARKNAD: "open", AF: "open", EKONOMI: "open"}


@policy("FM-UPPFOLJ-2")
@pytest.mark.parametrize("story", [meeting, measures])
def test_nobody_owes_an_account_before_the_follow_up(story: Any) -> None:
    assert owed(story(), "redovisa") == {}


@policy("FM-UPPFOLJ-2")
def test_a_party_with_a_measure_owes_an_account_also_when_it_stays_away() -> None:
    assert owed(follow_up(present=(INDIVID, ARBETSMARKNAD, EKONOMI)), "redovisa")[AF] == "open"


@policy("FM-UPPFOLJ-2", "FM-SAMTYCKE-3")
def test_a_party_that_the_individual_has_taken_out_owes_no_account() -> None:
    story = measures()
    story.do(UtokaSamtycke, INDIVID, enheter=(FK,))
    story.do(BestamDeltagare, INDIVID, deltagare=(FK,), svar="ja")
    story.do(DokumenteraSamtycke, FK, referens="dnr 2")
    story.do(BegransaSamtycke, INDIVID, enheter=(AF,))
    story.do(Forbered, individen_medverkar="ja", behov_onskemal="ja")
    story.do(Kalla, **summons((FK, EKONOMI), FOLLOW_UP_DAY))
    story.do(OppnaMote, narvarande=(INDIVID, ARBETSMARKNAD, EKONOMI, FK), day=FOLLOW_UP_DAY)
    assert AF not in owed(story, "redovisa")


@policy("FM-UPPFOLJ-2")
def test_a_party_that_has_accounted_owes_nothing_more_while_the_others_still_do() -> None:
    story = follow_up()
    story.do(Redovisa, AF)
    assert owed(story, "redovisa") == {ARBETSMARKNAD: "open", AF: "met", EKONOMI: "open"}


@policy("FM-UPPFOLJ-2")
@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (BedomSamordningsbehov, {"kvarstar": "ja"}),
        (RevideraPlan, {"plan": next_plan(), "skal_kod": "annat"}),
        (AvslutaMote, {}),
        (Avsluta, {"skal_kod": "behov_upphort", "samrad": "ja"}),
    ],
)
def test_a_missing_account_never_stands_in_the_way(kind: type[Event], content: dict[str, Any]) -> None:
    assert needing_more().ask(kind, **content).allowed


@policy("FM-UPPFOLJ-2")
def test_an_account_that_was_not_given_is_still_owed_after_the_follow_up() -> None:
    story = follow_up()
    story.do(AvslutaMote)
    assert owed(story, "redovisa")[AF] == "open"


@policy("FM-UPPFOLJ-2")
def test_a_unit_within_the_consent_accounts() -> None:
    assert follow_up().ask(Redovisa, AF).allowed


@policy("FM-UPPFOLJ-2")
def test_a_unit_outside_the_consent_does_not() -> None:
    assert "FM-UPPFOLJ-2" in follow_up().ask(Redovisa, FK).norms


@policy("FM-UPPFOLJ-2", "FM-SAMTYCKE-6")
@pytest.mark.parametrize(("documents", "norms"), [(True, ()), (False, ("FM-SAMTYCKE-6",))])
def test_to_account_is_to_tell_so_the_unit_has_documented_the_consent(documents: bool, norms: tuple[str, ...]) -> None:
    story = follow_up()
    story.do(UtokaSamtycke, INDIVID, enheter=(FK,))
    if documents:
        story.do(DokumenteraSamtycke, FK, referens="dnr 2")
    assert story.ask(Redovisa, FK).norms == norms


@policy("FM-UPPFOLJ-2")
@pytest.mark.parametrize("phase", EARLIER_PHASES)
def test_accounts_are_given_at_a_follow_up_only(phase: str) -> None:
    said = "FM-UPPFOLJ-2" if phase == "atgarder" else "FF-FAS-1"
    assert said in everywhere()[phase].ask(Redovisa, AF).norms


@policy("FM-UPPFOLJ-2")
@pytest.mark.parametrize("late", [(AF,), (EKONOMI,), (AF, EKONOMI)])
def test_a_missing_account_is_given_after_the_follow_up_as_long_as_it_is_owed(late: tuple[str, ...]) -> None:
    story = follow_up()
    for unit in {ARBETSMARKNAD, AF, EKONOMI} - set(late):
        story.do(Redovisa, unit)
    story.do(AvbrytMote, skal_kod="tid")
    assert {one.bearer for one in story.duties("redovisa") if one.state is DutyState.OPEN} == set(late)
    for unit in late:
        story.do(Redovisa, unit)
        assert story.ask(Redovisa, unit).norms == ("FM-UPPFOLJ-2",)
    assert {one.state for one in story.duties("redovisa")} == {DutyState.MET}
    assert story.ask(Redovisa, ARBETSMARKNAD).norms == ("FM-UPPFOLJ-2",)


@policy("FM-UPPFOLJ-2", "FM-SAMTYCKE-5")
def test_an_account_that_a_withdrawal_interrupted_is_owed_again_with_a_new_consent() -> None:
    story = follow_up()
    story.do(Redovisa, AF)
    story.do(AterkallaSamtycke, INDIVID)
    story.do(Informera, anpassning=("lattlast",), day=170)
    story.do(GeSamtycke, INDIVID, enheter=(ARBETSMARKNAD, AF, EKONOMI), amnen=("halsa",))
    for unit in (ARBETSMARKNAD, AF, EKONOMI):
        story.do(DokumenteraSamtycke, unit)
    assert story.ask(Redovisa, AF).norms == ("FM-UPPFOLJ-2",)
    story.do(Redovisa, EKONOMI)
    assert {one.bearer: one.state.value for one in story.duties("redovisa")} == {
        AF: "met",
        EKONOMI: "met",
        ARBETSMARKNAD: "open",
    }


# --- FM-UPPFOLJ-3: while coordination is needed, revise or replace -------------------------------------------------


CHOICES = (RevideraPlan, ErsattPlan)


@policy("FM-UPPFOLJ-3")
@pytest.mark.parametrize("choice", CHOICES)
def test_the_plan_is_revised_or_replaced_while_coordination_is_needed(choice: type[Event]) -> None:
    assert needing_more().ask(choice, plan=next_plan(), skal_kod="annat").allowed


@policy("FM-UPPFOLJ-3")
@pytest.mark.parametrize("choice", CHOICES)
def test_the_plan_is_neither_revised_nor_replaced_when_the_need_is_gone(choice: type[Event]) -> None:
    story = follow_up()
    story.do(BedomSamordningsbehov, kvarstar="nej")
    assert story.ask(choice, plan=next_plan(), skal_kod="annat").norms == ("FM-UPPFOLJ-3",)


@policy("FM-UPPFOLJ-3")
@pytest.mark.parametrize("choice", CHOICES)
@pytest.mark.parametrize("judged", ["okant", None])
def test_an_unknown_need_is_not_a_need(choice: type[Event], judged: str | None) -> None:
    story = follow_up()
    if judged:
        story.do(BedomSamordningsbehov, kvarstar=judged)
    decision = story.ask(choice, plan=next_plan(), skal_kod="annat")
    assert decision.norms == ("FM-UPPFOLJ-3",)
    assert decision.hindrances[0].unknown


@policy("FM-UPPFOLJ-3")
def test_what_an_earlier_follow_up_found_does_not_answer_for_this_one() -> None:
    story = needing_more()
    story.do(BokaUppfoljning, datum=LATER, sammankallande=ARBETSMARKNAD)
    story.do(AvslutaMote)
    story.do(OppnaMote, narvarande=EVERYBODY, day=FOLLOW_UP_DAY + 90)
    story.do(UtseDokumenterare, vem=ARBETSMARKNAD)
    decision = story.ask(RevideraPlan, plan=plan(follow_up=on(FOLLOW_UP_DAY + 180)), skal_kod="annat")
    assert decision.norms == ("FM-UPPFOLJ-3",)


@policy("FM-UPPFOLJ-3")
@pytest.mark.parametrize("choice", CHOICES)
def test_the_choice_has_a_reason(choice: type[Event]) -> None:
    assert needing_more().ask(choice, plan=next_plan()).norms == ("FM-UPPFOLJ-3",)


@policy("FM-UPPFOLJ-3", "FM-ROLL-3")
@pytest.mark.parametrize("choice", CHOICES)
def test_the_one_who_documents_writes_the_change_and_nobody_else(choice: type[Event]) -> None:
    assert needing_more().ask(choice, AF, plan=next_plan(), skal_kod="annat").norms == ("FM-ROLL-3",)


@policy("FM-UPPFOLJ-3", "FM-PLAN-1", "FM-PLAN-2", "FM-PLAN-3", "FM-PLAN-4")
@pytest.mark.parametrize("choice", CHOICES)
@pytest.mark.parametrize(
    ("content", "norm"),
    [
        (next_plan(mal=[]), "FM-PLAN-1"),
        (next_plan(measures=[]), "FM-PLAN-2"),
        (next_plan(measures=[{"id": "a", "text": "Kurs", "ansvariga": []}]), "FM-PLAN-3"),
        (plan(follow_up=on(FOLLOW_UP_DAY)), "FM-PLAN-4"),
    ],
)
def test_the_changed_plan_shows_all_that_a_plan_shows(choice: type[Event], content: Any, norm: str) -> None:
    assert needing_more().ask(choice, plan=content, skal_kod="annat").norms == (norm,)


@policy("FM-UPPFOLJ-3")
def test_an_approved_plan_is_not_drafted_over_at_the_follow_up() -> None:
    assert needing_more().ask(UpprattaPlan, plan=next_plan()).norms == ("FM-UPPFOLJ-3",)


@policy("FM-UPPFOLJ-3", "FM-ROLL-2")
@pytest.mark.parametrize(("who", "norms"), [(ARBETSMARKNAD, ()), (AF, ("FM-ROLL-2",))])
def test_the_chair_of_the_follow_up_records_whether_coordination_is_needed(who: str, norms: tuple[str, ...]) -> None:
    assert follow_up().ask(BedomSamordningsbehov, who, kvarstar="ja").norms == norms


@policy("FM-UPPFOLJ-3")
@pytest.mark.parametrize("phase", EARLIER_PHASES)
@pytest.mark.parametrize("kind", [BedomSamordningsbehov, *CHOICES])
def test_the_need_and_the_plan_are_looked_at_anew_at_a_follow_up_only(phase: str, kind: type[Event]) -> None:
    assert "FF-FAS-1" in everywhere()[phase].ask(kind).norms


def agree(story: Story, choice: type[Event], version: int, day: float) -> None:
    """At a follow-up: a changed plan, approved by all, the next follow-up on a day, and the meeting over."""
    story.do(UtseDokumenterare, vem=ARBETSMARKNAD)
    story.do(BedomSamordningsbehov, kvarstar="ja")
    story.do(choice, plan=plan(follow_up=on(day)), skal_kod="atgarder_andrade")
    story.do(SammanfattaPlan, version=version)
    for who in EVERYBODY:
        story.do(GodkannPlan, who, version=version)
    story.do(BokaUppfoljning, datum=on(day), sammankallande=ARBETSMARKNAD)
    story.do(AvslutaMote)


@policy("FM-UPPFOLJ-3")
@pytest.mark.parametrize(("choice", "origin"), [(RevideraPlan, Origin.REVISION), (ErsattPlan, Origin.REPLACEMENT)])
def test_a_changed_plan_keeps_its_line_back_and_leaves_the_approved_one_as_it_was(
    choice: type[Event], origin: Origin
) -> None:
    story = follow_up()
    first = story.case.facts.current
    agree(story, choice, 2, FOLLOW_UP_DAY + 90)
    now = story.case.facts.current
    assert (now.number, now.origin, now.parent) == (2, origin, 1)
    assert story.case.facts.version(1) == first


@policy("FM-UPPFOLJ-3")
def test_until_the_changed_plan_is_approved_the_old_one_is_in_force() -> None:
    story = needing_more()
    story.do(RevideraPlan, plan=next_plan(), skal_kod="annat")
    assert story.case.facts.current.number == 1


@policy("FM-UPPFOLJ-3")
@pytest.mark.parametrize(("choice", "state"), [(RevideraPlan, MeasureState.DONE), (ErsattPlan, MeasureState.DECIDED)])
def test_a_revised_plan_goes_on_where_it_was_and_a_new_one_starts_anew(
    choice: type[Event], state: MeasureState
) -> None:
    story = measures()
    story.do(GenomforAtgard, AF, atgard="praktik")
    story.do(OppnaMote, narvarande=EVERYBODY, day=FOLLOW_UP_DAY)
    agree(story, choice, 2, FOLLOW_UP_DAY + 90)
    assert story.case.facts.measure_state("praktik") is state


def revised_without(absent: str) -> Story:
    """Phase uppfoljning: the plan is revised, and everybody but one has been there and approved it."""
    there = tuple(who for who in EVERYBODY if who != absent)
    story = needing_more(there)
    content = next_plan(measures=[{"id": "praktik", "text": "Praktikplats", "ansvariga": [AF]}])
    story.do(RevideraPlan, plan=content, skal_kod="annat")
    story.do(SammanfattaPlan, version=2)
    for who in there:
        story.do(GodkannPlan, who, version=2)
    return story


@policy("FM-UPPFOLJ-3", "FM-GENOMF-1", "FM-ROLL-5")
@pytest.mark.parametrize(("approves", "state"), [(False, {"lapsed"}), (True, {"lapsed", "open"})])
def test_a_party_that_was_not_there_owes_its_measure_in_the_revised_plan_when_it_has_approved_it(
    approves: bool, state: set[str]
) -> None:
    story = revised_without(AF)
    if approves:
        story.do(GodkannPlan, AF, version=2)
    assert {one.state.value for one in story.duties("genomfora_atgard") if one.bearer == AF} == state
    assert story.ask(GenomforAtgard, AF, atgard="praktik").allowed is approves


@policy("FM-UPPFOLJ-1", "FM-UPPFOLJ-3")
def test_the_case_goes_round_for_as_long_as_coordination_is_needed() -> None:
    story = measures()
    for round_, choice in enumerate((RevideraPlan, ErsattPlan, RevideraPlan), start=2):
        day = FOLLOW_UP_DAY + 90 * (round_ - 2)
        story.do(OppnaMote, narvarande=EVERYBODY, mote=round_, day=day)
        assert story.case.phase == "uppfoljning"
        still = {duty.bearer for duty in story.duties("redovisa") if duty.state.value == "open"}
        assert still == {ARBETSMARKNAD, AF, EKONOMI}
        for who in (ARBETSMARKNAD, AF, EKONOMI):
            story.do(Redovisa, who)
        agree(story, choice, round_, day + 90)
        assert story.case.phase == "atgarder"
        assert [duty.due for duty in story.duties("halla_uppfoljning") if duty.state.value == "open"] == [on(day + 90)]
    assert story.case.facts.current.number == 4


# --- FF-PLAN-1: what speaks for a new plan (A19) -------------------------------------------------------------------


OTHER_GOAL = next_plan(mal=[{"id": "studier", "text": "Studier"}])
OTHER_PARTIES = next_plan(measures=[{"id": "praktik", "text": "Praktikplats", "ansvariga": [EKONOMI]}])
OTHER_MEASURE = next_plan(measures=[{"id": "kurs", "text": "Kurs", "ansvariga": [AF]}])


@policy("FF-PLAN-1")
@pytest.mark.parametrize("content", [OTHER_GOAL, OTHER_PARTIES])
def test_another_goal_or_other_parties_speak_for_a_new_plan(content: Any) -> None:
    story = needing_more()
    hinted = story.ask(RevideraPlan, plan=content, skal_kod="mal_andrat")
    assert (hinted.allowed, found(hinted, "FF-PLAN-1")) == (True, ("note",))
    assert not found(story.ask(ErsattPlan, plan=content, skal_kod="mal_andrat"), "FF-PLAN-1")


@policy("FF-PLAN-1")
def test_anything_smaller_speaks_for_revising() -> None:
    story = needing_more()
    hinted = story.ask(ErsattPlan, plan=OTHER_MEASURE, skal_kod="atgarder_andrade")
    assert (hinted.allowed, found(hinted, "FF-PLAN-1")) == (True, ("note",))
    assert not found(story.ask(RevideraPlan, plan=OTHER_MEASURE, skal_kod="atgarder_andrade"), "FF-PLAN-1")


# --- FF-UPPFOLJ-1: the longest time until the follow-up (A18) ------------------------------------------------------


FOUR_WEEKS = {"parameter": {"max_followup_weeks": 4}}


@policy("FF-UPPFOLJ-1")
@pytest.mark.parametrize(
    ("overlay", "day", "warned"), [(FOUR_WEEKS, 88, ()), (FOUR_WEEKS, 89, ("warn",)), (None, 900, ())]
)
def test_a_late_follow_up_is_warned_of_where_the_organisation_has_chosen_a_limit(
    overlay: Any, day: float, warned: tuple[str, ...]
) -> None:
    decision = approved(overlay=overlay).ask(BokaUppfoljning, datum=on(day), sammankallande=ARBETSMARKNAD)
    assert decision.allowed
    assert found(decision, "FF-UPPFOLJ-1") == warned
