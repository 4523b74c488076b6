"""What the talks before a referral are held to, and which of them the later steps wait for."""

from __future__ import annotations

from flerpart_flow.define import (
    NO,
    UNKNOWN,
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
from flerpart_flow.routines.ung_intro.behov.events import AngeVillkor
from flerpart_flow.routines.ung_intro.facts import ASSISTANCE_UNIT, CARE, UNG_INTRO, Facts
from flerpart_flow.routines.ung_intro.role_names import AKTUALISERANDE
from flerpart_flow.routines.ung_intro.samrad.events import (
    ForDialogMedHandlaggare,
    KartlaggGemensamt,
    Motivera,
    Samrada,
    Vagled,
)
from flerpart_flow.routines.ung_intro.samtycke.guards import NORM, acts_under_consent, identifies
from flerpart_flow.samverkan.actors import AF, FK, is_individual, is_of

MAY_HIDE = Message("ung_intro.samrad_utan_att_peka_ut")
NOT_WITH_UNG_INTRO = Message("ung_intro.samrad_utan_ung_intro")
SPEAK_FIRST = Message("ung_intro.tala_med_patienten")
NOT_CONSULTED = Message("ung_intro.inget_samrad")
NOT_RIGHT = Message("ung_intro.inte_ratt_insats")
NOT_SETTLED = Message("ung_intro.samradet_utan_svar")
NOT_ANSWERED = Message("ung_intro.samrad_utan_svar_an")
NOT_THE_OFFICER = Message("ung_intro.inte_ansvarig_handlaggare")
NOT_ASKED_FOR = Message("ung_intro.inget_onskemal")
NOT_ALL_MAPPED = Message("ung_intro.kartlaggning_utan_alla")


def _tells_somebody_new(facts: Facts, event: Vagled) -> bool:
    """Guidance tells nothing new to the unit that consulted, from the very unit that it consulted with (A57)."""
    return facts.identified and (event.by, event.till) != (facts.adviser, facts.consulted)


_tells_ung_intro = identifies("till")
guidance_may_identify = identifies("till", _tells_somebody_new)
officer_may_know = identifies("till")
partners_may_know = identifies("medverkande")


@guard(NORM, reads=("by", "till", "avidentifierat"), about="avidentifierat")
def consultation_may_identify(facts: Facts, event: Samrada, rules: Rules) -> Findings:
    """Either nobody is told who the person is, which is possible at any time, or it is told under the consent (A7)."""
    lacking = () if event.avidentifierat is YES else tuple(_tells_ung_intro.check(facts, event, rules))
    if not lacking:
        return ()
    return (*lacking, missing(NORM, MAY_HIDE, cure_by=event.by, cure=Samrada))


@guard("UI-AKT-2", reads=("by", "till"))
def with_ung_intro(facts: Facts, event: Samrada, rules: Rules) -> Findings:
    """One of the two is Ung Intro, the other isn't."""
    there = [is_of(one, UNG_INTRO) for one in (event.by, event.till or "")]
    if there.count(True) == 1 and event.till is not None:
        return ()
    return (missing("UI-AKT-2", NOT_WITH_UNG_INTRO, cure_by=event.by, cure=Samrada),)


@guard("UI-AKT-2", reads=("ratt_insats",), most=Severity.NOTE)
def answer_is_stated(facts: Facts, event: Samrada, rules: Rules) -> Findings:
    """A consultation that came to no answer is one, and has to be held again before care refers; a note."""
    if event.ratt_insats is not UNKNOWN:
        return ()
    return (unknown("UI-AKT-2", NOT_ANSWERED, cure_by=event.by, cure=Samrada),)


@guard("UI-AKT-5", reads=("by", "till"))
def officer_is_responsible(facts: Facts, event: ForDialogMedHandlaggare, rules: Rules) -> Findings:
    """The officer is of one of those who pay the benefits of the target group (UI-MAL-1), never of the own unit."""
    if event.till is None or is_the_officer(event):
        return ()  # that nobody is named is said by another guard
    return (missing("UI-AKT-5", NOT_THE_OFFICER, cure_by=AKTUALISERANDE, cure=type(event), unit=event.till),)


def is_the_officer(event: ForDialogMedHandlaggare) -> bool:
    pays = event.till is not None and any(is_of(event.till, unit) for unit in (FK, ASSISTANCE_UNIT))
    return pays and event.till != event.by


@state_guard("UI-AKT-1")
def patient_is_asked(facts: Facts, occasion: Occasion, rules: Rules) -> Findings:
    """Where care sees a need alone, it speaks with the patient first (A35)."""
    if facts.way != CARE or facts.condition("UI-MAL-5:onskan") is YES:
        return ()
    said = missing if facts.condition("UI-MAL-5:onskan") is NO else unknown
    return (said("UI-AKT-1", SPEAK_FIRST, cure_by=facts.initiator, cure=AngeVillkor),)


def _found_right(norm: str, facts: Facts) -> Findings:
    if facts.suitable is NO:
        return (missing(norm, NOT_RIGHT, cure_by=UNG_INTRO, cure=Samrada),)
    if facts.suitable is UNKNOWN:
        message = NOT_CONSULTED if facts.consulted is None else NOT_SETTLED
        return (unknown(norm, message, cure_by=facts.initiator, cure=Samrada),)
    return ()


@state_guard("UI-AKT-3")
def consulted_before_guidance(facts: Facts, occasion: Occasion, rules: Rules) -> Findings:
    """Guidance comes after a consultation that found the measure right."""
    return _found_right("UI-AKT-3", facts)


@state_guard("UI-SAMV-3")
def consulted_before_motivating(facts: Facts, occasion: Occasion, rules: Rules) -> Findings:
    """Nobody is motivated for a measure that no consultation found right."""
    return _found_right("UI-SAMV-3", facts)


@state_guard("UI-AKT-2")
def care_has_consulted(facts: Facts, occasion: Occasion, rules: Rules) -> Findings:
    """Before care refers, a consultation has found the measure right."""
    return _found_right("UI-AKT-2", facts) if facts.way == CARE else ()


@guard("UI-SAMV-2", reads=("pa_onskemal",))
def somebody_asked(facts: Facts, event: Motivera, rules: Rules) -> Findings:
    """Information in advance is given when somebody wishes for it."""
    if event.pa_onskemal is YES:
        return ()
    return (missing("UI-SAMV-2", NOT_ASKED_FOR, cure_by=event.by, cure=Motivera),)


@guard(NORM, reads=("by", "pa_onskemal"))
def tells_the_person_or_acts_under_consent(facts: Facts, event: Motivera, rules: Rules) -> Findings:
    """Before the consent the person alone is told, at their own wish; after it Ung Intro acts under it (A62)."""
    if facts.consent is None and facts.withdrawn_at is None and event.pa_onskemal is YES:
        return ()
    return acts_under_consent.check(facts, event, rules)


@guard("UI-AKT-7", reads=("medverkande",))
def all_three_map(facts: Facts, event: KartlaggGemensamt, rules: Rules) -> Findings:
    """Försäkringskassan, Arbetsförmedlingen and the person all take part."""
    absent = _absent(event)
    if not absent:
        return ()
    return (missing("UI-AKT-7", NOT_ALL_MAPPED, cure_by=event.by, cure=KartlaggGemensamt, units=absent),)


def _absent(event: KartlaggGemensamt) -> tuple[str, ...]:
    there = (event.by, *event.medverkande)
    units = tuple(unit for unit in (FK, AF) if not any(is_of(one, unit) for one in there))
    return units if any(is_individual(one) for one in there) else (*units, "individ")
