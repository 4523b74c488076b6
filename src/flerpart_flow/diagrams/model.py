"""What a picture says, without how it looks: nodes, edges, lanes, marks, notes and legend as frozen values.

Views build it, renderers read it. A ``Picture`` holds plain text only, in one language, as written: whoever renders
it escapes it. Ids are stable and unique within a picture: ``fas-<phase>`` for a phase, ``steg-<phase>-<event>`` for
a move out of a phase, with ``-<target>`` behind it where the move may lead to several, ``steg--<event>`` for a move
that is drawn once for many phases.
"""

from __future__ import annotations

from enum import StrEnum, unique

import attrs


class Kind(StrEnum):
    """What a node stands for."""

    START = "start"
    PHASE = "fas"
    PAUSE = "vilande"
    END = "slut"
    DEVIATION = "avvikelse"
    RIGHT = "ratt"
    TASKS = "uppgifter"
    DATE = "dag"
    TABLE = "tabell"
    NOTE = "not"


class Way(StrEnum):
    """What an arrow stands for."""

    MAIN = "huvudvag"
    OTHER = "annan"
    DEVIATION = "avvikelse"
    RIGHT = "ratt"
    LINK = "hor-till"
    AHEAD = "framat"


class Mark(StrEnum):
    """What a case has done with a phase or a move."""

    HERE = "har"
    PASSED = "passerad"
    AHEAD = "kommande"
    NEVER = "aldrig"
    CHANGED = "andrad"


@unique
class Sign(StrEnum):
    """What a sign means, in every picture: no two mean the same, and none means two things.

    Every font of Arial's metrics has them; others come out as empty boxes. ``LEADS`` also ends an arrow of the legend.
    """

    DUTY = "●"
    OWN = "○"
    NEEDED = "▲"
    END = "■"
    HERE = "▼"
    PASSED = "√"
    LEADS = "►"
    ASTRAY = "!"
    RIGHT = "§"
    CHANGED = "~"
    NEW = "+"
    GONE = "−"


class Tone(StrEnum):
    """How a line of text weighs."""

    PLAIN = "vanlig"
    STRONG = "stark"
    MUTED = "dampad"
    ALERT = "varning"
    RIGHT = "ratt"


@attrs.frozen
class Line:
    """One piece of text, which a renderer may break into several lines."""

    text: str
    tone: Tone = Tone.PLAIN


@attrs.frozen
class Row:
    """One row of a table in a node. ``id`` makes it an element of its own in an SVG, told by ``label``."""

    cells: tuple[tuple[Line, ...], ...]
    id: str | None = None
    label: str = ""
    tone: Tone = Tone.PLAIN


@attrs.frozen(kw_only=True)
class Node:
    """A box. ``lane`` and ``row`` place it in a picture with lanes; ``sign`` stands before the title.

    ``widths`` are the columns' widths in letters (``letters.HALF``), ``columns`` their headings, for a node with
    ``rows``. ``size`` is the width and height in points of one that is to be no larger or smaller, ``below`` the room
    in points below the rows of one that is to be as high as those beside it.
    """

    id: str
    kind: Kind
    title: str
    lines: tuple[Line, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    widths: tuple[int, ...] = ()
    lane: str | None = None
    row: int = 0
    mark: Mark | None = None
    size: tuple[float, float] | None = None
    below: float = 0.0
    label: str = ""
    """What assistive technology reads; the title where it is empty."""


@attrs.frozen(kw_only=True)
class Edge:
    """An arrow from one node to another. ``lines`` stand on it: what happens first, the conditions below; each is
    broken at ``width`` letters.
    """

    id: str
    source: str
    target: str
    way: Way
    lines: tuple[Line, ...] = ()
    width: int = 32
    label: str = ""
    mark: Mark | None = None
    aside: bool = False
    """Whether it moves no box: it finds its way around them once all else has its place."""


@attrs.frozen
class Lane:
    """A column of a picture."""

    id: str
    title: str


@attrs.frozen
class Frame:
    """A box around nodes that belong together, with a title. An arrow may lead to it or from it as to a node."""

    id: str
    title: str
    nodes: tuple[str, ...]
    label: str = ""


class Layout(StrEnum):
    """How a picture is laid out."""

    DOWN = "down"
    GRID = "grid"
    LANES = "lanes"

    @property
    def passes(self) -> int:
        """How many times the engine runs: once, or once to find the places and once to draw on them."""
        return 1 if self is Layout.DOWN else 2


@attrs.frozen
class Key:
    """An entry of the legend: the text, and the node kind, way, mark or sign that it explains; a way that isn't
    ``drawn`` by its sign alone.
    """

    text: str
    shows: Kind | Way | Mark | Sign | None = None
    drawn: bool = True


@attrs.frozen(kw_only=True)
class Picture:
    """A whole picture, in the order in which it is to be read.

    ``view`` and ``name`` make the file's name; ``description`` is the picture in words. ``ranks`` are nodes to be
    put beside each other. ``subtitle`` says which rules it shows, ``digest`` which exactly. A picture is made for a
    page that stands upright, unless it is ``lying`` (see ``paper``).
    """

    view: str
    name: str
    lang: str
    title: str
    subtitle: str
    description: str
    layout: Layout
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...] = ()
    lanes: tuple[Lane, ...] = ()
    legend: tuple[Key, ...] = ()
    ranks: tuple[tuple[str, ...], ...] = ()
    frames: tuple[Frame, ...] = ()
    digest: str = ""
    notes: tuple[Line, ...] = ()
    lying: bool = False

    @property
    def ids(self) -> tuple[str, ...]:
        """Every id in the picture, in its order."""
        rows = (row.id for node in self.nodes for row in node.rows if row.id is not None)
        return (
            *(node.id for node in self.nodes),
            *rows,
            *(frame.id for frame in self.frames),
            *(edge.id for edge in self.edges),
        )
