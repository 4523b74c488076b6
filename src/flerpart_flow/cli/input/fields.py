"""``field=value`` on the command line, read as the event's own fields want them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from flerpart_flow.cli.errors import FlowTrouble, Trouble, choose, together

if TYPE_CHECKING:
    from flerpart_flow.engine.errors import EventError
    from flerpart_flow.engine.record.events import Event
    from flerpart_flow.engine.record.fields import Kind
    from flerpart_flow.engine.rules.rules import Rules

_LISTS = {"texts", "codes"}
_OBJECTS = {"per_code", "codes_per_code", "plan", "corrections"}


def content(kind: type[Event], pairs: Iterable[str]) -> tuple[dict[str, Any], list[Trouble]]:
    """The content of an event from ``field=value`` pairs, and what is wrong with the others: a pair without ``=``, an
    unknown or repeated field, broken JSON.

    A value is JSON where it looks like it or the field holds an object, else plain text; a list may be written
    with commas.
    """
    from flerpart_flow.engine.record.events import content_fields

    known = content_fields(kind)
    found: dict[str, Any] = {}
    wrong: list[Trouble] = []
    for pair in pairs:
        name, equals, value = pair.partition("=")
        try:
            if not equals:
                raise Trouble("par")
            if name not in known:
                raise _unknown(name, known)
            if name in found:
                raise Trouble("falt_igen", where=name)
            found[name] = _value(known[name], name, value)
        except Trouble as trouble:
            wrong.append(trouble)
    return found, wrong


def all_wrong(
    kind: type[Event],
    stated: Mapping[str, Any],
    rules: Rules,
    options: Mapping[str, str],
    met: Iterable[Trouble | EventError],
) -> Trouble:
    """All that is wrong with what is stated of an event: what was ``met`` first, and whatever else there is.

    ``options`` are where some of its fields were given.
    """
    from flerpart_flow.engine.eras.change import BytRegler
    from flerpart_flow.engine.errors import EventError
    from flerpart_flow.forms.filled import faults_stated

    given = {name: value for name, value in stated.items() if value is not None}
    # The codes of a change of rules are those of the rules that it leads to.
    faults = () if issubclass(kind, BytRegler) else faults_stated(kind, given, rules)
    known = {(one.code, one.field) for one in faults}
    first = [one for one in met if not isinstance(one, EventError) or (one.code, one.field) not in known]
    return together(
        [
            FlowTrouble(one, options.get(one.field or "")) if isinstance(one, EventError) else one
            for one in (*first, *faults)
        ]
    )


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
