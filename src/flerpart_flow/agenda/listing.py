"""The agenda of one case: what is to come in a span of time, what is late, and what is open without a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from flerpart_flow.agenda.entry import Entry, Group
from flerpart_flow.agenda.scene import beginning, entries_of
from flerpart_flow.engine.errors import discreet
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.values.clock import local_date
from flerpart_flow.texts import DEFAULT_LANGUAGE


@discreet
def agenda(case: Case, from_: date, to: date, lang: str = DEFAULT_LANGUAGE, by: str | None = None) -> tuple[Entry, ...]:
    """The entries of a case from a moment or a day to another, its last day with it: by day, those without one last.

    The case is taken as it stands at ``from_``. What was late by then, and what has no last day, is there, too; what is
    told of in time, such as a consent that runs out, as soon as it is to be told of. Nothing that waits is.
    With ``by`` it is what that party may see of it, and has to do or to come to (``seen_by``).

    Raises EventError for a naive time, and for a party that the rules don't know.
    """
    last = local_date(beginning(to))
    found = (one for one in entries_of(case, beginning(from_), lang, by) if one.group is not Group.WAITING)
    return tuple(sorted((one for one in found if _comes_by(one, last)), key=_by_day))


def _comes_by(entry: Entry, last: date) -> bool:
    first = entry.told_from or entry.day
    return first is None or first <= last


def _by_day(entry: Entry) -> tuple[Any, ...]:
    moment = entry.at.isoformat() if entry.at is not None else ""
    names = (entry.kind, entry.duty or "", entry.bearer or "", entry.counterpart or "", str(entry.about))
    return (entry.day or date.max, moment, -(entry.age_days or 0), *names)
