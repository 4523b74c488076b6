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
from flerpart_flow.routines.ung_intro.phases import AVSLUT, CONSENTED, A, B, F, K, S, V
from flerpart_flow.routines.ung_intro.showing import SHOWING
from flerpart_flow.samverkan.actors import AF, FK, INDIVID, KOMMUN, REGION

_UNIT_ROLES: Final = (
    "enhet",
    "individ_eller_enhet",
    "omfattad_enhet",
    "rattande",
)
_WAYS_IN: Final = (
    "nagon_vags_enhet",
    "den_som_sag_behovet",
    "aktualiserande",
)
"""Care, Försäkringskassan and ekonomiskt bistånd each have a way in of their own (UI-AKT-1, -6, -8)."""
_MAY_ANSWER: Final = ("avslutande", "individ_eller_ansvarig")
"""Those on whom a case can rest, or who can be agreed on as coordinator (UI-ANSVAR-5)."""
_ALL: Final = ("parterna", "varje_part", "varje_enhet")
_COORDINATE_THEMSELVES: Final = ("verka_for_samordning",)
"""The Region and Försäkringskassan owe coordination under norms of their own (UI-ANSVAR-3, UI-ANSVAR-8)."""

QUESTIONS: Final = (
    Question(
        "vem_aktualiserar", answer=(
            ("UI-MAL-1", "UI-MAL-2", "UI-MAL-3", "UI-MAL-4", "UI-MAL-5", "A34"),
            ("UI-SAMTYCKE-1", "A7"),
            ("UI-ANSVAR-2", "UI-AKT-1", "UI-AKT-2", "A35"),
            ("UI-AKT-3", "UI-AKT-5"),
            ("UI-ANSVAR-7", "UI-AKT-6", "UI-AKT-7"),
            ("UI-AKT-8", "UI-MAL-1", "UI-SAMTYCKE-1"),
        ), more=(
            ("UI-ANSVAR-6",),
            ("UI-MAL-6", "UI-MAL-6b", "A39"),
            ("UI-MAL-7",),
            ("FF-UI-VAG-1", "UI-AKT-7"),
        ), acts=("samrada", "vagled", "kartlagg_gemensamt", "aktualisera", "anta"),
        duties=("kontakta_ung_intro", "vagleda"), norms=("UI-AKT-1", "UI-AKT-3"),
    ),
    Question(
        "fore_start", answer=(
            ("UI-ANSVAR-6",),
            ("UI-ANSVAR-11",),
            ("UI-SAMTYCKE-1",),
            ("UI-ANSVAR-4", "A37"),
        ), acts=("starta",), norms=("UI-ANSVAR-11", "UI-ANSVAR-4"),
    ),
    Question(
        "vem_samordnar", answer=(
            ("UI-ANSVAR-5",),
            ("UI-SAMV-1",),
            ("A36",),
            ("UI-SAMV-5", "UI-SAMV-6"),
            ("UI-ANSVAR-3", "UI-ANSVAR-8", "UI-GENOMF-2"),
        ), more=(
            ("UI-ANSVAR-9",),
            ("UI-SAMV-4", "A7", "A28"),
            ("UI-SAMV-7", "UI-SAMV-8"),
        ), acts=("etablera_samordning", "initiera_sip", "initiera_flerpartsmote"), duties=(
            "initiera_sip_eller_flerpartsmote", "etablera_samordning", "samordna_vardens_insatser",
            "samordna_forsakringens_insatser", "verka_for_samordning", "uppratta_gemensam_planering",
        ), norms=("UI-ANSVAR-5", "UI-SAMV-1", "UI-SAMV-5", "UI-SAMV-6"),
    ),
    Question(
        "aterkallat", answer=(
            ("A9",),
            ("FF-UI-SAMTYCKE-2", "A9"),
            ("UI-SAMTYCKE-1", "FF-UI-SAMTYCKE-2", "A9"),
            ("A9",),
            ("FF-UI-SAMTYCKE-1", "UI-AVSLUT-4", "A20", "A70", "A71"),
            ("A9", "A29"),
            ("A9",),
        ), more=(
            ("FF-UI-SAMTYCKE-2", "A9"),
            ("A9",),
        ), acts=("aterkalla_samtycke",), norms=("FF-UI-SAMTYCKE-2",),
    ),
    Question(
        "veta", answer=(
            ("UI-SAMTYCKE-1", "A7"),
            ("UI-SAMTYCKE-1", "A8"),
            ("FF-UI-SAMTYCKE-1", "A48", "A62"),
            ("UI-SAMTYCKE-1", "A8", "A49"),
            ("UI-SAMTYCKE-1", "A50"),
            ("FF-UI-SAMTYCKE-2", "A9"),
        ), more=(
            ("A57",),
            ("UI-SAMV-2", "UI-SAMV-3", "A62"),
            ("UI-SAMV-4", "A7", "A28"),
            ("UI-AVVIK-1", "A57"),
            ("UI-SAMTYCKE-1",),
            ("UI-SAMTYCKE-1", "FF-UI-SAMTYCKE-2"),
        ), norms=("UI-SAMTYCKE-1", "UI-SAMV-2", "UI-SAMV-3", "UI-SAMV-4"), views=("consent",), tabled=True,
    ),
    Question(
        "avslut", answer=(
            ("UI-AVSLUT-1", "UI-AVSLUT-4"),
            ("UI-AVSLUT-2", "UI-AVSLUT-3"),
            ("UI-AVSLUT-2", "A20"),
            ("FF-UI-AVSLUT-1", "A20"),
            ("FF-UI-AVSLUT-1", "A20"),
            ("UI-SAMTYCKE-1", "UI-ANSVAR-11", "UI-ANSVAR-6"),
        ), more=(
            ("A34",),
        ), acts=("avsluta_egen_del", "avsluta"),
        norms=("UI-AVSLUT-1", "UI-AVSLUT-2", "UI-AVSLUT-3", "UI-AVSLUT-4"),
        terms=("skal.avsluta",),
    ),
)  # fmt: skip
"""What somebody who is new to the routine asks, and which acts, duties and norms answer."""

