"""A map over many logs or cases, some at a time; what joins its parts is the caller's."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from itertools import chain, islice
from typing import Final, TypeVar

from flerpart_flow.across.spread.processes import by_processes, cores

P = TypeVar("P")

PROCESSES: Final = "processes"
DASK: Final = "dask"
PLACES: Final = (PROCESSES, DASK)
"""Where the work is done: by processes on this machine, or by the workers of a Dask cluster."""

CHUNK: Final = 50
"""So many logs go to a worker at a time: about a second's work, which is how long Ctrl-C may take."""

FEW: Final = 4 * CHUNK
"""Up to so many logs it takes longer to start workers than to read the logs."""


def spread(
    names: Iterable[str], work: Callable[[list[str]], P], jobs: int | None = None, on: str = PROCESSES
) -> Generator[P, None, None]:
    """What the work gives of each chunk of names, in order.

    The work and what it gives can be pickled. Raises ValueError for no job, or for another place than ``PLACES``;
    SpreadError where Dask isn't installed, or its cluster can't be used.
    """
    if on not in PLACES or (jobs is not None and jobs < 1):
        raise ValueError(f"jobs is at least 1, and on one of {', '.join(PLACES)}")
    return _spread(iter(names), work, jobs, on)


def _spread(
    names: Iterator[str], work: Callable[[list[str]], P], jobs: int | None, on: str
) -> Generator[P, None, None]:
    if on == DASK:
        from flerpart_flow.across.spread.cluster import by_cluster

        yield from by_cluster(chunks_of(names), work, jobs)
        return
    first = list(islice(names, FEW + 1))
    wanted = jobs if jobs is not None else cores() if len(first) > FEW else 1
    chunks = chunks_of(chain(first, names))
    yield from map(work, chunks) if wanted == 1 else by_processes(chunks, work, wanted)


def chunks_of(names: Iterator[str]) -> Iterator[list[str]]:
    """The names, some at a time."""
    while chunk := list(islice(names, CHUNK)):
        yield chunk
