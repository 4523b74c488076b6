"""What was answered: a yes or no to a summons, or to a day, stays with what was asked (A53).

Told from the lines in the order in which they were recorded: what a summons or a booking said at first, and after each
correction that was recorded before its time had come. A later correction moves nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final

import attrs

from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.record.events import Event
from tests.soak.approvals import plan_text
from tests.soak.history import STOCKHOLM, in_order
from tests.soak.promises import Breach

WHAT: Final = ("time", "end", "place", "purpose", "list")


@attrs.frozen
class Reading:
    """How a line that asks something read from a moment on; None: from the beginning."""

    since: datetime | None
    event: Event

    def asks(self, actor: str) -> tuple[Any, ...]:
        """What a summons asks somebody: time, end, place, purpose, list."""
        purposes: Mapping[str, str] = dict(getattr(self.event, "syfte", ()))
        return (
            getattr(self.event, "start", None),
            getattr(self.event, "slut", None),
            plan_text(getattr(self.event, "plats", None) or ""),
            plan_text(purposes.get(actor, "")),
            frozenset(plan_text(one) for one in getattr(self.event, "inbjudna", ())),
        )

    def has_come(self, at: datetime) -> bool:
        """Whether the time or the day had come."""
        start: datetime | None = getattr(self.event, "start", None)
        day: date | None = getattr(self.event, "datum", None)
        return (start is not None and at >= start) or (day is not None and at.astimezone(STOCKHOLM).date() >= day)


@attrs.define
class Answers:
    """What the summonses and bookings of a case asked, and what has been answered."""

    readings: dict[int, list[Reading]] = attrs.field(factory=dict)
    answered: dict[str, list[tuple[int, tuple[Any, ...]]]] = attrs.field(factory=dict)
    """Per actor: the summons, and what it asked when it was answered."""

    def record(self, event: Event, nr: int, after: Case) -> None:
        """Take in an accepted line as it is recorded."""
        if event.name in {"kalla", "boka_uppfoljning"}:
            self.readings[nr] = [Reading(None, event)]
        if event.name == "ratta" and getattr(event, "ror", None) in self.readings:
            self._correct(event, getattr(event, "ror", 0), after)
        if event.name in {"bekrafta", "avboj"}:
            for called, readings in self.readings.items():
                if event.by in getattr(readings[-1].event, "till", ()):
                    known = [one for one in readings if one.since is None or one.since <= event.occurred_at]
                    self.answered.setdefault(event.by, []).append((called, known[-1].asks(event.by)))

    def _correct(self, correction: Event, nr: int, after: Case) -> None:
        readings, reads = self.readings[nr], after.course.corrections.get(nr)
        if reads is not None and not readings[-1].has_come(correction.recorded_at):
            readings.append(Reading(correction.occurred_at, reads))

    def broken(self, case: Case) -> Iterator[Breach]:
        """The answers that count in the case as it stands, and were given to something else."""
        yield from self._of_a_summons(case)
        yield from self._of_a_day(case)

    def _of_a_summons(self, case: Case) -> Iterator[Breach]:
        meeting = case.facts.meeting
        if meeting is None or meeting.followup:
            return
        standing = [nr for nr in _called(case) if nr in self.readings]
        for one in meeting.recipients:
            if one.reply.value not in {"confirmed", "declined"}:
                continue
            told = [asked for nr, asked in self.answered.get(one.actor, ()) if nr in standing]
            now = [self.readings[nr][-1].asks(one.actor) for nr in standing]
            if told and not any(_agree(was, asks) for was in told for asks in now):
                changed = [
                    name for name, was, asks in zip(WHAT, told[-1], now[-1], strict=True) if was not in (asks, *_EMPTY)
                ]
                yield "A53 an answer to another question", one.reply.value, " ".join(changed)

    def _of_a_day(self, case: Case) -> Iterator[Breach]:
        booked = case.facts.follow_up
        standing = [
            nr
            for nr, event, acts in in_order(case)
            if acts and event.name == "boka_uppfoljning" and nr in self.readings and getattr(event, "datum", None)
        ]
        if booked is None or not standing or not (booked.informed or booked.declined):
            return
        first, last = self.readings[standing[-1]][0], self.readings[standing[-1]][-1]
        told, day = getattr(first.event, "datum", None), getattr(last.event, "datum", None)
        if told is not None and told != day:
            yield "A53 told of another day", "boka_uppfoljning", "informed" if booked.informed else "declined"


_OVER: Final = ("boka_om", "avsluta_mote", "avbryt_mote", "aterkalla_samtycke", "neka_samtycke")
_EMPTY: Final = (None, "", frozenset[str]())


def _called(case: Case) -> list[int]:
    """The summonses to the meeting that is booked: those since the last that was held, moved or called off."""
    found: list[int] = []
    for nr, event, acts in in_order(case):
        if acts and event.name == "kalla":
            found.append(nr)
        elif acts and (event.name in _OVER or (event.name == "stall_in" and not getattr(event, "till", ()))):
            found.clear()
    return found


def _agree(before: tuple[Any, ...], now: tuple[Any, ...]) -> bool:
    """Whether nothing that was said then is another thing now; what was empty may have been filled in."""
    return all(was in _EMPTY or was == says for was, says in zip(before, now, strict=True))
