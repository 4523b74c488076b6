"""What must hold to act on a measure: it stands in the plan, and the one who acts is bound by it (FM-GENOMF-1)."""

from __future__ import annotations

from typing import Any

from flerpart_flow.define import Finding, Findings, Message, Rules, guard, missing
from flerpart_flow.routines.flerpartsmote.facts import Facts
from flerpart_flow.routines.flerpartsmote.role_names import ANSVARIG
from flerpart_flow.samverkan.actors import INDIVID, is_individual
from flerpart_flow.samverkan.plan.approval import bound
from flerpart_flow.samverkan.plan.events import GodkannPlan

NO_SUCH = Message("atgarder.finns_inte")
NOT_BOUND = Message("atgarder.bara_forslag")


@guard("FM-ROLL-5", reads=("by",))
def has_approved(facts: Facts, event: Any, rules: Rules) -> Findings:
    """Whoever acts on a measure has approved the plan, whichever measure it is."""
    plan = facts.current
    if plan is None or acting(event) not in plan.plan.responsible() or bound(plan, acting(event)):
        return ()
    return (_not_bound(facts, event),)


def _not_bound(facts: Facts, event: Any) -> Finding:
    """That the one who acts hasn't approved the plan; the individual isn't pressed to (A69)."""
    number = facts.current.number if facts.current is not None else 0
    if is_individual(event.by):
        return missing("FM-ROLL-5", NOT_BOUND, number=number)
    return missing("FM-ROLL-5", NOT_BOUND, cure_by=event.by, cure=GodkannPlan, number=number)


def acting(event: Any) -> str:
    """Whose part of a measure an event tells of: a representative acts for the individual."""
    return INDIVID if is_individual(event.by) else str(event.by)


@guard("FM-GENOMF-1", "FM-ROLL-5", reads=("atgard", "by"))
def measure_is_theirs(facts: Facts, event: Any, rules: Rules) -> Findings:
    """The measure stands in the plan in force, and the one who acts has approved the plan."""
    measure = facts.current.plan.measure(event.atgard) if facts.current is not None else None
    if measure is None:
        known = tuple(one.id or "" for one in facts.current.plan.atgarder) if facts.current else ()
        return (missing("FM-GENOMF-1", NO_SUCH, cure_by=ANSVARIG, cure=type(event), count=len(known)),)
    if facts.current is not None and not bound(facts.current, acting(event)):
        return (_not_bound(facts, event),)
    return ()
