"""A frozen value with some fields changed, at an eighth of what ``attrs.evolve`` takes.

For values whose fields have no converter: nothing is checked again. A step changes the facts of a case once or
twice, so this is where its time goes. A frozen class sets each field through ``object.__setattr__``, at five times
the price of a plain assignment. So the copy is filled in as a draft, an instance of an unfrozen class with the same
slots, and becomes one of its own class when it is whole. Python allows that only of classes with the very same
slots: the value's class has to be declared with ``weakref_slot=False``. A draft of a class that adds fields to those
of another is itself of that other class, with the slots that are added.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import attrs

T = TypeVar("T")

Draft = Callable[[Any], Any]
"""A draft of a value: a copy of all its fields that can still be changed."""

_drafts: dict[type[Any], Draft] = {}


def draft_of(kind: type[T]) -> type[T]:
    """The class of drafts of a class: an unfrozen one with the very same slots."""
    body: dict[str, Any] = {"__slots__": [a.name for a in attrs.fields(kind) if not a.inherited]}  # type: ignore[arg-type]  # attrs made it
    if kind.__bases__ != (object,):  # a class that adds to another inherits that it is frozen
        body["__setattr__"] = object.__setattr__
    metaclass: Any = type(kind)
    made: type[T] = metaclass(f"{kind.__name__}Draft", kind.__bases__, body)
    return made


def _draft(kind: type[Any]) -> Draft:
    """What drafts values of a class; generated, as attrs generates its own, since a loop would take three times as
    long.
    """
    names = [attribute.name for attribute in attrs.fields(kind)]
    scope: dict[str, Any] = {"new": object.__new__, "Draft": draft_of(kind)}
    copies = "; ".join(f"to.{name} = of.{name}" for name in names)
    exec(f"def draft(of):\n to = new(Draft)\n {copies}\n return to", scope)
    made: Draft = scope["draft"]
    _drafts[kind] = made
    return made


def evolve(value: T, **changes: Any) -> T:
    """The value with these fields changed. Raises AttributeError for a field that it doesn't have."""
    kind = type(value)
    changed = (_drafts.get(kind) or _draft(kind))(value)
    for name, new in changes.items():
        setattr(changed, name, new)
    changed.__class__ = kind
    whole: T = changed
    return whole
