"""A long case costs what its length says: shown by counting, not by the clock."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from flerpart_flow.engine.definition.correction import Ratta
from flerpart_flow.engine.judging import rejudging
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.judging.course import EVERY
from flerpart_flow.engine.judging.step import step
from flerpart_flow.engine.record.events import Event
from flerpart_flow.routines.flerpartsmote import Kontaktforsok
from tests.calls import Calls
from tests.engine.canonical import canonical
from tests.stories import ARBETSMARKNAD, EKONOMI, consented
from tests.toy import N, at, letter, play

SECOND = timedelta(seconds=1)


def note(number: int, **change: Any) -> Event:
    when = change.get("occurred_at", at(10) + number * SECOND)
    return N(**{"occurred_at": when, "recorded_at": when, "by": "nord", "text": "t", **change})


def taken_by(act: Callable[[], object]) -> int:
    """How many bytes are held after an act that weren't before."""
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    kept = act()
    held = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert kept is not None
    return held


def long_case(length: int, refused: bool = False) -> Case:
    case = play("a n")
    for number in range(length):
        case, _ = case.record(note(number, text=None if refused else "t"))
    return case


@pytest.mark.parametrize("refused", [False, True], ids=["accepted", "refused"])
def test_memory_grows_with_the_length_only(refused: bool) -> None:
    events = [note(number, text=None if refused else "t") for number in range(10_000)]

    def grown(length: int) -> list[Case]:
        case = play("a n")
        for event in events[:length]:
            case, _ = case.record(event)
        return [case]

    short, long = taken_by(lambda: grown(1_000)), taken_by(lambda: grown(10_000))
    assert long < 11 * short
    assert long / 10_000 < 1_000, "a note alone takes some hundred bytes"


def test_an_event_more_costs_the_same_however_long_the_case_is() -> None:
    counts = []
    for length in (70, 700, 7_000):
        case = long_case(length)
        with Calls() as calls:
            case.apply(note(length))
        counts.append(calls.count)
    assert counts[0] == counts[1] == counts[2]


def test_a_late_line_costs_what_comes_after_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 7,000 lines the last 100 are judged again, and at most 63 before them, twice over."""
    steps = []

    def counted(*given: Any) -> Any:
        steps.append(given)
        return step(*given)

    monkeypatch.setattr(rejudging, "step", counted)
    case = long_case(7_000)
    late = note(6_900, recorded_at=at(10) + 7_000 * SECOND)
    after = case.apply(late)
    assert after.facts.notes == case.facts.notes + 1
    assert len(steps) <= 100 + 3 * EVERY


def test_a_question_about_an_earlier_moment_replays_at_most_a_block(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = []

    def counted(*given: Any) -> Any:
        steps.append(given)
        return step(*given)

    monkeypatch.setattr(rejudging, "step", counted)
    case = long_case(2_000)
    assert case.state_at(at(10) + 1_500 * SECOND).facts.notes == 1_502
    assert len(steps) < EVERY


def test_states_are_kept_every_64_lines() -> None:
    assert [len(long_case(length - 2).course.blocks) for length in (2, 63, 64, 127, 128, 640)] == [
        1,
        1,
        2,
        2,
        3,
        11,
    ]


def test_the_facts_of_a_long_case_are_no_longer_than_those_of_a_short_one() -> None:
    story = consented()
    sizes = []
    case = story.case
    for number in range(300):
        when = story.event(Kontaktforsok).occurred_at + number * timedelta(hours=1)
        event = Kontaktforsok(
            occurred_at=when,
            recorded_at=when,
            by=ARBETSMARKNAD,
            till=(EKONOMI, ARBETSMARKNAD)[number % 2],
            kanal="telefon",
        )
        case = case.apply(event)
        sizes.append(len(canonical(case.facts)))
    assert len(case.facts.attempts) == 2
    assert max(sizes[10:]) - min(sizes[10:]) < 20


def test_a_hundred_thousand_contact_attempts() -> None:
    """The whole size that is promised, on the real routine; how fast is for the benchmark to say."""
    case = consented().case
    already, first = len(case.lines), case.lines[-1].occurred_at
    for number in range(100_000):
        at_ = first + timedelta(minutes=number)
        case = case.apply(
            Kontaktforsok(occurred_at=at_, recorded_at=at_, by=ARBETSMARKNAD, till=EKONOMI, kanal="telefon")
        )
    assert len(case.lines) == already + 100_000
    assert case.facts.attempts[0].count == 100_000
    assert case.status(len(case.lines)).value == "accepted"
    assert len(case.course.blocks) == 1 + len(case.lines) // EVERY


def test_thousands_of_refused_lines_and_one_late_one() -> None:
    case = long_case(5_000, refused=True)
    case = case.apply(letter("n", 5, recorded_at=at(20)))
    case, _ = case.record(note(0, text=None, occurred_at=at(21)))
    assert [case.status(nr).value for nr in (2, 3, 5_002, 5_003, 5_004)] == [
        "accepted",
        "refused",
        "refused",
        "accepted",
        "refused",
    ]
    assert case.facts.notes == 2


def test_many_corrections() -> None:
    case = long_case(200)
    for nr in range(3, 103):
        case = case.apply(Ratta(occurred_at=at(30), recorded_at=at(30), by="nord", ror=nr, skal_kod="felskrivning"))
    assert case.facts.notes == 101
