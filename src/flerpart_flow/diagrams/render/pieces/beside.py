"""Words beside their arrows: on a free place, clear of boxes, borders, other words and arrows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

import attrs

from flerpart_flow.diagrams.render.pieces.areas import Area, Piece, Point, point_of, points_of, spanned
from flerpart_flow.diagrams.render.pieces.places import Places

BY_THE_LINE: Final = 3.0
"""How far from their arrow words stand, in points."""
FREE: Final = 2.0
"""How far from all else they stay, in points."""
CORNER: Final = 8.0
"""How far an arrow stays from the round corners of its boxes, in points."""
APART: Final = 8.0
"""How far an arrow that is moved stays from others, in points."""
LEVEL: Final = 0.1
"""How far the points of an arrow that leads straight up or down may be from one line, in points."""
ALONG: Final = (0.5, 0.35, 0.65, 0.2, 0.8)
"""Where along a straight piece of their arrow words may stand, as parts of it from its beginning: the best first."""


def worded(
    sizes: Mapping[str, Point], places: Places, solid: Sequence[Area], walls: Sequence[Piece], page: Area
) -> Places:
    """The places with the words of each arrow in ``sizes``, by id, on the freest place beside it; where none is free,
    where the engine put them. ``solid`` they never stand on, ``walls`` only where there is no other place, and an
    arrow that leads straight up or down can't make room by standing nearer to a side of its boxes.
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
        if best is None or any(map(best.cut_by, walls)):
            others = [piece for other, pieces in lines.items() if other != ident for piece in pieces]
            aside = _aside(lines[ident], size, walls, (*solid, *taken), others)
            if aside is not None and page.holds(aside[1]):
                across, best = aside
                drawn[ident] = {**drawn[ident], "pos": _at(across, drawn[ident]["pos"])}
                lines[ident] = list(pairwise(points_of(drawn[ident]["pos"])))
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


def _aside(
    line: Sequence[Piece], size: Point, walls: Sequence[Piece], solid: Sequence[Area], arrows: Sequence[Piece]
) -> tuple[float, Area] | None:
    """How far to the right an arrow that leads straight up or down between two boxes leaves room for its words clear of
    the walls, and where they then stand: the place nearest to where it is. None where there is none.
    """
    (x, start), (_, end) = line[0][0], line[-1][1]
    ends = [box for box in solid for y in (start, end) if _on_border(box, (x, y))]
    if len(ends) != 2 or any(abs(point[0] - x) > LEVEL for piece in line for point in piece):
        return None
    low, high = max(box.left for box in ends) + CORNER, min(box.right for box in ends) - CORNER
    wide = size[0] + BY_THE_LINE + FREE
    beside = {at for (a, _), (b, _) in walls if a == b for at in (a - wide, a + wide) if low <= at <= high}
    others = [spanned(piece) for piece in arrows]
    for at in sorted(beside, key=lambda at: abs(at - x)):
        moved = ((at, start), (at, end))
        if not any(spanned(moved).meets(other, APART) for other in others):
            for spot in _spots((moved,), size):
                if not any(spot.meets(one, FREE) for one in (*solid, *others)) and not any(map(spot.cut_by, walls)):
                    return at, spot
    return None


def _on_border(box: Area, point: Point) -> bool:
    """Whether a point lies on the upper or the lower border of a box."""
    x, y = point
    return box.left <= x <= box.right and min(abs(y - box.upper), abs(y - box.lower)) < 1


def _at(across: float, pos: str) -> str:
    """An upright arrow, as the engine writes it, so far to the right."""
    words = (word.split(",") for word in pos.split())
    return " ".join(",".join((*head, f"{across:.2f}", y)) for *head, _, y in words)
