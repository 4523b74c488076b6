"""Time as the library holds it: read strictly, compared in UTC, shown in Stockholm."""

from __future__ import annotations

import pickle
import subprocess
import sys
import traceback
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flerpart_flow.engine.values.clock import (
    NotATime,
    as_time,
    end_of_day,
    format_time,
    local_date,
    parse_date,
    parse_time,
    shown,
    start_of_day,
    written_before,
)

STOCKHOLM = ZoneInfo("Europe/Stockholm")

# 25 October 2026 has two o'clock twice: first in summer time, an hour later in winter time.
FIRST_HALF_PAST_TWO = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
SECOND_HALF_PAST_TWO = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)

instants = st.datetimes(
    min_value=datetime(2004, 12, 31, 23),  # noqa: DTZ001  hypothesis adds the zone
    max_value=datetime(2100, 12, 31, 22, 59, 59, 999999),  # noqa: DTZ001  hypothesis adds the zone
    timezones=st.just(UTC),
)
around_clock_changes = st.builds(
    lambda change, minutes: change + timedelta(minutes=minutes),
    st.sampled_from([datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)]),
    st.integers(-180, 180),
)
offsets = st.integers(-23 * 60 - 59, 23 * 60 + 59).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-03-01T08:30:00+01:00", datetime(2026, 3, 1, 7, 30, tzinfo=UTC)),
        ("2026-07-01T08:30:00+02:00", datetime(2026, 7, 1, 6, 30, tzinfo=UTC)),
        ("2026-03-01T07:30:00Z", datetime(2026, 3, 1, 7, 30, tzinfo=UTC)),
        ("2026-03-01T07:30:00+00:00", datetime(2026, 3, 1, 7, 30, tzinfo=UTC)),
        ("2026-03-01T02:30:00-05:00", datetime(2026, 3, 1, 7, 30, tzinfo=UTC)),
        ("2026-03-01T07:30:00.5Z", datetime(2026, 3, 1, 7, 30, 0, 500_000, tzinfo=UTC)),
        ("2026-03-01T07:30:00.123Z", datetime(2026, 3, 1, 7, 30, 0, 123_000, tzinfo=UTC)),
        ("2026-03-01T07:30:00.123456Z", datetime(2026, 3, 1, 7, 30, 0, 123_456, tzinfo=UTC)),
        ("2024-02-29T23:59:59+01:00", datetime(2024, 2, 29, 22, 59, 59, tzinfo=UTC)),
        ("2026-10-25T02:30:00+02:00", FIRST_HALF_PAST_TWO),
        ("2026-10-25T02:30:00+01:00", SECOND_HALF_PAST_TWO),
        ("2005-01-01T00:00:00+01:00", datetime(2004, 12, 31, 23, tzinfo=UTC)),
        ("2100-12-31T23:59:59+01:00", datetime(2100, 12, 31, 22, 59, 59, tzinfo=UTC)),
    ],
)
def test_a_time_with_an_offset_is_read_as_the_instant_in_utc(text: str, utc: datetime) -> None:
    read = parse_time(text)
    assert read == utc
    assert read.tzinfo is UTC
    assert type(read) is datetime


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "format"),
        ("now", "format"),
        ("2026-03-01", "format"),
        ("2026-03-01T08:30+01:00", "format"),
        ("2026-03-01 08:30:00+01:00", "format"),
        ("2026-03-01t08:30:00+01:00", "format"),
        ("2026-03-01T08:30:00z", "format"),
        ("20260301T083000Z", "format"),
        ("2026-W09-7T08:30:00Z", "format"),
        ("2026-060T08:30:00Z", "format"),
        ("2026-03-01T24:00:00Z", "format"),
        ("2026-03-01T25:00:00Z", "format"),
        ("2026-03-01T08:60:00Z", "format"),
        ("2016-12-31T23:59:60Z", "format"),
        ("2026-03-01T08:30:00.Z", "format"),
        ("2026-03-01T08:30:00,5Z", "format"),
        ("2026-03-01T08:30:00.1234567Z", "format"),
        ("2026-03-01T08:30:00-00:00", "format"),
        ("2026-03-01T08:30:00+1:00", "format"),
        ("2026-03-01T08:30:00+0100", "format"),
        ("2026-03-01T08:30:00+01", "format"),
        ("2026-03-01T08:30:00+24:00", "format"),
        ("2026-03-01T08:30:00+01:60", "format"),
        ("2026-03-01T08:30:00+01:00:30", "format"),
        ("2026-03-01T08:30:00\N{MINUS SIGN}01:00", "format"),
        ("2026-03-01T08:30:00+01:00\n", "format"),
        (" 2026-03-01T08:30:00+01:00", "format"),
        ("2026-03-01T08:30:00+01:00[Europe/Stockholm]", "format"),
        ("٢٠٢٦-03-01T08:30:00+01:00", "format"),
        ("2026-03-01T08:30:00", "naive"),
        ("2026-03-01T08:30:00.5", "naive"),
        ("2026-02-29T08:30:00Z", "date"),
        ("2026-04-31T08:30:00Z", "date"),
        ("2026-13-01T08:30:00Z", "date"),
        ("2026-00-01T08:30:00Z", "date"),
        ("2004-12-31T22:59:59Z", "range"),
        ("2101-01-01T00:00:00+01:00", "range"),
        ("2100-12-31T23:00:00Z", "range"),
        ("0001-01-01T00:00:00+23:59", "range"),
        ("9999-12-31T23:59:59-23:59", "range"),
    ],
)
def test_anything_else_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(NotATime) as refused:
        parse_time(text)
    assert refused.value.reason == reason


