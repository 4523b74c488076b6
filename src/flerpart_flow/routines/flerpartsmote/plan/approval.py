"""Whose approval a version of the plan takes, and whom it binds (FM-ROLL-5, reading A14)."""

from __future__ import annotations

from flerpart_flow.define import Rules
from flerpart_flow.routines.flerpartsmote.facts import Facts
from flerpart_flow.routines.flerpartsmote.parameters import APPROVAL_RULE
from flerpart_flow.samverkan.actors import INDIVID, is_unit
from flerpart_flow.samverkan.plan.version import Version


def approval_takes(facts: Facts, version: Version, rules: Rules) -> frozenset[str]:
    """Whose approval a version takes: the individual and, by the rules, which units (reading A14)."""
    present = facts.meeting.present if facts.meeting else frozenset[str]()
    units = frozenset(one for one in present if is_unit(one))
    rule = rules.value(APPROVAL_RULE)
    if rule == "all_with_measures":
        units &= version.plan.responsible()
    elif rule == "all_parties":
        units |= frozenset(one for one in facts.wanted() if is_unit(one))
    return units | {INDIVID}
