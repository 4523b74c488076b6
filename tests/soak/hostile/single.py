"""Mutated lines, each read and held against a case that stands: it stays what it was, and answers with one voice."""

from __future__ import annotations

import json
from functools import cache
from random import Random
from typing import Any

import attrs

from flerpart_flow import ROUTINES, Refused
from flerpart_flow.engine.errors import EventError, JournalError
from flerpart_flow.engine.journal.log import read_log, write_log
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.record.events import to_data
from tests.soak.hostile import sources
from tests.soak.hostile.logs import LANGUAGES, said
from tests.soak.hostile.sources import WITHIN
from tests.soak.hostile.trial import Broken, Given
from tests.soak.hostile.values import Line, almost, changed, dumped, spoilt


@attrs.frozen(eq=False)
class Standing:
    """A case after some lines of a log, and the same made once more, to see whether it changes."""

    header: bytes
    case: Case[Any]
    twin: Case[Any]
    next: Line
    log: tuple[Line, ...]


@cache
def standing() -> tuple[Standing, ...]:
    """Cases at every third line of the logs."""
    found = []
    for log in sources.right():
        lines = [json.dumps(line).encode() for line in log]
        cases, twins = ([case for case, _ in read_log(lines, ROUTINES).steps()] for _ in range(2))
        for at in range(0, len(cases) - 1, 3):
            found.append(Standing(lines[0], cases[at], twins[at], log[at + 2], log))
    return tuple(found)


class Lines:
    """Single lines: read after a header, and judged by a case that stands."""

    def draw(self, chance: Random) -> Given:
        """Where a case stands, and a line."""
        at = chance.randrange(len(standing()))
        found = standing()[at]
        line = chance.choice((found.next, found.next, chance.choice(found.log[1:])))
        line = {**line, "nr": 1}
        for _ in range(chance.choice((0, 1, 1, 1, 2))):
            line = changed(chance, line, found.log)
        written = dumped(line)
        if chance.random() < 0.2:
            written = spoilt(chance, written) if chance.random() < 0.7 else almost(chance, line)
        return [str(at).encode(), written]

    def written(self, given: Given) -> bytes:
        """The log that it would be."""
        found = standing()[int(given[0])]
        return "".join(write_log(found.case)).encode() + b"".join(given[1:])

    def judge(self, given: Given) -> str:
        """Read the line, and hold it against the case in each way."""
        where, line = given
        found = standing()[int(where)]
        try:
            log = read_log([found.header, line], ROUTINES, limits=WITHIN)
        except JournalError as error:
            return f"not read: {said(error)}"
        if not log.events:
            return "not read: blank"
        event = log.events[0].changed(nr=None)
        try:
            return self._judged(found, event)
        finally:
            if found.case != found.twin or found.case.state != found.twin.state:
                raise Broken("a case that stands is changed")

    def _judged(self, found: Standing, event: Any) -> str:
        try:
            decision = found.case.decide(event)
        except EventError as error:
            self._refused_too(found, event)
            return f"not judged: {said(error)}"
        for lang in LANGUAGES:
            decision.explain(lang)
        try:
            after = found.case.apply(event)
        except Refused as refused:
            if decision.allowed or refused.account.norms != decision.norms:
                raise Broken("apply answers otherwise than decide") from refused
            said(refused)
            return "refused"
        if not decision.allowed or len(after.lines) != len(found.case.lines) + 1:
            raise Broken("apply answers otherwise than decide")
        to_data(after.lines[-1])
        return "allowed"

    def _refused_too(self, found: Standing, event: Any) -> None:
        for act in (found.case.apply, found.case.record):
            try:
                act(event)
            except EventError:
                continue
            raise Broken(f"{act.__name__} takes what decide doesn't")
