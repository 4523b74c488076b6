"""How the lines of a case came out, and the one place where that is written down.

A case grows in three ways: a line is recorded, a log is read as a whole, and lines are judged anew. Whichever it is,
``Growth.put`` says what becomes of the course. ``engine.judging.growth`` has the three.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Protocol

import attrs

from flerpart_flow.engine.definition.correction import Ratta
from flerpart_flow.engine.definition.recording import Numbers, content_of, revised
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.eras.eras import Eras
from flerpart_flow.engine.judging.decision import State
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.values.chain import Chain
from flerpart_flow.engine.values.fixed import EMPTY, Fixed
from flerpart_flow.engine.values.frozen import frozen
from flerpart_flow.engine.values.reticent import reticent

EVERY = 64
"""A case keeps the state before every so many lines, so that a late line costs what comes after it, not the whole."""


class Lines(Protocol):
    """The lines of a case, by their places from 0."""

    def __len__(self) -> int: ...

    def __getitem__(self, index: int, /) -> Event: ...


@reticent()
@frozen(weakref_slot=False)
class Checkpoint:
    """Where the case stood before a position: the state, and how many lines had been refused and had latched."""

    state: State
    refused: int = 0
    latched: int = 0


@reticent()
@frozen(weakref_slot=False)
class Course:
    """How the lines of a case came out.

    ``order`` holds line numbers in the order of ``occurred_at`` (None: the order of recording is that order).
    ``refused`` are lines that the routine refuses, in that order; ``corrections`` maps a line to what it says now
    (None: struck); ``settled`` are the corrections in force; ``latched`` are lines with the phase that they led to
    and that nothing later undoes. ``numbers`` are those given so far, in the order of recording, whatever is judged
    anew. ``moved`` gives the time of a line that says it happened after it was corrected, which can't be: that of the
    correction. ``checkpoints[i]`` tells of position ``every``·i. ``eras`` are the rules that hold from which line on,
    none as long as one set of rules holds for all.
    """

    state: State
    checkpoints: Chain[Checkpoint]
    order: Chain[int] | None = None
    refused: Chain[int] = Chain()
    corrections: Mapping[int, Event | None] = attrs.field(default=EMPTY, eq=dict, hash=False)
    settled: frozenset[int] = frozenset()
    latched: Chain[tuple[int, str]] = Chain()
    moved: Mapping[int, datetime] = attrs.field(default=EMPTY, eq=dict, hash=False)
    numbers: Numbers = Numbers()
    every: int = attrs.field(default=EVERY, eq=False, repr=False)
    eras: Eras = attrs.field(default=(), hash=False)

    @classmethod
    def start(cls, state: State, every: int = EVERY) -> Course:
        """The course of a case without lines."""
        return cls(state, Chain.of((Checkpoint(state),)), every=every)

    def nr_at(self, position: int) -> int:
        """The line that stands at a position of the order."""
        return position + 1 if self.order is None else self.order[position]

    def position_of(self, nr: int) -> int:
        """Where in the order a line stands, from 0."""
        return nr - 1 if self.order is None else next(at for at, held in enumerate(self.order) if held == nr)

    def position_at(self, lines: Lines, at: datetime) -> int:
        """How many lines, in order, occurred at or before a moment."""
        return bisect_right(range(len(lines)), at, key=lambda i: self.at_its_time(lines, self.nr_at(i)).occurred_at)

    def at_its_time(self, lines: Lines, nr: int) -> Event:
        """A line as it was written, save for a time that has been moved."""
        line = lines[nr - 1]
        at = self.moved.get(nr) if self.moved else None
        return line if at is None else line.changed(occurred_at=at)

    def accepted_from(self, lines: Lines, position: int) -> Iterator[Event]:
        """The lines from a position on that the routine accepts, as they read now."""
        first = self.checkpoint_before(position)
        refused = frozenset(self.refused.after(self.checkpoints[first].refused))
        for nr in map(self.nr_at, range(position, len(lines))):
            now = self.corrections.get(nr, lines[nr - 1])
            if now is not None and nr not in refused:
                yield now

    def checkpoint_before(self, position: int) -> int:
        """The last checkpoint that tells of a position or an earlier one."""
        return min(position // self.every, len(self.checkpoints) - 1)

    def latches_from(self, checkpoint: int) -> dict[int, str]:
        """The lines after a checkpoint that have latched, with their phases."""
        return dict(self.latched.after(self.checkpoints[checkpoint].latched))

    def changes(self, new: Course, start: int) -> tuple[frozenset[int], frozenset[int]]:
        """Which lines a new course refuses and this one doesn't, and the other way, from a position on."""
        first = self.checkpoint_before(start)
        was = frozenset(self.refused.after(self.checkpoints[first].refused))
        now = frozenset(new.refused.after(new.checkpoints[first].refused))
        return now - was, was - now

    def thinned(self) -> Course:
        """The same with a checkpoint at every 64th position only."""
        if self.every == EVERY:
            return self
        kept = Chain.of(self.checkpoints[at] for at in range(0, len(self.checkpoints), EVERY // self.every))
        return attrs.evolve(self, checkpoints=kept, every=EVERY)

    def with_place(self, count: int, position: int, nr: int) -> Course:
        """The course of ``count`` lines with one more put in at a position; the lines from there aren't judged yet."""
        if position == count and self.order is None:
            return self
        order = self.order if self.order is not None else Chain.of(range(1, count + 1))
        rest = [order[at] for at in range(position, count)]
        return attrs.evolve(self, order=order.cut(position).extend((nr, *rest)))

    def resolved(self, lines: Lines, event: Ratta) -> Ratta:
        """The correction with the line that it concerns, as that line reads now."""
        nr = event.ror
        if nr is None or event.nr is None or nr >= event.nr:
            return event
        now = self.corrections.get(nr, lines[nr - 1])
        return event.changed(target=now if now is not None else lines[nr - 1], struck=now is None)

    def in_its_place(self, lines: Lines, correction: Ratta) -> Course:
        """The course where the line of a correction in force stands before it, also if the line lies ahead by mistake.

        What a correction can't undo, such as a withdrawal, would else hold only from a day that has yet to come, and
        come back then.
        """
        nr, at = correction.ror or 0, correction.occurred_at
        if self.at_its_time(lines, nr).occurred_at <= correction.recorded_at:
            return self
        order = [held for held in map(self.nr_at, range(len(lines))) if held != nr]
        position = bisect_left(order, (at, nr), key=lambda held: (self.at_its_time(lines, held).occurred_at, held))
        moved = Fixed({**self.moved, nr: at})
        now = self.corrections.get(nr)
        kept = self.corrections if now is None else {**self.corrections, nr: now.changed(occurred_at=at)}
        placed = Chain.of((*order[:position], nr, *order[position:]))
        return attrs.evolve(self, order=placed, moved=moved, corrections=Fixed(kept))

    def corrected(self, routine: Routine, event: Ratta) -> Course:
        """The course with a correction in force, its lines not yet judged again.

        Correcting the very line that closed a case opens it; the latch of a pause is never lifted.
        """
        target, nr, now, numbers = event.ror or 0, event.nr or 0, event.corrected(), self.numbers
        if now is not None:
            now = revised(routine, now, event, numbers)
            content = content_of(routine, now)
            numbers = numbers if content is None else numbers.having(content, accepted=True)
        course = attrs.evolve(
            self,
            corrections=Fixed({**self.corrections, target: now}),
            settled=self.settled | {nr},
            numbers=numbers,
        )
        held = next(
            (at for at, (line, phase) in enumerate(self.latched) if line == target and phase in routine.ends), None
        )
        return course if held is None else course._without_latch(held)

    def _without_latch(self, held: int) -> Course:
        marks = (
            attrs.evolve(mark, latched=mark.latched - 1) if mark.latched > held else mark for mark in self.checkpoints
        )
        latched = self.latched.cut(held).extend(self.latched.after(held + 1))
        return attrs.evolve(self, checkpoints=Chain.of(marks), latched=latched)


class Growth:
    """A course while lines are put at its end, or in their places again from a checkpoint on."""

    __slots__ = (
        "_base", "_checkpoints", "_known", "_latched", "_latches", "_more", "_refused", "count", "numbers", "state",
    )  # fmt: skip

    def __init__(self, routine: Routine, base: Course, count: int) -> None:
        self._base = base
        self._latches = routine.latches
        self._refused: list[int] = []
        self._latched: list[tuple[int, str]] = []
        self._checkpoints: list[Checkpoint] = []
        self._known = None if base.order is None else len(base.order)
        self._more: list[int] = []
        self.count = count
        self.state = base.state
        self.numbers = base.numbers

    @classmethod
    def again(cls, routine: Routine, course: Course, checkpoint: int) -> Growth:
        """The course as it stood at a checkpoint; its order and its corrections stay."""
        mark = course.checkpoints[checkpoint]
        base = attrs.evolve(
            course,
            state=mark.state,
            checkpoints=course.checkpoints.cut(checkpoint + 1),
            refused=course.refused.cut(mark.refused),
            latched=course.latched.cut(mark.latched),
        )
        return cls(routine, base, checkpoint * course.every)

    def put(self, nr: int, after: State, refused: bool, latch: str | None = None) -> None:
        """Say what became of the next line: the state after it, and whether the routine refuses it.

        ``latch`` is the phase that it has led to before, which nothing undoes.
        """
        self.count += 1
        if refused:
            self._refused.append(nr)
        if latch is None and after.phase in self._latches and after.phase != self.state.phase:
            latch = after.phase
        if latch is not None:
            self._latched.append((nr, latch))
        if self._known is not None and self.count > self._known:
            self._more.append(nr)
        self.state = after
        if self.count % self._base.every == 0:
            self._checkpoints.append(self._checkpoint())

    def _checkpoint(self) -> Checkpoint:
        refused, latched = len(self._base.refused), len(self._base.latched)
        return Checkpoint(self.state, refused + len(self._refused), latched + len(self._latched))

    def course(self) -> Course:
        """The course with the lines that have been put."""
        base = self._base
        return Course(
            self.state,
            base.checkpoints.extend(self._checkpoints) if self._checkpoints else base.checkpoints,
            base.order.extend(self._more) if base.order is not None and self._more else base.order,
            base.refused.extend(self._refused) if self._refused else base.refused,
            base.corrections,
            base.settled,
            base.latched.extend(self._latched) if self._latched else base.latched,
            base.moved,
            self.numbers,
            base.every,
            base.eras,
        )
