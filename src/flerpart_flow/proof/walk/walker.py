"""The walker: made-up cases, one after another, each act chosen with an eye to the rows that were seldom reached.

It knows only the definition: the table, the fields' kinds, the vocabulary, who holds a role, who owes what, and what
the findings of a refused act say: which fields they read, whom and what they name, and which event is the cure.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import attrs

from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.record.events import UNIT
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.proof.walk.cast import Cast
from flerpart_flow.proof.walk.choosing import acts
from flerpart_flow.proof.walk.coverage import Coverage
from flerpart_flow.proof.walk.memory import Memory
from flerpart_flow.proof.walk.stand import Act, Stand


def _memory(walker: Walker) -> Memory:
    return Memory(walker.routine, walker.rules, walker.length, walker.refused_lines, walker.others)


@attrs.define(eq=False)
class Walker:
    """Walks through cases of a routine. The same seed gives the same walk.

    ``length`` is how many lines a case gets at most. ``refused_lines`` is the part of the refused acts that are
    recorded all the same, as a log does. ``others`` are rules that a case may move on to.
    """

    routine: Routine
    seed: int
    length: int = 200
    refused_lines: float = 0.02
    rules: Rules = attrs.field(default=attrs.Factory(lambda self: self.routine.rules(), takes_self=True))
    others: tuple[Rules, ...] = ()
    walks: int = 0
    memory: Memory = attrs.field(default=attrs.Factory(_memory, takes_self=True))

    @property
    def coverage(self) -> Coverage:
        """Which rows have been reached."""
        return self.memory.coverage

    def is_kept(self, case: Case) -> bool:
        """Whether another walk may go on from that very case."""
        return self.memory.is_kept(case)

    def go_on_from(self, case: Case) -> None:
        """Keep a case that somebody else has begun: walks may go on from it, with those that it names and others."""
        random = Random(f"{self.seed}:{case.header.case}:{case.phase}")
        cast = Cast.drawn(random, self.rules.vocabulary, self.memory.holders)
        known = self.rules.vocabulary.known[UNIT]
        for line in case.lines:
            cast.hear(line)
        named = [by for line in case.lines for by in (line.by, line.recorder)]
        named += [one for group in cast.groups(sorted(known)) for one in group]
        cast.units = tuple(dict.fromkeys((*(one for one in named if one in known), *cast.units)))
        held = self.memory.given.setdefault(case.phase, [])
        held.append((cast, case, max(line.recorded_at for line in case.lines)))
        self.coverage.came(case.header.municipality, case.phase)

    def cases(self) -> Iterator[Iterator[Act]]:
        """Case after case, without end: the acts of each, in the order in which they were tried."""
        while True:
            self.walks += 1
            yield acts(Stand.begun(self.memory, self.seed, self.walks))

    def acts(self) -> Iterator[Act]:
        """All acts of all cases, without end."""
        for one in self.cases():
            yield from one
