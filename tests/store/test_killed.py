"""Writers to a store that are killed, and two at once on one case: nothing acknowledged is lost or doubled."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.cluster import GROUP, Cluster, needed
from tests.store.crashed import crashes
from tests.store.killed import killed


def test_nothing_acknowledged_is_lost_when_writers_are_killed_and_two_write_at_once(tmp_path: Path) -> None:
    """A few; ``make soak`` does a thousand of each."""
    said = killed(f"sqlite:///{tmp_path / 'cases.db'}", 20, 100, seed=1)
    assert (said["kills"], said["writes_at_once"], said.get("wrong")) == (20, 200, [])


@pytest.mark.xdist_group(GROUP)
def test_nothing_acknowledged_is_lost_in_a_database_either(cluster: Cluster) -> None:
    said = killed(cluster.new(), 20, 100, seed=1)
    assert (said["kills"], said["writes_at_once"], said.get("wrong")) == (20, 200, [])


@pytest.mark.xdist_group(GROUP)
def test_nothing_acknowledged_is_lost_when_the_server_is_killed() -> None:
    with needed("fsync=off") as own:
        said = crashes(own, 4, seed=1)
    assert said["wrong"] == []
    assert said["acknowledged"] > 4
