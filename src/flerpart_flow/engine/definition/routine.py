"""A routine: a frozen, validated definition that the machine, the explanations and the pictures all read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

import attrs

from flerpart_flow.engine.definition.duties import DutySpec
from flerpart_flow.engine.definition.guards import Guard
from flerpart_flow.engine.definition.machine import NOT_IN_PHASE, FlowMachine, build_machine
from flerpart_flow.engine.definition.outline import Outline
from flerpart_flow.engine.definition.recording import Numbered, Revise, Settle
from flerpart_flow.engine.errors import RulesError
from flerpart_flow.engine.judging.ledger import DutyIndex
from flerpart_flow.engine.record.events import Event, by_name
from flerpart_flow.engine.record.header import Header
from flerpart_flow.engine.rules.findings import Finding, Findings, Message, missing
from flerpart_flow.engine.rules.norms import Severity
from flerpart_flow.engine.rules.overlay import refuse_unknown_events
from flerpart_flow.engine.rules.rules import Rules, Sources, load_rules

START = "start"
"""Where a case stands before its first event."""

STAY = None
"""The target of a move that doesn't change the phase."""

Effect = Callable[[Any, Any, Any], Any]
"""(facts, event, rules) → facts. Pure, and total: it also takes an event whose content is missing."""

WRONG_ACTOR = Message("roll.fel")
VACANT = Message("roll.ingen")


@attrs.frozen(eq=False)
class Role:
    """Who may do something: a text ``roller.<code>``, the norm that says so, and the test.

    ``holders`` names those who have the role now, for a query. Where nobody has it nobody can act, unless it is
    open to ``anybody`` of a kind.
    """

    code: str
    norm: str
    allows: Callable[[Any, Any, Any], bool]
    holders: Callable[[Any, Any], tuple[str, ...]]
    anybody: bool = False

    def under(self, norm: str) -> Role:
        """The same role, where another norm says who acts."""
        return attrs.evolve(self, norm=norm)

    def refusal(self, facts: Any, event: str, rules: Any) -> Finding:
        """The finding that somebody else acts, or that nobody can."""
        holders = self.holders(facts, rules)
        if not holders and not self.anybody:
            return missing(self.norm, VACANT, event=event, role=self.code)
        return missing(self.norm, WRONG_ACTOR, cure_by=self.code, event=event, role=self.code, holders=holders)

    def as_guard(self) -> Guard:
        """The guard that refuses anybody else."""

        def check(facts: Any, event: Any, rules: Any) -> Findings:
            if self.allows(facts, event, rules):
                return ()
            return (self.refusal(facts, event.name, rules),)

        return Guard(f"by_{self.code}", (self.norm,), check, ("by",), (VACANT, WRONG_ACTOR))


@attrs.frozen(eq=False)
class Choice:
    """A target that depends on the facts after the event. ``choose(facts, rules)`` gives one of ``targets``, or, where
    it may leave the phase as it is (``stays``), None. A text ``val.<name>.<target or stay>`` says when each is taken.
    """

    name: str
    choose: Callable[[Any, Any], str | None]
    targets: tuple[str, ...]
    stays: bool = False


Target = str | Choice | None


def at(*phases: str) -> dict[str, Target]:
    """Possible in these phases, which stay."""
    return dict.fromkeys(phases, STAY)


def to(target: Target, phases: Iterable[str]) -> dict[str, Target]:
    """Possible in these phases, leading to one."""
    return dict.fromkeys(phases, target)


@attrs.frozen(eq=False, kw_only=True)
class Move:
    """One row of the routine's table: an event, who does it, where it is possible and leads, guards, effect."""

    event: type[Event]
    by: Role
    to: Mapping[str, Target]
    effect: Effect
    guards: tuple[Guard, ...] = ()

    @cached_property
    def all_guards(self) -> tuple[Guard, ...]:
        """Who acts, and then the guards in the order of the table."""
        return (self.by.as_guard(), *self.guards)


def phases_of(target: Target, source: str) -> tuple[str, ...]:
    """Every phase that a target can lead to from a source."""
    if target is None:
        return (source,)
    if isinstance(target, str):
        return (target,)
    return tuple(dict.fromkeys((*target.targets, source))) if target.stays else target.targets


@attrs.frozen
class Proposal:
    """A deviation that the library proposes and a person may report: kind, unit, norm, line, since when."""

    kind: str
    unit: str
    norm: str
    about: int | None
    since: datetime | None
    detail: str | None = None


