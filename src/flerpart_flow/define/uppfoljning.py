"""Follow-ups: how one is booked, and the facts that a case with meetings and a plan begins from."""

from __future__ import annotations

from flerpart_flow.samverkan.plan.events import BokaUppfoljning
from flerpart_flow.samverkan.uppfoljning.effects import follow_up_booked
from flerpart_flow.samverkan.uppfoljning.facts import CaseFacts
from flerpart_flow.samverkan.uppfoljning.guards import when_and_who_under
from flerpart_flow.samverkan.uppfoljning.sight import follow_up_seen

__all__ = [
    "BokaUppfoljning",
    "CaseFacts",
    "follow_up_booked",
    "follow_up_seen",
    "when_and_who_under",
]
