"""Frozen classes of ``attrs``, which makes their methods when the first of them is wanted.

attrs writes a class's methods as text and compiles it, at each start: 0.4 ms a class, 60 of the 140 ms that a routine
took to import, for classes of which a command uses a part. So a class gets its slots when it is declared, and a word
that the rest is to come in the place of each thing that attrs makes. Whoever reaches for one, Python itself included,
has attrs make them all, of the class as it was declared: an attrs class like any other, save that ``attrs.inspect``
doesn't know it before. The price is that attrs tells of a mistake in a declaration only then; a test has it make all.
"""

from __future__ import annotations

from functools import cached_property
from threading import RLock
from typing import TYPE_CHECKING, Any, Final

import attrs

_MADE: Final = (
    *("__init__", "__setattr__", "__delattr__", "__getstate__", "__setstate__", "__replace__"),
    *("__attrs_attrs__", "__match_args__"),
)
_COMPARED: Final = ("__eq__", "__ne__", "__hash__")

_declared: dict[type[Any], tuple[type[Any], dict[str, Any]]] = {}
"""Classes that attrs hasn't made the methods of, as they were declared, and how attrs is to make them."""
_lock: Final = RLock()


class _ToCome:
    """In the place of what attrs makes of a class, until somebody reaches for it."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, of: object, kind: type[Any]) -> Any:
        asked = of if isinstance(of, type) else kind
        for one in asked.__mro__:
            if vars(one).get(self.name) is self:
                finish(one)
        if asked is of:  # how inspect asks a class for its methods, from Python 3.13 on
            return getattr(asked, self.name).__get__(of, kind)
        return getattr(kind if of is None else of, self.name)


_TO_COME: Final = {name: _ToCome(name) for name in (*_MADE, *_COMPARED)}


def finish(kind: type[Any]) -> None:
    """Have attrs make what is to come of a class, if anything is."""
    with _lock:
        if kind not in _declared:
            return
        declared, how = _declared[kind]
        whole = vars(attrs.frozen(**how)(declared))
        for name, held in tuple(vars(kind).items()):
            if type(held) is not _ToCome:
                continue
            if name in whole:
                setattr(kind, name, whole[name])
            else:  # not made in this version of Python or attrs, or not where another is written by hand
                delattr(kind, name)
        kind.__attrs_props__ = whole["__attrs_props__"]
        del _declared[kind]


def _told(value: Any) -> str:
    """The ``repr`` that attrs would make, which is a third of what it compiles."""
    kind = type(value)
    told = ((one.name, repr if one.repr is True else one.repr) for one in attrs.fields(kind) if one.repr)
    shown = ", ".join(f"{name}={show(getattr(value, name))}" for name, show in told)
    return f"{kind.__qualname__.rpartition('>.')[2]}({shown})"


def _slotted(declared: type[Any], weakref_slot: bool, eq: bool) -> type[Any]:
    """The class with slots for the fields that it declares, as attrs makes it, and all else to come."""
    stated: dict[str, Any] = declared.__annotations__
    own = [name for name, hint in stated.items() if not str(hint).startswith(("ClassVar", "typing.ClassVar"))]
    above = declared.__mro__[1:-1]
    inherited = {name for one in above for name in getattr(one, "__slots__", ())}
    slots = [name for name in own if name not in inherited]
    if weakref_slot and not any("__weakref__" in vars(one) for one in above):
        slots.append("__weakref__")
    body: dict[str, Any] = {name: _TO_COME[name] for name in (_MADE + _COMPARED if eq else _MADE)}
    body["__repr__"] = _told
    body |= {name: held for name, held in vars(declared).items() if name not in {*own, "__dict__", "__weakref__"}}
    metaclass: Any = type(declared)
    made: type[Any] = metaclass(declared.__name__, declared.__bases__, {**body, "__slots__": tuple(slots)})
    for held in body.values():
        function: Any = held.fget if isinstance(held, property) else getattr(held, "__func__", held)
        names = getattr(getattr(function, "__code__", None), "co_freevars", ())
        if "__class__" in names:  # what ``super()`` stands on
            function.__closure__[names.index("__class__")].cell_contents = made
    return made


if TYPE_CHECKING:
    from attrs import frozen as frozen
else:

    def frozen(kind=None, *, eq=True, kw_only=False, weakref_slot=True):
        """``attrs.frozen``, to which type checkers hold it; with these of its options."""
        how = {"eq": eq, "kw_only": kw_only, "weakref_slot": weakref_slot}

        def make(declared):
            if any(isinstance(one, cached_property) for one in vars(declared).values()):  # attrs has a way for them
                return attrs.frozen(**how)(declared)
            made = _slotted(declared, weakref_slot, eq)
            _declared[made] = declared, {**how, "repr": False}
            return made

        return make if kind is None else make(kind)
