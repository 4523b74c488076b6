"""A reply from a calendar becomes an answer to the summons; one that can't be trusted changes nothing and says why."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flerpart_flow import Case
from flerpart_flow.documents import CalendarMessage, DocumentError, calendar_messages, read_reply
from flerpart_flow.documents.calendar.replies import MOST
from flerpart_flow.routines.flerpartsmote import AterkallaSamtycke, Avboj, Bekrafta, BokaOm, Kalla, OppnaMote, Ratta
from flerpart_flow.samverkan.mote.meeting import Reply
from tests.documents.itip import SALT, reply
from tests.engine.judging import QUIET
from tests.stories import AF, EKONOMI, FK, INDIVID, Story, measures, meeting, moment, prepared, summoned, summons

THEIRS: Final = "mailto:af@example.org"
OTHERS: Final = "mailto:ekonomi@kommun.example"
OWN: Final = "mailto:individ@example.org"
ADDRESSES: Final = {AF: THEIRS, EKONOMI: OTHERS, INDIVID: OWN}


def sent(case: Case, to: str = AF) -> CalendarMessage:
    """The latest message to somebody."""
    return [one for one in calendar_messages(case, salt=SALT) if one.recipient == to][-1]


def read(case: Case, data: bytes, day: float = 20, **change: Any) -> Bekrafta | Avboj:
    content: dict[str, Any] = {"salt": SALT, "addresses": ADDRESSES, "at": moment(day), **change}
    return read_reply(case, data, **content)


def refused(case: Case, data: bytes, **change: Any) -> str:
    """Why a reply is refused, in Swedish; the case is what it was."""
    lines = tuple(case.lines)
    with pytest.raises(DocumentError) as caught:
        read(case, data, **change)
    assert tuple(case.lines) == lines
    assert caught.value.text("en") != caught.value.text("sv")
    return caught.value.text("sv")


@cache
def called() -> Case:
    return summoned().case


# --- What is read ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "kind", "stands"),
    [
        ("ACCEPTED", Bekrafta, Reply.CONFIRMED),
        ("DECLINED", Avboj, Reply.DECLINED),
        ("accepted", Bekrafta, Reply.CONFIRMED),
    ],
)
def test_yes_and_no_are_answers_to_the_summons(answer: str, kind: Any, stands: Reply) -> None:
    event = read(called(), reply(sent(called()), answer, THEIRS))
    assert isinstance(event, kind)
    assert (event.by, event.mote, event.occurred_at) == (AF, 1, moment(20))
    held, decision = called().record(event)
    assert decision.allowed
    assert held.facts.meeting.recipient(AF).reply is stands


def test_the_case_isnt_changed_before_the_host_records_the_answer() -> None:
    before = tuple(called().lines)
    read(called(), reply(sent(called()), address=THEIRS))
    assert tuple(called().lines) == before


def test_capital_letters_in_an_address_and_a_missing_first_sequence_make_no_difference() -> None:
    data = reply(sent(called()), address="MAILTO:AF@Example.org")
    assert isinstance(read(called(), data), Bekrafta)
    assert isinstance(read(called(), data.replace(b"SEQUENCE:0\r\n", b"")), Bekrafta)


def test_one_told_of_a_follow_up_may_decline_its_day() -> None:
    case = measures().case
    event = read(case, reply(sent(case), "DECLINED", THEIRS), day=100)
    assert isinstance(event, Avboj)
    assert case.decide(event).allowed


def test_one_who_isnt_a_unit_is_written_down_by_a_unit() -> None:
    case = measures().case
    event = read(case, reply(sent(case, INDIVID), "ACCEPTED", OWN), day=100, recorded_by="kommun:arbetsmarknad")
    assert (event.by, event.recorded_by) == (INDIVID, "kommun:arbetsmarknad")


# --- What isn't --------------------------------------------------------------------------------------------------


def test_another_meetings_uid_is_refused() -> None:
    elsewhere = prepared((AF, EKONOMI, FK, "kommun:arbetsmarknad"))
    elsewhere.do(Kalla, day=5, **summons((FK,)))
    assert "inget möte" in refused(called(), reply(sent(elsewhere.case, FK), address=THEIRS))
    assert "inget möte" in refused(called(), reply(sent(called()), address=THEIRS, UID="x" * 32))
    assert "inget möte" in refused(called(), reply(sent(called()), address=THEIRS).replace(b"UID", b"X-UID"))


def test_a_uid_made_with_another_salt_is_refused() -> None:
    data = reply(sent(called()), address=THEIRS)
    assert "inget möte" in refused(called(), data, salt=SALT + "2")
    assert "salt" in refused(called(), data, salt="kort")


def test_an_earlier_meetings_uid_is_refused() -> None:
    story = measures()
    first = next(one for one in calendar_messages(story.case, salt=SALT) if one.recipient == AF)
    assert "inget möte" in refused(story.case, reply(first, address=THEIRS), day=100)


@pytest.mark.parametrize("kind", [BokaOm, AterkallaSamtycke])
def test_a_meeting_that_is_off_has_nothing_to_answer(kind: Any) -> None:
    story = summoned()
    first = sent(story.case)
    story.do(kind, INDIVID if kind is AterkallaSamtycke else None, day=10)
    assert "inget möte" in refused(story.case, reply(first, address=THEIRS))
    assert "inget möte" in refused(story.case, reply(sent(story.case), address=THEIRS))


def test_a_meeting_that_goes_on_has_nothing_to_answer() -> None:
    case = meeting().case
    assert any(isinstance(one, OppnaMote) for one in case.lines)
    assert "inget möte" in refused(case, reply(sent(case), address=THEIRS), day=60)


def test_an_older_sequence_is_refused_and_the_newest_isnt() -> None:
    story = summoned()
    first = sent(story.case)
    story.do(Ratta, ror=len(story.case.lines), skal_kod="felskrivning", ratt={"plats": "Sal 9"}, day=10)
    assert "senaste kallelsen" in refused(story.case, reply(first, address=THEIRS))
    assert isinstance(read(story.case, reply(sent(story.case), address=THEIRS)), Bekrafta)


@pytest.mark.parametrize("sequence", ["1", "-1", "99999999999999999999"])
def test_a_sequence_that_was_never_sent_is_refused(sequence: str) -> None:
    assert refused(called(), reply(sent(called()), address=THEIRS, SEQUENCE=sequence))


def test_somebody_who_wasnt_asked_is_refused() -> None:
    asked = "inte är tillfrågad"
    assert asked in refused(called(), reply(sent(called()), address="mailto:nagon@example.org"))
    assert asked in refused(called(), reply(sent(called()), address=OTHERS)), "another recipient's address"
    assert asked in refused(called(), reply(sent(called(), INDIVID), address=OWN)), "a copy asks for no answer"
    assert asked in refused(called(), reply(sent(called()), address=THEIRS), addresses={EKONOMI: OTHERS})
    data = reply(sent(called()), address=THEIRS)
    assert asked in refused(called(), data.replace(b"ATTENDEE", b"X-ATTENDEE"))


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL", "COUNTER", "REFRESH", ""])
def test_another_method_is_refused(method: str) -> None:
    assert "något annat än ett svar" in refused(called(), reply(sent(called()), address=THEIRS, METHOD=method))


@pytest.mark.parametrize("answer", ["TENTATIVE", "DELEGATED", "NEEDS-ACTION", "JA"])
def test_neither_yes_nor_no_is_refused(answer: str) -> None:
    assert "varken ja eller nej" in refused(called(), reply(sent(called()), answer, THEIRS))


def _broken() -> dict[str, bytes]:
    whole = reply(sent(called()), address=THEIRS)
    event = whole[whole.index(b"BEGIN:VEVENT") : whole.index(b"END:VCALENDAR")]
    attendee = next(line for line in whole.split(b"\r\n") if line.startswith(b"ATTENDEE"))
    return {
        "empty": b"",
        "no calendar": b"Hej, vi kommer!",
        "no UTF-8": b"\xff\xfe" + whole,
        "cut off": whole[: len(whole) // 2],
        "no event": whole.replace(event, b""),
        "two events": whole.replace(event, event * 2),
        "two who answer": whole.replace(attendee, attendee + b"\r\n" + attendee),
        "an event alone": event,
        "a number that is none": whole.replace(b"SEQUENCE:0", b"SEQUENCE:ett"),
        "one time of a series": whole.replace(b"SEQUENCE:0", b"SEQUENCE:0\r\nRECURRENCE-ID:20260313T080000Z"),
        "too long": whole + b" " * MOST,
    }


@pytest.mark.parametrize("name", _broken())
def test_a_broken_file_is_refused(name: str) -> None:
    assert "går inte att läsa" in refused(called(), _broken()[name])


@settings(QUIET, max_examples=60)
@given(st.data())
def test_whatever_comes_is_an_answer_or_refused(data: st.DataObject) -> None:
    whole = bytearray(reply(sent(called()), address=THEIRS))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole) - 1))
        until = data.draw(st.integers(at, min(len(whole), at + 30)))
        whole[at:until] = data.draw(st.binary(max_size=6) | st.sampled_from([b"\r\n", b";", b":", b'"', b"\\", b"="]))
    try:
        event = read(called(), bytes(whole))
    except DocumentError:
        return
    assert event.by == AF


def test_a_story_is_answered_and_goes_on() -> None:
    story: Story = summoned()
    for who, address in ((AF, THEIRS), (EKONOMI, OTHERS)):
        story.case, decision = story.case.record(
            read(story.case, reply(sent(story.case, who), address=address), day=20)
        )
        assert decision.allowed
    story.do(OppnaMote, narvarande=(INDIVID, "kommun:arbetsmarknad", AF, EKONOMI), mote=1, day=60)
    assert story.case.phase == "mote"
