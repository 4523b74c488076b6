"""Contact attempts: how often a unit has been asked in vain (FM-AVVIK-3, UI-SAMV-4, reading A28)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import TypeVar

from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.clock import local_date
from flerpart_flow.engine.values.evolve import evolve
from flerpart_flow.engine.values.frozen import frozen
from flerpart_flow.engine.values.reticent import reticent
from flerpart_flow.engine.values.ternary import Ternary
from flerpart_flow.samverkan.actors import is_unit
from flerpart_flow.samverkan.events import Kontaktforsok
from flerpart_flow.samverkan.facts import FactsT
from flerpart_flow.samverkan.parameters import NO_RESPONSE_ATTEMPTS, NO_RESPONSE_DAYS

E = TypeVar("E", bound=Event)


@reticent("unit")
@frozen
class Attempts:
    """Attempts to reach one unit since it last acted: how many, on how many days, the last line that tried."""

    unit: str
    count: int
    days: int
    last_day: date
    last_nr: int


def attempted(tried: tuple[Attempts, ...], unit: str, on: date, nr: int) -> tuple[Attempts, ...]:
    """The attempts with one more."""
    before = next((one for one in tried if one.unit == unit), None)
    if before is None:
        return (*tried, Attempts(unit, 1, 1, on, nr))
    days = before.days + (on != before.last_day)
    after = Attempts(unit, before.count + 1, days, on, nr)
    return tuple(after if one is before else one for one in tried)


def answered(tried: tuple[Attempts, ...], *units: str) -> tuple[Attempts, ...]:
    """The attempts without those to units that have acted since."""
    if not any(one.unit in units for one in tried):
        return tried
    return tuple(one for one in tried if one.unit not in units)


def repeated(tried: tuple[Attempts, ...], rules: Rules) -> tuple[Attempts, ...]:
    """Those that have been tried as often, and on as many days, as the rules call repeated (A28)."""
    enough, days = rules.value(NO_RESPONSE_ATTEMPTS), rules.value(NO_RESPONSE_DAYS)
    return tuple(one for one in tried if one.count >= enough and one.days >= days)


def tried(facts: FactsT, event: Kontaktforsok, rules: Rules) -> FactsT:
    """One more attempt to reach a unit; attempts to reach the individual or an outsider aren't counted, nor one that
    doesn't say whom it concerns (A56).
    """
    if event.till is None or not is_unit(event.till) or event.avidentifierat is Ternary.YES:
        return facts
    on = local_date(event.occurred_at)
    nr = event.nr or 0
    return evolve(
        facts,
        attempts=attempted(facts.attempts, event.till, on, nr),
        asked=attempted(facts.asked, event.till, on, nr),
    )


def heard_from(facts: FactsT, event: Event, rules: Rules) -> FactsT:
    """Somebody who acts has answered."""
    attempts = answered(facts.attempts, event.by)
    return facts if attempts is facts.attempts else evolve(facts, attempts=attempts)


def heard(
    effect: Callable[[FactsT, E, Rules], FactsT], then: Callable[[FactsT, E, Rules], FactsT] = heard_from
) -> Callable[[FactsT, E, Rules], FactsT]:
    """An effect, and ``then`` that whoever acts has answered (FM-AVVIK-3)."""

    @wraps(effect)
    def and_answered(facts: FactsT, event: E, rules: Rules) -> FactsT:
        return then(effect(facts, event, rules), event, rules)

    return and_answered
