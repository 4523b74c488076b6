"""Points, straight pieces and rectangles of a picture that is laid out, in points from the lower left."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self

import attrs

from flerpart_flow.diagrams.render.pieces.places import Places

Point = tuple[float, float]
Piece = tuple[Point, Point]


@attrs.frozen
class Area:
    """A rectangle."""

    left: float
    lower: float
    right: float
    upper: float

    @classmethod
    def around(cls, middle: Point, size: Point) -> Self:
        """The rectangle of a width and a height around a point."""
        (x, y), (wide, high) = middle, size
        return cls(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)

    @classmethod
    def of_box(cls, name: str, places: Places) -> Self:
        return cls.around(places.point(name), (places.widths[name], places.heights[name]))

    @classmethod
    def of_title(cls, cluster: Mapping[str, str]) -> Self:
        """The title of a cluster."""
        return cls.around(point_of(cluster["lp"]), (72 * float(cluster["lwidth"]), 72 * float(cluster["lheight"])))

    @property
    def bounds(self) -> str:
        """The rectangle as the engine reads it."""
        return f"{self.left:.2f},{self.lower:.2f},{self.right:.2f},{self.upper:.2f}"

    @property
    def middle(self) -> Point:
        return (self.left + self.right) / 2, (self.lower + self.upper) / 2

    @property
    def sides(self) -> tuple[Piece, ...]:
        """Its four borders."""
        a, b = (self.left, self.lower), (self.right, self.lower)
        c, d = (self.right, self.upper), (self.left, self.upper)
        return (a, b), (b, c), (c, d), (d, a)

    def meets(self, other: Area, room: float = 0.0) -> bool:
        """Whether another comes nearer than ``room``: an upright or level piece is one without a width or a height."""
        near = room - 0.1
        return (
            other.left < self.right + near
            and other.right > self.left - near
            and other.lower < self.upper + near
            and other.upper > self.lower - near
        )

    def holds(self, other: Area) -> bool:
        """Whether another lies within it."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.lower <= other.lower
            and other.upper <= self.upper
        )

    def cut_by(self, piece: Piece) -> bool:
        """Whether a straight piece of whatever direction runs through it."""
        if any(self.left < x < self.right and self.lower < y < self.upper for x, y in piece):
            return True
        return any(crosses(piece, side) for side in self.sides)


def spanned(piece: Piece) -> Area:
    """The rectangle that a piece spans."""
    (x0, y0), (x1, y1) = piece
    return Area(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def crosses(one: Piece, other: Piece) -> bool:
    """Whether two pieces cross, each from one side of the other to its other side."""

    def side(a: Point, b: Point, c: Point) -> float:
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

    (a, b), (c, d) = one, other
    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def point_of(text: str) -> Point:
    """A point as the engine writes it."""
    x, y = text.split(",")
    return float(x), float(y)


def points_of(pos: str) -> list[Point]:
    """The points that a line is drawn by, from where it begins to its tip."""
    found: list[Point] = []
    tips: dict[str, Point] = {}
    for word in pos.replace(";", " ").split():
        if word[0] in "se":
            tips[word[0]] = point_of(word[2:])
        else:
            found.append(point_of(word))
    return [*([tips["s"]] if "s" in tips else []), *found, *([tips["e"]] if "e" in tips else [])]
