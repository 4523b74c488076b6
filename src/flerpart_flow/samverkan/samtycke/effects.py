"""What giving, extending, narrowing and documenting a consent does to the facts.

What else a withdrawal or a narrowing ends, the routine says.
"""

from __future__ import annotations

from collections.abc import Mapping

from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.clock import end_of_day
from flerpart_flow.engine.values.evolve import evolve
from flerpart_flow.engine.values.shared import codes
from flerpart_flow.samverkan.actors import INDIVID, is_representative, is_unit, parties_in
from flerpart_flow.samverkan.events import (
    AterkallaSamtycke,
    BegransaSamtycke,
    DokumenteraSamtycke,
    GeSamtycke,
    Informera,
    NekaSamtycke,
    UtokaSamtycke,
)
from flerpart_flow.samverkan.facts import FactsT
from flerpart_flow.samverkan.parameters import MIN_PARTIES
from flerpart_flow.samverkan.samtycke.consent import Consent
from flerpart_flow.samverkan.word.said import Words, after_consent, kept_by, without_yes
from flerpart_flow.samverkan.word.withheld import taken_back


def informed(facts: FactsT, event: Informera, rules: Rules) -> FactsT:
    """The individual is informed; what was told before the last consent ended doesn't count (A71)."""
    return evolve(facts, informed_at=event.occurred_at)


def given(event: GeSamtycke) -> Consent:
    """The consent that the individual gives; nobody has documented it yet."""
    excluded, out = codes(event.undantag), frozenset(event.too_late_for)
    named = {actor: frozenset(topics) - excluded for actor, topics in event.amnen_for if actor not in out}
    return Consent(
        event.occurred_at,
        codes(frozenset(event.enheter) - out),
        codes(frozenset(event.amnen) - excluded),
        excluded,
        event.giltigt_till,
        named=_in_order(named),
        recorder=event.recorder,
    )


def _in_order(named: Mapping[str, frozenset[str]]) -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((actor, codes(named[actor])) for actor in sorted(named))


def extended(facts: FactsT, event: UtokaSamtycke, rules: Rules) -> FactsT:
    """Units and topics are added; a topic that was excluded no longer is.

    Topics added for one unit come on top of those it had, a new unit has those alone. The common ones that are added
    don't reach one for whom topics are named (A49).
    """
    before = facts.consent
    if before is None:
        return facts
    topics, units = frozenset(event.amnen), frozenset(event.enheter) - frozenset(event.too_late_for)
    named = dict(before.named)
    for actor, added in event.amnen_for:
        if actor in event.too_late_for:
            continue
        had = before.topics_of(actor) if before.covers(actor) else frozenset[str]()
        named[actor] = had | frozenset(added)
    consent = evolve(
        before,
        units=codes(before.units | units),
        removed=before.removed - units,
        topics=codes(before.topics | topics),
        excluded=codes(before.excluded.difference(topics, *(added for _, added in event.amnen_for))),
        named=_in_order(named),
    )
    return evolve(facts, consent=consent, withheld=taken_back(facts.withheld, event))


def refused(facts: FactsT, event: NekaSamtycke, rules: Rules) -> FactsT:
    """The individual has said no to a consent: one given after it, should the case be opened again, takes new
    information (A71).
    """
    return evolve(facts, informed_at=None)


def consented(facts: FactsT, event: GeSamtycke, rules: Rules) -> FactsT:
    """A new consent replaces the one before; what else that ends, the routine says."""
    before = facts.consent
    said = facts.said if before is None else renewed(facts.said, before, event)
    consent = evolve(given(event), renews=before is not None)
    return evolve(facts, consent=consent, said=said, withheld=taken_back(facts.withheld, event))


def renewed(words: Words, before: Consent, event: GeSamtycke) -> Words:
    """The words after a consent took the place of another: in time it keeps the yes to each that it names (A70)."""
    if before.valid(event.occurred_at) or before.until is None:
        return kept_by(words, event.enheter)
    return after_consent(words, end_of_day(before.until))


def less(consent: Consent, event: BegransaSamtycke) -> Consent:
    """The consent without the units and topics that the individual takes out: a topic for everybody, or for one.

    What was named for a unit limits what it may be told, and does so still if the unit comes in again; what was named
    for an outsider opened, and goes (A49, A70).
    """
    out, topics = frozenset(event.enheter), frozenset(event.amnen)
    named = dict(consent.named)
    for actor, less_of in event.amnen_for:
        named[actor] = consent.topics_of(actor) - frozenset(less_of)
    return evolve(
        consent,
        units=codes(consent.units - out),
        topics=codes(consent.topics - topics),
        records=codes(consent.records - out),
        removed=codes(consent.removed | (out & consent.units)),
        named=_in_order({actor: held - topics for actor, held in named.items() if actor not in out or is_unit(actor)}),
    )


def taken_out_by(event: BegransaSamtycke) -> frozenset[str]:
    """Those whose yes goes with a narrowing; the individual's word on a representative only by the individual (A48)."""
    own = event.by == INDIVID
    return frozenset(one for one in event.enheter if own or not is_representative(one))


def narrowed(facts: FactsT, event: BegransaSamtycke, rules: Rules) -> FactsT:
    """Units and topics are taken out, and the yes to those taken out; what else that ends, the routine says."""
    said = without_yes(facts.said, taken_out_by(event))
    consent = None if facts.consent is None else less(facts.consent, event)
    return evolve(facts, consent=consent, said=said, withheld=taken_back(facts.withheld, event))


def too_few(out: frozenset[str], left: frozenset[str], rules: Rules) -> bool:
    """Whether those taken out leave too few organisations to work together (section on withdrawal, point 4)."""
    return bool(parties_in(out)) and len(parties_in(left)) < rules.value(MIN_PARTIES)


def withdrawn(facts: FactsT, event: AterkallaSamtycke, rules: Rules) -> FactsT:
    """There is no consent from now on; what was lawfully shared stays where it is.

    Also where there was none: the next consent takes information given after the last withdrawal (A71), and a yes said
    during the pause, as to a unit in the chair, goes as those before it did (A70).
    """
    said = after_consent(facts.said, event.occurred_at)
    return evolve(facts, consent=None, informed_at=None, said=said, withheld=taken_back(facts.withheld, event))


def documented(facts: FactsT, event: DokumenteraSamtycke, rules: Rules) -> FactsT:
    """The unit has its own record of the consent in force."""
    if facts.consent is None:
        return facts
    return evolve(facts, consent=evolve(facts.consent, records=codes(facts.consent.records | {event.by})))
