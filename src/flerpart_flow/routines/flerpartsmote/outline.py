"""The routine's outline: who answers for which phase, what each party may be, and what can go wrong where."""

from __future__ import annotations

from typing import Final

from flerpart_flow.define import (
    Act,
    Capacity,
    Deviation,
    Frame,
    Given,
    Idle,
    Lane,
    Outline,
    Party,
    Question,
    Silent,
    Telling,
)
from flerpart_flow.routines.flerpartsmote.phases import AVSLUT, CONSENTED, OPEN, A, B, F, K, M, S, U, V
from flerpart_flow.routines.flerpartsmote.showing import SHOWING
from flerpart_flow.samverkan.actors import AF, FK, INDIVID, KOMMUN, REGION

_UNIT_ROLES: Final = (
    "enhet", "initiativtagare", "ordforande", "sammankallande", "motesordforande", "dokumenterare", "utsedd_ordforande",
    "kallande_eller_ordforande", "individ_eller_ordforande", "omfattad_enhet", "kallad", "kallad_eller_regionen",
    "kallad_eller_ombud", "deltagare", "godkannare", "ansvarig", "enhet_med_atgard", "avslutare", "rattare",
    "individ_eller_enhet",
)  # fmt: skip
_INDIVIDUALS_ROLES: Final = (
    "individ", "individ_eller_ombud", "individ_eller_ordforande", "individ_eller_enhet", "deltagare", "godkannare",
    "ansvarig", "avslutare", "rattare",
)  # fmt: skip
_ALL: Final = ("parterna", "varje_part", "varje_enhet")
_REGIONS: Final = ("boka_tid",)
"""Only the Region owes a time: without it the one who convenes sets one."""

