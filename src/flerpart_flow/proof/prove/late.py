"""Walking logs in which lines come late and are corrected: every log of so many lines, and nothing is merged.

What a late line or a correction does depends on what stands before it and after it, refused lines too; two logs that
lead to one state are two. So each is walked by itself.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, Final

import attrs

from flerpart_flow.engine.definition.correction import Ratta
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.judging.decision import Decision
from flerpart_flow.engine.record.events import Event, content_fields
from flerpart_flow.proof.prove.told import Told
from flerpart_flow.proof.prove.walking import Progress, Walk
from flerpart_flow.proof.prove.world import Begun, Node, World, placed

APART: Final = timedelta(minutes=16)
"""Between two lines in order; a late one falls halfway between two, and there are at most four halves."""
_EVERY: Final = 500


@attrs.frozen(eq=False)
class Arrived:
    """A line that came late, or a correction: the log before and after it, and the decision on it."""

    world: World
    node: Node
    event: Event
    before: Case[Any]
    after: Case[Any]
    decision: Decision[Any]

    def opens(self, case: Case[Any], names: Iterable[str]) -> frozenset[int]:
        """Which of the world's acts of these names are allowed when the log has come this far."""
        at, about = _next(self.world, self.after), frozenset(names)
        node = _node(self.world, None, case, self.node.begun)
        return frozenset(
            place
            for place, act in enumerate(self.world.acts)
            if act.name in about and self.world.tried(node, act, at).allowed
        )

    def in_order(self) -> tuple[Case[Any], dict[int, int]]:
        """The same lines, each recorded when it happened, and the number there of each line of this log."""
        begun = len(self.node.begun.case.lines)
        lines = sorted(
            enumerate([*self.node.story(), self.event], begun + 1), key=lambda one: (one[1].occurred_at, one[0])
        )
        case, numbers = self.node.begun.case, dict[int, int]()
        for nr, line in lines:
            numbers[nr] = len(case.lines) + 1
            case, _ = case.record(placed(line, numbers[nr], line.occurred_at))
        return case, numbers


Arrives = Callable[[Arrived], None]


def walk_logs(
    world: World,
    sees: Iterable[Arrives],
    seconds: float | None = None,
    progress: Progress | None = None,
    enough: Callable[[], bool] | None = None,
) -> Walk:
    """Walk all logs of a world up to its bound, the shortest first; ``sees`` is asked of each late line and correction.

    A line is an act in order, the same act in each place before it, or a correction of each line after the beginning.
    """
    found, began, watching = Walk(world), time.monotonic(), tuple(sees)
    found.bounded = True
    level = [(_node(world, None, one.begun.case, one.begun), one.begun.case) for one in world.starts]
    found.nodes += [start for start, _ in level]
    for depth in range(world.slice.longest or 1):
        further: list[tuple[Node, Case[Any]]] = []
        last = depth + 1 == world.slice.longest
        for node, case in level:
            found.seconds = time.monotonic() - began
            if (seconds is not None and found.seconds > seconds) or (enough is not None and enough()):
                found.whole = False
                return found
            if progress is not None and node.place % _EVERY == 0:
                progress(found.states, found.moves)
            latest = case.latest
            for event in _lines(world, node, case):
                special = isinstance(event, Ratta) or (latest is not None and event.occurred_at < latest)
                if last and not special:
                    continue  # nothing is looked at in it
                found.moves += 1
                after, decision = case.record(event)
                if decision.allowed:
                    found.allowed += 1
                    found.rows.add((event.name, decision.before.phase))
                reached = _node(world, node, after, node.begun, event)
                reached.place = len(found.nodes)
                found.nodes.append(reached)
                if special:
                    for see in watching:
                        see(Arrived(world, node, event, case, after, decision))
                if not last:
                    further.append((reached, after))
        level = further
    found.seconds = time.monotonic() - began
    return found


def _node(world: World, parent: Node | None, case: Case[Any], begun: Begun, event: Event | None = None) -> Node:
    at = case.latest or world.moments[0]
    acts = 0 if parent is None else parent.acts + 1
    return Node(case.state, Told(), case.course.numbers, at, 0, len(case.lines), begun, parent, event, acts)


def _next(world: World, case: Case[Any]) -> datetime:
    """When the next line in order happens."""
    return max((case.latest or world.moments[0]) + APART, world.moments[0])


def _lines(world: World, node: Node, case: Case[Any]) -> Iterator[Event]:
    """Every line that may come next."""
    story, nr, now = node.story(), len(case.lines) + 1, _next(world, case)
    if story:
        now = max(now, max(one.recorded_at for one in story) + APART)
    begun = node.begun.case
    times = sorted(
        {begun.latest or world.moments[0] - APART, *(one.occurred_at for one in story if not isinstance(one, Ratta))}
    )
    late = [before + (after - before) / 2 for before, after in pairwise(times)]
    for act in world.acts:
        if not isinstance(act, Ratta):
            yield placed(act, nr, now)
            for at in late:
                yield placed(act, nr, at, now)
            continue
        for back, line in enumerate(story, len(begun.lines) + 1):
            if not isinstance(line, Ratta) and content_fields(type(line)).keys() >= dict(act.ratt or ()).keys():
                yield placed(act.changed(ror=back), nr, now)
