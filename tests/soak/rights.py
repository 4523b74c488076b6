"""What nobody may be hindered from: no dead end for the individual, nor for the chair's role (A54)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from flerpart_flow.engine.definition.moves import START
from flerpart_flow.engine.judging.case import Case
from tests.soak.history import History, unit
from tests.soak.promises import BEFORE_CONSENT, Breach


def dead_ends(case: Case, at: datetime) -> Iterator[Breach]:
    """What the individual can't do, though it is theirs from every state: end, withdraw, narrow, be rid of an ombud."""
    kinds = case.routine.events
    recorder = case.lines[0].recorder
    always: dict[str, dict[str, Any]] = {}
    if case.phase not in {START, *case.routine.ends}:  # when the line that opened it is struck there is no case to end
        always["avsluta"] = {"skal_kod": "individens_onskan"}
        always["bestam_deltagare"] = {"deltagare": ("ombud",), "svar": "nej"}
    consent = getattr(case.facts, "consent", None)
    if consent is not None:
        always["aterkalla_samtycke"] = {}
        always["begransa_samtycke"] = {"enheter": tuple(sorted(consent.units))[:1]}
    for name, content in always.items():
        event = kinds[name](occurred_at=at, recorded_at=at, by="individ", recorded_by=recorder, **content)
        if not case.decide(event).allowed:
            yield "no dead end for the individual", name, case.phase
    if case.phase == "vilande" and not can_resume(case, at, recorder):
        yield "no dead end for the individual", "ge_samtycke", case.phase


def can_resume(case: Case, at: datetime, recorder: str) -> bool:
    """Whether the individual, once somebody has informed them, can consent anew to a case that rests (A71)."""
    kinds = case.routine.events
    units = sorted({line.recorder for line in case.lines})
    consent: dict[str, Any] = {"enheter": tuple(units), "amnen": sorted(case.rules.vocabulary.known["amne"])[:1]}
    suited: dict[str, Any] = {"anpassning": ("lattlast",)}
    at += timedelta(minutes=1)  # of two words at one instant what protects counts (A72)
    for one in units:
        informing = kinds["informera"](occurred_at=at, recorded_at=at, by=one, **suited)
        informed, decision = case.record(informing)
        giving = kinds["ge_samtycke"](occurred_at=at, recorded_at=at, by="individ", recorded_by=recorder, **consent)
        if decision.allowed and informed.decide(giving).allowed:
            return True
    return False


def chair_stuck(case: Case, history: History, at: datetime) -> Iterator[Breach]:
    """Whether nobody can take the chair though it can't act, and somebody covered has the individual's yes (A54)."""
    chair = getattr(case.facts, "chair", None)
    agreed = history.in_force(at)
    if chair is None or agreed is None or case.phase in (*BEFORE_CONSENT, "avslut"):
        return
    if agreed.covers(chair) and not history.refused(chair):
        return
    able = [one for one in sorted(agreed.units) if unit(one) and one != chair and history.yes_to(one)]
    if not able:
        return
    kind = case.routine.events["godta_ordforande"]
    if not any(case.decide(kind(occurred_at=at, recorded_at=at, by=one)).allowed for one in able):
        yield "A54 nobody can take the chair", "godta_ordforande", case.phase
