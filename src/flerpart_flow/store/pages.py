"""Going through a store page by page, so that nobody who does stands in a writer's way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from flerpart_flow.store import moments
from flerpart_flow.store.port import Due

PAGE: Final = 1000
"""How many rows are read at a time."""

Page = Callable[[tuple[Any, ...]], Sequence[tuple[Any, ...]]]
"""Asks for the rows after a place, at most so many: the values of the query."""


def refs(page: Page) -> Iterator[str]:
    """Every reference, in their order."""
    after = ""
    while found := page((after, PAGE)):
        for (ref,) in found:
            yield ref
        after = found[-1][0]


def due(limit: int, page: Page) -> Iterator[Due]:
    """Every case that comes due before a moment, the earliest first."""
    after: tuple[Any, ...] = (moments.LEAST, "")
    while found := page((limit, *after, PAGE)):
        for at, ref in found:
            yield Due(moments.moment(at), ref)
        after = found[-1]
