"""What is left empty in a form says nothing: a field, a box of many, a row of a plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from flerpart_flow.engine.record.fields import KIND, Kind


def left_empty(value: Any) -> bool:
    """Whether nothing is filled in."""
    return value is None or (isinstance(value, (str, list, tuple, Mapping)) and len(value) == 0)


def without_empty(of: Kind, value: Any, rows: bool = True) -> Any:
    """What is filled in of a field: of several boxes those that somebody has written in, and so of rows, unless they
    are to keep their places (``rows`` is no).
    """
    if isinstance(value, Mapping):
        if of.part is not None:
            kinds = {a.name: a.metadata[KIND] for a in attrs.fields(of.part) if KIND in a.metadata}
            inner = {key: without_empty(kinds[key], one, rows) if key in kinds else one for key, one in value.items()}
            return {key: one for key, one in inner.items() if key not in kinds or not left_empty(one)}
        return {key: one for key, one in value.items() if not left_empty(one)} if of.name in _PER else value
    if isinstance(value, (list, tuple)) and (of.part is not None or of.name in _SEVERAL):
        several = (without_empty(of, one, rows) if isinstance(one, Mapping) else one for one in value)
        return [one for one in several if not left_empty(one) or (isinstance(one, Mapping) and not rows)]
    return value


_PER = frozenset({"per_code", "codes_per_code"})
_SEVERAL = frozenset({"codes", "texts", "references"})
