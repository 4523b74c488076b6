"""What one log adds to the report: a handful of codes and days, and nothing that names the case.

Each log is judged once. Where lines are refused ``review_of`` tells a fault from what only follows from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache

import attrs

from flerpart_flow.engine.definition.duties import DutyState, state_of_ended
from flerpart_flow.engine.definition.moves import START
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.eras.eras import check_judged
from flerpart_flow.engine.journal.log import Log
from flerpart_flow.engine.judging import queries
from flerpart_flow.engine.judging.decision import Decision, State
from flerpart_flow.engine.record.events import Event, content_fields
from flerpart_flow.engine.review.review import review_of
from flerpart_flow.engine.rules.norms import Severity
from flerpart_flow.engine.values.clock import local_date
from flerpart_flow.engine.values.reticent import reticent
from flerpart_flow.samverkan.actors import is_unit, party_of

Key = tuple[str, ...]
Deviation = tuple[str, str]
"""Its kind, and the party."""

KINDS = "avvikelseslag"
PARTIES = "part"
REASONS = "skal."
ACTORS = frozenset({"enhet", "part", "aktor", "kommun"})
"""The lists that say who or where, and so aren't a way in of their own."""


@reticent()
@attrs.frozen(kw_only=True)
class Trace:
    """One case as it stood at a moment.

    ``way_in`` is the event that opened it, the party that acted, and the codes that the event states. ``way_out`` is
    the event that closed it and its reason (empty where there is none), ``left`` the phase that it left. ``days`` are
    calendar days in Stockholm from entering a phase to entering the next, the first time that the case made the move;
    ``whole`` those from opening to closing. Of each duty, deviation and norm it says only whether, never how often.
    """

    routine: str
    version: str
    way_in: Key
    phase: str
    way_out: tuple[str, str] | None
    left: str | None
    days: Mapping[tuple[str, str], int]
    whole: int | None
    late: frozenset[str]
    reported: frozenset[Deviation]
    proposed: frozenset[Deviation]
    broken: frozenset[str]
    warned: frozenset[str]

    @property
    def place(self) -> Key:
        """Where the case stands: its phase; or the way out, its reason and the phase that it left."""
        return (self.phase,) if self.way_out is None else (*self.way_out, self.left or "")


def trace(log: Log, at: datetime) -> Trace | None:
    """What a log adds, as its case stood at a moment; None if the case wasn't open by then.

    Raises JournalError for a correction with a field that the line it concerns can't have, RulesNotInstalled for a case
    that stands under rules that aren't here.
    """
    course = _course(log, at)
    return course.told(log, at) if course.way_in else None


@attrs.frozen
class Codes:
    """The fields of an event that hold a code of interest: a deviation's kind and party, a reason, and ``states``,
    what the event says in other codes than of who or where. Each is a field's name, or None. Of several fields of a
    kind it is the first that is declared: whose the deviation is stands before to whose routine it is handed.
    """

    kind: str | None
    party: str | None
    reason: str | None
    states: tuple[str, ...]


def lists_stated(routine: Routine, event: str) -> tuple[str, ...]:
    """The lists of the codes that a way in by an event has beside its party."""
    fields = content_fields(routine.events[event])
    return tuple(fields[name].lists[0] for name in codes_of(routine)[event].states)


@lru_cache(maxsize=16)
def codes_of(routine: Routine) -> Mapping[str, Codes]:
    """The fields of interest of every event of a routine, by the event's name."""
    found = {}
    for name, event in routine.events.items():
        of = {field: held.lists[0] for field, held in content_fields(event).items() if held.name == "code"}
        first = {listed: field for field, listed in reversed(of.items())}
        states = tuple(field for field, listed in of.items() if listed not in ACTORS)
        found[name] = Codes(first.get(KINDS), first.get(PARTIES), first.get(REASONS + name), states)
    return found


