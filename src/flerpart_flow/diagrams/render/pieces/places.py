"""Where the first pass put everything, read from the engine's JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from math import inf
from typing import Any, Final

import attrs

from flerpart_flow.diagrams.model import Edge, Way

HEAD: Final = 7.0
"""The length of an arrow's head in points."""
APART: Final = 12.0
"""How far from each other arrows between the same two boxes run, in points."""


@attrs.frozen(eq=False)
class Places:
    """Attributes that hold the places of graph, nodes, edges (by id) and clusters, in points from the lower left."""

    graph: Mapping[str, str]
    nodes: Mapping[str, Mapping[str, str]]
    edges: Mapping[str, Mapping[str, str]]
    widths: Mapping[str, float]
    heights: Mapping[str, float] = attrs.field(factory=dict)
    clusters: Mapping[str, Mapping[str, str]] = attrs.field(factory=dict)

    @classmethod
    def read(cls, laid_out: bytes) -> Places:
        """The places in the output of ``dot -Tjson``."""
        data: dict[str, Any] = json.loads(laid_out)
        objects = data.get("objects", ())
        boxes = [one for one in objects if "pos" in one]
        return cls(
            graph=_chosen(data, ("bb", "lp", "lheight", "lwidth")),
            nodes={one["name"]: _chosen(one, ("pos",)) for one in boxes},
            edges={one["id"]: _edge(one) for one in data.get("edges", ()) if "id" in one},
            widths={one["name"]: float(one["width"]) * 72 for one in boxes},
            heights={one["name"]: float(one["height"]) * 72 for one in boxes},
            clusters={one["name"]: _chosen(one, ("bb", "lp", "lheight", "lwidth")) for one in objects if "bb" in one},
        )

    def point(self, name: str) -> tuple[float, float]:
        """The centre of a node."""
        x, y = self.nodes[name]["pos"].split(",")
        return float(x), float(y)

    def below_heading(self) -> float:
        """How high up there is room below the title and the legend; without bounds where there are none."""
        if "lp" not in self.graph or "lheight" not in self.graph:
            return inf
        return float(self.graph["lp"].split(",")[1]) - 36 * float(self.graph["lheight"])

    def side(self, name: str, way: int) -> tuple[float, float]:
        """The middle of a node's right (1) or left (-1) side."""
        x, y = self.point(name)
        return x + way * self.widths[name] / 2, y


def _chosen(row: Mapping[str, Any], keys: tuple[str, ...]) -> dict[str, str]:
    return {key: str(row[key]) for key in keys if key in row}


def _edge(row: Mapping[str, Any]) -> dict[str, str]:
    """An arrow's line and the place of its words; those beside it have ``xlp``."""
    place = _chosen(row, ("pos", "lp"))
    return place if "xlp" not in row else {**place, "lp": str(row["xlp"])}


def straightened(
    edges: Iterable[Edge], order: Mapping[str, tuple[int, int]], places: Places, heights: Mapping[str, float]
) -> Places:
    """The places with each arrow between neighbours in a row as a straight line; several of them run side by side.
    ``heights`` are those of the arrows' words, by id.

    The engine bends an arrow around what ties the row together, and lays arrows there and back on each other.
    """
    pairs: dict[tuple[str, str], list[Edge]] = {}
    for edge in edges:
        left, right = sorted((edge.source, edge.target), key=order.__getitem__)
        if order[left][0] == order[right][0] and order[right][1] - order[left][1] == 1:
            pairs.setdefault((left, right), []).append(edge)
    drawn = dict(places.edges)
    for (left, right), found in pairs.items():
        for number, edge in enumerate(found):
            lift = ((len(found) - 1) / 2 - number) * APART
            start, end = places.side(left, 1), places.side(right, -1)
            ends = (start[0], start[1] + lift), (end[0], end[1] + lift)
            line = _line(*ends, leads_left=edge.target == left, headless=edge.way is Way.LINK)
            below = len(found) > 1 and number == len(found) - 1
            half = heights[edge.id] / (-2 if below else 2)
            words = {"lp": f"{(start[0] + end[0]) / 2:.2f},{start[1] + lift + half:.2f}"} if edge.lines else {}
            drawn[edge.id] = {**places.edges.get(edge.id, {}), **words, "pos": line}
    return attrs.evolve(places, edges=drawn)


def upright(edges: Iterable[Edge], borders: Mapping[str, str], places: Places) -> Places:
    """The places with each arrow without words between a box and a frame above it as a line straight up or down, beside
    each other. ``borders`` names the clusters of the frames by their ids.

    The engine bends such an arrow on its way to a box in the frame, and cuts it where the bend turns its head askew.
    """
    pairs: dict[tuple[str, str], list[Edge]] = {}
    for edge in edges:
        frame, box = (edge.source, edge.target) if edge.source in borders else (edge.target, edge.source)
        if frame in borders and box in places.nodes and not edge.lines:
            pairs.setdefault((frame, box), []).append(edge)
    drawn = dict(places.edges)
    for (frame, box), found in pairs.items():
        left, foot, right, _ = map(float, places.clusters[borders[frame]]["bb"].split(","))
        middle, top = places.point(box)[0], places.point(box)[1] + places.heights[box] / 2
        reach = APART * len(found) / 2
        if not (left + reach < middle < right - reach and top + HEAD < foot):
            continue
        for number, edge in enumerate(found):
            x = middle + (number - (len(found) - 1) / 2) * APART * 2
            up = edge.target == frame
            start, end = (foot - HEAD, top) if up else (foot, top + HEAD)
            steps = " ".join(f"{x:.2f},{start + (end - start) * part / 3:.2f}" for part in range(4))
            head = f"s,{x:.2f},{foot:.2f}" if up else f"e,{x:.2f},{top:.2f}"
            drawn[edge.id] = {**places.edges[edge.id], "pos": f"{head} {steps}"}
    return attrs.evolve(places, edges=drawn)


def _line(left: tuple[float, float], right: tuple[float, float], *, leads_left: bool, headless: bool = False) -> str:
    """A spline between two points, with room for the head that ends it, if one does."""
    (x0, y0), (x1, y1) = left, right
    if headless:
        head = ""
    elif leads_left:
        head, x0 = f"s,{x0:.2f},{y0:.2f}", x0 + HEAD
    else:
        head, x1 = f"e,{x1:.2f},{y1:.2f}", x1 - HEAD
    steps = [(x0 + (x1 - x0) * part / 3, y0 + (y1 - y0) * part / 3) for part in range(4)]
    return f"{head} {' '.join(f'{x:.2f},{y:.2f}' for x, y in steps)}".strip()
