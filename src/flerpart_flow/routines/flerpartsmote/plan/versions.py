"""Which version an event concerns, and what must hold before somebody approves it (FM-ROLL-4, FM-UPPFOLJ-3)."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from flerpart_flow.define import (
    Findings,
    Message,
    Occasion,
    Rules,
    Severity,
    guard,
    local_date,
    missing,
    state_guard,
)
from flerpart_flow.routines.flerpartsmote.facts import Facts
from flerpart_flow.routines.flerpartsmote.role_names import DOKUMENTERARE, SAMMANKALLANDE
from flerpart_flow.samverkan.kallelse.events import Kalla
from flerpart_flow.samverkan.mote.roles import MOTESORDFORANDE
from flerpart_flow.samverkan.plan.answering import NOT_SUMMED_UP, a_plan_by, approved_text_under, sum_up_under
from flerpart_flow.samverkan.plan.content import Plan
from flerpart_flow.samverkan.plan.events import GodkannPlan, RevideraPlan, SammanfattaPlan, UpprattaPlan
from flerpart_flow.samverkan.plan.guards import DAY_PASSED
from flerpart_flow.samverkan.plan.roles import GODKANNARE
from flerpart_flow.samverkan.plan.version import Version
from flerpart_flow.samverkan.plan.versions import draft_for, open_version

APPROVED = Message("plan.redan_godkand")
NOTHING_UNWANTED = Message("plan.ingen_text_att_ta_bort")
LATE_DRAFT = Message("plan.sent_utkast")


there_is_a_plan: Final = a_plan_by(DOKUMENTERARE)


@state_guard("FM-UPPFOLJ-3")
def no_version_is_approved(facts: Facts, occasion: Any, rules: Rules) -> Findings:
    """An approved version never changes: it is revised or replaced at a follow-up.

    Where the individual wants text out of it, a version without that text can be drawn up before (reading A52).
    """
    if facts.current is None or facts.current.unwanted:
        return ()
    return (missing("FM-UPPFOLJ-3", APPROVED, cure_by=DOKUMENTERARE, cure=RevideraPlan),)


@state_guard("FM-ROLL-5")
def text_is_unwanted(facts: Facts, occasion: Any, rules: Rules) -> Findings:
    """Outside a meeting a draft is drawn up only where the individual wants text out of the plan (reading A52)."""
    plan = facts.draft or facts.current
    if plan is not None and plan.unwanted:
        return ()
    return (missing("FM-ROLL-5", NOTHING_UNWANTED, cure_by=SAMMANKALLANDE, cure=Kalla),)


@guard("FM-ROLL-5", reads=("plan",), most=Severity.WARN)
def late_draft_is_nobodys(facts: Facts, event: Any, rules: Rules) -> Findings:
    """A draft that is recorded late is told of: whatever was approved, it wasn't that (reading A52)."""
    known = facts.version_of((event.plan or Plan()).digest)
    if not event.late or (known is not None and known.approvals):
        return ()
    return (missing("FM-ROLL-5", LATE_DRAFT, cure_by=GODKANNARE, cure=GodkannPlan),)


approved_text_stays: Final = approved_text_under("FM-ROLL-5", DOKUMENTERARE)


summed_up_first: Final = sum_up_under("FM-ROLL-4", MOTESORDFORANDE)


@state_guard("FM-ROLL-4")
def a_version_is_summed_up(facts: Facts, occasion: Any, rules: Rules) -> Findings:
    """Of the versions that can be approved one is summed up, or in force, before anybody says which."""
    draft, summed_up = draft_for(facts, None)
    if draft is None or summed_up or facts.current is not None:
        return ()
    return (missing("FM-ROLL-4", NOT_SUMMED_UP, cure_by=MOTESORDFORANDE, cure=SammanfattaPlan),)


@guard("FM-PLAN-4", reads=("version", "innehall"), about="version")
def follow_up_comes_after_approval(facts: Facts, event: GodkannPlan, rules: Rules) -> Findings:
    """A version that isn't approved yet has its follow-up day still to come."""
    return _day_to_come(facts, open_version(facts, event), event.occurred_at)


@state_guard("FM-PLAN-4")
def a_day_is_still_to_come(facts: Facts, occasion: Occasion, rules: Rules) -> Findings:
    """Of the versions that can be approved one has its day still to come, before anybody says which."""
    return () if facts.current is not None else _day_to_come(facts, draft_for(facts, None)[0], occasion.occurred_at)


def _day_to_come(facts: Facts, version: Version | None, at: datetime) -> Findings:
    day = version.plan.uppfoljning if version is not None and not version.approved else None
    if day is None or day > local_date(at):
        return ()
    if facts.meeting is None:
        return (missing("FM-PLAN-4", DAY_PASSED, cure_by=SAMMANKALLANDE, cure=Kalla, day=day),)
    cure = UpprattaPlan if facts.current is None else RevideraPlan
    return (missing("FM-PLAN-4", DAY_PASSED, cure_by=DOKUMENTERARE, cure=cure, day=day),)
