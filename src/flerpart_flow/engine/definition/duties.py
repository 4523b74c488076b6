"""Duties: who owes what, since when, until when; a ledger that only events change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, TypeVar, overload

import attrs

from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.rules.parameters import Parameter
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.calendar import working_days_between
from flerpart_flow.engine.values.chain import Chain
from flerpart_flow.engine.values.clock import local_date
from flerpart_flow.engine.values.frozen import frozen
from flerpart_flow.engine.values.reticent import reticent

E = TypeVar("E", bound=Event)


@reticent("bearer")
@frozen(weakref_slot=False)
class Owed:
    """One thing owed: by whom, to whom, about what (a meeting's number, a measure's id, or None)."""

    bearer: str
    counterpart: str | None = None
    about: Any = None


Opens = Callable[[Any, Any, Any, Rules], Iterable[Owed]]
"""(facts before, event, facts after, rules) → what the event makes somebody owe."""
Ends = Callable[[Any, Any, Owed], bool]
"""(facts after, event, owed) → whether the event ends it."""
Passes = Callable[[Any, Any, Any, Owed], Owed | None]
"""(facts before, event, facts after, owed) → who owes it now, or None if nobody does any more."""
Due = Callable[[Any, Owed, Rules], date | None]
"""(facts, owed, rules) → the last day, or None where the source gives none."""


@overload
def when(*events: type[E], then: Callable[[Any, E, Any, Rules], Iterable[Owed]]) -> dict[type[Event], Opens]: ...


@overload
def when(*events: type[E], then: Callable[[Any, E, Owed], bool]) -> dict[type[Event], Ends]: ...


@overload
def when(*events: type[E], then: Callable[[Any, E, Any, Owed], Owed | None]) -> dict[type[Event], Passes]: ...


def when(*events: type[Event], then: Callable[..., Any]) -> dict[type[Event], Any]:
    """What these events do to a duty, for ``opens``, ``meets``, ``lapses`` or ``passes``; more is added by ``|``.

    The function has to take every one of the events.
    """
    return dict.fromkeys(events, then)


def _as_owed(facts: Any, owed: Owed) -> Any:
    return owed.about


def _never_due(facts: Any, owed: Owed, rules: Rules) -> date | None:
    return None


@frozen(eq=False, kw_only=True)
class DutySpec:
    """A kind of duty that a routine declares.

    ``opens``, ``meets``, ``lapses`` and ``passes`` (to somebody else) map event classes to functions (see
    ``when``). ``due`` gives the last day from the facts. ``threshold`` is a parameter, in working days, after
    which a duty without a due date is shown as late; it is the library's own, and 0 turns it off.
    ``between_parties`` duties stand still while the routine pauses. ``runs_from`` is the event before which no
    clock runs; with ``ages_from_opening`` the age counts from where the duty was opened all the same, and only what
    is late from that event. ``survives_end`` duties stay open when the case ends. ``own`` marks a duty that the
    library adds to the source. ``bearer`` is the code of the role that owes it and ``phase`` where it is met on the
    main path: the outline's part of it, which pictures read. ``names`` gives what an answer calls it by, from
    the facts, where what it is about is a text that somebody wrote. A ``patient`` duty may stand open for long: without
    a last day it isn't pointed out in a work list either. ``again`` are the events in ``opens`` that only bring
    back what was owed before: a duty doesn't come of them.
    """

    name: str
    norms: tuple[str, ...]
    opens: Mapping[type[Event], Opens]
    meets: Mapping[type[Event], Ends]
    lapses: Mapping[type[Event], Ends] = attrs.field(factory=dict)
    passes: Mapping[type[Event], Passes] = attrs.field(factory=dict)
    due: Due = _never_due
    threshold: Parameter[int] | None = None
    between_parties: bool = False
    runs_from: type[Event] | None = None
    ages_from_opening: bool = False
    survives_end: bool = False
    own: bool = False
    bearer: str | None = None
    phase: str | None = None
    names: Callable[[Any, Owed], Any] = _as_owed
    patient: bool = False
    again: frozenset[type[Event]] = frozenset()


@reticent("duty")
@frozen(weakref_slot=False)
class Entry:
    """A duty in the ledger.

    ``paused`` sums the time it stood still, ``paused_days`` the same in days of the calendar; ``held_since`` is set
    while it stands still.
    """

    duty: str
    owed: Owed
    opened_nr: int
    opened_at: datetime
    runs_since: datetime | None
    paused: timedelta = timedelta(0)
    paused_days: int = 0
    held_since: datetime | None = None


class Ending(StrEnum):
    """How a duty ended."""

    MET = "met"
    LAPSED = "lapsed"


@reticent("how")
@frozen(weakref_slot=False)
class Ended:
    """A duty that is over: how, when, by which line, and the day that it was due."""

    entry: Entry
    how: Ending
    nr: int
    at: datetime
    due: date | None


@reticent()
@frozen(weakref_slot=False)
class Ledger:
    """The open duties, oldest first, and those that ended."""

    open: tuple[Entry, ...] = ()
    ended: Chain[Ended] = Chain()


class DutyState(StrEnum):
    """Where a duty stands at a moment."""

    OPEN = "open"
    LATE = "late"
    SUSPENDED = "suspended"
    WAITING = "waiting"
    MET = "met"
    MET_LATE = "met_late"
    LAPSED = "lapsed"


@reticent("name", "bearer", "state", "due")
@frozen
class Duty:
    """A duty as it stands at a moment: the answer to "who owes what by when".

    ``due`` is the last day, moved on by the days that the clock stood still; ``age_days`` counts whole days from
    when its clock started (or it was opened, see ``DutySpec.ages_from_opening``), without the time that it stood still.
    ``since`` is that moment, moved on by that time; None while the clock hasn't started.
    """

    name: str
    norms: tuple[str, ...]
    bearer: str
    counterpart: str | None
    about: Any
    state: DutyState
    opened_nr: int
    opened_at: datetime
    due: date | None
    age_days: int
    ended_nr: int | None = None
    ended_at: datetime | None = None
    own: bool = False
    since: datetime | None = None

    @property
    def opened_late(self) -> bool:
        """Whether its last day had passed when it was opened, so that nobody could have met it in time."""
        return self.due is not None and self.due < local_date(self.opened_at)


def due_day(spec: DutySpec, facts: Any, entry: Entry, rules: Rules) -> date | None:
    """The last day of a duty with the time that it stood still added in whole days; None if it has none."""
    due = spec.due(facts, entry.owed, rules)
    return None if due is None else due + timedelta(days=entry.paused_days)


def view_open(spec: DutySpec, entry: Entry, facts: Any, rules: Rules, now: datetime) -> Duty:
    """An open duty as it stands at ``now``."""
    due = due_day(spec, facts, entry, rules)
    state = DutyState.OPEN
    if entry.held_since is not None:
        state = DutyState.SUSPENDED
    elif entry.runs_since is None:
        state = DutyState.WAITING
    elif due is not None:
        state = DutyState.LATE if local_date(now) > due else DutyState.OPEN
    elif _over_threshold(spec, entry, rules, now):
        state = DutyState.LATE
    return Duty(
        spec.name,
        spec.norms,
        entry.owed.bearer,
        entry.owed.counterpart,
        spec.names(facts, entry.owed),
        state,
        entry.opened_nr,
        entry.opened_at,
        due,
        _age(spec, entry, now).days,
        own=spec.own,
        since=_since(spec, entry),
    )


def state_of_ended(ended: Ended) -> DutyState:
    """How a duty that is over came to its end."""
    if ended.how is not Ending.MET:
        return DutyState.LAPSED
    late = ended.due is not None and local_date(ended.at) > ended.due
    return DutyState.MET_LATE if late else DutyState.MET


def view_ended(spec: DutySpec, ended: Ended, facts: Any) -> Duty:
    """A duty that is over."""
    entry = ended.entry
    return Duty(
        spec.name,
        spec.norms,
        entry.owed.bearer,
        entry.owed.counterpart,
        spec.names(facts, entry.owed),
        state_of_ended(ended),
        entry.opened_nr,
        entry.opened_at,
        ended.due,
        _age(spec, entry, ended.at).days,
        ended.nr,
        ended.at,
        spec.own,
        _since(spec, entry),
    )


def _age(spec: DutySpec, entry: Entry, now: datetime) -> timedelta:
    since = _since(spec, entry)
    return timedelta(0) if since is None else max(timedelta(0), (entry.held_since or now) - since)


def _since(spec: DutySpec, entry: Entry) -> datetime | None:
    since = entry.opened_at if spec.ages_from_opening else entry.runs_since
    return None if since is None else since + entry.paused


def _over_threshold(spec: DutySpec, entry: Entry, rules: Rules, now: datetime) -> bool:
    days = rules.value(spec.threshold) if spec.threshold is not None else 0
    return bool(days) and workdays_open(entry, local_date(now)) > days


def workdays_open(entry: Entry, on: date) -> int:
    """For how many working days the clock of a duty has gone, without the time that it stood still."""
    if entry.runs_since is None:
        return 0
    return working_days_between(local_date(entry.runs_since) + timedelta(days=entry.paused_days), on)
