"""The model of a paper: a title, sections and what they hold, as pure values that know nothing of how they look.

What the library never holds, such as names, signatures and the addresses of persons, is a ``Blank``: a label and room
to write. ``norms`` of a part are those that demand it of the paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import attrs

from flerpart_flow.engine.values.reticent import reticent


@reticent()
@attrs.frozen
class Paragraph:
    """A few sentences."""

    text: str


@reticent()
@attrs.frozen
class Listing:
    """Things of one kind; ``numbered`` where their order counts, ``boxes`` where each can be ticked."""

    items: tuple[str, ...]
    numbered: bool = False
    boxes: bool = False


@reticent()
@attrs.frozen
class Field:
    """Something that is said under a label."""

    label: str
    value: str


@reticent()
@attrs.frozen
class Fields:
    """Fields that belong together."""

    fields: tuple[Field, ...]


@reticent()
@attrs.frozen
class Table:
    """Rows under heads; the first cell of a row is what the row is about. ``boxes``: what is empty is to be ticked."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    boxes: bool = False


@reticent()
@attrs.frozen
class Blank:
    """Room to write what the library never holds, under a label; ``box``: and something to tick before it."""

    label: str
    lines: int = 1
    box: bool = False


@reticent()
@attrs.frozen
class Lines:
    """Lines that stand as they are, such as an address."""

    lines: tuple[str, ...]


NORM_ID: Final = re.compile(r"\b[A-Z]{2}-[A-ZÅÄÖ]+-\d+[a-z]?\b")
"""A norm's id in a text: the hyphens in it are no place to break a line."""

Block = Paragraph | Listing | Fields | Table | Blank | Lines


@reticent("ident", "norms", "lacks")
@attrs.frozen
class Section:
    """A heading and what stands under it.

    ``lacks`` are norms that demand a fact which isn't known here. ``norms`` are all that demand the section, which
    ``demands`` says.
    """

    ident: str
    heading: str
    blocks: tuple[Block, ...]
    lacks: tuple[str, ...] = ()
    norms: tuple[str, ...] = ()


@reticent("kind", "lang")
@attrs.frozen
class Document:
    """A paper, as it is written to one recipient.

    ``mark`` is what a draft says of itself, empty where it is none. ``sendable`` tells whether the routine lets it be
    sent as it is; ``remarks`` are the reasons why not. ``unmet`` are the norms that it doesn't meet. ``letterhead`` are
    the lines at the top, and ``colour`` that of the headings, where the organisation has its own. ``withheld`` tells
    the one who writes it what the recipient isn't told; it is no part of the paper.
    """

    kind: str
    recipient: str | None
    lang: str
    title: str
    sections: tuple[Section, ...]
    mark: str = ""
    remarks: tuple[str, ...] = ()
    sendable: bool = True
    unmet: tuple[str, ...] = ()
    letterhead: tuple[str, ...] = ()
    colour: str = ""
    withheld: tuple[str, ...] = ()

    def section(self, ident: str) -> Section | None:
        """The section of that id, or None."""
        return next((one for one in self.sections if one.ident == ident), None)

    def words(self) -> Iterator[str]:
        """Every text in it, in the order in which it is read."""
        yield from self.letterhead
        yield self.title
        yield from (one for one in (self.mark, *self.remarks) if one)
        for section in self.sections:
            yield section.heading
            for block in section.blocks:
                yield from words_of(block)


def words_of(block: Block) -> Iterator[str]:
    """Every text in a block."""
    match block:
        case Paragraph(text):
            yield text
        case Listing(items):
            yield from items
        case Fields(fields):
            for one in fields:
                yield one.label
                yield one.value
        case Table(caption, heads, rows):
            yield caption
            yield from heads
            for row in rows:
                yield from row
        case Blank(label):
            yield label
        case Lines(lines):
            yield from lines
