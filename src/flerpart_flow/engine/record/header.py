"""The first line of a log: which routine, which case, and the rules that it started under."""

from __future__ import annotations

from typing import Any

import attrs

from flerpart_flow.engine.errors import Discreet, EventError
from flerpart_flow.engine.record import accepting, fields
from flerpart_flow.engine.values.frozen import frozen

FORMAT = 1
_CASE = fields.Kind("reference", fields.REFERENCE_SCHEMA)


def _case(value: Any, field: Any) -> str:
    """The case's own reference, which is never left out."""
    reference = accepting.reference(value, field)
    if reference is None:
        raise EventError("falt.referens", field=field.name)
    return reference


@frozen
class Pin:
    """The rules that a case started under: version, digest, and the overlay's digest if there was one."""

    version: str
    digest: str
    overlay: str | None = None


@frozen
class Header(metaclass=Discreet):
    """What a case is, apart from what happened in it.

    ``case``, ``previous`` (an earlier case) and ``linked`` (cases in other routines) are opaque references,
    never a name or a personnummer. Raises EventError for anything else.
    """

    routine: str
    case: str = fields.field(_CASE, _case, attrs.NOTHING)
    municipality: str | None = fields.code("kommun")
    rules: Pin | None = None
    previous: str | None = fields.reference()
    linked: tuple[str, ...] = fields.references()

    def __repr__(self) -> str:
        return f"Header(routine={self.routine!r}, case={self.case!r})"
