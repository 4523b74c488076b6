"""Judging lines anew, in the order in which things happened.

Lines stand in the order they were recorded. When one arrives that occurred earlier, or that corrects an earlier
one, the lines from there on are judged again, block by block, up to where the case stands as it stood before.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import attrs

from flerpart_flow.engine.definition.correction import Ratta
from flerpart_flow.engine.definition.recording import numbered
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.eras.eras import era_for
from flerpart_flow.engine.judging.block import Block
from flerpart_flow.engine.judging.course import Course, Lines, Place, latch_of
from flerpart_flow.engine.judging.decision import Decision, State
from flerpart_flow.engine.judging.step import enact, step, taken
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.record.limits import Work
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.evolve import evolve
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
    routine: Routine, rules: Rules, course: Course, lines: Lines, nr: int, state: State, latch: str | None
) -> Placed:
    """A line as it reads now, in the state before it; its latch holds."""
    line = course.at_its_time(lines, nr)
    if isinstance(line, Ratta) and nr not in course.settled:
        line = course.resolved(lines, line)
    if course.eras:
        era = era_for(course, lines, nr)
        rules = era.rules
        if not era.judged and getattr(line, "change", None) is None:  # a change of rules that was refused stays so
            return _as_taken(routine, rules, course, lines, nr, line, state, latch)
    decisions = _decided(routine, rules, course, nr, line, state)
    after = decisions[-1].state if decisions else state
    if nr in course.settled and isinstance(line, Ratta):
        after = _owed_after(routine, rules, lines, line, state)
    if latch and after.phase != latch and state.phase not in routine.ends:
        after = enact(routine, rules, after, line, latch) or after
    elif latch is not None:
        after = _with_what_stays(routine, rules, course, lines, nr, line, after, decisions)
    return Placed(nr, line, state, after, decisions)


def _with_what_stays(
    routine: Routine,
    rules: Rules,
    course: Course,
    lines: Lines,
    nr: int,
    line: Event,
    after: State,
    decisions: tuple[Decision, ...],
) -> State:
    """The state after a line that was accepted once, with what stays of it though it lost its ground or is struck."""
    lost, now = bool(decisions) and not decisions[-1].allowed, course.corrections.get(nr, line)
    if type(line) in routine.lasting:
        return taken(routine, rules, after, line) if decisions and not decisions[0].allowed else after
    keep = routine.keeps.get(type(line))
    if keep is None or not (lost or now is None):
        return after
    if now is not None:
        return evolve(after, facts=keep.effect(after.facts, now, None, rules)) if keep.says(now) else after
    corrections = (lines[one - 1] for one in sorted(course.settled, reverse=True))
    struck_by = next(one for one in corrections if isinstance(one, Ratta) and one.ror == nr and one.ratt is None)
    return evolve(after, facts=keep.effect(after.facts, line, struck_by, rules))


def _owed_after(routine: Routine, rules: Rules, lines: Lines, correction: Ratta, state: State) -> State:
    """The state after a correction in force: what it concerns reads anew in its own place, so that only duties move."""
    if correction.ror is None or type(correction) not in routine.duty_index.touches:
        return state
    written = correction.changed(target=lines[correction.ror - 1])
    return enact(routine, rules, state, written) or state


def _as_taken(
    routine: Routine, rules: Rules, course: Course, lines: Lines, nr: int, line: Event, state: State, latch: str | None
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
    if latch and after.phase != latch and state.phase not in routine.ends:
        after = enact(routine, rules, after, line, latch) or after
    elif latch is not None:
        after = _with_what_stays(routine, rules, course, lines, nr, line, after, ())
    return Placed(nr, line, state, after, ())


def state_before(routine: Routine, rules: Rules, course: Course, lines: Lines, place_: Place) -> State:
    """The state before a place."""
    if place_ == course.end(len(lines)):
        return course.state
    at, after = place_
    state, latches = course.blocks[at].before, dict(course.blocks[at].latched)
    for nr in course.nrs(at, len(lines))[:after]:
        state = place(routine, rules, course, lines, nr, state, latches.get(nr)).after
    return state


def replayed(routine: Routine, rules: Rules, course: Course, lines: Lines) -> Iterator[Placed]:
    """Every line in the order of what happened, as it reads now."""
    state, latches = course.blocks[0].before, dict(course.latched)
    for nr in course.in_order(len(lines)):
        placed = place(routine, rules, course, lines, nr, state, latches.get(nr))
        yield placed
        state = placed.after


def touched_by(course: Course, lines: Lines, correction: Ratta) -> frozenset[int]:
    """The blocks that a correction in force bears on: its own, its target's, those of refused corrections of that."""
    target = correction.ror or 1
    waiting = (nr for nr in course.refused if isinstance(lines[nr - 1], Ratta))
    concerned = (nr for nr in waiting if getattr(lines[nr - 1], "ror", None) == target)
    return frozenset(map(course.block_of, (target, correction.nr or 1, *concerned)))


