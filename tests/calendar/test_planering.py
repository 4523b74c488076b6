"""The planning dates of a meeting (FM-BOKNING-2/-5, PR-FORB-3), by readings A1 to A5.

The tables are reckoned by hand: so many times seven days before the meeting, and then off any free day.
"""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flerpart_flow.engine.values.calendar import Roll, add_working_days, is_working_day
from flerpart_flow.samverkan.lead_times import Anchor, Backward, LeadTimes, backward, days_short, earliest, forward

DAY = timedelta(days=1)
USUAL = LeadTimes()

days = st.dates(min_value=date(2005, 2, 1), max_value=date(2099, 12, 31))
lead_times = st.builds(
    LeadTimes,
    region_weeks=st.integers(0, 10),
    others_weeks=st.integers(0, 10),
    anchor=st.sampled_from(Anchor),
    postal_days=st.integers(0, 8),
    roll=st.sampled_from(Roll),
)


def test_the_routine_says_six_weeks_for_the_region_and_five_for_the_others() -> None:
    assert attrs.asdict(USUAL) == {
        "region_weeks": 6,
        "others_weeks": 5,
        "tolerance_days": 0,
        "anchor": Anchor.SENT,
        "postal_days": 0,
        "roll": Roll.BACK,
    }


# meeting, (six weeks before, latest contact), (five weeks before, latest summons), days of slack
WITH_REGION = {
    "an ordinary stretch": ("2026-05-20", ("2026-04-08", "2026-04-08"), ("2026-04-15", "2026-04-15"), 7),
    "over the clock change in March": (
        "2026-04-20",
        ("2026-03-09", "2026-03-09"),
        ("2026-03-16", "2026-03-16"),
        7,
    ),
    "over the clock change in October": (
        "2026-11-16",
        ("2026-10-05", "2026-10-05"),
        ("2026-10-12", "2026-10-12"),
        7,
    ),
    "contact on Good Friday": ("2026-05-15", ("2026-04-03", "2026-04-02"), ("2026-04-10", "2026-04-10"), 8),
    "contact on Easter Monday": (
        "2026-05-18",
        ("2026-04-06", "2026-04-02"),
        ("2026-04-13", "2026-04-13"),
        11,
    ),
    "summons on Easter Monday": ("2026-05-11", ("2026-03-30", "2026-03-30"), ("2026-04-06", "2026-04-02"), 3),
    "contact on Midsummer Eve": ("2026-07-31", ("2026-06-19", "2026-06-18"), ("2026-06-26", "2026-06-26"), 8),
    "Christmas Eve and New Year's Eve": (
        "2027-02-04",
        ("2026-12-24", "2026-12-23"),
        ("2026-12-31", "2026-12-30"),
        7,
    ),
    "Christmas Day and New Year's Day": (
        "2027-02-05",
        ("2026-12-25", "2026-12-23"),
        ("2027-01-01", "2026-12-30"),
        7,
    ),
    "summons on Epiphany": ("2027-02-10", ("2026-12-30", "2026-12-30"), ("2027-01-06", "2027-01-05"), 6),
    "leap day": ("2028-04-04", ("2028-02-22", "2028-02-22"), ("2028-02-29", "2028-02-29"), 7),
    "a meeting on a Sunday": ("2026-11-15", ("2026-10-04", "2026-10-02"), ("2026-10-11", "2026-10-09"), 7),
}


@pytest.mark.parametrize(("meeting", "contact", "summons", "slack"), WITH_REGION.values(), ids=WITH_REGION.keys())
def test_latest_days_when_the_region_takes_part(
    meeting: str, contact: tuple[str, str], summons: tuple[str, str], slack: int
) -> None:
    assert backward(date.fromisoformat(meeting), True, USUAL) == Backward(
        meeting=date.fromisoformat(meeting),
        latest_region_contact_raw=date.fromisoformat(contact[0]),
        latest_region_contact=date.fromisoformat(contact[1]),
        latest_summons_raw=date.fromisoformat(summons[0]),
        latest_summons=date.fromisoformat(summons[1]),
        slack_days=slack,
        region_norm="FM-BOKNING-2",
        others_norm="PR-FORB-3",
    )


@pytest.mark.parametrize(
    ("meeting", "raw", "latest"),
    [
        ("2026-04-20", "2026-03-16", "2026-03-16"),
        ("2026-05-11", "2026-04-06", "2026-04-02"),
        ("2027-02-05", "2027-01-01", "2026-12-30"),
    ],
)
def test_latest_day_of_the_summons_when_the_region_takes_no_part(meeting: str, raw: str, latest: str) -> None:
    assert backward(date.fromisoformat(meeting), False, USUAL) == Backward(
        meeting=date.fromisoformat(meeting),
        latest_region_contact_raw=None,
        latest_region_contact=None,
        latest_summons_raw=date.fromisoformat(raw),
        latest_summons=date.fromisoformat(latest),
        slack_days=None,
        region_norm=None,
        others_norm="FM-BOKNING-5",
    )


