"""What a report does to the case."""

from __future__ import annotations

from flerpart_flow.define import Rules
from flerpart_flow.routines.ung_intro.facts import Facts, changed
from flerpart_flow.samverkan.deviations import still_unanswered
from flerpart_flow.samverkan.events import RapporteraAvvikelse


def reported(facts: Facts, event: RapporteraAvvikelse, rules: Rules) -> Facts:
    """What is reported is no longer proposed. Nothing is judged here: each authority's own routine does that."""
    return changed(facts, attempts=still_unanswered(facts.attempts, event))
