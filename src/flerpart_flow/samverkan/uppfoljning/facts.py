"""Facts to begin from: all that consent, meetings, plans, measures and follow-ups ask of a routine's own."""

from __future__ import annotations

from datetime import datetime

from flerpart_flow.engine.values.chain import Chain
from flerpart_flow.engine.values.frozen import frozen
from flerpart_flow.engine.values.reticent import reticent
from flerpart_flow.samverkan.contacts import Attempts
from flerpart_flow.samverkan.mote.meeting import FollowUp, Meeting
from flerpart_flow.samverkan.plan.version import MeasureState, Version
from flerpart_flow.samverkan.samtycke.consent import Consent
from flerpart_flow.samverkan.word.said import Withheld, Words


@reticent()
@frozen(weakref_slot=False)
class CaseFacts:
    """What is known of a case between parties. A routine adds its own by a class that inherits from this one."""

    leader: str | None = None
    informed_at: datetime | None = None
    said: Words = ()
    withheld: tuple[Withheld, ...] = ()
    consent: Consent | None = None
    attempts: tuple[Attempts, ...] = ()
    asked: tuple[Attempts, ...] = ()
    meeting: Meeting | None = None
    meetings: int = 0
    draft: Version | None = None
    current: Version | None = None
    earlier: Chain[Version] = Chain()
    versions: int = 0
    drawn: tuple[tuple[int, str, bool], ...] = ()
    measures: tuple[tuple[str, str, MeasureState], ...] = ()
    declined: frozenset[str] = frozenset()
    follow_up: FollowUp | None = None

    def leading(self) -> tuple[str, ...]:
        """Whoever leads the case."""
        return () if self.leader is None else (self.leader,)
