"""How a log is read as a whole: each line once where none is late, and late ones together where that may be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import attrs

from flerpart_flow.engine.definition.correction import Ratta
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.eras.change import BytRegler
from flerpart_flow.engine.eras.eras import moved_on
from flerpart_flow.engine.eras.moving import moving_on
from flerpart_flow.engine.judging.course import EVERY, Course
from flerpart_flow.engine.judging.decision import Decision
from flerpart_flow.engine.judging.growth import Growth, arrived, grown, numbers_after, settled_at_end
from flerpart_flow.engine.judging.rejudging import Placed, rejudge
from flerpart_flow.engine.judging.step import step, taken
from flerpart_flow.engine.record.events import Event, check_codes
from flerpart_flow.engine.record.header import Header
from flerpart_flow.engine.record.limits import Work
from flerpart_flow.engine.rules.registry import RulesRegistry
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.chain import Chain
from flerpart_flow.engine.values.evolve import made
from flerpart_flow.engine.values.reticent import reticent


def _straight(events: Sequence[Event]) -> bool:
    """Whether no line is late and none is a correction."""
    latest = None
    for event in events:
        at = event.occurred_at
        if (latest is not None and at < latest) or isinstance(event, (Ratta, BytRegler)):
            return False
        latest = at
    return True


@reticent()
@attrs.define(eq=False)
class Reading:
    """A whole log on its way through a course that has no lines yet; the lines have been checked.

    Nobody asks for the case between two lines, so none is built. Where lines come late, the state before each line is
    kept meanwhile, so that no line is judged again for nothing. ``told`` holds each line with the decisions on it, if
    anybody asks; ``arrivals`` what was decided on a late line or a correction when it was recorded. Unless
    ``arriving``, late lines may be put in place together and judged once: what each took or gave isn't told.
    """

    routine: Routine
    rules: Rules
    events: Sequence[Event]
    course: Course
    work: Work
    told: dict[int, Placed] | None = None
    lines: Chain[Event] = Chain()
    latest: datetime | None = None
    arrivals: dict[int, Decision] = attrs.field(factory=dict)
    header: Header | None = None
    registry: RulesRegistry | None = None
    arriving: bool = False

    def whole(self) -> None:
        """Read all lines. Raises EventError as ``arrived``, of the line that follows ``lines``."""
        events = self.events
        if not _straight(events):
            self.course = attrs.evolve(Course.start(self.course.state, every=1), eras=self.course.eras)
        self._on()
        while len(self.lines) < len(events):  # the next line is late, or a correction
            together = 0 if self.arriving else self._together()
            if together > 1:
                self._judge_once(together)
                self._on()
                continue
            event = events[len(self.lines)]
            if isinstance(event, BytRegler) and self.header is not None:
                self._move_on(event, self.header)
                self._on()
                continue
            if self.course.eras:
                check_codes(event, self.rules.vocabulary)
            decision, self.course = arrived(
                self.routine, self.rules, self.course, self.lines, event, self.told, self.work
            )
            self.lines = self.lines.append(decision.event)
            self.arrivals[len(self.lines)] = decision
            if self.latest is None or event.occurred_at > self.latest:
                self.latest = event.occurred_at
            self._on()
        self.course = self.course.thinned()

    def _move_on(self, event: BytRegler, header: Header) -> None:
        """Take in a change of rules. One to rules that aren't installed is taken as accepted where lines may be."""
        routine, before, nr = self.routine, self.rules, len(self.lines) + 1
        marked, after = moving_on(self, header, event, taking=True)
        late = marked.change is not None and marked.change.late
        if after is None:
            growth = Growth(routine, self.course, nr - 1)
            growth.put(growth.state, False)
            course, allowed = growth.course(), True
            placed = Placed(nr, event, self.course.state, self.course.state, ())
        else:
            if late:
                decision, course = arrived(routine, after, self.course, self.lines, marked, self.told, self.work)
                self.arrivals[nr] = decision
            else:
                decision = step(routine, after, self.course.state, marked)
                course = grown(routine, self.course, nr - 1, decision)
            allowed = decision.allowed
            placed = Placed(nr, marked, decision.before, decision.state, (decision,))
        if self.told is not None and not late:
            self.told[nr] = placed
        if allowed:
            rules = after or before
            eras = moved_on(self.course, before, marked, rules, judged=after is not None)
            course, self.rules = attrs.evolve(course, eras=eras), rules
        self.course, self.lines = course, self.lines.append(marked)
        if self.latest is None or event.occurred_at > self.latest:
            self.latest = event.occurred_at

    def _together(self) -> int:
        """How many lines from here on can be put in their places first, and judged once, with the same outcome.

        Not those of which something is settled, or which are numbered, when they are recorded: that takes the case as
        it stood then. Nor where a phase could be entered on the way that nothing undoes, or something said that stays.
        """
        routine, events, start = self.routine, self.events, len(self.lines)
        alone = routine.latching | {*routine.settles, *routine.numbered, Ratta, BytRegler}
        later = enumerate(events[start:], start)
        end = next((at for at, one in later if type(one) in alone or routine.stays(one)), len(events))
        if end - start < 2:
            return 0
        first = min(events[start:end], key=lambda event: event.occurred_at).occurred_at
        stay = routine.latching | {*routine.numbered}
        waiting = frozenset(self.course.refused)
        for nr in self.course.from_place(start, self.course.place_at(self.lines, first)):
            line = self.lines[nr - 1]
            if type(line) in stay or routine.stays(line) or (isinstance(line, Ratta) and nr in waiting):
                return 0
        return end - start

    def _judge_once(self, count: int) -> None:
        """Put so many lines in their places, and judge them with what comes after them."""
        done = len(self.lines)
        more = self.events[done : done + count]
        first = min(event.occurred_at for event in more)
        lines = self.lines.extend(more)
        placed = self.course.with_lines(lines, done, self.course.place_at(self.lines, first))
        changed = frozenset(range(placed[1], len(placed[0].blocks)))
        self.course = rejudge(self.routine, self.rules, placed[0], lines, changed, self.told, self.work).course
        self.lines = lines
        last = max(event.occurred_at for event in more)
        self.latest = last if self.latest is None else max(self.latest, last)

    def _on(self) -> None:
        """Line after line, up to one that is late or a correction."""
        routine, rules, events, told, work = self.routine, self.rules, self.events, self.told, self.work
        eras, apart = self.course.eras, routine.apart
        judged = not eras or eras[-1].judged
        done = nr = len(self.lines)
        growth, latest, read = Growth(routine, self.course, done), self.latest, list[Event]()
        while nr < len(events):
            event = events[nr]
            at = event.occurred_at
            if (latest is not None and at < latest) or isinstance(event, (Ratta, BytRegler)):
                break
            nr, latest, before = nr + 1, at, growth.state
            if nr % EVERY == 0:
                work.go_on()
            special = type(event) in apart  # few are, and asking in detail costs as much as a guard
            if special:
                event = settled_at_end(routine, before.facts, growth.numbers, event)
            read.append(event)
            if eras:
                check_codes(event, rules.vocabulary)
            if not judged:
                growth.put(taken(routine, rules, before, event), False, special and routine.stays(event))
                growth.numbers = numbers_after(routine, growth.numbers, event, True)
                if told is not None:
                    told[nr] = Placed(nr, event, before, growth.state, ())
                continue
            decision = step(routine, rules, before, event)
            refused = decision.state is before and not decision.allowed
            growth.put(decision.state, refused, special and routine.stays(event))
            if special:
                growth.numbers = numbers_after(routine, growth.numbers, event, decision.allowed)
            if told is not None:
                told[nr] = made[Placed](nr, event, before, decision.state, (decision,))
        if nr > done:
            self.course, self.latest = growth.course(), latest
            self.lines = self.lines.extend(read)

    def in_order(self) -> tuple[Placed, ...]:
        """Every line that was told of, in the order in which things happened."""
        told = self.told or {}
        return tuple(told[nr] for nr in self.course.in_order(len(told)))
