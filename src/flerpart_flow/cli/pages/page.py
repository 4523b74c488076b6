"""A page of text: lines with a style each, wrapped to the reader's width; colour only where it is wanted."""

from __future__ import annotations

import os
import sys
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import click

from flerpart_flow.cli.names import harmless

WIDTH: Final = 100
NARROWEST: Final = 40

STYLES: Final[Mapping[str, Mapping[str, Any]]] = {
    "heading": {"bold": True},
    "block": {"bold": True, "fg": "red"},
    "warn": {"fg": "yellow"},
    "note": {"fg": "cyan"},
    "yes": {"fg": "green"},
    "faint": {"dim": True},
}
"""What a style looks like in colour. Every styled line also says in words what its colour says."""


class Page:
    """Lines, added one after another."""

    def __init__(self, width: int | None = None) -> None:
        self.width = width or reading_width()
        self.lines: list[tuple[str, str, int]] = []

    def blank(self) -> None:
        """An empty line, unless there is one already or the page is empty."""
        if self.lines and self.lines[-1][0]:
            self.lines.append(("", "", 0))

    def heading(self, text: str) -> None:
        """A heading, with a blank line before it."""
        self.blank()
        self.line(text, style="heading")

    def line(self, text: str, indent: int = 0, style: str = "", hang: int = 0) -> None:
        """A paragraph; all of it has the style. ``hang`` indents the lines after the first."""
        for one in self._wrapped(text, indent, hang):
            self.lines.append((one, style, 0))

    def marked(self, mark: str, text: str, indent: int = 0, style: str = "", hang: int = 4) -> None:
        """A paragraph that begins with a mark, which alone has the style."""
        first, *rest = self._wrapped(f"{mark} {text}".rstrip(), indent, hang)
        self.lines.append((first, style, indent + len(mark)))
        self.lines.extend((one, "", 0) for one in rest)

    def table(self, rows: Sequence[Sequence[str]], indent: int = 0, gap: int = 2) -> None:
        """Rows in columns; the last column is wrapped under itself. The first row is the heading."""
        rows = [[harmless(cell) for cell in row] for row in rows]
        widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]) - 1)]
        left = sum(widths) + gap * len(widths)
        for at, row in enumerate(rows):
            cells = "".join(f"{cell:<{width + gap}}" for cell, width in zip(row, widths, strict=False))
            room = max(self.width - indent - left, 20)
            for number, part in enumerate(textwrap.wrap(row[-1], room, break_on_hyphens=False) or [""]):
                start = cells if number == 0 else " " * left
                self.lines.append((f"{' ' * indent}{start}{part}".rstrip(), "" if at else "heading", 0))

    def _wrapped(self, text: str, indent: int, hang: int) -> list[str]:
        room = max(self.width, indent + hang + 20)
        return textwrap.wrap(
            harmless(text),
            room,
            initial_indent=" " * indent,
            subsequent_indent=" " * (indent + hang),
            break_long_words=False,
            break_on_hyphens=False,
        ) or [""]

    def text(self, colour: bool = False) -> str:
        """The whole page, with a line end after each line."""
        while self.lines and not self.lines[-1][0]:
            self.lines.pop()
        if colour:
            return coloured(self.lines)
        return "".join(f"{text}\n" for text, _, _ in self.lines)


def coloured(lines: Iterable[tuple[str, str, int]]) -> str:
    """The lines with the terminal's colours."""
    drawn = []
    for text, style, styled in lines:
        start, end = len(text) - len(text.lstrip()), styled or len(text)
        shown = click.style(text[start:end], **STYLES[style]) if style and start < end else text[start:end]
        drawn.append(f"{text[:start]}{shown}{text[end:]}\n")
    return "".join(drawn)


def reading_width() -> int:
    """As wide as the terminal, at most 100; 100 where there is none, so that a file reads the same everywhere."""
    if not sys.stdout.isatty():
        return WIDTH
    import shutil  # with every kind of archive

    return max(NARROWEST, min(WIDTH, shutil.get_terminal_size().columns))


def wants_colour() -> bool:
    """NO_COLOR turns colour off and FORCE_COLOR on, NO_COLOR first; else a terminal that isn't dumb has it."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return os.environ["FORCE_COLOR"] != "0"
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
