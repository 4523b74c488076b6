"""What is wrong with an outline: names that the routine doesn't have, and lanes that don't add up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from flerpart_flow.engine.definition.showing import unknown_fields
from flerpart_flow.engine.errors import DefinitionError
from flerpart_flow.engine.rules.rules import Rules

if TYPE_CHECKING:
    from flerpart_flow.engine.definition.routine import Routine


def outline_faults(routine: Routine, rules: Rules) -> Iterator[DefinitionError]:
    """What is wrong with the outline: a name that the routine doesn't have, a party in a role that no unit of it can
    ever have, and lanes that leave a role or a phase out or take one twice.
    """
    outline = routine.outline
    bearing = {spec.bearer for spec in routine.duties if spec.bearer is not None}
    roles = {move.by.code for move in routine.moves} | bearing
    if outline.lanes:
        yield from _each_once("definition.bana_roll", roles, (role for lane in outline.lanes for role in lane.roles))
        yield from _each_once(
            "definition.bana_fas", routine.phases, (phase for lane in outline.lanes for phase in lane.phases)
        )
    for spec in routine.duties:
        if spec.bearer is None and outline.lanes:
            yield from _known("plikter", spec.name, ("-",), roles)
        if spec.phase is not None or outline.lanes:
            yield from _known("plikter", spec.name, (spec.phase or "-",), routine.phases)
    bearers = {norm.bearer for norm in rules.norms.values()}
    shown = {*routine.events, *(spec.name for spec in routine.duties)}
    for party in outline.parties:
        yield from _known("parter", party.code, party.roles, roles)
        yield from _known("parter", party.code, party.bearers, bearers)
        yield from _known("parter", party.code, party.spared, shown)
        yield from _known("parter", party.code, party.always, party.roles)
        shut = dict.fromkeys(move.by.code for move in routine.moves if not move.by.ever(party.code, rules))
        yield from (
            DefinitionError("definition.oversikt_aldrig", name=role, party=party.code)
            for role in party.roles
            if role in shut
        )
    for capacity in outline.capacities:
        yield from _known("egenskaper", capacity.code, (*capacity.roles, *capacity.own), roles)
        yield from _known("egenskaper", capacity.code, capacity.parties, (one.code for one in outline.parties))
    for frame in outline.frames:
        yield from _known("ramar", frame.code, frame.phases, routine.phases)
    for given in outline.given:
        yield from _known("roller", given.role, (given.role,), roles)
        yield from _known("roller", given.role, given.by, routine.events)
    yield from _known("rattigheter", "-", outline.rights, routine.events)
    yield from _known("avslut", "-", outline.closes, routine.phases)
    for one in outline.deviations:
        yield from _known("avvikelser", one.kind, (one.kind,), rules.vocabulary.known.get("avvikelseslag", ()))
        yield from _known("avvikelser", one.kind, (one.norm,), rules.norms)
        yield from _known("avvikelser", one.kind, (*one.phases, *one.reported), routine.phases)
        yield from _known("avvikelser", one.kind, one.shown_by, shown)
    duties, deviations = [spec.name for spec in routine.duties], [one.kind for one in outline.deviations]
    readings = {one for norm in rules.norms.values() for one in norm.reading}
    for question in outline.questions:
        where = question.code
        yield from _known("fragor", where, question.acts, routine.events)
        yield from _known("fragor", where, question.duties, duties)
        yield from _known("fragor", where, question.deviations, deviations)
        yield from _known("fragor", where, question.norms, rules.norms)
        yield from _known("fragor", where, question.terms, rules.vocabulary.known)
        yield from _known("fragor", where, chain(*question.answer, *question.more), {*rules.norms, *readings})
        yield from _known("fragor", where, (question.phase,) if question.phase is not None else (), routine.phases)
    yield from _known("upplyser", "-", (one.event for one in outline.tellings), routine.events)
    yield from _known("upplyser", "-", outline.protecting, rules.norms)
    for quiet in outline.silent:
        yield from _known("tiger", quiet.code, quiet.events, routine.events)
    for idle in outline.idle:
        moves = [move for move in routine.moves if idle.guard in {guard.name for guard in move.guards}]
        yield from _known("overksamma", idle.guard, (idle.guard,), (idle.guard,) if moves else ())
        yield from _known("overksamma", idle.guard, idle.phases, (phase for move in moves for phase in move.to))
    for act in outline.acts:
        yield from _known("handlingar", act.event, (act.event,), routine.events)
        yield from _known("handlingar", act.event, (act.phase,), routine.phases)
        yield from _known("handlingar", act.event, act.lanes, (lane.code for lane in outline.lanes))
    yield from _known("visning", "told", unknown_fields(outline.showing, routine.events.values()), ())


def _each_once(code: str, wanted: Iterable[str], found: Iterable[str]) -> Iterator[DefinitionError]:
    seen = list(found)
    for one in (*wanted, *seen):
        if seen.count(one) != 1 or one not in set(wanted):
            yield DefinitionError(code, name=str(one), count=seen.count(one))


def _known(part: str, where: str, names: Iterable[str], known: Iterable[str]) -> Iterator[DefinitionError]:
    there = frozenset(known)
    for name in names:
        if name not in there:
            yield DefinitionError("definition.oversikt_okand", name=str(name), where=f"{part}.{where}")
