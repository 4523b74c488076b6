"""Swedish working days, against known days and against the holidays package."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flerpart_flow.engine.values.calendar import (
    Roll,
    add_working_days,
    easter,
    holidays_of,
    is_working_day,
    roll,
    working_days_between,
)

DAY = timedelta(days=1)
YEARS = range(2005, 2101)
NAMES_IN_THE_ORACLE = {
    "nyarsdagen": "Nyårsdagen",
    "trettondedag_jul": "Trettondedag jul",
    "langfredagen": "Långfredagen",
    "paskdagen": "Påskdagen",
    "annandag_pask": "Annandag påsk",
    "forsta_maj": "Första maj",
    "kristi_himmelsfardsdag": "Kristi himmelsfärdsdag",
    "pingstdagen": "Pingstdagen",
    "nationaldagen": "Nationaldagen",
    "midsommarafton": "Midsommarafton",
    "midsommardagen": "Midsommardagen",
    "alla_helgons_dag": "Alla helgons dag",
    "julafton": "Julafton",
    "juldagen": "Juldagen",
    "annandag_jul": "Annandag jul",
    "nyarsafton": "Nyårsafton",
}

days = st.dates(min_value=date(2005, 2, 1), max_value=date(2100, 11, 30))
counts = st.integers(-60, 60)


def oracle(year: int) -> dict[date, str]:
    """What the holidays package says, in Swedish."""
    found = holidays.country_holidays("SE", years=year, categories=("public", "de_facto"), language="sv")
    return dict(found.items())


@pytest.mark.parametrize("year", YEARS)
def test_the_free_days_of_every_year_are_those_of_the_holidays_package(year: int) -> None:
    ours, theirs = holidays_of(year), oracle(year)
    assert list(ours) == sorted(theirs)
    for day, key in ours.items():
        assert NAMES_IN_THE_ORACLE[key] in theirs[day].split("; ")


@pytest.mark.parametrize("year", YEARS)
def test_every_day_of_every_year_is_working_or_not_as_the_holidays_package_says(year: int) -> None:
    free = oracle(year)
    day = date(year, 1, 1)
    while day.year == year:
        assert is_working_day(day) == (day.weekday() < 5 and day not in free), day
        day += DAY


@pytest.mark.parametrize(
    "day",
    [
        date(2005, 3, 27),
        date(2008, 3, 23),
        date(2011, 4, 24),
        date(2016, 3, 27),
        date(2019, 4, 21),
        date(2024, 3, 31),
        date(2025, 4, 20),
        date(2026, 4, 5),
        date(2027, 3, 28),
        date(2038, 4, 25),
        date(2100, 3, 28),
    ],
)
def test_easter_day(day: date) -> None:
    assert easter(day.year) == day


def test_the_free_days_of_2026() -> None:
    assert dict(holidays_of(2026)) == {
        date(2026, 1, 1): "nyarsdagen",
        date(2026, 1, 6): "trettondedag_jul",
        date(2026, 4, 3): "langfredagen",
        date(2026, 4, 5): "paskdagen",
        date(2026, 4, 6): "annandag_pask",
        date(2026, 5, 1): "forsta_maj",
        date(2026, 5, 14): "kristi_himmelsfardsdag",
        date(2026, 5, 24): "pingstdagen",
        date(2026, 6, 6): "nationaldagen",
        date(2026, 6, 19): "midsommarafton",
        date(2026, 6, 20): "midsommardagen",
        date(2026, 10, 31): "alla_helgons_dag",
        date(2026, 12, 24): "julafton",
        date(2026, 12, 25): "juldagen",
        date(2026, 12, 26): "annandag_jul",
        date(2026, 12, 31): "nyarsafton",
    }


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 3, 2), True),
        (date(2026, 2, 28), False),
        (date(2026, 3, 1), False),
        (date(2026, 4, 2), True),
        (date(2026, 4, 3), False),
        (date(2026, 4, 6), False),
        (date(2026, 4, 7), True),
        (date(2026, 4, 30), True),
        (date(2026, 5, 15), True),
        (date(2026, 5, 25), True),
        (date(2025, 6, 6), False),
        (date(2026, 6, 19), False),
        (date(2026, 12, 23), True),
        (date(2026, 12, 24), False),
        (date(2026, 12, 28), True),
        (date(2026, 12, 31), False),
        (date(2027, 1, 5), True),
        (date(2027, 1, 6), False),
    ],
)
def test_days_that_everyone_knows(day: date, working: bool) -> None:
    assert is_working_day(day) is working


def test_the_national_day_took_whit_mondays_place_in_2005() -> None:
    assert is_working_day(date(2003, 6, 6))
    assert holidays_of(2004)[date(2004, 5, 31)] == "annandag_pingst"
    assert not is_working_day(date(2004, 5, 31))
    assert is_working_day(date(2005, 5, 16))
    assert not is_working_day(date(2005, 6, 6))


def test_two_names_on_one_day_are_one_free_day() -> None:
    assert holidays_of(2008)[date(2008, 5, 1)] == "forsta_maj"
    assert len(holidays_of(2008)) == 15


def test_every_year_has_its_free_days() -> None:
    for year in (1, 4, 1583, 1752, 1900, 2004, 2101, 4000, 9999):
        assert 14 <= len(holidays_of(year)) <= 16
        assert easter(year).weekday() == 6


def test_nobody_can_change_the_calendar() -> None:
    with pytest.raises(TypeError):
        holidays_of(2026)[date(2026, 3, 2)] = "ledigt"  # type: ignore[index]  # what is tested


def test_a_datetime_is_not_taken_for_a_day() -> None:
    moment = datetime(2026, 12, 24, 12, tzinfo=UTC)
    for ask in (
        lambda: is_working_day(moment),
        lambda: roll(moment, Roll.BACK),
        lambda: roll(moment, Roll.NONE),
        lambda: add_working_days(moment, 1),
        lambda: add_working_days(moment, 0),
        lambda: working_days_between(moment, moment),
    ):
        with pytest.raises(TypeError):
            ask()


@pytest.mark.parametrize(
    ("day", "back", "forward"),
    [
        (date(2026, 3, 2), date(2026, 3, 2), date(2026, 3, 2)),
        (date(2026, 2, 28), date(2026, 2, 27), date(2026, 3, 2)),
        (date(2026, 4, 5), date(2026, 4, 2), date(2026, 4, 7)),
        (date(2026, 5, 14), date(2026, 5, 13), date(2026, 5, 15)),
        (date(2026, 12, 25), date(2026, 12, 23), date(2026, 12, 28)),
        (date(2027, 1, 1), date(2026, 12, 30), date(2027, 1, 4)),
    ],
)
def test_a_free_day_rolls_to_the_nearest_working_day(day: date, back: date, forward: date) -> None:
    assert roll(day, Roll.BACK) == back
    assert roll(day, Roll.FORWARD) == forward
    assert roll(day, Roll.NONE) == day


def test_an_unknown_way_to_roll_is_an_error() -> None:
    with pytest.raises(AssertionError):
        roll(date(2026, 3, 2), "sideways")  # type: ignore[arg-type]  # what is tested


@pytest.mark.parametrize(
    ("day", "n", "there"),
    [
        (date(2026, 3, 2), 0, date(2026, 3, 2)),
        (date(2026, 2, 28), 0, date(2026, 2, 28)),
        (date(2026, 3, 2), 5, date(2026, 3, 9)),
        (date(2026, 2, 28), 1, date(2026, 3, 2)),
        (date(2026, 2, 28), -1, date(2026, 2, 27)),
        (date(2026, 4, 2), 1, date(2026, 4, 7)),
        (date(2026, 4, 7), -1, date(2026, 4, 2)),
        (date(2026, 12, 23), 3, date(2026, 12, 30)),
        (date(2026, 12, 23), 4, date(2027, 1, 4)),
        (date(2027, 1, 7), -2, date(2027, 1, 4)),
    ],
)
def test_working_days_are_added_and_taken_away(day: date, n: int, there: date) -> None:
    assert add_working_days(day, n) == there


@pytest.mark.parametrize(
    ("a", "b", "number"),
    [
        (date(2026, 3, 2), date(2026, 3, 2), 0),
        (date(2026, 3, 2), date(2026, 3, 9), 5),
        (date(2026, 2, 27), date(2026, 3, 1), 0),
        (date(2026, 4, 2), date(2026, 4, 7), 1),
        (date(2026, 4, 7), date(2026, 4, 2), -1),
        (date(2026, 12, 23), date(2027, 1, 7), 6),
        (date(2025, 12, 31), date(2026, 12, 31), 251),
    ],
)
def test_working_days_are_counted(a: date, b: date, number: int) -> None:
    assert working_days_between(a, b) == number


@given(days)
def test_a_rolled_day_is_a_working_day_on_its_side(day: date) -> None:
    assert is_working_day(roll(day, Roll.BACK))
    assert is_working_day(roll(day, Roll.FORWARD))
    assert roll(day, Roll.BACK) <= day <= roll(day, Roll.FORWARD)
    assert (roll(day, Roll.BACK) == day) == is_working_day(day)


@given(days)
def test_nothing_between_a_day_and_where_it_rolls_is_a_working_day(day: date) -> None:
    back, forward = roll(day, Roll.BACK), roll(day, Roll.FORWARD)
    assert not any(is_working_day(back + i * DAY) for i in range(1, (forward - back).days))


@given(days, counts)
def test_going_as_many_working_days_back_leads_home(day: date, n: int) -> None:
    home = roll(day, Roll.FORWARD)
    assert add_working_days(add_working_days(home, n), -n) == home


@given(days, counts)
def test_as_many_working_days_lie_between_as_were_added(day: date, n: int) -> None:
    home = roll(day, Roll.BACK)
    assert working_days_between(home, add_working_days(home, n)) == n


@given(days, st.integers(0, 1500))
def test_counting_one_by_one_gives_the_same_number(a: date, span: int) -> None:
    b = min(a + span * DAY, date(2100, 12, 31))
    one_by_one = sum(is_working_day(a + i * DAY) for i in range(1, (b - a).days + 1))
    assert working_days_between(a, b) == one_by_one
    assert working_days_between(b, a) == -one_by_one


@given(days, days, days)
def test_spans_add_up(a: date, b: date, c: date) -> None:
    assert working_days_between(a, b) + working_days_between(b, c) == working_days_between(a, c)
