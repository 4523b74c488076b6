"""How the rows and boxes of a view flow into pages: as few as have room for them.

What a page has room for is measured (``sizes``), not counted in rows: what is left of A4 below the heading.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from flerpart_flow.diagrams.model import Picture
from flerpart_flow.diagrams.render.dot import apart
from flerpart_flow.diagrams.render.pieces.heading import height as heading_height
from flerpart_flow.diagrams.render.pieces.heading import sheet_of

BELOW_HEADING: Final = 3.0
"""The room that an engine leaves around a heading, in points."""
_STEPS: Final = 40

T = TypeVar("T")


def room(picture: Picture) -> float:
    """The height that a picture's page has below its heading, whatever boxes it has."""
    return sheet_of(picture).height - heading_height(picture) - BELOW_HEADING


def gap(picture: Picture) -> float:
    """The height between two rows of boxes."""
    return 72 * apart(picture)


def flowed(
    units: Sequence[T], cost: Callable[[Sequence[T]], float], most: float, *, even: bool = True
) -> list[list[T]]:
    """The units on pages of so many points: ``cost`` tells how high those of a page are together. A unit isn't broken,
    and one that is higher than a page has its own. About as much is on each, unless what comes first matters more than
    an ``even`` look.
    """
    if not even:
        return _filled(units, cost, most)
    fewest = len(_filled(units, cost, most))
    caps = (most * part / _STEPS for part in range(_STEPS // 4, _STEPS))
    found = (_filled(units, cost, cap) for cap in caps)
    return next((pages for pages in found if len(pages) <= fewest), None) or _filled(units, cost, most)


def _filled(units: Sequence[T], cost: Callable[[Sequence[T]], float], most: float) -> list[list[T]]:
    """The units on pages, each filled before the next."""
    pages: list[list[T]] = [[]]
    for unit in units:
        if pages[-1] and cost([*pages[-1], unit]) > most:
            pages.append([])
        pages[-1].append(unit)
    return pages
