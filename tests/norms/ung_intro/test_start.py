"""The start: voluntary support by a case manager (UI-ANSVAR-4, -11)."""

from __future__ import annotations

import pytest

from flerpart_flow.engine.record.events import Event
from flerpart_flow.routines.ung_intro import Anta, AterkallaSamtycke, Starta, TackaJaTillInsats, TackaNejTillInsats
from tests.policy import policy
from tests.story import represented
from tests.ung_intro_stories import INDIVID, PSYKIATRI, UI, admitted, referred, started


@policy("UI-ANSVAR-11")
def test_the_support_starts_when_the_person_has_said_yes() -> None:
    story = admitted()
    assert story.ask(Starta, UI).norms == ("UI-ANSVAR-11",)
    story.do(TackaJaTillInsats, INDIVID)
    decision = story.ask(Starta, UI)
    assert decision.allowed
    assert decision.state.phase == "samverkan"


@policy("UI-ANSVAR-11")
def test_a_yes_may_come_before_the_person_is_taken_in() -> None:
    story = referred()
    story.do(TackaJaTillInsats, INDIVID)
    story.do(Anta, UI)
    assert story.ask(Starta, UI).allowed


@pytest.mark.parametrize("story", [referred, admitted])
@policy("UI-ANSVAR-11", "FF-INDIVID-1")
def test_a_no_is_the_end_and_nobody_asks_why(story: object) -> None:
    assert callable(story)
    decision = story().ask(TackaNejTillInsats, INDIVID)
    assert decision.allowed
    assert decision.state.phase == "avslut"


@pytest.mark.parametrize("kind", [TackaJaTillInsats, TackaNejTillInsats])
@pytest.mark.parametrize("by", [UI, PSYKIATRI, "narstaende:1"])
@policy("FF-INDIVID-1")
def test_nobody_answers_in_the_persons_place(kind: type[Event], by: str) -> None:
    assert admitted().ask(kind, by).norms == ("FF-INDIVID-1",)
    assert admitted().ask(kind, "ombud").norms == ("FF-INDIVID-1",)
    assert represented(admitted()).ask(kind, "ombud").allowed


@policy("UI-ANSVAR-4")
def test_ung_intro_owes_the_support_to_whom_it_takes_in() -> None:
    assert referred().duties("ge_stod") == ()
    (duty,) = admitted().duties("ge_stod", 30)
    assert (duty.bearer, duty.counterpart, duty.state.value) == (UI, INDIVID, "open")
    assert [one.state.value for one in started().duties("ge_stod")] == ["met"]


@policy("UI-ANSVAR-4")
def test_the_start_is_late_only_where_an_organisation_has_set_a_limit() -> None:
    limited = admitted(overlay={"parameter": {"start_workdays": 10}})
    assert [one.state.value for one in limited.duties("ge_stod", 21)] == ["open"]
    assert [one.state.value for one in limited.duties("ge_stod", 22)] == ["late"]


@pytest.mark.parametrize("by", [PSYKIATRI, INDIVID])
@policy("UI-ANSVAR-4")
def test_ung_intro_gives_the_support(by: str) -> None:
    story = admitted()
    story.do(TackaJaTillInsats, INDIVID)
    assert story.ask(Starta, by).norms[0] == "UI-ANSVAR-4"


@policy("UI-ANSVAR-4")
def test_a_no_ends_what_is_owed_and_a_withdrawal_lets_it_rest() -> None:
    story = admitted()
    story.do(TackaNejTillInsats, INDIVID)
    assert [one.state.value for one in story.duties("ge_stod")] == ["lapsed"]
    resting = admitted()
    resting.do(AterkallaSamtycke, INDIVID)
    assert [one.state.value for one in resting.duties("ge_stod", 60)] == ["suspended"]
