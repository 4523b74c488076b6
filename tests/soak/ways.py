"""The quick ways held against the strict ones over made-up logs, in order and out of it.

A line read quickly is the event that the strict way reads. What a report counts of a log, each line judged once, is
what the review says of it, which judges late lines as they came. A log as a whole gives the case of its lines, one by
one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from random import Random

from benchmarks import caseload
from flerpart_flow.across.report.reading.trace import trace
from flerpart_flow.engine.definition.duties import DutyState
from flerpart_flow.engine.errors import FlowError
from flerpart_flow.engine.journal.event_lines import Reader
from flerpart_flow.engine.journal.log import Log, dump_line, read_log
from flerpart_flow.engine.record.events import Event, to_data
from flerpart_flow.engine.review.review import review
from flerpart_flow.engine.rules.norms import Severity
from flerpart_flow.installed import ROUTINES

PERSONS = {"individ", "ombud", "narstaende"}
AT = datetime(2100, 1, 1, tzinfo=UTC)


def logs(count: int, seed: int) -> Iterator[Log]:
    """Made-up logs: each as it is, and with some of its lines written down later than they happened."""
    told, chance = caseload.stories(), Random(seed)
    for nr in range(count):
        try:
            log = read_log([f"{line}\n".encode() for line in caseload.log(nr, told, seed).splitlines()], ROUTINES)
        except FlowError:  # some are damaged
            continue
        yield log
        yield Log(log.header, log.routine, log.rules, tuple(late(list(log.events), chance)))


def late(events: list[Event], chance: Random) -> Iterator[Event]:
    """The events, some of them moved down; what points at a line by its number stays where it is."""
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(events))
        if all(getattr(one, "ror", None) is None for one in events):
            events.insert(min(len(events), at + chance.randint(1, 9)), events.pop(at))
    last = events[0].recorded_at
    for nr, event in enumerate(events, 1):
        last = max(last, event.recorded_at)
        yield event.changed(nr=nr, recorded_at=last)


def agree(log: Log) -> bool:
    """The same case, decisions and figures; whether a line is late in it."""
    once, whole = log.judged(arrivals=False), log.judged()
    assert once.case == whole.case == log.case()
    for mine, theirs in zip(once.placed, whole.placed, strict=True):
        assert (mine.nr, mine.line, mine.before, mine.after) == (theirs.nr, theirs.line, theirs.before, theirs.after)
        assert [one.findings for one in mine.decisions] == [one.findings for one in theirs.decisions]
    counted, told = trace(log, AT), review(log).verdicts
    if counted is None:
        assert whole.case.phase == "start"
        return False
    decided = [one.decision for one in told if one.decision is not None and one.decision.allowed]
    assert counted.warned == {one.norm for of in decided for one in of.findings if one.severity is Severity.WARN}
    assert counted.broken == {norm.norm for one in told if one.fault for norm in one.own}
    overdue = [one for one in whole.case.duties(AT) if one.state in {DutyState.LATE, DutyState.MET_LATE}]
    assert counted.late == {one.name for one in overdue if one.bearer not in PERSONS}
    return not whole.case.course.straight


def read_alike(log: Log) -> int:
    """How many lines the quick way takes, each as the strict way does."""
    reader, taken, above = Reader(log.routine, log.rules), 0, list[Event]()
    for nr, event in enumerate(log.events, 1):
        line = dump_line(to_data(event)).encode()
        quick, strict = reader._quick(line, nr, above), reader._strict(line, nr, above)
        assert quick is None or quick == strict == event
        taken += quick is not None
        above.append(event)
    return taken


def one_by_one(log: Log) -> None:
    """The case of a log is that of its lines, recorded one by one."""
    case = log.start()
    for case, _ in log.steps():  # noqa: B007  the last one counts
        pass
    assert case == log.case()


def held(count: int, seed: int) -> dict[str, int]:
    """So many logs held to all of it: how many lines were read, and what is broken."""
    figures = {"inputs": 0, "lines": 0, "late": 0, "broken": 0}
    for log in logs(count, seed):
        figures["inputs"] += 1
        try:
            figures["lines"] += read_alike(log)
            figures["late"] += agree(log)
            one_by_one(log)
        except AssertionError:
            figures["broken"] += 1
    return figures
