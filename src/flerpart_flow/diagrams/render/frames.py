"""Frames: boxes around nodes that belong together, as clusters of Graphviz.

In the first pass a frame holds the rows of its nodes, so that the engine keeps them together, and an arrow to or from
it joins one of the nodes and is cut at the border. The second pass draws it where the first put it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final

import attrs
import graphviz

from flerpart_flow.diagrams.model import Edge, Frame, Layout, Line, Picture, Tone
from flerpart_flow.diagrams.render import lanes
from flerpart_flow.diagrams.render.markup import paragraph
from flerpart_flow.diagrams.render.places import Places
from flerpart_flow.diagrams.render.themes import Theme

TITLE_SIZE: Final = 11.0
TITLE_WIDTH: Final = 60
"""Characters in a line of a frame's title."""


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
        "margin": "10",
        "penwidth": f"{theme.frame.pen:g}",
        "style": "rounded,filled",
    }
