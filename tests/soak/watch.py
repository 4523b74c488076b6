"""A case that is watched act by act: each accepted act held against what had been said, approved and answered."""

from __future__ import annotations

import attrs

from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.record.events import Event
from tests.soak.answers import Answers
from tests.soak.approvals import Approvals
from tests.soak.history import History, in_order
from tests.soak.promises import Breach, broken


@attrs.define
class Watch:
    """A case that is watched act by act."""

    routine: str
    history: History = attrs.field(factory=History)
    approvals: Approvals = attrs.field(factory=Approvals)
    answers: Answers = attrs.field(factory=Answers)
    known: set[tuple[int, Breach]] = attrs.field(factory=set)

    def see(self, before: Case, event: Event, after: Case) -> set[Breach]:
        """What an accepted act breaks. A late line or a correction has every act held against the history again."""
        nr = len(after.lines)
        found: set[Breach] = set()
        if self.routine == "flerpartsmote":
            self.approvals.record(before, event, after)
            self.answers.record(event, nr, after)
        if event.name == "ratta" or (before.latest is not None and event.occurred_at < before.latest):
            found |= self.again(after)
        else:
            found |= set(broken(self.routine, self.history, event, before.phase))
            self.known |= {(nr, breach) for breach in found}
            self.history.hear(event, rests=after.phase == "vilande" != before.phase)
        if self.routine == "flerpartsmote":
            found |= {*self.approvals.broken(after), *self.answers.broken(after)}
        return found

    def again(self, case: Case) -> set[Breach]:
        """Every act of a case held against what had been said when it happened.

        A correction that took effect stays in effect, and was judged when it was recorded.
        """
        self.history = History()
        found: set[Breach] = set()
        states = {one.nr: one for one in case.replayed()}
        phase = ""
        for nr, event, acts in in_order(case):
            if states[nr].before.phase == "vilande" != phase:
                self.history.rest()  # by a line that has lost its ground since; what it took away stays taken (A9)
            phase = states[nr].after.phase
            if acts and (event.name != "ratta" or nr == len(case.lines)):
                for breach in broken(self.routine, self.history, event, states[nr].before.phase):
                    if (nr, breach) not in self.known:
                        self.known.add((nr, breach))
                        promise, name, how = breach
                        found.add((promise if nr == len(case.lines) else f"{promise} (judged again)", name, how))
            phases = states[nr].before.phase, states[nr].after.phase
            self.history.hear(event, rests=phases[1] == "vilande" != phases[0])
        return found
