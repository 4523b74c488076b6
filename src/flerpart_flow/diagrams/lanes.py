"""The lanes of a routine: who acts in which, and which phases each leads on from."""

from __future__ import annotations

from flerpart_flow.engine.definition.outline import Lane
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.review.steps import steps_from


def lanes(routine: Routine) -> tuple[Lane, ...]:
    """The lanes: those that the routine declares, else one for each role, with the phases that it leads on from."""
    if routine.outline.lanes:
        return routine.outline.lanes
    roles = tuple(dict.fromkeys(move.by.code for move in routine.moves))
    leads: dict[str, list[str]] = {role: [] for role in roles}
    for phase in routine.phases:
        onward = steps_from(routine, phase)
        acts = [step.move.by.code for step in onward] or [move.by.code for move in routine.moves_in(phase)]
        leads[acts[0] if acts else roles[0]].append(str(phase))
    return tuple(Lane(role, (role,), tuple(phases)) for role, phases in leads.items())


def shared(routine: Routine, lane: Lane) -> bool:
    """Whether several parties have roles of their own in a lane, so that it takes a name to tell who acts."""
    parties = routine.outline.parties
    having = ([party.code for party in parties if role in party.roles] for role in lane.roles)
    return len({held[0] for held in having if len(held) == 1}) > 1


def lane_of_role(routine: Routine, role: str) -> str:
    """The lane in which a role acts."""
    return next(lane.code for lane in lanes(routine) if role in lane.roles)


def lane_of_phase(routine: Routine, phase: str) -> str:
    """The lane that answers for a phase."""
    return next(lane.code for lane in lanes(routine) if phase in lane.phases)
