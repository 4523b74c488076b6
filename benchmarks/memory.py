"""What a case at rest costs in memory."""

from __future__ import annotations

import gc
import tracemalloc

from benchmarks import walk
from benchmarks.measure import Sizes
from benchmarks.walk import ROUTINE
from flerpart_flow.engine.journal.log import read_log
from flerpart_flow.engine.judging.case import Case

ROUTINES = {ROUTINE.name: ROUTINE}


def bytes_per_case(sizes: Sizes) -> float:
    """Bytes for a case with ten events: header, state, duties, and the journal with its events.

    Each is read from lines of its own, with a reference and times of its own, and only the case is kept. What all
    cases share in real life too isn't counted: the routine, the rules, and codes, which are interned.
    """
    logs = [_log(nr) for nr in range(sizes.cases)]
    _case(_log(sizes.cases))  # what is worked out once, is worked out now
    held: list[Case] = []
    gc.collect()
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        held.extend(_case(log) for log in logs)
        gc.collect()
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    return (after - before) / len(held)


def _log(nr: int) -> list[bytes]:
    """A log of ten events, none of which has its time in common with another log's."""
    events = walk.ten(offset=nr)
    return [line.encode() for line in walk.log_of(events, f"arende-{nr}")]


def _case(log: list[bytes]) -> Case:
    return read_log(log, ROUTINES).case()
