"""Marks in every text of a log, and then errors: no text of them, no traceback with locals, no pickle holds a mark."""

from __future__ import annotations

from random import Random
from typing import Any, Final

from flerpart_flow import ROUTINES, Refused
from flerpart_flow.engine.errors import EventError, FlowError, JournalError
from flerpart_flow.engine.journal.log import Log, read_log
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.review import review as reviewing
from tests.engine.given_away import given_away
from tests.engine.marked import MARK
from tests.soak.hostile import sources
from tests.soak.hostile.sources import WITHIN
from tests.soak.hostile.trial import Broken, Given

LINES: Final = (4, 8, 12, 60)
"""Seldom whole logs, since it is the error that is looked at."""


class Markers:
    """Marked logs that somebody has been at."""

    def draw(self, chance: Random) -> Given:
        """A few lines of a marked log."""
        log = chance.choice(sources.marked())
        return sources.mutated(chance, log[: chance.choice(LINES)])

    def written(self, given: Given) -> bytes:
        """The log."""
        return b"".join(given)

    def judge(self, given: Given) -> str:
        """Read it, judge it, and let the case refuse each of its lines once more."""
        try:
            log = read_log(given, ROUTINES, limits=WITHIN)
        except FlowError as error:
            return _looked_through(error, "not read")
        try:
            case, judged = log.case(), reviewing.review(log)
        except JournalError as error:
            return _looked_through(error, "not judged")
        for value in (log, case, judged, case.state, *log.events, *judged.verdicts):
            if MARK in repr(value):
                raise Broken(f"repr of {type(value).__name__} holds a text")
        return _refused(log, case)


def _refused(log: Log[Any], case: Case[Any]) -> str:
    """What the case says to its lines when they come again."""
    answer = "all allowed again"
    if not log.events:
        return answer
    latest = max(event.recorded_at for event in log.events)
    for event in log.events:
        again: Event = event.changed(nr=None, occurred_at=latest, recorded_at=latest)
        try:
            case.apply(again)
        except (Refused, EventError) as error:
            answer = _looked_through(error, "refused")
    return answer


def _looked_through(error: FlowError, answer: str) -> str:
    wrong = given_away(error)
    if wrong is not None:
        raise Broken(f"{error.code}: {wrong}")
    return answer
