"""The first line of a log: which routine, which case, and the rules that it started under."""

from __future__ import annotations

from typing import Any

import attrs

from flerpart_flow.engine import personnummer
from flerpart_flow.engine.errors import EventError

FORMAT = 1
_MAX_REFERENCE = 200


def _reference(value: Any, field: Any) -> str | None:
    """An opaque reference: short, printable, and no personnummer."""
    if value is None:
        return None
    if type(value) is not str or not value.strip() or len(value) > _MAX_REFERENCE or not value.isprintable():
        raise EventError("falt.referens", field=field.name)
    if personnummer.contains(value):
        raise EventError("falt.personnummer", field=field.name)
    return value


def _references(value: Any, field: Any) -> tuple[str, ...]:
    if not isinstance(value, (tuple, list)):
        raise EventError("falt.texter", field=field.name)
    return tuple([_reference(one, field) or "" for one in value])


_one = attrs.Converter(_reference, takes_field=True)  # type: ignore[misc]  # mypy reads no Converter from a variable
_many = attrs.Converter(_references, takes_field=True)  # type: ignore[misc]  # the same


@attrs.frozen
class Pin:
    """The rules that a case started under: version, digest, and the overlay's digest if there was one."""

    version: str
    digest: str
    overlay: str | None = None


@attrs.frozen
class Header:
    """What a case is, apart from what happened in it.

    ``case``, ``previous`` (an earlier case) and ``linked`` (cases in other routines) are opaque references,
    never a name or a personnummer. Raises EventError for anything else.
    """

    routine: str
    case: str = attrs.field(converter=_one)
    municipality: str | None = None
    rules: Pin | None = None
    previous: str | None = attrs.field(default=None, converter=_one)
    linked: tuple[str, ...] = attrs.field(default=(), converter=_many)
