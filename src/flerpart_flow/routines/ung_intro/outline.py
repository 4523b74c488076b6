"""The routine's outline: who answers for which phase, what each party may be, and what can go wrong where."""

from __future__ import annotations

from typing import Final

from flerpart_flow.define import Capacity, Deviation, Frame, Given, Lane, Outline, Party, Question
from flerpart_flow.routines.ung_intro.phases import AVSLUT, CONSENTED, A, B, F, K, S, V
from flerpart_flow.routines.ung_intro.showing import SHOWING
from flerpart_flow.samverkan.actors import AF, FK, INDIVID, KOMMUN, REGION

_UNIT_ROLES: Final = (
    "enhet",
    "individ_eller_enhet",
    "omfattad_enhet",
    "rattande",
    "avslutande",
    "individ_eller_ansvarig",
)
_WAYS_ROLES: Final = (*_UNIT_ROLES, "nagon_vags_enhet", "den_som_sag_behovet", "aktualiserande")
"""Of a party that a way in belongs to, which may see the need and refer (UI-AKT-1, -6, -8)."""
_ALL: Final = ("parterna", "varje_part", "varje_enhet")

QUESTIONS: Final = (
    Question(
        "vem_aktualiserar", answer=(
            ("UI-AKT-1", "UI-AKT-2"),
            ("UI-AKT-3", "UI-AKT-5"),
            ("UI-AKT-6", "UI-AKT-7"),
            ("UI-AKT-8",),
            ("FF-UI-VAG-1", "UI-AKT-7"),
            ("UI-ANSVAR-6",),
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
            ("UI-SAMV-5",),
            ("UI-SAMV-6",),
            ("UI-ANSVAR-3", "UI-ANSVAR-8", "UI-GENOMF-2"),
            ("UI-ANSVAR-9",),
        ), acts=("etablera_samordning", "initiera_sip", "initiera_flerpartsmote"), duties=(
            "initiera_sip_eller_flerpartsmote", "etablera_samordning", "samordna_vardens_insatser",
            "samordna_forsakringens_insatser", "verka_for_samordning", "uppratta_gemensam_planering",
        ), norms=("UI-ANSVAR-5", "UI-SAMV-1", "UI-SAMV-5", "UI-SAMV-6"),
    ),
    Question(
        "aterkallat", answer=(
            ("FF-UI-SAMTYCKE-2", "A9"),
            ("A9",),
            ("FF-UI-SAMTYCKE-1", "A70", "A71"),
            ("A9",),
        ), acts=("aterkalla_samtycke",), norms=("FF-UI-SAMTYCKE-2",),
    ),
    Question(
        "veta", answer=(
            ("UI-SAMTYCKE-1", "A7"),
            ("UI-SAMTYCKE-1", "A8"),
            ("UI-SAMTYCKE-1", "A33"),
            ("UI-SAMTYCKE-1",),
            ("UI-SAMV-2",),
        ), norms=("UI-SAMTYCKE-1",), views=("consent",),
    ),
    Question(
        "avslut", answer=(
            ("UI-AVSLUT-1", "UI-AVSLUT-4"),
            ("UI-AVSLUT-2", "UI-AVSLUT-3"),
            ("FF-UI-AVSLUT-1", "A20"),
        ), acts=("avsluta_egen_del", "avsluta"),
        norms=("UI-AVSLUT-1", "UI-AVSLUT-2", "UI-AVSLUT-3", "UI-AVSLUT-4"),
        terms=("skal.avsluta",),
    ),
)  # fmt: skip
"""What somebody who is new to the routine asks, and which acts, duties and norms answer."""

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
            always=("individ_eller_ansvarig", "avslutande"),
        ),
        Party(AF, (*_UNIT_ROLES, "arbetsformedlingen"), ("arbetsformedlingen", *_ALL), ("be_om_kontakthjalp",)),
        Party(FK, (*_WAYS_ROLES, "forsakringskassan"), ("forsakringskassan", *_ALL)),
        Party(
            REGION,
            (*_WAYS_ROLES, "vard", "region"),
            ("regionen", "region:psykiatri", "region:rehabkoordinator", "regionen_och_kommunen", *_ALL),
        ),
        Party(
            KOMMUN,
            (*_WAYS_ROLES, "ung_intro"),
            ("kommun:ung_intro", "kommun:ekonomiskt_bistand", "regionen_och_kommunen", *_ALL),
        ),
    ),
    deviations=(
        Deviation("inget_svar", "UI-AVVIK-1", (S, B, F, K, A, V), ("kontaktforsok",)),
        Deviation("annat", "UI-AVVIK-1", (B, F, K, A, S, V, AVSLUT)),
    ),
    capacities=(
        Capacity("ser_behovet", ("nagon_vags_enhet", "den_som_sag_behovet", "aktualiserande")),
        Capacity("omfattad", ("omfattad_enhet",)),
        Capacity("ansvarar", ("individ_eller_ansvarig", "avslutande")),
    ),
    frames=(Frame("samtycke_galler", CONSENTED),),
    rights=(
        "neka_samtycke", "ge_samtycke", "begransa_samtycke", "aterkalla_samtycke", "tacka_nej_till_insats", "avsluta",
    ),
    given=(
        Given("den_som_sag_behovet", ("identifiera_behov",)),
        Given("aktualiserande", ("identifiera_behov",)),
        Given("omfattad_enhet", ("ge_samtycke", "utoka_samtycke")),
    ),
    questions=QUESTIONS,
    showing=SHOWING,
)  # fmt: skip
