"""What events are held to for the sake of consent: guards, made for the norms of a routine (readings A7, A8, A47)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

import attrs

from flerpart_flow.engine.definition.correction import Ratta
from flerpart_flow.engine.definition.guards import Guard, Occasion, guard, state_guard
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.rules.findings import Finding, Findings, Message, missing
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.clock import local_date
from flerpart_flow.engine.values.evolve import evolve
from flerpart_flow.samverkan.actors import ENHET, INDIVID, KOMMUN, REGION, is_individual, is_relative, is_unit, party_of
from flerpart_flow.samverkan.content import lacks
from flerpart_flow.samverkan.events import GeSamtycke, Informera, LamnaUppgift, UtokaSamtycke
from flerpart_flow.samverkan.facts import FactsT, SharedFacts
from flerpart_flow.samverkan.samtycke.consent import Consent, ConsentNorms, contact, covered, disclosure, in_force
from flerpart_flow.samverkan.word.said import speaks

WIDENS = Message("rattelse.utokar_samtycket")
NOT_INFORMED = Message("samtycke.inte_informerad")
NAMES_NO_UNIT = Message("samtycke.ingen_enhet")
ALREADY_OVER = Message("samtycke.redan_utgatt")


def informed_under(norm: str) -> Guard[Occasion]:
    """A guard that the individual knows what the consent is about."""

    @state_guard(norm)
    def individual_is_informed(facts: SharedFacts, occasion: Occasion, rules: Rules) -> Findings:
        """The individual has been told, since the last consent ended if there was one."""
        if is_informed(facts.informed_at, facts.consent, occasion.occurred_at):
            return ()
        return (missing(norm, NOT_INFORMED, cure_by=ENHET, cure=Informera),)

    return individual_is_informed


def is_informed(informed_at: datetime | None, consent: Consent | None, at: datetime) -> bool:
    """Whether the individual has been told since the last consent ended: one that has run out has (A71)."""
    if informed_at is None:
        return False
    ran_out = consent.until if consent is not None and not consent.valid(at) else None
    return ran_out is None or local_date(informed_at) > ran_out


def clear_under(norm: str) -> Guard[GeSamtycke]:
    """A guard that a consent can be understood."""

    @guard(norm, reads=("enheter", "giltigt_till"), about="enheter")
    def consent_is_clear(facts: SharedFacts, event: GeSamtycke, rules: Rules) -> Findings:
        """The consent names the units known so far and hasn't run out already (A47)."""
        if event.giltigt_till is not None and event.giltigt_till < local_date(event.occurred_at):
            yield missing(
                norm, ALREADY_OVER, cure_by=INDIVID, cure=GeSamtycke, about="giltigt_till", day=event.giltigt_till
            )
        if not event.enheter:
            yield missing(norm, NAMES_NO_UNIT, cure_by=INDIVID, cure=GeSamtycke)

    return consent_is_clear


@guard("FF-INNEHALL-1", reads=("enheter", "amnen", "amnen_for"))
def adds_something(facts: SharedFacts, event: UtokaSamtycke, rules: Rules) -> Findings:
    """The extension names what is added: units, topics, or both."""
    return () if event.enheter or event.amnen or event.amnen_for else (lacks(event, "enheter"),)


def holds_under(norm: str) -> Guard[Occasion]:
    """A guard that there is a consent."""

    @state_guard(norm)
    def consent_holds(facts: SharedFacts, occasion: Occasion, rules: Rules) -> Findings:
        """A consent is in force: without one no unit tells the others anything (A7)."""
        return in_force(norm, facts.consent, occasion.occurred_at)

    return consent_holds


def told_under(norms: ConsentNorms) -> Guard[LamnaUppgift]:
    """A guard that something may be told."""

    @guard(*dict.fromkeys(attrs.astuple(norms)), reads=("till", "amne"), about="amne")
    def may_be_told(facts: SharedFacts, event: LamnaUppgift, rules: Rules) -> Findings:
        """Both are covered, the topic agreed to for both and not excluded, and the one who tells has its own record."""
        own = event.till is not None and speaks(facts, event.till)
        asker = INDIVID if speaks(facts, event.by) else event.by
        return disclosure(norms, facts.consent, event.by, event.till, event.amne, event.occurred_at, own, asker)

    return may_be_told


def acts_under(norm: str) -> Guard[Event]:
    """A guard that whoever acts may know of the individual."""

    @guard(norm, reads=("by",))
    def acts_under_consent(facts: SharedFacts, event: Event, rules: Rules) -> Findings:
        """The unit that acts is covered by a consent in force; the individual needs none."""
        if is_individual(event.by) or is_relative(event.by):
            return ()
        lacking = covered(norm, facts.consent, (event.by,), event.occurred_at)
        return tuple([evolve(one, standing=True) for one in lacking]) if lacking else ()

    return acts_under_consent


