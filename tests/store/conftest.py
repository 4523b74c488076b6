"""One PostgreSQL server for the tests of a run that need one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.store.cluster import Cluster, needed


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """The server; a fast one, since no test here cuts the power."""
    with needed("fsync=off") as found:
        yield found
