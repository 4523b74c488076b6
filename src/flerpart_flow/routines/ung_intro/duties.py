"""Who owes what, on one page: each duty, who bears it, which norms say so, what opens it, meets it and ends it.

Read a row as: once one of these events opens it, this role owes it in this phase, until one of those meets it, or
makes it lapse. What a row's events open and meet exactly stands in the section's ``duties.py``.
"""

from __future__ import annotations

from typing import Final

from flerpart_flow.define import DutySpec, when
from flerpart_flow.routines.ung_intro.aktualisering.duties import to_support
from flerpart_flow.routines.ung_intro.aktualisering.events import Aktualisera, Anta
from flerpart_flow.routines.ung_intro.avslut.duties import its_part_ended
from flerpart_flow.routines.ung_intro.avslut.events import AvslutaEgenDel
from flerpart_flow.routines.ung_intro.behov.duties import care_owes_contact, care_owes_contact_again, in_contact
from flerpart_flow.routines.ung_intro.behov.events import AngeVillkor, IdentifieraBehov
from flerpart_flow.routines.ung_intro.parameters import (
    CONTACT_WORKDAYS,
    COORDINATION_WORKDAYS,
    GUIDANCE_WORKDAYS,
    INITIATE_WORKDAYS,
    JOINT_PLAN_WORKDAYS,
    START_WORKDAYS,
)
from flerpart_flow.routines.ung_intro.phases import A, B, F, S
from flerpart_flow.routines.ung_intro.samrad.duties import found_wrong, guides, to_guide, to_guide_again
from flerpart_flow.routines.ung_intro.samrad.events import Samrada, Vagled
from flerpart_flow.routines.ung_intro.samtycke.duties import left_out, said_no_to, taken_out
from flerpart_flow.routines.ung_intro.samtycke.guards import NORM
from flerpart_flow.routines.ung_intro.samverkan.duties import (
    helps,
    not_in_it,
    to_coordinate,
    to_coordinate_again,
    to_coordinate_care,
    to_coordinate_insurance,
    to_help,
    to_initiate,
    to_plan_jointly,
    to_work_for_it,
)
from flerpart_flow.routines.ung_intro.samverkan.events import (
    BeOmKontakthjalp,
    EtableraSamordning,
    GeKontakthjalp,
    InitieraFlerpartsmote,
    InitieraSip,
    RegistreraPlan,
    UpprattaGemensamPlanering,
)
from flerpart_flow.routines.ung_intro.start.events import Starta
from flerpart_flow.samverkan.duties import happens
from flerpart_flow.samverkan.events import (
    BegransaSamtycke,
    BestamDeltagare,
    DokumenteraSamtycke,
    GeSamtycke,
    UtokaSamtycke,
)
from flerpart_flow.samverkan.samtycke.duties import record_duty

OUT: Final = (
    when(AvslutaEgenDel, then=its_part_ended)
    | when(BegransaSamtycke, then=taken_out)
    | when(GeSamtycke, then=left_out)
    | when(BestamDeltagare, then=said_no_to)
)
"""Between the parties each duty also ends when one of the two no longer takes part."""

IN_AGAIN: Final = (UtokaSamtycke, GeSamtycke, BestamDeltagare)
"""By these the individual lets in a unit that was kept out."""

BY_ITS_RECORD: Final = frozenset({DokumenteraSamtycke})
"""By this a unit that had ended its own part takes part again (docs/decisions/0197)."""


