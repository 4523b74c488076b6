"""Which ids a picture of a routine has to have, counted from the routine's table and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Final

import attrs

from flerpart_flow.engine.definition.moves import START, Choice, Target
from flerpart_flow.engine.definition.routine import Routine

MANY: Final = 3
"""From so many phases on, a way that they share is drawn once."""

DECORATION: Final = ("vag-", "till-", "fran-", "del-", "ram-")
"""Arrows that only show where the words of a box lead, boxes for a part of a phase, and frames."""


@attrs.frozen
class Lead:
    """A move out of a phase: from where, by which event, to where, whether always, and how many ways it may take."""

    source: str
    event: str
    target: str
    always: bool
    ways: int

    @property
    def id(self) -> str:
        return f"steg-{self.source}-{self.event}" + (f"-{self.target}" if self.ways > 1 else "")


def _targets(target: Target, source: str) -> list[str]:
    if isinstance(target, Choice):
        return [one for one in dict.fromkeys(target.targets) if one != source]
    return [] if target is None or target == source else [target]


def leads(routine: Routine) -> list[Lead]:
    """Every way from a phase to another, in the order of the phases and the table."""
    return [
        Lead(source, move.event.name, target, not isinstance(move.to[source], Choice), len(targets))
        for source in (START, *map(str, routine.phases))
        for move in routine.moves
        if source in move.to
        for targets in (_targets(move.to[source], source),)
        for target in map(str, targets)
    ]


def main_ids(routine: Routine) -> set[str]:
    """The main path: to each next phase the first move of the table, one that always leads there before another. Where
    the normal end is that of another phase than the last, the path leads there first.
    """
    chain = [START, *(str(phase) for phase in routine.phases if phase not in routine.pauses)]
    closes = [str(phase) for phase in routine.outline.closes[:1]]
    if closes and closes[0] != chain[-2]:
        chain[-1:] = [*closes, chain[-1]]
    found = set()
    for source, target in pairwise(chain):
        onward = [one for one in leads(routine) if (one.source, one.target) == (source, target)]
        always = [one for one in onward if one.always]
        found |= {one.id for one in (always or onward)[:1]}
    return found


def move_ids(routine: Routine) -> set[str]:
    """The ids of all moves in a picture of the whole routine."""
    main = main_ids(routine)
    chain = [str(phase) for phase in routine.phases if phase not in routine.pauses]
    normal = [str(phase) for phase in routine.outline.closes] or chain[-2:-1]
    rest: dict[tuple[str, str], list[Lead]] = {}
    ids = set(main)
    for one in leads(routine):
        right = one.event in routine.outline.rights and one.target in (*routine.ends, *routine.pauses)
        if one.target in routine.ends and one.source in normal and not right:
            ids.add(one.id)
        elif right or one.id not in main:  # a right is told of once from wherever it may be used
            rest.setdefault((one.event, one.target), []).append(one)
    shared = [key for key, found in rest.items() if len(found) >= MANY]
    for (event, target), found in rest.items():
        if len(found) < MANY:
            ids |= {one.id for one in found}
        elif sum(other == event for other, _ in shared) > 1:
            ids.add(f"steg--{event}-{target}")
        else:
            ids.add(f"steg--{event}")
    return ids


def phase_ids(routine: Routine) -> set[str]:
    """The ids of all phases, and of the start."""
    return {f"fas-{phase}" for phase in (START, *routine.phases)}


def undecorated(ids: Iterable[str]) -> set[str]:
    """The ids that stand for a phase or a move."""
    return {one for one in ids if not one.startswith(DECORATION)}
