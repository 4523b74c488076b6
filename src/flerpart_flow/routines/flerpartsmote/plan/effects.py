"""What drafting, summing up, approving and booking do: a new version, an approval more, a plan in force."""

from __future__ import annotations

from typing import Final

from flerpart_flow.define import Rules
from flerpart_flow.routines.flerpartsmote.facts import Facts, changed
from flerpart_flow.routines.flerpartsmote.phases import A
from flerpart_flow.routines.flerpartsmote.plan.approval import approval_takes
from flerpart_flow.samverkan.mote.meeting import FollowUp
from flerpart_flow.samverkan.plan.effects import summed_up_with
from flerpart_flow.samverkan.plan.events import (
    BokaUppfoljning,
)

summed_up: Final = summed_up_with(approval_takes)


def follow_up_booked(facts: Facts, event: BokaUppfoljning, rules: Rules) -> Facts:
    """The latest booking counts; those at the meeting know of it (A16)."""
    if event.datum is None or event.sammankallande is None:
        return facts
    present = facts.meeting.present if facts.meeting else frozenset[str]()
    asked = event.asked or event.datum
    knows = event.told in (None, asked)  # nobody has been told of a day that a correction set (reading A53)
    return changed(
        facts,
        follow_up=FollowUp(event.datum, event.sammankallande, present if knows else frozenset(), told=asked),
    )


def after_approval(facts: Facts, rules: Rules) -> str | None:
    """To the measures once a version is approved."""
    return A if facts.current is not None else None
