"""Need: who saw it, on which way in, and what is known of the conditions (UI-ANSVAR-2, UI-AKT-1/-6, UI-OMF)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import attrs

from flerpart_flow.define import YES, DutySpec, Event, Findings, Message, Owed, Rules, Ternary, fields, guard, missing
from flerpart_flow.routines.ung_intro.facts import CARE, UNG_INTRO, Facts, changed
from flerpart_flow.routines.ung_intro.phases import B
from flerpart_flow.routines.ung_intro.samrad import Samrada
from flerpart_flow.routines.ung_intro.tables import goes_this_way, scope_of
from flerpart_flow.samverkan.actors import is_of
from flerpart_flow.samverkan.samtycke.consent import covered

NOT_COVERED_UNIT = Message("ung_intro.enheten_omfattas_inte")
FROM_NOWHERE = Message("forberedelse.kalla_saknas")
NOTHING_SEEN = Message("ung_intro.varken_behov_eller_onskemal")


@attrs.frozen(kw_only=True)
class IdentifieraBehov(Event):
    """A unit sees that a person needs, or wishes for, a pre-rehabilitating measure. Opens the case on a way in."""

    name: ClassVar[str] = "identifiera_behov"

    vag: str | None = fields.code("vag")
    behov: Ternary = fields.flag()
    onskemal: Ternary = fields.flag()


@attrs.frozen(kw_only=True)
class AngeVillkor(Event):
    """What is known of a condition for the target group, from the individual or under the consent."""

    name: ClassVar[str] = "ange_villkor"

    norm: str | None = fields.code("villkor")
    varde: Ternary = fields.flag()
    kalla: str | None = fields.code("kalla")


_WISH, _NEED = "UI-MAL-5:onskan", "UI-MAL-5:behov"


@guard("UI-ANSVAR-2", reads=("behov", "onskemal"))
def need_or_wish_is_seen(facts: Facts, event: IdentifieraBehov, rules: Rules) -> Findings:
    """A need or a wish is what the case is about; either is enough (A35)."""
    if YES in (event.behov, event.onskemal):
        return ()
    return (missing("UI-ANSVAR-2", NOTHING_SEEN, cure_by=event.by, cure="ange_villkor"),)


@guard("UI-OMF-1", reads=("by", "vag"))
def unit_is_covered(facts: Facts, event: IdentifieraBehov, rules: Rules) -> Findings:
    """Of care the routine covers psychiatry; another unit is told so."""
    way_fits = event.vag is not None and goes_this_way(rules.tables, event.vag, event.by)
    if not way_fits or scope_of(rules.tables, event.by) is not None:
        return ()  # a unit of no way in is refused as such
    return (missing("UI-OMF-1", NOT_COVERED_UNIT, unit=event.by),)


@guard("UI-SAMTYCKE-1", reads=("by", "kalla"))
def known_lawfully(facts: Facts, event: AngeVillkor, rules: Rules) -> Findings:
    """What is known of the individual comes from the individual or under the consent (A23)."""
    if event.kalla == "individ":
        return ()
    if event.kalla is None:
        return (missing("UI-SAMTYCKE-1", FROM_NOWHERE, cure_by=event.by, cure="ange_villkor"),)
    return covered("UI-SAMTYCKE-1", facts.consent, (event.by,), event.occurred_at)


def _stated(facts: Facts, values: dict[str, Ternary]) -> tuple[tuple[str, Ternary], ...]:
    kept = tuple(one for one in facts.conditions if one[0] not in values)
    return (*kept, *values.items())


def need_seen(facts: Facts, event: IdentifieraBehov, rules: Rules) -> Facts:
    """The way in and who saw the need; need and wish are the parts of UI-MAL-5."""
    seen = _stated(facts, {_NEED: event.behov, _WISH: event.onskemal})
    return changed(facts, way=event.vag, initiator=event.by, conditions=seen)


def condition_stated(facts: Facts, event: AngeVillkor, rules: Rules) -> Facts:
    """The latest statement counts."""
    if event.norm is None:
        return facts
    return changed(facts, conditions=_stated(facts, {event.norm: event.varde}))


def _care_owes_contact(before: Facts, event: IdentifieraBehov, after: Facts, rules: Rules) -> Iterable[Owed]:
    return (Owed(event.by, UNG_INTRO),) if event.vag == CARE else ()


def _in_contact(facts: Facts, event: Samrada, owed: Owed) -> bool:
    return event.by == owed.bearer or (is_of(event.by, UNG_INTRO) and event.till == owed.bearer)


def duties() -> tuple[DutySpec, ...]:
    """Care that sees a need or a wish contacts Ung Intro (UI-ANSVAR-2, UI-AKT-1)."""
    return (
        DutySpec(
            name="kontakta_ung_intro",
            bearer="vard",
            phase=B,
            norms=("UI-ANSVAR-2", "UI-AKT-1"),
            opens={IdentifieraBehov: _care_owes_contact},
            meets={Samrada: _in_contact},
            threshold="contact_workdays",
            between_parties=True,
        ),
    )
