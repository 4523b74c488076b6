"""What holds for every sequence of events, plausible or nonsense, in time or late, in the real routine and the toy.

``judged`` is the heart: it asks one event of one case in every way there is, and demands that the answers agree.
"""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from functools import cache, reduce
from typing import Any, ClassVar

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from flerpart_flow.engine.definition.correction import Ratta
from flerpart_flow.engine.journal.log import read_log, write_log
from flerpart_flow.engine.judging.case import Case, open_case
from flerpart_flow.engine.judging.decision import Decision
from flerpart_flow.engine.record.events import Event
from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE
from flerpart_flow.routines.flerpartsmote.forberedelse.events import BestamDeltagare
from flerpart_flow.samverkan.kallelse.events import Kalla
from tests.engine.canonical import digest
from tests.engine.generate import EVENTS, contents, next_events
from tests.engine.judging import (
    QUIET,
    denied_to_all,
    has_a_total_effect,
    judged,
    judged_bare,
    the_same_value_for_value,
    walked,
)
from tests.stories import everywhere
from tests.toy import LETTERS, TOY, at, case, letter, play

NOTHING = open_case(FLERPARTSMOTE, "arende-1", municipality="uppsala")
BEGINNINGS = {"start": NOTHING, **{phase: story.case for phase, story in everywhere().items()}}

# --- The real routine --------------------------------------------------------------------------------------------


@settings(QUIET, max_examples=25)
@given(st.data())
def test_whatever_happens_the_answers_agree_and_the_journal_gives_the_case(data: st.DataObject) -> None:
    walked(data, BEGINNINGS)


ROLE_NORMS = {move.by.norm for move in FLERPARTSMOTE.moves}
"""Who may act can't be lowered: a role is a lock."""

LOWERED = FLERPARTSMOTE.rules(
    overlay={
        "norm": {
            norm.id: {"severity": "note"}
            for norm in FLERPARTSMOTE.rules().norms.values()
            if not norm.fixed and norm.same_as is None and norm.id not in ROLE_NORMS
        },
        "parameter": {"followup_booked_at_meeting_counts": False},
    }
)


@cache
def lowered_beginnings() -> dict[str, Case]:
    """The same lines under rules where an organisation has lowered everything that it may."""
    start = open_case(FLERPARTSMOTE, "arende-1", rules=LOWERED)
    return {name: reduce(lambda case, line: case.record(line)[0], run.lines, start) for name, run in BEGINNINGS.items()}


@settings(QUIET, max_examples=25)
@given(st.data())
def test_an_overlay_that_lowers_all_that_it_may_breaks_nothing(data: st.DataObject) -> None:
    """Far more is allowed then, with content missing; nothing may raise for that."""
    walked(data, lowered_beginnings())


class AnyCase(RuleBasedStateMachine):
    """A case of the real routine; a rule for each of its events is added below."""

    ran: ClassVar[Counter[str]] = Counter()
    allowed: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.run = NOTHING

    @initialize(phase=st.sampled_from(sorted(BEGINNINGS)))
    def begin(self, phase: str) -> None:
        self.run = BEGINNINGS[phase]

    def happens(self, event: Event) -> None:
        self.ran[event.name] += 1
        found = judged(self.run, event)
        if found is not None:
            self.run = found[0]
            self.allowed[event.name] += found[1].allowed

    def teardown(self) -> None:
        the_same_value_for_value(self.run)


def _rule_for(kind: type[Event]) -> Callable[..., None]:
    def happens(self: AnyCase, data: st.DataObject) -> None:
        self.happens(data.draw(next_events(self.run, kind)))

    happens.__name__ = kind.name
    return happens


for _kind in EVENTS.values():
    setattr(AnyCase, _kind.name, rule(data=st.data())(_rule_for(_kind)))


MOST_ROUNDS = 12


def test_a_machine_with_a_rule_for_every_event_and_every_rule_ran() -> None:
    """Seeded, so that it says the same every time; a rule that never ran would show nothing, so it goes on until all
    have, and fails if one of them won't.
    """
    AnyCase.ran.clear()
    AnyCase.allowed.clear()
    for number in range(MOST_ROUNDS):
        run_state_machine_as_test(
            seed(number)(AnyCase), settings=settings(QUIET, max_examples=25, stateful_step_count=20, database=None)
        )
        if set(AnyCase.ran) == set(EVENTS) and len(+AnyCase.allowed) > len(EVENTS) // 3:
            break
    assert set(AnyCase.ran) == set(EVENTS), f"never ran: {set(EVENTS) - set(AnyCase.ran)}"
    assert len(+AnyCase.allowed) > len(EVENTS) // 3, "hardly anything was allowed, so that little was shown"


