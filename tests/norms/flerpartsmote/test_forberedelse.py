"""Preparation: together with the individual, who decides who is called; when each party can be; the Region first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from flerpart_flow.engine.definition.duties import Duty, DutyState
from flerpart_flow.engine.errors import EventError, RulesError
from flerpart_flow.engine.judging.decision import Decision
from flerpart_flow.engine.rules.findings import values_of
from flerpart_flow.engine.rules.norms import Severity
from flerpart_flow.routines.flerpartsmote import (
    FLERPARTSMOTE,
    AngeForutsattning,
    AngeTid,
    AterkallaSamtycke,
    BegransaSamtycke,
    BestamDeltagare,
    BokaOm,
    BokaUppfoljning,
    Forbered,
    ForberedEgenDel,
    GeSamtycke,
    GodtaOrdforande,
    Informera,
    Kalla,
    KontaktaRegion,
    OppnaMote,
    OverlamnaOrdforande,
    StallIn,
    UtokaSamtycke,
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
    PSYKIATRI,
    Story,
    consented,
    everywhere,
    found,
    measures,
    meeting,
    moment,
    on,
    prepared,
    summoned,
    summons,
    with_region,
)
from tests.story import represented

RELATIVE = "narstaende:1"
EMPLOYER = "arbetsgivare"
PRIMARVARD = "region:primarvard"


def calling(story: Story, to: tuple[str, ...] = (AF, EKONOMI), day: float = 5, **change: Any) -> Decision:
    """The decision on a whole summons to a meeting on day 60."""
    return story.ask(Kalla, day=day, **summons(to, **change))


def states(story: Story, name: str, day: float | None = None) -> list[DutyState]:
    """The states of the duties of a name."""
    return [one.state for one in story.duties(name, day)]


# --- Together with the individual -------------------------------------------------------------------------------------


def with_part(taken: str | None) -> Story:
    """Everybody is agreed on, and the meeting is prepared so, or not at all."""
    story = consented()
    if taken is not None:
        story.do(Forbered, individen_medverkar=taken, behov_onskemal="ja", day=2)
    story.do(BestamDeltagare, INDIVID, deltagare=(AF, EKONOMI), svar="ja", day=3)
    return story


@policy("FM-FORBEREDELSE-4")
@pytest.mark.parametrize(("taken", "unknown"), [("nej", False), ("okant", True), (None, True)])
def test_nobody_is_summoned_to_a_meeting_that_is_not_prepared_with_the_individual(
    taken: str | None, unknown: bool
) -> None:
    decision = calling(with_part(taken))
    assert decision.norms == ("FM-FORBEREDELSE-4",)
    assert decision.hindrances[0].unknown is unknown


@policy("FM-FORBEREDELSE-4")
@pytest.mark.parametrize("phase", ["forberedelse", "kallelse", "atgarder"])
def test_preparing_goes_on_until_the_meeting(phase: str) -> None:
    assert everywhere()[phase].ask(Forbered, individen_medverkar="ja", behov_onskemal="ja").allowed


@policy("FM-FORBEREDELSE-4")
def test_a_meeting_that_was_prepared_for_one_time_is_not_prepared_for_the_follow_up() -> None:
    story = everywhere()["atgarder"]
    assert "FM-FORBEREDELSE-4" in story.ask(Kalla, **summons((AF,), 150)).norms
    story.do(Forbered, individen_medverkar="ja", behov_onskemal="ja")
    assert "FM-FORBEREDELSE-4" not in story.ask(Kalla, **summons((AF,), 150)).norms


@policy("FM-SAMTYCKE-7")
@pytest.mark.parametrize("support", [("tolk",), ("tempo", "hjalpmedel"), ("inget_behov",), ()])
def test_the_preparation_has_room_for_the_support_that_the_individual_needs(support: tuple[str, ...]) -> None:
    decision = consented().ask(Forbered, individen_medverkar="ja", behov_onskemal="ja", stod=support)
    assert decision.findings == ()


@policy("FM-SAMTYCKE-7")
def test_the_support_is_a_code_and_never_why_it_is_needed() -> None:
    with pytest.raises(EventError):
        consented().ask(Forbered, individen_medverkar="ja", behov_onskemal="ja", stod=("har en diagnos",))


# --- The individual is there ------------------------------------------------------------------------------------------


def opening(story: Story, *there: str) -> Decision:
    """The decision on opening the summoned meeting."""
    return story.ask(OppnaMote, mote=1, narvarande=(ARBETSMARKNAD, AF, *there), day=MEETING_DAY)


@policy("FM-FORBEREDELSE-2")
def test_the_meeting_opens_with_the_individual() -> None:
    assert opening(summoned(), INDIVID).allowed


@policy("FM-FORBEREDELSE-2")
def test_the_meeting_does_not_open_without_the_individual() -> None:
    decision = opening(summoned())
    assert decision.norms == ("FM-FORBEREDELSE-2",)
    assert decision.hindrances[0].unknown


@policy("FM-FORBEREDELSE-2")
@pytest.mark.parametrize(("wish", "norms"), [("nej", ()), ("ja", ("FM-FORBEREDELSE-2",))])
def test_the_individual_stays_away_only_by_their_own_wish(wish: str, norms: tuple[str, ...]) -> None:
    story = summoned()
    story.do(BestamDeltagare, INDIVID, deltagare=(INDIVID,), svar=wish)
    assert opening(story).norms == norms


@policy("FM-FORBEREDELSE-2", "PR-MALGRUPP-2")
def test_nobody_else_says_that_the_individual_wants_to_stay_away() -> None:
    assert summoned().ask(BestamDeltagare, deltagare=(INDIVID,), svar="nej").norms == ("PR-MALGRUPP-2",)


# --- The individual decides who is called -----------------------------------------------------------------------------


def answered(answer: str | None) -> Story:
    """Prepared, and the individual has given this answer about Försäkringskassan."""
    story = prepared((ARBETSMARKNAD, AF))
    story.do(UtokaSamtycke, INDIVID, enheter=(FK,))
    if answer is not None:
        story.do(BestamDeltagare, INDIVID, deltagare=(FK,), svar=answer)
    return story


@policy("PR-MALGRUPP-2", "FM-FORBEREDELSE-8")
@pytest.mark.parametrize(("answer", "unknown"), [("nej", False), (None, True)])
def test_one_to_whom_the_individual_did_not_say_yes_is_not_called(answer: str | None, unknown: bool) -> None:
    cure = (INDIVID, "bestam_deltagare") if unknown else (None, None)  # a no is never asked about again (A69)
    decision = calling(answered(answer), (FK,))
    assert decision.norms == ("PR-MALGRUPP-2",)
    finding = decision.hindrances[0]
    assert (finding.unknown, finding.cure_by, finding.cure) == (unknown, *cure)


@policy("PR-MALGRUPP-2")
@pytest.mark.parametrize(("first", "then", "allowed"), [("nej", "ja", True), ("ja", "nej", False)])
def test_the_individuals_latest_answer_counts(first: str, then: str, allowed: bool) -> None:
    story = answered(first)
    story.do(BestamDeltagare, INDIVID, deltagare=(FK,), svar=then)
    assert calling(story, (FK,)).allowed is allowed


@policy("PR-MALGRUPP-2", "FM-FORBEREDELSE-8")
@pytest.mark.parametrize(("who", "norms"), [(INDIVID, ()), ("ombud", ()), (ARBETSMARKNAD, ("PR-MALGRUPP-2",))])
def test_the_initiator_advises_and_the_individual_has_the_last_word(who: str, norms: tuple[str, ...]) -> None:
    assert represented(consented(), who).ask(BestamDeltagare, who, deltagare=(AF,), svar="ja").norms == norms


@policy("PR-MALGRUPP-2")
@pytest.mark.parametrize("who", [AF, RELATIVE, EMPLOYER])
def test_nobody_else_has_a_word_in_who_is_called(who: str) -> None:
    assert "PR-MALGRUPP-2" in consented().ask(BestamDeltagare, who, deltagare=(RELATIVE,), lamplig="ja").norms
    assert set(consented().ask(BestamDeltagare, who, deltagare=(FK,), svar="ja").norms) == {"PR-MALGRUPP-2"}


@policy("PR-MALGRUPP-2", "FM-FORBEREDELSE-8")
@pytest.mark.parametrize("phase", ["forberedelse", "kallelse", "mote", "atgarder", "uppfoljning"])
def test_the_individual_decides_who_takes_part_in_every_phase_under_the_consent(phase: str) -> None:
    for answer in ("ja", "nej"):
        assert everywhere()[phase].ask(BestamDeltagare, INDIVID, deltagare=(FK,), svar=answer).findings == ()


@policy("FM-FORBEREDELSE-8", "PR-MALGRUPP-2")
def test_one_who_came_without_the_individuals_yes_does_not_take_part_in_the_meeting() -> None:
    story = summoned()
    story.do(UtokaSamtycke, INDIVID, enheter=(FK,))
    assert "PR-MALGRUPP-2" in opening(story, INDIVID, FK).norms
    story.do(BestamDeltagare, INDIVID, deltagare=(FK,), svar="ja")
    assert opening(story, INDIVID, FK).allowed


# --- Those decided on are called --------------------------------------------------------------------------------------


def duty_to_call(story: Story, unit: str, day: float | None = None) -> Duty:
    """The duty to call a unit."""
    return next(one for one in story.duties("kalla", day) if one.counterpart == unit)


@policy("FM-FORBEREDELSE-5")
def test_one_whom_the_individual_wants_there_has_to_be_called() -> None:
    duty = duty_to_call(prepared(), AF)
    assert (duty.bearer, duty.state) == (ARBETSMARKNAD, DutyState.OPEN)


@policy("FM-FORBEREDELSE-5")
def test_nobody_has_to_be_called_before_the_individual_has_decided() -> None:
    assert consented().duties("kalla") == ()


@policy("FM-FORBEREDELSE-5")
def test_the_duty_to_call_is_met_for_each_one_called() -> None:
    story = prepared()
    story.do(Kalla, day=5, **summons((AF,)))
    assert duty_to_call(story, AF).state is DutyState.MET
    assert duty_to_call(story, EKONOMI).state is DutyState.OPEN


@policy("FM-FORBEREDELSE-5")
def test_the_duty_to_call_lapses_when_the_individual_says_no() -> None:
    story = prepared()
    story.do(BestamDeltagare, INDIVID, deltagare=(AF,), svar="nej")
    assert duty_to_call(story, AF).state is DutyState.LAPSED


@policy("FM-FORBEREDELSE-5", "FM-BOKNING-5")
@pytest.mark.parametrize(("day", "state"), [(25, DutyState.OPEN), (26, DutyState.LATE)])
def test_the_summons_is_late_five_weeks_before_a_meeting_that_has_a_time(day: int, state: DutyState) -> None:
    story = prepared()
    story.do(AngeTid, start=moment(MEETING_DAY))
    duty = duty_to_call(story, AF, day)
    assert (duty.due, duty.state) == (on(25), state)


@policy("FM-FORBEREDELSE-5", "FM-BOKNING-5")
@pytest.mark.parametrize(("day", "state"), [(25, DutyState.MET), (26, DutyState.MET_LATE)])
def test_a_summons_that_is_sent_late_was_owed_and_is_met_late(day: int, state: DutyState) -> None:
    story = prepared()
    story.do(AngeTid, start=moment(MEETING_DAY))
    story.do(Kalla, day=day, **summons())
    assert duty_to_call(story, AF).state is state


def to_be_called(story: Story) -> set[str]:
    """The units that the chair has yet to call."""
    return {str(one.counterpart) for one in story.duties("kalla") if one.state is DutyState.OPEN}


@policy("FM-FORBEREDELSE-5")
@pytest.mark.parametrize("void", [BokaOm, StallIn])
def test_a_meeting_that_is_rebooked_or_cancelled_has_to_be_called_anew(void: Any) -> None:
    story = summoned()
    assert to_be_called(story) == set()
    story.do(void, mote=1)
    assert to_be_called(story) == {AF, EKONOMI}


@policy("FM-FORBEREDELSE-5", "FM-SAMTYCKE-5")
def test_when_the_consent_is_given_anew_they_have_to_be_called_anew() -> None:
    story = summoned()
    story.do(AterkallaSamtycke, INDIVID)
    assert to_be_called(story) == set()
    story.do(Informera, anpassning=("inget_behov",))
    story.do(GeSamtycke, INDIVID, enheter=(ARBETSMARKNAD, AF, EKONOMI), amnen=("arbete",))
    assert to_be_called(story) == set()  # the yes went with the consent that it was given under (A70)
    story.do(BestamDeltagare, INDIVID, deltagare=(AF, EKONOMI), svar="ja")
    assert to_be_called(story) == {AF, EKONOMI}


@policy("FM-FORBEREDELSE-5")
def test_one_who_is_taken_out_of_the_consent_or_whose_meeting_has_begun_is_no_longer_to_be_called() -> None:
    narrowed, begun = prepared((ARBETSMARKNAD, AF, FK)), prepared((ARBETSMARKNAD, AF, FK))
    narrowed.do(BegransaSamtycke, INDIVID, enheter=(FK,))
    assert to_be_called(narrowed) == {AF}
    begun.do(Kalla, day=5, **summons((AF,)))
    assert to_be_called(begun) == {FK}
    begun.do(OppnaMote, mote=1, narvarande=(INDIVID, ARBETSMARKNAD, AF), day=MEETING_DAY)
    assert to_be_called(begun) == set()


@policy("FM-FORBEREDELSE-10")
def test_everyone_who_is_called_has_to_prepare() -> None:
    story = summoned()
    owed = {(one.bearer, one.state) for one in story.duties("forbereda_sig")}
    assert owed == {(AF, DutyState.OPEN), (EKONOMI, DutyState.OPEN), (ARBETSMARKNAD, DutyState.OPEN)}


@policy("FM-FORBEREDELSE-10")
def test_those_booked_at_the_meeting_prepare_for_the_follow_up_once() -> None:
    story = measures()
    owed = {(one.bearer, one.about): one.state for one in story.duties("forbereda_sig") if one.about == 2}
    assert owed == {(one, 2): DutyState.OPEN for one in (AF, EKONOMI, ARBETSMARKNAD)}
    story.do(ForberedEgenDel, ARBETSMARKNAD)
    story.do(Forbered, individen_medverkar="ja", behov_onskemal="ja")
    story.do(Kalla, **summons((AF, EKONOMI), FOLLOW_UP_DAY))
    again = {one.bearer: one.state for one in story.duties("forbereda_sig") if one.about == 2}
    assert again == {AF: DutyState.OPEN, EKONOMI: DutyState.OPEN, ARBETSMARKNAD: DutyState.MET}


@policy("FM-FORBEREDELSE-10")
def test_one_who_was_not_there_when_the_follow_up_was_booked_prepares_once_called() -> None:
    story = measures(present=(INDIVID, ARBETSMARKNAD, AF))
    assert not story.ask(ForberedEgenDel, EKONOMI).allowed
    assert story.ask(ForberedEgenDel, INDIVID).allowed
    story.do(Forbered, individen_medverkar="ja", behov_onskemal="ja")
    story.do(Kalla, **summons((EKONOMI,), FOLLOW_UP_DAY))
    assert story.ask(ForberedEgenDel, EKONOMI).allowed


@policy("FM-FORBEREDELSE-10", "FM-ROLL-1")
def test_who_takes_over_the_chair_prepares_too() -> None:
    story = summoned(to=(AF,))
    story.do(UtokaSamtycke, INDIVID, enheter=("kommun:bistand",))
    story.do(OverlamnaOrdforande, till="kommun:bistand")
    story.do(GodtaOrdforande, "kommun:bistand")
    assert {one.bearer for one in story.duties("forbereda_sig")} == {AF, ARBETSMARKNAD, "kommun:bistand"}


@policy("FM-FORBEREDELSE-4", "FM-SAMTYCKE-5")
def test_the_duty_to_prepare_with_the_individual_rests_in_a_pause() -> None:
    story = consented()
    assert states(story, "forbereda_mote") == [DutyState.OPEN]
    story.do(AterkallaSamtycke, INDIVID)
    assert states(story, "forbereda_mote") == [DutyState.SUSPENDED]
    story.do(Informera, anpassning=("lattlast",), day=30)
    story.do(GeSamtycke, INDIVID, enheter=(ARBETSMARKNAD, AF), amnen=("halsa",))
    assert states(story, "forbereda_mote") == [DutyState.OPEN]
    assert story.duties("forbereda_mote", day=35)[0].age_days <= 6


@policy("FM-FORBEREDELSE-10")
def test_each_tells_for_itself_that_it_is_prepared() -> None:
    story = summoned()
    story.do(ForberedEgenDel, AF)
    by_unit = {one.bearer: one.state for one in story.duties("forbereda_sig")}
    assert by_unit == {AF: DutyState.MET, EKONOMI: DutyState.OPEN, ARBETSMARKNAD: DutyState.OPEN}
    story.do(ForberedEgenDel, ARBETSMARKNAD)
    assert {one.bearer: one.state for one in story.duties("forbereda_sig")}[ARBETSMARKNAD] is DutyState.MET


@policy("FM-FORBEREDELSE-10")
def test_an_unprepared_party_stops_no_meeting() -> None:
    assert opening(summoned(), INDIVID).allowed


# --- Relatives, representatives, employers ----------------------------------------------------------------------------


def relative(answer: str | None, suitable: str | None) -> Story:
    """Prepared, with the individual's answer and the chair's view about a relative."""
    story = prepared()
    if answer is not None:
        story.do(BestamDeltagare, INDIVID, deltagare=(RELATIVE,), svar=answer)
    if suitable is not None:
        reason = "intressekonflikt" if suitable == "nej" else None
        story.do(BestamDeltagare, deltagare=(RELATIVE,), lamplig=suitable, skal_kod=reason)
    return story


@policy("FM-FORBEREDELSE-9", "PR-MALGRUPP-2")
@pytest.mark.parametrize("answer", ["nej", None])
def test_no_relative_comes_without_the_individuals_yes(answer: str | None) -> None:
    assert calling(relative(answer, "ja"), (AF, RELATIVE)).norms == ("PR-MALGRUPP-2",)


@policy("FM-FORBEREDELSE-9")
@pytest.mark.parametrize(("suitable", "unknown"), [("nej", False), (None, True)])
def test_no_relative_comes_who_was_not_found_suitable(suitable: str | None, unknown: bool) -> None:
    decision = calling(relative("ja", suitable), (AF, RELATIVE))
    assert decision.norms == ("FM-FORBEREDELSE-9",)
    assert decision.hindrances[0].unknown is unknown


@policy("FM-FORBEREDELSE-9")
@pytest.mark.parametrize(("who", "allowed"), [(ARBETSMARKNAD, True), (INDIVID, False), (AF, False)])
def test_the_chair_judges_whether_a_relative_is_suitable(who: str, allowed: bool) -> None:
    decision = consented().ask(BestamDeltagare, who, deltagare=(RELATIVE,), lamplig="ja")
    assert decision.allowed is allowed
    assert ("FM-FORBEREDELSE-9" in decision.norms) is not allowed


@policy("FM-FORBEREDELSE-9", "PR-OVR-2")
@pytest.mark.parametrize(("whom", "allowed"), [(RELATIVE, True), ("ombud", False), (EMPLOYER, False), (AF, False)])
def test_only_a_relative_is_judged_for_suitability(whom: str, allowed: bool) -> None:
    assert consented().ask(BestamDeltagare, deltagare=(whom,), lamplig="ja").allowed is allowed


@policy("FM-FORBEREDELSE-9")
@pytest.mark.parametrize(("answer", "suitable"), [("ja", None), ("ja", "nej"), ("nej", "ja"), (None, "ja")])
def test_no_other_relative_has_to_be_given_the_chance(answer: str | None, suitable: str | None) -> None:
    assert relative(answer, suitable).duties("ge_narstaende_mojlighet") == ()


@policy("PR-OVR-2")
def test_a_representative_is_called_and_comes_without_being_judged() -> None:
    assert calling(represented(prepared()), (AF, "ombud")).allowed
    assert opening(represented(summoned()), INDIVID, "ombud").allowed


@policy("PR-OVR-2", "PR-MALGRUPP-2")
def test_a_representative_whom_the_individual_has_not_spoken_of_is_neither_called_nor_present() -> None:
    assert calling(prepared(), (AF, "ombud")).norms == ("PR-MALGRUPP-2",)
    assert opening(summoned(), INDIVID, "ombud").norms == ("PR-MALGRUPP-2",)


@policy("PR-OVR-2", "FM-FORBEREDELSE-9")
def test_a_relative_is_no_representative_and_is_judged() -> None:
    assert "FM-FORBEREDELSE-9" in opening(summoned(), INDIVID, RELATIVE).norms


def employed(job: str, answer: str | None = None) -> Story:
    """Prepared; the individual has told whether there is a job, and whether the employer is to come."""
    story = prepared()
    condition = {"enhet": ARBETSMARKNAD, "norm": "PR-OVR-1", "varde": job, "kalla": "individ"}
    story.do(AngeForutsattning, **condition)  # type: ignore[arg-type]  # content by name, beside by and day
    if answer is not None:
        story.do(BestamDeltagare, INDIVID, deltagare=(EMPLOYER,), svar=answer)
    return story


@policy("PR-OVR-1")
@pytest.mark.parametrize(("job", "answer"), [("ja", "ja"), ("ja", "nej"), ("nej", None), ("okant", None)])
def test_no_warning_about_the_employer_when_asked_or_when_no_job_is_known(job: str, answer: str | None) -> None:
    assert found(calling(employed(job, answer)), "PR-OVR-1") == ()


@policy("PR-OVR-1", "PR-MALGRUPP-2")
def test_the_employer_is_invited_only_with_the_individuals_yes() -> None:
    story = employed("ja")
    assert calling(story, (AF, EMPLOYER)).norms == ("PR-MALGRUPP-2",)
    story.do(BestamDeltagare, INDIVID, deltagare=(EMPLOYER,), svar="ja")
    assert calling(story, (AF, EMPLOYER)).allowed


@policy("PR-OVR-1")
def test_an_employer_owes_no_answer_and_never_stays_away_wrongly() -> None:
    story = employed("ja", "ja")
    story.do(UtokaSamtycke, INDIVID, enheter=(EMPLOYER,))
    story.do(Kalla, day=5, **summons((AF, EMPLOYER)))
    assert {one.bearer for one in story.duties("bekrafta_kallelse")} == {AF}
    story.do(OppnaMote, mote=1, narvarande=(INDIVID, ARBETSMARKNAD, AF), day=MEETING_DAY)
    assert story.case.deviations(moment(MEETING_DAY + 30)) == ()


# --- When each party can be called ------------------------------------------------------------------------------------


def stated(unit: str, conditions: dict[str, str], day: float = 5) -> Decision:
    """The decision on calling a unit of which these conditions are known."""
    story = prepared((ARBETSMARKNAD, unit, FK if unit == AF else AF))
    for norm, value in conditions.items():
        story.do(AngeForutsattning, enhet=unit, norm=norm, varde=value, kalla="individ")
    if unit == PSYKIATRI:
        story.do(KontaktaRegion, enhet=unit, day=3)
        story.do(AngeTid, unit, start=moment(MEETING_DAY), day=4)
    return calling(story, (unit,), day)


def of_the_party(decision: Decision, prefix: str) -> dict[str, bool]:
    """The norms of a party that aren't met, and whether that is unknown."""
    return {one.norm: one.unknown for one in decision.findings if one.norm.startswith(prefix)}