@pytest.mark.parametrize("value", [None, 5, b"2026-03-01T08:30:00Z", datetime(2026, 3, 1, tzinfo=UTC), [], {}])
def test_only_text_is_read(value: object) -> None:
    for read in (parse_time, parse_date):
        with pytest.raises(NotATime) as refused:
            read(value)  # type: ignore[arg-type]  # wrong types are what is tested
        assert refused.value.reason == "type"


def test_a_refusal_is_given_anew_each_time() -> None:
    for _ in range(2):
        with pytest.raises(NotATime):
            parse_time("2026-02-30T08:30:00Z")


@pytest.mark.parametrize("text", ["19121212-1212", "2026-02-30T08:30:00Z", "2026-02-30", "2026-03-01T08:30:00"])
def test_a_refusal_never_repeats_what_was_read(text: str) -> None:
    for read in (parse_time, parse_date):
        try:
            read(text)
        except NotATime as refused:
            assert refused.__context__ is None  # noqa: PT017  not every text is refused
            told = "".join(traceback.format_exception_only(refused)) + repr(refused) + str(refused.args)
            assert text not in told


@pytest.mark.parametrize("reason", ["format", "naive", "date", "range", "type"])
def test_a_refusal_survives_being_sent_between_processes(reason: str) -> None:
    refused = NotATime(reason)  # type: ignore[arg-type]  # a parametrized text is no literal
    copy = pickle.loads(pickle.dumps(refused))
    assert (copy.reason, str(copy)) == (reason, str(refused))
    assert isinstance(copy, ValueError)


@given(instants | around_clock_changes)
def test_what_is_written_is_read_back_as_the_same_instant(instant: datetime) -> None:
    back = parse_time(format_time(instant))
    assert back == instant
    assert hash(back) == hash(instant)


@given(instants, offsets)
def test_the_offset_it_was_written_with_makes_no_difference(instant: datetime, offset: tzinfo) -> None:
    elsewhere = instant.astimezone(offset)
    assert parse_time(elsewhere.isoformat()) == instant
    assert as_time(elsewhere) == instant


@given(st.text(alphabet="0123456789-:.TZ+ t\n", max_size=32))
def test_whatever_is_read_is_a_time_in_utc_or_a_refusal(text: str) -> None:
    try:
        assert parse_time(text).tzinfo is UTC
    except NotATime as refused:
        assert refused.reason in {"format", "naive", "date", "range"}  # noqa: PT017  not every text is refused


