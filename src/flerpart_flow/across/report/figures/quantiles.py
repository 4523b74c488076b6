"""Median and quartiles from a count of days."""

from __future__ import annotations

from collections.abc import Mapping


def quartiles(days: Mapping[int, int]) -> tuple[int, int, int]:
    """The lower quartile, the median and the upper quartile of days that are counted: the smallest number of days that
    a quarter, half and three quarters of the cases took at most. Nothing is interpolated: a fraction of a day would
    tell how many cases there are.

    Raises ValueError where there is no value.
    """
    count = sum(days.values())
    if not count:
        raise ValueError("no days")
    lower, median, upper = (_reached(days, -(-part * count // 4)) for part in (1, 2, 3))
    return lower, median, upper


def _reached(days: Mapping[int, int], cases: int) -> int:
    """The day by which so many cases are counted."""
    seen = 0
    for day in sorted(days):
        seen += days[day]
        if seen >= cases:
            return day
    raise ValueError("fewer cases than asked for")
