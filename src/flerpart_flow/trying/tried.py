"""A log that somebody tries: read and judged as it stands, and with a line more, another line, or one line fewer."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any, Final

import attrs

from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.errors import FlowError, RulesError
from flerpart_flow.engine.journal.log import Log, dump_line, read_log, write_log
from flerpart_flow.engine.journal.single_line import header_line
from flerpart_flow.engine.judging.case import Case, open_case
from flerpart_flow.engine.judging.decision import Decision
from flerpart_flow.engine.record.events import Event, to_data
from flerpart_flow.engine.record.limits import Limits
from flerpart_flow.engine.review.review import Review, Verdict, review
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.installed import ROUTINES
from flerpart_flow.texts.system import toml_reason

POINTER: Final = "ror"
"""The field of a line that says which other line it is about, by its number."""
REF: Final = "prova"
"""What a case that is begun here is called."""
MOST: Final = Limits(lines=2_000, corrections=200, judged_again=5_000)
"""What a log may ask for here: twenty times what a long case does, and seconds of a browser's work."""

Line = dict[str, Any]


class Untold(FlowError):
    """What can't be tried: the code is that of the text that says why."""


@attrs.frozen(slots=False)
class Tried:
    """A log as text, and an organisation's overlay as TOML, if there is one."""

    text: str
    overlay: str | None = None

    @cached_property
    def own(self) -> Mapping[str, Any] | None:
        """The overlay. Raises RulesError for one that isn't TOML."""
        if not self.overlay:
            return None
        try:
            return tomllib.loads(self.overlay)
        except ValueError as error:
            reason = toml_reason(error)
        raise RulesError("regler.toml", path="overlay.toml", reason=reason)

    @cached_property
    def log(self) -> Log[Any]:
        """The log; under an overlay by the rules of today with it, whatever rules its header names.

        Raises JournalError, RulesError, RulesNotInstalled.
        """
        lines = [f"{line}\n".encode() for line in self.text.split("\n") if line.strip()]
        if self.own is not None and lines:
            lines[0] = _unpinned(lines[0])
        return read_log(lines, ROUTINES, self.own, MOST)

    @cached_property
    def review(self) -> Review:
        """Every line judged."""
        return review(self.log)

    @property
    def case(self) -> Case[Any]:
        """The case after the last line."""
        return self.review.case

    @property
    def routine(self) -> Routine[Any]:
        """Its routine."""
        return self.log.routine

    @property
    def rules(self) -> Rules:
        """The rules that it is judged by."""
        return self.case.rules

    def moment(self, at: datetime | None) -> datetime | None:
        """When it is asked about: the time that is given, else its last line; None where it has none."""
        return at or max((event.occurred_at for event in self.log.events), default=None)

    def phase(self, at: datetime | None) -> str:
        """The phase at a moment, else after the last line."""
        return str(self.case.phase if at is None else self.case.state_at(at).phase)

    def later(self, one: Verdict, at: datetime | None) -> bool:
        """Whether a line, as it reads now, comes after the moment that is asked about."""
        return at is not None and one.event.occurred_at > at

    def own_acts(self, phase: str) -> frozenset[str]:
        """The acts that belong to a phase: not those that are possible in most of them."""
        most = len(self.routine.phases) // 2
        return frozenset(move.event.name for move in self.routine.moves_in(phase) if len(move.to) <= most)

    def with_event(self, event: Event, nr: int | None, now: datetime | None) -> tuple[Tried, Decision | None]:
        """The log with an event: in the place of a line, which is then judged as it stands, or last, if it is allowed.

        One that comes last is written down ``now``, else when it occurred; the decision is that on it.
        """
        if nr is not None:
            return self._rewritten(to_line(event, nr, self._recorded(nr)), nr), None
        last = self.log.events[-1].recorded_at if self.log.events else event.occurred_at
        after, decision = self.case.record(event, max(last, event.occurred_at, now or last))
        if not decision.allowed:
            return self, decision
        return Tried("".join((*self._header(), *list(write_log(after))[1:])), self.overlay), decision

    def goes_with(self, nr: int) -> tuple[int, ...]:
        """The lines that are about a line, its corrections and reports of it, and those about them."""
        gone = [nr]
        for number, event in enumerate(self.log.events, 1):
            if number not in gone and getattr(event, POINTER, None) in gone:
                gone.append(number)
        return tuple(gone[1:])

    def without(self, nr: int) -> Tried:
        """The log without a line and those that go with it; the others move up, and are about what they were about."""
        gone = {nr, *self.goes_with(nr)}
        kept = [number for number in range(1, len(self.log.events) + 1) if number not in gone]
        moved = {number: now for now, number in enumerate(kept, 1)}
        lines = [to_data(self.log.events[number - 1]) | {"nr": now} for number, now in moved.items()]
        pointing = (line for line in lines if line.get(POINTER) in moved)
        for line in pointing:
            line[POINTER] = moved[line[POINTER]]
        return self._of(lines)

    def _recorded(self, nr: int) -> datetime:
        return self.log.events[nr - 1].recorded_at

    def _rewritten(self, line: Line, nr: int) -> Tried:
        lines = [to_data(event) for event in self.log.events]
        lines[nr - 1] = line
        return self._of(lines)

    def _header(self) -> tuple[str]:
        """The first line, as it was."""
        return (next(line for line in self.text.split("\n") if line.strip()) + "\n",)

    def _of(self, lines: Iterable[Line]) -> Tried:
        return Tried("".join((*self._header(), *(f"{dump_line(one)}\n" for one in lines))), self.overlay)


def to_line(event: Event, nr: int, recorded: datetime) -> Line:
    """The line of an event in the place of another, recorded when that was, or when it occurred if that is later."""
    moment = max(recorded, event.occurred_at)
    return to_data(event.placed(nr, moment))


def begun(routine: str, municipality: str | None, overlay: str | None) -> Tried:
    """A log without a line."""
    own = Tried("", overlay).own
    whose = ROUTINES[routine]
    case = open_case(whose, REF, municipality=municipality or None, rules=whose.rules(overlay=own))
    return Tried(f"{header_line(case.header)}\n", overlay)


def _unpinned(line: bytes) -> bytes:
    """The first line without the rules that it names. One that can't be read is told when the log is read."""
    try:
        header = json.loads(line)
    except (ValueError, RecursionError):
        return line
    if not isinstance(header, dict):
        return line
    return f"{dump_line({key: value for key, value in header.items() if key != 'rules'})}\n".encode()
