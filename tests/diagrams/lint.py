"""Faults of a layout, from the engine's JSON of the final pass: what lies on what, and what leaves its lane or page.

Lengths are in points, from the lower left corner.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from math import dist
from typing import Any, Final

import attrs

from flerpart_flow.diagrams.engines.engines import Engine
from flerpart_flow.diagrams.model import Picture
from flerpart_flow.diagrams.render import dot
from flerpart_flow.diagrams.render.pieces.places import Places
from flerpart_flow.diagrams.render.themes import LIGHT, Theme

SLACK: Final = 1.5
"""How far two things may reach into each other before it shows: about the width of a border."""
CLEAR: Final = 3.0
"""How far words stay from the sides of their box, in points: other programs' letters are a little wider."""
STEPS: Final = 24
"""Points looked at in each piece of a spline."""

Point = tuple[float, float]


@attrs.frozen
class Area:
    """A rectangle with a name."""

    name: str
    left: float
    lower: float
    right: float
    upper: float

    def overlaps(self, other: Area, slack: float = SLACK) -> bool:
        """Whether two rectangles share more than ``slack`` in both directions."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.upper, other.upper) - max(self.lower, other.lower)
        return wide > slack and high > slack

    def holds(self, other: Area, slack: float = SLACK) -> bool:
        """Whether the other lies inside, but for ``slack``."""
        return (
            other.left >= self.left - slack
            and other.right <= self.right + slack
            and other.lower >= self.lower - slack
            and other.upper <= self.upper + slack
        )

    def has(self, point: Point, slack: float = SLACK) -> bool:
        """Whether a point lies inside, more than ``slack`` from the border."""
        x, y = point
        return self.left + slack < x < self.right - slack and self.lower + slack < y < self.upper - slack


@attrs.frozen
class Arrow:
    """An arrow as it is drawn: its id, the nodes that it joins, points along it, and its label."""

    name: str
    ends: tuple[str, str]
    points: tuple[Point, ...]
    label: Area | None

    def crosses(self, other: Arrow) -> bool:
        """Whether two arrows cross. Arrows that share a node meet there, and aren't counted."""
        if set(self.ends) & set(other.ends):
            return False
        return any(_cross(one, two) for one in pairwise(self.points) for two in pairwise(other.points))


@attrs.frozen
class Laid:
    """A picture laid out: the page, its heading, the boxes, the arrows, the lanes, the smallest text in points, and the
    words of each box that has a frame.
    """

    page: Area
    heading: Area | None
    boxes: tuple[Area, ...]
    arrows: tuple[Arrow, ...]
    lanes: tuple[Area, ...]
    smallest: float
    words: tuple[Area, ...] = ()

    @property
    def size(self) -> tuple[float, float]:
        """Width and height, with the ground around it."""
        return self.page.right - self.page.left + 2 * PAD, self.page.upper - self.page.lower + 2 * PAD


UNEVEN: Final = 10
"""By so many points may the tables of a page differ in width: two percent."""
UNLEVEL: Final = 16
"""By so many may boxes beside each other differ in height: a line."""
PAD: Final = 0.1 * 72
"""The ground around a picture (``pad`` in inches)."""


def final_json(picture: Picture, engine: Engine, theme: Theme = LIGHT) -> dict[str, Any]:
    """What the engine says of the last pass, which is the one that is drawn."""
    if picture.layout.passes == 1:
        return dict(json.loads(engine.run(dot.source(picture, theme), "json")))
    first = dot.first_pass(picture, theme)
    placed = dot.placed_source(picture, theme, Places.read(engine.run(first, "json")))
    return dict(json.loads(engine.run(placed, "json")))


def laid_out(picture: Picture, engine: Engine) -> Laid:
    """The picture as the engine lays it out."""
    return read(final_json(picture, engine))


def read(data: dict[str, Any]) -> Laid:
    """The layout in the output of ``-Tjson``."""
    objects = data.get("objects", [])
    names = {one["_gvid"]: one["name"] for one in objects}
    edges = [one for one in data.get("edges", []) if one.get("style") != "invis" and "id" in one]
    return Laid(
        page=_area("page", data["bb"]),
        heading=_drawn("heading", data.get("_ldraw_", [])),
        boxes=tuple(_box(one) for one in objects if "pos" in one and one.get("style") != "invis"),
        arrows=tuple(
            Arrow(
                one["id"],
                (names[one["tail"]], names[one["head"]]),
                tuple(along(one["pos"])),
                _drawn(one["id"], one.get("_ldraw_", [])),
            )
            for one in edges
        ),
        lanes=tuple(_area(one["id"], one["bb"]) for one in objects if one["name"].startswith("cluster_")),
        smallest=min(_sizes([data, *objects, *edges]), default=0.0),
        words=tuple(area for one in objects if _framed(one) and (area := _worded(one)) is not None),
    )


