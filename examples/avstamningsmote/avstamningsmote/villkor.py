"""Who may do what, and what must hold beside what the building blocks see to."""

from typing import Final

from flerpart_flow.define import (
    Findings,
    Message,
    Occasion,
    Role,
    RoleName,
    Rules,
    guard,
    missing,
    party_of,
    state_guard,
)
from flerpart_flow.define.kallelse import Kalla
from flerpart_flow.define.uppfoljning import BokaUppfoljning, CaseFacts

HANDLAGGARE: Final = RoleName("handlaggare")

INTE_KALLAD: Final = Message("avstamningsmote.forsakrad_inte_kallad")
INTE_BOKAD: Final = Message("avstamningsmote.ingen_uppfoljning")

FORSAKRINGSKASSAN: Final = Role(
    "forsakringskassan",
    "AM-ANSVAR-1",
    lambda facts, event, rules: party_of(event.by) == "forsakringskassan",
    lambda facts, rules: ("forsakringskassan",),
)
HANDLAGGAREN: Final = Role(
    HANDLAGGARE,
    "AM-ANSVAR-2",
    lambda facts, event, rules: event.by == facts.leader,
    lambda facts, rules: facts.leading(),
)


@guard("AM-KALLELSE-4", reads=("till",))
def forsakrad_ar_kallad(facts: CaseFacts, event: Kalla, rules: Rules) -> Findings:
    """The insured is called to their own meeting."""
    called = {one.actor for one in facts.meeting.recipients} if facts.meeting is not None else set()
    if "individ" in {*event.till, *called}:
        return ()
    return (missing("AM-KALLELSE-4", INTE_KALLAD, cure_by=HANDLAGGARE, cure=Kalla),)


@state_guard("AM-UPPFOLJ-2")
def uppfoljning_ar_bokad(facts: CaseFacts, occasion: Occasion, rules: Rules) -> Findings:
    """A meeting with a plan ends with a follow-up booked."""
    if facts.current is None or facts.follow_up is not None:
        return ()
    return (missing("AM-UPPFOLJ-2", INTE_BOKAD, cure_by=HANDLAGGARE, cure=BokaUppfoljning),)
