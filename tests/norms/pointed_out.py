"""What the work list points out, asked of a beginning of the twins on a day of its story."""

from __future__ import annotations

from datetime import datetime, timedelta

from flerpart_flow.agenda import Entry, agenda
from tests.norms.twins import player, twins

AHEAD = 400


def told(name: str, begin: str, kind: str, day: float) -> list[Entry]:
    """The entries of a kind, or of a duty, for the days to come."""
    case, _ = player(name).begin(begin)
    now = datetime.fromisoformat(twins(name).start) + timedelta(days=day)
    return [one for one in agenda(case, now, now + timedelta(days=AHEAD)) if kind in (one.kind, one.duty)]


def groups(name: str, begin: str, kind: str, *days: float) -> list[str]:
    """How the first of them is told of, day by day."""
    return [str(told(name, begin, kind, day)[0].group) for day in days]


def day_of(name: str, begin: str, kind: str, day: float) -> int:
    """The day of the story that an entry is about."""
    (one,) = told(name, begin, kind, day)
    assert one.day is not None
    return (one.day - datetime.fromisoformat(twins(name).start).date()).days
