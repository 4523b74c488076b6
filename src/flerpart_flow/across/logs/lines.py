"""Where the lines of a log lie: in a file of its own, or, as those of a case, in a store with many."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, partial
from pathlib import Path
from typing import Final

from flerpart_flow.across.logs.folder import fault_of
from flerpart_flow.engine.journal.json_lines import MAX_LINE
from flerpart_flow.store.opening import open_store
from flerpart_flow.store.port import Store
from flerpart_flow.store.postgres.store import PostgresStore
from flerpart_flow.store.sqlite.store import SqliteStore

Opened = SqliteStore | PostgresStore


@contextmanager
def lines_of(name: str, store: str | None) -> Iterator[Iterator[bytes]]:
    """The lines of a log, read one at a time: ``name`` is its path, or with the address of a store a case's reference.

    Raises OSError for a file that can't be read, StoreDamaged for lines that aren't those that were written, StoreError
    for a store that can't be used, or has no such case.
    """
    if store is not None:
        yield iter([line.encode() for line in _store(store).read(name).lines])
        return
    if (fault := fault_of(name)) is not None:
        raise fault
    with Path(name).open("rb") as file:
        yield iter(partial(file.readline, MAX_LINE + 1), b"")


@contextmanager
def stores_closed() -> Iterator[None]:
    """Whatever store is opened here to read lines from is opened once, and closed at the end."""
    held: dict[str, Opened] = {}
    before = _OPENED.set(held)
    try:
        yield
    finally:
        _OPENED.reset(before)
        for store in held.values():
            store.close()


_OPENED: Final[ContextVar[dict[str, Opened] | None]] = ContextVar("opened", default=None)


def _store(address: str) -> Store:
    held = _OPENED.get()
    if held is None:  # in a process that does nothing but read, and ends with it
        return _kept(address, os.getpid())
    if address not in held:
        held[address] = open_store(address, create=False)
    return held[address]


@lru_cache(maxsize=1)
def _kept(address: str, process: int) -> Store:
    """The store, opened once in each process: none is carried over to another."""
    return open_store(address, create=False)
