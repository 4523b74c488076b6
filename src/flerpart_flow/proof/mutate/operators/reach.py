"""The functions that a function of the definition calls by name, in the library and in its own package."""

from __future__ import annotations

from collections.abc import Iterator
from types import FunctionType
from typing import Any

from flerpart_flow.engine.definition.guards import Guard, named_by


def functions(first: Any, everywhere: bool = False) -> Iterator[FunctionType]:
    """A function, and those that it names: of its own module, or of every module of its own; a guard's check too."""
    own = ("flerpart_flow", first.__module__.partition(".")[0])
    seen = {first}
    waiting = [first]
    while waiting:
        function = waiting.pop(0)
        yield function
        for value in named_by(function, own):
            named = value.check if isinstance(value, Guard) else value
            if not isinstance(named, FunctionType) or named in seen:
                continue
            seen.add(named)
            if named.__module__ == first.__module__ or (everywhere and named.__module__.partition(".")[0] in own):
                waiting.append(named)
