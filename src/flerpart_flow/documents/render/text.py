"""A paper as plain text, for a terminal, a message that carries text only, and whoever compares two of them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Final

from flerpart_flow.documents.model import Blank, Block, Document, Fields, Lines, Listing, Paragraph, Section, Table

_WIDTH: Final = 80
_ROOM: Final = "_" * 40
_BOX: Final = "[ ]"


def as_text(of: Document) -> str:
    """The paper in lines of at most 80 signs, save for a longer word."""
    return "\n".join(_lines(of)) + "\n"


def _lines(of: Document) -> Iterator[str]:
    if of.letterhead:
        yield from (*of.letterhead, "")
    if of.mark:
        yield f"*** {of.mark} ***"
        for remark in of.remarks:
            yield from _wrapped(remark, "    ")
        yield ""
    yield of.title
    yield "=" * len(of.title)
    for section in of.sections:
        yield ""
        yield from _section(section)


def _section(of: Section) -> Iterator[str]:
    yield of.heading
    yield "-" * len(of.heading)
    for block in of.blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(text):
            yield from _wrapped(text)
        case Lines(lines):
            yield from lines
        case Fields(fields):
            for one in fields:
                yield from _wrapped(f"{one.label}: {one.value}", "", "    ")
        case Listing(items, numbered, boxes):
            for at, item in enumerate(items, 1):
                mark = f"{_BOX} " if boxes else f"{at}. " if numbered else "- "
                yield from _wrapped(item, mark, " " * len(mark))
        case Table(caption, heads, rows, boxes):
            yield f"{caption}:"
            for row in rows:
                yield from _row(heads, tuple(one or (_BOX if boxes else "") for one in row))
        case Blank(label, lines, box):
            yield f"{_BOX + ' ' if box else ''}{label}: {_ROOM}"
            yield from (_ROOM for _ in range(lines - 1))


def _row(heads: tuple[str, ...], row: tuple[str, ...]) -> Iterator[str]:
    """A row as an item, each cell under its head, so that it can be read aloud in order."""
    first, *rest = zip(heads, row, strict=True)
    yield from _wrapped(f"{first[0]}: {first[1]}", "- ", "  ")
    for head, cell in rest:
        yield from _wrapped(f"{head}: {cell}".rstrip(), "  ", "    ")


def _wrapped(text: str, first: str = "", rest: str | None = None) -> Iterator[str]:
    """The text in lines, with the breaks that somebody wrote kept."""
    indent = first if rest is None else rest
    for at, line in enumerate(text.splitlines() or [""]):
        begins = indent if at else first
        yield from textwrap.wrap(
            line, _WIDTH, initial_indent=begins, subsequent_indent=indent, break_long_words=False,
            break_on_hyphens=False,
        ) or [begins.rstrip()]  # fmt: skip
