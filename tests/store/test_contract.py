"""Every store of the library does what is asked of all stores."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from flerpart_flow.store import MemoryStore, PostgresStore, SqliteStore, Store
from flerpart_flow.store.contract import StoreContract
from tests.store.cluster import GROUP, Cluster


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


@pytest.mark.xdist_group(GROUP)
class TestPostgres(StoreContract):
    """In a database."""

    @pytest.fixture(autouse=True)
    def _server(self, cluster: Cluster) -> Iterator[None]:
        self.cluster = cluster
        self.opened_here: list[PostgresStore] = []
        yield
        for store in self.opened_here:
            store.close()

    def new_store(self) -> Store:
        self.opened_here.append(PostgresStore(self.cluster.new()))
        return self.opened_here[-1]
