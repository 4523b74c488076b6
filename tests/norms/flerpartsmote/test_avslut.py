"""Closing: who, when, why, and what is left afterwards (reading A20; FF-AVSLUT-1..3)."""

from __future__ import annotations

from typing import Any

import pytest

from flerpart_flow import RulesError
from flerpart_flow.engine.judging.queries import Possible
from flerpart_flow.routines.flerpartsmote import (
    FLERPARTSMOTE,
    AterkallaSamtycke,
    Avsluta,
    BedomBehov,
    BedomSamordningsbehov,
    BegransaSamtycke,
    Bekrafta,
    DelaUtPlan,
    GeSamtycke,
    GodtaOrdforande,
    Informera,
    NekaSamtycke,
    OppnaMote,
    OverlamnaOrdforande,
    RapporteraAvvikelse,
    Ratta,
    StallIn,
    TackaNej,
)
from tests.policy import policy
from tests.stories import (
    AF,
    ARBETSMARKNAD,
    EKONOMI,
    INDIVID,
    MEETING_DAY,
    TOPICS,
    Story,
    accepted,
    approved,
    assessed,
    closed,
    consented,
    everywhere,
    follow_up,
    found,
    measures,
    meeting,
    moment,
    needed,
    offered,
    paused,
    summed_up,
    summoned,
)
from tests.story import represented

OPEN = ("behov", "samtycke", "forberedelse", "kallelse", "mote", "atgarder", "uppfoljning", "vilande")
NEED_GONE: dict[str, Any] = {"skal_kod": "behov_upphort", "samrad": "ja"}
WITHDRAWN: dict[str, Any] = {"skal_kod": "samtycke_aterkallat"}


def returned() -> Story:
    """Phase forberedelse: the consent was withdrawn, and given again."""
    story = paused()
    story.do(Informera, anpassning=("lattlast",))
    story.do(GeSamtycke, INDIVID, enheter=(ARBETSMARKNAD, AF), amnen=TOPICS)
    return story


def owed(story: Story) -> set[tuple[str, str | None]]:
    """The duties that still stand: name and to whom."""
    standing = {"open", "late", "suspended", "waiting"}
    return {(one.name, one.counterpart) for one in story.case.duties(moment(story.day)) if one.state.value in standing}


# --- FF-AVSLUT-1: the chair closes; the individual always can ------------------------------------------------------


@policy("FF-AVSLUT-1")
@pytest.mark.parametrize("phase", OPEN)
@pytest.mark.parametrize("reason", ["administrativt", "utanfor_malgrupp", "flytt_eller_dodsfall"])
def test_the_chair_closes_from_every_phase(phase: str, reason: str) -> None:
    story = everywhere()[phase]
    story.do(Avsluta, skal_kod=reason)
    assert story.case.closed


@policy("FF-AVSLUT-1")
@pytest.mark.parametrize("phase", OPEN)
@pytest.mark.parametrize("who", [INDIVID, "ombud"])
def test_the_individual_closes_from_every_phase_by_wishing_so_also_through_a_representative(
    phase: str, who: str
) -> None:
    story = represented(everywhere()[phase], who)
    story.do(Avsluta, who, skal_kod="individens_onskan")
    assert story.case.phase == "avslut"


@policy("FF-AVSLUT-1")
@pytest.mark.parametrize("who", [INDIVID, "ombud"])
@pytest.mark.parametrize("reason", ["administrativt", "utanfor_malgrupp", "behov_upphort", "inget_behov"])
def test_the_individual_closes_by_wish_and_for_no_other_reason(who: str, reason: str) -> None:
    assert "FF-AVSLUT-1" in follow_up().ask(Avsluta, who, skal_kod=reason).norms


@policy("FF-AVSLUT-1")
@pytest.mark.parametrize("who", [AF, EKONOMI, "narstaende:1"])
@pytest.mark.parametrize("reason", ["administrativt", "utanfor_malgrupp"])
def test_nobody_else_closes(who: str, reason: str) -> None:
    assert measures().ask(Avsluta, who, skal_kod=reason).norms == ("FF-AVSLUT-1",)


