"""Duties and proposed deviations under two sets of rules, in one and the same case at one and the same moment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Any, Final
from zoneinfo import ZoneInfo

from flerpart_flow.engine.definition.duties import Duty, DutyState, workdays_open
from flerpart_flow.engine.values.clock import local_date
from flerpart_flow.proof.compare.trying.playing import Stand

_STOCKHOLM: Final = ZoneInfo("Europe/Stockholm")
_LONGEST: Final = 400
"""After so many days no limit of working days is left (an overlay's most are 120)."""


class Shift(StrEnum):
    """What the second rules make of a duty, or of a proposed deviation (new or dropped)."""

    NEW = "new"
    DROPPED = "dropped"
    EARLIER = "earlier"
    LATER = "later"
    BEARER = "bearer"


def shifts(stand: Stand, at: datetime, names: frozenset[str]) -> Iterator[tuple[str, Shift, str | None]]:
    """What differs of these duties at a moment: which, how, and who owes it."""
    was = [one for one in stand.a.duties(at) if one.name in names]
    becomes = [one for one in stand.b.duties(at) if one.name in names]
    left, came = list[Duty](), list(becomes)
    for one in was:
        same = next((other for other in came if _is(one) == _is(other)), None)
        if same is None:
            left.append(one)
            continue
        came.remove(same)
        shift = _moved(one, same)
        if shift is not None:
            yield one.name, shift, one.bearer
    for one in left:
        passed = next((other for other in came if _is(one)[:-1] == _is(other)[:-1]), None)
        if passed is None:
            yield one.name, Shift.DROPPED, one.bearer
        else:
            came.remove(passed)
            yield one.name, Shift.BEARER, passed.bearer
    for one in came:
        yield one.name, Shift.NEW, one.bearer


def _is(duty: Duty) -> tuple[Any, ...]:
    return duty.opened_nr, duty.name, duty.counterpart, duty.about, duty.bearer


_LATE: Final = frozenset({DutyState.LATE, DutyState.MET_LATE})


def _moved(was: Duty, becomes: Duty) -> Shift | None:
    """A last day that comes earlier or later; none is later than any. Else, which of the two is late first."""
    if was.due != becomes.due:
        if was.due is None or becomes.due is None:
            return Shift.EARLIER if was.due is None else Shift.LATER
        return Shift.EARLIER if becomes.due < was.due else Shift.LATER
    if (was.state in _LATE) is not (becomes.state in _LATE):
        return Shift.EARLIER if becomes.state in _LATE else Shift.LATER
    return None


def late_from(stand: Stand, names: frozenset[str]) -> Iterator[datetime]:
    """For duties with a limit in working days: the first moment at which one is late under either rules."""
    routine = stand.a.routine
    for entry in stand.a.state.ledger.open:
        if entry.duty not in names or entry.runs_since is None or entry.held_since is not None:
            continue
        threshold = routine.duty_index.specs[entry.duty].threshold
        if threshold is None:
            continue
        limits = {rules.value(threshold) for rules in (stand.a.rules, stand.b.rules)} - {0}
        first = local_date(entry.runs_since)
        for limit in sorted(limits):
            for later in range(_LONGEST):
                day = first + timedelta(days=later)
                if workdays_open(entry, day) > limit:
                    moment = datetime.combine(day, time(12), _STOCKHOLM)
                    if moment >= stand.at:
                        yield moment
                    break


def around_last_days(stand: Stand, names: frozenset[str]) -> Iterator[datetime]:
    """The day before, of and after each last day of these duties, under either rules."""
    found = set[datetime]()
    for case in (stand.a, stand.b):
        for duty in case.duties(stand.at):
            if duty.name in names and duty.due is not None and duty.ended_nr is None:
                noon = datetime.combine(duty.due, time(12), _STOCKHOLM)
                found.update(noon + timedelta(days=side) for side in (-1, 0, 1))
    yield from sorted(one for one in found if one >= stand.at)


def proposals(stand: Stand, at: datetime) -> Iterable[tuple[str, Shift, str | None]]:
    """Which deviations only one of the two proposes at a moment: the kind, how, and of whom."""
    was, becomes = (frozenset(case.deviations(at)) for case in (stand.a, stand.b))
    lost = sorted((one.kind, one.unit) for one in was - becomes)
    came = sorted((one.kind, one.unit) for one in becomes - was)
    return (
        *((kind, Shift.DROPPED, unit) for kind, unit in lost),
        *((kind, Shift.NEW, unit) for kind, unit in came),
    )
