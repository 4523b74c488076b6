"""The referral, and Ung Intro's right to take in or not (UI-AKT-2, -5, -7, -8, UI-ANSVAR-6)."""

from __future__ import annotations

from typing import ClassVar

import attrs

from flerpart_flow.define import (
    NO,
    YES,
    DutySpec,
    Event,
    Findings,
    Message,
    Occasion,
    Owed,
    Rules,
    guard,
    missing,
    state_guard,
    unknown,
)
from flerpart_flow.routines.ung_intro import malgrupp
from flerpart_flow.routines.ung_intro.facts import CARE, INSURANCE, UNG_INTRO, Facts, changed
from flerpart_flow.routines.ung_intro.phases import A
from flerpart_flow.routines.ung_intro.samtycke import NORM
from flerpart_flow.samverkan.actors import INDIVID, is_of
from flerpart_flow.samverkan.samtycke.consent import covered, own_record

OFFICER_NOT_HEARD = Message("ung_intro.handlaggaren_inte_hord")
NOT_MAPPED = Message("ung_intro.inte_kartlagt")
MAPPED_NO = Message("ung_intro.kartlaggningen_nej")


@attrs.frozen(kw_only=True)
class Aktualisera(Event):
    """The person is referred to Ung Intro; ``alder`` is the age in whole years on that day."""

    name: ClassVar[str] = "aktualisera"

    alder: int | None = malgrupp.age()


@attrs.frozen(kw_only=True)
class Anta(Event):
    """Ung Intro takes the person in."""

    name: ClassVar[str] = "anta"


@attrs.frozen(kw_only=True)
class AntaInte(Event):
    """Ung Intro doesn't take the person in. No reason is asked for."""

    name: ClassVar[str] = "anta_inte"


@state_guard("UI-AKT-5")
def care_has_heard_the_officer(facts: Facts, occasion: Occasion, rules: Rules) -> Findings:
    """Before care refers, it has talked with the officer who is responsible for the benefit."""
    if facts.way != CARE or facts.officer_heard:
        return ()
    return (missing("UI-AKT-5", OFFICER_NOT_HEARD, cure_by="aktualiserande", cure="for_dialog_med_handlaggare"),)


@state_guard("UI-AKT-7")
def jointly_mapped(facts: Facts, occasion: Occasion, rules: Rules) -> Findings:
    """Before Försäkringskassan refers, a joint mapping has found that Ung Intro should be initiated."""
    if facts.way != INSURANCE or facts.mapped is YES:
        return ()
    if facts.mapped is NO:
        return (missing("UI-AKT-7", MAPPED_NO, cure_by="forsakringskassan", cure="kartlagg_gemensamt"),)
    return (unknown("UI-AKT-7", NOT_MAPPED, cure_by="forsakringskassan", cure="kartlagg_gemensamt"),)


@guard(NORM, reads=("by",))
def referred_under_consent(facts: Facts, event: Aktualisera, rules: Rules) -> Findings:
    """The referral tells Ung Intro who the person is: both units are covered, also of one municipality (A33)."""
    yield from covered(NORM, facts.consent, (event.by, UNG_INTRO), event.occurred_at)
    yield from own_record(NORM, facts.consent, event.by)


def referred(facts: Facts, event: Aktualisera, rules: Rules) -> Facts:
    """From here on Ung Intro answers for the case (UI-ANSVAR-5)."""
    return changed(facts, referrer=event.by)


def admitted(facts: Facts, event: Anta, rules: Rules) -> Facts:
    """The person is taken in; the measure starts when the person wants it."""
    return changed(facts, admitted=True)


def _to_support(before: Facts, event: Anta, after: Facts, rules: Rules) -> tuple[Owed, ...]:
    return (Owed(event.by, INDIVID),)


def _starts(facts: Facts, event: Event, owed: Owed) -> bool:
    return is_of(event.by, owed.bearer)


def duties(start: type[Event]) -> tuple[DutySpec, ...]:
    """Who is taken in is given the support (UI-ANSVAR-4); ``start`` is when it begins."""
    return (
        DutySpec(
            name="ge_stod",
            bearer="ung_intro",
            phase=A,
            norms=("UI-ANSVAR-4",),
            opens={Anta: _to_support},
            meets={start: _starts},
            threshold="start_workdays",
            between_parties=True,
        ),
    )
