"""What the events of a case have established. Frozen and hashable, without journal or clock."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flerpart_flow.define import UNKNOWN, Ternary, evolve
from flerpart_flow.engine.values.chain import Chain
from flerpart_flow.engine.values.frozen import frozen
from flerpart_flow.engine.values.reticent import reticent
from flerpart_flow.samverkan.actors import REGION, is_unit, parties_in, party_of
from flerpart_flow.samverkan.contacts import Attempts
from flerpart_flow.samverkan.mote.meeting import Cancelled, FollowUp, Meeting, Past
from flerpart_flow.samverkan.plan import versions
from flerpart_flow.samverkan.plan.content import same_id
from flerpart_flow.samverkan.plan.version import MeasureState, Version
from flerpart_flow.samverkan.samtycke.consent import Consent
from flerpart_flow.samverkan.word.said import Withheld, Words, answer_on


@reticent()
@frozen(weakref_slot=False)
class Need:
    """The assessment of need (FM-BEDOMNING)."""

    coordination: Ternary
    working_age: Ternary


@reticent()
@frozen(weakref_slot=False)
class Participant:
    """Somebody who may take part: the individual's answer, and for a relative the chair's view of suitability."""

    actor: str
    answer: Ternary = UNKNOWN
    suitable: Ternary = UNKNOWN


@reticent()
@frozen(weakref_slot=False)
class MeetingTime:
    """A time that the Region, or else the convener, has given for the next meeting."""

    start: datetime
    by: str
    end: datetime | None = None
    place: str | None = None


@reticent()
@frozen(weakref_slot=False)
class Candidate:
    """A break of the routine that nobody has reported yet: kind, unit, the line it happened in, since when."""

    kind: str
    unit: str
    norm: str
    nr: int
    since: datetime
    measure: str | None = None


@reticent()
@frozen(weakref_slot=False)
class Facts:
    """Everything that the guards may know of a case.

    ``drawn`` are the lines that drew up a draft since a version was approved last, and those that summed one up (True),
    each with the content, in the order of what happened. ``documenter`` is who was appointed last. ``uncopied`` are the
    units that the plan in force concerns and that haven't got their copy of it.
    ``measures`` has each bearer's part of a measure. ``attempts`` are those since the unit last acted, ``asked`` all
    that there have been; ``declines`` are those who declined a meeting for another reason than the time, or on its day.
    """

    municipality: str | None = None
    initiator: str | None = None
    chair: str | None = None
    chair_offered: str | None = None
    chair_wished: frozenset[str] = frozenset()
    need: Need | None = None
    offered: bool = False
    informed_at: datetime | None = None
    consent: Consent | None = None
    withdrawn_at: datetime | None = None
    prepared: Ternary = UNKNOWN
    said: Words = ()
    withheld: tuple[Withheld, ...] = ()
    suitable: tuple[tuple[str, Ternary], ...] = ()
    conditions: tuple[tuple[str, str, Ternary], ...] = ()
    region_contact: tuple[str, datetime] | None = None
    region_declined: frozenset[str] = frozenset()
    time: MeetingTime | None = None
    meeting: Meeting | None = None
    meetings: int = 0
    unaccounted: frozenset[str] = frozenset()
    cancelled: Cancelled | None = None
    follow_up: FollowUp | None = None
    draft: Version | None = None
    current: Version | None = None
    earlier: Chain[Version] = Chain()
    versions: int = 0
    drawn: tuple[tuple[int, str, bool], ...] = ()
    documenter: str | None = None
    uncopied: frozenset[str] = frozenset()
    measures: tuple[tuple[str, str, MeasureState], ...] = ()
    declined: frozenset[str] = frozenset()
    need_remains: Ternary = UNKNOWN
    attempts: tuple[Attempts, ...] = ()
    asked: tuple[Attempts, ...] = ()
    declines: frozenset[tuple[int, str]] = frozenset()
    past: Chain[Past] = Chain()
    reported_late: frozenset[tuple[int, str, str]] = frozenset()
    candidates: tuple[Candidate, ...] = ()

    def participant(self, actor: str) -> Participant:
        """What is known of somebody's taking part; an unknown answer where nobody has said anything."""
        return Participant(actor, answer_on(self.said, actor), self.suitability(actor))

    @property
    def participants(self) -> tuple[Participant, ...]:
        """Those of whom something is known: the individual's answer, the chair's view of suitability."""
        known = dict.fromkeys((*(one.actor for one in self.said), *(actor for actor, _ in self.suitable)))
        return tuple(map(self.participant, known))

    def suitability(self, actor: str) -> Ternary:
        """What the chair has said of whether it is suitable that a relative takes part."""
        return next((view for one, view in self.suitable if one == actor), UNKNOWN)

    def wanted(self) -> tuple[str, ...]:
        """Those whom the individual has said yes to."""
        return tuple(one.actor for one in self.said if one.answer is Ternary.YES)

    def leading(self) -> tuple[str, ...]:
        """The chair."""
        return (self.chair,) if self.chair else ()

    def organisations(self) -> frozenset[str]:
        """The organisations that are to take part, the chair's own among them."""
        return parties_in((*self.wanted(), *((self.chair,) if self.chair else ())))

    def with_region(self) -> bool:
        """Whether a unit of the Region is to take part."""
        return any(is_unit(actor) and party_of(actor) == REGION for actor in self.wanted())

    def with_care(self) -> bool:
        """Whether care takes part: a unit of the Region is to, or chairs the case itself."""
        return self.with_region() or (self.chair is not None and party_of(self.chair) == REGION)

    def condition(self, unit: str, code: str) -> Ternary:
        """What is stated of a condition for a unit; unknown where nothing is."""
        return next((value for of, name, value in self.conditions if of == unit and name == code), UNKNOWN)

    def version(self, number: int | None) -> Version | None:
        """A version by its number; the newest that is open to approval, where no number is given."""
        return versions.version(self, number)

    def version_of(self, content: str | None) -> Version | None:
        """The version that says this, if any does."""
        return versions.version_of(self, content)

    def number_of(self, measure: str | None) -> int | None:
        """The number of a measure in the plan in force, or else in the newest that had it."""
        return versions.number_in_force(self, measure)

    def has_declined(self, measure: str | None) -> bool:
        """Whether the individual has said no to a measure of the plan in force (A51)."""
        return same_id(measure) in self.declined

    def part_state(self, measure: str, bearer: str) -> MeasureState:
        """How far one bearer's part of a measure of the current plan has come."""
        return versions.part_state(self, measure, bearer)

    def measure_state(self, measure: str) -> MeasureState:
        """How far a measure of the current plan has come: done when all have done their part (reading A61)."""
        parts = {state for ident, _, state in self.measures if same_id(ident) == same_id(measure)}
        if len(parts) < 2:
            return next(iter(parts), MeasureState.DECIDED)
        over = parts & {MeasureState.DONE, MeasureState.NOT_DONE}
        return MeasureState.PARTLY_DONE if over else MeasureState.STARTED


def changed(facts: Facts, **changes: Any) -> Facts:
    """The facts with some of them changed."""
    return evolve(facts, **changes)


def convener_of(facts: Facts) -> str | None:
    """Who calls to the next meeting: the one named for the follow-up, else the chair (readings A13, A17)."""
    return facts.follow_up.convener if facts.follow_up is not None else facts.chair
