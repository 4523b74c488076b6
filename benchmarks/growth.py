"""Whether a case costs more when many others live beside it."""

from __future__ import annotations

import gc
from statistics import median
from time import process_time

from benchmarks import walk
from benchmarks.measure import Sizes
from flerpart_flow.engine.judging.case import Case


def growth(sizes: Sizes) -> dict[str, float]:
    """Microseconds to open a case and take it through ten new events, by the number of cases that live already.

    The median over a sample of cases at each number, with the garbage collector on. Its full passes, which grow
    with everything that lives in the process, whoever made it, fall outside a median; ``docs/performance.md``
    tells of them.
    """
    live: list[Case] = []
    found: dict[str, float] = {}
    for wanted in sizes.growth:
        while len(live) < wanted:
            live.append(_case(len(live)))
        gc.collect()
        found[str(wanted)] = median(_timed(len(live) + nr) for nr in range(sizes.sample)) * 1e6
    return found


def _case(nr: int) -> Case:
    return walk.opened(f"arende-{nr}").apply_all(walk.ten(offset=nr % 1_000_000))


def _timed(nr: int) -> float:
    started = process_time()
    _case(nr)
    return process_time() - started
