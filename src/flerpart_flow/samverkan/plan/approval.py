"""Whose approval a version of the plan still takes, and whom it binds (reading A14)."""

from __future__ import annotations

from flerpart_flow.engine.values.evolve import evolve
from flerpart_flow.samverkan.actors import INDIVID, is_unit
from flerpart_flow.samverkan.facts import SharedFacts
from flerpart_flow.samverkan.plan.version import Version
from flerpart_flow.samverkan.word.said import is_refused


def complete(facts: SharedFacts, version: Version) -> bool:
    """Everybody whose approval it takes has approved; a unit outside the consent, or said no to, isn't awaited."""
    silent = version.required - version.approvals
    return bool(version.required) and not any(one == INDIVID or _awaited(facts, one) for one in silent)


def _awaited(facts: SharedFacts, unit: str) -> bool:
    return facts.consent is not None and facts.consent.covers(unit) and not is_refused(facts.said, unit)


def bound(version: Version, actor: str) -> bool:
    """Whether one who answers for a measure has approved the version; an absent party isn't bound (A14)."""
    return actor in version.approvals


def awaited(facts: SharedFacts, version: Version) -> tuple[str, ...]:
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
