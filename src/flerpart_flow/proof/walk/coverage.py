"""Which rows of a routine's table a walk has reached, which it has seldom reached, and the way to a phase."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from random import Random
from typing import Any

import attrs

from flerpart_flow.engine.definition.moves import START, Move, phases_of
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.eras.change import BytRegler

_IN_VAIN = 25

Row = tuple[str, str]
"""An event, and a phase that it is possible in."""


def rows_of(routine: Routine) -> tuple[Row, ...]:
    """Every row, once for each phase, in the order of the table.

    Not a change of rules: a walk has one set of rules, and a case moves on to others.
    """
    moves = (move for move in routine.moves if move.event is not BytRegler)
    return tuple((move.event.name, str(phase)) for move in moves for phase in move.to)


@attrs.define(eq=False, slots=False)
class Coverage:
    """How often each row was tried as a goal, or a step (phase, event), how often it was allowed, which steps led on.

    What has led on before is a short way, what was refused a long one, so that a walk learns the ways that there are.
    """

    routine: Routine
    tried: Counter[Row] = attrs.field(factory=Counter)
    reached: Counter[Row] = attrs.field(factory=Counter)
    moved: Counter[tuple[str, str]] = attrs.field(factory=Counter)
    seen: dict[str | None, set[str]] = attrs.field(factory=dict)
    begun: Counter[str | None] = attrs.field(factory=Counter)
    in_phase: Counter[str] = attrs.field(factory=Counter)
    asked: int = 0
    from_the_edge: int = 0
    """How many walks have gone on from the edge in vain."""
    _known: dict[str, dict[str, tuple[tuple[str, ...], float]]] = attrs.field(factory=dict)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """All that there is to reach."""
        return rows_of(self.routine)

    def came(self, place: str | None, phase: str) -> None:
        """A case of a municipality came to a phase."""
        self.from_the_edge *= bool(self.in_phase[phase])  # a new phase: from here it may be easy again
        self.in_phase[phase] += 1
        self.seen.setdefault(place, set()).add(phase)

    def came_newly(self, phase: str) -> bool:
        """Whether few cases have come to a phase."""
        return self.in_phase[phase] < 50

    def place(self, random: Random, places: tuple[str | None, ...]) -> str | None:
        """A municipality for a case: any, or one of those where cases have come furthest."""
        far = {place: len(self.seen.get(place, ())) for place in places}
        most = max(far.values())
        furthest = [place for place in places if far[place] == most]
        if len(furthest) * 3 > len(places) or random.random() < 0.4:
            # None stands out: take one that has been tried least.
            fewest = min(self.begun[place] for place in places)
            furthest = [place for place in places if self.begun[place] == fewest]
        chosen = random.choice(furthest)
        self.begun[chosen] += 1
        return chosen

    def promising(self, random: Random, phases: tuple[str, ...]) -> str:
        """A phase to go on from: where many rows are left to reach, where few cases have come, or the last before one
        where none has.
        """
        last = tuple(phase for phase in phases if self.is_last_before_a_new_one(phase))
        if last and random.random() < (0.7 if self.edge_is_worth_it else 0.3):
            self.from_the_edge += 1
            return min(last, key=lambda phase: self.in_phase[phase] * random.random())
        if random.random() < 0.5:
            left = Counter(phase for _, phase in self.missing())
            return max(phases, key=lambda phase: left[phase] * random.random())
        return min(phases, key=lambda phase: self.in_phase[phase] * random.random())

    def missing(self) -> tuple[Row, ...]:
        """The rows that nothing has reached yet."""
        return tuple(row for row in self.rows if not self.reached[row])

    def seldom(self, random: Random, among: tuple[Row, ...], width: int = 6) -> Row:
        """One of those that were reached least, and of these one that was tried least."""
        order = sorted(among, key=lambda row: (self.reached[row], self.tried[row]))
        return random.choice(order[:width])

    @cached_property
    def _edges(self) -> tuple[tuple[str, str, str], ...]:
        """From, event, to: each step from one phase to another."""
        return tuple(
            (str(source), move.event.name, str(phase))
            for move in self.routine.moves
            for source, target in move.to.items()
            for phase in phases_of(target, source)
            if phase != source
        )

    @cached_property
    def _depth(self) -> dict[str, int]:
        """How many steps a phase is from the start, at least."""
        found, steps = {str(START): 0}, 0
        while len(found) > steps:
            steps = len(found)
            for source, _, to in self._edges:
                if source in found:
                    found[to] = min(found.get(to, 99), found[source] + 1)
        return found

    def is_last_before_a_new_one(self, phase: str) -> bool:
        """Whether a phase is the furthest of those that lead to one that no case has come to."""
        edge = [one for one, times in self.in_phase.items() if times and self.over_the_edge(one)]
        return phase in edge and self._depth[phase] == max(self._depth[one] for one in edge)

    @property
    def edge_is_worth_it(self) -> bool:
        """Whether few have tried from there: what stands there may never come further, whatever is done."""
        return self.from_the_edge < _IN_VAIN

    def over_the_edge(self, phase: str) -> tuple[Row, ...]:
        """The rows of the phases that none has come to, and that a step leads to from this one."""
        new = {to for source, _, to in self._edges if source == phase and not self.in_phase[to]}
        return tuple(row for row in self.rows if row[1] in new)

    def _cost(self, source: str, name: str) -> float:
        """How dear a step has turned out to be: one that is mostly refused is a long way."""
        return 1 + self.tried[source, name] / (1 + 4 * self.moved[source, name])

    def ways_to(self, goal: str) -> dict[str, tuple[tuple[str, ...], float]]:
        """For each phase that leads to the goal: the events that lead nearer, cheapest first, and how far it is."""
        self.asked += 1
        if self.asked % 40 == 0:
            self._known.clear()
        if goal not in self._known:
            self._known[goal] = self._ways_to(goal)
        return self._known[goal]

    def _ways_to(self, goal: str) -> dict[str, tuple[tuple[str, ...], float]]:
        far = {goal: 0.0}
        settled = False
        while not settled:
            settled = True
            for source, name, phase in self._edges:
                if phase in far and far[phase] + self._cost(source, name) < far.get(source, 1e9) - 1e-9:
                    far[source] = far[phase] + self._cost(source, name)
                    settled = False
        found = {}
        for source in far:
            ways = sorted(
                (far[phase] + self._cost(source, name), name)
                for begin, name, phase in self._edges
                if begin == source and phase in far
            )
            found[source] = (tuple(dict.fromkeys(name for _, name in ways[:3])), far[source])
        return found

    def towards(self, phase: str, goal: str) -> tuple[str, ...]:
        """The events that lead from a phase one phase nearer to the goal; none where there is no way."""
        return self.ways_to(goal).get(phase, ((), 0.0))[0]

    def keeps_near(self, move: Move[Any], phase: str, goal: str) -> bool:
        """Whether a move, wherever it may lead from a phase, leaves the goal as near as it was."""
        return all(self.is_near(phase, str(to), goal) for to in phases_of(move.to[phase], phase))

    def is_near(self, phase: str, to: str, goal: str) -> bool:
        """Whether a phase is as near to the goal as another, or nearer."""
        far = self.ways_to(goal)
        here = far[phase][1] if phase in far else 0.0
        return to == goal or (to in far and far[to][1] <= here)
