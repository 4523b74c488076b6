"""Collaboration: SIP or flerpartsmöte, coordination otherwise, the rehabilitation coordinator, the joint plan, helping
with contacts (UI-SAMV-1, -4..6, UI-ANSVAR-5, -9, -10)."""

from __future__ import annotations

from typing import Any, ClassVar

import attrs

from flerpart_flow.define import (
    NO,
    YES,
    Event,
    Findings,
    Message,
    Occasion,
    Rules,
    Severity,
    Ternary,
    at_most,
    fields,
    guard,
    missing,
    state_guard,
    unknown,
)
from flerpart_flow.routines.ung_intro.facts import REHABKOORDINATOR, UNG_INTRO, Facts, Plan, changed
from flerpart_flow.routines.ung_intro.samtycke import identifies, somebody_covered
from flerpart_flow.samverkan.actors import AF, FK, KOMMUN, REGION, is_of, is_outsider, parties_in
from flerpart_flow.samverkan.contacts import repeated

NO_REFERENCE = Message("ung_intro.referens_saknas")
SIP_MAY_DO = Message("kallelse.sip_racker")
OTHERS_NEEDED = Message("ung_intro.andra_an_region_och_kommun")
FOLLOWS_ANOTHER = Message("ung_intro.planen_gar_fore")
NOT_AGREED = Message("ung_intro.annan_samordnare")
NOT_A_COORDINATOR = Message("ung_intro.inte_rehabkoordinator")
CONTACT_REACHABLE = Message("ung_intro.vardkontakten_nas")
LACKS_MEASURES = Message("ung_intro.insatser_saknas")
NOT_EMPLOYMENT = Message("ung_intro.inte_arbetsformedlingen")


@attrs.frozen(kw_only=True)
class InitieraSip(Event):
    """A SIP is initiated; ``arende`` is the opaque reference under which it is found."""

    name: ClassVar[str] = "initiera_sip"

    arende: str | None = fields.reference()


@attrs.frozen(kw_only=True)
class InitieraFlerpartsmote(Event):
    """A flerpartsmöte is initiated; ``arende`` is the reference of its case in that routine."""

    name: ClassVar[str] = "initiera_flerpartsmote"

    arende: str | None = fields.reference()


@attrs.frozen(kw_only=True)
class RegistreraPlan(Event):
    """A SIP or a flerpartsmöte has led to a plan, which goes before other plans."""

    name: ClassVar[str] = "registrera_plan"

    planform: str | None = fields.code("planform")
    arende: str | None = fields.reference()


@attrs.frozen(kw_only=True)
class EtableraSamordning(Event):
    """Ung Intro sets coordination up in another way; ``samordnare`` coordinates, where others have agreed to it."""

    name: ClassVar[str] = "etablera_samordning"

    samordnare: str | None = fields.code("enhet")
    overenskommet: Ternary = fields.flag()
    utgar_fran: str | None = fields.reference()


@attrs.frozen(kw_only=True)
class KontaktaRehabkoordinator(Event):
    """The case manager turns to the rehabilitation coordinator; ``fast_vardkontakt``: there is a fixed care contact."""

    name: ClassVar[str] = "kontakta_rehabkoordinator"

    till: str | None = fields.code("enhet")
    fast_vardkontakt: Ternary = fields.flag()


@attrs.frozen(kw_only=True)
class UpprattaGemensamPlanering(Event):
    """Arbetsförmedlingen draws up a joint plan towards work, with what each organisation does."""

    name: ClassVar[str] = "uppratta_gemensam_planering"

    insatser: tuple[tuple[str, str], ...] = fields.per_code("enhet")
    utgar_fran: str | None = fields.reference()


@attrs.frozen(kw_only=True)
class BeOmKontakthjalp(Event):
    """A unit asks Arbetsförmedlingen for help with contacts in parts of it that the routine doesn't cover."""

    name: ClassVar[str] = "be_om_kontakthjalp"

    till: str | None = fields.code("enhet")


@attrs.frozen(kw_only=True)
class GeKontakthjalp(Event):
    """Arbetsförmedlingen has helped with the contact."""

    name: ClassVar[str] = "ge_kontakthjalp"

    till: str | None = fields.code("enhet")


coordinator_may_know = identifies("till")
employment_may_know = identifies("till")
new_coordinator_may_know = identifies("samordnare")
a_coordinator_is_covered = somebody_covered(REHABKOORDINATOR)
employment_is_covered = somebody_covered(AF)


def _planners(facts: Facts, event: UpprattaGemensamPlanering) -> bool:
    return bool(event.insatser)


planners_may_know = identifies("insatser", _planners)


@guard("FF-UI-LANK-1", reads=("arende",))
def says_where(facts: Facts, event: Any, rules: Rules) -> Findings:
    """The reference is given by which the meeting or the plan is found."""
    if event.arende is not None:
        return ()
    return (missing("FF-UI-LANK-1", NO_REFERENCE, cure_by=event.by, cure=event.name),)


def _only_region_and_municipality(facts: Facts) -> bool:
    others = facts.others()
    return parties_in(others) <= {REGION, KOMMUN} and not any(is_outsider(one) for one in others)


