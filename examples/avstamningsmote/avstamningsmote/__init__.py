"""Försäkringskassan's avstämningsmöte, built from the parts that meetings between parties share.

An example of how a routine is built, in our own words of what is publicly known. It is no source of what the law or
Försäkringskassan demands.
"""

from typing import Final

from avstamningsmote.fakta import aterkallat, de_som_planen_ror, efter_godkannande, efter_installt, efter_motet, oppnad
from avstamningsmote.handelser import OppnaAvstamning
from avstamningsmote.insyn import INSYN
from avstamningsmote.plikter import DUTIES, SVAR_ARBETSDAGAR
from avstamningsmote.villkor import (
    FORSAKRINGSKASSAN,
    HANDLAGGARE,
    HANDLAGGAREN,
    forsakrad_ar_kallad,
    uppfoljning_ar_bokad,
)
from flerpart_flow.define import (
    START,
    STAY,
    Avsluta,
    BytRegler,
    Choice,
    Move,
    Outline,
    Ratta,
    Routine,
    Showing,
    Sources,
    at,
    atgarder,
    concerns_an_earlier_line,
    gives_a_reason,
    kallelse,
    mote,
    moves_on_rightly,
    norm_files,
    plan,
    samtycke,
    says,
    tables,
    to,
    unchanged,
    uppfoljning,
    word_files,
)

PLANERING, KALLAT, MOTE, ATGARDER, AVSLUT = PHASES = ("planering", "kallat", "mote", "atgarder", "avslut")
OPEN: Final = PHASES[:-1]

KALLAD: Final = kallelse.recipient("kallad", "AM-KALLELSE-5")
ORDFORANDE: Final = mote.meeting_chair(mote.MOTESORDFORANDE, "AM-MOTE-2")
GODKANNARE: Final = plan.approver(plan.GODKANNARE, "AM-PLAN-4")

installt_eller_inte: Final = Choice("installt_eller_inte", efter_installt, (PLANERING, ATGARDER), stays=True)
annu_ingen_plan: Final = Choice("annu_ingen_plan", efter_godkannande, (ATGARDER,), stays=True)
plan_eller_inte: Final = Choice("plan_eller_inte", efter_motet, (PLANERING, ATGARDER))

