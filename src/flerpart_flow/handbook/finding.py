"""What the search finds: kind, title, what is shown below it, address, and the words that stand for the title."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Final

from flerpart_flow.engine.definition.outline import Party, Question
from flerpart_flow.handbook.addresses import Kind
from flerpart_flow.handbook.markup import Page
from flerpart_flow.handbook.pages import indexes, parties, questions
from flerpart_flow.handbook.scope import Scope
from flerpart_flow.words.sentences import capital

Entry = list[str]
SOURCES: Final = "sv"
"""The language of the sources' headings."""


def entries(of: Page, about: Iterable[tuple[tuple[Kind, str], str]], tried: bool) -> bytes:
    """The script of what there is to find. ``about`` is all that has a page; questions come first among equals."""
    told = json.dumps([*_asked(of, tried), *_pages(of, about), *_readings(of)], ensure_ascii=False)
    return f"const ENTRIES = {told};\n".encode()


def _asked(of: Page, tried: bool) -> Iterator[Entry]:
    """The questions of the first page, with the words of what answers them."""
    scope = of.scope
    known = {one.code: one for one in scope.routine.outline.questions}
    parts = {parties.code(one): one for one in scope.routine.outline.parties}
    for one in indexes.first_questions(of, tried):
        also = scope.said.raw(one.words) if one.words in scope.said else ""
        more = _answering(of, known[one.code]) if one.code in known else ""
        if one.code in parts:
            more = _owing(of, parts[one.code])
        yield [scope.word("ett.question"), one.title, more, one.address, also]


def _answering(of: Page, asked: Question) -> str:
    """The acts and duties that answer a question, with their last days."""
    said = of.scope.said
    acts = [said.label("handelser", one) for one in asked.acts]
    owed = [_owed(of, one) for one in asked.duties]
    return capital("; ".join(dict.fromkeys((*owed, *acts))))


def _owing(of: Page, party: Party) -> str:
    """What a party is to do, each duty once."""
    names = dict.fromkeys(spec.name for _, duties in parties.owed(of.scope, party) for spec in duties)
    return capital("; ".join(of.scope.said.label("plikter", one) for one in names))


def _owed(of: Page, duty: str) -> str:
    _, day = questions.by_when(of, duty)
    return f"{of.scope.said.label('plikter', duty)}{day and f', {day}'}"


def _pages(of: Page, about: Iterable[tuple[tuple[Kind, str], str]]) -> Iterator[Entry]:
    scope = of.scope
    for (kind, name), title in about:
        if kind is not Kind.QUESTION:
            yield [scope.word(f"ett.{kind}"), capital(title), _words(of, kind, name), of.address(kind, name), ""]


def _readings(of: Page) -> Iterator[Entry]:
    scope = of.scope
    for name, norms in scope.readings.items():
        asked = scope.asked.get(name)
        title = f"{name}: {asked.question[scope.lang]}" if asked is not None else name
        yield [scope.word("ett.reading"), title, ", ".join(norms), of.address(Kind.READING, part=name), ""]


def _words(of: Page, kind: Kind, name: str) -> str:
    scope = of.scope
    if kind is Kind.NORM:
        one = scope.rules.norms[name]
        read = one.read(scope.lang)
        how = "" if read is None else f"{scope.word('norm.laser')}: {read}"
        return " ".join(filter(None, (one.text(scope.lang), how, one.heading if scope.lang == SOURCES else "")))
    if kind is Kind.TERM:
        return ", ".join(scope.said.name(code, name) for code in sorted(scope.rules.vocabulary.known[name]))
    if kind is Kind.DUTY:
        return " · ".join(filter(None, (_bearer(scope, name), questions.by_when(of, name)[1], name)))
    return name


def _bearer(scope: Scope, duty: str) -> str:
    spec = scope.duty(duty)
    return "" if spec is None or spec.bearer is None else scope.said.label("roller", spec.bearer)
