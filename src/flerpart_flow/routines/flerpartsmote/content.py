"""Events that point at the meeting or at a version of the plan."""

from __future__ import annotations

from typing import Any

from flerpart_flow.define import Findings, Message, Rules, guard, missing
from flerpart_flow.routines.flerpartsmote.facts import Facts

WRONG_MEETING = Message("innehall.fel_mote")
NO_MEETING = Message("innehall.inget_mote")
UNKNOWN_VERSION = Message("innehall.okand_version")


@guard("FF-MOTE-1", reads=("mote",))
def concerns_the_meeting(facts: Facts, event: Any, rules: Rules) -> Findings:
    """The number, where one is given, is that of the meeting that is booked or going on."""
    if facts.meeting is None:
        return (missing("FF-MOTE-1", NO_MEETING, cure_by="sammankallande", cure="kalla"),)
    now = facts.meeting.number
    return () if event.mote in (None, now) else (missing("FF-MOTE-1", WRONG_MEETING, cure=event.name, number=now),)


def number_of_next(facts: Facts) -> int:
    """The number that the meeting booked now has, or the next one gets."""
    return facts.meeting.number if facts.meeting else facts.meetings + 1