def faults(laid: Laid, picture: Picture) -> list[str]:
    """Everything that is wrong with a layout, apart from crossings. Empty where nothing is."""
    labels = [arrow.label for arrow in laid.arrows if arrow.label is not None]
    heading = [] if laid.heading is None else [laid.heading]
    found = [f"{a.name}: its label lies on that of {b.name}" for a, b in combinations(labels, 2) if a.overlaps(b)]
    found += [f"{a.name}: its label lies on {b.name}" for a in labels for b in laid.boxes if a.overlaps(b)]
    found += [f"{a.name} lies on {b.name}" for a, b in combinations(laid.boxes, 2) if a.overlaps(b)]
    boxes = {box.name: box for box in laid.boxes}
    found += [
        f"{one.name}: its words are {clear:.1f} points from its frame"
        for one in laid.words
        if (clear := min(one.left - boxes[one.name].left, boxes[one.name].right - one.right)) < CLEAR
    ]
    below = (*labels, *laid.boxes)
    found += [f"{one.name} lies on the heading" for one in below for top in heading if one.overlaps(top)]
    found += [
        f"{arrow.name} runs through {box.name}"
        for arrow in laid.arrows
        for box in laid.boxes
        if box.name not in arrow.ends and any(box.has(point) for point in arrow.points)
    ]
    found += [f"{one.name} leaves the page" for one in (*labels, *laid.boxes, *heading) if not laid.page.holds(one)]
    found += [
        f"{arrow.name} leaves the page"
        for arrow in laid.arrows
        if not all(laid.page.holds(Area("", x, y, x, y)) for x, y in arrow.points)
    ]
    found += [
        f"{left} is not left of {right}, as its row says"
        for rank in picture.ranks
        for left, right in pairwise(name for name in rank if name in boxes)
        if boxes[left].left >= boxes[right].left
    ]
    return found + _outside_lanes(laid, picture)


def through_words(laid: Laid) -> list[str]:
    """Every arrow that runs through the words of another."""
    return [
        f"{arrow.name} runs through the words of {other.name}"
        for arrow in laid.arrows
        for other in laid.arrows
        if other is not arrow and other.label is not None and any(other.label.has(point) for point in arrow.points)
    ]


def on_borders(laid: Laid) -> list[str]:
    """Every arrow whose words lie on the border of a lane or a frame."""
    return [
        f"{arrow.name}: its label lies on the border of {area.name}"
        for arrow in laid.arrows
        for area in laid.lanes
        if arrow.label is not None and area.overlaps(arrow.label) and not area.holds(arrow.label)
    ]


def run_together(laid: Laid) -> list[str]:
    """Every two arrows that run so near to each other for a while that they look like one."""
    return [
        f"{one.name} runs together with {other.name}"
        for one, other in combinations(laid.arrows, 2)
        if sum(dist(*piece) for piece in pairwise(one.points) if all(_by(point, other) for point in piece)) > TOGETHER
    ]


def uneven(laid: Laid, picture: Picture) -> list[str]:
    """The tables of a page with columns, where some are so much wider than others that it shows."""
    tables = {node.id for node in picture.nodes if node.columns}
    wide = {box.name: box.right - box.left for box in laid.boxes if box.name in tables}
    return [f"{name}: {points:.0f} points" for name, points in wide.items() if max(wide.values()) - points > UNEVEN]


def unlevel(laid: Laid, picture: Picture) -> list[str]:
    """The rows of boxes, where some are so much higher than others that it shows."""
    high = {box.name: box.upper - box.lower for box in laid.boxes}
    rows = [[high[name] for name in rank if name in high] for rank in picture.ranks]
    return [
        f"{rank}: {row}" for rank, row in zip(picture.ranks, rows, strict=True) if row and max(row) - min(row) > UNLEVEL
    ]


def _by(point: Point, arrow: Arrow) -> bool:
    return any(dist(point, other) < SIDE_BY_SIDE for other in arrow.points)


TOGETHER: Final = 8.0
SIDE_BY_SIDE: Final = 3.0
"""Arrows that are no farther apart than this, for more than ``TOGETHER`` points, can't be told apart."""


