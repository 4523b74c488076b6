"""The routine for Ung Intro: where its rules stand, and the frozen definition of it."""

from __future__ import annotations

from functools import cache
from typing import Final

from flerpart_flow.define import Header, Ratta, Routine, Sources, norm_files, word_files
from flerpart_flow.engine.rules.stamp import was_validated
from flerpart_flow.routines.ung_intro import tables
from flerpart_flow.routines.ung_intro.avvikelse.proposals import proposals
from flerpart_flow.routines.ung_intro.catalogue import CATALOGUE
from flerpart_flow.routines.ung_intro.duties import DUTIES
from flerpart_flow.routines.ung_intro.facts import Facts
from flerpart_flow.routines.ung_intro.outline import OUTLINE
from flerpart_flow.routines.ung_intro.parameters import PARAMETERS
from flerpart_flow.routines.ung_intro.phases import AVSLUT, Phase, V
from flerpart_flow.routines.ung_intro.samtycke.effects import paused
from flerpart_flow.routines.ung_intro.table import TABLE
from flerpart_flow.samverkan import deviations
from flerpart_flow.samverkan.data import tables as shared
from flerpart_flow.samverkan.events import AterkallaSamtycke, BegransaSamtycke, BestamDeltagare, GeSamtycke
from flerpart_flow.samverkan.samtycke.duties import rests
from flerpart_flow.samverkan.word import late
from flerpart_flow.samverkan.word.effects import spoken
from flerpart_flow.samverkan.word.kept import a_no_with, left_out_by_a_consent

_HERE: Final = "flerpart_flow.routines.ung_intro"
_SECTIONS: Final = (
    "behov",
    "malgrupp",
    "samtycke",
    "samrad",
    "aktualisering",
    "start",
    "samverkan",
    "avvikelse",
    "avslut",
)

SOURCES: Final = Sources(
    routine="ung_intro",
    versions={"2026.1": (_HERE, "rules/2026.1.toml")},
    norms=(*norm_files(_HERE, "bakgrund", *_SECTIONS), shared.NORMS),
    tables=tables.FILES,
    vocabulary=tables.vocabulary,
    normative=tables.normative,
    names=shared.names,
    open_tables=tables.OPEN_TABLES,
    demanded=shared.DEMANDED,
    texts=word_files(_HERE, *_SECTIONS, taking=shared.TEXTS, easy=True),
    order=CATALOGUE,
    readings=shared.READINGS,
)


@cache
def _first_facts(municipality: str | None) -> Facts:
    """What is known before the first event, one and the same for all cases of a municipality."""
    return Facts(municipality=municipality)


def _begin(header: Header) -> Facts:
    return _first_facts(header.municipality)


UNG_INTRO: Final = Routine(
    name="ung_intro",
    revision=2,
    phases=tuple(Phase),
    moves=TABLE,
    duties=DUTIES,
    sources=SOURCES,
    begin=_begin,
    ends=(AVSLUT,),
    pauses=(V,),
    latches=(V, AVSLUT),
    lasting=(AterkallaSamtycke, BegransaSamtycke),
    keeps={GeSamtycke: left_out_by_a_consent, BestamDeltagare: a_no_with(spoken)},
    enter={V: paused},
    correction=Ratta,
    proposals=proposals,
    rests=rests,
    settles={**late.SETTLES, **deviations.SETTLES},
    revises=deviations.REVISES,
    outline=OUTLINE,
    parameters=PARAMETERS,
    validated=was_validated(SOURCES),
)
