"""Who owes a record of a consent, and since when the clocks of the parties' duties stand still for want of one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from flerpart_flow.engine.definition.duties import DutySpec, Ends, Opens, Owed, when
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.clock import end_of_day
from flerpart_flow.samverkan.actors import INDIVID, is_unit
from flerpart_flow.samverkan.events import (
    AterkallaSamtycke,
    BegransaSamtycke,
    DokumenteraSamtycke,
    GeSamtycke,
    UtokaSamtycke,
)
from flerpart_flow.samverkan.facts import SharedFacts


def _nobody(facts: Any) -> frozenset[str]:
    return frozenset()


def _to_document(gone: Callable[[Any], frozenset[str]]) -> Opens:
    def opens(before: object, event: Event, after: SharedFacts, rules: Rules) -> Iterable[Owed]:
        if after.consent is None:
            return ()
        lacking = after.consent.units - after.consent.records - gone(after)
        return tuple(Owed(unit, INDIVID) for unit in sorted(lacking) if is_unit(unit))

    return opens


def _own_record_made(facts: object, event: DokumenteraSamtycke, owed: Owed) -> bool:
    return event.by == owed.bearer


def _not_covered_any_more(facts: SharedFacts, event: Event, owed: Owed) -> bool:
    return facts.consent is None or owed.bearer not in facts.consent.units


def record_duty(
    norm: str,
    phase: str,
    gone: Callable[[Any], frozenset[str]] = _nobody,
    leaving: Mapping[type[Event], Ends] | None = None,
) -> DutySpec:
    """Each unit that the consent covers has its own record of it (A8), save those that are ``gone`` from the case all
    the same, by events that ``leaving`` names.
    """
    out: Mapping[type[Event], Ends] = when(BegransaSamtycke, AterkallaSamtycke, GeSamtycke, then=_not_covered_any_more)
    return DutySpec(
        name="dokumentera_samtycke",
        bearer="omfattad_enhet",
        phase=phase,
        norms=(norm,),
        opens=when(GeSamtycke, UtokaSamtycke, then=_to_document(gone)),
        meets=when(DokumenteraSamtycke, then=_own_record_made),
        lapses={**out, **(leaving or {})},
    )


def rests(facts: SharedFacts, at: datetime) -> datetime | None:
    """Since when nobody may act for want of a consent that has run out; its last day counts.

    A unit isn't late with what it may not report: the clocks stand still as they do after a withdrawal (A9).
    """
    if facts.consent is None or facts.consent.until is None or facts.consent.valid(at):
        return None
    return end_of_day(facts.consent.until)
