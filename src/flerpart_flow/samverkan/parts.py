"""What summonses, meetings, plans and measures ask of a routine's facts, beyond what consent does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from flerpart_flow.samverkan.facts import SharedFacts

if TYPE_CHECKING:  # these build on this module
    from flerpart_flow.engine.values.chain import Chain
    from flerpart_flow.samverkan.mote.meeting import Meeting
    from flerpart_flow.samverkan.plan.version import MeasureState, Version


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


MeetingT = TypeVar("MeetingT", bound=MeetingFacts)
PlanT = TypeVar("PlanT", bound=PlanFacts)
