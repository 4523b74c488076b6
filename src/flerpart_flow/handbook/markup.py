"""The HTML that pages share: links within the handbook, text in which the ids of norms lead on, lists and facts.

Every function gives HTML; what is called ``html`` is taken as it is, what is called ``text`` is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

import attrs

from flerpart_flow.engine.review.steps import Step
from flerpart_flow.handbook.addresses import Kind, page, way
from flerpart_flow.handbook.scope import Scope
from flerpart_flow.words.sentences import capital

Lines = Iterator[str]

_IN_BRACKETS = re.compile(r' (\(<a class="id"[^>]*>[^<]*</a>(?:, <a class="id"[^>]*>[^<]*</a>)*\))')


@attrs.frozen
class Page:
    """A page that is being written: what it is made from, and where it lies."""

    scope: Scope
    path: str

    def address(self, kind: str, name: str = "", part: str = "") -> str:
        """The way to a page of the same routine and language; without a name to the index of its kind."""
        parts = (self.scope.routine.name, self.scope.lang, kind, *((name,) if name else ()))
        return way(self.path, page(*parts), part)

    def link(self, kind: Kind, name: str, text: str, part: str = "") -> str:
        """A link to a page."""
        return f'<a href="{self.address(kind, name, part)}">{escape(text)}</a>'

    def norm(self, ident: str) -> str:
        """A norm's id as a link."""
        return f'<a class="id" href="{self.address(Kind.NORM, ident)}">{escape(ident)}</a>'

    def norms(self, idents: Iterable[str]) -> str:
        """Several, in brackets; nothing for none."""
        told = ", ".join(self.norm(one) for one in idents)
        return f' <span class="norms">({told})</span>' if told else ""

    def reading(self, name: str) -> str:
        """A reading's number as a link."""
        return f'<a href="{self.address(Kind.READING, part=name)}">{escape(name)}</a>'

    def event(self, name: str) -> str:
        """An event by its label."""
        return self.link(Kind.EVENT, name, self.scope.said.label("handelser", name))

    def phase(self, name: str) -> str:
        """A phase by its name; where a case starts is no phase."""
        if name not in self.scope.routine.phases:
            return escape(self.scope.wording.word("start"))
        return self.link(Kind.PHASE, name, self.scope.wording.phase(name))

    def role(self, code: str) -> str:
        """A role by its name."""
        return self.link(Kind.ROLE, code, self.scope.said.label("roller", code))

    def bearer(self, code: str) -> str:
        """Who owes what a role owes, by name, and a link to the role."""
        return self.link(Kind.ROLE, code, self.scope.wording.bearer(code))

    def duty(self, name: str) -> str:
        """A duty by its label, with when it is owed, if not always."""
        return self.owed(name, self.link(Kind.DUTY, name, self.scope.said.label("plikter", name)))

    def owed(self, name: str, html: str, *, headed: bool = False) -> str:
        """A duty told in HTML, with when it is owed, if not always: as the pictures have it; marked where the
        library has added it.
        """
        spec = self.scope.duty(name)
        if spec is None:
            return html
        told = self.scope.wording.owed(spec, html, headed=headed)
        return f"{told} ({self.word('plikt.markt')})" if spec.own else told

    def leads(self, step: Step) -> str:
        """The phase that a step leads to, with when it does, if not always: as the pictures have it."""
        return self.scope.wording.leads(step, self.phase(step.target))

    def deviation(self, kind: str) -> str:
        """A kind of deviation by its name."""
        return self.link(Kind.DEVIATION, kind, self.scope.wording.deviation(kind))

    def prose(self, text: str) -> str:
        """A text, in which each norm's id is a link; those that stand alone in brackets look as elsewhere."""
        linked = self.scope.norm_ids.sub(lambda found: self.norm(found[0]), escape(text))
        return _IN_BRACKETS.sub(r' <span class="norms">\1</span>', linked)

    def word(self, key: str, /, **values: object) -> str:
        """A text of the handbook's own, escaped."""
        return escape(self.scope.word(key, **values))


def heading(text: str, level: int = 2, ident: str = "") -> str:
    """A heading."""
    named = f' id="{escape(ident)}"' if ident else ""
    return f"<h{level}{named}>{escape(capital(text))}</h{level}>"


def listing(items: Iterable[str], tag: str = "ul", kind: str = "") -> Lines:
    """A list of HTML items; nothing for none."""
    found = list(items)
    if found:
        named = f' class="{kind}"' if kind else ""
        yield f"<{tag}{named}>"
        yield from (f"<li>{html}</li>" for html in found)
        yield f"</{tag}>"


def facts(pairs: Iterable[tuple[str, str]]) -> Lines:
    """Terms, as text, with what they are, as HTML; nothing for none."""
    found = list(pairs)
    if found:
        yield '<dl class="facts">'
        yield from (f"<div><dt>{escape(capital(text))}</dt><dd>{html}</dd></div>" for text, html in found)
        yield "</dl>"


def table(heads: Iterable[str], rows: Iterable[tuple[str, ...]]) -> Lines:
    """A table of columns headed by texts, each row by its first HTML cell; nothing without rows. What it is of is said
    by role, too: on a narrow page each cell stands on a line of its own.
    """
    found = list(rows)
    if found:
        tops = "".join(f'<th scope="col" role="columnheader">{escape(text)}</th>' for text in heads)
        yield '<table class="told" role="table">'
        yield f'<thead role="rowgroup"><tr role="row">{tops}</tr></thead><tbody role="rowgroup">'
        for head, *cells in found:
            told = "".join(f'<td role="cell">{html}</td>' for html in cells)
            yield f'<tr role="row"><th scope="row" role="rowheader">{head}</th>{told}</tr>'
        yield "</tbody></table>"


def section(text: str, body: Iterable[str], ident: str = "") -> Lines:
    """A heading and what stands under it; nothing where nothing does."""
    found = list(body)
    if found:
        yield "<section>"
        yield heading(text, 2, ident)
        yield from found
        yield "</section>"