BOTH_NO, BOTH_UNKNOWN = {"PR-AF-1": False, "PR-AF-3": False}, {"PR-AF-1": True, "PR-AF-3": True}


@policy("PR-AF-1", "PR-AF-3", "PR-AF-4")
@pytest.mark.parametrize(
    ("chances", "subsidy", "registered", "unmet"),
    [
        ("ja", "nej", "ja", {}),
        ("nej", "ja", "ja", {}),
        ("ja", "okant", "ja", {}),
        ("nej", "nej", "ja", BOTH_NO),
        ("nej", "okant", "ja", BOTH_UNKNOWN),
        ("okant", "nej", "ja", BOTH_UNKNOWN),
        ("okant", "okant", "ja", BOTH_UNKNOWN),
        ("ja", "nej", "nej", {"PR-AF-4": False}),
        ("ja", "nej", "okant", {"PR-AF-4": True}),
        ("nej", "nej", "nej", {**BOTH_NO, "PR-AF-4": False}),
    ],
)
def test_when_arbetsformedlingen_can_be_called(
    chances: str, subsidy: str, registered: str, unmet: dict[str, bool]
) -> None:
    decision = stated(AF, {"PR-AF-1": chances, "PR-AF-3": subsidy, "PR-AF-4": registered})
    assert decision.allowed
    assert of_the_party(decision, "PR-AF") == unmet


