"""Consent in Ung Intro: each party has its own before it tells anything that identifies (UI-SAMTYCKE-1, A7–A9, A47)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from flerpart_flow.define import (
    Event,
    Findings,
    Guard,
    Message,
    Occasion,
    Ratta,
    Rules,
    Severity,
    at_most,
    evolve,
    guard,
    missing,
    state_guard,
)
from flerpart_flow.routines.ung_intro.facts import Facts, changed
from flerpart_flow.routines.ung_intro.phases import A, F, K, S, V
from flerpart_flow.samverkan.actors import INDIVID, is_individual, is_of, is_unit, party_of
from flerpart_flow.samverkan.events import AterkallaSamtycke, BegransaSamtycke, GeSamtycke
from flerpart_flow.samverkan.samtycke.consent import NOT_COVERED, ConsentNorms, covered, in_force, own_record
from flerpart_flow.samverkan.samtycke.effects import given, less, too_few
from flerpart_flow.samverkan.samtycke.guards import (
    acts_under,
    clear_under,
    holds_under,
    informed_under,
    told_under,
    unit_of,
    widened,
)

NORM: Final = "UI-SAMTYCKE-1"
NORMS: Final = ConsentNorms(NORM, NORM, NORM, NORM)

RESTS_ON = Message("ung_intro.samtycket_racker_inte")
ONLY_THE_INDIVIDUAL = Message("ung_intro.bara_individen_far_veta")

individual_is_informed = informed_under("FF-UI-SAMTYCKE-1")
consent_is_clear = clear_under(NORM)
consent_holds = holds_under(NORM)
acts_under_consent = acts_under(NORM)
may_be_told = told_under(NORMS)


def _always(facts: Facts, event: Any) -> bool:
    return True


def identifies(field: str, when: Callable[[Any, Any], bool] = _always) -> Guard[Event]:
    """A guard on telling those whom a field names who the person is; ``when`` tells whether the event does that.

    The consent covers both ends, and the one who tells has obtained it: its own record (stricter than a mere contact,
    docs/decisions/0021).
    """

    @guard(NORM, reads=("by", field))
    def may_identify(facts: Facts, event: Event, rules: Rules) -> Findings:
        """Whoever tells who the person is has its own consent, which covers those who learn it."""
        others = _others(event, field)
        if not others or not when(facts, event):
            return ()
        return (*_between(facts, event, others), *own_record(NORM, facts.consent, event.by))

    return may_identify


def _named(value: Any) -> tuple[str, ...]:
    """Those whom a field names: one, several, or a text for each of several."""
    several = (value,) if isinstance(value, str) else value or ()
    return tuple(one if isinstance(one, str) else one[0] for one in several)


def _others(event: Any, field: str) -> tuple[str, ...]:
    """Those named beside the individual and the very unit that acts: also another unit of its party (A33)."""
    return tuple(one for one in _named(getattr(event, field)) if not is_individual(one) and one != event.by)


def _between(facts: Facts, event: Any, others: tuple[str, ...]) -> Findings:
    """Nothing if the consent covers both ends. A party stands for the unit of it that the consent covers, if any."""
    known = tuple(unit_of(facts.consent, one) for one in others)
    ends = (event.by, *known) if is_unit(event.by) else known
    return covered(NORM, facts.consent, ends, event.occurred_at)


@guard(NORM, reads=("till",))
def contact_with_till(facts: Facts, event: Event, rules: Rules) -> Findings:
    """No other unit learns of the individual but under the consent, nor one of the same party (A7, A33)."""
    others = _others(event, "till")
    return _between(facts, event, others) if others else ()


@guard(NORM, reads=("lamnas_till",))
def contact_with_recipient(facts: Facts, event: Event, rules: Rules) -> Findings:
    """A report to the own authority's routine stays within it (UI-AVVIK-1); to any other unit it identifies."""
    others = tuple(one for one in _others(event, "lamnas_till") if one != party_of(event.by))
    return _between(facts, event, others) if others else ()


def somebody_covered(unit: str) -> Guard[Occasion]:
    """A guard that the consent covers a unit of this kind at all, which is known before anybody says which."""

    @state_guard(NORM)
    def such_a_unit_is_covered(facts: Facts, occasion: Occasion, rules: Rules) -> Findings:
        """Nobody may be asked whom the consent leaves out."""
        if facts.consent is None or any(is_of(one, unit) for one in facts.consent.units):
            return ()  # without a consent another guard says so
        return (missing(NORM, NOT_COVERED, cure_by=INDIVID, cure="utoka_samtycke", units=(unit,)),)

    return such_a_unit_is_covered


