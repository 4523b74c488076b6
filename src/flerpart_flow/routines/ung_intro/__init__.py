"""The routine for Ung Intro: UNG_INTRO, its events, and what only it can tell.

Start with ``table.py``, the whole routine on one page.
"""

from __future__ import annotations

from functools import cache, partial
from typing import Final

from flerpart_flow.define import Header, Ratta, Routine, Sources, norm_files, word_files
from flerpart_flow.routines.ung_intro import aktualisering, behov, plikter, samrad, samtycke, tables
from flerpart_flow.routines.ung_intro.aktualisering import Aktualisera, Anta, AntaInte
from flerpart_flow.routines.ung_intro.avslut import AvslutaEgenDel, proposals
from flerpart_flow.routines.ung_intro.behov import AngeVillkor, IdentifieraBehov
from flerpart_flow.routines.ung_intro.catalogue import CATALOGUE
from flerpart_flow.routines.ung_intro.facts import Facts, Plan
from flerpart_flow.routines.ung_intro.outline import OUTLINE
from flerpart_flow.routines.ung_intro.phases import AVSLUT, F, Phase, V
from flerpart_flow.routines.ung_intro.samrad import (
    ForDialogMedHandlaggare,
    KartlaggGemensamt,
    Motivera,
    Samrada,
    Vagled,
)
from flerpart_flow.routines.ung_intro.samverkan import (
    BeOmKontakthjalp,
    EtableraSamordning,
    GeKontakthjalp,
    InitieraFlerpartsmote,
    InitieraSip,
    KontaktaRehabkoordinator,
    RegistreraPlan,
    UpprattaGemensamPlanering,
)
from flerpart_flow.routines.ung_intro.start import Starta, TackaJaTillInsats, TackaNejTillInsats
from flerpart_flow.routines.ung_intro.table import TABLE
from flerpart_flow.samverkan import tables as shared
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
from flerpart_flow.samverkan.samtycke.disclosure import Disclosure, may_disclose_under
from flerpart_flow.samverkan.samtycke.effects import record_duty
from flerpart_flow.samverkan.samtycke.guards import rests

_HERE: Final = "flerpart_flow.routines.ung_intro"
_SECTIONS: Final = (
    "behov",
    "malgrupp",
    "samtycke",
    "samrad",
    "aktualisering",
    "start",
    "samverkan",
    "avslut",
)

SOURCES: Final = Sources(
    routine="ung_intro",
    versions={"2026.1": (_HERE, "rules/2026.1.toml")},
    norms=(*norm_files(_HERE, "bakgrund", *_SECTIONS), shared.NORMS),
    tables=tables.FILES,
    vocabulary=tables.vocabulary,
    normative=tables.normative,
    names=tables.names,
    open_tables=tables.OPEN_TABLES,
    demanded=shared.DEMANDED,
    texts=word_files(_HERE, *_SECTIONS, taking=shared.TEXTS),
    order=CATALOGUE,
)

may_disclose: Final = partial(may_disclose_under, samtycke.NORMS)
"""``may_disclose_under`` with the norm of Ung Intro (UI-SAMTYCKE-1)."""


@cache
def _first_facts(municipality: str | None) -> Facts:
    """What is known before the first event, one and the same for all cases of a municipality."""
    return Facts(municipality=municipality)


def _begin(header: Header) -> Facts:
    return _first_facts(header.municipality)


UNG_INTRO: Final = Routine(
    name="ung_intro",
    revision=1,
    phases=tuple(Phase),
    moves=TABLE,
    duties=tuple(
        plikter.until_it_leaves(spec)
        for spec in (
            *behov.duties(),
            record_duty(samtycke.NORM, F),
            *samrad.duties(Aktualisera),
            *aktualisering.duties(Starta),
            *plikter.duties(),
        )
    ),
    sources=SOURCES,
    begin=_begin,
    ends=(AVSLUT,),
    pauses=(V,),
    latches=(V, AVSLUT),
    lasting=(AterkallaSamtycke, BegransaSamtycke),
    enter={V: samtycke.paused},
    correction=Ratta,
    proposals=proposals,
    rests=rests,
    outline=OUTLINE,
)

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
