"""What a unit's leaving does to the case, and where that leads."""

from __future__ import annotations

from flerpart_flow.define import Rules
from flerpart_flow.routines.ung_intro.avslut.events import AvslutaEgenDel
from flerpart_flow.routines.ung_intro.facts import UNG_INTRO, Facts, changed
from flerpart_flow.routines.ung_intro.phases import AVSLUT


def part_ended(facts: Facts, event: AvslutaEgenDel, rules: Rules) -> Facts:
    """The unit takes no part any more."""
    coordinator = None if facts.coordinator == event.by else facts.coordinator
    return changed(facts, left=facts.left | {event.by}, coordinator=coordinator)


def after_own_part(facts: Facts, rules: Rules) -> str | None:
    """Where Ung Intro or the one who answers for the case ends its part it is over; else it goes on
    (docs/decisions/0020). Another unit of theirs, its ``:2``, is another (A57).
    """
    bearing = {UNG_INTRO, facts.carrier()}
    return None if bearing.isdisjoint(facts.left) else AVSLUT
