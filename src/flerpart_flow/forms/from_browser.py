"""What a browser sends of a form, as the data that ``event_from`` takes: all of it is text there, under flat names."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import datetime, tzinfo
from typing import Any, Final

import attrs

from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.errors import discreet
from flerpart_flow.engine.record.fields import KIND, Kind
from flerpart_flow.engine.values.clock import STOCKHOLM
from flerpart_flow.forms.filled import EVENT

LOCAL: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2})(:[0-9]{2})?")
_DEEPEST: Final = 4
"""How many dots a name may have: a plan's measure has two, and some room."""

_DIGITS: Final = 10
_ROW: Final = re.compile("[1-9][0-9]{0,2}")


@discreet
def from_browser(pairs: Iterable[tuple[str, str]], routine: Routine, zone: tzinfo = STOCKHOLM) -> dict[str, Any]:
    """The data of a form, from its pairs of name and text (``urllib.parse.parse_qsl`` with ``keep_blank_values``).

    A name that comes several times has several values. What stands inside a field has its name after a dot:
    ``syfte.arbetsformedlingen``, ``plan.atgarder.1.text``. Of a list of texts each line is one. A time without an
    offset is of ``zone``, save in the hours when the clocks are changed, where it stays as it is, so that whoever wrote
    it is asked. Nothing is left out, and nothing is judged here: what doesn't fit is told by ``event_from``.
    """
    sent: dict[str, list[str]] = {}
    for name, text in pairs:
        sent.setdefault(name, []).append(text.replace("\r\n", "\n"))
    event = _one(sent.pop(EVENT, []))
    kind = routine.events.get(event) if isinstance(event, str) else None
    kinds = {} if kind is None else _kinds(kind)
    data = {EVENT: event}
    for name, held in _nested(sent, kinds).items():
        data[name] = _read(kinds[name], held, zone) if name in kinds else held
    return data


def _kinds(part: type[Any]) -> dict[str, Kind]:
    return {a.name: a.metadata[KIND] for a in attrs.fields(part) if KIND in a.metadata}


def _one(texts: list[str]) -> Any:
    return texts[0] if len(texts) == 1 else texts


def _nested(sent: Mapping[str, list[str]], kinds: Mapping[str, Kind]) -> dict[str, Any]:
    """Names with dots as objects. One that no field can hold stays a name, which is told as unknown."""
    tree: dict[str, Any] = {}
    for name, texts in sent.items():
        top, *inner = name.split(".")
        at, way = tree, [top, *inner]
        if top not in kinds or len(inner) > _DEEPEST:
            way = [name]
        for step in way[:-1]:
            below = at.setdefault(step, {})
            if not isinstance(below, dict):
                at, way = tree, [name]
                break
            at = below
        last = way[-1]
        at[last] = [at[last], *texts] if last in at else texts
    return tree


def _read(of: Kind, held: Any, zone: tzinfo) -> Any:
    """A value of a field, read as far as it can be."""
    if isinstance(held, dict):
        return _object(of, held, zone)
    if of.name == "codes" or not all(isinstance(one, str) for one in held):
        return held
    if of.name in {"texts", "references"}:
        return [line for text in held for line in text.splitlines()]
    if len(held) != 1:
        return held
    (text,) = held
    if of.schema.get("type") == "integer":
        return int(text) if text.isascii() and text.isdigit() and len(text) < _DIGITS else text
    if of.name == "time":
        return _time(text, zone)
    return _json(text) if of.name == "corrections" else text


def _object(of: Kind, held: dict[str, Any], zone: tzinfo) -> Any:
    if of.part is None:
        several = of.name == "codes_per_code"
        return {key: one if several or isinstance(one, dict) else _one(one) for key, one in held.items()}
    if of.schema.get("type") == "array":
        rows = {int(one): row for one, row in held.items() if _ROW.fullmatch(one) and isinstance(row, dict)}
        if len(rows) < len(held):
            return held
        # A row that somebody took away stays as an empty one, so that the others keep their numbers.
        return [_part(of.part, rows.get(nr, {}), zone) for nr in range(1, max(rows) + 1)]
    return _part(of.part, held, zone)


def _part(part: type[Any], held: dict[str, Any], zone: tzinfo) -> dict[str, Any]:
    kinds = _kinds(part)
    return {name: _read(kinds[name], one, zone) if name in kinds else one for name, one in held.items()}


def _time(text: str, zone: tzinfo) -> str:
    """A time with its offset; as it is, if it has one, or if the clock shows it never or twice."""
    found = LOCAL.fullmatch(text)
    if found is None:
        return text
    written = found[1] + (found[2] or ":00")
    try:
        moment = datetime.fromisoformat(written).replace(tzinfo=zone)
    except ValueError:
        return text
    sure = moment.utcoffset() == moment.replace(fold=1).utcoffset()
    return moment.isoformat() if sure else written


def _json(text: str) -> Any:
    try:
        return json.loads(text) if text.strip() else ""
    except (ValueError, RecursionError):
        return text
