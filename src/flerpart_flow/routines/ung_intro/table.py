"""The whole routine on one page: each event, who does it, where it is possible and leads, its guards, its effect.

Read a row as: this event, by this role, from these phases to those (STAY: the phase stays), when these guards
find nothing that blocks; then the facts change so.
"""

from __future__ import annotations

from typing import Final

from flerpart_flow.define import START, Choice, Move, Ratta, at, concerns_an_earlier_line, gives_a_reason, to, unchanged
from flerpart_flow.routines.ung_intro import (
    aktualisering,
    avslut,
    behov,
    malgrupp,
    roles,
    samrad,
    samtycke,
    samverkan,
    start,
)
from flerpart_flow.routines.ung_intro.kontakter import heard, heard_from, tried
from flerpart_flow.routines.ung_intro.phases import AVSLUT, CONSENTED, OPEN, A, B, F, K, S, V
from flerpart_flow.samverkan import events as handelser
from flerpart_flow.samverkan.content import says
from flerpart_flow.samverkan.corrections import individual_confirms
from flerpart_flow.samverkan.samtycke import effects as samtyckesverkan
from flerpart_flow.samverkan.samtycke.guards import adds_something

narrowed_or_paused: Final = Choice("narrowed_in_ung_intro", samtycke.after_narrowing, (V,), stays=True)
back_from_pause: Final = Choice("back_to_where_it_stood", samtycke.after_return, CONSENTED, stays=True)
over_without_ung_intro: Final = Choice("over_without_ung_intro", avslut.after_own_part, (AVSLUT,), stays=True)


