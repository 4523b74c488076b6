"""The quick way through a line takes what the strict way takes, as the same event, or leaves it to the strict way."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from flerpart_flow.engine.errors import JournalError
from flerpart_flow.engine.journal.event_lines import Reader
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.record.reading import reader_of
from flerpart_flow.engine.values import clock
from flerpart_flow.engine.values.clock import NotATime, parse_time
from flerpart_flow.installed import ROUTINES, load

LOGS = sorted((Path(__file__).parents[2] / "examples" / "logs").glob("*.jsonl"))
ODD: tuple[Any, ...] = (
    None, True, 0, -1, 1.5, 10**12, "", " ", "x", "ja", "nej", [], ["individ", "individ"], [None], [["individ"]], {},
    {"individ": "x"}, {"individ": ["halsa"]}, {"mal": []}, "2026-03-01", "2026-03-01T08:30:00", "19121212-1212",
    "2026-03-01T24:00:00+01:00", "2026-03-01T08:30:00-00:00", "2026-03-01T08:30:00+01:75", "2026-03-01T08:30:60+01:00",
    "2026-W09-7T08:30:00+01:00", "2026-02-30T08:30:00+01:00", "2004-03-01T08:30:00+01:00",
    "2026-03-01T08:30:00.5+01:00", "ombud:1", "ombud:01", "kommun:socialtjanst:2", "narstaende",
)  # fmt: skip


def lines() -> Iterator[tuple[Reader, int, list[Event], bytes]]:
    """Every line of the bundled logs, with what stands above it."""
    for path in LOGS:
        log = load(path)
        reader = Reader(log.routine, log.rules)
        written = path.read_bytes().splitlines(keepends=True)[1:]
        for nr, line in enumerate(written[: len(log.events)], 1):
            yield reader, nr, list(log.events[: nr - 1]), line


LINES = list(lines())


def strict(reader: Reader, line: bytes, nr: int, above: list[Event]) -> Event | None:
    try:
        return reader._strict(line, nr, above)
    except JournalError:
        return None


def both(reader: Reader, line: bytes, nr: int, above: list[Event]) -> bool:
    """Whether the quick way took the line; then it is the strict way's event, field by field."""
    quick, slow = reader._quick(line, nr, above), strict(reader, line, nr, above)
    if quick is None:
        return False
    assert quick == slow, line
    assert type(quick) is type(slow)
    assert [type(value) for value in fields(quick)] == [type(value) for value in fields(slow)], line
    assert hash(quick) == hash(slow)
    return True


def fields(event: Event | None) -> list[Any]:
    return [getattr(event, one.name) for one in type(event).__attrs_attrs__] if event is not None else []


def test_every_class_of_event_has_a_quick_reader() -> None:
    for routine in ROUTINES.values():
        assert [name for name, kind in routine.events.items() if reader_of(kind) is None] == []


def test_the_quick_way_takes_nearly_every_line_as_the_strict_way_does() -> None:
    taken = [both(reader, line, nr, above) for reader, nr, above, line in LINES]
    assert sum(taken) / len(taken) > 0.97


def damaged(line: bytes, chance: Random) -> bytes:
    """The line with one thing in it made odd: a field's value, its absence, a key too many, or how it is written."""
    data = json.loads(line)
    key = chance.choice(list(data))
    how = chance.randrange(6)
    if how == 0:
        del data[key]
    elif how == 1:
        data[chance.choice(["version", "mote", "till", "start", "svar", "target", "struck", "number"])] = chance.choice(
            ODD
        )
    elif how in (2, 3):
        data[key] = chance.choice(ODD)
    text = json.dumps(data, ensure_ascii=False)
    if how == 4:
        text = text[:-1] + f', "{key}": {json.dumps(chance.choice(ODD))}}}'
    elif how == 5:
        text = text.replace('": ', '" : ') if chance.random() < 0.5 else text[: chance.randrange(1, len(text))]
    return text.encode()


@pytest.mark.parametrize("seed", range(3))
def test_the_quick_way_takes_no_line_that_the_strict_way_refuses_or_reads_otherwise(seed: int) -> None:
    chance, taken = Random(seed), 0
    for reader, nr, above, line in LINES:
        taken += both(reader, damaged(line, chance), nr, above)
    assert 0 < taken < len(LINES)


@pytest.mark.parametrize(
    "written",
    [
        "2026-03-01T24:00:00+01:00",
        "2026-03-01T08:30:00+01:60",
        "2026-03-01T08:30:00-00:00",
        "2026-03-01T08:30:00+24:00",
        "2026-03-01T08:60:00+01:00",
        "2026-03-01 08:30:00+01:00",
        "2026-W09-7T08:30:00+01:00",
        "2026-03-01T08:30:00+0100 ",
        "2026-03-01T08.30.00+01:00",
        "２026-03-01T08:30:00+01:0",
    ],
)
def test_a_time_is_read_without_the_pattern_only_as_the_pattern_has_it(written: str) -> None:
    with pytest.raises(NotATime) as error:
        parse_time(written)
    assert error.value.reason == "format"


def test_hour_24_is_refused_also_by_a_python_whose_fromisoformat_takes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_time_on_calendar", lambda text: datetime(2026, 3, 1, 23, tzinfo=UTC))
    assert clock._parse_time.__wrapped__("2026-03-01T23:59:59+01:00") == datetime(2026, 3, 1, 23, tzinfo=UTC)
    with pytest.raises(NotATime) as error:
        clock._parse_time.__wrapped__("2026-03-01T24:00:00+01:00")
    assert error.value.reason == "format"
