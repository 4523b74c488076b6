"""The first page of a routine, and the list of each kind of page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

import attrs

from flerpart_flow.engine.rules.norms import Norm
from flerpart_flow.handbook.addresses import TRY, Kind
from flerpart_flow.handbook.inlined import framed
from flerpart_flow.handbook.markup import Lines, Page, heading, listing, section
from flerpart_flow.handbook.pages import changes, parties, questions
from flerpart_flow.handbook.scope import Drawn
from flerpart_flow.words.norm_facts import source_name
from flerpart_flow.words.sentences import capital

_ASKED = (
    ("ordning", "overview"),
    ("vem", "swimlanes"),
    ("avvikelser", "deviations"),
    ("dagar", "dates"),
    ("dagar", "calendar"),
    ("veta", "consent"),
)
"""What somebody asks, and the view that answers."""

_ORDER = ("nu", "rutinen", "vem", "regler", "")
"""The groups of what one may ask: a case at hand, the routine, who does what, and the rest."""

_SMALL = ("fraga", "far", "vem", "ord")
"""The texts of words that the search skips: those that ask, that may or must, that are somebody, and others."""

_ANSWERS = (
    ("none", "sok.inga"),
    ("some", "sok.antal"),
    ("ask", "sok.fraga"),
    ("first", "ett.question"),
)
"""What the script of the search says: nothing found, how many, nothing asked; and what comes first among equals."""


def front(of: Page, overview: tuple[Drawn, str] | None, tried: bool) -> Lines:
    """The first page: what one may ask and where the answer is, the routine as a picture, phases and parties."""
    scope = of.scope
    yield heading(scope.name, 1)
    yield f"<p>{of.word('forst.om')}</p>"
    yield from section(scope.word("forst.fragor"), _questions(of, tried), "fragor")
    if overview is not None:
        yield framed(overview[1], overview[0].picture.title)
    yield from section(scope.word("slag.phase"), listing(map(of.phase, scope.routine.phases), "ol"), "faser")
    yield from section(scope.word("forst.sidor"), listing(_counted(of)), "sidor")


@attrs.frozen
class Asked:
    """A question of the first page: a name, the question itself, where it is answered, the text of words for it, and
    the group that it stands in, a text ``handbok.forst.grupper.<group>``; none stands last, under no heading.
    """

    code: str
    title: str
    address: str
    words: str
    group: str = ""


def first_questions(of: Page, tried: bool) -> Iterator[Asked]:
    """Where one tries, the routine's own questions, what the pictures answer, what each party has to do, what has
    changed.
    """
    scope = of.scope
    own = scope.routine.outline.questions
    if tried:  # whoever has a case before them asks that first
        yield _of_the_book(of, "prova", of.address(TRY), "nu")
    for one in own:
        title = questions.title(scope.said, one)
        yield Asked(one.code, title, of.address(Kind.QUESTION, one.code), f"sokord.{one.code}", "rutinen")
    answered = {view for one in own for view in one.views}
    for key, view in _ASKED:
        for drawn in scope.pictures_of(view)[:1] if view not in answered else ():
            yield _of_the_book(of, key, of.address(Kind.PICTURE, drawn.name), "vem" if key == "vem" else "rutinen")
    for party in scope.routine.outline.parties:
        code = parties.code(party)
        yield Asked(code, parties.title(scope, party), of.address(Kind.QUESTION, code), f"sokord.{code}", "vem")
    yield _of_the_book(of, "kravs", of.address(Kind.EVENT), "nu")
    yield _of_the_book(of, changes.CODE, of.address(Kind.QUESTION, changes.CODE), "regler")


def _of_the_book(of: Page, key: str, address: str, group: str = "") -> Asked:
    return Asked("", of.scope.word(f"forst.{key}"), address, f"handbok.forst.sokord.{key}", group)


def _questions(of: Page, tried: bool) -> Iterator[str]:
    asked = list(first_questions(of, tried))
    for group in _ORDER:
        if group and any(one.group == group for one in asked):
            yield heading(of.scope.word(f"forst.grupper.{group}"), 3)
        yield from listing(f'<a href="{one.address}">{escape(one.title)}</a>' for one in asked if one.group == group)


def _counted(of: Page) -> Iterator[str]:
    scope = of.scope
    counts = (
        (Kind.EVENT, len(scope.routine.events)),
        (Kind.NORM, len(scope.rules.norms)),
        (Kind.DUTY, len(scope.routine.duties)),
        (Kind.DEVIATION, len(scope.deviations)),
        (Kind.ROLE, len(scope.roles)),
        (Kind.TERM, len(scope.terms)),
        (Kind.PICTURE, len(scope.drawn)),
        (Kind.READING, len(scope.readings)),
    )
    for kind, number in counts:
        yield f'<a href="{of.address(kind)}">{of.word(f"slag.{kind}")}</a> ({number})'


def index(of: Page, kind: Kind) -> Lines:
    """Every page of a kind."""
    yield heading(of.scope.word(f"slag.{kind}"), 1)
    yield f"<p>{of.word(f'om.{kind}')}</p>"
    for title, items in _GROUPS[kind](of):
        if title:
            yield f"<h2>{escape(title)}</h2>"
        yield from listing(items)


Groups = Iterator[tuple[str, list[str]]]


def _grouped(pairs: Iterable[tuple[str, str]]) -> Groups:
    """Items by their heading, in the order in which those come."""
    found: dict[str, list[str]] = {}
    for title, html in pairs:
        found.setdefault(title, []).append(html)
    yield from found.items()


def _phases(of: Page) -> Groups:
    yield "", [of.phase(one) for one in of.scope.routine.phases]


def _events(of: Page) -> Groups:
    """Events by the first phase in which they are possible."""
    scope = of.scope
    order = {str(one): number for number, one in enumerate(scope.routine.phases)}
    first = {
        name: min(
            (str(phase) for move in scope.moves_of(name) for phase in move.to), key=lambda one: order.get(one, -1)
        )
        for name in scope.routine.events
    }
    for phase in ("start", *order):
        items = [
            of.link(Kind.EVENT, one, capital(scope.said.label("handelser", one)))
            for one in first
            if first[one] == phase
        ]
        if items:
            yield scope.wording.phase(phase) if phase in order else scope.wording.word("start"), items


def _norms(of: Page) -> Groups:
    yield from _grouped(
        (of.scope.said.say("ord.rubrik_i", kalla=source_name(one, of.scope.said), rubrik=one.heading), _norm(of, one))
        for one in of.scope.rules.norms.values()
    )


def _norm(of: Page, one: Norm) -> str:
    """A norm on a line: its id, how much it weighs, and what it says."""
    weight = escape(of.scope.said.raw(f"tillstand.allvar.{one.severity.value}"))
    told = of.prose(one.text(of.scope.lang))
    return f'{of.norm(one.id)} <span class="weight {one.severity.value}">{weight}</span> {told}'


def _duties(of: Page) -> Groups:
    """Duties in the order of the phases; those of no phase come last."""
    scope = of.scope
    order = {str(one): number for number, one in enumerate(scope.routine.phases)}
    yield from _grouped(
        (
            scope.wording.phase(spec.phase) if spec.phase is not None else "",
            of.link(Kind.DUTY, spec.name, capital(scope.wording.duty(spec)))
            + (f" – {of.bearer(spec.bearer)}" if spec.bearer is not None else ""),
        )
        for spec in sorted(scope.routine.duties, key=lambda one: order.get(one.phase or "", len(order)))
    )


def _deviations(of: Page) -> Groups:
    yield "", [of.deviation(one) for one in of.scope.deviations]


def _roles(of: Page) -> Groups:
    said = of.scope.said
    yield "", [of.link(Kind.ROLE, one, capital(said.label("roller", one))) for one in of.scope.roles]


def _terms(of: Page) -> Groups:
    """Closed lists, and the norms that define a word."""
    scope = of.scope
    yield scope.word("ord.listor"), [of.link(Kind.TERM, one, scope.term(one)) for one in scope.terms]
    defined = [one for one in scope.rules.norms.values() if "DEF" in one.classes]
    if defined:
        yield (
            scope.word("ord.definitioner"),
            [f"{of.norm(one.id)}: {of.prose(one.text(scope.lang))}" for one in defined],
        )


def _pictures(of: Page) -> Groups:
    yield "", [of.link(Kind.PICTURE, one.name, one.picture.title) for one in of.scope.drawn]


_GROUPS = {
    Kind.PHASE: _phases,
    Kind.EVENT: _events,
    Kind.NORM: _norms,
    Kind.DUTY: _duties,
    Kind.DEVIATION: _deviations,
    Kind.ROLE: _roles,
    Kind.TERM: _terms,
    Kind.PICTURE: _pictures,
}


def search(of: Page) -> Lines:
    """The page of the search, which its script fills."""
    yield heading(of.scope.word("sok.rubrik"), 1)
    yield f'<noscript><p class="hint">{of.word("sok.utan")}</p></noscript>'
    told = "".join(f' data-{name}="{of.word(key)}"' for name, key in _ANSWERS)
    small = " ".join(of.word(f"sok.smaord.{key}") for key in _SMALL)
    yield f'<p id="found" role="status"{told} data-small="{small}"></p>'
    yield '<ol id="hits"></ol>'
