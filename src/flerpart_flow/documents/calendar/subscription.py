"""A unit's agenda of a case as a calendar to subscribe to: its days, and nothing of what they are about."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any, Final

from flerpart_flow.agenda.entry import DUTY, Entry
from flerpart_flow.agenda.listing import agenda
from flerpart_flow.agenda.scene import beginning
from flerpart_flow.documents.calendar import salt as salted
from flerpart_flow.documents.calendar.ics import a_calendar, a_day, located, words
from flerpart_flow.engine.errors import discreet
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.values.clock import local_date, start_of_day
from flerpart_flow.texts import DEFAULT_LANGUAGE

_MEETINGS: Final = frozenset({"mote", "uppfoljningsmote", "uppfoljning", "given_tid"})


@discreet
def agenda_ics(case: Case[Any], from_: date, to: date, *, by: str, salt: str, lang: str = DEFAULT_LANGUAGE) -> bytes:
    """The days of ``agenda(case, from_, to, by=by)`` as a file: all that the party may see, and has to do or come to.

    A day keeps its UID when it moves; what has no day isn't there. The same agenda gives the same bytes all day long.
    Raises as ``agenda``, and DocumentError without a salt (see ``calendar_messages``) or without icalendar.
    """
    salted.check(salt)
    said = words(lang)
    at = start_of_day(local_date(beginning(from_)))
    seen: Counter[str] = Counter()
    events = []
    for entry in agenda(case, from_, to, lang, by):
        if entry.day is not None:
            about = (entry.kind, entry.duty, entry.bearer, entry.counterpart, str(entry.about))
            uid = salted.digest(salt, "agenda", case.header.case, by, *about, seen[str(about)])
            seen[str(about)] += 1
            event = a_day(uid, at, entry.at or entry.day, entry.end, said.raw(f"papper.kalender.{_heading(entry)}"))
            located(event, entry.place)
            events.append(event)
    return a_calendar(events, "PUBLISH")


def _heading(entry: Entry) -> str:
    if entry.kind in _MEETINGS or entry.at is not None:
        return "mote"
    return "sista_dag" if entry.kind == DUTY else "se_over"
