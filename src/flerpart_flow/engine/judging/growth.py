"""How a case grows by a line: at its end, or, where it comes late or corrects another, in its place."""

from __future__ import annotations

from functools import partial
from typing import Any

import attrs

from flerpart_flow.engine.definition.correction import Ratta
from flerpart_flow.engine.definition.recording import Numbers, Recording, content_of, numbered, settled
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.eras.change import BytRegler
from flerpart_flow.engine.judging.block import Block
from flerpart_flow.engine.judging.course import HELD, Course
from flerpart_flow.engine.judging.decision import Decision, State
from flerpart_flow.engine.judging.rejudging import Placed, numbered_from, rejudge, state_before, touched_by
from flerpart_flow.engine.judging.step import step, taken
from flerpart_flow.engine.record.events import Event, check_codes
from flerpart_flow.engine.record.limits import Work
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.chain import Chain
from flerpart_flow.engine.values.evolve import evolve


class Growth:
    """A course while lines are put at its end."""

    __slots__ = (
        "_base", "_before", "_closed", "_latched", "_opened", "_refused", "_routine", "count", "numbers", "state",
    )  # fmt: skip

    def __init__(self, routine: Routine, base: Course, count: int) -> None:
        last = base.blocks[-1]
        self._routine, self._base = routine, base
        self._closed: list[Block] = []
        self._before, self._opened = last.before, base.opened
        self._refused, self._latched = list(last.refused), list(last.latched)
        self.count = count
        self.state = base.state
        self.numbers = base.numbers

    def put(self, after: State, refused: bool, stays: bool = False) -> None:
        """Say what became of the next line: the state after it, if it is refused, and if it says what stays."""
        self.count += 1
        if refused:
            self._refused.append(self.count)
        if after.phase != self.state.phase and after.phase in self._routine.latches:
            self._latched.append((self.count, after.phase))
        elif stays and not refused:
            self._latched.append((self.count, HELD))
        self.state = after
        if self.count + 1 - self._opened >= self._base.every:
            self._closed.append(self._block(range(self._opened, self.count + 1)))
            self._before, self._opened = after, self.count + 1
            self._refused, self._latched = [], []

    def _block(self, nrs: range | tuple[int, ...] = ()) -> Block:
        return Block(self._before, nrs, tuple(self._refused), tuple(self._latched))

    def course(self) -> Course:
        """The course with the lines that have been put."""
        base = self._base
        return Course(
            self.state,
            (*base.blocks[:-1], *self._closed, self._block()),
            self._opened,
            base.corrections,
            base.settled,
            base.moved,
            self.numbers,
            base.every,
            base.eras,
        )


def grown(routine: Routine, course: Course, count: int, decision: Decision) -> Course:
    """The course of ``count`` lines with one more at its end."""
    before, after = course.state, decision.state
    plain = (
        after is not before and type(decision.event) not in routine.apart and count + 2 - course.opened < course.every
    )
    if plain and (after.phase == before.phase or after.phase not in routine.latches):
        return evolve(course, state=after)  # nothing else becomes of nearly every line: a fifth of the way below
    growth = Growth(routine, course, count)
    growth.numbers = numbers_after(routine, course.numbers, decision.event, decision.allowed)
    growth.put(decision.state, not decision.allowed, routine.stays(decision.event))
    return growth.course()


def arrived(
    routine: Routine,
    rules: Rules,
    course: Course,
    lines: Chain[Event],
    event: Event,
    told: dict[int, Placed] | None = None,
    work: Work | None = None,
) -> tuple[Decision, Course]:
    """The decision on a late line or a correction, judged in its place, and the course with what came after it.

    ``told`` is where every line that is judged again is put, if anybody asks, ``work`` what that is taken from. Raises
    EventError for a correction with a field that the line it concerns can't have, and beyond a limit.
    """
    nr, place = len(lines) + 1, course.place_at(lines, event.occurred_at)
    before = state_before(routine, rules, course, lines, place)
    if isinstance(event, Ratta):
        event = _with_target(rules, course, lines, event)
    late, since = place != course.end(nr - 1), partial(course.accepted_from, lines, place)
    event = settled(routine, event, Recording(before.facts, course.state.facts, course.numbers, late=late, since=since))
    event = numbered(routine, event, course.numbers)
    judged = not course.eras or course.eras[-1].judged or isinstance(event, BytRegler)
    decision = step(routine, rules, before, event) if judged else unjudged(routine, rules, before, event)
    new, block = course.with_line(nr - 1, place, before)
    lines, changed = lines.append(event), frozenset((block,))
    new = attrs.evolve(new, numbers=numbers_after(routine, course.numbers, event, decision.allowed))
    if isinstance(event, Ratta) and decision.allowed and (judged or _has_a_line(event)):
        new, moved = new.corrected(routine, event).in_its_place(lines, event)
        changed |= moved | touched_by(new, lines, event)
    if new.numbers != course.numbers:
        changed |= numbered_from(routine, new, lines, min(changed))
    again = rejudge(routine, rules, new, lines, changed, told, work)
    lost, gained = again.refused_now - again.refused_before - {nr}, again.refused_before - again.refused_now
    new, numbers = again.course, again.course.numbers
    for one in sorted(gained):  # a draft that comes to life now has its number from now on
        numbers = numbers_after(routine, numbers, new.corrections.get(one, lines[one - 1]), accepted=True)
    if numbers != new.numbers:
        new = attrs.evolve(new, numbers=numbers)
        changed = numbered_from(routine, new, lines, min(changed))
        new = rejudge(routine, rules, new, lines, changed, told, work).course if changed else new
    state = new.state if decision.allowed else course.state
    return attrs.evolve(
        decision, before=course.state, state=state, lost=tuple(sorted(lost)), gained=tuple(sorted(gained))
    ), new


def unjudged(routine: Routine, rules: Rules, before: State, event: Event) -> Decision:
    """The decision on a line that was accepted under rules that aren't installed: nothing is found of it."""
    after = before if isinstance(event, Ratta) else taken(routine, rules, before, event)
    return Decision(event, before, after, (), rules)


def _has_a_line(event: Ratta) -> bool:
    """Whether a correction that isn't judged concerns a line that one can correct at all."""
    return event.target is not None and not event.struck and event.target.correctable


def settled_at_end(routine: Routine, facts: Any, numbers: Numbers, event: Event) -> Event:
    """A line that is recorded in the order of what happened, with what is settled about it."""
    if type(event) not in routine.settles and type(event) not in routine.numbered:
        return event
    return numbered(routine, settled(routine, event, Recording(facts, facts, numbers)), numbers)


def numbers_after(routine: Routine, numbers: Numbers, event: Event | None, accepted: bool) -> Numbers:
    """The numbers given after a line."""
    content = content_of(routine, event)
    return numbers if content is None else numbers.having(content, accepted)


def _with_target(rules: Rules, course: Course, lines: Chain[Event], event: Ratta) -> Ratta:
    event = course.resolved(lines, event)
    if event.target is not None and not event.struck:
        now = event.corrected()
        if now is not None:
            check_codes(now, rules.vocabulary)
    return event
