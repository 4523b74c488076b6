"""What must hold to act on a measure: guards, made for a routine's norms and for whoever answers for measures in it."""

from __future__ import annotations

from typing import Any

from flerpart_flow.engine.definition.guards import Guard, guard
from flerpart_flow.engine.rules.findings import Finding, Findings, Message, RoleName, missing
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.samverkan.actors import INDIVID, is_individual
from flerpart_flow.samverkan.facts import PlanFacts
from flerpart_flow.samverkan.plan.approval import bound
from flerpart_flow.samverkan.plan.events import GodkannPlan
from flerpart_flow.samverkan.plan.version import Version

NO_SUCH = Message("atgarder.finns_inte")
NOT_BOUND = Message("atgarder.bara_forslag")


def acting(event: Any) -> str:
    """Whose part of a measure an event tells of: a representative acts for the individual."""
    return INDIVID if is_individual(event.by) else str(event.by)


def not_bound(norm: str, plan: Version, event: Any) -> Finding:
    """That the one who acts hasn't approved the plan; the individual isn't pressed to (A69)."""
    if is_individual(event.by):
        return missing(norm, NOT_BOUND, number=plan.number)
    return missing(norm, NOT_BOUND, cure_by=event.by, cure=GodkannPlan, number=plan.number)


def theirs_under(norm: str, approval: str, by: RoleName) -> Guard[Any]:
    """A guard that the measure is in the plan, and the one who acts bound by it, as the norm on approval says."""

    @guard(norm, approval, reads=("atgard", "by"))
    def measure_is_theirs(facts: PlanFacts, event: Any, rules: Rules) -> Findings:
        """The measure stands in the plan in force, and the one who acts has approved the plan."""
        plan = facts.current
        if plan is None:
            return (missing(norm, NO_SUCH, cure_by=by, cure=type(event), count=0),)
        if plan.plan.measure(event.atgard) is None:
            return (missing(norm, NO_SUCH, cure_by=by, cure=type(event), count=len(plan.plan.atgarder)),)
        return () if bound(plan, acting(event)) else (not_bound(approval, plan, event),)

    return measure_is_theirs
