"""A norm is gone, or weighs otherwise in an event."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import attrs

from flerpart_flow.engine.definition.guards import Guard
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.rules.norms import Norm, Severity, lighter
from flerpart_flow.proof.mutate.mutant import Group, Mutant, Spot
from flerpart_flow.proof.mutate.operators.places import row_norms, rows
from flerpart_flow.proof.mutate.patching import Check, put, put_norm, with_checks

_OTHERS = {
    Severity.BLOCK: (Severity.WARN, Severity.NOTE),
    Severity.WARN: (Severity.BLOCK, Severity.NOTE),
    Severity.NOTE: (Severity.WARN,),
}


def mutants(routine: Routine) -> Iterator[Mutant]:
    """A norm dropped everywhere; in each event block → warn → note, and warn or note made harder."""
    norms = routine.rules().norms
    events: dict[str, dict[str, None]] = {}
    spots: dict[str, set[Spot]] = {}
    for row, _, move in rows(routine):
        for guard in (*move.all_guards, *move.foretold):
            for norm in guard.norms:
                events.setdefault(norm, {})[move.event.name] = None
                spots.setdefault(norm, set()).add((routine.name, "find", row, guard.name, norm))
    for spec in routine.duties:
        for norm in spec.norms:
            spots.setdefault(norm, set()).add((routine.name, "owed", spec.name))
    for one in routine.outline.deviations:
        spots.setdefault(one.norm, set()).add((routine.name, "deviation", one.kind, one.norm))
    for ident, where in spots.items():
        yield Mutant(
            f"{routine.name}/norm.dropped/{ident}", "norm.dropped", Group.NORMS, (ident,), ident,
            frozenset(where), partial(_drop, routine, ident),
        )  # fmt: skip
    for ident, named in events.items():
        held = norms[ident]
        for event in named:
            now = held.severity_at(event)
            for other in _OTHERS[now]:
                if held.ceiling is None or lighter(other, held.ceiling) is other:
                    yield Mutant(
                        f"{routine.name}/norm.{now.value}-{other.value}/{ident}/{event}",
                        f"norm.{now.value}-{other.value}", Group.NORMS, (ident,), f"{ident} in {event}",
                        frozenset({(routine.name, "weigh", ident, event)}),
                        partial(put_norm, routine, ident, partial(_weighing, event, other)),
                    )  # fmt: skip


def _weighing(event: str, severity: Severity, norm: Norm) -> Norm:
    return attrs.evolve(norm, severity_for={**norm.severity_for, event: severity})


def _drop(routine: Routine, norm: str) -> None:
    def without(guard: Guard[Any]) -> Check:
        if norm not in guard.norms:
            return guard.check
        return lambda *args: tuple(one for one in guard.check(*args) if one.norm != norm)

    proposals = routine.proposals
    duties = (
        attrs.evolve(spec, norms=tuple(one for one in spec.norms if one != norm))
        for spec in routine.duties
        if spec.norms != (norm,)
    )
    put(
        routine,
        moves=tuple(with_checks(move, without) if norm in row_norms(move) else move for move in routine.moves),
        duties=tuple(duties),
        proposals=lambda *args: tuple(one for one in proposals(*args) if one.norm != norm),
    )
