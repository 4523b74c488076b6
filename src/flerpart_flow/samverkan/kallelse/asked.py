"""What a summons asks each of those called, and whether an answer was given to what it asks now (reading A53)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from flerpart_flow.engine.definition.correction import Ratta
from flerpart_flow.engine.definition.recording import Numbers, Recording, Revise, Settle
from flerpart_flow.engine.record.events import Event
from flerpart_flow.samverkan.facts import MeetingFacts
from flerpart_flow.samverkan.kallelse.events import Avboj, Bekrafta, Kalla
from flerpart_flow.samverkan.mote.meeting import Asked, Recipient, Reply
from flerpart_flow.samverkan.plan.content import same_text


def asked_of(event: Kalla, actor: str) -> Asked:
    """What a summons asks somebody."""
    purposes = dict(event.syfte)
    return Asked(
        event.start,
        event.slut,
        same_text(event.plats) or None,
        same_text(purposes.get(actor)) or None,
        frozenset(same_text(one) for one in event.inbjudna),
    )


def recipients_of(event: Kalla) -> tuple[Recipient, ...]:
    """Those whom a summons calls, with what they were told and what it asks.

    Correcting it once the meeting has begun changes nothing of this: who was awaited, and when, is settled then.
    """
    told, asked = event.told or event, event.asked or event
    found = []
    for actor in asked.till:
        now = asked_of(asked, actor)
        then = now if told is asked or actor not in told.till else asked_of(told, actor)
        found.append(Recipient(actor, event.occurred_at, Reply.NONE, then, now, event.asked_since))
    return tuple(found)


def knew_of_it(recipient: Recipient) -> bool:
    """Whether the one called was told of the time and place that the meeting has (nobody is absent otherwise)."""
    return not recipient.told.moved(recipient.asked)


def holds(recipient: Recipient, event: Bekrafta | Avboj) -> bool:
    """Whether an answer was given to what the summons asks now."""
    asked = event.asked
    if asked is None and recipient.asked_since is not None and event.occurred_at < recipient.asked_since:
        asked = recipient.told  # recorded when the summons was refused, and said before it was corrected
    return asked is None or not asked.became(recipient.asked)


def recipient_of(facts: MeetingFacts, actor: str) -> Recipient | None:
    """Somebody who is called to the meeting booked now, or None."""
    return facts.meeting.recipient(actor) if facts.meeting is not None else None


def asked_when_said(recipient: Recipient, event: Bekrafta | Avboj) -> Asked:
    """What somebody was asked when they answered: before a correction, what the summons asked then."""
    before = recipient.asked_since is not None and event.occurred_at < recipient.asked_since
    return recipient.told if before else recipient.asked


def begun(line: Kalla, correction: Ratta) -> bool:
    """Whether the meeting's time had come when the correction was recorded."""
    start = (line.asked or line).start
    return start is not None and correction.recorded_at >= start


def _answers(event: Any, recording: Recording) -> Any:
    recipient = recipient_of(recording.before, event.by)
    return event.marked(asked=None if recipient is None else asked_when_said(recipient, event))


def summons_anew(event: Kalla, before: Kalla, correction: Ratta, numbers: Numbers) -> Kalla:
    """A corrected summons keeps how it read first; once the meeting has begun it asks what it asked."""
    told = before.told or before
    if begun(before, correction):
        return event.marked(told=told, asked=before.asked or before)
    return event.marked(told=told, asked=event.marked(told=None, asked=None), asked_since=correction.occurred_at)


SETTLES: Final[Mapping[type[Event], Settle]] = dict.fromkeys((Bekrafta, Avboj), _answers)
REVISES: Final[Mapping[type[Event], Revise]] = {Kalla: summons_anew}
