"""Where one case stands on its walk: who is in it, what has been tried, and what that came to."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, Final

import attrs

from flerpart_flow.engine.definition.moves import Move
from flerpart_flow.engine.eras.change import BytRegler
from flerpart_flow.engine.errors import EventError, RulesNotInstalled
from flerpart_flow.engine.judging.case import Case, open_case
from flerpart_flow.engine.judging.decision import Decision
from flerpart_flow.engine.record.events import UNIT, Event
from flerpart_flow.proof.walk.cast import Cast
from flerpart_flow.proof.walk.filling import Filler
from flerpart_flow.proof.walk.memory import Memory

START: Final = datetime(2026, 1, 12, 8, tzinfo=UTC)
_ON_FROM_HERE: Final = 0.6
_FROM_THE_EDGE: Final = 0.85
"""How often a walk goes on from a kept case: mostly, where a step leads from one to a phase that none has come to."""
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


@attrs.define(eq=False)
class Stand:
    """One case on its way. ``goal`` is the row that it goes towards."""

    memory: Memory
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
    def begun(cls, memory: Memory, seed: int, number: int) -> Stand:
        """A new case, or one that is kept and goes on."""
        random = Random(f"{seed}:{memory.routine.name}:{number}")
        vocabulary = memory.rules.vocabulary
        temper = random.choice((0.2, 0.7, 1, 2))
        edge = any(memory.coverage.is_last_before_a_new_one(phase) for phase in memory.phases)
        edge = edge and memory.coverage.edge_is_worth_it
        if memory.phases and random.random() < (_FROM_THE_EDGE if edge else _ON_FROM_HERE):
            phase = memory.coverage.promising(random, memory.phases)
            cast, case, now = random.choice(memory.in_phase(phase))
            cast = cast.copy()
            return cls(memory, random, cast, Filler(random, vocabulary, cast), case, now, temper)
        cast = Cast.drawn(random, vocabulary, memory.holders)
        place = memory.coverage.place(random, (None, *sorted(vocabulary.known.get("kommun", ()))))
        case = open_case(memory.routine, f"walk-{number}", rules=memory.rules, municipality=place)
        return cls(memory, random, cast, Filler(random, vocabulary, cast), case, temper=temper)

    @property
    def on_the_edge(self) -> bool:
        """Whether the next phase is one that no case has come to: what has got so far is worth going on from."""
        return self.memory.coverage.is_last_before_a_new_one(self.case.phase)

    def moves_in(self, phase: str) -> tuple[Move[Any], ...]:
        """What a walk may try in a phase: not a change of rules, since it has no others to change to."""
        return tuple(move for move in self.memory.routine.moves_in(phase) if move.event is not BytRegler)

    def holders_of(self, kind: type[Event]) -> tuple[str, ...]:
        """Those who may do an event now, as far as the facts tell."""
        found = self.memory.routine.machine.events[kind.name].move_in(self.case.phase)
        return () if found is None else found.move.by.holders(self.case.facts, self.memory.rules)

    def is_harmless(self, kind: type[Event]) -> bool:
        """Whether an event, if it is possible now, doesn't lead away from the goal."""
        found = self.memory.routine.machine.events[kind.name].move_in(self.case.phase)
        if found is None or self.goal is None:
            return found is not None
        return self.memory.coverage.keeps_near(found.move, self.case.phase, self.goal[1])

    def who(self, kind: type[Event], at: datetime) -> str:
        """One who may do it, as far as the facts tell; else anybody."""
        state = self.case.state if at >= self.now else self.case.state_at(at)
        found = self.memory.routine.machine.events[kind.name].move_in(state.phase)
        move: Move[Any] | None = None if found is None else found.move
        holders = move.by.holders(state.facts, self.memory.rules) if move is not None else ()
        if holders and self.random.random() < 0.9:
            done = Counter(by for name, by in self.did if name == kind.name)
            fewest = min(done[one] for one in holders)
            holders = tuple(one for one in holders if done[one] == fewest or self.random.random() < 0.3)
            return self.random.choice(holders)
        return self.random.choice((*self.cast.units, *self.cast.units, *self.cast.others))

    def leads_away(self, phase: str) -> bool:
        """Whether a phase is further from the goal than the one that the case stands in."""
        here = self.case.phase
        if self.on_the_edge and phase != here:
            return not self.memory.coverage.came_newly(phase)
        return self.goal is not None and phase != here and not self.memory.coverage.is_near(here, phase, self.goal[1])

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
        vocabulary = self.memory.rules.vocabulary
        if recorded_by is None and not vocabulary.has(UNIT, by):
            recorded_by = self.random.choice(self.cast.units)
        before = self.case
        event = self.written(
            kind, content, occurred_at=at, recorded_at=max(at, self.now), by=by, recorded_by=recorded_by
        )
        try:
            decision = before.decide(event)
        except (EventError, RulesNotInstalled):  # not well formed, or to rules that nobody has
            return Act(before, event, None, before)
        allowed = decision.allowed
        away = (kind.name, str(before.phase)) != self.goal and self.leads_away(decision.state.phase)
        if allowed and away and self.random.random() < 0.85:
            return Act(before, event, decision, before)
        late = before.latest is not None and at < before.latest
        phase = before.state_at(at).phase if late and allowed else before.phase
        if allowed or self.random.random() < self.memory.refused_lines:
            self.case, _ = before.record(event)
            self.cast.hear(event)
            self.now = max(self.now, at) + timedelta(minutes=self.random.choice(_PAUSES))
        if allowed:
            self.memory.coverage.reached[kind.name, str(phase)] += 1
            self.did = [*self.did, (kind.name, by)] if self.case.phase == before.phase else []
            self.memory.coverage.came(self.case.header.municipality, self.case.phase)
            if self.case.phase != before.phase or self.random.random() < (0.3 if self.on_the_edge else 0.03):
                self.memory.keep(self.random, self.cast, self.case, self.now)
        return Act(before, event, decision, self.case)
