"""Which meeting an event points at, by its number: guards, made for the norms of a routine."""

from __future__ import annotations

from typing import Any

from flerpart_flow.engine.definition.guards import Guard, Occasion, guard, state_guard
from flerpart_flow.engine.rules.findings import Findings, Message, RoleName, missing
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.samverkan.facts import MeetingFacts
from flerpart_flow.samverkan.kallelse.events import Kalla
from flerpart_flow.samverkan.mote.events import OppnaMote

WRONG_MEETING = Message("innehall.fel_mote")
NO_MEETING = Message("innehall.inget_mote")


def number_of_next(facts: MeetingFacts) -> int:
    """The number that the meeting booked now has, or the next one gets."""
    return facts.meeting.number if facts.meeting else facts.meetings + 1


def a_meeting_under(norm: str, by: RoleName) -> Guard[Occasion]:
    """A guard that there is a meeting; ``by`` calls to one."""

    @state_guard(norm)
    def there_is_a_meeting(facts: MeetingFacts, occasion: Any, rules: Rules) -> Findings:
        """A meeting is booked or going on."""
        if facts.meeting is not None:
            return ()
        return (missing(norm, NO_MEETING, cure_by=by, cure=Kalla),)

    return there_is_a_meeting


def that_meeting_under(norm: str) -> Guard[Any]:
    """A guard that it is the meeting booked or going on."""

    @guard(norm, reads=("mote",))
    def concerns_the_meeting(facts: MeetingFacts, event: Any, rules: Rules) -> Findings:
        """The number, where one is given, is that of the meeting that is booked or going on."""
        if facts.meeting is None:
            return ()  # another guard says so
        now = facts.meeting.number
        return () if event.mote in (None, now) else (missing(norm, WRONG_MEETING, cure=type(event), number=now),)

    return concerns_the_meeting


def next_number_under(norm: str, by: RoleName) -> Guard[OppnaMote]:
    """A guard that it is the meeting booked now, or the next; ``by`` opens it."""

    @guard(norm, reads=("mote",))
    def number_is_the_next(facts: MeetingFacts, event: OppnaMote, rules: Rules) -> Findings:
        """The number, where one is given, is that of the meeting booked now, or the next."""
        number = number_of_next(facts)
        if event.mote in (None, number):
            return ()
        return (missing(norm, WRONG_MEETING, cure_by=by, cure=OppnaMote, number=number),)

    return number_is_the_next
