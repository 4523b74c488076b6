"""A version of a plan, who has approved it, and how far its measures have come."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import attrs

from flerpart_flow.engine.values.frozen import frozen
from flerpart_flow.engine.values.reticent import reticent
from flerpart_flow.samverkan.actors import INDIVID
from flerpart_flow.samverkan.plan.content import Plan


class Origin(StrEnum):
    """How a version of the plan came about (reading A19)."""

    NEW = "new"
    REVISION = "revision"
    REPLACEMENT = "replacement"


@reticent()
@frozen(weakref_slot=False)
class Version:
    """A version of the plan. Once approved its content never changes; approvals may still come in.

    ``required`` are those whose approval it takes (reading A14), fixed when the chair sums up. ``parent`` is
    the number of the version that it revises or replaces. ``content`` is the digest of what it says: that is the
    version, and the number only how it is shown (reading A52); ``drawn_on`` is the day it was drawn up. ``left`` are
    units that left the meeting after the sum-up.
    """

    number: int
    plan: Plan
    origin: Origin = Origin.NEW
    parent: int | None = None
    summed_up: bool = False
    required: frozenset[str] = frozenset()
    approvals: frozenset[str] = frozenset()
    rejections: frozenset[str] = frozenset()
    approved: bool = False
    left: frozenset[str] = frozenset()
    drawn_on: date | None = None
    content: str = attrs.field(default=attrs.Factory(lambda self: self.plan.digest, takes_self=True))

    @property
    def unwanted(self) -> bool:
        """Whether the individual has said no to it, also once it was approved."""
        return INDIVID in self.rejections


class MeasureState(StrEnum):
    """How far a measure has come, or one bearer's part of it (reading A61)."""

    DECIDED = "decided"
    STARTED = "started"
    PARTLY_DONE = "partly_done"
    DONE = "done"
    NOT_DONE = "not_done"