def _nobody(facts: SharedFacts, actor: str) -> bool:
    return False


def contact_under(norm: str, field: str, welcome: Callable[[FactsT, str], bool] = _nobody) -> Guard[Event]:
    """A guard that those whom a field names may learn of the individual; ``welcome`` are so by another yes."""

    @guard(norm, reads=(field,))
    def contact_is_agreed_to(facts: FactsT, event: Event, rules: Rules) -> Findings:
        """Nobody outside the very unit learns of the individual but under the consent (A7, A57)."""
        to: str | Iterable[str] = getattr(event, field) or ()
        actors = (to,) if isinstance(to, str) else tuple(to)
        others = [unit_of(facts.consent, one) for one in actors if not welcome(facts, one)]
        asking = (event.by,) if len(others) < len(actors) and is_unit(event.by) else ()
        return dict.fromkeys(
            (
                *contact(norm, facts.consent, event.by, others, event.occurred_at),
                *(covered(norm, facts.consent, asking, event.occurred_at) if asking else ()),
            )
        )

    return contact_is_agreed_to


def unit_of(consent: Consent | None, part: str) -> str:
    """A party stands for the unit of it that the consent covers, if one does."""
    units = sorted(consent.units) if consent is not None and part in {REGION, KOMMUN} else ()
    return next((unit for unit in units if party_of(unit) == part), part)


def widened(norm: str, consent: Consent | None, event: Ratta) -> Iterable[Finding]:
    """What a correction of a consent would give that the individual hasn't given: it may only take away."""
    old = event.target
    if event.struck or not isinstance(old, (GeSamtycke, UtokaSamtycke)):
        return
    new = event.corrected()
    if new is None:
        renewed = consent is not None and consent.renews and consent.given_at == old.occurred_at
        if renewed and isinstance(old, GeSamtycke):
            yield missing(norm, WIDENS, cure_by=INDIVID, cure=GeSamtycke)
        elif isinstance(old, UtokaSamtycke) and _gets_the_common_ones(consent, old, frozenset()):
            yield missing(norm, WIDENS, cure_by=INDIVID, cure=UtokaSamtycke)
    elif isinstance(new, (GeSamtycke, UtokaSamtycke)):
        still = frozenset(actor for actor, _ in new.amnen_for)
        if _is_wider(old, new) or (isinstance(old, UtokaSamtycke) and _gets_the_common_ones(consent, old, still)):
            yield missing(norm, WIDENS, cure_by=INDIVID, cure=UtokaSamtycke)


def _gets_the_common_ones(consent: Consent | None, old: UtokaSamtycke, still: frozenset[str]) -> bool:
    """Whether a unit for which an extension named topics would get common ones that it hasn't now, were it not named.

    Common topics that were added since haven't reached it (A49).
    """
    if consent is None:
        return False
    named = dict(consent.named)
    units = (actor for actor, _ in old.amnen_for if actor not in still and actor not in old.enheter)
    return any(actor in named and is_unit(actor) and consent.topics - named[actor] for actor in units)


def _is_wider(old: GeSamtycke | UtokaSamtycke, new: GeSamtycke | UtokaSamtycke) -> bool:
    wider = not (set(new.enheter) <= set(old.enheter) and set(new.amnen) <= set(old.amnen)) or _names_more(old, new)
    if isinstance(old, GeSamtycke) and isinstance(new, GeSamtycke):
        wider |= not set(old.undantag) <= set(new.undantag)
        wider |= old.giltigt_till is not None and (new.giltigt_till is None or new.giltigt_till > old.giltigt_till)
    return wider


def _names_more(old: GeSamtycke | UtokaSamtycke, new: GeSamtycke | UtokaSamtycke) -> bool:
    """Whether somebody would get topics that weren't named for it, or a unit the common ones instead of its own."""
    before, after = dict(old.amnen_for), dict(new.amnen_for)
    unnamed = [actor for actor in before if actor not in after and is_unit(actor)]
    if isinstance(old, UtokaSamtycke):  # one that was covered already goes back to what it had
        unnamed = [actor for actor in unnamed if actor in new.enheter]
    more = any(set(topics) - set(before.get(actor, _common(old, actor))) for actor, topics in after.items())
    return more or any(set(new.amnen) - set(before[actor]) for actor in unnamed)


def _common(event: GeSamtycke | UtokaSamtycke, actor: str) -> tuple[str, ...]:
    """What one for whom nothing was named got: a unit that the event names the common topics, others nothing."""
    return event.amnen if is_unit(actor) and actor in event.enheter else ()
