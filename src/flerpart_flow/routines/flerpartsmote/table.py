"""The whole routine on one page: each event, who does it, where it is possible and leads, its guards, its effect.

Read a row as: this event, by this role, from these phases to those (STAY: the phase stays), when these guards
find nothing that blocks; then the facts change so.
"""

from __future__ import annotations

from typing import Final

from flerpart_flow.define import (
    START,
    STAY,
    Choice,
    Move,
    Ratta,
    at,
    concerns_an_earlier_line,
    gives_a_reason,
    to,
    unchanged,
)
from flerpart_flow.routines.flerpartsmote import (
    atgarder,
    avslut,
    avvikelse,
    behov,
    forberedelse,
    kallelse,
    mote,
    plan,
    roles,
    samtycke,
    uppfoljning,
)
from flerpart_flow.routines.flerpartsmote.content import concerns_the_meeting
from flerpart_flow.routines.flerpartsmote.phases import AVSLUT, CONSENTED, OPEN, A, B, F, K, M, S, U, V
from flerpart_flow.samverkan import events as handelser
from flerpart_flow.samverkan.contacts import heard, heard_from, tried
from flerpart_flow.samverkan.content import says
from flerpart_flow.samverkan.corrections import individual_confirms
from flerpart_flow.samverkan.samtycke import effects as samtyckesverkan
from flerpart_flow.samverkan.samtycke.guards import adds_something

narrowed_or_paused: Final = Choice("narrowed_or_paused", samtycke.after_narrowing, (V,), stays=True)
back_from_pause: Final = Choice("back_from_pause", samtycke.after_return, (F, A))
cancelled_or_not: Final = Choice("cancelled_or_not", kallelse.after_cancelling, (F,), stays=True)
approved_or_not: Final = Choice("approved_or_not", plan.after_approval, (A,), stays=True)
plan_or_none: Final = Choice("plan_or_none", mote.after_meeting, (F, A))