TABLE: Final = (
    Move(event=OppnaAvstamning, by=FORSAKRINGSKASSAN, to={START: PLANERING}, effect=oppnad),
    # --- Samtycke ---
    Move(event=samtycke.Informera, by=samtycke.any_unit("AM-SAMTYCKE-1"), to=at(PLANERING, KALLAT, ATGARDER),
         effect=samtycke.informed),
    Move(event=samtycke.GeSamtycke, by=samtycke.individual.under("AM-SAMTYCKE-2"), to=at(PLANERING, KALLAT, ATGARDER),
         guards=(samtycke.informed_under("AM-SAMTYCKE-1"), samtycke.clear_under("AM-SAMTYCKE-2")),
         effect=samtycke.consented),
    Move(event=samtycke.DokumenteraSamtycke, by=samtycke.covered_unit("AM-SAMTYCKE-3"), to=at(*OPEN),
         guards=(samtycke.holds_under("AM-SAMTYCKE-2"),), effect=samtycke.documented),
    Move(event=samtycke.UtokaSamtycke, by=samtycke.individual.under("AM-SAMTYCKE-2"), to=at(*OPEN),
         guards=(samtycke.holds_under("AM-SAMTYCKE-2"), samtycke.adds_something), effect=samtycke.extended),
    Move(event=samtycke.BegransaSamtycke, by=samtycke.protects.under("AM-SAMTYCKE-4"), to=at(*OPEN),
         effect=samtycke.narrowed),
    Move(event=samtycke.AterkallaSamtycke, by=samtycke.protects.under("AM-SAMTYCKE-4"),
         to={**to(plan_eller_inte, (KALLAT, MOTE)), **at(PLANERING, ATGARDER)}, effect=aterkallat),
    Move(event=samtycke.BestamDeltagare, by=samtycke.individual, to=at(*OPEN), guards=(says("deltagare"),),
         effect=samtycke.spoken),
    # --- Kallelse ---
    Move(event=kallelse.Kalla, by=HANDLAGGAREN.under("AM-KALLELSE-1"),
         to={**to(KALLAT, (PLANERING, ATGARDER)), KALLAT: STAY},
         guards=(kallelse.covered_under("AM-SAMTYCKE-2"), kallelse.channel_under("AM-KALLELSE-1", HANDLAGGARE),
                 kallelse.time_and_place_under("AM-KALLELSE-2", HANDLAGGARE),
                 kallelse.purpose_under("AM-KALLELSE-3", HANDLAGGARE),
                 kallelse.contact_under("AM-KALLELSE-2", HANDLAGGARE),
                 kallelse.that_meeting_under("AM-MOTE-1", HANDLAGGARE), forsakrad_ar_kallad),
         effect=kallelse.called),
    Move(event=kallelse.Bekrafta, by=KALLAD, to=at(KALLAT), effect=kallelse.confirmed),
    Move(event=kallelse.Avboj, by=KALLAD, to=at(KALLAT), effect=kallelse.declined),
    Move(event=kallelse.BokaOm, by=HANDLAGGAREN, to={KALLAT: plan_eller_inte}, effect=kallelse.rebooked),
    Move(event=kallelse.StallIn, by=HANDLAGGAREN, to={KALLAT: installt_eller_inte}, effect=kallelse.cancelled),
    # --- Möte och plan ---
    Move(event=mote.OppnaMote, by=HANDLAGGAREN, to={KALLAT: MOTE},
         guards=(mote.booked_under("AM-MOTE-1", HANDLAGGARE), mote.next_number_under("AM-MOTE-1", HANDLAGGARE),
                 mote.its_day_under("AM-MOTE-1", HANDLAGGARE), mote.chaired_under("AM-MOTE-2"),
                 mote.individual_there_under("AM-MOTE-3"), mote.present_under("AM-SAMTYCKE-2")),
         effect=mote.opened),
    Move(event=mote.AndraNarvaro, by=ORDFORANDE, to=at(MOTE), guards=(mote.arriving_under("AM-SAMTYCKE-2"),),
         effect=mote.presence_changed),
    Move(event=plan.UpprattaPlan, by=ORDFORANDE, to=at(MOTE),
         guards=(samtycke.acts_under("AM-SAMTYCKE-2"), plan.measures_under("AM-PLAN-1", mote.MOTESORDFORANDE),
                 plan.somebody_under("AM-PLAN-2", mote.MOTESORDFORANDE),
                 plan.follow_up_day_under("AM-PLAN-3", mote.MOTESORDFORANDE)),
         effect=plan.drafted),
    Move(event=plan.RevideraPlan, by=ORDFORANDE, to=at(MOTE),
         guards=(samtycke.acts_under("AM-SAMTYCKE-2"), plan.measures_under("AM-PLAN-1", mote.MOTESORDFORANDE),
                 plan.somebody_under("AM-PLAN-2", mote.MOTESORDFORANDE),
                 plan.follow_up_day_under("AM-PLAN-3", mote.MOTESORDFORANDE)),
         effect=plan.revised),
    Move(event=plan.SammanfattaPlan, by=ORDFORANDE, to=at(MOTE),
         guards=(plan.a_plan_by(mote.MOTESORDFORANDE), plan.version_is_open),
         effect=plan.summed_up_with(de_som_planen_ror)),
    Move(event=plan.GodkannPlan, by=GODKANNARE, to={PLANERING: annu_ingen_plan, **at(MOTE, ATGARDER)},
         guards=(plan.a_plan_by(mote.MOTESORDFORANDE), plan.version_is_open,
                 plan.sum_up_under("AM-PLAN-5", mote.MOTESORDFORANDE)),
         effect=plan.approved),
    Move(event=plan.GodkannIntePlan, by=GODKANNARE, to=at(PLANERING, MOTE, ATGARDER),
         guards=(plan.a_plan_by(mote.MOTESORDFORANDE), plan.version_is_open), effect=plan.not_approved),
    Move(event=mote.AvslutaMote, by=ORDFORANDE, to={MOTE: plan_eller_inte}, guards=(uppfoljning_ar_bokad,),
         effect=mote.ended),
    # --- Åtgärder och uppföljning ---
    Move(event=uppfoljning.BokaUppfoljning, by=HANDLAGGAREN, to=at(MOTE, ATGARDER),
         guards=(uppfoljning.when_and_who_under("AM-UPPFOLJ-1", "AM-UPPFOLJ-1"),),
         effect=uppfoljning.follow_up_booked),
    Move(event=atgarder.GenomforAtgard, by=plan.responsible(plan.ANSVARIG, "AM-ATGARD-1"), to=at(ATGARDER),
         guards=(samtycke.acts_under("AM-SAMTYCKE-2"),
                 atgarder.theirs_under("AM-ATGARD-1", "AM-PLAN-4", plan.ANSVARIG)),
         effect=atgarder.done),
    # --- Avslut, rättelse, byte av regler ---
    Move(event=Avsluta, by=HANDLAGGAREN, to=to(AVSLUT, OPEN), guards=(says("skal_kod"),), effect=unchanged),
    Move(event=Ratta, by=HANDLAGGAREN.under("FF-RATTELSE-2"), to=at(*PHASES),
         guards=(concerns_an_earlier_line, gives_a_reason, samtycke.individual_confirms, samtycke.own_words_with(),
                 plan.approved_text_under("AM-PLAN-4", mote.MOTESORDFORANDE)), effect=unchanged),
    Move(event=BytRegler, by=samtycke.any_unit("FF-REGLER-1"), to=at(*PHASES), guards=(moves_on_rightly,),
         effect=unchanged),
)  # fmt: skip

AVSTAMNINGSMOTE: Final = Routine(
    name="avstamningsmote",
    revision=1,
    phases=PHASES,
    moves=TABLE,
    duties=DUTIES,
    sources=Sources(
        routine="avstamningsmote",
        versions={"1": ("avstamningsmote", "1.toml")},
        norms=(*norm_files("avstamningsmote", "mote"), tables.NORMS),
        tables=tables.FILES,
        vocabulary=tables.vocabulary,
        normative=tables.normative,
        names=tables.names,
        open_tables=tables.OPEN_TABLES,
        demanded=tables.DEMANDED,
        texts=word_files("avstamningsmote", "mote", taking=tables.MEETING_TEXTS),
    ),
    begin=lambda header: uppfoljning.CaseFacts(),
    ends=(AVSLUT,),
    latches=(AVSLUT,),
    lasting=(samtycke.AterkallaSamtycke,),
    correction=Ratta,
    rests=samtycke.rests,
    settles={**plan.SETTLES, **kallelse.SETTLES},
    revises={**plan.REVISES, **kallelse.REVISES},
    numbered=plan.NUMBERED,
    outline=Outline(showing=Showing(sight=INSYN)),
    parameters=(SVAR_ARBETSDAGAR,),
)
