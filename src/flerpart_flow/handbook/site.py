"""The whole handbook as files: every page of every routine in both languages, what they share, and the first page."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from functools import partial
from html import escape
from importlib import resources
from typing import Any, Final

import attrs

from flerpart_flow.diagrams.collection import drawings
from flerpart_flow.diagrams.drawing import Drawing
from flerpart_flow.diagrams.drawing import draw as drawn_of
from flerpart_flow.diagrams.ids import phase_id
from flerpart_flow.diagrams.model import Picture
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.review.steps import slug
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.handbook.addresses import (
    COUNTING,
    INDEX,
    SEARCH,
    SEARCHING,
    STYLE,
    TRY,
    TRYING,
    WORKING,
    Kind,
    beside,
    page,
    way,
)
from flerpart_flow.handbook.finding import entries
from flerpart_flow.handbook.frame import (
    INDEXES,
    READING,
    SEARCHED,
    answers_of,
    counting_scripts,
    framed_page,
    search_scripts,
)
from flerpart_flow.handbook.inlined import linked
from flerpart_flow.handbook.markup import Lines, Page, heading, listing
from flerpart_flow.handbook.packing import can_be_tried
from flerpart_flow.handbook.pages import acts, changes, days, indexes, norms, others, parties, questions, tried
from flerpart_flow.handbook.scope import Drawn, Scope
from flerpart_flow.texts import LANGUAGES, texts
from flerpart_flow.words.html_page import html_page

Draw = Callable[[Drawing], Iterable[str]]
"""A picture → the SVG of each of its pages."""

_LOOK: Final = {STYLE: "handbook.css", SEARCHING: "search.js", COUNTING: "days.js"}
_TRIED: Final = {TRYING: "try.js", WORKING: "worker.js"}


@attrs.frozen
class Book:
    """What a handbook is about: routines, each under its rules; the overlays as TOML, by the routines' names.

    ``against`` are the rules that those of a routine are compared with, to tell what has changed.
    ``tried`` are the files that run in the browser (``packing.pack``): without them there is no page where one tries.
    """

    routines: tuple[tuple[Routine[Any], Rules], ...]
    overlays: Mapping[str, str] = attrs.field(factory=dict)
    against: Mapping[str, Rules] = attrs.field(factory=dict)
    tried: Mapping[str, bytes] = attrs.field(factory=dict, repr=False)


def handbook(book: Book, draw: Draw) -> dict[str, bytes]:
    """The files of a handbook by their paths. Raises EngineError as the drawing does."""
    look = _LOOK | (_TRIED if book.tried else {})
    files = {path: _look(name) for path, name in look.items()} | dict(book.tried)
    names: dict[str, list[tuple[str, str]]] = {lang: [] for lang in LANGUAGES}
    for routine, rules in book.routines:
        against = book.against.get(routine.name)
        able = bool(book.tried) and can_be_tried(routine.name)
        scopes = [Scope(routine, rules, lang, tuple(_drawn(routine, rules, lang, draw, against))) for lang in LANGUAGES]
        known = frozenset(page(routine.name, one.lang, *parts) for one in scopes for parts in _parts(one, able))
        for scope in scopes:
            lang = scope.lang
            files |= _routine(scope, able, known)
            if able:
                path, made = _try(scope, book.overlays.get(routine.name), known)
                files[path] = made
            names[lang].append((scope.name, page(routine.name, lang)))
    files[INDEX] = _first(names)
    return files


def _look(name: str) -> bytes:
    return (resources.files(__package__) / "look" / name).read_bytes()


def _drawn(routine: Routine[Any], rules: Rules, lang: str, draw: Draw, against: Rules | None) -> Iterator[Drawn]:
    for drawing in _drawings(routine, rules, lang, against):
        for picture, svg in zip(drawing.pages, draw(drawing), strict=True):
            yield Drawn(picture, svg)


def _drawings(routine: Routine[Any], rules: Rules, lang: str, against: Rules | None) -> Iterator[Drawing]:
    yield from drawings(routine, lang, rules=rules)
    if against is not None:
        yield drawn_of(routine, "diff", lang=lang, rules=rules, against=against)


def _routine(scope: Scope, able: bool, known: Container[str]) -> dict[str, bytes]:
    """Every page of a routine in one language."""
    made: dict[str, bytes] = {}
    calendars = {(Kind.PICTURE, one.name) for one in scope.drawn if days.is_calendar(scope, one)}
    for parts, title, body in _pages(scope, able):
        of = Page(scope, page(scope.routine.name, scope.lang, *parts))
        searching, counting = parts == (SEARCH,), parts in calendars
        scripts = search_scripts(of) if searching else counting_scripts(of) if counting else ()
        made[of.path] = framed_page(
            of,
            title,
            body(of),
            policy=SEARCHED if scripts else READING,
            scripts=scripts,
            tried=able,
            known=known,
        )
        if searching:
            made[beside(of.path, "entries.js")] = entries(of, _about(scope), able)
        if counting:
            made[answers_of(of)] = days.answers(of)
    return made


def _try(scope: Scope, overlay: str | None, known: Container[str]) -> tuple[str, bytes]:
    """The page where one tries a case."""
    of = Page(scope, page(scope.routine.name, scope.lang, TRY))
    overview = next(iter(scope.pictures_of("overview")), None)
    body = tried.tried(of, None if overview is None else (overview, inline(of, overview)), overlay)
    title = scope.word("prova.namn")
    return of.path, framed_page(
        of, title, body, policy=tried.POLICY, scripts=tried.scripts(of), module=True, known=known
    )


Told = tuple[tuple[str, ...], str, Callable[[Page], Lines]]
"""Where a page lies, its title, and what writes it."""


def _pages(scope: Scope, able: bool) -> Iterator[Told]:
    overview = next(iter(scope.pictures_of("overview")), None)
    shown = None if overview is None else (overview,)
    yield (), scope.name, lambda of: indexes.front(of, shown and (shown[0], inline(of, shown[0])), able)
    for kind in INDEXES:
        yield (kind,), scope.word(f"slag.{kind}"), partial(_index, kind)
    yield (Kind.READING,), scope.word("slag.reading"), others.readings
    yield (SEARCH,), scope.word("sok.rubrik"), indexes.search
    for one, title in _about(scope):
        yield one, title, _writer(scope, *one, able=able)


def _parts(scope: Scope, able: bool) -> Iterator[tuple[str, ...]]:
    """Where every page of a routine in one language lies."""
    yield from (parts for parts, _, _ in _pages(scope, able))
    if able:
        yield (TRY,)


def _index(kind: Kind, of: Page) -> Lines:
    return indexes.index(of, kind)


def _about(scope: Scope) -> Iterator[tuple[tuple[Kind, str], str]]:
    """Everything that has a page, and its title."""
    said, wording = scope.said, scope.wording
    yield from (((Kind.PHASE, str(one)), wording.phase(one)) for one in scope.routine.phases)
    yield from (((Kind.EVENT, one), said.label("handelser", one)) for one in scope.routine.events)
    yield from (((Kind.NORM, one), one) for one in scope.rules.norms)
    yield from (((Kind.DUTY, one.name), said.label("plikter", one.name)) for one in scope.routine.duties)
    yield from (((Kind.DEVIATION, one), wording.deviation(one)) for one in scope.deviations)
    yield from (((Kind.ROLE, one), said.label("roller", one)) for one in scope.roles)
    yield from (((Kind.TERM, one), scope.term(one)) for one in scope.terms)
    yield from (((Kind.PICTURE, one.name), one.picture.title) for one in scope.drawn)
    yield from (((Kind.QUESTION, one.code), questions.title(said, one)) for one in scope.routine.outline.questions)
    yield from (
        ((Kind.QUESTION, parties.code(one)), parties.title(scope, one)) for one in scope.routine.outline.parties
    )
    yield (Kind.QUESTION, changes.CODE), scope.word("forst.andrat")


def _writer(scope: Scope, kind: Kind, name: str, *, able: bool) -> Callable[[Page], Lines]:
    """What writes the page of something."""
    if kind is Kind.PHASE:
        of_phase = scope.pictures_of("phase", slug(name))
        return lambda of: acts.phase(of, name, _inlined(of, of_phase))
    if kind is Kind.PICTURE:
        drawn = next(one for one in scope.drawn if one.name == name)
        return lambda of: others.picture(of, drawn, inline(of, drawn))
    if kind is Kind.QUESTION:
        return _asked(scope, name, able)
    write: Mapping[Kind, Callable[[Page, str], Lines]] = {
        Kind.EVENT: acts.event,
        Kind.NORM: norms.norm,
        Kind.DUTY: others.duty,
        Kind.DEVIATION: others.deviation,
        Kind.ROLE: others.role,
        Kind.TERM: others.term,
    }
    return lambda of: write[kind](of, name)


def _asked(scope: Scope, name: str, able: bool) -> Callable[[Page], Lines]:
    """What writes the page of a question: what a party is to do, what has changed, or one of the routine's own."""
    outline = scope.routine.outline
    if name == changes.CODE:
        return lambda of: changes.changed(of, _inlined(of, scope.pictures_of("diff")), able)
    for party in outline.parties:
        if name == parties.code(party):
            drawn = scope.pictures_of("party", party.code)
            return lambda of: parties.answered(of, party, _inlined(of, drawn))
    asked = next(one for one in outline.questions if one.code == name)
    shown = [drawn for view in asked.views for drawn in scope.pictures_of(view)]
    return lambda of: questions.question(of, asked, _inlined(of, shown))


