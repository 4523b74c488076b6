"""Judging lines anew, in the order in which things happened.

Lines stand in the order they were recorded. When one arrives that occurred earlier, or that corrects an earlier
one, the lines from there on are judged again.
"""

from __future__ import annotations

from collections.abc import Iterator

from flerpart_flow.engine.definition.correction import Ratta
from flerpart_flow.engine.definition.recording import numbered
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.eras.eras import era_for
from flerpart_flow.engine.judging.course import Course, Growth, Lines
from flerpart_flow.engine.judging.decision import Decision, State
from flerpart_flow.engine.judging.step import enact, step, taken
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.record.limits import Work
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.frozen import frozen
from flerpart_flow.engine.values.reticent import reticent


@reticent()
@frozen(eq=False, weakref_slot=False)
class Placed:
    """One line in its place: the states around it, and the decisions on it (none if struck, or a correction)."""

    nr: int
    line: Event
    before: State
    after: State
    decisions: tuple[Decision, ...]

    @property
    def refusal(self) -> Decision | None:
        """The first decision that refuses the line, or None."""
        return next((decision for decision in self.decisions if not decision.allowed), None)


def _decided(
    routine: Routine, rules: Rules, course: Course, nr: int, line: Event, state: State
) -> tuple[Decision, ...]:
    """The decisions on one line in a state: none if it is struck, two if a lasting event was corrected."""
    if nr in course.settled:
        return ()
    event = course.corrections.get(nr, line)
    if event is line or type(line) not in routine.lasting:
        return () if event is None else (step(routine, rules, state, numbered(routine, event, course.numbers)),)
    first = step(routine, rules, state, line)
    return (first,) if event is None else (first, step(routine, rules, first.state, event))


def place(
    routine: Routine, rules: Rules, course: Course, lines: Lines, at: int, state: State, latches: dict[int, str]
) -> Placed:
    """The line at a position, as it reads now, in the state before it; its latch holds."""
    nr = course.nr_at(at)
    line, latch = course.at_its_time(lines, nr), latches.get(nr)
    if isinstance(line, Ratta) and nr not in course.settled:
        line = course.resolved(lines, line)
    if course.eras:
        era = era_for(course, lines, nr)
        rules = era.rules
        if not era.judged and getattr(line, "change", None) is None:  # a change of rules that was refused stays so
            return _as_taken(routine, rules, course, nr, line, state, latch)
    decisions = _decided(routine, rules, course, nr, line, state)
    after = decisions[-1].state if decisions else state
    if nr in course.settled and isinstance(line, Ratta):
        after = _owed_after(routine, rules, lines, line, state)
    if latch is not None and after.phase != latch and state.phase not in routine.ends:
        after = enact(routine, rules, after, line, latch) or after
    return Placed(nr, line, state, after, decisions)


def _owed_after(routine: Routine, rules: Rules, lines: Lines, correction: Ratta, state: State) -> State:
    """The state after a correction in force: what it concerns reads anew in its own place, so that only duties move."""
    if correction.ror is None or type(correction) not in routine.duty_index.touches:
        return state
    written = correction.changed(target=lines[correction.ror - 1])
    return enact(routine, rules, state, written) or state


def _as_taken(
    routine: Routine, rules: Rules, course: Course, nr: int, line: Event, state: State, latch: str | None
) -> Placed:
    """A line that isn't judged, as it reads now. A correction moves nothing itself."""
    now = course.corrections.get(nr, line)
    reads = (
        [] if isinstance(line, Ratta) else [line, now] if now is not line and type(line) in routine.lasting else [now]
    )
    after = state
    for one in reads:
        if one is not None:
            after = taken(routine, rules, after, numbered(routine, one, course.numbers))
    if latch is not None and after.phase != latch and state.phase not in routine.ends:
        after = enact(routine, rules, after, line, latch) or after
    return Placed(nr, line, state, after, ())


def state_before(routine: Routine, rules: Rules, course: Course, lines: Lines, position: int) -> State:
    """The state before a position in the order."""
    first = course.checkpoint_before(position)
    state, latches = course.checkpoints[first].state, course.latches_from(first)
    for at in range(first * course.every, position):
        state = place(routine, rules, course, lines, at, state, latches).after
    return state


def replayed(routine: Routine, rules: Rules, course: Course, lines: Lines) -> Iterator[Placed]:
    """Every line in the order of what happened, as it reads now."""
    state, latches = course.checkpoints[0].state, dict(course.latched)
    for at in range(len(lines)):
        placed = place(routine, rules, course, lines, at, state, latches)
        yield placed
        state = placed.after


def touched_by(course: Course, lines: Lines, correction: Ratta) -> int:
    """The first position that a correction in force bears on: its target, or a refused correction of that."""
    target = correction.ror or 1
    waiting = (nr for nr in course.refused if isinstance(lines[nr - 1], Ratta))
    concerned = (nr for nr in waiting if getattr(lines[nr - 1], "ror", None) == target)
    return min(map(course.position_of, (target, *concerned)))


def rejudge(
    routine: Routine,
    rules: Rules,
    course: Course,
    lines: Lines,
    start: int,
    told: dict[int, Placed] | None = None,
    work: Work | None = None,
) -> Course:
    """The course with every line from a position on judged again; ``told`` is where each is put, if anybody asks.

    ``work`` is what that is taken from, where there is a limit; raises EventError beyond it.
    A correction that was refused and now has its ground takes effect, and its target is judged again in turn.
    """
    while True:
        first = course.checkpoint_before(start)
        if work is not None:
            work.judge_again(len(lines) - first * course.every)
        again = _again(routine, rules, course, lines, first, told)
        if isinstance(again, Course):
            return again
        course = course.corrected(routine, again).in_its_place(lines, again)
        start = min(touched_by(course, lines, again), start)


def _again(
    routine: Routine,
    rules: Rules,
    course: Course,
    lines: Lines,
    first: int,
    told: dict[int, Placed] | None,
) -> Course | Ratta:
    """The course judged again from checkpoint ``first``, or the correction that came to life on the way."""
    growth, latches = Growth.again(routine, course, first), course.latches_from(first)
    for at in range(growth.count, len(lines)):
        placed = place(routine, rules, course, lines, at, growth.state, latches)
        refused = placed.refusal is not None
        if placed.decisions and not refused and isinstance(placed.line, Ratta):
            return placed.line
        growth.put(placed.nr, placed.after, refused, latches.get(placed.nr))
        if told is not None:
            told[placed.nr] = placed
    return growth.course()
