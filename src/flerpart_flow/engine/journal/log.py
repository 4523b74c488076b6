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
from flerpart_flow.engine.eras.change import BytRegler
from flerpart_flow.engine.eras.eras import check_header, rules_called
from flerpart_flow.engine.errors import EventError, FlowError, JournalError, RulesNotInstalled, discreet
from flerpart_flow.engine.journal import json_lines as lines
from flerpart_flow.engine.journal.event_lines import Reader, within
from flerpart_flow.engine.journal.header_line import header_to_data, read_header
from flerpart_flow.engine.judging.case import Case, case_of, unjudged_case_of
from flerpart_flow.engine.judging.decision import Decision
from flerpart_flow.engine.judging.rejudging import Placed
from flerpart_flow.engine.judging.whole_log import Reading
from flerpart_flow.engine.record.events import Event, to_data
from flerpart_flow.engine.record.header import Header
from flerpart_flow.engine.record.limits import LIMITS, Limits, Work
from flerpart_flow.engine.rules.registry import RulesRegistry
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.frozen import frozen
from flerpart_flow.engine.values.reticent import reticent


@frozen
class Log(Generic[F]):
    """A log as it was read: the header, the events in the order of their lines, the rules they were read by.

    Event ``nr`` stands on line ``nr + 1``. ``registry`` has the rules that the case may have moved on to. Not
    ``installed``: the header names rules that aren't here, and ``rules`` only say how its lines are taken in.
    """

    header: Header
    routine: Routine[F] = attrs.field(repr=lambda routine: routine.name)
    rules: Rules = attrs.field(repr=lambda rules: rules.version, eq=lambda rules: (rules.digest, rules.overlay))
    events: tuple[Event, ...] = attrs.field(repr=lambda events: str(len(events)))
    limits: Limits = attrs.field(default=LIMITS, repr=False, eq=False)
    registry: RulesRegistry | None = attrs.field(default=None, repr=False, eq=False)
    installed: bool = attrs.field(default=True, repr=False)
    under_one: bool = attrs.field(default=False, repr=False)

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
        begin = case_of if self.installed else unjudged_case_of
        return begin(self.routine, self.header, self.rules, self.registry)

    def under(self, rules: Rules) -> Log[F]:
        """The same events to be judged by other rules, all of them; the header then pins none."""
        bare = attrs.evolve(self.header, rules=None)
        return attrs.evolve(self, rules=rules, header=bare, installed=True, under_one=True)

    @discreet
    def case(self) -> Case[F]:
        """The case after the last line.

        Raises JournalError for a correction with a field that the line it concerns can't have, and beyond a limit.
        """
        return self._case(self._read(None))

    @discreet
    def judged(self, arrivals: bool = True) -> Judged:
        """The case with everything that was decided on the way, each line judged once where none comes late.

        Without ``arrivals`` late lines too are judged once, where that may be: what each took the ground from or gave
        it, when it was recorded, is not told then. Raises as ``case``.
        """
        reading = self._read({}, arrivals)
        return Judged(self._case(reading), reading.in_order(), reading.arrivals)

    def _read(self, told: dict[int, Placed] | None, arriving: bool = False) -> Reading:
        start = self.start().course
        reading = Reading(self.routine, self.rules, self.events, start, Work(self.limits), told)
        if not self.under_one:
            reading.header, reading.registry = self.header, self.registry
        reading.arriving = arriving
        try:
            reading.whole()
            return reading
        except EventError as error:
            done = len(reading.lines)
            fault = _fault(self.events[done], done + 2, error)
        raise fault

    def _case(self, read: Reading) -> Case:
        return Case(self.header, self.routine, read.rules, read.course, read.lines, read.latest, self.registry)

    def steps(self) -> Iterator[tuple[Case[F], Decision[F]]]:
        """The case after each line and the decision on that line; a refused line doesn't move the case.

        Raises as ``case``, when it comes to the line.
        """
        case = self.start()
        for number, event in enumerate(self.events, 2):
            case, decision = _recorded(case, event, number)
            yield case, decision


