"""Writers to a store that are killed, and two at once on one case: nothing acknowledged is lost or doubled."""

from __future__ import annotations

from tests.store.killed import killed


def test_nothing_acknowledged_is_lost_when_writers_are_killed_and_two_write_at_once() -> None:
    """A few; ``make soak`` does a thousand of each."""
    said = killed(20, 100, seed=1)
    assert (said["kills"], said["writes_at_once"], said.get("wrong")) == (20, 200, [])
