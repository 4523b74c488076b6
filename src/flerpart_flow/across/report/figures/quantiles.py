"""Median and quartiles from a count of days."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from statistics import quantiles


def quartiles(days: Mapping[int, int]) -> tuple[Fraction, Fraction, Fraction]:
    """The lower quartile, the median and the upper quartile of days that are counted, exactly.

    Between two values they are interpolated, which ``statistics.quantiles`` calls inclusive. Raises StatisticsError
    (a ValueError) where there is no value.
    """
    values: list[Fraction] = []
    for day, times in days.items():
        values.extend([Fraction(day)] * times)
    lower, median, upper = quantiles(values, n=4, method="inclusive")
    return lower, median, upper
