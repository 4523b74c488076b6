"""A case: an immutable value that is asked, and that an event turns into the next value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum
from typing import Any, Generic, overload

import attrs

from flerpart_flow.engine.definition.correction import Ratta
from flerpart_flow.engine.definition.duties import Duty
from flerpart_flow.engine.definition.routine import F, Proposal, Routine
from flerpart_flow.engine.eras.change import BytRegler
from flerpart_flow.engine.eras.eras import (
    Era,
    check_header,
    check_judged,
    judged_from,
    moved_on,
    rules_at,
)
from flerpart_flow.engine.eras.moving import moving_on
from flerpart_flow.engine.errors import EventError, discreet
from flerpart_flow.engine.judging import queries
from flerpart_flow.engine.judging.course import Course
from flerpart_flow.engine.judging.decision import Decision, State
from flerpart_flow.engine.judging.growth import arrived, grown, settled_at_end, unjudged
from flerpart_flow.engine.judging.queries import Possible
from flerpart_flow.engine.judging.rejudging import Placed, replayed, state_before
from flerpart_flow.engine.judging.step import initial_state, step
from flerpart_flow.engine.judging.writing import aware_time, placed_last
from flerpart_flow.engine.record.events import ACTOR, Event, check_codes
from flerpart_flow.engine.record.header import Header, Pin
from flerpart_flow.engine.rules.registry import RulesRegistry
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.chain import Chain
from flerpart_flow.engine.values.frozen import frozen


class LineStatus(StrEnum):
    """What became of a recorded line."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    CORRECTED = "corrected"
    STRUCK = "struck"


