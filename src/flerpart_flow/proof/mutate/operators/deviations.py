"""A proposed deviation is of another kind, another's, under another norm, or not proposed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import attrs

from flerpart_flow.engine.definition.routine import Proposal, Routine
from flerpart_flow.proof.mutate.mutant import Group, Mutant
from flerpart_flow.proof.mutate.operators.places import module_of
from flerpart_flow.proof.mutate.patching import put


def mutants(routine: Routine) -> Iterator[Mutant]:
    """Each kind that the library proposes, wrong in its kind, unit, norm, line or day, and dropped."""
    for one in routine.outline.deviations:
        if not one.shown_by:
            continue
        other = next(each.kind for each in routine.outline.deviations if each.kind != one.kind)
        norm = next(each for each in routine.rules().norms if each != one.norm)
        ways: dict[str, Callable[[Proposal], Proposal | None]] = {
            "dropped": lambda told: None,
            "kind": partial(attrs.evolve, kind=other),
            "norm": partial(attrs.evolve, norm=norm),
            "unit": partial(_of_another, sorted(routine.rules().vocabulary.known["enhet"])),
        }
        for way, change in ways.items():
            yield Mutant(
                f"{routine.name}/deviation.{way}/{one.kind}", f"deviation.{way}", Group.DEVIATIONS, (one.norm,),
                module_of(routine.proposals), frozenset({(routine.name, "deviation", one.kind, one.norm)}),
                partial(_propose, routine, one.kind, change),
            )  # fmt: skip


def _of_another(units: list[str], told: Proposal) -> Proposal:
    return attrs.evolve(told, unit=next(one for one in units if one != told.unit))


def _propose(routine: Routine, kind: str, change: Callable[[Proposal], Proposal | None]) -> None:
    proposals = routine.proposals

    def wrong(*args: Any) -> tuple[Proposal, ...]:
        told = (change(one) if one.kind == kind else one for one in proposals(*args))
        return tuple(one for one in told if one is not None)

    put(routine, proposals=wrong)
