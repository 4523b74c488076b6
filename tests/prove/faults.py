"""Faults that are planted in the routine, each in a fork of its own, and what the prover makes of it there."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import attrs

from flerpart_flow import ROUTINES
from flerpart_flow.engine.definition.guards import Guard
from flerpart_flow.engine.definition.moves import Move
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.proof.mutate.forking import each
from flerpart_flow.proof.mutate.patching import put_move
from flerpart_flow.proof.prove import Verdict, claims_of, proved, verdicts
from flerpart_flow.proof.prove.model import Claims

FLERPARTSMOTE = ROUTINES["flerpartsmote"]
Plant = Callable[[Routine[Any]], None]


def on(claims: Claims, name: str) -> Claims:
    """The claims with only one slice, so that a test is quick."""
    only = {name: claims.slices[name]}
    kept = tuple(attrs.evolve(one, slices=(name,)) for one in claims.claims if name in one.slices)
    return attrs.evolve(claims, slices=only, claims=kept)


def found(plant: Plant, claim: str, slice_name: str, routine: Routine[Any] = FLERPARTSMOTE) -> Verdict:
    """What the prover says of a claim on one slice, with a fault planted in a fork of this process."""

    def work() -> Verdict:
        plant(routine)
        held = claims_of(routine)
        assert held is not None
        whole = on(held, slice_name)
        (verdict,) = verdicts(whole, proved(routine, whole, (claim,)), (claim,))
        return verdict

    ((_, told),) = each([("fault", work)], 1)
    assert isinstance(told.value, Verdict), told.error
    return told.value


def story(verdict: Verdict) -> list[str]:
    """The acts of the shortest story, without those that its slice begins with: the event, by whom, of whom."""
    assert verdict.tale is not None, verdict.state
    lines = [json.loads(line) for line in verdict.tale.log[1:]]
    return [_shortly(line) for line in lines[len(lines) - verdict.tale.acts :]]


def _shortly(line: dict[str, Any]) -> str:
    about = [str(line[name]) for name in ("svar", "till") if name in line]
    about += [" ".join(line[name]) for name in ("deltagare",) if name in line]
    return " ".join((line["event"], line["by"], *about))


def row(routine: Routine[Any], event: str, phase: str) -> int:
    """Where the row of an event stands that is possible in a phase."""
    return next(at for at, one in enumerate(routine.moves) if one.event.name == event and phase in one.to)


def without_guard(event: str, phase: str, guard: str) -> Plant:
    """A row that has lost one of its guards."""

    def plant(routine: Routine[Any]) -> None:
        at = row(routine, event, phase)
        move = routine.moves[at]
        kept = tuple(one for one in move.guards if one.name != guard)
        put_move(routine, at, guards=kept)

    return plant


def without_phase(event: str, phase: str) -> Plant:
    """A row that is no longer possible in a phase."""

    def plant(routine: Routine[Any]) -> None:
        at = row(routine, event, phase)
        put_move(routine, at, to={key: to for key, to in routine.moves[at].to.items() if key != phase})

    return plant


def with_effect(event: str, phase: str, effect: Callable[[Any, Any, Any], Any]) -> Plant:
    """A row that does another thing after what it does."""

    def plant(routine: Routine[Any]) -> None:
        at = row(routine, event, phase)
        move: Move[Any] = routine.moves[at]
        before = move.effect
        put_move(routine, at, effect=lambda facts, one, rules: effect(before(facts, one, rules), one, rules))

    return plant


def names(guards: tuple[Guard[Any], ...]) -> list[str]:
    """What guards are called."""
    return [one.name for one in guards]
