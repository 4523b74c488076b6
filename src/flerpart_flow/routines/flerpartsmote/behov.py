"""Need: who saw it, the assessment case by case, the offer and the answer (FM-ANSVAR, -MALGRUPP, -BEDOMNING)."""

from __future__ import annotations

from typing import Any, ClassVar

import attrs

from flerpart_flow.define import (
    NO,
    YES,
    DutySpec,
    Event,
    Findings,
    Message,
    Occasion,
    Owed,
    Rules,
    Ternary,
    fields,
    guard,
    local_date,
    missing,
    state_guard,
    unknown,
)
from flerpart_flow.routines.flerpartsmote.facts import Facts, Need, changed
from flerpart_flow.routines.flerpartsmote.phases import B, F
from flerpart_flow.samverkan.actors import INDIVID, is_unit, party_of
from flerpart_flow.samverkan.municipalities import membership, stale

NOT_JOINED = Message("behov.kommunen_inte_ansluten")
MUNICIPALITY_UNKNOWN = Message("behov.kommunen_okand")
MUNICIPALITY_NOT_STATED = Message("behov.kommunen_inte_angiven")
MUNICIPALITY_STALE = Message("behov.kommunen_gammal_uppgift")
NO_VIEW = Message("behov.individen_inte_delaktig")
VIEW_UNKNOWN = Message("behov.delaktighet_okand")
NO_BASIS = Message("behov.inget_underlag")
OTHER_FORM = Message("behov.annan_motesform")
NOT_ASSESSED = Message("behov.inte_bedomt")
NO_NEED = Message("behov.inget_behov")
NEED_UNKNOWN = Message("behov.behov_okant")
NOT_OFFERED = Message("behov.inte_erbjudet")
NOT_OF_AGE = Message("behov.inte_arbetsfor_alder")
AGE_UNKNOWN = Message("behov.alder_okand")


@attrs.frozen(kw_only=True)
class IdentifieraBehov(Event):
    """A unit sees that a person needs coordinated work-oriented rehabilitation. Opens the case."""

    name: ClassVar[str] = "identifiera_behov"


@attrs.frozen(kw_only=True)
class BedomBehov(Event):
    """The need is assessed, case by case and with the individual's view."""

    name: ClassVar[str] = "bedom_behov"

    samordningsbehov: Ternary = fields.flag()
    arbetsfor_alder: Ternary = fields.flag()
    underlag: tuple[str, ...] = fields.codes("underlag")
    individen_delaktig: Ternary = fields.flag()
    motesform: str | None = fields.code("motesform")


@attrs.frozen(kw_only=True)
class ErbjudMote(Event):
    """The individual is offered a flerpartsmöte."""

    name: ClassVar[str] = "erbjud_mote"


@attrs.frozen(kw_only=True)
class TackaJa(Event):
    """The individual accepts the offer."""

    name: ClassVar[str] = "tacka_ja"


@attrs.frozen(kw_only=True)
class TackaNej(Event):
    """The individual declines the offer."""

    name: ClassVar[str] = "tacka_nej"


@state_guard("PR-ANSL-2", "PR-ANSL-3")
def municipality_has_joined(facts: Facts, occasion: Occasion, rules: Rules) -> Findings:
    """The routine applies in the individual's municipality on that day, as far as is known (A22)."""
    if facts.municipality is None:
        return (unknown("PR-ANSL-3", MUNICIPALITY_NOT_STATED, cure_by="initiativtagare"),)
    day = local_date(occasion.occurred_at)
    found = membership(rules.tables, facts.municipality, day)
    if found.joined is YES and stale(found.as_of, rules.parameters["municipality_stale_after_years"], day):
        return (unknown("PR-ANSL-3", MUNICIPALITY_STALE, municipality=found.municipality, as_of=found.as_of),)
    if found.joined is YES:
        return ()
    norm = "PR-ANSL-2" if found.since is not None else "PR-ANSL-3"
    if found.joined is NO:
        return (missing(norm, NOT_JOINED, municipality=found.municipality, as_of=found.as_of),)
    return (unknown(norm, MUNICIPALITY_UNKNOWN, municipality=found.municipality, as_of=found.as_of),)


@guard("FM-BEDOMNING-2", reads=("individen_delaktig",))
def individual_has_a_say(facts: Facts, event: BedomBehov, rules: Rules) -> Findings:
    """The individual takes part in the assessment."""
    if event.individen_delaktig is YES:
        return ()
    if event.individen_delaktig is NO:
        return (missing("FM-BEDOMNING-2", NO_VIEW, cure_by=event.by, cure="bedom_behov"),)
    return (unknown("FM-BEDOMNING-2", VIEW_UNKNOWN, cure_by=event.by, cure="bedom_behov"),)


@guard("FM-BEDOMNING-3", reads=("underlag",))
def assessment_has_a_basis(facts: Facts, event: BedomBehov, rules: Rules) -> Findings:
    """The assessment says what it was based on."""
    return () if event.underlag else (missing("FM-BEDOMNING-3", NO_BASIS, cure_by=event.by, cure="bedom_behov"),)


@guard("FM-BAKGRUND-3", reads=("motesform",))
def another_form_may_do(facts: Facts, event: BedomBehov, rules: Rules) -> Findings:
    """A flerpartsmöte complements the statutory forms; another form that was found right is advice, no bar."""
    if event.motesform in (None, "flerpartsmote"):
        return ()
    return (missing("FM-BAKGRUND-3", OTHER_FORM, form=event.motesform),)


