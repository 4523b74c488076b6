"""A state machine for hypothesis that drives cases of a routine: a subclass says what always holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.journal.log import read_log, write_log
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.proof.walk import Act, Walker
from flerpart_flow.testing.strategies import begun


class CaseMachine(RuleBasedStateMachine):
    """Drives one case. ``case`` is how it stands, ``act`` what was tried last; ``routine`` and ``under``, its
    rules, are for a subclass to set.

    Invariants of its own: a refused act that leaves no line leaves the case as it was, and a log of the case reads
    back to an equal one.
    """

    routine: Routine[Any]
    under: Rules | None = None
    beginnings: dict[str, Case[Any]]

    def __init__(self) -> None:
        super().__init__()
        self.case: Case[Any] | None = None
        self.act: Act | None = None
        self._acts: Iterator[Act] = iter(())

    @initialize(data=st.data(), seed=st.integers(0, 2**32 - 1))
    def begin(self, data: st.DataObject, seed: int) -> None:
        """From nothing, or from a beginning of the routine's twins."""
        walker = Walker(self.routine, seed, length=10**6, rules=self.under or self.routine.rules())
        case = self.beginnings.get(data.draw(st.sampled_from(["", *self.beginnings]), "beginning"))
        if case is not None and case.lines and not case.closed:
            walker.go_on_from(case)
            self.case = case
        self._acts = next(walker.cases())

    @rule()
    def tries(self) -> None:
        """Something is tried, by somebody; nothing more, when the walk has come to its end."""
        self.act = next(self._acts, None)
        if self.act is not None:
            self.case = self.act.after

    @invariant()
    def a_refused_act_changes_nothing(self) -> None:
        """Neither phase nor facts."""
        act = self.act
        if act is not None and act.decision is not None and not act.decision.allowed:
            assert (act.after.phase, act.after.facts) == (act.before.phase, act.before.facts)

    def teardown(self) -> None:
        """The log of the case is the case."""
        if self.case is not None and self.case.lines:
            lines = [line.encode() for line in write_log(self.case)]
            overlay = self.case.rules.laid_over or None
            assert read_log(lines, {self.routine.name: self.routine}, overlay).case() == self.case


def case_machine(routine: Routine[Any], rules: Rules | None = None) -> type[CaseMachine]:
    """A machine for a routine, under its newest rules unless others are given; to be subclassed with invariants."""
    held = {"routine": routine, "under": rules, "beginnings": begun(routine, rules)}
    return type("CaseMachine", (CaseMachine,), held)
