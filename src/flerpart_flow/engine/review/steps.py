"""The steps of a routine: which move leads from which phase to which, and which of them are the main path."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import attrs

from flerpart_flow.engine.definition.moves import START, Choice, Move, phases_of
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.record.events import Event

MANY = 3
"""A move that leads on from so many phases is drawn once for them all."""


@attrs.frozen(eq=False)
class Step:
    """A move that leads from one phase to another. ``when`` is the key of the text that says when it leads there."""

    source: str
    target: str
    move: Move[Any]
    id: str
    when: str | None = None

    @property
    def event(self) -> str:
        """The event's name."""
        kind: type[Event] = self.move.event
        return kind.name


def slug(name: str) -> str:
    """A name as part of an id, ended by a hyphen: letters, digits and underscore stay, the rest becomes ``.<hex>.``."""
    return "".join(one if one.isascii() and (one.isalnum() or one == "_") else f".{ord(one):x}." for one in name)


def move_id(phase: str, event: str, target: str | None = None) -> str:
    """The id of a move out of, or within, a phase; with a target where it may lead to several."""
    return "-".join(("steg", slug(phase), slug(event), *(() if target is None else (slug(target),))))


def steps_from(routine: Routine, phase: str) -> tuple[Step, ...]:
    """The steps that lead from a phase to another, in the order of the table."""
    return tuple(step for move in routine.moves_in(phase) for step in leads_of(move, phase))


def leads_of(move: Move[Any], phase: str) -> Iterable[Step]:
    """The steps of a move from a phase: one for each other phase that it may lead to."""
    target = move.to[phase]
    onward = [str(one) for one in phases_of(target, phase) if one != phase]
    for one in onward:
        several = one if len(onward) > 1 else None
        when = f"val.{target.name}.{one}" if isinstance(target, Choice) else None
        yield Step(str(phase), one, move, move_id(phase, move.event.name, several), when)


def stays_else(step: Step) -> bool:
    """Whether the phase stays the same where what takes a step on isn't so."""
    return step.source in phases_of(step.move.to[step.source], step.source)


def all_steps(routine: Routine) -> tuple[Step, ...]:
    """Every step, in the order of the phases."""
    return tuple(step for phase in (START, *routine.phases) for step in steps_from(routine, phase))


def chain(routine: Routine) -> tuple[str, ...]:
    """The phases of the main path: all but those where a case pauses, in the declared order."""
    return tuple(str(phase) for phase in routine.phases if phase not in routine.pauses)


def main_path(routine: Routine) -> tuple[Step, ...]:
    """From the start to the normal end: for each phase the first move of the table that leads on to the next, one that
    always leads there before one that does so under some condition.
    """
    found = []
    for source, target in links(routine):
        onward = [step for step in steps_from(routine, source) if step.target == target]
        found.extend(sorted(onward, key=lambda step: step.when is not None)[:1])
    return tuple(found)


def links(routine: Routine) -> tuple[tuple[str, str], ...]:
    """The pairs of phases that the main path joins: those of the chain, but where the normal end is not that of the
    last phase of the chain, back to the one that it is.
    """
    pairs = list(pairwise((START, *chain(routine))))
    closes = str(routine.outline.closes[0]) if routine.outline.closes else None
    if closes is not None and pairs and closes != pairs[-1][0]:
        last, end = pairs.pop()
        pairs += [(last, closes), (closes, end)]
    return tuple(pairs)


def closes_normally(routine: Routine, step: Step) -> bool:
    """Whether a step that ends the case is the normal end."""
    closes = routine.outline.closes or chain(routine)[-2:-1]
    return step.target in routine.ends and step.source in closes


def gathered(steps: Sequence[Step]) -> tuple[tuple[Step, ...], ...]:
    """Steps of one event that lead on to one phase from many: to be drawn once."""
    groups: dict[tuple[str, str], list[Step]] = {}
    for step in steps:
        groups.setdefault((step.event, step.target), []).append(step)
    return tuple(tuple(group) for group in groups.values() if len(group) >= MANY)
