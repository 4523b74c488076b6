"""Meetings: the events, what must hold for one to open, what they do, who chairs."""

from __future__ import annotations

from flerpart_flow.samverkan.mote.effects import documenter_named, ended, opened, presence_changed
from flerpart_flow.samverkan.mote.events import AndraNarvaro, AvbrytMote, AvslutaMote, OppnaMote, UtseDokumenterare
from flerpart_flow.samverkan.mote.guards import (
    arriving_under,
    booked_under,
    chaired_under,
    individual_there_under,
    its_day_under,
    present_under,
    several_under,
)
from flerpart_flow.samverkan.mote.meeting import Meeting, Recipient, Reply
from flerpart_flow.samverkan.mote.number import a_meeting_under, next_number_under, number_of_next
from flerpart_flow.samverkan.mote.roles import MOTESORDFORANDE, meeting_chair
from flerpart_flow.samverkan.mote.sight import meeting_seen, past_seen

__all__ = [
    "MOTESORDFORANDE",
    "AndraNarvaro",
    "AvbrytMote",
    "AvslutaMote",
    "Meeting",
    "OppnaMote",
    "Recipient",
    "Reply",
    "UtseDokumenterare",
    "a_meeting_under",
    "arriving_under",
    "booked_under",
    "chaired_under",
    "documenter_named",
    "ended",
    "individual_there_under",
    "its_day_under",
    "meeting_chair",
    "meeting_seen",
    "next_number_under",
    "number_of_next",
    "opened",
    "past_seen",
    "presence_changed",
    "present_under",
    "several_under",
]
