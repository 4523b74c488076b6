"""Cases in a store: one is read and judged, and the next event is judged and written, or refused."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flerpart_flow.engine.definition.routine import F
from flerpart_flow.engine.errors import discreet
from flerpart_flow.engine.journal.log import Log, read_log
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.record.limits import LIMITS, Limits
from flerpart_flow.installed import ROUTINES
from flerpart_flow.store.port import Store


@discreet
def load_log(store: Store, ref: str, overlay: Mapping[str, Any] | None = None, limits: Limits = LIMITS) -> Log:
    """The log of a case, as ``flerpart_flow.load`` reads one from a file.

    Raises as ``Store.read``, and as ``load`` for what its lines say.
    """
    return read_log((line.encode() for line in store.read(ref).lines), ROUTINES, overlay, limits)


@discreet
def record(store: Store, case: Case[F], event: Event, now: datetime, due: datetime | None = None) -> Case[F]:
    """The case after the event, once the store has it as the case's next line.

    Raises Refused and EventError as ``Case.apply``, and WriteConflict if the case has got other lines since it was
    read: read it again, and judge anew. Then nothing has been written.
    """
    after = case.apply(event, now)
    store.append(case.header.case, after.lines[len(case.lines)], len(case.lines) + 1, due)
    return after
