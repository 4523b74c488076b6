"""Lanes that hold whatever the arrows do.

Clusters let Graphviz reorder the lanes. So the first pass has none: every row is one rank, with a point for each
border between lanes in every row, chained downwards with a great weight, and each row tied together from left to
right by invisible edges point → nodes → point. The second pass draws the same places with filled lanes behind, and an
arrow within a row, which the points had bent, as a straight line between its boxes.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Final

import graphviz

from flerpart_flow.diagrams.model import Lane, Line, Node, Picture, Tone, Way
from flerpart_flow.diagrams.render.markup import paragraph
from flerpart_flow.diagrams.render.places import Places
from flerpart_flow.diagrams.render.themes import Theme

HEAD_WIDTH: Final = 34
"""Characters in a line of a lane's heading."""
_HEIGHT: Final = 24.0


def rows(picture: Picture) -> tuple[tuple[Node, ...], ...]:
    """The nodes of each row, from left to right."""
    place = {lane.id: number for number, lane in enumerate(picture.lanes)}
    numbers = sorted({node.row for node in picture.nodes})
    return tuple(
        tuple(sorted((node for node in picture.nodes if node.row == number), key=lambda node: place[node.lane or ""]))
        for number in numbers
    )


def order(picture: Picture) -> dict[str, tuple[int, int]]:
    """Row and place in the row of every node."""
    return {node.id: (number, place) for number, row in enumerate(rows(picture)) for place, node in enumerate(row)}


def both_ways(picture: Picture) -> frozenset[str]:
    """The arrows back between two boxes of a lane that another arrow joins the other way."""
    lane = {node.id: node.lane for node in picture.nodes}
    forth = {(edge.source, edge.target) for edge in picture.edges if edge.way is Way.MAIN}
    return frozenset(
        edge.id
        for edge in picture.edges
        if (edge.target, edge.source) in forth and lane[edge.source] == lane[edge.target]
    )


def _point(border: int, row: int | str) -> str:
    return f"grans_{border}_{row}"


def _head(lane: Lane) -> str:
    return f"rubrik_{lane.id}"


def add_frame(graph: graphviz.Digraph, picture: Picture, theme: Theme) -> None:
    """The first pass: headings, borders, and what ties the rows together."""
    last = len(picture.lanes)
    all_rows = rows(picture)
    names = ("topp", *range(len(all_rows)), "slut")
    for border in range(last + 1):
        points = [_point(border, name) for name in names]
        for point in points:
            graph.node(
                point, group=f"grans_{border}", height="0.01", label="", shape="point", style="invis", width="0.01"
            )
        for upper, lower in pairwise(points):
            graph.edge(upper, lower, color=theme.grid, dir="none", headclip="false", tailclip="false", weight="200")
    heads = {lane.id: (_head(lane),) for lane in picture.lanes}
    for lane in picture.lanes:
        graph.node(_head(lane), label=_heading(lane, theme), shape="plain")
    _tie(graph, picture, "topp", heads)
    for number, row in enumerate(all_rows):
        cells = {lane.id: tuple(node.id for node in row if node.lane == lane.id) for lane in picture.lanes}
        _tie(graph, picture, number, cells)
    _tie(graph, picture, "slut", {})


def _heading(lane: Lane, theme: Theme) -> str:
    return f"<{paragraph([Line(lane.title, Tone.STRONG)], HEAD_WIDTH, 10.0, theme, left=False) or ' '}>"


def _tie(
    graph: graphviz.Digraph,
    picture: Picture,
    row: int | str,
    cells: Mapping[str, tuple[str, ...]],
) -> None:
    names: list[str] = []
    for number, lane in enumerate(picture.lanes):
        names.append(_point(number, row))
        names.extend(cells.get(lane.id, ()))
    names.append(_point(len(picture.lanes), row))
    with graph.subgraph(name=f"rad_{row}") as rank:
        rank.attr(rank="same")
        for name in names:
            rank.node(name)
    for left, right in pairwise(names):
        graph.edge(left, right, style="invis", weight="2")


def add_filled(graph: graphviz.Digraph, picture: Picture, theme: Theme, places: Places) -> None:
    """The second pass: each lane a filled box between its borders, with its heading."""
    lower = places.point(_point(0, "slut"))[1]
    upper = min(places.point(_point(0, "topp"))[1] + _HEIGHT, places.below_heading())
    for number, lane in enumerate(picture.lanes):
        left, right = (places.point(_point(border, "topp"))[0] for border in (number, number + 1))
        with graph.subgraph(name=f"cluster_{lane.id}") as box:
            box.attr(
                **{"class": "bana"},
                bb=f"{left:.2f},{lower:.2f},{right:.2f},{upper:.2f}",
                color=theme.grid,
                fillcolor=theme.lanes[number % len(theme.lanes)],
                id=lane.id,
                label="",
                lheight="",
                lp="",
                lwidth="",
                style="filled",
            )
            box.node(_head(lane), label=_heading(lane, theme), shape="plain", **places.nodes[_head(lane)])
