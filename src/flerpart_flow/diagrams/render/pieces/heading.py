"""What stands above a picture: its title, which rules it shows, notes, and a legend that draws what it explains."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from flerpart_flow.diagrams.letters import LINE_HEIGHT, points
from flerpart_flow.diagrams.model import Key, Kind, Layout, Mark, Picture, Sign, Tone, Way
from flerpart_flow.diagrams.paper import LYING, UPRIGHT, Sheet
from flerpart_flow.diagrams.render.markup import LARGE, PLAIN, SIGNS, SMALL, broken, clean, escaped, font, paragraph
from flerpart_flow.diagrams.render.pieces.arrows import height as words_height
from flerpart_flow.diagrams.render.pieces.arrows import within_row
from flerpart_flow.diagrams.render.pieces.frames import on_nodes, order_of
from flerpart_flow.diagrams.render.themes import LIGHT, Pen, Theme

BETWEEN: Final = 22
"""The room between what stands beside each other, in points."""
PART: Final = " · "
"""What stands between the parts of a subtitle."""
_SIDES: Final = 30.0
"""What an engine leaves at both sides of a heading, in points."""
_PADDING: Final = 5.0
"""What a row of the heading takes besides its words, in points."""
_SAMPLE: Final = 24
"""The length of a piece of an arrow in the legend, in points."""


def sheet_of(picture: Picture) -> Sheet:
    """The page that a picture is made for."""
    return LYING if picture.lying else UPRIGHT


def heading(picture: Picture, theme: Theme) -> str:
    """Title, subtitle, notes and legend as one HTML-like table."""
    cells = "".join(f"<TR><TD>{row}</TD></TR>" for row, _ in _rows(picture, theme))
    cells += f'<TR><TD HEIGHT="{_foot(picture)}"></TD></TR>'
    return f'<<TABLE BORDER="0" CELLSPACING="1" CELLPADDING="2">{cells}</TABLE>>'


def height(picture: Picture) -> float:
    """The height of the heading, in points."""
    return sum(high + _PADDING for _, high in _rows(picture, LIGHT)) + _foot(picture) + _PADDING


def _rows(picture: Picture, theme: Theme) -> list[tuple[str, float]]:
    """Each row of the heading with its height."""
    sheet = sheet_of(picture)
    large, plain = LARGE * LINE_HEIGHT, PLAIN * LINE_HEIGHT
    title = broken(picture.title, sheet.letters(LARGE, _SIDES), bold=True)
    rows = [(font(escaped(part), LARGE, theme.ink, bold=True), large) for part in title]
    *lines, last = _parted(picture.subtitle, sheet.letters(PLAIN, _SIDES))
    rows += [(font(escaped(part), PLAIN, theme.muted), plain) for part in lines]
    rows += [(one, plain) for one in _beside(last, clean(picture.digest), sheet, theme)]
    for note in picture.notes:
        width = sheet.letters(PLAIN, _SIDES)
        count = len(broken(note.text, width, bold=note.tone is Tone.STRONG))
        rows.append((paragraph([note], width, PLAIN, theme, left=False), count * plain))
    for keys in _lines(picture.legend, sheet.width - _SIDES):
        drawn = "".join(_key(key, theme) for key in keys)
        table = f'<TABLE BORDER="0" CELLSPACING="3" CELLPADDING="2"><TR>{drawn}</TR></TABLE>'
        rows.append((_unstretched(table), SMALL * LINE_HEIGHT + 14))
    return rows


def _parted(text: str, width: int) -> list[str]:
    """The subtitle in lines no wider than so many letters, broken between its parts where these fit a line."""

    def height(said: str) -> int:
        return len(broken(said, width))

    lines: list[str] = []
    for part in text.split(PART):
        longer = f"{lines[-1]}{PART}{part}" if lines else part
        if lines and height(part) == 1 and height(longer) > height(lines[-1]):
            lines.append(part)
        else:
            lines[-1:] = [longer]
    return [one for line in lines for one in broken(line, width)]


def _beside(text: str, small: str, sheet: Sheet, theme: Theme) -> list[str]:
    """The end of the subtitle and the digest: beside each other where there is room, else below."""
    left, right = font(escaped(text), PLAIN, theme.muted), font(escaped(small), SMALL, theme.muted)
    if not small:
        return [left]
    if points(text, PLAIN) + BETWEEN + points(small, SMALL) > sheet.width - _SIDES:
        return [left, right]
    cells = f'<TD>{left}</TD><TD WIDTH="{BETWEEN}"></TD><TD>{right}</TD>'
    return [_unstretched(f'<TABLE BORDER="0" CELLSPACING="0" CELLPADDING="0"><TR>{cells}</TR></TABLE>')]


def _foot(picture: Picture) -> int:
    """The room below the heading, in points: for the words on an arrow within the first row, which stand above it."""
    if picture.layout is not Layout.GRID:
        return 3
    order = order_of(picture)
    first = [edge for edge, _ in on_nodes(picture, order) if edge.lines and order[edge.source][0] == 0]
    words = [words_height(edge) - 26 for edge in first if within_row(edge, order)]
    return 3 + round(max((0, *words)))


def _unstretched(table: str) -> str:
    """A table in a cell that doesn't make it as wide as itself: what is left over goes to empty cells at its sides."""
    around = "<TD></TD>" * 8
    row = f'<TR>{around}<TD ALIGN="LEFT">{table}</TD>{around}</TR>'
    return f'<TABLE BORDER="0" CELLSPACING="0" CELLPADDING="0">{row}</TABLE>'


