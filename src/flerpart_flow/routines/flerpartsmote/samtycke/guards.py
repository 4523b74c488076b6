"""What must hold of the consent: informed first, in force for the meeting, for an exchange, for a contact (A7, A8)."""

from __future__ import annotations

from typing import Any

from flerpart_flow.define import NO, YES, Event, Findings, Guard, Message, Occasion, Rules, guard, missing, state_guard
from flerpart_flow.routines.flerpartsmote.facts import Facts
from flerpart_flow.routines.flerpartsmote.forberedelse.events import BestamDeltagare
from flerpart_flow.samverkan.actors import INDIVID, is_relative
from flerpart_flow.samverkan.events import Informera
from flerpart_flow.samverkan.samtycke.consent import ConsentNorms, in_force, some_topic
from flerpart_flow.samverkan.samtycke.guards import (
    acts_under,
    clear_under,
    contact_under,
    holds_under,
    informed_under,
    told_under,
    widened,
)

WIDENS_YES = Message("rattelse.ger_ett_ja")
NOT_ADAPTED = Message("samtycke.inte_anpassad")


NORMS = ConsentNorms("FM-SAMTYCKE-2", "FM-SAMTYCKE-3", "FM-SAMTYCKE-4", "FM-SAMTYCKE-6")


individual_is_informed = informed_under("FM-SAMTYCKE-1")


consent_is_clear = clear_under("FM-SAMTYCKE-8")


consent_holds = holds_under("FM-SAMTYCKE-2")


acts_under_consent = acts_under("FM-SAMTYCKE-2")


may_be_told = told_under(NORMS)


@guard("FM-FORBEREDELSE-3", reads=("anpassning",))
def information_is_adapted(facts: Facts, event: Informera, rules: Rules) -> Findings:
    """It is said how the information was adapted, also that no adaptation was needed."""
    if event.anpassning:
        return ()
    return (missing("FM-FORBEREDELSE-3", NOT_ADAPTED, cure_by=event.by, cure=Informera),)


@state_guard("FM-SAMTYCKE-8")
def consent_to_meet(facts: Facts, occasion: Occasion, rules: Rules) -> Findings:
    """A consent to such a meeting is in force: scope (a) of A7."""
    return in_force("FM-SAMTYCKE-8", facts.consent, occasion.occurred_at)


@state_guard("FM-SAMTYCKE-2")
def consent_to_exchange(facts: Facts, occasion: Any, rules: Rules) -> Findings:
    """A consent is in force to the meeting and to exchanging information on at least one topic (A7)."""
    lacking = in_force("FM-SAMTYCKE-2", facts.consent, occasion.occurred_at)
    return lacking or some_topic("FM-SAMTYCKE-2", facts.consent)


def _welcome_relative(facts: Facts, actor: str) -> bool:
    """Whether the individual has said yes to a relative who was found suitable (FM-FORBEREDELSE-9)."""
    known = facts.participant(actor)
    agreed = facts.consent is not None and known.answer is YES and known.suitable is YES
    return is_relative(actor) and agreed


contact_with_till = contact_under("FM-SAMTYCKE-2", "till", _welcome_relative)


def _identifying(field: str) -> Guard[Any]:
    """A guard on a contact that may leave out whom it concerns, which needs no consent (A56)."""
    identified: Guard[Event] = contact_under("FM-SAMTYCKE-2", field, _welcome_relative)

    @guard("FM-SAMTYCKE-2", reads=(field, "avidentifierat"), about=field)
    def contact_identifies_or_is_agreed_to(facts: Facts, event: Any, rules: Rules) -> Findings:
        """Nobody outside the own unit learns of the individual but under the consent; a contact may leave it out."""
        return () if event.avidentifierat is YES else identified.check(facts, event, rules)

    return contact_identifies_or_is_agreed_to


attempt_may_identify = _identifying("till")
region_may_know = _identifying("enhet")


contact_with_convener = contact_under("FM-SAMTYCKE-2", "sammankallande", _welcome_relative)


@guard("FM-SAMTYCKE-8", "PR-MALGRUPP-2", reads=("by", "ror", "ratt"), about="ratt")
def correction_widens_nothing(facts: Facts, event: Any, rules: Rules) -> Findings:
    """A correction never gives a consent, or a yes, that the individual hasn't given: it only takes away.

    The individual may put right what was written down as their own answer (A51).
    """
    answer = event.target if isinstance(event.target, BestamDeltagare) and event.by != INDIVID else None
    if answer is not None and not event.struck:
        yield from _a_no_stays(answer, event.corrected())
    yield from widened("FM-SAMTYCKE-8", facts.consent, event)


def _a_no_stays(old: Any, new: Any) -> Findings:
    """Striking or turning a no would bring back a yes; the individual answers anew instead."""
    said_no = old.svar is NO and (new is None or new.svar is not NO or not set(old.deltagare) <= set(new.deltagare))
    says_yes = new is not None and new.svar is YES
    wider = says_yes and not (old.svar is YES and set(new.deltagare) <= set(old.deltagare))
    if said_no or wider:
        yield missing("PR-MALGRUPP-2", WIDENS_YES, cure_by=INDIVID, cure=BestamDeltagare)
