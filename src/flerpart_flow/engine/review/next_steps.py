"""What is to be done next in a case, by whom and by when: what is missing first, then what takes the case on."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from datetime import date, datetime
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Final

import attrs

from flerpart_flow.engine.definition.duties import Duty, DutyState
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.judging.decision import State
from flerpart_flow.engine.judging.queries import Answer, Possible
from flerpart_flow.engine.review.hindered import hindered
from flerpart_flow.engine.review.needs import Need, asked_before, needs
from flerpart_flow.engine.review.steps import MANY, main_path
from flerpart_flow.engine.rules.findings import Finding
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.clock import local_date

if TYPE_CHECKING:
    from flerpart_flow.engine.definition.showing import Dated

STANDING: Final = (DutyState.LATE, DutyState.OPEN, DutyState.WAITING, DutyState.SUSPENDED)
"""The states of a duty that isn't over, what presses most first."""


_RUNS: Final = frozenset({DutyState.OPEN, DutyState.LATE})


@attrs.frozen
class NextStep:
    """An act that comes next, and ``instead`` the others that the same duties may be met by.

    ``duties`` are those that it meets and that aren't over, late ones first, then by the day. ``booked`` is the day
    that the case holds for it. ``onward`` tells what takes the case on from what has to come before it. ``bearers`` are
    those who are to do it, where that is owed by some or awaited from them.
    """

    asked: Possible
    duties: tuple[Duty, ...] = ()
    instead: tuple[Possible, ...] = ()
    booked: Dated | None = None
    onward: bool = False
    bearers: tuple[str, ...] = ()

    @property
    def event(self) -> str:
        """The event's name."""
        return self.asked.event

    @property
    def due(self) -> date | None:
        """The first day by which it is owed, if any."""
        return min((one.due for one in self.duties if one.due is not None), default=None)

    @property
    def late(self) -> bool:
        """Whether somebody is late with it."""
        return any(one.state is DutyState.LATE for one in self.duties)

    @property
    def waits(self) -> bool:
        """Whether something has to come before it."""
        return self.asked.answer is Answer.NO

    def presses(self, today: date) -> tuple[bool, date]:
        """What comes first by its days, of what can be done now: whether nobody is late with it, and its last day, or
        the day that it is booked for once that has come.
        """
        if self.waits:
            return True, date.max
        booked = date.max if self.booked is None or self.booked.day > today else self.booked.day
        return not self.late, self.due or booked


def next_steps(
    case: Case[Any], state: State, possible: Sequence[Possible], duties: Iterable[Duty], at: datetime
) -> tuple[NextStep, ...]:
    """What comes next in a case at a moment: what cures a hindrance of the next step, what the main path needs and
    isn't done, what is owed and can be done now, what is booked and whose day has come, and the step onward itself,
    unless it closes the case without being owed.

    Late ones first, then by the day. Those without a day, and those that wait for another, follow in the order in
    which they have to come: what the main path needs, what else is owed, and the step onward. ``state``, ``possible``
    and ``duties`` are those of the moment.
    """
    routine, phase, today = case.routine, str(state.phase), local_date(at)
    standing, asked = [one for one in duties if one.state in STANDING], {one.event: one for one in possible}
    showing = routine.outline.showing
    booked = {one.act: one for one in showing.dates(state.facts, case.rules) if one.act is not None}
    awaited = {event: who for event, who in showing.awaits(state.facts).items() if _able(event, asked)}
    path = dict.fromkeys(awaited, _Place.NEEDED)
    path |= _main_path(case, phase, asked, standing, at)
    hindrances = hindered(case, state, standing, at)
    chosen: dict[Duty, str] = {}
    for duty in (one for one in standing if one.state in _RUNS):
        if duty in hindrances:
            cures = dict.fromkeys(_cures_in(hindrances[duty].findings, asked), _Place.NEEDED)
            path = {one: place for one, place in cures.items() if _able(one, asked)} | path
        elif acts := _meeting(routine, duty, asked, path):
            path.setdefault(acts[0], _Place.OWED)
            chosen[duty] = acts[0]
    for event, day in booked.items():
        if _able(event, asked) and day.day <= today:
            path.setdefault(event, _Place.NEEDED)
    found = [
        NextStep(
            asked[event],
            duties := tuple(one for one in _met_by(routine, event, standing) if chosen.get(one, event) == event),
            tuple(asked[one] for one in _others(routine, phase, event, path) if _able(one, asked)),
            booked.get(event),
            onward=place is _Place.ONWARD,
            bearers=awaited.get(event, ()) or tuple(dict.fromkeys(one.bearer for one in duties if one in chosen)),
        )
        for event, place in path.items()
    ]
    return tuple(sorted(found, key=lambda one: (*one.presses(today), one.onward, one.waits, path[one.event])))


def _able(event: str, asked: Mapping[str, Possible]) -> bool:
    return event in asked and asked[event].answer is not Answer.NO


class _Place(IntEnum):
    """Where a step without a day stands among the others."""

    NEEDED = 0
    OWED = 1
    ONWARD = 2