QUESTIONS: Final = (
    Question(
        "vem_kallar", answer=(
            ("FM-FORBEREDELSE-1", "FM-ROLL-1", "FM-ROLL-2", "FM-SAMTYCKE-6", "A13", "A65"),
            ("FM-SAMTYCKE-2", "PR-MALGRUPP-2", "FM-FORBEREDELSE-8", "A7", "A10"),
            ("FM-FORBEREDELSE-4",),
            ("FM-BOKNING-1", "FM-BOKNING-2", "FM-BOKNING-3"),
            ("FM-BOKNING-4", "FM-BOKNING-5", "PR-FORB-3", "A3"),
            ("FM-KALLELSE-1", "A30"),
            ("FM-ROLL-8", "A16", "A17"),
        ), more=(
            ("FM-KALLELSE-1", "PR-FORB-3"),
            ("FM-BOKNING-1", "FM-BOKNING-5"),
            ("FM-FORBEREDELSE-9", "FM-KALLELSE-5", "PR-OVR-1", "PR-OVR-2"),
            ("FM-ANSVAR-2",),
            ("FM-KALLELSE-3", "FM-KALLELSE-4", "FM-KALLELSE-11"),
        ), acts=("bestam_deltagare", "kontakta_region", "ange_tid", "kalla", "bekrafta"),
        duties=("kontakta_regionen", "boka_tid", "kalla", "bekrafta_kallelse"),
        norms=("PR-MALGRUPP-2", "FM-BOKNING-1", "FM-BOKNING-4", "FM-KALLELSE-1", "FM-FORBEREDELSE-5"),
    ),
    Question(
        "sista_dag", answer=(
            ("A2",),
            ("FM-BOKNING-2", "FM-BOKNING-5", "PR-FORB-3", "A3"),
            ("FM-BOKNING-2", "PR-FORB-3", "A3", "A4"),
            ("FM-BOKNING-4", "A4"),
            ("FM-UPPFOLJ-1", "A16"),
        ), more=(
            ("A3",),
            ("A5",),
        ), duties=("kontakta_regionen", "kalla"), norms=("FM-BOKNING-2", "FM-BOKNING-5", "PR-FORB-3"),
        views=("calendar",),
    ),
    Question(
        "fore_motet", answer=(
            ("FM-KALLELSE-1", "FM-UPPFOLJ-1"),
            ("FM-SAMTYCKE-2",),
            ("FM-SAMTYCKE-2", "PR-MALGRUPP-2", "FM-FORBEREDELSE-9"),
            ("FM-FORBEREDELSE-2",),
            ("FM-ROLL-2",),
            ("PR-DEF-1",),
            ("FM-SAMTYCKE-6", "A8"),
            ("FM-FORBEREDELSE-4", "FM-FORBEREDELSE-10"),
        ), more=(
            ("FM-SAMTYCKE-3", "A49"),
        ), acts=("oppna_mote",),
    ),
    Question(
        "uteblir", answer=(
            ("FM-FORBEREDELSE-2", "PR-DEF-1", "A31", "A67"),
            ("FF-MOTE-2",),
            ("FM-ROLL-2", "PR-MALGRUPP-2", "A13", "A50"),
            ("FM-ROLL-6", "PR-MALGRUPP-2", "A8", "A14", "A50"),
            ("FM-AVVIK-2", "FM-AVVIK-4"),
        ), more=(
            ("FM-AVVIK-4", "FM-KALLELSE-5", "FM-KALLELSE-11", "A29"),
            ("FM-AVVIK-4", "A29"),
            ("FM-AVVIK-2", "A57"),
            ("FM-ROLL-2", "A13"),
            ("FM-ROLL-8", "A17"),
            ("FF-MOTE-2", "FM-FORBEREDELSE-5"),
        ), deviations=("utebliven", "inget_svar"), acts=("boka_om", "oppna_mote", "rapportera_avvikelse"),
        norms=("FM-KALLELSE-11", "FM-KALLELSE-5", "FM-AVVIK-2"),
    ),
    Question(
        "aterkallat", answer=(
            ("FM-SAMTYCKE-2", "A9"),
            ("A9",),
            ("FM-SAMTYCKE-5", "A9"),
            ("FM-ROLL-6", "A9"),
            ("FM-SAMTYCKE-1", "A9", "A70", "A71"),
            ("FF-AVSLUT-1", "FF-AVSLUT-3", "A9"),
            ("A9", "A29"),
        ), more=(
            ("A9",),
            ("FM-ANSVAR-2", "FM-ROLL-1"),
            ("A9",),
            ("FM-SAMTYCKE-5", "FM-SAMTYCKE-2", "A9"),
        ), acts=("aterkalla_samtycke",), duties=("ge_neutralt_besked",),
        norms=("FM-SAMTYCKE-5", "FM-SAMTYCKE-2"), phase=K,
    ),
    Question(
        "veta", answer=(
            ("FM-SAMTYCKE-2", "A7"),
            ("FM-SAMTYCKE-3", "FM-SAMTYCKE-6", "A8", "A49"),
            ("FM-SAMTYCKE-3", "FM-SAMTYCKE-6", "A49"),
            ("FM-SAMTYCKE-1", "A48"),
            ("PR-MALGRUPP-2", "A50"),
            ("FM-SAMTYCKE-5", "A9"),
        ), more=(
            ("A57",),
            ("FM-SAMTYCKE-4", "A66"),
            ("FM-KALLELSE-8", "FM-KALLELSE-10", "A41"),
            ("FM-AVVIK-2", "A57"),
            ("FM-ROLL-6", "FM-SAMTYCKE-5"),
        ), norms=("FM-SAMTYCKE-2", "FM-SAMTYCKE-3", "FM-SAMTYCKE-4", "FM-SAMTYCKE-6", "FM-SAMTYCKE-8"),
        views=("consent",), tabled=True,
    ),
    Question(
        "planen", answer=(
            ("FM-ROLL-3", "FM-PLAN-1", "FM-PLAN-2", "FM-PLAN-3", "FM-PLAN-4"),
            ("FM-ROLL-4", "A17"),
            ("FM-ROLL-5", "A14", "A48", "A67"),
            ("FM-ROLL-5", "A14"),
            ("FM-ROLL-6", "PR-MALGRUPP-2", "A8", "A50"),
            ("FM-ROLL-5", "A15"),
        ), more=(
            ("FM-ROLL-5", "A15", "A19", "A52"),
            ("FM-PLAN-5",),
            ("FM-ROLL-6", "A52"),
        ),
        acts=("utse_dokumenterare", "uppratta_plan", "sammanfatta_plan", "godkann_plan", "dela_ut_plan"),
        duties=("utse_dokumenterare", "sammanfatta_plan", "svara_om_planen", "dela_ut_plan_till_individen",
                "dela_ut_plan"),
        norms=("FM-ROLL-3", "FM-ROLL-4", "FM-ROLL-5", "FM-ROLL-6"),
    ),
    Question(
        "avslut", answer=(
            ("A20",),
            ("FF-AVSLUT-1", "FF-AVSLUT-2"),
            ("FF-AVSLUT-1", "FF-AVSLUT-2"),
            ("FF-AVSLUT-1",),
            ("FM-SAMTYCKE-2", "A20"),
            ("FM-SAMTYCKE-5",),
        ), more=(
            ("FM-GENOMF-1", "A20"),
            ("FM-MALGRUPP-2",),
            ("FF-AVSLUT-3", "A9"),
        ), acts=("avsluta",), norms=("FF-AVSLUT-3",), terms=("skal.avsluta",)),
)  # fmt: skip
"""What somebody who is new to the routine asks, and which acts, duties and norms answer."""

