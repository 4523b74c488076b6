"""Frozen values made anew cheaply: with some fields changed (``evolve``), and from nothing (``made``).

For values whose fields have no converter: nothing is checked again. A step changes the facts of a case once or
twice, so this is where its time goes. A frozen class sets each field through ``object.__setattr__``, at five times
the price of a plain assignment. So the copy is filled in as a draft, an instance of an unfrozen class with the same
slots, and becomes one of its own class when it is whole. Python allows that only of classes with the very same
slots: the value's class has to be declared with ``weakref_slot=False``. A draft of a class that adds fields to those
of another is itself of that other class, with the slots that are added.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

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
    if "__orig_bases__" in vars(kind):  # without it nothing may inherit from Generic
        body["__orig_bases__"] = vars(kind)["__orig_bases__"]
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


class _Makers(dict[type[Any], Callable[..., Any]]):
    """What makes values of each class, generated when the first is made."""

    def __missing__(self, kind: type[Any]) -> Callable[..., Any]:
        scope: dict[str, Any] = {"new": object.__new__, "Draft": draft_of(kind), "Kind": kind}
        given, names = [], []
        for one in attrs.fields(kind):
            names.append(one.name)
            given.append(one.name if one.default is attrs.NOTHING else f"{one.name}=default_{one.name}")
            scope[f"default_{one.name}"] = one.default
        filled = "; ".join(f"to.{name} = {name}" for name in names)
        exec(f"def make({', '.join(given)}):\n to = new(Draft)\n {filled}\n to.__class__ = Kind\n return to", scope)
        make: Callable[..., Any] = scope["make"]
        self[kind] = make
        return make


made: Final[Mapping[type[Any], Callable[..., Any]]] = _Makers()
"""``made[State](phase, facts, ledger)`` is ``State(phase, facts, ledger)`` at half the price, for the few classes of
which every step makes one: neither checked by a type checker nor converted. As of ``evolve``, their slots are all that
they have, and no default is a factory.
"""
