"""Query and step agree: for each yes or if there is a content that the step accepts, for each no there is none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flerpart_flow.engine.definition.correction import Ratta
from flerpart_flow.engine.errors import EventError
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.judging.queries import Answer, Possible
from flerpart_flow.engine.record.events import Event
from flerpart_flow.routines.flerpartsmote import (
    FLERPARTSMOTE,
    Avboj,
    Bekrafta,
    BokaOm,
    ForberedEgenDel,
    Fraga,
    Kalla,
    OppnaMote,
    StallIn,
    SvaraPaFraga,
)
from flerpart_flow.routines.ung_intro import ForDialogMedHandlaggare, KartlaggGemensamt, Samrada
from flerpart_flow.samverkan.events import Avsluta, BestamDeltagare
from tests import stories, ung_intro_stories
from tests.engine.generate import next_events
from tests.engine.judging import QUIET
from tests.engine.straight import accepted
from tests.policy import policy
from tests.stories import AF, ARBETSMARKNAD, EKONOMI, INDIVID, PSYKIATRI
from tests.story import Story, moment

MEETINGS = {phase: story.case for phase, story in stories.everywhere().items()}
YOUNG = {f"ui_{phase}": story.case for phase, story in ung_intro_stories.everywhere().items()}
STATES = MEETINGS | YOUNG
ASKERS = (INDIVID, ARBETSMARKNAD, AF, PSYKIATRI)
LINE_BY_LINE = frozenset({Ratta.name})
"""Whose line it corrects decides who may: the facts don't tell who wrote which."""


def _now(case: Case) -> Any:
    assert case.latest is not None
    return max(case.latest, case.lines[-1].recorded_at) + timedelta(seconds=1)


def _holds(case: Case, kind: type[Event], by: str) -> None:
    at = _now(case)
    answer = case.why_not(kind, at, by)
    assert isinstance(answer, Possible)
    found = accepted(case, kind, at, by)
    assert (answer.answer is Answer.NO) == (found is None), (case.phase, kind.name, by, answer, found)
    if answer.answer is Answer.YES:
        writer = None if case.rules.vocabulary.has("enhet", by) else case.lines[-1].recorder
        assert case.decide(kind(occurred_at=at, by=by, recorded_by=writer)).allowed


@pytest.mark.parametrize("state", sorted(STATES))
def test_the_answer_to_one_who_asks_is_what_the_step_would_say(state: str) -> None:
    case = STATES[state]
    for move in case.routine.moves_in(case.phase):
        if move.event.name not in LINE_BY_LINE:
            for by in ASKERS[:3] if state in MEETINGS else (INDIVID, ung_intro_stories.UI, PSYKIATRI):
                _holds(case, move.event, by)


@pytest.mark.parametrize("state", sorted(STATES))
def test_the_answer_without_an_asker_is_that_of_somebody_who_has_the_role(state: str) -> None:
    case = STATES[state]
    at = _now(case)
    for answer in case.permitted(at):
        kind = case.routine.events[answer.event]
        own = [case.why_not(kind, at, by).answer for by in answer.holders]
        if answer.answer is Answer.NO:
            assert all(one is Answer.NO for one in own)
        elif own:
            assert answer.answer in own
            assert Answer.NO not in own


