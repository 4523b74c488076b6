"""No input is quadratic: what an answer takes grows no faster than the input. Shown by counting, not by the clock."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, ClassVar, Final

import attrs
import pytest

from flerpart_flow import ROUTINES
from flerpart_flow.engine.errors import JournalError
from flerpart_flow.engine.journal.json_lines import _first_twice
from flerpart_flow.engine.journal.log import read_log
from flerpart_flow.engine.judging import growth, rejudging, whole_log
from flerpart_flow.engine.judging.step import step
from flerpart_flow.engine.record.limits import Limits
from flerpart_flow.engine.review import review as reviewing
from tests.calls import Calls
from tests.engine.strictly import kept_as_they_stood
from tests.soak.shapes import SHAPES, US, Lines
from tests.stories import AF, INDIVID, consented, needed

SMALL: Final = 48
LARGE: Final = 4 * SMALL
AGAIN: Final = 1500
"""So many lines may be judged anew, so that shapes which no order makes cheap come to the limit at both sizes."""

PER_UNIT: Final = {"many_units", "units_one_by_one", "conditions"}
"""What a step looks at is all units that the consent covers, and those are 999 of a kind at most."""
PER_MEASURE: Final = {"one_large_plan"}
"""What an act on a measure looks at is the plan, of which a line holds a megabyte at most."""


def calls(shape: str, size: int) -> int:
    act = SHAPES[shape](size)
    with Calls(frozenset({"call", "c_call"})) as counted:
        act(Limits(judged_again=AGAIN))
    return counted.count


@pytest.mark.parametrize("shape", SHAPES)
def test_an_answer_takes_no_more_than_the_input_does(shape: str) -> None:
    calls(shape, 8)  # what is worked out once
    most = 2.0 if shape in PER_UNIT | PER_MEASURE else 1.2
    assert calls(shape, LARGE) <= most * 4 * calls(shape, SMALL)


class Key(str):
    """A key that counts how often it is compared."""

    __slots__ = ()
    compared: ClassVar[int] = 0

    def __eq__(self, other: object) -> bool:
        Key.compared += 1
        return str.__eq__(self, str(other))

    __hash__ = str.__hash__


@pytest.mark.parametrize("size", [100, 4000])
def test_a_key_that_stands_twice_is_found_in_one_pass(size: int) -> None:
    """Comparisons are made where no call is seen, so they are counted by the keys themselves."""
    Key.compared = 0
    keys = [Key(f"k{number}") for number in range(size)]
    assert _first_twice([*keys, Key(f"k{size - 1}")]) == f"k{size - 1}"
    assert Key.compared <= 2 * size
    assert _first_twice(["b", "a", "b", "a"]) == "b"


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The line of each step that is taken, in whichever part of the engine."""
    taken: list[int] = []

    def counted(routine: Any, rules: Any, state: Any, event: Any) -> Any:
        taken.append(event.nr)
        return step(routine, rules, state, event)

    for module in (growth, rejudging, whole_log):
        monkeypatch.setattr(module, "step", counted)
    return taken


def late(size: int) -> Lines:
    lines = Lines(consented())
    for number in range(size):
        lines.add("kontaktforsok", at=lines.first - timedelta(seconds=number / 10), till=AF, kanal="telefon")
    return lines


@pytest.mark.parametrize("size", [100, 400])
def test_lines_that_come_late_together_are_judged_once_where_only_the_end_is_asked(size: int, steps: list[int]) -> None:
    lines = late(size)
    lines.log().case()
    assert len(steps) <= len(lines.lines) + 10


@pytest.mark.parametrize("limit", [200, 2000])
def test_lines_are_judged_again_as_often_as_the_limit_says(limit: int, steps: list[int]) -> None:
    log = read_log(late(300).source(), ROUTINES, limits=Limits(judged_again=limit))
    with pytest.raises(JournalError) as beyond:
        reviewing.review(log)
    assert beyond.value.code == "grans.omprovade"
    assert limit - 300 < len(steps) <= 2 * limit + 300, "a late line is also judged where it arrives"
    assert str(limit) in beyond.value.text("sv")
    assert str(limit) in beyond.value.text("en")


def _mixed() -> Iterator[list[dict[str, Any]]]:
    """Late lines among which some can't wait: a consent, a withdrawal, a correction, a report."""
    alone: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("aterkalla_samtycke", INDIVID, {}),
        ("bestam_deltagare", INDIVID, {"deltagare": [AF], "svar": "ja"}),
        ("ratta", US, {"ror": 5, "skal_kod": "felskrivning"}),
        ("rapportera_avvikelse", US, {"slag": "inget_svar", "part": AF, "lamnas_till": "kommun"}),
        ("kalla", US, {"till": [AF]}),
    )
    for event, by, content in alone:
        for place in range(0, 12, 3):
            lines = Lines(consented())
            for number in range(12):
                if number == place:
                    at = lines.first - timedelta(minutes=5) if number % 2 else None
                    lines.add(event, by, at, **content)
                seconds = (number * 7) % 12 - 6
                lines.add("kontaktforsok", at=lines.first + timedelta(seconds=seconds), till=AF, kanal="brev")
            yield [lines.header, *lines.lines]


def test_lines_that_are_judged_together_come_out_as_one_by_one() -> None:
    """The same case, value for value, and the same states at every place of it."""
    for lines in _mixed():
        log = read_log([json.dumps(one).encode() for one in lines], ROUTINES)
        one_by_one = [case for case, _ in log.steps()][-1]
        whole = log.case()
        assert whole == one_by_one
        assert whole.state == one_by_one.state
        assert whole.latest == one_by_one.latest
        kept_as_they_stood(whole)
        kept_as_they_stood(one_by_one)


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(lines=8), "grans.rader"),
        (Limits(corrections=1), "grans.rattelser"),
        (Limits(seconds=0), "grans.tid"),
    ],
)
def test_a_log_beyond_a_limit_is_told_of_by_its_line(limits: Limits, code: str) -> None:
    lines = Lines(needed()).add("informera", anpassning=["lattlast"]).add("informera", anpassning=["lattlast"])
    for nr in (2, 3):
        lines.add("ratta", ror=nr, skal_kod="felskrivning")
    for _ in range(6):
        lines.add("informera", anpassning=["lattlast"])
    with pytest.raises(JournalError) as beyond:
        read_log(lines.source(), ROUTINES, limits=limits)
    assert beyond.value.code == code
    assert beyond.value.line == {"grans.rader": 10, "grans.rattelser": 6, "grans.tid": 2}[code]
    assert beyond.value.text("sv") != beyond.value.text("en")
    assert read_log(lines.source(), ROUTINES).case().facts is not None


def test_time_is_a_limit_of_judging_too() -> None:
    log = late(80).log()
    for ask in (type(log).case, reviewing.review):
        with pytest.raises(JournalError) as beyond:
            ask(attrs.evolve(log, limits=Limits(seconds=0)))
        assert beyond.value.code == "grans.tid"


def test_the_default_limits_leave_room_for_what_is_real() -> None:
    """A log of 600 lines of which every tenth is late by a hundred lines is no trouble."""
    lines = Lines(consented())
    for number in range(600):
        at = lines.now - timedelta(minutes=100) if number % 10 == 9 and number > 100 else None
        lines.add("kontaktforsok", at=at, till=AF, kanal="telefon")
    assert reviewing.review(lines.log()).follows_the_routine
