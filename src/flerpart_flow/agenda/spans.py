"""How far off a day is, in words: "om 3 veckor", "för 5 dagar sedan", "öppen i 34 dagar".

The difference is pendulum's, the words are the library's own.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from flerpart_flow.texts import Texts

_IN_DAYS: Final = 14
_IN_WEEKS: Final = 61
_IN_MONTHS: Final = 24
"""Below so many days it is told in days or in weeks, and below so many months in months; parts of one aren't told."""


def distance(day: date, today: date, said: Texts) -> str:
    """How far the day is from today, before or after it."""
    import pendulum

    span = pendulum.date(today.year, today.month, today.day).diff(pendulum.date(day.year, day.month, day.day))
    days, months = span.in_days(), span.in_months()
    if days == 0:
        return said.raw("agenda.tid.i_dag")
    way = "om" if day > today else "sedan"
    if days == 1:
        return said.raw("agenda.tid.i_morgon" if day > today else "agenda.tid.i_gar")
    if days < _IN_DAYS:
        return _counted(f"agenda.{way}.dag", days, said)
    if days < _IN_WEEKS:
        return _counted(f"agenda.{way}.vecka", span.in_weeks(), said)
    if months < _IN_MONTHS:
        return _counted(f"agenda.{way}.manad", months, said)
    return _counted(f"agenda.{way}.ar", span.in_years(), said)


def open_for(days: int, said: Texts) -> str:
    """For how long something has been open, in days."""
    return said.raw("agenda.oppen.noll") if days == 0 else _counted("agenda.oppen", days, said)


def _counted(key: str, number: int, said: Texts) -> str:
    return said.say(f"{key}.{'en' if number == 1 else 'flera'}", antal=number)
