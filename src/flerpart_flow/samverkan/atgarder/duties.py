"""When each owes its measures, and when no more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from flerpart_flow.engine.definition.duties import Owed
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.samverkan.actors import INDIVID, is_unit
from flerpart_flow.samverkan.atgarder.guards import acting
from flerpart_flow.samverkan.facts import PlanFacts
from flerpart_flow.samverkan.plan.approval import bound
from flerpart_flow.samverkan.plan.content import same_id
from flerpart_flow.samverkan.plan.events import GodkannPlan
from flerpart_flow.samverkan.plan.version import MeasureState, Version
from flerpart_flow.samverkan.plan.versions import number_in_force, part_state

STILL_OPEN: Final = (MeasureState.DECIDED, MeasureState.STARTED)


def newly_bound(before: PlanFacts, after: PlanFacts) -> Iterable[tuple[Version, str]]:
    """The version in force with each who has approved it now and hadn't before."""
    version = after.current
    if version is None or version is before.current:
        return
    old = before.current.approvals if before.current and before.current.number == version.number else frozenset()
    yield from ((version, who) for who in sorted(version.approvals - old))


def to_carry_out(before: PlanFacts, event: GodkannPlan, after: PlanFacts, rules: Rules) -> Iterable[Owed]:
    """Whoever approves the plan owes the measures in it that are theirs."""
    for version, who in newly_bound(before, after):
        for measure in version.plan.atgarder:
            if who in measure.ansvariga and measure.id and part_state(after, measure.id, who) in STILL_OPEN:
                yield Owed(who, INDIVID if is_unit(who) else None, measure.id)


def number_in_plan(facts: PlanFacts, owed: Owed) -> int | None:
    """What an answer calls the measure by."""
    return number_in_force(facts, owed.about)


def that_measure(facts: PlanFacts, event: Any, owed: Owed) -> bool:
    """It is this measure, whoever bears it."""
    return same_id(event.atgard) == same_id(owed.about)


def their_part(facts: PlanFacts, event: Any, owed: Owed) -> bool:
    """It is this measure, and the bearer's own part of it (reading A61)."""
    return same_id(event.atgard) == same_id(owed.about) and acting(event) == owed.bearer


def gone_from_plan(facts: PlanFacts, event: GodkannPlan, owed: Owed) -> bool:
    """Whether the plan in force has the measure no longer, or only as a proposal to the one who owed it (A14)."""
    if facts.current is None:
        return True
    measure = facts.current.plan.measure(owed.about)
    return measure is None or owed.bearer not in measure.ansvariga or not bound(facts.current, owed.bearer)


def last_day(facts: PlanFacts, owed: Owed, rules: Rules) -> date | None:
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
