"""An extension's own facts: kept beside those of the routine that it extends, changed by its own events alone."""

from __future__ import annotations

from typing import Any

import attrs

from flerpart_flow.engine.definition.extension.added import Added
from flerpart_flow.engine.definition.moves import Effect, Move
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.definition.showing import Sight, Viewer
from flerpart_flow.engine.errors import DefinitionError
from flerpart_flow.engine.rules.rules import Rules


def of_class(kind: type[Any], facts: Any, **own: Any) -> Any:
    """The facts of the extended routine as facts of the extension, whose own are those given, else as at first."""
    held = {one.name: getattr(facts, one.name) for one in attrs.fields(kind) if one.inherited}
    return kind(**held, **own)


def kept_apart(base: Routine[Any], added: Added, move: Move[Any]) -> Effect[Any]:
    """The effect of an own row, which may change own facts only: others are what the routine's own guards go by.

    Whatever else it changes is told by DefinitionError, when the event happens.
    """
    own = frozenset(added.own_facts)
    effect = move.effect

    def apart(facts: Any, event: Any, rules: Rules) -> Any:
        after = effect(facts, event, rules)
        if after is facts:
            return after
        for one in attrs.fields(type(facts)):
            if one.name not in own and getattr(after, one.name) is not getattr(facts, one.name):
                raise DefinitionError("definition.utokning_effekt", event=move.event.name, fact=one.name)
        return after

    return apart


def sight_with(sight: Sight | None, added: Added) -> Sight | None:
    """What one party may see: of own facts one who leads sees all, a covered unit those that are shared."""
    kind = added.facts
    if sight is None or kind is None:
        return sight
    led, covered, shared = sight.led, sight.covered, added.shared

    def all_own(facts: Any, viewer: Viewer) -> Any:
        return of_class(kind, led(facts, viewer), **{name: getattr(facts, name) for name in added.own_facts})

    def shared_own(facts: Any, viewer: Viewer) -> Any:
        return of_class(kind, covered(facts, viewer), **{name: getattr(facts, name) for name in shared})

    return attrs.evolve(sight, led=all_own, covered=shared_own)
