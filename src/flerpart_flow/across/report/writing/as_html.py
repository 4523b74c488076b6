"""The report as one page of HTML for A4: tables with charts beside them, no script and nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from html import escape
from importlib import resources

from flerpart_flow.across.report.figures.figures import Report
from flerpart_flow.across.report.writing.plots import svg
from flerpart_flow.across.report.writing.sheet import Block, Chapter, Sheet, Table
from flerpart_flow.across.report.writing.words import sheet
from flerpart_flow.texts import DEFAULT_LANGUAGE
from flerpart_flow.words.html_page import html_page


def as_html(report: Report, lang: str = DEFAULT_LANGUAGE) -> str:
    """The whole report as a page."""
    of = sheet(report, lang)
    return "\n".join(html_page(of.lang, of.title, _style(), _body(of))) + "\n"


@cache
def _style() -> str:
    return (resources.files(__package__) / "report.css").read_text(encoding="utf-8").strip()


def _body(of: Sheet) -> Iterator[str]:
    yield f"<header>\n<h1>{escape(of.title)}</h1>"
    yield from _paragraphs(of.lead)
    yield "</header>"
    yield "<main>"
    for nr, chapter in enumerate(of.chapters, 1):
        yield from _chapter(chapter, nr)
    if of.left_out:
        items = "".join(f"<li>{escape(one)}</li>" for one in of.left_out)
        yield f"<section>\n<h2>{escape(of.left_out_heading)}</h2>\n<ul>{items}</ul>\n</section>"
    yield "</main>"
    yield "<footer>"
    yield from _paragraphs(of.notes)
    yield "</footer>"


def _paragraphs(texts: tuple[str, ...]) -> Iterator[str]:
    for text in texts:
        yield f"<p>{escape(text)}</p>"


def _chapter(chapter: Chapter, nr: int) -> Iterator[str]:
    yield f'<section aria-labelledby="c{nr}">'
    yield f'<h2 id="c{nr}">{escape(chapter.title)}</h2>'
    yield from _paragraphs(chapter.lead)
    for at, block in enumerate(chapter.blocks, 1):
        yield from _block(block, f"c{nr}b{at}")
    yield "</section>"


def _block(block: Block, ident: str) -> Iterator[str]:
    yield '<div class="block">'
    yield f'<h3 id="{ident}">{escape(block.heading)}</h3>'
    yield f'<p class="about">{escape(block.about)}</p>'
    if block.table is None:
        yield f'<p class="empty">{escape(block.empty)}</p>'
    else:
        yield f'<div class="{_layout(block)}">'
        yield from _table(block.table, ident)
        if block.chart is not None:
            yield f"<figure>\n{svg(block.chart, ident)}"
            yield f"<figcaption>{escape(block.chart.about)}</figcaption>\n</figure>"
        yield "</div>"
    yield "</div>"


def _layout(block: Block) -> str:
    """Beside each other; where a column holds sentences the table gets more room, and all of it on paper."""
    if block.chart is None:
        return "alone"
    return "beside wide" if block.long else "beside"


def _table(table: Table, ident: str) -> Iterator[str]:
    words = len(table.heads) - table.numbers
    yield f'<table aria-labelledby="{ident}">'
    heads = "".join(f'<th scope="col"{_kind(at, words)}>{escape(head)}</th>' for at, head in enumerate(table.heads))
    yield f"<thead><tr>{heads}</tr></thead>"
    yield "<tbody>"
    for row in table.rows:
        first = f'<th scope="row">{escape(row[0])}</th>'
        rest = (f"<td{_kind(at, words)}>{escape(cell)}</td>" for at, cell in enumerate(row[1:], 1))
        yield f"<tr>{first}{''.join(rest)}</tr>"
    yield "</tbody>"
    yield "</table>"


def _kind(at: int, words: int) -> str:
    return ' class="number"' if at >= words else ""
