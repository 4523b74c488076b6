"""Parameters: values that a version of the rules sets and an overlay may change, read by name and type."""

from __future__ import annotations

from typing import Generic, TypeVar

from flerpart_flow.engine.values.frozen import frozen

T = TypeVar("T", int, bool, str)


@frozen
class Parameter(Generic[T]):
    """A value that guards, effects and duties go by: its name in the version's ``[parameter]``, and its type.

    ``rules.value(parameter)`` gives it. A routine lists its parameters, and building it checks the list against every
    version's table, both ways.
    """

    name: str
    kind: type[T]
