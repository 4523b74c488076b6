"""Every store of the library does what is asked of all stores."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest

from flerpart_flow.store import MemoryStore, SqliteStore, Store
from flerpart_flow.store.contract import StoreContract


class TestMemory(StoreContract):
    """In memory."""

    def new_store(self) -> Store:
        return MemoryStore()


class TestSqlite(StoreContract):
    """In a file."""

    @pytest.fixture(autouse=True)
    def _place(self, tmp_path: Path) -> None:
        self.paths = (tmp_path / f"{number}.db" for number in count())

    def new_store(self) -> Store:
        return SqliteStore(next(self.paths))
