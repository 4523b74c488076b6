"""How a field is given, and how it is read: for annotations only.

A field takes more than it holds: ``enheter=["region"]`` is held as a tuple, ``start="2026-03-02T09:00:00+01:00"`` as a
time in UTC, ``behov="ja"`` as a ``Ternary``. What ``__get__`` gives here is how a field is read, what ``__set__``
takes is how it may be given. A type checker reads that through ``recorded``; nobody makes one of these.

Raises nothing: nothing of this is left when a program runs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import NoReturn, Protocol

from flerpart_flow.engine.values.ternary import Ternary

PerCode = Mapping[str, str] | tuple[tuple[str, str], ...]
SeveralPerCode = Mapping[str, Sequence[str]] | tuple[tuple[str, Sequence[str]], ...]


class Strings(Protocol):
    """Several texts, codes or references."""

    def __get__(self, of: object, kind: object) -> tuple[str, ...]: ...
    def __set__(self, of: object, value: Sequence[str]) -> NoReturn: ...


class Flag(Protocol):
    """Yes, no or unknown."""

    def __get__(self, of: object, kind: object) -> Ternary: ...
    def __set__(self, of: object, value: Ternary | str) -> NoReturn: ...


class Moment(Protocol):
    """A point in time that an event always has."""

    def __get__(self, of: object, kind: object) -> datetime: ...
    def __set__(self, of: object, value: datetime | str) -> NoReturn: ...


class Stamp(Protocol):
    """A point in time that every line of a case has, and an event not before."""

    def __get__(self, of: object, kind: object) -> datetime: ...
    def __set__(self, of: object, value: datetime | str | None) -> NoReturn: ...


class Time(Protocol):
    """A point in time, if it is said."""

    def __get__(self, of: object, kind: object) -> datetime | None: ...
    def __set__(self, of: object, value: datetime | str | None) -> NoReturn: ...


class Day(Protocol):
    """A day, if it is said."""

    def __get__(self, of: object, kind: object) -> date | None: ...
    def __set__(self, of: object, value: date | str | None) -> NoReturn: ...


class TextPerCode(Protocol):
    """A text for each of several codes."""

    def __get__(self, of: object, kind: object) -> tuple[tuple[str, str], ...]: ...
    def __set__(self, of: object, value: PerCode) -> NoReturn: ...


class CodesPerCode(Protocol):
    """Several codes for each of several codes."""

    def __get__(self, of: object, kind: object) -> tuple[tuple[str, tuple[str, ...]], ...]: ...
    def __set__(self, of: object, value: SeveralPerCode) -> NoReturn: ...
