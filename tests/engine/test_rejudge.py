"""Late lines, corrections and latches: a case is judged in the order in which things happened.

The oracle is dull: it sorts all lines by when they occurred and folds them with ``step``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flerpart_flow.engine.definition.correction import Ratta
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.errors import EventError
from flerpart_flow.engine.journal.log import Log
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.judging.decision import Refused, State
from flerpart_flow.engine.judging.step import initial_state, step
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.rules.norms import Severity
from flerpart_flow.routines.flerpartsmote import (
    AterkallaSamtycke,
    Avsluta,
    BegransaSamtycke,
    DokumenteraSamtycke,
    GeSamtycke,
    GodtaOrdforande,
    Informera,
    Kalla,
    NekaSamtycke,
    OppnaMote,
    OverlamnaOrdforande,
)
from tests import stories, toy
from tests.engine.canonical import canonical
from tests.engine.strictly import every_line_again, kept_as_they_stood
from tests.stories import AF, ARBETSMARKNAD, EKONOMI, INDIVID, TOPICS, moment, summons
from tests.toy import TOY, at, case, letter, play

OPEN_ENDED = toy.build(latches=(), lasting=())
"""The toy with nothing that a late line can't undo."""


def from_scratch(routine: Routine, start: Case, lines: Iterable[Event]) -> tuple[State, set[int]]:
    """What comes of lines that are judged in the order they occurred: the state, and the numbers refused."""
    state, refused = initial_state(routine, start.header), set()
    for event in sorted(lines, key=lambda line: line.occurred_at):
        decision = step(routine, start.rules, state, event)
        if not decision.allowed:
            refused.add(event.nr or 0)
        state = decision.state
    return state, refused


def recorded(routine: Routine, events: Iterable[Event]) -> Case:
    """A case with every event as its next line, refused or not."""
    run = attrs.evolve(case(), routine=routine)
    for event in events:
        run, _ = run.record(event)
    return run


def refused_lines(run: Case) -> set[int]:
    """The numbers of the lines that the case says were refused."""
    return {nr for nr in range(1, len(run.lines) + 1) if run.status(nr).value == "refused"}


@st.composite
def late_scripts(draw: st.DrawFn, most: int) -> list[Event]:
    """Letters that happened on some day and were written down in another order."""
    words = draw(st.lists(st.sampled_from("nnnbbcooomlprx"), min_size=1, max_size=most))
    days = draw(st.lists(st.integers(0, 40), min_size=len(words), max_size=len(words)))
    opened = draw(st.integers(0, len(words)))
    script = [*words[:opened], "a", *words[opened:]]
    when = [*days[:opened], draw(st.integers(0, 5)), *days[opened:]]
    written, events = at(0), []
    for place, (word, day) in enumerate(zip(script, when, strict=True)):
        written = max(written, at(day))
        content: dict[str, Any] = {"dag": at(day + 3).date(), "antal": place + 1} if word == "o" else {}
        if word == "n" and draw(st.integers(0, 9)) == 0:
            content = {"text": None}
        events.append(letter(word, day, recorded_at=written, **content))
    return events


@settings(max_examples=120, deadline=None)
@given(late_scripts(30))
def test_late_lines_come_out_as_if_everything_had_been_written_down_in_time(events: list[Event]) -> None:
    run = recorded(OPEN_ENDED, events)
    state, refused = from_scratch(OPEN_ENDED, run, run.lines)
    assert run.state == state
    assert refused_lines(run) == refused
    for day in (0, 5, 20, 40):
        past = [line for line in run.lines if line.occurred_at <= at(day)]
        assert run.state_at(at(day)) == from_scratch(OPEN_ENDED, run, past)[0]


@settings(max_examples=12, deadline=None)
@given(late_scripts(20), st.integers(50, 160), st.randoms(use_true_random=False))
def test_also_across_the_states_that_are_kept_every_64_lines(events: list[Event], many: int, random: Any) -> None:
    notes = [letter("n", day=day / 4, recorded_at=at(99)) for day in range(many)]
    random.shuffle(notes)
    early = [letter("a", 0, recorded_at=at(99)), letter("n", 0, recorded_at=at(99))]
    mixed = [*early, *(event.changed(recorded_at=at(99)) for event in events), *notes]
    run = recorded(OPEN_ENDED, mixed)
    state, refused = from_scratch(OPEN_ENDED, run, run.lines)
    assert run.state == state
    assert refused_lines(run) == refused
    assert run.state_at(at(10)) == from_scratch(OPEN_ENDED, run, [x for x in run.lines if x.occurred_at <= at(10)])[0]


