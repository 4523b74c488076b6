"""Moments as a database holds them: whole microseconds from 1970 on, which sort and are no text to be read wrongly."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from flerpart_flow.engine.judging.writing import aware_time

LEAST: Final = -(2**62)
"""Before every moment."""

_FROM: Final = datetime(1970, 1, 1, tzinfo=UTC)
_UNIT: Final = timedelta(microseconds=1)


def number(at: datetime, field: str) -> int:
    """A moment as a number. Raises EventError for a naive time, or one outside the years that the library knows."""
    return (aware_time(at, field) - _FROM) // _UNIT


def moment(found: int) -> datetime:
    """The moment of a number, in UTC."""
    return _FROM + found * _UNIT
