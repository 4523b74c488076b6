"""What a summons does: the meeting is booked, those called are awaited, answer, and are told when it is off."""

from __future__ import annotations

from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.evolve import evolve
from flerpart_flow.samverkan.contacts import answered
from flerpart_flow.samverkan.facts import MeetingT
from flerpart_flow.samverkan.kallelse.asked import holds, recipient_of, recipients_of
from flerpart_flow.samverkan.kallelse.events import Avboj, Bekrafta, BokaOm, Kalla, StallIn
from flerpart_flow.samverkan.mote.meeting import Meeting, Recipient, Reply
from flerpart_flow.samverkan.mote.number import number_of_next


def called(facts: MeetingT, event: Kalla, rules: Rules) -> MeetingT:
    """The meeting is booked, and those called are awaited; outsiders are invited (A12)."""
    meeting = facts.meeting or Meeting(number_of_next(facts), event.by)
    known = {one.actor for one in meeting.recipients}
    new = tuple(one for one in recipients_of(event) if one.actor not in known)
    meeting = evolve(meeting, start=event.start or meeting.start, recipients=meeting.recipients + new)
    return evolve(facts, meeting=meeting)


def with_reply(meeting: Meeting, actor: str, reply: Reply) -> Meeting:
    """The meeting with what one of those called has said; they know then what the summons asks."""
    recipients = tuple(
        evolve(one, reply=reply, told=one.asked) if one.actor == actor else one for one in meeting.recipients
    )
    return evolve(meeting, recipients=recipients)


def still_called(meeting: Meeting, event: StallIn) -> tuple[Recipient, ...]:
    """Those who are still awaited once a notice has told some, or everybody, that the meeting is off."""
    return tuple(one for one in meeting.recipients if event.till and one.actor not in event.till)


def confirmed(facts: MeetingT, event: Bekrafta, rules: Rules) -> MeetingT:
    """Somebody who is called will come."""
    return _replied(facts, event, Reply.CONFIRMED)


def declined(facts: MeetingT, event: Avboj, rules: Rules) -> MeetingT:
    """Somebody who is called won't come, as they say before the meeting or when it has begun."""
    called = recipient_of(facts, event.by)
    late = called is not None and called.asked.start is not None and event.occurred_at > called.asked.start
    return _replied(facts, event, Reply.DECLINED_LATE if late else Reply.DECLINED)


def _replied(facts: MeetingT, event: Bekrafta | Avboj, reply: Reply) -> MeetingT:
    attempts, recipient = answered(facts.attempts, event.by), recipient_of(facts, event.by)
    if facts.meeting is None or recipient is None or not holds(recipient, event):
        return evolve(facts, attempts=attempts)
    return evolve(facts, meeting=with_reply(facts.meeting, event.by, reply), attempts=attempts)


def rebooked(facts: MeetingT, event: BokaOm, rules: Rules) -> MeetingT:
    """The meeting's number is used up, and everybody has to be called anew."""
    return facts if facts.meeting is None else evolve(facts, meeting=None, meetings=facts.meeting.number)


def cancelled(facts: MeetingT, event: StallIn, rules: Rules) -> MeetingT:
    """Those told are no longer awaited; when nobody is, the meeting is gone and its number used up."""
    meeting = facts.meeting
    if meeting is None:
        return facts
    left = still_called(meeting, event)
    if left:
        return evolve(facts, meeting=evolve(meeting, recipients=left))
    return evolve(facts, meeting=None, meetings=meeting.number)
