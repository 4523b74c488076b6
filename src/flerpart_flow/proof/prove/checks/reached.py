"""Claims that all there is can be reached: the rows of the table, the phases, the kinds of deviation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any, Final

from flerpart_flow.engine.definition.duties import Ending
from flerpart_flow.engine.judging.queries import deviations
from flerpart_flow.proof.prove.checks.base import Check, Outcome, Reaches, Seen
from flerpart_flow.proof.prove.late import Arrived
from flerpart_flow.proof.prove.walking import Tried, Walk
from flerpart_flow.proof.prove.world import Node, World
from flerpart_flow.proof.walk.coverage import rows_of

LONG_AFTER: Final = timedelta(days=400)


class Reached(Check):
    """Each of these is reached in one of the claim's worlds, but those that it names, with why: ``unreached``."""

    def __init__(self, values: Mapping[str, Any], names: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__(values, names)
        self.wanted: frozenset[str] = frozenset()
        self.reached: set[str] = set()

    def reaches(self) -> Reaches:
        """What was wanted, and what came."""
        told = frozenset(one for held in self.values.get("unreached", ()) for one in held["what"])
        return Reaches(self.wanted, told, frozenset(self.reached))

    def all_in(self, world: World) -> frozenset[str]:
        """What there is to reach in a routine."""
        raise NotImplementedError

    def state(self, world: World, node: Node) -> Iterator[Seen]:
        """The first state tells what there is."""
        self.wanted = self.wanted or self.all_in(world)
        return iter(())

    def found(self, one: str) -> Outcome | None:
        """Something that was reached, counted the first time."""
        if one in self.reached:
            return None
        self.reached.add(one)
        return Outcome.DONE


class RowsReached(Reached):
    """Every row of the table, in each of its phases, is allowed somewhere."""

    events = None

    def all_in(self, world: World) -> frozenset[str]:
        """The event and the phase of each row."""
        return frozenset(" ".join(row) for row in rows_of(world.routine))

    def act(self, tried: Tried) -> Outcome | None:
        """Keep each that was allowed."""
        return self.found(f"{tried.event.name} {tried.node.state.phase}") if tried.allowed else None

    def arrived(self, line: Arrived) -> Outcome | None:
        """Keep each line that was allowed where lines come late."""
        phase = line.decision.before.phase
        return self.found(f"{line.event.name} {phase}") if line.decision.allowed else None

    def end(self, walk: Walk) -> Iterator[Seen]:
        """Where logs are walked no state is looked at."""
        self.wanted = self.wanted or self.all_in(walk.world)
        return iter(())


class DutiesReached(Reached):
    """Every kind of duty is met somewhere."""

    events = None

    def all_in(self, world: World) -> frozenset[str]:
        """The names of the duties."""
        return frozenset(one.name for one in world.routine.duties)

    def act(self, tried: Tried) -> Outcome | None:
        """Keep each that was met."""
        if tried.after is None or tried.decision is None:
            return None
        found = [self.found(one.entry.duty) for one in tried.decision.ended if one.how is Ending.MET]
        return next(filter(None, found), None)


class PhasesReached(Reached):
    """Every phase is reached."""

    def all_in(self, world: World) -> frozenset[str]:
        """The phases."""
        return frozenset(map(str, world.routine.phases))

    def state(self, world: World, node: Node) -> Iterator[Seen]:
        """Keep each."""
        super().state(world, node)
        if str(node.state.phase) in self.wanted and (found := self.found(str(node.state.phase))) is not None:
            yield found, node, None


class DeviationsReached(Reached):
    """Every kind of deviation is reported somewhere, and ``proposed`` are proposed."""

    events = ("rapportera_avvikelse",)

    def all_in(self, world: World) -> frozenset[str]:
        """What may be reported, and what the claim says is proposed."""
        kinds = world.rules.tables["avvikelseslag"]
        return frozenset({*(f"report {one}" for one in kinds), *(f"propose {one}" for one in self.values["proposed"])})

    def act(self, tried: Tried) -> Outcome | None:
        """Keep each that was reported."""
        event: Any = tried.event
        return self.found(f"report {event.slag}") if tried.allowed else None

    def state(self, world: World, node: Node) -> Iterator[Seen]:
        """Keep each that is proposed, then or long after."""
        super().state(world, node)
        for at in (node.at, node.at + LONG_AFTER):
            for one in deviations(world.routine, world.rules, node.state, at):
                found = self.found(f"propose {one.kind}")
                if found is not None:
                    yield found, node, None
