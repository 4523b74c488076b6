"""The shortest log that still breaks a promise: lines are dropped as long as it does."""

from __future__ import annotations

import time
from collections.abc import Iterable

from flerpart_flow.engine.definition.correction import Ratta
from flerpart_flow.engine.errors import FlowError
from flerpart_flow.engine.judging.case import Case, case_of
from flerpart_flow.engine.record.events import Event
from tests.soak.promises import Breach
from tests.soak.watch import Watch


def empty(case: Case) -> Case:
    """The same case without lines, under the rules that it began under: it may have moved on to others since."""
    first = case.course.eras[0].rules if case.course.eras else case.rules
    return case_of(case.routine, case.header, first, case.registry)


def played(case: Case, lines: Iterable[Event]) -> tuple[Case, set[Breach]]:
    """A case of these lines, numbered anew, with the promises that its accepted acts break."""
    run, watch, found = empty(case), Watch(case.routine.name), set[Breach]()
    for line in lines:
        before = run
        run, decision = run.record(line)
        if decision.allowed:
            found |= watch.see(before, run.lines[-1], run)
    return run, found


def breaches_of(case: Case) -> set[Breach]:
    """The promises that a case breaks."""
    return played(case, case.lines)[1]


def shortest(case: Case, breach: Breach, until: float = float("inf")) -> Case:
    """The case without the lines that the breach doesn't need."""
    kept, best, size = list(case.lines), case, max(1, len(case.lines) // 2)
    while size and time.monotonic() < until:
        at, dropped = len(kept) - size, False
        while at >= 0 and time.monotonic() < until:
            fewer = without(kept, set(range(at, at + size)))
            try:
                run, found = played(case, fewer)
            except FlowError:
                run, found = case, set()
            if breach in found:
                kept, best, dropped = fewer, run, True
            at -= size
        size = size if dropped and size == 1 else size // 2
    return best


def without(lines: Iterable[Event], gone: set[int]) -> list[Event]:
    """The lines that are left, with new numbers; what concerned a line that is gone goes with it."""
    left: list[Event] = []
    numbers: dict[int, int] = {}
    for at, line in enumerate(lines):
        if at in gone:
            continue
        ror = getattr(line, "ror", None)
        if isinstance(line, Ratta) and ror not in numbers:
            continue
        fresh = line.changed(nr=len(left) + 1)
        if isinstance(fresh, Ratta) and ror in numbers:
            fresh = fresh.changed(ror=numbers[ror])
        left.append(fresh)
        numbers[at + 1] = len(left)
    return left