@policy("FF-AVSLUT-2")
@pytest.mark.parametrize("phase", OPEN)
def test_the_individuals_wish_is_a_reason_on_the_individuals_own_line_only(phase: str) -> None:
    assert everywhere()[phase].ask(Avsluta, skal_kod="individens_onskan").norms == ("FF-AVSLUT-2",)
    assert everywhere()[phase].ask(Avsluta, INDIVID, skal_kod="individens_onskan").findings == ()


@policy("FF-AVSLUT-2", "FF-AVSLUT-1")
def test_nobody_else_closes_by_somebodys_wish() -> None:
    assert measures().ask(Avsluta, AF, skal_kod="individens_onskan").norms == ("FF-AVSLUT-1", "FF-AVSLUT-2")


# --- FM-MALGRUPP-2: who needs coordination is offered it before somebody closes (A58) ------------------------------


@policy("FM-MALGRUPP-2")
@pytest.mark.parametrize("reason", ["administrativt", "utanfor_malgrupp"])
def test_a_unit_that_closes_without_an_offer_to_one_who_needs_it_is_warned(reason: str) -> None:
    decision = assessed().ask(Avsluta, skal_kod=reason)
    assert decision.allowed
    assert found(decision, "FM-MALGRUPP-2") == ("warn",)


@policy("FM-MALGRUPP-2")
@pytest.mark.parametrize(
    ("story", "who", "reason"),
    [
        (offered, ARBETSMARKNAD, "administrativt"),
        (needed, ARBETSMARKNAD, "administrativt"),
        (lambda: assessed(samordningsbehov="nej"), ARBETSMARKNAD, "inget_behov"),
        (lambda: assessed(samordningsbehov="okant"), ARBETSMARKNAD, "administrativt"),
        (assessed, ARBETSMARKNAD, "flytt_eller_dodsfall"),
        (assessed, INDIVID, "individens_onskan"),
    ],
    ids=["offered", "not assessed", "no need", "need unknown", "moved or died", "own ending"],
)
def test_nothing_is_said_where_there_was_an_offer_or_nobody_to_offer_it_to(story: Any, who: str, reason: str) -> None:
    assert found(story().ask(Avsluta, who, skal_kod=reason), "FM-MALGRUPP-2") == ()


@policy("FF-AVSLUT-1", "FM-ROLL-1")
@pytest.mark.parametrize(("accepted_by_af", "closer", "other"), [(False, ARBETSMARKNAD, AF), (True, AF, ARBETSMARKNAD)])
def test_the_one_who_has_taken_over_the_chair_closes(accepted_by_af: bool, closer: str, other: str) -> None:
    story = consented()
    story.do(OverlamnaOrdforande, till=AF)
    if accepted_by_af:
        story.do(GodtaOrdforande, AF)
    assert story.ask(Avsluta, closer, skal_kod="administrativt").allowed
    assert story.ask(Avsluta, other, skal_kod="administrativt").norms == ("FF-AVSLUT-1",)


@policy("FF-AVSLUT-1")
@pytest.mark.parametrize(("story", "no"), [(offered, TackaNej), (accepted, NekaSamtycke), (paused, NekaSamtycke)])
def test_the_individuals_no_to_the_meeting_or_to_consent_closes_the_case(story: Any, no: Any) -> None:
    case = story()
    case.do(no, INDIVID)
    assert case.case.closed


# --- FF-AVSLUT-2: a reason that agrees with the case ---------------------------------------------------------------


@policy("FF-AVSLUT-2")
@pytest.mark.parametrize(("reason", "norms"), [("administrativt", ()), (None, ("FF-AVSLUT-2",))])
def test_a_closing_has_a_reason(reason: str | None, norms: tuple[str, ...]) -> None:
    assert measures().ask(Avsluta, skal_kod=reason).norms == norms


