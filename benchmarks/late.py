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
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.record.limits import Limits
from flerpart_flow.engine.review.review import review

_NO_LIMITS = Limits(lines=10**9, judged_again=10**12)
_BEGUN = 19
"""So many lines of the walk come first, up to the one before the summons; contacts may be taken from then on."""


_CONTACT: dict[str, Any] = {"by": "kommun:arbetsmarknad", "till": "arbetsformedlingen", "kanal": "telefon"}
_INFORMED: dict[str, Any] = {"by": "kommun:arbetsmarknad", "anpassning": ["lattlast"]}


def contacts(count: int, late: Callable[[int], int]) -> Log:
    """A log in which a unit is contacted again and again, a minute apart, each so many places late.

    Contacts are counted, so that none leaves the case as it was: all that comes after one is judged again.
    """
    return _log("kontaktforsok", _CONTACT, count, late)


def informing(count: int, late: Callable[[int], int]) -> Log:
    """The same of one who is informed again and again: what is said last counts, and a late line changes no more."""
    return _log("informera", _INFORMED, count, late)


def _log(event: str, content: dict[str, Any], count: int, late: Callable[[int], int]) -> Log:
    first = list(islice(walk.events(walk.whole()), _BEGUN))
    more = _again(first, event, content, count, late)
    return Log(walk.opened().header, walk.ROUTINE, walk.RULES, (*first, *more), _NO_LIMITS)


def _again(
    first: list[Event], event: str, content: dict[str, Any], count: int, late: Callable[[int], int]
) -> Iterator[Event]:
    start, kind = first[-1].occurred_at, walk.ROUTINE.events[event]
    end = start + timedelta(minutes=count + 1)
    for nr in range(count):
        at = start + timedelta(minutes=nr - late(nr), seconds=1)
        yield kind(nr=len(first) + nr + 1, occurred_at=at, recorded_at=end, **content)


def tenth(nr: int) -> int:
    """Every tenth line is ten places late."""
    return 10 if nr % 10 == 9 else 0


def growth(sizes: Sizes) -> dict[str, float]:
    """Microseconds a line by how many lines come late, each before the one above it.

    The case and all that a report asks for of contacts; ``check``, which tells what each late line took the ground
    from, and the lines recorded one by one, of what is said anew.
    """
    found: dict[str, float] = {}
    for count in sizes.late:
        counted = _backwards(contacts(count, lambda nr: 0), count)
        anew = _backwards(informing(count, lambda nr: 0), count)
        for name, work in (
            ("case", counted.case),
            ("judged", partial(counted.judged, arrivals=False)),
            ("check", partial(review, anew)),
            ("record", partial(recorded, anew)),
        ):
            found[f"{name}_{count}"] = median(seconds(work) for _ in range(max(1, sizes.rounds // 5))) / count * 1e6
    return found


def recorded(log: Log) -> Case:
    """The case of a log whose lines are recorded one by one."""
    case = log.start()
    for event in log.events:
        case, _ = case.record(event)
    return case


def _backwards(log: Log, count: int) -> Log:
    """The log with its contacts told from the last to the first."""
    first, more = log.events[:-count], log.events[-count:]
    times = [one.occurred_at for one in reversed(more)]
    turned = (one.changed(occurred_at=at) for one, at in zip(more, times, strict=True))
    return Log(log.header, log.routine, log.rules, (*first, *turned), log.limits)


def steps_per_line(sizes: Sizes) -> dict[str, float]:
    """How many times a line is judged, in logs in order, with every tenth line ten places late, and backwards."""
    count = min(sizes.late[-1], 300)
    straight, tenths = contacts(count, lambda nr: 0), contacts(count, tenth)
    found = {}
    for name, log in (
        ("in_order", straight),
        ("every_tenth_late", tenths),
        ("every_line_late", _backwards(straight, count)),
        ("every_line_late_said_anew", _backwards(informing(count, lambda nr: 0), count)),
    ):
        for way, work in (("case", log.case), ("judged", log.judged), ("recorded", partial(recorded, log))):
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
