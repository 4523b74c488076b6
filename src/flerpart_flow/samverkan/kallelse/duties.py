"""Who owes an answer to a summons, and when no more."""

from __future__ import annotations

from collections.abc import Iterable

from flerpart_flow.engine.definition.duties import Owed
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.samverkan.actors import is_unit
from flerpart_flow.samverkan.facts import MeetingFacts
from flerpart_flow.samverkan.kallelse.asked import holds, recipient_of
from flerpart_flow.samverkan.kallelse.events import Avboj, Bekrafta, Kalla


def to_confirm(before: MeetingFacts, event: Kalla, after: MeetingFacts, rules: Rules) -> Iterable[Owed]:
    """Each unit that is called owes the caller a confirmation, and has to prepare itself."""
    number = after.meeting.number if after.meeting else None
    return [Owed(one, event.by, number) for one in event.till if is_unit(one) and one != event.by]


def has_answered(facts: MeetingFacts, event: Event, owed: Owed) -> bool:
    """They have answered, and to what the summons asks now (reading A53)."""
    recipient = recipient_of(facts, event.by)
    holding = isinstance(event, (Bekrafta, Avboj)) and (recipient is None or holds(recipient, event))
    return holding and event.by == owed.bearer


def no_longer_awaited(facts: MeetingFacts, event: Event, owed: Owed) -> bool:
    """The meeting is gone or has begun, or the one who owes it isn't called to it any more."""
    meeting = facts.meeting
    if meeting is None or meeting.number != owed.about or meeting.opened_nr is not None:
        return True
    return meeting.recipient(owed.bearer) is None
