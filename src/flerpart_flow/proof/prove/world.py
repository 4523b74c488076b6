"""A slice made ready to walk: its rules, its acts as events, the state that its stories begin in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final

import attrs

from flerpart_flow.engine.definition.duties import Entry
from flerpart_flow.engine.definition.recording import Numbers, content_of
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.judging.decision import Decision, State
from flerpart_flow.engine.judging.growth import settled_at_end
from flerpart_flow.engine.judging.step import step
from flerpart_flow.engine.record.events import Event, check_codes
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.clock import local_date
from flerpart_flow.engine.values.fixed import EMPTY
from flerpart_flow.proof.prove.canonical import Canon
from flerpart_flow.proof.prove.model import Slice
from flerpart_flow.proof.prove.told import Told, hear
from flerpart_flow.proof.twins import Player, Step, twins_of

MINUTE: Final = timedelta(minutes=1)


@attrs.frozen(eq=False)
class Begun:
    """The case that a story begins with, after its beginning's steps; ``by`` is the case that handed it over, if any,
    and ``told`` what had been said in that one.
    """

    case: Case[Any]
    by: Case[Any] | None = None
    told: Told | None = None


@attrs.define(eq=False)
class Node:
    """A state that was reached: by which act, from which other node, after how many lines, when the last one was.

    ``at`` is when the last act happened, ``day`` which of the world's days it is now; ``place`` its number; ``begun``
    is what the story begins with.
    """

    state: State[Any]
    told: Told
    numbers: Numbers
    at: datetime
    day: int
    nr: int
    begun: Begun
    parent: Node | None = None
    event: Event | None = None
    acts: int = 0
    place: int = -1

    def story(self) -> list[Event]:
        """The acts that led here, from the beginning of the slice."""
        found: list[Event] = []
        node: Node | None = self
        while node is not None and node.parent is not None:
            if node.event is not None:
                found.append(node.event)
            node = node.parent
        return found[::-1]


@attrs.define(eq=False)
class World:
    """A slice under a routine and its rules."""

    routine: Routine[Any]
    slice: Slice
    rules: Rules
    starts: tuple[Node, ...]
    acts: tuple[Event, ...]
    acts_on: tuple[tuple[Event, ...], ...]
    moments: tuple[datetime, ...]
    made: Callable[[Step], Event]
    canon: Canon

    @classmethod
    def of(cls, routine: Routine[Any], of: Slice, rules: Rules | None = None, exact: bool = False) -> World:
        """The world of a slice, under the newest rules unless others are given."""
        under = rules or rules_with(routine, light=of.overlay, parameters=of.parameters)
        twins = twins_of(routine)
        if twins is None:
            raise LookupError(routine.name)  # claims are read with beginnings, which make twins
        player = Player(routine, twins, under)
        starts = tuple(_start(routine, *player.begin(name)) for name in of.begins)
        moments = tuple(player.moment(day) for day in of.days)

        def made(step: Step) -> Event:
            event = player.event(step, moments[0])
            check_codes(event, under.vocabulary)
            return event

        acts = tuple(map(made, of.acts))
        acts_on = tuple(
            tuple(act for act, step in zip(acts, of.acts, strict=True) if step.day in (None, day)) for day in of.days
        )
        canon = Canon(of.drop, of.moments, exact)
        return cls(routine, of, under, starts, acts, acts_on, moments, made, canon)

    def ended(self, node: Node) -> bool:
        """Whether a story ends there."""
        return node.event is not None and node.event.name in self.slice.ends

    def time(self, node: Node) -> datetime:
        """When the next act happens: a minute after the last one, or on the day that has come."""
        return max(node.at + MINUTE, self.moments[node.day])

    def tried(self, node: Node, event: Event, at: datetime) -> Decision[Any]:
        """What production says of an act as the next line."""
        routine = self.routine
        event = placed(event, node.nr + 1, at)
        event = settled_at_end(routine, node.state.facts, node.numbers, event)
        return step(routine, self.rules, node.state, event)

    def after(self, node: Node, decision: Decision[Any]) -> Node:
        """Where an allowed act leads."""
        event, numbers = decision.event, node.numbers
        content = content_of(self.routine, event)
        if content is not None:
            numbers = numbers.having(content, accepted=True)
        told = hear(node.told, event, decision.state.phase in self.routine.pauses)
        at, nr = event.occurred_at, node.nr + 1
        return Node(decision.state, told, numbers, at, node.day, nr, node.begun, node, event, node.acts + 1)

    def later(self, node: Node) -> Node | None:
        """The same state on the world's next day, if there is one."""
        if node.day + 1 >= len(self.moments):
            return None
        day = node.day + 1
        return Node(node.state, node.told, node.numbers, node.at, day, node.nr, node.begun, node, None, node.acts)

    def key(self, node: Node) -> object:
        """The canonical form of a node."""
        state, before = node.state, node.begun.told
        owed = frozenset(map(_clock, state.ledger.open)) if self.slice.duties else None
        given = None if before is None else before.agreed
        more = (node.numbers, node.day, owed, self.ended(node), given)
        return self.canon.key(state.phase, state.facts, node.told, more, node.at)


def _clock(entry: Entry) -> tuple[object, ...]:
    """What is owed, and how its clock goes."""
    runs = None if entry.runs_since is None else local_date(entry.runs_since)
    return entry.duty, entry.owed, runs, entry.held_since is None, entry.paused_days


def _start(routine: Routine[Any], case: Case[Any], at: datetime) -> Node:
    """Where the stories of a beginning begin, with what has been said until then."""
    told = Told()
    for placed in case.replayed():
        told = hear(told, placed.line, placed.after.phase in routine.pauses)
    return Node(case.state, told, case.course.numbers, at, 0, len(case.lines), Begun(case))


def rules_with(routine: Routine[Any], *, light: bool, parameters: Mapping[str, Any] = EMPTY) -> Rules:
    """The newest rules, with these values and, if ``light``, every norm as light as an overlay may make it."""
    free: list[str] = []
    if light:
        roles = {move.by.norm for move in routine.moves}
        norms = routine.rules().norms.values()
        free += [one.id for one in norms if not one.fixed and one.same_as is None and one.id not in roles]
    if not free and not parameters:
        return routine.rules()
    return routine.rules(
        overlay={"norm": {ident: {"severity": "note"} for ident in free}, "parameter": dict(parameters)}
    )


def placed(event: Event, nr: int, at: datetime, recorded_at: datetime | None = None) -> Event:
    """An act as a line of that number, at that time, recorded then or later: a copy, made often, so without asking each
    field again.
    """
    kind = type(event)
    same = kind.__new__(kind)
    for name in _names(kind):
        object.__setattr__(same, name, getattr(event, name))
    object.__setattr__(same, "nr", nr)
    object.__setattr__(same, "occurred_at", at)
    object.__setattr__(same, "recorded_at", recorded_at or at)
    return same


@cache
def _names(kind: type[Event]) -> tuple[str, ...]:
    return tuple(one.name for one in attrs.fields(kind))


def recorded(node: Node) -> Case[Any]:
    """The case that the acts of a story make, each as the next line of a log."""
    case = node.begun.case
    for event in node.story():
        case, _ = case.record(event)
    return case
