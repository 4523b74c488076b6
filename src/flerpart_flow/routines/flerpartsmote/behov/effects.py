"""What a need that is seen, its assessment and the offer establish."""

from __future__ import annotations

from flerpart_flow.define import Rules
from flerpart_flow.routines.flerpartsmote.behov.events import BedomBehov, ErbjudMote, IdentifieraBehov
from flerpart_flow.routines.flerpartsmote.facts import Facts, Need, changed


def need_seen(facts: Facts, event: IdentifieraBehov, rules: Rules) -> Facts:
    """The one who sees the need initiates, and chairs until a hand-over is accepted (FM-FORBEREDELSE-1, A13)."""
    return changed(facts, initiator=event.by, chair=event.by)


def need_assessed(facts: Facts, event: BedomBehov, rules: Rules) -> Facts:
    """The latest assessment counts."""
    return changed(facts, need=Need(event.samordningsbehov, event.arbetsfor_alder))


def meeting_offered(facts: Facts, event: ErbjudMote, rules: Rules) -> Facts:
    """There is an offer."""
    return changed(facts, offered=True)
