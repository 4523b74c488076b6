"""Judging a case anew, in the order in which things happened.

Lines stand in the order they were recorded. When one arrives that occurred earlier, or that corrects an earlier
one, the lines from there on are judged again. States are kept every 64 lines, so that a late line costs what
comes after it, not the whole case.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

import attrs

from flerpart_flow.engine.definition.correction import Ratta
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.judging.decision import Decision, State
from flerpart_flow.engine.judging.step import enact, step
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.chain import Chain

EVERY = 64

NONE: Mapping[int, Any] = MappingProxyType({})


@attrs.frozen(weakref_slot=False)
class Checkpoint:
    """Where the case stood before a position: the state, and how many lines had been refused and had latched."""

    state: State
    refused: int = 0
    latched: int = 0


@attrs.frozen(weakref_slot=False)
class Course:
    """How the lines of a case came out.

    ``order`` holds line numbers in the order of ``occurred_at`` (None: the order of recording is that order).
    ``refused`` are lines that the routine refuses, in that order; ``corrections`` maps a line to what it says now
    (None: struck); ``settled`` are the corrections in force; ``latched`` are lines with the phase that they led to
    and that nothing later undoes. ``checkpoints[i]`` tells of position 64·i.
    """

    state: State
    checkpoints: Chain[Checkpoint]
    order: Chain[int] | None = None
    refused: Chain[int] = Chain()
    corrections: Mapping[int, Event | None] = attrs.field(default=NONE, eq=dict, hash=False)
    settled: frozenset[int] = frozenset()
    latched: Chain[tuple[int, str]] = Chain()

    @classmethod
    def start(cls, state: State) -> Course:
        """The course of a case without lines."""
        return cls(state, Chain.of((Checkpoint(state),)))

    def nr_at(self, position: int) -> int:
        """The line that stands at a position of the order."""
        return position + 1 if self.order is None else self.order[position]

    def position_of(self, nr: int) -> int:
        """Where in the order a line stands, from 0."""
        return nr - 1 if self.order is None else next(at for at, held in enumerate(self.order) if held == nr)


def position_at(course: Course, lines: Chain[Event], at: datetime) -> int:
    """How many lines, in order, occurred at or before a moment."""
    return bisect_right(range(len(lines)), at, key=lambda i: lines[course.nr_at(i) - 1].occurred_at)


def inserted(course: Course, count: int, position: int, nr: int) -> Chain[int]:
    """The order with a line put in at a position."""
    order = course.order if course.order is not None else Chain.of(range(1, count + 1))
    rest = [order[at] for at in range(position, count)]
    return order.cut(position).extend((nr, *rest))


def judged(routine: Routine, rules: Rules, course: Course, nr: int, line: Event, state: State) -> Iterator[Decision]:
    """The decisions on one line in a state: none if it is struck, two if a lasting event was corrected."""
    if nr in course.settled:
        return
    event = course.corrections.get(nr, line)
    if event is not line and type(line) in routine.lasting:
        first = step(routine, rules, state, line)
        yield first
        state = first.state
    if event is not None:
        yield step(routine, rules, state, event)


def state_before(routine: Routine, rules: Rules, course: Course, lines: Chain[Event], position: int) -> State:
    """The state before a position in the order."""
    start = min(position // EVERY, len(course.checkpoints) - 1)
    mark = course.checkpoints[start]
    state, latches = mark.state, dict(course.latched.after(mark.latched))
    for at in range(start * EVERY, position):
        nr = course.nr_at(at)
        state, _ = passed(routine, rules, course, nr, lines[nr - 1], state, latches.get(nr))
    return state


def passed(
    routine: Routine, rules: Rules, course: Course, nr: int, line: Event, state: State, latch: str | None
) -> tuple[State, Decision | None]:
    """The state after one line, its latch included, and the decision that refused it, if one did."""
    refusal, over = None, state.phase in routine.ends
    for decision in judged(routine, rules, course, nr, line, state):
        state = decision.state
        if not decision.allowed and refusal is None:
            refusal = decision
    if latch is not None and state.phase != latch and not over:
        state = enact(routine, rules, state, line, latch) or state
    return state, refusal


@attrs.frozen(eq=False)
class Placed:
    """One line in its place: the states around it, and the decisions on it (none if struck, or a correction)."""

    nr: int
    line: Event
    before: State
    after: State
    decisions: tuple[Decision, ...]


def replayed(routine: Routine, rules: Rules, course: Course, lines: Chain[Event]) -> Iterator[Placed]:
    """Every line in the order of what happened, as it reads now."""
    state, latches = course.checkpoints[0].state, dict(course.latched)
    for at in range(len(lines)):
        nr = course.nr_at(at)
        line = lines[nr - 1]
        if isinstance(line, Ratta) and nr not in course.settled:
            line = resolved(course, lines, line)
        before = state
        decisions = tuple(judged(routine, rules, course, nr, line, before))
        state, _ = passed(routine, rules, course, nr, line, before, latches.get(nr))
        yield Placed(nr, line, before, state, decisions)


def rejudge(routine: Routine, rules: Rules, course: Course, lines: Chain[Event], start: int) -> Course:
    """The course with every line from a position on judged again.

    A correction that was refused and now has its ground takes effect, and its target is judged again in turn.
    """
    while True:
        again = _again(routine, rules, course, lines, start // EVERY)
        if isinstance(again, Course):
            return again
        course = corrected(routine, course, again)
        start = min(course.position_of(again.ror or 1), start)


def _again(routine: Routine, rules: Rules, course: Course, lines: Chain[Event], first: int) -> Course | Ratta:
    """The course judged again from checkpoint ``first``, or the correction that came to life on the way."""
    mark = course.checkpoints[first]
    state, checkpoints = mark.state, course.checkpoints.cut(first + 1)
    refused, latched = course.refused.cut(mark.refused), course.latched.cut(mark.latched)
    latches = dict(course.latched.after(mark.latched))
    for at in range(first * EVERY, len(lines)):
        nr = course.nr_at(at)
        line, before, waits = lines[nr - 1], state.phase, False
        if isinstance(line, Ratta) and nr not in course.settled:
            line, waits = resolved(course, lines, line), True
        state, refusal = passed(routine, rules, course, nr, line, state, latches.get(nr))
        if refusal is not None:
            refused = refused.append(nr)
        elif waits and isinstance(line, Ratta):
            return line
        if nr in latches:
            latched = latched.append((nr, latches[nr]))
        elif state.phase != before and state.phase in routine.latches:
            latched = latched.append((nr, state.phase))
        if (at + 1) % EVERY == 0:
            checkpoints = checkpoints.append(Checkpoint(state, len(refused), len(latched)))
    return attrs.evolve(course, state=state, checkpoints=checkpoints, refused=refused, latched=latched)


def changes(old: Course, new: Course, start: int) -> tuple[frozenset[int], frozenset[int]]:
    """Which lines are refused in the new course but not in the old, and the other way, from a position on."""
    first = min(start // EVERY, len(old.checkpoints) - 1)
    was = frozenset(old.refused.after(old.checkpoints[first].refused))
    now = frozenset(new.refused.after(new.checkpoints[first].refused))
    return now - was, was - now


def resolved(course: Course, lines: Chain[Event], event: Ratta) -> Ratta:
    """The correction with the line that it concerns, as that line reads now."""
    nr = event.ror
    if nr is None or event.nr is None or nr >= event.nr:
        return event
    now = course.corrections.get(nr, lines[nr - 1])
    return attrs.evolve(event, target=now if now is not None else lines[nr - 1], struck=now is None)


def corrected(routine: Routine, course: Course, event: Ratta) -> Course:
    """The course with a correction in force, its lines not yet judged again.

    Correcting the very line that closed a case opens it; the latch of a pause is never lifted.
    """
    target, nr = event.ror or 0, event.nr or 0
    corrections = {**course.corrections, target: event.corrected()}
    latched = course.latched
    if any(held == target and phase in routine.ends for held, phase in latched):
        at = next(at for at, (held, _) in enumerate(latched) if held == target)
        latched = latched.cut(at).extend(latched.after(at + 1))
        marks = (
            attrs.evolve(mark, latched=mark.latched - 1) if mark.latched > at else mark for mark in course.checkpoints
        )
        course = attrs.evolve(course, checkpoints=Chain.of(marks))
    return attrs.evolve(course, corrections=corrections, settled=course.settled | {nr}, latched=latched)
