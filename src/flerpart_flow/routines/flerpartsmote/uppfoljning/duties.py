"""When the convener owes a follow-up and each unit an account, by which day, and when no more (FM-UPPFOLJ-1, -2)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from flerpart_flow.define import Event, Owed, Rules
from flerpart_flow.routines.flerpartsmote.facts import Facts, convener_of
from flerpart_flow.routines.flerpartsmote.uppfoljning.guards import accountable
from flerpart_flow.samverkan.mote.events import OppnaMote


def to_hold(before: Facts, event: Event, after: Facts, rules: Rules) -> Iterable[Owed]:
    """A plan is approved, or its follow-up booked anew: the convener owes the follow-up."""
    convener = convener_of(after)
    same = before.current is not None and after.current is not None and before.current.number == after.current.number
    if after.current is None or convener is None or (same and before.follow_up == after.follow_up):
        return ()
    return (Owed(convener, None, "uppfoljning"),)


def other_convener(facts: Facts, event: Event, owed: Owed) -> bool:
    """Somebody else convenes now."""
    return owed.bearer != convener_of(facts)


def is_follow_up(facts: Facts, event: OppnaMote, owed: Owed) -> bool:
    """The meeting that opens is a follow-up."""
    return facts.meeting is not None and facts.meeting.followup


def follow_up_day(facts: Facts, owed: Owed, rules: Rules) -> date | None:
    """The day of the follow-up: as booked, else as the plan has it."""
    if facts.follow_up is not None:
        return facts.follow_up.day
    return facts.current.plan.uppfoljning if facts.current is not None else None


def to_account(before: Facts, event: OppnaMote, after: Facts, rules: Rules) -> Iterable[Owed]:
    """Each unit of the plan that is followed up owes an account."""
    meeting = after.meeting
    return [Owed(unit, None, meeting.number) for unit in accountable(after, meeting)] if meeting is not None else ()