@settings(max_examples=60, deadline=None)
@given(late_scripts(20), st.randoms(use_true_random=False))
def test_the_order_of_writing_down_decides_nothing(events: list[Event], random: Any) -> None:
    """Of events at different times, two orders of registration give the same phase and the same facts but numbers."""
    apart = [
        one.changed(occurred_at=one.occurred_at + timedelta(seconds=at_), recorded_at=at(99))
        for at_, one in enumerate(events)
    ]
    mixed = list(apart)
    random.shuffle(mixed)
    one, other = recorded(OPEN_ENDED, apart), recorded(OPEN_ENDED, mixed)
    assert one.phase == other.phase
    assert attrs.evolve(one.facts, trail=0) == attrs.evolve(other.facts, trail=0)


@settings(max_examples=40, deadline=None)
@given(late_scripts(20), st.integers(0, 150), st.integers(0, 20))
def test_a_log_taken_as_a_whole_is_as_one_taken_line_by_line(events: list[Event], many: int, struck: int) -> None:
    """The quicker way through what is neither late nor a correction, across the blocks of 64."""
    run = case()
    for event in [letter("a"), *(letter("n", day / 400) for day in range(many)), *events]:
        run, _ = run.record(event.changed(nr=None, recorded_at=at(99)))
    run, _ = run.record(ratta(struck + 1, 100))
    for day in range(70):
        run, _ = run.record(letter("nb"[day % 2], 101 + day, text=None if day % 5 == 0 else "t"))
    log = Log(run.header, run.routine, run.rules, tuple(run.lines))
    whole, judged = log.case(), log.judged()
    assert whole == judged.case == run
    assert [(one.nr, one.before, one.after) for one in judged.placed] == [
        (one.nr, one.before, one.after) for one in run.replayed()
    ]
    assert canonical(whole.course) == canonical(run.course)


@pytest.mark.parametrize("place", [0, 1, 62, 63, 64, 65, 126, 127, 128, 129, 140])
def test_a_late_line_goes_in_anywhere_in_a_long_case(place: int) -> None:
    run = play("a " + "n " * 140)
    late = letter("n", place + 0.5, recorded_at=at(500))
    after = run.apply(late)
    assert after.state == from_scratch(TOY, after, after.lines)[0]
    assert after.facts.count == run.facts.count + 1
    assert after.state_at(at(place + 0.4)) == run.state_at(at(place + 0.4))
    kept_as_they_stood(after)


def test_a_line_that_is_late_but_still_the_latest_to_occur_costs_nothing_special() -> None:
    run = play("a n").apply(letter("n", 5, recorded_at=at(50)))
    assert run.course.straight
    assert run.facts.notes == 2


def test_the_order_is_forgotten_when_it_is_that_of_the_lines_again() -> None:
    """Two events at one moment stand as they were recorded."""
    run = play("a n").apply(letter("n", 1, recorded_at=at(7)))
    assert run.course.straight
    assert run.state == from_scratch(TOY, run, run.lines)[0]


@st.composite
def late_logs(draw: st.DrawFn) -> list[Event]:
    """Letters written down in any order, some of them corrections of whatever line; latches and lasting ones too."""
    events: list[Event] = [letter("a", 0, recorded_at=at(99))]
    words = draw(st.lists(st.sampled_from("nnnnbbcommlprxkkkk"), min_size=20, max_size=90))
    for nr, word in enumerate(words, 2):
        day = draw(st.integers(0, 30)) / 2
        if word == "k":
            change = draw(st.sampled_from((None, {"text": "u"}, {"text": None})))
            events.append(
                ratta(draw(st.integers(1, nr)), draw(st.sampled_from((day, 99))), recorded_at=at(99), ratt=change)
            )
            continue
        content: dict[str, Any] = {"dag": at(day + 3).date(), "antal": nr} if word == "o" else {}
        content |= {"text": None} if word == "n" and draw(st.integers(0, 4)) == 0 else {}
        events.append(letter(word, day, recorded_at=at(99), **content))
    return events


