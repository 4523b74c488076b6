"""When each owes its measures and a follow-up of them, and when no more (FM-GENOMF-1, -2)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from flerpart_flow.define import Owed, Rules
from flerpart_flow.routines.flerpartsmote.atgarder.guards import acting
from flerpart_flow.routines.flerpartsmote.facts import Facts
from flerpart_flow.routines.flerpartsmote.uppfoljning.duties import follow_up_day
from flerpart_flow.samverkan.actors import INDIVID, is_unit
from flerpart_flow.samverkan.plan.approval import bound
from flerpart_flow.samverkan.plan.content import same_id
from flerpart_flow.samverkan.plan.events import GodkannPlan
from flerpart_flow.samverkan.plan.version import MeasureState, Version


def _newly_bound(before: Facts, after: Facts) -> Iterable[tuple[Version, str]]:
    version = after.current
    if version is None or version is before.current:
        return
    old = before.current.approvals if before.current and before.current.number == version.number else frozenset()
    yield from ((version, who) for who in sorted(version.approvals - old))


def to_carry_out(before: Facts, event: GodkannPlan, after: Facts, rules: Rules) -> Iterable[Owed]:
    """Whoever approves the plan owes the measures in it that are theirs."""
    open_states = (MeasureState.DECIDED, MeasureState.STARTED)
    for version, who in _newly_bound(before, after):
        for measure in version.plan.atgarder:
            if who in measure.ansvariga and measure.id and after.part_state(measure.id, who) in open_states:
                yield Owed(who, INDIVID if is_unit(who) else None, measure.id)


def number_in_plan(facts: Facts, owed: Owed) -> int | None:
    """What an answer calls the measure by."""
    return facts.number_of(owed.about)


def that_measure(facts: Facts, event: Any, owed: Owed) -> bool:
    """It is this measure, whoever bears it."""
    return same_id(event.atgard) == same_id(owed.about)


def their_part(facts: Facts, event: Any, owed: Owed) -> bool:
    """It is this measure, and the bearer's own part of it (reading A61)."""
    return same_id(event.atgard) == same_id(owed.about) and acting(event) == owed.bearer


def gone_from_plan(facts: Facts, event: GodkannPlan, owed: Owed) -> bool:
    """Whether the plan in force has the measure no longer, or only as a proposal to the one who owed it (A14)."""
    measure = facts.current.plan.measure(owed.about) if facts.current is not None else None
    if facts.current is None or measure is None or owed.bearer not in measure.ansvariga:
        return True
    return not bound(facts.current, owed.bearer)


def last_day(facts: Facts, owed: Owed, rules: Rules) -> date | None:
    """The last day that the plan gives the measure, if any; one before the plan's own day is a slip of the pen.

    The individual's own measure is never late (reading A61).
    """
    if owed.bearer == INDIVID:
        return None
    version = facts.current
    measure = version.plan.measure(owed.about) if version is not None else None
    if version is None or measure is None or measure.klart_senast is None:
        return None
    slip = version.drawn_on is not None and measure.klart_senast < version.drawn_on
    return None if slip else measure.klart_senast


def to_follow_up(before: Facts, event: GodkannPlan, after: Facts, rules: Rules) -> Iterable[Owed]:
    """A unit that approves the plan and has a measure in it follows it up by itself."""
    for version, who in _newly_bound(before, after):
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
