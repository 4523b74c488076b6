"""Twins on the page of a norm: which half is allowed and which isn't, and what differs between them."""

from __future__ import annotations

from html import escape
from typing import Final

from flerpart_flow.handbook.markup import Lines, Page, heading, listing
from flerpart_flow.proof.twins.differing import differences
from flerpart_flow.proof.twins.model import Act, Answer, DeviationAsked, Half, Twin, Twins
from flerpart_flow.proof.twins.telling import asked_in_words, expected_in_words
from flerpart_flow.words.sentences import capital

_MARKS: Final = {Answer.YES: "yes", Answer.NOTED: "noted", Answer.WARNED: "warned", Answer.NO: "no"}
_SIGNS: Final = {"yes": "✓", "noted": "✓", "warned": "!", "no": "✗"}


def told(of: Page, ident: str) -> Lines:
    """Two cases that differ in one thing, and the answer to each: the twins of a norm."""
    held = of.scope.twins
    if held is not None:
        if of.scope.rules.overlay is not None and held.of(ident):
            yield f"<p>{of.word('tvilling.egna_regler')}</p>"
        for twin in held.of(ident):
            yield from _twin(of, twin, held)


def _twin(of: Page, twin: Twin, held: Twins) -> Lines:
    scope = of.scope
    yield heading(twin.title(scope.lang), 3)
    yield '<div class="twin">'
    told = differences(twin, held, scope.rules, scope.lang, scope.routine.events)
    for half, differs in zip(twin.halves, told, strict=True):
        yield from _half(of, half, differs)
    yield "</div>"


def _half(of: Page, half: Half, differs: tuple[str, ...]) -> Lines:
    """A half: the answer first, in a sign, in words and in colour; then what is asked, what differs, and why."""
    rules, lang = of.scope.rules, of.scope.lang
    mark = _mark(half)
    sign = f'<span aria-hidden="true">{_SIGNS[mark]}</span> ' if isinstance(half.asked, Act) else ""
    yield f'<div class="half {mark}">'
    yield f"<p><strong>{sign}{escape(_answer(of, half))}</strong></p>"
    yield f"<p>{of.prose(capital(asked_in_words(half, rules, lang)))}</p>"
    yield from listing((of.prose(capital(one)) for one in differs), "ul", "differs")
    if isinstance(half.asked, Act) and half.asked.norms:
        yield f'<p class="norms">{of.prose(capital(expected_in_words(half, rules, lang)))}</p>'
    yield "</div>"


def _mark(half: Half) -> str:
    asked = half.asked
    if isinstance(asked, Act):
        return _MARKS[asked.answer]
    if isinstance(asked, DeviationAsked):
        return "warned" if asked.proposed else "yes"
    return "no" if {"late", "met_late"} & asked.states else "warned" if asked.states & {"open"} else "yes"


def _answer(of: Page, half: Half) -> str:
    """The answer as a heading: allowed, refused, owed or not."""
    if isinstance(half.asked, Act):
        return of.scope.word(f"tvilling.{_MARKS[half.asked.answer]}")
    return capital(expected_in_words(half, of.scope.rules, of.scope.lang))
