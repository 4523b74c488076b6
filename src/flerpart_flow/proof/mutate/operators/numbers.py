"""A number or a day of the rules is a little more or less."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any

import attrs

from flerpart_flow.engine.definition.duties import DutySpec
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.rules.norms import Norm
from flerpart_flow.proof.mutate.mutant import Group, Mutant
from flerpart_flow.proof.mutate.patching import put_duty, put_norm, put_row, put_value

_STEPS = (-7, -1, 1, 7)


def mutants(routine: Routine) -> Iterator[Mutant]:
    """Each parameter another, each last day of a duty and each first day of validity some days off."""
    rules = routine.rules()
    for name, spec in rules.specs.items():
        norms = spec.norms or ("FF-INNEHALL-1",)
        for label, value in _others(spec):
            yield Mutant(
                f"{routine.name}/value/{name}/{label}", "value", Group.NUMBERS, norms, f"[parameter.{name}]",
                frozenset({(routine.name, "value", name)}),
                partial(put_value, routine, name, partial(_instead, value)),
            )  # fmt: skip
    for duty in routine.duties:
        for step in _STEPS if duty.due is not attrs.fields(DutySpec).due.default else ():
            yield Mutant(
                f"{routine.name}/due/{duty.name}/{step:+}", "due", Group.NUMBERS, duty.norms, duty.name,
                frozenset({(routine.name, "due", duty.name)}), partial(_later, routine, duty, step),
            )  # fmt: skip
    for table, key, norms_of, first in _first_days(routine):
        for step in _STEPS:
            moved = first + timedelta(days=step)
            yield Mutant(
                f"{routine.name}/valid_from/{table}.{key}/{step:+}", "valid_from", Group.NUMBERS, norms_of,
                f"[{table}.{key}]", frozenset({(routine.name, "anywhere")}),
                partial(put_row, routine, table, key, "valid_from", moved),
            )  # fmt: skip
    for norm in rules.norms.values():
        for step in _STEPS if norm.valid_from is not None else ():
            yield Mutant(
                f"{routine.name}/valid_from/{norm.id}/{step:+}", "valid_from", Group.NUMBERS, (norm.id,), norm.id,
                frozenset({(routine.name, "anywhere")}), partial(put_norm, routine, norm.id, partial(_valid, step)),
            )  # fmt: skip


def _others(spec: Any) -> Iterator[tuple[str, Any]]:
    """Values a step away that the rules may have; for a choice each other one."""
    if isinstance(spec.value, bool):
        yield str(not spec.value).lower(), not spec.value
    elif isinstance(spec.value, int):
        for step in _STEPS:
            value = spec.value + step
            if (spec.low is None or value >= spec.low) and (spec.high is None or value <= spec.high):
                yield f"{step:+}", value
    for other in spec.choices:
        if other != spec.value:
            yield str(other), other


def _instead(value: Any, old: Any) -> Any:
    return value


def _later(routine: Routine, duty: DutySpec, days: int) -> None:
    def due(facts: Any, owed: Any, rules: Any) -> date | None:
        day = duty.due(facts, owed, rules)
        return None if day is None else day + timedelta(days=days)

    put_duty(routine, duty.name, due=due)


def _first_days(routine: Routine) -> Iterator[tuple[str, str, tuple[str, ...], date]]:
    for table, held in routine.rules().tables.items():
        for key, row in held.items() if hasattr(held, "items") else ():
            if hasattr(row, "get") and isinstance(first := row.get("valid_from"), date):
                yield table, key, tuple(row.get("norms", ())), first


def _valid(days: int, norm: Norm) -> Norm:
    assert norm.valid_from is not None
    return attrs.evolve(norm, valid_from=norm.valid_from + timedelta(days=days))
