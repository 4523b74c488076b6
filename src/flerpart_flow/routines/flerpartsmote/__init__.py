"""The routine for flerpartsmöte: FLERPARTSMOTE, its events, and what only it can tell.

Start with ``table.py``, the whole routine on one page.
"""

from __future__ import annotations

from typing import Final

from flerpart_flow.engine.correction import Ratta
from flerpart_flow.engine.header import Header
from flerpart_flow.engine.routine import Routine
from flerpart_flow.engine.rules import Sources
from flerpart_flow.routines.flerpartsmote import (
    atgarder,
    avvikelse,
    behov,
    forberedelse,
    kallelse,
    mote,
    plan,
    samtycke,
    uppfoljning,
)
from flerpart_flow.routines.flerpartsmote.avslut import Avsluta, closed
from flerpart_flow.routines.flerpartsmote.facts import Facts
from flerpart_flow.routines.flerpartsmote.phases import AVSLUT, Phase, V
from flerpart_flow.routines.flerpartsmote.table import TABLE
from flerpart_flow.samverkan import tables

_NORMS: Final = "flerpart_flow.routines.flerpartsmote.norms"
_SECTIONS: Final = (
    "behov",
    "samtycke",
    "forberedelse",
    "kallelse",
    "mote",
    "plan",
    "atgarder",
    "uppfoljning",
    "avvikelse",
    "egna",
)

SOURCES: Final = Sources(
    routine="flerpartsmote",
    versions={"2026.1": ("flerpart_flow.routines.flerpartsmote.rules", "2026.1.toml")},
    norms=tuple((_NORMS, f"{section}.toml") for section in _SECTIONS),
    tables=tables.FILES,
    vocabulary=tables.vocabulary,
    normative=tables.normative,
    names=tables.names,
    open_tables=tables.OPEN_TABLES,
)

_CONTACTS: Final = (
    kallelse.Kontaktforsok,
    kallelse.Kalla,
    forberedelse.KontaktaRegion,
    samtycke.LamnaUppgift,
    mote.OverlamnaOrdforande,
)
_MEETING_ENDS: Final = (mote.AvslutaMote, mote.AvbrytMote)
_MAY_PAUSE: Final = (samtycke.AterkallaSamtycke, samtycke.BegransaSamtycke)


def _begin(header: Header) -> Facts:
    return Facts(municipality=header.municipality)


FLERPARTSMOTE: Final = Routine(
    name="flerpartsmote",
    revision=1,
    phases=tuple(Phase),
    moves=TABLE,
    duties=(
        *behov.duties(_CONTACTS, samtycke.GeSamtycke, forberedelse.Forbered),
        *samtycke.duties(),
        *forberedelse.duties(kallelse.BokaOm),
        *kallelse.duties(_MEETING_ENDS, _MAY_PAUSE),
        *mote.duties(),
        *plan.duties(),
        *atgarder.duties(),
        *uppfoljning.duties(),
    ),
    sources=SOURCES,
    begin=_begin,
    ends=(AVSLUT,),
    pauses=(V,),
    latches=(V, AVSLUT),
    lasting=(samtycke.AterkallaSamtycke, samtycke.BegransaSamtycke),
    enter={V: samtycke.paused, AVSLUT: closed},
    correction=Ratta,
    proposals=avvikelse.proposals,
)

__all__ = ["FLERPARTSMOTE", "Avsluta", "Facts", "Phase"]
