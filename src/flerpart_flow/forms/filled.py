"""An event from a form: everything that is wrong with what was filled in, at once, each fault with its field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any, Final

import attrs

from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.errors import EventError, FlowError, discreet
from flerpart_flow.engine.journal.schema import STATED
from flerpart_flow.engine.record.events import ACTOR, UNIT, Event, check_codes, content_fields
from flerpart_flow.engine.record.fields import KIND, Kind
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.rules.vocabulary import Vocabulary
from flerpart_flow.engine.values import personnummer
from flerpart_flow.engine.values.nearest import nearest
from flerpart_flow.forms.left_empty import left_empty, without_empty
from flerpart_flow.texts import DEFAULT_LANGUAGE

EVENT: Final = "event"
INCOMPLETE: Final = "handelse.ofullstandig"
"""The code of the fault that a field which every event has is left out."""


class FormError(FlowError):
    """What was filled in is no event. ``faults`` are all that is wrong, in the order of the fields.

    Each is an EventError with its ``field``; of one inside a plan that is where it stands, ``plan.atgarder.1.text``.
    Of a field that doesn't exist it is None: its name was written by somebody, and isn't repeated.
    """

    def __init__(self, faults: tuple[EventError, ...]) -> None:
        super().__init__("formular.fel", antal=len(faults))
        self.faults = faults

    def of(self, field: str) -> tuple[EventError, ...]:
        """What is wrong with a field, and with the parts of what it holds."""
        return tuple(one for one in self.faults if one.field is not None and f"{one.field}.".startswith(f"{field}."))

    def text(self, lang: str = DEFAULT_LANGUAGE) -> str:
        """Every fault, each on a line of its own."""
        return "\n".join((super().text(lang), *(f"- {one.text(lang)}" for one in self.faults)))


@discreet
def event_from(data: Mapping[str, Any], routine: Routine, rules: Rules | None = None) -> Event:
    """The event that a form states: ``event`` is its name, every other key a field, with values as a log has them.

    A field that is left empty is left out. Codes are those of ``rules``, the newest if none are given; give a case's
    own for an event of that case. Raises FormError with every fault at once. An event without a fault may
    still be refused.
    """
    name = data.get(EVENT)
    kind = routine.events.get(name) if isinstance(name, str) else None
    if kind is None:
        raise FormError((_no_such_event(name, routine),))
    vocabulary = (rules or routine.rules()).vocabulary
    fields = _fields(kind)
    written = {key: value for key, value in data.items() if key != EVENT}
    faults = (*_faults(kind, _stated(written, fields, rows=False), vocabulary), *_unknown(written, fields))
    if faults:
        raise FormError(faults)
    try:
        event = kind(**_stated(written, fields))
        check_codes(event, vocabulary)
        return event
    except EventError as error:
        fault = FormError((error,))
    raise fault


def filled_in(kind: type[Event], written: Mapping[str, Any]) -> dict[str, Any]:
    """What somebody has filled in of an event's content, whether it fits or not."""
    return _stated(written, _content(kind))


def faults_in(kind: type[Event], written: Mapping[str, Any], rules: Rules, at: str) -> tuple[EventError, ...]:
    """Every fault of an event's content, each at its place inside the field ``at``."""
    fields = _content(kind)
    stated = _stated(written, fields, rows=False)
    of_fields = (_of_field(fields[name], stated[name], f"{at}.{name}", rules.vocabulary) for name in stated)
    return (*chain.from_iterable(of_fields), *_unknown(written, fields, at))


def faults_stated(kind: type[Event], stated: Mapping[str, Any], rules: Rules) -> tuple[EventError, ...]:
    """Every fault of what is stated of an event, envelope and content; nothing is taken for left empty."""
    return tuple(_faults(kind, stated, rules.vocabulary))


def _content(kind: type[Event]) -> dict[str, Any]:
    return {name: field for name, field in _fields(kind).items() if name in content_fields(kind)}


