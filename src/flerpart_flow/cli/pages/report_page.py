"""The report as text for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flerpart_flow.cli.pages.page import Page

if TYPE_CHECKING:
    from flerpart_flow.across.report import Report
    from flerpart_flow.across.report.writing.sheet import Table


def page(report: Report, lang: str) -> Page:
    """The whole report; numbers stand before the words, which are wrapped."""
    from flerpart_flow.across.report.writing.words import sheet

    of = sheet(report, lang)
    made = Page()
    made.line(of.title, style="heading")
    for text in of.lead:
        made.line(text)
    for chapter in of.chapters:
        made.heading(chapter.title)
        for text in chapter.lead:
            made.line(text)
        for block in chapter.blocks:
            made.heading(block.heading)
            made.line(block.about, style="faint")
            if block.table is None:
                made.line(block.empty, 2)
            else:
                _table(made, block.table)
    if of.left_out:
        made.heading(of.left_out_heading)
        for text in of.left_out:
            made.line(f"- {text}", 2, hang=2)
    made.blank()
    for text in of.notes:
        made.line(text, style="faint")
    return made


def _table(made: Page, table: Table) -> None:
    words = len(table.heads) - table.numbers
    rows = [(*row[words:], *row[:words]) for row in (table.heads, *table.rows)]
    widths = [max(len(row[at]) for row in rows) for at in range(table.numbers)]
    made.table(
        [
            (*(cell.rjust(width) for cell, width in zip(row, widths, strict=False)), *row[table.numbers :])
            for row in rows
        ],
        2,
    )