@pytest.mark.parametrize(
    ("instant", "text"),
    [
        (datetime(2026, 3, 1, 7, 30, tzinfo=UTC), "2026-03-01T08:30:00+01:00"),
        (datetime(2026, 7, 1, 6, 30, tzinfo=UTC), "2026-07-01T08:30:00+02:00"),
        (datetime(2026, 3, 1, 7, 30, 0, 5, tzinfo=UTC), "2026-03-01T08:30:00.000005+01:00"),
        (FIRST_HALF_PAST_TWO, "2026-10-25T02:30:00+02:00"),
        (SECOND_HALF_PAST_TWO, "2026-10-25T02:30:00+01:00"),
        (datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC), "2026-03-29T01:59:59+01:00"),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "2026-03-29T03:00:00+02:00"),
        (datetime(2025, 12, 31, 23, 30, tzinfo=UTC), "2026-01-01T00:30:00+01:00"),
    ],
)
def test_a_time_is_written_in_stockholm_time(instant: datetime, text: str) -> None:
    assert format_time(instant) == text


def test_the_doubled_hour_keeps_its_two_instants_apart() -> None:
    first = datetime(2026, 10, 25, 2, 30, tzinfo=STOCKHOLM)
    second = first.replace(fold=1)
    assert first == second, "the trap: on the wall they are the same"
    assert as_time(first) == FIRST_HALF_PAST_TWO
    assert as_time(second) == SECOND_HALF_PAST_TWO
    assert as_time(second) - as_time(first) == timedelta(hours=1)
    assert len({as_time(first), as_time(second)}) == 2


@pytest.mark.parametrize("instant", [FIRST_HALF_PAST_TWO, SECOND_HALF_PAST_TWO, datetime(2026, 7, 1, tzinfo=UTC)])
def test_a_pendulum_value_becomes_a_standard_one(instant: datetime) -> None:
    plain = as_time(pendulum.instance(instant).in_timezone("Europe/Stockholm"))
    assert type(plain) is datetime
    assert plain.tzinfo is UTC
    assert plain == instant
    assert type(as_time(pendulum.instance(instant))) is datetime


class _SaysNothing(tzinfo):
    """A zone that doesn't tell its offset: by the standard library's rule, the time is naive."""

    def utcoffset(self, dt: datetime | None, /) -> timedelta | None:
        return None

    def dst(self, dt: datetime | None, /) -> timedelta | None:
        return None

    def tzname(self, dt: datetime | None, /) -> str | None:
        return None


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (datetime(2026, 3, 1, 8, 30), "naive"),  # noqa: DTZ001  this is what is refused
        (datetime(2026, 3, 1, 8, 30, tzinfo=_SaysNothing()), "naive"),
        (pendulum.naive(2026, 3, 1, 8, 30), "naive"),
        (datetime(2004, 12, 31, 22, 59, tzinfo=UTC), "range"),
        (datetime.max.replace(tzinfo=timezone(timedelta(hours=-1))), "range"),
        (datetime.min.replace(tzinfo=timezone(timedelta(hours=1))), "range"),
        (date(2026, 3, 1), "type"),
        ("2026-03-01T08:30:00+01:00", "type"),
        (1772350200, "type"),
        (None, "type"),
    ],
)
def test_a_value_that_is_no_time_is_refused_wherever_one_is_wanted(value: datetime, reason: str) -> None:
    for wants_a_time in (as_time, format_time, local_date, shown):
        with pytest.raises(NotATime) as refused:
            wants_a_time(value)
        assert refused.value.reason == reason