TELLINGS: Final = (
    Telling("informera", "utan", "utan", "utan"),
    Telling("lamna_uppgift", during="samtycke_eller_individen"),
    Telling("kontaktforsok", "bara_avidentifierat", "samtycke_eller_avidentifierat", "bara_avidentifierat"),
    Telling("kontakta_region", "bara_avidentifierat", "samtycke_eller_avidentifierat"),
    Telling("rapportera_avvikelse", "egen_part", "egen_part_eller_samtycke", "egen_part", "egen_part_eller_samtycke"),
    Telling("stall_in", during="neutralt", paused="neutralt", after="neutralt"),
    Telling("dela_ut_plan", during="planen", paused="till_individen", after="till_individen"),
    Telling("overlamna_ordforande", "eget_ja", "samtycke", "eget_ja"),
    Telling("godta_ordforande", "av_eget_ja", "samtycke", "av_eget_ja"),
    Telling("ange_forutsattning", "anteckna", "samtycke"),
    Telling("ange_tid", during="samtycke"),
    Telling("kalla", during="samtycke"),
    Telling("fraga", during="samtycke"),
    Telling("svara_pa_fraga", during="samtycke"),
    Telling("oppna_mote", during="samtycke"),
    Telling("andra_narvaro", during="samtycke"),
    Telling("uppratta_plan", during="samtycke"),
    Telling("revidera_plan", during="samtycke"),
    Telling("ersatt_plan", during="samtycke"),
    Telling("sammanfatta_plan", during="samtycke"),
    Telling("redovisa", during="samtycke"),
    Telling("boka_uppfoljning", during="samtycke"),
)
SILENT: Final = (
    Silent(
        "individens",
        (
            "tacka_ja",
            "tacka_nej",
            "ge_samtycke",
            "neka_samtycke",
            "utoka_samtycke",
            "begransa_samtycke",
            "aterkalla_samtycke",
            "bestam_deltagare",
            "avsta_atgard",
        ),
    ),
    Silent("med_individen", ("bedom_behov", "erbjud_mote", "forbered")),
    Silent("svar", ("bekrafta", "avboj", "boka_om", "forbered_egen_del", "godkann_plan", "godkann_inte_plan")),
    Silent("pa_motet", ("utse_dokumenterare", "bedom_samordningsbehov", "avsluta_mote", "avbryt_mote")),
    Silent(
        "antecknas",
        (
            "identifiera_behov",
            "dokumentera_samtycke",
            "paborja_atgard",
            "genomfor_atgard",
            "ej_genomford_atgard",
            "folj_upp_egna_atgarder",
            "avsluta",
            "ratta",
            "byt_regler",
        ),
    ),
)
"""Each act: to whom it tells something of the individual and when, or why it tells nobody anything."""

