"""What closing ends: a summons that stands, a meeting in progress."""

from __future__ import annotations

from flerpart_flow.define import Event, Rules
from flerpart_flow.routines.flerpartsmote.facts import Cancelled, Facts, changed
from flerpart_flow.routines.flerpartsmote.mote.attendance import booked_meeting, has_begun, over


def closed(facts: Facts, event: Event, rules: Rules) -> Facts:
    """Closing cancels a standing summons with the neutral notice, and ends a meeting in progress."""
    meeting, awaited = facts.meeting, booked_meeting(facts)
    past = over(facts, event.nr, held=awaited is not None and has_begun(awaited, event.occurred_at))
    if meeting is None:
        return changed(facts, chair_offered=None, follow_up=None, past=past)
    told = frozenset(one.actor for one in meeting.recipients)
    return changed(
        facts,
        meeting=None,
        meetings=meeting.number,
        cancelled=Cancelled(meeting.number, meeting.caller, told),
        chair_offered=None,
        follow_up=None,
        past=past,
    )
