"""Each line judged once, as a report does: what it counts is what the review says. ``make soak`` holds more."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any

from benchmarks import walk
from flerpart_flow.across.report.reading.trace import trace
from flerpart_flow.engine.journal.log import Log
from tests.soak.ways import AT, agree, bundled, corrected, held, strictly_alike


def test_the_quick_ways_say_what_the_strict_ones_say() -> None:
    found = held(25, seed=4)
    assert found["broken"] == 0
    assert 10 < found["late"] < found["inputs"]
    assert found["lines"] > 10 * found["inputs"]


def test_every_bundled_log_is_told_of_as_if_every_line_were_judged_again() -> None:
    chance, told = Random(16), list(bundled())
    assert len(told) > 35
    for log in told:
        strictly_alike(log)
        if log.events and log.case().judged_from is not None and not log.case().course.eras:
            strictly_alike(corrected(Log(log.header, log.routine, log.rules, log.events), chance))


def test_a_line_whose_ground_late_lines_took_is_no_fault_in_a_report() -> None:
    """Two late assessments say that there is no need: the offer, allowed when it was recorded, blames nobody."""
    routine, events = walk.ROUTINE, list(walk.events(walk.whole()))
    offer = next(one for one in events if one.name == "erbjud_mote")
    events = [one for one in events if one.occurred_at < offer.occurred_at + timedelta(minutes=2)]
    written = events[-1].recorded_at + timedelta(days=1)
    no: dict[str, Any] = {
        "samordningsbehov": "nej",
        "arbetsfor_alder": "ja",
        "underlag": ("halsa",),
        "individen_delaktig": "ja",
    }
    for seconds in (40, 30):
        at, nr = offer.occurred_at - timedelta(seconds=seconds), len(events) + 1
        events.append(routine.events["bedom_behov"](nr=nr, occurred_at=at, recorded_at=written, by=offer.by, **no))
    log = Log(walk.opened().header, routine, walk.RULES, tuple(events))
    assert agree(log)
    once = log.judged(arrivals=False)
    assert once.arrivals == {}, "they were put in their places together"
    assert once.case.course.refused
    counted = trace(log, AT)
    assert counted is not None
    assert counted.broken == frozenset()