def _lines(keys: Iterable[Key], most: float) -> list[list[Key]]:
    """The legend's entries in lines that are no wider than the page."""
    lines: list[list[Key]] = []
    filled = most
    for key in keys:
        wide = _wide(key)
        if filled + wide > most:
            lines.append([])
            filled = 12.0
        lines[-1].append(key)
        filled += wide
    return lines


def _wide(key: Key) -> float:
    """The width of an entry of the legend, with the room around it."""
    text = points(clean(key.text), SMALL)
    if isinstance(key.shows, Way):
        return (
            text
            + (_SAMPLE if key.drawn else 0)
            + (points(HEADS[key.shows], SMALL) + 2 if key.shows in HEADS else 0)
            + 18
        )
    sign = "" if key.shows is None else key.shows if isinstance(key.shows, Sign) else SIGNS.get(key.shows, "")
    return text + points(f"{sign} ", SMALL) + 14


def _key(key: Key, theme: Theme) -> str:
    """An entry of the legend: what it explains, drawn, and its words."""
    text = font(escaped(clean(key.text)), SMALL, theme.ink)
    if isinstance(key.shows, Way) and not key.drawn:
        sign = font(HEADS.get(key.shows, ""), SMALL, theme.pen(key.shows).line)
        return f"<TD>{sign} {text}</TD>"
    if isinstance(key.shows, Way):
        return f"<TD>{_line(theme.pen(key.shows), HEADS.get(key.shows, ''), text, theme)}</TD>"
    if key.shows is None or isinstance(key.shows, Sign):
        sign = "" if key.shows is None else f"{font(key.shows, SMALL, theme.ink)} "
        return f"<TD>{sign}{text}</TD>"
    mark = key.shows if isinstance(key.shows, Mark) else None
    box = theme.box(Kind.PHASE if mark else Kind(key.shows), mark)
    sign = SIGNS.get(key.shows, "")
    label = font(f"{sign} {escaped(clean(key.text))}".strip(), SMALL, theme.ink)
    style = ' STYLE="DASHED"' if box.dashed else ""
    border = 2 if box.pen > 2 else 1
    return f'<TD BORDER="{border}" COLOR="{box.line}" BGCOLOR="{box.fill}"{style}>{label}</TD>'


HEADS: Final[Mapping[Way, Sign]] = {
    **dict.fromkeys((Way.MAIN, Way.OTHER, Way.AHEAD), Sign.LEADS),
    Way.DEVIATION: Sign.ASTRAY,
    Way.RIGHT: Sign.RIGHT,
}
"""What ends a line in the legend: a head, or the sign of the rows that mean the same."""


def _line(pen: Pen, head: str, text: str, theme: Theme) -> str:
    """A piece of an arrow, with words beside it: the lower side of a cell, so that every engine can draw it."""
    style = f' STYLE="{pen.style.upper()}"' if pen.style != "solid" else ""
    look = f'SIDES="B" BORDER="{max(1, round(pen.pen))}" COLOR="{pen.line}"{style} WIDTH="{_SAMPLE}" HEIGHT="5"'
    drawn = f"<TD {look}></TD>"
    piece = f'<TABLE BORDER="0" CELLSPACING="0" CELLPADDING="0"><TR>{drawn}</TR><TR><TD HEIGHT="5"></TD></TR></TABLE>'
    cells = [piece, *([font(head, SMALL, pen.line)] if head else []), text]
    inner = "".join(f"<TD>{one}</TD>" for one in cells)
    return f'<TABLE BORDER="0" CELLSPACING="0" CELLPADDING="1"><TR>{inner}</TR></TABLE>'