def crossings(laid: Laid) -> int:
    """How many pairs of arrows cross."""
    return sum(one.crosses(other) for one, other in combinations(laid.arrows, 2))


def _outside_lanes(laid: Laid, picture: Picture) -> list[str]:
    if not picture.lanes:
        return []
    lanes = {one.name: one for one in laid.lanes}
    missing = [f"{lane.id} is not drawn" for lane in picture.lanes if lane.id not in lanes]
    order = [lanes[lane.id].left for lane in picture.lanes if lane.id in lanes]
    turned = [] if order == sorted(order) else ["the lanes are not in their order"]
    boxes = {one.name: one for one in laid.boxes}
    owned = [(node.id, node.lane or "") for node in picture.nodes]
    owned += [(f"rubrik_{lane.id}", lane.id) for lane in picture.lanes]
    outside = [f"{name} is not drawn" for name, _ in owned if name not in boxes]
    outside += [
        f"{name} leaves its lane {lane}"
        for name, lane in owned
        if name in boxes and lane in lanes and not lanes[lane].holds(boxes[name])
    ]
    return missing + turned + outside


def along(pos: str) -> Iterator[Point]:
    """Points along a spline, and the tips of its arrow heads."""
    for piece in pos.split(";"):
        words = piece.split()
        tips = [_point(word[2:]) for word in words if word[0] in "se"]
        points = [_point(word) for word in words if word[0] not in "se"]
        starts = [tip for word, tip in zip([w for w in words if w[0] in "se"], tips, strict=True) if word[0] == "s"]
        yield from starts
        for at in range(0, len(points) - 3, 3):
            yield from (_bezier(points[at : at + 4], step / STEPS) for step in range(STEPS + 1))
        yield from (tip for tip in tips if tip not in starts)


def _bezier(points: Sequence[Point], t: float) -> Point:
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
    return (
        sum(weight * point[0] for weight, point in zip(weights, points, strict=True)),
        sum(weight * point[1] for weight, point in zip(weights, points, strict=True)),
    )


def _cross(one: tuple[Point, Point], two: tuple[Point, Point]) -> bool:
    (a, b), (c, d) = one, two
    if max(a[0], b[0]) < min(c[0], d[0]) or max(c[0], d[0]) < min(a[0], b[0]):
        return False
    if max(a[1], b[1]) < min(c[1], d[1]) or max(c[1], d[1]) < min(a[1], b[1]):
        return False
    return _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _point(text: str) -> Point:
    x, y = text.split(",")
    return float(x), float(y)


def _area(name: str, bb: str) -> Area:
    return Area(name, *(float(one) for one in bb.split(",")))


def _box(node: dict[str, Any]) -> Area:
    x, y = _point(node["pos"])
    wide, high = float(node["width"]) * 36, float(node["height"]) * 36
    return Area(node["name"], x - wide, y - high, x + wide, y + high)


def _drawn(name: str, steps: Iterable[dict[str, Any]]) -> Area | None:
    """The rectangle around what is drawn of a label."""
    points: list[Point] = []
    size = 0.0
    for step in steps:
        if step["op"] == "F":
            size = float(step["size"])
        elif step["op"] in "pP":
            points += [(x, y) for x, y in step["points"]]
        elif step["op"] == "T":
            x, y = step["pt"]
            half = float(step["width"]) / 2
            middle = x + {"l": half, "c": 0.0, "r": -half}[step["align"]]
            points += [(middle - half, y), (middle + half, y + size * 0.7)]
    if not points:
        return None
    return Area(name, min(x for x, _ in points), min(y for _, y in points),
                max(x for x, _ in points), max(y for _, y in points))  # fmt: skip


def _framed(node: dict[str, Any]) -> bool:
    """Whether a box has a frame: the headings of lanes and frames have none."""
    return "pos" in node and not node["name"].startswith(("rubrik_", "topp_"))


def _worded(node: dict[str, Any]) -> Area | None:
    """The rectangle around the words of a box, without what else is drawn of it."""
    return _drawn(node["name"], [step for step in node.get("_ldraw_", []) if step["op"] in "FT"])


def _sizes(things: Iterable[dict[str, Any]]) -> Iterator[float]:
    """The size of every text that is drawn."""
    for thing in things:
        size = 0.0
        for step in thing.get("_ldraw_", []):
            if step["op"] == "F":
                size = float(step["size"])
            elif step["op"] == "T" and step["text"].strip():
                yield size
