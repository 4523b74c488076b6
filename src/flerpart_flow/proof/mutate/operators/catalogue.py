"""Every mutant of a routine, in an order that is the same each time."""

from __future__ import annotations

from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.proof.mutate.mutant import Mutant
from flerpart_flow.proof.mutate.operators import conditions, deviations, duties, guards, norms, numbers, table

OPERATORS = (norms, guards, conditions, numbers, duties, deviations, table)


def mutants(routine: Routine) -> list[Mutant]:
    """The mutants of the built definition, each with an id of its own."""
    found = [one for operator in OPERATORS for one in operator.mutants(routine)]
    ids = [one.id for one in found]
    twice = sorted({one for one in ids if ids.count(one) > 1}) if len(set(ids)) < len(ids) else []
    if twice:
        raise ValueError(f"mutants with the same id: {', '.join(twice)}")
    return found
