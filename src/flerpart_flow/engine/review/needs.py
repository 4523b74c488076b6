"""Acts that the main path can't do without: what a guard of it, or of an act that somebody owes, asks for.

Such an act is as strong as a duty, though nobody may owe it: without a plan that is drawn up and approved no measure
comes about. It is computed from the guards, which name the events that cure what they miss.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from flerpart_flow.engine.definition.guards import Guard
from flerpart_flow.engine.definition.moves import START, Move
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.review.steps import chain, main_path
from flerpart_flow.engine.rules.rules import Rules


@attrs.frozen(eq=False)
class Need:
    """An act, the phase where it is told of, the acts whose guards ask for it, and the guards of the first of them."""

    move: Move[Any]
    phase: str
    asked_by: tuple[str, ...]
    guards: tuple[Guard[Any], ...]

    @property
    def event(self) -> str:
        """The event's name."""
        name: str = self.move.event.name
        return name


def needs(routine: Routine, rules: Rules) -> tuple[Need, ...]:
    """The acts that are needed, in the order of the phases and of the table, but for those that take the case on."""
    onward = {step.event for step in main_path(routine)}
    found: dict[tuple[str, str], list[tuple[str, Guard[Any]]]] = {}
    for asking, phase, opened_by in _asking(routine):
        for event, guard in _asked_for(rules, asking, opened_by):
            if event in onward:
                continue
            where = _where(routine, event, phase)
            if where is not None:
                found.setdefault((where, event), []).append((asking.event.name, guard))
    order = {phase: number for number, phase in enumerate(routine.phases)}
    rows = {move.event.name: number for number, move in enumerate(routine.moves)}
    told: dict[str, Need] = {}
    for phase, event in sorted(found, key=lambda one: (order[one[0]], rows[one[1]])):
        asked_by = tuple(dict.fromkeys(asking for asking, _ in found[phase, event]))
        guards = tuple(guard for asking, guard in found[phase, event] if asking == asked_by[0])
        told.setdefault(event, Need(_move(routine, event, phase), phase, asked_by, guards))
    return tuple(told.values())


def _asking(routine: Routine) -> Iterator[tuple[Move[Any], str, frozenset[str]]]:
    """The moves whose guards count, each with the phase where it is made: the main path, and what meets a duty of the
    source, with the events that open the duty.
    """
    for step in main_path(routine):
        if step.source != START:
            yield step.move, step.source, frozenset()
    for spec in routine.duties:
        if spec.phase is None or spec.own:
            continue
        for move in routine.moves_in(spec.phase):
            if move.event in spec.meets:
                yield move, spec.phase, frozenset(kind.name for kind in spec.opens if kind not in spec.again)


def _asked_for(rules: Rules, move: Move[Any], opened_by: frozenset[str]) -> Iterator[tuple[str, Guard[Any]]]:
    """The events by which what a guard misses is cured, with the guard, of those that refuse; not the same act once
    more, and not where there are several ways to choose from, of which none is needed. What is only foretold counts
    where it is what the duty comes of. A guard that reads who acts asks about the one who acts, not about what has been
    done.
    """
    for guard in (*move.guards, *move.foretold):
        foretold = guard in move.foretold
        cures = _only_cure(rules, move, guard)
        if "by" in (guard.reads or ()) and not foretold:
            continue
        if not foretold or opened_by == set(cures):
            yield from ((event, guard) for event in cures)


def asked_before(rules: Rules, move: Move[Any]) -> tuple[str, ...]:
    """The acts that have to come before this one, whoever does it and whatever it states: those that a guard of the
    case itself, or one that is foretold, refuses it without.
    """
    asking = (guard for guard in (*move.guards, *move.foretold) if guard.reads is None)
    return tuple(dict.fromkeys(event for guard in asking for event in _only_cure(rules, move, guard)))


def _only_cure(rules: Rules, move: Move[Any], guard: Guard[Any]) -> tuple[str, ...]:
    """The event that cures what a guard refuses the move for, if it refuses and there is just one."""
    cures = tuple(kind.name for kind in guard.cures if kind.name != move.event.name)
    return cures if guard.refusing(move.event.name, rules) and len(cures) == 1 else ()


def _where(routine: Routine, event: str, phase: str) -> str | None:
    """Where an act is told of: where the outline puts it, else the last phase up to this one in which it is possible
    and the case stays.
    """
    for act in routine.outline.acts:
        if act.event == event:
            return act.phase
    phases = chain(routine)
    if phase not in phases:
        return None
    before = phases[: phases.index(phase) + 1]
    return next((one for one in reversed(before) if _stays(routine, event, one)), None)


def _stays(routine: Routine, event: str, phase: str) -> bool:
    return any(move.event.name == event and move.to[phase] is None for move in routine.moves_in(phase))


def _move(routine: Routine, event: str, phase: str) -> Move[Any]:
    return next(move for move in routine.moves_in(phase) if move.event.name == event)
