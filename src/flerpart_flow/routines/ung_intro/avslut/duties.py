"""What a unit owes, or is owed, ends when the unit ends its own part."""

from __future__ import annotations

from flerpart_flow.define import Owed
from flerpart_flow.routines.ung_intro.avslut.events import AvslutaEgenDel
from flerpart_flow.routines.ung_intro.facts import Facts


def its_part_ended(facts: Facts, event: AvslutaEgenDel, owed: Owed) -> bool:
    """The unit that leaves is one of the two."""
    return event.by in (owed.bearer, owed.counterpart)
