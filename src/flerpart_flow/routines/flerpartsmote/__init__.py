"""The routine for flerpartsmöte: FLERPARTSMOTE, its events, and what only it can tell.

Start with ``table.py``, the whole routine on one page.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import attrs

from flerpart_flow.define import DutySpec, Ends, Header, Owed, Ratta, Routine, Sources
from flerpart_flow.routines.flerpartsmote import (
    atgarder,
    avvikelse,
    behov,
    forberedelse,
    kallelse,
    kallelse_plikter,
    mote,
    plan,
    plan_plikter,
    samtycke,
    uppfoljning,
)
from flerpart_flow.routines.flerpartsmote.atgarder import (
    EjGenomfordAtgard,
    FoljUppEgnaAtgarder,
    GenomforAtgard,
    PaborjaAtgard,
)
from flerpart_flow.routines.flerpartsmote.avslut import closed
from flerpart_flow.routines.flerpartsmote.behov import BedomBehov, ErbjudMote, IdentifieraBehov, TackaJa, TackaNej
from flerpart_flow.routines.flerpartsmote.disclosure import may_disclose
from flerpart_flow.routines.flerpartsmote.facts import Facts, convener_of
from flerpart_flow.routines.flerpartsmote.forberedelse import (
    AngeForutsattning,
    AngeTid,
    BestamDeltagare,
    Forbered,
    ForberedEgenDel,
    KontaktaRegion,
)
from flerpart_flow.routines.flerpartsmote.kallelse import (
    Avboj,
    Bekrafta,
    BokaOm,
    Fraga,
    Kalla,
    StallIn,
    SvaraPaFraga,
)
from flerpart_flow.routines.flerpartsmote.mote import (
    AndraNarvaro,
    AvbrytMote,
    AvslutaMote,
    GodtaOrdforande,
    OppnaMote,
    OverlamnaOrdforande,
    UtseDokumenterare,
)
from flerpart_flow.routines.flerpartsmote.outline import OUTLINE
from flerpart_flow.routines.flerpartsmote.phases import AVSLUT, F, Phase, V
from flerpart_flow.routines.flerpartsmote.plan import (
    BokaUppfoljning,
    DelaUtPlan,
    ErsattPlan,
    GodkannIntePlan,
    GodkannPlan,
    RevideraPlan,
    SammanfattaPlan,
    UpprattaPlan,
)
from flerpart_flow.routines.flerpartsmote.plan_content import Atgard, Mal, Plan
from flerpart_flow.routines.flerpartsmote.table import TABLE
from flerpart_flow.routines.flerpartsmote.uppfoljning import BedomSamordningsbehov, Redovisa
from flerpart_flow.samverkan import events as handelser
from flerpart_flow.samverkan import tables
from flerpart_flow.samverkan.actors import is_unit
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
from flerpart_flow.samverkan.lead_times import backward, forward, lead_times
from flerpart_flow.samverkan.samtycke.disclosure import Disclosure
from flerpart_flow.samverkan.samtycke.duties import record_duty, rests

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
    norms=(*((_NORMS, f"{section}.toml") for section in _SECTIONS), tables.NORMS),
    tables=tables.FILES,
    vocabulary=tables.vocabulary,
    normative=tables.normative,
    names=tables.names,
    open_tables=tables.OPEN_TABLES,
    demanded=tables.DEMANDED,
)

_CONTACTS: Final = (
    handelser.Kontaktforsok,
    kallelse.Kalla,
    forberedelse.KontaktaRegion,
    handelser.LamnaUppgift,
    mote.OverlamnaOrdforande,
)
_MEETING_ENDS: Final = (mote.AvslutaMote, mote.AvbrytMote)
_MAY_PAUSE: Final = (handelser.AterkallaSamtycke, handelser.BegransaSamtycke)


def _lapse_when_taken_out(spec: DutySpec) -> DutySpec:
    """What a unit owes, or is owed, ends when the individual takes it out of the consent, or gives one without it."""
    if not spec.between_parties:
        return spec
    before = spec.lapses.get(handelser.BegransaSamtycke)
    before_given = spec.lapses.get(handelser.GeSamtycke)

    def taken_out(facts: Facts, event: handelser.BegransaSamtycke, owed: Owed) -> bool:
        out = owed.bearer in event.enheter or owed.counterpart in event.enheter
        return out or (before is not None and before(facts, event, owed))

    def left_out(facts: Facts, event: handelser.GeSamtycke, owed: Owed) -> bool:
        kept = {*event.enheter, facts.chair, None}
        bearer = is_unit(owed.bearer) and owed.bearer not in kept
        other = owed.counterpart
        counterpart = other not in kept and is_unit(other or "") and other not in facts.wanted()
        return bearer or counterpart or (before_given is not None and before_given(facts, event, owed))

    both: dict[type, Ends] = {handelser.BegransaSamtycke: taken_out, handelser.GeSamtycke: left_out}
    return attrs.evolve(spec, lapses={**spec.lapses, **both})


_CHAIRS: Final = {"forbereda_mote", "dela_ut_plan", "dela_ut_plan_till_individen", "boka_uppfoljning"}
_CONVENERS: Final = {"kalla", "ge_narstaende_mojlighet", "kontakta_regionen", "halla_uppfoljning"}
_CALLERS: Final = {"ge_neutralt_besked", "svara_pa_fraga"}
_MEETING_CHAIRS: Final = {"utse_dokumenterare", "sammanfatta_plan"}


def _passed_on_with_the_chair(spec: DutySpec) -> DutySpec:
    """What the chair owes the new chair owes, once it has accepted (FM-ROLL-1, A13)."""

    def moves(before: Facts, after: Facts) -> bool:
        if spec.name in _CONVENERS:
            return convener_of(after) == after.chair
        if spec.name in _MEETING_CHAIRS:
            return after.meeting is not None and after.meeting.chair == after.chair
        return True

    def pass_on(before: Facts, event: mote.GodtaOrdforande, after: Facts, owed: Owed) -> Owed | None:
        if owed.bearer != before.chair or after.chair is None or not moves(before, after):
            return owed
        return None if owed.counterpart == after.chair else attrs.evolve(owed, bearer=after.chair)

    if spec.name not in _CHAIRS | _CONVENERS | _CALLERS | _MEETING_CHAIRS:
        return spec
    return attrs.evolve(spec, passes={mote.GodtaOrdforande: pass_on})


@cache
def _first_facts(municipality: str | None) -> Facts:
    """What is known before the first event, one and the same for all cases of a municipality."""
    return Facts(municipality=municipality)


def _begin(header: Header) -> Facts:
    return _first_facts(header.municipality)


FLERPARTSMOTE: Final = Routine(
    name="flerpartsmote",
    revision=1,
    phases=tuple(Phase),
    moves=TABLE,
    duties=tuple(
        _passed_on_with_the_chair(_lapse_when_taken_out(spec))
        for spec in (
            *behov.duties(_CONTACTS, handelser.GeSamtycke, forberedelse.Forbered),
            record_duty("FM-SAMTYCKE-6", F),
            *forberedelse.duties(kallelse.BokaOm, kallelse.StallIn, mote.OppnaMote),
            *kallelse_plikter.duties(_MEETING_ENDS, _MAY_PAUSE, mote.OppnaMote, plan.BokaUppfoljning),
            *mote.duties(_MAY_PAUSE),
            *plan_plikter.duties(_MAY_PAUSE, uppfoljning.BedomSamordningsbehov),
            *atgarder.duties(),
            *uppfoljning.duties(),
        )
    ),
    sources=SOURCES,
    begin=_begin,
    ends=(AVSLUT,),
    pauses=(V,),
    latches=(V, AVSLUT),
    lasting=(handelser.AterkallaSamtycke, handelser.BegransaSamtycke),
    enter={V: samtycke.paused, AVSLUT: closed},
    correction=Ratta,
    proposals=avvikelse.proposals,
    rests=rests,
    outline=OUTLINE,
)

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
    "BedomBehov",
    "BedomSamordningsbehov",
    "BegransaSamtycke",
    "Bekrafta",
    "BestamDeltagare",
    "BokaOm",
    "BokaUppfoljning",
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
