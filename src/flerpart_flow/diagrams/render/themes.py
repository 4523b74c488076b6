"""Colours and pens of the pictures. Colour never stands alone: dash, pen width, arrow head and sign say the same.

A test holds every text against the grounds that it stands on (4.5:1, in high contrast 7:1) and every line against
its ground (3:1).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

import attrs

from flerpart_flow.diagrams.errors import known
from flerpart_flow.diagrams.model import Kind, Mark, Tone, Way


@attrs.frozen
class Box:
    """How a node is drawn: fill, outline, pen width in points, and whether the outline is dashed."""

    fill: str
    line: str
    pen: float = 1.0
    dashed: bool = False


@attrs.frozen
class Pen:
    """How an arrow is drawn: colour, width in points, style and head."""

    line: str
    pen: float = 1.2
    style: str = "solid"
    head: str = "normal"


@attrs.frozen(kw_only=True)
class Theme:
    """The colours of a picture, as #RRGGBB.

    ``ink``, ``muted``, ``alert`` and the line of ``right`` are texts; ``ground`` the page; ``lanes`` the lanes' fills
    in turn; ``grid`` the borders of lanes and tables; ``heads`` the ground of a table's headings.
    """

    name: str
    ink: str
    muted: str
    alert: str
    ground: str
    grid: str
    heads: str
    lanes: tuple[str, ...]
    phase: Box
    pause: Box
    end: Box
    deviation: Box
    tasks: Box
    table: Box
    here: Box
    passed: Box
    main: Pen
    other: Pen
    astray: Pen
    link: Pen
    right: Pen
    frame: Box
    entitled: Box

    @classmethod
    def named(cls, name: str) -> Theme:
        """One of the library's own: ``light``, ``dark``, ``contrast``, ``print``. Raises DiagramError for another."""
        return THEMES[known("tema", name, THEMES)]

    def recoloured(self, colours: Mapping[str, str], *, name: str = "own") -> Theme:
        """The theme with other colours in place of some of its own, #RRGGBB by #RRGGBB, wherever it has them.

        ``draw`` checks the contrast. Raises DiagramError for a colour that the theme doesn't have, with those it has.
        """
        held = _colours(self)
        for one in colours:
            known("farg", one, held)
        turned: Theme = _turned(self, colours)
        return attrs.evolve(turned, name=name)

    def box(self, kind: Kind, mark: Mark | None) -> Box:
        """How a node of a kind is drawn, where a case stands, has been, or neither."""
        if mark in {Mark.HERE, Mark.CHANGED}:
            return self.here
        if mark is Mark.NEVER:
            return self.tasks
        if mark is Mark.PASSED and kind in {Kind.PHASE, Kind.PAUSE, Kind.END, Kind.START}:
            return self.passed
        kinds = {
            Kind.PAUSE: self.pause,
            Kind.END: self.end,
            Kind.DEVIATION: self.deviation,
            Kind.RIGHT: self.entitled,
            Kind.TASKS: self.tasks,
            Kind.TABLE: self.table,
            Kind.NOTE: self.tasks,
        }
        return kinds.get(kind, self.phase)

    def pen(self, way: Way) -> Pen:
        """How an arrow of a way is drawn."""
        ways = {Way.MAIN: self.main, Way.DEVIATION: self.astray, Way.RIGHT: self.right, Way.LINK: self.link}
        return ways.get(way, self.other)

    def text(self, tone: Tone) -> str:
        """The colour of a text."""
        return {Tone.MUTED: self.muted, Tone.ALERT: self.alert, Tone.RIGHT: self.right.line}.get(tone, self.ink)


LIGHT: Final = Theme(
    name="light",
    ink="#1B1B1B",
    muted="#4A4F55",
    alert="#A3122A",
    ground="#FFFFFF",
    grid="#7C8288",
    heads="#EEF1F4",
    lanes=("#EAF3FB", "#FFF8E6", "#EFF7EE", "#F6EFF8"),
    phase=Box("#FFFFFF", "#1B1B1B"),
    pause=Box("#F4F8FC", "#0B4F8A", dashed=True),
    end=Box("#FFFFFF", "#1B1B1B", pen=2.6),
    deviation=Box("#FFF5F6", "#A3122A", dashed=True),
    tasks=Box("#FFFFFF", "#7C8288", pen=0.8),
    table=Box("#FFFFFF", "#7C8288"),
    here=Box("#DCEBFA", "#0B4F8A", pen=3.0),
    passed=Box("#E9EDF0", "#1B1B1B", pen=1.6),
    main=Pen("#1B1B1B", 2.2),
    other=Pen("#1B1B1B", 1.0),
    astray=Pen("#A3122A", 1.3, "dashed", "vee"),
    link=Pen("#4A4F55", 1.5, "dotted", "none"),
    right=Pen("#0B4F8A", 1.4, "solid", "empty"),
    frame=Box("#FFFFFF", "#0B4F8A", pen=1.4),
    entitled=Box("#F4F8FC", "#0B4F8A"),
)

