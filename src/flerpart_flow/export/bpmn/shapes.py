"""What stands where in a BPMN diagram: nodes, flows and notes with their places, before they are XML.

Places are in pixels, from the upper left corner, as BPMN's diagram interchange has them.
"""

from __future__ import annotations

import textwrap
from enum import StrEnum
from typing import Final

import attrs

LETTER: Final = 6.0
"""The width of a letter in a label, on the wide side."""
LINE: Final = 14.0
"""The height of a line in a label."""

EVENT: Final = 36.0
GATEWAY: Final = 50.0
TASK: Final = (140.0, 80.0)


class Kind(StrEnum):
    """What a node is, by its name in BPMN."""

    START = "startEvent"
    END = "endEvent"
    PHASE = "adHocSubProcess"
    TASK = "task"
    CHOICE = "exclusiveGateway"
    LEFT = "boundaryEvent"
    TO = "intermediateThrowEvent"
    FROM = "intermediateCatchEvent"


@attrs.frozen
class Box:
    """A place, with its size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """Half way from left to right."""
        return self.x + self.width / 2

    @property
    def centre(self) -> float:
        """Half way from top to bottom."""
        return self.y + self.height / 2


def around(x: float, y: float, size: float) -> Box:
    """A square around a point."""
    return Box(x - size / 2, y - size / 2, size, size)


def height_of(text: str, width: float) -> float:
    """How high a text is that is broken at a width."""
    letters = max(1, int(width / LETTER))
    lines = sum(len(textwrap.wrap(line, letters)) or 1 for line in text.split("\n"))
    return lines * LINE


def note_height(text: str, width: float) -> float:
    """How high a note or a task is: its letters are larger than those of labels, and it has a margin."""
    return height_of(text, width - 30) * 1.05 + 16


def room_for(heading: str) -> float:
    """How high a lane is at least: its heading stands upright, in two lines."""
    return max(120.0, len(heading) * LETTER / 2 * 1.2 + 20)


def label_below(text: str, x: float, y: float, width: float) -> Box:
    """The place of a label below a point in its middle."""
    return Box(x - width / 2, y, width, height_of(text, width))


def label_above(text: str, x: float, y: float, width: float) -> Box:
    """The place of a label that begins at a point and ends above it."""
    height = height_of(text, width)
    return Box(x, y - height - 4, width, height)


@attrs.frozen(kw_only=True)
class Node:
    """A node in its lane. ``link`` is the phase of a link event, ``on`` the node whose border an event is on,
    ``condition`` what makes that event happen, or what completes a phase.
    """

    id: str
    kind: Kind
    name: str
    box: Box
    lane: str
    label: Box | None = None
    documentation: str = ""
    link: str | None = None
    on: str | None = None
    condition: str = ""
    plane: Plane | None = None


@attrs.frozen(kw_only=True)
class Flow:
    """A sequence flow, through its points."""

    id: str
    source: str
    target: str
    points: tuple[tuple[float, float], ...]
    name: str = ""
    label: Box | None = None
    documentation: str = ""


@attrs.frozen
class Note:
    """A text beside the flow; with ``of`` and ``points`` a dotted line joins it to a node."""

    id: str
    text: str
    box: Box
    of: str | None = None
    points: tuple[tuple[float, float], ...] = ()


@attrs.frozen
class LaneBox:
    """A lane: its id, its code, its heading, and where it is."""

    id: str
    code: str
    name: str
    box: Box


@attrs.frozen(kw_only=True)
class Plane:
    """A diagram of its own: the whole, or what is in a phase."""

    lanes: tuple[LaneBox, ...]
    nodes: tuple[Node, ...]
    flows: tuple[Flow, ...] = ()
    notes: tuple[Note, ...] = ()
