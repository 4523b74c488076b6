"""Care that sees a need or a wish contacts Ung Intro (UI-ANSVAR-2, UI-AKT-1)."""

from __future__ import annotations

from collections.abc import Iterable

from flerpart_flow.define import Event, Owed, Rules
from flerpart_flow.routines.ung_intro.behov.events import IdentifieraBehov
from flerpart_flow.routines.ung_intro.facts import CARE, UNG_INTRO, Facts
from flerpart_flow.routines.ung_intro.samrad.events import Samrada
from flerpart_flow.routines.ung_intro.samtycke.duties import both_take_part
from flerpart_flow.samverkan.actors import is_of


def care_owes_contact(before: Facts, event: IdentifieraBehov, after: Facts, rules: Rules) -> Iterable[Owed]:
    """Care owes it, on its own way in; on the others nobody does."""
    return (Owed(event.by, UNG_INTRO),) if event.vag == CARE else ()


def care_owes_contact_again(before: Facts, event: Event, after: Facts, rules: Rules) -> Iterable[Owed]:
    """The two that a no or a consent kept apart may talk again, and haven't yet."""
    care = after.initiator
    if care is None or after.way != CARE or after.consulted is not None or after.referrer is not None:
        return ()
    again = both_take_part(after, care, UNG_INTRO) and not both_take_part(before, care, UNG_INTRO)
    return (Owed(care, UNG_INTRO),) if again else ()


def in_contact(facts: Facts, event: Samrada, owed: Owed) -> bool:
    """Either of the two has turned to the other."""
    return event.by == owed.bearer or (is_of(event.by, UNG_INTRO) and event.till == owed.bearer)
