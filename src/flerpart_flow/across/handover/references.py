"""What a case says of other cases: in its header, and in the events of a hand-over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

import attrs

from flerpart_flow.across.handover.table import HANDOVERS, HandOver
from flerpart_flow.engine.judging.case import Case, aware
from flerpart_flow.engine.values.reticent import reticent


class Via(StrEnum):
    """What names the other case: the header (``previous``, ``linked``), or an event that hands over or brings back."""

    PREVIOUS = "previous"
    LINKED = "linked"
    OPENS = "opens"
    BACK = "back"


@reticent("via", "field")
@attrs.frozen
class Reference:
    """One reference to another case.

    ``target`` is the routine that the other case has to be of; None stands for any but the case's own. ``nr`` and
    ``occurred_at`` are those of the event that says it, None for the header, and ``field`` is where it stands.
    ``accepted`` is false for an event that the routine refuses: it was said all the same.
    """

    via: Via
    to: str
    field: str
    target: str | None
    row: HandOver | None = None
    nr: int | None = None
    occurred_at: datetime | None = None
    accepted: bool = True


def references(case: Case, table: Iterable[HandOver] = HANDOVERS, at: datetime | None = None) -> tuple[Reference, ...]:
    """Every reference in a case, the header's first; ``at`` leaves out what happened later.

    A corrected event counts as it reads now, and a struck one doesn't. Raises EventError for a naive time.
    """
    header, until = case.header, None if at is None else aware(at)
    found = [Reference(Via.LINKED, one, "linked", None) for one in header.linked]
    if header.previous is not None:
        found.insert(0, Reference(Via.PREVIOUS, header.previous, "previous", header.routine))
    rows = [row for row in table if row.source == header.routine]
    wanted = {mention.event for row in rows for mention in (row.opens, row.back)}
    refused = frozenset(case.course.refused)
    for nr, line in enumerate(case.lines, 1):
        if line.name not in wanted or (until is not None and line.occurred_at > until):
            continue
        event = case.course.corrections.get(nr, line)
        if event is None:
            continue
        accepted = nr not in refused
        for row in rows:
            for via, mention in ((Via.OPENS, row.opens), (Via.BACK, row.back)):
                to = mention.named_by(event)
                if to is not None:
                    when = line.occurred_at
                    found.append(Reference(via, to, mention.field, row.target, row, nr, when, accepted))
    return tuple(found)
