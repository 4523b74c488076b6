"""Judging a case anew, in the order in which things happened.

Lines stand in the order they were recorded. When one arrives that occurred earlier, or that corrects an earlier
one, the lines from there on are judged again. States are kept every 64 lines, so that a late line costs what
comes after it, not the whole case.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

import attrs

from flerpart_flow.engine.correction import Ratta
from flerpart_flow.engine.decision import Decision, State
from flerpart_flow.engine.events import Event
from flerpart_flow.engine.routine import Routine
from flerpart_flow.engine.rules import Rules
from flerpart_flow.engine.sequence import Chain
from flerpart_flow.engine.step import enact, step

EVERY = 64

NONE: Mapping[int, Any] = MappingProxyType({})


@attrs.frozen
class Course:
    """How the lines of a case came out.

    ``order`` holds line numbers in the order of ``occurred_at`` (None: the order of recording is that order).
    ``refused`` are lines that the routine refuses; ``corrections`` maps a line to what it says now (None:
    struck); ``settled`` are the corrections in force; ``latched`` maps a line to the phase that it led to and
    that nothing later undoes. ``checkpoints[i]`` is the state before position 64·i.
    """

    state: State
    checkpoints: Chain[State]
    order: tuple[int, ...] | None = None
    refused: frozenset[int] = frozenset()
    corrections: Mapping[int, Event | None] = attrs.field(default=NONE, eq=dict)
    settled: frozenset[int] = frozenset()
    latched: Mapping[int, str] = attrs.field(default=NONE, eq=dict)

    @classmethod
    def start(cls, state: State) -> Course:
        """The course of a case without lines."""
        return cls(state, Chain.of((state,)))


def position_at(course: Course, lines: Sequence[Event] | Chain[Event], at: datetime) -> int:
    """How many lines, in order, occurred at or before a moment."""
    if course.order is None:
        return bisect_right(range(len(lines)), at, key=lambda i: lines[i].occurred_at)
    order = course.order
    return bisect_right(range(len(order)), at, key=lambda i: lines[order[i] - 1].occurred_at)


def position_of(course: Course, nr: int) -> int:
    """Where in the order a line stands, from 0."""
    return nr - 1 if course.order is None else course.order.index(nr)


def inserted(course: Course, count: int, position: int, nr: int) -> tuple[int, ...]:
    """The order with a line put in at a position."""
    order = course.order if course.order is not None else tuple(range(1, count + 1))
    return (*order[:position], nr, *order[position:])


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
    state = course.checkpoints[start]
    for at in range(start * EVERY, position):
        nr = at + 1 if course.order is None else course.order[at]
        state, _ = passed(routine, rules, course, nr, lines[nr - 1], state)
    return state


def passed(
    routine: Routine, rules: Rules, course: Course, nr: int, line: Event, state: State
) -> tuple[State, Decision | None]:
    """The state after one line, latches included, and the decision that refused it, if one did."""
    refusal = None
    for decision in judged(routine, rules, course, nr, line, state):
        state = decision.state
        if not decision.allowed and refusal is None:
            refusal = decision
    latch = course.latched.get(nr)
    if latch is not None and state.phase != latch:
        state = enact(routine, rules, state, line, latch) or state
    return state, refusal


def rejudge(routine: Routine, rules: Rules, course: Course, lines: Chain[Event], start: int) -> Course:
    """The course with every line from a position on judged again.

    A correction that was refused and now has its ground takes effect, and its target is judged again in turn.
    """
    while True:
        first = start // EVERY
        start = first * EVERY
        state = course.checkpoints[first]
        kept = [course.checkpoints[i] for i in range(first + 1)]
        order = course.order if course.order is not None else range(1, len(lines) + 1)
        refused, latched = set(course.refused.difference(order[start:])), dict(course.latched)
        revived: Ratta | None = None
        for at in range(start, len(lines)):
            nr = order[at]
            line = lines[nr - 1]
            before = state.phase
            if isinstance(line, Ratta) and nr not in course.settled:
                line = resolved(course, lines, line)
            state, refusal = passed(routine, rules, course, nr, line, state)
            if refusal is not None:
                refused.add(nr)
            elif isinstance(line, Ratta) and nr not in course.settled:
                revived = line
                break
            if state.phase != before and state.phase in routine.latches:
                latched.setdefault(nr, state.phase)
            if (at + 1) % EVERY == 0:
                kept.append(state)
        if revived is None:
            return attrs.evolve(
                course, state=state, checkpoints=Chain.of(kept), refused=frozenset(refused), latched=latched
            )
        course = corrected(routine, course, revived)
        start = min(position_of(course, revived.ror or 1), start)


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
    assert event.ror is not None and event.nr is not None  # noqa: PT018  the guards demand both
    latched = {nr: phase for nr, phase in course.latched.items() if nr != event.ror or phase not in routine.ends}
    corrections = {**course.corrections, event.ror: event.corrected()}
    return attrs.evolve(course, corrections=corrections, settled=course.settled | {event.nr}, latched=latched)
