"""How the lines of a case came out, and the one place where that is written down.

A case grows in three ways: a line is recorded (``engine.judging.growth``), a log is read as a whole
(``engine.judging.whole_log``), and lines are judged anew (``engine.judging.rejudging``).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import chain
from typing import Protocol

import attrs

from flerpart_flow.engine.definition.correction import Ratta
from flerpart_flow.engine.definition.recording import Numbers, content_of, revised
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.eras.eras import Eras
from flerpart_flow.engine.judging.block import Block, joined
from flerpart_flow.engine.judging.decision import State
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.values.fixed import EMPTY, Fixed
from flerpart_flow.engine.values.frozen import frozen
from flerpart_flow.engine.values.reticent import reticent

EVERY = 64
"""A case keeps the state before every so many lines, so that a late line costs what comes after it, not the whole."""

HELD = ""
"""In the place of a phase: a line that leads to none which stays, and says something that does."""

Place = tuple[int, int]
"""Where a line stands: the block, and after how many of its lines."""


class Lines(Protocol):
    """The lines of a case, by their places from 0."""

    def __len__(self) -> int: ...

    def __getitem__(self, index: int, /) -> Event: ...


def _outcome(blocks: tuple[Block, ...]) -> tuple[tuple[int, ...], tuple[tuple[int, str], ...]]:
    """What blocks say, however the lines are shared out among them."""
    refused = tuple(chain.from_iterable(block.refused for block in blocks))
    return refused, tuple(chain.from_iterable(block.latched for block in blocks))


@reticent()
@frozen(weakref_slot=False)
class Course:
    """How the lines of a case came out.

    ``blocks`` have the lines in the order of ``occurred_at``. The last one is open: the lines from number ``opened``
    on stand in it, in the order of recording, and it doesn't name them. ``corrections`` maps a line to what it says
    now (None: struck); ``settled`` are the corrections in force. ``numbers`` are those given so far, in the order of
    recording, whatever is judged anew. ``moved`` gives the time of a line that says it happened after it was
    corrected, which can't be: that of the correction. ``eras`` are the rules that hold from which line on, none as
    long as one set of rules holds for all.
    """

    state: State
    blocks: tuple[Block, ...] = attrs.field(eq=_outcome)
    opened: int = attrs.field(default=1, eq=False)
    corrections: Mapping[int, Event | None] = attrs.field(default=EMPTY, eq=dict, hash=False)
    settled: frozenset[int] = frozenset()
    moved: Mapping[int, datetime] = attrs.field(default=EMPTY, eq=dict, hash=False)
    numbers: Numbers = Numbers()
    every: int = attrs.field(default=EVERY, eq=False, repr=False)
    eras: Eras = attrs.field(default=(), hash=False)

    @classmethod
    def start(cls, state: State, every: int = EVERY) -> Course:
        """The course of a case without lines."""
        return cls(state, (Block(state),), every=every)

    @property
    def refused(self) -> tuple[int, ...]:
        """The lines that the routine refuses, in the order of what happened."""
        return _outcome(self.blocks)[0]

    @property
    def latched(self) -> tuple[tuple[int, str], ...]:
        """The lines that led to a phase which nothing later undoes, each with that phase, or of which else something
        stays, with ``HELD``.
        """
        return _outcome(self.blocks)[1]

    @property
    def straight(self) -> bool:
        """Whether the lines stand in the order in which they were recorded."""
        return all(type(block.nrs) is range for block in self.blocks[:-1])

    @property
    def close(self) -> int:
        """How few lines stand between two states that are kept, where lines come late; twice as many at most."""
        return self.every // 8

    def nrs(self, block: int, count: int) -> range | tuple[int, ...]:
        """The numbers of the lines of a block, of ``count`` lines in all."""
        return self.blocks[block].nrs if block < len(self.blocks) - 1 else range(self.opened, count + 1)

    def in_order(self, count: int) -> Iterator[int]:
        """The numbers of the lines in the order of what happened."""
        return chain.from_iterable(self.nrs(at, count) for at in range(len(self.blocks)))

    def block_of(self, nr: int) -> int:
        """The block that a line stands in."""
        if nr >= self.opened:
            return len(self.blocks) - 1
        return next(at for at, block in enumerate(self.blocks) if nr in block.nrs)

    def at_its_time(self, lines: Lines, nr: int) -> Event:
        """A line as it was written, save for a time that has been moved."""
        line = lines[nr - 1]
        at = self.moved.get(nr) if self.moved else None
        return line if at is None else line.changed(occurred_at=at)

    def place_at(self, lines: Lines, at: datetime) -> Place:
        """The place after all lines that occurred at or before a moment: where it can be, the beginning of a block."""

        def time(nr: int) -> datetime:
            return self.at_its_time(lines, nr).occurred_at

        count, last = len(lines), len(self.blocks) - 1
        if count >= self.opened and time(self.opened) <= at:
            block = last
        else:
            block = max(0, bisect_right(self.blocks, at, 0, last, key=lambda one: time(one.nrs[0])) - 1)
        nrs = self.nrs(block, count)
        after = bisect_right(nrs, at, key=time)
        return (block + 1, 0) if after == len(nrs) and block < last else (block, after)

    def end(self, count: int) -> Place:
        """The place after ``count`` lines, which are all."""
        return len(self.blocks) - 1, count + 1 - self.opened

    def from_place(self, count: int, place: Place) -> Iterator[int]:
        """The numbers of the lines from a place on."""
        (first, skipped), rest = place, range(place[0] + 1, len(self.blocks))
        return chain(self.nrs(first, count)[skipped:], *(self.nrs(at, count) for at in rest))

    def accepted_from(self, lines: Lines, place: Place) -> Iterator[Event]:
        """The lines from a place on that the routine accepts, as they read now."""
        refused = frozenset(chain.from_iterable(block.refused for block in self.blocks[place[0] :]))
        for nr in self.from_place(len(lines), place):
            now = self.corrections.get(nr, lines[nr - 1])
            if now is not None and nr not in refused:
                yield now

    def thinned(self) -> Course:
        """The same with a state kept before every 64 lines or so only."""
        if self.every == EVERY:
            return self
        kept: list[Block] = []
        for block in self.blocks[:-1]:
            joined(kept, block, EVERY)
        return attrs.evolve(self, blocks=(*kept, self.blocks[-1]), every=EVERY)

    def closed(self, count: int, before: State) -> Course:
        """The same with the lines of the last block named, and one without lines after it, for those to come."""
        kept = list(self.blocks[:-1])
        if count >= self.opened:
            joined(kept, attrs.evolve(self.blocks[-1], nrs=range(self.opened, count + 1)), self.close)
        return attrs.evolve(self, blocks=(*kept, Block(before)), opened=count + 1)

    def with_line(self, count: int, place: Place, before: State) -> tuple[Course, int]:
        """The course of ``count`` lines with one more put in at a place, and the block that it stands in.

        That block isn't judged yet; ``before`` is the state before the line, where a block begins from now on.
        """
        if place == self.end(count):
            course = self.closed(count, before)
            return course, len(course.blocks) - 1
        (at, after), nr = place, count + 1
        named = self.blocks[:-1]
        if count >= self.opened:
            named = (*named, attrs.evolve(self.blocks[-1], nrs=range(self.opened, nr)))
        kept, rest = list(named[:at]), named[at:]
        if after or len(rest[0].nrs) < 2 * self.close:
            left, right = rest[0].parted(after, before)
            if left.nrs:
                joined(kept, left, self.close)
            kept.append(attrs.evolve(right, nrs=(nr, *right.nrs)))
            rest = rest[1:]
        else:
            kept.append(Block(before, (nr,)))
        return attrs.evolve(self, blocks=(*kept, *rest, Block(self.state)), opened=nr + 1), len(kept) - 1

    def with_lines(self, lines: Lines, count: int, place: Place) -> tuple[Course, int]:
        """The course of ``count`` lines with all others put in their places, none of them before a place, and the first
        block that isn't judged yet.
        """
        first = place[0]
        order = [*chain.from_iterable(self.nrs(at, count) for at in range(first, len(self.blocks)))]
        order += range(count + 1, len(lines) + 1)
        order.sort(key=lambda nr: self.at_its_time(lines, nr).occurred_at)  # equal times keep their order
        held = tuple(chain.from_iterable(block.latched for block in self.blocks[first:]))
        block = Block(self.blocks[first].before, tuple(order), latched=held)
        blocks = (*self.blocks[:first], block, Block(self.state))
        return attrs.evolve(self, blocks=blocks, opened=len(lines) + 1), first

    def resolved(self, lines: Lines, event: Ratta) -> Ratta:
        """The correction with the line that it concerns, as that line reads now."""
        nr = event.ror
        if nr is None or event.nr is None or nr >= event.nr:
            return event if event.target is None else event.marked(target=None, struck=False)
        now = self.corrections.get(nr, lines[nr - 1])
        return event.changed(target=now if now is not None else lines[nr - 1], struck=now is None)

    def in_its_place(self, lines: Lines, correction: Ratta) -> tuple[Course, frozenset[int]]:
        """The course where the line of a correction in force stands before it, also if the line lies ahead by mistake,
        and the blocks that aren't judged yet for that. Whatever arrives has closed the block of the lines before it.

        What a correction can't undo, such as a withdrawal, would else hold only from a day that has yet to come, and
        come back then.
        """
        nr, at = correction.ror or 0, correction.occurred_at
        if self.at_its_time(lines, nr).occurred_at <= correction.recorded_at:
            return self, frozenset()
        source, blocks = self.block_of(nr), list(self.blocks)
        blocks[source], latched = blocks[source].without(nr)
        later = (
            (block, place)
            for block in range(len(blocks) - 1)
            for place, held in enumerate(blocks[block].nrs)
            if (self.at_its_time(lines, held).occurred_at, held) > (at, nr)
        )
        block, place = next(later, (len(blocks) - 2, len(blocks[-2].nrs)))
        blocks[block] = blocks[block].having(nr, place, latched)
        moved = Fixed({**self.moved, nr: at})
        now = self.corrections.get(nr)
        kept = self.corrections if now is None else {**self.corrections, nr: now.changed(occurred_at=at)}
        course = attrs.evolve(self, blocks=tuple(blocks), moved=moved, corrections=Fixed(kept))
        return course, frozenset((source, block))

    def corrected(self, routine: Routine, event: Ratta) -> Course:
        """The course with a correction in force, its lines not yet judged again.

        Correcting the very line that closed a case opens it; the latch of a pause is never lifted.
        """
        target, nr, now, numbers = event.ror or 0, event.nr or 0, event.corrected(), self.numbers
        if now is not None:
            now = revised(routine, now, event, numbers)
            content = content_of(routine, now)
            numbers = numbers if content is None else numbers.having(content, accepted=True)
        corrections = Fixed({**self.corrections, target: now})
        course = attrs.evolve(self, corrections=corrections, settled=self.settled | {nr}, numbers=numbers)
        if not any(line == target and phase in routine.ends for line, phase in self.latched):
            return course
        blocks = list(self.blocks)
        held = self.block_of(target)
        blocks[held] = blocks[held].unlatched(target)
        return attrs.evolve(course, blocks=tuple(blocks))


def latch_of(routine: Routine, before: State, after: State, accepted: Event | None) -> str | None:
    """The phase that a line leads to, if nothing later undoes it; else ``HELD`` of an accepted one that says something
    which stays.
    """
    if after.phase != before.phase and after.phase in routine.latches:
        return after.phase
    return HELD if accepted is not None and routine.stays(accepted) else None
