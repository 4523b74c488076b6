"""What a plan must show: guards, made for the norms of a routine and for whoever draws the plan up in it."""

from __future__ import annotations

from typing import Any

from flerpart_flow.engine.definition.guards import Guard, guard
from flerpart_flow.engine.rules.findings import Findings, Message, RoleName, missing
from flerpart_flow.engine.rules.norms import Severity
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.clock import local_date
from flerpart_flow.samverkan.actors import INDIVID, is_unit
from flerpart_flow.samverkan.facts import SharedFacts

NO_GOALS = Message("plan.inga_mal")
NO_MEASURES = Message("plan.inga_atgarder")
NOBODY_ANSWERS = Message("plan.ingen_ansvarig")
BEARERS_OUTSIDE = Message("plan.ansvarig_utanfor_samtycket")
NOT_ONE_OF_THEM = Message("plan.huvudansvarig_inte_ansvarig")
LAST_DAY_PASSED = Message("plan.sista_dag_passerad")
NO_DAY = Message("plan.ingen_uppfoljningsdag")
DAY_PASSED = Message("plan.uppfoljningsdag_passerad")


def goals_under(norm: str, by: RoleName) -> Guard[Any]:
    """A guard that the plan shows goals; ``by`` draws it up."""

    @guard(norm, reads=("plan",))
    def plan_has_goals(facts: SharedFacts, event: Any, rules: Rules) -> Findings:
        """The plan shows goals."""
        if event.plan is not None and any(goal.text for goal in event.plan.mal):
            return ()
        return (missing(norm, NO_GOALS, cure_by=by, cure=type(event)),)

    return plan_has_goals


def measures_under(norm: str, by: RoleName) -> Guard[Any]:
    """A guard that the plan shows measures; ``by`` draws it up."""

    @guard(norm, reads=("plan",))
    def plan_has_measures(facts: SharedFacts, event: Any, rules: Rules) -> Findings:
        """The plan shows the measures decided on, each with an id and a text."""
        measures = event.plan.atgarder if event.plan is not None else ()
        if measures and all(one.text and one.id for one in measures):
            return ()
        return (missing(norm, NO_MEASURES, cure_by=by, cure=type(event)),)

    return plan_has_measures


def somebody_under(norm: str, by: RoleName) -> Guard[Any]:
    """A guard that somebody answers for each measure; ``by`` draws it up."""

    @guard(norm, reads=("plan",))
    def measures_have_somebody(facts: SharedFacts, event: Any, rules: Rules) -> Findings:
        """Every measure has at least one who answers for it: the individual or a party."""
        for at, measure in enumerate(event.plan.atgarder if event.plan is not None else (), start=1):
            if not any(is_unit(one) or one == INDIVID for one in measure.ansvariga):
                yield missing(norm, NOBODY_ANSWERS, cure_by=by, cure=type(event), number=at)
            if measure.huvudansvarig is not None and measure.huvudansvarig not in measure.ansvariga:
                yield missing(norm, NOT_ONE_OF_THEM, cure_by=by, cure=type(event), number=at)

    return measures_have_somebody


def last_days_under(norm: str, by: RoleName) -> Guard[Any]:
    """A guard that no measure is late from the beginning; ``by`` draws it up."""

    @guard(norm, reads=("plan",), most=Severity.WARN)
    def last_days_are_to_come(facts: SharedFacts, event: Any, rules: Rules) -> Findings:
        """No measure has its last day before the plan's own day; a slip of the pen would make it late at once."""
        own = local_date(event.occurred_at)
        for at, measure in enumerate(event.plan.atgarder if event.plan is not None else (), start=1):
            if measure.klart_senast is not None and measure.klart_senast < own:
                yield missing(
                    norm,
                    LAST_DAY_PASSED,
                    cure_by=by,
                    cure=type(event),
                    number=at,
                    day=measure.klart_senast,
                )

    return last_days_are_to_come


def bearers_under(norm: str, by: RoleName) -> Guard[Any]:
    """A guard that those who answer for a measure may be told of it; ``by`` draws it up."""

    @guard(norm, reads=("plan",), most=Severity.WARN)
    def bearers_are_covered(facts: SharedFacts, event: Any, rules: Rules) -> Findings:
        """A measure whose bearers all stand outside the consent is told of at once: nobody may tell them."""
        if event.plan is None or facts.consent is None:
            return
        covers = facts.consent.covers
        for at, measure in enumerate(event.plan.atgarder, start=1):
            units = tuple(one for one in measure.ansvariga if is_unit(one))
            if units and INDIVID not in measure.ansvariga and not any(covers(one) for one in units):
                yield missing(norm, BEARERS_OUTSIDE, cure_by=by, cure=type(event), number=at, units=units)

    return bearers_are_covered


def follow_up_day_under(norm: str, by: RoleName) -> Guard[Any]:
    """A guard that the plan says when it is followed up; ``by`` draws it up."""

    @guard(norm, reads=("plan",))
    def plan_has_a_follow_up_day(facts: SharedFacts, event: Any, rules: Rules) -> Findings:
        """The plan shows the day on which it is followed up, and that day is to come."""
        day = event.plan.uppfoljning if event.plan is not None else None
        if day is None:
            return (missing(norm, NO_DAY, cure_by=by, cure=type(event)),)
        if day <= local_date(event.occurred_at):
            return (missing(norm, DAY_PASSED, cure_by=by, cure=type(event), day=day),)
        return ()

    return plan_has_a_follow_up_day
