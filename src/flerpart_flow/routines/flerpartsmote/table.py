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
    START, STAY, BytRegler, Choice, Move, Ratta, at, gives_a_reason, moves_on_rightly, to, unchanged,
)
from flerpart_flow.routines.flerpartsmote import roles
from flerpart_flow.routines.flerpartsmote.atgarder.effects import abstained, done, not_done, started
from flerpart_flow.samverkan.atgarder.events import (
    AvstaAtgard, EjGenomfordAtgard, FoljUppEgnaAtgarder, GenomforAtgard, PaborjaAtgard,
)
from flerpart_flow.routines.flerpartsmote.atgarder.guards import has_approved, measure_is_theirs
from flerpart_flow.routines.flerpartsmote.avslut.guards import closed_with_care, offered_where_needed, reason_agrees
from flerpart_flow.routines.flerpartsmote.avvikelse.effects import reported
from flerpart_flow.routines.flerpartsmote.avvikelse.foreseen import those_who_confirmed_are_there
from flerpart_flow.routines.flerpartsmote.avvikelse.guards import (
    absence_counts, attempts_were_made, declined_by_the_individual, measure_was_theirs, recipient_may_know,
    report_is_complete,
)
from flerpart_flow.routines.flerpartsmote.behov.effects import meeting_offered, need_assessed, need_seen
from flerpart_flow.routines.flerpartsmote.behov.events import (
    BedomBehov, ErbjudMote, IdentifieraBehov, TackaJa, TackaNej,
)
from flerpart_flow.routines.flerpartsmote.behov.guards import (
    another_form_may_do, assessment_has_a_basis, individual_has_a_say, meeting_is_offered, municipality_has_joined,
    need_is_assessed, of_working_age,
)
from flerpart_flow.routines.flerpartsmote.forberedelse.conditions import (
    condition_is_of_that_party, employer_is_considered, known_lawfully, parties_can_be_called,
)
from flerpart_flow.routines.flerpartsmote.forberedelse.effects import (
    condition_stated, decided, prepared, region_contacted, time_given,
)
from flerpart_flow.routines.flerpartsmote.forberedelse.events import (
    AngeForutsattning, AngeTid, BestamDeltagare, Forbered, ForberedEgenDel, KontaktaRegion,
)
from flerpart_flow.routines.flerpartsmote.forberedelse.guards import (
    care_chooses_itself, it_is_the_region, needs_talked_through, prepared_together, region_has_its_notice,
    region_is_contacted, time_is_given,
)
from flerpart_flow.routines.flerpartsmote.forberedelse.participants import (
    each_says_their_own, goes_on_without_the_region,
)
from flerpart_flow.routines.flerpartsmote.kallelse.answers import answers_fall, answers_the_question
from flerpart_flow.routines.flerpartsmote.kallelse.effects import (
    after_cancelling,
    called,
    cancelled,
    confirmed,
    declined,
    rebooked,
)
from flerpart_flow.samverkan.kallelse.events import (
    Avboj, Bekrafta, BokaOm, Fraga, Kalla, StallIn, SvaraPaFraga,
)
from flerpart_flow.routines.flerpartsmote.kallelse.guards import (
    asks_to_hear, caller_is_covered, cancels_a_meeting, concerns_what_they_were_called_to, contact_details,
    declines_what_they_were_asked_to, enough_parties,
    individual_has_agreed, invited_by_function, known_time_is_to_come, purpose_for_each,
    recipients_are_covered, relatives_are_suitable,
    sent_by_letter, something_to_cancel, tells_those_called, the_next_meeting, time_and_place,
)
from flerpart_flow.routines.flerpartsmote.forberedelse.booking import (
    called_to_the_regions_time, notice_of_the_regions_time, others_have_their_notice, region_booked_first,
)
from flerpart_flow.routines.flerpartsmote.mote.chair import (
    chair_has_not_acted_since, chair_may_be_offered, chaired_by_its_chair, documenter_is_staff_at_the_meeting,
    hands_over_to_a_unit, new_chair_may_know,
)
from flerpart_flow.routines.flerpartsmote.mote.effects import (
    after_meeting, chair_offered, chair_taken, documenter_named, ended, opened, presence_changed,
)
from flerpart_flow.samverkan.mote.events import (
    AndraNarvaro, AvbrytMote, AvslutaMote, GodtaOrdforande, OppnaMote, OverlamnaOrdforande, UtseDokumenterare,
)
from flerpart_flow.routines.flerpartsmote.mote.guards import (
    enough_remain, follow_up_is_settled, individual_is_there, meeting_is_booked, opens_on_its_day, plan_is_summed_up,
    several_parties_are_there, those_arriving_are_agreed_to, those_present_are_agreed_to, those_present_have_records,
    the_meeting_is_whole,
)
from flerpart_flow.routines.flerpartsmote.mote.number import (
    concerns_the_meeting, number_is_the_next, there_is_a_meeting,
)
from flerpart_flow.routines.flerpartsmote.phases import AVSLUT, CONSENTED, OPEN, A, B, F, K, M, S, U, V
from flerpart_flow.routines.flerpartsmote.plan.effects import after_approval, approved, handed_out, summed_up
from flerpart_flow.samverkan.uppfoljning.effects import follow_up_booked
from flerpart_flow.samverkan.plan.effects import drafted, not_approved, replaced, revised
from flerpart_flow.samverkan.plan.events import (
    BokaUppfoljning, DelaUtPlan, ErsattPlan, GodkannIntePlan, GodkannPlan, RevideraPlan, SammanfattaPlan, UpprattaPlan,
)
from flerpart_flow.routines.flerpartsmote.plan.guards import (
    bearers_are_covered,
    choice_has_a_reason,
    coordination_still_needed,
    follow_up_says_when_and_who,
    hint_of_the_choice,
    last_days_are_to_come,
    measures_have_somebody,
    plan_has_a_follow_up_day,
    plan_has_goals,
    plan_has_measures,
)
from flerpart_flow.routines.flerpartsmote.plan.handing_out import only_to_the_individual, plan_may_be_handed_out
from flerpart_flow.routines.flerpartsmote.plan.versions import (
    a_day_is_still_to_come,
    a_version_is_summed_up,
    approved_text_stays,
    follow_up_comes_after_approval,
    late_draft_is_nobodys,
    no_version_is_approved,
    summed_up_first,
    text_is_unwanted,
    there_is_a_plan,
)
from flerpart_flow.samverkan.plan.answering import version_is_open
from flerpart_flow.routines.flerpartsmote.samtycke.effects import after_narrowing, after_return, consented, narrowed
from flerpart_flow.routines.flerpartsmote.samtycke.guards import (
    acts_under_consent, attempt_may_identify, consent_holds, consent_is_clear, consent_to_exchange, consent_to_meet,
    contact_with_convener, contact_with_till, correction_widens_nothing, individual_is_informed,
    information_is_adapted, may_be_told, region_may_know,
)
from flerpart_flow.routines.flerpartsmote.samtycke.topics import (
    arrives_to_a_topic, has_a_topic_to_speak_on, passes_on_by_its_own_record, plan_goes_to_those_with_a_topic,
    purpose_within_the_topics, there_is_a_topic, those_arriving_share_the_topics, those_present_share_the_topics,
)
from flerpart_flow.routines.flerpartsmote.samtycke.word import (
    acts_unrefused, asks_nobody_refused, calls_nobody_refused, fits_the_word, nobody_refused_comes,
    nobody_refused_convenes, nobody_refused_documents, nobody_refused_is_there, of_no_unit_refused,
    offered_to_nobody_refused,
    others_only_take_away, own_no_is_undone_alone, representative_is_the_individuals, to_nobody_refused,
    told_to_nobody_refused, what_was_taken_back_stays, without_consent_of_whom,
)
from flerpart_flow.routines.flerpartsmote.uppfoljning.effects import accounted, need_judged
from flerpart_flow.samverkan.uppfoljning.events import BedomSamordningsbehov, Redovisa
from flerpart_flow.routines.flerpartsmote.uppfoljning.guards import account_is_owed, everybody_has_accounted
from flerpart_flow.samverkan.contacts import heard, heard_from, tried
from flerpart_flow.samverkan.content import says
from flerpart_flow.samverkan.corrections import concerns_an_earlier_line, individual_confirms
from flerpart_flow.samverkan.events import (
    AterkallaSamtycke, Avsluta, BegransaSamtycke, DokumenteraSamtycke, GeSamtycke, Informera, Kontaktforsok,
    LamnaUppgift, NekaSamtycke, RapporteraAvvikelse, UtokaSamtycke,
)
from flerpart_flow.samverkan.samtycke.effects import documented, extended, informed, refused, withdrawn
from flerpart_flow.samverkan.samtycke.guards import adds_something
# ruff: isort: on
# fmt: on

