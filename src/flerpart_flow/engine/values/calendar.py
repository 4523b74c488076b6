"""Swedish working days: Monday to Friday, save public holidays and the eves that are free in practice.

The public holidays are those of the act 1989:253: thirteen days with a name, beside all other Sundays.
Midsummer Eve, Christmas Eve and New Year's Eve are not among them, but the act 1930:173 on the computation
of time treats them alike, and so does this calendar (reading A5).

Right for the years 2005 to 2100. Defined for every year that a date can have: before 2005 Whit Monday was
the holiday and 6 June was not, and earlier changes of the law are not followed. Where a step leaves the
years of `datetime.date` (1 to 9999), OverflowError follows.

A day is a `datetime.date`. A datetime is refused with TypeError, since the day that it falls on depends on
the zone: ask `flerpart_flow.engine.values.clock.local_date` first.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final, assert_never

from flerpart_flow.engine.values.fixed import Fixed

_DAY: Final = timedelta(days=1)
_WEEKDAYS: Final = ("mandag", "tisdag", "onsdag", "torsdag", "fredag", "lordag", "sondag")
_SATURDAY: Final = 5
_FRIDAY: Final = 4
_NATIONAL_DAY_FREE_FROM: Final = 2005


class Roll(StrEnum):
    """Where a day that is no working day moves (reading A5)."""

    BACK = "back"
    FORWARD = "forward"
    NONE = "none"


def easter(year: int) -> date:
    """Easter Day of the Gregorian calendar, by the anonymous algorithm (Meeus, Jones and Butcher)."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon_correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon_correction + 15) % 30
    leaps, rest = divmod(of_century, 4)
    weekday = (32 + 2 * century_rest + 2 * leaps - epact - rest) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=256)
def holidays_of(year: int) -> Mapping[date, str]:
    """The days of the year that are free whatever weekday they fall on, in order, each with a stable key.

    The key is the day's Swedish name in ASCII, such as "langfredagen". Where two fall on one day
    (Ascension Day on 1 May 2008), the day with a date of its own gives the key.
    """
    named = _movable(year) | _fixed(year)
    return Fixed(dict(sorted(named.items())))


def weekday(of: date) -> str:
    """The key of a day's weekday, under which the texts have its name."""
    return _WEEKDAYS[of.weekday()]


def is_working_day(d: date) -> bool:
    """Whether the day is a working day."""
    _demand_date(d)
    return d.weekday() < _SATURDAY and d not in holidays_of(d.year)


def roll(d: date, how: Roll) -> date:
    """The day itself when it is a working day, else the nearest one before (BACK) or after (FORWARD) it.

    With NONE the day stays where it is.
    """
    _demand_date(d)
    match how:
        case Roll.BACK:
            return _first_working_day(d, -_DAY)
        case Roll.FORWARD:
            return _first_working_day(d, _DAY)
        case Roll.NONE:
            return d
        case _:
            assert_never(how)


def add_working_days(d: date, n: int) -> date:
    """The n-th working day after the day, or the |n|-th before it when n is negative.

    The day itself is not counted and need not be a working day; with n = 0 it is the answer as it is.
    """
    _demand_date(d)
    step = _DAY if n > 0 else -_DAY
    for _ in range(abs(n)):
        d = _first_working_day(d + step, step)
    return d


def working_days_between(a: date, b: date) -> int:
    """The number of working days after a, up to and including b.

    When b comes before a: minus the number of working days after b, up to and including a, so that
    swapping the two changes the sign and spans add up.
    """
    _demand_date(a)
    _demand_date(b)
    if b < a:
        return -working_days_between(b, a)
    free = (day for year in range(a.year, b.year + 1) for day in holidays_of(year))
    weekdays_free = sum(1 for day in free if a < day <= b and day.weekday() < _SATURDAY)
    return _weekdays_until(b) - _weekdays_until(a) - weekdays_free


def _demand_date(d: date) -> None:
    """Every datetime is a date to the type checker, and would be looked up in vain among the holidays."""
    if isinstance(d, datetime):
        raise TypeError("a date is wanted, not a datetime: local_date tells which day it falls on")


def _first_working_day(d: date, step: timedelta) -> date:
    while not is_working_day(d):
        d += step
    return d


def _weekdays_until(d: date) -> int:
    """The number of days Monday to Friday from 1 January of year 1, a Monday, up to and including d."""
    weeks, days = divmod(d.toordinal(), 7)
    return 5 * weeks + min(days, 5)


def _fixed(year: int) -> dict[date, str]:
    """The days with a date of their own."""
    days = {
        date(year, 1, 1): "nyarsdagen",
        date(year, 1, 6): "trettondedag_jul",
        date(year, 5, 1): "forsta_maj",
        date(year, 12, 24): "julafton",
        date(year, 12, 25): "juldagen",
        date(year, 12, 26): "annandag_jul",
        date(year, 12, 31): "nyarsafton",
    }
    if year >= _NATIONAL_DAY_FREE_FROM:
        days[date(year, 6, 6)] = "nationaldagen"
    return days


def _movable(year: int) -> dict[date, str]:
    """The days that follow Easter, and those that are a certain weekday."""
    easter_day = easter(year)
    midsummer_eve = _first_weekday(date(year, 6, 19), _FRIDAY)
    days = {
        easter_day - 2 * _DAY: "langfredagen",
        easter_day: "paskdagen",
        easter_day + _DAY: "annandag_pask",
        easter_day + 39 * _DAY: "kristi_himmelsfardsdag",
        easter_day + 49 * _DAY: "pingstdagen",
        midsummer_eve: "midsommarafton",
        midsummer_eve + _DAY: "midsommardagen",
        _first_weekday(date(year, 10, 31), _SATURDAY): "alla_helgons_dag",
    }
    if year < _NATIONAL_DAY_FREE_FROM:
        days[easter_day + 50 * _DAY] = "annandag_pingst"
    return days


def _first_weekday(d: date, weekday: int) -> date:
    """The first day from d on that is the weekday (0 is Monday)."""
    return d + (weekday - d.weekday()) % 7 * _DAY
