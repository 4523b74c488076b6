"""An immutable sequence that grows at its end without copying what it holds.

A case is a value, yet its journal only grows. A plain tuple would copy itself at every step, so that a case
of n events cost n² in time; here an append copies at most one block.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

import attrs

from flerpart_flow.engine.values.evolve import made

T = TypeVar("T")

_BLOCK = 64


@attrs.frozen(repr=False, weakref_slot=False)
class Chain(Generic[T]):
    """Full blocks and a tail; equal and hashed by content."""

    _blocks: tuple[tuple[T, ...], ...] = ()
    _tail: tuple[T, ...] = ()

    @classmethod
    def of(cls, values: Iterable[T]) -> Chain[T]:
        """A chain that holds the values in their order."""
        held = tuple(values)
        full = len(held) - len(held) % _BLOCK
        return cls(tuple(held[i : i + _BLOCK] for i in range(0, full, _BLOCK)), held[full:])

    def append(self, value: T) -> Chain[T]:
        """A chain with the value added at its end; this one stays as it is."""
        tail = (*self._tail, value)
        if len(tail) < _BLOCK:
            return made[Chain](self._blocks, tail)  # type: ignore[no-any-return]  # of the same values
        return Chain((*self._blocks, tail), ())

    def extend(self, values: Iterable[T]) -> Chain[T]:
        """A chain with the values added at its end, in their order."""
        tail = (*self._tail, *values)
        if len(tail) < _BLOCK:
            return made[Chain](self._blocks, tail)  # type: ignore[no-any-return]  # of the same values
        whole = Chain.of(tail)
        return Chain(self._blocks + whole._blocks, whole._tail)

    def cut(self, length: int) -> Chain[T]:
        """The first ``length`` values; whole blocks are shared, not copied."""
        full, left = divmod(length, _BLOCK)
        if full < len(self._blocks):
            return Chain(self._blocks[:full], self._blocks[full][:left])
        return Chain(self._blocks, self._tail[: max(0, length - len(self._blocks) * _BLOCK)])

    def after(self, index: int) -> Iterator[T]:
        """The values from an index on."""
        return (self[at] for at in range(index, len(self)))

    @property
    def last(self) -> T | None:
        """The value at the end, or None if there is none; ``[-1]`` at a fraction of its price."""
        if self._tail:
            return self._tail[-1]
        return self._blocks[-1][-1] if self._blocks else None

    def __len__(self) -> int:
        return len(self._blocks) * _BLOCK + len(self._tail)

    def __getitem__(self, index: int) -> T:
        """The value at an index from 0, or from -1 backwards; raises IndexError outside."""
        at = index + len(self) if index < 0 else index
        if at < 0:
            raise IndexError(index)
        block, offset = divmod(at, _BLOCK)
        return (
            self._blocks[block][offset]
            if block < len(self._blocks)
            else self._tail[offset + (block - len(self._blocks)) * _BLOCK]
        )

    def __contains__(self, value: object) -> bool:
        return any(held == value for held in self)

    def __iter__(self) -> Iterator[T]:
        for block in self._blocks:
            yield from block
        yield from self._tail

    def __repr__(self) -> str:
        return f"Chain({len(self)})"