def _main_path(
    case: Case[Any], phase: str, asked: Mapping[str, Possible], standing: Sequence[Duty], at: datetime
) -> dict[str, _Place]:
    """What the main path asks for in a phase, in the order in which it has to come; nothing where a case is over or
    rests.
    """
    routine, done = case.routine, _done_in(case, phase, at)
    path = [step.event for step in main_path(routine) if step.source == phase]
    onward = [one for one in path if one in asked][:1]
    onward = [one for one in onward if not _only_closes(routine, phase, one, standing)]
    first: dict[str, None] = {}
    for event in onward:
        first |= dict.fromkeys(_cures(asked[event], asked))
    for need in needs(routine, case.rules):
        if need.phase == phase and need.event in asked and _is_missing(need, asked, done):
            first[need.event] = None
    wanted = [event for event in first if event not in onward]
    before = _with_what_they_ask_for(routine, case.rules, phase, wanted, done | set(onward), asked)
    return dict.fromkeys(before, _Place.NEEDED) | dict.fromkeys(onward, _Place.ONWARD)


def _is_missing(need: Need, asked: Mapping[str, Possible], done: Container[str]) -> bool:
    """Whether what the main path needs is missing: as the guards of the case itself say, of an act that asks for it and
    can be asked about; of what depends on what an act states, whether it isn't done.
    """
    asking = [asked[one] for one in need.asked_by if one in asked]
    if not asking or any(guard.reads is not None for guard in need.guards):
        return need.event not in done
    return any(need.event in _cures_in(one.findings, asked) for one in asking)


def _meeting(routine: Routine[Any], duty: Duty, asked: Mapping[str, Possible], path: Mapping[str, _Place]) -> list[str]:
    """The acts that meet a duty and can be done, what the main path asks for first."""
    kinds = (kind.name for kind in routine.duty_index.specs[duty.name].meets)
    return sorted((one for one in kinds if _able(one, asked)), key=lambda one: one not in path)


def _others(routine: Routine[Any], phase: str, event: str, path: Container[str]) -> Iterator[str]:
    """What would do instead of an act: the others of a duty that is met here by one of a few. An act that many others
    do as well as is no choice between them.
    """
    for spec in routine.duties:
        acts = [kind.name for kind in spec.meets]
        if spec.phase == phase and event in acts and len(acts) <= MANY:
            yield from (one for one in acts if one not in path)


def _met_by(routine: Routine[Any], event: str, standing: Iterable[Duty]) -> tuple[Duty, ...]:
    """The duties that an act meets, what presses most first."""
    specs = routine.duty_index.specs
    met = (one for one in standing if event in {kind.name for kind in specs[one.name].meets})
    return tuple(sorted(met, key=lambda one: (STANDING.index(one.state), one.due or date.max)))


def _with_what_they_ask_for(
    routine: Routine[Any], rules: Rules, phase: str, wanted: Iterable[str], done: Set[str], asked: Container[str]
) -> list[str]:
    """The acts, each after those that its guards ask for and that aren't ``done``."""
    found: list[str] = []

    def add(event: str, asking: tuple[str, ...]) -> None:
        if event in found or event in asking:
            return
        for move in routine.moves_in(phase):
            if move.event.name == event:
                for one in asked_before(rules, move):
                    if one in asked and one not in done:
                        add(one, (*asking, event))
        found.append(event)

    for event in wanted:
        add(event, ())
    return found


def _only_closes(routine: Routine[Any], phase: str, event: str, standing: Sequence[Duty]) -> bool:
    """Whether a step closes the case, and nobody owes it: then it may be done, and nothing says that it comes next."""
    closes = any(
        one.source == phase and one.event == event and one.target in routine.ends for one in main_path(routine)
    )
    met = {spec.name for spec in routine.duties if event in {kind.name for kind in spec.meets}}
    return closes and not any(duty.name in met for duty in standing)


def _cures(step: Possible, asked: Mapping[str, Possible]) -> Iterator[str]:
    """The acts that cure what hinders a step, and before those what hinders them."""
    for cure in _cures_in(step.findings, asked):
        if cure != step.event:
            if asked[cure].answer is Answer.NO:
                before = _cures_in(asked[cure].findings, asked)
                yield from (one for one in before if one not in (step.event, cure))
            yield cure


def _cures_in(findings: Iterable[Finding], asked: Mapping[str, Possible]) -> Iterator[str]:
    """The acts that cure what refuses, of those that are asked about."""
    for one in findings:
        if one.blocks and one.cure is not None and one.cure in asked:
            yield one.cure


def _done_in(case: Case[Any], phase: str, at: datetime) -> frozenset[str]:
    """The events up to a moment that count as done in a phase: what has happened since the case came there, and of what
    is possible in many phases all that ever has.
    """
    since: set[str] = set()
    ever: set[str] = set()
    possible: dict[str, set[str]] = {}
    for move in case.routine.moves:
        possible.setdefault(move.event.name, set()).update(map(str, move.to))
    for placed in case.replayed():
        if placed.line.occurred_at > at:
            continue
        if str(placed.after.phase) == phase and str(placed.before.phase) != phase:
            since = set()
        since.add(placed.line.name)
        ever.add(placed.line.name)
    return frozenset(since | {name for name in ever if len(possible.get(name, ())) > MANY})
