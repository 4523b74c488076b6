"""The value of an event's field in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final

from flerpart_flow.engine.record.events import content_fields
from flerpart_flow.engine.values.ternary import UNKNOWN, Ternary
from flerpart_flow.texts import Texts

NO_THINGS: Final[Mapping[Any, str]] = MappingProxyType({})


def says_nothing(value: Any) -> bool:
    """Whether a field is left out, or says that something isn't known."""
    return value is None or value == () or value is UNKNOWN


def value_in_words(kind: type[Any], name: str, value: Any, said: Texts, things: Mapping[Any, str] = NO_THINGS) -> str:
    """What a field of a kind of event says. ``things`` are texts that stand for what somebody called otherwise."""
    held = content_fields(kind)[name]
    if isinstance(value, Ternary):
        return said.raw(f"tillstand.ternar.{value.value}")
    if isinstance(value, (datetime, date, int)):
        return said.format_field(value, "")
    match held.name:
        case "code":
            return said.name(value, held.lists[0])
        case "codes":
            return said.join([said.name(one, held.lists[0]) for one in value])
        case "per_code":
            return "; ".join(f"{said.name(one, held.lists[0])}: {text}" for one, text in value)
        case "codes_per_code":
            of, inner = held.lists
            return "; ".join(
                f"{said.name(one, of)}: {said.join([said.name(each, inner) for each in several])}"
                for one, several in value
            )
    if isinstance(value, tuple):
        return said.join([str(one) for one in value])
    return things.get(value, str(value)) if isinstance(value, str) else str(value)


def content_in_words(
    event: Any, told: tuple[str, ...], held: Any, said: Texts, things: Mapping[Any, str] = NO_THINGS
) -> dict[str, str]:
    """Those of an event's fields that are told and say something, in words."""
    fields = content_fields(type(event))
    values = {name: held(event, name) for name in told if name in fields}
    return {
        name: value_in_words(type(event), name, value, said, things)
        for name, value in values.items()
        if not says_nothing(value)
    }
