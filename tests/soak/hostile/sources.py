"""The logs that hostile ones are made from: those that the library brings, and what walkers come to."""

from __future__ import annotations

import json
from collections import deque
from datetime import datetime
from functools import cache
from itertools import islice
from random import Random
from typing import Final

from flerpart_flow import ROUTINES
from flerpart_flow.engine.journal.log import write_log
from flerpart_flow.engine.record.limits import Limits
from flerpart_flow.proof.walk import Walker
from tests.engine.marked import LOGS, ROOT, marked_log
from tests.soak.hostile.trial import Given
from tests.soak.hostile.values import Line, almost, changed, dumped, spoilt

WITHIN: Final = Limits(lines=400, corrections=100, judged_again=5_000, seconds=3.0)
"""What a host may set for logs as small as these."""
WALKS: Final = 6
LENGTH: Final = 60


def _parsed(lines: list[bytes]) -> list[Line]:
    return [json.loads(line) for line in lines]


@cache
def walked() -> tuple[tuple[Line, ...], ...]:
    """Logs of made-up cases of each routine."""
    found = []
    for name in sorted(ROUTINES):
        walker = Walker(ROUTINES[name], 11, length=LENGTH)
        for acts in islice(walker.cases(), WALKS):
            last = next(iter(deque(acts, maxlen=1)), None)
            if last is not None and last.after.lines:
                found.append(tuple(_parsed([line.encode() for line in write_log(last.after)])))
    return tuple(found)


@cache
def right() -> tuple[tuple[Line, ...], ...]:
    """Logs that can be read."""
    return (*(tuple(_parsed(path.read_bytes().splitlines())) for path in LOGS), *walked())


@cache
def marked() -> tuple[tuple[Line, ...], ...]:
    """The logs that the library brings, a mark before every text in them."""
    return tuple(tuple(_parsed([line.encode() for line in write_log(marked_log(path))])) for path in LOGS)


@cache
def damaged() -> tuple[bytes, ...]:
    """Logs that are damaged as they are."""
    return tuple(path.read_bytes() for path in sorted((ROOT / "examples" / "damaged").rglob("*.jsonl")))


def mutated(chance: Random, log: tuple[Line, ...]) -> Given:
    """A log's lines, a few of them changed, dropped, doubled or moved; numbered anew as often as not."""
    lines = list(log)
    touched = set()
    for _ in range(chance.choice((1, 1, 2, 3))):
        at = chance.randrange(len(lines))
        kind = chance.randrange(9)
        if kind == 0 and len(lines) > 1:
            del lines[at]
        elif kind == 1:
            lines.insert(chance.randrange(len(lines) + 1), lines[at])
        elif kind == 2:
            lines.insert(chance.randrange(1, len(lines) + 1), lines.pop(at))
        elif kind == 3:
            lines = lines[: at + 1]
        elif kind == 4:
            lines[at:at] = chance.choice(right())[1:][: chance.randrange(9)]
        else:
            lines[at] = changed(chance, lines[at], log)
            touched.add(id(lines[at]))
    if chance.random() < 0.7:
        lines = [lines[0], *(_numbered(line, nr, touched) for nr, line in enumerate(lines[1:], 1))]
        if chance.random() < 0.5:
            _in_order(lines)
    given = [dumped(line) + b"\n" for line in lines]
    if chance.random() < 0.2:
        at = chance.randrange(len(given))
        given[at] = spoilt(chance, given[at]) if chance.random() < 0.7 else almost(chance, lines[at]) + b"\n"
    return given


def _numbered(line: Line, nr: int, touched: set[int]) -> Line:
    return (
        line
        if id(line) in touched and line.get("nr") != nr and not isinstance(line.get("nr"), int)
        else {**line, "nr": nr}
    )


def _time(line: Line) -> datetime | None:
    try:
        return datetime.fromisoformat(line["recorded_at"])
    except (KeyError, TypeError, ValueError):
        return None


def _in_order(lines: list[Line]) -> None:
    """Each line recorded no earlier than those above it, so that the routine, and not the clock, answers."""
    latest = None
    for at, line in enumerate(lines[1:], 1):
        now = _time(line)
        if now is None or now.tzinfo is None:
            continue
        latest = now if latest is None else max(latest, now)
        lines[at] = {**line, "recorded_at": latest.isoformat()}
