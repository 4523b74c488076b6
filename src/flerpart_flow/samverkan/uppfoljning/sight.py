"""What one who takes part may see of a follow-up (docs/privacy.md)."""

from __future__ import annotations

import attrs

from flerpart_flow.samverkan.mote.meeting import FollowUp


def follow_up_seen(booked: FollowUp | None, who: str) -> FollowUp | None:
    """The follow-up, to one who was told of it or calls to it, without who else is."""
    if booked is None or who not in booked.informed | {booked.convener}:
        return None
    return attrs.evolve(booked, informed=booked.informed & {who}, declined=booked.declined & {who})
