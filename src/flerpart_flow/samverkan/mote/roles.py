"""Who may act on a meeting: roles, made for a routine's norms."""

from __future__ import annotations

from typing import Final

from flerpart_flow.engine.definition.moves import Role
from flerpart_flow.engine.rules.findings import RoleName
from flerpart_flow.samverkan.facts import MeetingFacts
from flerpart_flow.samverkan.kallelse.asked import recipient_of
from flerpart_flow.samverkan.roles import one

MOTESORDFORANDE: Final = RoleName("motesordforande")


def _chair_of_meeting(facts: MeetingFacts) -> str | None:
    return facts.meeting.chair if facts.meeting else None


def meeting_chair(code: str, norm: str) -> Role:
    """Whoever opened the meeting that goes on."""
    return one(code, norm, _chair_of_meeting)


def recipient(code: str, norm: str) -> Role:
    """Those who are called to the meeting that is booked."""
    return Role(
        code,
        norm,
        lambda facts, event, rules: recipient_of(facts, event.by) is not None,
        lambda facts, rules: tuple(one.actor for one in facts.meeting.recipients) if facts.meeting else (),
    )