TABLE: Final = (
    # --- Behov ---------------------------------------------------------------------------------------------------
    Move(
        event=behov.IdentifieraBehov, by=roles.any_unit, to={START: B},
        guards=(behov.municipality_has_joined,), effect=behov.need_seen,
    ),
    Move(
        event=behov.BedomBehov, by=roles.initiator, to=at(B),
        guards=(behov.individual_has_a_say, behov.assessment_has_a_basis, behov.another_form_may_do),
        effect=behov.need_assessed,
    ),
    Move(
        event=behov.ErbjudMote, by=roles.initiator, to=at(B),
        guards=(behov.need_is_assessed, behov.of_working_age), effect=behov.meeting_offered,
    ),
    Move(
        event=behov.TackaJa, by=roles.individual, to={B: S},
        guards=(behov.meeting_is_offered,), effect=unchanged,
    ),
    Move(
        event=behov.TackaNej, by=roles.individual, to={B: AVSLUT},
        guards=(behov.meeting_is_offered,), effect=unchanged,
    ),
    # --- Samtycke ------------------------------------------------------------------------------------------------
    Move(
        event=handelser.Informera, by=roles.any_unit.under("FM-SAMTYCKE-1"), to=at(B, S, V, *CONSENTED),
        guards=(samtycke.information_is_adapted,), effect=samtyckesverkan.informed,
    ),
    Move(
        event=handelser.GeSamtycke, by=roles.individual.under("FM-SAMTYCKE-8"),
        to={S: F, V: back_from_pause, **to(narrowed_or_paused, CONSENTED)},
        guards=(samtycke.individual_is_informed, samtycke.consent_is_clear), effect=samtycke.consented,
    ),
    Move(
        event=handelser.NekaSamtycke, by=roles.individual.under("FM-SAMTYCKE-2"), to={S: AVSLUT, V: AVSLUT},
        effect=unchanged,
    ),
    Move(
        event=handelser.UtokaSamtycke, by=roles.individual.under("FM-SAMTYCKE-8"), to=at(*CONSENTED),
        guards=(samtycke.consent_to_meet, adds_something), effect=samtyckesverkan.extended,
    ),
    Move(
        event=handelser.BegransaSamtycke, by=roles.individual.under("FM-SAMTYCKE-5"),
        to={**to(narrowed_or_paused, CONSENTED), **at(V, AVSLUT)}, effect=samtycke.narrowed,
    ),
    Move(
        event=handelser.AterkallaSamtycke, by=roles.individual.under("FM-SAMTYCKE-5"),
        to={**to(V, CONSENTED), **at(V, AVSLUT)}, effect=samtyckesverkan.withdrawn,
    ),
    Move(
        event=handelser.DokumenteraSamtycke, by=roles.covered_unit.under("FM-SAMTYCKE-6"), to=at(*CONSENTED),
        guards=(samtycke.consent_holds,), effect=heard(samtyckesverkan.documented),
    ),
    Move(
        event=handelser.LamnaUppgift, by=roles.any_unit.under("FM-SAMTYCKE-2"), to=at(*CONSENTED),
        guards=(samtycke.may_be_told,), effect=heard_from,
    ),
    # --- Förberedelse --------------------------------------------------------------------------------------------
    Move(
        event=forberedelse.Forbered, by=roles.chair.under("FM-FORBEREDELSE-4"), to=at(F, K, A),
        guards=(forberedelse.needs_talked_through,), effect=forberedelse.prepared,
    ),
    Move(
        event=forberedelse.ForberedEgenDel, by=roles.recipient.under("FM-FORBEREDELSE-10"), to=at(K, A),
        effect=heard_from,
    ),
    Move(
        event=forberedelse.BestamDeltagare, by=roles.individual_or_chair, to=at(*CONSENTED),
        guards=(forberedelse.each_says_their_own,), effect=forberedelse.decided,
    ),
    Move(
        event=forberedelse.AngeForutsattning, by=roles.any_unit, to=at(*CONSENTED),
        guards=(forberedelse.known_lawfully, forberedelse.condition_is_of_that_party),
        effect=heard(forberedelse.condition_stated),
    ),
    Move(
        event=forberedelse.KontaktaRegion, by=roles.convener.under("FM-BOKNING-1"), to=at(F, A),
        guards=(samtycke.contact_with_unit, forberedelse.it_is_the_region), effect=forberedelse.region_contacted,
    ),
    Move(
        event=forberedelse.AngeTid, by=roles.gives_time, to=at(F, A),
        guards=(
            samtycke.acts_under_consent, forberedelse.region_is_contacted, forberedelse.time_is_given,
            forberedelse.care_chooses_itself, forberedelse.region_has_its_notice,
        ),
        effect=heard(forberedelse.time_given),
    ),
    # --- Kallelse ------------------------------------------------------------------------------------------------
    Move(
        event=kallelse.Kalla, by=roles.convener, to={F: K, **at(K, A)},
        guards=(
            samtycke.consent_to_meet, kallelse.recipients_are_covered, kallelse.individual_has_agreed,
            kallelse.relatives_are_suitable, forberedelse.prepared_together, kallelse.region_booked_first,
            kallelse.called_to_the_regions_time, kallelse.others_have_their_notice, kallelse.sent_by_letter,
            kallelse.time_and_place, kallelse.purpose_for_each, kallelse.contact_details,
            kallelse.invited_by_function, kallelse.asks_to_hear, kallelse.the_next_meeting, kallelse.enough_parties,
            forberedelse.parties_can_be_called, forberedelse.employer_is_considered,
        ),
        effect=kallelse.called,
    ),
    Move(
        event=kallelse.Bekrafta, by=roles.recipient, to=at(K, A),
        guards=(kallelse.concerns_what_they_were_called_to,), effect=kallelse.confirmed,
    ),
    Move(
        event=kallelse.Avboj, by=roles.recipient.under("FM-KALLELSE-11"), to=at(K, A),
        guards=(kallelse.concerns_what_they_were_called_to,), effect=kallelse.declined,
    ),
    Move(
        event=kallelse.Fraga, by=roles.recipient.under("FM-KALLELSE-4"), to=at(K, A),
        guards=(concerns_the_meeting, samtycke.contact_with_till, samtycke.acts_under_consent),
        effect=heard_from,
    ),
    Move(
        event=kallelse.SvaraPaFraga, by=roles.caller_or_chair.under("FM-KALLELSE-4"), to=at(K, A),
        guards=(concerns_the_meeting, samtycke.contact_with_till, samtycke.acts_under_consent), effect=unchanged,
    ),
    Move(
        event=handelser.Kontaktforsok, by=roles.any_unit, to=at(*OPEN),
        guards=(says("till"), samtycke.contact_with_till), effect=tried,
    ),
    Move(
        event=kallelse.BokaOm, by=roles.caller_or_chair.under("FM-KALLELSE-11"), to={K: F, A: STAY},
        guards=(concerns_the_meeting,), effect=kallelse.rebooked,
    ),
    Move(
        event=kallelse.StallIn, by=roles.caller_or_chair, to={K: cancelled_or_not, **at(A, V)},
        guards=(kallelse.cancels_a_meeting, kallelse.tells_those_called), effect=kallelse.cancelled,
    ),
    # --- Möte ----------------------------------------------------------------------------------------------------
    Move(
        event=mote.OppnaMote, by=roles.convener.under("FM-ROLL-2"), to={K: M, A: U},
        guards=(
            mote.consent_to_exchange, mote.those_present_are_agreed_to, mote.individual_is_there,
            mote.chaired_by_its_chair, mote.meeting_is_booked, mote.number_is_the_next, mote.opens_on_its_day,
            mote.several_parties_are_there,
            mote.those_present_have_records,
        ),
        effect=mote.opened,
    ),
    Move(
        event=mote.AndraNarvaro, by=roles.meeting_chair, to=at(M, U),
        guards=(concerns_the_meeting, mote.those_arriving_are_agreed_to), effect=mote.presence_changed,
    ),
    Move(
        event=mote.OverlamnaOrdforande, by=roles.chair, to=at(*OPEN),
        guards=(mote.hands_over_to_a_unit, samtycke.contact_with_till, samtycke.refused_as_chair),
        effect=mote.chair_offered,
    ),
    Move(
        event=mote.GodtaOrdforande, by=roles.named_chair, to=at(*OPEN),
        guards=(mote.new_chair_may_know,), effect=heard(mote.chair_taken),
    ),
    Move(
        event=mote.UtseDokumenterare, by=roles.meeting_chair.under("FM-ROLL-3"), to=at(M, U),
        guards=(samtycke.acts_under_consent, mote.documenter_is_staff_at_the_meeting), effect=mote.documenter_named,
    ),
    Move(
        event=plan.UpprattaPlan, by=roles.documenter, to=at(M, U),
        guards=(
            samtycke.acts_under_consent, plan.no_version_is_approved,
            plan.plan_has_goals, plan.plan_has_measures, plan.measures_have_somebody,
            plan.plan_has_a_follow_up_day,
        ),
        effect=plan.drafted,
    ),
    Move(
        event=plan.SammanfattaPlan, by=roles.meeting_chair.under("FM-ROLL-4"), to=at(M, U),
        guards=(samtycke.acts_under_consent, plan.there_is_a_plan, plan.version_is_open), effect=plan.summed_up,
    ),
    Move(
        event=plan.GodkannPlan, by=roles.approver, to={F: approved_or_not, **at(M, A, U)},
        guards=(
            samtycke.acts_under_consent, plan.there_is_a_plan, plan.version_is_open, plan.summed_up_first,
            plan.follow_up_comes_after_approval,
        ),
        effect=heard(plan.approved),
    ),
    Move(
        event=plan.GodkannIntePlan, by=roles.approver, to=at(F, M, A, U),
        guards=(samtycke.acts_under_consent, plan.there_is_a_plan, plan.version_is_open),
        effect=heard(plan.not_approved),
    ),
    Move(
        event=plan.BokaUppfoljning, by=roles.chair.under("FM-ROLL-7"), to=at(M, A, U),
        guards=(
            plan.follow_up_says_when_and_who, samtycke.contact_with_convener, samtycke.refused_as_convener,
            samtycke.acts_under_consent,
        ),
        effect=plan.follow_up_booked,
    ),
    Move(
        event=plan.DelaUtPlan, by=roles.chair.under("FM-ROLL-6"), to=at(M, A, U),
        guards=(plan.there_is_a_plan, plan.plan_may_be_handed_out), effect=unchanged,
    ),
    Move(
        event=plan.DelaUtPlan, by=roles.chair.under("FM-ROLL-6"), to=at(F, K, V, AVSLUT),
        guards=(plan.there_is_a_plan, plan.only_to_the_individual, plan.plan_may_be_handed_out), effect=unchanged,
    ),
    Move(
        event=mote.AvslutaMote, by=roles.meeting_chair, to={M: plan_or_none, U: A},
        guards=(mote.plan_is_summed_up, mote.follow_up_is_settled, uppfoljning.everybody_has_accounted),
        effect=mote.ended,
    ),
    Move(
        event=mote.AvbrytMote, by=roles.meeting_chair, to={M: plan_or_none, U: A},
        effect=mote.ended,
    ),
    # --- Åtgärder ------------------------------------------------------------------------------------------------
    Move(
        event=atgarder.PaborjaAtgard, by=roles.responsible, to=at(A, U),
        guards=(samtycke.acts_under_consent, atgarder.measure_is_theirs), effect=heard(atgarder.started),
    ),
    Move(
        event=atgarder.GenomforAtgard, by=roles.responsible, to=at(A, U),
        guards=(samtycke.acts_under_consent, atgarder.measure_is_theirs), effect=heard(atgarder.done),
    ),
    Move(
        event=atgarder.EjGenomfordAtgard, by=roles.responsible, to=at(A, U),
        guards=(samtycke.acts_under_consent, atgarder.measure_is_theirs), effect=heard(atgarder.not_done),
    ),
    Move(
        event=atgarder.FoljUppEgnaAtgarder, by=roles.unit_with_measure, to=at(A, U),
        guards=(samtycke.consent_holds, samtycke.acts_under_consent), effect=heard_from,
    ),
    # --- Uppföljning ---------------------------------------------------------------------------------------------
    Move(
        event=uppfoljning.Redovisa, by=roles.covered_unit.under("FM-UPPFOLJ-2"), to=at(U),
        guards=(mote.consent_to_exchange, samtycke.acts_under_consent, uppfoljning.has_its_own_record),
        effect=heard(uppfoljning.accounted),
    ),
    Move(
        event=uppfoljning.BedomSamordningsbehov, by=roles.meeting_chair, to=at(U),
        effect=uppfoljning.need_judged,
    ),
    Move(
        event=plan.RevideraPlan, by=roles.documenter, to=at(U),
        guards=(
            samtycke.acts_under_consent, plan.coordination_still_needed, plan.choice_has_a_reason,
            plan.plan_has_goals, plan.plan_has_measures,
            plan.measures_have_somebody, plan.plan_has_a_follow_up_day, plan.hint_of_the_choice,
        ),
        effect=plan.revised,
    ),
    Move(
        event=plan.ErsattPlan, by=roles.documenter, to=at(U),
        guards=(
            samtycke.acts_under_consent, plan.coordination_still_needed, plan.choice_has_a_reason,
            plan.plan_has_goals, plan.plan_has_measures,
            plan.measures_have_somebody, plan.plan_has_a_follow_up_day, plan.hint_of_the_choice,
        ),
        effect=plan.replaced,
    ),
    # --- Avvikelse, avslut, rättelse -----------------------------------------------------------------------------
    Move(
        event=handelser.RapporteraAvvikelse, by=roles.any_unit.under("FM-AVVIK-2"), to=at(*OPEN, AVSLUT),
        guards=(avvikelse.report_is_complete, avvikelse.absence_counts, samtycke.contact_with_recipient),
        effect=avvikelse.reported,
    ),
    Move(
        event=handelser.Avsluta, by=roles.closer, to=to(AVSLUT, OPEN),
        guards=(avslut.reason_agrees, avslut.closed_with_care), effect=unchanged,
    ),
    Move(
        event=Ratta, by=roles.corrector, to=at(*OPEN, AVSLUT),
        guards=(
            concerns_an_earlier_line, gives_a_reason, samtycke.correction_widens_nothing, individual_confirms,
        ), effect=unchanged,
    ),
)  # fmt: skip