@policy("PR-FK-1")
@pytest.mark.parametrize(
    ("capacity", "age", "support", "unmet"),
    [
        ("ja", "ja", "ja", {}),
        ("nej", "ja", "ja", {"PR-FK-1": False}),
        ("ja", "nej", "ja", {"PR-FK-1": False}),
        ("ja", "ja", "nej", {"PR-FK-1": False}),
        ("okant", "ja", "ja", {"PR-FK-1": True}),
        ("ja", "okant", "ja", {"PR-FK-1": True}),
        ("ja", "ja", "okant", {"PR-FK-1": True}),
        ("okant", "nej", "ja", {"PR-FK-1": False}),
    ],
)
def test_forsakringskassan_can_be_called_when_three_things_hold_together(
    capacity: str, age: str, support: str, unmet: dict[str, bool]
) -> None:
    conditions = {"PR-FK-1:arbetsformaga": capacity, "PR-FK-1:alder": age, "PR-FK-1:stod": support}
    decision = stated(FK, {**conditions, "PR-FK-2": "ja"})
    assert decision.allowed
    assert of_the_party(decision, "PR-FK") == unmet


@policy("PR-FK-1")
@pytest.mark.parametrize(("value", "unmet"), [("ja", {}), ("nej", {"PR-FK-1": False}), ("okant", {"PR-FK-1": True})])
def test_a_condition_with_parts_may_be_stated_as_a_whole(value: str, unmet: dict[str, bool]) -> None:
    assert of_the_party(stated(FK, {"PR-FK-1": value, "PR-FK-2": "ja"}), "PR-FK") == unmet


