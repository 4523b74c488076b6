"""The pages of phases and events: what may happen where, what has to be met first, and what follows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from html import escape
from typing import Any, Final

from flerpart_flow.diagrams.wording import WEIGHTS
from flerpart_flow.engine.definition.moves import START, Choice, Move
from flerpart_flow.engine.review.steps import Step, all_steps, leads_of, slug
from flerpart_flow.forms import FormField, Need
from flerpart_flow.handbook.addresses import Kind
from flerpart_flow.handbook.inlined import framed
from flerpart_flow.handbook.markup import Lines, Page, facts, heading, listing, section
from flerpart_flow.handbook.place import place
from flerpart_flow.handbook.scope import Drawn
from flerpart_flow.words.sentences import capital
from flerpart_flow.words.shared_acts import limit

_EVERY: Final = ("occurred_at", "recorded_at", "by", "recorded_by")
"""Fields that every event has."""


def phase(of: Page, name: str, inlined: Iterable[tuple[Drawn, str]]) -> Lines:
    """A phase: how a case comes there and goes on, every act with its conditions, duties, deviations, pictures."""
    scope = of.scope
    yield heading(scope.wording.phase(name), 1)
    yield f'<p class="kind">{of.word("ett.phase")} <code>{escape(name)}</code></p>'
    yield from facts(
        (
            (scope.word("fas.fran"), _ways(of, [one.source for one in all_steps(scope.routine) if one.target == name])),
            (scope.word("fas.till"), _ways(of, [one.target for one in all_steps(scope.routine) if one.source == name])),
        )
    )
    moves = scope.routine.moves_in(name)
    own = [move for move in moves if len(move.to) <= len(scope.routine.phases) // 2]
    yield from section(scope.word("fas.handelser"), _acts(of, own, name), "handelser")
    rest = [move for move in moves if move not in own]
    yield from section(scope.word("fas.ocksa"), _acts(of, rest, name), "ocksa")
    owed = (spec for spec in scope.routine.duties if spec.phase == name)
    yield from section(scope.word("slag.duty"), listing(_owed(of, spec) for spec in owed))
    wrong = (one.kind for one in scope.deviations.values() if name in one.phases)
    yield from section(scope.word("slag.deviation"), listing(map(of.deviation, wrong)))
    yield from section(scope.word("slag.picture"), _pictures(of, inlined), "bilder")


def _owed(of: Page, spec: Any) -> str:
    who = f" – {of.bearer(spec.bearer)}" if spec.bearer is not None else ""
    told = of.link(Kind.DUTY, spec.name, capital(of.scope.wording.duty(spec)))
    return f"{of.owed(spec.name, told)}{who}{of.norms(spec.norms)}"


def _pictures(of: Page, inlined: Iterable[tuple[Drawn, str]]) -> Lines:
    for drawn, svg in inlined:
        yield f"<h3>{of.link(Kind.PICTURE, drawn.name, drawn.picture.title)}</h3>"
        yield framed(svg, drawn.picture.title)


def _ways(of: Page, phases: Iterable[str]) -> str:
    return ", ".join(map(of.phase, dict.fromkeys(phases))) or of.word("ingen")


def _acts(of: Page, moves: Iterable[Move[Any]], phase: str) -> Lines:
    """Each act of a phase: where it leads, who does it, and its conditions as lines."""
    for move in moves:
        name = move.event.name
        yield '<article class="act">'
        yield f"<h3>{_capital_link(of, name)}{_leads(of, move, phase)}</h3>"
        yield f"<p>{of.word('vem')}: {_doer(of, move)}</p>"
        yield from _conditions(of, move, 4, (phase,))
        yield "</article>"


def _doer(of: Page, move: Move[Any]) -> str:
    """Who does an act, and where those who share the role don't all do the whole of it, what is whose."""
    told = f'{of.role(move.by.code)} <span class="norms">({of.norm(move.by.norm)})</span>'
    only = limit(move.event.name, of.scope.said)
    return told if only is None else f"{told}; {escape(only)}"


def _capital_link(of: Page, event: str) -> str:
    return of.link(Kind.EVENT, event, capital(of.scope.said.label("handelser", event)))


def _leads(of: Page, move: Move[Any], phase: str) -> str:
    steps = list(leads_of(move, phase))
    return f' <span class="leads">→ {_either(of, steps)}</span>' if steps else ""


def _either(of: Page, steps: Sequence[Step]) -> str:
    """The phases that it may lead to, each with when; whether the case may stay besides, if it depends."""
    sure = all(step.when is None for step in steps)
    told = f"{'' if sure else ','} {of.word('eller')} ".join(map(of.leads, steps))
    return f"{told}; {of.word('handelse.annars')}" if any(map(_may_stay, steps)) else told


def _may_stay(step: Step) -> bool:
    target = step.move.to[step.source]
    return isinstance(target, Choice) and target.stays


