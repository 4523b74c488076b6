"""A unit's agenda as a calendar: the days that it may see, and no word of what they are about. Day 0 is 12 January."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import icalendar
import pytest
from ical.calendar_stream import IcsCalendarStream

from flerpart_flow import Case, EventError
from flerpart_flow.agenda import agenda
from flerpart_flow.documents import DocumentError, agenda_ics, as_ics, calendar_messages
from flerpart_flow.routines.flerpartsmote import AterkallaSamtycke, BokaOm, Forbered, Kalla
from tests.documents.itip import READERS, SALT, after, properties
from tests.stories import AF, ARBETSMARKNAD, EKONOMI, FK, INDIVID, Story, measures, moment, on, summoned, summons

SAID = {"Möte", "Att göra", "Att se över"}


def feed(case: Case, day: float, by: str = AF, days: int = 400, **change: Any) -> bytes:
    return agenda_ics(case, moment(day), moment(day + days), by=by, **{"salt": SALT, **change})


def read(data: bytes) -> list[tuple[str, date, str | None]]:
    """The days, as two libraries read them."""
    whole: Any = icalendar.Calendar.from_ical(data.decode())
    other: Any = IcsCalendarStream.calendar_from_ics(data.decode())
    first = [(str(one["summary"]), one.decoded("dtstart"), one.get("location")) for one in whole.walk("VEVENT")]
    assert first == [(one.summary, one.dtstart, one.location) for one in other.events]
    assert "method" not in whole
    assert other.method is None
    assert whole.subcomponents, "a calendar has at least one component"
    return first


def test_the_meeting_and_the_last_days_of_a_unit_are_there() -> None:
    found = read(feed(summoned().case, 6))
    assert ("Möte", moment(60), "Sal 1") in found
    days = [(day, place) for said, day, place in found if said != "Möte"]
    assert all(type(day) is date and place is None for day, place in days)


def test_the_days_are_those_of_the_agenda() -> None:
    for by in (AF, ARBETSMARKNAD, INDIVID):
        case = measures().case
        wanted = [one.at or one.day for one in agenda(case, moment(70), moment(470), "sv", by) if one.day is not None]
        assert [day for _, day, _ in read(feed(case, 70, by))] == wanted
        assert wanted


def test_a_follow_up_is_a_day_without_a_time() -> None:
    assert ("Möte", on(150), None) in read(feed(measures().case, 70))


def test_nothing_is_said_of_what_the_days_are_about() -> None:
    for by in (AF, ARBETSMARKNAD, INDIVID):
        for case in (summoned().case, measures().case):
            for name, value in properties(feed(case, 6, by)):
                assert name.partition(";")[0] in {
                    "BEGIN", "END", "VERSION", "PRODID", "SEQUENCE", "UID", "DTSTAMP", "DTSTART", "DTEND",
                    "SUMMARY", "CLASS", "TRANSP", "LOCATION",
                }  # fmt: skip
                assert name != "SUMMARY" or value in SAID
                assert name != "CLASS" or value == "PRIVATE"
                assert name != "LOCATION" or value == "Sal 1"


def test_in_english() -> None:
    said = {summary for summary, _, _ in read(feed(measures().case, 70, lang="en"))}
    assert said <= {"Meeting", "To do", "To look at"}
    assert "Meeting" in said


def test_one_who_is_no_longer_in_it_and_one_outside_get_an_empty_calendar() -> None:
    story = summoned()
    assert read(feed(story.case, 6, FK)) == []
    story.do(AterkallaSamtycke, INDIVID, day=8)
    assert read(feed(story.case, 9)) == []


def test_an_empty_calendar_has_the_component_that_rfc_5545_wants_and_no_day() -> None:
    names = properties(feed(summoned().case, 6, FK))
    assert [value for name, value in names if name == "BEGIN"] == ["VCALENDAR", "VTIMEZONE", "STANDARD"]
    assert "METHOD" not in dict(names)


def moved() -> Story:
    story = summoned()
    story.do(BokaOm, day=20)
    story.do(Kalla, day=21, **summons(day=70))
    return story


def follow_up_called() -> Story:
    story = measures()
    story.do(Forbered, individen_medverkar="ja", behov_onskemal="ja", day=90)
    story.do(Kalla, day=91, **summons(day=150))
    return story


@pytest.mark.parametrize("reader", READERS, ids=["icalendar", "ical"])
@pytest.mark.parametrize("by", [AF, EKONOMI, INDIVID])
@pytest.mark.parametrize(
    ("made", "day", "wanted"),
    [(summoned, 6, 60), (moved, 22, 70), (measures, 70, 150), (follow_up_called, 92, 150)],
    ids=["called", "moved", "follow-up booked", "follow-up called"],
)
def test_a_calendar_that_has_both_the_messages_and_the_agenda_has_the_meeting_once(
    made: Any, day: float, wanted: float, by: str, reader: Any
) -> None:
    case = made().case
    inbox = after([as_ics(one) for one in calendar_messages(case, salt=SALT) if one.recipient == by], reader)
    whole: Any = icalendar.Calendar.from_ical(feed(case, day, by).decode())
    of_agenda = {
        str(one["uid"]): (one.decoded("dtstart"), one.get("sequence"))
        for one in whole.walk("VEVENT")
        if one["summary"] == "Möte"
    }
    ((uid, (start, sequence)),) = of_agenda.items()
    assert start in {moment(wanted), on(wanted)}
    assert (inbox.held[uid].start, inbox.held[uid].sequence) == (start, sequence)


def test_what_a_party_may_not_see_leaves_no_trace() -> None:
    outside, withdrawn = summoned(), summoned()
    withdrawn.do(AterkallaSamtycke, INDIVID, day=8)
    assert feed(outside.case, 9, FK) == feed(withdrawn.case, 9, FK)


def test_the_same_agenda_gives_the_same_bytes_all_day_and_a_meeting_keeps_its_uid_when_it_moves() -> None:
    story = summoned()
    end = moment(400)
    at = [agenda_ics(story.case, moment(20) + timedelta(hours=one), end, by=AF, salt=SALT) for one in (0, 5)]
    assert at[0] == at[1]
    before = {value for name, value in properties(feed(story.case, 20)) if name == "UID"}
    other = {value for name, value in properties(feed(story.case, 20, salt=SALT + "2")) if name == "UID"}
    assert before
    assert before.isdisjoint(other)
    assert before.isdisjoint(
        {value for name, value in properties(feed(story.case, 20, ARBETSMARKNAD)) if name == "UID"}
    )


def test_without_a_salt_and_for_a_party_that_there_isnt_it_is_refused() -> None:
    with pytest.raises(DocumentError):
        feed(summoned().case, 6, salt="kort")
    with pytest.raises(DocumentError):
        feed(summoned().case, 6, lang="sv-lattlast")
    with pytest.raises(EventError):
        feed(summoned().case, 6, "nagon")


def test_a_meeting_that_gets_another_time_is_at_that_time_alone() -> None:
    story = moved()
    assert [day for said, day, _ in read(feed(story.case, 22)) if said == "Möte"] == [moment(70)]
