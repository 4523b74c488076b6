"""The work list over many cases: what is late, due this week, what waits for whom, sorted and merged."""

from __future__ import annotations

import itertools
from datetime import timedelta

import attrs

from flerpart_flow.agenda import Group, WorkList, worklist
from flerpart_flow.engine.judging.case import Case, aware, open_case
from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE, AngeTid
from tests.stories import AF, ARBETSMARKNAD, INDIVID, Story, measures, moment, needed, paused, prepared, summoned


def named(name: str, story: Story) -> Case:
    case = story.case
    return attrs.evolve(case, header=attrs.evolve(case.header, case=name))


def to_be_called() -> Story:
    """The meeting is on day 60, so that the last day for the summons is Friday, day 25."""
    story = prepared()
    story.do(AngeTid, start=moment(60), plats="Sal 1", day=3)
    return story


CASES = [named("a", to_be_called()), named("b", summoned()), named("c", needed()), named("d", measures())]


def test_what_is_late_comes_first_then_this_week_then_what_has_been_open_for_long() -> None:
    found = worklist(CASES[:3], moment(30))
    groups = [item.entry.group for item in found.items]
    assert groups == sorted(groups, key=list(Group).index)
    assert {(item.case, item.entry.duty) for item in found.of(Group.LATE)} == {("a", "kalla")}
    week = worklist(CASES[:3], moment(21)).of(Group.WEEK)
    assert {(item.case, item.entry.duty) for item in week} == {("a", "kalla")}
    assert ("b", "bekrafta_kallelse") in {(item.case, item.entry.duty) for item in found.of(Group.ATTENTION)}
    assert ("c", "ta_forsta_kontakt") in {(item.case, item.entry.duty) for item in found.of(Group.WAITING)}


def test_it_says_who_is_waited_for() -> None:
    waits = worklist(CASES[:2], moment(30)).waits_for()
    assert next(iter(waits)) == ARBETSMARKNAD
    assert {item.case for item in waits[AF]} == {"b"}
    assert INDIVID not in waits


def test_what_rests_waits() -> None:
    found = worklist([named("v", paused())], moment(30))
    assert {item.entry.duty for item in found.items if item.entry.group is not Group.WAITING} == {"ge_neutralt_besked"}


def test_lists_are_merged_in_any_order_into_the_same() -> None:
    whole = worklist(CASES, moment(62))
    parts = [worklist([case], moment(62)) for case in CASES]
    for order in itertools.permutations(parts):
        merged = order[0].merged(order[1]).merged(order[2].merged(order[3]))
        assert merged == whole
    assert whole.cases == 4
    assert parts[0].merged(WorkList(whole.at, (), 0)) == parts[0]


def test_a_case_that_is_not_opened_by_then_is_no_case_yet() -> None:
    """A log that has only its first line, and one whose events come later; as a report counts them."""
    empty = open_case(FLERPARTSMOTE, "tom", municipality="uppsala")
    assert worklist([empty], moment(30)).cases == 0
    assert worklist([empty, *CASES[:1]], moment(30)).cases == 1
    assert worklist(CASES, moment(0) - timedelta(days=1)) == WorkList(aware(moment(0) - timedelta(days=1)), (), 0)
