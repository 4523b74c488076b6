"""What must hold to act on a measure: it stands in the plan, and the one who acts is bound by it (FM-GENOMF-1)."""

from __future__ import annotations

from typing import Any

from flerpart_flow.define import Findings, Message, Rules, guard, missing
from flerpart_flow.routines.flerpartsmote.facts import Facts
from flerpart_flow.routines.flerpartsmote.plan.approval import bound
from flerpart_flow.routines.flerpartsmote.plan.events import GodkannPlan
from flerpart_flow.samverkan.actors import INDIVID, is_individual

NO_SUCH = Message("atgarder.finns_inte")
NOT_BOUND = Message("atgarder.bara_forslag")


def _acting(event: Any) -> str:
    return INDIVID if is_individual(event.by) else str(event.by)


@guard("FM-GENOMF-1", "FM-ROLL-5", reads=("atgard", "by"))
def measure_is_theirs(facts: Facts, event: Any, rules: Rules) -> Findings:
    """The measure stands in the plan in force, and the one who acts has approved the plan."""
    measure = facts.current.plan.measure(event.atgard) if facts.current is not None else None
    if measure is None:
        known = tuple(one.id or "" for one in facts.current.plan.atgarder) if facts.current else ()
        return (missing("FM-GENOMF-1", NO_SUCH, cure_by="ansvarig", cure=type(event), count=len(known)),)
    if facts.current is not None and not bound(facts.current, _acting(event)):
        return (missing("FM-ROLL-5", NOT_BOUND, cure_by=event.by, cure=GodkannPlan, number=facts.current.number),)
    return ()
