"""A routine: a frozen, validated definition that the machine, the explanations and the pictures all read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic

import attrs

from flerpart_flow.engine.definition.duties import Duty, DutySpec
from flerpart_flow.engine.definition.duty_index import DutyIndex
from flerpart_flow.engine.definition.guards import Guard
from flerpart_flow.engine.definition.moves import START, Effect, Keep, Move, Role, phases_of
from flerpart_flow.engine.definition.outline import Outline
from flerpart_flow.engine.definition.recording import Numbered, Revise, Settle
from flerpart_flow.engine.errors import DefinitionError, RulesError
from flerpart_flow.engine.record.events import Event, by_name
from flerpart_flow.engine.record.header import Header
from flerpart_flow.engine.rules.by_name import installed
from flerpart_flow.engine.rules.findings import Message
from flerpart_flow.engine.rules.norms import Severity
from flerpart_flow.engine.rules.overlays.applying import refuse_unknown_events
from flerpart_flow.engine.rules.parameters import Parameter
from flerpart_flow.engine.rules.rules import Rules, load_rules
from flerpart_flow.engine.rules.sources import Sources
from flerpart_flow.engine.values.frozen import frozen
from flerpart_flow.engine.values.nearest import nearest
from flerpart_flow.engine.values.reticent import reticent

if TYPE_CHECKING:
    from typing_extensions import TypeVar  # only for type checkers, which know it: typing's has no default before 3.13

    from flerpart_flow.engine.definition.machine import FlowMachine

    F = TypeVar("F", default=Any)
else:
    from typing import TypeVar

    F = TypeVar("F")

T = TypeVar("T")


@reticent("kind", "unit", "norm")
@frozen
class Proposal:
    """A deviation that the library proposes and a person may report: kind, unit, norm, line, since when.

    ``detail`` is the number of what it is about, of a measure its number in the plan.
    """

    kind: str
    unit: str
    norm: str
    about: int | None
    since: datetime | None
    detail: int | None = None


Proposals = Callable[[F, tuple[Duty, ...], Rules, datetime], tuple[Proposal, ...]]
"""(facts, duties at now, rules, now) → proposed deviations."""


@attrs.frozen(eq=False)
class ByKind(Generic[F]):
    """Functions that each propose deviations of certain kinds, one after another, so that it is known what matters to
    each. Calling it raises DefinitionError where one proposes a kind that isn't its own.
    """

    parts: tuple[tuple[tuple[str, ...], Proposals[F]], ...]

    def __call__(self, facts: F, duties: tuple[Duty, ...], rules: Rules, now: datetime) -> tuple[Proposal, ...]:
        """What they all propose."""
        found: list[Proposal] = []
        for kinds, function in self.parts:
            for one in function(facts, duties, rules, now):
                if one.kind not in kinds:
                    raise DefinitionError("definition.annat_slag", name=one.kind, kinds=kinds)
                found.append(one)
        return tuple(found)

    def of(self, kind: str) -> tuple[Proposals[F], ...]:
        """Those that can propose a kind."""
        return tuple(function for kinds, function in self.parts if kind in kinds)


@attrs.frozen(eq=False, kw_only=True, slots=False)
class Routine(Generic[F]):
    """The definition of a routine, over its facts. Building one validates it.

    See ``engine.definition.validation`` for what is checked.

    ``ends`` are the phases where a case is over, ``pauses`` those where the parties' clocks stand still.
    ``latches`` are phases that a late line or a correction can't undo (reading: withdrawal, closing); a
    correction of the very line lifts the latch only for ``ends``. ``lasting`` are events whose effect no correction
    and no late line takes away once they were accepted, ``keeps`` those of which a part stays. ``rests`` tells since
    when, outside a pause, the parties' clocks stand still at a moment because nobody may act, or None. ``enter``
    tidies the facts when a phase is entered. ``settles``, ``revises`` and ``numbered`` say what is settled of an event
    when it is recorded (``engine.definition.recording``).
    ``revision`` counts changes of what the guards mean; it is part of the rules' digest. ``outline`` is what pictures
    and reports read. ``validated`` tells of one of the library's own that it was validated before
    (``engine.rules.stamp``). ``parameters`` are those that the rules of every version set. ``extends`` names the
    routines that this one adds to (``engine.definition.extension``).
    """

    name: str
    revision: int
    phases: tuple[str, ...]
    moves: tuple[Move[Any], ...]
    duties: tuple[DutySpec, ...]
    sources: Sources
    begin: Callable[[Header], F]
    ends: tuple[str, ...]
    pauses: tuple[str, ...] = ()
    latches: tuple[str, ...] = ()
    lasting: tuple[type[Event], ...] = ()
    keeps: Mapping[type[Event], Keep[Any]] = attrs.field(factory=dict)
    enter: Mapping[str, Effect[Any]] = attrs.field(factory=dict)
    correction: type[Event] | None = None
    proposals: Proposals[F] = lambda facts, duties, rules, now: ()
    rests: Callable[[F, datetime], datetime | None] = lambda facts, at: None
    settles: Mapping[type[Event], Settle] = attrs.field(factory=dict)
    revises: Mapping[type[Event], Revise] = attrs.field(factory=dict)
    numbered: Mapping[type[Event], Numbered] = attrs.field(factory=dict)
    outline: Outline = Outline()
    parameters: tuple[Parameter[Any], ...] = ()
    extends: tuple[str, ...] = ()
    validated: bool = attrs.field(default=False, repr=False)

    def __attrs_post_init__(self) -> None:
        if not self.validated:
            from flerpart_flow.engine.definition.validation import validate

            validate(self)
        object.__setattr__(self, "validated", False)  # what is made of it, by attrs.evolve, is another one

    def __copy__(self) -> Routine[F]:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Routine[F]:
        return self  # nothing in it changes, so a copy is the value itself

    def __reduce__(self) -> tuple[Any, ...]:
        if installed(self.name) is not self:
            raise DefinitionError("definition.inte_installerad", rutin=self.name)
        return installed, (self.name,)

    @cached_property
    def machine(self) -> FlowMachine:
        """The machine, built once, when something is first asked of it."""
        from flerpart_flow.engine.definition.machine import build_machine  # with transitions

        return build_machine((START, *self.phases), self.moves)

    @cached_property
    def events(self) -> Mapping[str, type[Event]]:
        """Event classes by name, in the order of the table."""
        return by_name(move.event for move in self.moves)

    @cached_property
    def latching(self) -> frozenset[type[Event]]:
        """The events that can lead to a phase which nothing later undoes."""
        return frozenset(
            move.event
            for move in self.moves
            for source, target in move.to.items()
            if any(phase in self.latches and phase != source for phase in phases_of(target, source))
        )

    @cached_property
    def apart(self) -> frozenset[type[Event]]:
        """The events of which something is settled or numbered when they are recorded, or stays for good."""
        return frozenset((*self.settles, *self.numbered, *self.lasting, *self.keeps))

    def stays(self, event: Event) -> bool:
        """Whether something of an event stays once it has been accepted, whatever becomes of its ground."""
        kept = self.keeps.get(type(event))
        return type(event) in self.lasting or (kept is not None and kept.says(event))

    def is_a(self, name: str) -> bool:
        """Whether it is the routine of a name, or adds to it."""
        return name == self.name or name in self.extends

    def role(self, code: str) -> Role:
        """The role of a code, under the norm of its first row. Raises DefinitionError for one that it doesn't have."""
        roles: dict[str, Role] = {move.by.code: move.by for move in reversed(self.moves)}
        return self._named("roll_finns_inte", code, roles)

    def guard(self, name: str) -> Guard[Any]:
        """A guard by its name. Raises DefinitionError for one that it doesn't have."""
        return self._named("villkor_finns_inte", name, {one.name: one for one in self.guards})

    def _named(self, code: str, name: str, known: Mapping[str, T]) -> T:
        if name not in known:
            choices = ", ".join(nearest(name, known) or known)
            raise DefinitionError(f"definition.{code}", name=name, rutin=self.name, choices=choices)
        return known[name]

    @cached_property
    def duty_index(self) -> DutyIndex:
        """The duties by the events that touch them."""
        return DutyIndex.of(self.duties)

    @cached_property
    def guards(self) -> tuple[Guard[Any], ...]:
        """Every guard once, in the order of the table, those that only a question is put to (``foretold``) too."""
        return tuple(dict.fromkeys(one for move in self.moves for one in (*move.all_guards, *move.foretold)))

    @cached_property
    def messages(self) -> tuple[Message, ...]:
        """Everything that a guard can say."""
        from flerpart_flow.engine.definition.machine import NOT_IN_PHASE

        said = (message for guard in self.guards for message in guard.messages)
        return tuple(dict.fromkeys((NOT_IN_PHASE, *said)))

    @cached_property
    def _effects(self) -> Mapping[str, Effect[Any]]:
        return {move.event.name: move.effect for move in self.moves}

    def effect_of(self, event: Event) -> Effect[Any]:
        """What an event does to the facts, in whatever phase."""
        return self._effects[event.name]

    def moves_in(self, phase: str) -> tuple[Move[Any], ...]:
        """The moves that are possible in a phase, in the order of the table."""
        return tuple(move for move in self.moves if phase in move.to)

    def rules(
        self,
        version: str | None = None,
        overlay: Mapping[str, Any] | None = None,
        *,
        sources: Sources | None = None,
    ) -> Rules:
        """The rules of a version (the newest, if none is named), with an organisation's overlay.

        ``sources`` are where they are read from, if not the routine's own. Raises RulesError for an overlay that can't
        be used, RulesNotInstalled for an unknown version.
        """
        rules = load_rules(sources or self.sources, self.revision, version, overlay)
        if overlay is not None:
            refuse_unknown_events(overlay, self.events)
            self._keep_roles(rules)
        return rules

    def _keep_roles(self, rules: Rules) -> None:
        """Refuse rules under which somebody could act without having the role: a role is a lock, not advice."""
        for move in self.moves:
            if rules.norms[move.by.norm].severity_at(move.event.name) is not Severity.BLOCK:
                raise RulesError("overlagring.roll", norm=move.by.norm, event=move.event.name)
