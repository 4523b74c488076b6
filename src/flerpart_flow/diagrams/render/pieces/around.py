"""Arrows around the boxes: each finds its way between what already has its place, along straight lines.

The ways that a case has taken differ from case to case. Were they part of the layout, they would move the boxes, and
two moments of a case couldn't be compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from heapq import heappop, heappush
from itertools import pairwise
from typing import Final

import attrs

from flerpart_flow.diagrams.model import Edge
from flerpart_flow.diagrams.render.pieces.places import HEAD, Places

Point = tuple[float, float]
Piece = tuple[Point, Point]

NEAR: Final = 8.0
"""So near to another arrow, or to a frame's border, a way runs along it, in points."""
BY_A_BOX: Final = 6.0
"""How far from a box a way keeps, in points."""
OUTSIDE: Final = 16.0
"""How far from a box a way runs that leads outside a frame around it, in points."""
PORTS: Final = (0.0, -0.25, 0.25, -0.38, 0.38)
"""Where on a box's side a way may begin or end, as parts of the side from its middle."""
BEND: Final = 20.0
"""What a bend, and a crossing, costs as much as, in points of way."""
CROSSING: Final = 60.0
ALONG: Final = 12.0
"""So many times its length costs a piece that runs along another arrow or a border."""
ROUND: Final = 6.0
"""How much of a corner is rounded, in points."""
ARRIVES: Final = HEAD + ROUND
"""How far a way runs straight before it ends at a box, in points, so that its head is straight, too."""


@attrs.frozen
class _Box:
    left: float
    lower: float
    right: float
    upper: float

    def meets(self, piece: Piece, room: float) -> bool:
        """Whether an upright or level piece comes nearer than ``room``."""
        (x0, y0), (x1, y1) = piece
        return (
            min(x0, x1) < self.right + room - 0.1
            and max(x0, x1) > self.left - room + 0.1
            and min(y0, y1) < self.upper + room - 0.1
            and max(y0, y1) > self.lower - room + 0.1
        )

    @property
    def sides(self) -> tuple[Piece, ...]:
        """Its four borders."""
        a, b = (self.left, self.lower), (self.right, self.lower)
        c, d = (self.right, self.upper), (self.left, self.upper)
        return (a, b), (b, c), (c, d), (d, a)


def led_around(edges: Iterable[Edge], order: Mapping[str, tuple[int, int]], places: Places) -> Places:
    """The places with a way for every arrow that is to move no box, and has none yet."""
    boxes = {name: _box(name, places) for name in order if name in places.nodes}
    frames = [_Box(*map(float, one["bb"].split(","))) for one in places.clusters.values() if "bb" in one]
    titles = [_title(one) for one in places.clusters.values() if "lp" in one]
    borders = [side for frame in frames for side in frame.sides]
    for edge in edges:
        if not edge.aside or "pos" in places.edges.get(edge.id, {}):
            continue
        arrows = [piece for one in places.edges.values() for piece in pairwise(_points(one["pos"]))]
        way = _way(boxes, edge.source, edge.target, titles, borders, arrows)
        backwards = order[edge.target] < order[edge.source]
        drawn = {**places.edges, edge.id: {"pos": _spline(way, backwards=backwards)}}
        places = attrs.evolve(places, edges=drawn)
    return places


def _box(name: str, places: Places) -> _Box:
    (x, y), wide, high = places.point(name), places.widths[name] / 2, places.heights[name] / 2
    return _Box(x - wide, y - high, x + wide, y + high)


def _title(cluster: Mapping[str, str]) -> _Box:
    x, y = map(float, cluster["lp"].split(","))
    wide, high = 36 * float(cluster["lwidth"]), 36 * float(cluster["lheight"])
    return _Box(x - wide, y - high, x + wide, y + high)


def _points(pos: str) -> list[Point]:
    """The points that a line is drawn by, from where it begins to its tip."""
    found: list[Point] = []
    tips: dict[str, Point] = {}
    for word in pos.replace(";", " ").split():
        x, y = word.removeprefix("s,").removeprefix("e,").split(",")
        if word[0] in "se":
            tips[word[0]] = float(x), float(y)
        else:
            found.append((float(x), float(y)))
    return [*([tips["s"]] if "s" in tips else []), *found, *([tips["e"]] if "e" in tips else [])]


def _ports(box: _Box, out: float) -> dict[Point, Point]:
    """Where a way may begin or end at a box, each with the point ``out`` from there."""
    wide, high = box.right - box.left, box.upper - box.lower
    middle = (box.left + box.right) / 2, (box.lower + box.upper) / 2
    found: dict[Point, Point] = {}
    for part in PORTS:
        x, y = middle[0] + part * wide, middle[1] + part * high
        found[(x, box.upper)] = (x, box.upper + out)
        found[(x, box.lower)] = (x, box.lower - out)
        if abs(part) < 0.3:  # the corners are round
            found[(box.left, y)] = (box.left - out, y)
            found[(box.right, y)] = (box.right + out, y)
    return found


