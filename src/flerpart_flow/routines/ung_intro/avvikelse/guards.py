"""What a report is held to: it is whole, and tells nobody more than the consent lets it."""

from __future__ import annotations

from flerpart_flow.define import Findings, Rules, guard
from flerpart_flow.routines.ung_intro.facts import Facts
from flerpart_flow.routines.ung_intro.samtycke.guards import NORM, covered_between, others_named
from flerpart_flow.samverkan.actors import party_of
from flerpart_flow.samverkan.deviations import complete_under
from flerpart_flow.samverkan.events import RapporteraAvvikelse

report_is_complete = complete_under("UI-AVVIK-1")


@guard(NORM, reads=("lamnas_till",))
def contact_with_recipient(facts: Facts, event: RapporteraAvvikelse, rules: Rules) -> Findings:
    """A report to the own authority's routine stays within it (UI-AVVIK-1); to any other unit it identifies."""
    others = tuple(one for one in others_named(event, "lamnas_till") if one != party_of(event.by))
    return covered_between(facts, event, others) if others else ()
