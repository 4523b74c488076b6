"""Events from the fields of a line, quickly: a reader for each class of event, made when its first line is read.

A reader takes a line as nearly every line is: each field by its name, each code looked up once, which checks it and
gives the one text that all cases share. It raises some exception for anything else, and the event's own constructor
decides: that way is the strict one, and says what is wrong. The price is that numbers, times, codes and yes or no are
read here a second time; a test holds the two ways to the same events. It is half the time of reading a log.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

import attrs

from flerpart_flow.engine.record import fields
from flerpart_flow.engine.record.events import UNIT, Event
from flerpart_flow.engine.record.fields import KIND, Kind
from flerpart_flow.engine.values.clock import _parse_time
from flerpart_flow.engine.values.evolve import draft_of

Lists = Mapping[str, Mapping[str, str]]
"""Closed lists by name; each code by itself. KeyError for a code that isn't in it."""

Read = Callable[[Mapping[str, Any], Lists], Event]
"""(fields of a line without ``event``, closed lists) → the event; some exception for what the strict way is to decide.
"""

_STATED: Final = ("nr", "occurred_at", "recorded_at", "by")
"""What every line has; any other field may be left out."""


def reader_of(kind: type[Event]) -> Read | None:
    """A reader for a class of event; None for one whose values need more than their fields."""
    if kind.__attrs_post_init__ is not Event.__attrs_post_init__:
        return None
    scope: dict[str, Any] = {
        "new": object.__new__,
        "Draft": draft_of(kind),
        "Kind": kind,
        "time": _parse_time,
        "ternary": fields.TERNARIES,
        "most": fields.MAX_INTEGER,
    }
    body = [f"to, known = new(Draft), {len(_STATED)}"]
    for one in attrs.fields(kind):
        if isinstance(one.default, attrs.Factory):  # type: ignore[arg-type]  # the type is there, typeshed has a function
            return None
        body += _lines(one, scope)
    body += [
        f"if to.recorded_by is None: lists[{UNIT!r}][to.by]",
        "if len(data) != known or to.recorded_at < to.occurred_at: raise ValueError",
        "to.__class__ = Kind",
        "return to",
    ]
    exec("def read(data, lists):\n " + "\n ".join(body), scope)
    made: Read = scope["read"]
    return made


def _lines(field: attrs.Attribute[Any], scope: dict[str, Any]) -> Iterable[str]:
    """The code that reads one field."""
    name, kind = field.name, field.metadata.get(KIND)
    scope[f"default_{name}"] = field.default
    if kind is None:
        return (f"to.{name} = default_{name}",)
    taken = (f"value = data[{name!r}]", *_taken(field, kind, scope))
    if name in _STATED:
        return taken
    return (
        f"if {name!r} in data:",
        " known += 1",
        *(f" {line}" for line in taken),
        f"else: to.{name} = default_{name}",
    )


def _taken(field: attrs.Attribute[Any], kind: Kind, scope: dict[str, Any]) -> Iterable[str]:
    """The code that takes the value of a field, which holds no null."""
    name = field.name
    if kind.name == "integer":
        return ("if type(value) is not int or not 0 < value <= most: raise ValueError", f"to.{name} = value")
    if kind.name == "time":
        return (f"to.{name} = time(value)",)
    if kind.name == "ternary":
        return (f"to.{name} = ternary[value]",)
    if kind.name == "code":
        return (f"to.{name} = lists[{kind.lists[0]!r}][value]",)
    if kind.name == "codes":
        return (
            "if type(value) is not list: raise ValueError",
            f"of = lists[{kind.lists[0]!r}]",
            f"to.{name} = several = tuple([of[one] for one in value])",
            "if len(set(several)) != len(several): raise ValueError",
        )
    scope[f"accept_{name}"], scope[f"field_{name}"] = field.converter.converter, field  # type: ignore[union-attr]  # fields.field sets it
    lines = (f"to.{name} = value = accept_{name}(value, field_{name})",)
    if kind.codes is None:
        return lines
    scope[f"codes_{name}"] = kind.codes
    return (*lines, "if value:", f" for of, one in codes_{name}(value): lists[of][one]")
