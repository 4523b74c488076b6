"""The routine for Ung Intro: UNG_INTRO, its events, and what only it can tell.

Start with ``table.py``, what may happen on one page, and ``duties.py``, who owes what.
"""

from __future__ import annotations

from flerpart_flow.define import BytRegler, Ratta
from flerpart_flow.routines.ung_intro.aktualisering.events import Aktualisera, Anta, AntaInte
from flerpart_flow.routines.ung_intro.avslut.events import AvslutaEgenDel
from flerpart_flow.routines.ung_intro.behov.events import AngeVillkor, IdentifieraBehov
from flerpart_flow.routines.ung_intro.facts import Facts, Plan
from flerpart_flow.routines.ung_intro.phases import Phase
from flerpart_flow.routines.ung_intro.routine import UNG_INTRO
from flerpart_flow.routines.ung_intro.samrad.events import (
    ForDialogMedHandlaggare,
    KartlaggGemensamt,
    Motivera,
    Samrada,
    Vagled,
)
from flerpart_flow.routines.ung_intro.samtycke.disclosure import may_disclose
from flerpart_flow.routines.ung_intro.samverkan.events import (
    BeOmKontakthjalp,
    EtableraSamordning,
    GeKontakthjalp,
    InitieraFlerpartsmote,
    InitieraSip,
    KontaktaRehabkoordinator,
    RegistreraPlan,
    UpprattaGemensamPlanering,
)
from flerpart_flow.routines.ung_intro.start.events import Starta, TackaJaTillInsats, TackaNejTillInsats
from flerpart_flow.samverkan.events import (
    AterkallaSamtycke,
    Avsluta,
    BegransaSamtycke,
    DokumenteraSamtycke,
    GeSamtycke,
    Informera,
    Kontaktforsok,
    LamnaUppgift,
    NekaSamtycke,
    RapporteraAvvikelse,
    UtokaSamtycke,
)
from flerpart_flow.samverkan.samtycke.disclosure import Disclosure

__all__ = [
    "UNG_INTRO",
    "Aktualisera",
    "AngeVillkor",
    "Anta",
    "AntaInte",
    "AterkallaSamtycke",
    "Avsluta",
    "AvslutaEgenDel",
    "BeOmKontakthjalp",
    "BegransaSamtycke",
    "BytRegler",
    "Disclosure",
    "DokumenteraSamtycke",
    "EtableraSamordning",
    "Facts",
    "ForDialogMedHandlaggare",
    "GeKontakthjalp",
    "GeSamtycke",
    "IdentifieraBehov",
    "Informera",
    "InitieraFlerpartsmote",
    "InitieraSip",
    "KartlaggGemensamt",
    "KontaktaRehabkoordinator",
    "Kontaktforsok",
    "LamnaUppgift",
    "Motivera",
    "NekaSamtycke",
    "Phase",
    "Plan",
    "RapporteraAvvikelse",
    "Ratta",
    "RegistreraPlan",
    "Samrada",
    "Starta",
    "TackaJaTillInsats",
    "TackaNejTillInsats",
    "UpprattaGemensamPlanering",
    "UtokaSamtycke",
    "Vagled",
    "may_disclose",
]
