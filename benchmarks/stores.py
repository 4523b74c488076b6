"""How many events a second are judged and appended to a store, by one writer that waits for each."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Final

from benchmarks import walk
from benchmarks.measure import Sizes
from flerpart_flow.store import MemoryStore, PostgresStore, SqliteStore, Store, record
from tests.store.cluster import programs, running

_NEW: Final = 50
"""So many events in a case, then another is opened."""


def appends_per_second(sizes: Sizes) -> dict[str, int | None]:
    """For each kind of store, on the wall, since a disk is waited for; None for PostgreSQL where none is installed."""
    with ExitStack() as held:
        folder = Path(held.enter_context(tempfile.TemporaryDirectory()))
        sqlite = held.enter_context(SqliteStore(folder / "cases.db"))
        found: dict[str, int | None] = {"memory": _rate(MemoryStore(), sizes), "sqlite": _rate(sqlite, sizes)}
        if programs() is None:
            return {**found, "postgresql": None}
        database = held.enter_context(PostgresStore(held.enter_context(running()).new()))
        return {**found, "postgresql": _rate(database, sizes)}


def _rate(store: Store, sizes: Sizes) -> int:
    events = list(walk.events(islice(walk.whole(), _NEW)))
    done, taken = 0, 0.0
    while done < sizes.appends:
        case = walk.opened(f"arende-{done}")
        store.append(case.header.case, case.header, 0)
        some = events[: sizes.appends - done]
        started = perf_counter()
        for event in some:
            case = record(store, case, event, event.recorded_at)
        taken += perf_counter() - started
        done += len(some)
    return round(done / taken)