OUTLINE: Final = Outline(
    lanes=(
        Lane("individ", roles=("individ", "individ_eller_ombud", "individ_eller_ordforande"), phases=(S, V)),
        Lane(
            "ordforande",
            roles=(
                "initiativtagare", "ordforande", "sammankallande", "motesordforande", "dokumenterare",
                "utsedd_ordforande", "kallande_eller_ordforande", "avslutare", "rattare", "enhet",
                "individ_eller_enhet",
            ),
            phases=(B, F, K, M, U, AVSLUT),
        ),
        Lane(
            "parter",
            roles=(
                "omfattad_enhet", "kallad", "kallad_eller_regionen", "kallad_eller_ombud", "deltagare",
                "tidsgivare", "godkannare", "ansvarig", "enhet_med_atgard"
            ),
            phases=(A,),
        ),
    ),
    parties=(
        Party(
            INDIVID, _INDIVIDUALS_ROLES, ("individ",), ("forbereda_sig", "svara_om_planen"),
            ("individ_eller_ordforande", "avslutare", "deltagare", "godkannare", "rattare"),
            (("A51",), ("FM-SAMTYCKE-4",), ("FM-FORBEREDELSE-2", "FM-FORBEREDELSE-4"), ("PR-OVR-2", "A48")),
            (
                ("FM-SAMTYCKE-2",), ("PR-MALGRUPP-2", "FM-SAMTYCKE-5"), ("FM-ROLL-5", "FM-ROLL-6"),
                ("FF-AVSLUT-1",),
            ),
        ),
        Party(AF, (*_UNIT_ROLES, "tidsgivare"), ("arbetsformedlingen", *_ALL), _REGIONS),
        Party(FK, (*_UNIT_ROLES, "tidsgivare"), ("forsakringskassan", *_ALL), _REGIONS),
        Party(
            REGION, (*_UNIT_ROLES, "tidsgivare"), ("regionen", "regionen_och_kommunen", *_ALL),
            ("kontakta_regionen", "kontakta_region"),
            answer=(("PR-REG-4", "PR-REG-5", "A43"),),
        ),
        Party(KOMMUN, (*_UNIT_ROLES, "tidsgivare"), ("kommunen", "regionen_och_kommunen", *_ALL), _REGIONS),
    ),
    deviations=(
        Deviation("inget_svar", "FM-AVVIK-3", (K, F, M, A, U), ("kontaktforsok",), reported=(B, S, V, AVSLUT)),
        Deviation("utebliven", "FM-AVVIK-4", (M, U), ("avsluta_mote", "avbryt_mote"), reported=(F, K, A, V, AVSLUT)),
        Deviation(
            "atgard_ej_genomford", "FM-AVVIK-5", (A, U), ("ej_genomford_atgard", "genomfora_atgard"),
            reported=(V, AVSLUT),
        ),
        Deviation("annat", "FM-AVVIK-2", (*OPEN, AVSLUT)),
    ),
    acts=(
        Act("bestam_deltagare", F, ("individ",)),
        Act("godkann_plan", M, ("individ", "parter")),
    ),
    capacities=(
        Capacity("omfattad", ("omfattad_enhet",)),
        Capacity("kallad", ("kallad", "kallad_eller_regionen", "kallad_eller_ombud")),
        Capacity("kontaktad", ("kallad_eller_regionen",), (REGION,)),
        Capacity("tid", ("tidsgivare",), (REGION,)),
        Capacity("deltar", ("deltagare",)),
        Capacity("rors", ("godkannare",)),
        Capacity("atgard", ("ansvarig", "enhet_med_atgard")),
        Capacity("tid_utan", ("tidsgivare",), (AF, FK, KOMMUN)),
        Capacity("initiativtagare", ("initiativtagare",), leads=True),
        Capacity("ordforande", (
            "ordforande", "individ_eller_ordforande", "kallande_eller_ordforande", "avslutare", "rattare",
        ), leads=True),
        Capacity("sammankallande", ("sammankallande",), leads=True),
        Capacity("kallade", ("kallande_eller_ordforande",), leads=True),
        Capacity("motesordforande", ("motesordforande",), leads=True),
        Capacity("dokumenterare", ("dokumenterare",), leads=True),
        Capacity("ny_ordforande", ("utsedd_ordforande",)),
        Capacity("egen_rad", ("rattare",)),
    ),
    frames=(Frame("samtycke_galler", CONSENTED),),
    rights=(
        "tacka_nej", "neka_samtycke", "ge_samtycke", "begransa_samtycke", "aterkalla_samtycke", "avsta_atgard",
        "avsluta",
    ),
    closes=(A, U),
    idle=(Idle("everybody_has_accounted", (M,)),),
    given=(
        Given("initiativtagare", ("identifiera_behov", "godta_ordforande")),
        Given("ordforande", ("identifiera_behov", "godta_ordforande")),
        Given("utsedd_ordforande", ("overlamna_ordforande", "bestam_deltagare")),
        Given("sammankallande", ("identifiera_behov", "godta_ordforande", "boka_uppfoljning")),
        Given("omfattad_enhet", ("ge_samtycke", "utoka_samtycke")),
        Given("kallad", ("kalla", "boka_uppfoljning")),
        Given("deltagare", ("kalla", "boka_uppfoljning")),
        Given("motesordforande", ("oppna_mote",)),
        Given("dokumenterare", ("utse_dokumenterare",)),
        Given("godkannare", ("oppna_mote", "uppratta_plan")),
        Given("ansvarig", ("godkann_plan",)),
        Given("enhet_med_atgard", ("godkann_plan",)),
    ),
    showing=SHOWING,
    questions=QUESTIONS,
    tellings=TELLINGS,
    silent=SILENT,
    protecting=(
        "FM-SAMTYCKE-2", "FM-SAMTYCKE-3", "FM-SAMTYCKE-4", "FM-SAMTYCKE-6", "FM-SAMTYCKE-8", "PR-MALGRUPP-2",
    ),
)  # fmt: skip
"""Everybody may give the time: the Region where it takes part, else the one who convenes (FM-BOKNING-3)."""
