"""Guards: small functions of (facts, event, rules) that say which norms a step doesn't meet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from types import CodeType, FunctionType
from typing import Any, Generic, Protocol, TypeVar

import attrs

from flerpart_flow.engine.rules.findings import Findings, Message
from flerpart_flow.engine.rules.rules import Rules

_OWN = __name__.partition(".")[0]

E_contra = TypeVar("E_contra", contravariant=True)

Check = Callable[[Any, E_contra, Rules], Findings]
"""(facts, event, rules) → the norms that aren't met."""


class Occasion(Protocol):
    """What a state guard may know of an event: when it happens. A query has an occasion, too."""

    @property
    def occurred_at(self) -> datetime:
        """When."""


@attrs.frozen(eq=False)
class Guard(Generic[E_contra]):
    """A check of a kind of event, the norms that it carries, and what it reads of the event.

    A *state guard* (``reads`` is None) reads facts and the occasion only, so a query without content can ask it.
    A *content guard* reads the event's fields named in ``reads`` ("by" for who acts).
    """

    name: str
    norms: tuple[str, ...]
    check: Check[E_contra]
    reads: tuple[str, ...] | None
    messages: tuple[Message, ...]


def _messages(check: Check[Any]) -> tuple[Message, ...]:
    """The messages that a check and what it calls can say, found where they are named, so that none is forgotten.

    What it calls is followed in the library and in the check's own package.
    """
    own = (_OWN, check.__module__.partition(".")[0])
    found: dict[Message, None] = {}
    seen: set[CodeType] = set()
    waiting: list[tuple[CodeType, Mapping[str, Any]]] = [(check.__code__, check.__globals__)]
    while waiting:
        code, scope = waiting.pop()
        if code in seen:
            continue
        seen.add(code)
        waiting.extend((const, scope) for const in code.co_consts if isinstance(const, CodeType))
        for value in (scope.get(name) for name in code.co_names):
            if isinstance(value, Message):
                found[value] = None
            elif isinstance(value, FunctionType) and value.__module__.partition(".")[0] in own:
                waiting.append((value.__code__, value.__globals__))
    return tuple(sorted(found, key=lambda message: message.code))


def state_guard(*norms: str) -> Callable[[Check[Occasion]], Guard[Occasion]]:
    """Declare a guard that reads facts only; it fits every event."""
    return lambda check: Guard(check.__name__, norms, check, None, _messages(check))


def guard(*norms: str, reads: tuple[str, ...]) -> Callable[[Check[E_contra]], Guard[E_contra]]:
    """Declare a guard that reads fields of the event; it fits the events that have them."""
    return lambda check: Guard(check.__name__, norms, check, reads, _messages(check))
