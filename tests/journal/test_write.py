"""What is written is what was read: reading and writing are inverse, and a file is written whole or not at all."""

from __future__ import annotations

import json
import stat
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flerpart_flow.engine.definition.correction import Ratta
from flerpart_flow.engine.journal.event_lines import Reader
from flerpart_flow.engine.journal.header_line import header_to_data
from flerpart_flow.engine.journal.log import Log, dump_line, read_log, read_log_file, write_log
from flerpart_flow.engine.journal.log_file import write_log_file
from flerpart_flow.engine.judging.case import Case, case_of, open_case
from flerpart_flow.engine.record.events import Event, to_data
from flerpart_flow.engine.record.header import Header, Pin
from flerpart_flow.engine.values import personnummer
from flerpart_flow.engine.values.ternary import Ternary
from tests.journal.toy import ROUTINES, TOY, A, B, X

START = datetime(2026, 3, 1, 8, tzinfo=UTC)
RULES = TOY.rules()


def _told(text: str) -> bool:
    return bool(text.strip()) and not personnummer.contains(text)


texts = st.text(
    st.characters(exclude_categories=["Cc", "Cf", "Cs"], include_characters="\n\t"), min_size=1, max_size=30
).filter(_told)
moments = st.integers(0, 9 * 10**7).map(lambda minutes: START + timedelta(seconds=7 * minutes))
units = st.sampled_from(["nord", "syd", "nord:hamn", "nord:2"])
actors = st.one_of(units, st.sampled_from(["individ", "arbetsgivare", "narstaende:1"]))
numbers = st.integers(1, 1_000_000_000)

contents: dict[str, st.SearchStrategy[Any]] = {
    "plats": texts,
    "rader": st.lists(texts, max_size=3).map(tuple),
    "antal": numbers,
    "klart": st.sampled_from(Ternary),
    "start": moments,
    "dag": st.dates(date(2005, 1, 1), date(2100, 12, 31)),
    "kanal": st.sampled_from(["brev", "telefon"]),
    "till": st.lists(actors, unique=True, max_size=3).map(tuple),
    "syfte": st.dictionaries(actors, texts, max_size=3).map(lambda said: tuple(said.items())),
}
contents_said = st.fixed_dictionaries({}, optional=contents)
corrections = st.fixed_dictionaries({}, optional={**contents, "syfte": st.dictionaries(actors, texts)}).filter(bool)
events: st.SearchStrategy[Any] = st.one_of(
    st.tuples(st.just(A), st.just({})),
    st.tuples(st.just(B), contents_said),
    st.tuples(st.just(X), st.just({})),
    st.tuples(st.just(Ratta), st.fixed_dictionaries({"ror": numbers}, optional={"ratt": corrections})),
)
steps = st.tuples(
    events, units, st.timedeltas(timedelta(0), timedelta(days=9)), st.timedeltas(timedelta(0), timedelta(days=9))
)


def _placed(drawn: list[Any]) -> tuple[Event, ...]:
    recorded, placed = START, []
    for nr, ((kind, content), unit, pause, delay) in enumerate(drawn, 1):
        recorded += pause
        placed.append(kind(nr=nr, by=unit, occurred_at=recorded - delay, recorded_at=recorded, **content))
    return tuple(placed)


references = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=20).filter(_told)
headers = st.builds(
    Header,
    st.just("toy"),
    references,
    st.sampled_from([None, "skogby"]),
    st.sampled_from([None, Pin(RULES.version, RULES.digest)]),
    st.none() | references,
    st.lists(references, max_size=2).map(tuple),
)
logs = st.builds(Log, headers, st.just(TOY), st.just(RULES), st.lists(steps, max_size=8).map(_placed))


@given(logs)
def test_reading_is_the_inverse_of_writing(log: Log) -> None:
    lines = [line.encode() for line in write_log(log)]
    assert all(line.endswith(b"\n") and line.count(b"\n") == 1 for line in lines)
    back = read_log(lines, ROUTINES)
    assert back == log
    assert [line.encode() for line in write_log(back)] == lines


