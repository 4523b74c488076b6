"""Who owes what, on one page: each duty, its bearer, its phase and norms, and which events open, meet and end it.

Read a row as: once one of these events opens it, this role owes it until one of those meets it, or makes it lapse; the
section's own ``duties.py`` says of each whether it does. What is borne in a role that one has alone goes with it to the
next (``mote.duties``), and between the parties a duty ends with the consent to one of them (``samtycke.duties``).
"""

from __future__ import annotations

from typing import Final

from flerpart_flow.define import DutySpec, Ratta, when
from flerpart_flow.routines.flerpartsmote.atgarder import duties as atgarder
from flerpart_flow.routines.flerpartsmote.behov import duties as behov
from flerpart_flow.routines.flerpartsmote.behov.events import BedomBehov, ErbjudMote, IdentifieraBehov, TackaJa
from flerpart_flow.routines.flerpartsmote.facts import convener_of
from flerpart_flow.routines.flerpartsmote.forberedelse import duties as forberedelse
from flerpart_flow.routines.flerpartsmote.forberedelse.events import (
    AngeTid,
    BestamDeltagare,
    Forbered,
    ForberedEgenDel,
    KontaktaRegion,
)
from flerpart_flow.routines.flerpartsmote.kallelse import attending
from flerpart_flow.routines.flerpartsmote.kallelse import duties as kallelse
from flerpart_flow.routines.flerpartsmote.mote import duties as mote
from flerpart_flow.routines.flerpartsmote.parameters import (
    ANSWER_WORKDAYS,
    CONFIRM_BY_WORKDAYS,
    DISTRIBUTE_WORKDAYS,
    FIRST_CONTACT_WORKDAYS,
    OFFER_WORKDAYS,
)
from flerpart_flow.routines.flerpartsmote.phases import A, B, F, K, M, S, U, V
from flerpart_flow.routines.flerpartsmote.plan import duties as plan
from flerpart_flow.routines.flerpartsmote.samtycke import duties as samtycke
from flerpart_flow.routines.flerpartsmote.uppfoljning import duties as uppfoljning
from flerpart_flow.samverkan.atgarder import duties as measures
from flerpart_flow.samverkan.atgarder.events import (
    AvstaAtgard,
    EjGenomfordAtgard,
    FoljUppEgnaAtgarder,
    GenomforAtgard,
    PaborjaAtgard,
)
from flerpart_flow.samverkan.duties import by_bearer, happens
from flerpart_flow.samverkan.events import (
    AterkallaSamtycke,
    Avsluta,
    BegransaSamtycke,
    GeSamtycke,
    Informera,
    Kontaktforsok,
    LamnaUppgift,
    NekaSamtycke,
    UtokaSamtycke,
)
from flerpart_flow.samverkan.kallelse import duties as summons
from flerpart_flow.samverkan.kallelse.events import (
    Avboj,
    Bekrafta,
    BokaOm,
    Fraga,
    Kalla,
    StallIn,
    SvaraPaFraga,
)
from flerpart_flow.samverkan.mote.events import (
    AvbrytMote,
    AvslutaMote,
    GodtaOrdforande,
    OppnaMote,
    OverlamnaOrdforande,
    UtseDokumenterare,
)
from flerpart_flow.samverkan.plan.events import (
    BokaUppfoljning,
    DelaUtPlan,
    ErsattPlan,
    GodkannIntePlan,
    GodkannPlan,
    RevideraPlan,
    SammanfattaPlan,
    UpprattaPlan,
)
from flerpart_flow.samverkan.samtycke.duties import record_duty
from flerpart_flow.samverkan.uppfoljning.events import BedomSamordningsbehov, Redovisa

CONTACTS: Final = (Kontaktforsok, Kalla, KontaktaRegion, LamnaUppgift, OverlamnaOrdforande)
MAY_PAUSE: Final = (AterkallaSamtycke, BegransaSamtycke)
MEETING_ENDS: Final = (AvslutaMote, AvbrytMote)
NO_LONGER_AWAITED: Final = (BokaOm, StallIn, GeSamtycke, *MEETING_ENDS, *MAY_PAUSE)
DRAFTS: Final = (UpprattaPlan, RevideraPlan, ErsattPlan)
BACK_AGAIN: Final = (BestamDeltagare, UtokaSamtycke, GeSamtycke)
"""By what one party contacts another, what may end the consent, what ends a meeting or somebody's part in it, what
makes a new draft of the plan, and by what a unit takes part again."""