@policy("FF-AVSLUT-2", "FM-SAMTYCKE-5")
def test_a_case_is_closed_because_the_consent_was_withdrawn() -> None:
    assert paused().ask(Avsluta, **WITHDRAWN).allowed


@policy("FF-AVSLUT-2", "FM-SAMTYCKE-5")
@pytest.mark.parametrize("story", [needed, accepted, consented, measures, returned])
def test_a_case_is_not_closed_as_withdrawn_while_no_consent_is_withdrawn(story: Any) -> None:
    assert story().ask(Avsluta, **WITHDRAWN).norms == ("FF-AVSLUT-2",)


@policy("FF-AVSLUT-2")
def test_no_overlay_lets_a_false_reason_through() -> None:
    with pytest.raises(RulesError) as error:
        FLERPARTSMOTE.rules(overlay={"norm": {"FF-AVSLUT-2": {"severity": "note"}}})
    assert error.value.code == "overlagring.fast"


@policy("FF-AVSLUT-2", "FM-BEDOMNING-1")
@pytest.mark.parametrize(("judged", "norms"), [("nej", ()), ("ja", ("FF-AVSLUT-2",))])
def test_a_case_is_closed_for_want_of_need_unless_a_need_was_found(judged: str, norms: tuple[str, ...]) -> None:
    story = assessed(samordningsbehov=judged)
    assert story.ask(Avsluta, skal_kod="inget_behov").norms == norms


@policy("FF-AVSLUT-2")
def test_it_is_the_latest_assessment_that_counts() -> None:
    story = assessed()
    story.do(BedomBehov, samordningsbehov="nej", underlag=("halsa",), individen_delaktig="ja")
    assert story.ask(Avsluta, skal_kod="inget_behov").allowed


# --- FF-AVSLUT-3: with care ----------------------------------------------------------------------------------------


def judged(remains: str | None) -> Story:
    """Phase uppfoljning: whether coordination is still needed has been judged so, or not at all."""
    story = follow_up()
    if remains:
        story.do(BedomSamordningsbehov, kvarstar=remains)
    return story


@policy("FF-AVSLUT-3", "FM-UPPFOLJ-3")
def test_a_need_that_is_gone_was_shown_at_the_follow_up_and_talked_over() -> None:
    decision = judged("nej").ask(Avsluta, **NEED_GONE)
    assert (decision.allowed, found(decision, "FF-AVSLUT-3")) == (True, ())


@policy("FF-AVSLUT-3")
@pytest.mark.parametrize("consulted", ["nej", "okant"])
def test_closing_without_having_talked_it_over_is_warned_of(consulted: str) -> None:
    decision = judged("nej").ask(Avsluta, skal_kod="behov_upphort", samrad=consulted)
    assert (decision.allowed, found(decision, "FF-AVSLUT-3")) == (True, ("warn",))


@policy("FF-AVSLUT-3", "FM-UPPFOLJ-3")
@pytest.mark.parametrize("remains", ["ja", "okant", None])
def test_closing_though_the_follow_up_has_not_shown_it_is_warned_of(remains: str | None) -> None:
    decision = judged(remains).ask(Avsluta, **NEED_GONE)
    assert (decision.allowed, found(decision, "FF-AVSLUT-3")) == (True, ("warn",))


@policy("FF-AVSLUT-3")
def test_closing_for_another_reason_asks_for_no_consultation() -> None:
    assert not found(follow_up().ask(Avsluta, skal_kod="administrativt"), "FF-AVSLUT-3")


