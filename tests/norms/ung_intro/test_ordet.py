"""The individual's word in Ung Intro: a no to a unit, the representative, corrections (A48 to A51, A71)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from flerpart_flow.engine.judging.decision import Decision
from flerpart_flow.routines.ung_intro import (
    AterkallaSamtycke,
    Avsluta,
    BegransaSamtycke,
    ForDialogMedHandlaggare,
    GeSamtycke,
    Informera,
    Kontaktforsok,
    LamnaUppgift,
    Ratta,
    Samrada,
    TackaNejTillInsats,
    UtokaSamtycke,
    may_disclose,
)
from flerpart_flow.samverkan.events import BestamDeltagare
from flerpart_flow.samverkan.word.said import answer_on
from tests.policy import policy
from tests.story import found, moment, represented
from tests.ung_intro_stories import FK, INDIVID, PSYKIATRI, TOPICS, UI, Story, consented, everywhere, informed, referred

ALL = (PSYKIATRI, UI, FK)


def says(story: Story, answer: str, *actors: str, by: str = INDIVID) -> Story:
    story.do(BestamDeltagare, by, deltagare=actors, svar=answer)
    return story


def renewed(story: Story) -> None:
    story.do(GeSamtycke, INDIVID, enheter=ALL, amnen=TOPICS)


def extended(story: Story) -> None:
    story.do(UtokaSamtycke, INDIVID, enheter=(FK,))


def withdrawn(story: Story) -> None:
    story.do(AterkallaSamtycke, INDIVID)
    story.do(Informera, anpassning=("inget_behov",))
    renewed(story)


ACTS: dict[str, Callable[[Story], Decision]] = {
    "told something": lambda story: story.ask(LamnaUppgift, till=FK, amne=TOPICS[0]),
    "sought": lambda story: story.ask(Kontaktforsok, till=FK, kanal="telefon"),
    "talked with": lambda story: story.ask(ForDialogMedHandlaggare, till=FK),
}


@policy("UI-SAMTYCKE-1")
@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("life", [renewed, extended, withdrawn])
def test_a_no_to_a_unit_holds_through_what_becomes_of_the_consent(life: Callable[[Story], None], act: str) -> None:
    story = says(consented(), "nej", FK)
    life(story)
    assert "UI-SAMTYCKE-1" in ACTS[act](story).norms
    assert not may_disclose(story.case, PSYKIATRI, FK, TOPICS[0], moment(story.day)).allowed


@policy("UI-SAMTYCKE-1")
@pytest.mark.parametrize("act", ACTS)
def test_a_no_taken_back_no_longer_holds(act: str) -> None:
    story = says(says(consented(), "nej", FK), "ja", FK)
    assert ACTS[act](story).norms == ()


@policy("UI-SAMTYCKE-1")
@pytest.mark.parametrize(("hidden", "norms"), [("ja", ()), ("nej", ("UI-SAMTYCKE-1",))])
def test_a_consultation_that_identifies_nobody_is_not_stopped_by_a_no(hidden: str, norms: tuple[str, ...]) -> None:
    story = says(consented(), "nej", UI)
    story.do(BestamDeltagare, INDIVID, deltagare=(FK,), svar="ja")
    decision = story.ask(Samrada, till=UI, avidentifierat=hidden, ratt_insats="ja")
    assert tuple(one for one in decision.norms if one == "UI-SAMTYCKE-1") == norms


@policy("UI-SAMTYCKE-1")
@pytest.mark.parametrize(("named", "weights"), [(ALL, ("warn",)), ((PSYKIATRI, UI), ())])
def test_a_consent_that_names_one_said_no_to_warns(named: tuple[str, ...], weights: tuple[str, ...]) -> None:
    story = says(consented(), "nej", FK)
    assert found(story.ask(GeSamtycke, INDIVID, enheter=named, amnen=TOPICS), "UI-SAMTYCKE-1") == weights


@policy("FF-INDIVID-1")
@pytest.mark.parametrize("phase", sorted(set(everywhere()) - {"avslut"}))
def test_a_representative_ends_the_case_only_by_the_individuals_yes(phase: str) -> None:
    story = everywhere()[phase]
    assert not story.ask(Avsluta, "ombud", skal_kod="individens_onskan").allowed
    assert represented(story).ask(Avsluta, "ombud", skal_kod="individens_onskan").allowed
    assert not says(story, "nej", "ombud").ask(Avsluta, "ombud", skal_kod="individens_onskan").allowed


@policy("FF-UI-SAMTYCKE-2")
@pytest.mark.parametrize(("said", "allowed"), [(None, True), ("ja", True), ("nej", False)])
@pytest.mark.parametrize(("kind", "content"), [(AterkallaSamtycke, {}), (BegransaSamtycke, {"enheter": (FK,)})])
def test_without_a_yes_a_representative_protects(
    said: str | None, allowed: bool, kind: Any, content: dict[str, Any]
) -> None:
    story = consented()
    if said:
        says(story, said, "ombud")
    assert story.ask(kind, "ombud", **content).allowed is allowed


@policy("FF-UI-SAMTYCKE-2")
@pytest.mark.parametrize(("by", "norms"), [("ombud", ("FF-UI-SAMTYCKE-2",)), (INDIVID, ())])
def test_a_withdrawal_is_undone_by_the_individual_alone(by: str, norms: tuple[str, ...]) -> None:
    story = represented(consented())
    story.do(AterkallaSamtycke, INDIVID)
    story.do(Informera, anpassning=("inget_behov",))
    assert story.ask(GeSamtycke, by, enheter=ALL, amnen=TOPICS).norms == norms


@policy("FF-INDIVID-1")
@pytest.mark.parametrize(
    ("content", "norms"),
    [
        ({"svar": "ja"}, ("FF-INDIVID-1",)),
        ({"behorighet": "lag", "referens": "dnr 1"}, ()),
        ({"behorighet": "lag"}, ("FF-INNEHALL-1",)),
    ],
)
def test_a_unit_says_of_a_representative_only_what_the_law_gives(
    content: dict[str, Any], norms: tuple[str, ...]
) -> None:
    decision = informed().ask(BestamDeltagare, PSYKIATRI, deltagare=("ombud",), **content)
    assert tuple(dict.fromkeys(decision.norms)) == norms


@policy("FF-INDIVID-1")
@pytest.mark.parametrize(("by", "phase"), [(UI, "avslut"), (INDIVID, "aktualisering")])
def test_what_the_individual_ended_is_opened_by_the_individual_alone(by: str, phase: str) -> None:
    story = referred()
    story.do(TackaNejTillInsats, INDIVID, recorded_by=UI)
    line = len(story.case.lines)
    story.case, _ = story.case.record(story.event(Ratta, by, recorded_by=UI, ror=line, skal_kod="felskrivning"))
    assert story.case.phase == phase


@policy("FF-UI-SAMTYCKE-1")
@pytest.mark.parametrize(("again", "norms"), [(True, ("FF-UI-SAMTYCKE-1",)), (False, ())])
def test_a_second_withdrawal_takes_new_information_too(again: bool, norms: tuple[str, ...]) -> None:
    story = consented()
    story.do(AterkallaSamtycke, INDIVID, day=10)
    story.do(Informera, anpassning=("inget_behov",), day=11)
    if again:
        story.do(AterkallaSamtycke, INDIVID, day=12)
    assert story.ask(GeSamtycke, INDIVID, day=13, enheter=ALL, amnen=TOPICS).norms == norms


@policy("UI-SAMTYCKE-1")
@pytest.mark.parametrize(("again", "unit", "ombud"), [(False, "ja", "ja"), (True, "okant", "ja")])
def test_a_second_withdrawal_takes_back_a_yes_to_a_unit_and_none_to_a_representative(
    again: bool, unit: str, ombud: str
) -> None:
    story = consented()
    story.do(AterkallaSamtycke, INDIVID, day=10)
    story.do(BestamDeltagare, INDIVID, day=11, deltagare=(FK,), svar="ja")
    story.do(BestamDeltagare, INDIVID, day=11, deltagare=("ombud",), svar="ja")
    if again:
        story.do(AterkallaSamtycke, INDIVID, day=12)
    said = story.case.facts.said
    assert (answer_on(said, FK).value, answer_on(said, "ombud").value) == (unit, ombud)
