"""A mapping that nobody can change, and that pickle and copy take: ``MappingProxyType`` they refuse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeVar

K = TypeVar("K")
V_co = TypeVar("V_co", covariant=True)


class Fixed(Mapping[K, V_co]):
    """What a mapping held when this was made; equal to every mapping that holds the same."""

    __slots__ = ("_held",)

    _held: dict[K, V_co]

    def __init__(self, held: Mapping[K, V_co]) -> None:
        object.__setattr__(self, "_held", dict(held))

    def __getitem__(self, key: K) -> V_co:
        return self._held[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._held)

    def get(self, key: Any, default: Any = None) -> Any:
        """What the key has, else the default; asked more often than anything, so without a detour."""
        return self._held.get(key, default)

    def __len__(self) -> int:
        return len(self._held)

    def __repr__(self) -> str:
        return f"Fixed({len(self._held)})"

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(name)

    def __reduce__(self) -> tuple[Any, ...]:
        return Fixed, (self._held,)


EMPTY: Final[Fixed[Any, Any]] = Fixed({})
