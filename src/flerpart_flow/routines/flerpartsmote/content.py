"""Events that point at something: the meeting, the version, the measure, the thing they concern (FF-INNEHALL-1)."""

from __future__ import annotations

from typing import Any

from flerpart_flow.engine.findings import Finding, Findings, Message, missing
from flerpart_flow.engine.guards import Guard, guard
from flerpart_flow.routines.flerpartsmote.facts import Facts

MISSING_FIELD = Message("innehall.falt_saknas")
WRONG_MEETING = Message("innehall.fel_mote")
NO_MEETING = Message("innehall.inget_mote")
UNKNOWN_VERSION = Message("innehall.okand_version")

CONTENT = "FF-INNEHALL-1"


def lacks(event: Any, field: str, norm: str = CONTENT, by: str | None = None) -> Finding:
    """The finding that an event doesn't say what it has to; ``by`` is the role that can, else the one who acts."""
    return missing(norm, MISSING_FIELD, cure_by=by or event.by, cure=event.name, field=field, event=event.name)


def says(*fields: str, norm: str = CONTENT) -> Guard:
    """A guard that the event states every one of these fields."""

    def check(facts: Any, event: Any, rules: Any) -> Findings:
        return [lacks(event, field, norm) for field in fields if getattr(event, field) in (None, ())]

    check.__doc__ = f"The event states {', '.join(fields)}."
    return Guard(f"says_{'_'.join(fields)}", (norm,), check, fields, (MISSING_FIELD,))


@guard("FF-MOTE-1", reads=("mote",))
def concerns_the_meeting(facts: Facts, event: Any, rules: Any) -> Findings:
    """The number, where one is given, is that of the meeting that is booked or going on."""
    if facts.meeting is None:
        return (missing("FF-MOTE-1", NO_MEETING, cure_by="sammankallande", cure="kalla"),)
    now = facts.meeting.number
    return () if event.mote in (None, now) else (missing("FF-MOTE-1", WRONG_MEETING, cure=event.name, number=now),)


def number_of_next(facts: Facts) -> int:
    """The number that the meeting booked now has, or the next one gets."""
    return facts.meeting.number if facts.meeting else facts.meetings + 1
