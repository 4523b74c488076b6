"""What a plan must show, when it may be changed, and how its follow-up is booked (FM-PLAN, FM-UPPFOLJ-3, FM-ROLL-7)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

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
from flerpart_flow.routines.flerpartsmote.role_names import DOKUMENTERARE, MOTESORDFORANDE, ORDFORANDE
from flerpart_flow.samverkan.actors import INDIVID, is_unit
from flerpart_flow.samverkan.content import lacks
from flerpart_flow.samverkan.events import Avsluta
from flerpart_flow.samverkan.plan.content import Plan
from flerpart_flow.samverkan.plan.events import BokaUppfoljning, ErsattPlan, RevideraPlan
from flerpart_flow.samverkan.uppfoljning.events import BedomSamordningsbehov

LATER_THAN_PLANNED = Message("plan.senare_an_planen")
NO_GOALS = Message("plan.inga_mal")
NO_MEASURES = Message("plan.inga_atgarder")
NOBODY_ANSWERS = Message("plan.ingen_ansvarig")
BEARERS_OUTSIDE = Message("plan.ansvarig_utanfor_samtycket")
NOT_ONE_OF_THEM = Message("plan.huvudansvarig_inte_ansvarig")
LAST_DAY_PASSED = Message("plan.sista_dag_passerad")
NO_DAY = Message("plan.ingen_uppfoljningsdag")
DAY_PASSED = Message("plan.uppfoljningsdag_passerad")
NEED_UNKNOWN = Message("plan.behovet_okant")
NEED_GONE = Message("plan.behovet_borta")
NO_REASON = Message("plan.skal_saknas")
RATHER_NEW = Message("plan.hellre_ny")
RATHER_REVISED = Message("plan.hellre_revidera")
TOO_LATE = Message("plan.uppfoljning_sen")
DAY_BEFORE = Message("plan.uppfoljning_fore")


@guard("FM-PLAN-1", reads=("plan",))
def plan_has_goals(facts: Facts, event: Any, rules: Rules) -> Findings:
    """The plan shows goals."""
    if event.plan is not None and any(goal.text for goal in event.plan.mal):
        return ()
    return (missing("FM-PLAN-1", NO_GOALS, cure_by=DOKUMENTERARE, cure=type(event)),)


@guard("FM-PLAN-2", reads=("plan",))
def plan_has_measures(facts: Facts, event: Any, rules: Rules) -> Findings:
    """The plan shows the measures decided on, each with an id and a text."""
    measures = event.plan.atgarder if event.plan is not None else ()
    if measures and all(one.text and one.id for one in measures):
        return ()
    return (missing("FM-PLAN-2", NO_MEASURES, cure_by=DOKUMENTERARE, cure=type(event)),)


@guard("FM-PLAN-3", reads=("plan",))
def measures_have_somebody(facts: Facts, event: Any, rules: Rules) -> Findings:
    """Every measure has at least one who answers for it: the individual or a party."""
    for at, measure in enumerate(event.plan.atgarder if event.plan is not None else (), start=1):
        if not any(is_unit(one) or one == INDIVID for one in measure.ansvariga):
            yield missing("FM-PLAN-3", NOBODY_ANSWERS, cure_by=DOKUMENTERARE, cure=type(event), number=at)
        if measure.huvudansvarig is not None and measure.huvudansvarig not in measure.ansvariga:
            yield missing("FM-PLAN-3", NOT_ONE_OF_THEM, cure_by=DOKUMENTERARE, cure=type(event), number=at)


@guard("FM-PLAN-2", reads=("plan",))
def last_days_are_to_come(facts: Facts, event: Any, rules: Rules) -> Findings:
    """No measure has its last day before the plan's own day; a slip of the pen would make it late at once."""
    own = local_date(event.occurred_at)
    for at, measure in enumerate(event.plan.atgarder if event.plan is not None else (), start=1):
        if measure.klart_senast is not None and measure.klart_senast < own:
            found = missing(
                "FM-PLAN-2",
                LAST_DAY_PASSED,
                cure_by=DOKUMENTERARE,
                cure=type(event),
                number=at,
                day=measure.klart_senast,
            )
            yield at_most(Severity.WARN, found)


@guard("FM-PLAN-3", reads=("plan",))
def bearers_are_covered(facts: Facts, event: Any, rules: Rules) -> Findings:
    """A measure whose bearers all stand outside the consent is told at once, and who they are; nobody may tell them."""
    covers = facts.consent.covers if facts.consent is not None else None
    for at, measure in enumerate(event.plan.atgarder if event.plan is not None and covers else (), start=1):
        units = tuple(one for one in measure.ansvariga if is_unit(one))
        if units and covers and INDIVID not in measure.ansvariga and not any(covers(one) for one in units):
            told = missing(
                "FM-PLAN-3", BEARERS_OUTSIDE, cure_by=DOKUMENTERARE, cure=type(event), number=at, units=units
            )
            yield at_most(Severity.WARN, told)


@guard("FM-PLAN-4", reads=("plan",))
def plan_has_a_follow_up_day(facts: Facts, event: Any, rules: Rules) -> Findings:
    """The plan shows the day on which it is followed up, and that day is to come."""
    day = event.plan.uppfoljning if event.plan is not None else None
    if day is None:
        return (missing("FM-PLAN-4", NO_DAY, cure_by=DOKUMENTERARE, cure=type(event)),)
    if day <= local_date(event.occurred_at):
        return (missing("FM-PLAN-4", DAY_PASSED, cure_by=DOKUMENTERARE, cure=type(event), day=day),)
    return ()


@guard("FM-ROLL-7", "FM-ROLL-8", "FM-PLAN-4", "FF-UPPFOLJ-1", reads=("datum", "sammankallande"), about="datum")
def follow_up_says_when_and_who(facts: Facts, event: BokaUppfoljning, rules: Rules) -> Findings:
    """The follow-up has a day to come and somebody who calls to it."""
    if event.datum is None:
        yield lacks(event, "datum", "FM-ROLL-7")
    elif event.datum <= local_date(event.occurred_at):
        yield missing("FM-ROLL-7", DAY_BEFORE, cure_by=event.by, cure=BokaUppfoljning, day=event.datum)
    if event.sammankallande is None:
        yield lacks(event, "sammankallande", "FM-ROLL-8")
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
