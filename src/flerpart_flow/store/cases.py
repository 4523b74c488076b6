"""Cases in a store: one is read and judged, and the next event is judged and written, or refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from flerpart_flow.engine.definition.routine import F
from flerpart_flow.engine.errors import FlowError, JournalError, RulesError, StoreDamaged, discreet
from flerpart_flow.engine.journal.log import Log, read_log
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.record.events import Event, to_data
from flerpart_flow.engine.record.limits import LIMITS, Limits
from flerpart_flow.engine.rules.registry import RulesRegistry
from flerpart_flow.installed import ROUTINES
from flerpart_flow.store.port import Store


@discreet
def load_log(
    store: Store,
    ref: str,
    overlay: Mapping[str, Any] | None = None,
    limits: Limits = LIMITS,
    registry: RulesRegistry | None = None,
) -> Log:
    """The log of a case, as ``flerpart_flow.load`` reads one from a file.

    Raises as ``Store.read``, and as ``load`` for what its lines say.
    """
    return read_log((line.encode() for line in store.read(ref).lines), ROUTINES, overlay, limits, registry)


def cases_of(
    store: Store,
    overlay: Mapping[str, Any] | None = None,
    limits: Limits = LIMITS,
    *,
    registry: RulesRegistry | None = None,
    unreadable: Callable[[str, FlowError], None] | None = None,
) -> Iterator[Case]:
    """Every case, one at a time. With ``unreadable`` one that can't be read is told to it, with its reference, and the
    others go on; else it raises as ``load_log``.
    """
    for ref in store.refs():
        try:
            case = load_log(store, ref, overlay, limits, registry).case()
        except (StoreDamaged, JournalError, RulesError) as error:
            if unreadable is None:
                raise
            unreadable(ref, error)
        else:
            yield case


@discreet
def record(
    store: Store, case: Case[F], event: Event, now: datetime, due: datetime | None = None, *, new: bool = False
) -> Case[F]:
    """The case after the event, once the store has it as the case's next line; of a ``new`` case with its header.

    Raises as ``Case.apply``, and WriteConflict if the case has got other lines since it was
    read, or if a new one exists: read it again, and judge anew. Then nothing has been written.
    """
    after, count = case.apply(event, now), len(case.lines)
    line = after.lines[count]
    store.append(case.header.case, (case.header, line) if new else line, 0 if new else count + 1, due)
    return after


def line_saying(case: Case, event: Event, after: int = 0) -> int | None:
    """The number of the line after line ``after`` that says what the event says, whenever it was written down.

    So a form that was sent twice, or whose answer was lost, isn't recorded twice. None if there is no such line.
    """
    for nr, line in enumerate(case.lines, 1):
        if nr > after and to_data(event.placed(nr)) | _WRITTEN == to_data(line) | _WRITTEN:
            return nr
    return None


_WRITTEN: Final = {"nr": None, "recorded_at": None}