CONTRAST: Final = Theme(
    name="contrast",
    ink="#000000",
    muted="#000000",
    alert="#8B0000",
    ground="#FFFFFF",
    grid="#000000",
    heads="#FFFFFF",
    lanes=("#FFFFFF",),
    phase=Box("#FFFFFF", "#000000", pen=1.6),
    pause=Box("#FFFFFF", "#00308F", pen=1.6, dashed=True),
    end=Box("#FFFFFF", "#000000", pen=3.4),
    deviation=Box("#FFFFFF", "#8B0000", pen=1.6, dashed=True),
    tasks=Box("#FFFFFF", "#000000"),
    table=Box("#FFFFFF", "#000000"),
    here=Box("#FFFF8F", "#000000", pen=4.0),
    passed=Box("#E6E6E6", "#000000", pen=2.0),
    main=Pen("#000000", 3.0),
    other=Pen("#000000", 1.4),
    astray=Pen("#8B0000", 1.6, "dashed", "vee"),
    link=Pen("#000000", 1.8, "dotted", "none"),
    right=Pen("#00308F", 1.6, "solid", "empty"),
    frame=Box("#FFFFFF", "#00308F", pen=2.0),
    entitled=Box("#FFFFFF", "#00308F"),
)

PRINT: Final = Theme(
    name="print",
    ink="#000000",
    muted="#3D3D3D",
    alert="#000000",
    ground="#FFFFFF",
    grid="#6E6E6E",
    heads="#EDEDED",
    lanes=("#FFFFFF", "#F4F4F4"),
    phase=Box("#FFFFFF", "#000000"),
    pause=Box("#FFFFFF", "#000000", dashed=True),
    end=Box("#FFFFFF", "#000000", pen=2.6),
    deviation=Box("#FFFFFF", "#000000", dashed=True),
    tasks=Box("#FFFFFF", "#6E6E6E", pen=0.8),
    table=Box("#FFFFFF", "#6E6E6E"),
    here=Box("#DADADA", "#000000", pen=3.2),
    passed=Box("#EFEFEF", "#000000", pen=1.6),
    main=Pen("#000000", 2.2),
    other=Pen("#000000", 1.0),
    astray=Pen("#000000", 1.3, "dashed", "vee"),
    link=Pen("#3D3D3D", 1.5, "dotted", "none"),
    right=Pen("#000000", 1.4, "solid", "empty"),
    frame=Box("#FFFFFF", "#000000", pen=1.4),
    entitled=Box("#FFFFFF", "#000000"),
)

AFTER_DARK: Final[Mapping[str, str]] = {
    "#1B1B1B": "#ECEFF1",
    "#4A4F55": "#B8BFC6",
    "#A3122A": "#FF9AA8",
    "#FFFFFF": "#15191D",
    "#7C8288": "#8A9299",
    "#EEF1F4": "#232A30",
    "#EAF3FB": "#182430",
    "#FFF8E6": "#2A2616",
    "#EFF7EE": "#18261A",
    "#F6EFF8": "#251C28",
    "#F4F8FC": "#1A2530",
    "#0B4F8A": "#8CC4F5",
    "#FFF5F6": "#2E1B1F",
    "#DCEBFA": "#1F3A54",
    "#E9EDF0": "#2B3238",
}
"""What each colour of the light theme becomes in the dark: an SVG turns its own where the reader prefers that."""


def _turned(value: Any, colours: Mapping[str, str]) -> Any:
    """A colour, or all colours of a box, a pen or a theme, as others."""
    if isinstance(value, str):
        return colours.get(value, value)
    if isinstance(value, tuple):
        return tuple(_turned(one, colours) for one in value)
    if isinstance(value, Box | Pen | Theme):
        changed = {one.name: _turned(getattr(value, one.name), colours) for one in attrs.fields(type(value))}
        return attrs.evolve(value, **changed)
    return value


def _colours(value: Any) -> tuple[str, ...]:
    """The colours of a theme, each once."""
    if isinstance(value, str):
        return (value,) if value.startswith("#") else ()
    parts = value if isinstance(value, tuple) else attrs.astuple(value, recurse=False) if attrs.has(type(value)) else ()
    return tuple(dict.fromkeys(colour for part in parts for colour in _colours(part)))


DARK: Final[Theme] = attrs.evolve(_turned(LIGHT, AFTER_DARK), name="dark")

THEMES: Final[Mapping[str, Theme]] = {theme.name: theme for theme in (LIGHT, DARK, CONTRAST, PRINT)}

TEXT_RATIO: Final = 4.5
LINE_RATIO: Final = 3.0
"""The least contrast of a text and of a line with what they stand on (WCAG 2.2)."""


def weak(theme: Theme) -> tuple[str, ...]:
    """The pairs of colours of a theme that can't be told apart well enough: of each text with each ground, and of each
    line with the grounds around it. Empty where all can.
    """
    kinds = [theme.box(kind, mark) for kind in Kind for mark in (None, *Mark)]
    around = {theme.ground, *theme.lanes}
    grounds = {*around, theme.heads, *(box.fill for box in kinds)}
    texts = {theme.text(tone) for tone in Tone}
    lines = {theme.pen(way).line for way in Way} | {box.line for box in kinds} | {theme.grid, theme.frame.line}
    pairs = [(one, other, TEXT_RATIO) for one in sorted(texts) for other in sorted(grounds)]
    pairs += [(one, other, LINE_RATIO) for one in sorted(lines) for other in sorted(around)]
    return tuple(f"{one} {other}" for one, other, least in pairs if contrast(one, other) < least)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2.2 counts it, 1 to 21. Raises ValueError for what isn't #RRGGBB."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: str) -> float:
    if not re.fullmatch("#[0-9A-Fa-f]{6}", color):
        raise ValueError(color)
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
