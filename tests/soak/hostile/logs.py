"""Mutated logs: read, judged, reviewed and asked.

A log is damaged, asks for too much, or is judged. Whichever it is, the error says so in both languages, and a case is
what it was.
"""

from __future__ import annotations

from random import Random
from typing import Any, Final

from flerpart_flow import ROUTINES
from flerpart_flow.across.handover import check_links
from flerpart_flow.engine.errors import FlowError, JournalError, RulesError
from flerpart_flow.engine.journal.log import Log, read_log, write_log
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.review import review as reviewing
from tests.soak.hostile import sources
from tests.soak.hostile.sources import WITHIN
from tests.soak.hostile.trial import Broken, Given
from tests.soak.hostile.values import spoilt

LANGUAGES: Final = ("sv", "en")


def said(error: FlowError) -> str:
    """The code of an error; that it says something in both languages is seen to."""
    for lang in LANGUAGES:
        if not error.text(lang).strip():
            raise Broken(f"{error.code} says nothing")
    return error.code.partition(".")[0]


class Logs:
    """Whole logs."""

    def draw(self, chance: Random) -> Given:
        """A log that somebody has been at."""
        if chance.random() < 0.05:
            return spoilt(chance, chance.choice(sources.damaged())).splitlines(keepends=True)
        return sources.mutated(chance, chance.choice(sources.right()))

    def written(self, given: Given) -> bytes:
        """The log."""
        return b"".join(given)

    def judge(self, given: Given) -> str:
        """Read it and ask it everything."""
        try:
            log = read_log(iter(given), ROUTINES, limits=WITHIN)
        except (JournalError, RulesError) as error:
            return f"not read: {said(error)}"
        try:
            case = log.case()
            judged = reviewing.review(log)
        except JournalError as error:
            return f"not judged: {said(error)}"
        _same(log, case, judged)
        _asked(case, judged)
        return "judged, all allowed" if judged.follows_the_routine else "judged, some refused"


def _same(log: Log[Any], case: Case[Any], judged: reviewing.Review) -> None:
    """The case is the same however it is come to, and a refused line leaves it as it was."""
    if judged.case != case or judged.case.state != case.state:
        raise Broken("a review comes to another case")
    before = log.start()
    for after, decision in log.steps():
        if not decision.allowed and (after.phase, after.facts) != (before.phase, before.facts):
            raise Broken("a refused line changes the case")
        before = after
    if before != case or before.state != case.state:
        raise Broken("line by line it is another case")
    written = "".join(write_log(log)).encode().splitlines(keepends=True)
    if read_log(written, ROUTINES, limits=WITHIN) != log:
        raise Broken("what is written isn't read back")


def _asked(case: Case[Any], judged: reviewing.Review) -> None:
    """What ``check`` and ``status`` ask."""
    for verdict in judged.verdicts:
        for lang in LANGUAGES:
            if verdict.decision is not None:
                verdict.decision.explain(lang)
    check_links([case])
    at = max((line.recorded_at for line in case.lines), default=None)
    if at is not None:
        case.permitted(at), case.duties(at), case.deviations(at), case.state_at(at)
