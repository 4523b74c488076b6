"""The neutral notice is owed until it is given or moot, can be given wherever it is owed, and cancels nothing else."""

from __future__ import annotations

from collections.abc import Iterable

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
    TOPICS,
    Story,
    consented,
    measures,
    moment,
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


def calls(story: Story) -> set[str | None]:
    """Who is to be called."""
    found = story.case.duties(moment(story.day))
    return {one.counterpart for one in found if one.name == "kalla" and one.state.value in ("open", "late")}
