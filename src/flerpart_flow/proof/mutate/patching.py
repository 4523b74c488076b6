"""How the definition is changed in place, in a process of its own.

A routine is frozen and named by every module that uses it, so that another one built beside it would be seen by
nobody. What is done here breaks that promise on purpose: fields of frozen values are set with ``object.__setattr__``,
and what the routine has worked out from them is forgotten. It is safe in a forked process that ends with the test, and
nowhere else; nothing outside ``proof.mutate`` may call it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import attrs

from flerpart_flow.engine.definition.guards import Guard
from flerpart_flow.engine.definition.moves import Move
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.rules import rules as loading
from flerpart_flow.engine.rules.norms import Norm
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.fixed import Fixed
from flerpart_flow.proof.mutate.mutant import Unchanged

_WORKED_OUT = ("machine", "events", "latching", "apart", "duty_index", "guards", "messages", "_effects")

Check = Callable[[Any, Any, Any], Any]


def put(routine: Routine, **fields: Any) -> None:
    """Set fields of the routine, and forget what it has worked out from the old ones."""
    if all(getattr(routine, name) == value for name, value in fields.items()):
        raise Unchanged(", ".join(fields))
    for name, value in fields.items():
        object.__setattr__(routine, name, value)
    for name in _WORKED_OUT:
        vars(routine).pop(name, None)


def put_move(routine: Routine, at: int, **fields: Any) -> None:
    """Set fields of one row of the table."""
    move = routine.moves[at]
    if all(getattr(move, name) == value for name, value in fields.items()):
        raise Unchanged(f"row {at}")
    put(routine, moves=(*routine.moves[:at], attrs.evolve(move, **fields), *routine.moves[at + 1 :]))


def put_duty(routine: Routine, name: str, **fields: Any) -> None:
    """Set fields of one duty."""
    spec = next(one for one in routine.duties if one.name == name)
    if all(getattr(spec, key) == value for key, value in fields.items()):
        raise Unchanged(name)
    put(routine, duties=tuple(attrs.evolve(one, **fields) if one is spec else one for one in routine.duties))


def with_checks(move: Move[Any], change: Callable[[Guard[Any]], Check]) -> Move[Any]:
    """A row whose guards, the one of the role too, check as ``change`` says of each."""

    def changed(guards: Iterable[Guard[Any]]) -> tuple[Guard[Any], ...]:
        return tuple(one if (to := change(one)) is one.check else attrs.evolve(one, check=to) for one in guards)

    made = attrs.evolve(move, guards=changed(move.guards), foretold=changed(move.foretold))
    (by,) = changed((move.by.as_guard(),))
    object.__setattr__(made, "all_guards", (by, *made.guards))
    return made


def versions(routine: Routine) -> list[Rules]:
    """The rules of every version, without an overlay: those that everybody shares."""
    return [routine.rules(version) for version in routine.sources.versions]


def put_norm(routine: Routine, ident: str, change: Callable[[Norm], Norm]) -> None:
    """Change a norm in the rules of every version, those under an overlay that are read from now on too."""
    swap: dict[str, Norm] = {}
    for rules in versions(routine):
        old = rules.norms[ident]
        swap[ident] = new = change(old)
        if attrs.asdict(new) == attrs.asdict(old):
            raise Unchanged(ident)
        object.__setattr__(rules, "norms", Fixed({**rules.norms, ident: new}))
    read = vars(loading)["_norms"]
    vars(loading)["_norms"] = lambda *places: tuple(swap.get(one.id, one) for one in read(*places))
    loading._overlaid.cache_clear()


def put_value(routine: Routine, name: str, change: Callable[[Any], Any]) -> None:
    """Change the value that every version sets for a parameter."""
    for rules in versions(routine):
        old = rules.parameters[name]
        if change(old) == old:
            raise Unchanged(name)
        object.__setattr__(rules, "parameters", Fixed({**rules.parameters, name: change(old)}))
    read = vars(loading)["_parameters"]

    def changed(version: str, table: Any) -> Any:
        specs = read(version, table)
        spec = specs[name]
        return {**specs, name: attrs.evolve(spec, value=change(spec.value))}

    vars(loading)["_parameters"] = changed
    loading._overlaid.cache_clear()


def put_row(routine: Routine, table: str, key: str, field: str, value: Any) -> None:
    """Change a field of one row of a table of the rules."""
    for rules in versions(routine):
        row = rules.tables[table][key]
        if row[field] == value:
            raise Unchanged(f"{table}.{key}.{field}")
        rows = Fixed({**rules.tables[table], key: Fixed({**row, field: value})})
        object.__setattr__(rules, "tables", Fixed({**rules.tables, table: rows}))
    loading._overlaid.cache_clear()
