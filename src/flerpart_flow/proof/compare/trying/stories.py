"""The cases that rules are tried on: what the examples of the norms tell, step by step, each beginning once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import Any, Final

import attrs

from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.errors import FlowError
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.proof.twins import Player, Step, Twins, twins_of
from flerpart_flow.proof.twins.model import Act, Half

LEFT_OUT: Final = frozenset({"byt_regler"})
"""To move a case on to other rules is judged by both at once, so it is no act of either."""


class NoExamples(Exception):
    """A routine without examples, on which no rules can be tried."""


@attrs.define(eq=False)
class Branch:
    """An act after others, with those that have been told to follow it. ``moments`` are when something is asked there.

    ``step`` is how it is written, with days counted from the beginning of the story, and ``at`` when the act before it
    happened.
    """

    event: Event | None
    step: Step | None
    at: datetime
    then: dict[Any, Branch] = attrs.field(factory=dict)
    moments: dict[datetime, None] = attrs.field(factory=dict)


@attrs.frozen(eq=False)
class Stories:
    """All stories of a routine, as branches of one tree; ``player`` makes events of steps."""

    routine: Routine[Any]
    municipality: str | None
    root: Branch
    player: Player
    acts: int

    def remade(self, step: Step, at: datetime) -> Event | None:
        """The event of a step, after what happened last; None for one that can't be made."""
        try:
            return self.player.event(step, at)
        except (FlowError, ValueError, OverflowError):
            return None


@cache
def stories_of(routine: Routine[Any], rules: Rules) -> Stories | None:
    """The stories of a routine's examples; None for a routine that has none."""
    twins = twins_of(routine)
    if twins is None:
        return None
    player = Player(routine, twins, rules)
    root = Branch(None, None, player.moment(0))
    made = Stories(routine, twins.municipality, root, player, 0)
    acts = 0
    for twin in twins.twins:
        for half in twin.halves:
            acts += _tell(made, twins, half)
    return attrs.evolve(made, acts=acts)


def _tell(made: Stories, twins: Twins, half: Half) -> int:
    """Add a half to the tree, and tell how many acts that are new in it."""
    branch, at, new = made.root, made.root.at, 0
    asked = half.asked
    steps = [*_begun(twins, half.begin), *half.first]
    if isinstance(asked, Act):
        steps.append(asked.step)
    for step in steps:
        event = made.remade(step, at)
        if event is None or event.name in LEFT_OUT:
            return new
        key = _key(event)
        if key not in branch.then:
            branch.then[key] = Branch(event, step, at)
            new += 1
        branch = branch.then[key]
        at = max(at, event.occurred_at)
    if not isinstance(asked, Act):
        branch.moments[made.player.moment(asked.day)] = None
    return new


def _begun(twins: Twins, name: str) -> Iterator[Step]:
    beginning = twins.beginnings[name]
    if beginning.after is not None:
        yield from _begun(twins, beginning.after)
    yield from beginning.steps


def _key(event: Event) -> Any:
    return event.name, event


def ways_of_acting(root: Branch) -> Mapping[str, tuple[Event, ...]]:
    """Every way in which an event is done anywhere in the stories, by the event."""
    found: dict[str, dict[Any, Event]] = {}
    waiting = [root]
    while waiting:
        branch = waiting.pop()
        if branch.step is not None and branch.event is not None:
            found.setdefault(branch.event.name, {}).setdefault(contents(branch.step), branch.event)
        waiting.extend(branch.then.values())
    return {name: tuple(held.values()) for name, held in found.items()}


def placed(event: Event, at: datetime) -> Event | None:
    """The event at another moment, written down at once; None for a moment that no event can have."""
    try:
        return event.changed(occurred_at=at, recorded_at=at)
    except (FlowError, ValueError, OverflowError):
        return None


def contents(step: Step) -> Any:
    """What tells apart acts that are tried in many cases: who does them and what they say, not when."""
    return step.event, step.by, _plain(step.content)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return tuple(sorted((key, _plain(held)) for key, held in value.items()))
    return tuple(map(_plain, value)) if isinstance(value, (list, tuple)) else value


def with_days_moved(step: Step, name: str, days: int) -> Step:
    """The step with every ``dag N`` of one of its fields moved by some days."""
    return attrs.evolve(step, content={**step.content, name: _moved(step.content[name], days)})


def dated(step: Step) -> Iterable[str]:
    """The fields of a step in which there is a day of the story."""
    return tuple(name for name, held in step.content.items() if held != _moved(held, 1))


def _moved(value: Any, days: int) -> Any:
    if isinstance(value, Mapping):
        return {key: _moved(held, days) for key, held in value.items()}
    if isinstance(value, (list, tuple)):
        return [_moved(one, days) for one in value]
    if isinstance(value, str) and value.startswith("dag "):
        day, *rest = value.removeprefix("dag ").split(" ")
        if day.lstrip("-").isdecimal():
            return " ".join(("dag", str(int(day) + days), *rest))
    return value
