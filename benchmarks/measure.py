"""How time is taken: both sides in turn, round after round, and the medians; and the most memory held."""

from __future__ import annotations

import gc
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time
from typing import Final

import attrs

_HIGHEST: Final = Path("/proc/self/status")


@attrs.frozen
class Sizes:
    """How much is measured. The defaults are what ``make bench`` reports."""

    rounds: int = 15
    walks: int = 20
    slow_walks: int = 2
    opens: int = 300
    machines: int = 3
    cases: int = 2_000
    files: int = 300
    long: int = 10_000
    longest: int = 100_000
    growth: tuple[int, ...] = (100, 1_000, 10_000, 100_000)
    sample: int = 200
    starts: int = 7
    reports: tuple[int, ...] = (1_000, 10_000)
    report_jobs: int | None = None
    warm: int = 1
    """Runs that warm up what a process of its own does, and aren't counted."""
    appends: int = 1_000
    worklist: int = 20_000
    late: tuple[int, ...] = (100, 10_000)
    tried: bool = True


TINY = Sizes(2, 1, 1, 2, 1, 20, 2, 100, 150, (5, 10), 3, 1, (4, 8), 1, 0, 12, 10, (5, 20), tried=False)
"""Everything once, for a test that asks only whether it runs."""


def seconds(work: Callable[[], object]) -> float:
    """The processor time of a piece of work, from a heap without garbage.

    Not the time on the wall: on a machine that others use too, the side that takes longer would also wait longer.
    """
    gc.collect()
    started = process_time()
    work()
    return process_time() - started


@attrs.frozen
class Ratio:
    """Two sides of the same work: microseconds for each, and how many times faster ours is (median of the rounds)."""

    ours_us: float
    theirs_us: float
    times: float


Side = tuple[Callable[[], object], int]
"""A piece of work, and how many units of it are done in one call."""


def compare(ours: Side, theirs: Side, rounds: int) -> Ratio:
    """Ours and theirs in turn, each going first every other round; the first round warms up and isn't counted."""
    taken: list[tuple[float, float]] = []
    for nr in range(rounds + 1):
        if nr % 2:
            mine, other = _each(ours), _each(theirs)
        else:
            other, mine = _each(theirs), _each(ours)
        taken.append((mine, other))
    counted = taken[1:]
    return Ratio(
        median(mine for mine, _ in counted) * 1e6,
        median(other for _, other in counted) * 1e6,
        median(other / mine for mine, other in counted),
    )


def _each(side: Side) -> float:
    work, units = side
    return seconds(work) / units


def processor_seconds() -> float:
    """The processor time of this process, and of those that it has started and that have ended."""
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def workers_peak() -> int:
    """The most bytes that any process has held that this one has started and that has ended.

    It begins at what the one that started it held.
    """
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def peak() -> int:
    """The most bytes that this process has held so far.

    On Linux not from ``getrusage``, which counts what the process that started this one held.
    """
    if _HIGHEST.exists():
        found = next(line for line in _HIGHEST.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(found.split()[1]) * 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def tell(text: str) -> None:
    """Say how it goes, where it doesn't mix with the result."""
    print(text, file=sys.stderr, flush=True)