@policy("FF-AVSLUT-3", "FM-SAMTYCKE-5")
@pytest.mark.parametrize(
    ("weeks", "day", "warned"), [(2, 33, ("warn",)), (2, 34, ()), (0, 20.1, ())], ids=["early", "rested", "no limit"]
)
def test_a_case_that_may_rest_a_while_longer_is_closed_with_a_warning(
    weeks: int, day: float, warned: tuple[str, ...]
) -> None:
    story = summoned(overlay={"parameter": {"paused_close_after_weeks": weeks}})
    story.do(AterkallaSamtycke, INDIVID, day=20)
    decision = story.ask(Avsluta, day=day, **WITHDRAWN)
    assert (decision.allowed, found(decision, "FF-AVSLUT-3")) == (True, warned)


# --- What a closing does, and what is left -------------------------------------------------------------------------


@policy("FF-AVSLUT-1")
def test_closing_cancels_a_standing_summons() -> None:
    story = summoned()
    story.do(Avsluta, skal_kod="administrativt")
    assert story.case.facts.meeting is None
    assert {duty.state.value for duty in story.duties("bekrafta_kallelse")} == {"lapsed"}
    assert "FF-FAS-1" in story.ask(Bekrafta, AF).norms
    assert "FF-FAS-1" in story.ask(OppnaMote, narvarande=(INDIVID, ARBETSMARKNAD, AF), day=MEETING_DAY).norms


@policy("FM-SAMTYCKE-5", "FF-MOTE-2")
@pytest.mark.parametrize(
    ("story", "who", "told"),
    [
        (summoned, ARBETSMARKNAD, {AF, EKONOMI}),
        (lambda: summoned(to=(AF,)), ARBETSMARKNAD, {AF}),
        (summoned, INDIVID, {AF, EKONOMI}),
        (measures, ARBETSMARKNAD, {AF, EKONOMI}),
    ],
    ids=["called", "one called", "by the individual", "booked at the meeting"],
)
def test_those_who_await_a_meeting_are_told_neutrally_that_it_is_off(story: Any, who: str, told: set[str]) -> None:
    case = story()
    case.do(Avsluta, who, skal_kod="individens_onskan" if who == INDIVID else "administrativt")
    assert {to for name, to in owed(case) if name == "ge_neutralt_besked"} == told
    assert {one.bearer for one in case.duties("ge_neutralt_besked")} == {ARBETSMARKNAD}
    case.do(StallIn)
    assert {one.state.value for one in case.duties("ge_neutralt_besked")} == {"met"}


@policy("FM-SAMTYCKE-5")
@pytest.mark.parametrize(("sent", "state"), [(59, "met"), (60, "met"), (61, "met_late")])
def test_a58_the_notice_is_in_time_until_the_day_of_the_meeting(sent: int, state: str) -> None:
    case = summoned()
    case.do(Avsluta, skal_kod="administrativt")
    assert {one.state.value for one in case.duties("ge_neutralt_besked", MEETING_DAY)} == {"open"}
    assert {one.state.value for one in case.duties("ge_neutralt_besked", MEETING_DAY + 1)} == {"late"}
    case.do(StallIn, day=sent)
    assert {one.state.value for one in case.duties("ge_neutralt_besked")} == {state}


@policy("FM-SAMTYCKE-5")
def test_a58_a_meeting_closed_once_its_time_has_come_leaves_no_notice_that_is_late_at_once() -> None:
    case = summoned()
    case.do(Avsluta, skal_kod="administrativt", day=MEETING_DAY + 1)
    assert {one.state.value for one in case.duties("ge_neutralt_besked", MEETING_DAY + 30)} <= {"open"}


@policy("FM-SAMTYCKE-5", "FF-MOTE-2")
@pytest.mark.parametrize("story", [needed, accepted, consented, meeting])
def test_where_nobody_awaits_a_meeting_no_notice_is_owed_and_none_can_be_sent(story: Any) -> None:
    case = story()
    case.do(Avsluta, skal_kod="administrativt")
    assert case.duties("ge_neutralt_besked") == ()
    assert "FF-MOTE-1" in case.ask(StallIn).norms


