"""An event without content, for a question: who could do it, and what it would have to state.

A question has no content, and yet it is put to the guards that the step runs. They are shown the event as it is when
nothing but who and when is known; what they refuse then is what it has to state, and which of the fields that they
read is needed is found by showing them one more, filled.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
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
from flerpart_flow.engine.values.ternary import NO, YES

_CLOSED = frozenset({"code", "codes", "per_code", "ternary"})
"""Kinds of field whose values are known here, so that what none of them mends is known to be refused."""


@attrs.frozen
class Needs:
    """What one who asks would be told: what the facts say of them, and the fields that the event has to state."""

    findings: tuple[Finding, ...]
    required: tuple[str, ...]

    @property
    def refused(self) -> bool:
        """Whether no content would do."""
        return any(one.blocks for one in self.findings)


def asked_of(move: Move[Any], rules: Rules, state: State, blank: Event) -> Needs:
    """What the guards say of an event without content by somebody."""
    found: list[Finding] = []
    required: list[str] = []
    for guard in move.guards:
        said = _said(guard, rules, state, blank)
        if guard.reads is None or guard.reads == ("by",):
            found.extend(said)
        elif any(one.blocks for one in said):
            needed = _needed(guard, rules, state, blank)
            required.extend(needed)
            found.extend(() if needed else (one for one in said if one.blocks))
    return Needs(tuple(dict.fromkeys(found)), tuple(dict.fromkeys(required)))


def read_by(move: Move[Any]) -> tuple[str, ...]:
    """The fields of the event that its guards read."""
    return tuple(dict.fromkeys(name for guard in move.guards for name in guard.reads or () if name != "by"))


def _said(guard: Guard[Any], rules: Rules, state: State, event: Event) -> tuple[Finding, ...]:
    return tuple(rules.weigh(one, event.name) for one in guard.check(state.facts, event, rules))


def _blocking(guard: Guard[Any], rules: Rules, state: State, event: Event) -> frozenset[Finding]:
    return frozenset(one for one in _said(guard, rules, state, event) if one.blocks)


def _needed(guard: Guard[Any], rules: Rules, state: State, blank: Event) -> tuple[str, ...]:
    """The fields without which a guard refuses: those that, filled, take away something of what it said.

    A field that does so only beside another is found once that one is filled. Where no value does it is all of them,
    or none if it is the one who acts that the guard refuses.
    """
    kinds = content_fields(type(blank))
    fields = tuple(name for name in guard.reads or () if name in kinds)
    of_the_actor = "by" in (guard.reads or ()) and all(kinds[name].name in _CLOSED for name in fields)
    if len(fields) < 2 and not of_the_actor:
        return fields
    needed: list[str] = []
    event, left = blank, _blocking(guard, rules, state, blank)
    waiting = list(fields)
    while left and waiting:
        for name in waiting:
            tried = (event.marked(**{name: value}) for value in _values(event, name, rules))
            better = min(
                ((one, _blocking(guard, rules, state, one)) for one in tried),
                key=lambda pair: (len(pair[1] & left), len(pair[1])),
                default=None,
            )
            if better is not None and left - better[1]:
                event, left = better
                needed.append(name)
                waiting.remove(name)
                break
        else:
            break
    return tuple(name for name in fields if name in needed) or (() if of_the_actor else fields)


def _values(event: Event, name: str, rules: Rules) -> Iterator[Any]:
    """Values that a field may have, as an event holds them; none for a kind that only the routine knows."""
    of: Kind = content_fields(type(event))[name]
    codes = _codes(of.lists[0], event.by, rules) if of.lists else ()
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


def _codes(name: str, by: str, rules: Rules) -> tuple[str, ...]:
    """The codes of a list, the one who acts first where it may stand there."""
    known = sorted(rules.vocabulary.known[name] - {by})
    return (by, *known) if rules.vocabulary.has(name, by) else tuple(known)
