"""The start: voluntary support by a case manager (UI-ANSVAR-4, -11)."""

from __future__ import annotations

from typing import ClassVar

import attrs

from flerpart_flow.define import Event, Findings, Message, Occasion, Rules, missing, state_guard
from flerpart_flow.routines.ung_intro.facts import Facts, changed
from flerpart_flow.samverkan.actors import INDIVID

NOT_ACCEPTED = Message("ung_intro.individen_har_inte_tackat_ja")


@attrs.frozen(kw_only=True)
class TackaJaTillInsats(Event):
    """The person says yes to the support."""

    name: ClassVar[str] = "tacka_ja_till_insats"


@attrs.frozen(kw_only=True)
class TackaNejTillInsats(Event):
    """The person says no to the support."""

    name: ClassVar[str] = "tacka_nej_till_insats"


@attrs.frozen(kw_only=True)
class Starta(Event):
    """The support starts, with a case manager at Ung Intro."""

    name: ClassVar[str] = "starta"


@state_guard("UI-ANSVAR-11")
def individual_has_said_yes(facts: Facts, occasion: Occasion, rules: Rules) -> Findings:
    """The support is voluntary: the person has said yes to it."""
    if facts.accepted:
        return ()
    return (missing("UI-ANSVAR-11", NOT_ACCEPTED, cure_by=INDIVID, cure="tacka_ja_till_insats"),)


def accepted(facts: Facts, event: TackaJaTillInsats, rules: Rules) -> Facts:
    """The person wants the support."""
    return changed(facts, accepted=True)


def started(facts: Facts, event: Starta, rules: Rules) -> Facts:
    """The support goes on."""
    return changed(facts, started=True)
