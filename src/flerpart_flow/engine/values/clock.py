"""Time as the library holds it: standard datetimes in UTC, shown in Europe/Stockholm.

Two Stockholm wall-clock times an hour apart compare as equal in the hour when the clocks go back.
So a time is normalised to UTC the moment it comes in, is compared and hashed there, and meets
Stockholm again only when people read it or when the day that it falls on matters.

Nothing here reads the machine's clock. The times that can be held are those of the years 2005 to
2100 in Stockholm: the years that `flerpart_flow.engine.values.calendar` is right for.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    import pendulum

STOCKHOLM: Final = ZoneInfo("Europe/Stockholm")
FIRST_YEAR: Final = 2005
LAST_YEAR: Final = 2100

Reason = Literal["format", "naive", "date", "range", "type"]

_MESSAGES: Final[dict[Reason, str]] = {
    "format": "not a time written YYYY-MM-DDTHH:MM:SS with an offset, such as 2026-03-01T08:30:00+01:00",
    "naive": "a time without an offset: say which zone it is in, such as +01:00 or Z",
    "date": f"not a day of the calendar, {FIRST_YEAR} to {LAST_YEAR}, written YYYY-MM-DD",
    "range": f"a time outside the years {FIRST_YEAR} to {LAST_YEAR} in Stockholm",
    "type": "not a value of the expected type: text to read, an aware datetime for a time, a date for a day",
}

_DAY: Final = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_CLOCK: Final = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,6})?"
_OFFSET: Final = r"(?:Z|(?!-00:00)[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])"

_is_day = re.compile(_DAY).fullmatch
_is_time = re.compile(f"{_DAY}T{_CLOCK}{_OFFSET}").fullmatch
_is_naive_time = re.compile(f"{_DAY}T{_CLOCK}").fullmatch

_FIRST_INSTANT: Final = datetime(FIRST_YEAR, 1, 1, tzinfo=STOCKHOLM).astimezone(UTC)
_AFTER_LAST_INSTANT: Final = datetime(LAST_YEAR + 1, 1, 1, tzinfo=STOCKHOLM).astimezone(UTC)


class NotATime(ValueError):
    """A value that the library can't hold as a time or a day; never repeats the value.

    `reason` is "format" (not written as a time), "naive" (no offset or zone), "date" (no such day, or not
    written as one), "range" (outside the years 2005 to 2100) or "type" (not text, not a datetime, or a
    datetime where a day is wanted).
    """

    reason: Reason

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return _MESSAGES[self.reason]


def parse_time(text: str) -> datetime:
    """The instant that `text` names, in UTC.

    Reads RFC 3339 with an offset, `YYYY-MM-DDTHH:MM:SS[.f](Z|±HH:MM)`, and nothing else: capital T and
    Z, ASCII digits, seconds written out, one to six decimals, no leap second, no 24:00, and not the
    offset -00:00, with which RFC 3339 says that the zone is unknown.

    Raises `NotATime` with any of its reasons.
    """
    if not isinstance(text, str):
        raise NotATime("type")
    return _parse_time(text)


# Reading costs about 0.8 µs, a remembered answer 0.07 µs, and remembering 0.2 µs. Most lines of a log were
# recorded when they occurred, and so carry the same text twice; a log that is judged anew is read again.
@lru_cache(maxsize=1024)
def _parse_time(text: str) -> datetime:
    written = _time_on_calendar(text) if _is_plain_time(text) else None
    if written is None and _is_time(text) is None:
        raise NotATime("format" if _is_naive_time(text) is None else "naive")
    written = written or _time_on_calendar(text)
    if written is None:
        raise NotATime("date")
    return _in_utc(written)


def _is_plain_time(text: str) -> bool:
    """Whether a text is written as nearly every time is, to the second, if it is a time at all; at a fifth of the
    price of the pattern, which decides on all others.

    ``fromisoformat`` refuses what isn't a digit, and minutes and seconds from 60 on. It takes more ways of writing than
    these, offsets with more than 59 minutes and, in newer Pythons, hour 24.
    """
    return (
        len(text) == 25
        and text[4] == text[7] == "-"
        and text[10] == "T"
        and text[13] == text[16] == text[22] == ":"
        and (text[19] == "+" or (text[19] == "-" and text[20:] != "00:00"))
        and text[23] < "6"
        and text[11:13] != "24"
    )


def as_time(value: datetime) -> datetime:
    """The same instant as a plain standard datetime in UTC.

    Takes any aware datetime, pendulum's included. A wall-clock time that occurs twice is told apart by
    its `fold`. Raises `NotATime`: "naive" without a zone, "type" for anything but a datetime, "range"
    outside the years that can be held.
    """
    if not isinstance(value, datetime):
        raise NotATime("type")
    if value.utcoffset() is None:
        raise NotATime("naive")
    return _in_utc(_plain(value))


def format_time(value: datetime) -> str:
    """RFC 3339 in Stockholm's time with its offset, such as `2026-03-01T08:30:00+01:00`.

    Decimals are written (six of them) only when they are not zero. `parse_time` gives the same instant
    back, in the doubled hour in October too. Raises as `as_time`.
    """
    return as_time(value).astimezone(STOCKHOLM).isoformat()


def written_before(one: datetime, other: datetime) -> bool:
    """Whether one instant lies before another, compared as coarsely as the coarser of them was written.

    One system writes seconds, another thousandths: 13:00:00 may be the same moment as 13:00:00.500. How finely a time
    was written is told from its last decimal that isn't zero.
    """
    if one >= other:
        return False
    unit = max(_unit(one.microsecond), _unit(other.microsecond))
    return one.replace(microsecond=one.microsecond // unit * unit) < other.replace(
        microsecond=other.microsecond // unit * unit
    )


def _unit(microsecond: int) -> int:
    """The unit that a fraction of a second was written in, in microseconds: a whole second for none."""
    unit = 1
    while unit < 1_000_000 and microsecond % (unit * 10) == 0:
        unit *= 10
    return unit


def parse_date(text: str) -> date:
    """The day that `text` names, written `YYYY-MM-DD` in ASCII digits, in the years 2005 to 2100.

    Raises `NotATime`: "type" for anything but text, else "date".
    """
    if not isinstance(text, str):
        raise NotATime("type")
    day = _day_on_calendar(text) if _is_day(text) else None
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise NotATime("date")
    return day


def local_date(value: datetime) -> date:
    """The day in Stockholm on which the instant falls. Raises as `as_time`."""
    # The times of a case are in UTC already. Only there can one that is equal be looked up in place of the other.
    return _local_date(value if type(value) is datetime and value.tzinfo is UTC else as_time(value))


@lru_cache(maxsize=1024)
def _local_date(instant: datetime) -> date:
    if not _FIRST_INSTANT <= instant < _AFTER_LAST_INSTANT:
        raise NotATime("range")
    return instant.astimezone(STOCKHOLM).date()


def start_of_day(day: date) -> datetime:
    """The first instant, in UTC, of the day in Stockholm.

    Raises `NotATime`: "type" for a datetime (ask `local_date` which day it falls on) and for anything
    but a date.
    """
    if isinstance(day, datetime) or not isinstance(day, date):
        raise NotATime("type")
    return datetime(day.year, day.month, day.day, tzinfo=STOCKHOLM).astimezone(UTC)


def end_of_day(day: date) -> datetime:
    """The first instant, in UTC, after the day in Stockholm: an exclusive bound.

    The day lasts 23 hours when the clocks go forward and 25 when they go back. Raises as `start_of_day`.
    """
    if isinstance(day, datetime) or not isinstance(day, date):
        raise NotATime("type")
    return start_of_day(day + timedelta(days=1))


def shown(value: datetime) -> pendulum.DateTime:
    """The instant as a pendulum value in Europe/Stockholm, for whoever shows or reckons with it.

    pendulum is imported here, so that reading and comparing times does not pay for it. Raises as
    `as_time`.
    """
    import pendulum

    return pendulum.instance(as_time(value)).in_timezone("Europe/Stockholm")


def _plain(value: datetime) -> datetime:
    """The same wall-clock time, zone and fold as a standard datetime, without what a subclass adds."""
    if type(value) is datetime:
        return value
    moment = (value.hour, value.minute, value.second, value.microsecond)
    return datetime(value.year, value.month, value.day, *moment, value.tzinfo, fold=value.fold)  # noqa: DTZ001  the zone is the fourth to last argument


def _in_utc(aware: datetime) -> datetime:
    """The instant in UTC; raises `NotATime` "range" outside the years that can be held."""
    try:
        moved = aware.astimezone(UTC)
    except OverflowError:  # years 1 and 9999, moved over the edge by their offset
        raise NotATime("range") from None
    if not _FIRST_INSTANT <= moved < _AFTER_LAST_INSTANT:
        raise NotATime("range")
    return moved


def _time_on_calendar(text: str) -> datetime | None:
    """The datetime written, None for a day such as 30 February.

    The standard error quotes the text. It is dropped here rather than chained, so that no log of a
    `NotATime` can carry it along.
    """
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _day_on_calendar(text: str) -> date | None:
    """The date written, None for a day such as 30 February; for the same reason."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