def line_by_line(events: Iterable[Event]) -> tuple[Case, list[Any]]:
    """The case of lines that are recorded one by one, and what was told of each; one that can't be read is left out."""
    run, told = case(), list[Any]()
    for event in events:
        try:
            run, decision = run.record(event)
        except EventError as error:
            told.append(error.code)
            continue
        told.append((decision.allowed, decision.findings, decision.lost, decision.gained, canonical(decision.state)))
    return run, told


@settings(max_examples=60, deadline=None)
@given(late_logs())
def test_what_stands_as_it_was_judged_is_what_judging_it_again_would_say(events: list[Event]) -> None:
    """Late lines, corrections, latches: the same findings and numbers, the same case, and as told of a whole log."""
    run, told = line_by_line(events)
    with every_line_again():
        strict, told_strictly = line_by_line(events)
    assert told == told_strictly
    assert run == strict
    assert canonical(run.course) == canonical(strict.course)
    kept_as_they_stood(run)
    log = Log(run.header, run.routine, run.rules, tuple(run.lines))
    judged, once = log.judged(), log.judged(arrivals=False)
    said = dict(enumerate((one[:4] for one in told if isinstance(one, tuple)), 1))
    for nr, one in judged.arrivals.items():
        assert (one.allowed, one.findings, one.lost, one.gained) == said[nr]
    for whole in (judged.case, once.case, log.case()):
        assert whole == run
        kept_as_they_stood(whole)
    replay = [(one.nr, one.before, one.after, one.refusal is None) for one in run.replayed()]
    for found in (judged, once):
        assert [(one.nr, one.before, one.after, one.refusal is None) for one in found.placed] == replay


# --- lost and gained -------------------------------------------------------------------------------------------


def test_a_late_line_may_give_a_refused_one_its_ground() -> None:
    start, refused = play("a").record(letter("b", 5))
    assert refused.norms == ("T-FIRST",)
    decision = start.decide(letter("n", 3, recorded_at=at(6)))
    assert (decision.allowed, decision.gained, decision.lost) == (True, (2,), ())
    after = start.apply(letter("n", 3, recorded_at=at(6)))
    assert (after.phase, after.status(2).value) == ("B", "accepted")


def test_a_late_line_may_take_the_ground_from_an_accepted_one() -> None:
    start = attrs.evolve(play("a n b n"), routine=OPEN_ENDED)
    decision = start.decide(letter("x", 1.5, recorded_at=at(9)))
    assert (decision.allowed, decision.lost, decision.gained) == (True, (3, 4), ())
    after = start.apply(letter("x", 1.5, recorded_at=at(9)))
    assert after.phase == "X"
    assert [after.status(nr).value for nr in (1, 2, 3, 4, 5)] == [
        "accepted",
        "accepted",
        "refused",
        "refused",
        "accepted",
    ]


def test_a_late_line_is_judged_by_what_was_in_force_when_it_occurred() -> None:
    """On day 0.5 there was no note yet, though there is one now."""
    start = play("a n n")
    decision = start.decide(letter("b", 0.5, recorded_at=at(9)))
    assert decision.norms == ("T-FIRST",)
    assert (decision.before, decision.state) == (start.state, start.state)


def test_a_late_line_that_is_refused_takes_and_gives_nothing() -> None:
    start = play("a n b n")
    after, decision = start.record(letter("c", 0.5, recorded_at=at(9)))
    assert (decision.lost, decision.gained) == ((), ())
    assert after.state == start.state


def test_the_decision_on_a_late_line_tells_the_state_of_today() -> None:
    start = play("a n n n")
    decision = start.decide(letter("n", 1.5, recorded_at=at(9)))
    assert decision.before is start.state
    assert decision.state.facts.notes == 4


# --- Corrections -----------------------------------------------------------------------------------------------


def ratta(ror: int, day: float = 50, **change: Any) -> Ratta:
    return Ratta(
        **{
            "occurred_at": at(day),
            "recorded_at": at(day),
            "by": "nord",
            "skal_kod": "felskrivning",
            "ror": ror,
            **change,
        }
    )


def test_a_struck_line_stays_and_is_left_out_of_the_judgement() -> None:
    run = play("a n n").apply(ratta(3))
    assert (len(run.lines), run.status(3).value, run.facts.notes) == (4, "struck", 1)
    assert run.lines[2] == play("a n n").lines[2]


