"""The page of what a party is to do: what it owes by what it is in the case, when it can be called, its pictures."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final

from flerpart_flow.engine.definition.duties import DutySpec
from flerpart_flow.engine.definition.outline import Capacity, Party
from flerpart_flow.engine.rules.norms import Norm
from flerpart_flow.engine.words.reasons import INDIVIDUAL
from flerpart_flow.handbook.markup import Lines, Page, heading, listing, section
from flerpart_flow.handbook.pages.questions import last_day, norm_said, pictures
from flerpart_flow.handbook.scope import Drawn, Scope
from flerpart_flow.words.sentences import capital

OBLIGATION: Final = "obligation"
"""What a norm is that binds a party, though no act of a case meets it."""


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
    """The whole page, which begins with the short answer."""
    scope = of.scope
    yield heading(title(scope, party), 1)
    yield from section(scope.word("fraga.svar"), listing(_owing(of, party) or [of.word("part.inget")]), "svar")
    yield from section(scope.word("part.kallas"), _called(of, party), "kallas")
    rest = (norm_said(of, one.id) for one in _bound(scope, party))
    yield from section(scope.word("part.galler"), listing(rest), "normer")
    yield from pictures(of, inlined)


def owed(scope: Scope, party: Party) -> Iterable[tuple[Capacity | None, list[DutySpec]]]:
    """What a party may come to owe, in the order of the phases, by what it has to be; under None whatever it is."""
    order = {str(phase): number for number, phase in enumerate(scope.routine.phases)}
    for capacity, roles in _parts(scope, party):
        found = [one for one in scope.routine.duties if one.bearer in roles and one.name not in party.spared]
        if found:
            yield capacity, sorted(found, key=lambda one: order.get(one.phase or "", len(order)))


def _parts(scope: Scope, party: Party) -> Iterable[tuple[Capacity | None, frozenset[str]]]:
    """The roles of a party by what it has to be for them."""
    can_be = [one for one in scope.routine.outline.capacities if not one.parties or party.code in one.parties]
    always = frozenset(party.always)
    yield None, (frozenset(party.roles) - {role for one in can_be for role in one.roles}) | always
    for one in can_be:
        yield one, (frozenset(party.roles) & frozenset(one.roles)) - always


def _alone(scope: Scope, party: Party) -> frozenset[str]:
    """The bearers of norms that mean this party and no other."""
    every = [bearer for one in scope.routine.outline.parties for bearer in one.bearers]
    return frozenset(one for one in party.bearers if every.count(one) == 1)


def _owing(of: Page, party: Party) -> list[str]:
    """What the party owes, a line for each thing that it has to be for it, with what the same norms ask besides."""
    scope, found = of.scope, []
    for capacity, duties in owed(scope, party):
        label = scope.word("part.alltid") if capacity is None else scope.said.label("egenskaper", capacity.code)
        told = [_duty(of, one) for one in duties]
        keys = () if capacity is None else (f"dessutom.{capacity.code}", f"ombedd.{capacity.code}")
        told += [of.prose(scope.said.raw(key)) for key in keys if key in scope.said]
        found.append(f"<strong>{escape(capital(label))}:</strong> {'; '.join(told)}")
    return found


def _duty(of: Page, spec: DutySpec) -> str:
    day = last_day(of, spec.name)
    return f"{of.duty(spec.name)}{escape(f', {day}') if day else ''}{of.norms(spec.norms)}"


def _called(of: Page, party: Party) -> Lines:
    """The conditions for calling the party, and from whom one may know of them; nothing for the individual."""
    own = _alone(of.scope, party)
    norms = of.scope.rules.norms.values()
    found = [one for one in norms if one.conditions is not None and one.bearer in own and party.code != INDIVIDUAL]
    if found:
        read = " ".join(one.read(of.scope.lang) or "" for one in found)
        yield from listing(
            norm_said(of, one) for one in (*(each.id for each in found), *of.scope.norm_ids.findall(read))
        )
        yield f"<p>{of.word('part.uppgiften')}</p>"


def _bound(scope: Scope, party: Party) -> Iterable[Norm]:
    """The norms that bind the party though no duty carries them."""
    carried = {norm for spec in scope.routine.duties for norm in spec.norms}
    for one in scope.rules.norms.values():
        mine = one.bearer in party.bearers and one.modality == OBLIGATION
        if mine and one.executable and one.id not in carried and one.conditions is None:
            yield one
