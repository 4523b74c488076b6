"""What a case knows of meetings, plans and who coordinates."""

from __future__ import annotations

from flerpart_flow.define import YES, Rules
from flerpart_flow.routines.ung_intro.facts import UNG_INTRO, Facts, Plan, changed
from flerpart_flow.routines.ung_intro.samverkan.events import (
    EtableraSamordning,
    InitieraFlerpartsmote,
    InitieraSip,
    RegistreraPlan,
    UpprattaGemensamPlanering,
)
from flerpart_flow.samverkan.actors import is_of


def sip_initiated(facts: Facts, event: InitieraSip, rules: Rules) -> Facts:
    """A SIP is on its way."""
    return changed(facts, initiated=(*facts.initiated, Plan("sip", event.arende or "")))


def meeting_initiated(facts: Facts, event: InitieraFlerpartsmote, rules: Rules) -> Facts:
    """A flerpartsmöte is on its way."""
    return changed(facts, initiated=(*facts.initiated, Plan("flerpartsmote", event.arende or "")))


def plan_registered(facts: Facts, event: RegistreraPlan, rules: Rules) -> Facts:
    """There is a plan that others start from; one that is registered twice stands once."""
    plan = Plan(event.planform or "", event.arende or "")
    return changed(facts, plans=tuple(dict.fromkeys((*facts.plans, plan))))


def jointly_planned(facts: Facts, event: UpprattaGemensamPlanering, rules: Rules) -> Facts:
    """There is a joint plan towards work."""
    return changed(facts, joint_plan=True)


def coordinated(facts: Facts, event: EtableraSamordning, rules: Rules) -> Facts:
    """Somebody coordinates: Ung Intro, or the one that was agreed on, which takes part by that."""
    other = event.samordnare
    agreed = other is not None and event.overenskommet is YES and not is_of(other, UNG_INTRO)
    joins = frozenset({other}) if agreed and other is not None else frozenset[str]()
    return changed(facts, coordinator=other if agreed else None, left=facts.left - joins)
