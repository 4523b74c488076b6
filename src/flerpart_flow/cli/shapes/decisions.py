"""A decision on one event as JSON: what was said of it, and what would follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flerpart_flow.cli.shapes import shapes

if TYPE_CHECKING:
    from flerpart_flow.engine.judging.case import Case
    from flerpart_flow.engine.judging.decision import Decision
    from flerpart_flow.texts import Texts


def decided(answer: Decision, case: Case, named: Texts) -> dict[str, Any]:
    """The event, yes or no with the findings, and what would follow."""
    facts = answer.state.facts
    return {
        "event": answer.event.name,
        "label": named.label("handelser", answer.event.name),
        "answer": "yes" if answer.allowed else "no",
        "findings": shapes.findings(answer.findings, case.rules, named),
        "decided": {
            "by": answer.event.by,
            "phase_after": answer.state.phase,
            "opened": [shapes.entry(one, case.routine, facts) for one in answer.opened],
            "ended": [{**shapes.entry(one.entry, case.routine, facts), "how": one.how.value} for one in answer.ended],
            "lost": list(answer.lost),
            "gained": list(answer.gained),
        },
    }
