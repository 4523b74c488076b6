"""What collaboration is held to: who takes part, which plan goes first, whom Ung Intro may turn to."""

from __future__ import annotations

from flerpart_flow.define import (
    NO,
    YES,
    Findings,
    Message,
    Occasion,
    Rules,
    Severity,
    guard,
    missing,
    state_guard,
    unknown,
)
from flerpart_flow.routines.ung_intro.facts import REHABKOORDINATOR, UNG_INTRO, Facts
from flerpart_flow.routines.ung_intro.samtycke.guards import identifies, somebody_covered
from flerpart_flow.routines.ung_intro.samverkan.events import (
    BeOmKontakthjalp,
    EtableraSamordning,
    InitieraFlerpartsmote,
    InitieraSip,
    KontaktaRehabkoordinator,
    UpprattaGemensamPlanering,
)
from flerpart_flow.samverkan.actors import AF, FK, KOMMUN, REGION, is_of, is_outsider, parties_in
from flerpart_flow.samverkan.contacts import repeated
from flerpart_flow.samverkan.events import Kontaktforsok
from flerpart_flow.samverkan.parameters import NO_RESPONSE_ATTEMPTS, NO_RESPONSE_DAYS

NO_REFERENCE = Message("ung_intro.referens_saknas")
SIP_MAY_DO = Message("kallelse.sip_racker")
OTHERS_NEEDED = Message("ung_intro.andra_an_region_och_kommun")
FOLLOWS_ANOTHER = Message("ung_intro.planen_gar_fore")
NOT_AGREED = Message("ung_intro.annan_samordnare")
NOT_A_COORDINATOR = Message("ung_intro.inte_rehabkoordinator")
CONTACT_REACHABLE = Message("ung_intro.vardkontakten_nas")
LACKS_MEASURES = Message("ung_intro.insatser_saknas")
NOT_EMPLOYMENT = Message("ung_intro.inte_arbetsformedlingen")

coordinator_may_know = identifies("till")
employment_may_know = identifies("till")
new_coordinator_may_know = identifies("samordnare")
a_coordinator_is_covered = somebody_covered(REHABKOORDINATOR)
employment_is_covered = somebody_covered(AF)
insurance_is_covered = somebody_covered(FK)


def _planners(facts: Facts, event: UpprattaGemensamPlanering) -> bool:
    return bool(event.insatser)


planners_may_know = identifies("insatser", _planners)


@guard("FF-UI-LANK-1", reads=("arende",))
def says_where(facts: Facts, event: InitieraSip | InitieraFlerpartsmote, rules: Rules) -> Findings:
    """The reference is given by which the meeting or the plan is found."""
    if event.arende is not None:
        return ()
    return (missing("FF-UI-LANK-1", NO_REFERENCE, cure_by=event.by, cure=type(event)),)


def _only_region_and_municipality(facts: Facts) -> bool:
    others = facts.others()
    return parties_in(others) <= {REGION, KOMMUN} and not any(is_outsider(one) for one in others)


@state_guard("UI-SAMV-1", most=Severity.NOTE)
def a_sip_may_do(facts: Facts, occasion: Occasion, rules: Rules) -> Findings:
    """With the Region and the municipality alone a SIP is enough; advice only (A36)."""
    if not _only_region_and_municipality(facts):
        return ()
    return (missing("UI-SAMV-1", SIP_MAY_DO),)


@state_guard("UI-SAMV-1", most=Severity.NOTE)
def others_are_needed(facts: Facts, occasion: Occasion, rules: Rules) -> Findings:
    """Where others than the Region and the municipality take part a flerpartsmöte is meant; advice only (A36)."""
    if _only_region_and_municipality(facts):
        return ()
    return (missing("UI-SAMV-1", OTHERS_NEEDED),)


@guard("UI-SAMV-5", reads=("utgar_fran",))
def the_plan_goes_first(facts: Facts, event: EtableraSamordning | UpprattaGemensamPlanering, rules: Rules) -> Findings:
    """Where a SIP or a flerpartsmöte has led to a plan, every other plan starts from it."""
    if not facts.plans or event.utgar_fran in {plan.case for plan in facts.plans}:
        return ()
    return (missing("UI-SAMV-5", FOLLOWS_ANOTHER, cure_by=event.by, cure=type(event)),)


@guard("UI-ANSVAR-5", reads=("samordnare", "overenskommet"), about="overenskommet")
def another_coordinator_is_agreed(facts: Facts, event: EtableraSamordning, rules: Rules) -> Findings:
    """Ung Intro coordinates unless something else is agreed."""
    if event.samordnare is None or is_of(event.samordnare, UNG_INTRO) or event.overenskommet is YES:
        return ()
    said = missing if event.overenskommet is NO else unknown
    return (said("UI-ANSVAR-5", NOT_AGREED, cure_by=event.by, cure=type(event), unit=event.samordnare),)


@guard("UI-SAMV-4", reads=("till",))
def it_is_a_coordinator(facts: Facts, event: KontaktaRehabkoordinator, rules: Rules) -> Findings:
    """The one who is turned to is a rehabilitation coordinator."""
    if event.till is not None and is_of(event.till, REHABKOORDINATOR):
        return ()
    return (missing("UI-SAMV-4", NOT_A_COORDINATOR, cure_by=event.by, cure=type(event)),)


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
            cure=Kontaktforsok,
            attempts=rules.value(NO_RESPONSE_ATTEMPTS),
            days=rules.value(NO_RESPONSE_DAYS),
        ),
    )


@guard("UI-ANSVAR-9", reads=("insatser",))
def each_organisation_has_measures(facts: Facts, event: UpprattaGemensamPlanering, rules: Rules) -> Findings:
    """The joint plan says what Arbetsförmedlingen, Försäkringskassan and Ung Intro do."""
    named = [unit for unit, _ in event.insatser]
    lacking = tuple(unit for unit in (AF, FK, UNG_INTRO) if not any(is_of(one, unit) for one in named))
    if not lacking:
        return ()
    return (missing("UI-ANSVAR-9", LACKS_MEASURES, cure_by=event.by, cure=type(event), units=lacking),)


@guard("UI-ANSVAR-10", reads=("till",))
def it_is_the_employment_service(facts: Facts, event: BeOmKontakthjalp, rules: Rules) -> Findings:
    """Arbetsförmedlingen is asked."""
    if event.till is not None and is_of(event.till, AF):
        return ()
    return (missing("UI-ANSVAR-10", NOT_EMPLOYMENT, cure_by=event.by, cure=type(event)),)
