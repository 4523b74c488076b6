"""What a unit owes, or is owed, ends when the individual leaves the unit out of the consent."""

from __future__ import annotations

from flerpart_flow.define import Owed
from flerpart_flow.routines.ung_intro.facts import Facts
from flerpart_flow.samverkan.actors import INDIVID, is_individual, is_unit
from flerpart_flow.samverkan.events import BegransaSamtycke, BestamDeltagare, GeSamtycke
from flerpart_flow.samverkan.word.said import is_refused


def taken_out(facts: Facts, event: BegransaSamtycke, owed: Owed) -> bool:
    """One of the two is taken out of the consent; one that ends it all lets everything rest, as a withdrawal does."""
    out = {one for one in event.enheter if not is_individual(one)}
    return facts.consent is not None and not out.isdisjoint((owed.bearer, owed.counterpart))


def said_no_to(facts: Facts, event: BestamDeltagare, owed: Owed) -> bool:
    """The individual says no to one of the two (A50). What the one that the case rests on owes waits."""
    both = {owed.bearer, owed.counterpart or INDIVID} - {facts.carrier()}
    return any(one in both and is_refused(facts.said, one) for one in event.deltagare)


def both_take_part(facts: Facts, one: str, other: str) -> bool:
    """Whether nobody stands in the way between the two: no no, and no consent that leaves one of them out."""
    consent = facts.consent
    agreed = consent is None or (consent.covers(one) and consent.covers(other))
    return agreed and not is_refused(facts.said, one) and not is_refused(facts.said, other)


def left_out(facts: Facts, event: GeSamtycke, owed: Owed) -> bool:
    """A new consent leaves one of the two out. The one who answers for the case stays whatever it says."""
    kept = {*event.enheter, facts.carrier()}
    return facts.consent is not None and any(
        is_unit(one) and one not in kept for one in (owed.bearer, owed.counterpart or INDIVID)
    )