Proposals = Callable[[Any, tuple[Any, ...], Any, datetime], tuple[Proposal, ...]]
"""(facts, duties at now, rules, now) → proposed deviations."""


@attrs.frozen(eq=False, kw_only=True, slots=False)
class Routine:
    """The definition of a routine. Building one validates it; see ``engine.definition.validation`` for what is checked.

    ``ends`` are the phases where a case is over, ``pauses`` those where the parties' clocks stand still.
    ``latches`` are phases that a late line or a correction can't undo (reading: withdrawal, closing); a
    correction of the very line lifts the latch only for ``ends``. ``lasting`` are events whose effect a
    correction never takes away. ``rests`` tells since when, outside a pause, the parties' clocks stand still at a
    moment because nobody may act, or None. ``enter`` tidies the facts when a phase is entered. ``settles``,
    ``revises`` and ``numbered`` say what is settled of an event when it is recorded (``engine.definition.recording``).
    ``revision`` counts changes of what the guards mean; it is part of the rules' digest. ``outline`` is what pictures
    and reports read.
    """

    name: str
    revision: int
    phases: tuple[str, ...]
    moves: tuple[Move, ...]
    duties: tuple[DutySpec, ...]
    sources: Sources
    begin: Callable[[Header], Any]
    ends: tuple[str, ...]
    pauses: tuple[str, ...] = ()
    latches: tuple[str, ...] = ()
    lasting: tuple[type[Event], ...] = ()
    enter: Mapping[str, Effect] = attrs.field(factory=dict)
    correction: type[Event] | None = None
    proposals: Proposals = lambda facts, duties, rules, now: ()
    rests: Callable[[Any, datetime], datetime | None] = lambda facts, at: None
    settles: Mapping[type[Event], Settle] = attrs.field(factory=dict)
    revises: Mapping[type[Event], Revise] = attrs.field(factory=dict)
    numbered: Mapping[type[Event], Numbered] = attrs.field(factory=dict)
    outline: Outline = Outline()

    def __attrs_post_init__(self) -> None:
        from flerpart_flow.engine.definition.validation import validate

        validate(self)

    @cached_property
    def machine(self) -> FlowMachine:
        """The machine, built once."""
        return build_machine((START, *self.phases), self.moves)

    @cached_property
    def events(self) -> Mapping[str, type[Event]]:
        """Event classes by name, in the order of the table."""
        return by_name(move.event for move in self.moves)

    @cached_property
    def duty_index(self) -> DutyIndex:
        """The duties by the events that touch them."""
        return DutyIndex.of(self.duties)

    @cached_property
    def guards(self) -> tuple[Guard, ...]:
        """Every guard once, in the order of the table."""
        return tuple(dict.fromkeys(guard for move in self.moves for guard in move.all_guards))

    @cached_property
    def messages(self) -> tuple[Message, ...]:
        """Everything that a guard can say."""
        said = (message for guard in self.guards for message in guard.messages)
        return tuple(dict.fromkeys((NOT_IN_PHASE, *said)))

    @cached_property
    def _effects(self) -> Mapping[str, Effect]:
        return {move.event.name: move.effect for move in self.moves}

    def effect_of(self, event: Event) -> Effect:
        """What an event does to the facts, in whatever phase."""
        return self._effects[event.name]

    def moves_in(self, phase: str) -> tuple[Move, ...]:
        """The moves that are possible in a phase, in the order of the table."""
        return tuple(move for move in self.moves if phase in move.to)

    def rules(self, version: str | None = None, overlay: Mapping[str, Any] | None = None) -> Rules:
        """The rules of a version (the newest, if none is named), with an organisation's overlay.

        Raises RulesError for an overlay that can't be used, RulesNotInstalled for an unknown version.
        """
        rules = load_rules(self.sources, self.revision, version, overlay)
        if overlay is not None:
            refuse_unknown_events(overlay, self.events)
            self._keep_roles(rules)
        return rules

    def _keep_roles(self, rules: Rules) -> None:
        """Refuse rules under which somebody could act without having the role: a role is a lock, not advice."""
        for move in self.moves:
            if rules.norms[move.by.norm].severity_at(move.event.name) is not Severity.BLOCK:
                raise RulesError("overlagring.roll", norm=move.by.norm, event=move.event.name)