def test_a_corrected_line_is_judged_anew_in_its_place() -> None:
    start, refused = play("a").record(letter("n", 1, text=None))
    assert refused.norms == ("T-TEXT",)
    start, _ = start.record(letter("b", 2))
    decision = start.decide(ratta(2, ratt={"text": "t"}))
    assert (decision.allowed, decision.gained) == (True, (2, 3))
    after = start.apply(ratta(2, ratt={"text": "t"}))
    assert (after.phase, after.status(2).value) == ("B", "corrected")


def test_a_correction_may_take_the_ground_from_later_lines() -> None:
    decision = play("a n b c").decide(ratta(2))
    assert (decision.allowed, decision.lost) == (True, (3, 4))


@pytest.mark.parametrize("start", [play("a n n"), play("a n n x")], ids=["open", "closed"])
def test_a_line_is_corrected_only_once(start: Case) -> None:
    run = start.apply(ratta(3))
    for again in (ratta(3), ratta(3, ratt={"text": "u"}), ratta(len(run.lines))):
        assert "FF-RATTELSE-1" in run.decide(again).norms


def test_a_corrected_line_can_be_corrected_again_and_struck() -> None:
    run = play("a n").apply(ratta(2, ratt={"text": "u"})).apply(ratta(2, ratt={"till": ["nord"]}))
    now = run.course.corrections[2]
    assert now == run.lines[1].changed(text="u", till=("nord",))
    assert run.apply(ratta(2)).status(2).value == "struck"


def test_the_first_line_can_be_corrected_but_not_struck() -> None:
    start = stories.needed().case
    strike = Ratta(occurred_at=moment(9), recorded_at=moment(9), by=ARBETSMARKNAD, ror=1, skal_kod="felskrivning")
    assert start.decide(strike).norms == ("FF-RATTELSE-1",)
    assert play("a n").decide(ratta(1)).norms == ("FF-RATTELSE-1",)


@pytest.mark.parametrize("ror", [None, 3, 4, 99], ids=["none", "itself", "later", "far away"])
def test_a_correction_concerns_an_earlier_line(ror: Any) -> None:
    assert play("a n").decide(ratta(ror)).norms == ("FF-RATTELSE-1",)


@pytest.mark.parametrize(
    ("ratt", "code"),
    [
        ({"by": "syd"}, "falt.ratt_kuvert"),
        ({"occurred_at": "2026-01-01T08:00:00Z"}, "falt.ratt_kuvert"),
        ({"event": "b"}, "falt.ratt_kuvert"),
        ({"nr": 3}, "falt.ratt_kuvert"),
        ({"dag": "2026-01-01"}, "falt.okant"),
        ({"text": 7}, "falt.text"),
        ({"till": "nord"}, "falt.koder"),
        ({"till": ["ost"]}, "kod.okand"),
        ({"text": "född 19121212-1212"}, "falt.personnummer"),
        ({"till": [["19121212-1212"]]}, "falt.personnummer"),
        ({}, "falt.ratt"),
        ({"text": {"a": {"b": {"c": {"d": {"e": {"f": {"g": {"h": 1}}}}}}}}}, "falt.ratt"),
        ({"text": 1.5}, "falt.ratt"),
    ],
    ids=str,
)
def test_what_a_correction_cannot_say(ratt: Mapping[str, Any], code: str) -> None:
    start = play("a n")
    with pytest.raises(EventError) as error:
        start.record(ratta(2, ratt=ratt))
    assert error.value.code == code
    assert "1212" not in str(error.value)


def test_a_correction_without_a_reason_is_allowed_with_a_warning() -> None:
    decision = play("a n n").decide(ratta(3, skal_kod=None))
    assert decision.allowed
    assert [(one.norm, one.severity) for one in decision.remarks] == [("FF-RATTELSE-3", Severity.WARN)]


def test_a_line_is_corrected_by_the_unit_that_wrote_it_down_or_the_chair() -> None:
    story = stories.consented()
    nr = next(line.nr for line in story.case.lines if isinstance(line, DokumenteraSamtycke) and line.by == AF)
    for by, allowed in ((AF, True), (ARBETSMARKNAD, True), (EKONOMI, False)):
        decision = story.ask(Ratta, by, ror=nr, skal_kod="felskrivning")
        assert decision.allowed is allowed
        assert allowed or decision.norms == ("FF-RATTELSE-2",)


def test_a_null_takes_a_field_away() -> None:
    run = play("a n").apply(ratta(2, ratt={"text": None}))
    assert (run.facts.notes, run.status(2).value) == (0, "corrected")


