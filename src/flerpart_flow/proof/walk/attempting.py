"""Trying an event until it is allowed, by what each refusal says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from flerpart_flow.engine.definition.correction import Ratta
from flerpart_flow.engine.definition.machine import NOT_IN_PHASE_NORM
from flerpart_flow.engine.definition.moves import VACANT
from flerpart_flow.engine.record.events import ACTOR, Event, content_fields
from flerpart_flow.engine.review.cures import named_cures
from flerpart_flow.engine.rules.findings import Finding
from flerpart_flow.proof.walk.cast import as_data
from flerpart_flow.proof.walk.mending import hints, is_of_a_field, mend, wait
from flerpart_flow.proof.walk.stand import Act, Stand

TRIES: Final = 14
DEPTH: Final = 3
"""How many cures of cures are tried."""
_STUCK: Final = 4


def correction(stand: Stand) -> Iterator[Act]:
    """A line is struck, or one of its fields corrected, by one who wrote it down or by anybody."""
    correcting = stand.memory.routine.correction
    if correcting is None or not issubclass(correcting, Ratta):
        return
    nr = stand.random.randint(1, len(stand.case.lines))
    line = stand.case.lines[nr - 1]
    content: dict[str, Any] = {"ror": nr, "skal_kod": stand.filler.code("skal.ratta")}
    data = as_data(line, content_fields(type(line)))
    if data and stand.random.random() < 0.7:
        name = stand.random.choice(sorted(data))
        fresh: dict[str, Any] = {}
        stand.filler.put(type(line), fresh, name, line.occurred_at)
        content["ratt"] = {name: fresh.get(name)}
    by = line.by if stand.random.random() < 0.6 else stand.random.choice((*stand.cast.units, *stand.cast.others))
    yield stand.tried(correcting, stand.now, content, by, line.recorded_by if by == line.by else None)


def attempt(
    stand: Stand,
    kind: type[Event],
    depth: int,
    at: datetime | None = None,
    after: tuple[Finding, ...] = (),
    by: str | None = None,
) -> Iterator[Act]:
    """Try an event until it is allowed: mend what the findings read and name, and do what they say cures it.

    ``after`` is what the event is to cure: it names who does it, and whom and what it is about.
    """
    if kind is stand.memory.routine.correction:
        yield from correction(stand)
        return
    when = stand.now if at is None else at
    named = hints(after)
    cured_by = [one.cure_by for one in after if one.cure_by and stand.memory.rules.vocabulary.has(ACTOR, one.cure_by)]
    if by is None:
        by = cured_by[0] if cured_by and stand.random.random() < 0.9 else stand.who(kind, when)
    content = stand.filler.fill(kind, when, hints=named)
    cured: Counter[tuple[str | None, str]] = Counter()
    best, kept, stuck = 99, (content, by), 0
    hindrances: tuple[Finding, ...] = ()
    for _ in range(TRIES):
        act = stand.tried(kind, when, content, by)
        yield act
        if act.decision is not None and act.decision.allowed:
            return
        found = act.decision.hindrances if act.decision is not None else ()
        if not found:
            content = stand.filler.fill(kind, when, hints=named)
            continue
        if any(one.norm == NOT_IN_PHASE_NORM for one in found):
            return
        if any(one.message == VACANT for one in found):
            if depth < DEPTH:
                yield from fill_the_role(stand, kind, depth)
            if not stand.holders_of(kind):
                return
            by = stand.who(kind, when)
            when = when if at is not None else stand.now
            continue
        stuck = 0 if len(found) < best else stuck + 1
        if len(found) <= best:  # what is better, or as good, is gone on from; what is worse is forgotten
            best, kept, hindrances = len(found), (content, by), found
        if stuck > _STUCK:
            return
        cures = [one for one in named_cures(found, kind) if cured[one.cure, one.norm] < 2]
        lines = len(stand.case.lines)
        for finding in cures if depth < DEPTH else ():
            cured[finding.cure, finding.norm] += 1
            cure = stand.memory.routine.events.get(finding.cure or "")
            if cure is not None and (stand.is_harmless(cure) or stand.random.random() < 0.1):
                yield from attempt(stand, cure, depth + 1, after=(finding,))
                when = when if at is not None else stand.now
                best = 99
        if len(stand.case.lines) > lines and stand.random.random() < 0.8:
            continue  # something was cured: the same again
        content = dict(kept[0])
        by = mend(stand, kind, content, kept[1], hindrances, when)
        if at is None:
            when = wait(stand, tuple(one for one in hindrances if not is_of_a_field(stand, kind, one)))


def fill_the_role(stand: Stand, kind: type[Event], depth: int) -> Iterator[Act]:
    """Nobody may do it: do what has given somebody that role before, or something else that the phase has."""
    phase = stand.case.phase
    known = stand.memory.fills.setdefault(kind.name, [])
    moves = [move.event for move in stand.moves_in(phase) if stand.is_harmless(move.event)]
    fitting = [one for one in moves if one.name in known]
    for one in fitting or stand.random.sample(moves, min(len(moves), 4)):
        if one is not kind:
            yield from attempt(stand, one, depth + 1)
            if stand.case.phase != phase:
                return
            if stand.holders_of(kind):
                if one.name not in known:
                    known.append(one.name)
                return
