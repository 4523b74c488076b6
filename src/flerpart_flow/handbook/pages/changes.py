"""The page of what has changed: which rules are compared, what is new in them, and how to compare with one's own."""

from __future__ import annotations

from collections.abc import Iterable

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


def _answer(of: Page, drawn: Iterable[Drawn], tried: bool) -> Lines:
    first = next(iter(drawn), None)
    if first is None:
        yield of.word("forst.inget_andrat", version=of.scope.rules.version)
        yield of.word("andrat.jamfor")
    else:
        yield of.prose(first.picture.description)
        yield of.word("andrat.vikt")
    if tried:
        yield f'{of.word("andrat.prova")} <a href="{of.address(TRY)}">{of.word("prova.namn")}</a>'
