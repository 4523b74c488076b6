"""What the library proposes as a deviation, for a person to report."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from flerpart_flow.define import ByKind, Duty, Proposal, Rules
from flerpart_flow.routines.ung_intro.facts import Facts
from flerpart_flow.samverkan.deviations import unanswered


def _silent(facts: Facts, duties: tuple[Duty, ...], rules: Rules, now: datetime) -> tuple[Proposal, ...]:
    """A unit that doesn't answer repeated attempts (A28)."""
    return tuple(unanswered("UI-AVVIK-1", facts.attempts, rules))


proposals: Final[ByKind[Facts]] = ByKind(((("inget_svar",), _silent),))
"""What may be a deviation."""
