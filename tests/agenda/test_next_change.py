"""Between a moment and the next change nothing changes by time alone; at the change something does."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest

from flerpart_flow.agenda import next_change
from flerpart_flow.engine.values.clock import end_of_day
from flerpart_flow.routines.flerpartsmote import AngeTid
from tests.agenda.times import broken, walked
from tests.stories import AF, closed, consented, measures, moment, on, prepared, summoned


def test_a_measure_is_late_the_day_after_its_last_day() -> None:
    assert next_change(measures().case, moment(62)) == end_of_day(on(110))


def test_a_consent_that_runs_out_changes_what_may_happen() -> None:
    assert next_change(consented(giltigt_till=on(100)).case, moment(2)) == end_of_day(on(100))


def test_a_threshold_that_the_rules_set_is_passed_at_midnight() -> None:
    story = summoned(overlay={"parameter": {"confirm_by_workdays": 3}})  # called on Saturday; Wednesday is the third
    assert next_change(story.case, moment(6)) == end_of_day(on(9))
    assert [duty.state for duty in story.duties("bekrafta_kallelse", 9)] == ["open"] * 2
    assert [duty.state for duty in story.duties("bekrafta_kallelse", 9.7)] == ["late"] * 2


def test_the_summons_gets_short_notice_the_day_after_its_last_day() -> None:
    story = prepared()
    story.do(AngeTid, start=moment(60), plats="Sal 1", day=3)
    assert next_change(story.case, moment(4)) == end_of_day(on(25))


def test_a_closed_case_never_changes() -> None:
    assert next_change(closed().case, moment(2)) is None


def test_a_line_that_lies_ahead_changes_the_answers_when_it_occurs() -> None:
    story = summoned()
    last = story.case.lines[-1].occurred_at
    assert next_change(story.case, last - timedelta(minutes=1)) == last


def test_a_naive_time_is_refused() -> None:
    from flerpart_flow import EventError

    with pytest.raises(EventError):
        next_change(summoned().case, moment(6).replace(tzinfo=None))


@pytest.mark.parametrize("routine", ["flerpartsmote", "ung_intro"])
def test_nothing_changes_before_it_and_something_does_at_it(routine: str) -> None:
    random = Random(7)
    cases = list(walked(routine, 12, 6, every=9))[:16]
    assert len(cases) > 8
    assert [found for case in cases if (found := broken(case, random)) is not None] == []


def test_the_answers_of_one_who_is_called_change_when_the_meeting_begins_without_an_answer() -> None:
    assert AF in {one.actor for one in summoned().case.facts.meeting.recipients}
    assert next_change(summoned().case, moment(6)) == end_of_day(on(59))
