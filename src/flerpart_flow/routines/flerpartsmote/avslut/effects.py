"""What closing ends: a summons that stands, a follow-up that was booked, a meeting in progress."""

from __future__ import annotations

from flerpart_flow.define import Event, Rules
from flerpart_flow.routines.flerpartsmote.facts import Facts, changed
from flerpart_flow.routines.flerpartsmote.mote.attendance import booked_meeting, day_to_come, has_begun, over
from flerpart_flow.samverkan.mote.meeting import Cancelled, off_for
from flerpart_flow.samverkan.mote.number import number_of_next


def closed(facts: Facts, event: Event, rules: Rules) -> Facts:
    """Closing cancels what stands, for those who await it to be told of neutrally, and ends a meeting in progress."""
    number = number_of_next(facts)
    told = _awaiting(facts)
    awaited = booked_meeting(facts)
    past = over(facts, event.nr, held=awaited is not None and has_begun(awaited, event.occurred_at))
    return changed(
        facts,
        meeting=None,
        meetings=number if facts.meeting is not None or told else facts.meetings,
        cancelled=_to_tell(facts, event, number, told),
        chair_offered=None,
        follow_up=None,
        past=past,
    )


def _awaiting(facts: Facts) -> frozenset[str]:
    """Those who await a meeting that hasn't begun: called to it, or there when the follow-up was booked (A16)."""
    meeting, booked = facts.meeting, facts.follow_up
    told = booked.informed if booked is not None else frozenset[str]()
    if meeting is not None and meeting.opened_nr is None:
        told |= frozenset(one.actor for one in meeting.recipients)
    return told - {facts.chair or ""}


def _to_tell(facts: Facts, event: Event, number: int, told: frozenset[str]) -> Cancelled | None:
    if not told:
        return facts.cancelled
    caller = facts.meeting.caller if facts.meeting is not None else facts.chair or ""
    return off_for(told, number, caller, day_to_come(facts, event.occurred_at), facts.cancelled)
