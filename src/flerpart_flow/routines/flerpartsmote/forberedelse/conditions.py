"""When each party can be called: what is known of it, from whom, and what it warns of (PR-AF, -FK, -REG, -KOMMUN)."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from flerpart_flow.define import (
    NO,
    UNKNOWN,
    YES,
    Finding,
    Findings,
    Message,
    Rules,
    Severity,
    Ternary,
    guard,
    missing,
    unknown,
)
from flerpart_flow.engine.values.ternary import all_of
from flerpart_flow.routines.flerpartsmote.facts import Facts
from flerpart_flow.routines.flerpartsmote.forberedelse.events import AngeForutsattning, BestamDeltagare
from flerpart_flow.routines.flerpartsmote.samtycke.guards import NORMS
from flerpart_flow.samverkan.actors import AF, ENHET, FK, INDIVID, KOMMUN, REGION, party_of
from flerpart_flow.samverkan.content import lacks
from flerpart_flow.samverkan.samtycke.conditions import stated_lawfully

OTHER_PARTY = Message("forberedelse.annan_parts_norm")
CANNOT_CALL = Message("forberedelse.kan_inte_kallas")
CALL_UNKNOWN = Message("forberedelse.kan_kallas_okant")
MAY_APPLY = Message("forberedelse.kan_ansoka")
EMPLOYER = Message("forberedelse.arbetsgivaren")


@guard("FM-SAMTYCKE-2", "FM-SAMTYCKE-6", reads=("by", "enhet", "kalla"), about="kalla")
def known_lawfully(facts: Facts, event: AngeForutsattning, rules: Rules) -> Findings:
    """What is known of the individual is stated by the individual, or by a covered unit with its own record (A63)."""
    before = facts.consent is None and facts.withdrawn_at is None
    noting = before and event.by == facts.initiator
    return stated_lawfully(NORMS, facts.consent, event, event.kalla, event.enhet, noting)


_PARTY_OF_NORM = {"AF": AF, "FK": FK, "REG": REGION, "KOMMUN": KOMMUN}


@guard("FF-INNEHALL-1", reads=("enhet", "norm"), about="norm")
def condition_is_of_that_party(facts: Facts, event: AngeForutsattning, rules: Rules) -> Findings:
    """The event names a unit and a condition, and the condition is one for that unit's party."""
    if event.enhet is None or event.norm is None:
        return [lacks(event, field) for field in ("enhet", "norm") if getattr(event, field) is None]
    party = _PARTY_OF_NORM.get(event.norm.split("-")[1])
    if party is not None and party != party_of(event.enhet):
        return (missing("FF-INNEHALL-1", OTHER_PARTY, cure_by=event.by, cure=type(event), condition=event.norm),)
    return ()


def _stated(facts: Facts, unit: str, norm: str, parts: tuple[str, ...] = ()) -> Ternary:
    """A condition as stated whole, or worked out from its parts; a part that is no outweighs the whole."""
    whole = facts.condition(unit, norm)
    if not parts:
        return whole
    if not facts.conditions:
        return UNKNOWN  # nothing is stated of anybody, as in most cases
    together = all_of(facts.condition(unit, f"{norm}:{part}") for part in parts)
    return together if whole is UNKNOWN or together is NO else whole


def can_be_called(facts: Facts, unit: str) -> dict[str, Ternary]:
    """For each norm on when a unit can be called, whether it is met (A23–A25). Alternatives share one value."""
    party = party_of(unit)
    if party == AF:
        either = _stated(facts, unit, "PR-AF-1") | _stated(facts, unit, "PR-AF-3")
        return {"PR-AF-1": either, "PR-AF-3": either, "PR-AF-4": _stated(facts, unit, "PR-AF-4")}
    if party == FK:
        ill = _stated(facts, unit, "PR-FK-1", ("arbetsformaga", "alder", "stod"))
        return {"PR-FK-1": ill, "PR-FK-2": _stated(facts, unit, "PR-FK-2")}
    if party == REGION:
        either = _stated(facts, unit, "PR-REG-2") | _stated(facts, unit, "PR-REG-3")
        contact = _stated(facts, unit, "PR-REG-1", ("kontakt", "sjukdom"))
        return {"PR-REG-1": contact, "PR-REG-2": either, "PR-REG-3": either}
    if party == KOMMUN:
        return {"PR-KOMMUN-1": _stated(facts, unit, "PR-KOMMUN-1", ("kand", "syfte"))}
    return {}


@lru_cache(maxsize=512)  # of a few units and norms, and nobody's case; a summons to three finds seven, mostly the same
def _unmet(unit: str, norm: str, value: Ternary) -> Finding:
    """That a condition isn't met, or that nobody knows it to be; of alternatives each is told."""
    told = {"unit": unit, "condition": norm}
    if value is NO:
        return missing(norm, CANNOT_CALL, cure_by=ENHET, cure=AngeForutsattning, about="till", **told)
    return unknown(norm, CALL_UNKNOWN, cure_by=ENHET, cure=AngeForutsattning, about="till", **told)


@guard(
    "PR-AF-1", "PR-AF-3", "PR-AF-4", "PR-FK-1", "PR-FK-2", "PR-FK-3", "PR-REG-1", "PR-REG-2", "PR-REG-3", "PR-KOMMUN-1",
    reads=("till",), most=Severity.WARN,
)  # fmt: skip
def parties_can_be_called(facts: Facts, event: Any, rules: Rules) -> Findings:
    """What the slides say of when each party can be called; it only warns, and unknown is told apart from no."""
    for unit in event.till:
        if unit == event.by:
            continue
        norms = can_be_called(facts, unit)
        yield from (_unmet(unit, norm, value) for norm, value in norms.items() if value is not YES)
        if norms.get("PR-FK-2") is NO:
            yield missing("PR-FK-3", MAY_APPLY, cure_by=INDIVID, unit=unit)


@guard("PR-OVR-1", reads=("till",))
def employer_is_considered(facts: Facts, event: Any, rules: Rules) -> Findings:
    """Somebody who has a job may want the employer there; the individual says yes or no."""
    employed = any(code == "PR-OVR-1" and value is YES for _, code, value in facts.conditions)
    asked = any(party_of(one.actor) == "arbetsgivare" for one in facts.participants)
    if not employed or asked:
        return ()
    return (unknown("PR-OVR-1", EMPLOYER, cure_by=INDIVID, cure=BestamDeltagare),)
