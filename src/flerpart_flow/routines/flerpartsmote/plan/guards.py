"""What a plan must show, when it may be changed, and how its follow-up is booked (FM-PLAN, FM-UPPFOLJ-3, FM-ROLL-7)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from flerpart_flow.define import (
    NO,
    YES,
    Findings,
    Message,
    Rules,
    Severity,
    at_most,
    guard,
    local_date,
    missing,
    state_guard,
    unknown,
)
from flerpart_flow.routines.flerpartsmote.facts import Facts
from flerpart_flow.routines.flerpartsmote.parameters import MAX_FOLLOWUP_WEEKS
from flerpart_flow.routines.flerpartsmote.role_names import DOKUMENTERARE, ORDFORANDE
from flerpart_flow.samverkan.actors import is_unit
from flerpart_flow.samverkan.events import Avsluta
from flerpart_flow.samverkan.mote.roles import MOTESORDFORANDE
from flerpart_flow.samverkan.plan.content import Plan
from flerpart_flow.samverkan.plan.events import BokaUppfoljning, ErsattPlan, RevideraPlan
from flerpart_flow.samverkan.plan.guards import (
    bearers_under,
    follow_up_day_under,
    goals_under,
    last_days_under,
    measures_under,
    somebody_under,
)
from flerpart_flow.samverkan.uppfoljning.events import BedomSamordningsbehov
from flerpart_flow.samverkan.uppfoljning.guards import when_and_who

LATER_THAN_PLANNED = Message("plan.senare_an_planen")
NEED_UNKNOWN = Message("plan.behovet_okant")
NEED_GONE = Message("plan.behovet_borta")
NO_REASON = Message("plan.skal_saknas")
RATHER_NEW = Message("plan.hellre_ny")
RATHER_REVISED = Message("plan.hellre_revidera")
TOO_LATE = Message("plan.uppfoljning_sen")


plan_has_goals: Final = goals_under("FM-PLAN-1", DOKUMENTERARE)


plan_has_measures: Final = measures_under("FM-PLAN-2", DOKUMENTERARE)


measures_have_somebody: Final = somebody_under("FM-PLAN-3", DOKUMENTERARE)


last_days_are_to_come: Final = last_days_under("FM-PLAN-2", DOKUMENTERARE)


bearers_are_covered: Final = bearers_under("FM-PLAN-3", DOKUMENTERARE)


plan_has_a_follow_up_day: Final = follow_up_day_under("FM-PLAN-4", DOKUMENTERARE)


def _with_a_longest_time(rules: Rules) -> tuple[str, ...]:
    """The norms on a booking: one of them is the organisation's own, and off until it sets a longest time (A18)."""
    norms = ("FM-ROLL-7", "FM-ROLL-8", "FM-PLAN-4")
    return (*norms, "FF-UPPFOLJ-1") if rules.value(MAX_FOLLOWUP_WEEKS) else norms


@guard(
    "FM-ROLL-7",
    "FM-ROLL-8",
    "FM-PLAN-4",
    "FF-UPPFOLJ-1",
    reads=("datum", "sammankallande"),
    about="datum",
    under=_with_a_longest_time,
)
def follow_up_says_when_and_who(facts: Facts, event: BokaUppfoljning, rules: Rules) -> Findings:
    """The follow-up has a day to come and somebody who calls to it."""
    yield from when_and_who("FM-ROLL-7", "FM-ROLL-8", event)
    planned = facts.current.plan.uppfoljning if facts.current is not None else None
    if planned is not None and event.datum is not None and event.datum > planned and facts.meeting is None:
        yield at_most(
            Severity.WARN, missing("FM-PLAN-4", LATER_THAN_PLANNED, cure_by=event.by, cure=type(event), day=planned)
        )
    longest = rules.value(MAX_FOLLOWUP_WEEKS)
    if longest and event.datum and event.datum > local_date(event.occurred_at) + timedelta(weeks=longest):
        yield missing("FF-UPPFOLJ-1", TOO_LATE, cure_by=event.by, cure=BokaUppfoljning, weeks=longest)


@state_guard("FM-UPPFOLJ-3")
def coordination_still_needed(facts: Facts, occasion: Any, rules: Rules) -> Findings:
    """The follow-up has found that coordination is still needed."""
    if facts.need_remains is YES:
        return ()
    if facts.need_remains is NO:
        return (missing("FM-UPPFOLJ-3", NEED_GONE, cure_by=ORDFORANDE, cure=Avsluta),)
    return (unknown("FM-UPPFOLJ-3", NEED_UNKNOWN, cure_by=MOTESORDFORANDE, cure=BedomSamordningsbehov),)


@guard("FM-UPPFOLJ-3", reads=("skal_kod",))
def choice_has_a_reason(facts: Facts, event: Any, rules: Rules) -> Findings:
    """Revising or replacing has a recorded reason (A19)."""
    return () if event.skal_kod else (missing("FM-UPPFOLJ-3", NO_REASON, cure_by=DOKUMENTERARE, cure=type(event)),)


@guard("FF-PLAN-1", reads=("plan",))
def hint_of_the_choice(facts: Facts, event: RevideraPlan | ErsattPlan, rules: Rules) -> Findings:
    """Changed goals or other parties speak for a new plan, anything else for a revision; people choose (A19)."""
    if event.plan is None or facts.current is None:
        return ()
    old = facts.current.plan
    large = {goal.text for goal in old.mal} != {goal.text for goal in event.plan.mal} or (
        _units(old) != _units(event.plan)
    )
    if large and isinstance(event, RevideraPlan):
        return (missing("FF-PLAN-1", RATHER_NEW, cure_by=DOKUMENTERARE, cure=ErsattPlan),)
    if not large and isinstance(event, ErsattPlan):
        return (missing("FF-PLAN-1", RATHER_REVISED, cure_by=DOKUMENTERARE, cure=RevideraPlan),)
    return ()


def _units(content: Plan) -> frozenset[str]:
    return frozenset(actor for actor in content.responsible() if is_unit(actor))