@guard("FF-UI-SAMTYCKE-2", reads=("enheter",))
def enough_to_go_on(facts: Facts, event: GeSamtycke, rules: Rules) -> Findings:
    """A consent given in a pause is enough to end it; a note, since the individual decides whom it covers."""
    at_rest = facts.consent is None and facts.withdrawn_at is not None
    if not at_rest or not event.enheter or _enough_to_go_on(facts, frozenset(event.enheter), rules):
        return ()
    needed = missing("FF-UI-SAMTYCKE-2", RESTS_ON, cure_by=INDIVID, cure="ge_samtycke", unit=facts.carrier() or "")
    return (at_most(Severity.NOTE, needed),)


@state_guard(NORM)
def only_the_individual_is_told(facts: Facts, occasion: Occasion, rules: Rules) -> Findings:
    """Without a consent in force only the individual may be told, of their own; a note, since that needs none."""
    if not in_force(NORM, facts.consent, occasion.occurred_at):
        return ()
    return (at_most(Severity.NOTE, missing(NORM, ONLY_THE_INDIVIDUAL, cure_by=INDIVID, cure="ge_samtycke")),)


@guard(NORM, reads=("ror", "ratt"))
def correction_widens_nothing(facts: Facts, event: Ratta, rules: Rules) -> Findings:
    """A correction never gives a consent that the individual hasn't given: it only takes away."""
    return widened(NORM, facts.consent, event)


def consented(facts: Facts, event: GeSamtycke, rules: Rules) -> Facts:
    """A new consent replaces the one before: each unit obtains it anew, and one that it leaves out is out."""
    consent, before = given(event), facts.consent
    if before is None and facts.withdrawn_at is None:
        return changed(facts, consent=consent)
    if before is None:
        return changed(facts, consent=consent if _enough_to_go_on(facts, consent.units, rules) else None)
    out = before.units - consent.units
    if too_few(out, consent.units, rules) or _carries_the_case(facts, out):
        return _ended(facts)  # as narrowing does (section on withdrawal, point 4)
    return _without_coordinator(changed(facts, consent=evolve(consent, renews=True)), out)


def narrowed(facts: Facts, event: BegransaSamtycke, rules: Rules) -> Facts:
    """Units and topics are taken out; too few organisations, or the unit that answers for the case, end it all."""
    if facts.consent is None:
        return facts
    consent, out = less(facts.consent, event), frozenset(event.enheter)
    if too_few(out, consent.units, rules) or _carries_the_case(facts, out):
        return _ended(facts)
    return _without_coordinator(changed(facts, consent=consent), out)


def withdrawn(facts: Facts, event: AterkallaSamtycke, rules: Rules) -> Facts:
    """There is no consent from now on; what was lawfully shared stays where it is."""
    return _ended(facts)


def _ended(facts: Facts) -> Facts:
    """Without the consent; whom it covered is kept, to tell on the way back whether enough of them are left."""
    return facts if facts.consent is None else changed(facts, consent=None, rested=facts.consent.units)


def _enough_to_go_on(facts: Facts, units: frozenset[str], rules: Rules) -> bool:
    """Whether a consent ends a pause: the one that the case rests on is there, and not too few of those before it."""
    carrier = facts.carrier()
    has_its_carrier = carrier is None or any(is_of(unit, carrier) for unit in units)
    return has_its_carrier and not too_few(facts.rested - units, units, rules)


def _carries_the_case(facts: Facts, out: frozenset[str]) -> bool:
    carrier = facts.carrier()
    return carrier is not None and any(is_of(unit, carrier) for unit in out)


def _without_coordinator(facts: Facts, out: frozenset[str]) -> Facts:
    """A coordinator that is taken out coordinates no more: Ung Intro does (UI-ANSVAR-5)."""
    return changed(facts, coordinator=None) if facts.coordinator in out else facts


def paused(facts: Facts, event: Event, rules: Rules) -> Facts:
    """Entering vilande: the consent is over as a whole, and resuming takes new information."""
    return changed(facts, consent=None, informed=False, withdrawn_at=event.occurred_at)


def after_narrowing(facts: Facts, rules: Rules) -> str | None:
    """Vilande if the narrowing ended the consent, else the phase stays."""
    return V if facts.consent is None else None


def after_return(facts: Facts, rules: Rules) -> str | None:
    """Back to where the case stood: what was decided before the pause still is (docs/decisions/0020).

    A consent that a narrowing would have ended doesn't end the pause either.
    """
    if facts.consent is None:
        return None
    if facts.started:
        return S
    if facts.admitted:
        return A
    return K if facts.referrer is not None else F
