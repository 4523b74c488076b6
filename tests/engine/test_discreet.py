"""Errors and values give away nothing that somebody wrote: no ``repr``, no traceback with locals, no pickle does."""

from __future__ import annotations

import json
import pickle
import traceback
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

import attrs
import pytest

from flerpart_flow import ROUTINES
from flerpart_flow.across.handover import check_links
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.errors import EventError, FlowError
from flerpart_flow.engine.journal.log import read_log, write_log
from flerpart_flow.engine.judging.case import Case, open_case
from flerpart_flow.engine.judging.decision import Refused
from flerpart_flow.engine.record import fields
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.record.header import Header
from flerpart_flow.engine.record.recorded import recorded
from flerpart_flow.engine.review import review as reviewing
from flerpart_flow.engine.review.compare import compare
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.routines.flerpartsmote import Atgard, Kalla, Mal, Plan
from tests.engine.given_away import given_away, told_by
from tests.engine.marked import LOGS, MARK, everything_in, marked_log
from tests.toy import TOY, at, letter, play

LATER = datetime(2031, 1, 1, tzinfo=UTC)
LIBRARY = "flerpart_flow"
HERE = Path(__file__).name


def gives_nothing_away(error: BaseException) -> None:
    assert given_away(error) is None


def raised_by(act: Callable[[], object]) -> Exception:
    with pytest.raises(Exception) as raised:  # noqa: PT011  # whichever it is, it is looked through
        act()
    return raised.value


def test_the_marks_stand_where_somebody_wrote() -> None:
    """So that the tests below can fail: the marks are in the events, in the facts, and in what is written."""
    for path in LOGS:
        log = marked_log(path)
        if any(MARK in line for line in write_log(log)):
            facts = (case.facts for case, _ in log.steps())
            if any(MARK in str(one) for one in everything_in(*facts) if isinstance(one, str)):
                break
    else:
        pytest.fail("no mark in any facts")
    kept = [path for path in LOGS if sum(not line.refused for line in reviewing.review(marked_log(path)).verdicts) > 4]
    assert len(kept) > 20, "the marked logs are still logs of cases"


@pytest.mark.parametrize("path", LOGS, ids=lambda path: path.stem)
def test_no_repr_holds_what_somebody_wrote(path: Path) -> None:
    log = marked_log(path)
    case = log.case()
    judged = reviewing.review(log)
    steps = list(log.steps())
    answers = (case.duties(LATER), case.deviations(LATER), case.permitted(LATER), list(case.replayed()))
    compared = compare(log, case.routine.rules(), LATER)
    roots = (log, case, judged, steps, answers, compared, check_links([case]), case.state_at(LATER))
    values = [one for one in everything_in(*roots) if attrs.has(type(one)) or type(one).__module__.startswith(LIBRARY)]
    assert [type(one) for one in values if MARK in repr(one)] == []


@pytest.mark.parametrize("path", LOGS, ids=lambda path: path.stem)
def test_no_refusal_holds_what_somebody_wrote(path: Path) -> None:
    log = marked_log(path)
    case = log.case()
    now = max(LATER, case.lines[-1].recorded_at)
    refused = 0
    for event in log.events[::2]:
        again = event.changed(nr=None, occurred_at=now, recorded_at=now)
        raised: FlowError | None = None
        try:
            case.apply(again)
        except (Refused, EventError) as error:
            raised = error
        if raised is not None:
            gives_nothing_away(raised)
        if isinstance(raised, Refused):
            refused += 1
            whole = case.decide(again)
            assert (raised.account.norms, raised.text("en")) == (whole.norms, whole.explain("en"))
            assert not any(isinstance(one, (Event, Case)) for one in everything_in(raised.account))
    assert refused or len(log.events) < 6


def _broken(line: dict[str, Any]) -> Iterator[bytes]:
    """The line with one thing or another wrong in it."""
    yield json.dumps({**line, MARK: MARK}).encode()
    yield json.dumps({**line, "event": MARK}).encode()
    yield json.dumps({**line, "nr": MARK}).encode()
    yield json.dumps({**line, "by": MARK}).encode()
    yield json.dumps({**line, "occurred_at": MARK}).encode()
    yield json.dumps({**line, "recorded_at": "2001-01-01T00:00:00Z"}).encode()
    yield json.dumps(
        {name: f"{MARK} 19121212-1212" if name not in {"nr", "event"} else one for name, one in line.items()}
    ).encode()
    yield json.dumps(
        {name: {MARK: [MARK]} if name not in {"nr", "event"} else one for name, one in line.items()}
    ).encode()
    yield json.dumps(line).encode()[:-1] + f',"{MARK}":1,"{MARK}":2}}'.encode()
    yield json.dumps(line).encode()[:-3]
    yield json.dumps(line, ensure_ascii=False).encode().replace(b'"by"', b'"b\xffy"')
    yield json.dumps({**line, "text": None}).encode()
    yield f"[{json.dumps(MARK)}]".encode()


@pytest.mark.parametrize("path", LOGS[::3], ids=lambda path: path.stem)
def test_no_damaged_log_holds_what_somebody_wrote(path: Path) -> None:
    """Whichever way a line is broken, and also if the caller gave the lines as a list."""
    lines = [line.encode() for line in write_log(marked_log(path))]
    for at_, line in list(enumerate(lines))[1::9]:
        for broken in _broken(json.loads(line)):
            source = [*lines[:at_], broken]
            gives_nothing_away(raised_by(partial(read_log, source, ROUTINES)))
    header = json.loads(lines[0])
    for wrong in ({**header, MARK: 1}, {**header, "case": f"{MARK} 19121212-1212"}, {**header, "routine": MARK}):
        gives_nothing_away(raised_by(partial(read_log, [json.dumps(wrong).encode()], ROUTINES)))


