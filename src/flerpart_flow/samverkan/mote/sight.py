"""What one who takes part may see of a meeting (docs/privacy.md)."""

from __future__ import annotations

import attrs

from flerpart_flow.samverkan.mote.meeting import Meeting, Past


def meeting_seen(meeting: Meeting | None, who: str) -> Meeting | None:
    """The meeting, to one who is called to it, was told of it, or is there; of the others, only those in the room."""
    if meeting is None:
        return None
    own = meeting.recipient(who)
    there = who in meeting.been_present
    if own is None and not there and who not in meeting.informed:
        return None
    seen = meeting.been_present if there else frozenset[str]()
    return attrs.evolve(
        meeting,
        recipients=() if own is None else (own,),
        opened_nr=None if meeting.opened_nr is None else 0,
        present=meeting.present & seen,
        been_present=seen,
        documenter=meeting.documenter if there else None,
        accounted=meeting.accounted & {who},
        informed=meeting.informed & {who},
        declined=meeting.declined & {who},
    )


def past_seen(past: Past, who: str) -> Past | None:
    """A meeting that is over, as one who was called to it may see it: that it was, and the own attendance."""
    own = tuple(one for one in past.attendance if one[0] == who)
    return Past(past.number, frozenset(), own) if own else None
