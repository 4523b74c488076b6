"""Checking claims on their slices, and the shortest story where one doesn't hold."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

import attrs

from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.proof.prove.checks import CHECKS, Check, Outcome, Reaches, Seen
from flerpart_flow.proof.prove.handing import world_of
from flerpart_flow.proof.prove.late import Arrived, walk_logs
from flerpart_flow.proof.prove.model import Claim, Claims
from flerpart_flow.proof.prove.walking import Progress, Sees, Tried, Walk, walk
from flerpart_flow.proof.prove.world import Begun, Node, World, recorded


@attrs.frozen(eq=False)
class Story:
    """The shortest way to where a claim doesn't hold: the case as it stood, and the act at which it doesn't, if any."""

    case: Case[Any]
    event: Event | None
    begun: Begun

    @property
    def whole(self) -> Case[Any]:
        """The case with that act as its last line."""
        return self.case if self.event is None else self.case.record(self.event)[0]


@attrs.frozen
class Walked:
    """A slice that was walked: how many states and moves, and whether to the end of its bound."""

    name: str
    states: int
    moves: int
    whole: bool
    seconds: float
    rows: frozenset[tuple[str, str]]


@attrs.frozen(eq=False)
class Checked:
    """What was seen of a claim on one slice, how often, and the shortest story where it doesn't hold; of a claim on
    what can be reached, what that is and what was.
    """

    claim: Claim
    seen: Counter[Outcome]
    story: Story | None
    reaches: Reaches


@attrs.define(eq=False)
class _Watch:
    """A claim while a slice is walked."""

    claim: Claim
    check: Check
    seen: Counter[Outcome] = attrs.field(factory=Counter)
    broken: Seen | None = None

    def act(self, tried: Tried) -> None:
        found = self.check.act(tried)
        if found is not None:
            self.keep((found, tried.node, tried.event))

    def arrived(self, line: Arrived) -> None:
        found = self.check.arrived(line)
        if found is not None:
            self.keep((found, line.node, line.event))

    def state(self, world: World, node: Node) -> None:
        for one in self.check.state(world, node):
            self.keep(one)

    def end(self, walk: Walk) -> None:
        for one in self.check.end(walk):
            self.keep(one)

    def keep(self, seen: Seen) -> None:
        self.seen[seen[0]] += 1
        if seen[0] is Outcome.BROKEN and (self.broken is None or seen[1].acts < self.broken[1].acts):
            self.broken = seen


def prove_slice(
    routine: Routine[Any],
    claims: Claims,
    name: str,
    only: Iterable[str] = (),
    rules: Rules | None = None,
    seconds: float | None = None,
    progress: Progress | None = None,
) -> tuple[Walked, tuple[Checked, ...]]:
    """Walk one slice once, and check all its claims on it, or some."""
    wanted = frozenset(only)
    made_up = world_of(routine, claims, name, rules)
    world = made_up.world
    watches = [
        _Watch(claim, CHECKS[claim.check](claim.values, made_up.names))
        for claim in claims.claims
        if name in claim.slices and (not wanted or claim.id in wanted)
    ]
    sees: dict[str, list[Sees]] = defaultdict(list)
    for watch in watches:
        about = watch.check.about()
        for event in world.routine.events if about is None else about:
            sees[event].append(watch.act)
    standing = [watch.state for watch in watches if type(watch.check).state is not Check.state]

    def enough() -> bool:
        return all(one.broken is not None for one in watches)

    if world.slice.late:
        made = walk_logs(world, [one.arrived for one in watches], seconds, progress, enough)
    else:
        made = walk(world, sees, standing, seconds, progress, enough)
    if made.whole:
        for watch in watches:
            watch.end(made)
    states, moves = made_up.states + made.states, made_up.moves + made.moves
    walked = Walked(name, states, moves, made.whole, made.seconds, frozenset(made.rows))
    return walked, tuple(Checked(one.claim, one.seen, _story(one.broken), one.check.reaches()) for one in watches)


def _story(broken: Seen | None) -> Story | None:
    """What was seen as a case: the beginning of the slice, the acts, and the one at which the claim doesn't hold."""
    if broken is None:
        return None
    _, node, event = broken
    return Story(recorded(node), event, node.begun)
