"""Contents that a question tries: the values that a field may have, and an event that is filled in with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import cached_property
from typing import Any

import attrs

from flerpart_flow.engine.judging.decision import State
from flerpart_flow.engine.record.events import Event, content_fields
from flerpart_flow.engine.record.fields import Kind
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.clock import local_date
from flerpart_flow.engine.values.reticent import reticent
from flerpart_flow.engine.values.ternary import NO, YES


@reticent()
@attrs.define
class Ground:
    """What the questions of one moment are put to: the rules and the state, and who is named there with a number."""

    rules: Rules
    state: State
    _known: dict[str, tuple[str, ...]] = attrs.field(factory=dict)

    @cached_property
    def numbered(self) -> tuple[str, ...]:
        """Texts of the facts that may be codes with a number."""
        return tuple(sorted(one for one in set(_texts_in(self.state.facts)) if ":" in one))

    def codes(self, name: str, by: str) -> tuple[str, ...]:
        """The codes of a list, the one who acts first, and of those with a number the first and whom the facts know."""
        vocabulary = self.rules.vocabulary
        if name not in self._known:
            first = (f"{base}:1" for base in sorted(vocabulary.numbered.get(name, ())))
            known = (*sorted(vocabulary.known[name]), *first, *self.numbered)
            self._known[name] = tuple(dict.fromkeys(one for one in known if vocabulary.has(name, one)))
        codes = self._known[name]
        return tuple(dict.fromkeys((by, *codes))) if vocabulary.has(name, by) else codes


@reticent()
@attrs.define
class Draft:
    """An event that is filled in and put to a guard, and filled in otherwise: nobody else ever sees it."""

    blank: Event
    _event: Event = attrs.field(default=attrs.Factory(lambda self: self.blank.marked(), takes_self=True))
    _stated: tuple[str, ...] = ()

    def stating(self, fields: tuple[str, ...], values: tuple[Any, ...]) -> Event:
        """The event with these fields, and none of those that it had before."""
        for name in self._stated:
            object.__setattr__(self._event, name, getattr(self.blank, name))
        for name, value in zip(fields, values, strict=True):
            object.__setattr__(self._event, name, value)
        self._stated = fields
        return self._event


def values_of(event: Event, name: str, ground: Ground) -> Iterator[Any]:
    """Values that a field may have, as an event holds them; none for a kind that only the routine knows."""
    of: Kind = content_fields(type(event))[name]
    codes = ground.codes(of.lists[0], event.by) if of.lists else ()
    ahead = event.occurred_at + timedelta(days=90)
    match of.name:
        case "text" | "reference":
            yield "-"
        case "texts" | "references":
            yield ("-",)
        case "integer" | "age":
            yield 1
        case "ternary":
            yield from (YES, NO)
        case "time":
            yield ahead
        case "day":
            yield local_date(ahead)
        case "code":
            yield from codes
        case "codes":
            yield from ((one,) for one in codes)
        case "per_code":
            yield from (((one, "-"),) for one in codes)


def _texts_in(value: Any) -> Iterator[str]:
    """Every text that a value of the facts holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.items():
            yield from _texts_in(one)
    elif isinstance(value, (tuple, frozenset)):
        for one in value:
            yield from _texts_in(one)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from _texts_in(getattr(value, field.name))
