"""A picture for a format that draws no frames: an arrow to or from one joins a phase in it instead."""

from __future__ import annotations

import attrs

from flerpart_flow.diagrams.model import Edge, Picture, Way


def without_frames(picture: Picture) -> Picture:
    """The picture without its frames; the boxes still say what leads to a pause, and from where."""
    first = {frame.id: frame.nodes[0] for frame in picture.frames}
    return attrs.evolve(picture, frames=(), edges=tuple(_plain(edge, first) for edge in picture.edges))


def _plain(edge: Edge, first: dict[str, str]) -> Edge:
    way = Way.OTHER if edge.way is Way.RIGHT else edge.way
    source, target = first.get(edge.source, edge.source), first.get(edge.target, edge.target)
    return attrs.evolve(edge, way=way, source=source, target=target)