TELLINGS: Final = (
    Telling("informera", "utan", "utan", "utan"),
    Telling("motivera", "onskemal", "till_individen_omfattad"),
    Telling("lamna_uppgift", during="samtycke_eller_individen"),
    Telling("kontaktforsok", "bara_avidentifierat", "samtycke_eller_avidentifierat", "bara_avidentifierat"),
    Telling("samrada", "bara_avidentifierat", "samtycke_eller_avidentifierat"),
    Telling("vagled", "inget_nytt", "samtycke_eller_inget_nytt"),
    Telling("rapportera_avvikelse", "egen_part", "egen_part_eller_samtycke", "egen_part", "egen_part_eller_samtycke"),
    Telling("ange_villkor", "anteckna", "samtycke"),
    Telling("for_dialog_med_handlaggare", during="samtycke"),
    Telling("kartlagg_gemensamt", during="samtycke"),
    Telling("aktualisera", during="samtycke"),
    Telling("etablera_samordning", during="samtycke"),
    Telling("kontakta_rehabkoordinator", during="samtycke"),
    Telling("uppratta_gemensam_planering", during="samtycke"),
    Telling("be_om_kontakthjalp", during="samtycke"),
    Telling("ge_kontakthjalp", during="samtycke"),
)
SILENT: Final = (
    Silent(
        "individens",
        (
            "ge_samtycke",
            "neka_samtycke",
            "utoka_samtycke",
            "begransa_samtycke",
            "aterkalla_samtycke",
            "bestam_deltagare",
            "tacka_ja_till_insats",
            "tacka_nej_till_insats",
        ),
    ),
    Silent("annat_arende", ("initiera_sip", "initiera_flerpartsmote", "registrera_plan")),
    Silent(
        "antecknas",
        (
            "identifiera_behov",
            "dokumentera_samtycke",
            "anta",
            "anta_inte",
            "starta",
            "avsluta_egen_del",
            "avsluta",
            "ratta",
            "byt_regler",
        ),
    ),
)
"""Each act: to whom it tells something of the individual and when, or why it tells nobody anything."""