@pytest.mark.parametrize("kind", EVENTS.values(), ids=EVENTS)
@settings(QUIET, max_examples=2)
@given(data=st.data())
def test_every_event_in_every_phase_with_any_content(kind: type[Event], data: st.DataObject) -> None:
    """No phase, role or content makes a guard or an effect raise, also as a refused act whose effect is enacted."""
    for start in BEGINNINGS.values():
        judged(start, data.draw(next_events(start, kind)))


@pytest.mark.parametrize("kind", EVENTS.values(), ids=EVENTS)
def test_every_event_without_any_content(kind: type[Event]) -> None:
    judged_bare(BEGINNINGS, kind, "arbetsformedlingen")


@pytest.mark.parametrize("kind", EVENTS.values(), ids=EVENTS)
def test_what_the_query_denies_nobody_may_do(kind: type[Event]) -> None:
    denied_to_all(BEGINNINGS, kind)


@pytest.mark.parametrize("kind", EVENTS.values(), ids=EVENTS)
@settings(QUIET, max_examples=2)
@given(data=st.data())
def test_the_effect_of_every_event_is_total(kind: type[Event], data: st.DataObject) -> None:
    has_a_total_effect(BEGINNINGS, kind, data.draw(contents(kind)), "arbetsformedlingen")


_SETTLED: set[type[Event]] = {*FLERPARTSMOTE.settles, *FLERPARTSMOTE.numbered, Kalla}
SETTLED = tuple(_SETTLED - {BestamDeltagare})
"""Events whose meaning is settled when they are recorded, and what those mean; the individual's word isn't one."""


@settings(QUIET, max_examples=25)
@given(st.data())
def test_late_lines_come_out_as_in_order_in_the_real_routine(data: st.DataObject) -> None:
    """Accepted lines in another order of registration, with nothing latched: the same phase and the same consent.

    Save those on the plan and on the summons, which keep their order: what they point at is settled when they are
    recorded (A52, A53).
    """
    name = data.draw(st.sampled_from(["forberedelse", "kallelse", "mote", "atgarder", "uppfoljning"]))
    lines = list(BEGINNINGS[name].lines)
    last = lines[-1].recorded_at
    settled = (line for line in lines if isinstance(line, SETTLED))
    drawn = (next(settled) if isinstance(line, SETTLED) else line for line in data.draw(st.permutations(lines)))
    mixed = [line.changed(nr=None, recorded_at=last) for line in drawn]
    run = NOTHING
    for event in mixed:
        run, _ = run.record(event)
    assert run.phase == BEGINNINGS[name].phase
    assert run.facts.consent == BEGINNINGS[name].facts.consent
    assert run.facts.participants == BEGINNINGS[name].facts.participants
    assert {run.status(nr).value for nr in range(1, len(lines) + 1)} == {"accepted"}


# --- The toy -----------------------------------------------------------------------------------------------------


@st.composite
def toy_events(draw: st.DrawFn, run: Case) -> Event:
    """Any letter, whole or not, in time or late; corrections too."""
    latest = run.latest or at(0)
    recorded = max(latest, run.lines[-1].recorded_at) if run.lines else latest
    day = draw(st.integers(-9, 3))
    occurred = max(at(0), latest + (at(day) - at(0)))
    recorded = max(recorded, occurred)
    if run.lines and draw(st.integers(0, 4)) == 0:
        ratt = draw(st.sampled_from([None, {"text": "u"}, {"text": None}, {"till": ["nord"]}, {"dag": "2026-03-01"}]))
        ror = draw(st.integers(1, len(run.lines) + 1))
        return Ratta(occurred_at=occurred, recorded_at=recorded, by="nord", ror=ror, ratt=ratt)
    word = draw(st.sampled_from([one.name for one in LETTERS]))
    change: dict[str, Any] = {"text": None} if word in "nb" and draw(st.booleans()) else {}
    return letter(word, **change).changed(occurred_at=occurred, recorded_at=recorded)


