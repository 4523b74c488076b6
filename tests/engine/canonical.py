"""A value as text that depends on nothing but the value: neither on the order of a set nor on a hash seed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from enum import Enum
from typing import Any

import attrs

from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.judging.course import Course
from flerpart_flow.engine.judging.decision import Decision
from flerpart_flow.engine.values.chain import Chain


def canonical(value: Any) -> str:
    """The value written out, sets sorted; what has an order keeps it."""
    if isinstance(value, Enum):
        return f"{type(value).__name__}.{value.name}"
    if attrs.has(type(value)) and not isinstance(value, Chain):
        kept = ", ".join(f"{name}={canonical(getattr(value, name))}" for name in _names(value))
        return f"{type(value).__name__}({kept})"
    if isinstance(value, (frozenset, set)):
        return "{" + ", ".join(sorted(map(canonical, value))) + "}"
    if isinstance(value, Mapping):
        return "{" + ", ".join(sorted(f"{canonical(k)}: {canonical(v)}" for k, v in value.items())) + "}"
    if isinstance(value, (tuple, list, Chain)):
        return "[" + ", ".join(map(canonical, value)) + "]"
    return repr(value)


def _names(value: Any) -> list[str]:
    """The fields of a value; of a course what its blocks say, however the lines are shared out among them."""
    names = [one.name for one in attrs.fields(type(value))]
    if not isinstance(value, Course):
        return names
    return [*(name for name in names if name not in {"blocks", "opened"}), "refused", "latched"]


def digest(case: Case, decisions: tuple[Decision, ...] = ()) -> str:
    """A digest of everything that a case holds, and of what was found of each line."""
    said = [(d.findings, d.opened, d.ended, d.lost, d.gained) for d in decisions]
    whole = canonical((case.header, case.course, case.lines, said))
    return hashlib.sha256(whole.encode()).hexdigest()