@frozen
class Case(Generic[F]):
    """One case under one routine and the rules that hold for it now, over the routine's facts.

    ``registry`` has the rules that it may move on to, beside those that the library ships.

    Every method leaves the case as it is; ``apply`` and ``record`` give the next case. Two cases with the same
    header, rules and lines are equal. Times must be aware; a naive one raises EventError.
    """

    header: Header
    routine: Routine[F] = attrs.field(repr=lambda routine: routine.name)
    rules: Rules = attrs.field(repr=lambda rules: rules.version, eq=lambda rules: (rules.digest, rules.overlay))
    course: Course = attrs.field(repr=False)
    lines: Chain[Event] = attrs.field(default=Chain(), repr=lambda lines: str(len(lines)))
    latest: datetime | None = attrs.field(default=None, repr=False, eq=False)
    registry: RulesRegistry | None = attrs.field(default=None, repr=False, eq=False)

    def __copy__(self) -> Case[F]:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Case[F]:
        return self  # nothing in a case changes, so a copy is the case itself

    @property
    def phase(self) -> str:
        """Where the case stands now."""
        return self.course.state.phase

    @property
    def facts(self) -> F:
        """What the events have established."""
        return self.state.facts

    @property
    def state(self) -> State[F]:
        """Phase, facts and ledger of duties."""
        return self.course.state

    @property
    def closed(self) -> bool:
        """Whether the case is over."""
        return self.phase in self.routine.ends

    @property
    def judged_from(self) -> int | None:
        """The line from which every later one is judged; None if the rules that hold now aren't installed."""
        return judged_from(self.course.eras) if self.course.eras else 1

    @discreet
    def decide(self, event: Event, now: datetime | None = None) -> Decision[F]:
        """Everything that the routine says of the event, and what would follow. Changes nothing.

        ``now`` is what your clock says: no event may lie more than a day ahead of it. A question may leave out both it
        and ``recorded_at``; it is judged by when the event occurred.

        Raises EventError if the event isn't well formed: an unknown unit, a wrong ``nr``, a time that runs
        backwards or lies ahead; RulesNotInstalled where the rules that the case stands under, or is to move to, aren't.
        """
        last = self.lines.last
        soonest = event.occurred_at if last is None else max(event.occurred_at, last.recorded_at)
        return self._judge(event, now, soonest)[0]

    @discreet
    def apply(self, event: Event, now: datetime | None = None) -> Case[F]:
        """The case after the event. Raises Refused, which carries every reason, if the routine says no.

        ``now`` is what your clock says. It is the event's ``recorded_at``, if that is left out, and no event may lie
        more than a day ahead of it; one of the two is needed, save of the event that opens the case. Other errors are
        as of ``decide``.
        """
        decision, course = self._judge(event, now, self._opening(event))
        decision.or_raise()
        return self._next(decision, course)

    @discreet
    def apply_all(self, events: Iterable[Event], now: datetime | None = None) -> Case[F]:
        """The case after every event in turn. Raises Refused at the first that the routine refuses.

        ``now`` and other errors are as of ``apply``.
        """
        case = self
        for event in events:
            case = case.apply(event, now)
        return case

    @discreet
    def record(self, event: Event, now: datetime | None = None) -> tuple[Case[F], Decision[F]]:
        """The case with the event as its next line, accepted or not: how a log is read.

        A refused line stays in the log and doesn't move the case, unless a later correction or late line gives
        it the ground that it lacked. ``now`` and errors are as of ``apply``.
        """
        decision, course = self._judge(event, now, self._opening(event))
        return self._next(decision, course), decision

    @discreet
    def taken(self, event: Event) -> tuple[Case[F], Decision[F]]:
        """As ``record``, of a line that a journal holds already: lines under rules that aren't installed are taken in
        as accepted, and nothing is found of them.
        """
        decision, course = self._judge(event, None, self._opening(event), taking=True)
        return self._next(decision, course), decision

    def _opening(self, event: Event) -> datetime | None:
        return event.occurred_at if self.lines.last is None else None

    def _judge(
        self, event: Event, now: datetime | None, otherwise: datetime | None, taking: bool = False
    ) -> tuple[Decision, Course | None]:
        placed = placed_last(self.routine, self.lines, event, now, otherwise)
        if isinstance(placed, BytRegler):
            return self._move_on(placed, taking)
        if not taking:
            check_judged(self.course)
        check_codes(placed, self.rules.vocabulary)
        late = self.latest is not None and placed.occurred_at < self.latest
        if not late and not isinstance(placed, Ratta):
            placed = settled_at_end(self.routine, self.facts, self.course.numbers, placed)
            judging = step if self.judged_from is not None else unjudged
            return judging(self.routine, self.rules, self.course.state, placed), None
        return arrived(self.routine, self.rules, self.course, self.lines, placed)

    def _move_on(self, event: BytRegler, taking: bool) -> tuple[Decision, Course | None]:
        """The decision on a change of rules, by the new ones. Raises as ``moving_on``."""
        marked, rules = moving_on(self, self.header, event, taking=taking)
        if rules is None:
            return unjudged(self.routine, self.rules, self.course.state, event), None
        if marked.change is not None and marked.change.late:
            return arrived(self.routine, rules, self.course, self.lines, marked)
        return step(self.routine, rules, self.course.state, marked), None

    def _next(self, decision: Decision, course: Course | None) -> Case[F]:
        event = decision.event
        at, latest = event.occurred_at, self.latest
        if latest is None or at > latest:
            latest = at
        if course is None:
            course = grown(self.routine, self.course, len(self.lines), decision)
        rules = self.rules
        if isinstance(event, BytRegler) and decision.allowed:
            rules = decision.rules
            course = attrs.evolve(
                course, eras=moved_on(course, self.rules, event, rules, judged=event.change is not None)
            )
        return Case(self.header, self.routine, rules, course, self.lines.append(event), latest, self.registry)

    def status(self, nr: int, refused: frozenset[int] | None = None) -> LineStatus:
        """What became of line ``nr``, from 1. Raises IndexError for a line that isn't there.

        One who asks about many lines gives ``refused``, the set of ``course.refused``.
        """
        if not 1 <= nr <= len(self.lines):
            raise IndexError(nr)
        if nr in self.course.corrections:
            return LineStatus.STRUCK if self.course.corrections[nr] is None else LineStatus.CORRECTED
        known = self.course.refused if refused is None else refused
        return LineStatus.REFUSED if nr in known else LineStatus.ACCEPTED

    @discreet
    def state_at(self, at: datetime) -> State[F]:
        """The state at a moment: what had occurred by then, whenever it was written down."""
        at = aware(at)
        place = self.course.place_at(self.lines, at)
        return state_before(self.routine, self.rules, self.course, self.lines, place)

    def replayed(self) -> Iterator[Placed]:
        """Every line in the order in which things happened, with what was decided on it as it reads now."""
        return replayed(self.routine, self.rules, self.course, self.lines)

    @discreet
    def permitted(self, at: datetime, by: str | None = None) -> tuple[Possible, ...]:
        """What may happen at a moment: for each event that the phase has yes, no with reasons, or yes if the
        event also states certain things, and who may do it; or, with ``by``, what that one may do.

        Raises EventError for an actor that the rules don't know.
        """
        found = queries.permitted(self.routine, self.rules, self.state_at(at), aware(at), self._known(by))
        return found if self.judged_from is not None else tuple(one for one in found if one.event == BytRegler.name)

    @overload
    def why_not(self, event: Event, at: datetime | None = None, by: str | None = None) -> Decision[F]: ...

    @overload
    def why_not(self, event: type[Event], at: datetime | None = None, by: str | None = None) -> Possible: ...

    @discreet
    def why_not(
        self, event: Event | type[Event], at: datetime | None = None, by: str | None = None
    ) -> Possible | Decision[F]:
        """Why an event may not happen: of an event, the decision, with ``at`` as ``now``; of a class, what stands in
        its way at ``at``, for whoever has the role or for the one who asks (``by``).

        Raises TypeError for a class without a time, EventError for a class of another routine or an unknown actor.
        """
        if isinstance(event, Event):
            return self.decide(event, at)
        if event is not self.routine.events.get(event.name):
            raise EventError("handelse.annan_rutin", field="event", routine=self.routine.name)
        if at is None:
            raise TypeError("a query about a kind of event needs a time")
        if event is not BytRegler:
            check_judged(self.course)
        return queries.possible(self.routine, self.rules, self.state_at(at), event, aware(at), self._known(by))

    def _known(self, by: str | None) -> str | None:
        """The one who asks, if the rules know such an actor."""
        if by is not None:
            self.rules.vocabulary.require(ACTOR, by, "by")
        return by

    @discreet
    def duties(self, now: datetime) -> tuple[Duty, ...]:
        """Who owes what at a moment: open duties first, oldest first, and then those that ended."""
        rules = rules_at(self.course, self.lines, self.rules, aware(now))
        return queries.duties(self.routine, rules, self.state_at(now), aware(now))

    @discreet
    def deviations(self, now: datetime) -> tuple[Proposal, ...]:
        """The deviations that the library proposes at a moment; a person reports them, or not."""
        rules = rules_at(self.course, self.lines, self.rules, aware(now))
        return queries.deviations(self.routine, rules, self.state_at(now), aware(now))