def _conditions(of: Page, move: Move[Any], level: int, phases: Collection[str] = ()) -> Lines:
    """What must be met, and what ought to be, each with its norms."""
    wording = of.scope.wording
    for weight, guards in wording.weighed(wording.told_of(move), move.event.name, phases).items():
        name = WEIGHTS[weight]
        yield heading(of.scope.word(f"{name}.flera", antal=len(guards)), level)
        yield from listing([f"{of.prose(wording.guard(one))}{of.norms(one.norms)}" for one in guards], "ol", name)


def in_short(of: Page, name: str, phase: str | None, unfolded: bool) -> Lines:
    """Who does an act, where it is possible and leads, or from one phase only; its conditions can be folded out."""
    scope = of.scope
    moves = [move for move in scope.moves_of(name) if phase is None or phase in move.to]
    who = (_doer(of, move) for move in moves)
    when = "; ".join(_when(of, [way for move in moves for way in _ways_of(of, move, phase)]))
    yield from facts(
        ((scope.word("vem"), "<br>".join(dict.fromkeys(who))), (scope.word("handelse.nar"), capital(when)))
    )
    for move in moves:
        told = list(_conditions(of, move, 4))
        if told:
            about = "handelse.villkor" if len(moves) == 1 else "handelse.villkor_i"
            phases = scope.wording.phases([one for one in move.to if one != START])
            shown = of.word(
                about, antal=sum(one.going_by(scope.wording.rules) != () for one in move.guards), faser=phases
            )
            yield f"<details{' open' if unfolded else ''}><summary>{shown}</summary>"
            yield from told
            yield "</details>"


def event(of: Page, name: str) -> Lines:
    """An event: a checklist of one act, where it leads, what it may say, what it opens and ends."""
    scope = of.scope
    moves = scope.moves_of(name)
    yield heading(scope.said.label("handelser", name), 1)
    yield f'<p class="kind">{of.word("ett.event")} <code>{escape(name)}</code></p>'
    for number, move in enumerate(moves):
        pairs = [(scope.word("vem"), _doer(of, move))]
        yield from facts(
            (*pairs, (scope.word("handelse.nar"), "<br>".join(map(capital, _when(of, list(_ways_of(of, move, None)))))))
        )
        yield from _conditions(of, move, 2)
        if not move.guards:
            yield f"<p>{of.word('handelse.inga')}</p>"
        if number + 1 < len(moves):
            yield "<hr>"
    fields = [one for one in scope.forms[name].fields if one.name not in _EVERY]
    yield from section(scope.word("handelse.falt"), facts((one.label, _field(of, one)) for one in fields))
    type_of = scope.routine.events[name]
    for key in ("opens", "meets", "lapses", "passes"):
        found = (spec.name for spec in scope.routine.duties if type_of in getattr(spec, key))
        yield from section(scope.word(f"handelse.{key}"), listing(map(of.duty, found)))
    shown = (one.kind for one in scope.deviations.values() if name in one.shown_by)
    yield from section(scope.word("slag.deviation"), listing(map(of.deviation, shown)))
    lit = {phase for move in moves for phase in move.to}
    spots = [(one, part) for one in scope.drawn for part in one.picture.ids if _makes(part, name)]
    spots = [*((one, "") for one in scope.pictures_of("step", slug(name))), *spots]  # its own checklist first
    yield from place(of, lit, spots, {name})


def _makes(part: str, event: str) -> bool:
    """Whether a part of a picture is a move that an event makes: ``steg-<phase>-<event>``, perhaps with a target."""
    pieces = part.split("-")
    return pieces[0] == "steg" and pieces[2:3] == [slug(event)]


def _when(of: Page, ways: Sequence[tuple[str, str]]) -> Iterator[str]:
    """The phases in which it is possible, together those from which it leads to the same; where it may lead on, the
    others say that the case stays.
    """
    found: dict[str, list[str]] = {}
    for start, onward in ways:
        found.setdefault(onward, []).append(start)
    first = of.word("handelse.forsta")
    for onward, starts in found.items():
        told = of.scope.said.join([one for one in starts if one != first])
        if first in starts:
            yield of.scope.word("handelse.borjar", forst=first, till=onward)
        if told:
            key = "gar" if onward else "stannar" if len(found) > 1 else "i"
            yield of.scope.word(f"handelse.{key}", faser=told, till=onward)


def _ways_of(of: Page, move: Move[Any], phase: str | None) -> Iterator[tuple[str, str]]:
    """The phases in which it is possible, or one of them, each with where it leads; nothing where it stays."""
    for source in move.to:
        if phase is None or source == phase:
            start = of.word("handelse.forsta") if source == START else of.phase(source)
            yield start, _either(of, list(leads_of(move, source)))


def _field(of: Page, one: FormField) -> str:
    told = [of.prose(capital(one.help))] if one.help else []
    if one.need is Need.NORM:
        told.append(f"{of.word('handelse.kravs')}{of.norms(one.norms)}.")
    if one.listed is not None:
        told.append(f"{of.word('handelse.lista')} {of.link(Kind.TERM, one.listed, of.scope.term(one.listed))}.")
    parts = "".join(listing(f"{escape(part.label)}" for part in one.parts))
    return " ".join((*told, f"<code>{escape(one.name)}</code>")) + parts
