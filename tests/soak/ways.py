"""The quick ways held against the strict ones over made-up logs, in order and out of it.

A line read quickly is the event that the strict way reads. What a report counts of a log, each line judged once, is
what the review says of it, which judges late lines as they came. A log as a whole gives the case of its lines, one by
one. What stands as it was judged is what judging every line again would say: verdicts, what each line took the ground
from, duties, what may happen and why not, and the report.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from benchmarks import caseload
from flerpart_flow.across.report.reading.trace import trace
from flerpart_flow.engine.definition.duties import DutyState
from flerpart_flow.engine.errors import FlowError
from flerpart_flow.engine.journal.event_lines import Reader
from flerpart_flow.engine.journal.log import Log, dump_line, read_log
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.record.events import Event, to_data
from flerpart_flow.engine.review.review import review
from flerpart_flow.engine.rules.norms import Severity
from flerpart_flow.installed import ROUTINES, load
from tests.engine.strictly import every_line_again, kept_as_they_stood

ROOT = Path(__file__).parents[2]
BUNDLED = sorted([*(ROOT / "examples").rglob("*.jsonl"), *(ROOT / "src").rglob("*.jsonl")])
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
        told_late = Log(log.header, log.routine, log.rules, tuple(late(list(log.events), chance)))
        yield told_late
        yield corrected(told_late, chance)


def bundled() -> Iterator[Log]:
    """Every log that the library ships and that can be read."""
    for path in BUNDLED:
        try:
            yield load(path)
        except FlowError:  # some are damaged
            continue


def corrected(log: Log, chance: Random) -> Log:
    """The log with corrections at its end, by whoever wrote a line or by others, some of which happened earlier."""
    events, kind = list(log.events), log.routine.events["ratta"]
    last = events[-1].recorded_at
    for nr in range(len(events) + 1, len(events) + chance.randint(2, 5)):
        target, writer = chance.choice(events), chance.choice(events)
        by = chance.choice((target.recorder, target.recorder, writer.recorder))
        at = chance.choice((last, last, writer.occurred_at))
        ror = chance.choice((target.nr, nr - 1))
        events.append(kind(nr=nr, occurred_at=at, recorded_at=last, by=by, ror=ror, skal_kod="felskrivning"))  # type: ignore[call-arg]  # a routine's own
    return Log(log.header, log.routine, log.rules, tuple(events))


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


@dataclass
class Said:
    """Everything that is told of a log and of its case."""

    verdicts: list[Any]
    case: Case
    moments: list[Any]
    report: Any


def said(log: Log) -> Said:
    """What is told of a log that is read as a whole."""
    found = review(log)
    decided = [(one, one.decision) for one in found.verdicts]
    verdicts = [
        (
            (one.nr, one.event, one.status, one.follows, one.own, one.warned, one.lost, one.gained, one.lost_by),
            decision and (decision.findings, decision.opened, decision.ended, decision.before, decision.state),
            decision and [decision.explain(lang) for lang in ("sv", "en")],
        )
        for one, decision in decided
    ]
    case = found.case
    asked = [case.latest or AT, AT, *(one.occurred_at for one in log.events[::5])]
    kinds = [kind for kind in case.routine.events.values() if kind.name != "byt_regler" or case.judged_from is not None]
    moments: list[Any] = [(case.state_at(at), case.duties(at), case.deviations(at)) for at in asked]
    moments += [(case.permitted(at), [case.why_not(kind, at) for kind in kinds]) for at in asked[:1]]
    return Said(verdicts, case, moments, trace(log, AT))


def strictly_alike(log: Log) -> None:
    """The quick way and the dull one tell the same, and so do the lines one by one."""
    quick, arrivals = said(log), log.judged().arrivals
    with every_line_again():
        assert said(log) == quick
        case, told = log.start(), dict[int, Any]()
        for nr, (case, decision) in enumerate(log.steps(), 1):  # noqa: B007  the last one counts
            told[nr] = (decision.findings, decision.lost, decision.gained, decision.before, decision.state)
    assert case == quick.case
    for nr, one in arrivals.items():
        assert (one.findings, one.lost, one.gained, one.before, one.state) == told[nr]
    kept_as_they_stood(quick.case)


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
            strictly_alike(log)
        except AssertionError:
            figures["broken"] += 1
    return figures
