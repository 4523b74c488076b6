"""When a line was written down: what is asked of it where it comes into a case, or is read from a log.

The step never asks. It judges by when things happened, and has no clock; a time that lies ahead by mistake is stopped
here, since every line that is recorded after it would have to lie ahead, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from flerpart_flow.engine.definition.correction import Ratta
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.errors import EventError
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.values.chain import Chain
from flerpart_flow.engine.values.clock import NotATime, as_time, written_before

AHEAD: Final = timedelta(days=1)
"""So far ahead of the host's clock may an event lie: two clocks never agree, and a zone is easily mistaken."""


def written_at(event: Event, now: datetime | None, otherwise: datetime | None = None) -> datetime:
    """When the event was written down: what it says itself, else ``now``.

    ``otherwise`` is taken for it where neither says: of a question that records nothing, and of the event that opens a
    case, since no case is lost if its time was wrong.

    Raises EventError for an event that doesn't say it where nobody says what time it is, and for one that lies more
    than a day ahead.
    """
    stated: datetime | None = getattr(event, "recorded_at", None)  # see Event: nobody else meets one without it
    if now is None:
        if stated is None and otherwise is None:
            raise EventError("handelse.nar_skriven", field="recorded_at")
        return stated or otherwise or event.occurred_at
    now = aware_time(now, "now")
    for field, at in (("occurred_at", event.occurred_at), ("recorded_at", stated)):
        if at is not None and at > now + AHEAD:
            raise EventError("handelse.framtid", field=field)
    if stated is not None:
        return stated
    return max(now, event.occurred_at)  # a clock that is a little slow makes no event that was recorded too early


def placed_last(
    routine: Routine, lines: Chain[Event], event: Event, now: datetime | None, otherwise: datetime | None
) -> Event:
    """The event as the next line of a case: with its number, and with when it was written down.

    Raises EventError for an event of another routine, another number or a time that runs backwards; see ``written_at``
    for the rest.
    """
    nr = len(lines) + 1
    if type(event) is not routine.events.get(event.name):
        raise EventError("handelse.annan_rutin", field="event", routine=routine.name)
    if event.nr is not None and event.nr != nr:
        raise EventError("handelse.nr", field="nr", expected=nr)
    event = event.placed(nr, written_at(event, now, otherwise))
    last = lines.last
    if last is not None and not follows(event, last, lines):
        raise EventError("handelse.ordning", field="recorded_at", line=nr - 1)
    return event


def follows(event: Event, last: Event, lines: Sequence[Event] | Chain[Event]) -> bool:
    """Whether the event may stand after ``last``, the latest of the lines: it wasn't written down before it.

    Nor was any other line, save the correction of a line whose own ``recorded_at`` lies ahead by mistake: else such a
    line could never be corrected.
    """
    if not written_before(event.recorded_at, last.recorded_at):
        return True
    if not isinstance(event, Ratta) or event.ror is None or event.ror > len(lines):
        return False
    return written_before(event.recorded_at, lines[event.ror - 1].recorded_at)


def aware_time(value: datetime, field: str) -> datetime:
    """The moment in UTC. Raises EventError for a naive time, or one outside the years that the library knows."""
    try:
        return as_time(value)
    except NotATime as error:
        raise EventError(f"falt.tid_{error.reason}", field=field) from None
