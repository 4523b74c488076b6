"""What a routine's definition tells of its ways in, phases, moves, ways out, duties and deviations.

A report asks nothing of a routine but the definition that every routine has, so a new one is reported on as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

import attrs

from flerpart_flow.across.report.reading.trace import KINDS, REASONS, Key, codes_of, lists_stated
from flerpart_flow.engine.definition.moves import START, Move, phases_of
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.samverkan.actors import party_of


@attrs.frozen(eq=False)
class Definition:
    """Everything that there can be in the report on a routine, each in its order.

    A way in is the event that opens a case, the party that acts, and the codes that the event states. A way out is an
    event that leads to an end, and its reason; it maps to the phases that it can be taken from. ``moves`` are pairs
    of phases, without pauses and ends.
    """

    name: str
    rules: Rules
    versions: tuple[Key, ...]
    ways_in: tuple[Key, ...]
    phases: tuple[Key, ...]
    ways_out: Mapping[Key, tuple[Key, ...]]
    moves: tuple[tuple[str, str], ...]
    duties: tuple[str, ...]
    kinds: tuple[str, ...]
    parties: tuple[str, ...]


def definition(routine: Routine, rules: Rules) -> Definition:
    """The definition of a routine, with the codes of a set of rules."""
    known = rules.vocabulary.known
    parties = tuple(sorted({party_of(unit) for unit in known.get("enhet", ())}))
    return Definition(
        name=routine.name,
        rules=rules,
        versions=tuple((version,) for version in routine.sources.versions),
        ways_in=tuple(_ways_in(routine, rules, parties)),
        phases=tuple((str(phase),) for phase in routine.phases if phase not in routine.ends),
        ways_out=_ways_out(routine, rules),
        moves=_moves(routine),
        duties=tuple(spec.name for spec in routine.duties),
        kinds=tuple(sorted(known.get(KINDS, ()))),
        parties=parties,
    )


def _ways_in(routine: Routine, rules: Rules, parties: tuple[str, ...]) -> Iterator[Key]:
    for move in routine.moves_in(START):
        stated = lists_stated(routine, move.event.name)
        lists = (sorted({*rules.vocabulary.known[one], ""}) for one in stated)
        yield from ((move.event.name, *rest) for rest in product(parties, *lists))


def _leads(routine: Routine, move: Move[Any]) -> Iterator[tuple[str, str]]:
    """From which phase to which other a move can lead, in the order of the routine's phases."""
    for source in routine.phases:
        if source in move.to:
            leads = (str(phase) for phase in phases_of(move.to[source], source) if phase != source)
            yield from ((str(source), phase) for phase in leads)


def _ways_out(routine: Routine, rules: Rules) -> Mapping[Key, tuple[Key, ...]]:
    found: dict[Key, tuple[Key, ...]] = {}
    for move in routine.moves:
        left = tuple((source,) for source, phase in _leads(routine, move) if phase in routine.ends)
        if not left:
            continue
        name = move.event.name
        field = codes_of(routine)[name].reason
        reasons = sorted(rules.vocabulary.known[REASONS + name]) if field else ()
        for reason in (*reasons, ""):
            found[(name, reason)] = tuple(dict.fromkeys((*found.get((name, reason), ()), *left)))
    return found


def _moves(routine: Routine) -> tuple[tuple[str, str], ...]:
    outside = {*routine.pauses, *routine.ends}
    leads = {lead for move in routine.moves for lead in _leads(routine, move) if not outside.intersection(lead)}
    order = routine.phases.index
    return tuple(sorted(leads, key=lambda lead: (order(lead[0]), order(lead[1]))))
