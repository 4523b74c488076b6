"""What an answer holds for: the time, place, purpose and list of a summons, the day of a follow-up (A53); and A41."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from flerpart_flow.routines.flerpartsmote import (
    AngeTid,
    Avboj,
    AvbrytMote,
    Bekrafta,
    BokaOm,
    BokaUppfoljning,
    Kalla,
    OppnaMote,
    Ratta,
)
from flerpart_flow.samverkan.mote.meeting import Reply
from tests.policy import policy
from tests.stories import (
    AF,
    ARBETSMARKNAD,
    EKONOMI,
    FOLLOW_UP_DAY,
    INDIVID,
    MEETING_DAY,
    PSYKIATRI,
    Story,
    found,
    measures,
    moment,
    on,
    prepared,
    summoned,
    summons,
    with_region,
)

PURPOSES = dict.fromkeys((AF, EKONOMI), "Planera vägen till arbete")
MOVED: dict[str, dict[str, Any]] = {
    "start": {"start": moment(MEETING_DAY + 2).isoformat(), "slut": moment(MEETING_DAY + 2.1).isoformat()},
    "hour": {"start": moment(MEETING_DAY + 0.02).isoformat()},
    "end": {"slut": moment(MEETING_DAY + 0.2).isoformat()},
    "place": {"plats": "Sal 2"},
    "purpose": {"syfte": {**PURPOSES, AF: "Ordna praktik"}},
    "list": {"inbjudna": ["handläggare"]},
}


def line_of(story: Story, kind: type) -> int:
    """The number of the latest line of a kind."""
    return max(nr for nr, line in enumerate(story.case.lines, start=1) if isinstance(line, kind))


def corrected(story: Story, ratt: dict[str, Any] | None, kind: type = Kalla, day: float | None = None) -> Any:
    """Correct the latest line of a kind."""
    return story.do(Ratta, ror=line_of(story, kind), skal_kod="felskrivning", ratt=ratt, day=day)


def replies(story: Story) -> dict[str, Reply]:
    """What each of those called has said."""
    return {one.actor: one.reply for one in story.case.facts.meeting.recipients}


def answered() -> Story:
    """Both are called; AF has confirmed, EKONOMI declined."""
    story = summoned()
    story.do(Bekrafta, AF)
    story.do(Avboj, EKONOMI, skal_kod="tid")
    return story


@policy("FM-KALLELSE-3", "FM-KALLELSE-7")
@pytest.mark.parametrize("what", [one for one in MOVED if one != "purpose"])
def test_a_correction_of_time_place_or_list_lets_every_answer_fall_and_says_so(what: str) -> None:
    story = answered()
    decision = corrected(story, MOVED[what])
    assert found(decision, "FM-KALLELSE-3") == ("warn",)
    assert {one.cure for one in decision.findings if one.norm == "FM-KALLELSE-3"} == {BokaOm.name}
    assert set(replies(story).values()) == {Reply.NONE}
    assert {duty.state for duty in story.duties("bekrafta_kallelse")} == {"open"}


@policy("FM-KALLELSE-8")
def test_another_purpose_concerns_the_one_that_it_is_for() -> None:
    story = answered()
    decision = corrected(story, MOVED["purpose"])
    assert [dict(one.values)["units"] for one in decision.findings if one.norm == "FM-KALLELSE-3"] == [(AF,)]
    assert replies(story) == {AF: Reply.NONE, EKONOMI: Reply.DECLINED}


@policy("FM-KALLELSE-3")
@pytest.mark.parametrize("ratt", [{"kanal": "digital_post"}, {"kontakt": "katalogpost 13"}, {"plats": " Sal 1 "}])
def test_what_an_answer_does_not_concern_lets_none_fall(ratt: dict[str, Any]) -> None:
    story = answered()
    assert found(corrected(story, ratt), "FM-KALLELSE-3") == ()
    assert replies(story) == {AF: Reply.CONFIRMED, EKONOMI: Reply.DECLINED}


@policy("FM-KALLELSE-3")
def test_filling_in_what_was_empty_lets_no_answer_fall() -> None:
    story = prepared()
    story.do(Kalla, day=5, **summons(slut=None))
    story.do(Bekrafta, AF)
    assert found(corrected(story, {"slut": moment(MEETING_DAY + 0.1).isoformat()}), "FM-KALLELSE-3") == ()
    assert replies(story)[AF] is Reply.CONFIRMED


@policy("FM-KALLELSE-3")
def test_an_answer_to_the_corrected_summons_counts_again() -> None:
    story = answered()
    corrected(story, MOVED["place"])
    story.do(Bekrafta, AF)
    story.do(Bekrafta, EKONOMI)
    assert set(replies(story).values()) == {Reply.CONFIRMED}
    assert {duty.state for duty in story.duties("bekrafta_kallelse")} == {"met"}


@policy("FM-KALLELSE-3")
def test_a_second_correction_lets_the_answers_to_the_first_fall() -> None:
    story = answered()
    corrected(story, MOVED["place"])
    story.do(Bekrafta, AF)
    corrected(story, {"plats": "Sal 3"})
    assert replies(story)[AF] is Reply.NONE


@policy("FM-KALLELSE-3")
def test_an_answer_given_before_the_correction_and_recorded_after_it_was_to_the_old_summons() -> None:
    story = summoned()
    corrected(story, MOVED["place"], day=20)
    decision = story.do(Bekrafta, AF, day=10, recorded_at=moment(21))
    assert found(decision, "FM-KALLELSE-3") == ("warn",)
    assert replies(story)[AF] is Reply.NONE


def ended(story: Story, day: float, present: tuple[str, ...] = (INDIVID, ARBETSMARKNAD, AF)) -> set[str]:
    """Who is proposed as absent once the meeting has been held on a day with these."""
    story.do(OppnaMote, narvarande=present, mote=1, day=day)
    story.do(AvbrytMote, skal_kod="tid")
    return {one.unit for one in story.case.deviations(moment(day + 1)) if one.kind == "utebliven"}


@policy("FM-AVVIK-4")
@pytest.mark.parametrize("confirmed", [True, False])
@pytest.mark.parametrize(("what", "day"), [("start", MEETING_DAY + 2), ("hour", MEETING_DAY + 0.02)])
def test_nobody_is_absent_from_a_time_that_they_were_not_told_of(what: str, day: float, confirmed: bool) -> None:
    story = summoned()
    if confirmed:
        story.do(Bekrafta, EKONOMI)
    corrected(story, MOVED[what])
    assert ended(story, day) == set()


@policy("FM-AVVIK-4")
def test_whoever_answers_to_the_new_time_knows_it_and_may_be_absent() -> None:
    story = summoned()
    corrected(story, MOVED["start"])
    story.do(Bekrafta, EKONOMI)
    assert ended(story, MEETING_DAY + 2) == {EKONOMI}


@policy("FM-AVVIK-4")
def test_whoever_is_called_and_stays_away_is_absent() -> None:
    assert ended(summoned(), MEETING_DAY) == {EKONOMI}


@policy("FM-AVVIK-4", "FM-KALLELSE-7")
@pytest.mark.parametrize(
    "ratt", [MOVED["start"], MOVED["hour"], MOVED["place"], {"till": [AF], "syfte": {AF: "Planera vägen till arbete"}}]
)
def test_a_correction_after_the_start_washes_no_absence_away(ratt: dict[str, Any]) -> None:
    story = summoned()
    assert ended(story, MEETING_DAY) == {EKONOMI}
    corrected(story, ratt, day=MEETING_DAY + 1)
    proposed = {one.unit for one in story.case.deviations(moment(MEETING_DAY + 2)) if one.kind == "utebliven"}
    assert proposed == {EKONOMI}


@policy("FM-KALLELSE-7")
def test_a_summons_is_not_struck_once_somebody_was_absent() -> None:
    story = summoned()
    ended(story, MEETING_DAY)
    line = line_of(story, Kalla)
    assert story.ask(Ratta, ror=line, skal_kod="felskrivning").norms == ("FM-KALLELSE-7",)
    assert summoned().ask(Ratta, ror=line, skal_kod="felskrivning").allowed


@policy("FM-KALLELSE-3")
def test_a_confirmation_after_the_start_is_kept_when_the_summons_is_corrected_then() -> None:
    story = answered()
    story.do(OppnaMote, narvarande=(INDIVID, ARBETSMARKNAD, AF), mote=1, day=MEETING_DAY)
    decision = corrected(story, MOVED["place"], day=MEETING_DAY + 0.1)
    assert found(decision, "FM-KALLELSE-7") == ("warn",)
    assert replies(story) == {AF: Reply.CONFIRMED, EKONOMI: Reply.DECLINED}


# --- The day of a follow-up --------------------------------------------------------------------------------------


@policy("FM-KALLELSE-7", "FM-UPPFOLJ-1")
def test_a_follow_up_whose_day_is_corrected_is_known_to_nobody() -> None:
    story = measures()
    later = on(FOLLOW_UP_DAY + 7).isoformat()
    decision = corrected(story, {"datum": later}, BokaUppfoljning)
    assert "warn" in found(decision, "FM-KALLELSE-7")
    assert story.case.facts.follow_up.informed == set()
    there = (INDIVID, ARBETSMARKNAD, AF)
    assert story.ask(OppnaMote, narvarande=there, day=FOLLOW_UP_DAY + 7).norms == ("FM-UPPFOLJ-1",)


@policy("FM-UPPFOLJ-1")
def test_a_follow_up_whose_convener_is_corrected_is_known_as_before() -> None:
    story = measures()
    corrected(story, {"sammankallande": AF}, BokaUppfoljning)
    assert {AF, EKONOMI} <= story.case.facts.follow_up.informed


@policy("FM-AVVIK-4")
@pytest.mark.parametrize("moved", [False, True])
def test_the_day_of_a_follow_up_corrected_afterwards_washes_no_absence_away(moved: bool) -> None:
    story = measures()
    story.do(OppnaMote, narvarande=(INDIVID, ARBETSMARKNAD, AF), mote=2, day=FOLLOW_UP_DAY)
    story.do(AvbrytMote, skal_kod="tid")
    if moved:
        corrected(story, {"datum": on(FOLLOW_UP_DAY + 7).isoformat()}, BokaUppfoljning, day=FOLLOW_UP_DAY + 1)
    proposed = {one.unit for one in story.case.deviations(moment(FOLLOW_UP_DAY + 2)) if one.kind == "utebliven"}
    assert proposed == {EKONOMI}


# --- The list of those invited, and times ------------------------------------------------------------------------


@policy("FM-KALLELSE-10")
@pytest.mark.parametrize(
    ("approved", "said", "unknown"), [("ja", (), []), ("nej", ("warn",), [False]), ("okant", ("warn",), [True])]
)
def test_the_individual_approves_the_list_of_those_invited(approved: str, said: Any, unknown: list[bool]) -> None:
    decision = prepared().ask(Kalla, day=5, **summons(lista_godkand=approved))
    assert decision.allowed
    assert found(decision, "FM-KALLELSE-10") == said
    assert [one.unknown for one in decision.findings if one.norm == "FM-KALLELSE-10"] == unknown


@policy("FM-KALLELSE-10")
def test_a_list_that_is_missing_is_refused_whatever_was_approved() -> None:
    assert prepared().ask(Kalla, day=5, **summons(inbjudna=())).norms == ("FM-KALLELSE-10",)


def region_gives(**time: Any) -> Any:
    """The decision on a time that the Region gives."""
    return with_region().ask(AngeTid, PSYKIATRI, day=6, plats="Sal 1", **time)


@policy("FM-BOKNING-3")
@pytest.mark.parametrize(("hours", "norms"), [(-1, ("FM-BOKNING-3",)), (0, ("FM-BOKNING-3",)), (1, ()), (24, ())])
def test_a_time_that_is_given_ends_after_it_starts(hours: float, norms: tuple[str, ...]) -> None:
    start = moment(MEETING_DAY)
    assert region_gives(start=start, slut=start + timedelta(hours=hours)).norms == norms


@policy("FM-BOKNING-3")
@pytest.mark.parametrize(
    ("start", "hours", "said"), [(60, 24, ()), (60, 25, ("warn",)), (60, 8760, ("warn",)), (3, 1, ("warn",))]
)
def test_a_time_longer_than_a_day_or_passed_is_told_of(start: float, hours: float, said: tuple[str, ...]) -> None:
    decision = region_gives(start=moment(start), slut=moment(start) + timedelta(hours=hours))
    assert found(decision, "FM-BOKNING-3") == said


@policy("FM-KALLELSE-7")
@pytest.mark.parametrize(("hours", "said"), [(-1, ("block",)), (1, ()), (24, ()), (30, ("warn",)), (8760, ("warn",))])
def test_a_summons_has_a_span_like_any_other_time(hours: float, said: tuple[str, ...]) -> None:
    start = moment(MEETING_DAY)
    decision = prepared().ask(Kalla, day=5, **summons(slut=start + timedelta(hours=hours)))
    assert found(decision, "FM-KALLELSE-7") == said


@policy("FM-BOKNING-4")
@pytest.mark.parametrize(("hours", "said"), [(1, ()), (2, ("warn",)), (None, ())])
def test_an_end_that_differs_from_the_regions_is_told_of(hours: float | None, said: tuple[str, ...]) -> None:
    story = with_region()
    start = moment(MEETING_DAY)
    story.do(AngeTid, PSYKIATRI, start=start, slut=start + timedelta(hours=1), plats="Sal 1", day=5)
    end = None if hours is None else start + timedelta(hours=hours)
    decision = story.ask(Kalla, day=6, **summons((AF, PSYKIATRI), slut=end))
    assert decision.allowed
    assert found(decision, "FM-BOKNING-4") == said
