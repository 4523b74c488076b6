"""What the library proposes as a deviation, for a person to report."""

from __future__ import annotations

from datetime import datetime

from flerpart_flow.define import Duty, Proposal, Rules
from flerpart_flow.routines.ung_intro.facts import Facts
from flerpart_flow.samverkan.deviations import unanswered


def proposals(facts: Facts, duties: tuple[Duty, ...], rules: Rules, now: datetime) -> tuple[Proposal, ...]:
    """What may be a deviation: a unit that doesn't answer repeated attempts (A28)."""
    return tuple(unanswered("UI-AVVIK-1", facts.attempts, rules))
