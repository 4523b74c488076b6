"""A picture for a format that draws no frames: each is a box of its own, from which its arrows lead."""

from __future__ import annotations

import attrs

from flerpart_flow.diagrams.model import Frame, Kind, Node, Picture


def without_frames(picture: Picture) -> Picture:
    """The picture with a box, outside the lanes, in place of each frame: no arrow leads from one phase of a frame where
    it leads from all.
    """
    return attrs.evolve(picture, frames=(), nodes=(*picture.nodes, *map(_box, picture.frames)))


def _box(frame: Frame) -> Node:
    return Node(id=frame.id, kind=Kind.NOTE, title=frame.title, label=frame.label)
