"""Where the lines of a log lie: in a file of its own, or, as those of a case, in a store with many."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from pathlib import Path

from flerpart_flow.across.logs.folder import fault_of
from flerpart_flow.engine.journal.json_lines import MAX_LINE
from flerpart_flow.store.opening import open_store
from flerpart_flow.store.port import Store


@contextmanager
def lines_of(name: str, store: str | None) -> Iterator[Iterator[bytes]]:
    """The lines of a log, read one at a time: ``name`` is its path, or with the address of a store a case's reference.

    Raises OSError for a file that can't be read, StoreDamaged for lines that aren't those that were written, StoreError
    for a store that can't be used, or has no such case.
    """
    if store is not None:
        yield iter([line.encode() for line in _opened(store, os.getpid()).read(name).lines])
        return
    if (fault := fault_of(name)) is not None:
        raise fault
    with Path(name).open("rb") as file:
        yield iter(partial(file.readline, MAX_LINE + 1), b"")


@lru_cache(maxsize=1)
def _opened(address: str, process: int) -> Store:
    """The store, opened once in each process: none is carried over to another."""
    return open_store(address, create=False)
