"""The lines of events of a log, one after another: quickly, and once more, strictly, where there is a fault."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain, islice
from typing import Any, Final

from flerpart_flow.engine.definition.correction import Ratta
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.eras.change import BytRegler
from flerpart_flow.engine.eras.eras import rules_called
from flerpart_flow.engine.errors import EventError, JournalError
from flerpart_flow.engine.journal import json_lines as lines
from flerpart_flow.engine.journal.header_line import MARK
from flerpart_flow.engine.judging.writing import follows
from flerpart_flow.engine.record.events import ENVELOPE, Event, check_codes, content_fields
from flerpart_flow.engine.record.limits import LIMITS, Limits, Work
from flerpart_flow.engine.record.reading import Read, reader_of
from flerpart_flow.engine.rules.registry import RulesRegistry
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.rules.vocabulary import Vocabulary
from flerpart_flow.engine.values.nearest import nearest

DEMANDED: Final = ("nr", "event", "occurred_at", "recorded_at", "by")
"""What every line of an event has; ``recorded_by`` too, when ``by`` isn't a unit."""

MOST_TOLD: Final = 100
"""How many faults are told of a log beside its first."""


def _keys(kind: type[Event]) -> tuple[str, ...]:
    """The keys that the line of a class of event may have."""
    return ("event", *ENVELOPE, *content_fields(kind))


class _Readers(dict[str, Read | None]):
    """The quick readers of a routine's events by name, each made when the first line of its kind is read."""

    def __init__(self, kinds: Mapping[str, type[Event]]) -> None:
        super().__init__()
        self._kinds = kinds

    def __missing__(self, name: str) -> Read | None:
        made = self[name] = reader_of(self._kinds[name])
        return made


@lru_cache(maxsize=16)  # for most logs it would take longer than to read them
def _readers_of(routine: Routine) -> _Readers:
    return _Readers(routine.events)


@lru_cache(maxsize=16)
def _keys_in(routine: Routine) -> frozenset[str]:
    """Every key that some line of a routine's log may have. Only the strict way asks, for it takes every class."""
    return frozenset(key for kind in routine.events.values() for key in _keys(kind)) | {MARK}


