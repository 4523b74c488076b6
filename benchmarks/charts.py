"""The routine's table on ``python-statemachine``: the same phases, events, guards and effects."""

from __future__ import annotations

from typing import Any, Final

from statemachine import State, StateMachine

from benchmarks.stock import effect, targets
from benchmarks.walk import ROUTINE, RULES
from flerpart_flow.engine.definition.moves import START, Effect


class Held:
    """What a machine's case holds."""

    def __init__(self, facts: Any) -> None:
        self.facts = facts
        self.journal: list[Any] = []
        self.state: str | None = None


def _condition(met: Any) -> Any:
    # The library passes arguments by name, and keeps "event" for its own.
    def cond(facts: Any, happened: Any, rules: Any) -> bool:
        return bool(met(facts, happened, rules))

    return cond


def _after(effect: Effect[Any]) -> Any:
    def after(model: Held, facts: Any, happened: Any, rules: Any) -> None:
        model.facts = effect(facts, happened, rules)
        model.journal.append(happened)

    return after


def _definition() -> type[StateMachine]:
    states = {str(phase): State(initial=phase == START) for phase in (START, *ROUTINE.phases)}
    triggers: dict[str, Any] = {}
    for move in ROUTINE.moves:
        for source in move.to:
            for target, conditions in targets(move, source):
                cond = [_condition(one) for one in conditions]
                here, on = states[str(source)], _after(effect(move, source, target))
                made = (
                    here.to.itself(internal=True, cond=cond, on=on)  # type: ignore[no-untyped-call]  # the library has no types there
                    if target is None
                    else here.to(states[target], cond=cond, on=on)
                )
                known = triggers.get(move.event.name)
                triggers[move.event.name] = made if known is None else known | made
    return type("RoutineChart", (StateMachine,), {**states, **triggers})


CHART: Final = _definition()


def begin(facts: Any) -> StateMachine:
    """A machine at the start of a case."""
    return CHART(Held(facts))


def fire(chart: StateMachine, event: Any) -> None:
    """One event. Raises the library's own error if it isn't possible."""
    chart.send(event.name, facts=chart.model.facts, happened=event, rules=RULES)
