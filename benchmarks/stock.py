"""The routine's table on stock ``transitions``: the same phases, events and guards, the library used as it comes.

Every choice is the fastest that its documentation offers: no automatic transitions, no logging, arguments passed
straight through, internal transitions where the phase stays, the event's own trigger rather than a look-up by name.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import attrs
from transitions import Machine

from benchmarks.walk import ROUTINE, RULES
from flerpart_flow.engine.definition.guards import Guard
from flerpart_flow.engine.definition.moves import START, Choice, Effect, Move
from flerpart_flow.engine.rules.findings import within
from flerpart_flow.engine.rules.norms import Severity

Condition = Callable[[Any, Any, Any], bool]


@cache
def condition(guard: Guard[Any]) -> Condition:
    """A guard as a condition: whether nothing that it finds blocks. The same function is called."""
    check, most = guard.check, guard.most

    def met(facts: Any, event: Any, rules: Any) -> bool:
        for finding in check(facts, event, rules):
            if rules.weigh(within(most, finding), event.name).severity is Severity.BLOCK:
                return False
        return True

    return met


def leads_to(choice: Choice, source: str, target: str) -> Condition:
    """The condition under which a move that depends on the facts leads to one target.

    It reads the facts before the event; on the walk the answer is the same, and theirs is spared the effect.
    """

    def chosen(facts: Any, event: Any, rules: Any) -> bool:
        return bool((choice.choose(facts, rules) or source) == target)

    return chosen


def targets(move: Move[Any], source: str) -> list[tuple[str | None, list[Condition]]]:
    """Where a move leads from a phase (None: the phase stays), with the conditions of each way."""
    guards = [condition(guard) for guard in move.all_guards]
    target = move.to[source]
    if not isinstance(target, Choice):
        return [(None if target is None else str(target), guards)]
    return [(str(one), [*guards, leads_to(target, source, str(one))]) for one in dict.fromkeys(target.targets)]


def effect(move: Move[Any], source: str, target: str | None) -> Effect[Any]:
    """What a move does to the facts, the tidying on entering a phase included."""
    enter = None if target is None or target == source else ROUTINE.enter.get(target)
    if enter is None:
        return move.effect

    def both(facts: Any, event: Any, rules: Any) -> Any:
        return enter(move.effect(facts, event, rules), event, rules)

    return both


@attrs.define(eq=False, slots=False)
class Model:
    """A case as a model: facts and journal."""

    facts: Any = None
    journal: list[Any] = attrs.field(factory=list)


Callbacks = Callable[[Effect[Any], Model], dict[str, Any]]


def _nothing(effect: Effect[Any], model: Model) -> dict[str, Any]:
    return {}


def _facts_and_journal(effect: Effect[Any], model: Model) -> dict[str, Any]:
    """After a transition the facts change and the event is kept."""

    def after(facts: Any, event: Any, rules: Any) -> None:
        model.facts = effect(facts, event, rules)
        model.journal.append(event)

    return {"after": after}


def machine(model: Model, callbacks: Callbacks = _nothing, *, moves: tuple[Move[Any], ...] = ROUTINE.moves) -> Machine:
    """A machine with the whole table and one model. Without callbacks it only dispatches."""
    return Machine(
        model=model,
        states=[START, *map(str, ROUTINE.phases)],
        transitions=_transitions(model, callbacks, moves),
        initial=START,
        auto_transitions=False,
        send_event=False,
    )


def _transitions(model: Model, callbacks: Callbacks, moves: tuple[Move[Any], ...]) -> list[dict[str, Any]]:
    return [
        {
            "trigger": move.event.name,
            "source": str(source),
            "dest": dest,
            "conditions": conditions,
            **callbacks(effect(move, source, dest), model),
        }
        for move in moves
        for source in move.to
        for dest, conditions in targets(move, source)
    ]


def stepping() -> tuple[Model, Machine]:
    """A machine that also changes the facts and keeps the journal."""
    model = Model()
    return model, machine(model, _facts_and_journal)


def fire(owner: Machine, model: Model, facts: Any, event: Any) -> None:
    """One event. Raises RuntimeError if a condition isn't met, so that nothing is measured but accepted steps."""
    if not owner.events[event.name].trigger(model, facts, event, RULES):
        raise RuntimeError(event.name)
