"""How far each bearer's part of a measure has come."""

from __future__ import annotations

from typing import Any

from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.evolve import evolve
from flerpart_flow.samverkan.atgarder.events import EjGenomfordAtgard, GenomforAtgard, PaborjaAtgard
from flerpart_flow.samverkan.atgarder.guards import acting
from flerpart_flow.samverkan.facts import PlanT
from flerpart_flow.samverkan.plan.content import same_id
from flerpart_flow.samverkan.plan.version import MeasureState


def with_part(facts: PlanT, event: Any, state: MeasureState) -> PlanT:
    """The facts with how far the part has come that the event tells of."""
    this = (same_id(event.atgard), acting(event))
    measures = tuple(
        (ident, bearer, state if (same_id(ident), bearer) == this else old) for ident, bearer, old in facts.measures
    )
    return evolve(facts, measures=measures)


def started(facts: PlanT, event: PaborjaAtgard, rules: Rules) -> PlanT:
    """The bearer's part is under way."""
    return with_part(facts, event, MeasureState.STARTED)


def done(facts: PlanT, event: GenomforAtgard, rules: Rules) -> PlanT:
    """The bearer's part is done."""
    return with_part(facts, event, MeasureState.DONE)


def not_done(facts: PlanT, event: EjGenomfordAtgard, rules: Rules) -> PlanT:
    """The bearer's part isn't done."""
    return with_part(facts, event, MeasureState.NOT_DONE)
