"""What is passed on stays within the topics, and within the unit's own record (FM-SAMTYCKE-3, -6, A49, A64, A65)."""

from __future__ import annotations

from collections.abc import Iterable

from flerpart_flow.define import (
    Event,
    Finding,
    Findings,
    Message,
    Occasion,
    Rules,
    Severity,
    guard,
    missing,
    state_guard,
)
from flerpart_flow.routines.flerpartsmote.facts import Facts
from flerpart_flow.samverkan.actors import INDIVID, is_individual, is_unit
from flerpart_flow.samverkan.kallelse.events import Kalla
from flerpart_flow.samverkan.mote.events import AndraNarvaro, OppnaMote
from flerpart_flow.samverkan.plan.events import DelaUtPlan
from flerpart_flow.samverkan.samtycke.consent import own_record, some_topic

TOPICS_DIFFER = Message("samtycke.olika_amnen")
NO_TOPIC_FOR = Message("samtycke.inget_amne_for")


@state_guard("FM-SAMTYCKE-2")
def there_is_a_topic(facts: Facts, occasion: Occasion, rules: Rules) -> Findings:
    """There is a topic to exchange information on; without one nothing is passed on, also in a meeting (A64)."""
    return some_topic("FM-SAMTYCKE-2", facts.consent)


@guard("FM-SAMTYCKE-2", reads=("anlant",))
def arrives_to_a_topic(facts: Facts, event: AndraNarvaro, rules: Rules) -> Findings:
    """Nobody but the individual comes in where there is nothing left to exchange information on (A64)."""
    if all(is_individual(one) for one in event.anlant):
        return ()
    return some_topic("FM-SAMTYCKE-2", facts.consent)


@guard("FM-SAMTYCKE-6", reads=("by",))
def passes_on_by_its_own_record(facts: Facts, event: Event, rules: Rules) -> Findings:
    """Whoever passes information on has documented the consent (A65)."""
    return _own_record(facts, event)


@guard("FM-SAMTYCKE-3", reads=("by",))
def has_a_topic_to_speak_on(facts: Facts, event: Event, rules: Rules) -> Findings:
    """Whoever passes information on has a topic: a unit whose own were all taken out has none (A49, A64).

    It may still be there and listen, as one with fewer topics than others may. Where nobody has a topic left, that is
    said instead.
    """
    consent = facts.consent
    if consent is None or not consent.has_topics or consent.topics_of(event.by):
        return ()
    if not is_unit(event.by) or not consent.covers(event.by):  # said by the guards on roles and consent
        return ()
    return (missing("FM-SAMTYCKE-3", NO_TOPIC_FOR, cure_by=INDIVID, units=(event.by,)),)


@guard("FM-SAMTYCKE-3", "FM-SAMTYCKE-6", reads=("till", "by"))
def plan_goes_to_those_with_a_topic(facts: Facts, event: DelaUtPlan, rules: Rules) -> Findings:
    """A plan to others than the individual passes information on: by a record of one's own, to those with a topic."""
    return _told(facts, event, (one for one in event.till if is_unit(one)))


@guard("FM-SAMTYCKE-2", "FM-SAMTYCKE-3", "FM-SAMTYCKE-6", reads=("syfte", "by"))
def purpose_within_the_topics(facts: Facts, event: Kalla, rules: Rules) -> Findings:
    """A purpose passes information on: there is a topic, also for each who gets one, and a record (A49, A64, A65).

    Time and place don't: a summons without purposes asks for neither.
    """
    told = tuple(actor for actor, _ in event.syfte if not is_individual(actor) and actor != event.by)
    if told:
        yield from some_topic("FM-SAMTYCKE-2", facts.consent)
    yield from _told(facts, event, told)


def _told(facts: Facts, event: Event, to: Iterable[str]) -> Iterable[Finding]:
    others = tuple(one for one in to if one != event.by)
    consent = facts.consent
    if not others or consent is None:
        return
    without = tuple(one for one in others if (consent.covers(one) or not is_unit(one)) and not consent.topics_of(one))
    if without and consent.has_topics:
        yield missing("FM-SAMTYCKE-3", NO_TOPIC_FOR, cure_by=event.by, cure=type(event), units=without)
    yield from _own_record(facts, event)


def _own_record(facts: Facts, event: Event) -> tuple[Finding, ...]:
    """A unit outside the consent is told so, not to document it."""
    if facts.consent is None or not facts.consent.covers(event.by):
        return ()
    return own_record("FM-SAMTYCKE-6", facts.consent, event.by)


def _alike(facts: Facts, actors: Iterable[str]) -> Findings:
    consent = facts.consent
    if consent is None:
        return ()
    held = {consent.topics_of(one) for one in actors if not is_individual(one)}
    if len(held) < 2:
        return ()
    return (missing("FM-SAMTYCKE-3", TOPICS_DIFFER, cure_by=INDIVID),)


@guard("FM-SAMTYCKE-3", reads=("narvarande",), most=Severity.WARN)
def those_present_share_the_topics(facts: Facts, event: OppnaMote, rules: Rules) -> Findings:
    """Everybody there may hear of the same topics; else what is said has to be chosen with care (A49)."""
    return _alike(facts, event.narvarande)


@guard("FM-SAMTYCKE-3", reads=("anlant",), most=Severity.WARN)
def those_arriving_share_the_topics(facts: Facts, event: AndraNarvaro, rules: Rules) -> Findings:
    """Who comes later may hear of the same topics as those who are there."""
    there = facts.meeting.present if facts.meeting is not None else frozenset[str]()
    return _alike(facts, there.union(event.anlant).difference(event.lamnat)) if event.anlant else ()
