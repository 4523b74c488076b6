"""What a routine's table says, read from it for the tests: its rows, and from which phase it leads to which."""

from __future__ import annotations

from flerpart_flow.engine.definition.moves import phases_of
from flerpart_flow.engine.definition.routine import Routine


def rows(routine: Routine) -> dict[str, set[str]]:
    """Of each row of the table in each phase where it is possible, by the id of its task: the norms that it names."""
    found = {}
    for move in routine.moves:
        for phase in move.to:
            norms = {norm for guard in (*move.guards, *move.foretold) for norm in guard.norms}
            found[f"steg-{phase}-{move.event.name}"] = {move.by.norm, *norms}
    return found


def steps(routine: Routine) -> set[tuple[str, str]]:
    """From which phase to which other the table leads."""
    return {
        (str(source), str(target))
        for move in routine.moves
        for source, to in move.to.items()
        for target in phases_of(to, source)
        if target != source
    }
