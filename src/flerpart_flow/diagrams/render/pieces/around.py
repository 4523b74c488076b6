"""Arrows around the boxes: each finds its way between what already has its place, along straight lines.

The ways that a case has taken differ from case to case. Were they part of the layout, they would move the boxes, and
two moments of a case couldn't be compared.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Mapping, Sequence
from heapq import heappop, heappush
from itertools import pairwise, product
from math import dist
from typing import Final

import attrs

from flerpart_flow.diagrams.model import Edge
from flerpart_flow.diagrams.render.pieces.areas import Area, Piece, Point, crosses, points_of, spanned
from flerpart_flow.diagrams.render.pieces.places import HEAD, Places

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
LITTLE: Final = 30.0
"""The width of a box that has room for one arrow on a side only, in points."""
APART: Final = 2.0
"""Lines that ways may run on are no nearer to each other than this, in points."""
ARRIVES: Final = HEAD + ROUND
"""How far a way runs straight before it ends at a box, in points, so that its head is straight, too."""


def led_around(
    edges: Iterable[Edge],
    order: Mapping[str, tuple[int, int]],
    places: Places,
    *,
    walls: Sequence[Piece] = (),
    blocks: Iterable[str] = (),
) -> Places:
    """The places with a way for each of the arrows, one after another. ``walls`` are lines that a way may cross, but
    not run along; ``blocks`` the names of nodes besides the boxes that it may not cross.
    """
    boxes = {name: Area.of_box(name, places) for name in (*order, *blocks) if name in places.nodes}
    frames = [Area(*map(float, one["bb"].split(","))) for one in places.clusters.values() if "bb" in one]
    titles = [Area.of_title(one) for one in places.clusters.values() if "lp" in one]
    borders = [*walls, *(side for frame in frames for side in frame.sides)]
    for edge in edges:
        others = [one["pos"] for ident, one in places.edges.items() if ident != edge.id]
        arrows = [piece for pos in others for piece in pairwise(points_of(pos))]
        way = _way(boxes, edge.source, edge.target, titles, borders, arrows)
        if way is None and edge.id not in places.edges:  # the engine has drawn none either
            way = [*_nearest(boxes[edge.source], boxes[edge.target])]
        if way is not None:
            pos = _spline(way, backwards=order[edge.target] < order[edge.source])
            places = attrs.evolve(
                places, edges={**places.edges, edge.id: {**places.edges.get(edge.id, {}), "pos": pos}}
            )
    return places


def _nearest(source: Area, target: Area) -> Piece:
    """The shortest straight line from a side of a box to a side of another, whatever lies between."""
    return min(product(_ports(source, 0, target), _ports(target, 0, source)), key=lambda piece: dist(*piece))


def _ports(box: Area, out: float, other: Area) -> dict[Point, Point]:
    """Where a way may begin or end at a box, each with the point ``out`` from there: on every side, and straight above
    or below the middle of the other box.
    """
    wide, high = box.right - box.left, box.upper - box.lower
    middle = box.middle
    parts = PORTS if wide > LITTLE else PORTS[:1]
    found: dict[Point, Point] = {}
    across = [middle[0] + part * wide for part in parts]
    facing = other.middle[0]
    if abs(facing - middle[0]) < 0.4 * wide:
        across.append(facing)
    for x in across:
        found[(x, box.upper)] = (x, box.upper + out)
        found[(x, box.lower)] = (x, box.lower - out)
    for part in parts[:3]:  # the corners are round
        y = middle[1] + part * high
        found[(box.left, y)] = (box.left - out, y)
        found[(box.right, y)] = (box.right + out, y)
    return found


def _way(
    boxes: Mapping[str, Area],
    source: str,
    target: str,
    titles: Sequence[Area],
    borders: Sequence[Piece],
    arrows: Sequence[Piece],
) -> list[Point] | None:
    """The cheapest way from a box to another: short, with few bends, and along nothing else. None where the boxes stand
    too close for any.
    """
    starts = _ports(boxes[source], BY_A_BOX, boxes[target])
    ends = _ports(boxes[target], ARRIVES, boxes[source])
    xs = _lines(boxes.values(), 0, [x for x, _ in (*starts.values(), *ends.values())])
    ys = _lines(boxes.values(), 1, [y for _, y in (*starts.values(), *ends.values())])
    solid = [box for name, box in boxes.items() if name not in {source, target}]

    def cost(piece: Piece, room: float = BY_A_BOX, those: Iterable[Area] = boxes.values()) -> float | None:
        area = spanned(piece)
        if any(box.meets(area, room) for box in those) or any(one.meets(area) for one in titles):
            return None
        return _cost(piece, borders, arrows)

    goal = {out: (port, last) for port, out in ends.items() if (last := cost((out, port), 0, solid)) is not None}
    aim = boxes[target]
    queue: list[tuple[float, float, Point, int, tuple[Point, ...]]] = []

    def reach(spent: float, here: Point, axis: int, way: tuple[Point, ...]) -> None:
        left = max(aim.left - here[0], 0.0, here[0] - aim.right) + max(aim.lower - here[1], 0.0, here[1] - aim.upper)
        heappush(queue, (spent + left, spent, here, axis, way))

    for port, out in starts.items():
        if (first := cost((port, out), 0, solid)) is not None:
            reach(first, out, 0 if port[1] == out[1] else 1, (port, out))
    seen: set[tuple[Point, int]] = set()
    done: list[tuple[float, list[Point]]] = []
    for piece in _stubs(boxes[source], boxes[target]):
        if (least := cost(piece, 0, solid)) is not None:
            aside = abs(piece[1][0] - boxes[target].middle[0])
            done.append((least + aside / BEND, [*piece]))
    known: dict[Piece, float | None] = {}
    while queue:
        least, spent, here, axis, way = heappop(queue)
        if done and least >= min(done)[0]:
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
                reach(spent + more + (0.0 if along == axis else BEND), there, along, (*way, there))
    return _corners(min(done)[1]) if done else None


def _stubs(source: Area, target: Area) -> Iterable[Piece]:
    """Straight pieces between two boxes, one above the other, that stand too near each other for a way with bends."""
    up = source.upper <= target.lower
    start, end = (source.upper, target.lower) if up else (source.lower, target.upper)
    if not HEAD <= (end - start if up else start - end) < BY_A_BOX + ARRIVES:
        return
    low, high = max(source.left, target.left) + ROUND, min(source.right, target.right) - ROUND
    wished = {x for box, other in ((source, target), (target, source)) for x, _ in _ports(box, 0, other)}
    yield from (((x, start), (x, end)) for x in sorted(wished) if low <= x <= high)


def _lines(boxes: Iterable[Area], axis: int, ports: Iterable[float]) -> list[float]:
    """Where ways may run: at both sides of every box, near and outside a frame around it, in the middle between two,
    and where they begin and end.
    """
    spans = [((one.left, one.right) if axis == 0 else (one.lower, one.upper)) for one in boxes]
    wished = [(high + low) / 2 for _, high in spans for low, _ in spans if 0 < low - high < 4 * OUTSIDE]
    wished += [side for low, high in spans for out in (BY_A_BOX, OUTSIDE) for side in (low - out, high + out)]
    found = sorted(set(ports))
    for one in wished:
        at = bisect(found, one)
        if all(abs(one - other) > APART for other in found[max(0, at - 1) : at + 1]):
            found.insert(at, one)
    return found


def _beside(here: Point, xs: Sequence[float], ys: Sequence[float]) -> Iterable[tuple[int, Point]]:
    """The next points to the left and right, and above and below, each with its axis."""
    x, y = here
    yield from ((0, (one, y)) for one in (*[one for one in xs if one < x][-1:], *[one for one in xs if one > x][:1]))
    yield from ((1, (x, one)) for one in (*[one for one in ys if one < y][-1:], *[one for one in ys if one > y][:1]))


def _cost(piece: Piece, borders: Sequence[Piece], arrows: Sequence[Piece]) -> float:
    long = abs(piece[0][0] - piece[1][0]) + abs(piece[0][1] - piece[1][1])
    along = sum(_shared(piece, other) for other in (*borders, *arrows))
    return long + ALONG * along + CROSSING * sum(crosses(piece, other) for other in arrows)


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
