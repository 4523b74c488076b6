"""Walking a world breadth first: every state that production allows, each once, the nearest first."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, Final

import attrs

from flerpart_flow.engine.judging.decision import Decision
from flerpart_flow.engine.record.events import Event
from flerpart_flow.proof.prove.world import Node, World

Progress = Callable[[int, int], None]
"""Told of states and moves now and then."""

_EVERY: Final = 500


@attrs.frozen(eq=False)
class Tried:
    """An act that was tried in a state: whether production allowed it, and then its decision and where it led.

    ``decision`` is None where the phase has no such act at all; ``after`` where it was refused. ``after`` has the place
    of the state that it is the same as.
    """

    world: World
    node: Node
    event: Event
    decision: Decision[Any] | None
    after: Node | None

    @property
    def allowed(self) -> bool:
        """Whether it was allowed."""
        return self.after is not None


Sees = Callable[[Tried], None]
Stands = Callable[[World, Node], None]


@attrs.define(eq=False)
class Walk:
    """A walk that was made: its states in the order in which they were reached, and from which each was reached.

    ``whole`` tells whether there was nothing left to try within the slice's bound; ``ended`` that the end was reached
    without the bound of acts.
    """

    world: World
    nodes: list[Node] = attrs.field(factory=list)
    before: list[set[int]] = attrs.field(factory=list)
    moves: int = 0
    allowed: int = 0
    whole: bool = True
    bounded: bool = False
    seconds: float = 0.0
    rows: set[tuple[str, str]] = attrs.field(factory=set)

    @property
    def states(self) -> int:
        """How many states were reached."""
        return len(self.nodes)


def walk(
    world: World,
    sees: Mapping[str, Sequence[Sees]] | None = None,
    stands: Iterable[Stands] = (),
    seconds: float | None = None,
    progress: Progress | None = None,
    enough: Callable[[], bool] | None = None,
) -> Walk:
    """Walk a world to its bound, or until the time is up. ``sees`` is asked of each act that is tried, by its event;
    ``stands`` of each state. ``enough`` tells that nothing more is to be found; since the nearest states come first,
    what was found by then is the nearest.
    """
    found, began = Walk(world), time.monotonic()
    watching, standing = sees or {}, tuple(stands)
    known: dict[object, Node] = {}
    level: list[Node] = []

    def reached(node: Node, among: list[Node]) -> None:
        key = world.key(node)
        there = known.get(key)
        if there is None:
            known[key] = there = node
            there.place = len(found.nodes)
            found.nodes.append(node)
            found.before.append(set())
            among.append(node)
        node.place = there.place
        if node.parent is not None and node.parent.place != there.place:
            found.before[there.place].add(node.parent.place)

    for start in world.starts:
        reached(start, level)
    while level:
        further: list[Node] = []
        for node in level:  # grows meanwhile: a day that passes is no act
            found.seconds = time.monotonic() - began
            if (seconds is not None and found.seconds > seconds) or (enough is not None and enough()):
                found.whole = False
                return found
            for stand in standing:
                stand(world, node)
            if world.ended(node):
                continue
            later = world.later(node)
            if later is not None:
                reached(later, level)
            if world.slice.longest is not None and node.acts >= world.slice.longest:
                found.bounded = True
                continue
            _tried_all(found, node, watching, partial(reached, among=further))
            if progress is not None and node.place and node.place % _EVERY == 0:
                progress(found.states, found.moves)
        level = further
    found.seconds = time.monotonic() - began
    return found


def _tried_all(
    found: Walk, node: Node, watching: Mapping[str, Sequence[Sees]], reached: Callable[[Node], None]
) -> None:
    """Try every act of the world in a state."""
    world = found.world
    machine, phase = world.routine.machine, node.state.phase
    times, loops = [world.time(node)], world.slice.moments or world.slice.duties
    if world.slice.moments and node.parent is not None and node.at >= world.moments[node.day]:
        times.append(node.at)
    for at in times:
        for event in world.acts_on[node.day]:
            found.moves += 1
            decision = after = None
            if machine.events[event.name].move_in(phase) is not None:
                decision = world.tried(node, event, at)
                if decision.allowed:
                    found.allowed += 1
                    found.rows.add((event.name, phase))
                    after = world.after(node, decision)
                    if _same(node, after) and not loops and not world.ended(after):
                        after.place = node.place
                    else:
                        reached(after)
            seeing = watching.get(event.name)
            if seeing:
                tried = Tried(world, node, event if decision is None else decision.event, decision, after)
                for see in seeing:
                    see(tried)


def _same(node: Node, after: Node) -> bool:
    """Whether an act has changed nothing that tells states apart, where neither moments nor duties do."""
    facts = after.state.facts is node.state.facts and after.state.phase == node.state.phase
    return facts and after.told is node.told and after.numbers is node.numbers
