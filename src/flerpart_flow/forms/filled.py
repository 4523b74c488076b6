"""An event from a form: everything that is wrong with what was filled in, at once, each fault with its field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs

from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.errors import EventError, FlowError, discreet
from flerpart_flow.engine.journal.schema import STATED
from flerpart_flow.engine.record.events import ACTOR, ENVELOPE, UNIT, Event, check_codes, content_fields
from flerpart_flow.engine.record.fields import KIND
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.rules.vocabulary import Vocabulary
from flerpart_flow.engine.values import personnummer
from flerpart_flow.engine.values.nearest import nearest
from flerpart_flow.texts import DEFAULT_LANGUAGE

EVENT: Final = "event"


class FormError(FlowError):
    """What was filled in is no event. ``faults`` are all that is wrong, in the order of the fields.

    Each is an EventError with its ``field``. Of a field that doesn't exist that is None: its name was written by
    somebody, and isn't repeated.
    """

    def __init__(self, faults: tuple[EventError, ...]) -> None:
        super().__init__("formular.fel", antal=len(faults))
        self.faults = faults

    def of(self, field: str) -> tuple[EventError, ...]:
        """What is wrong with a field, and with the parts of what it holds."""
        return tuple(one for one in self.faults if one.field is not None and one.field.partition(".")[0] == field)

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
    stated = {key: value for key, value in data.items() if key != EVENT and not _left_empty(value)}
    vocabulary = (rules or routine.rules()).vocabulary
    faults = tuple(_faults(kind, stated, vocabulary))
    if faults:
        raise FormError(faults)
    try:
        event = kind(**stated)
        check_codes(event, vocabulary)
        return event
    except EventError as error:
        fault = FormError((error,))
    raise fault


def _left_empty(value: Any) -> bool:
    return value is None or (isinstance(value, (str, list, tuple, Mapping)) and len(value) == 0)


def _no_such_event(written: Any, routine: Routine) -> EventError:
    near = nearest(written, routine.events) if isinstance(written, str) else ()
    code = "formular.handelse_nara" if near else "formular.handelse_okand"
    return EventError(code, field=EVENT, choices=", ".join(near or routine.events))


def _faults(kind: type[Event], stated: Mapping[str, Any], vocabulary: Vocabulary) -> Iterator[EventError]:
    """Every fault: of each field by itself, then of fields that are missing, and of those that don't exist."""
    fields = {a.name: a for a in attrs.fields(kind) if KIND in a.metadata}
    for name in (one for one in (*ENVELOPE, *content_fields(kind)) if one in stated):
        yield from _of_field(fields[name], stated[name], vocabulary)
    yield from (EventError("handelse.ofullstandig", field=name) for name in STATED if name not in stated)
    by = stated.get("by")
    person = isinstance(by, str) and vocabulary.has(ACTOR, by) and not vocabulary.has(UNIT, by)
    if person and "recorded_by" not in stated:
        yield EventError("handelse.vem_skrev", field="recorded_by")
    for place, name in enumerate(stated, 1):
        if name not in fields:
            yield _no_such_field(name, place, tuple(fields))


def _of_field(field: Any, value: Any, vocabulary: Vocabulary) -> Iterator[EventError]:
    """What is wrong with one field: its form, or each code that isn't in its list."""
    of = field.metadata[KIND]
    try:
        held = field.converter.converter(value, field)
    except EventError as error:
        yield error
        return
    for name, code in of.codes(held) if of.codes is not None and held is not None else ():
        try:
            vocabulary.require(name, code, field.name)
        except EventError as error:
            yield error


def _no_such_field(name: Any, place: int, known: tuple[str, ...]) -> EventError:
    if isinstance(name, str) and personnummer.contains(name):
        return EventError("formular.personnummer", place=place)
    near = nearest(name, known) if isinstance(name, str) else ()
    code = "formular.falt_nara" if near else "formular.falt_okant"
    return EventError(code, place=place, choices=", ".join(near or known))