@policy("PR-FK-2", "PR-FK-3")
@pytest.mark.parametrize(
    ("ongoing", "unmet"),
    [("ja", {}), ("nej", {"PR-FK-2": False, "PR-FK-3": False}), ("okant", {"PR-FK-2": True})],
)
def test_without_an_ongoing_case_at_forsakringskassan_the_individual_can_apply(
    ongoing: str, unmet: dict[str, bool]
) -> None:
    decision = stated(FK, {"PR-FK-1": "ja", "PR-FK-2": ongoing})
    assert decision.allowed
    assert of_the_party(decision, "PR-FK") == unmet
    assert {one.cure_by for one in decision.findings if one.norm == "PR-FK-3"} <= {INDIVID}


REG_NO, REG_UNKNOWN = {"PR-REG-2": False, "PR-REG-3": False}, {"PR-REG-2": True, "PR-REG-3": True}


@policy("PR-REG-1", "PR-REG-2", "PR-REG-3")
@pytest.mark.parametrize(
    ("contact", "illness", "information", "coordination", "unmet"),
    [
        ("ja", "ja", "ja", "nej", {}),
        ("ja", "ja", "nej", "ja", {}),
        ("ja", "ja", "ja", "okant", {}),
        ("ja", "ja", "ja", "ja", {}),
        ("nej", "ja", "ja", "ja", {"PR-REG-1": False}),
        ("ja", "nej", "ja", "ja", {"PR-REG-1": False}),
        ("okant", "ja", "ja", "ja", {"PR-REG-1": True}),
        ("ja", "ja", "nej", "nej", REG_NO),
        ("ja", "ja", "nej", "okant", REG_UNKNOWN),
        ("nej", "ja", "nej", "nej", {"PR-REG-1": False, **REG_NO}),
        ("okant", "okant", "okant", "okant", {"PR-REG-1": True, **REG_UNKNOWN}),
    ],
)
def test_when_the_region_can_be_called(
    contact: str, illness: str, information: str, coordination: str, unmet: dict[str, bool]
) -> None:
    parts = {"PR-REG-1:kontakt": contact, "PR-REG-1:sjukdom": illness}
    decision = stated(PSYKIATRI, {**parts, "PR-REG-2": information, "PR-REG-3": coordination})
    assert decision.allowed
    assert of_the_party(decision, "PR-REG") == unmet