# Meeting on 11 May 2026: five weeks before is Easter Monday, 6 April.
@pytest.mark.parametrize(
    ("roll", "postal_days", "latest"),
    [
        (Roll.BACK, 0, date(2026, 4, 2)),
        (Roll.BACK, 1, date(2026, 4, 1)),
        (Roll.BACK, 3, date(2026, 3, 30)),
        (Roll.FORWARD, 0, date(2026, 4, 7)),
        (Roll.FORWARD, 3, date(2026, 3, 31)),
        (Roll.NONE, 0, date(2026, 4, 6)),
        (Roll.NONE, 3, date(2026, 3, 31)),
    ],
)
def test_a_summons_that_must_have_come_leaves_the_postal_working_days_earlier(
    roll: Roll, postal_days: int, latest: date
) -> None:
    lead = LeadTimes(anchor=Anchor.RECEIVED, postal_days=postal_days, roll=roll)
    dates = backward(date(2026, 5, 11), False, lead)
    assert dates.latest_summons == latest
    assert dates.latest_summons_raw == date(2026, 4, 6)


def test_the_post_does_not_matter_when_the_day_of_sending_counts() -> None:
    sent = LeadTimes(anchor=Anchor.SENT, postal_days=3)
    assert backward(date(2026, 5, 18), True, sent) == backward(date(2026, 5, 18), True, USUAL)


def test_the_post_shortens_the_regions_time_to_answer_and_not_its_notice() -> None:
    received = LeadTimes(anchor=Anchor.RECEIVED, postal_days=3)
    dates = backward(date(2026, 5, 20), True, received)
    assert dates.latest_region_contact == date(2026, 4, 8)
    assert dates.latest_summons == date(2026, 4, 10)
    assert dates.slack_days == 2


def test_slack_is_negative_when_the_summons_must_leave_before_the_region_needs_contact() -> None:
    assert backward(date(2026, 5, 20), True, LeadTimes(region_weeks=4)).slack_days == -7


def test_tolerance_moves_no_date() -> None:
    assert backward(date(2026, 5, 20), True, LeadTimes(tolerance_days=5)) == backward(date(2026, 5, 20), True, USUAL)


# today, start, earliest meeting, latest answer of the Region, days of slack
FORWARD_WITH_REGION = {
    "a Monday": ("2026-03-02", "2026-03-02", "2026-04-13", "2026-03-09", 7),
    "a Saturday": ("2026-02-28", "2026-03-02", "2026-04-13", "2026-03-09", 7),
    "Good Friday": ("2026-04-03", "2026-04-07", "2026-05-19", "2026-04-14", 7),
    "six weeks before Ascension Day": ("2026-04-02", "2026-04-02", "2026-05-15", "2026-04-10", 8),
    "six weeks before Christmas Eve": ("2026-11-12", "2026-11-12", "2026-12-28", "2026-11-23", 11),
    "Christmas Eve": ("2026-12-24", "2026-12-28", "2027-02-08", "2027-01-04", 7),
    "over the clock change": ("2026-10-12", "2026-10-12", "2026-11-23", "2026-10-19", 7),
}


@pytest.mark.parametrize(
    ("today", "start", "meeting", "answer", "slack"),
    FORWARD_WITH_REGION.values(),
    ids=FORWARD_WITH_REGION.keys(),
)
def test_the_earliest_meeting_with_the_region(today: str, start: str, meeting: str, answer: str, slack: int) -> None:
    plan = forward(date.fromisoformat(today), True, USUAL)
    assert plan.today == date.fromisoformat(today)
    assert plan.start == plan.region_contact == date.fromisoformat(start)
    assert plan.meeting == date.fromisoformat(meeting)
    assert plan.latest_region_answer == plan.latest_summons == date.fromisoformat(answer)
    assert plan.slack_days == slack


@pytest.mark.parametrize(
    ("today", "start", "meeting", "summons"),
    [
        ("2026-03-03", "2026-03-03", "2026-04-07", "2026-03-03"),
        ("2026-03-02", "2026-03-02", "2026-04-07", "2026-03-03"),
        ("2026-11-26", "2026-11-26", "2027-01-04", "2026-11-30"),
        ("2026-06-19", "2026-06-22", "2026-07-27", "2026-06-22"),
    ],
)
def test_the_earliest_meeting_without_the_region(today: str, start: str, meeting: str, summons: str) -> None:
    plan = forward(date.fromisoformat(today), False, USUAL)
    assert plan.start == date.fromisoformat(start)
    assert plan.meeting == date.fromisoformat(meeting)
    assert plan.latest_summons == date.fromisoformat(summons)
    assert (plan.region_contact, plan.latest_region_answer, plan.slack_days) == (None, None, None)


def test_rolling_forward_lets_a_holiday_before_the_start_count() -> None:
    """Six weeks before 17 February 2026 is Epiphany, which rolls forward to the 7th, when work begins."""
    assert forward(date(2026, 1, 7), True, LeadTimes(roll=Roll.FORWARD)).meeting == date(2026, 2, 17)
    assert forward(date(2026, 1, 7), True, USUAL).meeting == date(2026, 2, 18)


