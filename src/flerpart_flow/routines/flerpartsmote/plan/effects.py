"""What drafting, summing up, approving and booking do: a new version, an approval more, a plan in force."""

from __future__ import annotations

from typing import Final

from flerpart_flow.define import Rules
from flerpart_flow.routines.flerpartsmote.facts import Facts
from flerpart_flow.routines.flerpartsmote.phases import A
from flerpart_flow.routines.flerpartsmote.plan.approval import approval_takes
from flerpart_flow.samverkan.plan.effects import summed_up_with

summed_up: Final = summed_up_with(approval_takes)


def after_approval(facts: Facts, rules: Rules) -> str | None:
    """To the measures once a version is approved."""
    return A if facts.current is not None else None
