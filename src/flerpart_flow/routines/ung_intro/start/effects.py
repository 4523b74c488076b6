"""What a case knows after the answer and the start."""

from __future__ import annotations

from flerpart_flow.define import Rules
from flerpart_flow.routines.ung_intro.facts import Facts, changed
from flerpart_flow.routines.ung_intro.start.events import Starta, TackaJaTillInsats


def accepted(facts: Facts, event: TackaJaTillInsats, rules: Rules) -> Facts:
    """The person wants the support."""
    return changed(facts, accepted=True)


def started(facts: Facts, event: Starta, rules: Rules) -> Facts:
    """The support goes on."""
    return changed(facts, started=True)
