"""What is shown of a routine with what is shown of its extension: lanes, parties, deviations, lines of a status."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from flerpart_flow.engine.definition.extension.added import Added
from flerpart_flow.engine.definition.outline import Capacity, Lane, Outline, Party
from flerpart_flow.engine.definition.showing import Dated, Showing

if TYPE_CHECKING:
    from datetime import datetime

    from flerpart_flow.engine.definition.duties import Duty
    from flerpart_flow.engine.rules.rules import Rules
    from flerpart_flow.texts import Texts


def outline_with(base: Outline, added: Added) -> Outline:
    """The outline with own roles in the lanes and parties of their codes, own kinds of deviation, acts and rights."""
    own = added.outline
    return attrs.evolve(
        base,
        lanes=tuple(_lanes(base.lanes, own.lanes)),
        parties=tuple(_parties(base.parties, own.parties)),
        deviations=(*base.deviations, *own.deviations),
        acts=(*base.acts, *own.acts),
        showing=_showing(base.showing, own.showing, frozenset(move.event.name for move in added.moves)),
        capacities=tuple(_capacities(base.capacities, own.capacities)),
        rights=(*base.rights, *own.rights),
        given=(*base.given, *own.given),
        questions=(*base.questions, *own.questions),
        tellings=(*base.tellings, *own.tellings),
        silent=(*base.silent, *own.silent),
        protecting=tuple(dict.fromkeys((*base.protecting, *own.protecting))),
    )


def _lanes(base: Iterable[Lane], own: Iterable[Lane]) -> Iterable[Lane]:
    more = {lane.code: lane for lane in own}
    for lane in base:
        adds = more.pop(lane.code, None)
        yield lane if adds is None else Lane(lane.code, (*lane.roles, *adds.roles), (*lane.phases, *adds.phases))
    yield from more.values()


def _parties(base: Iterable[Party], own: Iterable[Party]) -> Iterable[Party]:
    more = {party.code: party for party in own}
    for party in base:
        adds = more.pop(party.code, None)
        yield (
            party
            if adds is None
            else Party(
                party.code,
                (*party.roles, *adds.roles),
                (*party.bearers, *adds.bearers),
                (*party.spared, *adds.spared),
                (*party.always, *adds.always),
                party.answer,
                party.first,
            )
        )
    yield from more.values()


def _capacities(base: Iterable[Capacity], own: Iterable[Capacity]) -> Iterable[Capacity]:
    more = {one.code: one for one in own}
    for one in base:
        adds = more.pop(one.code, None)
        if adds is not None:
            parties, theirs = (*one.parties, *adds.parties), (*one.own, *adds.own)
            one = attrs.evolve(one, roles=(*one.roles, *adds.roles), parties=parties, own=theirs)
        yield one
    yield from more.values()


def _showing(base: Showing, own: Showing, events: frozenset[str]) -> Showing:
    """What is shown of both: of an own event what the extension says, of another what the extended routine does."""

    def standing(facts: Any, said: Texts) -> Iterable[str]:
        yield from base.standing(facts, said)
        yield from own.standing(facts, said)

    def phrase(event: Any, said: Texts) -> str | None:
        return (own if event.name in events else base).phrase(event, said)

    def below(event: Any, said: Texts) -> Iterable[str]:
        return (own if event.name in events else base).below(event, said)

    def held(event: Any, name: str) -> Any:
        return (own if event.name in events else base).held(event, name)

    def things(facts: Any) -> Mapping[Any, str]:
        return {**own.things(facts), **base.things(facts)}

    def beside(facts: Any, duty: Duty, rules: Rules, said: Texts, now: datetime) -> str | None:
        return own.beside(facts, duty, rules, said, now) or base.beside(facts, duty, rules, said, now)

    def dates(facts: Any, rules: Rules) -> Iterable[Dated]:
        yield from base.dates(facts, rules)
        yield from own.dates(facts, rules)

    def awaits(facts: Any) -> Mapping[str, tuple[str, ...]]:
        return {**base.awaits(facts), **own.awaits(facts)}

    return attrs.evolve(
        base,
        standing=standing,
        told=tuple(dict.fromkeys((*base.told, *own.told))),
        phrase=phrase,
        below=below,
        held=held,
        things=things,
        beside=beside,
        dates=dates,
        awaits=awaits,
        demo=own.demo,
    )