@pytest.mark.parametrize("routine", ROUTINES.values(), ids=lambda routine: routine.name)
def test_no_event_that_cannot_be_made_holds_what_somebody_wrote(routine: Routine[Any]) -> None:
    """Each field of each event, given what it can't hold."""
    made = 0
    envelope: dict[str, Any] = {"occurred_at": LATER, "recorded_at": LATER, "by": "individ"}
    wrong = (f"{MARK}\x00", [f"{MARK} 19121212-1212"], {MARK: [MARK, MARK]})
    for kind in routine.events.values():
        for field in attrs.fields(kind):
            for value in wrong if field.init else ():
                try:
                    kind(**{**envelope, field.name: value})
                except EventError as error:
                    made += 1
                    gives_nothing_away(error)
    assert made > 200


def _measures(*measures: dict[str, str]) -> dict[str, Any]:
    return {"atgarder": list(measures)}


@pytest.mark.parametrize(
    "act",
    [
        lambda: Mal(id=f"{MARK}\x00"),
        lambda: Atgard(id="a", text=f"{MARK}\x00"),
        lambda: Plan(**_measures({"id": MARK, "text": f"{MARK} 19121212-1212"})),
        lambda: Plan(**_measures({"id": MARK}, {"id": MARK})),
        lambda: Header("flerpartsmote", "a", previous=f"{MARK}\x00"),
        lambda: open_case(ROUTINES["flerpartsmote"], f"{MARK} 19121212-1212"),
        lambda: open_case(ROUTINES["flerpartsmote"], "a", municipality=MARK),
        lambda: play("a n").decide(letter("n", 5, text=MARK, by=MARK)),
        lambda: play("a n").apply(letter("n", 0, text=MARK, recorded_at=at(0))),
        lambda: play("a n").record(letter("n", 5, text=MARK).changed(nr=17)),
        lambda: play("a n").permitted(at(5), by=MARK),
        lambda: play("a n").why_not(Kalla, at(5)),
        lambda: play("a n").why_not(type(letter("n")), None),
        lambda: play("a n").duties(LATER.replace(tzinfo=None)),
        lambda: play("a n").apply_all([letter("n", 5, text=MARK), letter("b", 6, text=MARK), letter("n", 1)]),
    ],
)
def test_no_misuse_holds_what_somebody_wrote(act: Callable[[], object]) -> None:
    gives_nothing_away(raised_by(act))


def test_an_error_of_a_routines_own_holds_nothing_either(monkeypatch: pytest.MonkeyPatch) -> None:
    """A guard that is wrong raises whatever it raises, and what it had at hand is let go of."""

    def wrong(self: Any, phase: str, facts: Any, event: Event, rules: Rules) -> Any:
        text = event.text  # type: ignore[attr-defined]  # the toy's note has one
        raise ZeroDivisionError(len(text))

    monkeypatch.setattr(type(TOY.machine.events["n"]), "decide", wrong)
    case = open_case(TOY, "toy-1")
    event = letter("n", text=f"{MARK} hemligt", recorded_at=at(0))
    asks: tuple[Callable[[Event], object], ...] = (case.apply, case.decide, case.record)
    for ask in asks:
        error = raised_by(partial(ask, event))
        assert isinstance(error, ZeroDivisionError)
        assert "in step" in told_by(error), "the way to where it was raised is still told"
        gives_nothing_away(error)


def test_an_event_of_a_routines_own_shows_no_text() -> None:
    @recorded
    class Own(Event):
        name: ClassVar[str] = "own"
        text: str | None = fields.text()

    @attrs.frozen(kw_only=True, slots=False)
    class Other(Event):
        name: ClassVar[str] = "other"
        text: str | None = fields.text()

    kinds: tuple[Callable[..., Event], ...] = (Own, Other)  # what attrs made alone, mypy doesn't see the envelope of
    for kind in kinds:
        assert repr(kind(nr=3, occurred_at=LATER, by="nord", text=MARK)) == f"{kind.__name__}(nr=3)"


def test_what_an_account_tells() -> None:
    """The kind of event, its number, its day, the phase, the norms: by hand, of the toy."""
    with pytest.raises(Refused) as refused:
        play("a").apply(letter("b", 3, text=MARK, recorded_at=at(3)))
    account = refused.value.account
    assert (account.event, account.nr, account.day.isoformat(), account.phase) == ("b", 2, "2026-01-15", "A")
    assert account.norms == ("T-FIRST",)
    assert not account.allowed
    assert [one.norm for one in account.hindrances] == ["T-FIRST"]
    twin = pickle.loads(pickle.dumps(account))
    assert twin == account
    assert twin.explain("en") == account.explain("en") == refused.value.text("en")


def test_what_a_case_shows_of_itself() -> None:
    case = play("a n")
    assert repr(case) == "Case(header=Header(routine='toy', case='toy-1'), routine=toy, rules=2, lines=2)"
    assert repr(case.lines) == "Chain(2)"
    assert repr(case.lines[1]) == "N(nr=2)"
    assert repr(case.state).startswith("State(phase='A'")
    assert repr(case.decide(letter("x", 9))).startswith("Decision(x, nr=3, allowed=")


def test_frames_are_let_go_of_through_the_whole_chain() -> None:
    """An error that comes from another takes that one's frames along."""
    error = raised_by(lambda: Plan(**_measures({"id": MARK, "klart_senast": f"{MARK}"})))
    assert error.__context__ is not None
    for _, one in zip(range(9), _chain(error), strict=False):
        for frame, _line in traceback.walk_tb(one.__traceback__):
            held = frame.f_locals.values() if not frame.f_code.co_filename.endswith(HERE) else ()
            assert MARK not in repr(list(held))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__context__