TABLE: Final = (
    # --- Behov ---------------------------------------------------------------------------------------------------
    Move(
        event=behov.IdentifieraBehov, by=roles.one_of_the_ways, to={START: B},
        guards=(says("vag"), behov.need_or_wish_is_seen, behov.unit_is_covered), effect=behov.need_seen,
    ),
    Move(
        event=behov.AngeVillkor, by=roles.any_unit, to=at(B, *CONSENTED),
        guards=(says("norm"), behov.known_lawfully), effect=heard(behov.condition_stated),
    ),
    # --- Samtycke ------------------------------------------------------------------------------------------------
    Move(
        event=handelser.Informera, by=roles.any_unit, to=at(*OPEN), effect=samtyckesverkan.informed,
    ),
    Move(
        event=handelser.GeSamtycke, by=roles.individual.under("UI-SAMTYCKE-1"),
        to={B: F, V: back_from_pause, **to(narrowed_or_paused, CONSENTED)},
        guards=(samtycke.individual_is_informed, samtycke.consent_is_clear, samtycke.enough_to_go_on),
        effect=samtycke.consented,
    ),
    Move(
        event=handelser.NekaSamtycke, by=roles.individual.under("UI-SAMTYCKE-1"), to={B: AVSLUT, V: AVSLUT},
        effect=unchanged,
    ),
    Move(
        event=handelser.UtokaSamtycke, by=roles.individual.under("UI-SAMTYCKE-1"), to=at(*CONSENTED),
        guards=(samtycke.consent_holds, adds_something), effect=samtyckesverkan.extended,
    ),
    Move(
        event=handelser.BegransaSamtycke, by=roles.individual.under("FF-UI-SAMTYCKE-2"),
        to={**to(narrowed_or_paused, CONSENTED), **at(V, AVSLUT)}, effect=samtycke.narrowed,
    ),
    Move(
        event=handelser.AterkallaSamtycke, by=roles.individual.under("FF-UI-SAMTYCKE-2"),
        to={**to(V, CONSENTED), **at(V, AVSLUT)}, effect=samtycke.withdrawn,
    ),
    Move(
        event=handelser.DokumenteraSamtycke, by=roles.covered_unit, to=at(*CONSENTED),
        guards=(samtycke.consent_holds,), effect=heard(samtyckesverkan.documented),
    ),
    Move(
        event=handelser.LamnaUppgift, by=roles.any_unit, to=at(*CONSENTED),
        guards=(samtycke.may_be_told, samtycke.only_the_individual_is_told), effect=heard_from,
    ),
    # --- Samråd och vägledning -----------------------------------------------------------------------------------
    Move(
        event=samrad.Samrada, by=roles.any_unit, to=at(B, F),
        guards=(
            samrad.with_ung_intro, samrad.consultation_may_identify, samrad.answer_is_stated, samrad.patient_is_asked,
        ),
        effect=heard(samrad.consulted),
    ),
    Move(
        event=samrad.Vagled, by=roles.ung_intro.under("UI-AKT-3"), to=at(B, F),
        guards=(samrad.consulted_before_guidance, samrad.guidance_may_identify), effect=heard(samrad.guided),
    ),
    Move(
        event=samrad.ForDialogMedHandlaggare, by=roles.hears_the_officer, to=at(F),
        guards=(says("till"), samrad.officer_is_responsible, samrad.officer_may_know),
        effect=heard(samrad.officer_heard),
    ),
    Move(
        event=samrad.KartlaggGemensamt, by=roles.insurance, to=at(F),
        guards=(samrad.all_three_map, samrad.partners_may_know), effect=heard(samrad.mapped),
    ),
    Move(
        event=samrad.Motivera, by=roles.ung_intro.under("UI-SAMV-3"), to=at(F, K, A),
        guards=(samrad.consulted_before_motivating, samrad.somebody_asked, samtycke.acts_under_consent),
        effect=heard_from,
    ),
    # --- Aktualisering och start ---------------------------------------------------------------------------------
    Move(
        event=aktualisering.Aktualisera, by=roles.referrer, to={F: K},
        guards=(
            aktualisering.referred_under_consent, malgrupp.in_the_target_group, malgrupp.of_the_right_age,
            malgrupp.lives_in_uppsala, malgrupp.wish_and_need, malgrupp.no_other_labour_market_measures,
            samrad.care_has_consulted, aktualisering.care_has_heard_the_officer, aktualisering.jointly_mapped,
        ),
        effect=heard(aktualisering.referred),
    ),
    Move(
        event=aktualisering.Anta, by=roles.ung_intro, to={K: A},
        guards=(samtycke.acts_under_consent,), effect=heard(aktualisering.admitted),
    ),
    Move(
        event=aktualisering.AntaInte, by=roles.ung_intro, to={K: AVSLUT}, effect=unchanged,
    ),
    Move(
        event=start.TackaJaTillInsats, by=roles.individual, to=at(K, A), effect=start.accepted,
    ),
    Move(
        event=start.TackaNejTillInsats, by=roles.individual, to=to(AVSLUT, (K, A)),
        effect=unchanged,
    ),
    Move(
        event=start.Starta, by=roles.ung_intro.under("UI-ANSVAR-4"), to={A: S},
        guards=(start.individual_has_said_yes, samtycke.acts_under_consent), effect=heard(start.started),
    ),
    # --- Samverkan -----------------------------------------------------------------------------------------------
    Move(
        event=samverkan.InitieraSip, by=roles.covered_unit, to=at(A, S),
        guards=(samtycke.acts_under_consent, samverkan.says_where, samverkan.others_are_needed),
        effect=heard(samverkan.sip_initiated),
    ),
    Move(
        event=samverkan.InitieraFlerpartsmote, by=roles.covered_unit, to=at(A, S),
        guards=(samtycke.acts_under_consent, samverkan.says_where, samverkan.a_sip_may_do),
        effect=heard(samverkan.meeting_initiated),
    ),
    Move(
        event=samverkan.RegistreraPlan, by=roles.covered_unit, to=at(A, S),
        guards=(samtycke.acts_under_consent, says("planform", "arende")), effect=heard(samverkan.plan_registered),
    ),
    Move(
        event=samverkan.EtableraSamordning, by=roles.ung_intro.under("UI-SAMV-6"), to=at(S),
        guards=(
            samtycke.acts_under_consent, samverkan.new_coordinator_may_know,
            samverkan.another_coordinator_is_agreed, samverkan.the_plan_goes_first,
        ),
        effect=heard(samverkan.coordinated),
    ),
    Move(
        event=samverkan.KontaktaRehabkoordinator, by=roles.ung_intro.under("UI-SAMV-4"), to=at(S),
        guards=(
            samtycke.acts_under_consent, samverkan.it_is_a_coordinator, samverkan.coordinator_may_know,
            samverkan.a_coordinator_is_covered,
            samverkan.care_contact_is_missing_or_silent,
        ),
        effect=heard_from,
    ),
    Move(
        event=samverkan.UpprattaGemensamPlanering, by=roles.employment, to=at(S),
        guards=(
            samtycke.acts_under_consent, samverkan.planners_may_know, samverkan.each_organisation_has_measures,
            samverkan.the_plan_goes_first,
        ),
        effect=heard(samverkan.jointly_planned),
    ),
    Move(
        event=samverkan.BeOmKontakthjalp, by=roles.covered_unit, to=at(S),
        guards=(
            samtycke.acts_under_consent, samverkan.it_is_the_employment_service, samverkan.employment_may_know,
            samverkan.employment_is_covered,
        ),
        effect=heard_from,
    ),
    Move(
        event=samverkan.GeKontakthjalp, by=roles.employment.under("UI-ANSVAR-10"), to=at(S),
        guards=(samtycke.acts_under_consent, samtycke.contact_with_till), effect=heard_from,
    ),
    Move(
        event=handelser.Kontaktforsok, by=roles.any_unit, to=at(*OPEN),
        guards=(says("till"), samtycke.contact_with_till), effect=tried,
    ),
    # --- Avvikelse, avslut, rättelse -----------------------------------------------------------------------------
    Move(
        event=avslut.AvslutaEgenDel, by=roles.any_unit.under("UI-AVSLUT-2"),
        to=to(over_without_ung_intro, (*CONSENTED, V)),
        guards=(avslut.ended_in_consultation, avslut.ung_intro_replaces_nothing), effect=heard(avslut.part_ended),
    ),
    Move(
        event=handelser.RapporteraAvvikelse, by=roles.any_unit.under("UI-AVVIK-1"), to=at(*OPEN, AVSLUT),
        guards=(avslut.report_is_complete, samtycke.contact_with_recipient), effect=avslut.reported,
    ),
    Move(
        event=handelser.Avsluta, by=roles.closer, to=to(AVSLUT, OPEN),
        guards=(
            avslut.reason_agrees, avslut.coordinator_is_covered, avslut.there_was_something_to_end,
            avslut.closed_in_consultation, avslut.the_case_has_rested,
        ),
        effect=unchanged,
    ),
    Move(
        event=Ratta, by=roles.corrector, to=at(*OPEN, AVSLUT),
        guards=(
            concerns_an_earlier_line, gives_a_reason, samtycke.correction_widens_nothing, individual_confirms,
        ), effect=unchanged,
    ),
)  # fmt: skip
