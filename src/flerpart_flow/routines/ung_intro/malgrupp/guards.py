"""The conditions of the target group, each met, unmet or unknown (UI-MAL-1..7)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from flerpart_flow.define import (
    NO,
    YES,
    Finding,
    Findings,
    Message,
    Occasion,
    Rules,
    Ternary,
    guard,
    missing,
    state_guard,
    unknown,
)
from flerpart_flow.routines.ung_intro.aktualisering.events import Aktualisera
from flerpart_flow.routines.ung_intro.behov.events import AngeVillkor
from flerpart_flow.routines.ung_intro.facts import Facts
from flerpart_flow.routines.ung_intro.parameters import AGE_FROM, AGE_TO
from flerpart_flow.routines.ung_intro.role_names import AKTUALISERANDE
from flerpart_flow.samverkan.events import Avsluta

NOT_MET = Message("ung_intro.villkor_inte_uppfyllt")
NOT_KNOWN = Message("ung_intro.villkor_okant")
ELSEWHERE = Message("ung_intro.annan_kommun")
OTHER_MEASURES = Message("ung_intro.andra_insatser")
EXCEPTION_UNKNOWN = Message("ung_intro.undantaget_okant")
OUTSIDE_AGE = Message("ung_intro.utanfor_alder")
AGE_UNKNOWN = Message("ung_intro.alder_okand")
MUNICIPALITY: Final = "uppsala"
_PLAIN: Final = ("UI-MAL-1", "UI-MAL-4", "UI-MAL-7")
_WISH_AND_NEED: Final = ("onskan", "behov")


def _unmet(norm: str, condition: str, value: Ternary) -> Iterable[Finding]:
    if value is NO:
        yield missing(norm, NOT_MET, cure_by=AKTUALISERANDE, cure=Avsluta, condition=condition)
    elif value is not YES:
        yield unknown(norm, NOT_KNOWN, cure_by=AKTUALISERANDE, cure=AngeVillkor, condition=condition)


@state_guard(*_PLAIN)
def in_the_target_group(facts: Facts, occasion: Occasion, rules: Rules) -> Findings:
    """A benefit of the two, a psychiatric disability, no decision on daily activities."""
    for norm in _PLAIN:
        yield from _unmet(norm, norm, facts.holds(norm))


@state_guard("UI-MAL-3")
def lives_in_uppsala(facts: Facts, occasion: Occasion, rules: Rules) -> Findings:
    """The person is registered in Uppsala, and the case isn't said to belong to another municipality."""
    if facts.municipality not in (None, MUNICIPALITY):
        yield missing("UI-MAL-3", ELSEWHERE, cure_by=AKTUALISERANDE, cure=Avsluta, municipality=facts.municipality)
    else:
        yield from _unmet("UI-MAL-3", "UI-MAL-3", facts.holds("UI-MAL-3"))


@state_guard("UI-MAL-5")
def wish_and_need(facts: Facts, occasion: Occasion, rules: Rules) -> Findings:
    """The person wants to approach work, and needs the measure: both (A35)."""
    if facts.holds("UI-MAL-5", *_WISH_AND_NEED) is YES:
        return
    parts = [f"UI-MAL-5:{part}" for part in _WISH_AND_NEED]
    lacking = [(part, facts.condition(part)) for part in parts if facts.condition(part) is not YES]
    for part, value in lacking or [("UI-MAL-5", facts.condition("UI-MAL-5"))]:
        yield from _unmet("UI-MAL-5", part, value)


@state_guard("UI-MAL-6", "UI-MAL-6b")
def no_other_labour_market_measures(facts: Facts, occasion: Occasion, rules: Rules) -> Findings:
    """None of Arbetsförmedlingen's or the municipality's, but for the exception; care doesn't count as such (A44)."""
    allowed, stated = facts.outside_measures_allowed(), facts.condition("UI-MAL-6")
    if allowed is YES:
        return ()
    if allowed is NO:
        return (missing("UI-MAL-6", OTHER_MEASURES, cure_by=AKTUALISERANDE, cure=Avsluta),)
    if stated is NO:
        return (unknown("UI-MAL-6b", EXCEPTION_UNKNOWN, cure_by=AKTUALISERANDE, cure=AngeVillkor),)
    return _unmet("UI-MAL-6", "UI-MAL-6", stated)


@guard("UI-MAL-2", reads=("alder",))
def of_the_right_age(facts: Facts, event: Aktualisera, rules: Rules) -> Findings:
    """19 to 29 years old, both included, on the day of the referral (A34)."""
    low, high = rules.value(AGE_FROM), rules.value(AGE_TO)
    if event.alder is None:
        return (unknown("UI-MAL-2", AGE_UNKNOWN, cure_by=event.by, cure=type(event)),)
    if low <= event.alder <= high:
        return ()
    return (missing("UI-MAL-2", OUTSIDE_AGE, cure_by=AKTUALISERANDE, cure=Avsluta, low=low, high=high),)
