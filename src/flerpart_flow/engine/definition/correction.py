"""Corrections: a line is corrected or struck, never deleted, and the case is judged anew.

The event's field is ``ror`` ("concerns"), not ``nr`` as the other references to a line have it: ``nr`` is the
line's own number in the envelope.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar, Final, TypeVar

import attrs

from flerpart_flow.engine.definition.guards import Guard, guard
from flerpart_flow.engine.errors import EventError
from flerpart_flow.engine.record import accepting, fields
from flerpart_flow.engine.record.events import ENVELOPE, Event, content_fields, plain
from flerpart_flow.engine.record.recorded import recorded
from flerpart_flow.engine.rules.findings import Findings, Message, missing
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values import personnummer

T = TypeVar("T")

CORRECTIONS: dict[str, Any] = {"type": "object", "minProperties": 1}
MAX_DEPTH: Final = 8

NO_TARGET = Message("rattelse.mal_saknas")
NOT_AGAIN = Message("rattelse.inte_igen")
NOT_FIRST = Message("rattelse.forsta_raden")
NEVER = Message("rattelse.aldrig")
NO_REASON = Message("rattelse.skal")


class JsonObject(Mapping[str, Any]):
    """A JSON object inside a correction, which nobody can change and a set can hold."""

    __slots__ = ("_pairs",)

    def __init__(self, pairs: Iterable[tuple[str, Any]]) -> None:
        self._pairs = dict(pairs)

    def __getitem__(self, key: str) -> Any:
        return self._pairs[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._pairs)

    def __len__(self) -> int:
        return len(self._pairs)

    def __hash__(self) -> int:
        return hash(frozenset(self._pairs.items()))

    def __repr__(self) -> str:
        return f"JsonObject({len(self._pairs)})"


def _held(value: Any, field: Any, depth: int) -> Any:
    """A corrected value as JSON has it: no personnummer anywhere; the rest is for the corrected field to check.

    A null takes the field away.
    """
    value = plain(value)
    if depth > MAX_DEPTH:
        raise EventError("falt.ratt", field=field.name)
    if isinstance(value, Mapping):
        return JsonObject((_key(key, field), _held(one, field, depth + 1)) for key, one in value.items())
    if isinstance(value, list):
        return tuple(_held(one, field, depth + 1) for one in value)
    if isinstance(value, str):
        return accepting.text(value, field)
    if value is None and depth == 1:
        return value
    if type(value) is int:
        if not 0 <= value <= 1_000_000_000 or personnummer.contains(str(value)):
            raise EventError("falt.ratt", field=field.name)
        return value
    raise EventError("falt.ratt", field=field.name)


def _key(value: Any, field: Any) -> str:
    if not isinstance(value, str):
        raise EventError("falt.ratt", field=field.name)
    return accepting.text(value, field) or ""


def _named(pairs: JsonObject, field: Any) -> tuple[tuple[str, Any], ...]:
    """The corrected fields; a name that no field could have is refused, whatever line it concerns."""
    if not all(name.isascii() and name.replace("_", "").isalnum() for name in pairs):
        raise EventError("falt.ratt", field=field.name)
    return tuple(pairs.items())


def _ratt(value: Any, field: Any) -> tuple[tuple[str, Any], ...] | None:
    if value is None:
        return None
    pairs = tuple(value.items()) if isinstance(value, Mapping) else value
    if (
        not isinstance(pairs, tuple)
        or not pairs
        or not all(isinstance(pair, tuple) and len(pair) == 2 for pair in pairs)
    ):
        raise EventError("falt.ratt", field=field.name)
    return _named(_held(dict(pairs), field, 0), field)


@recorded
class Ratta(Event):
    """A correction of line ``ror``: ``ratt`` holds the corrected fields; without it the line is struck.

    ``target`` and ``struck`` are filled in by the case from its own lines before it judges, ``now`` by a routine that
    asks what is known when the correction is recorded; they aren't part of the line.
    """

    name: ClassVar[str] = "ratta"
    correctable: ClassVar[bool] = False

    ror: int | None = fields.integer()
    skal_kod: str | None = fields.code("skal.ratta")
    ratt: Mapping[str, Any] | tuple[tuple[str, Any], ...] | None = fields.field(
        fields.Kind("corrections", CORRECTIONS), _ratt, None
    )
    target: Event | None = attrs.field(default=None, eq=False, repr=False)
    struck: bool = attrs.field(default=False, eq=False, repr=False)
    now: Any = attrs.field(default=None, eq=False, repr=False)

    def corrected(self) -> Event | None:
        """The target with its corrected fields, or None if it is struck.

        Raises EventError for a field that the target's event doesn't have, or a value that doesn't fit it.
        """
        if self.ratt is None or self.target is None:
            return None
        changes = dict(self.ratt)
        allowed = content_fields(type(self.target))
        for name in changes:
            if name not in allowed:
                envelope = name in ENVELOPE or name == "event"
                code, field = ("ratt_kuvert", f"ratt.{name}") if envelope else ("okant", "ratt")
                raise EventError(f"falt.{code}", field=field, choices=", ".join(allowed))
        taken_away = {a.name: a.default for a in attrs.fields(type(self.target))}
        stated = {name: taken_away[name] if value is None else value for name, value in changes.items()}
        return self.target.changed(**stated)


def unchanged(facts: T, event: Event, rules: Rules) -> T:
    """The effect of an event that leaves the facts as they are."""
    return facts


def earlier_line(closing: type[Event] | None = None) -> Guard[Ratta]:
    """A guard that there is a line to correct; ``closing`` ends a case that should never have been opened."""

    @guard("FF-RATTELSE-1", reads=("ror",))
    def concerns_an_earlier_line(facts: Any, event: Ratta, rules: Rules) -> Findings:
        """The line exists, is earlier, is neither a correction nor struck; the first one is never struck."""
        if event.target is None:
            return (missing("FF-RATTELSE-1", NO_TARGET, cure_by=event.recorder, cure=Ratta),)
        if event.struck or isinstance(event.target, Ratta):
            return (missing("FF-RATTELSE-1", NOT_AGAIN, cure_by=event.recorder, line=event.ror),)
        if not event.target.correctable:
            return (missing("FF-RATTELSE-1", NEVER, cure_by=event.recorder, line=event.ror),)
        if event.ror == 1 and event.ratt is None:
            return (missing("FF-RATTELSE-1", NOT_FIRST, cure_by=event.recorder, cure=closing),)
        return ()

    return concerns_an_earlier_line


concerns_an_earlier_line = earlier_line()


@guard("FF-RATTELSE-3", reads=("skal_kod",))
def gives_a_reason(facts: Any, event: Ratta, rules: Rules) -> Findings:
    """A correction says why."""
    return () if event.skal_kod else (missing("FF-RATTELSE-3", NO_REASON, cure_by=event.recorder, cure=Ratta),)
