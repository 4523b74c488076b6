"""What closing ends: a summons that stands, a meeting in progress."""

from __future__ import annotations

from flerpart_flow.define import Event, Rules
from flerpart_flow.routines.flerpartsmote.facts import Cancelled, Facts, changed


def closed(facts: Facts, event: Event, rules: Rules) -> Facts:
    """Closing cancels a standing summons with the neutral notice, and ends a meeting in progress."""
    meeting = facts.meeting
    if meeting is None:
        return changed(facts, chair_offered=None, follow_up=None)
    told = frozenset(one.actor for one in meeting.recipients)
    return changed(
        facts,
        meeting=None,
        meetings=meeting.number,
        cancelled=Cancelled(meeting.number, meeting.caller, told),
        chair_offered=None,
        follow_up=None,
    )