OUTLINE: Final = Outline(
    lanes=(
        Lane("individ", roles=("individ", "individ_eller_ombud", "individ_eller_ansvarig"), phases=(V,)),
        Lane("ung_intro", roles=("ung_intro", "avslutande", "rattande"), phases=(K, A, S, AVSLUT)),
        Lane(
            "samverkande",
            roles=(
                "nagon_vags_enhet", "den_som_sag_behovet", "aktualiserande", "forsakringskassan",
                "arbetsformedlingen", "omfattad_enhet", "enhet", "individ_eller_enhet", "vard", "region",
            ),
            phases=(B, F),
        ),
    ),
    parties=(
        Party(
            INDIVID,
            (
                "individ", "individ_eller_ombud", "individ_eller_ansvarig", "individ_eller_enhet", "avslutande",
                "rattande",
            ),
            ("individ",),
            always=(*_MAY_ANSWER, "rattande"),
            answer=(
                ("UI-ANSVAR-11",), ("UI-SAMTYCKE-1",), ("UI-AKT-7",), ("FF-UI-SAMTYCKE-2", "UI-AVSLUT-4"),
            ),
        ),
        Party(
            AF,
            (*_UNIT_ROLES, "arbetsformedlingen", *_MAY_ANSWER),
            ("arbetsformedlingen", *_ALL),
            ("be_om_kontakthjalp",),
            first=(("UI-SAMTYCKE-1",),),
            answer=(("UI-AKT-7",), ("UI-SAMV-7",)),
        ),
        Party(
            FK,
            (*_UNIT_ROLES, *_WAYS_IN, "forsakringskassan", *_MAY_ANSWER),
            ("forsakringskassan", *_ALL),
            _COORDINATE_THEMSELVES,
            answer=(("UI-SAMV-7",),),
            first=(("UI-SAMTYCKE-1",), ("UI-ANSVAR-7", "UI-AKT-6"), ("UI-AKT-7",)),
        ),
        Party(
            REGION,
            (*_UNIT_ROLES, *_WAYS_IN, "vard", "region", *_MAY_ANSWER),
            ("regionen", "region:psykiatri", "region:rehabkoordinator", "regionen_och_kommunen", *_ALL),
            _COORDINATE_THEMSELVES,
            first=(("UI-SAMTYCKE-1",), ("UI-ANSVAR-2", "UI-AKT-1", "UI-AKT-2"), ("UI-AKT-5", "UI-ANSVAR-2", "A35")),
        ),
        Party(
            KOMMUN,
            (*_UNIT_ROLES, *_WAYS_IN, "ung_intro", *_MAY_ANSWER),
            ("kommun:ung_intro", "kommun:ekonomiskt_bistand", "regionen_och_kommunen", *_ALL),
            first=(("UI-SAMTYCKE-1",),),
            answer=(
                ("UI-AKT-8",), ("UI-AKT-2", "UI-ANSVAR-6"), ("UI-ANSVAR-5",), ("UI-SAMV-7", "UI-SAMV-8"),
            ),
        ),
    ),
    deviations=(
        Deviation("inget_svar", "UI-AVVIK-1", (S, F, K, A), ("kontaktforsok",), reported=(B, V, AVSLUT)),
        Deviation("annat", "UI-AVVIK-1", (B, F, K, A, S, V, AVSLUT)),
    ),
    acts=(Act("samrada", B, ("ung_intro", "samverkande")),),
    capacities=(
        Capacity("vagen_in", ("nagon_vags_enhet",)),
        Capacity("vard", ("vard",)),
        Capacity("sag_behovet", ("den_som_sag_behovet",)),
        Capacity("aktualiserar", ("aktualiserande",)),
        Capacity("ung_intro", ("ung_intro",)),
        Capacity("omfattad", ("omfattad_enhet",), own=("region", "forsakringskassan", "arbetsformedlingen")),
        Capacity("ansvarar", ("avslutande", "individ_eller_ansvarig", "rattande")),
        Capacity("egen_rad", ("rattande",)),
    ),
    frames=(Frame("samtycke_galler", CONSENTED),),
    rights=(
        "neka_samtycke", "ge_samtycke", "begransa_samtycke", "aterkalla_samtycke", "tacka_nej_till_insats", "avsluta",
    ),
    given=(
        Given("den_som_sag_behovet", ("identifiera_behov",)),
        Given("aktualiserande", ("identifiera_behov",)),
        Given("omfattad_enhet", ("ge_samtycke", "utoka_samtycke")),
        Given("avslutande", ("identifiera_behov", "aktualisera", "etablera_samordning")),
    ),
    questions=QUESTIONS,
    showing=SHOWING,
    tellings=TELLINGS,
    silent=SILENT,
    protecting=("UI-SAMTYCKE-1",),
    idle=(
        Idle("coordinator_is_covered", (B, F, K, A)),
        Idle("ended_in_consultation", (F, K, V)),
        Idle("closed_in_consultation", (B, F, K, V)),
        Idle("the_case_has_rested", (B, F, K, A, S)),
    ),
)  # fmt: skip