class Reader:
    """Reads lines of events: quickly, and once more, strictly, where the quick way found a fault."""

    def __init__(self, routine: Routine, rules: Rules, registry: RulesRegistry | None = None) -> None:
        self._routine, self._registry = routine, registry
        self._kinds, self._readers = routine.events, _readers_of(routine)
        self._vocabulary = rules.vocabulary

    def events(self, rest: Iterator[bytes]) -> Iterator[Event]:
        """Every event, in order. Raises JournalError."""
        above: list[Event] = []
        for nr, line in enumerate(rest, 1):
            event = self._quick(line, nr, above)
            if event is None:
                if lines.blank(line):
                    filled = next(
                        ((number, below) for number, below in enumerate(rest, nr + 2) if not lines.blank(below)), None
                    )
                    if filled is None:
                        return
                    number, below = filled
                    further = self._further(chain((below,), rest), number, nr, above)
                    raise JournalError("journal.tom_rad", line=nr + 1).besides(further)
                found = self._tried(line, nr, above)
                if isinstance(found, JournalError):
                    counted = self._event(line, nr + 1).nr if found.code == "journal.nr" else nr
                    raise found.besides(self._further(rest, nr + 2, (counted or nr) + 1, above))
                event = found
            self._take(event, above)
            yield event

    def one(self, line: bytes, nr: int) -> Event:
        """The event of one line, its place among the others not looked at. Raises JournalError."""
        return self._quick(line, nr, []) or self._strict(line, nr, [])

    def _tried(self, line: bytes, nr: int, above: list[Event]) -> Event | JournalError:
        """The event of a line, or what is wrong with it."""
        try:
            return self._strict(line, nr, above)
        except JournalError as error:
            return error.with_traceback(None)  # the line is at hand where it was raised

    def _take(self, event: Event, above: list[Event]) -> None:
        above.append(event)
        if isinstance(event, BytRegler):
            self._vocabulary = self._later(event, self._vocabulary)

    def _further(self, rest: Iterable[bytes], number: int, nr: int, above: list[Event]) -> Iterator[JournalError]:
        """What is wrong from line ``number`` on, below a fault, where event ``nr`` is to stand; each line by itself.

        A line too many or too few is told once, not of every line below it. So many faults are told, and no more.
        """
        told, blank = 0, None
        for place, line in enumerate(islice(rest, LIMITS.lines), number):
            if lines.blank(line):
                blank = blank or place
                continue
            faults = [] if blank is None else [JournalError("journal.tom_rad", line=blank)]
            try:
                event = self._event(line, place)
            except JournalError as error:
                faults.append(error.with_traceback(None))
                nr += 1
            else:
                if event.nr != nr:
                    faults.append(JournalError("journal.nr", line=place, field="nr", expected=nr))
                elif above and not follows(event, above[-1], above):
                    faults.append(JournalError("journal.ordning", line=place, field="recorded_at", above=nr))
                self._take(event, above)
                nr = (event.nr or nr) + 1
            yield from faults
            told, blank = told + len(faults), None
            if told >= MOST_TOLD:
                return

    def _later(self, event: BytRegler, now: Vocabulary) -> Vocabulary:
        """The codes that lines after a change of rules may have; that they fit is seen to when they are judged."""
        digest = event.till_regler
        rules = None if digest is None else rules_called(self._routine, digest, None, self._registry)
        return now if rules is None else now.joined(rules.vocabulary)

    def _quick(self, line: bytes, nr: int, above: list[Event]) -> Event | None:
        """The event of a line without any fault, else None."""
        try:
            data = lines.quick_object(line)
            read = self._readers[data.pop("event")]
            if read is None:
                return None
            event = read(data, self._vocabulary.lists)
        except Exception:  # whatever it is: the strict way finds it again, and says it better
            return None
        if event.nr != nr or (above and event.recorded_at < above[-1].recorded_at):
            return None
        return event

    def _strict(self, line: bytes, nr: int, above: list[Event]) -> Event:
        """The event of a line, in its place. Raises JournalError for the first fault in it."""
        number = nr + 1
        event = self._event(line, number)
        if event.nr != nr:
            raise JournalError("journal.nr", line=number, field="nr", expected=nr)
        if above and not follows(event, above[-1], above):
            raise JournalError("journal.ordning", line=number, field="recorded_at", above=nr)
        return event

    def _event(self, line: bytes, number: int) -> Event:
        """What a line says by itself. Raises JournalError; any other error is the program's own."""
        known = _keys_in(self._routine)
        data = lines.strict_object(line, number, known)
        lines.refuse_personnummer(data, number, known)
        if MARK in data and "event" not in data:
            raise JournalError("journal.huvud_igen", line=number)
        kind = self._kind(data, number)
        lines.refuse_unknown(data, number, _keys(kind))
        lines.refuse_null(data, number)
        lines.refuse_missing(data, number, DEMANDED)
        return self._made(kind, data, number)

    def _made(self, kind: type[Event], data: Mapping[str, Any], number: int) -> Event:
        try:
            event = kind(**{key: value for key, value in data.items() if key != "event"})
            check_codes(event, self._vocabulary)
            return event
        except EventError as error:
            fault = lines.located(error, number)
        raise fault

    def _kind(self, data: Mapping[str, Any], number: int) -> type[Event]:
        lines.refuse_missing(data, number, ("event",))
        written = data["event"]
        if isinstance(written, str) and written in self._kinds:
            return self._kinds[written]
        near = nearest(written, self._kinds)
        code = "journal.handelse_nara" if near else "journal.handelse_okand"
        raise JournalError(code, line=number, field="event", choices=", ".join(near or self._kinds))


def within(limits: Limits, events: Iterable[Event]) -> Iterator[Event]:
    """The events as they are read, as long as they keep to the limits. Raises JournalError."""
    work, corrections, timed = Work(limits), 0, limits.seconds is not None
    for nr, event in enumerate(events, 1):
        corrections += isinstance(event, Ratta)
        if nr > limits.lines:
            raise JournalError("grans.rader", line=nr + 1, most=limits.lines)
        if corrections > limits.corrections:
            raise JournalError("grans.rattelser", line=nr + 1, most=limits.corrections)
        if not timed:
            yield event
            continue
        try:
            work.go_on()
        except EventError as error:
            fault = lines.located(error, nr + 1)
        else:
            yield event
            continue
        raise fault
