"""What a plan says: goals, measures with those who answer for them, and the day of follow-up (FM-PLAN)."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, NoReturn, Protocol

import attrs

from flerpart_flow.engine.errors import EventError
from flerpart_flow.engine.record import fields
from flerpart_flow.engine.record.recorded import Recorded, recorded
from flerpart_flow.engine.values.reticent import reticent

_TEXT = {"type": "string", "minLength": 1, "maxLength": fields.MAX_TEXT}


_DAY = {"type": "string", "format": "date"}


_ACTORS = {"type": "array", "items": {"$ref": "#/$defs/aktor"}, "uniqueItems": True}


_GOAL_SCHEMA = {
    "type": "object",
    "properties": {"id": _TEXT, "text": _TEXT, "delmal": {"type": "array", "items": _TEXT}},
    "additionalProperties": False,
}


_MEASURE_SCHEMA = {
    "type": "object",
    "properties": {
        "id": _TEXT,
        "text": _TEXT,
        "ansvariga": _ACTORS,
        "huvudansvarig": {"$ref": "#/$defs/aktor"},
        "klart_senast": _DAY,
    },
    "additionalProperties": False,
}


PLAN_SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        "mal": {"type": "array", "items": _GOAL_SCHEMA},
        "atgarder": {"type": "array", "items": _MEASURE_SCHEMA},
        "uppfoljning": _DAY,
    },
    "additionalProperties": False,
}


@reticent()
@recorded
class Mal(Recorded):
    """A goal with its sub-goals. ``id`` is short and stays the same from version to version."""

    id: str | None = fields.text()
    text: str | None = fields.text()
    delmal: fields.Strings = fields.listed_texts()


@reticent()
@recorded
class Atgard(Recorded):
    """A measure, the units or the individual that answer for it, and the last day for it.

    ``huvudansvarig`` is one of ``ansvariga`` (reading A61).
    """

    id: str | None = fields.text()
    text: str | None = fields.text()
    ansvariga: fields.Strings = fields.codes("aktor")
    huvudansvarig: str | None = fields.code("aktor")
    klart_senast: fields.Day = fields.day()


def same_text(text: str | None) -> str:
    """A text as it is compared with another: without the blanks around it, in Unicode's composed form."""
    text = (text or "").strip()
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def same_id(ident: str | None) -> str:
    """An id as it is compared with another; capital letters don't tell two ids apart."""
    text = (ident or "").strip()
    if text.isascii():  # has one form only, and is asked about for every measure and bearer
        return text.lower()
    return unicodedata.normalize("NFC", same_text(text).casefold())


def _many(kind: type, name: str, schema: Mapping[str, Any]) -> Any:
    def accept(value: Any, field: Any) -> tuple[Any, ...]:
        if not fields.several(value):
            raise EventError("falt.plan", field=name)
        found = tuple(_one(kind, one, name) for one in value)
        ids = [same_id(one.id) for one in found if one.id is not None]
        if len(set(ids)) != len(ids):
            raise EventError("falt.plan_id", field=name)
        return found

    return fields.field(fields.Kind(name, {"type": "array", "items": schema}, part=kind), accept, ())


def _one(kind: type, value: Any, path: str) -> Any:
    if isinstance(value, kind):
        return value
    known = {attribute.name for attribute in attrs.fields(kind)}
    if not isinstance(value, Mapping) or not set(value) <= known:
        raise EventError("falt.plan", field=path, choices=", ".join(sorted(known)))
    try:
        return kind(**value)
    except EventError as error:
        values = {key: held for key, held in error.values.items() if key != "field"}
        raise EventError(error.code, field=f"{path}.{error.field}", **values) from None


class Goals(Protocol):
    """Several goals, given as such or as what a log writes of them."""

    def __get__(self, of: object, kind: object) -> tuple[Mal, ...]: ...
    def __set__(self, of: object, value: Sequence[Mal | Mapping[str, Any]]) -> NoReturn: ...


class Measures(Protocol):
    """Several measures."""

    def __get__(self, of: object, kind: object) -> tuple[Atgard, ...]: ...
    def __set__(self, of: object, value: Sequence[Atgard | Mapping[str, Any]]) -> NoReturn: ...


@reticent()
@recorded
class Plan(Recorded):
    """The content of a plan. What a norm demands may be missing here; the guards ask for it."""

    mal: Goals = _many(Mal, "mal", _GOAL_SCHEMA)
    atgarder: Measures = _many(Atgard, "atgarder", _MEASURE_SCHEMA)
    uppfoljning: fields.Day = fields.day()

    def responsible(self) -> frozenset[str]:
        """Everybody who answers for a measure."""
        return frozenset(actor for measure in self.atgarder for actor in measure.ansvariga)

    def named(self) -> frozenset[str]:
        """Everybody who answers for a measure, or for its being done as a whole."""
        return self.responsible() | frozenset(one.huvudansvarig for one in self.atgarder if one.huvudansvarig)

    @cached_property
    def digest(self) -> str:
        """What tells this content from another: goals, measures, bearers and days, in whatever order (reading A52)."""
        goals = sorted(
            [same_id(one.id), same_text(one.text), sorted(same_text(part) for part in one.delmal)] for one in self.mal
        )
        measures = sorted(
            [
                same_id(one.id),
                same_text(one.text),
                sorted(one.ansvariga),
                one.huvudansvarig or "",
                _written(one.klart_senast),
            ]
            for one in self.atgarder
        )
        text = json.dumps([goals, measures, _written(self.uppfoljning)], ensure_ascii=True, separators=(",", ":"))
        return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"

    def measure(self, ident: str | None) -> Atgard | None:
        """The measure of that id, or None."""
        wanted = same_id(ident)
        return next((one for one in self.atgarder if one.id and same_id(one.id) == wanted), None) if ident else None


def number_of(plan: Plan, ident: str | None) -> int | None:
    """The number of a measure in a plan, from 1: what an answer calls it by, since its id is what somebody wrote."""
    found = plan.measure(ident)
    return None if found is None else plan.atgarder.index(found) + 1


def _written(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _plan(value: Any, field: Any) -> Plan | None:
    return None if value is None else _one(Plan, value, field.name)


class Planned(Protocol):
    """A plan, if there is one."""

    def __get__(self, of: object, kind: object) -> Plan | None: ...
    def __set__(self, of: object, value: Plan | Mapping[str, Any] | None) -> NoReturn: ...


def plan() -> Any:
    """A field that holds a plan, as a ``Plan`` or as the JSON object that a log writes."""
    kind = fields.Kind("plan", PLAN_SCHEMA, lambda held: [("aktor", one) for one in held.named()], ("aktor",), Plan)
    return fields.field(kind, _plan, None)
