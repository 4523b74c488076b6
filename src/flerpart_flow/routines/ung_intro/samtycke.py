"""Consent in Ung Intro: each party has its own before it tells anything that identifies (UI-SAMTYCKE-1, A7–A9, A47)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from flerpart_flow.engine.evolve import evolve
from flerpart_flow.engine.findings import Findings
from flerpart_flow.engine.guards import Guard, guard
from flerpart_flow.routines.ung_intro.facts import Facts, changed
from flerpart_flow.routines.ung_intro.phases import A, F, K, S, V
from flerpart_flow.samverkan.actors import is_individual, is_of, party_of
from flerpart_flow.samverkan.handelser import BegransaSamtycke, GeSamtycke
from flerpart_flow.samverkan.samtycke import ConsentNorms, contact, own_record
from flerpart_flow.samverkan.samtyckesverkan import given, less, too_few
from flerpart_flow.samverkan.samtyckesvillkor import (
    acts_under,
    clear_under,
    contact_under,
    holds_under,
    informed_under,
    told_under,
    widened,
)

NORM: Final = "UI-SAMTYCKE-1"
NORMS: Final = ConsentNorms(NORM, NORM, NORM, NORM)

individual_is_informed = informed_under("FF-UI-SAMTYCKE-1")
consent_is_clear = clear_under(NORM)
consent_holds = holds_under(NORM)
acts_under_consent = acts_under(NORM)
may_be_told = told_under(NORMS)
contact_with_till = contact_under(NORM, "till")
contact_with_recipient = contact_under(NORM, "lamnas_till")


def _always(facts: Facts, event: Any) -> bool:
    return True


def identifies(field: str, when: Callable[[Any, Any], bool] = _always) -> Guard:
    """A guard on telling those whom a field names who the person is; ``when`` tells whether the event does that.

    The consent covers both ends, and the one who tells has obtained it: its own record (stricter than a mere contact,
    docs/decisions/0021).
    """

    @guard(NORM, reads=("by", field))
    def may_identify(facts: Facts, event: Any, rules: Any) -> Findings:
        """Whoever tells who the person is has its own consent, which covers those who learn it."""
        to = _named(getattr(event, field))
        others = [one for one in to if not is_individual(one) and party_of(one) != party_of(event.by)]
        if not others or not when(facts, event):
            return ()
        return (*contact(NORM, facts.consent, event.by, others, event.occurred_at), *_record(facts, event.by))

    return may_identify


def _named(value: Any) -> tuple[str, ...]:
    """Those whom a field names: one, several, or a text for each of several."""
    several = (value,) if isinstance(value, str) else value or ()
    return tuple(one if isinstance(one, str) else one[0] for one in several)


def _record(facts: Facts, unit: str) -> Findings:
    return own_record(NORM, facts.consent, unit)


@guard(NORM, reads=("ror", "ratt"))
def correction_widens_nothing(facts: Facts, event: Any, rules: Any) -> Findings:
    """A correction never gives a consent that the individual hasn't given: it only takes away."""
    return widened(NORM, facts.consent, event)


def consented(facts: Facts, event: GeSamtycke, rules: Any) -> Facts:
    """A new consent replaces the one before: each unit obtains it anew, and one that it leaves out is out."""
    consent, before = given(event), facts.consent
    if before is None:
        return changed(facts, consent=consent)
    out = before.units - consent.units
    if too_few(out, consent.units, rules) or _carries_the_case(facts, out):
        return changed(facts, consent=None)  # as narrowing does (section on withdrawal, point 4)
    return _without_coordinator(changed(facts, consent=evolve(consent, renews=True)), out)


def narrowed(facts: Facts, event: BegransaSamtycke, rules: Any) -> Facts:
    """Units and topics are taken out; too few organisations, or the unit that answers for the case, end it all."""
    if facts.consent is None:
        return facts
    consent, out = less(facts.consent, event), frozenset(event.enheter)
    if too_few(out, consent.units, rules) or _carries_the_case(facts, out):
        return changed(facts, consent=None)
    return _without_coordinator(changed(facts, consent=consent), out)


def _carries_the_case(facts: Facts, out: frozenset[str]) -> bool:
    carrier = facts.carrier()
    return carrier is not None and any(is_of(unit, carrier) for unit in out)


def _without_coordinator(facts: Facts, out: frozenset[str]) -> Facts:
    """A coordinator that is taken out coordinates no more: Ung Intro does (UI-ANSVAR-5)."""
    return changed(facts, coordinator=None) if facts.coordinator in out else facts


def paused(facts: Facts, event: Any, rules: Any) -> Facts:
    """Entering vilande: the consent is over as a whole, and resuming takes new information."""
    return changed(facts, consent=None, informed=False, withdrawn_at=event.occurred_at)


def after_narrowing(facts: Facts, rules: Any) -> str | None:
    """Vilande if the narrowing ended the consent, else the phase stays."""
    return V if facts.consent is None else None


def after_return(facts: Facts, rules: Any) -> str:
    """Back to where the case stood: what was decided before the pause still is (docs/decisions/0020)."""
    if facts.started:
        return S
    if facts.admitted:
        return A
    return K if facts.referrer is not None else F