DUTIES: Final[tuple[DutySpec, ...]] = (
    # --- Behov: planning and first contact run from the consent on; before it nobody may be contacted (A7) ---------
    DutySpec(
        name="bedoma_behov", bearer="initiativtagare", phase=B, norms=("FM-BEDOMNING-1", "FM-FORBEREDELSE-1"),
        opens=when(IdentifieraBehov, then=behov.initiator_owes), meets=when(BedomBehov, then=happens),
    ),
    DutySpec(
        name="erbjuda_mote", bearer="initiativtagare", phase=B, norms=("FM-MALGRUPP-2",),
        opens=when(BedomBehov, then=behov.owed_if_needed),
        meets=when(ErbjudMote, then=happens),
        lapses=when(BedomBehov, then=behov.no_need_left),
        threshold=OFFER_WORKDAYS,
    ),
    DutySpec(
        name="paborja_planering", bearer="initiativtagare", phase=F, norms=("FM-BEDOMNING-4",),
        opens=when(IdentifieraBehov, then=behov.initiator_owes), meets=when(Forbered, then=happens),
        threshold=FIRST_CONTACT_WORKDAYS, runs_from=GeSamtycke, ages_from_opening=True, between_parties=True,
    ),
    DutySpec(
        name="ta_forsta_kontakt", bearer="initiativtagare", phase=F, norms=("FM-BEDOMNING-5",),
        opens=when(IdentifieraBehov, then=behov.initiator_owes),
        meets=when(*CONTACTS, then=behov.reaches_another_party),
        threshold=FIRST_CONTACT_WORKDAYS, runs_from=GeSamtycke, ages_from_opening=True, between_parties=True,
    ),
    # --- Samtycke ------------------------------------------------------------------------------------------------
    DutySpec(
        name="informera_infor_samtycke", bearer="initiativtagare", phase=S, norms=("FM-SAMTYCKE-1",),
        opens=when(TackaJa, then=samtycke.initiator_informs), meets=when(Informera, then=happens),
    ),
    record_duty("FM-SAMTYCKE-6", F),
    # --- Förberedelse --------------------------------------------------------------------------------------------
    DutySpec(
        name="forbereda_mote", bearer="ordforande", phase=F, norms=("FM-FORBEREDELSE-4",),
        opens=(
            when(GeSamtycke, then=forberedelse.chair_prepares)
            | when(*MEETING_ENDS, GodkannPlan, then=forberedelse.follow_up_is_prepared)
            | when(BokaUppfoljning, then=forberedelse.booked_is_prepared)
        ),
        meets=when(Forbered, then=forberedelse.with_individual),
        lapses=when(OppnaMote, then=happens), due=uppfoljning.follow_up_day, between_parties=True,
    ),
    DutySpec(
        name="fraga_individen", bearer="ordforande", phase=F, norms=("FM-FORBEREDELSE-8",), own=True,
        opens=when(Ratta, then=forberedelse.yes_was_taken_away),
        meets=when(BestamDeltagare, then=forberedelse.has_said),
        lapses=when(*MAY_PAUSE, GeSamtycke, then=forberedelse.takes_no_part),
    ),
    DutySpec(
        name="kontakta_regionen", bearer="sammankallande", phase=F, norms=("FM-BOKNING-2", "PR-FORB-2"),
        opens=(
            when(BestamDeltagare, then=forberedelse.region_wanted)
            | when(BokaOm, StallIn, then=forberedelse.region_again)
            | when(GeSamtycke, then=forberedelse.region_under_consent)
            | when(UtokaSamtycke, then=forberedelse.region_now_covered)
            | when(BokaUppfoljning, then=forberedelse.region_at_the_follow_up)
        ),
        meets=when(KontaktaRegion, then=forberedelse.that_unit),
        lapses=(
            when(Avboj, then=forberedelse.declined)
            | when(BestamDeltagare, then=forberedelse.no_longer_wanted)
            | when(GeSamtycke, then=kallelse.yes_is_gone)
            | when(OppnaMote, then=happens)
        ),
        due=forberedelse.last_contact_day, between_parties=True,
    ),
    DutySpec(
        name="boka_tid", bearer="tidsgivare", phase=F, norms=("FM-BOKNING-3",),
        opens=when(KontaktaRegion, then=forberedelse.to_book), meets=when(AngeTid, then=forberedelse.time_known),
        lapses=(
            when(BokaOm, OppnaMote, then=happens)
            | when(Avboj, then=by_bearer)
            | when(BestamDeltagare, then=forberedelse.goes_on_without)
            | when(GeSamtycke, then=forberedelse.was_asked_under_another)
        ),
        passes=mote.owed_to(convener_of), between_parties=True,
    ),
    # --- Kallelse ------------------------------------------------------------------------------------------------
    DutySpec(
        name="kalla", bearer="sammankallande", phase=F, norms=("FM-FORBEREDELSE-5", "FM-KALLELSE-1"),
        opens=(
            when(BestamDeltagare, then=kallelse.to_call)
            | when(BokaOm, StallIn, then=kallelse.to_call_again)
            | when(GeSamtycke, then=kallelse.to_call_under_consent)
            | when(UtokaSamtycke, then=kallelse.to_call_now_covered)
            | when(BokaUppfoljning, then=kallelse.to_call_the_absent)
        ),
        meets=when(Kalla, then=kallelse.is_called),
        lapses=(
            when(BestamDeltagare, then=kallelse.said_no)
            | when(GeSamtycke, then=kallelse.yes_is_gone)
            | when(OppnaMote, then=happens)
        ),
        due=kallelse.latest_summons_day, between_parties=True,
    ),
    DutySpec(
        name="ge_narstaende_mojlighet", bearer="sammankallande", phase=F, norms=("FM-FORBEREDELSE-9",),
        opens=(
            when(BestamDeltagare, then=kallelse.relative_wanted)
            | when(BokaOm, StallIn, BokaUppfoljning, GeSamtycke, then=kallelse.relatives_again)
        ),
        meets=when(Kalla, then=kallelse.is_called),
        lapses=(
            when(BestamDeltagare, then=kallelse.has_no_place)
            | when(GeSamtycke, then=kallelse.yes_is_gone)
            | when(OppnaMote, then=happens)
        ),
    ),
    DutySpec(
        name="bekrafta_kallelse", bearer="kallad", phase=K, norms=("FM-KALLELSE-3",),
        opens=when(Kalla, then=summons.to_confirm), meets=when(Bekrafta, Avboj, then=kallelse.has_answered),
        lapses=when(*NO_LONGER_AWAITED, then=summons.no_longer_awaited), passes=mote.owed_to(mote.caller_of),
        threshold=CONFIRM_BY_WORKDAYS, between_parties=True,
    ),
    DutySpec(
        name="forbereda_sig", bearer="deltagare", phase=K, patient=True, norms=("FM-FORBEREDELSE-10",),
        opens=when(Kalla, BokaUppfoljning, GodtaOrdforande, then=attending.to_prepare),
        meets=when(ForberedEgenDel, then=by_bearer),
        lapses=when(*NO_LONGER_AWAITED, BokaUppfoljning, BestamDeltagare, Avboj, then=attending.attends_no_more),
        between_parties=True,
    ),
    DutySpec(
        name="svara_pa_fraga", bearer="kallande_eller_ordforande", phase=K, norms=("FM-KALLELSE-4",), own=True,
        opens=when(Fraga, then=kallelse.to_answer), meets=when(SvaraPaFraga, then=kallelse.answers),
        lapses=when(BokaOm, StallIn, GeSamtycke, *MAY_PAUSE, *MEETING_ENDS, then=kallelse.meeting_gone),
        threshold=ANSWER_WORKDAYS, between_parties=True,
    ),
    DutySpec(
        name="ge_neutralt_besked", bearer="kallande_eller_ordforande", phase=V, norms=("FM-SAMTYCKE-5",), own=True,
        opens=when(*MAY_PAUSE, GeSamtycke, BestamDeltagare, Avsluta, then=kallelse.to_notify),
        meets=when(StallIn, then=kallelse.is_notified),
        lapses=when(*MEETING_ENDS, then=kallelse.nobody_is_to_be_told) | when(Kalla, then=kallelse.called_again),
        due=kallelse.before_the_meeting, survives_end=True,
    ),
    # --- Möte ----------------------------------------------------------------------------------------------------
    DutySpec(
        name="utse_dokumenterare", bearer="motesordforande", phase=M, norms=("FM-ROLL-3",),
        opens=when(OppnaMote, then=mote.to_appoint), meets=when(UtseDokumenterare, then=happens),
        lapses=when(*MEETING_ENDS, then=happens) | when(*MAY_PAUSE, GeSamtycke, then=mote.interrupted),
    ),
    DutySpec(
        name="fora_arendet_vidare", bearer="ordforande", phase=F, norms=("FM-ROLL-1",), own=True,
        opens=when(*MEETING_ENDS, *MAY_PAUSE, GeSamtycke, then=mote.ended_without_a_plan),
        meets=when(Kalla, Avsluta, NekaSamtycke, then=happens) | when(GodkannPlan, then=mote.plan_is_approved),
        between_parties=True,
    ),
    # --- Plan ----------------------------------------------------------------------------------------------------
    DutySpec(
        name="svara_om_planen", bearer="godkannare", phase=M, norms=("FM-ROLL-5",), own=True,
        opens=when(*MEETING_ENDS, *MAY_PAUSE, GeSamtycke, then=plan.answer_is_awaited),
        meets=when(GodkannPlan, GodkannIntePlan, then=by_bearer),
        lapses=when(*DRAFTS, then=plan.newer_draft) | when(GodkannPlan, OppnaMote, then=plan.no_longer_open),
        between_parties=True,
    ),
    DutySpec(
        name="sammanfatta_plan", bearer="motesordforande", phase=M, norms=("FM-ROLL-4",),
        opens=when(*DRAFTS, then=plan.to_sum_up), meets=when(SammanfattaPlan, then=plan.that_version),
        lapses=(
            when(*DRAFTS, then=plan.newer_draft)
            | when(*MEETING_ENDS, then=happens)
            | when(*MAY_PAUSE, GeSamtycke, then=mote.interrupted)
        ),
    ),
    DutySpec(
        name="dela_ut_plan_till_individen", bearer="ordforande", phase=A, norms=("FM-ROLL-6",),
        opens=when(GodkannPlan, then=plan.to_individual), meets=when(DelaUtPlan, then=plan.is_handed_out),
        threshold=DISTRIBUTE_WORKDAYS, survives_end=True,
    ),
    DutySpec(
        name="dela_ut_plan", bearer="ordforande", phase=A, norms=("FM-ROLL-6",),
        opens=when(GodkannPlan, then=plan.to_parties) | when(*BACK_AGAIN, then=plan.to_parties_again),
        again=frozenset(BACK_AGAIN),
        meets=when(DelaUtPlan, then=plan.is_handed_out), lapses=when(GodkannPlan, then=plan.another_is_in_force),
        threshold=DISTRIBUTE_WORKDAYS, between_parties=True,
    ),
    DutySpec(
        name="boka_uppfoljning", bearer="ordforande", phase=M, norms=("FM-ROLL-7", "FM-ROLL-8"),
        opens=when(GodkannPlan, then=plan.to_book) | when(OppnaMote, then=plan.to_book_at_follow_up),
        meets=when(BokaUppfoljning, then=plan.is_booked), lapses=when(BedomSamordningsbehov, then=plan.need_is_gone),
        between_parties=True,
    ),
    # --- Åtgärder ------------------------------------------------------------------------------------------------
    DutySpec(
        name="genomfora_atgard", bearer="ansvarig", phase=A, patient=True, norms=("FM-GENOMF-1",),
        opens=(
            when(GodkannPlan, then=atgarder.to_carry_out)
            | when(*BACK_AGAIN, then=atgarder.to_carry_on)
            | when(PaborjaAtgard, then=atgarder.to_carry_out_after_all)
        ),
        again=frozenset((*BACK_AGAIN, PaborjaAtgard)),
        meets=when(GenomforAtgard, then=measures.their_part),
        lapses=(
            when(EjGenomfordAtgard, then=measures.their_part)
            | when(AvstaAtgard, then=measures.that_measure)
            | when(GodkannPlan, then=measures.gone_from_plan)
        ),
        due=measures.last_day, between_parties=True, names=measures.number_in_plan,
    ),
    DutySpec(
        name="folja_upp_egna_atgarder", bearer="enhet_med_atgard", phase=A, patient=True, norms=("FM-GENOMF-2",),
        opens=(
            when(GodkannPlan, then=atgarder.to_follow_up)
            | when(*BACK_AGAIN, then=atgarder.to_follow_up_again)
        ),
        again=frozenset(BACK_AGAIN),
        meets=when(FoljUppEgnaAtgarder, then=by_bearer),
        lapses=when(GodkannPlan, then=atgarder.newer_version), due=atgarder.own_follow_up_day, between_parties=True,
    ),
    # --- Uppföljning: a missing account stays open ---------------------------------------------------------------
    DutySpec(
        name="halla_uppfoljning", bearer="sammankallande", phase=A, norms=("FM-UPPFOLJ-1",),
        opens=when(GodkannPlan, BokaUppfoljning, then=uppfoljning.to_hold),
        meets=when(OppnaMote, then=uppfoljning.is_follow_up),
        lapses=when(BokaUppfoljning, then=uppfoljning.other_convener),
        due=uppfoljning.follow_up_day, between_parties=True,
    ),
    DutySpec(
        name="redovisa", bearer="omfattad_enhet", phase=U, norms=("FM-UPPFOLJ-2",),
        opens=when(OppnaMote, then=uppfoljning.to_account), meets=when(Redovisa, then=by_bearer), between_parties=True,
    ),
)  # fmt: skip