@settings(QUIET, max_examples=60)
@given(st.data())
def test_of_letters_too(data: st.DataObject) -> None:
    start = data.draw(st.sampled_from(["", "a", "a n b", "a n p", "a n b x"]))
    run = play(start)
    for _ in range(data.draw(st.integers(1, 14))):
        found = judged(run, data.draw(toy_events(run)))
        if found is not None:
            _latch_holds(run, found[0], found[1])
            run = found[0]
    the_same_value_for_value(run)


def _latch_holds(before: Case, after: Case, decision: Decision) -> None:
    """Out of P leads only going on or ending, out of X only a correction of an ending, come to life now or before."""
    leads_out = {"P": {"r", "x"}, "X": {"x"}}.get(before.phase)
    if leads_out is None or after.phase == before.phase:
        return
    alive = [decision.event, *(before.lines[nr - 1] for nr in decision.gained)]
    corrected = {before.lines[one.ror - 1].name for one in alive if isinstance(one, Ratta) and one.ror}
    went_on = {one.name for one in alive} if before.phase == "P" else set()
    assert (corrected | went_on) & leads_out, (before.phase, after.phase)


def test_every_word_of_four_letters() -> None:
    """All 10,000 of them, without hypothesis: a step is allowed exactly where the table says so."""
    table = {(move.event.name, source) for move in TOY.moves for source in move.to}
    allowed = 0
    for word in itertools.product("anbcomlprx", repeat=4):
        run = case()
        for day, name in enumerate(word):
            where = run.phase
            run, decision = run.record(letter(name, day))
            wanted = (name, where) in table and not (name == "b" and run.facts.notes == 0)
            assert decision.allowed is wanted, (word, day)
            allowed += decision.allowed
    assert allowed == sum(_words(length) * 10 ** (4 - length) for length in range(1, 5))


def _words(length: int) -> int:
    """How many words of that length are accepted to their last letter, counted by a table of our own.

    A state is (phase, notes, how many were accepted); refused letters leave it as it is.
    """
    to = {
        "start": {"a": "A"},
        "A": {"n": "A", "b": "B", "o": "A", "m": "A", "l": "A", "p": "P", "x": "X"},
        "B": {"n": "B", "c": "B", "o": "B", "m": "B", "l": "B", "p": "P", "x": "X"},
        "P": {"o": "P", "m": "P", "r": "B", "x": "X"},
        "X": {},
    }
    states = Counter({("start", 0, 0): 1})
    taken = 0
    for step in range(length):
        after: Counter[tuple[str, int, int]] = Counter()
        for (phase, notes, count), ways in states.items():
            for name in "anbcomlprx":
                target = to[phase].get(name)
                if target is None or (name == "b" and not notes):
                    after[phase, notes, count] += ways
                    continue
                if step == length - 1:
                    taken += ways
                if name == "c" and (count + 1) % 2 == 0:
                    target = "A"
                after[target, notes + (name == "n"), count + 1] += ways
        states = after
    return taken


# --- Other processes ---------------------------------------------------------------------------------------------

REPLAY = """
import sys
from flerpart_flow.engine.journal.log import read_log
from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE
from tests.engine.canonical import digest
log = read_log(iter(sys.stdin.buffer.readlines()), {"flerpartsmote": FLERPARTSMOTE})
steps = tuple(log.steps())
print(digest(steps[-1][0], tuple(decision for _, decision in steps)))
"""


@pytest.mark.parametrize("hash_seed", ["0", "4242"])
def test_another_process_with_another_hash_seed_gives_the_same_case(hash_seed: str) -> None:
    """Also what was found of each line: a set that leaked its order into a finding or a duty would differ."""
    run = BEGINNINGS["uppfoljning"]
    for kind in EVENTS.values():
        for by in ("arbetsformedlingen", "kommun:arbetsmarknad"):
            last = run.lines[-1].recorded_at
            run, _ = run.record(kind(occurred_at=last, recorded_at=last, by=by))
    written = "".join(write_log(run)).encode()
    log = read_log(iter(written.splitlines(keepends=True)), {"flerpartsmote": FLERPARTSMOTE})
    here = digest(run, tuple(decision for _, decision in log.steps()))
    there = subprocess.run(
        [sys.executable, "-c", REPLAY],
        input=written,
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert there.stdout.decode().strip() == here


def test_the_same_journal_gives_an_equal_case_in_every_phase() -> None:
    for run in BEGINNINGS.values():
        the_same_value_for_value(run)
