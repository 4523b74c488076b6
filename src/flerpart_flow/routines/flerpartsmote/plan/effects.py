"""What drafting, summing up, approving and handing out do: a version, an approval more, a plan in force, a copy."""

from __future__ import annotations

from typing import Final

from flerpart_flow.define import Rules
from flerpart_flow.routines.flerpartsmote.facts import Facts, changed
from flerpart_flow.routines.flerpartsmote.phases import A
from flerpart_flow.routines.flerpartsmote.plan.approval import approval_takes
from flerpart_flow.samverkan.actors import is_unit
from flerpart_flow.samverkan.plan import effects as plan
from flerpart_flow.samverkan.plan.effects import summed_up_with
from flerpart_flow.samverkan.plan.events import DelaUtPlan, GodkannPlan
from flerpart_flow.samverkan.plan.versions import pointed_at

summed_up: Final = summed_up_with(approval_takes)


def approved(facts: Facts, event: GodkannPlan, rules: Rules) -> Facts:
    """One more approval; a plan that is in force by it goes to each unit that it concerns, the chair has it."""
    after = plan.approved(facts, event, rules)
    if after.current is None or (facts.current is not None and facts.current.number == after.current.number):
        return after
    units = after.current.required | after.current.plan.responsible() | frozenset(after.wanted())
    return changed(after, uncopied=frozenset(one for one in units if is_unit(one) and one != after.chair))


def handed_out(facts: Facts, event: DelaUtPlan, rules: Rules) -> Facts:
    """Those have their copy of the plan in force."""
    version = pointed_at(facts, event)
    if version is None or facts.current is None or version.number != facts.current.number:
        return facts
    left = facts.uncopied.difference(event.till)
    return facts if left == facts.uncopied else changed(facts, uncopied=left)


def after_approval(facts: Facts, rules: Rules) -> str | None:
    """To the measures once a version is approved."""
    return A if facts.current is not None else None
