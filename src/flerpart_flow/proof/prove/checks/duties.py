"""Claims on what somebody owes: it can be met, lapses or is told as late, and closing leaves nothing behind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from flerpart_flow.engine.definition.duties import Duty, DutyState, Ending, Entry
from flerpart_flow.engine.judging.queries import deviations, open_duties
from flerpart_flow.engine.values.clock import local_date
from flerpart_flow.proof.prove.checks.base import Check, Outcome, Seen
from flerpart_flow.proof.prove.checks.ways import leads_to
from flerpart_flow.proof.prove.told import is_a_unit
from flerpart_flow.proof.prove.walking import Tried, Walk
from flerpart_flow.proof.prove.world import Node, World

LONG_AFTER: Final = timedelta(days=1100)
_STOCKHOLM: Final = ZoneInfo("Europe/Stockholm")


class DutiesEnd(Check):
    """Whatever is owed in a state can be met, or lapses, on some way from there; each kind is met on some way.

    ``unmet`` are kinds that nothing meets in these worlds. That the case is closed ends all that is owed, so it counts
    for nothing, but for those that ``closing`` names.
    """

    events = None
    whole = True

    def __init__(self, values: Mapping[str, Any], names: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__(values, names)
        self._ended: dict[Any, set[int]] = defaultdict(set)
        self._met: set[str] = set()

    def act(self, tried: Tried) -> Outcome | None:
        """Keep what an allowed act ended."""
        if tried.after is None or tried.decision is None:
            return None
        closes = tried.after.state.phase in tried.world.routine.ends
        for ended in tried.decision.ended:
            if not closes or ended.entry.duty in self.values.get("closing", ()):
                self._ended[ended.entry.duty, ended.entry.owed].add(tried.node.place)
            if ended.how is Ending.MET:
                self._met.add(ended.entry.duty)
        return None

    def end(self, walk: Walk) -> Iterator[Seen]:
        """Each state where somebody owes what can never end, and each kind that nobody can meet."""
        owed: dict[Any, list[Node]] = defaultdict(list)
        for node in walk.nodes:
            for entry in node.state.ledger.open:
                owed[entry.duty, entry.owed].append(node)
        for duty, nodes in owed.items():
            reaching = leads_to(walk, self._ended[duty])
            for node in nodes:
                fine = node.place in reaching and (duty[0] in self._met or duty[0] in self.values.get("unmet", ()))
                if node.state.phase not in walk.world.routine.ends and not walk.world.ended(node):
                    yield Outcome.DONE if fine else Outcome.BROKEN, node, None


class ClosedClean(Check):
    """Closing leaves open only what survives it by its norm: the duties named in ``survives``."""

    events = None

    def act(self, tried: Tried) -> Outcome | None:
        """Held against the duties that the claim names."""
        if tried.after is None or tried.after.state.phase not in tried.world.routine.ends:
            return None
        if tried.node.state.phase in tried.world.routine.ends:
            return None
        left = {entry.duty for entry in tried.after.state.ledger.open}
        return Outcome.DONE if left <= set(self.values["survives"]) else Outcome.BROKEN


class LateIsTold(Check):
    """What is owed and not done is told, with who owes whom: as late from the day after its last day.

    ``no_last_day`` are the duties that are told as open for ever, ``if_known`` those that are so as long as no day is
    known. Between the parties clocks stand still where the case rests, and once the consent has run out. ``proposes``:
    what a late duty of a unit is proposed as, for somebody to report.
    """

    def state(self, world: World, node: Node) -> Iterator[Seen]:
        """Each duty that is open there, as it is told then and long after."""
        if not node.state.ledger.open or world.ended(node):
            return
        at = node.at + LONG_AFTER
        told = {_whose(one): one for one in open_duties(world.routine, world.rules, node.state, at)}
        proposed = {(one.kind, one.unit) for one in deviations(world.routine, world.rules, node.state, at)}
        for entry in node.state.ledger.open:
            duty, kind = told.get(_of(entry)), self.values.get("proposes", {}).get(entry.duty)
            right = duty is not None and duty.state is self._expected(world, node, entry, duty)
            if right and duty is not None and duty.state is DutyState.LATE:
                right = self._from_its_day(world, node, duty)
                if kind is not None and is_a_unit(duty.bearer):
                    right = right and ((kind, duty.bearer) in proposed or _reported(node, kind, duty.bearer))
                if right:
                    yield Outcome.DONE, node, None
            if not right:
                yield Outcome.BROKEN, node, None

    def _expected(self, world: World, node: Node, entry: Entry, duty: Duty) -> DutyState:
        spec, agreed = world.routine.duty_index.specs[entry.duty], node.told.agreed
        ran_out = agreed is not None and node.told.in_force(node.at + LONG_AFTER) is None
        if spec.between_parties and (ran_out or node.state.phase in world.routine.pauses):
            return DutyState.SUSPENDED
        if entry.runs_since is None:
            return DutyState.WAITING
        known = duty.due is not None or entry.duty not in self.values.get("if_known", ())
        return DutyState.LATE if known and entry.duty not in self.values.get("no_last_day", ()) else DutyState.OPEN

    def _from_its_day(self, world: World, node: Node, duty: Duty) -> bool:
        """Whether it is late the day after its last day, and not on that day."""
        if duty.due is None or duty.due < local_date(node.at):
            return True
        days = (duty.due, duty.due + timedelta(days=1))
        states = [self._at(world, node, duty, day) for day in days]
        return states == [DutyState.OPEN, DutyState.LATE]

    def _at(self, world: World, node: Node, duty: Duty, day: date) -> DutyState | None:
        at = datetime.combine(day, time(23), _STOCKHOLM)
        found = open_duties(world.routine, world.rules, node.state, at)
        return next((one.state for one in found if _whose(one) == _whose(duty)), None)


def _reported(node: Node, kind: str, unit: str) -> bool:
    """Whether a story has a report of that kind on a unit: it isn't proposed again."""
    reports: list[Any] = [one for one in node.story() if one.name == "rapportera_avvikelse"]
    return any(one.slag == kind and one.part == unit for one in reports)


def _whose(duty: Duty) -> tuple[str, str, str | None, int]:
    return duty.name, duty.bearer, duty.counterpart, duty.opened_nr


def _of(entry: Entry) -> tuple[str, str, str | None, int]:
    return entry.duty, entry.owed.bearer, entry.owed.counterpart, entry.opened_nr
