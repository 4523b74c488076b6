"""The neutral notice is owed until it is given or moot, can be given wherever it is owed, and cancels nothing else."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from flerpart_flow.routines.flerpartsmote import (
    AterkallaSamtycke,
    AvbrytMote,
    Avsluta,
    BegransaSamtycke,
    BestamDeltagare,
    DokumenteraSamtycke,
    Forbered,
    GeSamtycke,
    Informera,
    Kalla,
    OppnaMote,
    Ratta,
    StallIn,
    UtokaSamtycke,
)
from tests.policy import policy
from tests.stories import (
    AF,
    ARBETSMARKNAD,
    EKONOMI,
    FK,
    INDIVID,
    MEETING_DAY,
    TOPICS,
    Story,
    consented,
    measures,
    moment,
    on,
    summoned,
    summons,
)


def owed(story: Story) -> set[tuple[str | None, int]]:
    """Who is to be told that which meeting is cancelled."""
    found = story.case.duties(moment(story.day))
    named = (one for one in found if one.name == "ge_neutralt_besked" and one.state.value in ("open", "late"))
    return {(one.counterpart, one.about) for one in named}


def back(units: Iterable[str] = (AF, EKONOMI)) -> Story:
    """Phase forberedelse, day 22: a withdrawal cancelled meeting 1, nobody was told, and there is a new consent."""
    story = summoned((AF, EKONOMI))
    story.do(AterkallaSamtycke, INDIVID, day=20)
    story.do(Informera, anpassning=("lattlast",), day=21)
    story.do(GeSamtycke, INDIVID, enheter=(ARBETSMARKNAD, *units), amnen=TOPICS, day=22)
    return story


def called_anew() -> Story:
    """Phase kallelse, day 25: Arbetsförmedlingen and Försäkringskassan are called to meeting 2."""
    story = back((AF, FK))
    story.do(DokumenteraSamtycke, ARBETSMARKNAD, referens="dnr 2")
    story.do(BestamDeltagare, INDIVID, deltagare=(AF, FK), svar="ja")
    story.do(Forbered, individen_medverkar="ja", behov_onskemal="ja")
    story.do(Kalla, day=25, **summons((AF, FK), 90))
    return story


@policy("FM-SAMTYCKE-5")
def test_the_notice_is_given_also_once_there_is_a_new_consent() -> None:
    case = back()
    assert owed(case) == {(AF, 1), (EKONOMI, 1)}
    case.do(StallIn, mote=1, till=(AF,))
    assert owed(case) == {(EKONOMI, 1)}
    case.do(StallIn)
    assert owed(case) == set()
    assert case.ask(StallIn).norms == ("FF-MOTE-1",)


@policy("FF-MOTE-1")
def test_in_preparation_there_is_nothing_to_cancel_where_nothing_was_cancelled() -> None:
    assert consented().ask(StallIn).norms == ("FF-MOTE-1",)


@policy("FM-SAMTYCKE-5", "FF-MOTE-1")
def test_the_notice_of_a_meeting_that_was_cancelled_leaves_the_one_booked_now() -> None:
    case = called_anew()
    case.do(StallIn, mote=1)
    assert owed(case) == set()
    assert (case.case.phase, [one.actor for one in case.case.facts.meeting.recipients]) == ("kallelse", [AF, FK])


@policy("FM-SAMTYCKE-2")
def test_the_notice_of_that_meeting_goes_to_those_who_were_called_to_it() -> None:
    case = called_anew()
    assert case.ask(StallIn, mote=1, till=(EKONOMI,)).allowed
    assert case.ask(StallIn, mote=2, till=(FK,)).allowed
    assert case.ask(StallIn, mote=3).norms == ("FF-MOTE-1",)


@policy("FM-SAMTYCKE-5")
def test_a_notice_of_the_meeting_booked_now_cancels_it_for_those_told() -> None:
    case = called_anew()
    case.do(StallIn, mote=2, till=(FK,))
    assert [one.actor for one in case.case.facts.meeting.recipients] == [AF]
    assert owed(case) == {(AF, 1), (EKONOMI, 1)}


@policy("FM-SAMTYCKE-5")
def test_who_waits_to_hear_of_an_earlier_meeting_is_not_forgotten_when_the_next_is_cancelled() -> None:
    case = called_anew()
    case.do(AterkallaSamtycke, INDIVID, day=70)
    assert {who for who, _ in owed(case)} == {AF, FK, EKONOMI}
    case.do(StallIn, till=(EKONOMI,))
    case.do(Avsluta, skal_kod="samtycke_aterkallat")
    assert {who for who, _ in owed(case)} == {AF, FK}
    case.do(StallIn, mote=2)
    assert owed(case) == set()


@policy("FM-SAMTYCKE-5")
def test_nobody_is_to_be_told_that_a_meeting_is_cancelled_which_has_been_held() -> None:
    case = summoned((AF, EKONOMI, FK))
    case.do(BegransaSamtycke, INDIVID, enheter=(EKONOMI,), day=20)
    assert owed(case) == {(EKONOMI, 1)}
    case.do(OppnaMote, narvarande=(INDIVID, ARBETSMARKNAD, AF, FK), mote=1, day=60)
    case.do(AvbrytMote, skal_kod="tid")
    assert owed(case) == set()


@policy("FM-SAMTYCKE-5", "PR-MALGRUPP-2")
def test_who_takes_part_again_and_is_called_is_not_to_hear_that_the_meeting_is_off() -> None:
    case = summoned((AF, EKONOMI, FK))
    case.do(BestamDeltagare, INDIVID, deltagare=(EKONOMI, FK), svar="nej", day=20)
    assert owed(case) == {(EKONOMI, 1), (FK, 1)}
    case.do(BestamDeltagare, INDIVID, deltagare=(EKONOMI,), svar="ja")
    case.do(Kalla, **summons((EKONOMI,)))
    assert owed(case) == {(FK, 1)}
    case.do(StallIn, till=(FK,))
    assert [one.actor for one in case.case.facts.meeting.recipients] == [AF, EKONOMI]


@policy("FM-UPPFOLJ-1", "FM-FORBEREDELSE-5", "FM-AVVIK-4")
def test_a_follow_up_that_nobody_is_called_to_yet_can_be_cancelled_for_those_who_know_of_it() -> None:
    case = measures()
    case.do(StallIn, mote=2, till=(AF,), day=100)
    assert calls(case) == {AF}
    case.do(StallIn)
    assert calls(case) == {AF, EKONOMI}
    assert case.ask(OppnaMote, narvarande=(INDIVID, ARBETSMARKNAD), day=150).norms[:1] == ("FM-UPPFOLJ-1",)
    assert case.ask(StallIn).norms == ("FF-MOTE-1",)


@policy("FM-UPPFOLJ-1")
def test_a_notice_to_one_who_was_taken_out_leaves_the_follow_up_as_it_is() -> None:
    case = measures()
    case.do(UtokaSamtycke, INDIVID, enheter=(FK,))
    case.do(BegransaSamtycke, INDIVID, enheter=(AF,))
    case.do(StallIn)
    assert owed(case) == set()
    assert calls(case) == set()
    assert case.case.facts.follow_up.informed >= {INDIVID, ARBETSMARKNAD, EKONOMI}


@policy("FM-AVVIK-4", "FM-UPPFOLJ-1")
def test_nobody_is_missed_who_was_told_that_the_case_and_its_follow_up_were_over() -> None:
    """The closing was a mistake, and is struck; the notice was given all the same."""
    case = measures()
    case.do(Avsluta, skal_kod="administrativt", day=100)
    case.do(StallIn, day=101)
    case.do(Ratta, ror=len(case.case.lines) - 1, skal_kod="felskrivning", day=102)
    assert case.case.phase == "atgarder"
    assert calls(case) == {AF, EKONOMI}


@policy("FM-SAMTYCKE-5")
@pytest.mark.parametrize("out", ["narrowing", "no"])
def test_who_waits_to_hear_of_an_earlier_meeting_is_not_forgotten_when_somebody_is_taken_out(out: str) -> None:
    case = called_anew()
    if out == "narrowing":
        case.do(BegransaSamtycke, INDIVID, enheter=(FK,), day=30)
    else:
        case.do(BestamDeltagare, INDIVID, deltagare=(FK,), svar="nej", day=30)
    assert owed(case) == {(AF, 1), (EKONOMI, 1), (FK, 2)}
    case.do(StallIn, mote=1)
    assert owed(case) == {(FK, 2)}
    case.do(StallIn, mote=2, till=(FK,))
    assert owed(case) == set()
    assert [one.actor for one in case.case.facts.meeting.recipients] == [AF]


@policy("FM-SAMTYCKE-5")
def test_who_waits_to_hear_of_two_meetings_is_told_of_each() -> None:
    case = called_anew()
    case.do(UtokaSamtycke, INDIVID, enheter=(EKONOMI,))
    case.do(BegransaSamtycke, INDIVID, enheter=(AF,), day=30)
    assert owed(case) == {(AF, 1), (AF, 2), (EKONOMI, 1)}
    case.do(StallIn, mote=1)
    assert owed(case) == {(AF, 2)}
    case.do(BegransaSamtycke, INDIVID, enheter=(FK,), day=31)
    assert owed(case) == {(AF, 2), (FK, 2)}


@policy("FM-SAMTYCKE-5")
@pytest.mark.parametrize("number", [None, 2])
def test_a_notice_of_the_later_meeting_tells_of_the_earlier_one_too(number: int | None) -> None:
    case = called_anew()
    case.do(BegransaSamtycke, INDIVID, enheter=(FK,), day=30)
    case.do(StallIn, till=(EKONOMI, FK), mote=number)
    assert owed(case) == {(AF, 1)}
    case.do(Avsluta, skal_kod="administrativt")
    assert {who for who, _ in owed(case)} == {AF}


@policy("FM-SAMTYCKE-5", "FF-MOTE-1")
def test_in_vilande_each_meeting_that_somebody_waits_to_hear_of_can_be_told_of() -> None:
    case = called_anew()
    case.do(AterkallaSamtycke, INDIVID, day=70)
    assert owed(case) == {(AF, 1), (AF, 2), (EKONOMI, 1), (FK, 2)}
    case.do(StallIn, mote=1, till=(EKONOMI,))
    assert owed(case) == {(AF, 1), (AF, 2), (FK, 2)}
    assert case.ask(StallIn, mote=1, till=(AF,)).norms == ("FF-MOTE-1",)  # nobody waits to hear of that one alone
    case.do(StallIn, mote=2)
    assert owed(case) == set()


@policy("FM-SAMTYCKE-5")
def test_who_waits_to_hear_of_two_meetings_and_is_called_to_the_later_one_again_waits_for_none() -> None:
    case = called_anew()
    case.do(BestamDeltagare, INDIVID, deltagare=(AF,), svar="nej", day=30)
    assert owed(case) == {(AF, 1), (AF, 2), (EKONOMI, 1)}
    case.do(BestamDeltagare, INDIVID, deltagare=(AF,), svar="ja")
    case.do(Kalla, **summons((AF,), 90))
    assert owed(case) == {(EKONOMI, 1)}


@policy("FM-SAMTYCKE-5")
def test_everybody_waits_once_however_many_meetings_are_cancelled() -> None:
    case = called_anew()
    for day in (30, 35, 40):
        case.do(AterkallaSamtycke, INDIVID, day=day)
        case.do(Informera, anpassning=("lattlast",))
        case.do(GeSamtycke, INDIVID, enheter=(ARBETSMARKNAD, AF, FK), amnen=TOPICS)
        case.do(DokumenteraSamtycke, ARBETSMARKNAD, referens="dnr 3")
        case.do(BestamDeltagare, INDIVID, deltagare=(AF, FK), svar="ja")
        case.do(Forbered, individen_medverkar="ja", behov_onskemal="ja")
        case.do(Kalla, **summons((AF, FK), 120))
    waiting = case.case.facts.cancelled.waiting
    assert [(one.actor, one.number) for one in waiting] == [(AF, 4), (FK, 4), (EKONOMI, 1)]


@policy("FM-SAMTYCKE-5")
def test_in_vilande_no_notice_is_late_even_of_a_meeting_that_was_off_before() -> None:
    case = summoned((AF, EKONOMI, FK))
    case.do(BegransaSamtycke, INDIVID, enheter=(EKONOMI,), day=20)
    case.do(StallIn, till=(AF, FK))
    assert [one.due for one in case.duties("ge_neutralt_besked")] == [on(MEETING_DAY)]
    case.do(AterkallaSamtycke, INDIVID, day=25)
    assert [one.due for one in case.duties("ge_neutralt_besked")] == [None]


@policy("FM-SAMTYCKE-5")
def test_who_is_taken_out_is_told_before_the_day_of_the_meeting_is_over() -> None:
    case = summoned((AF, EKONOMI, FK))
    case.do(BegransaSamtycke, INDIVID, enheter=(EKONOMI,), day=20)
    (notice,) = case.duties("ge_neutralt_besked")
    assert notice.due == on(MEETING_DAY)
    assert [case.duties("ge_neutralt_besked", day)[0].state for day in (MEETING_DAY, MEETING_DAY + 1)] == [
        "open",
        "late",
    ]
    case.do(AterkallaSamtycke, INDIVID, day=25)  # in vilande nothing is late (A9)
    assert {one.state.value for one in case.duties("ge_neutralt_besked", 90)} == {"open"}


@policy("FM-SAMTYCKE-5", "FM-FORBEREDELSE-9")
def test_a_relative_who_is_called_and_then_found_unsuitable_hears_that_the_meeting_is_off() -> None:
    case = with_a_relative()
    case.do(BestamDeltagare, deltagare=("narstaende:1",), lamplig="nej", skal_kod="annat", day=10)
    assert owed(case) == {("narstaende:1", 1)}
    assert [one.actor for one in case.case.facts.meeting.recipients] == [AF, EKONOMI]
    assert case.ask(StallIn, mote=1, till=("narstaende:1",)).allowed
    case.do(BestamDeltagare, deltagare=("narstaende:1",), lamplig="ja")  # the yes to them stands
    assert {one.state.value for one in case.duties("ge_narstaende_mojlighet")} == {"met", "open"}
    case.do(Kalla, **summons(("narstaende:1",)))
    assert owed(case) == set()


@policy("FM-FORBEREDELSE-9")
def test_nobody_is_sent_home_from_a_meeting_that_goes_on() -> None:
    case = with_a_relative()
    there = (INDIVID, ARBETSMARKNAD, AF, EKONOMI, "narstaende:1")
    case.do(OppnaMote, narvarande=there, mote=1, day=MEETING_DAY)
    case.do(BestamDeltagare, deltagare=("narstaende:1",), lamplig="nej", skal_kod="annat")
    assert case.case.facts.meeting.present == {*there}
    assert owed(case) == set()


def with_a_relative() -> Story:
    """Phase kallelse, day 6: a relative whom the individual wants is called, too."""
    story = summoned()
    story.do(BestamDeltagare, INDIVID, deltagare=("narstaende:1",), svar="ja", day=6)
    story.do(BestamDeltagare, deltagare=("narstaende:1",), lamplig="ja")
    story.do(Kalla, **summons(("narstaende:1",)))
    return story


def calls(story: Story) -> set[str | None]:
    """Who is to be called."""
    found = story.case.duties(moment(story.day))
    return {one.counterpart for one in found if one.name == "kalla" and one.state.value in ("open", "late")}