@policy("PR-REG-1", "PR-FK-1", "PR-KOMMUN-1")
@pytest.mark.parametrize(
    ("unit", "norm", "part"),
    [
        (PSYKIATRI, "PR-REG-1", "kontakt"),
        (PSYKIATRI, "PR-REG-1", "sjukdom"),
        (FK, "PR-FK-1", "arbetsformaga"),
        (EKONOMI, "PR-KOMMUN-1", "kand"),
    ],
)
@pytest.mark.parametrize(("value", "unmet"), [("nej", True), ("ja", False), ("okant", False)])
def test_a_part_that_is_no_outweighs_the_whole(unit: str, norm: str, part: str, value: str, unmet: bool) -> None:
    decision = stated(unit, {norm: "ja", f"{norm}:{part}": value})
    assert (norm in {one.norm for one in decision.findings}) is unmet


@policy("PR-KOMMUN-1")
@pytest.mark.parametrize(
    ("known", "purpose", "unmet"),
    [
        ("ja", "ja", {}),
        ("nej", "ja", {"PR-KOMMUN-1": False}),
        ("ja", "nej", {"PR-KOMMUN-1": False}),
        ("okant", "ja", {"PR-KOMMUN-1": True}),
        ("nej", "okant", {"PR-KOMMUN-1": False}),
    ],
)
def test_a_municipality_can_be_called_when_it_knows_the_individual_and_there_is_a_purpose(
    known: str, purpose: str, unmet: dict[str, bool]
) -> None:
    decision = stated(EKONOMI, {"PR-KOMMUN-1:kand": known, "PR-KOMMUN-1:syfte": purpose})
    assert decision.allowed
    assert of_the_party(decision, "PR-KOMMUN") == unmet


@policy("PR-AF-1", "PR-AF-3", "PR-AF-4", "PR-FK-1", "PR-FK-2", "PR-REG-1", "PR-REG-2", "PR-REG-3", "PR-KOMMUN-1")
@pytest.mark.parametrize(
    ("unit", "norms"),
    [
        (AF, {"PR-AF-1", "PR-AF-3", "PR-AF-4"}),
        (FK, {"PR-FK-1", "PR-FK-2"}),
        (PSYKIATRI, {"PR-REG-1", "PR-REG-2", "PR-REG-3"}),
        (EKONOMI, {"PR-KOMMUN-1"}),
    ],
)
def test_what_nobody_has_stated_is_unknown_and_only_warns(unit: str, norms: set[str]) -> None:
    decision = stated(unit, {})
    assert decision.allowed
    conditions = [one for one in decision.findings if one.norm.split("-")[1] in {"AF", "FK", "REG", "KOMMUN"}]
    assert {one.norm for one in conditions} == norms
    assert {(one.unknown, one.severity) for one in conditions} == {(True, Severity.WARN)}


@policy("PR-AF-4", "FM-SAMTYCKE-2")
@pytest.mark.parametrize(
    ("source", "unit", "norms"),
    [
        ("individ", AF, ()),
        ("samtycke", AF, ()),
        (None, AF, ("FM-SAMTYCKE-2",)),
        ("individ", FK, ()),
        ("samtycke", FK, ("FM-SAMTYCKE-2",)),
    ],
)
def test_what_is_known_of_the_individual_comes_from_the_individual_or_under_the_consent(
    source: str | None, unit: str, norms: tuple[str, ...]
) -> None:
    norm = "PR-AF-4" if unit == AF else "PR-FK-2"
    assert consented().ask(AngeForutsattning, enhet=unit, norm=norm, varde="ja", kalla=source).norms == norms


@policy("PR-AF-4", "FM-SAMTYCKE-2")
@pytest.mark.parametrize(("day", "norms"), [(10, ()), (11, ("FM-SAMTYCKE-2",))])
def test_nothing_is_learned_under_a_consent_that_has_run_out(day: int, norms: tuple[str, ...]) -> None:
    story = consented(giltigt_till=on(10))
    content = {"enhet": AF, "norm": "PR-AF-4", "varde": "ja"}
    assert story.ask(AngeForutsattning, day=day, kalla="samtycke", **content).norms == norms
    assert story.ask(AngeForutsattning, day=day, kalla="individ", **content).norms == norms
    assert story.ask(AngeForutsattning, INDIVID, day=day, **content).allowed


@policy("PR-AF-4")
@pytest.mark.parametrize(("first", "then", "unmet"), [("nej", "ja", {}), ("ja", "nej", {"PR-AF-4": False})])
def test_the_latest_statement_counts(first: str, then: str, unmet: dict[str, bool]) -> None:
    story = prepared()
    story.do(AngeForutsattning, enhet=AF, norm="PR-AF-1", varde="ja", kalla="individ")
    for value in (first, then):
        story.do(AngeForutsattning, enhet=AF, norm="PR-AF-4", varde=value, kalla="individ")
    assert of_the_party(calling(story), "PR-AF") == unmet


@policy("FF-INNEHALL-1")
@pytest.mark.parametrize(
    ("content", "norms"),
    [
        ({"enhet": AF, "norm": "PR-AF-4"}, ()),
        ({"enhet": AF}, ("FF-INNEHALL-1",)),
        ({"norm": "PR-AF-4"}, ("FF-INNEHALL-1",)),
        ({"enhet": AF, "norm": "PR-FK-2"}, ("FF-INNEHALL-1",)),
    ],
)
def test_a_statement_names_a_unit_and_a_condition_of_its_party(content: dict[str, Any], norms: tuple[str, ...]) -> None:
    assert consented().ask(AngeForutsattning, varde="ja", kalla="individ", **content).norms == norms


