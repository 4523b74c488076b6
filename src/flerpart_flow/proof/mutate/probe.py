"""Where in the definition each test has been: what lets a mutant be tried only by tests that it could matter to.

A test that has been at none of a mutant's spots runs the same with the fault as without it. A spot's first word says
what happened there. A guard was asked (``ask``), or found something (``find``): which norm, whether unknown, with a
cure, with who cures. A norm was weighed in an event (``weigh``), a value was read (``value``). An event was judged in a
phase (``in``), led somewhere (``target``), changed the facts (``effect``). It was asked what a phase has (``moves``),
or a phase was come to (``arrive``). A duty was opened, met, lapsed or passed on (``opens`` and so on, with ``?`` if it
was only asked), and had a last day (``due``). A deviation was proposed (``deviation``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import attrs

from flerpart_flow.engine.definition.duties import DutySpec
from flerpart_flow.engine.definition.guards import Guard
from flerpart_flow.engine.definition.machine import FlowEvent, FlowTransition
from flerpart_flow.engine.definition.moves import Move
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.proof.mutate.mutant import Spot
from flerpart_flow.proof.mutate.patching import Check, put, with_checks


class Probe:
    """The spots where the running test has been; ``take`` gives them, and begins anew."""

    def __init__(self, routine: Routine) -> None:
        self._been: set[Spot] = set()
        self._name = routine.name
        moves = tuple(self._move(at, move) for at, move in enumerate(routine.moves))
        enter = {phase: self._saying(effect, "enter", phase) for phase, effect in routine.enter.items()}
        put(
            routine,
            moves=moves,
            duties=tuple(self._duty(spec) for spec in routine.duties),
            proposals=self._proposals(routine.proposals),
            **({"enter": enter} if enter else {}),
        )
        self._moves_in(routine)

    def take(self) -> frozenset[Spot]:
        """Where the test has been."""
        been, self._been = frozenset(self._been), set()
        return been

    def been(self, *spot: str) -> None:
        """Note a spot."""
        self._been.add((self._name, *spot))

    def _move(self, at: int, move: Move[Any]) -> Move[Any]:
        row = row_of(at, move)

        def effect(facts: Any, event: Any, rules: Any) -> Any:
            after = move.effect(facts, event, rules)
            if after is not facts and after != facts:
                self.been("effect", row)
            return after

        def holders(facts: Any, rules: Any) -> tuple[str, ...]:
            self.been("holders", row)
            return move.by.holders(facts, rules)

        by = attrs.evolve(move.by, holders=holders)
        return with_checks(attrs.evolve(move, effect=effect, by=by), lambda guard: self._check(row, guard))

    def _check(self, row: str, guard: Guard[Any]) -> Check:
        def check(facts: Any, event: Any, rules: Any) -> Any:
            self.been("ask", row, guard.name)
            found = tuple(guard.check(facts, event, rules))
            for one in found:
                spot = ("find", row, guard.name, one.norm)
                self.been(*spot)
                self.been(*spot, "unknown" if one.unknown else "known")
                if one.cure is not None:
                    self.been(*spot, "cure")
                if one.cure_by is not None:
                    self.been(*spot, "cure_by")
            return found

        return check

    def _saying(self, effect: Callable[..., Any], *spot: str) -> Callable[..., Any]:
        def told(*args: Any) -> Any:
            self.been(*spot)
            return effect(*args)

        return told

    def _duty(self, spec: DutySpec) -> DutySpec:
        def told(kind: str, by: Mapping[type[Any], Callable[..., Any]]) -> dict[type[Any], Callable[..., Any]]:
            return {event: self._deed(kind, spec.name, event.name, deed) for event, deed in by.items()}

        def due(facts: Any, owed: Any, rules: Any) -> Any:
            day = spec.due(facts, owed, rules)
            if day is not None:
                self.been("due", spec.name)
            return day

        parts: dict[str, Any] = {
            kind: told(kind, getattr(spec, kind)) for kind in ("opens", "meets", "lapses", "passes")
        }
        return attrs.evolve(spec, due=due, **parts)

    def _deed(self, kind: str, duty: str, event: str, deed: Callable[..., Any]) -> Callable[..., Any]:
        def told(*args: Any) -> Any:
            self.been(f"{kind}?", duty, event)
            found = deed(*args)
            if kind == "opens":
                found = tuple(found)
            if found is not args[-1] if kind == "passes" else found:
                self.been(kind, duty, event)
                self.been("owed", duty)
            return found

        return told

    def _proposals(self, proposals: Callable[..., Any]) -> Callable[..., Any]:
        def told(*args: Any) -> Any:
            found = proposals(*args)
            for one in found:
                self.been("deviation", one.kind, one.norm)
            return found

        return told

    def _moves_in(self, routine: Routine) -> None:
        asked = routine.moves_in

        def moves_in(phase: str) -> Any:
            self.been("moves", phase)
            return asked(phase)

        object.__setattr__(routine, "moves_in", moves_in)


def row_of(at: int, move: Move[Any]) -> str:
    """What a row of the table is called: its event, and its number where the event has more rows than one."""
    return f"{move.event.name}.{at}"


def watch(probes: Mapping[str, Probe]) -> None:
    """Have the machines and the rules of the routines say where a test is, too."""
    decide, move_in, target = FlowEvent.decide, FlowEvent.move_in, FlowTransition.target
    value, weight = Rules.value, Rules.weight

    def note(name: str, *spot: str) -> None:
        if name in probes:
            probes[name].been(*spot)

    def decided(self: Any, phase: str, facts: Any, event: Any, rules: Rules) -> Any:
        note(rules.routine, "in", self.name, phase)
        return decide(self, phase, facts, event, rules)

    def moved(self: Any, phase: str) -> Any:
        for probe in probes.values():
            probe.been("in", self.name, phase)
        return move_in(self, phase)

    def led(self: Any, facts: Any, rules: Rules) -> str:
        to = target(self, facts, rules)
        note(rules.routine, "target", self.move.event.name, self.source)
        note(rules.routine, "arrive", to)
        return to

    def read(self: Rules, parameter: Any) -> Any:
        note(self.routine, "value", parameter.name)
        return value(self, parameter)

    def weighed(self: Rules, finding: Any, event: str) -> Any:
        note(self.routine, "weigh", finding.norm, event)
        return weight(self, finding, event)

    for owner, name, function in (
        (FlowEvent, "decide", decided),
        (FlowEvent, "move_in", moved),
        (FlowTransition, "target", led),
        (Rules, "value", read),
        (Rules, "weight", weighed),
    ):
        setattr(owner, name, function)
