"""Median and quartiles from a count of days, without the days themselves."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction


def quantile(days: Mapping[int, int], part: Fraction) -> Fraction:
    """The value below which a part of the values lie, 0 to 1, interpolated between the two nearest.

    It is what ``statistics.quantiles`` calls inclusive, exactly. Raises ValueError where there is no value.
    """
    count = sum(days.values())
    if not count:
        raise ValueError("no values")
    place = part * (count - 1)
    low = int(place)
    first = _at(days, low)
    if place == low:
        return Fraction(first)
    return first + (place - low) * (_at(days, low + 1) - first)


def _at(days: Mapping[int, int], place: int) -> int:
    """The value at a place in the order, from 0."""
    passed = 0
    for value in sorted(days):
        passed += days[value]
        if place < passed:
            return value
    raise IndexError(place)
