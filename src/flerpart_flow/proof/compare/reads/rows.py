"""The parts of a routine that an answer comes from, and what of the rules each can read: rows, duties, deviations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final

import attrs

from flerpart_flow.engine.definition.guards import Guard
from flerpart_flow.engine.definition.moves import Choice, Move, phases_of
from flerpart_flow.engine.definition.routine import ByKind, Routine
from flerpart_flow.engine.rules.norms import Severity, heavier
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.proof.compare.reads.code import Named, named, takes_up

ALL: Final = "*"
"""Every table: where the code doesn't say which."""


@attrs.frozen
class Reads:
    """What of the rules can make a difference to a part: parameters by name, tables by name (or all).

    ``weighs``: the code asks itself how much norms weigh, so that any of them may make one.
    """

    parameters: frozenset[str] = frozenset()
    tables: frozenset[str] = frozenset()
    weighs: bool = False

    def together(self, other: Reads) -> Reads:
        """What either reads."""
        return Reads(self.parameters | other.parameters, self.tables | other.tables, self.weighs or other.weighs)


@attrs.frozen
class Row:
    """An event in a phase: what its code reads, and the norms that its guards can find, each with the most that any of
    them lets it weigh.
    """

    event: str
    phase: str
    reads: Reads
    norms: Mapping[str, Severity]


@attrs.frozen
class Parts:
    """All parts of a routine: rows by event and phase, duties by name, and what proposes deviations, by kind.

    ``from_duties`` are the duties that deviations of a kind are proposed from.
    """

    rows: Mapping[tuple[str, str], Row]
    duties: Mapping[str, Reads]
    deviations: Mapping[str, Reads]
    from_duties: Mapping[str, frozenset[str]]


@cache
def parts_of(routine: Routine[Any], rules: Rules, *compared: Rules) -> Parts:
    """The parts of a routine; the rules say which parameters and tables there are.

    Where some are ``compared``, a row has the norms that its guards go by under any of these, else all that they carry.
    """
    packages = (routine.begin.__module__, *(place for place, _ in routine.sources.norms))
    rows = {}
    for move in routine.moves:
        guards = move.all_guards
        norms: dict[str, Severity] = {}
        for guard in guards:
            most = Severity.BLOCK if guard.most is None else guard.most
            norms |= {norm: heavier(most, norms.get(norm, most)) for norm in _norms(guard, compared)}
        for phase in move.to:
            reads = _reads(named(_code(routine, move, phase), packages), rules)
            rows[move.event.name, phase] = Row(move.event.name, phase, reads, norms)
    duties = {
        spec.name: _reads(named((*spec.opens.values(), spec.due, spec.names), packages), rules).together(
            Reads(frozenset() if spec.threshold is None else frozenset({spec.threshold.name}))
        )
        for spec in routine.duties
    }
    deviations, of_duties = dict[str, Reads](), dict[str, frozenset[str]]()
    for one in routine.outline.deviations:
        functions = _proposing(routine, one.kind) if one.shown_by else ()
        proposing = named(functions, packages)
        deviations[one.kind], of_duties[one.kind] = _reads(proposing, rules), frozenset()
        if any(takes_up(function, "duties") for function in functions):
            of_duties[one.kind] = proposing.texts & duties.keys() or frozenset(duties)
        for name in of_duties[one.kind]:
            deviations[one.kind] = deviations[one.kind].together(duties[name])
    return Parts(rows, duties, deviations, of_duties)


def _norms(guard: Guard[Any], compared: tuple[Rules, ...]) -> Iterable[str]:
    if guard.under is None or not compared:
        return guard.norms
    return dict.fromkeys(norm for rules in compared for norm in guard.under(rules))


def _proposing(routine: Routine[Any], kind: str) -> tuple[Any, ...]:
    """The functions that can propose a kind: those of that kind, where the routine tells them apart."""
    proposals = routine.proposals
    return proposals.of(kind) if isinstance(proposals, ByKind) else (proposals,)


def _code(routine: Routine[Any], move: Move[Any], phase: str) -> Iterator[Any]:
    """The code that an act in a phase runs, apart from the duties'."""
    for guard in move.all_guards:
        yield guard.check
    role = move.by
    yield from (role.allows, role.holders)
    yield move.effect
    target = move.to[phase]
    if isinstance(target, Choice):
        yield target.choose
    yield from (routine.enter[one] for one in phases_of(target, phase) if one in routine.enter)
    yield routine.rests
    for settling in (routine.settles, routine.revises, routine.numbered):
        if move.event in settling:
            yield settling[move.event]


def _reads(found: Named, rules: Rules) -> Reads:
    parameters = found.parameters & rules.parameters.keys()
    for texts in found.by_name:
        parameters |= texts & rules.parameters.keys() or frozenset(rules.parameters)
    tables = frozenset[str]()
    if found.parts & {"tables", "vocabulary"}:
        tables = _tables(found.near, rules)
    return Reads(parameters, tables, found.weighs)


def _tables(texts: Iterable[str], rules: Rules) -> frozenset[str]:
    return frozenset(texts) & rules.tables.keys() or frozenset({ALL})