@given(days, st.booleans(), lead_times)
def test_forward_and_backward_agree(today: date, with_region: bool, lead: LeadTimes) -> None:
    plan = forward(today, with_region, lead)
    dates = backward(plan.meeting, with_region, lead)
    assert is_working_day(plan.start)
    assert is_working_day(plan.meeting)
    assert today <= plan.start <= plan.latest_summons == dates.latest_summons
    assert dates.latest_region_contact is None or plan.start <= dates.latest_region_contact
    assert with_region == (plan.latest_region_answer is not None)


@given(days, st.booleans(), lead_times)
def test_no_earlier_working_day_would_do(today: date, with_region: bool, lead: LeadTimes) -> None:
    plan = forward(today, with_region, lead)
    earlier = add_working_days(plan.meeting, -1)
    while earlier >= plan.start:
        dates = backward(earlier, with_region, lead)
        contact = dates.latest_region_contact
        assert dates.latest_summons < plan.start or (contact is not None and contact < plan.start)
        earlier = add_working_days(earlier, -1)


@given(days, st.booleans())
def test_usually_the_meeting_is_the_first_working_day_after_the_weeks(today: date, with_region: bool) -> None:
    """Against the holidays package and plain reckoning, without the library's calendar."""
    free = holidays.country_holidays("SE", years=[today.year, today.year + 1], categories=("public", "de_facto"))

    def next_working(day: date) -> date:
        while day.weekday() >= 5 or day in free:
            day += DAY
        return day

    start = next_working(today)
    expected = next_working(start + (42 if with_region else 35) * DAY)
    assert forward(today, with_region, USUAL).meeting == expected


@given(days, st.booleans())
def test_latest_days_keep_the_notice(meeting: date, with_region: bool) -> None:
    dates = backward(meeting, with_region, USUAL)
    assert is_working_day(dates.latest_summons)
    assert days_short(dates.latest_summons, meeting, 5) == 0
    if dates.latest_region_contact is not None:
        assert is_working_day(dates.latest_region_contact)
        assert days_short(dates.latest_region_contact, meeting, 6) == 0


@pytest.mark.parametrize(
    ("from_day", "meeting", "weeks", "short"),
    [
        (date(2026, 3, 2), date(2026, 4, 13), 6, 0),
        (date(2026, 3, 3), date(2026, 4, 13), 6, 1),
        (date(2026, 3, 1), date(2026, 4, 13), 6, 0),
        (date(2026, 12, 1), date(2027, 1, 4), 5, 1),
        (date(2026, 3, 16), date(2026, 4, 20), 5, 0),
        (date(2026, 4, 20), date(2026, 4, 20), 5, 35),
        (date(2026, 4, 21), date(2026, 4, 20), 5, 36),
        (date(2026, 4, 20), date(2026, 4, 20), 0, 0),
    ],
)
def test_days_short_of_the_weeks(from_day: date, meeting: date, weeks: int, short: int) -> None:
    assert days_short(from_day, meeting, weeks) == short


@pytest.mark.parametrize(
    "wrong",
    [
        {"region_weeks": -1},
        {"others_weeks": -1},
        {"tolerance_days": -1},
        {"postal_days": -1},
        {"region_weeks": 5.5},
        {"others_weeks": "5"},
        {"anchor": "sent"},
        {"roll": "back"},
    ],
)
def test_lead_times_that_make_no_sense_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises((TypeError, ValueError)):
        LeadTimes(**wrong)  # type: ignore[arg-type]  # wrong types are what is tested


# The Region's contact, today, (the earliest meeting when the others wait, when they don't); by the almanac.
EARLIEST = {
    "contacted today": ("2026-04-08", "2026-04-08", ("2026-05-20", "2026-05-20")),
    "contacted a week ago": ("2026-04-01", "2026-04-08", ("2026-05-13", "2026-05-13")),
    "contacted long ago": ("2026-01-07", "2026-04-08", ("2026-05-13", "2026-02-18")),
    "today is a Sunday": ("2026-01-07", "2026-04-12", ("2026-05-18", "2026-02-18")),
    "on Ascension Day": ("2026-01-07", "2026-04-09", ("2026-05-15", "2026-02-18")),
}


@pytest.mark.parametrize("case", EARLIEST)
def test_the_earliest_meeting_is_the_later_of_the_regions_weeks_and_the_others(case: str) -> None:
    contact, today, expected = EARLIEST[case]
    found = [earliest(date.fromisoformat(contact), date.fromisoformat(today), wait, USUAL) for wait in (True, False)]
    assert [str(one) for one in found] == list(expected)


@given(days, lead_times)
def test_contacted_today_it_is_the_meeting_that_forward_gives(today: date, lead: LeadTimes) -> None:
    """But where a last day moves forward: a contact on the Monday counts as one on the Sunday before it."""
    planned = forward(today, True, lead)
    found = earliest(planned.start, today, True, lead)
    assert found >= planned.meeting
    assert backward(found, True, lead).latest_summons >= planned.start
    assert lead.roll is Roll.FORWARD or found == planned.meeting
