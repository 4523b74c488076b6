"""The person has said yes (UI-ANSVAR-11)."""

from __future__ import annotations

from flerpart_flow.define import Findings, Message, Occasion, Rules, missing, state_guard
from flerpart_flow.routines.ung_intro.facts import Facts
from flerpart_flow.routines.ung_intro.start.events import TackaJaTillInsats
from flerpart_flow.samverkan.actors import INDIVID

NOT_ACCEPTED = Message("ung_intro.individen_har_inte_tackat_ja")


@state_guard("UI-ANSVAR-11")
def individual_has_said_yes(facts: Facts, occasion: Occasion, rules: Rules) -> Findings:
    """The support is voluntary: the person has said yes to it."""
    if facts.accepted:
        return ()
    return (missing("UI-ANSVAR-11", NOT_ACCEPTED, cure_by=INDIVID, cure=TackaJaTillInsats),)
