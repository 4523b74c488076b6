"""Once a consultation has found the measure right Ung Intro guides (UI-AKT-3)."""

from __future__ import annotations

from collections.abc import Iterable

from flerpart_flow.define import NO, YES, Event, Owed, Rules
from flerpart_flow.routines.ung_intro.facts import CARE, UNG_INTRO, Facts
from flerpart_flow.routines.ung_intro.samrad.events import Samrada, Vagled
from flerpart_flow.routines.ung_intro.samtycke.duties import both_take_part
from flerpart_flow.samverkan.actors import is_of


def to_guide(before: Facts, event: Samrada, after: Facts, rules: Rules) -> Iterable[Owed]:
    """Care is to be guided once its consultation has found the measure right, unless it has been already."""
    other = event.till if is_of(event.by, UNG_INTRO) else event.by
    found = after.way == CARE and event.ratt_insats is YES and not after.guided and other is not None
    return (Owed(UNG_INTRO, other),) if found else ()


def to_guide_again(before: Facts, event: Event, after: Facts, rules: Rules) -> Iterable[Owed]:
    """The two that a no or a consent kept apart may talk again, and the guidance hasn't been given."""
    other = after.consulted
    if other is None or after.guided or after.referrer is not None or (after.way, after.suitable) != (CARE, YES):
        return ()
    again = both_take_part(after, UNG_INTRO, other) and not both_take_part(before, UNG_INTRO, other)
    return (Owed(UNG_INTRO, other),) if again else ()


def guides(facts: Facts, event: Vagled, owed: Owed) -> bool:
    """The guidance is for the one that is owed it, if it says for whom."""
    return event.till in (None, owed.counterpart)


def found_wrong(facts: Facts, event: Samrada, owed: Owed) -> bool:
    """A later consultation has found the measure wrong."""
    return event.ratt_insats is NO
