"""The page of what a party is to do: what it owes by what it is in the case, when it can be called, its pictures."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from flerpart_flow.diagrams.views.routine.party import OBLIGATION, freed, parts
from flerpart_flow.engine.definition.duties import DutySpec
from flerpart_flow.engine.definition.outline import Capacity, Party
from flerpart_flow.engine.rules.norms import Norm
from flerpart_flow.engine.words.reasons import INDIVIDUAL
from flerpart_flow.handbook.addresses import Kind
from flerpart_flow.handbook.markup import Lines, Page, heading, listing, section, table
from flerpart_flow.handbook.pages.questions import last_day, norm_said, pictures, sentence
from flerpart_flow.handbook.scope import Drawn, Scope
from flerpart_flow.words.occasions import occasion
from flerpart_flow.words.sentences import capital


def code(party: Party) -> str:
    """What the question about a party is called."""
    return f"part_{party.code}"


def title(scope: Scope, party: Party) -> str:
    """The question in words."""
    key = f"partsfragor.{party.code}"
    if key in scope.said:
        return scope.said.raw(key)
    return scope.word("forst.part", part=scope.said.name(party.code))


def answered(of: Page, party: Party, inlined: Iterable[tuple[Drawn, str]]) -> Lines:
    """The whole page, which begins with the short answers: what the party is to do, and when it can be called."""
    scope = of.scope
    yield heading(title(scope, party), 1)
    yield from section(scope.word("fraga.svar"), _short(of, party), "svar")
    yield from section(scope.word("part.kallas"), _called(of, party), "kallas")
    yield from section(scope.word("part.villkor"), _conditions(of, party), "villkor")
    rest = (norm_said(of, one.id) for one in _bound(scope, party))
    yield from section(scope.word("part.galler"), listing(rest), "normer")
    yield from pictures(of, inlined)


def _short(of: Page, party: Party) -> Lines:
    """What it is to do, a row for each thing that it has to be for it; folded away what only one who leads has to."""
    scope, besides = of.scope, list(_besides(of, party))
    first, last = besides[: len(party.first)], besides[len(party.first) :]
    owing = list(_owing(of, party))
    yield from listing(first)
    yield from _table(of, (row for capacity, *row in owing if not _leads(capacity)))
    if leading := [row for capacity, *row in owing if _leads(capacity)]:
        yield f"<details><summary>{escape(scope.said.raw('ihopvikt.leder'))}</summary>"
        yield from _table(of, leading)
        yield "</details>"
    yield from listing(last)
    if not besides and not owing:
        yield f"<p>{of.word('part.inget')}</p>"


def _table(of: Page, rows: Iterable[Iterable[str]]) -> Lines:
    heads = (of.scope.word("fraga.tabell.nar"), of.scope.word("fraga.tabell.gora"))
    return table(heads, (tuple(row) for row in rows))


def _leads(capacity: Capacity | None) -> bool:
    return capacity is not None and capacity.leads


def _besides(of: Page, party: Party) -> Lines:
    """What the outline answers about the party besides its duties."""
    for number, rests in enumerate((*party.first, *party.answer), 1):
        yield sentence(of, f"partssvar.{party.code}.{number}", rests)


def owed(scope: Scope, party: Party) -> Iterable[tuple[Capacity | None, list[DutySpec]]]:
    """What a party may come to owe, in the order of the phases, by what it can be; under None whatever it is."""
    order = {str(phase): number for number, phase in enumerate(scope.routine.phases)}
    for capacity, roles in parts(scope.routine, party):
        found = [one for one in scope.routine.duties if one.bearer in roles and one.name not in party.spared]
        if roles:
            yield capacity, sorted(found, key=lambda one: order.get(one.phase or "", len(order)))


def _alone(scope: Scope, party: Party) -> frozenset[str]:
    """The bearers of norms that mean this party and no other."""
    every = [bearer for one in scope.routine.outline.parties for bearer in one.bearers]
    return frozenset(one for one in party.bearers if every.count(one) == 1)


def _owing(of: Page, party: Party) -> Iterable[tuple[Capacity | None, str, str]]:
    """What the party owes, as HTML: what it has to be for it, and all that, with what the same norms ask besides."""
    scope = of.scope
    for capacity, duties in owed(scope, party):
        told = [_duty(of, party, one) for one in duties]
        named = "" if capacity is None else capacity.code
        keys = [f"{one}.{named}" for one in ("dessutom", f"dessutom_{party.code}", "ombedd")]
        told += [of.prose(scope.said.say(key, **scope.rules.parameters)) for key in keys if key in scope.said]
        if told:
            label = scope.wording.word("party.oavsett") if capacity is None else scope.said.label("egenskaper", named)
            yield capacity, escape(capital(label)), "".join(listing(told))


def _duty(of: Page, party: Party, spec: DutySpec) -> str:
    """What is owed, by when and if what, as the party's picture has it. What the party has a right to leave undone says
    so, and has no last day (A61).
    """
    scope, told = of.scope, of.link(Kind.DUTY, spec.name, of.scope.said.label("plikter", spec.name))
    if free := freed(scope.wording, party, spec):
        return scope.wording.word("party.far_slippa", plikt=f"{told}{of.norms(spec.norms)}", vad=escape(free))
    for when in filter(None, (last_day(of, spec.name), _how(scope, spec.name))):
        told = f"{told}, {escape(when)}"
    return f"{of.owed(spec.name, told, headed=True)}{of.norms(spec.norms)}"


def _how(scope: Scope, name: str) -> str:
    """What else to say of a duty here: when or how it is to be met, or else its occasion; empty where nothing is."""
    key = f"pa_partens_sida.{name}"
    return scope.said.raw(key) if key in scope.said else occasion(name, scope.said)


def _asked(of: Page, party: Party) -> tuple[list[Norm], list[Norm]]:
    """The conditions for calling the party, and what the readings of them refer to besides; none for the individual."""
    own, norms = _alone(of.scope, party), of.scope.rules.norms
    found = [one for one in norms.values() if one.conditions is not None and one.bearer in own]
    if party.code == INDIVIDUAL:
        return [], []
    read = " ".join(one.read(of.scope.lang) or "" for one in found)
    named = [norms[one] for one in dict.fromkeys(of.scope.norm_ids.findall(read))]
    return found, [one for one in named if one.conditions is None]


def _called(of: Page, party: Party) -> Lines:
    """The conditions for calling the party in short and how they hang together."""
    conditions, _ = _asked(of, party)
    if conditions:
        key = f"nar_kallas.{party.code}"
        if key in of.scope.said:
            yield f"<p>{of.prose(of.scope.said.raw(key))}</p>"
        short = [
            f"{of.prose(capital(of.scope.said.label('villkor', one.id)))}{of.norms((one.id,))}" for one in conditions
        ]
        yield from listing(short)
        yield f"<p>{of.word('part.varnar')}</p><p>{of.word('part.alltid')}</p>"


def _conditions(of: Page, party: Party) -> Lines:
    """The same in the routine's words with how they are read, and from whom one may know of them."""
    conditions, others = _asked(of, party)
    if conditions:
        yield from listing(norm_said(of, one.id) for one in (*conditions, *others))
        yield f"<p>{of.word('part.uppgiften')}</p>"


def _bound(scope: Scope, party: Party) -> Iterable[Norm]:
    """The norms that bind the party though no duty carries them, and no act of a case meets them."""
    carried = {norm for spec in scope.routine.duties for norm in spec.norms}
    for one in scope.rules.norms.values():
        mine = one.bearer in party.bearers and one.modality == OBLIGATION
        if mine and one.executable and one.id not in carried and one.conditions is None:
            yield one
