"""When each owes its measures and a follow-up of them, and when no more (FM-GENOMF-1, -2)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from flerpart_flow.define import Owed, Rules
from flerpart_flow.routines.flerpartsmote.facts import Facts
from flerpart_flow.routines.flerpartsmote.uppfoljning.duties import follow_up_day
from flerpart_flow.samverkan.actors import is_unit
from flerpart_flow.samverkan.atgarder.duties import newly_bound
from flerpart_flow.samverkan.plan.events import GodkannPlan


def to_follow_up(before: Facts, event: GodkannPlan, after: Facts, rules: Rules) -> Iterable[Owed]:
    """A unit that approves the plan and has a measure in it follows it up by itself."""
    for version, who in newly_bound(before, after):
        if is_unit(who) and who in version.plan.responsible():
            yield Owed(who, None, version.number)


def own_follow_up_day(facts: Facts, owed: Owed, rules: Rules) -> date | None:
    """The day of the follow-up that looks at this version: the one going on, else the next."""
    meeting = facts.meeting
    if meeting is not None and meeting.day is not None and meeting.version == owed.about:
        return meeting.day
    return follow_up_day(facts, owed, rules)


def newer_version(facts: Facts, event: GodkannPlan, owed: Owed) -> bool:
    """Another version of the plan is in force."""
    return facts.current is not None and facts.current.number != owed.about
