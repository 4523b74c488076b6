"""Holding the library's answers against history's: of each act the norms that forbid it, as each of the two sees it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from typing import Final

import attrs

from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.judging.decision import Decision
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.rules.norms import Severity
from flerpart_flow.proof.oracle import flerpartsmote, ung_intro
from flerpart_flow.proof.oracle.history.hearing import hear
from flerpart_flow.proof.oracle.history.lines import in_time, told_of
from flerpart_flow.proof.oracle.history.record import History

Forbids = Callable[[History, Event], Iterator[str]]

FORBIDS: Final[Mapping[str, Mapping[str, tuple[Forbids, frozenset[str]]]]] = {
    "flerpartsmote": flerpartsmote.FORBIDS,
    "ung_intro": ung_intro.FORBIDS,
}
"""Per routine and event: what history forbids, and the norms that are compared."""


@attrs.frozen
class Difference:
    """An act that is judged differently: by which norms only history forbids it, and by which only the library."""

    event: str
    only_history: tuple[str, ...]
    only_library: tuple[str, ...]


@attrs.define(eq=False)
class Oracle:
    """Judges the acts of cases, as a walk brings them.

    ``judged`` counts the acts that it had a say on, ``forbade`` how often it forbade an event by a norm, ``allowed``
    how often by none.
    """

    judged: int = 0
    forbade: Counter[tuple[str, str]] = attrs.field(factory=Counter)
    allowed: Counter[str] = attrs.field(factory=Counter)
    _case: Case | None = None
    _history: History = attrs.field(factory=History)

    def judge(self, before: Case, decision: Decision) -> Difference | None:
        """Where a decision on an act isn't what history says; None where they agree, or history has no say."""
        event = decision.event
        known = FORBIDS[before.routine.name].get(event.name)
        if known is None:
            return None
        forbids, norms = known[0], frozenset(one for one in known[1] if _stops(before, one, event.name))
        late = before.latest is not None and event.occurred_at < before.latest
        history = told_of(before, event.occurred_at) if late else self._told(before)
        ours = frozenset(forbids(history, event)) & norms
        theirs = frozenset(one.norm for one in decision.findings if one.blocks) & norms
        self.judged += 1
        self.forbade.update((event.name, norm) for norm in ours)
        self.allowed[event.name] += not ours
        if ours == theirs:
            return None
        return Difference(event.name, tuple(sorted(ours - theirs)), tuple(sorted(theirs - ours)))

    def go_on(self, before: Case, after: Case) -> None:
        """Take in the line that an act has left, if it left one: quicker than the whole case from its beginning."""
        if after is before or self._case is not before:
            return
        nr, line = len(after.lines), after.lines[-1]
        if line.name == "ratta" or (before.latest is not None and line.occurred_at < before.latest):
            self._case = None  # everything may read another way now
            return
        if nr not in frozenset(after.course.refused):
            self._history = deepcopy(self._history)
            hear(self._history, in_time(self._history, after, nr, line), after.routine.name)
            self._history.under(after.rules)
        self._case = after

    def _told(self, case: Case) -> History:
        if self._case is not case:
            self._case, self._history = case, told_of(case)
        return self._history


def _stops(case: Case, norm: str, event: str) -> bool:
    """Whether a norm stops an event under the rules that the case stands under; an overlay may let it only warn."""
    return case.rules.norms[norm].severity_at(event) is Severity.BLOCK
