"""A reply from somebody's calendar (METHOD:REPLY), read into the event that it stands for.

Nothing is recorded here: the event is the host's to put to the case, which judges it as any other. What can't be
trusted to be an answer to what the recipient is asked now is refused, and never guessed at.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from flerpart_flow.documents.calendar.ics import icalendar
from flerpart_flow.documents.calendar.messages import REQUEST, CalendarMessage, calendar_messages
from flerpart_flow.documents.errors import DocumentError
from flerpart_flow.engine.errors import discreet
from flerpart_flow.engine.judging.case import Case, aware
from flerpart_flow.routines.flerpartsmote.kallelse.attending import number_awaited
from flerpart_flow.samverkan.kallelse.events import Avboj, Bekrafta

MOST: Final = 100_000
"""How many bytes a reply may have; a real one has a few thousand."""
_ANSWERS: Final[Mapping[str, type[Bekrafta | Avboj]]] = {"ACCEPTED": Bekrafta, "DECLINED": Avboj}


@discreet
def read_reply(
    case: Case[Any],
    reply: bytes,
    *,
    salt: str,
    addresses: Mapping[str, str],
    at: datetime,
    recorded_by: str | None = None,
) -> Bekrafta | Avboj:
    """The event that a reply stands for, not yet recorded; ``at`` is when it came in.

    ``addresses`` are those that the host wrote to, by recipient; ``recorded_by`` is needed where the one who answers
    isn't a unit. Raises DocumentError, and nothing has changed, for a file that can't be read, another method, another
    meeting's UID, another sequence than the latest, somebody who wasn't asked, and one that says neither yes nor no.
    """
    moment, latest = aware(at), _latest(case, salt)
    event = _read(reply)
    asked = latest.get(_text(event, "uid"))
    if asked is None or asked.method != REQUEST or asked.number != number_awaited(case.facts):
        raise DocumentError("dokument.kalender.annat_mote")
    if _sequence(event) != asked.sequence:
        raise DocumentError("dokument.kalender.sekvens")
    attendee = event.get("attendee")
    known = addresses.get(asked.recipient)
    if not asked.answers or known is None or _same(attendee) != _same(known):
        raise DocumentError("dokument.kalender.inte_tillfragad")
    answer = _ANSWERS.get(str(attendee.params.get("PARTSTAT", "")).upper())
    if answer is None:
        raise DocumentError("dokument.kalender.svar")
    return answer(
        mote=asked.number, by=asked.recipient, occurred_at=moment, recorded_at=moment, recorded_by=recorded_by
    )


def _latest(case: Case[Any], salt: str) -> Mapping[str, CalendarMessage]:
    """The latest message to each recipient, by its UID: an earlier meeting's UID isn't there."""
    held = {one.recipient: one for one in calendar_messages(case, salt=salt)}
    return {one.uid: one for one in held.values()}


def _read(reply: bytes) -> Any:
    """The one event of a reply. Raises DocumentError for what isn't one."""
    parsed = icalendar().Calendar
    if len(reply) > MOST:
        raise DocumentError("dokument.kalender.trasig")
    try:
        whole = parsed.from_ical(reply.decode())
        events = list(whole.walk("VEVENT"))
        sound = not any(one.errors for one in (whole, *events))
    except ValueError:
        raise DocumentError("dokument.kalender.trasig") from None
    if whole.name != "VCALENDAR" or not sound:
        raise DocumentError("dokument.kalender.trasig")
    if _text(whole, "method").upper() != "REPLY":
        raise DocumentError("dokument.kalender.metod")
    if len(events) != 1 or isinstance(events[0].get("attendee"), list) or "recurrence-id" in events[0]:
        raise DocumentError("dokument.kalender.trasig")
    return events[0]


def _text(component: Any, name: str) -> str:
    held = component.get(name)
    return "" if held is None or isinstance(held, list) else str(held)


def _sequence(event: Any) -> int | None:
    """Its number; without one it is the first."""
    held = event.get("sequence", 0)
    return held if isinstance(held, int) else None


def _same(address: object) -> str:
    """An address as it is compared: e-mail makes no difference between capital and small letters."""
    return str(address).strip().casefold()
