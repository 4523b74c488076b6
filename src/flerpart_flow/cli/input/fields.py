"""``field=value`` on the command line, read as the event's own fields want them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from flerpart_flow.cli.errors import Trouble, choose

if TYPE_CHECKING:
    from flerpart_flow.engine.record.events import Event
    from flerpart_flow.engine.record.fields import Kind

_LISTS = {"texts", "codes"}
_OBJECTS = {"per_code", "codes_per_code", "plan", "corrections"}


def content(kind: type[Event], pairs: Iterable[str]) -> dict[str, Any]:
    """The content of an event from ``field=value`` pairs.

    A value is JSON where it looks like it or the field holds an object, else plain text; a list may be written
    with commas. Raises Trouble for a pair without ``=``, an unknown or repeated field, broken JSON.
    """
    from flerpart_flow.engine.record.events import content_fields

    known = content_fields(kind)
    found: dict[str, Any] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise Trouble("par")
        if name not in known:
            raise _unknown(name, known)
        if name in found:
            raise Trouble("falt_igen", where=name)
        found[name] = _value(known[name], name, value)
    return found


def _unknown(name: str, known: Mapping[str, Kind]) -> Trouble:
    return choose("falt", name, known) if known else Trouble("inga_falt")


def _value(kind: Kind, name: str, value: str) -> Any:
    if kind.name in _OBJECTS or value.startswith(("{", "[", '"')):
        return _json(name, value)
    if kind.name == "integer":
        if not (value.isascii() and value.isdigit() and len(value) < 10):
            raise Trouble("heltal", where=name)
        return int(value)
    if kind.schema.get("type") == "integer" and value.isascii() and value.lstrip("-").isdigit() and len(value) < 10:
        return int(value)  # of a kind of its own, which says itself what it takes
    if kind.name in _LISTS:
        return [one.strip() for one in value.split(",") if one.strip()]
    return value


def _json(name: str, value: str) -> Any:
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        raise Trouble("json", where=name) from None
