"""Logs: a case written down as JSON Lines, read strictly and written whole.

The first line is the header, every other line an event. A damaged log gives one JournalError and nothing else;
what the routine refuses is no damage: ``Log.steps`` tells it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Generic

import attrs

from flerpart_flow.engine.definition.correction import Ratta
from flerpart_flow.engine.definition.routine import F, Routine
from flerpart_flow.engine.errors import EventError, JournalError, discreet
from flerpart_flow.engine.journal import json_lines as lines
from flerpart_flow.engine.journal.event_lines import Reader, within
from flerpart_flow.engine.journal.header_line import header_to_data, read_header
from flerpart_flow.engine.judging.case import Case, case_of, check_header
from flerpart_flow.engine.judging.course import Course
from flerpart_flow.engine.judging.decision import Decision
from flerpart_flow.engine.judging.growth import Reading
from flerpart_flow.engine.judging.rejudging import Placed
from flerpart_flow.engine.judging.step import initial_state
from flerpart_flow.engine.record.events import Event, to_data
from flerpart_flow.engine.record.header import Header
from flerpart_flow.engine.record.limits import LIMITS, Limits, Work
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.reticent import reticent


@attrs.frozen
class Log(Generic[F]):
    """A log as it was read: the header, the events in the order of their lines, the rules they were read by.

    Event ``nr`` stands on line ``nr + 1``.
    """

    header: Header
    routine: Routine[F] = attrs.field(repr=lambda routine: routine.name)
    rules: Rules = attrs.field(repr=lambda rules: rules.version, eq=lambda rules: (rules.digest, rules.overlay))
    events: tuple[Event, ...] = attrs.field(repr=lambda events: str(len(events)))
    limits: Limits = attrs.field(default=LIMITS, repr=False, eq=False)

    def __copy__(self) -> Log:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Log:
        return self  # nothing in it changes, so a copy is the value itself

    @property
    def rules_assumed(self) -> bool:
        """Whether the header names no rules, so that the newest were used."""
        return self.header.rules is None

    def start(self) -> Case[F]:
        """The case before its first line."""
        return case_of(self.routine, self.header, self.rules)

    def under(self, rules: Rules) -> Log[F]:
        """The same events to be judged by other rules; the header then pins none."""
        return attrs.evolve(self, rules=rules, header=attrs.evolve(self.header, rules=None))

    @discreet
    def case(self) -> Case[F]:
        """The case after the last line.

        Raises JournalError for a correction with a field that the line it concerns can't have, and beyond a limit.
        """
        return self._case(self._read(None))

    @discreet
    def judged(self) -> Judged:
        """The case with everything that was decided on the way, each line judged once where none comes late.

        Raises as ``case``.
        """
        reading = self._read({})
        return Judged(self._case(reading), reading.in_order(), reading.arrivals)

    def _read(self, told: dict[int, Placed] | None) -> Reading:
        check_header(self.routine, self.header, self.rules)
        start = Course.start(initial_state(self.routine, self.header))
        reading = Reading(self.routine, self.rules, self.events, start, Work(self.limits), told)
        try:
            reading.whole()
            return reading
        except EventError as error:
            done = len(reading.lines)
            fault = _fault(self.events[done], done + 2, error)
        raise fault

    def _case(self, read: Reading) -> Case:
        return Case(self.header, self.routine, self.rules, read.course, read.lines, read.latest)

    def steps(self) -> Iterator[tuple[Case[F], Decision[F]]]:
        """The case after each line and the decision on that line; a refused line doesn't move the case.

        Raises as ``case``, when it comes to the line.
        """
        case = case_of(self.routine, self.header, self.rules)
        for number, event in enumerate(self.events, 2):
            case, decision = _recorded(case, event, number)
            yield case, decision


@reticent()
@attrs.frozen(eq=False)
class Judged:
    """A log with everything that was decided on it.

    ``placed`` are the lines in the order in which things happened, as they read now; ``arrivals`` what was decided on
    each late line and each correction when it was recorded.
    """

    case: Case
    placed: tuple[Placed, ...]
    arrivals: Mapping[int, Decision]


def _recorded(case: Case, event: Event, number: int) -> tuple[Case, Decision]:
    try:
        return case.record(event)
    except EventError as error:
        fault = _fault(event, number, error)
    raise fault


def _fault(event: Event, number: int, error: EventError) -> JournalError:
    """The fault of a line, its field named by its place in a correction."""
    field = error.field
    if isinstance(event, Ratta) and field is not None and not field.startswith("ratt"):
        field = f"ratt.{field}"
    return lines.located(error, number, field)


@discreet
def read_log(
    source: Iterable[bytes],
    routines: Mapping[str, Routine],
    overlay: Mapping[str, Any] | None = None,
    limits: Limits = LIMITS,
) -> Log:
    """A log from its lines, such as an open binary file; they are read one at a time.

    ``routines`` are those that the log may follow, by name; ``overlay`` is the organisation's, if it has one;
    ``limits`` how much the log may ask for, also when it is judged.

    Raises JournalError for damage and beyond a limit, RulesNotInstalled if the header pins other rules than those that
    are here, RulesError for an overlay that can't be used.
    """
    return read_log_choosing(source, routines, lambda routine: overlay, limits)


@discreet
def read_log_choosing(
    source: Iterable[bytes],
    routines: Mapping[str, Routine],
    overlay_for: Callable[[str], Mapping[str, Any] | None],
    limits: Limits = LIMITS,
) -> Log:
    """As ``read_log``, under the overlay that is given for the routine that the header names."""
    rest = iter(source)
    header = _opening(rest, routines)
    routine = routines[header.routine]
    rules = routine.rules(None if header.rules is None else header.rules.version, overlay_for(header.routine))
    _check_start(routine, header, rules)
    return Log(header, routine, rules, tuple(within(limits, Reader(routine, rules).events(rest))), limits)


@discreet
def read_log_file(
    path: Path | str,
    routines: Mapping[str, Routine],
    overlay: Mapping[str, Any] | None = None,
    limits: Limits = LIMITS,
) -> Log:
    """A log from a file. Raises as ``read_log``, and OSError for a file that can't be read."""
    with Path(path).open("rb") as file:
        # No line is read further than to the byte that makes it too long.
        return read_log(iter(partial(file.readline, lines.MAX_LINE + 1), b""), routines, overlay, limits)


def _opening(rest: Iterator[bytes], routines: Mapping[str, Routine]) -> Header:
    first = next(rest, b"")
    if lines.blank(first):
        empty = all(map(lines.blank, rest))
        raise JournalError("journal.tom" if empty else "journal.tom_rad", line=0 if empty else 1)
    return read_header(first, routines)


def _check_start(routine: Routine, header: Header, rules: Rules) -> None:
    try:
        check_header(routine, header, rules)
        return
    except EventError as error:
        fault = lines.located(error, 1)
    raise fault


def dump_line(data: Mapping[str, Any]) -> str:
    """One line of a log, without its line end: compact JSON that keeps å, ä and ö, keys in the order given."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def write_log(source: Log | Case) -> Iterator[str]:
    """The lines of a log, each with its line end. What is read back from them equals what was written."""
    yield dump_line(header_to_data(source.header)) + "\n"
    for event in source.events if isinstance(source, Log) else source.lines:
        yield dump_line(to_data(event)) + "\n"
