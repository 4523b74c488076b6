"""An event without content, for a question: who could do it, and what it would have to state.

A question has no content, and yet it is put to the guards that the step runs. They are shown the event as it is when
nothing but who and when is known; what they refuse then is what it has to state, and which of the fields that they
read is needed is found by showing them one more, filled.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import cached_property
from itertools import combinations, product
from typing import Any

import attrs

from flerpart_flow.engine.definition.guards import Guard
from flerpart_flow.engine.definition.moves import Move
from flerpart_flow.engine.judging.decision import State
from flerpart_flow.engine.record.events import Event, content_fields
from flerpart_flow.engine.record.fields import Kind
from flerpart_flow.engine.rules.findings import Finding
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.clock import local_date
from flerpart_flow.engine.values.reticent import reticent
from flerpart_flow.engine.values.ternary import NO, YES

_CLOSED = frozenset({"code", "codes", "per_code", "ternary"})
"""Kinds of field whose values are known here, so that what none of them mends is known to be refused."""


@reticent()
@attrs.define
class Ground:
    """What the questions of one moment are put to: the rules and the state, and who is named there with a number."""

    rules: Rules
    state: State

    @cached_property
    def numbered(self) -> tuple[str, ...]:
        """Texts of the facts that may be codes with a number."""
        return tuple(sorted(one for one in set(_texts_in(self.state.facts)) if ":" in one))


@attrs.frozen
class Needs:
    """What one who asks would be told: what is already settled, of them and of what they would state, and the fields
    that the event has to state.
    """

    findings: tuple[Finding, ...]
    foretold: tuple[Finding, ...]
    required: tuple[str, ...]

    @property
    def refused(self) -> bool:
        """Whether no content would do."""
        return any(one.blocks for one in (*self.findings, *self.foretold))


def asked_of(move: Move[Any], ground: Ground, blank: Event) -> Needs:
    """What the guards say of an event without content by somebody."""
    found: list[Finding] = []
    required: list[str] = []
    for guard in move.guards:
        said = _said(guard, ground, blank)
        if guard.reads is None or guard.reads == ("by",):
            found.extend(said)
        elif any(one.blocks for one in said):
            needed = _needed(guard, ground, blank)
            required.extend(needed)
            found.extend(() if needed else (one for one in said if one.blocks))
    foretold = tuple(one for guard in move.foretold for one in _said(guard, ground, blank))
    if required and not any(one.blocks for one in (*found, *foretold)):
        found.extend(_whatever_is_named(move, ground, blank))
    return Needs(tuple(dict.fromkeys(found)), foretold, tuple(dict.fromkeys(required)))


def read_by(move: Move[Any]) -> tuple[str, ...]:
    """The fields of the event that its guards read."""
    return tuple(dict.fromkeys(name for guard in move.guards for name in guard.reads or () if name != "by"))


def _said(guard: Guard[Any], ground: Ground, event: Event) -> tuple[Finding, ...]:
    return tuple(ground.rules.weigh(one, event.name) for one in guard.check(ground.state.facts, event, ground.rules))


def _blocking(guard: Guard[Any], ground: Ground, event: Event) -> frozenset[Finding]:
    return frozenset(one for one in _said(guard, ground, event) if one.blocks)


def _needed(guard: Guard[Any], ground: Ground, blank: Event) -> tuple[str, ...]:
    """The fields without which a guard refuses. None, if it refuses whoever acts, whatever they state."""
    kinds = content_fields(type(blank))
    fields = tuple(name for name in guard.reads or () if name in kinds)
    closed = all(kinds[name].name in _CLOSED for name in fields)
    if not closed:
        return fields if len(fields) < 2 else _mended(guard, ground, blank, fields) or fields
    for number in range(1, len(fields) + 1):
        for named in combinations(fields, number):
            values = (tuple(_values(blank, name, ground)) for name in named)
            for chosen in product(*values):
                event = blank.marked(**dict(zip(named, chosen, strict=True)))
                if not _blocking(guard, ground, event):
                    return named
    return () if "by" in (guard.reads or ()) else fields


def _mended(guard: Guard[Any], ground: Ground, blank: Event, fields: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the fields that, filled one after another, take away something of what a guard says."""
    needed: list[str] = []
    event, left = blank, _blocking(guard, ground, blank)
    for name in (*fields, *fields):
        tried = [event.marked(**{name: value}) for value in _values(event, name, ground)] if left else []
        better = min(((len(_blocking(guard, ground, one) & left), at) for at, one in enumerate(tried)), default=None)
        if better is not None and better[0] < len(left):
            event = tried[better[1]]
            left = _blocking(guard, ground, event)
            needed.append(name)
    return tuple(name for name in fields if name in needed)


def _whatever_is_named(move: Move[Any], ground: Ground, blank: Event) -> tuple[Finding, ...]:
    """What refuses an event whichever code it names in a field: of all there are, the one with least in the way."""
    for name, kind in content_fields(type(blank)).items():
        guards = [one for one in move.guards if name in (one.reads or ()) and {"by", name}.issuperset(one.reads or ())]
        if kind.name != "code" or not guards:
            continue
        events = (blank.marked(**{name: value}) for value in (None, *_values(blank, name, ground)))
        found = [[one for guard in guards for one in _blocking(guard, ground, event)] for event in events]
        if all(found):
            least = min(range(len(found)), key=lambda at: (_says_another(found[at], blank.name), len(found[at])))
            return tuple(found[least])
    return ()


def _says_another(lacking: list[Finding], event: str) -> bool:
    """Whether the cure would be to name another in the very event: no cure, where none of them would do."""
    return any(one.cure == event for one in lacking)


def _values(event: Event, name: str, ground: Ground) -> Iterator[Any]:
    """Values that a field may have, as an event holds them; none for a kind that only the routine knows."""
    of: Kind = content_fields(type(event))[name]
    codes = _codes(of.lists[0], event.by, ground) if of.lists else ()
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


def _codes(name: str, by: str, ground: Ground) -> tuple[str, ...]:
    """The codes of a list, the one who acts first, and of those with a number the first and whom the facts know."""
    vocabulary = ground.rules.vocabulary
    first = (f"{base}:1" for base in sorted(vocabulary.numbered.get(name, ())))
    known = (by, *sorted(vocabulary.known[name]), *first, *ground.numbered)
    return tuple(dict.fromkeys(one for one in known if vocabulary.has(name, one)))


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
