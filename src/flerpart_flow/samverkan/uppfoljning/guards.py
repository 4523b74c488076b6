"""What a booking of a follow-up must say: a guard, made for a routine's norms."""

from __future__ import annotations

from flerpart_flow.engine.definition.guards import Guard, guard
from flerpart_flow.engine.rules.findings import Findings, Message, missing
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.clock import local_date
from flerpart_flow.samverkan.content import lacks
from flerpart_flow.samverkan.plan.events import BokaUppfoljning

DAY_BEFORE = Message("plan.uppfoljning_fore")


def when_and_who(day: str, who: str, event: BokaUppfoljning) -> Findings:
    """What is lacking of a booking: a day to come, and somebody who calls; under the norm on each."""
    if event.datum is None:
        yield lacks(event, "datum", day)
    elif event.datum <= local_date(event.occurred_at):
        yield missing(day, DAY_BEFORE, cure_by=event.by, cure=BokaUppfoljning, day=event.datum)
    if event.sammankallande is None:
        yield lacks(event, "sammankallande", who)


def when_and_who_under(day: str, who: str) -> Guard[BokaUppfoljning]:
    """A guard that a follow-up has a day to come, and somebody who calls to it."""

    @guard(*dict.fromkeys((day, who)), reads=("datum", "sammankallande"), about="datum")
    def follow_up_says_when_and_who(facts: object, event: BokaUppfoljning, rules: Rules) -> Findings:
        """The follow-up has a day to come and somebody who calls to it."""
        return when_and_who(day, who, event)

    return follow_up_says_when_and_who
