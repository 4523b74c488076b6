"""What is to be done next in a case, by whom and by when: what is missing first, then what takes the case on."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from datetime import date, datetime

import attrs

from flerpart_flow.engine.definition.duties import Duty, DutyState
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.definition.steps import MANY, main_path
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.judging.queries import Answer, Possible
from flerpart_flow.engine.review.needs import asked_before, needs
from flerpart_flow.engine.rules.rules import Rules

STANDING = (DutyState.LATE, DutyState.OPEN, DutyState.WAITING, DutyState.SUSPENDED)
"""The states of a duty that isn't over, what presses most first."""


@attrs.frozen
class Next:
    """An act, the role that does it, the first day by which it is owed if any, whether that has passed, the duty whose
    day it is, and the fields to state.

    ``booked`` is the day that it is booked for, where it has no last day. ``onward`` tells what takes the case on from
    what has to come before it.
    """

    event: str
    role: str
    due: date | None
    late: bool
    duty: str
    states: tuple[str, ...]
    onward: bool
    booked: date | None = None


def next_steps(
    routine: Routine,
    rules: Rules,
    phase: str,
    possible: Sequence[Possible],
    duties: Iterable[Duty],
    done: frozenset[str],
    booked: Mapping[str, date],
) -> tuple[Next, ...]:
    """What comes next in a phase: what cures a hindrance of the next step, what the main path needs and isn't ``done``,
    and then the step itself, unless it closes the case without being owed. Nothing in a phase where the case is over or
    rests. ``booked`` are the days that acts are booked for, by event.
    """
    asked = {one.event: one for one in possible}
    standing = [one for one in duties if one.state in STANDING]
    path = [step.event for step in main_path(routine) if step.source == phase]
    onward = [one for one in path if one in asked][:1]
    onward = [one for one in onward if not _only_closes(routine, phase, one, standing)]
    first: dict[str, None] = {}
    for event in onward:
        first |= dict.fromkeys(_cures(asked[event], asked))
    for need in needs(routine, rules):
        if need.phase == phase and need.event in asked and need.event not in done:
            first[need.event] = None
    wanted = [event for event in first if event not in onward]
    before = _with_what_they_ask_for(routine, rules, phase, wanted, done | set(onward), asked)
    found = (_next(routine, asked[event], standing, onward=event in onward) for event in (*before, *onward))
    return tuple(one if one.due is not None else attrs.evolve(one, booked=booked.get(one.event)) for one in found)


def _with_what_they_ask_for(
    routine: Routine, rules: Rules, phase: str, wanted: Iterable[str], done: Set[str], asked: Container[str]
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


def _only_closes(routine: Routine, phase: str, event: str, standing: Sequence[Duty]) -> bool:
    """Whether a step closes the case, and nobody owes it: then it may be done, and nothing says that it comes next."""
    closes = any(
        one.source == phase and one.event == event and one.target in routine.ends for one in main_path(routine)
    )
    met = {spec.name for spec in routine.duties if event in {kind.name for kind in spec.meets}}
    return closes and not any(duty.name in met for duty in standing)


def _cures(step: Possible, asked: dict[str, Possible]) -> Iterator[str]:
    """The acts that cure what hinders a step, and before those what hinders them."""
    for found in step.findings:
        if found.blocks and found.cure in asked and found.cure != step.event:
            cure = asked[found.cure]
            if cure.answer is Answer.NO:
                yield from (
                    one.cure
                    for one in cure.findings
                    if one.blocks and one.cure in asked and one.cure not in (step.event, cure.event)
                )
            yield found.cure


def _next(routine: Routine, one: Possible, standing: Sequence[Duty], *, onward: bool) -> Next:
    met = {spec.name for spec in routine.duties if one.event in {kind.name for kind in spec.meets}}
    owed = [duty for duty in standing if duty.name in met]
    due, name = min(((duty.due, duty.name) for duty in owed if duty.due is not None), default=(None, ""))
    late = any(duty.state is DutyState.LATE for duty in owed)
    return Next(one.event, one.role, due, late, name, one.states if one.answer is Answer.IF else (), onward)


def done_in(case: Case, phase: str, at: datetime) -> frozenset[str]:
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
