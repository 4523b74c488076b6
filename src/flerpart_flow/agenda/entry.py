"""An entry of an agenda or a work list: what is to be done or to come, when, by whom, and how pressing it is."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import attrs

from flerpart_flow.engine.values.clock import shown
from flerpart_flow.engine.values.reticent import reticent

if TYPE_CHECKING:
    import pendulum

    from flerpart_flow.texts import Texts


class Group(StrEnum):
    """How pressing an entry is, the most pressing first.

    LATE: its last day has passed. WEEK: its day comes no later than Sunday. ATTENTION: it has no last day and has been
    open for long, or something has to be looked at; that is the library's own view and no norm's lateness (readings A6,
    A56). LATER: its day comes after Sunday. OPEN: it has no day. WAITING: no clock runs, before a consent or at rest.
    """

    LATE = "late"
    WEEK = "week"
    ATTENTION = "attention"
    LATER = "later"
    OPEN = "open"
    WAITING = "waiting"


ORDER = tuple(Group)
DUTY = "plikt"
"""The kind of an entry that is a duty; the others are those of ``Dated``."""


@reticent("kind", "group", "day")
@attrs.frozen(kw_only=True)
class Entry:
    """What is to be done or to come.

    ``what`` and ``when`` are words in the language that was asked for: "om 3 veckor", "för 5 dagar sedan", "öppen i 34
    dagar". ``day`` is the day or the last day, None where there is none; ``at``, ``end`` and ``place`` are a meeting's.
    ``bearer`` owes it, or sees to it, to ``counterpart``; ``duty`` is the name of the duty, if it is one.
    ``age_days`` is how long it has been open. An entry is told of from ``told_from`` on, where that is before its day.
    ``own``: the library adds it to the source.
    """

    kind: str
    group: Group
    what: str
    when: str
    norms: tuple[str, ...]
    own: bool
    day: date | None = None
    at: datetime | None = None
    end: datetime | None = None
    place: str | None = None
    bearer: str | None = None
    counterpart: str | None = None
    duty: str | None = None
    about: Any = None
    age_days: int | None = None
    told_from: date | None = None

    @property
    def starts(self) -> pendulum.DateTime | None:
        """The time as a pendulum value in Stockholm, where there is one."""
        return None if self.at is None else shown(self.at)

    @property
    def ends(self) -> pendulum.DateTime | None:
        """The end as a pendulum value in Stockholm, where there is one."""
        return None if self.end is None else shown(self.end)


def in_words(entry: Entry, said: Texts, case: str = "") -> str:
    """An entry on a line: whose case, its day, who and what, how far off it is, its norms."""
    moment = entry.at if entry.at is not None else entry.day
    day = "" if moment is None else said.format_field(moment, "")
    who = said.name(entry.bearer) if entry.bearer is not None else ""
    what = " – ".join(part for part in (who, entry.what) if part)
    return " · ".join(part for part in (case, day, what, entry.when, ", ".join(entry.norms)) if part)


def pressing(entry: Entry) -> tuple[Any, ...]:
    """The order of entries: the most pressing group first, then by day, then the longest open."""
    day = entry.day or date.max
    moment = entry.at.isoformat() if entry.at is not None else ""
    names = (entry.kind, entry.duty or "", entry.bearer or "", entry.counterpart or "", str(entry.about))
    return (ORDER.index(entry.group), day, moment, -(entry.age_days or 0), *names)
