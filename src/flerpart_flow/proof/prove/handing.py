"""The world of a slice; where it hands over to another routine, the world there of each case that its stories open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from flerpart_flow.across.handover import HANDOVERS, opened_by
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.installed import ROUTINES
from flerpart_flow.proof.prove.model import Claims
from flerpart_flow.proof.prove.reading import claims_of
from flerpart_flow.proof.prove.told import Told
from flerpart_flow.proof.prove.walking import Walk, walk
from flerpart_flow.proof.prove.world import Begun, Node, World, recorded


@attrs.frozen(eq=False)
class Made:
    """A world, and the acts that name somebody in it; how many states and moves led to where its stories begin."""

    world: World
    names: Mapping[str, tuple[str, ...]]
    states: int = 0
    moves: int = 0


def world_of(routine: Routine[Any], claims: Claims, name: str, rules: Rules | None = None) -> Made:
    """The world of a slice, or the one that it hands over to. Raises LookupError for a slice that isn't there."""
    of = claims.slices[name]
    world = World.of(routine, of, rules)
    if of.handed is None:
        return Made(world, claims.names)
    row = next(row for row in HANDOVERS if row.source == routine.name and row.opens.event in of.ends)
    target = ROUTINES[row.target]
    there = claims_of(target)
    if there is None or of.handed not in there.slices:
        raise LookupError(of.handed)
    walked = walk(world)
    starts = tuple(_handed_over(walked, row.opens.event))
    return Made(
        attrs.evolve(World.of(target, there.slices[of.handed]), starts=starts),
        there.names,
        walked.states,
        walked.moves,
    )


def _handed_over(walked: Walk, event: str) -> Iterator[Node]:
    """Where a story begins in each case that was opened: nothing has been said there yet."""
    for node in walked.nodes:
        if node.event is not None and node.event.name == event:
            by = recorded(node)
            case = opened_by(by, len(by.lines))
            begun = Begun(case, by, node.told)
            yield Node(case.state, Told(), case.course.numbers, node.at, 0, len(case.lines), begun)
