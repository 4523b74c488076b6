"""Rows, and frames: boxes around nodes that belong together, as clusters of Graphviz.

In the first pass a frame holds the rows of its nodes, so that the engine keeps them together, and an arrow to or from
it joins one of the nodes and is cut at the border. The second pass draws it where the first put it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby, pairwise
from typing import Final

import attrs
import graphviz

from flerpart_flow.diagrams.model import Edge, Frame, Layout, Line, Picture, Tone
from flerpart_flow.diagrams.render.markup import paragraph
from flerpart_flow.diagrams.render.pieces import lanes
from flerpart_flow.diagrams.render.pieces.places import Places
from flerpart_flow.diagrams.render.themes import Theme

TITLE_SIZE: Final = 11.0
TITLE_WIDTH: Final = 60
"""Characters in a line of a frame's title."""


def order_of(picture: Picture) -> dict[str, tuple[int, int]]:
    """Where each node stands: its row, and its place in the row. Empty where the layout isn't given."""
    if picture.layout is Layout.LANES:
        return lanes.order(picture)
    return {ident: (row, place) for row, rank in enumerate(picture.ranks) for place, ident in enumerate(rank)}


def cluster(frame: Frame) -> str:
    """The name of a frame's cluster."""
    return f"cluster_{frame.id}"


def on_nodes(picture: Picture, order: Mapping[str, tuple[int, int]]) -> tuple[tuple[Edge, dict[str, str]], ...]:
    """The arrows with a node at each end, and what cuts those of a frame at its border."""
    frames = {frame.id: frame for frame in picture.frames}
    if picture.layout is Layout.LANES:
        return tuple((_on_borders(edge, frames, order), {}) for edge in picture.edges)
    found = []
    for edge in picture.edges:
        cut = {
            name: cluster(frames[end])
            for name, end in (("ltail", edge.source), ("lhead", edge.target))
            if end in frames
        }
        source = _nearest(frames.get(edge.source), edge.target, order) or edge.source
        target = _nearest(frames.get(edge.target), edge.source, order) or edge.target
        found.append((attrs.evolve(edge, source=source, target=target), cut))
    return tuple(found)


def _on_borders(edge: Edge, frames: Mapping[str, Frame], order: Mapping[str, tuple[int, int]]) -> Edge:
    """An arrow that begins or ends at the foot of a frame, or at its top, where these are rows of their own."""

    def border(end: str, other: str) -> str:
        if end not in frames:
            return end
        below = order[other] > order[lanes.foot(frames[end])]
        return lanes.foot(frames[end]) if below else lanes.top(frames[end])

    return attrs.evolve(edge, source=border(edge.source, edge.target), target=border(edge.target, edge.source))


def _nearest(frame: Frame | None, other: str, order: Mapping[str, tuple[int, int]]) -> str | None:
    """The node of a frame that stands nearest to another one."""
    if frame is None:
        return None
    row, place = order.get(other, (0, 0))
    return min(frame.nodes, key=lambda ident: (abs(order[ident][0] - row), abs(order[ident][1] - place)))


@contextmanager
def around(graph: graphviz.Digraph, frame: Frame | None, theme: Theme) -> Iterator[graphviz.Digraph]:
    """The part of the graph that holds the rows of a frame, or the graph itself."""
    if frame is None:
        yield graph
        return
    with graph.subgraph(name=cluster(frame)) as box:
        box.attr(**_look(frame, theme))
        yield box


def add_ranks(graph: graphviz.Digraph, picture: Picture, theme: Theme) -> None:
    """The rows, each tied together from left to right, and the columns from above: else the engine turns a row round
    when an arrow from below crosses less that way.
    """
    joined = {frozenset((edge.source, edge.target)) for edge, _ in on_nodes(picture, order_of(picture))}
    columns = [
        pair
        for upper, lower in pairwise(picture.ranks)
        if picture.layout is Layout.GRID or _stands_below(upper, lower)
        for pair in _columns(upper, lower, joined)
    ]
    grid, group = picture.layout is Layout.GRID, dict[str, str]()
    for above, below in columns:
        group[below] = group.setdefault(above, f"spalt_{len(group)}")
    held = {ident: frame for frame in picture.frames for ident in frame.nodes}
    for frame, ranks in groupby(enumerate(picture.ranks), key=lambda one: held.get(one[1][0])):
        with around(graph, frame, theme) as part:
            for number, rank in ranks:
                with part.subgraph(name=f"rad_{number}") as row:
                    row.attr(rank="same")
                    for ident in rank:
                        row.node(ident, **({"group": group[ident]} if grid and ident in group else {}))
                    for left, right in pairwise(rank):
                        if frozenset((left, right)) not in joined:
                            row.edge(left, right, style="invis")
    for above, below in columns:
        graph.edge(above, below, style="invis", weight="2")


def _stands_below(upper: tuple[str, ...], lower: tuple[str, ...]) -> bool:
    """Whether a row has to be kept below another: an even one has no middle for a box alone, whose arrows keep it."""
    return len(upper) % 2 == len(lower) % 2 or min(len(upper), len(lower)) > 1


def _columns(
    upper: tuple[str, ...], lower: tuple[str, ...], joined: Collection[frozenset[str]]
) -> Iterable[tuple[str, str]]:
    """Which boxes of two rows stand below each other: counted from the side where an arrow leads down, else from the
    left in rows of the same length; else only the middle ones.
    """
    several = len(upper) > 1 and len(lower) > 1
    if several and frozenset((upper[-1], lower[-1])) in joined:
        return zip(reversed(upper), reversed(lower), strict=False)
    if several and (len(upper) == len(lower) or frozenset((upper[0], lower[0])) in joined):
        return zip(upper, lower, strict=False)
    return ((upper[len(upper) // 2], lower[len(lower) // 2]),)


def add_placed(graph: graphviz.Digraph, frames: Sequence[Frame], theme: Theme, places: Places) -> None:
    """The second pass: each frame where the first pass put it."""
    for frame in frames:
        with graph.subgraph(name=cluster(frame)) as box:
            box.attr(**_look(frame, theme), **places.clusters.get(cluster(frame), {}))
            for ident in frame.nodes:
                box.node(ident)


def _look(frame: Frame, theme: Theme) -> dict[str, str]:
    title = paragraph([Line(frame.title, Tone.STRONG)], TITLE_WIDTH, TITLE_SIZE, theme, left=False)
    return {
        "class": "ram",
        "color": theme.frame.line,
        "fillcolor": theme.frame.fill,
        "id": frame.id,
        "label": f"<{title or ' '}>",
        "labeljust": "l",
        "margin": "6",
        "penwidth": f"{theme.frame.pen:g}",
        "style": "rounded,filled",
    }
