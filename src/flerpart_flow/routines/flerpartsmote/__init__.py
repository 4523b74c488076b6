"""The routine for flerpartsmöte: FLERPARTSMOTE, its events, and what only it can tell.

Start with ``table.py``, what may happen on one page, and ``duties.py``, who owes what on one page; each section has a
folder with its events, what must hold, what they do, and who then owes what.
"""

from __future__ import annotations

from flerpart_flow.define import BytRegler, Ratta
from flerpart_flow.routines.flerpartsmote.behov.events import (
    BedomBehov,
    ErbjudMote,
    IdentifieraBehov,
    TackaJa,
    TackaNej,
)
from flerpart_flow.routines.flerpartsmote.facts import Facts
from flerpart_flow.routines.flerpartsmote.forberedelse.events import (
    AngeForutsattning,
    AngeTid,
    BestamDeltagare,
    Forbered,
    ForberedEgenDel,
    KontaktaRegion,
)
from flerpart_flow.routines.flerpartsmote.phases import Phase
from flerpart_flow.routines.flerpartsmote.routine import FLERPARTSMOTE
from flerpart_flow.routines.flerpartsmote.samtycke.disclosure import may_disclose
from flerpart_flow.samverkan.atgarder.events import (
    AvstaAtgard,
    EjGenomfordAtgard,
    FoljUppEgnaAtgarder,
    GenomforAtgard,
    PaborjaAtgard,
)
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
from flerpart_flow.samverkan.kallelse.events import (
    Avboj,
    Bekrafta,
    BokaOm,
    Fraga,
    Kalla,
    StallIn,
    SvaraPaFraga,
)
from flerpart_flow.samverkan.lead_times import backward, forward, lead_times
from flerpart_flow.samverkan.mote.events import (
    AndraNarvaro,
    AvbrytMote,
    AvslutaMote,
    GodtaOrdforande,
    OppnaMote,
    OverlamnaOrdforande,
    UtseDokumenterare,
)
from flerpart_flow.samverkan.plan.content import Atgard, Mal, Plan
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
from flerpart_flow.samverkan.samtycke.disclosure import Disclosure
from flerpart_flow.samverkan.uppfoljning.events import BedomSamordningsbehov, Redovisa

__all__ = [
    "FLERPARTSMOTE",
    "AndraNarvaro",
    "AngeForutsattning",
    "AngeTid",
    "AterkallaSamtycke",
    "Atgard",
    "Avboj",
    "AvbrytMote",
    "Avsluta",
    "AvslutaMote",
    "AvstaAtgard",
    "BedomBehov",
    "BedomSamordningsbehov",
    "BegransaSamtycke",
    "Bekrafta",
    "BestamDeltagare",
    "BokaOm",
    "BokaUppfoljning",
    "BytRegler",
    "DelaUtPlan",
    "Disclosure",
    "DokumenteraSamtycke",
    "EjGenomfordAtgard",
    "ErbjudMote",
    "ErsattPlan",
    "Facts",
    "FoljUppEgnaAtgarder",
    "Forbered",
    "ForberedEgenDel",
    "Fraga",
    "GeSamtycke",
    "GenomforAtgard",
    "GodkannIntePlan",
    "GodkannPlan",
    "GodtaOrdforande",
    "IdentifieraBehov",
    "Informera",
    "Kalla",
    "KontaktaRegion",
    "Kontaktforsok",
    "LamnaUppgift",
    "Mal",
    "NekaSamtycke",
    "OppnaMote",
    "OverlamnaOrdforande",
    "PaborjaAtgard",
    "Phase",
    "Plan",
    "RapporteraAvvikelse",
    "Ratta",
    "Redovisa",
    "RevideraPlan",
    "SammanfattaPlan",
    "StallIn",
    "SvaraPaFraga",
    "TackaJa",
    "TackaNej",
    "UpprattaPlan",
    "UtokaSamtycke",
    "UtseDokumenterare",
    "backward",
    "forward",
    "lead_times",
    "may_disclose",
]
