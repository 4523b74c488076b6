"""What giving, extending, narrowing and documenting a consent does to the facts.

What else a withdrawal or a narrowing ends, the routine says.
"""

from __future__ import annotations

from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.evolve import evolve
from flerpart_flow.samverkan.actors import parties_in
from flerpart_flow.samverkan.events import (
    AterkallaSamtycke,
    BegransaSamtycke,
    DokumenteraSamtycke,
    GeSamtycke,
    Informera,
    UtokaSamtycke,
)
from flerpart_flow.samverkan.facts import FactsT
from flerpart_flow.samverkan.samtycke.consent import Consent


def informed(facts: FactsT, event: Informera, rules: Rules) -> FactsT:
    """The individual is informed."""
    return facts if facts.informed else evolve(facts, informed=True)


def given(event: GeSamtycke) -> Consent:
    """The consent that the individual gives; nobody has documented it yet."""
    return Consent(
        event.occurred_at,
        frozenset(event.enheter),
        frozenset(event.amnen) - frozenset(event.undantag),
        frozenset(event.undantag),
        event.giltigt_till,
    )


def extended(facts: FactsT, event: UtokaSamtycke, rules: Rules) -> FactsT:
    """Units and topics are added; a topic that was excluded no longer is."""
    if facts.consent is None:
        return facts
    topics = frozenset(event.amnen)
    consent = evolve(
        facts.consent,
        units=facts.consent.units | frozenset(event.enheter),
        removed=facts.consent.removed - frozenset(event.enheter),
        topics=facts.consent.topics | topics,
        excluded=facts.consent.excluded - topics,
    )
    return evolve(facts, consent=consent)


def less(consent: Consent, event: BegransaSamtycke) -> Consent:
    """The consent without the units and topics that the individual takes out."""
    out = frozenset(event.enheter)
    return evolve(
        consent,
        units=consent.units - out,
        topics=consent.topics - frozenset(event.amnen),
        records=consent.records - out,
        removed=consent.removed | (out & consent.units),
    )


def too_few(out: frozenset[str], left: frozenset[str], rules: Rules) -> bool:
    """Whether those taken out leave too few organisations to work together (section on withdrawal, point 4)."""
    return bool(parties_in(out)) and len(parties_in(left)) < rules.parameters["min_parties"]


def withdrawn(facts: FactsT, event: AterkallaSamtycke, rules: Rules) -> FactsT:
    """There is no consent from now on; what was lawfully shared stays where it is."""
    return facts if facts.consent is None else evolve(facts, consent=None)


def documented(facts: FactsT, event: DokumenteraSamtycke, rules: Rules) -> FactsT:
    """The unit has its own record of the consent in force."""
    if facts.consent is None:
        return facts
    return evolve(facts, consent=evolve(facts.consent, records=facts.consent.records | {event.by}))
