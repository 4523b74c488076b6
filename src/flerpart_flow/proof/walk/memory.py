"""What a walker knows of its routine, and learns as it walks."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from random import Random
from typing import Final

import attrs

from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.record.events import ACTOR
from flerpart_flow.engine.record.header import Header
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.proof.walk.cast import Cast
from flerpart_flow.proof.walk.coverage import Coverage

_LEFT: Final = 12
"""How many cases of one phase are left to go on from."""


@attrs.define(eq=False, slots=False)
class Memory:
    """The routine, the rows reached, what has given somebody a role, and cases to go on from.

    ``length`` is how many lines a case gets at most. ``refused_lines`` is the part of the refused acts that are
    recorded all the same, as a log does. ``others`` are rules that a case may move on to.
    """

    routine: Routine
    rules: Rules
    length: int
    refused_lines: float
    others: tuple[Rules, ...] = ()
    coverage: Coverage = attrs.field(default=attrs.Factory(lambda self: Coverage(self.routine), takes_self=True))
    fills: dict[str, list[str]] = attrs.field(factory=dict)
    kept: dict[str, list[tuple[Cast, Case, datetime]]] = attrs.field(factory=dict)
    given: dict[str, list[tuple[Cast, Case, datetime]]] = attrs.field(factory=dict)

    def is_kept(self, case: Case) -> bool:
        """Whether another walk may go on from that very case."""
        return any(kept is case for _, kept, _ in self.in_phase(case.phase))

    def in_phase(self, phase: str) -> tuple[tuple[Cast, Case, datetime], ...]:
        """The cases of a phase that a walk may go on from: those that are kept for now, and those given for good."""
        return (*self.kept.get(phase, ()), *self.given.get(phase, ()))

    @property
    def phases(self) -> tuple[str, ...]:
        """The phases of those cases."""
        return tuple(sorted({*self.kept, *self.given}))

    def keep(self, random: Random, cast: Cast, case: Case, now: datetime) -> None:
        """Keep a case as it is for another walk to go on from: a few for each phase, mostly short ones."""
        if len(case.lines) >= self.length * 2 // 3:
            return
        kept = self.kept.setdefault(case.phase, [])
        if len(kept) >= _LEFT:
            edge = self.coverage.is_last_before_a_new_one(case.phase)
            some = random.sample(range(len(kept)), 1 if edge else 3)
            kept.pop(max(some, key=lambda at: len(kept[at][1].lines)))
        kept.append((cast.copy(), case, now))

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