@discreet
def open_case(
    routine: Routine[F],
    case: str,
    *,
    rules: Rules | None = None,
    municipality: str | None = None,
    previous: str | None = None,
    linked: Iterable[str] = (),
    registry: RulesRegistry | None = None,
) -> Case[F]:
    """A new case, without events yet, pinned to the rules it starts under (the newest, if none are given).

    The newest are those that were added last to the ``registry``, if it has any of the routine.

    ``case`` and ``previous`` are opaque references. Raises EventError for a reference that holds a personnummer
    and for a municipality that the rules don't know.
    """
    rules = rules or (registry.present(routine.name) if registry is not None else None) or routine.rules()
    pin = Pin(rules.version, rules.digest, rules.overlay)
    if isinstance(linked, str):
        raise EventError("falt.texter", field="linked")
    links = tuple(linked)
    return case_of(routine, Header(routine.name, case, municipality, pin, previous, links), rules, registry)


@discreet
def case_of(routine: Routine[F], header: Header, rules: Rules, registry: RulesRegistry | None = None) -> Case[F]:
    """A case without events for a header that already exists. Raises as ``check_header``."""
    check_header(routine, header, rules)
    return Case(header, routine, rules, Course.start(initial_state(routine, header)), registry=registry)


@discreet
def unjudged_case_of(
    routine: Routine[F], header: Header, rules: Rules, registry: RulesRegistry | None = None
) -> Case[F]:
    """A case without events whose header pins rules that aren't installed; ``rules`` say how its lines are taken in."""
    check_header(routine, attrs.evolve(header, rules=None), rules)
    digest = rules.digest if header.rules is None else header.rules.digest
    course = attrs.evolve(Course.start(initial_state(routine, header)), eras=(Era(1, digest, rules, judged=False),))
    return Case(header, routine, rules, course, registry=registry)


def aware(at: datetime) -> datetime:
    """The moment in UTC. Raises EventError for a naive time, or one outside the years that the library knows."""
    return aware_time(at, "at")
