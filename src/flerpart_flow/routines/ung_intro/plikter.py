"""Who owes what once the support has started (UI-SAMV-1, -6, UI-ANSVAR-3, -5, -8, -9, -10, UI-GENOMF-2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import attrs

from flerpart_flow.define import NO, YES, DutySpec, Ends, Event, Owed, Rules
from flerpart_flow.routines.ung_intro.avslut import AvslutaEgenDel
from flerpart_flow.routines.ung_intro.behov import AngeVillkor
from flerpart_flow.routines.ung_intro.facts import CARE, UNG_INTRO, Facts
from flerpart_flow.routines.ung_intro.phases import S
from flerpart_flow.routines.ung_intro.samverkan import (
    BeOmKontakthjalp,
    EtableraSamordning,
    GeKontakthjalp,
    InitieraFlerpartsmote,
    InitieraSip,
    RegistreraPlan,
    UpprattaGemensamPlanering,
)
from flerpart_flow.routines.ung_intro.start import Starta
from flerpart_flow.samverkan.actors import FK, INDIVID, REGION, is_of, is_unit, party_of
from flerpart_flow.samverkan.events import BegransaSamtycke, GeSamtycke, UtokaSamtycke


def _happens(facts: Facts, event: Event, owed: Owed) -> bool:
    return True


def _to_initiate(before: Facts, event: Starta, after: Facts, rules: Rules) -> Iterable[Owed]:
    """When care referred; one that was initiated already needs no other."""
    return (Owed(event.by, INDIVID),) if after.way == CARE and not after.initiated else ()


def _to_coordinate(before: Facts, event: Starta, after: Facts, rules: Rules) -> Iterable[Owed]:
    return () if after.plans else (Owed(event.by, INDIVID),)


def _partners(wanted: Callable[[str], bool]) -> Callable[[Facts, Event, Facts, Any], Iterable[Owed]]:
    """Those of the units taking part that are to work for coordination from the start, or since they were added."""

    def opens(before: Facts, event: Event, after: Facts, rules: Rules) -> Iterable[Owed]:
        if not after.started or after.plans:
            return ()
        there = before.others() if before.started else ()
        return [Owed(one, INDIVID) for one in after.others() if is_unit(one) and wanted(one) and one not in there]

    return opens


def _standing(name: str, bearer: str, norms: tuple[str, ...], wanted: Callable[[str], bool]) -> DutySpec:
    """A duty that stands until coordination has come about (docs/decisions/0022)."""
    opens = _partners(wanted)
    return DutySpec(
        name=name,
        bearer=bearer,
        phase=S,
        norms=norms,
        opens={Starta: opens, UtokaSamtycke: opens, GeSamtycke: opens},
        meets={RegistreraPlan: _happens, EtableraSamordning: _happens},
        between_parties=True,
    )


def _to_plan_jointly(before: Facts, event: Event, after: Facts, rules: Rules) -> Iterable[Owed]:
    """Once all is so: in the strengthened cooperation, in Ung Intro, and Arbetsförmedlingen takes part."""
    unit = after.employment()
    if unit is None or after.joint_plan or _plans_jointly(before) or not _plans_jointly(after):
        return ()
    return (Owed(unit, UNG_INTRO),)


def _plans_jointly(facts: Facts) -> bool:
    together = facts.started and facts.in_strengthened_cooperation() is YES
    return together and facts.employment() is not None


def _not_in_it(facts: Facts, event: AngeVillkor, owed: Owed) -> bool:
    return facts.in_strengthened_cooperation() is NO


def _to_help(before: Facts, event: BeOmKontakthjalp, after: Facts, rules: Rules) -> Iterable[Owed]:
    return (Owed(event.till, event.by),) if event.till is not None else ()


def _helps(facts: Facts, event: GeKontakthjalp, owed: Owed) -> bool:
    return event.by == owed.bearer and event.till in (None, owed.counterpart)


def until_it_leaves(spec: DutySpec) -> DutySpec:
    """What a unit owes, or is owed, ends when it ends its part or the individual takes it out of the consent."""
    if not spec.between_parties:
        return spec

    def left(facts: Facts, event: AvslutaEgenDel, owed: Owed) -> bool:
        return event.by in (owed.bearer, owed.counterpart)

    def taken_out(facts: Facts, event: BegransaSamtycke, owed: Owed) -> bool:
        return not {owed.bearer, owed.counterpart}.isdisjoint(event.enheter)

    def left_out(facts: Facts, event: GeSamtycke, owed: Owed) -> bool:
        kept = {*event.enheter, facts.carrier()}
        return any(is_unit(one) and one not in kept for one in (owed.bearer, owed.counterpart or INDIVID))

    ends: dict[type, Ends] = {AvslutaEgenDel: left, BegransaSamtycke: taken_out, GeSamtycke: left_out}
    return attrs.evolve(spec, lapses={**spec.lapses, **ends})


def duties() -> tuple[DutySpec, ...]:
    """The duties of the collaboration."""
    return (
        DutySpec(
            name="initiera_sip_eller_flerpartsmote",
            bearer="ung_intro",
            phase=S,
            norms=("UI-SAMV-1",),
            opens={Starta: _to_initiate},
            meets={InitieraSip: _happens, InitieraFlerpartsmote: _happens},
            threshold="initiate_workdays",
            between_parties=True,
        ),
        DutySpec(
            name="etablera_samordning",
            bearer="ung_intro",
            phase=S,
            norms=("UI-SAMV-6", "UI-ANSVAR-5"),
            opens={Starta: _to_coordinate},
            meets={EtableraSamordning: _happens},
            lapses={RegistreraPlan: _happens},
            threshold="coordination_workdays",
            between_parties=True,
        ),
        _standing(
            "samordna_vardens_insatser", "region", ("UI-ANSVAR-3", "UI-GENOMF-2"), lambda unit: party_of(unit) == REGION
        ),
        _standing(
            "samordna_forsakringens_insatser",
            "forsakringskassan",
            ("UI-ANSVAR-8", "UI-GENOMF-2"),
            lambda unit: is_of(unit, FK),
        ),
        _standing(
            "verka_for_samordning",
            "omfattad_enhet",
            ("UI-GENOMF-2",),
            lambda unit: party_of(unit) != REGION and not is_of(unit, FK),
        ),
        DutySpec(
            name="uppratta_gemensam_planering",
            bearer="arbetsformedlingen",
            phase=S,
            norms=("UI-ANSVAR-9",),
            opens=dict.fromkeys((Starta, AngeVillkor, UtokaSamtycke, GeSamtycke), _to_plan_jointly),
            meets={UpprattaGemensamPlanering: _happens},
            lapses={AngeVillkor: _not_in_it},
            threshold="joint_plan_workdays",
            between_parties=True,
        ),
        DutySpec(
            name="hjalpa_med_kontakt",
            bearer="arbetsformedlingen",
            phase=S,
            norms=("UI-ANSVAR-10",),
            opens={BeOmKontakthjalp: _to_help},
            meets={GeKontakthjalp: _helps},
            between_parties=True,
        ),
    )
