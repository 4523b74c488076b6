"""What stands around every page: the way to the others, the search, the other language; and what a page may load."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from html import escape
from typing import Final

from flerpart_flow.handbook.addresses import ANSWERS, COUNTING, INDEX, SEARCH, SEARCHING, STYLE, TRY, Kind, page, way
from flerpart_flow.handbook.markup import Page
from flerpart_flow.texts import LANGUAGES, texts
from flerpart_flow.trying.links import safe
from flerpart_flow.words.html_page import html_page

READING: Final = "default-src 'none'; style-src 'self' file:; form-action 'self' file:; base-uri 'none'"
"""A page to read loads the handbook's own style, also where the handbook is a folder of files; nothing else."""

SEARCHED: Final = READING + "; script-src 'self' file:"
"""The page of the search, and that of the calendar, also run the handbook's own script."""

INDEXES: Final = (Kind.PHASE, Kind.EVENT, Kind.NORM, Kind.DUTY, Kind.DEVIATION, Kind.ROLE, Kind.TERM, Kind.PICTURE)


def framed_page(
    of: Page,
    title: str,
    body: Iterable[str],
    *,
    policy: str = READING,
    scripts: Iterable[str] = (),
    module: bool = False,
    tried: bool = True,
    known: Container[str] = (),
) -> bytes:
    """A whole page of a routine in a language. ``tried`` says whether the handbook has the page where one tries,
    ``known`` which pages there are: a picture may have more of them in one language than in another.
    """
    scope = of.scope
    named = title if title == scope.name else f"{title} – {scope.name}"
    head = [
        f'<link rel="stylesheet" href="{way(of.path, STYLE)}">',
        *(
            f'<script src="{escape(one)}" {"type=" + chr(34) + "module" + chr(34) if module else "defer"}></script>'
            for one in scripts
        ),
    ]
    lines = html_page(scope.lang, named, "", _body(of, body, tried, known), policy=policy, head=head)
    return ("\n".join(lines) + "\n").encode()


def _body(of: Page, body: Iterable[str], tried: bool, known: Container[str]) -> Iterator[str]:
    scope = of.scope
    yield f'<a class="skip" href="#innehall">{of.word("till_innehallet")}</a>'
    yield "<header>"
    front = way(of.path, page(scope.routine.name, scope.lang))
    yield f'<p class="book"><a href="{front}">{escape(scope.name)}</a></p>'
    yield f'<form role="search" action="{of.address(SEARCH)}">'
    yield f'<label for="q">{of.word("sok.falt")}</label> <input id="q" name="q" type="search">'
    yield f"<button>{of.word('sok.knapp')}</button></form>"
    yield f'<nav aria-label="{of.word("meny")}"><ul>'
    yield from (f'<li><a href="{of.address(kind)}">{of.word(f"slag.{kind}")}</a></li>' for kind in INDEXES)
    if tried:
        yield f'<li><a href="{of.address(TRY)}">{of.word("prova.namn")}</a></li>'
    yield from (f"<li>{_in_language(of, lang, known)}</li>" for lang in LANGUAGES if lang != scope.lang)
    yield f'<li><a href="{way(of.path, INDEX)}">{of.word("alla")}</a></li>'
    yield "</ul></nav></header>"
    yield '<main id="innehall" tabindex="-1">'
    yield from body
    yield "</main>"
    yield f"<footer><p>{escape(f'{scope.name} · {scope.wording.source_line()}')}. {of.word('fot')}</p></footer>"


def _in_language(of: Page, lang: str, known: Container[str]) -> str:
    """The same page in another language; where it isn't there, the list of its kind."""
    routine, _, rest = of.path.split("/", 2)
    there = f"{routine}/{lang}/{rest}"
    if there not in known:
        there = page(routine, lang, *rest.split("/")[:1])
    address = way(of.path, there)
    return f'<a href="{address}" lang="{lang}" hreflang="{lang}">{escape(texts(lang).raw("handbok.sprak"))}</a>'


def search_scripts(of: Page) -> tuple[str, ...]:
    """The scripts of the page of the search: what there is to find, and what finds it."""
    return ("entries.js", way(of.path, SEARCHING))


def counting_scripts(of: Page) -> tuple[str, ...]:
    """The scripts of the page of the calendar: every answer, and what shows it."""
    return (way(of.path, answers_of(of)), way(of.path, COUNTING))


def answers_of(of: Page) -> str:
    """Where the answers of a routine's calendar lie."""
    return f"{safe(of.scope.routine.name)}/{ANSWERS}"
