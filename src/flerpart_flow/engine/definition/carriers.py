"""What carries each norm: guards, duties, fields, moves, deviations, tables, or the norm that it repeats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from flerpart_flow.engine.definition.machine import NOT_IN_PHASE_NORM
from flerpart_flow.engine.rules.norms import Norm
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.frozen import frozen

if TYPE_CHECKING:
    from flerpart_flow.engine.definition.routine import Routine


KINDS: Final = ("guards", "duties", "fields", "moves", "deviations", "tables")
"""What may carry a norm, in the order in which it is told."""


@frozen
class Carriers:
    """By kind, the names of what carries a norm. False if nothing but a table does."""

    guards: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    moves: tuple[str, ...] = ()
    deviations: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.guards or self.duties or self.fields or self.moves or self.deviations)


def why_not_carried(norm: Norm, carried: Carriers) -> str | None:
    """Why nothing carries a norm: ``judged`` (it says so), ``table`` (looked up), ``read``; None if it is carried."""
    if norm.not_executable is not None:
        return "judged"
    if carried or norm.executable:
        return None
    return "table" if carried.tables else "read"


def carriers(routine: Routine, rules: Rules) -> dict[str, Carriers]:
    """What carries each norm of the rules; a norm that repeats another is also carried by what carries that."""
    guards: dict[str, list[str]] = {NOT_IN_PHASE_NORM: ["engine.machine.FlowEvent.not_possible"]}
    duties: dict[str, list[str]] = {}
    for move in routine.moves:
        for guard in move.all_guards:
            for norm in guard.norms:
                guards.setdefault(norm, []).append(f"{move.event.name}.{guard.name}")
    for spec in routine.duties:
        for norm in spec.norms:
            duties.setdefault(norm, []).append(spec.name)
    own = {
        norm.id: Carriers(
            tuple(dict.fromkeys(guards.get(norm.id, ()))),
            tuple(dict.fromkeys(duties.get(norm.id, ()))),
            norm.fields,
            norm.moves,
            norm.deviations,
            norm.tables,
        )
        for norm in rules.norms.values()
    }
    return {norm.id: _joined(own, norm.id, norm.same_as) for norm in rules.norms.values()}


def _joined(own: dict[str, Carriers], norm: str, same_as: str | None) -> Carriers:
    if same_as is None:
        return own[norm]
    pairs = zip(attrs.astuple(own[norm]), attrs.astuple(own[same_as]), strict=True)
    return Carriers(*(tuple(dict.fromkeys((*mine, *theirs))) for mine, theirs in pairs))
