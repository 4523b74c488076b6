"""What a check is: it looks at acts that are tried, at states, or at a whole walk, and says what it has seen."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any, ClassVar

import attrs

from flerpart_flow.engine.record.events import Event
from flerpart_flow.proof.prove.late import Arrived
from flerpart_flow.proof.prove.walking import Tried, Walk
from flerpart_flow.proof.prove.world import Node, World


class Outcome(StrEnum):
    """What was seen: something that the claim is about was done as it should, or refused as it should, or not so."""

    DONE = "done"
    REFUSED = "refused"
    BROKEN = "broken"


Seen = tuple[Outcome, Node, Event | None]
"""What was seen, in which state, at which act."""


@attrs.frozen
class Reaches:
    """What a claim says can be reached, what it says can't, and what a walk did reach."""

    wanted: frozenset[str] = frozenset()
    unreached: frozenset[str] = frozenset()
    reached: frozenset[str] = frozenset()


def unmatched(several: Iterable[Reaches]) -> tuple[str, ...]:
    """What none of several walks reached, and what one did that was said not to be, or isn't there at all."""
    found = tuple(several)
    wanted = frozenset[str]().union(*(one.wanted for one in found))
    unreached = frozenset[str]().union(*(one.unreached for one in found))
    reached = frozenset[str]().union(*(one.reached for one in found))
    return tuple(sorted((wanted - unreached - reached) | (unreached & reached) | (unreached - wanted)))


class Check:
    """A check of one claim, made anew for each walk. ``events`` are those that it looks at, None: all of them.

    ``whole``: it asks for ways to something, so that its stories may have no bound of acts.
    """

    events: ClassVar[Collection[str] | None] = ()
    whole: ClassVar[bool] = False

    def __init__(self, values: Mapping[str, Any], names: Mapping[str, tuple[str, ...]]) -> None:
        self.values, self.names = values, names

    def about(self) -> Collection[str] | None:
        """The events that it looks at, None: all."""
        return self.events

    def act(self, tried: Tried) -> Outcome | None:
        """What an act that was tried shows; None if it isn't about it."""
        return None

    def arrived(self, line: Arrived) -> Outcome | None:
        """What a late line or a correction shows; None if it isn't about it."""
        return None

    def state(self, world: World, node: Node) -> Iterator[Seen]:
        """What a state shows."""
        return iter(())

    def end(self, walk: Walk) -> Iterator[Seen]:
        """What the whole walk shows."""
        return iter(())

    def reaches(self) -> Reaches:
        """What it says can be reached, and what was."""
        return Reaches()


def two_sided(allowed: bool, rightly: bool) -> Outcome | None:
    """What an act shows that may only be allowed if it is right; one that is right may be refused for other reasons."""
    if allowed:
        return Outcome.DONE if rightly else Outcome.BROKEN
    return None if rightly else Outcome.REFUSED
