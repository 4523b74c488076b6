"""The dull ways to judge what comes late, which the quick ones are held against."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from flerpart_flow.engine.judging import growth, whole_log
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.judging.course import Course
from flerpart_flow.engine.judging.rejudging import Rejudged, rejudge


@contextmanager
def every_line_again() -> Iterator[None]:
    """Whatever comes late or corrects is put in its place alone, and has every line of the case judged again."""

    def from_the_start(routine: Any, rules: Any, course: Course, lines: Any, changed: Any, *more: Any) -> Rejudged:
        return rejudge(routine, rules, course, lines, frozenset(range(len(course.blocks))), *more)

    alone = patch.object(whole_log.Reading, "_together", lambda reading: 0)
    with alone, patch.object(growth, "rejudge", from_the_start), patch.object(whole_log, "rejudge", from_the_start):
        yield


def kept_as_they_stood(case: Case) -> None:
    """What a case keeps of its way is what its lines come to, judged one after another from the first."""
    course, placed = case.course, {one.nr: one for one in case.replayed()}
    order, latched = list(course.in_order(len(case.lines))), dict(course.latched)
    assert order == list(placed)
    times = [(course.at_its_time(case.lines, nr).occurred_at, nr) for nr in order]
    assert times == sorted(times)
    state = course.blocks[0].before
    for at, block in enumerate(course.blocks):
        assert block.before == state
        nrs = course.nrs(at, len(case.lines))
        assert len(nrs) <= course.every
        assert block.refused == tuple(nr for nr in nrs if placed[nr].refusal is not None)
        assert block.latched == tuple((nr, latched[nr]) for nr in nrs if nr in latched)
        state = placed[nrs[-1]].after if nrs else state
    assert course.state == state
