"""What booking a follow-up does."""

from __future__ import annotations

from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.evolve import evolve
from flerpart_flow.samverkan.facts import FollowUpT
from flerpart_flow.samverkan.mote.meeting import FollowUp
from flerpart_flow.samverkan.plan.events import BokaUppfoljning


def follow_up_booked(facts: FollowUpT, event: BokaUppfoljning, rules: Rules) -> FollowUpT:
    """The latest booking counts; those at the meeting know of it (A16)."""
    if event.datum is None or event.sammankallande is None:
        return facts
    present = facts.meeting.present if facts.meeting else frozenset[str]()
    asked = event.asked or event.datum
    knows = event.told in (None, asked)  # nobody has been told of a day that a correction set (reading A53)
    return evolve(
        facts,
        follow_up=FollowUp(event.datum, event.sammankallande, present if knows else frozenset(), told=asked),
    )
