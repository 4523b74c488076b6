"""The routine for flerpartsmöte: where its rules stand, and the frozen definition of it."""

from __future__ import annotations

from functools import cache
from typing import Final

from flerpart_flow.define import Header, Ratta, Routine, Sources, norm_files, word_files
from flerpart_flow.engine.rules.stamp import was_validated
from flerpart_flow.routines.flerpartsmote.avslut.effects import closed
from flerpart_flow.routines.flerpartsmote.avvikelse.proposals import proposals
from flerpart_flow.routines.flerpartsmote.catalogue import CATALOGUE
from flerpart_flow.routines.flerpartsmote.duties import DUTIES
from flerpart_flow.routines.flerpartsmote.facts import Facts
from flerpart_flow.routines.flerpartsmote.forberedelse.effects import decided
from flerpart_flow.routines.flerpartsmote.kallelse import answers
from flerpart_flow.routines.flerpartsmote.mote import succession
from flerpart_flow.routines.flerpartsmote.mote.duties import passed_on_with_the_role
from flerpart_flow.routines.flerpartsmote.outline import OUTLINE
from flerpart_flow.routines.flerpartsmote.papers import NEUTRAL, PAPERS
from flerpart_flow.routines.flerpartsmote.parameters import PARAMETERS
from flerpart_flow.routines.flerpartsmote.phases import AVSLUT, Phase, V
from flerpart_flow.routines.flerpartsmote.samtycke.duties import ends_when_taken_out
from flerpart_flow.routines.flerpartsmote.samtycke.effects import paused
from flerpart_flow.routines.flerpartsmote.table import TABLE
from flerpart_flow.samverkan import deviations
from flerpart_flow.samverkan.data import tables
from flerpart_flow.samverkan.events import AterkallaSamtycke, BegransaSamtycke, BestamDeltagare, GeSamtycke
from flerpart_flow.samverkan.plan import meaning as plan
from flerpart_flow.samverkan.samtycke.duties import rests
from flerpart_flow.samverkan.word import late
from flerpart_flow.samverkan.word.kept import a_no_with, left_out_by_a_consent

_HERE: Final = "flerpart_flow.routines.flerpartsmote"
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
    "avslut",
)

SOURCES: Final = Sources(
    routine="flerpartsmote",
    versions={"2026.1": (_HERE, "rules/2026.1.toml")},
    norms=(*norm_files(_HERE, *_SECTIONS), tables.NORMS),
    tables=tables.FILES,
    vocabulary=tables.vocabulary,
    normative=tables.normative,
    names=tables.names,
    open_tables=tables.OPEN_TABLES,
    demanded=tables.DEMANDED,
    texts=word_files(_HERE, *_SECTIONS, taking=tables.MEETING_TEXTS, easy=True),
    order=CATALOGUE,
    papers=PAPERS,
    neutral=NEUTRAL,
    readings=tables.READINGS,
)


@cache
def _first_facts(municipality: str | None) -> Facts:
    """What is known before the first event, one and the same for all cases of a municipality."""
    return Facts(municipality=municipality)


def _begin(header: Header) -> Facts:
    return _first_facts(header.municipality)


FLERPARTSMOTE: Final = Routine(
    name="flerpartsmote",
    revision=2,
    phases=tuple(Phase),
    moves=TABLE,
    duties=tuple(passed_on_with_the_role(ends_when_taken_out(spec)) for spec in DUTIES),
    sources=SOURCES,
    begin=_begin,
    ends=(AVSLUT,),
    pauses=(V,),
    latches=(V, AVSLUT),
    lasting=(AterkallaSamtycke, BegransaSamtycke),
    keeps={GeSamtycke: left_out_by_a_consent, BestamDeltagare: a_no_with(decided)},
    enter={V: paused, AVSLUT: closed},
    correction=Ratta,
    proposals=proposals,
    rests=rests,
    settles={**plan.SETTLES, **answers.SETTLES, **succession.SETTLES, **late.SETTLES, **deviations.SETTLES},
    revises={**plan.REVISES, **answers.REVISES, **deviations.REVISES},
    numbered=plan.NUMBERED,
    outline=OUTLINE,
    parameters=PARAMETERS,
    validated=was_validated(SOURCES),
)