@state_guard("FM-BEDOMNING-1", "FM-MALGRUPP-1")
def need_is_assessed(facts: Facts, occasion: Occasion, rules: Rules) -> Findings:
    """The need is assessed in this very case, and there is one."""
    if facts.need is None:
        return (missing("FM-BEDOMNING-1", NOT_ASSESSED, cure_by="initiativtagare", cure="bedom_behov"),)
    if facts.need.coordination is YES:
        return ()
    if facts.need.coordination is NO:
        return (missing("FM-MALGRUPP-1", NO_NEED, cure_by="ordforande", cure="avsluta"),)
    return (unknown("FM-MALGRUPP-1", NEED_UNKNOWN, cure_by="initiativtagare", cure="bedom_behov"),)


@state_guard("FF-ALDER-1")
def of_working_age(facts: Facts, occasion: Occasion, rules: Rules) -> Findings:
    """Working age, where the organisation evaluates it; warns only (A21)."""
    if rules.parameters["working_age"] != "evaluated" or facts.need is None or facts.need.working_age is YES:
        return ()
    if facts.need.working_age is NO:
        return (missing("FF-ALDER-1", NOT_OF_AGE, cure_by="initiativtagare", cure="bedom_behov"),)
    return (unknown("FF-ALDER-1", AGE_UNKNOWN, cure_by="initiativtagare", cure="bedom_behov"),)


@state_guard("FM-MALGRUPP-2")
def meeting_is_offered(facts: Facts, occasion: Occasion, rules: Rules) -> Findings:
    """There is an offer to answer."""
    if facts.offered:
        return ()
    return (missing("FM-MALGRUPP-2", NOT_OFFERED, cure_by="initiativtagare", cure="erbjud_mote"),)


def need_seen(facts: Facts, event: IdentifieraBehov, rules: Rules) -> Facts:
    """The one who sees the need initiates, and chairs until a hand-over is accepted (FM-FORBEREDELSE-1, A13)."""
    return changed(facts, initiator=event.by, chair=event.by)


def need_assessed(facts: Facts, event: BedomBehov, rules: Rules) -> Facts:
    """The latest assessment counts."""
    return changed(facts, need=Need(event.samordningsbehov, event.arbetsfor_alder))


def meeting_offered(facts: Facts, event: ErbjudMote, rules: Rules) -> Facts:
    """There is an offer."""
    return changed(facts, offered=True)


def _initiator_owes(before: Facts, event: Event, after: Facts, rules: Rules) -> tuple[Owed, ...]:
    return (Owed(after.initiator or event.by, INDIVID),)


def _owed_if_needed(before: Facts, event: BedomBehov, after: Facts, rules: Rules) -> tuple[Owed, ...]:
    needed = event.samordningsbehov is YES and not before.offered
    return (Owed(after.initiator or event.by, INDIVID),) if needed else ()


def _always(facts: Facts, event: Any, owed: Owed) -> bool:
    return True


def _no_need_left(facts: Facts, event: BedomBehov, owed: Owed) -> bool:
    return event.samordningsbehov is not YES


def _other_parties(event: Any) -> tuple[str, ...]:
    named = getattr(event, "till", None) or getattr(event, "enhet", None) or ()
    return (named,) if isinstance(named, str) else tuple(named)


def _reaches_another_party(facts: Facts, event: Any, owed: Owed) -> bool:
    return any(is_unit(to) and party_of(to) != party_of(event.by) for to in _other_parties(event))


def duties(contacts: tuple[type[Event], ...], consent: type[Event], preparation: type[Event]) -> tuple[DutySpec, ...]:
    """The duties of this section. ``contacts`` are the events by which one party contacts another.

    Planning and first contact run from the consent on: before it nobody may be contacted (A7).
    """
    return (
        DutySpec(
            name="bedoma_behov",
            bearer="initiativtagare",
            phase=B,
            norms=("FM-BEDOMNING-1", "FM-FORBEREDELSE-1"),
            opens={IdentifieraBehov: _initiator_owes},
            meets={BedomBehov: _always},
        ),
        DutySpec(
            name="erbjuda_mote",
            bearer="initiativtagare",
            phase=B,
            norms=("FM-MALGRUPP-2",),
            opens={BedomBehov: _owed_if_needed},
            meets={ErbjudMote: _always},
            lapses={BedomBehov: _no_need_left},
            threshold="offer_workdays",
        ),
        DutySpec(
            name="paborja_planering",
            bearer="initiativtagare",
            phase=F,
            norms=("FM-BEDOMNING-4",),
            opens={IdentifieraBehov: _initiator_owes},
            meets={preparation: _always},
            threshold="first_contact_workdays",
            between_parties=True,
            runs_from=consent,
        ),
        DutySpec(
            name="ta_forsta_kontakt",
            bearer="initiativtagare",
            phase=F,
            norms=("FM-BEDOMNING-5",),
            opens={IdentifieraBehov: _initiator_owes},
            meets=dict.fromkeys(contacts, _reaches_another_party),
            threshold="first_contact_workdays",
            between_parties=True,
            runs_from=consent,
        ),
    )