@state_guard("UI-SAMV-1")
def a_sip_may_do(facts: Facts, occasion: Occasion, rules: Rules) -> Findings:
    """With the Region and the municipality alone a SIP is enough; advice only (A36)."""
    return (at_most(Severity.NOTE, missing("UI-SAMV-1", SIP_MAY_DO)),) if _only_region_and_municipality(facts) else ()


@state_guard("UI-SAMV-1")
def others_are_needed(facts: Facts, occasion: Occasion, rules: Rules) -> Findings:
    """Where others than the Region and the municipality take part a flerpartsmöte is meant; advice only (A36)."""
    return (
        () if _only_region_and_municipality(facts) else (at_most(Severity.NOTE, missing("UI-SAMV-1", OTHERS_NEEDED)),)
    )


@guard("UI-SAMV-5", reads=("utgar_fran",))
def the_plan_goes_first(facts: Facts, event: Any, rules: Rules) -> Findings:
    """Where a SIP or a flerpartsmöte has led to a plan, every other plan starts from it."""
    if not facts.plans or event.utgar_fran in {plan.case for plan in facts.plans}:
        return ()
    return (missing("UI-SAMV-5", FOLLOWS_ANOTHER, cure_by=event.by, cure=event.name),)


@guard("UI-ANSVAR-5", reads=("samordnare", "overenskommet"))
def another_coordinator_is_agreed(facts: Facts, event: EtableraSamordning, rules: Rules) -> Findings:
    """Ung Intro coordinates unless something else is agreed."""
    if event.samordnare is None or is_of(event.samordnare, UNG_INTRO) or event.overenskommet is YES:
        return ()
    said = missing if event.overenskommet is NO else unknown
    return (said("UI-ANSVAR-5", NOT_AGREED, cure_by=event.by, cure=event.name, unit=event.samordnare),)


@guard("UI-SAMV-4", reads=("till",))
def it_is_a_coordinator(facts: Facts, event: KontaktaRehabkoordinator, rules: Rules) -> Findings:
    """The one who is turned to is a rehabilitation coordinator."""
    if event.till is not None and is_of(event.till, REHABKOORDINATOR):
        return ()
    return (missing("UI-SAMV-4", NOT_A_COORDINATOR, cure_by=event.by, cure=event.name),)


@guard("UI-SAMV-4", reads=("fast_vardkontakt",))
def care_contact_is_missing_or_silent(facts: Facts, event: KontaktaRehabkoordinator, rules: Rules) -> Findings:
    """There is no fixed care contact, or it hasn't answered the case manager's repeated attempts (A28)."""
    if event.fast_vardkontakt is NO or repeated(facts.sought, rules):
        return ()
    said = missing if event.fast_vardkontakt is YES else unknown
    return (
        said(
            "UI-SAMV-4",
            CONTACT_REACHABLE,
            cure_by=event.by,
            cure="kontaktforsok",
            attempts=rules.parameters["no_response_attempts"],
            days=rules.parameters["no_response_days"],
        ),
    )


@guard("UI-ANSVAR-9", reads=("insatser",))
def each_organisation_has_measures(facts: Facts, event: UpprattaGemensamPlanering, rules: Rules) -> Findings:
    """The joint plan says what Arbetsförmedlingen, Försäkringskassan and Ung Intro do."""
    named = [unit for unit, _ in event.insatser]
    lacking = tuple(unit for unit in (AF, FK, UNG_INTRO) if not any(is_of(one, unit) for one in named))
    if not lacking:
        return ()
    return (missing("UI-ANSVAR-9", LACKS_MEASURES, cure_by=event.by, cure=event.name, units=lacking),)


@guard("UI-ANSVAR-10", reads=("till",))
def it_is_the_employment_service(facts: Facts, event: BeOmKontakthjalp, rules: Rules) -> Findings:
    """Arbetsförmedlingen is asked."""
    if event.till is not None and is_of(event.till, AF):
        return ()
    return (missing("UI-ANSVAR-10", NOT_EMPLOYMENT, cure_by=event.by, cure=event.name),)


def sip_initiated(facts: Facts, event: InitieraSip, rules: Rules) -> Facts:
    """A SIP is on its way."""
    return changed(facts, initiated=(*facts.initiated, Plan("sip", event.arende or "")))


def meeting_initiated(facts: Facts, event: InitieraFlerpartsmote, rules: Rules) -> Facts:
    """A flerpartsmöte is on its way."""
    return changed(facts, initiated=(*facts.initiated, Plan("flerpartsmote", event.arende or "")))


def plan_registered(facts: Facts, event: RegistreraPlan, rules: Rules) -> Facts:
    """There is a plan that others start from; one that is registered twice stands once."""
    plan = Plan(event.planform or "", event.arende or "")
    return changed(facts, plans=tuple(dict.fromkeys((*facts.plans, plan))))


def jointly_planned(facts: Facts, event: UpprattaGemensamPlanering, rules: Rules) -> Facts:
    """There is a joint plan towards work."""
    return changed(facts, joint_plan=True)


def coordinated(facts: Facts, event: EtableraSamordning, rules: Rules) -> Facts:
    """Somebody coordinates: Ung Intro, or the one that was agreed on."""
    other = event.samordnare
    agreed = other is not None and event.overenskommet is YES and not is_of(other, UNG_INTRO)
    return changed(facts, coordinator=other if agreed else None)