@policy("FM-SAMTYCKE-5", "FF-MOTE-2")
@pytest.mark.parametrize("others", [(), (AF,)])
def test_a_notice_still_owed_in_a_pause_is_owed_after_the_closing(others: tuple[str, ...]) -> None:
    case = paused()
    if others:
        case.do(StallIn, till=others)
    case.do(Avsluta, skal_kod="samtycke_aterkallat")
    left = {AF, EKONOMI} - set(others)
    assert {to for name, to in owed(case) if name == "ge_neutralt_besked"} == left
    assert case.ask(StallIn, EKONOMI).norms == ("FF-MOTE-2",)
    case.do(StallIn, till=tuple(sorted(left)))
    assert owed(case) == set()


STILL_POSSIBLE = {
    "begransa_samtycke",
    "aterkalla_samtycke",
    "rapportera_avvikelse",
    "dela_ut_plan",
    "ratta",
    "stall_in",
    "byt_regler",  # a closed case is still read and corrected, under rules that there are
}


@policy("FF-AVSLUT-1", "FF-FAS-1")
@pytest.mark.parametrize("name", sorted(set(FLERPARTSMOTE.events) - STILL_POSSIBLE))
def test_closed_is_closed(name: str) -> None:
    story = closed()
    answer = story.case.why_not(FLERPARTSMOTE.events[name], moment(story.day))
    assert isinstance(answer, Possible)
    assert "FF-FAS-1" in {finding.norm for finding in answer.findings}


@policy("FF-AVSLUT-1", "FM-SAMTYCKE-5")
@pytest.mark.parametrize(
    ("kind", "content"), [(AterkallaSamtycke, {}), (BegransaSamtycke, {"enheter": (AF,)})], ids=["all", "a part"]
)
def test_the_consent_is_withdrawn_also_after_the_closing_and_the_case_stays_closed(kind: Any, content: Any) -> None:
    story = closed()
    story.do(kind, INDIVID, **content)
    assert story.case.closed


@policy("FF-AVSLUT-1", "FM-AVVIK-2")
def test_a_deviation_is_reported_also_after_the_closing() -> None:
    assert closed().ask(RapporteraAvvikelse, slag="annat", part=AF, lamnas_till="kommun").allowed


@policy("FF-AVSLUT-1")
def test_a_line_is_corrected_also_after_the_closing() -> None:
    assert closed().ask(Ratta, ror=2, skal_kod="felskrivning", ratt={"individen_delaktig": "nej"}).allowed


@policy("FF-AVSLUT-1", "FM-ROLL-6")
@pytest.mark.parametrize(
    ("to", "allowed"), [((INDIVID,), True), ((AF,), False), ((INDIVID, AF), False)], ids=["individual", "party", "both"]
)
def test_after_the_closing_the_plan_is_handed_out_to_the_individual_alone(to: tuple[str, ...], allowed: bool) -> None:
    story = approved()
    story.do(Avsluta, skal_kod="administrativt")
    assert story.ask(DelaUtPlan, version=1, till=to).allowed is allowed


@policy("FF-AVSLUT-1", "FM-ROLL-6")
def test_every_duty_lapses_at_the_closing_but_the_individuals_own_copy() -> None:
    story = approved()
    assert len(owed(story)) > 1
    story.do(Avsluta, skal_kod="administrativt")
    assert owed(story) == {("dela_ut_plan_till_individen", INDIVID)}


@policy("FF-AVSLUT-1", "FM-ROLL-6")
def test_handing_out_the_individuals_copy_after_the_closing_meets_that_duty() -> None:
    story = approved()
    story.do(Avsluta, skal_kod="administrativt")
    story.do(DelaUtPlan, version=1, till=(INDIVID,))
    assert owed(story) == set()


@policy("FF-AVSLUT-1", "FM-ROLL-6")
def test_of_a_plan_that_was_never_approved_no_copy_is_owed() -> None:
    story = summed_up()
    story.do(Avsluta, skal_kod="administrativt")
    assert owed(story) == set()
