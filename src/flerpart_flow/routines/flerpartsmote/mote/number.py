"""Which meeting an event points at, by its number (FF-MOTE-1)."""

from __future__ import annotations

from typing import Any

from flerpart_flow.define import Findings, Message, Rules, guard, missing, state_guard
from flerpart_flow.routines.flerpartsmote.facts import Facts, number_of_next
from flerpart_flow.routines.flerpartsmote.role_names import SAMMANKALLANDE
from flerpart_flow.samverkan.kallelse.events import Kalla
from flerpart_flow.samverkan.mote.events import OppnaMote

WRONG_MEETING = Message("innehall.fel_mote")
NO_MEETING = Message("innehall.inget_mote")


@state_guard("FF-MOTE-1")
def there_is_a_meeting(facts: Facts, occasion: Any, rules: Rules) -> Findings:
    """A meeting is booked or going on."""
    if facts.meeting is not None:
        return ()
    return (missing("FF-MOTE-1", NO_MEETING, cure_by=SAMMANKALLANDE, cure=Kalla),)


@guard("FF-MOTE-1", reads=("mote",))
def concerns_the_meeting(facts: Facts, event: Any, rules: Rules) -> Findings:
    """The number, where one is given, is that of the meeting that is booked or going on."""
    if facts.meeting is None:
        return ()  # another guard says so
    now = facts.meeting.number
    return () if event.mote in (None, now) else (missing("FF-MOTE-1", WRONG_MEETING, cure=type(event), number=now),)


@guard("FF-MOTE-1", reads=("mote",))
def number_is_the_next(facts: Facts, event: OppnaMote, rules: Rules) -> Findings:
    """The number, where one is given, is that of the meeting booked now, or the next."""
    number = number_of_next(facts)
    if event.mote in (None, number):
        return ()
    return (missing("FF-MOTE-1", WRONG_MEETING, cure_by=SAMMANKALLANDE, cure=OppnaMote, number=number),)
