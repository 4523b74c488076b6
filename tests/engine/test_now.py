"""What time it is comes from the host: an event is written down now, and none may lie more than a day ahead.

A line that lies ahead all the same, in a log from elsewhere, can be corrected, and the case goes on.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from flerpart_flow import FLERPARTSMOTE, EventError, JournalError, LineStatus, open_case, read_log, review, write_log
from flerpart_flow.engine.definition.correction import Ratta
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.record.events import Event
from flerpart_flow.routines.flerpartsmote import AterkallaSamtycke, GeSamtycke, IdentifieraBehov
from tests.stories import ARBETSMARKNAD, INDIVID, consented, moment
from tests.toy import TOY, A, N, at, case, letter, play
from tests.toy import Facts as ToyFacts

Way = Callable[[Case, Event, datetime | None], Any]
WAYS: dict[str, Way] = {
    "apply": lambda run, event, now: run.apply(event, now=now),
    "apply_all": lambda run, event, now: run.apply_all([event], now=now),
    "record": lambda run, event, now: run.record(event, now=now),
    "decide": lambda run, event, now: run.decide(event, now=now),
    "why_not": lambda run, event, now: run.why_not(event, now),
}
every_way = pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
RECORDING = ("apply", "apply_all", "record")
each_that_records = pytest.mark.parametrize("way", [WAYS[name] for name in RECORDING], ids=RECORDING)


def note(day: float, **content: Any) -> N:
    """A note that doesn't say when it was written down."""
    return N(**{"occurred_at": at(day), "by": "nord", "text": "t", "till": ("syd",), **content})


def fault(way: Way, run: Case, event: Event, now: datetime | None) -> tuple[str, str | None]:
    with pytest.raises(EventError) as error:
        way(run, event, now)
    assert error.value.text("sv") != error.value.text("en")
    assert "2099" not in str(error.value)
    return error.value.code, error.value.field


@each_that_records
@pytest.mark.parametrize(
    "event", [note(2), note(0.5), note(1, text=None)], ids=["the latest", "a late one", "one that is refused"]
)
def test_an_event_that_says_not_when_it_was_written_down_needs_to_be_told_what_time_it_is(
    way: Way, event: Event
) -> None:
    run = play("a n")
    assert fault(way, run, event, None) == ("handelse.nar_skriven", "recorded_at")
    assert run.decide(event, at(3)).event.recorded_at == at(3)


@pytest.mark.parametrize(("day", "written"), [(2, 2), (0.5, 1)], ids=["the latest", "a late one"])
@pytest.mark.parametrize("way", ["decide", "why_not"])
def test_a_question_needs_no_clock(way: str, day: float, written: float) -> None:
    decision = WAYS[way](play("a n"), note(day), None)
    assert (decision.allowed, decision.event.recorded_at) == (True, at(written))


def test_the_event_that_opens_a_case_may_say_only_when_it_happened() -> None:
    opening = A(occurred_at=at(0), by="nord")
    assert case().apply(opening).lines[0].recorded_at == at(0)
    assert case().apply(opening, at(0)).lines[0].recorded_at == at(0)


@pytest.mark.parametrize(
    ("day", "now", "written"),
    [(2, 2, 2), (2, 9, 9), (0.5, 3, 3), (2.5, 2, 2.5)],
    ids=["at once", "a week later", "a late one", "by a clock that is slow"],
)
def test_it_is_written_down_when_the_host_says_that_it_is(day: float, now: float, written: float) -> None:
    run, decision = play("a n").record(note(day), at(now))
    assert run.lines[-1].recorded_at == decision.event.recorded_at == at(written)


def test_an_event_that_says_when_it_was_written_down_keeps_it() -> None:
    assert play("a n").apply(note(2, recorded_at=at(3)), at(9)).lines[-1].recorded_at == at(3)
    assert play("a n").apply(note(2, recorded_at=at(3))).lines[-1].recorded_at == at(3)


@every_way
@pytest.mark.parametrize(
    ("stated", "field"),
    [
        ({"occurred_at": datetime(2099, 1, 1, tzinfo=UTC)}, "occurred_at"),
        ({"occurred_at": at(3) + timedelta(days=1, seconds=1)}, "occurred_at"),
        ({"occurred_at": at(2), "recorded_at": datetime(2099, 1, 1, tzinfo=UTC)}, "recorded_at"),
        ({"occurred_at": at(0.5), "recorded_at": at(4.1)}, "recorded_at"),
    ],
    ids=["the wrong year", "a second too far", "written down in another year", "a late one"],
)
def test_no_event_lies_more_than_a_day_ahead(way: Way, stated: dict[str, Any], field: str) -> None:
    assert fault(way, play("a n"), note(2, **stated), at(3)) == ("handelse.framtid", field)


@every_way
@pytest.mark.parametrize("stated", [{"occurred_at": at(4)}, {"occurred_at": at(2), "recorded_at": at(4)}])
def test_a_day_ahead_is_allowed_since_clocks_differ(way: Way, stated: dict[str, Any]) -> None:
    way(play("a n"), note(2, **stated), at(3))


