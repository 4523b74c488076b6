"""The days that an agenda tells of beside those of the duties: meetings, a time that is given, the consent's."""

from __future__ import annotations

from collections.abc import Iterator

from flerpart_flow.define import Dated, Rules, local_date
from flerpart_flow.routines.flerpartsmote.facts import Facts, MeetingTime
from flerpart_flow.samverkan.mote.events import OppnaMote
from flerpart_flow.samverkan.mote.meeting import Meeting
from flerpart_flow.samverkan.samtycke.dates import consent_dates


def dates(facts: Facts, rules: Rules) -> Iterator[Dated]:
    """The meeting that is booked or else the time or the day for it, and what the consent asks for."""
    meeting, booked = facts.meeting, facts.follow_up
    if meeting is not None:
        yield from _meeting(meeting, facts.time)
    elif facts.time is not None:
        yield _given(facts.time)
    elif booked is not None:
        yield Dated(kind="uppfoljning", norms=("FM-ROLL-7",), day=booked.day)
    yield from consent_dates("FM-SAMTYCKE-2", facts, rules)


def _meeting(meeting: Meeting, time: MeetingTime | None) -> Iterator[Dated]:
    """A meeting that hasn't begun, with the place and the end that the summons gave, or else the time."""
    if meeting.opened_nr is not None:
        return
    kind, norm = ("uppfoljningsmote", "FM-UPPFOLJ-1") if meeting.followup else ("mote", "FM-KALLELSE-1")
    act, owed = OppnaMote.name, meeting.followup  # a follow-up is held as a duty, which is late (FM-UPPFOLJ-1)
    if meeting.start is not None:
        asked = next((one.asked for one in meeting.recipients if one.asked.start == meeting.start), None)
        same = time if time is not None and time.start == meeting.start else None
        place = (asked.place if asked else None) or (same.place if same else None)
        end = (asked.end if asked else None) or (same.end if same else None)
        day = local_date(meeting.start)
        yield Dated(
            kind=kind,
            norms=(norm,),
            day=day,
            at=meeting.start,
            end=end,
            place=place,
            about=meeting.number,
            act=act,
            owed=owed,
        )
    elif meeting.day is not None:
        yield Dated(kind=kind, norms=(norm,), day=meeting.day, about=meeting.number, act=act, owed=owed)


def _given(time: MeetingTime) -> Dated:
    day = local_date(time.start)
    return Dated(kind="given_tid", norms=("FM-BOKNING-3",), day=day, at=time.start, end=time.end, place=time.place)