@reticent()
@frozen(eq=False)
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
        return case.taken(event)
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
    registry: RulesRegistry | None = None,
) -> Log:
    """A log from its lines, such as an open binary file; they are read one at a time.

    ``routines`` are those that the log may follow, by name; ``overlay`` is the organisation's, if it has one;
    ``limits`` how much the log may ask for, also when it is judged. With a ``registry`` the rules are found by their
    digest; lines under rules that aren't installed are then taken in as accepted, and not judged.

    Raises JournalError for damage and beyond a limit, RulesNotInstalled if the header pins other rules than those that
    are here, RulesError for an overlay that can't be used.
    """
    return read_log_choosing(source, routines, lambda routine: overlay, limits, registry)


@discreet
def read_log_choosing(
    source: Iterable[bytes],
    routines: Mapping[str, Routine],
    overlay_for: Callable[[str], Mapping[str, Any] | None],
    limits: Limits = LIMITS,
    registry: RulesRegistry | None = None,
) -> Log:
    """As ``read_log``, under the overlay that is given for the routine that the header names."""
    rest = iter(source)
    header = _opening(rest, routines)
    routine = routines[header.routine]
    overlay = overlay_for(header.routine)
    if registry is not None:
        return _read_by(_with(registry, routine, overlay), routine, header, rest, limits)
    try:
        rules = routine.rules(None if header.rules is None else header.rules.version, overlay)
        _check_start(routine, header, rules)
    except RulesNotInstalled as error:
        found = _moved_on(routine, header, overlay, rest, limits)
        if found is None:
            raise error from None
        return found
    return Log(header, routine, rules, tuple(within(limits, Reader(routine, rules).events(rest))), limits)


def _with(registry: RulesRegistry, routine: Routine, overlay: Mapping[str, Any] | None) -> RulesRegistry:
    """The registry with an overlay that is given besides, as the rules of today."""
    return registry if overlay is None else registry.adding(routine.rules(None, overlay))


def _read_by(registry: RulesRegistry, routine: Routine, header: Header, rest: Iterator[bytes], limits: Limits) -> Log:
    """A log by the rules of a registry; not judged from its start, if those that it pins aren't there."""
    present = registry.present(routine.name) or routine.rules()
    pin = header.rules
    held = present if pin is None else rules_called(routine, pin.digest, pin.overlay, registry)
    rules = held or present
    if held is not None:
        _check_start(routine, header, rules)
    events = tuple(within(limits, Reader(routine, rules, registry).events(rest)))
    return Log(header, routine, rules, events, limits, registry, held is not None)


def _moved_on(
    routine: Routine, header: Header, overlay: Mapping[str, Any] | None, rest: Iterator[bytes], limits: Limits
) -> Log | None:
    """A log whose case has moved on from rules that aren't installed to some that are; None for any other."""
    try:
        log = _read_by(_with(RulesRegistry(), routine, overlay), routine, header, rest, limits)
    except FlowError:
        return None
    changes = (event for event in log.events if isinstance(event, BytRegler) and event.till_regler is not None)
    found = any(rules_called(routine, one.till_regler or "", None, log.registry) for one in changes)
    return log if found else None


@discreet
def read_log_file(
    path: Path | str,
    routines: Mapping[str, Routine],
    overlay: Mapping[str, Any] | None = None,
    limits: Limits = LIMITS,
    registry: RulesRegistry | None = None,
) -> Log:
    """A log from a file. Raises as ``read_log``, and OSError for a file that can't be read."""
    with Path(path).open("rb") as file:
        # No line is read further than to the byte that makes it too long.
        return read_log(iter(partial(file.readline, lines.MAX_LINE + 1), b""), routines, overlay, limits, registry)


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
