"""The page of what has changed: which rules are compared, what is new in them, and how to compare with one's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flerpart_flow.diagrams.model import Layout, Row
from flerpart_flow.diagrams.views.tables import NOTHING
from flerpart_flow.handbook.addresses import TRY
from flerpart_flow.handbook.markup import Lines, Page, heading, listing, section
from flerpart_flow.handbook.pages.questions import pictures
from flerpart_flow.handbook.scope import Drawn

CODE = "andrat"
"""What the question is called."""


def changed(of: Page, inlined: Iterable[tuple[Drawn, str]], tried: bool) -> Lines:
    """The whole page, which begins with the short answer."""
    found = list(inlined)
    yield heading(of.scope.word("forst.andrat"), 1)
    yield from section(of.scope.word("fraga.svar"), listing(_answer(of, [drawn for drawn, _ in found], tried)), "svar")
    yield from pictures(of, found)


def _answer(of: Page, drawn: Sequence[Drawn], tried: bool) -> Lines:
    first = next(iter(drawn), None)
    if first is None:
        yield of.word("forst.inget_andrat", version=of.scope.rules.version)
        yield of.word("andrat.jamfor")
    else:
        yield of.prose(first.picture.description)
        tables = (node for one in drawn if one.picture.layout is Layout.DOWN for node in one.picture.nodes)
        yield from (_row(of, row) for node in tables for row in node.rows if len(row.cells) > 1 and _is_change(row))
    if tried:
        yield f'{of.word("andrat.prova")} <a href="{of.address(TRY)}">{of.word("prova.namn")}</a>'


def _is_change(row: Row) -> bool:
    return row.cells[0][0].text != NOTHING


def _row(of: Page, row: Row) -> str:
    """A row of the table of changed rules: what has changed, and then how."""
    first, *others = (" ".join(line.text for line in cell) for cell in row.cells)
    return f"<strong>{of.prose(first)}</strong> {of.prose(' '.join(others))}"
