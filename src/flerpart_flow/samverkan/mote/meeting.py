"""A meeting: who is called to it and what they said, who is there, and what the log shows of it once it is over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from operator import attrgetter

from flerpart_flow.engine.values.evolve import evolve
from flerpart_flow.engine.values.frozen import frozen
from flerpart_flow.engine.values.reticent import reticent


class Reply(StrEnum):
    """What a recipient has said to a summons."""

    NONE = "none"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    DECLINED_LATE = "declined_late"


@reticent()
@frozen(weakref_slot=False)
class Asked:
    """What a summons asks one of those called: when, where, why, and together with whom."""

    start: datetime | None = None
    end: datetime | None = None
    place: str | None = None
    purpose: str | None = None
    invited: frozenset[str] = frozenset()

    def became(self, other: Asked) -> bool:
        """Whether something that this says is another thing there; filling in what was empty is no change."""
        return self.moved(other) or _another(self.purpose, other.purpose) or _another(self.invited, other.invited)

    def moved(self, other: Asked) -> bool:
        """Whether the time or the place is another one there."""
        times = _another(self.start, other.start) or _another(self.end, other.end)
        return times or _another(self.place, other.place)


def _another(mine: object, theirs: object) -> bool:
    """Whether what was said is another thing there."""
    return bool(mine) and mine != theirs


@reticent()
@frozen(weakref_slot=False)
class Recipient:
    """Somebody who is summoned, or as an outsider invited: when, and what they said.

    ``told`` is what they were told, ``asked`` what the summons asks as it reads now, ``asked_since``
    when that was corrected (reading A53).
    """

    actor: str
    sent_at: datetime
    reply: Reply = Reply.NONE
    told: Asked = Asked()
    asked: Asked = Asked()
    asked_since: datetime | None = None


@reticent()
@frozen(weakref_slot=False)
class Meeting:
    """The meeting that is booked or going on. ``opened_nr`` is the line that opened it, None before.

    ``informed`` are those who were there when it was booked at the meeting before, ``declined`` those of them who
    have said that they won't come (A16), and ``told`` the day that they know of. Of a follow-up,
    ``version`` is the plan that it looks at and ``day`` the day that it was booked for.
    """

    number: int
    caller: str
    start: datetime | None = None
    recipients: tuple[Recipient, ...] = ()
    chair: str | None = None
    opened_nr: int | None = None
    followup: bool = False
    present: frozenset[str] = frozenset()
    been_present: frozenset[str] = frozenset()
    documenter: str | None = None
    accounted: frozenset[str] = frozenset()
    opened_on: date | None = None
    informed: frozenset[str] = frozenset()
    declined: frozenset[str] = frozenset()
    version: int | None = None
    day: date | None = None
    told: date | None = None

    def recipient(self, actor: str) -> Recipient | None:
        """The recipient of that name, if summoned."""
        return next((one for one in self.recipients if one.actor == actor), None)


@reticent()
@frozen(weakref_slot=False)
class Waits:
    """Somebody who has to be told neutrally that a meeting is off: the latest one that is off for them, by its number.

    ``day`` is the last day to tell it, that of the meeting (A58); in vilande nothing is late (A9).
    """

    actor: str
    number: int
    day: date | None = None


@reticent()
@frozen(weakref_slot=False)
class Cancelled:
    """The meeting that was cancelled last, for some or for all, and each who waits to hear that one is off.

    Each waits once, in the order of their names; to be told of a meeting is to be told of those before it.
    """

    number: int
    caller: str
    waiting: tuple[Waits, ...] = ()

    @property
    def recipients(self) -> frozenset[str]:
        """Everybody who waits."""
        return frozenset(one.actor for one in self.waiting)

    @property
    def numbers(self) -> frozenset[int]:
        """The meetings that a notice can be about."""
        return frozenset((self.number, *(one.number for one in self.waiting)))


def off_for(who: Iterable[str], number: int, caller: str, day: date | None, before: Cancelled | None) -> Cancelled:
    """A meeting that is off for these: they wait to hear of it, and everybody else as before."""
    waits = {one.actor: one for one in before.waiting} if before is not None else {}
    waits |= {actor: Waits(actor, number, day) for actor in who}
    return Cancelled(number, caller, tuple(sorted(waits.values(), key=attrgetter("actor"))))


def who_still_waits(off: Cancelled, left: Iterable[Waits]) -> Cancelled | None:
    """What is left to be told, if anything is."""
    waiting = tuple(left)
    return evolve(off, waiting=waiting) if waiting else None


@reticent()
@frozen(weakref_slot=False)
class FollowUp:
    """A follow-up that is booked: its day, who calls to it, and who was there when it was booked.

    ``declined`` were there too, and have said since that they won't come. ``told`` is the day that they know of; it is
    another than ``day`` only if the line was corrected once that day had come (reading A53).
    """

    day: date
    convener: str
    informed: frozenset[str] = frozenset()
    declined: frozenset[str] = frozenset()
    told: date | None = None


class Attendance(StrEnum):
    """What the log shows of a unit and a meeting: nobody stayed away but one that is MISSED (readings A29, A59).

    DECLINED is in good time and since the time didn't suit; DECLINED_OTHERWISE is for another reason, or on the day.
    """

    PRESENT = "present"
    MISSED = "missed"
    DECLINED = "declined"
    DECLINED_OTHERWISE = "declined_otherwise"
    NOT_HELD = "not_held"
    TO_COME = "to_come"


@reticent()
@frozen(weakref_slot=False)
class Past:
    """A meeting that is over, held or not: the lines that opened and ended it, and who was awaited."""

    number: int
    lines: frozenset[int]
    attendance: tuple[tuple[str, Attendance], ...]
