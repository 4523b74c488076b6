"""Claims on lines that come late, and on what an authority corrects: neither gives more in the individual's name.

What is given is told by what may be done: the world's acts that let somebody know, or let somebody in, or speak for
the individual.
"""

from __future__ import annotations

from flerpart_flow.engine.definition.correction import Ratta
from flerpart_flow.proof.prove.checks.base import Check, Outcome
from flerpart_flow.proof.prove.late import Arrived
from flerpart_flow.proof.prove.told import is_a_unit, on_the_persons_side


class LateGivesNoMore(Check):
    """With a line that comes late no act is lawful that wouldn't be, had each line been recorded when it happened.

    Held against the log of the same lines in their order, of which the other claims speak.
    """

    def arrived(self, line: Arrived) -> Outcome | None:
        """The acts in the log, and those that may follow."""
        if any(isinstance(one, Ratta) for one in (*line.node.story(), line.event)):
            return None
        ordered, numbers = line.in_order()
        refused, there = frozenset(line.after.course.refused), frozenset(ordered.course.refused)
        named = frozenset(nr for nr in numbers if line.after.lines[nr - 1].name in self.names)
        more = any(nr not in refused and numbers[nr] in there for nr in named)
        if more or not line.opens(line.after, self.names) <= line.opens(ordered, self.names):
            return Outcome.BROKEN
        return Outcome.DONE if line.decision.allowed else Outcome.REFUSED


class CorrectedGivesNoMore(Check):
    """What a unit corrects of the individual's lines gives no act that lets somebody know or in that wasn't there."""

    def arrived(self, line: Arrived) -> Outcome | None:
        """The acts that may follow, before the correction and after it."""
        event = line.event
        if not isinstance(event, Ratta) or not is_a_unit(event.by) or event.ror is None:
            return None
        if not on_the_persons_side(line.before.lines[event.ror - 1].by):
            return None
        if not line.decision.allowed:
            return Outcome.REFUSED
        fewer = line.opens(line.after, self.names) <= line.opens(line.before, self.names)
        return Outcome.DONE if fewer else Outcome.BROKEN
