"""Which moves belong to a phase, and which are possible nearly everywhere and so are told of once."""

from __future__ import annotations

from typing import Any

from flerpart_flow.engine.definition.moves import Move
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.review.steps import MANY, main_path, steps_from


def moves_of(routine: Routine, phase: str) -> tuple[Move[Any], ...]:
    """The moves that stand on a phase's page, what takes the case on first, then in the order of the table."""
    own = [move for move in routine.moves_in(phase) if not _told_once(routine, move, phase)]
    onward = {step.event for step in main_path(routine) if step.source == phase}
    return tuple(sorted(own, key=lambda move: move.event.name not in onward))


def elsewhere(routine: Routine) -> tuple[tuple[Move[Any], tuple[str, ...]], ...]:
    """The moves that are possible nearly everywhere, each with the phases on whose pages they don't stand."""
    found = []
    for move in routine.moves:
        phases = tuple(str(phase) for phase in routine.phases if phase in move.to and _told_once(routine, move, phase))
        if phases:
            found.append((move, phases))
    return tuple(found)


def _told_once(routine: Routine, move: Move[Any], phase: str) -> bool:
    """Whether a move is possible in most phases, and nothing makes it this phase's: the main path, a way out of a
    pause, a duty that is met in the phase, or the outline.
    """
    possible = [one for one in routine.phases if one in move.to]
    if len(possible) < MANY or 2 * len(possible) <= len(routine.phases):
        return False
    event = move.event.name
    onward = any(step.source == phase and step.event == event for step in main_path(routine))
    back = phase in routine.pauses and any(step.move is move for step in steps_from(routine, phase))
    owed = any(spec.phase == phase and move.event in spec.meets for spec in routine.duties)
    named = any(act.phase == phase and act.event == event for act in routine.outline.acts)
    return not (onward or back or owed or named)