@policy("PR-AF-1", "FM-ANSVAR-2")
@pytest.mark.parametrize(("by", "norms"), [(ARBETSMARKNAD, ()), (AF, ()), (EMPLOYER, ("FM-ANSVAR-2",))])
def test_a_unit_of_a_party_states_the_conditions(by: str, norms: tuple[str, ...]) -> None:
    content = {"enhet": AF, "norm": "PR-AF-1", "varde": "ja", "kalla": "individ"}
    assert consented().ask(AngeForutsattning, by, None, **content).norms == norms


@policy("PR-AF-1")
def test_a_condition_is_yes_no_or_unknown_and_has_no_room_for_why() -> None:
    with pytest.raises(EventError):
        consented().ask(AngeForutsattning, enhet=AF, norm="PR-AF-1", varde="nedsatt syn", kalla="individ")
    with pytest.raises(EventError):
        consented().ask(AngeForutsattning, enhet=AF, norm="PR-AF-2", varde="ja", kalla="individ")


# --- Which parties --------------------------------------------------------------------------------------------------


@policy("FM-BAKGRUND-3", "PR-BAKGRUND-2")
@pytest.mark.parametrize(
    ("units", "to", "severities"),
    [
        ((ARBETSMARKNAD, PSYKIATRI), (PSYKIATRI,), ("note",)),
        ((ARBETSMARKNAD, PSYKIATRI, AF), (PSYKIATRI, AF), ()),
        ((ARBETSMARKNAD, PSYKIATRI, EMPLOYER), (PSYKIATRI, EMPLOYER), ()),
        ((ARBETSMARKNAD, AF), (AF,), ()),
    ],
)
def test_with_the_region_and_the_municipality_alone_a_sip_may_do_which_is_advice(
    units: tuple[str, ...], to: tuple[str, ...], severities: tuple[str, ...]
) -> None:
    story = prepared(units)
    if PSYKIATRI in units:
        story.do(KontaktaRegion, enhet=PSYKIATRI, day=3)
        story.do(AngeTid, PSYKIATRI, start=moment(MEETING_DAY), day=4)
    decision = calling(story, to)
    assert decision.allowed
    assert found(decision, "FM-BAKGRUND-3") == severities


@policy("PR-DEF-1")
@pytest.mark.parametrize(("to", "severities"), [(AF, ()), (EKONOMI, ("warn",))])
def test_a_meeting_with_one_organisation_beside_the_individual_warns(to: str, severities: tuple[str, ...]) -> None:
    decision = calling(prepared((ARBETSMARKNAD, to)), (to,))
    assert decision.allowed
    assert found(decision, "PR-DEF-1") == severities


# --- The Region first -------------------------------------------------------------------------------------------------


def region_wanted(overlay: dict[str, Any] | None = None) -> Story:
    """Prepared, with Arbetsförmedlingen and psychiatric care wanted."""
    return prepared((ARBETSMARKNAD, AF, PSYKIATRI), overlay)


def region_asked(day: float = 3, overlay: dict[str, Any] | None = None) -> Story:
    """The Region has been contacted too."""
    story = region_wanted(overlay)
    story.do(KontaktaRegion, enhet=PSYKIATRI, day=day)
    return story


@policy("FM-BOKNING-1")
def test_a_meeting_without_the_region_waits_for_nobodys_time() -> None:
    assert calling(prepared()).allowed


@policy("FM-BOKNING-1")
@pytest.mark.parametrize(("unit", "allowed"), [(PSYKIATRI, True), (AF, False), (None, False)])
def test_contacting_the_region_is_contacting_a_unit_of_the_region(unit: str | None, allowed: bool) -> None:
    decision = region_wanted().ask(KontaktaRegion, enhet=unit)
    assert decision.allowed is allowed
    assert ("FM-BOKNING-1" in decision.norms) is not allowed


@policy("FM-BOKNING-3")
def test_contacting_the_region_opens_its_booking_and_the_time_meets_it() -> None:
    story = region_asked()
    (duty,) = story.duties("boka_tid")
    assert (duty.state, {duty.bearer, duty.counterpart}) == (DutyState.OPEN, {PSYKIATRI, ARBETSMARKNAD})
    story.do(AngeTid, PSYKIATRI, start=moment(MEETING_DAY))
    assert states(story, "boka_tid") == [DutyState.MET]


@policy("FM-BOKNING-3", "FM-BOKNING-2", "PR-FORB-2")
@pytest.mark.parametrize(("asked", "duty"), [(False, "kontakta_regionen"), (True, "boka_tid")])
def test_nothing_is_to_be_booked_with_the_region_for_a_meeting_that_has_begun(asked: bool, duty: str) -> None:
    story = everywhere()["atgarder"]
    story.do(Forbered, individen_medverkar="ja", behov_onskemal="ja")
    story.do(Kalla, **summons((AF, EKONOMI), 150))
    story.do(UtokaSamtycke, INDIVID, enheter=(PSYKIATRI,))
    story.do(BestamDeltagare, INDIVID, deltagare=(PSYKIATRI,), svar="ja")
    if asked:
        story.do(KontaktaRegion, enhet=PSYKIATRI)
    assert states(story, duty) == [DutyState.OPEN]
    story.do(OppnaMote, narvarande=(INDIVID, ARBETSMARKNAD, AF, EKONOMI), day=150)
    assert states(story, duty) == [DutyState.LAPSED]


@policy("FM-BOKNING-4")
def test_when_the_region_gives_another_time_the_latest_counts() -> None:
    story = with_region()
    story.do(AngeTid, PSYKIATRI, start=moment(67))
    assert calling(story, (AF,)).norms == ("FM-BOKNING-4",)
    assert story.ask(Kalla, day=5, **summons((AF,), 67)).allowed


@policy("PR-REG-4", "PR-REG-5")
@pytest.mark.parametrize(
    ("content", "norms"),
    [
        ({}, set()),
        ({"vardniva": "primarvard"}, {"PR-REG-4"}),
        ({"representant_utsedd": "ja"}, {"PR-REG-5"}),
        ({"vardniva": "primarvard", "representant_utsedd": "nej"}, {"PR-REG-4", "PR-REG-5"}),
    ],
)
def test_nobody_but_the_region_chooses_its_care_level_and_its_representative(
    content: dict[str, Any], norms: set[str]
) -> None:
    assert set(prepared().ask(AngeTid, start=moment(MEETING_DAY), **content).norms) == norms
    assert region_asked().ask(AngeTid, PSYKIATRI, start=moment(MEETING_DAY), **content).allowed