def _inlined(of: Page, shown: Iterable[Drawn]) -> list[tuple[Drawn, str]]:
    """Several pictures on a page."""
    return [(one, inline(of, one, nr)) for nr, one in enumerate(shown)]


def inline(of: Page, drawn: Drawn, number: int = 0) -> str:
    """A picture's SVG on a page, with links; of several on one page only the first keeps the ids that they share."""
    return linked(
        drawn.svg,
        targets(of, drawn.picture),
        of.scope.norm_ids,
        lambda norm: of.address(Kind.NORM, norm),
        "" if number == 0 else f"{drawn.name}-",
    )


def targets(of: Page, picture: Picture) -> dict[str, str]:
    """The address that each part of a picture leads to: a phase's, an event's, a deviation's."""
    scope = of.scope
    phases = {phase_id(str(one)): str(one) for one in scope.routine.phases}
    events = {slug(one): one for one in scope.routine.events}
    found = {}
    for part in picture.ids:
        pieces = part.split("-")
        phase = next((one for ident, one in phases.items() if part == ident or part.endswith(f"-{ident}")), None)
        if pieces[0] == "steg" and pieces[2:3] and pieces[2] in events:
            found[part] = of.address(Kind.EVENT, events[pieces[2]])
        elif phase is not None and pieces[0] in ("fas", "fran", "till", "efter"):
            found[part] = of.address(Kind.PHASE, phase)
        elif pieces[0] == "avvikelse" and part.removeprefix("avvikelse-") in scope.deviations:
            found[part] = of.address(Kind.DEVIATION, part.removeprefix("avvikelse-"))
    return found


def _first(names: Mapping[str, Iterable[tuple[str, str]]]) -> bytes:
    """The page that the folder begins with: every routine in every language."""
    main = texts(LANGUAGES[0])
    head = [f'<link rel="stylesheet" href="{way(INDEX, STYLE)}">']

    def body() -> Iterator[str]:
        yield '<main id="innehall">'
        yield heading(main.raw("handbok.namn"), 1)
        for lang, found in names.items():
            said = texts(lang)
            yield f'<section lang="{lang}">'
            yield heading(said.raw("handbok.sprak"))
            yield from listing(f'<a href="{escape(way(INDEX, path))}">{escape(name)}</a>' for name, path in found)
            yield "</section>"
        yield "</main>"

    title = main.raw("handbok.namn")
    return ("\n".join(html_page(LANGUAGES[0], title, "", body(), policy=READING, head=head)) + "\n").encode()