class _Course:
    """What is gathered on the way through a case."""

    def __init__(self, routine: Routine, state: State) -> None:
        self.routine = routine
        self.codes = codes_of(routine)
        self.state = state
        self.way_in: Key = ()
        self.out: Event | None = None
        self.left: str | None = None
        self.days: dict[tuple[str, str], int] = {}
        self.opened: date | None = None
        self.entered: date | None = None
        self.reported: set[Deviation] = set()
        self.broken: set[str] = set()
        self.warned: set[str] = set()

    def moved(self, before: str, after: str, event: Event) -> None:
        """The case went from one phase to another."""
        today = local_date(event.occurred_at)
        if before == START:
            said = (getattr(event, name) or "" for name in self.codes[event.name].states)
            self.way_in, self.opened = (event.name, party_of(event.by), *said), today
        elif after in self.routine.ends:
            self.out, self.left = event, str(before)
        elif self.entered is not None and not {before, after} & {*self.routine.pauses, *self.routine.ends}:
            self.days.setdefault((str(before), str(after)), (today - self.entered).days)
        self.entered = today

    def allowed(self, decision: Decision) -> None:
        """The routine allowed a line: its warnings, and a deviation, if it reports one."""
        self.warned.update(one.norm for one in decision.findings if one.severity is Severity.WARN)
        event = decision.event
        of = self.codes[event.name]
        if of.kind and of.party and getattr(event, of.kind) and getattr(event, of.party):
            self.reported.add((getattr(event, of.kind), party_of(getattr(event, of.party))))

    def told(self, log: Log, at: datetime) -> Trace:
        """All of it, with what is late and what may be a deviation at the moment."""
        routine, rules, state = log.routine, log.rules, self.state
        standing = queries.open_duties(routine, rules, state, at)
        late = {one.name for one in standing if one.state is DutyState.LATE and is_unit(one.bearer)}
        over = (one for one in state.ledger.ended if state_of_ended(one) is DutyState.MET_LATE)
        late.update(one.entry.duty for one in over if is_unit(one.entry.owed.bearer))
        closed = self.out if state.phase in routine.ends else None
        whole = (self.entered - self.opened).days if closed and self.entered and self.opened else None
        return Trace(
            routine=routine.name,
            version=rules.version,
            way_in=self.way_in,
            phase=str(state.phase),  # plain text, whatever the routine writes its phases as
            way_out=None if closed is None else (closed.name, self._reason(closed)),
            left=None if closed is None else self.left,
            days=self.days,
            whole=whole,
            late=frozenset(late),
            reported=frozenset(self.reported),
            proposed=frozenset(
                (one.kind, party_of(one.unit)) for one in routine.proposals(state.facts, standing, rules, at)
            ),
            broken=frozenset(self.broken),
            warned=frozenset(self.warned),
        )

    def _reason(self, event: Event) -> str:
        field = self.codes[event.name].reason
        return (getattr(event, field) or "") if field else ""


def _course(log: Log, at: datetime) -> _Course:
    """The course up to a moment, as its lines read now."""
    judged = log.judged(arrivals=False)
    check_judged(judged.case.course)
    if judged.case.course.refused and not judged.case.course.straight:
        judged = log.judged()  # a line whose ground was taken by a late one is no fault
    course = _Course(log.routine, judged.placed[0].before if judged.placed else judged.case.state)
    # Where nothing is refused, late or corrected, the decision on a line is the verdict on it: a tenth of the time.
    plain = not judged.arrivals and not judged.case.course.refused
    for placed in judged.placed:
        if placed.line.occurred_at > at:
            break
        if placed.before.phase != placed.after.phase:
            event = placed.decisions[-1].event if placed.decisions else placed.line
            course.moved(placed.before.phase, placed.after.phase, event)
        course.state = placed.after
        if plain and placed.decisions:
            course.allowed(placed.decisions[-1])
    for verdict in () if plain else review_of(judged).verdicts:
        if verdict.event.occurred_at > at:
            continue
        if verdict.decision is not None and verdict.decision.allowed:
            course.allowed(verdict.decision)
        elif verdict.fault:
            course.broken.update(one.norm for one in verdict.own)
    return course
