"""Who was awaited at a meeting, and what the log shows of each: what a report of an absence is judged by (A59)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from flerpart_flow.define import local_date
from flerpart_flow.engine.values.chain import Chain
from flerpart_flow.routines.flerpartsmote.facts import Facts
from flerpart_flow.samverkan.actors import is_unit
from flerpart_flow.samverkan.kallelse.asked import knew_of_it
from flerpart_flow.samverkan.mote.meeting import Attendance, Meeting, Past, Reply
from flerpart_flow.samverkan.mote.number import number_of_next


def booked_meeting(facts: Facts) -> Meeting | None:
    """The meeting that is booked or goes on; of a follow-up that nobody has called to, what was booked."""
    booked = facts.follow_up
    if facts.meeting is not None or booked is None:
        return facts.meeting
    return Meeting(
        number_of_next(facts),
        booked.convener,
        informed=booked.informed,
        declined=booked.declined,
        day=booked.day,
        told=booked.told,
    )


def has_begun(meeting: Meeting, at: datetime) -> bool:
    """Whether its time has come; of one that has only a day, whether that day is over."""
    if meeting.opened_nr is not None:
        return True
    if meeting.start is not None:
        return at >= meeting.start
    return meeting.day is not None and local_date(at) > meeting.day


def day_to_come(facts: Facts, at: datetime) -> date | None:
    """The day of the meeting that is booked, by which its cancelling is told; None if it has begun or has no day."""
    meeting = booked_meeting(facts)
    if meeting is None or has_begun(meeting, at):
        return None
    return local_date(meeting.start) if meeting.start is not None else meeting.day


def held_anyway(meeting: Meeting, at: datetime) -> bool:
    """Whether it was over before the day on which the consent ended: then that day changes nothing of it."""
    day = local_date(meeting.start) if meeting.start is not None else meeting.day
    return meeting.opened_nr is None and day is not None and day < local_date(at)


def attendance(facts: Facts, meeting: Meeting, otherwise: Attendance) -> tuple[tuple[str, Attendance], ...]:
    """What the log shows of each unit that was there, or was called or told of the day.

    ``otherwise`` is what it shows of one that was awaited, didn't come and didn't decline.
    """
    return tuple((unit, _of(facts, meeting, unit, otherwise)) for unit in sorted(_awaited(meeting)) if is_unit(unit))


def _awaited(meeting: Meeting) -> Iterable[str]:
    there = {*meeting.been_present, *meeting.declined}
    opened = meeting.opened_on
    for one in meeting.recipients:
        on_its_day = opened is None or one.asked.start is None or local_date(one.asked.start) == opened
        if on_its_day and knew_of_it(one):
            there.add(one.actor)
    if opened is None or meeting.told in (None, opened):
        there |= meeting.informed - {one.actor for one in meeting.recipients}
    return there


def _of(facts: Facts, meeting: Meeting, unit: str, otherwise: Attendance) -> Attendance:
    if unit in meeting.been_present:
        return Attendance.PRESENT
    called = meeting.recipient(unit)
    declined = called.reply is Reply.DECLINED if called is not None else unit in meeting.declined
    if not declined or otherwise is Attendance.NOT_HELD:
        return otherwise
    judged = (meeting.number, unit) in facts.declines
    return Attendance.DECLINED_OTHERWISE if judged else Attendance.DECLINED


def over(facts: Facts, nr: int | None, held: bool) -> Chain[Past]:
    """The meetings that are over, with the one that is booked or goes on, which this line ends."""
    meeting = booked_meeting(facts)
    if meeting is None:
        return facts.past
    lines = frozenset(one for one in (meeting.opened_nr, nr) if one is not None)
    shown = attendance(facts, meeting, Attendance.MISSED if held else Attendance.NOT_HELD)
    return facts.past.append(Past(meeting.number, lines, shown))
