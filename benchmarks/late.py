"""Logs whose lines come late: what a line costs as they grow, and how many steps it takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from itertools import islice
from statistics import median
from typing import Any
from unittest.mock import patch

from benchmarks import walk
from benchmarks.measure import Sizes, seconds
from flerpart_flow.engine.definition.machine import FlowEvent
from flerpart_flow.engine.journal.log import Log
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.record.limits import Limits

_NO_LIMITS = Limits(lines=10**9, judged_again=10**12)
_BEGUN = 19
"""So many lines of the walk come first, up to the one before the summons; contacts may be taken from then on."""


def contacts(count: int, late: Callable[[int], int]) -> Log:
    """A log in which a unit is contacted again and again, a minute apart, each so many places late."""
    first = list(islice(walk.events(walk.whole()), _BEGUN))
    return Log(walk.opened().header, walk.ROUTINE, walk.RULES, (*first, *_contacts(first, count, late)), _NO_LIMITS)


def _contacts(first: list[Event], count: int, late: Callable[[int], int]) -> Iterator[Event]:
    start, kind = first[-1].occurred_at, walk.ROUTINE.events["kontaktforsok"]
    end = start + timedelta(minutes=count + 1)
    for nr in range(count):
        at = start + timedelta(minutes=nr - late(nr), seconds=1)
        content: dict[str, Any] = {"by": "kommun:arbetsmarknad", "till": "arbetsformedlingen", "kanal": "telefon"}
        yield kind(nr=len(first) + nr + 1, occurred_at=at, recorded_at=end, **content)


def tenth(nr: int) -> int:
    """Every tenth line is ten places late."""
    return 10 if nr % 10 == 9 else 0


def growth(sizes: Sizes) -> dict[str, float]:
    """Microseconds a line by how many lines come late, each before the one above it: the case, and all decisions."""
    found: dict[str, float] = {}
    for count in sizes.late:
        log = contacts(count, lambda nr: 0)
        backwards = _backwards(log, count)
        for name, work in (("case", backwards.case), ("judged", partial(backwards.judged, arrivals=False))):
            found[f"{name}_{count}"] = median(seconds(work) for _ in range(max(1, sizes.rounds // 5))) / count * 1e6
    return found


def _backwards(log: Log, count: int) -> Log:
    """The log with its contacts told from the last to the first."""
    first, more = log.events[:-count], log.events[-count:]
    times = [one.occurred_at for one in reversed(more)]
    turned = (one.changed(occurred_at=at) for one, at in zip(more, times, strict=True))
    return Log(log.header, log.routine, log.rules, (*first, *turned), log.limits)


def steps_per_line(sizes: Sizes) -> dict[str, float]:
    """How many times a line is judged, in logs in order, with every tenth line ten places late, and backwards."""
    count = min(sizes.late[-1], 1_000)
    straight, tenths = contacts(count, lambda nr: 0), contacts(count, tenth)
    found = {}
    for name, log in (
        ("in_order", straight),
        ("every_tenth_late", tenths),
        ("every_line_late", _backwards(straight, count)),
    ):
        for way, work in (("case", log.case), ("judged", log.judged)):
            found[f"{name}_{way}"] = _steps(work) / len(log.events)
    return found


def _steps(work: Callable[[], object]) -> int:
    """How many times a move is decided."""
    decide, count = FlowEvent.decide, 0

    def counted(*given: Any) -> Any:
        nonlocal count
        count += 1
        return decide(*given)

    with patch.object(FlowEvent, "decide", counted):
        work()
    return count
