"""The rows of a routine's table: an event, who does it, where it is possible and leads, its guards, its effect."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any, Generic, TypeVar

import attrs

from flerpart_flow.engine.definition.guards import Guard
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.rules.findings import Finding, Findings, Message, missing
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.frozen import frozen

START = "start"
"""Where a case stands before its first event."""

STAY = None
"""The target of a move that doesn't change the phase."""

E = TypeVar("E", bound=Event)
T = TypeVar("T")

Effect = Callable[[Any, T, Rules], Any]
"""(facts, event, rules) → facts. Pure, and total: it also takes an event whose content is missing."""


@attrs.frozen(eq=False)
class Keep(Generic[E]):
    """What of an accepted line stays in the facts when the line loses its ground, or is struck.

    ``says`` tells whether a line says anything that stays. ``effect``: (facts, line, the line that strikes it, rules) →
    facts; None strikes it where it only has lost its ground.
    """

    says: Callable[[E], bool]
    effect: Callable[[Any, E, Event | None, Rules], Any]


WRONG_ACTOR = Message("roll.fel")
VACANT = Message("roll.ingen")


@frozen(eq=False)
class Role:
    """Who may do something: a text ``roller.<code>``, the norm that says so, and the test.

    ``holders`` names those who have the role now, for a query. Where nobody has it nobody can act, unless it is
    open to ``anybody`` of a kind. ``asks`` is for a role whose test reads more of the event than who acts: whether an
    actor may have it, whatever the event states. ``within`` names the parties and units that can ever have it, whatever
    the facts are; without it any may.
    """

    code: str
    norm: str
    allows: Callable[[Any, Any, Rules], bool]
    holders: Callable[[Any, Rules], tuple[str, ...]]
    anybody: bool = False
    asks: Callable[[Any, str, Rules], bool] | None = None
    within: Callable[[Rules], tuple[str, ...]] | None = None

    def ever(self, party: str, rules: Rules) -> bool:
        """Whether a unit of a party can ever have the role."""
        return self.within is None or any(f"{one}:".startswith(f"{party}:") for one in self.within(rules))

    def may(self, facts: Any, event: Any, rules: Rules) -> bool:
        """Whether the one who acts in an event without content may have the role."""
        return self.asks(facts, event.by, rules) if self.asks is not None else self.allows(facts, event, rules)

    def under(self, norm: str) -> Role:
        """The same role, where another norm says who acts."""
        return attrs.evolve(self, norm=norm)

    def refusal(self, facts: Any, event: str, rules: Rules) -> Finding:
        """The finding that somebody else acts, or that nobody can."""
        holders = self.holders(facts, rules)
        if not holders and not self.anybody:
            return missing(self.norm, VACANT, about="by", event=event, role=self.code)
        return missing(
            self.norm, WRONG_ACTOR, cure_by=self.code, about="by", event=event, role=self.code, holders=holders
        )

    def as_guard(self) -> Guard[Event]:
        """The guard that refuses anybody else."""

        def check(facts: Any, event: Event, rules: Rules) -> Findings:
            if self.allows(facts, event, rules):
                return ()
            return (self.refusal(facts, event.name, rules),)

        return Guard(f"by_{self.code}", (self.norm,), check, ("by",), (VACANT, WRONG_ACTOR), about="by")


@frozen(eq=False)
class Choice:
    """A target that depends on the facts after the event. ``choose(facts, rules)`` gives one of ``targets``, or, where
    it may leave the phase as it is (``stays``), None. A text ``val.<name>.<target or stay>`` says when each is taken.
    """

    name: str
    choose: Callable[[Any, Rules], str | None]
    targets: tuple[str, ...]
    stays: bool = False


Target = str | Choice | None


def at(*phases: str) -> dict[str, Target]:
    """Possible in these phases, which stay."""
    return dict.fromkeys(phases, STAY)


def to(target: Target, phases: Iterable[str]) -> dict[str, Target]:
    """Possible in these phases, leading to one."""
    return dict.fromkeys(phases, target)


@frozen(eq=False, kw_only=True)
class Move(Generic[E]):
    """One row of the routine's table: an event, who does it, where it is possible and leads, guards, effect.

    Guards and effect have to take that event: a table of rows has no annotation, so that each row keeps its own type.
    ``foretold`` are guards of facts and who acts that a query asks and the step doesn't: what any content is sure to be
    told of, since the facts already settle what it will be.
    """

    event: type[E]
    by: Role
    to: Mapping[str, Target]
    effect: Effect[E]
    guards: tuple[Guard[E], ...] = ()
    foretold: tuple[Guard[E], ...] = ()

    @cached_property
    def all_guards(self) -> tuple[Guard[E], ...]:
        """Who acts, and then the guards in the order of the table."""
        return (self.by.as_guard(), *self.guards)


def phases_of(target: Target, source: str) -> tuple[str, ...]:
    """Every phase that a target can lead to from a source."""
    if target is None:
        return (source,)
    if isinstance(target, str):
        return (target,)
    return tuple(dict.fromkeys((*target.targets, source))) if target.stays else target.targets