def test_a_refused_correction_takes_effect_when_a_late_line_gives_it_its_ground() -> None:
    """The chair was handed over before, but that was written down late: now it is the chair who corrects."""
    story = stories.consented()
    nr = next(line.nr for line in story.case.lines if isinstance(line, DokumenteraSamtycke) and line.by == EKONOMI)
    refused = Ratta(occurred_at=moment(9), recorded_at=moment(9), by=AF, ror=nr, skal_kod="felskrivning")
    run, decision = story.case.record(refused)
    assert decision.norms == ("FF-RATTELSE-2",)
    assert run.status(nr or 0).value == "accepted"
    offer = OverlamnaOrdforande(occurred_at=moment(7), recorded_at=moment(10), by=ARBETSMARKNAD, till=AF)
    run, decision = run.record(offer)
    assert (decision.allowed, decision.gained) == (True, ())
    run, decision = run.record(GodtaOrdforande(occurred_at=moment(8), recorded_at=moment(10), by=AF))
    assert (decision.allowed, decision.gained) == (True, (len(run.lines) - 2,))
    assert run.status(nr or 0).value == "struck"
    assert EKONOMI not in run.facts.consent.records


def test_a_refused_correction_is_told_anew_once_another_has_struck_its_line() -> None:
    """Also where striking the line leaves the case as it was: it was informed of again after it."""
    story = stories.consented()
    for day in (7, 8):
        story.do(Informera, day=day, anpassning=("lattlast",))
    nr = len(story.case.lines) - 1
    wrong = Ratta(occurred_at=moment(9), recorded_at=moment(9), by=AF, ror=nr, skal_kod="felskrivning")
    run, decision = story.case.record(wrong)
    assert decision.norms == ("FF-RATTELSE-2",)
    right = wrong.changed(occurred_at=moment(10), recorded_at=moment(10), by=ARBETSMARKNAD)
    after = run.apply(right)
    assert after.facts == run.facts
    log = Log(after.header, after.routine, after.rules, tuple(after.lines))
    refusal = next(one.refusal for one in log.judged().placed if one.nr == nr + 2)
    assert refusal is not None
    assert set(refusal.norms) == {"FF-RATTELSE-1", "FF-RATTELSE-2"}


def test_a_correction_in_force_stays_whatever_comes_later() -> None:
    run = play("a n n").apply(ratta(3, 10))
    after = run.apply(letter("x", 5, recorded_at=at(60)))
    assert after.status(3).value == "struck"
    assert after.status(4).value == "accepted"


def test_a_late_correction_is_judged_in_its_place() -> None:
    """On day 1.5 line 3 existed in the log; who corrects is judged by that day."""
    run = play("a n n n").apply(ratta(4, 1.5, recorded_at=at(9)))
    assert (run.status(4).value, run.facts.notes) == ("struck", 2)


# --- Latches ---------------------------------------------------------------------------------------------------


def test_a_pause_is_not_undone_by_striking_what_paused() -> None:
    run = play("a n p").apply(ratta(3))
    assert (run.phase, run.status(3).value) == ("P", "struck")
    assert run.apply(letter("r", 60)).phase == "B"


def test_a_closing_recorded_late_closes_though_a_pause_was_recorded_before_it() -> None:
    run = play("a n p").apply(letter("x", 1.5, recorded_at=at(9)))
    assert run.phase == "X"


def test_an_end_is_not_undone_by_a_late_line() -> None:
    run = play("a n x").apply(letter("p", 1.5, recorded_at=at(9)))
    assert run.phase == "X"


def test_correcting_the_closing_itself_opens_the_case() -> None:
    run = play("a n x")
    assert run.decide(letter("n", 9)).norms == ("FF-FAS-1",)
    opened = run.apply(ratta(3))
    assert (opened.phase, opened.closed) == ("A", False)
    assert opened.apply(letter("n", 60)).facts.notes == 2


def test_correcting_another_line_does_not_open_the_case() -> None:
    run = play("a n b x").apply(ratta(2))
    assert run.phase == "X"


def withdrawn(what: Any, by: str = INDIVID, **content: Any) -> tuple[stories.Story, int]:
    story = stories.consented()
    story.do(what, by, day=20, **content)
    return story, len(story.case.lines)


