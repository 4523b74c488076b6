"""What must hold to act on a measure: it stands in the plan, and the one who acts is bound by it (FM-GENOMF-1)."""

from __future__ import annotations

from typing import Any, Final

from flerpart_flow.define import Findings, Rules, guard
from flerpart_flow.routines.flerpartsmote.facts import Facts
from flerpart_flow.samverkan.atgarder.guards import acting, not_bound, theirs_under
from flerpart_flow.samverkan.plan.approval import bound
from flerpart_flow.samverkan.plan.roles import ANSVARIG


@guard("FM-ROLL-5", reads=("by",))
def has_approved(facts: Facts, event: Any, rules: Rules) -> Findings:
    """Whoever acts on a measure has approved the plan, whichever measure it is."""
    plan = facts.current
    if plan is None or acting(event) not in plan.plan.responsible() or bound(plan, acting(event)):
        return ()
    return (not_bound("FM-ROLL-5", plan, event),)


measure_is_theirs: Final = theirs_under("FM-GENOMF-1", "FM-ROLL-5", ANSVARIG)
