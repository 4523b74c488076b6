"""One story under two sets of rules: two cases side by side, for as long as they stand alike."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, Final

import attrs

from flerpart_flow.engine.definition.correction import Ratta
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.errors import FlowError
from flerpart_flow.engine.judging.case import Case, open_case
from flerpart_flow.engine.judging.decision import Decision
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.proof.compare.trying.stories import Branch
from flerpart_flow.proof.compare.trying.weighing import Weighed, goes_on, weighed

REFERENCE: Final = "jamforelse"
"""The case of every story that is told as a log."""


@attrs.frozen(eq=False)
class Stand:
    """Two cases after the same lines, which have come to the same under both rules (but see ``parted``).

    ``before`` is where they stood a line earlier, ``at`` when the latest act happened, ``branch`` where in the stories.
    """

    a: Case[Any]
    b: Case[Any]
    at: datetime
    before: Stand | None = None
    event: Event | None = None
    branch: Branch | None = None

    @property
    def phase(self) -> str:
        """The phase of both."""
        return self.a.phase

    def lines(self) -> tuple[Event, ...]:
        """The lines so far, as they were before they got numbers."""
        return tuple(reversed(tuple(self._backwards())))

    def _backwards(self) -> Iterator[Event]:
        stand: Stand | None = self
        while stand is not None and stand.event is not None:
            yield stand.event
            stand = stand.before


@attrs.frozen(eq=False)
class Tried:
    """An act that was tried under both, and how the answers compare."""

    stand: Stand
    event: Event
    a: Decision[Any]
    b: Decision[Any]
    how: Weighed

    @property
    def row(self) -> tuple[str, str]:
        """The event and the phase in which it was tried."""
        return self.event.name, self.a.before.phase

    @property
    def rejudges(self) -> bool:
        """Whether it has other lines judged anew."""
        return _rejudges(self.stand, self.event)


def opened(routine: Routine[Any], a: Rules, b: Rules, municipality: str | None, at: datetime) -> Stand:
    """Two cases without lines."""
    first = open_case(routine, REFERENCE, rules=a, municipality=municipality)
    return Stand(first, open_case(routine, REFERENCE, rules=b, municipality=municipality), at)


def tried(stand: Stand, event: Event) -> Tried | None:
    """An act under both, as a question; None for one that can't be a line there."""
    try:
        a, b = stand.a.decide(event), stand.b.decide(event)
    except FlowError:
        return None
    return Tried(stand, event, a, b, weighed(a, b, _rejudges(stand, event)))


def _rejudges(stand: Stand, event: Event) -> bool:
    """Whether an act has other lines judged anew: one that is recorded late, and a correction."""
    return isinstance(event, Ratta) or (stand.a.latest is not None and event.occurred_at < stand.a.latest)


def recorded(stand: Stand, event: Event, branch: Branch | None = None) -> tuple[Tried, Stand | None] | None:
    """An act as the next line of both, and where they stand after it if that is alike. None as of ``tried``."""
    try:
        a, one = stand.a.record(event)
        b, other = stand.b.record(event)
    except FlowError:
        return None
    how = weighed(one, other, _rejudges(stand, event))
    done = Tried(stand, event, one, other, how)
    if not goes_on(one, other):
        return done, None
    return done, _on(stand, event, a, b, branch)


def parted(stand: Stand, event: Event) -> Stand | None:
    """Where the two stand after an act that both allow, and that leads them to different places; None else."""
    try:
        a, one = stand.a.record(event)
        b, other = stand.b.record(event)
    except FlowError:
        return None
    both = one.allowed and other.allowed
    return _on(stand, event, a, b, None) if both and weighed(one, other, _rejudges(stand, event)).leads else None


def _on(stand: Stand, event: Event, a: Case[Any], b: Case[Any], branch: Branch | None) -> Stand:
    return Stand(a, b, max(stand.at, event.occurred_at), stand, event, branch)


def play(start: Stand, root: Branch, seen: Callable[[Tried], None]) -> Iterator[Stand]:
    """Every stand that the stories come to, each after those before it; ``seen`` is told of each act that is tried.

    Where an act parts the two, the story goes on as if nobody had done it: what else differs is to be seen too.
    """
    waiting = deque([attrs.evolve(start, branch=root)])
    while waiting:
        stand = waiting.popleft()
        yield stand
        assert stand.branch is not None, "a story stands somewhere in the tree"
        for branch in stand.branch.then.values():
            assert branch.event is not None, "only the root is no act"
            made = recorded(stand, branch.event, branch)
            if made is None:
                continue
            seen(made[0])
            waiting.append(made[1] or attrs.evolve(stand, branch=branch))
