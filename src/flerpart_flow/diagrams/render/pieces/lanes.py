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

from flerpart_flow.diagrams.model import Frame, Kind, Lane, Line, Node, Picture, Sign, Tone, Way
from flerpart_flow.diagrams.paper import LYING, UPRIGHT
from flerpart_flow.diagrams.render.markup import broken, paragraph
from flerpart_flow.diagrams.render.pieces.areas import Area
from flerpart_flow.diagrams.render.pieces.places import Places
from flerpart_flow.diagrams.render.themes import Theme

HEAD: Final = 10.0
FRAME_TITLE: Final = 11.0
"""The size of a lane's heading, and of a frame's title, in points."""
HEAD_WIDTH: Final = 34
"""Letters in a line of a lane's heading at the most."""
_HEIGHT: Final = 24.0
POINT: Final = {"height": "0.01", "shape": "point", "width": "0.01"}
INSET: Final = 4.0
"""How far within the outer lanes a frame is drawn, in points."""


def rows(picture: Picture) -> tuple[tuple[Node, ...], ...]:
    """The nodes of each row, from left to right."""
    place = {lane.id: number for number, lane in enumerate(picture.lanes)}
    numbers = sorted({node.row for node in picture.nodes})
    return tuple(
        tuple(sorted((node for node in picture.nodes if node.row == number), key=lambda node: place[node.lane or ""]))
        for number in numbers
    )


def order(picture: Picture) -> dict[str, tuple[int, int]]:
    """Row and place in the row of every node, and of the top and the foot of every frame."""
    found: dict[str, tuple[int, int]] = {}
    for number, (_, cells) in enumerate(_sequence(picture)):
        names = [name for lane in picture.lanes for name in cells.get(lane.id, ())]
        found |= {name: (number, place) for place, name in enumerate(names)}
    return found


def top(frame: Frame) -> str:
    """The node that bears a frame's title."""
    return f"topp_{frame.id}"


def foot(frame: Frame) -> str:
    """The point on a frame's lower border, where arrows to what stands below it begin."""
    return f"fot_{frame.id}"


def _sequence(picture: Picture) -> tuple[tuple[str, dict[str, tuple[str, ...]]], ...]:
    """The rows from above, each with its name and the nodes of each lane. A frame has one above, and one below."""
    found: list[tuple[str, dict[str, tuple[str, ...]]]] = []
    for number, row in enumerate(rows(picture)):
        held = {node.id for node in row}
        begins = [frame for frame in picture.frames if _edge_of(frame, picture, 0) & held]
        ends = [frame for frame in picture.frames if _edge_of(frame, picture, -1) & held]
        cells = {lane.id: tuple(node.id for node in row if node.lane == lane.id) for lane in picture.lanes}
        for frame in begins:
            lane = _lane_above(frame, picture)
            if cells[lane] or any(node.kind is not Kind.NOTE for node in row):
                found.append((f"{number}_topp", {lane: (top(frame),)}))
            else:  # beside what only says from which page the case comes
                cells[lane] = (top(frame),)
        found.append((str(number), cells))
        found.extend((f"{number}_fot", {_lane_below(frame, picture): (foot(frame),)}) for frame in ends)
    return tuple(found)


def _edge_of(frame: Frame, picture: Picture, which: int) -> set[str]:
    """The nodes of a frame's first or last row."""
    held = [row for row in rows(picture) if any(node.id in frame.nodes for node in row)]
    return {node.id for node in held[which]}


def _lane_above(frame: Frame, picture: Picture) -> str:
    """The first lane, whose own right a title may name; else the first that no arrow into the frame comes from or leads
    to.
    """
    if Sign.RIGHT in frame.title:
        return picture.lanes[0].id
    lane = {node.id: node.lane for node in picture.nodes}
    into = [edge for edge in picture.edges if edge.target in frame.nodes and edge.source not in frame.nodes]
    taken = {lane.get(end) for edge in into for end in (edge.source, edge.target)}
    return next((one.id for one in picture.lanes if one.id not in taken), picture.lanes[0].id)


def _lane_below(frame: Frame, picture: Picture) -> str:
    """The lane of what an arrow leads to from the frame."""
    ends = {edge.target for edge in picture.edges if edge.source == frame.id}
    ends |= {edge.source for edge in picture.edges if edge.target == frame.id}
    return next((node.lane for node in picture.nodes if node.id in ends and node.lane), picture.lanes[0].id)


def both_ways(picture: Picture) -> frozenset[str]:
    """The arrows back between two boxes of a lane that another arrow joins the other way."""
    lane = {node.id: node.lane for node in picture.nodes}
    forth = {(edge.source, edge.target) for edge in picture.edges if edge.way in {Way.MAIN, Way.RIGHT}}
    return frozenset(
        edge.id
        for edge in picture.edges
        if (edge.target, edge.source) in forth and lane[edge.source] == lane[edge.target]
    )