@every_way
def test_a_naive_now_is_refused(way: Way) -> None:
    code, _ = fault(way, play("a n"), note(2), datetime(2026, 1, 20))  # noqa: DTZ001  what is tested
    assert code == "falt.tid_naive"


def strike(nr: int, day: float) -> Ratta:
    return Ratta(occurred_at=at(day), recorded_at=at(day), by="nord", ror=nr, skal_kod="felskrivning")


@pytest.mark.parametrize(
    "wrong",
    [letter("n", 4000), letter("n", 2, recorded_at=at(4000)), letter("n", 4000, text=None)],
    ids=["happened in another year", "written down in another year", "refused besides"],
)
def test_a_line_that_lies_ahead_is_struck_and_the_case_goes_on(wrong: Event) -> None:
    run, _ = play("a n").record(wrong)
    with pytest.raises(EventError) as error:
        run.apply(note(4), at(4))
    assert error.value.code == "handelse.ordning"
    assert "ratta" in error.value.text("sv")
    run = run.apply(strike(3, 5)).apply(letter("b", 6)).apply(note(6.5), at(7))
    assert (run.phase, run.facts.notes, run.status(3)) == ("B", 2, LineStatus.STRUCK)
    assert run.state_at(at(8)) == run.state
    again = read_log((line.encode() for line in write_log(run)), {"toy": TOY}, None)
    assert again.case() == run
    assert review(again).case == run


def test_two_that_lie_ahead_are_struck_in_any_order() -> None:
    for first, second in ((3, 4), (4, 3)):
        run = play("a n n4000 n4001")
        run = run.apply(strike(first, 5)).apply(strike(second, 5)).apply(letter("b", 6))
        assert (run.phase, run.facts.notes) == ("B", 1)


@pytest.mark.parametrize("wrong", [strike(2, 5), strike(4, 5)], ids=["of another line", "of no line"])
def test_no_other_line_is_written_down_before_the_one_above(wrong: Ratta) -> None:
    with pytest.raises(EventError) as error:
        play("a n n4000").apply(wrong)
    assert error.value.code == "handelse.ordning"


def test_a_log_is_read_by_the_same_order() -> None:
    lines = list(write_log(play("a n n4000").apply(strike(3, 5)).apply(letter("n", 6))))
    assert len(read_log((line.encode() for line in lines), {"toy": TOY}).events) == 5
    other = lines[4].replace('"ror":3', '"ror":2')
    with pytest.raises(JournalError) as error:
        read_log((line.encode() for line in [*lines[:4], other]), {"toy": TOY})
    assert (error.value.code, error.value.line) == ("journal.ordning", 5)


@pytest.mark.parametrize("lasting", ["p", "x"])
def test_what_a_correction_cannot_undo_holds_from_the_correction_not_from_a_day_to_come(lasting: str) -> None:
    run = play(f"a n {lasting}4000").apply(strike(3, 5))
    if lasting == "x":  # its own correction opens a closed case
        assert (run.phase, run.apply(letter("b", 6)).phase) == ("A", "B")
        return
    assert (run.phase, run.state_at(at(4)).phase, run.state_at(at(5)).phase) == ("P", "A", "P")
    on = run.apply(letter("r", 6)).apply(letter("n", 7))
    assert (on.phase, on.state_at(at(5000)).phase) == ("B", "B")
    assert isinstance(on.facts, ToyFacts)
    lines = [line.encode() for line in write_log(on)]
    assert read_log(lines, {"toy": TOY}).case() == on
    assert [placed.nr for placed in on.replayed()] == [1, 2, 3, 4, 5, 6]


def test_a_withdrawal_with_a_wrong_year_that_is_struck_stays_a_withdrawal_and_can_be_followed_by_consent() -> None:
    story = consented()
    nr = len(story.case.lines) + 1
    far = moment(3000)
    by: Any = {"by": INDIVID, "recorded_by": ARBETSMARKNAD}
    run = story.case.apply(AterkallaSamtycke(occurred_at=far, recorded_at=far, **by))
    run = run.apply(Ratta(occurred_at=moment(20), ror=nr, skal_kod="felskrivning", by=ARBETSMARKNAD), moment(20))
    assert run.phase == "vilande"
    assert run.state_at(moment(19)).phase == "forberedelse"
    given = GeSamtycke(occurred_at=moment(22), enheter=(ARBETSMARKNAD, "arbetsformedlingen"), amnen=("arbete",), **by)
    assert {finding.norm for finding in run.decide(given, moment(22)).hindrances} <= {"FM-SAMTYCKE-1"}


def test_the_step_itself_asks_no_clock() -> None:
    far = datetime(2099, 1, 1, tzinfo=UTC)
    event = IdentifieraBehov(occurred_at=far, recorded_at=far, by=ARBETSMARKNAD)
    assert open_case(FLERPARTSMOTE, "arende-1").decide(event).allowed
