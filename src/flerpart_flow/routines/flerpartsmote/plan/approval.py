"""Whose approval a version of the plan takes, and whom it binds (FM-ROLL-5, reading A14)."""

from __future__ import annotations

from flerpart_flow.define import Rules, evolve
from flerpart_flow.routines.flerpartsmote.facts import Facts
from flerpart_flow.routines.flerpartsmote.parameters import APPROVAL_RULE
from flerpart_flow.samverkan.actors import INDIVID, is_unit
from flerpart_flow.samverkan.plan.version import Version
from flerpart_flow.samverkan.word.said import is_refused


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


def complete(facts: Facts, version: Version) -> bool:
    """Everybody whose approval it takes has approved; a unit outside the consent, or said no to, isn't awaited."""
    awaited = (one for one in version.required if one == INDIVID or _awaited(facts, one))
    return bool(version.required) and version.approvals.issuperset(awaited)


def _awaited(facts: Facts, unit: str) -> bool:
    return facts.consent is not None and facts.consent.covers(unit) and not is_refused(facts.said, unit)


def bound(version: Version, actor: str) -> bool:
    """Whether one who answers for a measure has approved the version; an absent party isn't bound (A14)."""
    return actor in version.approvals


def awaited(facts: Facts, version: Version) -> tuple[str, ...]:
    """Those whose answer to a version that was summed up is awaited: its approval takes them, and they are silent."""
    answered = version.approvals | version.rejections
    covers = facts.consent.covers if facts.consent is not None else is_unit
    return tuple(
        one for one in sorted(version.required - answered) if version.summed_up and (one == INDIVID or covers(one))
    )


def silent_are_absent(version: Version) -> Version:
    """On the day of the follow-up those who had left after the sum-up and are still silent count as absent (A60).

    The version no longer takes their approval, and their measures in it stay proposed.
    """
    silent = version.left - version.approvals - version.rejections
    return evolve(version, required=version.required - silent, left=version.left - silent) if silent else version
