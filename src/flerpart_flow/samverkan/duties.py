"""What ends a duty in every routine: that the event happens at all, or that the one who owes it acts."""

from __future__ import annotations

from flerpart_flow.engine.definition.duties import Owed
from flerpart_flow.engine.record.events import Event


def happens(facts: object, event: Event, owed: Owed) -> bool:
    """The event has happened, which is enough."""
    return True


def by_bearer(facts: object, event: Event, owed: Owed) -> bool:
    """The one who owes it has done it."""
    return event.by == owed.bearer
