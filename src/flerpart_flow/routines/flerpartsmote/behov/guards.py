"""What must hold to assess a need, to offer a meeting and to answer the offer (FM-MALGRUPP, FM-BEDOMNING, PR-ANSL)."""

from __future__ import annotations

from flerpart_flow.define import (
    NO,
    YES,
    Findings,
    Message,
    Occasion,
    Rules,
    guard,
    local_date,
    missing,
    state_guard,
    unknown,
)
from flerpart_flow.routines.flerpartsmote.behov.events import BedomBehov, ErbjudMote
from flerpart_flow.routines.flerpartsmote.facts import Facts
from flerpart_flow.routines.flerpartsmote.parameters import MUNICIPALITY_STALE_AFTER_YEARS, WORKING_AGE
from flerpart_flow.routines.flerpartsmote.role_names import INITIATIVTAGARE, ORDFORANDE
from flerpart_flow.samverkan.data.municipalities import membership, stale
from flerpart_flow.samverkan.events import Avsluta

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


@state_guard("PR-ANSL-2", "PR-ANSL-3")
def municipality_has_joined(facts: Facts, occasion: Occasion, rules: Rules) -> Findings:
    """The routine applies in the individual's municipality on that day, as far as is known (A22)."""
    if facts.municipality is None:
        return (unknown("PR-ANSL-3", MUNICIPALITY_NOT_STATED, cure_by=INITIATIVTAGARE),)
    day = local_date(occasion.occurred_at)
    found = membership(rules.tables, facts.municipality, day)
    if found.joined is YES and stale(found.as_of, rules.value(MUNICIPALITY_STALE_AFTER_YEARS), day):
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
        return (missing("FM-BEDOMNING-2", NO_VIEW, cure_by=event.by, cure=BedomBehov),)
    return (unknown("FM-BEDOMNING-2", VIEW_UNKNOWN, cure_by=event.by, cure=BedomBehov),)


@guard("FM-BEDOMNING-3", reads=("underlag",))
def assessment_has_a_basis(facts: Facts, event: BedomBehov, rules: Rules) -> Findings:
    """The assessment says what it was based on."""
    return () if event.underlag else (missing("FM-BEDOMNING-3", NO_BASIS, cure_by=event.by, cure=BedomBehov),)


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
        return (missing("FM-BEDOMNING-1", NOT_ASSESSED, cure_by=INITIATIVTAGARE, cure=BedomBehov),)
    if facts.need.coordination is YES:
        return ()
    if facts.need.coordination is NO:
        return (missing("FM-MALGRUPP-1", NO_NEED, cure_by=ORDFORANDE, cure=Avsluta),)
    return (unknown("FM-MALGRUPP-1", NEED_UNKNOWN, cure_by=INITIATIVTAGARE, cure=BedomBehov),)


@state_guard("FF-ALDER-1")
def of_working_age(facts: Facts, occasion: Occasion, rules: Rules) -> Findings:
    """Working age, where the organisation evaluates it; warns only (A21)."""
    if rules.value(WORKING_AGE) != "evaluated" or facts.need is None or facts.need.working_age is YES:
        return ()
    if facts.need.working_age is NO:
        return (missing("FF-ALDER-1", NOT_OF_AGE, cure_by=INITIATIVTAGARE, cure=BedomBehov),)
    return (unknown("FF-ALDER-1", AGE_UNKNOWN, cure_by=INITIATIVTAGARE, cure=BedomBehov),)


@state_guard("FM-MALGRUPP-2")
def meeting_is_offered(facts: Facts, occasion: Occasion, rules: Rules) -> Findings:
    """There is an offer to answer."""
    if facts.offered:
        return ()
    return (missing("FM-MALGRUPP-2", NOT_OFFERED, cure_by=INITIATIVTAGARE, cure=ErbjudMote),)
