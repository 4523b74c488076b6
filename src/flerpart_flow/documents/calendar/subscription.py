"""A unit's agenda of a case as a calendar to subscribe to: its days, and nothing of what they are about.

A meeting that the unit has a message of (``calendar_messages``) has the UID and SEQUENCE of that message, which is what
an answer refers to: where both are put into one calendar, the meeting stands there once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from flerpart_flow.agenda.entry import DUTY, Entry
from flerpart_flow.agenda.listing import agenda
from flerpart_flow.agenda.scene import beginning
from flerpart_flow.documents.calendar import salt as salted
from flerpart_flow.documents.calendar.ics import a_calendar, a_day, located, words
from flerpart_flow.documents.calendar.messages import REQUEST, CalendarMessage, calendar_messages
from flerpart_flow.documents.written import ROUTINES
from flerpart_flow.engine.errors import discreet
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.values.clock import local_date, start_of_day
from flerpart_flow.texts import DEFAULT_LANGUAGE

_MEETINGS: Final = frozenset({"mote", "uppfoljningsmote", "uppfoljning"})
_GIVEN: Final = "given_tid"


@discreet
def agenda_ics(case: Case[Any], from_: date, to: date, *, by: str, salt: str, lang: str = DEFAULT_LANGUAGE) -> bytes:
    """The days of ``agenda(case, from_, to, by=by)`` as a file: all that the party may see, and has to do or come to.

    A day keeps its UID when it moves; what has no day isn't there. The same agenda gives the same bytes all day long.
    A calendar without days is valid, and shows nothing. It has no method: nobody is asked for an answer.
    Raises as ``agenda``, and DocumentError without a salt (see ``calendar_messages``) or without icalendar.
    """
    salted.check(salt)
    said = words(lang)
    at = start_of_day(local_date(beginning(from_)))
    sent = _sent(case, beginning(from_), by, salt)
    seen: Counter[str] = Counter()
    events = []
    for entry in agenda(case, from_, to, lang, by):
        if entry.day is not None:
            about = (entry.kind, entry.duty, entry.bearer, entry.counterpart, str(entry.about))
            uid = salted.digest(salt, "agenda", case.header.case, by, *about, seen[str(about)])
            seen[str(about)] += 1
            told = sent.get(entry.at or entry.day) if entry.kind in _MEETINGS else None
            heading = said.raw(f"papper.kalender.{_heading(entry)}")
            event = a_day(uid if told is None else told.uid, at, entry.at or entry.day, entry.end, heading)
            if told is not None:
                event.add("sequence", told.sequence)
            located(event, entry.place)
            events.append(event)
    return a_calendar(events)


def _sent(case: Case[Any], now: datetime, by: str, salt: str) -> Mapping[date, CalendarMessage]:
    """What the unit was sent of each meeting that is to be, by its time, or its day where it has no time yet."""
    if case.routine.name not in ROUTINES:
        return {}
    latest = {one.uid: one for one in calendar_messages(case, salt=salt) if one.recipient == by and one.at <= now}
    on = ((one.start or one.day, one) for one in latest.values() if one.method == REQUEST)
    return {when: one for when, one in on if when is not None}


def _heading(entry: Entry) -> str:
    if entry.kind in _MEETINGS or entry.kind == _GIVEN or entry.at is not None:
        return "mote"
    return "att_gora" if entry.kind == DUTY else "se_over"
