"""Who may act on a plan and on its measures: roles, made for a routine's norms."""

from __future__ import annotations

from typing import Any, Final

from flerpart_flow.engine.definition.moves import Role
from flerpart_flow.engine.rules.findings import RoleName
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.samverkan.actors import INDIVID, is_unit
from flerpart_flow.samverkan.facts import PlanFacts
from flerpart_flow.samverkan.plan.versions import draft_for
from flerpart_flow.samverkan.word.said import speaks

ANSVARIG: Final = RoleName("ansvarig")
GODKANNARE: Final = RoleName("godkannare")


def with_measures(facts: PlanFacts, rules: Rules) -> tuple[str, ...]:
    """Those who answer for a measure of the plan in force."""
    return tuple(sorted(facts.current.plan.responsible())) if facts.current else ()


def _bound(facts: PlanFacts, rules: Rules) -> tuple[str, ...]:
    """Those with a measure who have approved the plan; to the others it is only a proposal (A14)."""
    approvals = facts.current.approvals if facts.current else frozenset[str]()
    return tuple(one for one in with_measures(facts, rules) if one in approvals)


def approvers(facts: PlanFacts, rules: Rules) -> tuple[str, ...]:
    """The individual, the units at the meeting or whose approval it takes, and those with a measure."""
    version = facts.draft or facts.current
    named: set[str] = set()
    if version is not None:
        named = set(version.required | version.plan.responsible())
    if facts.meeting is not None:
        named |= facts.meeting.present
    return (INDIVID, *sorted(actor for actor in named if is_unit(actor)))


def _approves(facts: PlanFacts, event: Any, rules: Rules) -> bool:
    """Whether the one who acts is one of the approvers, told without naming them all."""
    by = event.by
    if not is_unit(by):
        return speaks(facts, by)
    version = draft_for(facts, event.nr)[0] or facts.current
    if version is not None and (by in version.required or by in version.plan.responsible()):
        return True
    return facts.meeting is not None and by in facts.meeting.present


def _answers_for_it(facts: PlanFacts, event: Any, rules: Rules) -> bool:
    measure = facts.current.plan.measure(event.atgard) if facts.current else None
    if measure is None:
        return True  # which measure is asked for by its own guard
    return event.by in measure.ansvariga or (speaks(facts, event.by) and INDIVID in measure.ansvariga)


def _may_answer_for_one(facts: PlanFacts, by: str, rules: Rules) -> bool:
    """Whether the plan in force names the actor for some measure, whichever the event is about."""
    named = with_measures(facts, rules)
    return by in named or (speaks(facts, by) and INDIVID in named)


def approver(code: str, norm: str) -> Role:
    """Those whose answer a plan takes: the individual, the units at the meeting, those with a measure."""
    return Role(code, norm, _approves, approvers)


def responsible(code: str, norm: str) -> Role:
    """Those who answer for a measure of the plan in force."""
    return Role(code, norm, _answers_for_it, _bound, asks=_may_answer_for_one)
