"""A block of a course: lines that follow each other, how they came out, and the state before them."""

from __future__ import annotations

import attrs

from flerpart_flow.engine.judging.decision import State
from flerpart_flow.engine.values.frozen import frozen
from flerpart_flow.engine.values.reticent import reticent

Latches = tuple[tuple[int, str], ...]
"""Lines with the phase that each led to and that nothing later undoes; "" where only something that it said stays."""


@reticent()
@frozen(weakref_slot=False)
class Block:
    """Lines that follow each other in the order of what happened: their numbers, and how they came out.

    ``before`` is the state before them. What a block says is its own: a line that comes late into one changes no
    other, unless what it leads to does.
    """

    before: State
    nrs: range | tuple[int, ...] = ()
    refused: tuple[int, ...] = ()
    latched: Latches = ()

    def parted(self, after: int, before: State) -> tuple[Block, Block]:
        """The two blocks that its lines make, after so many of them, where the state is ``before``."""
        nrs, first = self.nrs, frozenset(self.nrs[:after])
        left = Block(
            self.before,
            nrs[:after],
            tuple(nr for nr in self.refused if nr in first),
            tuple(one for one in self.latched if one[0] in first),
        )
        refused = tuple(nr for nr in self.refused if nr not in first)
        latched = tuple(one for one in self.latched if one[0] not in first)
        return left, Block(before, nrs[after:], refused, latched)

    def without(self, nr: int) -> tuple[Block, Latches]:
        """The block without a line, not judged yet, and the latch of the line if it has one."""
        own = tuple(one for one in self.latched if one[0] == nr)
        rest = tuple(one for one in self.latched if one[0] != nr)
        return attrs.evolve(self, nrs=tuple(one for one in self.nrs if one != nr), latched=rest), own

    def having(self, nr: int, place: int, latched: Latches) -> Block:
        """The block with a line put in at a place, not judged yet."""
        return attrs.evolve(self, nrs=(*self.nrs[:place], nr, *self.nrs[place:]), latched=(*self.latched, *latched))

    def unlatched(self, nr: int) -> Block:
        """The block where a line holds no phase any more."""
        return attrs.evolve(self, latched=tuple(one for one in self.latched if one[0] != nr))


def joined(blocks: list[Block], block: Block, most: int) -> None:
    """Put a block at the end of others, as one with the last where the two have no more than so many lines."""
    last = blocks[-1] if blocks else None
    if last is None or len(last.nrs) + len(block.nrs) > most:
        blocks.append(block)
        return
    follows = type(last.nrs) is type(block.nrs) is range and last.nrs[-1] + 1 == block.nrs[0]
    nrs = range(last.nrs[0], block.nrs[-1] + 1) if follows else (*last.nrs, *block.nrs)
    blocks[-1] = Block(last.before, nrs, last.refused + block.refused, last.latched + block.latched)
