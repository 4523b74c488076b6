"""What a report counts of a log, each line judged once, is what the review says of it, which judges late lines as they
came: over made-up logs, in order and out of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random

from benchmarks import caseload, walk
from flerpart_flow.across.report.reading.trace import trace
from flerpart_flow.engine.definition.duties import DutyState
from flerpart_flow.engine.errors import FlowError
from flerpart_flow.engine.journal.log import Log, read_log
from flerpart_flow.engine.record.events import Event
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
    return whole.case.course.order is not None


def test_a_report_counts_what_the_review_says() -> None:
    found = [agree(log) for log in logs(30, seed=4)]
    assert 10 < sum(found) < len(found)


def test_a_line_whose_ground_late_lines_took_is_no_fault_in_a_report() -> None:
    """Two late assessments say that there is no need: the offer, allowed when it was recorded, blames nobody."""
    routine, events = walk.ROUTINE, list(walk.events(walk.whole()))
    offer = next(one for one in events if one.name == "erbjud_mote")
    events = [one for one in events if one.occurred_at < offer.occurred_at + timedelta(minutes=2)]
    written = events[-1].recorded_at + timedelta(days=1)
    no = {"samordningsbehov": "nej", "arbetsfor_alder": "ja", "underlag": ("halsa",), "individen_delaktig": "ja"}
    for seconds in (40, 30):
        at, nr = offer.occurred_at - timedelta(seconds=seconds), len(events) + 1
        events.append(
            routine.events["bedom_behov"](nr=nr, occurred_at=at, recorded_at=written, by=offer.by, **no)  # type: ignore[arg-type]
        )
    log = Log(walk.opened().header, routine, walk.RULES, tuple(events))
    assert agree(log)
    once = log.judged(arrivals=False)
    assert once.arrivals == {}, "they were put in their places together"
    assert once.case.course.refused
    counted = trace(log, AT)
    assert counted is not None
    assert counted.broken == frozenset()
