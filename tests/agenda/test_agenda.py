"""The agenda of a case: meetings, last days, answers awaited, the consent; how near, in words. Day 0 is 12 January."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from flerpart_flow.agenda import Entry, Group, agenda
from flerpart_flow.agenda.spans import distance, open_for
from flerpart_flow.engine.definition.duties import DutyState
from flerpart_flow.routines.flerpartsmote import AngeTid, AterkallaSamtycke, BokaOm, StallIn
from flerpart_flow.texts import texts
from tests.stories import (
    AF,
    ARBETSMARKNAD,
    INDIVID,
    Story,
    closed,
    consented,
    measures,
    meeting,
    moment,
    needed,
    on,
    paused,
    prepared,
    summoned,
)


def entries(story: Story, day: float, days: int = 400, lang: str = "sv") -> tuple[Entry, ...]:
    return agenda(story.case, moment(day), moment(day + days), lang)


def of(kind: str, found: tuple[Entry, ...]) -> list[Entry]:
    return [one for one in found if kind in (one.kind, one.duty)]


def test_a_meeting_is_told_of_with_its_time_place_and_norm() -> None:
    (one,) = of("mote", entries(summoned(), 6))
    assert (one.day, one.at, one.end) == (on(60), moment(60), moment(60) + timedelta(hours=1))
    assert (one.what, one.when, one.norms, one.group) == ("möte 1, Sal 1", "om 7 veckor", ("FM-KALLELSE-1",), "later")
    assert one.starts is not None
    assert one.starts.isoformat() == "2026-03-13T09:00:00+01:00"


def test_a_meeting_after_the_last_day_asked_for_is_left_out() -> None:
    assert of("mote", entries(summoned(), 6, days=53)) == []
    assert len(of("mote", entries(summoned(), 6, days=54))) == 1


def test_a_meeting_whose_day_passes_unopened_is_pointed_out_until_it_is_opened_booked_anew_or_off() -> None:
    """Nobody is late: whether it was held nobody knows, before somebody writes it down (0103)."""
    story = summoned()
    assert [one.group for one in of("mote", entries(story, 60))] == [Group.WEEK]
    (one,) = of("mote", entries(story, 61))
    told = "möte 1, som varken har öppnats eller ställts in i ärendet"
    assert (one.day, one.what, one.when, one.group) == (on(60), told, "i går", Group.ATTENTION)
    (one,) = of("mote", entries(story, 61, lang="en"))
    assert one.what == "meeting 1, which has neither been opened nor cancelled in the case"
    for void in (StallIn, BokaOm):
        story = summoned()
        story.do(void, day=59)
        assert of("mote", entries(story, 61)) == []
    assert of("mote", entries(meeting(), 61)) == []


def test_a_day_stands_for_all_of_it() -> None:
    assert len(of("mote", agenda(summoned().case, on(60), on(60)))) == 1


def test_an_answer_that_is_awaited_has_no_last_day_and_is_pointed_out_after_five_working_days() -> None:
    story = summoned()  # called on Saturday 17 January
    assert [one.group for one in of("bekrafta_kallelse", entries(story, 11))] == [Group.OPEN] * 2  # Friday, the fifth
    found = of("bekrafta_kallelse", entries(story, 14))  # Monday, the sixth
    assert [(one.bearer, one.group, one.day, one.when) for one in found] == [
        (AF, Group.ATTENTION, None, "öppen i 9 dagar"),
        ("kommun:ekonomiskt_bistand", Group.ATTENTION, None, "öppen i 9 dagar"),
    ]


def test_what_is_pointed_out_is_not_late_and_an_overlay_moves_it_without_other_rules() -> None:
    story = summoned(overlay={"parameter": {"attention_workdays": 0}})
    assert of("bekrafta_kallelse", entries(story, 90))[0].group is Group.OPEN
    assert {duty.state for duty in story.duties("bekrafta_kallelse", 90)} == {DutyState.OPEN}
    assert story.case.rules.overlay is None
    assert story.case.rules.digest == summoned().case.rules.digest


def test_the_last_day_for_the_summons_is_there_once_the_day_of_the_meeting_is_known() -> None:
    story = prepared()
    assert {one.day for one in of("kalla", entries(story, 3))} == {None}
    story.do(AngeTid, start=moment(60), plats="Sal 1", day=3)
    found = of("kalla", entries(story, 4))
    assert {(one.day, one.when, one.bearer) for one in found} == {(on(25), "om 3 veckor", ARBETSMARKNAD)}
    assert {one.group for one in of("kalla", entries(story, 21))} == {Group.WEEK}  # Monday; the last day is Friday
    assert {(one.group, one.when) for one in of("kalla", entries(story, 30))} == {(Group.LATE, "för 5 dagar sedan")}


def test_a_measure_has_its_last_day_and_the_follow_up_its_own() -> None:
    found = entries(measures(), 62)
    (measure,) = [one for one in of("genomfora_atgard", found) if one.bearer == AF]
    assert (measure.day, measure.when, measure.norms) == (on(110), "om 6 veckor", ("FM-GENOMF-1",))
    assert [one.day for one in of("halla_uppfoljning", found)] == [on(150)]


def test_a_measure_of_the_individual_is_never_pointed_out() -> None:
    (own,) = [one for one in of("genomfora_atgard", entries(measures(), 140)) if one.bearer == INDIVID]
    assert own.group is Group.OPEN


@pytest.mark.parametrize(("day", "told"), [(71, False), (72, True), (100, True), (101, True)])
def test_a_consent_that_runs_out_is_told_of_from_four_weeks_before_until_there_is_another(day: int, told: bool) -> None:
    found = of("samtycke_slut", entries(consented(giltigt_till=on(100)), day, days=0))
    ending = (on(100), Group.ATTENTION, True, ARBETSMARKNAD)
    assert [(one.day, one.group, one.own, one.bearer) for one in found] == ([ending] if told else [])


def test_a_consent_without_a_last_day_is_looked_at_again_after_half_a_year() -> None:
    story = consented()
    assert of("samtycke_ses_over", entries(story, 100, days=60)) == []
    (ahead,) = of("samtycke_ses_over", entries(story, 100, days=83))
    assert (ahead.day, ahead.group) == (on(1 + 7 * 26), Group.LATER)
    assert of("samtycke_ses_over", entries(story, 200, days=1))[0].group is Group.ATTENTION


def test_nothing_is_asked_in_a_case_at_rest_or_closed_but_the_neutral_notice() -> None:
    assert {one.duty for one in entries(paused(), 21)} == {"ge_neutralt_besked"}
    assert entries(closed(), 21) == ()


def test_what_waits_for_the_consent_is_not_on_the_agenda() -> None:
    assert {one.duty for one in entries(needed(), 1)} == {"bedoma_behov"}


def test_after_a_withdrawal_the_meeting_is_gone() -> None:
    story = summoned()
    story.do(AterkallaSamtycke, INDIVID, day=6)
    assert of("mote", entries(story, 7)) == []


def test_entries_come_by_day_and_those_without_one_last() -> None:
    days = [one.day for one in entries(measures(), 62)]
    known = [day for day in days if day is not None]
    assert known == sorted(known)
    assert days == [*known, *[None] * (len(days) - len(known))]
    assert len(known) < len(days)


TODAY = date(2026, 1, 12)


@pytest.mark.parametrize(
    ("day", "sv", "en"),
    [
        (date(2026, 1, 12), "i dag", "today"),
        (date(2026, 1, 13), "i morgon", "tomorrow"),
        (date(2026, 1, 11), "i går", "yesterday"),
        (date(2026, 1, 14), "om 2 dagar", "in 2 days"),
        (date(2026, 1, 7), "för 5 dagar sedan", "5 days ago"),
        (date(2026, 1, 25), "om 13 dagar", "in 13 days"),
        (date(2026, 1, 26), "om 2 veckor", "in 2 weeks"),
        (date(2026, 2, 2), "om 3 veckor", "in 3 weeks"),
        (date(2026, 3, 13), "om 8 veckor", "in 8 weeks"),
        (date(2026, 3, 14), "om 2 månader", "in 2 months"),
        (date(2025, 11, 1), "för 2 månader sedan", "2 months ago"),
        (date(2027, 12, 12), "om 23 månader", "in 23 months"),
        (date(2028, 1, 12), "om 2 år", "in 2 years"),
        (date(2023, 1, 11), "för 3 år sedan", "3 years ago"),
    ],
)
def test_how_far_off_a_day_is(day: date, sv: str, en: str) -> None:
    assert (distance(day, TODAY, texts("sv")), distance(day, TODAY, texts("en"))) == (sv, en)


@pytest.mark.parametrize(
    ("days", "sv", "en"),
    [
        (0, "öppen sedan i dag", "open since today"),
        (1, "öppen i en dag", "open for one day"),
        (34, "öppen i 34 dagar", "open for 34 days"),
    ],
)
def test_how_long_something_has_been_open(days: int, sv: str, en: str) -> None:
    assert (open_for(days, texts("sv")), open_for(days, texts("en"))) == (sv, en)
