"""The pages of duties, deviations, roles and closed lists, and the page of the readings."""

from __future__ import annotations

from collections.abc import Container, Iterable
from html import escape

from flerpart_flow.diagrams.views.routine.roles import shared_by, spared_of, theirs
from flerpart_flow.handbook.addresses import Kind
from flerpart_flow.handbook.inlined import framed
from flerpart_flow.handbook.markup import Lines, Page, facts, heading, listing, section
from flerpart_flow.handbook.pages import days
from flerpart_flow.handbook.pages.questions import by_when
from flerpart_flow.handbook.place import place
from flerpart_flow.handbook.scope import Drawn, Spot
from flerpart_flow.words.sentences import capital


def duty(of: Page, name: str) -> Lines:
    """A duty: who owes it, by when, what opens and ends it."""
    scope = of.scope
    spec = scope.duty(name)
    if spec is None:  # the pages are those of the routine's own duties
        raise KeyError(name)
    yield heading(scope.said.label("plikter", name), 1)
    yield f'<p class="kind">{of.word("ett.duty")} <code>{escape(name)}</code></p>'
    called, day = by_when(of, name)
    who = of.bearer(spec.bearer) if spec.bearer is not None else of.word("plikt.handelsen")
    told = [
        (scope.word("plikt.vem"), scope.wording.owed(spec, who)),
        (called, escape(capital(day)) if day else of.word("plikt.ingen_dag")),
        (scope.word("plikt.norm"), ", ".join(map(of.norm, spec.norms))),
    ]
    if spec.own:
        told.append((scope.word("plikt.egen"), of.word("plikt.egen_om")))
    yield from facts(told)
    for key in ("opens", "meets", "lapses", "passes"):
        found = getattr(spec, key)
        yield from section(scope.word(f"plikt.{key}"), listing(of.event(one.name) for one in found))
    shown = (one.kind for one in scope.deviations.values() if name in one.shown_by)
    yield from section(scope.word("slag.deviation"), listing(map(of.deviation, shown)))
    yield from place(of, {spec.phase} if spec.phase is not None else (), _spots(of, spec.norms))


def _spots(of: Page, norms: tuple[str, ...]) -> list[tuple[Drawn, str | None]]:
    found: list[Spot] = [spot for one in norms for spot in of.scope.spots.get(one, ())]
    return [(spot.drawn, spot.part) for spot in found]


def deviation(of: Page, kind: str) -> Lines:
    """A kind of deviation: the norm behind it, where it arises, and what shows it."""
    scope = of.scope
    one = scope.deviations[kind]
    yield heading(scope.wording.deviation(kind), 1)
    yield f'<p class="kind">{of.word("ett.deviation")} <code>{escape(kind)}</code></p>'
    yield f"<p>{of.word('avvikelse.om' if one.shown_by else 'avvikelse.bara_manniska')}</p>"
    yield from facts(((scope.word("plikt.norm"), of.norm(one.norm)),))
    shown = (of.event(name) if name in scope.routine.events else of.duty(name) for name in one.shown_by)
    yield from section(scope.word("avvikelse.syns"), listing(shown))
    drawn = [(picture, part) for picture in scope.drawn for part in picture.picture.ids if part == f"avvikelse-{kind}"]
    yield from place(of, one.phases, [*drawn, *_spots(of, (one.norm,))])


def role(of: Page, code: str) -> Lines:
    """A role: which norms say who has it, who may have it, what it may do and owes, alone and together with others."""
    scope = of.scope
    moves = [move for move in scope.routine.moves if move.by.code == code]
    yield heading(scope.said.label("roller", code), 1)
    yield f'<p class="kind">{of.word("ett.role")} <code>{escape(code)}</code></p>'
    about = f"om_roller.{code}"
    if about in scope.said:
        yield f"<p>{of.prose(scope.said.raw(about))}</p>"
    norms = dict.fromkeys(move.by.norm for move in moves)
    parties = [one for one in scope.routine.outline.parties if code in one.roles]
    named = [
        ", ".join(of.link(Kind.PICTURE, drawn.name, scope.said.name(one.code)) for drawn in drawings[:1])
        or escape(scope.said.name(one.code))
        for one in parties
        for drawings in (scope.pictures_of("party", one.code),)
    ]
    told = [(scope.word("roll.norm"), ", ".join(map(of.norm, norms)))] if norms else []
    told += [(scope.word("roll.parter"), ", ".join(named))] if named else []
    yield from facts(told)
    yield from section(scope.word("roll.far"), listing(_acts(of, code, code)))
    shared = shared_by(scope.routine, code)
    also = (act for other, without in shared.items() for act in _acts(of, other, code, without))
    yield from section(scope.word("roll.far_ocksa"), listing(dict.fromkeys(also)))
    yield from section(scope.word("roll.ska"), listing(_owed(of, code)))
    together = (duty for other, without in shared.items() for duty in _owed(of, other, without))
    yield from section(scope.word("roll.ska_ocksa"), listing(together))