@policy("PR-REG-4", "PR-MALGRUPP-2")
def test_the_region_chooses_among_the_units_that_the_individual_agreed_to() -> None:
    story = region_asked()
    assert not story.ask(AngeTid, PRIMARVARD, start=moment(MEETING_DAY), vardniva="primarvard").allowed
    story.do(UtokaSamtycke, INDIVID, enheter=(PRIMARVARD,))
    assert not story.ask(AngeTid, PRIMARVARD, start=moment(MEETING_DAY), vardniva="primarvard").allowed
    story.do(BestamDeltagare, INDIVID, deltagare=(PRIMARVARD,), svar="ja")
    assert story.ask(AngeTid, PRIMARVARD, start=moment(MEETING_DAY), vardniva="primarvard").allowed


# --- Notice -----------------------------------------------------------------------------------------------------------


def short(decision: Decision, norm: str) -> list[tuple[str, int]]:
    """How severe it is, and how many days are missing."""
    return [(one.severity.value, values_of(one)["days"]) for one in decision.findings if one.norm == norm]


@policy("FM-BOKNING-5")
@pytest.mark.parametrize(("day", "missing"), [(25, []), (26, [("warn", 1)]), (53, [("warn", 28)])])
def test_others_have_about_five_weeks_from_the_day_that_the_summons_is_sent(
    day: int, missing: list[tuple[str, int]]
) -> None:
    decision = calling(prepared(), day=day)
    assert decision.allowed
    assert short(decision, "FM-BOKNING-5") == missing


@policy("PR-FORB-3")
@pytest.mark.parametrize(("day", "missing"), [(25, []), (27, [("warn", 2)])])
def test_others_have_about_five_weeks_also_when_care_takes_part(day: int, missing: list[tuple[str, int]]) -> None:
    decision = calling(with_region(), (AF,), day)
    assert decision.allowed
    assert short(decision, "PR-FORB-3") == missing
    assert short(decision, "FM-BOKNING-5") == []


@policy("PR-FORB-3", "FM-BOKNING-2")
def test_the_regions_notice_is_its_first_contact_and_not_its_summons() -> None:
    assert short(calling(with_region(), (PSYKIATRI,), 40), "PR-FORB-3") == []


@policy("FM-BOKNING-2", "PR-FORB-2")
@pytest.mark.parametrize(("day", "missing"), [(18, []), (19, [("warn", 1)]), (32, [("warn", 14)])])
def test_the_region_has_about_six_weeks_from_the_first_contact(day: int, missing: list[tuple[str, int]]) -> None:
    decision = region_asked(day).ask(AngeTid, PSYKIATRI, start=moment(MEETING_DAY))
    assert decision.allowed
    assert short(decision, "FM-BOKNING-2") == missing


@policy("FM-BOKNING-2", "PR-FORB-2")
def test_a_second_contact_does_not_shorten_the_regions_notice() -> None:
    story = region_asked(3)
    story.do(KontaktaRegion, enhet=PSYKIATRI, day=40)
    assert short(story.ask(AngeTid, PSYKIATRI, start=moment(MEETING_DAY)), "FM-BOKNING-2") == []


@policy("FM-BOKNING-2", "PR-FORB-2")
@pytest.mark.parametrize(("tolerance", "missing"), [(2, [("note", 2)]), (1, [("warn", 2)])])
def test_within_the_tolerance_the_regions_short_notice_is_only_noted(
    tolerance: int, missing: list[tuple[str, int]]
) -> None:
    story = region_asked(20, {"parameter": {"lead_time_tolerance_days": tolerance}})
    assert short(story.ask(AngeTid, PSYKIATRI, start=moment(MEETING_DAY)), "FM-BOKNING-2") == missing


@policy("FM-BOKNING-5")
@pytest.mark.parametrize(("tolerance", "missing"), [(3, [("note", 3)]), (2, [("warn", 3)])])
def test_within_the_tolerance_short_notice_to_others_is_only_noted(
    tolerance: int, missing: list[tuple[str, int]]
) -> None:
    story = prepared(overlay={"parameter": {"lead_time_tolerance_days": tolerance}})
    assert short(calling(story, day=28), "FM-BOKNING-5") == missing


@policy("FM-BOKNING-5")
@pytest.mark.parametrize(("weeks", "missing"), [(8, [("warn", 1)]), (7, []), (0, [])])
def test_an_organisation_may_choose_another_notice_to_others(weeks: int, missing: list[tuple[str, int]]) -> None:
    story = prepared(overlay={"parameter": {"lead_time_weeks_others": weeks}})
    assert short(calling(story, day=5), "FM-BOKNING-5") == missing  # 55 days before the meeting


@policy("FM-BOKNING-2", "PR-FORB-2")
@pytest.mark.parametrize(("weeks", "missing"), [(9, [("warn", 6)]), (8, [])])
def test_an_organisation_may_choose_another_notice_to_the_region(weeks: int, missing: list[tuple[str, int]]) -> None:
    story = region_asked(3, {"parameter": {"lead_time_weeks_region": weeks}})
    assert short(story.ask(AngeTid, PSYKIATRI, start=moment(MEETING_DAY)), "FM-BOKNING-2") == missing


@policy("FM-BOKNING-5")
@pytest.mark.parametrize(("day", "missing"), [(23, []), (24, [("warn", 1)])])
def test_notice_may_count_from_when_the_letter_arrives(day: int, missing: list[tuple[str, int]]) -> None:
    parameters = {"lead_time_anchor": "received", "postal_days": 2}  # Wednesday day 23, and there on Friday day 25
    assert short(calling(prepared(overlay={"parameter": parameters}), day=day), "FM-BOKNING-5") == missing


@policy("FM-BOKNING-5")
@pytest.mark.parametrize(
    ("how", "due"), [("back", date(2026, 4, 2)), ("forward", date(2026, 4, 7)), ("none", date(2026, 4, 3))]
)
def test_a_latest_day_that_is_no_working_day_moves_back_so_that_the_notice_is_kept(how: str, due: date) -> None:
    story = prepared(overlay={"parameter": {"roll": how}})
    day = (date(2026, 5, 8) - on(0)).days  # five weeks before is Good Friday
    story.do(AngeTid, start=moment(day))
    assert duty_to_call(story, AF).due == due


@policy("FM-BOKNING-2", "FM-BOKNING-1", "PR-FORB-2")
@pytest.mark.parametrize("void", [BokaOm, StallIn])
def test_a_meeting_that_is_rebooked_or_cancelled_takes_a_new_contact_with_the_region(void: Any) -> None:
    story = with_region()
    story.do(Kalla, day=5, **summons((AF, PSYKIATRI)))
    story.do(void, mote=1)
    assert states(story, "kontakta_regionen") == [DutyState.OPEN, DutyState.MET]
    assert "FM-BOKNING-1" in story.ask(Kalla, **summons((AF,), 90)).norms