def _case() -> Case:
    case = open_case(TOY, "D-17", municipality="skogby")
    for event in (
        A(by="nord", occurred_at=START, recorded_at=START),
        B(by="nord", occurred_at=START, recorded_at=START, plats="Rum 3, vårdcentralen", till=("individ",)),
        B(by="nord", occurred_at=START, recorded_at=START),
        Ratta(
            by="nord",
            occurred_at=START,
            recorded_at=START,
            ror=2,
            ratt={"start": START, "klart": Ternary.YES, "till": ("syd",)},
        ),
    ):
        case, _ = case.record(event)
    return case


def test_a_case_is_written_as_its_lines_are() -> None:
    lines = list(write_log(_case()))
    times = '"occurred_at":"2026-03-01T09:00:00+01:00","recorded_at":"2026-03-01T09:00:00+01:00"'
    said = '"plats":"Rum 3, vårdcentralen","till":["individ"]'
    assert lines[1] == f'{{"nr":1,"event":"a",{times},"by":"nord"}}\n'
    assert lines[2] == f'{{"nr":2,"event":"b",{times},"by":"nord",{said}}}\n'
    assert json.loads(lines[4])["ratt"] == {"start": "2026-03-01T09:00:00+01:00", "klart": "ja", "till": ["syd"]}


def test_a_case_that_is_read_back_is_the_same_case() -> None:
    case = _case()
    log = read_log([line.encode() for line in write_log(case)], ROUTINES)
    assert log.case() == case
    assert [after for after, _ in log.steps()][-1] == case


def test_a_header_is_written_without_what_it_does_not_say() -> None:
    assert header_to_data(Header("toy", "D-17")) == {"flerpart_flow": 1, "routine": "toy", "case": "D-17"}
    pin = Pin("2026.1", "sha256:0", "sha256:1")
    assert header_to_data(Header("toy", "D-17", "skogby", pin, "D-3", ("E-4",))) == {
        "flerpart_flow": 1,
        "routine": "toy",
        "case": "D-17",
        "municipality": "skogby",
        "rules": {"version": "2026.1", "digest": "sha256:0", "overlay": "sha256:1"},
        "previous": "D-3",
        "linked": ["E-4"],
    }


def test_a_line_keeps_the_order_of_its_keys_and_its_letters() -> None:
    assert dump_line({"b": "å", "a": [1, {"c": "ö"}]}) == '{"b":"å","a":[1,{"c":"ö"}]}'


def test_a_file_is_written_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    empty = case_of(TOY, Header("toy", "D-17"), RULES)
    write_log_file(path, empty)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o640)
    write_log_file(str(path), _case())
    assert read_log_file(path, ROUTINES).case() == _case()
    assert b"\r" not in path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    link, target = tmp_path / "log.jsonl", tmp_path / "there" / "log.jsonl"
    link.symlink_to(target)
    write_log_file(link, _case())
    assert link.is_symlink()
    assert target.read_bytes().count(b"\n") == 5


def test_a_failure_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    path.write_bytes(b"")
    broken = A(by="nord", occurred_at=START, recorded_at=START)
    object.__setattr__(broken, "by", object())  # nothing that a case could hold
    log = Log(Header("toy", "D-17"), TOY, RULES, (A(nr=1, by="nord", occurred_at=START, recorded_at=START), broken))
    with pytest.raises(TypeError):
        write_log_file(path, log)
    assert path.read_bytes() == b""
    assert list(tmp_path.iterdir()) == [path]


@given(logs)
def test_the_quick_and_the_strict_way_of_reading_agree(log: Log) -> None:
    reader, above = Reader(TOY, RULES), list[Event]()
    for nr, event in enumerate(log.events, 1):
        line = dump_line(to_data(event)).encode()
        assert reader._quick(line, nr, above) == reader._strict(line, nr, above) == event
        above.append(event)