def _acts(of: Page, role: str, whose: str, without: Container[str] = ()) -> Iterable[str]:
    """The acts of a role, each with what of it is theirs who have it by the role ``whose``, if not the whole."""
    wording = of.scope.wording
    moves = (move for move in of.scope.routine.moves if move.by.code == role)
    for event in dict.fromkeys(move.event.name for move in moves if move.event.name not in without):
        part = theirs(wording, whose, event).removeprefix(wording.act(event))
        yield _less(of, role, event, of.event(event) + escape(part))


def _owed(of: Page, role: str, without: Container[str] = ()) -> Iterable[str]:
    for spec in of.scope.routine.duties:
        if spec.bearer == role and spec.name not in without:
            yield _less(of, role, spec.name, of.duty(spec.name))


def _less(of: Page, role: str, name: str, told: str) -> str:
    """What a role owes or may do, with those who may have the role but are spared it."""
    vem = spared_of(of.scope.wording, role, name)
    return of.scope.said.say("bilder.roles.inte", vad=told, vem=escape(vem)) if vem else told


def term(of: Page, name: str) -> Lines:
    """A closed list: its codes, what each is called, and which fields take them."""
    scope = of.scope
    known, numbered = scope.rules.vocabulary.known[name], scope.rules.vocabulary.numbered.get(name, frozenset())
    yield heading(scope.term(name), 1)
    yield f'<p class="kind">{of.word("ett.term")} <code>{escape(name)}</code></p>'
    codes = sorted(known | numbered, key=lambda code: (scope.said.name(code, name).casefold(), code))
    yield from facts(
        (scope.said.name(code, name), f'<code id="{escape(code)}">{of.prose(code)}</code>') for code in codes
    )
    used: dict[str, list[str]] = {}
    for event, field in scope.terms[name]:
        used.setdefault(event, []).append(scope.said.label("falt", field))
    told = (f"{of.event(event)}: {escape(', '.join(dict.fromkeys(fields)))}" for event, fields in used.items())
    yield from section(scope.word("ord.anvands"), listing(told))
    carried = [norm for norm, held in scope.carried.items() if name in held.tables]
    yield from section(scope.word("slag.norm"), listing(map(of.norm, carried)))


def readings(of: Page) -> Lines:
    """Every reading: the question, the answer that was chosen, the norms that rest on it and what they are read as."""
    scope = of.scope
    yield heading(scope.word("slag.reading"), 1)
    yield f"<p>{of.word('lasning.om')}</p>"
    for name, norms in scope.readings.items():
        asked = scope.asked.get(name)
        title = f"{name}: {asked.question[scope.lang]}" if asked is not None else name
        yield f'<section><h2 id="{escape(name)}">{escape(title)}</h2>'
        if asked is not None:
            yield f"<p>{of.prose(asked.answer[scope.lang])}</p>"
        yield heading(scope.word("lasning.normer"), 3)
        told = ((norm, scope.rules.norms[norm]) for norm in norms)
        yield from listing(
            f"{of.norm(norm)}: {of.prose(one.read(scope.lang) or one.text(scope.lang))}" for norm, one in told
        )
        yield "</section>"


def picture(of: Page, drawn: Drawn, inlined: str) -> Lines:
    """A picture with links, what it shows, and the one before and after."""
    scope = of.scope
    yield heading(drawn.picture.title, 1)
    yield f"<p>{of.prose(drawn.picture.description)}</p>"
    if days.is_calendar(scope, drawn):
        yield from days.own_day(of)
    yield framed(inlined, drawn.picture.title)
    number = scope.drawn.index(drawn)
    around = (("bild.fore", number - 1), ("bild.efter", number + 1))
    yield '<nav class="around">'
    for key, at in around:
        if 0 <= at < len(scope.drawn):
            other = scope.drawn[at]
            yield f"<p>{of.word(key)} {of.link(Kind.PICTURE, other.name, other.picture.title)}</p>"
    yield "</nav>"
