"""Claims on the plan: who has approved what is in force, and whom a measure binds."""

from __future__ import annotations

from typing import Any

from flerpart_flow.proof.prove.checks.base import Check, Outcome, two_sided
from flerpart_flow.proof.prove.told import is_a_unit
from flerpart_flow.proof.prove.walking import Tried


class ApprovedByAll(Check):
    """A plan comes into force when the individual and each unit still at the meeting have approved that content."""

    events = None

    def act(self, tried: Tried) -> Outcome | None:
        """Held against who has approved what."""
        if tried.after is None:
            return None
        before: Any = tried.node.state.facts.current
        after: Any = tried.after.state.facts.current
        if after is None or not after.approved or (before is not None and before.content == after.content):
            return None
        told = tried.after.told
        yes = {actor for actor, content in told.approved if content == after.content}
        return Outcome.DONE if yes >= {"individ", *told.awaited} else Outcome.BROKEN


class OnlyTheirOwn(Check):
    """A unit acts on its measure only once it has approved the plan: until then it is a proposal (A14)."""

    events = ("paborja_atgard", "genomfor_atgard", "ej_genomford_atgard")

    def act(self, tried: Tried) -> Outcome | None:
        """Held against its own approval."""
        current: Any = tried.node.state.facts.current
        if not is_a_unit(tried.event.by) or current is None:
            return None
        return two_sided(tried.allowed, (tried.event.by, current.content) in tried.node.told.approved)