def _point(border: int, row: str) -> str:
    return f"grans_{border}_{row}"


def _head(lane: Lane) -> str:
    return f"rubrik_{lane.id}"


def add_frame(graph: graphviz.Digraph, picture: Picture, theme: Theme) -> None:
    """The first pass: headings, borders, and what ties the rows together."""
    last = len(picture.lanes)
    sequence = _sequence(picture)
    names = ("topp", *(name for name, _ in sequence), "slut")
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
        graph.node(_head(lane), label=_heading(lane, picture, theme), shape="plain")
    _tie(graph, picture, "topp", heads)
    for frame in picture.frames:
        graph.node(top(frame), label=_title(frame, picture, theme), shape="plain")
        graph.node(foot(frame), label="", style="invis", **POINT)
    for name, cells in sequence:
        _tie(graph, picture, name, cells)
    _tie(graph, picture, "slut", {})


def head_width(picture: Picture, size: float) -> int:
    """Letters of a size in a line of a lane's heading: its share of the page, and not too many."""
    sheet = LYING if picture.lying else UPRIGHT
    return max(8, min(HEAD_WIDTH, sheet.letters(size) // len(picture.lanes) - 4))


def head_lines(picture: Picture) -> int:
    """The lines of the longest heading of a lane."""
    return max(len(broken(lane.title, head_width(picture, HEAD), bold=True)) for lane in picture.lanes)


def _title(frame: Frame, picture: Picture, theme: Theme) -> str:
    width = head_width(picture, FRAME_TITLE)
    inner = paragraph([Line(frame.title, Tone.STRONG)], width, FRAME_TITLE, theme, left=False) or " "
    return f'<<TABLE BORDER="0" CELLBORDER="0" CELLPADDING="2"><TR><TD>{inner}</TD></TR></TABLE>>'


def _heading(lane: Lane, picture: Picture, theme: Theme) -> str:
    width = head_width(picture, HEAD)
    return f"<{paragraph([Line(lane.title, Tone.STRONG)], width, HEAD, theme, left=False) or ' '}>"


def _tie(
    graph: graphviz.Digraph,
    picture: Picture,
    row: str,
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


def lane_area(picture: Picture, places: Places, number: int) -> Area:
    """Where a lane is filled."""
    lower = places.point(_point(0, "slut"))[1]
    upper = min(places.point(_point(0, "topp"))[1] + _HEIGHT, places.below_heading())
    left, right = (places.point(_point(border, "topp"))[0] for border in (number, number + 1))
    return Area(left, lower, right, upper)


def frame_area(picture: Picture, places: Places, frame: Frame) -> Area:
    """Where a frame is drawn."""
    left, right = (places.point(_point(border, "topp"))[0] for border in (0, len(picture.lanes)))
    upper = places.point(top(frame))[1] + places.heights[top(frame)] / 2 + 1
    return Area(left + INSET, places.point(foot(frame))[1], right - INSET, upper)


def headings(picture: Picture) -> tuple[str, ...]:
    """The nodes that bear the lanes' headings."""
    return tuple(map(_head, picture.lanes))


def add_filled(graph: graphviz.Digraph, picture: Picture, theme: Theme, places: Places) -> None:
    """The second pass: each lane a filled box between its borders, with its heading."""
    for number, lane in enumerate(picture.lanes):
        area = lane_area(picture, places, number)
        with graph.subgraph(name=f"cluster_{lane.id}") as box:
            box.attr(
                **{"class": "bana"},
                bb=area.bounds,
                color=theme.grid,
                fillcolor=theme.lanes[number % len(theme.lanes)],
                id=lane.id,
                label="",
                lheight="",
                lp="",
                lwidth="",
                style="filled",
            )
            box.node(_head(lane), label=_heading(lane, picture, theme), shape="plain", **places.nodes[_head(lane)])
    for frame in picture.frames:
        bounds = frame_area(picture, places, frame).bounds
        with graph.subgraph(name=f"cluster_{frame.id}") as box:
            box.attr(
                **{"class": "ram"}, bb=bounds, color=theme.frame.line, id=frame.id, label="", lheight="", lp="",
                lwidth="", bgcolor="transparent", penwidth=f"{theme.frame.pen:g}", style="rounded",
            )  # fmt: skip
            box.node(top(frame), label=_title(frame, picture, theme), shape="plain", **places.nodes[top(frame)])
        graph.node(foot(frame), label="", style="invis", **POINT, **places.nodes[foot(frame)])
