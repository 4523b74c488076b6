"""The first line of a log: which routine, which case, and the rules that it started under."""

from __future__ import annotations

from typing import Any

import attrs

from flerpart_flow.engine import fields, personnummer
from flerpart_flow.engine.errors import EventError

FORMAT = 1
_MAX_REFERENCE = 200
_TEXT = {"type": "string", "minLength": 1, "maxLength": _MAX_REFERENCE}
_ONE = fields.Kind("reference", _TEXT)
_MANY = fields.Kind("references", {"type": "array", "items": _TEXT})


def _reference(value: Any, field: Any) -> str | None:
    """An opaque reference: short, printable, and no personnummer."""
    if value is None:
        return None
    if type(value) is not str or not value.strip() or len(value) > _MAX_REFERENCE or not value.isprintable():
        raise EventError("falt.referens", field=field.name)
    if personnummer.contains(value):
        raise EventError("falt.personnummer", field=field.name)
    return value


def _case(value: Any, field: Any) -> str:
    """The case's own reference, which is never left out."""
    reference = _reference(value, field)
    if reference is None:
        raise EventError("falt.referens", field=field.name)
    return reference


def _references(value: Any, field: Any) -> tuple[str, ...]:
    if not isinstance(value, (tuple, list)):
        raise EventError("falt.texter", field=field.name)
    return tuple([_reference(one, field) or "" for one in value])


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
    case: str = fields.field(_ONE, _case, attrs.NOTHING)
    municipality: str | None = fields.code("kommun")
    rules: Pin | None = None
    previous: str | None = fields.field(_ONE, _reference, None)
    linked: tuple[str, ...] = fields.field(_MANY, _references, ())
