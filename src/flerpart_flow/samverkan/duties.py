"""What ends a duty in every routine: that the event happens at all, whoever acts and whatever it says."""

from __future__ import annotations

from flerpart_flow.engine.definition.duties import Owed
from flerpart_flow.engine.record.events import Event


def happens(facts: object, event: Event, owed: Owed) -> bool:
    """The event has happened, which is enough."""
    return True
