"""A calendar that takes messages as RFC 5546 says, read by two libraries that know nothing of each other or of us."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from typing import Any, Final

import attrs
import icalendar
from ical.calendar_stream import IcsCalendarStream

from flerpart_flow.documents import CalendarMessage

SALT: Final = "ett salt som bara testerna vet"
SENDER: Final = "mailto:avsandare@example.invalid"
RECEIVER: Final = "mailto:mottagare@example.invalid"


@attrs.frozen
class Read:
    """What a library reads in a message."""

    method: str
    uid: str
    sequence: int
    stamp: datetime
    start: date
    end: date | None
    summary: str
    place: str | None
    status: str
    secrecy: str
    organizer: str
    attendees: tuple[str, ...]


def by_icalendar(data: bytes) -> Read:
    """The message as icalendar reads it."""
    whole: Any = icalendar.Calendar.from_ical(data.decode())
    (event,) = whole.walk("VEVENT")
    assert not event.errors
    attendees = event.get("attendee")
    return Read(
        str(whole["method"]),
        str(event["uid"]),
        int(event["sequence"]),
        event.decoded("dtstamp"),
        event.decoded("dtstart"),
        event.decoded("dtend", None),
        str(event["summary"]),
        str(event["location"]) if "location" in event else None,
        str(event["status"]),
        str(event["class"]),
        str(event["organizer"]),
        tuple(map(str, attendees)) if isinstance(attendees, list) else (str(attendees),),
    )


def by_ical(data: bytes) -> Read:
    """The message as ical reads it."""
    whole: Any = IcsCalendarStream.calendar_from_ics(data.decode())
    (event,) = whole.events
    return Read(
        whole.method,
        event.uid,
        event.sequence,
        event.dtstamp,
        event.dtstart,
        event.dtend,
        event.summary,
        event.location,
        event.status.value,
        str(getattr(event.classification, "value", event.classification)),
        str(event.organizer.uri),
        tuple(str(one.uri) for one in event.attendees),
    )


READERS: Final[tuple[Callable[[bytes], Read], ...]] = (by_icalendar, by_ical)


class Inbox:
    """Somebody's calendar. By UID the highest SEQUENCE holds, of equal ones the latest DTSTAMP (RFC 5546, 2.1.5)."""

    def __init__(self) -> None:
        self.held: dict[str, Read] = {}

    def take(self, one: Read) -> None:
        """Take a message; one that another has overtaken changes nothing."""
        assert one.method in {"REQUEST", "CANCEL"}
        assert one.status == ("CANCELLED" if one.method == "CANCEL" else "CONFIRMED")
        before = self.held.get(one.uid)
        if before is None or (one.sequence, one.stamp) > (before.sequence, before.stamp):
            self.held[one.uid] = one

    def shows(self) -> list[date]:
        """When something is to be, and isn't cancelled."""
        return sorted((one.start for one in self.held.values() if one.method == "REQUEST"), key=str)


def after(messages: Iterable[bytes], reader: Callable[[bytes], Read]) -> Inbox:
    """The calendar of one who got those messages."""
    inbox = Inbox()
    for one in messages:
        inbox.take(reader(one))
    return inbox


def properties(data: bytes) -> list[tuple[str, str]]:
    """The properties of a file, with long lines joined again: name and parameters, and value."""
    whole = re.sub(r"\r\n ", "", data.decode())
    return [(name, value) for name, _, value in (line.partition(":") for line in whole.split("\r\n") if line)]


ASKED: Final = ("NEEDS-ACTION", "ACCEPTED", "DECLINED")


def says_only_when_and_where(data: bytes, message: CalendarMessage, places: Iterable[str | None]) -> None:
    """Every property of a message is one that may be there, with the only value that it may have."""
    said = dict(properties(data))
    assert len(said) == len(properties(data)) - 2, "BEGIN and END stand twice, nothing else does"
    attendee = next(one for one in said if one.startswith("ATTENDEE"))
    assert re.fullmatch(rf"ATTENDEE(;PARTSTAT=({'|'.join(ASKED)});ROLE=REQ-PARTICIPANT;RSVP=(TRUE|FALSE))?", attendee)
    assert said.pop(attendee) == RECEIVER
    assert said.pop("SUMMARY") in {"Möte", "Meeting"}
    assert re.fullmatch(r"[0-9a-f]{32}", said.pop("UID"))
    assert said.pop("DTSTAMP") == _utc(message.at)
    assert said.pop("SEQUENCE") == str(message.sequence)
    assert said.pop("METHOD") == message.method
    assert _unescaped(said.pop("LOCATION", "")) in {"", *(" ".join((one or "").split()) for one in places)}
    if message.start is not None:
        assert said.pop("DTSTART") == _utc(message.start)
        assert said.pop("DTEND", None) in {None, _utc(message.end or message.start)}
    else:
        assert message.day is not None
        assert said.pop("DTSTART;VALUE=DATE") == f"{message.day:%Y%m%d}"
        assert said.pop("DTEND;VALUE=DATE") is not None
    assert said.pop("STATUS") == ("CANCELLED" if message.method == "CANCEL" else "CONFIRMED")
    assert said.pop("TRANSP") in {"OPAQUE", "TRANSPARENT"}
    fixed = {
        "BEGIN": "VEVENT",
        "END": "VCALENDAR",
        "VERSION": "2.0",
        "PRODID": "-//flerpart-flow//flerpart-flow//SV",
        "CLASS": "PRIVATE",
        "ORGANIZER": SENDER,
    }
    assert said == fixed


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


def reply(to: CalendarMessage, answer: str = "ACCEPTED", address: str = RECEIVER, **change: str) -> bytes:
    """A reply as a calendar program writes one, by hand. ``change`` are other values of its properties."""
    value = {"METHOD": "REPLY", "UID": to.uid, "SEQUENCE": str(to.sequence), **change}
    lines = (
        "BEGIN:VCALENDAR",
        "PRODID:-//Example//Kalender//SV",
        "VERSION:2.0",
        f"METHOD:{value['METHOD']}",
        "BEGIN:VEVENT",
        f"UID:{value['UID']}",
        f"SEQUENCE:{value['SEQUENCE']}",
        "DTSTAMP:20260118T090000Z",
        f"ATTENDEE;PARTSTAT={answer}:{address}",
        f"ORGANIZER:{SENDER}",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    )
    return "\r\n".join(lines).encode()
