"""The whole routine on one page: each event, who does it, where it is possible and leads, its guards, its effect.

Read a row as: this event, by this role, from these phases to those (STAY: the phase stays), when these guards
find nothing that blocks; then the facts change so.
"""

from __future__ import annotations

from typing import Final

# Names side by side instead of a line each, so that the page stays a page.
# fmt: off
# ruff: isort: off
from flerpart_flow.define import (
    START, BytRegler, Choice, Move, Ratta, at, gives_a_reason, moves_on_rightly, to, unchanged,
)
from flerpart_flow.routines.ung_intro import roles
from flerpart_flow.routines.ung_intro.aktualisering.effects import admitted, referred
from flerpart_flow.routines.ung_intro.aktualisering.events import Aktualisera, Anta, AntaInte
from flerpart_flow.routines.ung_intro.aktualisering.guards import (
    care_has_heard_the_officer, jointly_mapped, referred_under_consent,
)
from flerpart_flow.routines.ung_intro.avslut.effects import after_own_part, part_ended
from flerpart_flow.routines.ung_intro.avslut.events import AvslutaEgenDel
from flerpart_flow.routines.ung_intro.avslut.guards import (
    closed_in_consultation, coordinator_is_covered, ended_in_consultation, reason_agrees, the_case_has_rested,
    there_was_something_to_end, ung_intro_replaces_nothing,
)
from flerpart_flow.routines.ung_intro.avvikelse.effects import reported
from flerpart_flow.routines.ung_intro.avvikelse.guards import attempts_were_made, recipient_may_know, report_is_complete
from flerpart_flow.routines.ung_intro.behov.effects import condition_stated, need_seen
from flerpart_flow.routines.ung_intro.behov.events import AngeVillkor, IdentifieraBehov
from flerpart_flow.routines.ung_intro.behov.guards import known_lawfully, need_or_wish_is_seen, unit_is_covered
from flerpart_flow.routines.ung_intro.malgrupp.guards import (
    in_the_target_group, lives_in_uppsala, no_other_labour_market_measures, of_the_right_age, wish_and_need,
)
from flerpart_flow.routines.ung_intro.phases import AVSLUT, CONSENTED, OPEN, A, B, F, K, S, V
from flerpart_flow.routines.ung_intro.samrad.effects import consulted, guided, mapped, officer_heard
from flerpart_flow.routines.ung_intro.samrad.events import (
    ForDialogMedHandlaggare, KartlaggGemensamt, Motivera, Samrada, Vagled,
)
from flerpart_flow.routines.ung_intro.samrad.guards import (
    all_three_map, answer_is_stated, care_has_consulted, consultation_may_identify, consulted_before_guidance,
    consulted_before_motivating, guidance_may_identify, officer_is_responsible, officer_may_know, partners_may_know,
    patient_is_asked, somebody_asked, tells_the_person_or_acts_under_consent,
    with_ung_intro,
)
from flerpart_flow.routines.ung_intro.samtycke.effects import (
    after_narrowing, after_return, answered, consented, narrowed, obtained, withdrawn,
)
from flerpart_flow.routines.ung_intro.samtycke.guards import (
    acts_under_consent, consent_holds, consent_is_clear, contact_identifies_or_is_agreed_to,
    contact_with_till, correction_widens_nothing, enough_to_go_on, has_obtained_it,
    individual_is_informed, may_be_told, only_the_individual_is_told,
)
from flerpart_flow.routines.ung_intro.samtycke.word import (
    acts_unrefused, consulted_with_nobody_refused, fits_the_word, guided_unless_refused, nobody_refused_coordinates,
    nobody_refused_maps, nobody_refused_plans, others_only_take_away, own_no_is_undone_alone,
    referred_to_nobody_refused, representative_is_the_individuals, says_yes_or_no, to_nobody_refused,
    told_to_nobody_refused, what_was_taken_back_stays, without_consent_of_whom,
)
from flerpart_flow.routines.ung_intro.samverkan.contacts import heard, heard_from, tried
from flerpart_flow.routines.ung_intro.samverkan.effects import (
    coordinated, jointly_planned, meeting_initiated, plan_registered, sip_initiated,
)
from flerpart_flow.routines.ung_intro.samverkan.events import (
    BeOmKontakthjalp, EtableraSamordning, GeKontakthjalp, InitieraFlerpartsmote, InitieraSip, KontaktaRehabkoordinator,
    RegistreraPlan, UpprattaGemensamPlanering,
)
from flerpart_flow.routines.ung_intro.samverkan.guards import (
    a_coordinator_is_covered, a_sip_may_do, another_coordinator_is_agreed, care_contact_is_missing_or_silent,
    coordinator_may_know, each_organisation_has_measures, employment_is_covered, employment_may_know,
    insurance_is_covered,
    it_is_a_coordinator, it_is_the_employment_service, new_coordinator_may_know, others_are_needed, planners_may_know,
    says_where, the_plan_goes_first,
)
from flerpart_flow.routines.ung_intro.start.effects import accepted, started
from flerpart_flow.routines.ung_intro.start.events import Starta, TackaJaTillInsats, TackaNejTillInsats
from flerpart_flow.routines.ung_intro.start.guards import individual_has_said_yes
from flerpart_flow.samverkan.content import says
from flerpart_flow.samverkan.corrections import concerns_an_earlier_line, individual_confirms
from flerpart_flow.samverkan.events import (
    AterkallaSamtycke, Avsluta, BegransaSamtycke, BestamDeltagare, DokumenteraSamtycke, GeSamtycke, Informera,
    Kontaktforsok, LamnaUppgift, NekaSamtycke, RapporteraAvvikelse, UtokaSamtycke,
)
from flerpart_flow.samverkan.samtycke.effects import extended, informed, refused
from flerpart_flow.samverkan.samtycke.guards import adds_something
# ruff: isort: on
# fmt: on

