"""Words beside their arrows: on a free place, clear of boxes, borders, other words and arrows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

import attrs

from flerpart_flow.diagrams.render.pieces.areas import Area, Piece, Point, point_of, points_of
from flerpart_flow.diagrams.render.pieces.places import Places

BY_THE_LINE: Final = 3.0
"""How far from their arrow words stand, in points."""
FREE: Final = 2.0
"""How far from all else they stay, in points."""
ALONG: Final = (0.5, 0.35, 0.65, 0.2, 0.8)
"""Where along a straight piece of their arrow words may stand, as parts of it from its beginning: the best first."""


def worded(
    sizes: Mapping[str, Point], places: Places, solid: Sequence[Area], walls: Sequence[Piece], page: Area
) -> Places:
    """The places with the words of each arrow in ``sizes``, by id, on the freest place beside it; where none is free,
    where the engine put them. ``solid`` they never stand on, ``walls`` only where there is no other place.
    """
    lines = {ident: list(pairwise(points_of(one["pos"]))) for ident, one in places.edges.items()}
    taken: list[Area] = []
    drawn = dict(places.edges)
    for ident, size in sorted(sizes.items(), key=lambda one: -one[1][0] * one[1][1]):
        cutting = [*walls, *(piece for pieces in lines.values() for piece in pieces)]
        free = (
            spot
            for spot in _spots(lines[ident], size)
            if page.holds(spot) and not any(spot.meets(one, FREE) for one in (*solid, *taken))
        )
        best = min(free, key=lambda spot: sum(map(spot.cut_by, cutting)), default=None)
        if best is None:
            best = Area.around(point_of(drawn[ident]["lp"]), size)
        taken.append(best)
        drawn[ident] = {**drawn[ident], "lp": f"{best.middle[0]:.2f},{best.middle[1]:.2f}"}
    return attrs.evolve(places, edges=drawn)


def _spots(line: Sequence[Piece], size: Point) -> Iterator[Area]:
    """The places at both sides of an arrow's straight pieces, the longest first, to the right and above first."""
    wide, high = size[0] / 2, size[1] / 2
    for part in ALONG:
        for (x0, y0), (x1, y1) in sorted(line, key=_length, reverse=True):
            x, y = x0 + (x1 - x0) * part, y0 + (y1 - y0) * part
            if abs(x1 - x0) < abs(y1 - y0):
                yield Area.around((x + wide + BY_THE_LINE, y), size)
                yield Area.around((x - wide - BY_THE_LINE, y), size)
            else:
                yield Area.around((x, y + high + BY_THE_LINE), size)
                yield Area.around((x, y - high - BY_THE_LINE), size)


def _length(piece: Piece) -> float:
    (x0, y0), (x1, y1) = piece
    return abs(x0 - x1) + abs(y0 - y1)
