"""Contact attempts: how often a unit has been asked in vain (FM-AVVIK-3, reading A28)."""

from __future__ import annotations

from datetime import date

import attrs


@attrs.frozen
class Attempts:
    """Attempts to reach one unit since it last acted: how many, on how many days, the last line that tried."""

    unit: str
    count: int
    days: int
    last_day: date
    last_nr: int


def attempted(tried: tuple[Attempts, ...], unit: str, on: date, nr: int) -> tuple[Attempts, ...]:
    """The attempts with one more."""
    before = next((one for one in tried if one.unit == unit), None)
    if before is None:
        return (*tried, Attempts(unit, 1, 1, on, nr))
    days = before.days + (on != before.last_day)
    after = Attempts(unit, before.count + 1, days, on, nr)
    return tuple(after if one is before else one for one in tried)


def answered(tried: tuple[Attempts, ...], *units: str) -> tuple[Attempts, ...]:
    """The attempts without those to units that have acted since."""
    if not any(one.unit in units for one in tried):
        return tried
    return tuple(one for one in tried if one.unit not in units)