def _fields(kind: type[Any]) -> dict[str, Any]:
    return {a.name: a for a in attrs.fields(kind) if KIND in a.metadata}


def _stated(written: Mapping[str, Any], fields: Mapping[str, Any], rows: bool = True) -> dict[str, Any]:
    """The fields that somebody has filled in, and what of each."""
    kept = {key: without_empty(fields[key].metadata[KIND], written[key], rows) for key in written if key in fields}
    return {key: value for key, value in kept.items() if not left_empty(value)}


def _no_such_event(written: Any, routine: Routine) -> EventError:
    near = nearest(written, routine.events) if isinstance(written, str) else ()
    code = "formular.handelse_nara" if near else "formular.handelse_okand"
    return EventError(code, field=EVENT, choices=", ".join(near or routine.events))


def _faults(kind: type[Event], stated: Mapping[str, Any], vocabulary: Vocabulary) -> Iterator[EventError]:
    """Every fault of the fields that the event has, those that are missing among them."""
    for name, field in _fields(kind).items():
        if name in stated:
            found = tuple(_of_field(field, stated[name], name, vocabulary))
            yield from found
            if name == "recorded_at" and not found:
                yield from _written_before(stated)
        elif name in STATED:
            yield EventError(INCOMPLETE, field=name)
        elif name == "recorded_by" and _is_person(stated.get("by"), vocabulary):
            yield EventError("handelse.vem_skrev", field=name)


def _is_person(by: Any, vocabulary: Vocabulary) -> bool:
    return isinstance(by, str) and vocabulary.has(ACTOR, by) and not vocabulary.has(UNIT, by)


def _written_before(stated: Mapping[str, Any]) -> Iterator[EventError]:
    """That it was written down before it happened: what the envelope alone says, of a time that is right."""
    envelope: dict[str, Any] = {name: stated.get(name) for name in ("occurred_at", "recorded_at")}
    try:
        Event(by="-", **envelope)
    except EventError as error:
        if error.field == "recorded_at":
            yield error


def _of_field(field: Any, value: Any, path: str, vocabulary: Vocabulary) -> Iterator[EventError]:
    """What is wrong with one field: its parts, or its form, or each code that isn't in its list."""
    of = field.metadata[KIND]
    inner = tuple(_of_parts(of, value, path, vocabulary))
    if inner:
        yield from inner
        return
    try:
        held = field.converter.converter(value, field)
    except EventError as error:
        yield EventError(error.code, **{**error.values, "field": path})
        return
    if of.part is not None or of.codes is None or held is None:
        return
    for name, code in of.codes(held):
        try:
            vocabulary.require(name, code, path)
        except EventError as error:
            yield error


def _of_parts(of: Kind, value: Any, path: str, vocabulary: Vocabulary) -> Iterator[EventError]:
    """What is wrong inside what a field holds, of whatever there is that can be looked into."""
    many = of.schema.get("type") == "array"
    if of.part is None or (many and not isinstance(value, (tuple, list))):
        return
    parts = enumerate(value, 1) if many else [("", value)]
    fields = _fields(of.part)
    for number, part in parts:
        if not isinstance(part, Mapping):
            continue  # the field itself says that it isn't one
        place = f"{path}.{number}" if many else path
        for name in (one for one in fields if one in part):
            yield from _of_field(fields[name], part[name], f"{place}.{name}", vocabulary)
        yield from _unknown(part, fields, place)


def _unknown(written: Mapping[Any, Any], known: Mapping[str, Any], path: str | None = None) -> Iterator[EventError]:
    """Names that aren't fields, also where nothing is filled in: told by their place, since somebody wrote them."""
    for place, name in enumerate(written, 1):
        if name in known:
            continue
        if isinstance(name, str) and personnummer.contains(name):
            yield EventError("formular.personnummer", field=path, place=place)
            continue
        near = nearest(name, known) if isinstance(name, str) else ()
        code = "formular.falt_nara" if near else "formular.falt_okant"
        yield EventError(code, field=path, place=place, choices=", ".join(near or known))
