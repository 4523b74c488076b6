"""Plans: the events, what a plan must show, its versions and approvals, who answers."""

from __future__ import annotations

from flerpart_flow.samverkan.plan.answering import a_plan_by, approved_text_under, sum_up_under, version_is_open
from flerpart_flow.samverkan.plan.content import Atgard, Mal, Plan
from flerpart_flow.samverkan.plan.effects import approved, drafted, not_approved, replaced, revised, summed_up_with
from flerpart_flow.samverkan.plan.events import (
    DelaUtPlan,
    ErsattPlan,
    GodkannIntePlan,
    GodkannPlan,
    RevideraPlan,
    SammanfattaPlan,
    UpprattaPlan,
)
from flerpart_flow.samverkan.plan.guards import (
    bearers_under,
    follow_up_day_under,
    goals_under,
    last_days_under,
    measures_under,
    somebody_under,
)
from flerpart_flow.samverkan.plan.meaning import NUMBERED, REVISES, SETTLES
from flerpart_flow.samverkan.plan.roles import ANSVARIG, GODKANNARE, approver, responsible
from flerpart_flow.samverkan.plan.sight import version_seen, versions_seen
from flerpart_flow.samverkan.plan.version import MeasureState, Version

__all__ = [
    "ANSVARIG",
    "GODKANNARE",
    "NUMBERED",
    "REVISES",
    "SETTLES",
    "Atgard",
    "DelaUtPlan",
    "ErsattPlan",
    "GodkannIntePlan",
    "GodkannPlan",
    "Mal",
    "MeasureState",
    "Plan",
    "RevideraPlan",
    "SammanfattaPlan",
    "UpprattaPlan",
    "Version",
    "a_plan_by",
    "approved",
    "approved_text_under",
    "approver",
    "bearers_under",
    "drafted",
    "follow_up_day_under",
    "goals_under",
    "last_days_under",
    "measures_under",
    "not_approved",
    "replaced",
    "responsible",
    "revised",
    "somebody_under",
    "sum_up_under",
    "summed_up_with",
    "version_is_open",
    "version_seen",
    "versions_seen",
]