narrowed_or_paused: Final = Choice("narrowed_or_paused", after_narrowing, (V,), stays=True)
back_from_pause: Final = Choice("back_from_pause", after_return, (F, A))
cancelled_or_not: Final = Choice("cancelled_or_not", after_cancelling, (F,), stays=True)
approved_or_not: Final = Choice("approved_or_not", after_approval, (A,), stays=True)
plan_or_none: Final = Choice("plan_or_none", after_meeting, (F, A))


TABLE: Final = (
    # --- Behov ---------------------------------------------------------------------------------------------------
    Move(event=IdentifieraBehov, by=roles.any_unit, to={START: B},
         guards=(municipality_has_joined,), effect=need_seen),
    Move(event=BedomBehov, by=roles.initiator, to=at(B),
         guards=(individual_has_a_say, assessment_has_a_basis, another_form_may_do), effect=need_assessed),
    Move(event=ErbjudMote, by=roles.initiator, to=at(B),
         guards=(need_is_assessed, of_working_age), effect=meeting_offered),
    Move(event=TackaJa, by=roles.individual, to={B: S},
         guards=(meeting_is_offered,), effect=unchanged),
    Move(event=TackaNej, by=roles.individual, to={B: AVSLUT},
         guards=(meeting_is_offered,), effect=unchanged),
    # --- Samtycke ------------------------------------------------------------------------------------------------
    Move(event=Informera, by=roles.any_unit.under("FM-SAMTYCKE-1"), to=at(B, S, V, *CONSENTED),
         guards=(information_is_adapted,), effect=informed),
    Move(event=GeSamtycke, by=roles.individual.under("FM-SAMTYCKE-8"),
         to={S: F, V: back_from_pause, **to(narrowed_or_paused, CONSENTED)},
         guards=(individual_is_informed, consent_is_clear, fits_the_word, what_was_taken_back_stays), effect=consented),
    Move(event=NekaSamtycke, by=roles.individual.under("FM-SAMTYCKE-2"), to={S: AVSLUT, V: AVSLUT}, effect=refused),
    Move(event=UtokaSamtycke, by=roles.individual.under("FM-SAMTYCKE-8"), to=at(*CONSENTED),
         guards=(consent_to_meet, adds_something, fits_the_word, what_was_taken_back_stays), effect=extended),
    Move(event=BegransaSamtycke, by=roles.protects.under("FM-SAMTYCKE-5"),
         to={**to(narrowed_or_paused, CONSENTED), **at(V, AVSLUT)}, effect=narrowed),
    Move(event=AterkallaSamtycke, by=roles.protects.under("FM-SAMTYCKE-5"), to={**to(V, CONSENTED), **at(V, AVSLUT)},
         effect=withdrawn),
    Move(event=DokumenteraSamtycke, by=roles.covered_unit.under("FM-SAMTYCKE-6"), to=at(*CONSENTED),
         guards=(consent_holds,), effect=heard(documented)),
    Move(event=LamnaUppgift, by=roles.any_unit.under("FM-SAMTYCKE-2"), to=at(*CONSENTED),
         guards=(may_be_told, told_to_nobody_refused), effect=heard_from),
    # --- Förberedelse --------------------------------------------------------------------------------------------
    Move(event=Forbered, by=roles.chair.under("FM-FORBEREDELSE-4"), to=at(F, K, A),
         guards=(acts_unrefused, needs_talked_through), effect=prepared),
    Move(event=ForberedEgenDel, by=roles.attender, to=at(K, A),
         guards=(acts_unrefused,), effect=heard_from),
    Move(event=BestamDeltagare, by=roles.individual_or_chair, to=at(*OPEN),
         guards=(each_says_their_own, goes_on_without_the_region, representative_is_the_individuals,
                 own_no_is_undone_alone, without_consent_of_whom), effect=decided),
    Move(event=AngeForutsattning, by=roles.individual_or_unit, to=at(B, S, *CONSENTED),
         guards=(acts_unrefused, known_lawfully, condition_is_of_that_party), effect=heard(condition_stated)),
    Move(event=KontaktaRegion, by=roles.convener.under("FM-BOKNING-1"), to=at(B, S, F, A),
         guards=(region_may_know, of_no_unit_refused, it_is_the_region), effect=region_contacted),
    Move(event=AngeTid, by=roles.gives_time, to=at(F, A),
         guards=(acts_under_consent, acts_unrefused, region_is_contacted, time_is_given, care_chooses_itself,
                 region_has_its_notice), effect=heard(time_given)),
    # --- Kallelse ------------------------------------------------------------------------------------------------
    Move(event=Kalla, by=roles.convener, to={F: K, **at(K, A)},
         guards=(consent_to_meet, recipients_are_covered, calls_nobody_refused, purpose_within_the_topics,
                 individual_has_agreed, relatives_are_suitable, prepared_together, region_booked_first,
                 called_to_the_regions_time, others_have_their_notice, sent_by_letter, time_and_place,
                 purpose_for_each, contact_details, invited_by_function, asks_to_hear, the_next_meeting,
                 enough_parties, parties_can_be_called, employer_is_considered),
         foretold=(caller_is_covered, known_time_is_to_come, notice_of_the_regions_time), effect=called),
    Move(event=Bekrafta, by=roles.recipient, to=at(K, A),
         guards=(acts_unrefused, concerns_what_they_were_called_to, answers_the_question), effect=confirmed),
    Move(event=Avboj, by=roles.decliner, to=at(F, K, A),
         guards=(declines_what_they_were_asked_to, answers_the_question), effect=declined),
    Move(event=Fraga, by=roles.asker, to=at(K, A),
         guards=(there_is_a_meeting, concerns_the_meeting, contact_with_till, acts_under_consent, asks_nobody_refused),
         effect=heard_from),
    Move(event=SvaraPaFraga, by=roles.caller_or_chair.under("FM-KALLELSE-4"), to=at(K, A),
         guards=(there_is_a_meeting, concerns_the_meeting, contact_with_till, acts_under_consent, to_nobody_refused),
         effect=unchanged),
    Move(event=Kontaktforsok, by=roles.any_unit, to=at(*OPEN),
         guards=(says("till"), attempt_may_identify, told_to_nobody_refused), effect=tried),
    Move(event=BokaOm, by=roles.caller_or_chair.under("FM-KALLELSE-11"), to={K: F, A: STAY},
         guards=(there_is_a_meeting, concerns_the_meeting, acts_unrefused), effect=rebooked),
    Move(event=StallIn, by=roles.caller_or_chair, to={K: cancelled_or_not, **at(F, A, V, AVSLUT)},
         guards=(something_to_cancel, cancels_a_meeting, tells_those_called), effect=cancelled),
    # --- Möte ----------------------------------------------------------------------------------------------------
    Move(event=OppnaMote, by=roles.convener.under("FM-ROLL-2"), to={K: M, A: U},
         guards=(consent_to_exchange, nobody_refused_is_there, those_present_are_agreed_to, individual_is_there,
                 chaired_by_its_chair, meeting_is_booked, number_is_the_next, opens_on_its_day,
                 several_parties_are_there, those_who_confirmed_are_there, those_present_have_records,
                 those_present_share_the_topics), effect=opened),
    Move(event=AndraNarvaro, by=roles.meeting_chair, to=at(M, U),
         guards=(concerns_the_meeting, enough_remain, nobody_refused_comes, those_arriving_are_agreed_to,
                 arrives_to_a_topic, those_arriving_share_the_topics), effect=presence_changed),
    Move(event=OverlamnaOrdforande, by=roles.chair, to=at(*OPEN),
         guards=(hands_over_to_a_unit, chair_may_be_offered, offered_to_nobody_refused), effect=chair_offered),
    Move(event=GodtaOrdforande, by=roles.named_chair, to=at(*OPEN),
         guards=(new_chair_may_know, acts_unrefused, chair_has_not_acted_since), effect=heard(chair_taken)),
    Move(event=UtseDokumenterare, by=roles.meeting_chair.under("FM-ROLL-3"), to=at(M, U),
         guards=(acts_under_consent, the_meeting_is_whole, nobody_refused_documents,
                 documenter_is_staff_at_the_meeting), effect=documenter_named),
    Move(event=UpprattaPlan, by=roles.documenter, to=at(M, U),
         guards=(acts_under_consent, the_meeting_is_whole, acts_unrefused, passes_on_by_its_own_record,
                 there_is_a_topic, has_a_topic_to_speak_on, no_version_is_approved, plan_has_goals,
                 plan_has_measures, measures_have_somebody, bearers_are_covered, plan_has_a_follow_up_day,
                 last_days_are_to_come, late_draft_is_nobodys), effect=drafted),
    Move(event=UpprattaPlan, by=roles.documenter, to=at(F, A),
         guards=(acts_under_consent, acts_unrefused, passes_on_by_its_own_record,
                 there_is_a_topic, has_a_topic_to_speak_on, no_version_is_approved, text_is_unwanted, plan_has_goals,
                 plan_has_measures, measures_have_somebody, bearers_are_covered, plan_has_a_follow_up_day,
                 last_days_are_to_come, late_draft_is_nobodys), effect=drafted),
    Move(event=SammanfattaPlan, by=roles.meeting_chair.under("FM-ROLL-4"), to=at(M, U),
         guards=(acts_under_consent, passes_on_by_its_own_record, there_is_a_topic, has_a_topic_to_speak_on,
                 there_is_a_plan, the_meeting_is_whole, acts_unrefused, version_is_open), effect=summed_up),
    Move(event=GodkannPlan, by=roles.approver, to={F: approved_or_not, **at(M, A, U)},
         guards=(acts_under_consent, there_is_a_plan, the_meeting_is_whole, acts_unrefused, version_is_open,
                 summed_up_first, follow_up_comes_after_approval),
         foretold=(a_version_is_summed_up, a_day_is_still_to_come),
         effect=heard(approved)),
    Move(event=GodkannIntePlan, by=roles.approver, to=at(F, M, A, U),
         guards=(acts_under_consent, there_is_a_plan, acts_unrefused, version_is_open), effect=heard(not_approved)),
    Move(event=BokaUppfoljning, by=roles.chair.under("FM-ROLL-7"), to=at(M, A, U),
         guards=(follow_up_says_when_and_who, contact_with_convener, acts_under_consent, the_meeting_is_whole,
                 nobody_refused_convenes), effect=follow_up_booked),
    Move(event=DelaUtPlan, by=roles.chair.under("FM-ROLL-6"), to=at(M, A, U),
         guards=(there_is_a_plan, told_to_nobody_refused, plan_may_be_handed_out, plan_goes_to_those_with_a_topic),
         effect=handed_out),
    Move(event=DelaUtPlan, by=roles.chair.under("FM-ROLL-6"), to=at(F, K, V, AVSLUT),
         guards=(there_is_a_plan, only_to_the_individual, told_to_nobody_refused, plan_may_be_handed_out),
         effect=handed_out),
    Move(event=AvslutaMote, by=roles.meeting_chair, to={M: plan_or_none, U: A},
         guards=(plan_is_summed_up, follow_up_is_settled, everybody_has_accounted), effect=ended),
    Move(event=AvbrytMote, by=roles.meeting_chair, to={M: plan_or_none, U: A}, effect=ended),
    # --- Åtgärder ------------------------------------------------------------------------------------------------
    Move(event=PaborjaAtgard, by=roles.responsible, to=at(A, U),
         guards=(acts_under_consent, measure_is_theirs), foretold=(has_approved,), effect=heard(started)),
    Move(event=GenomforAtgard, by=roles.responsible, to=at(A, U),
         guards=(acts_under_consent, measure_is_theirs), foretold=(has_approved,), effect=heard(done)),
    Move(event=EjGenomfordAtgard, by=roles.responsible, to=at(A, U),
         guards=(acts_under_consent, measure_is_theirs, declined_by_the_individual), foretold=(has_approved,),
         effect=heard(not_done)),
    Move(event=AvstaAtgard, by=roles.individual, to=at(A, U, V), guards=(says("atgard"),),
         effect=abstained),
    Move(event=FoljUppEgnaAtgarder, by=roles.unit_with_measure, to=at(A, U),
         guards=(acts_under_consent,), effect=heard_from),
    # --- Uppföljning ---------------------------------------------------------------------------------------------
    Move(event=Redovisa, by=roles.covered_unit.under("FM-UPPFOLJ-2"), to=at(A, U),
         guards=(consent_to_exchange, acts_under_consent, the_meeting_is_whole, acts_unrefused,
                 passes_on_by_its_own_record, has_a_topic_to_speak_on, account_is_owed), effect=heard(accounted)),
    Move(event=BedomSamordningsbehov, by=roles.meeting_chair, to=at(U),
         guards=(the_meeting_is_whole, acts_unrefused), effect=need_judged),
    Move(event=RevideraPlan, by=roles.documenter, to=at(U),
         guards=(acts_under_consent, the_meeting_is_whole, acts_unrefused, passes_on_by_its_own_record,
                 there_is_a_topic, has_a_topic_to_speak_on, coordination_still_needed, choice_has_a_reason,
                 plan_has_goals, plan_has_measures, measures_have_somebody, bearers_are_covered,
                 plan_has_a_follow_up_day, last_days_are_to_come, hint_of_the_choice, late_draft_is_nobodys),
         effect=revised),
    Move(event=ErsattPlan, by=roles.documenter, to=at(U),
         guards=(acts_under_consent, the_meeting_is_whole, acts_unrefused, passes_on_by_its_own_record,
                 there_is_a_topic, has_a_topic_to_speak_on, coordination_still_needed, choice_has_a_reason,
                 plan_has_goals, plan_has_measures, measures_have_somebody, bearers_are_covered,
                 plan_has_a_follow_up_day, last_days_are_to_come, hint_of_the_choice, late_draft_is_nobodys),
         effect=replaced),
    # --- Avvikelse, avslut, rättelse, byte av regler ---------------------------------------------------------------
    Move(event=RapporteraAvvikelse, by=roles.any_unit.under("FM-AVVIK-2"), to=at(*OPEN, AVSLUT),
         guards=(report_is_complete, attempts_were_made, absence_counts, measure_was_theirs, recipient_may_know),
         effect=reported),
    Move(event=Avsluta, by=roles.closer, to=to(AVSLUT, OPEN),
         guards=(reason_agrees, closed_with_care, offered_where_needed), effect=unchanged),
    Move(event=Ratta, by=roles.corrector, to=at(*OPEN, AVSLUT),
         guards=(concerns_an_earlier_line, gives_a_reason, correction_widens_nothing, others_only_take_away,
                 individual_confirms, approved_text_stays, answers_fall), effect=unchanged),
    Move(event=BytRegler, by=roles.any_unit.under("FF-REGLER-1"), to=at(*OPEN, AVSLUT),
         guards=(moves_on_rightly,), effect=unchanged),
)  # fmt: skip