DUTIES: Final[tuple[DutySpec, ...]] = (
    # --- Behov ---------------------------------------------------------------------------------------------------
    DutySpec(
        name="kontakta_ung_intro", bearer="vard", phase=B, norms=("UI-ANSVAR-2", "UI-AKT-1"),
        opens=when(IdentifieraBehov, then=care_owes_contact) | when(*IN_AGAIN, then=care_owes_contact_again),
        again=frozenset(IN_AGAIN), meets=when(Samrada, then=in_contact),
        lapses=OUT, threshold=CONTACT_WORKDAYS, between_parties=True,
    ),
    # --- Samtycke ------------------------------------------------------------------------------------------------
    record_duty(NORM, F, gone=lambda facts: facts.left, leaving=when(AvslutaEgenDel, then=its_part_ended)),
    # --- Samråd och vägledning -----------------------------------------------------------------------------------
    DutySpec(
        name="vagleda", bearer="ung_intro", phase=F, norms=("UI-AKT-3",),
        opens=when(Samrada, then=to_guide) | when(*IN_AGAIN, then=to_guide_again),
        again=frozenset(IN_AGAIN), meets=when(Vagled, then=guides),
        lapses=when(Aktualisera, then=happens) | when(Samrada, then=found_wrong) | OUT,
        threshold=GUIDANCE_WORKDAYS, between_parties=True,
    ),
    # --- Aktualisering och start ---------------------------------------------------------------------------------
    DutySpec(
        name="ge_stod", bearer="ung_intro", phase=A, norms=("UI-ANSVAR-4",),
        opens=when(Anta, then=to_support), meets=when(Starta, then=happens),
        lapses=OUT, threshold=START_WORKDAYS, between_parties=True,
    ),
    # --- Samverkan -----------------------------------------------------------------------------------------------
    DutySpec(
        name="initiera_sip_eller_flerpartsmote", bearer="ung_intro", phase=S, norms=("UI-SAMV-1",),
        opens=when(Starta, then=to_initiate),
        meets=when(InitieraSip, InitieraFlerpartsmote, RegistreraPlan, then=happens),
        lapses=OUT, threshold=INITIATE_WORKDAYS, between_parties=True,
    ),
    DutySpec(
        name="etablera_samordning", bearer="ung_intro", phase=S, norms=("UI-SAMV-6", "UI-ANSVAR-5"),
        opens=(
            when(Starta, then=to_coordinate)
            | when(BegransaSamtycke, GeSamtycke, AvslutaEgenDel, BestamDeltagare, then=to_coordinate_again)
        ),
        meets=when(EtableraSamordning, then=happens),
        lapses=when(RegistreraPlan, then=happens) | OUT, threshold=COORDINATION_WORKDAYS, between_parties=True,
    ),
    # Three that stand until coordination has come about, without a last day (docs/decisions/0022).
    DutySpec(
        name="samordna_vardens_insatser", bearer="region", phase=S, patient=True, norms=("UI-ANSVAR-3", "UI-GENOMF-2"),
        opens=when(Starta, *IN_AGAIN, DokumenteraSamtycke, then=to_coordinate_care),
        again=BY_ITS_RECORD,
        meets=when(RegistreraPlan, EtableraSamordning, then=happens),
        lapses=OUT, between_parties=True,
    ),
    DutySpec(
        name="samordna_forsakringens_insatser", bearer="forsakringskassan", phase=S, patient=True,
        norms=("UI-ANSVAR-8", "UI-GENOMF-2"),
        opens=when(Starta, *IN_AGAIN, DokumenteraSamtycke, then=to_coordinate_insurance),
        again=BY_ITS_RECORD,
        meets=when(RegistreraPlan, EtableraSamordning, then=happens),
        lapses=OUT, between_parties=True,
    ),
    DutySpec(
        name="verka_for_samordning", bearer="omfattad_enhet", phase=S, patient=True, norms=("UI-GENOMF-2",),
        opens=when(Starta, *IN_AGAIN, DokumenteraSamtycke, then=to_work_for_it),
        again=BY_ITS_RECORD,
        meets=when(RegistreraPlan, EtableraSamordning, then=happens),
        lapses=OUT, between_parties=True,
    ),
    DutySpec(
        name="uppratta_gemensam_planering", bearer="arbetsformedlingen", phase=S, norms=("UI-ANSVAR-9",),
        opens=when(Starta, AngeVillkor, *IN_AGAIN, DokumenteraSamtycke, then=to_plan_jointly),
        again=BY_ITS_RECORD,
        meets=when(UpprattaGemensamPlanering, then=happens),
        lapses=when(AngeVillkor, then=not_in_it) | OUT, threshold=JOINT_PLAN_WORKDAYS, between_parties=True,
    ),
    DutySpec(
        name="hjalpa_med_kontakt", bearer="arbetsformedlingen", phase=S, norms=("UI-ANSVAR-10",),
        opens=when(BeOmKontakthjalp, then=to_help), meets=when(GeKontakthjalp, then=helps),
        lapses=OUT, between_parties=True,
    ),
)  # fmt: skip
