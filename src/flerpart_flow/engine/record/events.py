"""Events: what happened in a case, as frozen values with one envelope."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any, ClassVar, Self

import attrs

from flerpart_flow.engine.errors import EventError
from flerpart_flow.engine.record import fields
from flerpart_flow.engine.record.fields import KIND, Kind
from flerpart_flow.engine.record.recorded import Recorded, recorded
from flerpart_flow.engine.rules.vocabulary import Vocabulary
from flerpart_flow.engine.values.clock import format_time, written_before
from flerpart_flow.engine.values.evolve import evolve

ACTOR = "aktor"
UNIT = "enhet"


@recorded
class Event(Recorded):
    """Something that happened. Subclasses add what this kind of event says.

    ``nr`` is the line's number in its log, from 1; the case numbers an event that has none. ``occurred_at``
    is when it happened, ``recorded_at`` when it was written down, both aware; an event made without ``recorded_at``
    has None there until a case, which is told what time it is, takes it as its line. ``by`` is who acted;
    ``recorded_by`` the unit that wrote it down, needed when ``by`` isn't a unit. A kind that isn't ``correctable`` is
    never corrected or struck.

    Raises EventError for a value that doesn't fit its field.
    """

    name: ClassVar[str] = ""
    correctable: ClassVar[bool] = True

    nr: int | None = fields.integer()
    occurred_at: fields.Moment = fields.required_time()
    recorded_at: fields.Stamp = fields.time()  # every line of a case has it, so that nobody who reads one has to ask
    by: str = fields.required_code(ACTOR)
    recorded_by: str | None = fields.code(UNIT)

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if vars(cls).get("__repr__") is not Event.__repr__:  # what an event says is for nobody's log lines
            cls.__repr__ = Event.__repr__  # type: ignore[method-assign]  # attrs made another

    def __repr__(self) -> str:
        return f"{type(self).__name__}(nr={self.nr})"

    def __attrs_post_init__(self) -> None:
        if None in (self.occurred_at, self.by):
            lacking = next(name for name in ("occurred_at", "by") if getattr(self, name) is None)
            raise EventError("handelse.ofullstandig", field=lacking)
        written: Any = self.recorded_at
        if written is not None and written < self.occurred_at and written_before(written, self.occurred_at):
            raise EventError("handelse.registrerad_fore", field="recorded_at")

    @property
    def recorder(self) -> str:
        """The unit that wrote the event down."""
        return self.recorded_by or self.by

    def changed(self, **stated: Any) -> Self:
        """The same event but for these fields, given as its constructor takes them; raises EventError like it."""
        return attrs.evolve(self, **stated)  # type: ignore[misc]  # attrs made it, see Recorded

    def placed(self, nr: int, recorded_at: datetime | None = None) -> Self:
        """The same event as line ``nr`` of its log, written down at a moment if it doesn't say when itself."""
        written: Any = self.recorded_at
        if self.nr == nr and written is not None:
            return self
        # What attrs.evolve would make, without checking every field again.
        return evolve(self, nr=nr, recorded_at=recorded_at if written is None else written)

    def marked(self, **settled: Any) -> Self:
        """The same event with what is known about it beside the line; such fields aren't part of the line."""
        return evolve(self, **settled)


_MAPPINGS = {"per_code", "codes_per_code", "corrections"}
ENVELOPE = tuple(attribute.name for attribute in attrs.fields(Event))


class _PerEvent(dict[type[Any], Any]):
    """Something worked out once for each class of event."""

    def __init__(self, work_out: Callable[[type[Any]], Any]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, kind: type[Any]) -> Any:
        found = self[kind] = self._work_out(kind)
        return found


def _content(kind: type[Any]) -> Mapping[str, Kind]:
    return {a.name: a.metadata[KIND] for a in attrs.fields(kind) if KIND in a.metadata and a.name not in ENVELOPE}


def _coded(kind: type[Any]) -> tuple[tuple[str, Any, str | None], ...]:
    """Fields with codes: name, what tells its codes, and its list where the value is nothing but codes of it."""
    return tuple(
        (name, of.codes, of.lists[0] if of.name in {"code", "codes"} else None)
        for name, of in content_fields(kind).items()
        if of.codes
    )


_CONTENT = _PerEvent(_content)
_CODED = _PerEvent(_coded)


def content_fields(kind: type[Event]) -> Mapping[str, Kind]:
    """The fields that an event adds to the envelope, and what each holds."""
    found: Mapping[str, Kind] = _CONTENT[kind]
    return found


def check_codes(event: Event, vocabulary: Vocabulary) -> None:
    """Raise EventError if the event uses a unit, person or code that the rules don't know.

    Also when nobody is named who wrote it down, though the one who acted isn't a unit.
    """
    known = vocabulary.lists
    if event.by not in known[ACTOR]:
        vocabulary.require(ACTOR, event.by, "by")
    if event.recorded_by is not None and event.recorded_by not in known[UNIT]:
        vocabulary.require(UNIT, event.recorded_by, "recorded_by")
    if event.recorded_by is None and event.by not in known[UNIT] and not vocabulary.has(UNIT, event.by):
        raise EventError("handelse.vem_skrev", field="recorded_by")
    for name, codes_of, only in _CODED[type(event)]:
        value = getattr(event, name)
        if value is None or value == ():
            continue
        if only is None or not (value in known[only] if type(value) is str else known[only].keys() >= set(value)):
            for list_name, code in codes_of(value):
                if code not in known[list_name]:
                    vocabulary.require(list_name, code, name)


def to_data(event: Event) -> dict[str, Any]:
    """The event as the JSON object of its line; what is missing or at its default is left out."""
    shown: dict[str, Any] = {"nr": event.nr, "event": event.name}
    for attribute in attrs.fields(type(event)):
        if attribute.name == "nr" or KIND not in attribute.metadata:
            continue
        value = getattr(event, attribute.name)
        if value != attribute.default and value is not None:
            kind = attribute.metadata[KIND]
            shown[attribute.name] = plain(dict(value)) if kind.name in _MAPPINGS else plain(value)
    return shown


def plain(value: Any) -> Any:
    """A field's value as JSON holds it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return format_time(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if isinstance(value, Mapping):
        return {key: plain(held) for key, held in value.items()}
    if attrs.has(type(value)):
        kept = ((a, getattr(value, a.name)) for a in attrs.fields(type(value)))
        return {a.name: plain(held) for a, held in kept if held is not None and held != a.default}
    return value


def by_name(kinds: Iterable[type[Event]]) -> dict[str, type[Event]]:
    """Event classes by the name that a log writes."""
    return {kind.name: kind for kind in kinds}
