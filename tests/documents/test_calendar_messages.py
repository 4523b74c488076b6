"""The meeting in each recipient's calendar: it comes, moves and goes, and says nothing but when and where."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

import pytest

from flerpart_flow import open_case
from flerpart_flow.documents import CalendarMessage, DocumentError, as_ics, calendar_messages, outbox
from flerpart_flow.documents.calendar import ics
from flerpart_flow.routines.flerpartsmote import (
    AterkallaSamtycke,
    Avsluta,
    Bekrafta,
    BokaOm,
    Forbered,
    Kalla,
    OppnaMote,
    Ratta,
    StallIn,
)
from flerpart_flow.routines.ung_intro import UNG_INTRO
from tests.documents.demo import case
from tests.documents.itip import READERS, SALT, Read, after, properties, says_only_when_and_where
from tests.stories import (
    AF,
    ARBETSMARKNAD,
    EKONOMI,
    INDIVID,
    Story,
    approved,
    measures,
    meeting,
    moment,
    on,
    prepared,
    summoned,
    summons,
)


@cache
def demo() -> tuple[CalendarMessage, ...]:
    return calendar_messages(case(), salt=SALT)


Reader = Callable[[bytes], Read]
both = pytest.mark.parametrize("reader", READERS, ids=["icalendar", "ical"])


def messages(story: Story, to: str = AF) -> list[CalendarMessage]:
    return [one for one in calendar_messages(story.case, salt=SALT) if one.recipient == to]


def files(found: list[CalendarMessage]) -> list[bytes]:
    return [as_ics(one) for one in found]


def thread(story: Story, to: str = AF) -> list[tuple[str, int]]:
    return [(one.method, one.sequence) for one in messages(story, to)]


def _utc(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=UTC)


# --- The demo's case ---------------------------------------------------------------------------------------------

DEMO: tuple[tuple[int, str, list[date]], ...] = (
    (22, "REQUEST", [_utc("2026-03-05T12:00")]),
    (25, "CANCEL", []),
    (28, "REQUEST", [_utc("2026-03-26T12:00")]),
    (29, "CANCEL", []),
    (40, "REQUEST", [_utc("2026-04-28T11:00")]),
    (54, "REQUEST", [_utc("2026-04-28T11:00"), date(2026, 6, 16)]),
    (69, "REQUEST", [_utc("2026-04-28T11:00"), date(2026, 6, 16), date(2026, 9, 15)]),
)
"""What Arbetsförmedlingen's calendar shows after each line of the demo's case that it gets a message of, by hand."""


@both
def test_the_calendar_of_one_called_in_the_demo_shows_what_is_to_be(reader: Reader) -> None:
    found = [one for one in demo() if one.recipient == AF]
    assert [(one.nr, one.method) for one in found] == [(nr, method) for nr, method, _ in DEMO]
    for count, (_, _, shows) in enumerate(DEMO, 1):
        assert after(files(found[:count]), reader).shows() == shows


@both
def test_the_demos_meeting_ends_where_the_facts_have_it_in_whatever_order_the_messages_come(reader: Reader) -> None:
    shorter = open_case(case().routine, "demo-1", municipality="uppsala")
    for line in tuple(case().lines)[:40]:
        shorter, _ = shorter.record(line)
    assert shorter.facts.meeting is not None
    for who in ("arbetsformedlingen", "region:psykiatri", "individ"):
        sent = files([one for one in calendar_messages(shorter, salt=SALT) if one.recipient == who])
        assert len({reader(one).uid for one in sent}) == 1
        assert [reader(one).sequence for one in sent] == [0, 1, 2, 3, 4]
        for seed in range(20):
            random.Random(seed).shuffle(sent)
            assert after(sent, reader).shows() == [shorter.facts.meeting.start]


def test_two_libraries_read_the_same_in_every_message_of_the_demo() -> None:
    for one in demo():
        for lang in ("sv", "en"):
            data = as_ics(one, lang=lang)
            first, second = (reader(data) for reader in READERS)
            assert first == second
            assert (first.secrecy, first.summary) == ("PRIVATE", "Möte" if lang == "sv" else "Meeting")
            assert first.stamp == one.at


# --- What gives which message ------------------------------------------------------------------------------------


def test_a_summons_another_place_and_a_withdrawal_are_two_requests_and_a_cancel() -> None:
    story = summoned()
    story.do(Ratta, ror=len(story.case.lines), skal_kod="felskrivning", ratt={"plats": "Sal 9"}, day=10)
    story.do(AterkallaSamtycke, INDIVID, day=11)
    for to in (AF, EKONOMI, INDIVID):
        assert thread(story, to) == [("REQUEST", 0), ("REQUEST", 1), ("CANCEL", 2)]
        assert len({one.uid for one in messages(story, to)}) == 1
    for reader in READERS:
        read = [reader(one) for one in files(messages(story))]
        assert [one.place for one in read] == ["Sal 1", "Sal 9", "Sal 9"]
        assert after(files(messages(story)), reader).shows() == []


@both
@pytest.mark.parametrize("to", [AF, EKONOMI, INDIVID])
def test_called_moved_cancelled_and_called_again_is_request_request_cancel_request(to: str, reader: Reader) -> None:
    """A correction of the summons moves the time itself (A53); when it is rebooked the notice comes first."""
    story = summoned()
    later = {"start": moment(61).isoformat(), "slut": (moment(61) + timedelta(hours=1)).isoformat()}
    story.do(Ratta, ror=len(story.case.lines), skal_kod="felskrivning", ratt=later, day=10)
    story.do(BokaOm, day=20)
    story.do(Kalla, day=21, **summons(day=70))
    assert thread(story, to) == [("REQUEST", 0), ("REQUEST", 1), ("CANCEL", 2), ("REQUEST", 3)]
    sent = files(messages(story, to))
    shown: tuple[list[datetime], ...] = ([moment(60)], [moment(61)], [], [moment(70)])
    for count, wanted in enumerate(shown, 1):
        assert after(sent[:count], reader).shows() == wanted
    assert len({reader(one).uid for one in sent}) == 1
    for order in itertools.permutations(sent):
        assert after(order, reader).shows() == [moment(70)]
    assert story.case.facts.meeting is not None
    assert story.case.facts.meeting.start == moment(70)


def test_a_new_time_moves_the_meeting_that_is_in_the_calendar() -> None:
    story = summoned()
    story.do(BokaOm, day=20)
    story.do(Kalla, day=21, **summons(day=70))
    assert thread(story) == [("REQUEST", 0), ("CANCEL", 1), ("REQUEST", 2)]
    for reader in READERS:
        assert after(files(messages(story)), reader).shows() == [moment(70)]


@pytest.mark.parametrize(
    ("kind", "by", "content"),
    [
        (BokaOm, None, {}),
        (StallIn, None, {}),
        (AterkallaSamtycke, INDIVID, {}),
        (Avsluta, INDIVID, {"skal_kod": "individens_onskan"}),
        (StallIn, None, {"till": (AF,)}),
    ],
    ids=["rebooked", "cancelled", "withdrawn", "closed", "this one left out"],
)
def test_a_cancel_is_the_same_for_every_cause_to_the_byte(kind: Any, by: str | None, content: dict[str, Any]) -> None:
    plain = summoned()
    plain.do(StallIn, day=20)
    story = summoned()
    story.do(kind, by, day=20, **content)
    assert files(messages(story)) == files(messages(plain))
    assert thread(story) == [("REQUEST", 0), ("CANCEL", 1)]


def test_the_day_of_a_withdrawal_that_is_recorded_late_isnt_told() -> None:
    story = summoned()
    story.do(AterkallaSamtycke, INDIVID, day=8, occurred_at=moment(4), recorded_at=moment(8))
    (cancel,) = (one for one in files(messages(story)) if b"CANCEL" in one)
    assert f"DTSTAMP:{moment(8).astimezone(UTC):%Y%m%dT%H%M%SZ}".encode() in cancel
    assert f"{moment(4):%Y%m%d}".encode() not in cancel


def test_a_booked_follow_up_is_a_day_of_its_own_and_goes_with_the_consent() -> None:
    story = measures()
    first, second = messages(story)
    assert first.uid != second.uid
    assert (second.method, second.sequence, second.start, second.day) == ("REQUEST", 0, None, on(150))
    for reader in READERS:
        read = reader(as_ics(second))
        assert (read.start, read.end) == (on(150), on(150) + timedelta(days=1))
    story.do(AterkallaSamtycke, INDIVID, day=100)
    assert thread(story) == [("REQUEST", 0), ("REQUEST", 0), ("CANCEL", 1)]


@both
def test_a_summons_to_a_follow_up_gives_the_day_that_is_in_the_calendar_its_time(reader: Reader) -> None:
    story = measures()
    story.do(Forbered, individen_medverkar="ja", behov_onskemal="ja", day=90)
    story.do(Kalla, day=91, **summons(day=150))
    first, day, timed = messages(story)
    assert (day.uid, day.sequence, timed.sequence) == (timed.uid, 0, 1)
    assert first.uid != day.uid
    assert after(files(messages(story)), reader).shows() == [moment(60), moment(150)]


def test_a_meeting_opened_by_mistake_is_the_same_meeting_in_the_calendar() -> None:
    story = summoned()
    story.do(OppnaMote, narvarande=(INDIVID, ARBETSMARKNAD, AF, EKONOMI), mote=1, day=50)
    story.do(Ratta, ror=len(story.case.lines), skal_kod="felskrivning", day=51)
    assert thread(story) == [("REQUEST", 0), ("REQUEST", 1)]
    assert len({one.uid for one in messages(story)}) == 1


def test_the_demos_last_follow_up_goes_when_the_case_is_closed() -> None:
    last = calendar_messages(case(), after=84, salt=SALT)
    assert [(one.nr, one.method, one.recipient) for one in last] == [
        (88, "CANCEL", "region:psykiatri"),
        (88, "CANCEL", "individ"),
    ]


def test_a_meeting_that_has_begun_stays_in_the_calendar() -> None:
    assert thread(meeting()) == [("REQUEST", 0)]
    assert thread(approved()) == [("REQUEST", 0)]


def test_an_answer_that_still_stands_isnt_asked_for_again() -> None:
    story = prepared()
    story.do(Kalla, day=5, **summons(slut=None))
    summons_line = len(story.case.lines)
    story.do(Bekrafta, AF, day=7)
    until = (moment(60) + timedelta(hours=1)).isoformat()
    story.do(Ratta, ror=summons_line, skal_kod="felskrivning", ratt={"slut": until}, day=10)
    assert b"PARTSTAT=ACCEPTED" in as_ics(messages(story)[-1])
    assert b"PARTSTAT=NEEDS-ACTION" in as_ics(messages(story, EKONOMI)[-1])


def test_an_answer_to_another_place_is_asked_for_again() -> None:
    story = summoned()
    summons_line = len(story.case.lines)
    story.do(Bekrafta, AF, day=7)
    story.do(Ratta, ror=summons_line, skal_kod="felskrivning", ratt={"plats": "Sal 9"}, day=10)
    assert b"PARTSTAT=NEEDS-ACTION" in as_ics(messages(story)[-1])


def test_the_individual_gets_a_copy_and_isnt_asked_for_an_answer() -> None:
    (own,) = messages(summoned(), INDIVID)
    (theirs,) = messages(summoned())
    assert b"RSVP=FALSE" in as_ics(own)
    assert b"RSVP=TRUE" in as_ics(theirs)


# --- Each is a letter's ------------------------------------------------------------------------------------------


def test_every_message_has_the_id_the_recipient_and_the_channels_of_a_letter_and_each_stands_once() -> None:
    letters = {one.ident: one for one in outbox(case())}
    found = demo()
    assert len({one.ident for one in found}) == len(found)
    for one in found:
        letter = letters[one.ident]
        assert (one.nr, one.recipient, one.at, one.channels) == (
            letter.nr,
            letter.recipient,
            letter.at,
            letter.channels,
        )
        assert letter.kind in {"kallelse", "ny_tid", "installt", "uppfoljning"}
    told = [one for one in letters.values() if one.kind in {"kallelse", "ny_tid", "installt", "uppfoljning"}]
    assert len(found) == len(told)


def test_more_lines_never_change_what_was_sent_before() -> None:
    shorter = open_case(case().routine, "demo-1", municipality="uppsala")
    for line in tuple(case().lines)[:45]:
        shorter, _ = shorter.record(line)
    early = [as_ics(one) for one in calendar_messages(shorter, salt=SALT)]
    assert early == [as_ics(one) for one in demo() if one.nr <= 45]


# --- What a message says, and doesn't ----------------------------------------------------------------------------


def test_a_message_says_when_and_where_and_nothing_else() -> None:
    for one in demo():
        for lang in ("sv", "en"):
            says_only_when_and_where(as_ics(one, lang=lang), one, ["Kungsgatan 85, Uppsala"])


def test_ids_tell_nothing_and_cant_be_compared() -> None:
    found = demo()
    uids = {(one.recipient, one.number > 3): one.uid for one in found}
    assert len(set(uids.values())) == len(uids)
    assert {one.uid for one in found}.isdisjoint({one.uid for one in calendar_messages(case(), salt=SALT + "2")})
    other = open_case(case().routine, "demo-2", municipality="uppsala")
    for line in case().lines:
        other, _ = other.record(line)
    assert {one.uid for one in found}.isdisjoint({one.uid for one in calendar_messages(other, salt=SALT)})


@pytest.mark.parametrize("salt", ["", "   ", "kort", None])
def test_without_a_salt_or_with_a_short_one_nothing_is_made(salt: Any) -> None:
    with pytest.raises(DocumentError) as caught:
        calendar_messages(case(), salt=salt)
    assert "16" in caught.value.text("sv")


def test_the_host_fills_in_the_addresses() -> None:
    (one,) = messages(summoned())
    data = as_ics(one, organizer="mailto:moten@kommun.example", attendee="mailto:af@example.org")
    for reader in READERS:
        read = reader(data)
        assert (read.organizer, read.attendees) == ("mailto:moten@kommun.example", ("mailto:af@example.org",))


@pytest.mark.parametrize("address", ["", "af@example.org", "mailto:", "mailto:a b@c", "mailto:a@b\r\nX-EVIL:1"])
def test_what_is_no_address_is_refused(address: str) -> None:
    (one,) = messages(summoned())
    for content in ({"organizer": address}, {"attendee": address}):
        with pytest.raises(DocumentError) as caught:
            as_ics(one, **content)
        assert "mailto:" in caught.value.text("en")


@pytest.mark.parametrize("place", ["Sal 1\nX-EVIL:1", "Sal\u20281", 'Sal 1; \\, 2: "3"', "S" * 300, "å" * 200])
def test_a_place_stays_one_property_and_no_line_is_too_long(place: str) -> None:
    story = summoned()
    story.do(Ratta, ror=len(story.case.lines), skal_kod="felskrivning", ratt={"plats": place}, day=10)
    data = as_ics(messages(story)[-1])
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert len(data.decode().splitlines()) == len(data.split(b"\r\n")) - 1
    says_only_when_and_where(data, messages(story)[-1], [place])
    for reader in READERS:
        assert reader(data).place == " ".join(place.split())


def test_a_language_without_words_and_another_routine_are_refused() -> None:
    with pytest.raises(DocumentError):
        as_ics(messages(summoned())[0], lang="sv-lattlast")
    with pytest.raises(DocumentError):
        calendar_messages(open_case(UNG_INTRO, "arende-1"), salt=SALT)


def test_without_icalendar_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(name: str) -> None:
        raise ModuleNotFoundError(name)

    (one,) = messages(summoned())
    monkeypatch.setattr(ics, "import_module", none)
    with pytest.raises(DocumentError) as caught:
        as_ics(one)
    assert "flerpart-flow[kalender]" in caught.value.text("en")


def test_a_message_shows_nothing_of_the_case_in_a_log() -> None:
    shown = repr(messages(summoned())[0])
    assert "Sal 1" not in shown
    assert AF not in shown


def test_a_request_and_a_cancel_have_what_rfc_5546_demands() -> None:
    for one in demo():
        names = {name.partition(";")[0] for name, _ in properties(as_ics(one))}
        assert names >= {"METHOD", "ATTENDEE", "DTSTAMP", "DTSTART", "ORGANIZER", "SEQUENCE", "SUMMARY", "UID"}
