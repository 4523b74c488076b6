"""One line of a log by itself, for those who keep lines in a database or send them one at a time."""

from __future__ import annotations

from typing import Any

from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.errors import EventError, discreet
from flerpart_flow.engine.journal import json_lines as lines
from flerpart_flow.engine.journal.event_lines import Reader
from flerpart_flow.engine.journal.header_line import header_to_data
from flerpart_flow.engine.journal.log import dump_line
from flerpart_flow.engine.record.events import Event, to_data
from flerpart_flow.engine.record.header import Header
from flerpart_flow.engine.rules.rules import Rules


def header_line(header: Header) -> str:
    """The first line of a log, without its line end."""
    return dump_line(header_to_data(header))


@discreet
def event_line(event: Event) -> str:
    """An event as the line that it is in its log, without a line end.

    Raises EventError for one that isn't a line of a case yet, and so has no number or doesn't say when it was written.
    """
    written: Any = event.recorded_at
    for field, value in (("nr", event.nr), ("recorded_at", written)):
        if value is None:
            raise EventError("handelse.ingen_rad", field=field)
    return dump_line(to_data(event))


@discreet
def read_event(line: str | bytes, routine: Routine, rules: Rules | None = None, nr: int | None = None) -> Event:
    """The event that a line holds, read as strictly as a whole log; ``rules`` are the newest if none are given.

    ``nr`` is the number that it has to have, if you know. Raises JournalError, whose ``line`` is one more than the
    number.
    """
    encoded = line.encode("utf-8", "surrogatepass") if isinstance(line, str) else line
    return Reader(routine, rules or routine.rules()).one(encoded, _stated(encoded) if nr is None else nr)


def _stated(line: bytes) -> int:
    """The number that a line says it has, or 1 where it has none: the strict way tells what is wrong."""
    try:
        found = lines.quick_object(line).get("nr")
    except Exception:  # as for Reader: whatever it is, the strict way finds it again
        return 1
    return found if type(found) is int and found > 0 else 1