@policy("FM-BOKNING-2", "PR-FORB-2")
@pytest.mark.parametrize(
    ("day", "how", "due"),
    [(on(150), "back", date(2026, 4, 30)), (date(2026, 6, 12), "back", date(2026, 4, 30))],
)
def test_the_latest_day_to_contact_the_region_moves_back_to_a_working_day(day: date, how: str, due: date) -> None:
    story = everywhere()["atgarder"]
    story.do(BokaUppfoljning, datum=day, sammankallande=ARBETSMARKNAD)
    story.do(UtokaSamtycke, INDIVID, enheter=(PSYKIATRI,))
    story.do(BestamDeltagare, INDIVID, deltagare=(PSYKIATRI,), svar="ja")
    (duty,) = story.duties("kontakta_regionen")
    assert duty.due == due  # six weeks before Friday 12 June 2026 is the first of May


@policy("FM-BOKNING-2", "FM-BOKNING-5", "PR-FORB-2", "PR-FORB-3")
@pytest.mark.parametrize("norm", ["FM-BOKNING-2", "FM-BOKNING-5", "PR-FORB-3"])
def test_notice_is_a_target_and_no_norm_of_it_stops_anything(norm: str) -> None:
    assert FLERPARTSMOTE.rules().norms[norm].severity_at("kalla") is Severity.WARN
    assert FLERPARTSMOTE.rules().norms[norm].severity_at("ange_tid") is Severity.WARN


# --- The answer -------------------------------------------------------------------------------------------------------


@policy("PR-FORB-1", "FM-SAMTYCKE-8")
@pytest.mark.parametrize(("last", "allowed"), [(5, True), (4, False)])
def test_the_consent_is_there_before_anybody_is_called(last: int, allowed: bool) -> None:
    assert calling(prepared(giltigt_till=on(last))).allowed is allowed


def test_a_summons_that_lacks_everything_is_told_everything_at_once() -> None:
    story = consented((ARBETSMARKNAD, AF, PSYKIATRI))
    story.do(BestamDeltagare, INDIVID, deltagare=(AF, PSYKIATRI), svar="ja")
    decision = story.ask(Kalla, till=(AF, FK, RELATIVE), kanal="e_post", mote=7)
    assert set(decision.norms) == {
        "FM-SAMTYCKE-2",  # Försäkringskassan isn't covered
        "PR-MALGRUPP-2",  # nobody has asked about it, or about the relative
        "FM-FORBEREDELSE-9",  # the relative isn't judged suitable
        "FM-FORBEREDELSE-4",  # not prepared together
        "FM-BOKNING-1",  # the Region has given no time
        "FM-KALLELSE-1",  # never by e-mail
        "FM-KALLELSE-7",
        "FM-KALLELSE-8",
        "FM-KALLELSE-9",
        "FM-KALLELSE-10",
        "FM-KALLELSE-11",
        "FF-MOTE-1",  # it is the first meeting, not the seventh
    }
    assert decision.state is decision.before
    for lang in ("sv", "en"):
        assert all(norm in decision.explain(lang) for norm in decision.norms)


def test_what_only_warns_is_told_all_at_once_too() -> None:
    decision = calling(employed("ja"), day=40)
    assert decision.allowed
    warned = {"FM-BOKNING-5", "PR-AF-1", "PR-AF-3", "PR-AF-4", "PR-KOMMUN-1", "PR-OVR-1"}
    assert {one.norm for one in decision.remarks} == warned


def test_a_time_that_lacks_everything_is_told_everything_at_once() -> None:
    decision = region_wanted().ask(AngeTid, AF, vardniva="primarvard", representant_utsedd="ja")
    assert set(decision.norms) == {"FM-BOKNING-1", "FM-BOKNING-3", "PR-REG-4", "PR-REG-5"}


CURES: dict[str, tuple[Callable[[], Decision], str, str | None, str | None]] = {
    "not together": (lambda: calling(with_part("nej")), "FM-FORBEREDELSE-4", "ordforande", "forbered"),
    "no answer": (lambda: calling(answered(None), (FK,)), "PR-MALGRUPP-2", INDIVID, "bestam_deltagare"),
    "said no": (lambda: calling(answered("nej"), (FK,)), "PR-MALGRUPP-2", None, None),
    "not suitable": (
        lambda: calling(relative("ja", "nej"), (AF, RELATIVE)),
        "FM-FORBEREDELSE-9",
        "ordforande",
        "bestam_deltagare",
    ),
    "not the individual": (
        lambda: consented().ask(BestamDeltagare, deltagare=(AF,), svar="ja"),
        "PR-MALGRUPP-2",
        INDIVID,
        "bestam_deltagare",
    ),
    "not there": (lambda: opening(summoned()), "FM-FORBEREDELSE-2", INDIVID, "bestam_deltagare"),
    "region not asked": (
        lambda: region_wanted().ask(AngeTid, PSYKIATRI, start=moment(60)),
        "FM-BOKNING-1",
        "sammankallande",
        "kontakta_region",
    ),
    "no time from the region": (lambda: calling(region_asked(), (AF,)), "FM-BOKNING-1", "region", "ange_tid"),
    "another time": (
        lambda: calling(with_region(), (AF,), start=moment(61), slut=None),
        "FM-BOKNING-4",
        "sammankallande",
        "kalla",
    ),
    "needs not talked through": (
        lambda: consented().ask(Forbered, individen_medverkar="ja"),
        "FM-FORBEREDELSE-7",
        "ordforande",
        "forbered",
    ),
    "employer": (lambda: calling(employed("ja")), "PR-OVR-1", INDIVID, "bestam_deltagare"),
}


@pytest.mark.parametrize("case", CURES)
def test_each_finding_says_who_can_cure_it_and_how(case: str) -> None:
    ask, norm, by, cure = CURES[case]
    (finding,) = (one for one in ask().findings if one.norm == norm)
    assert (finding.cure_by, finding.cure) == (by, cure)


@pytest.mark.parametrize("case", CURES)
def test_every_finding_of_an_answer_is_told_in_both_languages(case: str) -> None:
    decision = CURES[case][0]()
    for finding in decision.findings:
        assert finding.norm in decision.explain("sv")
        assert finding.norm in decision.explain("en")


@pytest.mark.parametrize("norm", ["FM-FORBEREDELSE-2", "FM-FORBEREDELSE-8", "FM-FORBEREDELSE-9", "PR-MALGRUPP-2"])
def test_no_organisation_can_lower_what_is_the_individuals_to_decide(norm: str) -> None:
    with pytest.raises(RulesError):
        FLERPARTSMOTE.rules(overlay={"norm": {norm: {"severity": "note"}}})


def test_the_case_goes_on_when_what_was_missing_is_cured() -> None:
    story = region_wanted()
    assert not calling(story, (AF,)).allowed
    story.do(KontaktaRegion, enhet=PSYKIATRI, day=3)
    story.do(AngeTid, PSYKIATRI, start=moment(MEETING_DAY), day=4)
    assert calling(story, (AF,)).allowed
    assert meeting().case.phase == "mote"
