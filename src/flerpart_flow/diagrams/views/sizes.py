"""How large what is drawn will be, in points, so that a view can tell what a page has room for.

The sizes are those of ``render.dot``, counted from the widths of letters. An engine's differ by a few points, and are
never much greater: a test holds them against each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from flerpart_flow.diagrams.letters import LINE_HEIGHT, points
from flerpart_flow.diagrams.model import Kind, Line, Node, Row, Tone
from flerpart_flow.diagrams.paper import Sheet
from flerpart_flow.diagrams.render.dot import CELL, LETTER, below_width, column, joined, title_lines, title_look
from flerpart_flow.diagrams.render.markup import SMALL, broken

LINE: Final = SMALL * LINE_HEIGHT
"""The height of a line of small text."""
_MARGIN: Final = (14.4, 8.7)
"""What a box without rows has around its words: in all across, and in all down."""
_LEAST: Final = (54.0, 36.0)
"""The least width and height of such a box."""
_SIDES: Final = 20.0
"""What a box with rows has at both sides of its words, with its frame."""


_Text = tuple[tuple[str, float, bool], ...]
"""Lines as they are drawn: the words, their size, and whether they are bold."""

_LANE: Final = {True: 32.0, False: 18.0}
"""What a lane has around a box, from border to border: more where arrows have words."""


def lines_of(lines: Iterable[Line], width: int) -> _Text:
    """The lines that a text is broken into."""
    return tuple(
        (part, SMALL, line.tone is Tone.STRONG)
        for line in lines
        for part in broken(line.text, width, bold=line.tone is Tone.STRONG)
        if part
    )


def _high(text: _Text) -> float:
    """The height of lines below each other."""
    return sum(size for _, size, _ in text) * LINE_HEIGHT


def _wide(text: _Text) -> float:
    return max((points(part, size, bold=bold) for part, size, bold in text), default=0.0)


def row_height(row: Row, widths: Sequence[int]) -> float:
    """The height of a row of a table."""
    cells = [_high(lines_of(cell, width)) for cell, width in zip(row.cells, widths, strict=True)]
    return max(LINE, *cells) + CELL


def head_height(table: Node) -> float:
    """The height of a table's title and headings."""
    heads = Row(tuple((Line(name, Tone.STRONG),) for name in table.columns))
    title = _high(_title(table)) + CELL if table.title else 0.0
    return title + (row_height(heads, table.widths) if table.columns else 0.0)


def _title(node: Node) -> _Text:
    """The title with what stands in the same cell below it."""
    size, bold = title_look(node)
    title = tuple((part, size, bold) for part in title_lines(node))
    return (*title, *lines_of(node.lines, below_width(node)))


def size_of(node: Node) -> tuple[float, float]:
    """The width and height of a node."""
    if node.size is not None:
        return node.size
    table = bool(node.rows) or node.kind is Kind.TABLE
    if node.kind is Kind.START and not table:
        return 12.0, 12.0
    if node.columns and table:
        wide = sum(column(width, len(node.widths)) for width in node.widths)
        return wide, head_height(node) + sum(row_height(row, node.widths) for row in node.rows)
    if table:
        return _list(node)
    text = _title(node)
    if node.kind is Kind.NOTE:
        return _wide(text) + 14.4, max(18.8, _high(text) + 7.2)
    return max(_LEAST[0], _wide(text) + _MARGIN[0]), max(_LEAST[1], _high(text) + _MARGIN[1])


def _list(node: Node) -> tuple[float, float]:
    """The size of a list of rows under a title."""
    title, width = _title(node), sum(node.widths)
    cells = [lines_of(row.cells[0], width) for row in joined(node.rows)]
    wide = max((_wide(title), *map(_wide, cells)))
    rows = sum(max(LINE, _high(text)) + 2 for text in cells)
    return wide + _SIDES, (_high(title) + 8 if node.title else 0.0) + rows + 7 + node.below


def lane_letters(sheet: Sheet, lanes: int, *, words: bool) -> int:
    """Letters in a line of a box, where so many lanes share a page; ``words`` tells whether arrows have any."""
    return int((sheet.width / lanes - _LANE[words] - _SIDES) / LETTER)
