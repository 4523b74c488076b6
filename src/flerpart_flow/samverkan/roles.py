"""Roles that every routine has: the individual, any unit, a unit that the consent covers, a role of one holder."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from flerpart_flow.engine.definition.moves import Role
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.samverkan.actors import ENHET, INDIVID, is_unit
from flerpart_flow.samverkan.facts import SharedFacts
from flerpart_flow.samverkan.word.said import may_protect, speaks

INDIVIDUALS_OWN: Final = "FF-INDIVID-1"


def held(*actors: str | None) -> tuple[str, ...]:
    """Those who have a role, without the places that nobody fills."""
    return tuple(actor for actor in actors if actor is not None)


def one(code: str, norm: str, holder: Callable[[Any], str | None]) -> Role:
    """A role that one actor holds, or nobody; ``holder`` is told the routine's own facts."""
    return Role(
        code,
        norm,
        lambda facts, event, rules: event.by == holder(facts),
        lambda facts, rules: held(holder(facts)),
    )


def any_unit(norm: str) -> Role:
    """A unit of any party."""
    return Role(ENHET, norm, lambda facts, event, rules: is_unit(event.by), lambda facts, rules: (), anybody=True)


def individual_or_unit(norm: str) -> Role:
    """The individual, or a unit of any party."""
    return Role(
        "individ_eller_enhet",
        norm,
        lambda facts, event, rules: speaks(facts, event.by) or is_unit(event.by),
        lambda facts, rules: (INDIVID,),
        anybody=True,
    )


individual: Final = Role(
    "individ",
    INDIVIDUALS_OWN,
    lambda facts, event, rules: speaks(facts, event.by),
    lambda facts, rules: (INDIVID,),
)
"""The individual, or a representative who acts as the individual (A48)."""

protects: Final = Role(
    "individ_eller_ombud",
    INDIVIDUALS_OWN,
    lambda facts, event, rules: may_protect(facts, event.by),
    lambda facts, rules: (INDIVID,),
)
"""The individual, or any representative not said no to: to narrow and to withdraw (A48)."""


def _covered(facts: SharedFacts, event: Event, rules: Rules) -> bool:
    return facts.consent is not None and is_unit(event.by) and facts.consent.covers(event.by)


def _covered_units(facts: SharedFacts, rules: Rules) -> tuple[str, ...]:
    return tuple(sorted(unit for unit in facts.consent.units if is_unit(unit))) if facts.consent else ()


def covered_unit(norm: str) -> Role:
    """A unit that the consent in the case covers."""
    return Role("omfattad_enhet", norm, _covered, _covered_units)
