"""Claims on what is always possible, and on what can always be reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from flerpart_flow.engine.judging.decision import Decision
from flerpart_flow.engine.record.events import Event
from flerpart_flow.proof.prove.checks.base import Check, Outcome, Seen
from flerpart_flow.proof.prove.walking import Tried, Walk
from flerpart_flow.proof.prove.world import Node, World
from flerpart_flow.proof.twins import Step


class Probing(Check):
    """A check that also tries acts, without doing them: ``acts`` among its values.

    ``by = "leading"`` stands for those who lead the case in that state.
    """

    def __init__(self, values: Mapping[str, Any], names: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__(values, names)
        self._made: dict[tuple[int, str], Event] = {}

    def probed(self, world: World, node: Node) -> Iterator[Decision[Any]]:
        """What production says of each act in a state."""
        for place, act in enumerate(self.values.get("acts", ())):
            for by in node.state.facts.leading() if act["by"] == "leading" else (act["by"],):
                yield world.tried(node, self._event(world, place, by, act), world.time(node))

    def _event(self, world: World, place: int, by: str, act: Mapping[str, Any]) -> Event:
        found = self._made.get((place, by))
        if found is None:
            found = self._made[place, by] = world.made(Step(act["event"], by, None, act.get("with", {})))
        return found


def is_open(world: World, node: Node) -> bool:
    """Whether the case has begun and isn't over."""
    return node.state.phase in world.routine.phases and node.state.phase not in world.routine.ends


class Always(Probing):
    """In every state of these phases each of these acts is allowed: ``acts``, and ``phases``, none: the open ones.

    ``holds`` is a fact that has to be there.
    """

    def state(self, world: World, node: Node) -> Iterator[Seen]:
        """Each act is tried."""
        phases, fact = self.values.get("phases"), self.values.get("holds")
        if node.state.phase not in phases if phases else not is_open(world, node):
            return
        if fact is not None and getattr(node.state.facts, fact) is None:
            return
        for decision in self.probed(world, node):
            yield Outcome.DONE if decision.allowed else Outcome.BROKEN, node, decision.event


def leads_to(walk: Walk, goals: Iterable[int]) -> set[int]:
    """The states from which one of these can be reached."""
    found = set(goals)
    left = list(found)
    while left:
        for before in walk.before[left.pop()]:
            if before not in found:
                found.add(before)
                left.append(before)
    return found


class WayTo(Check):
    """From every state of these phases (``phases``, none: the open ones) one of ``goal``'s acts can be reached.

    ``days``: those of the world's days on which it is asked, none: all. ``into``: the phases that the act leads to.
    """

    whole = True

    def __init__(self, values: Mapping[str, Any], names: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__(values, names)
        self._goals: set[int] = set()

    def about(self) -> tuple[str, ...]:
        """The acts that are the goal."""
        return tuple(self.values["goal"])

    def act(self, tried: Tried) -> Outcome | None:
        """Keep where it was allowed."""
        phase = None if tried.after is None else tried.after.state.phase
        if tried.allowed and phase in self.values.get("into", (phase,)):
            self._goals.add(tried.node.place)
        return None

    def end(self, walk: Walk) -> Iterator[Seen]:
        """Each state from which there is no way."""
        phases, days = self.values.get("phases"), self.values.get("days")
        reaching = leads_to(walk, self._goals)
        for node in walk.nodes:
            phase = node.state.phase
            if walk.world.ended(node) or (days and walk.world.slice.days[node.day] not in days):
                continue
            if phase in phases if phases else is_open(walk.world, node):
                yield Outcome.DONE if node.place in reaching else Outcome.BROKEN, node, None


class SomethingToDo(Probing):
    """In every open state the individual can do something, and so can one who leads the case, besides closing it."""

    events = None

    def __init__(self, values: Mapping[str, Any], names: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__(values, names)
        self._individual: set[int] = set()
        self._leading: set[int] = set()

    def act(self, tried: Tried) -> Outcome | None:
        """Keep who could do something."""
        if tried.after is not None:
            self._could(tried.world, tried.node, tried.event, tried.after.state.phase)
        return None

    def state(self, world: World, node: Node) -> Iterator[Seen]:
        """Keep who could do one of the claim's own acts."""
        for decision in self.probed(world, node):
            if decision.allowed:
                self._could(world, node, decision.event, decision.state.phase)
        return iter(())

    def _could(self, world: World, node: Node, event: Event, phase: str) -> None:
        if phase in world.routine.ends:
            return
        if event.by == "individ":
            self._individual.add(node.place)
        if event.by in node.state.facts.leading():
            self._leading.add(node.place)

    def end(self, walk: Walk) -> Iterator[Seen]:
        """Each state where one of them could do nothing."""
        for node in walk.nodes:
            tried = walk.world.slice.longest is None or node.acts < walk.world.slice.longest
            if not is_open(walk.world, node) or not tried or walk.world.ended(node):
                continue
            leads = not node.state.facts.leading() or node.place in self._leading
            fine = leads and node.place in self._individual
            yield Outcome.DONE if fine else Outcome.BROKEN, node, None
