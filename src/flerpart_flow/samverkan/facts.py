"""What the shared parts ask of a routine's facts: the few things about a case that they read and change.

A routine's own facts have these and much more. Whoever type-checks a routine is told if one of them is missing.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:  # these build on this module
    from flerpart_flow.engine.values.chain import Chain
    from flerpart_flow.samverkan.contacts import Attempts
    from flerpart_flow.samverkan.mote.meeting import FollowUp, Meeting
    from flerpart_flow.samverkan.plan.version import MeasureState, Version
    from flerpart_flow.samverkan.samtycke.consent import Consent
    from flerpart_flow.samverkan.word.said import Withheld, Words


class SharedFacts(Protocol):
    """Facts of a case between several parties: a frozen attrs class, declared with ``weakref_slot=False``."""

    @property
    def informed_at(self) -> datetime | None:
        """When the individual was last told what the consent would be about, since the last one ended."""

    @property
    def said(self) -> Words:
        """What the individual has said of each actor and each representative, apart from consent."""

    @property
    def withheld(self) -> tuple[Withheld, ...]:
        """What the individual's side has taken back of a consent, and not given again."""

    @property
    def consent(self) -> Consent | None:
        """The consent in the case, or None."""

    @property
    def attempts(self) -> tuple[Attempts, ...]:
        """The attempts at contact that nobody has answered."""

    @property
    def asked(self) -> tuple[Attempts, ...]:
        """All attempts at contact that there have been, answered or not."""

    def leading(self) -> tuple[str, ...]:
        """Those who lead the case now: they may know what the individual has said of whom (A66)."""


FactsT = TypeVar("FactsT", bound=SharedFacts)
"""The facts of one routine: what an effect is given, and gives back changed."""


class MeetingFacts(SharedFacts, Protocol):
    """Facts of a case in which parties are called to meetings."""

    @property
    def meeting(self) -> Meeting | None:
        """The meeting that is booked or going on."""

    @property
    def meetings(self) -> int:
        """The number of the latest meeting that is over, held or not."""


class PlanFacts(MeetingFacts, Protocol):
    """Facts of a case in which a plan is drawn up, approved and carried out."""

    @property
    def draft(self) -> Version | None:
        """The version that is being drawn up."""

    @property
    def current(self) -> Version | None:
        """The version in force."""

    @property
    def earlier(self) -> Chain[Version]:
        """The versions before, the oldest first."""

    @property
    def versions(self) -> int:
        """The highest number that a version has."""

    @property
    def drawn(self) -> tuple[tuple[int, str, bool], ...]:
        """The lines that drew a draft up since a version was approved, and those that summed one up (True)."""

    @property
    def measures(self) -> tuple[tuple[str, str, MeasureState], ...]:
        """How far each bearer's part of each measure has come."""

    @property
    def declined(self) -> frozenset[str]:
        """The measures that the individual has said no to."""


class FollowUpFacts(PlanFacts, Protocol):
    """Facts of a case whose plan is followed up."""

    @property
    def follow_up(self) -> FollowUp | None:
        """The follow-up that is booked."""


MeetingT = TypeVar("MeetingT", bound=MeetingFacts)
PlanT = TypeVar("PlanT", bound=PlanFacts)
FollowUpT = TypeVar("FollowUpT", bound=FollowUpFacts)