def test_a_day_is_read_strictly() -> None:
    assert parse_date("2026-03-01") == date(2026, 3, 1)
    assert parse_date("2028-02-29") == date(2028, 2, 29)
    assert parse_date("2005-01-01") == date(2005, 1, 1)
    assert parse_date("2100-12-31") == date(2100, 12, 31)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "20260301",
        "2026-3-1",
        "2026-W09-7",
        "2026-060",
        "2026-02-29",
        "2026-13-01",
        "2026-03-01 ",
        "2026-03-01\n",
        "2026-03-01T00:00:00Z",
        "٢٠٢٦-03-01",
        "2004-12-31",
        "2101-01-01",
        "0000-01-01",
    ],
)
def test_no_other_writing_of_a_day_is_read(text: str) -> None:
    with pytest.raises(NotATime) as refused:
        parse_date(text)
    assert refused.value.reason == "date"


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 3, 1, 22, 59, 59, tzinfo=UTC), date(2026, 3, 1)),
        (datetime(2026, 3, 1, 23, 0, tzinfo=UTC), date(2026, 3, 2)),
        (datetime(2026, 7, 1, 21, 59, 59, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 7, 1, 22, 0, tzinfo=UTC), date(2026, 7, 2)),
        (datetime(2025, 12, 31, 23, 0, tzinfo=UTC), date(2026, 1, 1)),
    ],
)
def test_the_day_of_an_instant_is_the_day_in_stockholm(instant: datetime, day: date) -> None:
    assert local_date(instant) == day
    assert type(local_date(pendulum.instance(instant))) is date


@pytest.mark.parametrize(
    ("day", "start", "hours"),
    [
        (date(2026, 3, 1), datetime(2026, 2, 28, 23, tzinfo=UTC), 24),
        (date(2026, 7, 1), datetime(2026, 6, 30, 22, tzinfo=UTC), 24),
        (date(2026, 3, 29), datetime(2026, 3, 28, 23, tzinfo=UTC), 23),
        (date(2026, 10, 25), datetime(2026, 10, 24, 22, tzinfo=UTC), 25),
        (date(2026, 1, 1), datetime(2025, 12, 31, 23, tzinfo=UTC), 24),
    ],
)
def test_a_day_lasts_from_midnight_to_midnight_in_stockholm(day: date, start: datetime, hours: int) -> None:
    assert start_of_day(day) == start
    assert start_of_day(day).tzinfo is UTC
    assert end_of_day(day) == start + timedelta(hours=hours)


@given(instants | around_clock_changes)
def test_an_instant_lies_within_its_day(instant: datetime) -> None:
    day = local_date(instant)
    assert start_of_day(day) <= instant < end_of_day(day)


def test_a_datetime_is_not_taken_for_a_day() -> None:
    for of_day in (start_of_day, end_of_day):
        with pytest.raises(NotATime) as refused:
            of_day(datetime(2026, 3, 1, 23, 30, tzinfo=UTC))
        assert refused.value.reason == "type"


def test_a_time_is_shown_as_a_pendulum_value_in_stockholm() -> None:
    for instant, hour in ((FIRST_HALF_PAST_TWO, 2), (SECOND_HALF_PAST_TWO, 2)):
        value = shown(instant)
        assert isinstance(value, pendulum.DateTime)
        assert value.timezone_name == "Europe/Stockholm"
        assert value.hour == hour
        assert as_time(value) == instant


def test_reading_times_does_not_import_pendulum() -> None:
    code = (
        "import sys; from flerpart_flow.engine.values.clock import parse_time, format_time;"
        "format_time(parse_time('2026-03-01T08:30:00Z')); print('pendulum' in sys.modules)"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("one", "other", "before"),
    [
        ("13:00:00", "13:00:00.500", False),
        ("13:00:00.500", "13:00:00", False),
        ("12:59:59.999", "13:00:00", True),
        ("13:00:00.5", "13:00:00.512345", False),
        ("13:00:00.4", "13:00:00.512345", True),
        ("13:00:00.001", "13:00:00.002", True),
        ("13:00:00", "13:00:01", True),
        ("13:00:01", "13:00:00", False),
    ],
)
def test_order_is_compared_as_coarsely_as_the_coarser_time_was_written(one: str, other: str, before: bool) -> None:
    first, second = (parse_time(f"2026-01-13T{clock}+01:00") for clock in (one, other))
    assert written_before(first, second) is before