narrowed_or_paused: Final = Choice("narrowed_in_ung_intro", after_narrowing, (V,), stays=True)
back_from_pause: Final = Choice("back_to_where_it_stood", after_return, CONSENTED, stays=True)
over_without_ung_intro: Final = Choice("over_without_ung_intro", after_own_part, (AVSLUT,), stays=True)


TABLE: Final = (
    # --- Behov ---------------------------------------------------------------------------------------------------
    Move(
        event=IdentifieraBehov, by=roles.one_of_the_ways, to={START: B},
        guards=(says("vag"), need_or_wish_is_seen, unit_is_covered), effect=need_seen,
    ),
    Move(
        event=AngeVillkor, by=roles.individual_or_unit, to=at(B, *CONSENTED),
        guards=(acts_unrefused, says("norm"), known_lawfully), effect=heard(condition_stated),
    ),
    # --- Samtycke ------------------------------------------------------------------------------------------------
    Move(
        event=Informera, by=roles.any_unit, to=at(*OPEN), effect=informed,
    ),
    Move(
        event=GeSamtycke, by=roles.individual.under("UI-SAMTYCKE-1"),
        to={B: F, V: back_from_pause, **to(narrowed_or_paused, CONSENTED)},
        guards=(individual_is_informed, consent_is_clear, enough_to_go_on, fits_the_word, what_was_taken_back_stays),
        effect=consented,
    ),
    Move(
        event=NekaSamtycke, by=roles.individual.under("UI-SAMTYCKE-1"), to={B: AVSLUT, V: AVSLUT},
        effect=refused,
    ),
    Move(
        event=UtokaSamtycke, by=roles.individual.under("UI-SAMTYCKE-1"), to=at(*CONSENTED),
        guards=(consent_holds, adds_something, fits_the_word, what_was_taken_back_stays), effect=extended,
    ),
    Move(
        event=BegransaSamtycke, by=roles.protects.under("FF-UI-SAMTYCKE-2"),
        to={**to(narrowed_or_paused, CONSENTED), **at(V, AVSLUT)}, effect=narrowed,
    ),
    Move(
        event=AterkallaSamtycke, by=roles.protects.under("FF-UI-SAMTYCKE-2"),
        to={**to(V, CONSENTED), **at(V, AVSLUT)}, effect=withdrawn,
    ),
    Move(
        event=DokumenteraSamtycke, by=roles.covered_unit, to=at(*CONSENTED),
        guards=(consent_holds,), effect=heard(obtained),
    ),
    Move(
        event=BestamDeltagare, by=roles.individual_or_responsible, to=at(*OPEN),
        guards=(
            says_yes_or_no, representative_is_the_individuals, own_no_is_undone_alone, without_consent_of_whom,
        ),
        effect=answered,
    ),
    Move(
        event=LamnaUppgift, by=roles.any_unit, to=at(*CONSENTED),
        guards=(may_be_told, told_to_nobody_refused, only_the_individual_is_told), effect=heard_from,
    ),
    # --- Samråd och vägledning -----------------------------------------------------------------------------------
    Move(
        event=Samrada, by=roles.any_unit.under("UI-AKT-2"), to=at(B, F),
        guards=(
            with_ung_intro, consultation_may_identify, consulted_with_nobody_refused, answer_is_stated,
            patient_is_asked,
        ),
        effect=heard(consulted),
    ),
    Move(
        event=Vagled, by=roles.ung_intro.under("UI-AKT-3"), to=at(B, F),
        guards=(consulted_before_guidance, guidance_may_identify, guided_unless_refused), effect=heard(guided),
    ),
    Move(
        event=ForDialogMedHandlaggare, by=roles.hears_the_officer, to=at(F),
        guards=(says("till"), officer_is_responsible, officer_may_know, to_nobody_refused),
        effect=heard(officer_heard),
    ),
    Move(
        event=KartlaggGemensamt, by=roles.insurance, to=at(F),
        guards=(all_three_map, partners_may_know, nobody_refused_maps),
        foretold=(consent_holds, has_obtained_it, employment_is_covered), effect=heard(mapped),
    ),
    Move(
        event=Motivera, by=roles.ung_intro.under("UI-SAMV-3"), to=at(B, F, K, A),
        guards=(consulted_before_motivating, somebody_asked, tells_the_person_or_acts_under_consent),
        effect=heard_from,
    ),
    # --- Aktualisering och start ---------------------------------------------------------------------------------
    Move(
        event=Aktualisera, by=roles.referrer, to={F: K},
        guards=(
            referred_under_consent, referred_to_nobody_refused, in_the_target_group, of_the_right_age,
            lives_in_uppsala, wish_and_need, no_other_labour_market_measures,
            care_has_consulted, care_has_heard_the_officer, jointly_mapped,
        ),
        effect=heard(referred),
    ),
    Move(
        event=Anta, by=roles.ung_intro, to={K: A},
        guards=(acts_under_consent, acts_unrefused), effect=heard(admitted),
    ),
    Move(
        event=AntaInte, by=roles.ung_intro, to={K: AVSLUT}, effect=unchanged,
    ),
    Move(
        event=TackaJaTillInsats, by=roles.individual, to=at(K, A), effect=accepted,
    ),
    Move(
        event=TackaNejTillInsats, by=roles.individual, to=to(AVSLUT, (K, A)),
        effect=unchanged,
    ),
    Move(
        event=Starta, by=roles.ung_intro.under("UI-ANSVAR-4"), to={A: S},
        guards=(individual_has_said_yes, acts_under_consent, acts_unrefused), effect=heard(started),
    ),
    # --- Samverkan -----------------------------------------------------------------------------------------------
    Move(
        event=InitieraSip, by=roles.covered_unit, to=at(A, S),
        guards=(acts_under_consent, acts_unrefused, says_where, others_are_needed),
        effect=heard(sip_initiated),
    ),
    Move(
        event=InitieraFlerpartsmote, by=roles.covered_unit, to=at(A, S),
        guards=(acts_under_consent, acts_unrefused, says_where, a_sip_may_do),
        effect=heard(meeting_initiated),
    ),
    Move(
        event=RegistreraPlan, by=roles.covered_unit, to=at(A, S),
        guards=(acts_under_consent, acts_unrefused, says("planform", "arende")), effect=heard(plan_registered),
    ),
    Move(
        event=EtableraSamordning, by=roles.ung_intro.under("UI-SAMV-6"), to=at(S),
        guards=(
            acts_under_consent, new_coordinator_may_know, nobody_refused_coordinates,
            another_coordinator_is_agreed, the_plan_goes_first,
        ),
        effect=heard(coordinated),
    ),
    Move(
        event=KontaktaRehabkoordinator, by=roles.ung_intro.under("UI-SAMV-4"), to=at(S),
        guards=(
            acts_under_consent, it_is_a_coordinator, coordinator_may_know, to_nobody_refused,
            a_coordinator_is_covered,
            care_contact_is_missing_or_silent,
        ),
        effect=heard_from,
    ),
    Move(
        event=UpprattaGemensamPlanering, by=roles.employment, to=at(S),
        guards=(
            acts_under_consent, planners_may_know, nobody_refused_plans, each_organisation_has_measures,
            the_plan_goes_first,
        ),
        foretold=(consent_holds, has_obtained_it, insurance_is_covered),
        effect=heard(jointly_planned),
    ),
    Move(
        event=BeOmKontakthjalp, by=roles.covered_unit, to=at(S),
        guards=(
            acts_under_consent, it_is_the_employment_service, employment_may_know, to_nobody_refused,
            employment_is_covered,
        ),
        effect=heard_from,
    ),
    Move(
        event=GeKontakthjalp, by=roles.employment.under("UI-ANSVAR-10"), to=at(S),
        guards=(acts_under_consent, contact_with_till, to_nobody_refused), effect=heard_from,
    ),
    Move(
        event=Kontaktforsok, by=roles.any_unit, to=at(*OPEN),
        guards=(says("till"), contact_identifies_or_is_agreed_to, told_to_nobody_refused), effect=tried,
    ),
    # --- Avvikelse, avslut, rättelse, byte av regler ---------------------------------------------------------------
    Move(
        event=AvslutaEgenDel, by=roles.any_unit.under("UI-AVSLUT-2"),
        to=to(over_without_ung_intro, (*CONSENTED, V)),
        guards=(ended_in_consultation, ung_intro_replaces_nothing), effect=heard(part_ended),
    ),
    Move(
        event=RapporteraAvvikelse, by=roles.any_unit.under("UI-AVVIK-1"), to=at(*OPEN, AVSLUT),
        guards=(report_is_complete, attempts_were_made, recipient_may_know), effect=reported,
    ),
    Move(
        event=Avsluta, by=roles.closer, to=to(AVSLUT, OPEN),
        guards=(
            reason_agrees, coordinator_is_covered, there_was_something_to_end,
            closed_in_consultation, the_case_has_rested,
        ),
        effect=unchanged,
    ),
    Move(
        event=Ratta, by=roles.corrector, to=at(*OPEN, AVSLUT),
        guards=(
            concerns_an_earlier_line, gives_a_reason, correction_widens_nothing, others_only_take_away,
            individual_confirms,
        ), effect=unchanged,
    ),
    Move(
        event=BytRegler, by=roles.any_unit.under("FF-REGLER-1"), to=at(*OPEN, AVSLUT),
        guards=(moves_on_rightly,), effect=unchanged,
    ),
)  # fmt: skip