@settings(QUIET, max_examples=12)
@given(st.data())
def test_it_agrees_wherever_a_walk_leads(data: st.DataObject) -> None:
    case = STATES[data.draw(st.sampled_from(sorted(STATES)))]
    for _ in range(data.draw(st.integers(1, 4))):
        try:
            case, _decision = case.record(data.draw(next_events(case)))
        except EventError:
            continue
    moves = [move.event for move in case.routine.moves_in(case.phase) if move.event.name not in LINE_BY_LINE]
    for kind in moves[:: max(1, len(moves) // 3)]:
        _holds(case, kind, data.draw(st.sampled_from(ASKERS)))


# --- The very rights ---------------------------------------------------------------------------------------------


def _answer(story: Story, kind: type[Event], by: str | None = None, day: float | None = None) -> Possible:
    at = moment(day) if day is not None else _now(story.case)
    answer = story.case.why_not(kind, at, by)
    assert isinstance(answer, Possible)
    return answer


@policy("FF-MOTE-1")
@pytest.mark.parametrize("kind", [BokaOm, Fraga, SvaraPaFraga])
def test_with_only_a_follow_up_booked_there_is_no_meeting_to_move_or_ask_about(kind: type[Event]) -> None:
    booked = stories.measures()
    assert booked.case.facts.meeting is None
    assert _answer(booked, kind).answer is Answer.NO
    assert "FF-MOTE-1" in {one.norm for one in _answer(booked, kind).findings}


def test_a_follow_up_that_those_there_know_of_can_be_cancelled() -> None:
    assert _answer(stories.measures(), StallIn).answer is Answer.YES


@policy("FF-MOTE-1")
@pytest.mark.parametrize("kind", [BokaOm, StallIn, Fraga, SvaraPaFraga])
def test_once_called_the_meeting_can_be_moved_and_asked_about(kind: type[Event]) -> None:
    assert _answer(stories.summoned(), kind).answer is not Answer.NO


@policy("FM-KALLELSE-3")
@pytest.mark.parametrize("kind", [Bekrafta, Avboj, ForberedEgenDel])
def test_the_individual_who_knows_of_the_follow_up_may_answer_and_prepare(kind: type[Event]) -> None:
    booked = stories.measures()
    assert _answer(booked, kind, INDIVID).answer is not Answer.NO
    assert INDIVID in _answer(booked, kind).holders


@policy("FF-AVSLUT-1")
@pytest.mark.parametrize("state", sorted(phase for phase in MEETINGS if phase != "avslut"))
def test_the_individual_may_end_it_in_every_phase(state: str) -> None:
    answer = MEETINGS[state].why_not(Avsluta, _now(MEETINGS[state]), INDIVID)
    assert isinstance(answer, Possible)
    assert (answer.answer, answer.states) == (Answer.IF, ("skal_kod",))


@policy("FF-AVSLUT-1")
@pytest.mark.parametrize("by", [AF, EKONOMI, PSYKIATRI])
def test_a_unit_that_neither_chairs_nor_is_the_individual_ends_nothing(by: str) -> None:
    assert _answer(stories.prepared(), Avsluta, by).answer is Answer.NO


@policy("PR-FORB-3")
@pytest.mark.parametrize(("day", "told"), [(20, ()), (30, ("PR-FORB-3",)), (45, ("PR-FORB-3",))])
def test_short_notice_is_told_before_anything_is_written_when_the_regions_time_is_known(
    day: float, told: tuple[str, ...]
) -> None:
    story = stories.with_region()
    found = {one.norm for one in _answer(story, Kalla, day=day).findings} & {"PR-FORB-3", "FM-BOKNING-5"}
    assert found == set(told)


@policy("FM-AVVIK-4")
@pytest.mark.parametrize("confirmed", [(AF,), (EKONOMI,), (AF, EKONOMI)])
def test_a_unit_that_confirmed_and_is_absent_is_told_of_when_the_meeting_opens(confirmed: tuple[str, ...]) -> None:
    story = stories.summoned()
    for unit in confirmed:
        story.do(Bekrafta, unit, mote=1)
    there = (INDIVID, ARBETSMARKNAD, *(one for one in (AF, EKONOMI) if one not in confirmed[:1]))
    decision = story.ask(OppnaMote, ARBETSMARKNAD, stories.MEETING_DAY, mote=1, narvarande=there)
    (told,) = (one for one in decision.findings if one.norm == "FM-AVVIK-4")
    assert dict(told.values)["units"] == confirmed[:1]
    assert not told.blocks


@policy("FM-AVVIK-4")
def test_nobody_is_told_absent_who_is_there_or_never_confirmed() -> None:
    story = stories.summoned()
    story.do(Bekrafta, AF, mote=1)
    there = (INDIVID, ARBETSMARKNAD, AF)
    decision = story.ask(OppnaMote, ARBETSMARKNAD, stories.MEETING_DAY, mote=1, narvarande=there)
    assert "FM-AVVIK-4" not in {one.norm for one in decision.findings}


@policy("FM-KALLELSE-8")
def test_what_a_summons_needs_is_told_apart_from_what_it_may_say() -> None:
    answer = _answer(stories.prepared(), Kalla)
    assert answer.answer is Answer.IF
    assert {"till", "start"} <= set(answer.states) | {"syfte"}
    assert {"slut", "mote"} <= set(answer.optional)
    assert not set(answer.states) & set(answer.optional)


@policy("FM-KALLELSE-7")
@pytest.mark.parametrize(
    ("day", "answer"), [(stories.MEETING_DAY - 1, Answer.IF), (stories.MEETING_DAY + 1, Answer.NO)]
)
@pytest.mark.parametrize(("begin", "cure"), [(stories.summoned, "boka_om"), (stories.with_region, "ange_tid")])
def test_a_summons_to_a_time_that_has_passed_is_refused_before_anything_is_stated(
    begin: Callable[..., Story], cure: str, day: float, answer: Answer
) -> None:
    asked = _answer(begin(), Kalla, day=day)
    assert asked.answer is answer
    assert ("FM-KALLELSE-7", cure) in {(one.norm, one.cure) for one in asked.findings} or answer is not Answer.NO


@policy("UI-SAMTYCKE-1")
@pytest.mark.parametrize("way", ["vard", "forsakringskassan"])
def test_what_needs_a_consent_is_refused_before_anything_is_stated_once_it_has_run_out(way: str) -> None:
    kinds: dict[str, type[Event]] = {"vard": ForDialogMedHandlaggare, "forsakringskassan": KartlaggGemensamt}
    kind = kinds[way]
    story = ung_intro_stories.known(way, giltigt_till=moment(20).date())
    assert _answer(story, kind, day=10).answer is not Answer.NO
    assert _answer(story, kind, day=30).answer is Answer.NO


@policy("UI-SAMTYCKE-1")
@pytest.mark.parametrize("refused", [PSYKIATRI, ung_intro_stories.UI])
def test_one_said_no_to_may_still_be_consulted_about_somebody_unnamed(refused: str) -> None:
    story = ung_intro_stories.known("vard")
    story.do(BestamDeltagare, INDIVID, deltagare=(refused,), svar="nej")
    answer = _answer(story, Samrada, PSYKIATRI)
    assert answer.answer is Answer.IF
    assert "avidentifierat" in {*answer.states, *answer.optional}
    assert story.ask(Samrada, PSYKIATRI, till=ung_intro_stories.UI, avidentifierat="ja", ratt_insats="ja").allowed


def test_an_unknown_asker_is_an_error_at_by() -> None:
    case = stories.prepared().case
    for ask in (lambda: case.permitted(_now(case), "nagon"), lambda: case.why_not(Kalla, _now(case), "nagon")):
        with pytest.raises(EventError) as told:
            ask()
        assert told.value.field == "by"


def test_every_foretold_guard_is_of_norms_that_the_row_carries() -> None:
    for routine in (FLERPARTSMOTE, ung_intro_stories.seen().case.routine):
        for move in routine.moves:
            carried = {norm for guard in move.all_guards for norm in guard.norms}
            assert all(set(guard.norms) <= carried for guard in move.foretold), move.event.name
