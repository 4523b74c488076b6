"""A ``repr`` that gives nobody away.

A value's ``repr`` ends up where nobody meant it to: in a log line, in a failed assertion, in the traceback that a
program sends to whoever collects its errors. So what holds facts about a person shows whole numbers, how many things it
holds, and the ids that are named for it; nothing that somebody wrote.
"""

from __future__ import annotations

from collections.abc import Callable, Sized
from typing import Any, TypeVar

import attrs

T = TypeVar("T")


def reticent(*ids: str) -> Callable[[type[T]], type[T]]:
    """Give an attrs class such a ``repr``. ``ids`` are its fields whose value may be read by anybody."""

    def told(value: Any) -> str:
        held = ((a.name, getattr(value, a.name, None)) for a in attrs.fields(type(value)))
        shown = ((name, repr(one) if name in ids else _count(one)) for name, one in held)
        return f"{type(value).__name__}({', '.join(f'{name}={one}' for name, one in shown if one)})"

    def give(kind: type[T]) -> type[T]:
        kind.__repr__ = told  # type: ignore[method-assign]  # what a class decorator is for
        return kind

    return give


def _count(value: Any) -> str:
    if type(value) is int:
        return str(value)
    return str(len(value)) if isinstance(value, Sized) and not isinstance(value, str) and value else ""
