"""The calendar format (RFC 5545 and 5546), through icalendar: the same message gives the same bytes.

A message says when and where, under a neutral heading. It has no word about why, about topics or the case, and no
address but those of the one who sends it and the one who gets it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from typing import Any, Final

from flerpart_flow.documents.calendar.messages import CANCEL, CalendarMessage
from flerpart_flow.documents.errors import DocumentError
from flerpart_flow.documents.speech import HERE
from flerpart_flow.engine.errors import discreet
from flerpart_flow.engine.words.wording import with_own
from flerpart_flow.samverkan.mote.meeting import Reply
from flerpart_flow.texts import DEFAULT_LANGUAGE, LANGUAGES, Texts, texts

ORGANIZER: Final = "mailto:avsandare@example.invalid"
ATTENDEE: Final = "mailto:mottagare@example.invalid"
"""What stands where the host hasn't filled in an address: there is no such domain, and never will be (RFC 2606)."""
_PRODUCT: Final = "-//flerpart-flow//flerpart-flow//SV"
_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!#-~]+")
_ANSWERED: Final = {
    Reply.NONE: "NEEDS-ACTION",
    Reply.CONFIRMED: "ACCEPTED",
    Reply.DECLINED: "DECLINED",
    Reply.DECLINED_LATE: "DECLINED",
}


@discreet
def as_ics(
    message: CalendarMessage, *, organizer: str = ORGANIZER, attendee: str = ATTENDEE, lang: str = DEFAULT_LANGUAGE
) -> bytes:
    """The message as a file. The host gives the addresses: ``mailto:`` and who it is, one organiser for each case.

    Raises DocumentError for what is no address, for a language that it isn't written in, and where icalendar (the
    extra ``kalender``) isn't installed.
    """
    event = a_day(
        message.uid, message.at, message.start or message.day, message.end, words(lang).raw("papper.kalender.mote")
    )
    event.add("sequence", message.sequence)
    event.add("organizer", _address(organizer))
    event.add("attendee", _attendee(message, attendee))
    event.add("status", "CANCELLED" if message.method == CANCEL else "CONFIRMED")
    located(event, message.place)
    return a_calendar((event,), message.method)


def icalendar() -> Any:
    """The package. Raises DocumentError where it isn't installed."""
    try:
        return import_module("icalendar")
    except ModuleNotFoundError:
        raise DocumentError("dokument.finns_inte", format="ics", extra="flerpart-flow[kalender]") from None


def words(lang: str) -> Texts:
    """The library's own words: an overlay can't put others there. Raises DocumentError for a language without them."""
    if lang not in LANGUAGES:
        raise DocumentError("dokument.sprak", kind="ics")
    return with_own(texts(lang), ((HERE, f"{lang}.toml"),))


def a_calendar(events: Iterable[Any], method: str | None = None) -> bytes:
    """A file of those events; with a method a message (RFC 5546), without one a calendar as it stands.

    A calendar has at least one component (RFC 5545, 3.6): without events it is the zone that times are written in, so
    that it can be read and shows nothing.
    """
    held = tuple(events)
    whole = icalendar().Calendar()
    whole.add("version", "2.0")
    whole.add("prodid", _PRODUCT)
    if method is not None:
        whole.add("method", method)
    for one in held or (_utc(),):
        whole.add_component(one)
    made: bytes = whole.to_ical()
    return made


def _utc() -> Any:
    zone, standard = icalendar().Timezone(), icalendar().TimezoneStandard()
    zone.add("tzid", "Etc/UTC")
    standard.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001  # local time, by RFC 5545
    for name in ("tzoffsetfrom", "tzoffsetto"):
        standard.add(name, timedelta(0))
    zone.add_component(standard)
    return zone


def a_day(uid: str, at: datetime, start: date | None, end: datetime | None, heading: str) -> Any:
    """A private event: at a time, or on a day, which then isn't taken up by it."""
    event = icalendar().Event()
    event.add("uid", uid)
    event.add("dtstamp", at.astimezone(UTC))
    timed = isinstance(start, datetime)
    if isinstance(start, datetime):
        event.add("dtstart", start.astimezone(UTC))
        if end is not None and end > start:
            event.add("dtend", end.astimezone(UTC))
    elif start is not None:
        event.add("dtstart", start)
        event.add("dtend", start + timedelta(days=1))
    event.add("summary", heading)
    event.add("class", "PRIVATE")
    event.add("transp", "OPAQUE" if timed else "TRANSPARENT")
    return event


def located(event: Any, place: str | None) -> None:
    """The place on one line, without signs that can't be seen, some of which end a line for some who read it."""
    shown = "" if place is None else "".join(one for one in " ".join(place.split()) if one.isprintable())
    if shown:
        event.add("location", shown)


def _attendee(message: CalendarMessage, address: str) -> Any:
    to = _address(address)
    if message.method != CANCEL:
        to.params["ROLE"] = "REQ-PARTICIPANT"
        to.params["PARTSTAT"] = _ANSWERED[message.reply]
        to.params["RSVP"] = "TRUE" if message.answers else "FALSE"
    return to


def _address(written: str) -> Any:
    if not _ADDRESS.fullmatch(written):
        raise DocumentError("dokument.kalender.adress")
    return icalendar().vCalAddress(written)
