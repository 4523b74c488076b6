"""The ``transitions`` machine of a routine, through its own extension points.

One machine per routine, built once, without models, initial state or automatic transitions. Cases are never
registered with it: ``FlowEvent.decide`` finds the move for a phase, runs its guards and returns the decision.
The inherited ``trigger`` raises, so that nobody passes by the guards.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NoReturn

from transitions.core import Event as BaseEvent
from transitions.core import Machine as BaseMachine
from transitions.core import Transition as BaseTransition

from flerpart_flow.engine.definition.moves import Move
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.rules.findings import Finding, Message, missing, within
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.evolve import evolve

NOT_IN_PHASE = Message("fas.okand")
NOT_IN_PHASE_NORM = "FF-FAS-1"


class FlowTransition(BaseTransition):
    """A move in one phase: its checks in order, and where it leads."""

    __slots__ = ("checks", "choose", "effect", "move")

    def __init__(self, source: str, dest: str | None, *callbacks: Any, move: Move[Any]) -> None:
        super().__init__(source, dest or source, *callbacks)
        self.move = move
        self.checks = tuple((guard.check, guard.about, guard.most) for guard in move.all_guards)
        self.effect = move.effect
        target = move.to[source]
        self.choose = None if target is None or isinstance(target, str) else target.choose

    def findings(self, facts: Any, event: Event, rules: Rules) -> tuple[Finding, ...]:
        """What the guards find, with the severity that the rules give each norm in this event."""
        found: list[Finding] = []
        for check, field, most in self.checks:
            for said in check(facts, event, rules):
                one = said if most is None else within(most, said)
                found.append(one if field is None or one.field is not None else evolve(one, field=field))
        if not found:
            return ()
        kept: list[Finding] = []
        for finding in found:
            one = rules.weigh(finding, event.name)
            # Each once. Two are the same only under one norm, and hashing a finding takes as long as finding it.
            if not any(one.norm == other.norm and one == other for other in kept):
                kept.append(one)
        return tuple(kept)

    def target(self, facts: Any, rules: Rules) -> str:
        """The phase after the move, given the facts after it."""
        if self.choose is not None:
            chosen: str | None = self.choose(facts, rules)
            return self.source if chosen is None else str(chosen)
        return self.dest or self.source

    def execute(self, event_data: Any) -> NoReturn:
        """Not the way in: ``FlowEvent.decide`` is."""
        raise RuntimeError("a move is decided through FlowEvent.decide, never executed on a model")


class FlowEvent(BaseEvent):
    """All moves of one event."""

    transitions: dict[str, list[FlowTransition]]  # type: ignore[assignment]  # no others are ever added

    def move_in(self, phase: str) -> FlowTransition | None:
        """The one move of this event in a phase, or None."""
        found = self.transitions.get(phase)
        return found[0] if found else None

    def decide(
        self, phase: str, facts: Any, event: Event, rules: Rules
    ) -> tuple[FlowTransition | None, tuple[Finding, ...]]:
        """The move in this phase and what its guards find.

        Where the phase has no such move: none, the finding that says so, and whatever else would stand in the way,
        so that a refusal names every unmet norm.
        """
        if found := self.transitions.get(phase):
            move = found[0]
            return move, move.findings(facts, event, rules)
        elsewhere = self.elsewhere.findings(facts, event, rules)
        return None, (self.not_possible(phase, rules), *(one for one in elsewhere if one.blocks))

    @property
    def elsewhere(self) -> FlowTransition:
        """The event's first move in the table, for a phase that has none of its own."""
        return next(iter(self.transitions.values()))[0]

    def not_possible(self, phase: str, rules: Rules) -> Finding:
        """The finding that the phase doesn't know the event; it names the phases where the event is possible."""
        phases = tuple(known for known in self.machine.states if known in self.transitions)
        finding = missing(NOT_IN_PHASE_NORM, NOT_IN_PHASE, event=self.name, phase=phase, phases=phases)
        return rules.weigh(finding, self.name)

    def trigger(self, model: Any, *args: Any, **kwargs: Any) -> NoReturn:
        """Not the way in: cases are values, and ``decide`` runs the guards."""
        raise RuntimeError("cases are not models of the machine; use Case.decide or Case.apply")


class FlowMachine(BaseMachine):
    """One per routine, shared by all its cases."""

    event_cls = FlowEvent
    transition_cls = FlowTransition
    events: dict[str, FlowEvent]  # type: ignore[assignment]  # no others are ever added


def build_machine(phases: Iterable[str], moves: Iterable[Move[Any]]) -> FlowMachine:
    """A machine without models that holds one transition for each event and phase.

    Phases go in as plain text: of an enumeration's member ``transitions`` would take the name, not the value.
    """
    machine = FlowMachine(
        model=None,
        states=[str(phase) for phase in phases],
        initial=None,
        auto_transitions=False,
        send_event=False,
        queued=False,
    )
    for move in moves:
        for source, target in move.to.items():
            dest = str(target) if isinstance(target, str) else None
            machine.add_transition(move.event.name, str(source), dest, move=move)
    return machine