@pytest.mark.parametrize(
    ("what", "content", "struck"),
    [
        (AterkallaSamtycke, {}, True),
        (BegransaSamtycke, {"enheter": (AF, EKONOMI)}, True),
        (BegransaSamtycke, {"enheter": (AF, EKONOMI)}, False),
    ],
    ids=["withdrawal struck", "narrowing struck", "narrowing corrected"],
)
def test_correcting_a_withdrawal_never_brings_consent_back(what: Any, content: Any, struck: bool) -> None:
    story, nr = withdrawn(what, **content)
    assert story.case.phase == "vilande"
    change = None if struck else {"enheter": [], "amnen": ["halsa"]}
    story.do(Ratta, ARBETSMARKNAD, day=21, ror=nr, skal_kod="felskrivning", ratt=change)
    assert story.case.phase == "vilande"
    assert story.case.facts.consent is None
    assert not story.ask(Kalla, day=22, **summons()).allowed

    story.do(Informera, day=23, anpassning=("lattlast",))
    story.do(GeSamtycke, INDIVID, enheter=(ARBETSMARKNAD, AF), amnen=TOPICS)
    assert story.case.phase == "forberedelse"


def test_a_narrowing_that_is_struck_keeps_its_effect() -> None:
    story, nr = withdrawn(BegransaSamtycke, amnen=("halsa",))
    assert story.case.phase == "forberedelse"
    story.do(Ratta, ARBETSMARKNAD, day=21, ror=nr, skal_kod="felskrivning")
    assert story.case.facts.consent.topics == {"arbete"}


def test_striking_a_refusal_to_consent_opens_the_case_without_consent() -> None:
    story = stories.accepted()
    story.do(NekaSamtycke, INDIVID)
    assert story.case.closed
    nr = len(story.case.lines)
    assert not story.ask(Ratta, ARBETSMARKNAD, day=2, ror=nr, skal_kod="felskrivning").allowed
    story.do(Ratta, INDIVID, day=2, ror=nr, skal_kod="felskrivning")
    assert (story.case.phase, story.case.facts.consent) == ("samtycke", None)


def test_a_consent_recorded_late_but_given_in_time_is_a_consent() -> None:
    """The summons of day 5 was refused; the individual had said yes on day 1, which was written down on day 8."""
    story = stories.accepted()
    story.do(Informera, anpassning=("lattlast",), day=1)
    early, _ = story.case.record(story.event(DokumenteraSamtycke, ARBETSMARKNAD, day=2, referens="dnr"))
    consent = GeSamtycke(
        occurred_at=moment(1.5),
        recorded_at=moment(8),
        by=INDIVID,
        recorded_by=ARBETSMARKNAD,
        enheter=(ARBETSMARKNAD, AF, EKONOMI),
        amnen=TOPICS,
    )
    decision = early.decide(consent)
    assert (decision.allowed, decision.gained) == (True, (len(early.lines),))
    after = early.apply(consent)
    assert after.phase == "forberedelse"
    assert after.facts.consent.records == {ARBETSMARKNAD}


def test_a_withdrawal_recorded_late_lists_the_steps_taken_in_between() -> None:
    story = stories.summoned()
    kalla = len(story.case.lines)
    withdrawal = AterkallaSamtycke(occurred_at=moment(4), recorded_at=moment(9), by=INDIVID, recorded_by=ARBETSMARKNAD)
    decision = story.case.decide(withdrawal)
    assert decision.allowed
    assert decision.lost == (kalla,)
    assert story.case.apply(withdrawal).phase == "vilande"


def test_closed_is_closed_but_for_a_correction_of_the_closing() -> None:
    story = stories.closed()
    nr = len(story.case.lines)
    for kind in (OppnaMote, Kalla, GeSamtycke, Avsluta):
        assert not story.ask(kind, day=9).allowed
    story.do(Ratta, ARBETSMARKNAD, day=9, ror=2, skal_kod="felskrivning")
    assert story.case.closed
    assert not story.ask(Ratta, ARBETSMARKNAD, day=10, ror=nr, skal_kod="felskrivning").allowed
    story.do(Ratta, INDIVID, day=10, ror=nr, skal_kod="felskrivning")
    assert not story.case.closed


def test_a_correction_that_apply_refuses_changes_nothing() -> None:
    start = play("a n")
    with pytest.raises(Refused):
        start.apply(ratta(99))
    assert start == play("a n")
