"""When the one who saw the need owes an assessment, an offer and the first contact, and when no more."""

from __future__ import annotations

from typing import Any

from flerpart_flow.define import YES, Event, Owed, Rules
from flerpart_flow.routines.flerpartsmote.behov.events import BedomBehov
from flerpart_flow.routines.flerpartsmote.facts import Facts
from flerpart_flow.samverkan.actors import INDIVID, is_unit, party_of


def initiator_owes(before: Facts, event: Event, after: Facts, rules: Rules) -> tuple[Owed, ...]:
    """The one who saw the need owes it."""
    return (Owed(after.initiator or event.by, INDIVID),)


def owed_if_needed(before: Facts, event: BedomBehov, after: Facts, rules: Rules) -> tuple[Owed, ...]:
    """The one who saw the need owes it, once there is a need and before anything is offered."""
    needed = event.samordningsbehov is YES and not before.offered
    return (Owed(after.initiator or event.by, INDIVID),) if needed else ()


def no_need_left(facts: Facts, event: BedomBehov, owed: Owed) -> bool:
    """The latest assessment finds no need."""
    return event.samordningsbehov is not YES


def _other_parties(event: Any) -> tuple[str, ...]:
    named = getattr(event, "till", None) or getattr(event, "enhet", None) or ()
    return (named,) if isinstance(named, str) else tuple(named)


def reaches_another_party(facts: Facts, event: Any, owed: Owed) -> bool:
    """A unit of another party is contacted."""
    return any(is_unit(to) and party_of(to) != party_of(event.by) for to in _other_parties(event))
