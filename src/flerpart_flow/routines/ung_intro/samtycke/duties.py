"""What a unit owes, or is owed, ends when the individual leaves the unit out of the consent."""

from __future__ import annotations

from flerpart_flow.define import Owed
from flerpart_flow.routines.ung_intro.facts import Facts
from flerpart_flow.samverkan.actors import INDIVID, is_unit
from flerpart_flow.samverkan.events import BegransaSamtycke, GeSamtycke


def taken_out(facts: Facts, event: BegransaSamtycke, owed: Owed) -> bool:
    """One of the two is taken out of the consent."""
    return not {owed.bearer, owed.counterpart}.isdisjoint(event.enheter)


def left_out(facts: Facts, event: GeSamtycke, owed: Owed) -> bool:
    """A new consent leaves one of the two out. The one who answers for the case stays whatever it says."""
    kept = {*event.enheter, facts.carrier()}
    return any(is_unit(one) and one not in kept for one in (owed.bearer, owed.counterpart or INDIVID))