def _way(
    boxes: Mapping[str, _Box],
    source: str,
    target: str,
    titles: Sequence[_Box],
    borders: Sequence[Piece],
    arrows: Sequence[Piece],
) -> list[Point]:
    """The cheapest way from a box to another: short, with few bends, and along nothing else."""
    starts, ends = _ports(boxes[source], BY_A_BOX), _ports(boxes[target], ARRIVES)
    xs = sorted({round(x, 2) for x in _lines(boxes.values(), 0)} | {x for x, _ in (*starts.values(), *ends.values())})
    ys = sorted({round(y, 2) for y in _lines(boxes.values(), 1)} | {y for _, y in (*starts.values(), *ends.values())})

    def cost(piece: Piece) -> float | None:
        if any(box.meets(piece, BY_A_BOX) for box in boxes.values()) or any(one.meets(piece, 0) for one in titles):
            return None
        return _cost(piece, borders, arrows)

    def port_cost(piece: Piece) -> float:
        return _cost(piece, borders, arrows)

    goal = {out: (port, port_cost((out, port))) for port, out in ends.items()}
    queue: list[tuple[float, Point, int, tuple[Point, ...]]] = []
    for port, out in starts.items():
        heappush(queue, (port_cost((port, out)), out, 0 if port[1] == out[1] else 1, (port, out)))
    seen: set[tuple[Point, int]] = set()
    done: list[tuple[float, list[Point]]] = []
    known: dict[Piece, float | None] = {}
    while queue:
        spent, here, axis, way = heappop(queue)
        if done and spent >= min(done)[0]:
            break
        if (here, axis) in seen:
            continue
        seen.add((here, axis))
        if here in goal:
            port, last = goal[here]
            turn = 0.0 if (0 if port[1] == here[1] else 1) == axis else BEND
            done.append((spent + last + turn, [*way, port]))
        for along, there in _beside(here, xs, ys):
            piece = (here, there)
            if piece not in known:
                known[piece] = cost(piece)
            more = known[piece]
            if more is not None:
                heappush(queue, (spent + more + (0.0 if along == axis else BEND), there, along, (*way, there)))
    if not done:  # boxes that stand too close for any way between: straight through is better than no arrow
        return [next(iter(starts)), next(iter(ends))]
    return _corners(min(done)[1])


def _lines(boxes: Iterable[_Box], axis: int) -> list[float]:
    """Where ways may run: at both sides of every box, near and outside a frame around it, and in the middle between
    two.
    """
    spans = [((one.left, one.right) if axis == 0 else (one.lower, one.upper)) for one in boxes]
    found = [side for low, high in spans for out in (BY_A_BOX, OUTSIDE) for side in (low - out, high + out)]
    return found + [(high + low) / 2 for _, high in spans for low, _ in spans if 0 < low - high < 4 * OUTSIDE]


def _beside(here: Point, xs: Sequence[float], ys: Sequence[float]) -> Iterable[tuple[int, Point]]:
    """The next points to the left and right, and above and below, each with its axis."""
    x, y = here
    yield from ((0, (one, y)) for one in (*[one for one in xs if one < x][-1:], *[one for one in xs if one > x][:1]))
    yield from ((1, (x, one)) for one in (*[one for one in ys if one < y][-1:], *[one for one in ys if one > y][:1]))


def _cost(piece: Piece, borders: Sequence[Piece], arrows: Sequence[Piece]) -> float:
    long = abs(piece[0][0] - piece[1][0]) + abs(piece[0][1] - piece[1][1])
    along = sum(_shared(piece, other) for other in (*borders, *arrows))
    return long + ALONG * along + CROSSING * sum(_crosses(piece, other) for other in arrows)


def _shared(piece: Piece, other: Piece) -> float:
    """How long a piece runs along another one, nearer than ``NEAR``."""
    axis = 0 if piece[0][1] == piece[1][1] else 1
    low, high = sorted((piece[0][axis], piece[1][axis]))
    first, second = sorted((other[0][axis], other[1][axis]))
    across = [other[0][1 - axis], other[1][1 - axis]]
    if abs(across[0] - across[1]) > abs(first - second):  # it crosses rather than runs along
        return 0.0
    level = piece[0][1 - axis]
    if not min(across) - NEAR < level < max(across) + NEAR:
        return 0.0
    return max(0.0, min(high, second) - max(low, first))


def _crosses(piece: Piece, other: Piece) -> bool:
    def side(a: Point, b: Point, c: Point) -> float:
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

    (a, b), (c, d) = piece, other
    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def _corners(way: Sequence[Point]) -> list[Point]:
    """A way without the points where it doesn't turn."""
    found = [way[0]]
    for before, here, after in zip(way, way[1:], way[2:], strict=False):
        if not (before[0] == here[0] == after[0] or before[1] == here[1] == after[1]):
            found.append(here)
    return [*found, way[-1]]


def _towards(start: Point, end: Point, far: float) -> Point:
    """The point so far from ``start`` on the way to ``end``."""
    long = abs(end[0] - start[0]) + abs(end[1] - start[1]) or 1.0
    part = min(far / long, 0.5)
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part


def _spline(way: Sequence[Point], *, backwards: bool) -> str:
    """A way with rounded corners as the engine writes a line, with room for the head. One that leads backwards is
    written from its tip.
    """
    tip, before = way[-1], way[-2]
    long = abs(tip[0] - before[0]) + abs(tip[1] - before[1]) or 1.0
    neck = (tip[0] + (before[0] - tip[0]) * HEAD / long, tip[1] + (before[1] - tip[1]) * HEAD / long)
    corners = [*way[:-1], neck]
    points = [corners[0]]
    here = corners[0]
    for number, corner in enumerate(corners[1:-1], start=1):
        into, out = _towards(corner, corners[number - 1], ROUND), _towards(corner, corners[number + 1], ROUND)
        points += [*_straight(here, into), corner, corner, out]
        here = out
    points += _straight(here, corners[-1])
    if backwards:
        points.reverse()
    head = f"{'s' if backwards else 'e'},{tip[0]:.2f},{tip[1]:.2f}"
    return f"{head} {' '.join(f'{x:.2f},{y:.2f}' for x, y in points)}"


def _straight(start: Point, end: Point) -> list[Point]:
    """A straight piece, without the point where it begins."""
    return [
        (start[0] + (end[0] - start[0]) * part / 3, start[1] + (end[1] - start[1]) * part / 3) for part in (1, 2, 3)
    ]
