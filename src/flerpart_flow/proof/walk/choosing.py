"""What a walk tries next: something late, a correction, anything at all, or a step on the way to a seldom row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from flerpart_flow.engine.eras.change import BytRegler
from flerpart_flow.proof.walk.attempting import DEPTH, TRIES, attempt, correction
from flerpart_flow.proof.walk.stand import Act, Stand

_LINES: Final = (12, 25, 25, 60, 150)
"""How many lines a walk adds at most: mostly few, so that the next one goes on from where it is worth it."""


def acts(stand: Stand) -> Iterator[Act]:
    """The acts of the case, until it is long enough, or has been closed for a while."""
    for _ in range(TRIES * 3):
        if stand.case.lines:
            break
        opener = stand.random.choice(stand.moves_in(stand.case.phase))
        yield from attempt(stand, opener.event, depth=0)
    idle, over, edge = 0, 0, stand.case.phase if stand.on_the_edge else None
    most = min(stand.memory.length, len(stand.case.lines) + stand.random.choice(_LINES))
    while stand.case.lines and len(stand.case.lines) < most and idle < 15 and over < 6:
        lines = len(stand.case.lines)
        yield from next_acts(stand)
        idle = 0 if len(stand.case.lines) > lines else idle + 1
        if edge not in (None, stand.case.phase):
            if not stand.memory.coverage.came_newly(stand.case.phase):
                return  # it has gone back from where it was worth it: another goes on from there
            edge = None
        over += stand.case.closed


def next_acts(stand: Stand) -> Iterator[Act]:
    """What comes next: something late, a correction, anything at all, or a step on the way to a goal."""
    drawn = stand.random.random() / stand.temper
    if drawn < 0.04:
        yield from late(stand)
    elif drawn < 0.09:
        yield from correction(stand)
    elif drawn < 0.13:
        yield from hostile(stand)
    elif drawn < 0.25:
        yield from anything(stand)
    elif drawn < 0.35:
        yield from what_is_owed(stand)
    elif stand.memory.others and stand.random.random() < 0.02:
        yield from other_rules(stand)
    else:
        yield from towards_the_goal(stand)


def other_rules(stand: Stand) -> Iterator[Act]:
    """The case moves on to other rules."""
    rules = stand.random.choice(stand.memory.others)
    digests = {"fran_regler": stand.case.rules.digest, "till_regler": rules.digest, "into": rules}
    if stand.case.rules.digest != rules.digest:
        yield stand.tried(BytRegler, stand.now, digests, stand.random.choice(stand.cast.units))


def anything(stand: Stand) -> Iterator[Act]:
    """Something that the phase has; mostly something that doesn't lead away from the goal."""
    phase = stand.case.phase
    possible = stand.moves_in(phase)
    if stand.goal is not None and stand.random.random() < 0.93:
        goal = stand.goal[1]
        possible = tuple(move for move in possible if stand.memory.coverage.keeps_near(move, phase, goal))
    if possible:
        rows = tuple((move.event.name, phase) for move in possible)
        row = stand.memory.coverage.seldom(stand.random, rows, width=len(rows))
        yield from attempt(stand, stand.memory.routine.events[row[0]], depth=1)


def what_is_owed(stand: Stand) -> Iterator[Act]:
    """Somebody does what they owe."""
    specs = stand.memory.routine.duty_index.specs
    owed = [(entry, kind) for entry in stand.case.state.ledger.open for kind in specs[entry.duty].meets]
    owed = [(entry, kind) for entry, kind in owed if stand.is_harmless(kind)]
    if owed:
        entry, kind = stand.random.choice(owed)
        yield from attempt(stand, kind, depth=1, by=entry.owed.bearer)


def towards_the_goal(stand: Stand) -> Iterator[Act]:
    """One step nearer to a row that was seldom reached."""
    if stand.goal is None or stand.patience <= 0:
        rows = stand.memory.coverage.rows
        if stand.on_the_edge and stand.random.random() < 0.7:
            rows = stand.memory.coverage.over_the_edge(stand.case.phase)
        elif stand.random.random() < 0.6:
            rows = tuple(row for row in rows if row[1] == stand.case.phase) or rows
        stand.goal = stand.memory.coverage.seldom(stand.random, rows)
        stand.patience = 30
        stand.memory.coverage.tried[stand.goal] += 1
    stand.patience -= 1
    name, phase = stand.goal
    if phase == stand.case.phase:
        stand.patience -= 9
    else:
        ways = stand.memory.coverage.towards(stand.case.phase, phase)
        if not ways:
            stand.goal = None
            return
        name = ways[0] if stand.random.random() < 0.7 else stand.random.choice(ways)
    lines, before = len(stand.case.lines), stand.case.phase
    stand.memory.coverage.tried[before, name] += 1
    yield from attempt(stand, stand.memory.routine.events[name], depth=0)
    if phase != before == stand.case.phase:
        yield from anything(stand)
    if phase != before != stand.case.phase:
        stand.memory.coverage.moved[before, name] += 1
    if len(stand.case.lines) > lines and (name, phase) == stand.goal:
        stand.goal = None


def hostile(stand: Stand) -> Iterator[Act]:
    """Any event by anybody with any content."""
    kind = stand.random.choice(tuple(stand.memory.routine.events.values()))
    by = stand.random.choice((*stand.cast.units, *stand.cast.others))
    yield stand.tried(kind, stand.now, stand.filler.fill(kind, stand.now, stand.random.random()), by)


def late(stand: Stand) -> Iterator[Act]:
    """Something that happened before what is known: of the phase that the case stood in then."""
    lines = stand.case.lines
    if len(lines) < 2:
        return
    line = lines[stand.random.randrange(len(lines))]
    at = line.occurred_at + timedelta(minutes=stand.random.choice((-1, 0, 0, 1)))
    phase = stand.case.state_at(at).phase
    possible = stand.moves_in(phase)
    if possible and at <= stand.now:
        yield from attempt(stand, stand.random.choice(possible).event, depth=DEPTH, at=at)
