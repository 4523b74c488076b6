"""A paper as one page of HTML for A4: headings, lists and tables that say what they are, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from html import escape
from importlib import resources

from flerpart_flow.documents.model import (
    NORM_ID,
    Blank,
    Block,
    Document,
    Fields,
    Lines,
    Listing,
    Paragraph,
    Section,
    Table,
)
from flerpart_flow.words.html_page import html_page


def as_html(of: Document) -> str:
    """The whole paper as a page."""
    style = f"{_style()}{_coloured(of.colour)}"
    return "\n".join(html_page(of.lang, of.title, style, _body(of))) + "\n"


@cache
def _style() -> str:
    return (resources.files(__package__) / "paper.css").read_text(encoding="utf-8").strip()


def _body(of: Document) -> Iterator[str]:
    if of.letterhead:
        yield f"<header><p>{'<br>'.join(escape(one) for one in of.letterhead)}</p></header>"
    yield "<main>"
    yield f"<h1>{escape(of.title)}</h1>"
    if of.mark:
        yield '<div class="mark">'
        yield f"<p><strong>{escape(of.mark)}</strong></p>"
        if of.remarks:
            yield from _items(of.remarks, "ul")
        yield "</div>"
    for section in of.sections:
        yield from _section(section)
    yield "</main>"


def _coloured(colour: str) -> str:
    """The organisation's colour, which the overlay was checked to have as ``#rrggbb``."""
    return f"\nh1, h2, header {{ color: {colour}; border-color: {colour}; }}" if colour else ""


def _section(of: Section) -> Iterator[str]:
    yield f'<section class="{of.ident}" aria-labelledby="{of.ident}">'
    yield f'<h2 id="{of.ident}">{escape(of.heading)}</h2>'
    for block in of.blocks:
        yield from _block(block)
    yield "</section>"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(text):
            yield f"<p>{_broken(text)}</p>"
        case Lines(lines):
            yield f"<p>{'<br>'.join(escape(one) for one in lines)}</p>"
        case Fields(fields):
            yield "<dl>"
            for one in fields:
                yield f"<dt>{escape(one.label)}</dt><dd>{_broken(one.value)}</dd>"
            yield "</dl>"
        case Listing(items, numbered, boxes):
            yield from _items(items, "ol" if numbered else "ul", boxes)
        case Table():
            yield from _table(block)
        case Blank(label, lines, box):
            opened = '<p class="box">' if box else "<p>"
            yield f'<div class="blank">{opened}{escape(label)}</p>'
            yield from ('<div class="line"></div>' for _ in range(lines))
            yield "</div>"


def _items(items: tuple[str, ...], tag: str, boxes: bool = False) -> Iterator[str]:
    yield f'<{tag} class="boxes">' if boxes else f"<{tag}>"
    yield from (f"<li>{_broken(item)}</li>" for item in items)
    yield f"</{tag}>"


def _table(of: Table) -> Iterator[str]:
    yield "<table>"
    yield f"<caption>{escape(of.caption)}</caption>"
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in of.heads)
    yield f"<thead><tr>{heads}</tr></thead>"
    yield "<tbody>"
    for first, *rest in of.rows:
        cells = "".join(_cell(cell, of.boxes) for cell in rest)
        yield f'<tr><th scope="row">{_broken(first)}</th>{cells}</tr>'
    yield "</tbody>"
    yield "</table>"


def _cell(text: str, boxes: bool) -> str:
    return '<td class="box">☐</td>' if boxes and not text else f"<td>{_broken(text)}</td>"


def _broken(text: str) -> str:
    """The text with the breaks that somebody wrote kept, and no other within a norm's id."""
    lines = text.splitlines() if "\n" in text else (text,)
    return "<br>".join(NORM_ID.sub(r'<span class="id">\g<0></span>', escape(line)) for line in lines)