def numbered_from(routine: Routine, course: Course, lines: Lines, block: int) -> frozenset[int]:
    """The blocks from one on with lines that are numbered, which read anew where the numbers have changed."""
    found = range(block, len(course.blocks))
    return frozenset(
        at for at in found if any(type(lines[nr - 1]) in routine.numbered for nr in course.nrs(at, len(lines)))
    )


@reticent()
@frozen(eq=False, weakref_slot=False)
class Rejudged:
    """A course judged again: which lines were refused in the blocks that were, before and now."""

    course: Course
    refused_before: frozenset[int]
    refused_now: frozenset[int]


def rejudge(
    routine: Routine,
    rules: Rules,
    course: Course,
    lines: Lines,
    changed: frozenset[int],
    told: dict[int, Placed] | None = None,
    work: Work | None = None,
) -> Rejudged:
    """The course with its changed blocks judged again, and with what follows wherever the state isn't as it was.

    ``told`` is where each line is put, if anybody asks. ``work`` is what that is taken from, where there is a limit;
    raises EventError beyond it. A correction that was refused and now has its ground takes effect, and its target is
    judged again in turn.
    """
    while True:
        again = _again(routine, rules, course, lines, changed, told, work)
        if isinstance(again, Rejudged):
            return again
        numbers = course.numbers
        course, moved = course.corrected(routine, again).in_its_place(lines, again)
        changed |= moved | touched_by(course, lines, again)
        if course.numbers != numbers:
            changed |= numbered_from(routine, course, lines, min(changed))


def _again(
    routine: Routine,
    rules: Rules,
    course: Course,
    lines: Lines,
    changed: frozenset[int],
    told: dict[int, Placed] | None,
    work: Work | None,
) -> Rejudged | Ratta:
    """The course judged again, or the correction that came to life on the way.

    A block that isn't changed stands as it was judged where the state before it is the one that it was judged in.
    """
    blocks, first, last = course.blocks, min(changed), max(changed)
    kept, anew, state = list(blocks[:first]), list[Block](), blocks[first].before
    was, alike = list[Block](), _Alike()
    for at in range(first, len(blocks)):
        block = blocks[at]
        if at not in changed and alike(state, block.before):
            if at > last:
                kept += blocks[at:]
                state = course.state
                break
            kept.append(block)
            state = blocks[at + 1].before
            continue
        nrs = course.nrs(at, len(lines))
        if work is not None:
            work.judge_again(len(nrs))
        open_end = at == len(blocks) - 1
        whole = open_end or at not in changed or len(nrs) <= 2 * course.close
        most = len(nrs) if whole else course.close
        found = _judged(routine, rules, course, lines, (block, nrs, state), max(1, most), told)
        if isinstance(found, Ratta):
            return found
        pieces, after = found
        if open_end:
            pieces = [attrs.evolve(one, nrs=()) for one in pieces] or [Block(state)]
        was.append(block)
        anew += pieces
        kept += pieces
        state = after
    before, now = (frozenset(chain.from_iterable(one.refused for one in these)) for these in (was, anew))
    return Rejudged(attrs.evolve(course, state=state, blocks=tuple(kept)), before, now)


class _Alike:
    """Whether two states are equal. Where the last two differed is looked at first, since the next mostly differ there
    too: a state has forty fields, and comparing them takes a fifth of a step.
    """

    __slots__ = ("_where",)

    def __init__(self) -> None:
        self._where: str | None = None

    def __call__(self, one: State, other: State) -> bool:
        ours, theirs, where = one.facts, other.facts, self._where
        if one is other:
            return True
        if where is not None and getattr(ours, where) != getattr(theirs, where):
            return False
        if one == other:
            return True
        names = (attribute.name for attribute in attrs.fields(type(ours))) if attrs.has(type(ours)) else ()
        self._where = next((name for name in names if getattr(ours, name) != getattr(theirs, name)), None)
        return False


def _judged(
    routine: Routine,
    rules: Rules,
    course: Course,
    lines: Lines,
    of: tuple[Block, range | tuple[int, ...], State],
    most: int,
    told: dict[int, Placed] | None,
) -> tuple[list[Block], State] | Ratta:
    """The lines of a block judged in a state, in blocks of so many lines at most; or the correction that is allowed."""
    block, nrs, state = of
    latches, pieces = dict(block.latched), list[Block]()
    for start in range(0, len(nrs), most):
        before, refused, latched = state, list[int](), list[tuple[int, str]]()
        for nr in nrs[start : start + most]:
            placed = place(routine, rules, course, lines, nr, state, latches.get(nr))
            refusal = placed.refusal is not None
            if placed.decisions and not refusal and isinstance(placed.line, Ratta):
                return placed.line
            if refusal:
                refused.append(nr)
            held, said = latches.get(nr), placed.decisions[-1].event if placed.decisions and not refusal else None
            latch = held or latch_of(routine, state, placed.after, said)
            latch = held if latch is None else latch
            if latch is not None:
                latched.append((nr, latch))
            state = placed.after
            if told is not None:
                told[nr] = placed
        pieces.append(Block(before, nrs[start : start + most], tuple(refused), tuple(latched)))
    return pieces, state
