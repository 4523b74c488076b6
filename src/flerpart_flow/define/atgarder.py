"""Measures of a plan: the events, what must hold, what they do, who owes them."""

from __future__ import annotations

from flerpart_flow.samverkan.atgarder.duties import (
    gone_from_plan,
    last_day,
    number_in_plan,
    that_measure,
    their_part,
    to_carry_out,
)
from flerpart_flow.samverkan.atgarder.effects import done, not_done, started
from flerpart_flow.samverkan.atgarder.events import AvstaAtgard, EjGenomfordAtgard, GenomforAtgard, PaborjaAtgard
from flerpart_flow.samverkan.atgarder.guards import theirs_under

__all__ = [
    "AvstaAtgard",
    "EjGenomfordAtgard",
    "GenomforAtgard",
    "PaborjaAtgard",
    "done",
    "gone_from_plan",
    "last_day",
    "not_done",
    "number_in_plan",
    "started",
    "that_measure",
    "their_part",
    "theirs_under",
    "to_carry_out",
]
