"""A row of the table is possible where it shouldn't be, leads elsewhere or does nothing; a phase is like any other."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import attrs

from flerpart_flow.engine.definition.correction import unchanged
from flerpart_flow.engine.definition.machine import NOT_IN_PHASE_NORM
from flerpart_flow.engine.definition.moves import START, STAY, Choice, Move
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.proof.mutate.mutant import Group, Mutant
from flerpart_flow.proof.mutate.operators.places import row_norms, rows
from flerpart_flow.proof.mutate.patching import put, put_move


def mutants(routine: Routine) -> Iterator[Mutant]:
    """Every fault of the table, and of what the routine says of its phases."""
    for row, at, move in rows(routine):
        yield from _row(routine, row, at, move)
    own = tuple(dict.fromkeys(norm for move in routine.moves for norm in (move.by.norm, *_table_norms(routine, move))))
    for field in ("pauses", "latches", "lasting"):
        held = getattr(routine, field)
        for one in held:
            name = getattr(one, "name", one) if field == "lasting" else str(one)
            lasts = [("in", name, str(phase)) for phase in routine.phases]
            spots = lasts if field == "lasting" else [("arrive", str(one))]
            yield Mutant(
                f"{routine.name}/table.{field}/{name}", f"table.{field}", Group.TABLE, own, field,
                frozenset((routine.name, *spot) for spot in spots),
                partial(put, routine, **{field: tuple(each for each in held if each != one)}),
            )  # fmt: skip
    for kind in routine.keeps:
        left_out = {one: keep for one, keep in routine.keeps.items() if one is not kind}
        yield Mutant(
            f"{routine.name}/table.keeps/{kind.name}", "table.keeps", Group.TABLE, own, "keeps",
            frozenset((routine.name, "in", kind.name, str(phase)) for phase in routine.phases),
            partial(put, routine, keeps=left_out),
        )  # fmt: skip
    for phase in routine.enter:
        left = {one: effect for one, effect in routine.enter.items() if one != phase}
        yield Mutant(
            f"{routine.name}/table.enter/{phase}", "table.enter", Group.TABLE, own, "enter",
            frozenset({(routine.name, "enter", phase)}), partial(put, routine, enter=left),
        )  # fmt: skip


def _table_norms(routine: Routine, move: Move[Any]) -> tuple[str, ...]:
    """The norms that show a row: those that say they rest on it, those of its guards, those of the duties it moves."""
    event = move.event
    named = (norm.id for norm in routine.rules().norms.values() if event.name in norm.moves)
    owed = (
        norm
        for spec in routine.duties
        if event in spec.opens or event in spec.meets or event in spec.lapses
        for norm in spec.norms
    )
    return tuple(dict.fromkeys((*named, *row_norms(move), *owed)))


def _row(routine: Routine, row: str, at: int, move: Move[Any]) -> Iterator[Mutant]:
    norms = _table_norms(routine, move)
    name, event = routine.name, move.event.name

    def made(operator: str, end: str, also: tuple[str, ...], *spots: Any, **change: Any) -> Mutant:
        return Mutant(
            f"{name}/table.{operator}/{row}{end}", f"table.{operator}", Group.TABLE, (*norms, *also), f"row {row}",
            frozenset((name, *spot) for spot in spots), partial(put_move, routine, at, **change),
        )  # fmt: skip

    if move.effect is not unchanged:  # deviations are proposed from what the effects leave behind
        found = tuple(norm.id for norm in routine.rules().norms.values() if norm.deviations)
        yield made("effect", "", found, ("effect", row), effect=unchanged)
    taken = {phase for other in routine.moves if other.event is move.event for phase in other.to}
    for phase in (START, *map(str, routine.phases)):
        here = (("in", event, phase), ("moves", phase))
        if phase in move.to:
            left = {one: target for one, target in move.to.items() if one != phase}
            yield made("phase_dropped", f"/{phase}", (NOT_IN_PHASE_NORM,), *here, to=left)
        elif phase not in taken and phase != START:
            yield made("phase_added", f"/{phase}", (NOT_IN_PHASE_NORM,), *here, to={**move.to, phase: STAY})
    for phase, target in move.to.items():
        for told, other in _targets(routine, phase, target):
            spot = ("target", event, str(phase))
            yield made("target", f"/{phase}→{told}", (NOT_IN_PHASE_NORM,), spot, to={**move.to, phase: other})


def _always(target: str | None, facts: Any, rules: Any) -> str | None:
    return target


def _targets(routine: Routine, phase: str, target: Any) -> Iterator[tuple[str, Any]]:
    """Where else a row could lead from a phase: of a choice each of its ends, else to stay or to go on."""
    if isinstance(target, Choice):
        for one in target.targets:
            yield str(one), attrs.evolve(target, choose=partial(_always, one))
        if target.stays:
            yield "stay", attrs.evolve(target, choose=partial(_always, None))
        return
    places = [str(one) for one in routine.phases]
    if target is STAY:
        yield "on", places[(places.index(str(phase)) + 1) % len(places)]
        return
    if phase != START:
        yield "stay", STAY
    yield "on", places[(places.index(str(target)) + 1) % len(places)]
