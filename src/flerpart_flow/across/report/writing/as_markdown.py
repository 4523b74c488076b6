"""The report in Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from flerpart_flow.across.report.figures.figures import Report
from flerpart_flow.across.report.writing.sheet import Block, Table
from flerpart_flow.across.report.writing.words import sheet
from flerpart_flow.texts import DEFAULT_LANGUAGE

_SPECIAL = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>|"})


def as_markdown(report: Report, lang: str = DEFAULT_LANGUAGE) -> str:
    """The whole report, with a table for each block."""
    of = sheet(report, lang)
    lines = [f"# {_plain(of.title)}", *_paragraphs(of.lead)]
    for chapter in of.chapters:
        lines += ["", f"## {_plain(chapter.title)}", *_paragraphs(chapter.lead)]
        for block in chapter.blocks:
            lines += _block(block)
    if of.left_out:
        lines += ["", f"## {_plain(of.left_out_heading)}", "", *(f"- {_plain(one)}" for one in of.left_out)]
    lines += ["", "---", *_paragraphs(of.notes)]
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    """Text in which no sign means anything."""
    return " ".join(text.split()).translate(_SPECIAL)


def _paragraphs(texts: tuple[str, ...]) -> Iterator[str]:
    for text in texts:
        yield ""
        yield _plain(text)


def _block(block: Block) -> Iterator[str]:
    yield ""
    yield f"### {_plain(block.heading)}"
    yield from _paragraphs((block.about,))
    yield ""
    if block.table is None:
        yield f"*{_plain(block.empty)}*"
    else:
        yield from _table(block.table)


def _table(table: Table) -> Iterator[str]:
    words = len(table.heads) - table.numbers
    yield _row(table.heads)
    yield _row(("---",) * words + ("---:",) * table.numbers, plain=False)
    for row in table.rows:
        yield _row(row)


def _row(cells: tuple[str, ...], plain: bool = True) -> str:
    return f"| {' | '.join(map(_plain, cells) if plain else cells)} |"
