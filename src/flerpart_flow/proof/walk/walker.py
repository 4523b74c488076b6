"""The walker: made-up cases, one after another, each act chosen with an eye to the rows that were seldom reached.

It knows only the definition: the table, the fields' kinds, the vocabulary, who holds a role, and what the findings of a
refused act say: which fields they read, whom and what they name, and which event is the cure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import cached_property
from random import Random
from typing import Any, Final

import attrs

from flerpart_flow.engine.definition.correction import Ratta
from flerpart_flow.engine.definition.machine import NOT_IN_PHASE_NORM
from flerpart_flow.engine.definition.moves import VACANT, Move
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.errors import EventError
from flerpart_flow.engine.judging.case import Case, LineStatus, open_case
from flerpart_flow.engine.judging.decision import Decision
from flerpart_flow.engine.record.events import ACTOR, UNIT, Event, content_fields
from flerpart_flow.engine.record.header import Header
from flerpart_flow.engine.rules.findings import Finding
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.proof.walk.cast import Cast, as_data
from flerpart_flow.proof.walk.coverage import Coverage
from flerpart_flow.proof.walk.filling import Filler, day_of

START: Final = datetime(2026, 1, 12, 8, tzinfo=UTC)
_TRIES: Final = 14
_STUCK: Final = 4
_DEPTH: Final = 3
_KEPT: Final = 12
_LINES: Final = (12, 25, 25, 60, 150)
"""How many lines a walk adds at most: mostly few, so that the next one goes on from where it is worth it."""
_ON_FROM_HERE: Final = 0.6
_PAUSES: Final = (0, 1, 5, 30, 60, 60 * 24, 60 * 24 * 7)
"""Minutes between two acts."""


@attrs.frozen(eq=False)
class Act:
    """One act: the case before, what was tried, what was decided, and the case after.

    ``decision`` is None for an event that isn't well formed; ``after`` is ``before`` where the act left no line.
    """

    before: Case
    event: Event
    decision: Decision | None
    after: Case

    @property
    def accepted(self) -> bool:
        """Whether the routine allowed it and it was done."""
        return self.decision is not None and self.decision.allowed and self.after is not self.before


@attrs.define(eq=False, slots=False)
class Walker:
    """Walks through cases of a routine. The same seed gives the same walk.

    ``length`` is how many lines a case gets at most. ``refused_lines`` is the part of the refused acts that are
    recorded all the same, as a log does.
    """

    routine: Routine
    seed: int
    length: int = 200
    refused_lines: float = 0.02
    rules: Rules = attrs.field(default=attrs.Factory(lambda self: self.routine.rules(), takes_self=True))
    walks: int = 0
    fills: dict[str, list[str]] = attrs.field(factory=dict)
    kept: dict[str, list[tuple[Cast, Case, datetime]]] = attrs.field(factory=dict)
    coverage: Coverage = attrs.field(default=attrs.Factory(lambda self: Coverage(self.routine), takes_self=True))

    def cases(self) -> Iterator[Iterator[Act]]:
        """Case after case, without end: the acts of each, in the order in which they were tried."""
        while True:
            self.walks += 1
            yield _Walk.begun(self, self.walks).acts()

    def is_kept(self, case: Case) -> bool:
        """Whether another walk may go on from that very case."""
        return any(kept is case for _, kept, _ in self.kept.get(case.phase, ()))

    def acts(self) -> Iterator[Act]:
        """All acts of all cases, without end."""
        for one in self.cases():
            yield from one

    @cached_property
    def holders(self) -> tuple[str, ...]:
        """Those who have a role in every case, whatever has happened: the person, and units that a role names."""
        facts = self.routine.begin(Header(self.routine.name, "walk"))
        named = (holder for move in self.routine.moves for holder in move.by.holders(facts, self.rules))
        return tuple(one for one in dict.fromkeys(named) if self.rules.vocabulary.has(ACTOR, one))

    @cached_property
    def reads(self) -> dict[tuple[str, str], tuple[str, ...] | None]:
        """For each event and message: the fields that the guard reads which says it, None of one that reads none."""
        return {
            (move.event.name, message.code): guard.reads
            for move in self.routine.moves
            for guard in move.all_guards
            for message in guard.messages
        }


@attrs.define(eq=False)
class _Walk:
    """One case on its way."""

    walker: Walker
    random: Random
    cast: Cast
    filler: Filler
    case: Case
    now: datetime = START
    temper: float = 1.0
    goal: tuple[str, str] | None = None
    patience: int = 0
    did: list[tuple[str, str]] = attrs.field(factory=list)
    """Who has done what since the case came to its phase: of those who may do a thing the next one does it."""

    @classmethod
    def begun(cls, walker: Walker, number: int) -> _Walk:
        random = Random(f"{walker.seed}:{walker.routine.name}:{number}")
        vocabulary = walker.rules.vocabulary
        temper = random.choice((0.2, 0.7, 1, 2))
        if walker.kept and random.random() < _ON_FROM_HERE:
            phase = walker.coverage.promising(random, tuple(sorted(walker.kept)))
            cast, case, now = random.choice(walker.kept[phase])
            cast = cast.copy()
            return cls(walker, random, cast, Filler(random, vocabulary, cast), case, now, temper)
        cast = Cast.drawn(random, vocabulary, walker.holders)
        place = walker.coverage.place(random, (None, *sorted(vocabulary.known.get("kommun", ()))))
        case = open_case(walker.routine, f"walk-{number}", rules=walker.rules, municipality=place)
        return cls(walker, random, cast, Filler(random, vocabulary, cast), case, temper=temper)

    # --- What to try ------------------------------------------------------------------------------------------------

    def acts(self) -> Iterator[Act]:
        """The acts of the case, until it is long enough, or has been closed for a while."""
        for _ in range(_TRIES * 3):
            if self.case.lines:
                break
            opener = self.random.choice(self.walker.routine.moves_in(self.case.phase))
            yield from self.attempt(opener.event, depth=0)
        idle, over, edge = 0, 0, self.case.phase if self.on_the_edge else None
        most = min(self.walker.length, len(self.case.lines) + self.random.choice(_LINES))
        while self.case.lines and len(self.case.lines) < most and idle < 15 and over < 6:
            lines = len(self.case.lines)
            yield from self.next_acts()
            idle = 0 if len(self.case.lines) > lines else idle + 1
            if edge not in (None, self.case.phase):
                if not self.walker.coverage.came_newly(self.case.phase):
                    return  # it has gone back from where it was worth it: another goes on from there
                edge = None
            over += self.case.closed

    def next_acts(self) -> Iterator[Act]:
        """What comes next: something late, a correction, anything at all, or a step on the way to a goal."""
        drawn = self.random.random() / self.temper
        if drawn < 0.04:
            yield from self.late()
        elif drawn < 0.09:
            yield from self.correction()
        elif drawn < 0.13:
            yield from self.hostile()
        elif drawn < 0.25:
            yield from self.anything()
        elif drawn < 0.35:
            yield from self.what_is_owed()
        else:
            yield from self.towards_the_goal()

    def anything(self) -> Iterator[Act]:
        """Something that the phase has; mostly something that doesn't lead away from the goal."""
        phase = self.case.phase
        possible = self.walker.routine.moves_in(phase)
        if self.goal is not None and self.random.random() < 0.93:
            goal = self.goal[1]
            possible = tuple(move for move in possible if self.walker.coverage.keeps_near(move, phase, goal))
        if possible:
            rows = tuple((move.event.name, phase) for move in possible)
            row = self.walker.coverage.seldom(self.random, rows, width=len(rows))
            yield from self.attempt(self.walker.routine.events[row[0]], depth=1)

    def what_is_owed(self) -> Iterator[Act]:
        """Somebody does what they owe."""
        specs = self.walker.routine.duty_index.specs
        owed = [(entry, kind) for entry in self.case.state.ledger.open for kind in specs[entry.duty].meets]
        owed = [(entry, kind) for entry, kind in owed if self.is_harmless(kind)]
        if owed:
            entry, kind = self.random.choice(owed)
            yield from self.attempt(kind, depth=1, by=entry.owed.bearer)

    def towards_the_goal(self) -> Iterator[Act]:
        """One step nearer to a row that was seldom reached."""
        if self.goal is None or self.patience <= 0:
            rows = self.walker.coverage.rows
            if self.on_the_edge and self.random.random() < 0.7:
                rows = self.walker.coverage.over_the_edge(self.case.phase)
            elif self.random.random() < 0.6:
                rows = tuple(row for row in rows if row[1] == self.case.phase) or rows
            self.goal = self.walker.coverage.seldom(self.random, rows)
            self.patience = 30
            self.walker.coverage.tried[self.goal] += 1
        self.patience -= 1
        name, phase = self.goal
        if phase == self.case.phase:
            self.patience -= 9
        else:
            ways = self.walker.coverage.towards(self.case.phase, phase)
            if not ways:
                self.goal = None
                return
            name = ways[0] if self.random.random() < 0.7 else self.random.choice(ways)
        lines, before = len(self.case.lines), self.case.phase
        self.walker.coverage.tried[before, name] += 1
        yield from self.attempt(self.walker.routine.events[name], depth=0)
        if phase != before == self.case.phase:
            yield from self.anything()
        if phase != before != self.case.phase:
            self.walker.coverage.moved[before, name] += 1
        if len(self.case.lines) > lines and (name, phase) == self.goal:
            self.goal = None

    def hostile(self) -> Iterator[Act]:
        """Any event by anybody with any content."""
        kind = self.random.choice(tuple(self.walker.routine.events.values()))
        by = self.random.choice((*self.cast.units, *self.cast.others))
        yield self.tried(kind, self.now, self.filler.fill(kind, self.now, self.random.random()), by)

    def late(self) -> Iterator[Act]:
        """Something that happened before what is known: of the phase that the case stood in then."""
        lines = self.case.lines
        if len(lines) < 2:
            return
        line = lines[self.random.randrange(len(lines))]
        at = line.occurred_at + timedelta(minutes=self.random.choice((-1, 0, 0, 1)))
        phase = self.case.state_at(at).phase
        possible = self.walker.routine.moves_in(phase)
        if possible and at <= self.now:
            yield from self.attempt(self.random.choice(possible).event, depth=_DEPTH, at=at)

    def correction(self) -> Iterator[Act]:
        """A line is struck, or one of its fields corrected, by one who wrote it down or by anybody."""
        correcting = self.walker.routine.correction
        if correcting is None or not issubclass(correcting, Ratta):
            return
        nr = self.random.randint(1, len(self.case.lines))
        line = self.case.lines[nr - 1]
        content: dict[str, Any] = {"ror": nr, "skal_kod": self.filler.code("skal.ratta")}
        data = as_data(line, content_fields(type(line)))
        if data and self.random.random() < 0.7:
            name = self.random.choice(sorted(data))
            fresh: dict[str, Any] = {}
            self.filler.put(type(line), fresh, name, line.occurred_at)
            content["ratt"] = {name: fresh.get(name)}
        by = line.by if self.random.random() < 0.6 else self.random.choice((*self.cast.units, *self.cast.others))
        yield self.tried(correcting, self.now, content, by, line.recorded_by if by == line.by else None)

    # --- Trying until it is allowed ---------------------------------------------------------------------------------

    def attempt(
        self,
        kind: type[Event],
        depth: int,
        at: datetime | None = None,
        after: tuple[Finding, ...] = (),
        by: str | None = None,
    ) -> Iterator[Act]:
        """Try an event until it is allowed: mend what the findings read and name, and do what they say cures it.

        ``after`` is what the event is to cure: it names who does it, and whom and what it is about.
        """
        if kind is self.walker.routine.correction:
            yield from self.correction()
            return
        when = self.now if at is None else at
        hints = self.hints(after)
        cured_by = [
            one.cure_by for one in after if one.cure_by and self.walker.rules.vocabulary.has(ACTOR, one.cure_by)
        ]
        if by is None:
            by = cured_by[0] if cured_by and self.random.random() < 0.9 else self.who(kind, when)
        content = self.filler.fill(kind, when, hints=hints)
        cured: Counter[tuple[str | None, str]] = Counter()
        best, kept, stuck = 99, (content, by), 0
        hindrances: tuple[Finding, ...] = ()
        for _ in range(_TRIES):
            act = self.tried(kind, when, content, by)
            yield act
            if act.decision is not None and act.decision.allowed:
                return
            found = act.decision.hindrances if act.decision is not None else ()
            if not found:
                content = self.filler.fill(kind, when, hints=hints)
                continue
            if any(one.norm == NOT_IN_PHASE_NORM for one in found):
                return
            if any(one.message == VACANT for one in found):
                if depth < _DEPTH:
                    yield from self.fill_the_role(kind, depth)
                if not self.holders_of(kind):
                    return
                by = self.who(kind, when)
                when = when if at is not None else self.now
                continue
            stuck = 0 if len(found) < best else stuck + 1
            if len(found) <= best:  # what is better, or as good, is gone on from; what is worse is forgotten
                best, kept, hindrances = len(found), (content, by), found
            if stuck > _STUCK:
                return
            cures = [one for one in found if one.cure not in (None, kind.name) and cured[one.cure, one.norm] < 2]
            lines = len(self.case.lines)
            for finding in cures if depth < _DEPTH else ():
                cured[finding.cure, finding.norm] += 1
                cure = self.walker.routine.events.get(finding.cure or "")
                if cure is not None and (self.is_harmless(cure) or self.random.random() < 0.1):
                    yield from self.attempt(cure, depth + 1, after=(finding,))
                    when = when if at is not None else self.now
                    best = 99
            if len(self.case.lines) > lines and self.random.random() < 0.8:
                continue  # something was cured: the same again
            content = dict(kept[0])
            by = self.mend(kind, content, kept[1], hindrances, when)
            if at is None:
                when = self.wait(tuple(one for one in hindrances if not self.is_of_a_field(kind, one)))

    def holders_of(self, kind: type[Event]) -> tuple[str, ...]:
        """Those who may do an event now, as far as the facts tell."""
        found = self.walker.routine.machine.events[kind.name].move_in(self.case.phase)
        return () if found is None else found.move.by.holders(self.case.facts, self.walker.rules)

    def fill_the_role(self, kind: type[Event], depth: int) -> Iterator[Act]:
        """Nobody may do it: do what has given somebody that role before, or something else that the phase has."""
        phase = self.case.phase
        known = self.walker.fills.setdefault(kind.name, [])
        moves = [move.event for move in self.walker.routine.moves_in(phase) if self.is_harmless(move.event)]
        fitting = [one for one in moves if one.name in known]
        for one in fitting or self.random.sample(moves, min(len(moves), 4)):
            if one is not kind:
                yield from self.attempt(one, depth + 1)
                if self.case.phase != phase:
                    return
                if self.holders_of(kind):
                    if one.name not in known:
                        known.append(one.name)
                    return

    def is_harmless(self, kind: type[Event]) -> bool:
        """Whether an event, if it is possible now, doesn't lead away from the goal."""
        found = self.walker.routine.machine.events[kind.name].move_in(self.case.phase)
        if found is None or self.goal is None:
            return found is not None
        return self.walker.coverage.keeps_near(found.move, self.case.phase, self.goal[1])

    def is_of_a_field(self, kind: type[Event], finding: Finding) -> bool:
        """Whether a finding is about a time or a day that the event itself states."""
        reads = self.walker.reads.get((kind.name, finding.message.code)) or ()
        return any(
            content_fields(kind)[one].name in {"time", "day", "plan"} for one in reads if one in content_fields(kind)
        )

    def hints(self, after: tuple[Finding, ...]) -> tuple[Any, ...]:
        """What the findings name: norms, actors, codes, times."""
        named: list[Any] = []
        for finding in after:
            named.append(finding.norm)
            for _, value in finding.values:
                named += list(value) if isinstance(value, tuple) else [value]
        return tuple(named)

    def who(self, kind: type[Event], at: datetime) -> str:
        """One who may do it, as far as the facts tell; else anybody."""
        state = self.case.state if at >= self.now else self.case.state_at(at)
        found = self.walker.routine.machine.events[kind.name].move_in(state.phase)
        move: Move[Any] | None = None if found is None else found.move
        holders = move.by.holders(state.facts, self.walker.rules) if move is not None else ()
        if holders and self.random.random() < 0.9:
            done = Counter(by for name, by in self.did if name == kind.name)
            fewest = min(done[one] for one in holders)
            holders = tuple(one for one in holders if done[one] == fewest or self.random.random() < 0.3)
            return self.random.choice(holders)
        return self.random.choice((*self.cast.units, *self.cast.units, *self.cast.others))

    def mend(
        self, kind: type[Event], content: dict[str, Any], by: str, hindrances: tuple[Finding, ...], at: datetime
    ) -> str:
        """Change what one of the findings reads: what it names goes in or out, or the field is filled anew."""
        for finding in hindrances:
            if len(hindrances) > 1 and self.random.random() < 0.3:
                continue
            reads = self.walker.reads.get((kind.name, finding.message.code)) or ()
            values = dict(finding.values)
            named = tuple(one for one in _actors(values) if self.walker.rules.vocabulary.has(ACTOR, one))
            if "by" in reads:
                by = self.random.choice(named) if named and self.random.random() < 0.7 else self.who(kind, at)
            fields = [one for one in reads if one in content_fields(kind)]
            fields = [one for one in fields if one == values.get("field")] or fields
            absent = [one for one in fields if one not in content]
            for name in absent if absent and self.random.random() < 0.8 else fields:
                lists = content_fields(kind)[name].lists
                if named and lists and lists[0] in {ACTOR, UNIT} and self.random.random() < 0.8:
                    content[name] = self.filler.mended(content.get(name, ()), named)
                    if not content[name]:
                        self.filler.put(kind, content, name, at)
                elif name in content and self.random.random() < 0.2:
                    content.pop(name, None)
                else:
                    self.hinted(kind, content, name, values, at)
        return by

    def hinted(
        self, kind: type[Event], content: dict[str, Any], name: str, values: dict[str, Any], at: datetime
    ) -> None:
        """Fill a field anew: with a time or day that the finding names, or as the field says."""
        times = [value for value in values.values() if isinstance(value, datetime)]
        if content_fields(kind)[name].name == "time" and times and self.random.random() < 0.5:
            content[name] = self.random.choice(times)
            return
        numbers = [value for value in values.values() if type(value) is int]
        if schema_of(kind, name).get("type") == "integer" and numbers and self.random.random() < 0.8:
            content[name] = self.random.randint(min(numbers), max(numbers))
            return
        self.filler.put(kind, content, name, at)

    def wait(self, hindrances: tuple[Finding, ...]) -> datetime:
        """Let time pass: to a time or day that a finding or a line of the case names, or a while."""
        drawn = self.random.random()
        coming: list[Any] = [value for one in hindrances for _, value in one.values if hasattr(value, "year")]
        if drawn < 0.05:
            coming += self.cast.days_to_come(self.now)
        times = [day_of(value, self.now) for value in coming] if drawn < 0.4 else []
        later = [time for time in times if self.now < time < self.now + timedelta(days=200)]
        if later:
            self.now = self.random.choice(later)
        return self.now

    def leads_away(self, phase: str) -> bool:
        """Whether a phase is further from the goal than the one that the case stands in."""
        here = self.case.phase
        if self.on_the_edge and phase != here:
            return not self.walker.coverage.came_newly(phase)
        return self.goal is not None and phase != here and not self.walker.coverage.is_near(here, phase, self.goal[1])

    @property
    def on_the_edge(self) -> bool:
        """Whether the next phase is one that no case has come to: what has got so far is worth going on from."""
        return self.walker.coverage.is_last_before_a_new_one(self.case.phase)

    def keep(self) -> None:
        """Keep the case as it is for another walk to go on from: a few for each phase, mostly short ones."""
        if len(self.case.lines) < self.walker.length * 2 // 3:
            kept = self.walker.kept.setdefault(self.case.phase, [])
            if len(kept) >= _KEPT:
                some = self.random.sample(range(len(kept)), 1 if self.on_the_edge else 3)
                kept.pop(max(some, key=lambda at: len(kept[at][1].lines)))
            kept.append((self.cast.copy(), self.case, self.now))

    def written(self, kind: type[Event], content: dict[str, Any], **envelope: Any) -> Event:
        """The event, without the fields whose values it doesn't take."""
        while True:
            try:
                return kind(**envelope, **content)
            except EventError as error:
                field = str(error.values.get("field", "")).partition(".")[0]
                if field not in content:
                    content.clear()
                content.pop(field, None)

    def tried(
        self, kind: type[Event], at: datetime, content: dict[str, Any], by: str, recorded_by: str | None = None
    ) -> Act:
        """The act with its decision; an allowed one is the next line, a refused one only now and then."""
        vocabulary = self.walker.rules.vocabulary
        if recorded_by is None and not vocabulary.has(UNIT, by):
            recorded_by = self.random.choice(self.cast.units)
        before = self.case
        event = self.written(
            kind, content, occurred_at=at, recorded_at=max(at, self.now), by=by, recorded_by=recorded_by
        )
        try:
            decision = before.decide(event)
        except EventError:
            return Act(before, event, None, before)
        allowed = decision.allowed
        if allowed and self.leads_away(decision.state.phase) and self.random.random() < 0.85:
            return Act(before, event, decision, before)
        late = before.latest is not None and at < before.latest
        phase = before.state_at(at).phase if late and allowed else before.phase
        if allowed or self.random.random() < self.walker.refused_lines:
            self.case, _ = before.record(event)
            self.cast.hear(event)
            self.now = max(self.now, at) + timedelta(minutes=self.random.choice(_PAUSES))
        if allowed:
            self.walker.coverage.reached[kind.name, str(phase)] += 1
            self.did = [*self.did, (kind.name, by)] if self.case.phase == before.phase else []
            self.walker.coverage.came(self.case.header.municipality, self.case.phase)
            if self.case.phase != before.phase or self.random.random() < (0.3 if self.on_the_edge else 0.03):
                self.keep()
        return Act(before, event, decision, self.case)


def schema_of(kind: type[Event], name: str) -> Mapping[str, Any]:
    """What a field holds, as a JSON Schema."""
    return content_fields(kind)[name].schema


def _actors(values: dict[str, Any]) -> Iterator[str]:
    """The texts among the values of a finding: units, roles' holders, codes."""
    for value in values.values():
        if isinstance(value, str):
            yield value
        elif isinstance(value, (tuple, frozenset)):
            yield from (one for one in sorted(map(str, value)))


__all__ = ["Act", "LineStatus", "Walker"]
