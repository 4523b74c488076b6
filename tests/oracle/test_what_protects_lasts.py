"""What protects lasts (A50, A51, A70): whichever earlier line is struck, it opens nothing that the individual closed.

Each life: a consent, a word that protects, often a new consent; then each line that may be struck is, by the unit that
leads the case, and a representative and the units try what they couldn't before. Both judge each try.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any, Final

import pytest

from flerpart_flow.engine.definition.correction import Ratta
from flerpart_flow.engine.judging import rejudging
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.judging.decision import Decision
from flerpart_flow.engine.record.events import Event
from flerpart_flow.proof.oracle import Oracle
from flerpart_flow.routines.flerpartsmote import Kalla
from flerpart_flow.samverkan.events import (
    AterkallaSamtycke,
    BegransaSamtycke,
    BestamDeltagare,
    DokumenteraSamtycke,
    GeSamtycke,
    Informera,
    Kontaktforsok,
    LamnaUppgift,
    UtokaSamtycke,
)
from tests import stories, ung_intro_stories
from tests.stories import AF, FK, INDIVID
from tests.story import Story, moment

OMBUD: Final = "ombud"
EMPLOYER: Final = "arbetsgivare"
RELATIVE: Final = "narstaende:1"
TOPICS: Final = ("arbete", "halsa")
ENOUGH: Final = {"flerpartsmote": 700, "ung_intro": 600}
"""So many tries were refused for the individual's word before a correction, and still are."""
THE_WORD: Final = {"PR-MALGRUPP-2", "FM-SAMTYCKE-5", "UI-SAMTYCKE-1", "FF-UI-SAMTYCKE-2"}
"""The norms that the individual's word stands under."""

ASKED: Final = THE_WORD - {"UI-SAMTYCKE-1"}
"""Those of them that say nothing else."""
NOT_NOW: Final = "FF-FAS-1"


def _consent(story: Story, **change: Any) -> dict[str, Any]:
    """A consent to the unit that leads, two others, a representative, topics, and one for the employer."""
    units = (story.recorder, AF, FK, OMBUD)
    return {"enheter": units, "amnen": TOPICS, "amnen_for": {EMPLOYER: ("arbete",)}, **change}


def _without(story: Story, closed: frozenset[str]) -> dict[str, Any]:
    """The same without what the individual has closed."""
    whole = _consent(story)
    return {**whole, **{name: tuple(one for one in whole[name] if one not in closed) for name in ("enheter", "amnen")}}


WORDS: Final[Mapping[str, tuple[type[Event], Mapping[str, Any]]]] = {
    "a unit taken out": (BegransaSamtycke, {"enheter": (FK,)}),
    "a topic taken out": (BegransaSamtycke, {"amnen": ("halsa",)}),
    "a representative taken out": (BegransaSamtycke, {"enheter": (OMBUD,)}),
    "everybody taken out": (BegransaSamtycke, {"enheter": (AF, FK, OMBUD)}),
    "a topic left out": (GeSamtycke, {"undantag": ("halsa",), "amnen": ("arbete",)}),
    "a unit left out": (GeSamtycke, {}),
    "a no to a unit": (BestamDeltagare, {"deltagare": (FK,), "svar": "nej"}),
    "a no to the employer": (BestamDeltagare, {"deltagare": (EMPLOYER,), "svar": "nej"}),
    "a no to a relative": (BestamDeltagare, {"deltagare": (RELATIVE,), "svar": "nej"}),
    "a no to the representative": (BestamDeltagare, {"deltagare": (OMBUD,), "svar": "nej"}),
    "a withdrawal": (AterkallaSamtycke, {}),
}


def lived(routine: str, word: str, again: bool) -> Story:
    """A consent, a word that protects, and another consent or none."""
    story: Story = stories.accepted() if routine == "flerpartsmote" else ung_intro_stories.seen()
    story.do(Informera, anpassning=("lattlast",))
    story.do(BestamDeltagare, INDIVID, deltagare=(OMBUD,), svar="ja")
    story.do(GeSamtycke, INDIVID, **_consent(story))
    story.do(BestamDeltagare, INDIVID, deltagare=(FK, EMPLOYER, RELATIVE), svar="ja")
    kind, says = WORDS[word]
    left = _without(story, frozenset({FK} if word == "a unit left out" else ()))
    story.do(kind, INDIVID, **({**left, **says} if kind is GeSamtycke else says))
    if again:
        if story.case.phase == "vilande":
            story.do(Informera, anpassning=("lattlast",))
        taken = (
            frozenset((*says.get("enheter", ()), *says.get("amnen", ()))) if kind is BegransaSamtycke else frozenset()
        )
        story.do(GeSamtycke, INDIVID, **_without(story, taken - {AF}))
        story.do(DokumenteraSamtycke)
    return story


def tries(story: Story) -> Iterator[Event]:
    """What opens, by the representative, and what lets somebody know."""
    yield story.event(GeSamtycke, OMBUD, **_consent(story))
    yield story.event(GeSamtycke, OMBUD, enheter=(story.recorder, AF), amnen=("arbete",))
    yield story.event(GeSamtycke, OMBUD, enheter=(story.recorder, AF), amnen=TOPICS)
    yield story.event(UtokaSamtycke, OMBUD, enheter=(FK,))
    yield story.event(UtokaSamtycke, OMBUD, amnen=("halsa",))
    for actor in (FK, EMPLOYER, RELATIVE):
        yield story.event(BestamDeltagare, OMBUD, deltagare=(actor,), svar="ja")
    if "kalla" in story.case.routine.events:
        yield from (story.event(Kalla, till=(actor,)) for actor in (FK, EMPLOYER, RELATIVE))
    for actor in (FK, EMPLOYER, RELATIVE, OMBUD):
        yield story.event(Kontaktforsok, till=actor)
        yield from (story.event(LamnaUppgift, till=actor, amne=topic) for topic in TOPICS)


def decided(case: Case, event: Event) -> Decision:
    """The decision on an act, which both have to judge alike."""
    decision = case.decide(event)
    assert Oracle().judge(case, decision) is None
    return decision


def by_the_word(decision: Decision) -> bool:
    """Whether the individual's word is among what forbids it."""
    return any(one.blocks and one.norm in THE_WORD for one in decision.findings)


def lives(routine: str) -> Iterator[tuple[Story, list[tuple[Event, Decision]]]]:
    """Each life, with what is tried at its end and the decisions on it."""
    for word in WORDS:
        for again in (False, True):
            story = lived(routine, word, again)
            yield story, [(event, decided(story.case, event)) for event in tries(story)]


def opens_nothing(story: Story, case: Case, asked: list[tuple[Event, Decision]]) -> int:
    """How many tries the word forbids still. None is allowed that wasn't, nor opened by a norm of the word."""
    at, still = moment(story.day), 0
    for event, before in asked:
        after = decided(case, event.changed(occurred_at=at, recorded_at=at))
        opened = ASKED & set(before.norms) - set(after.norms)
        assert after.allowed <= before.allowed, (event.name, before.norms)
        assert not opened or NOT_NOW in after.norms, (event.name, opened)
        still += by_the_word(before) and by_the_word(after)
    return still


@pytest.mark.parametrize("routine", sorted(ENOUGH))
def test_no_line_that_is_struck_opens_what_the_individual_closed(routine: str) -> None:
    still = 0
    for story, asked in lives(routine):
        for nr in range(2, len(story.case.lines) + 1):
            struck, decision = story.case.record(story.event(Ratta, ror=nr, skal_kod="felskrivning"))
            still += opens_nothing(story, struck, asked) if decision.allowed else 0
    assert still >= ENOUGH[routine]


@pytest.mark.parametrize("routine", sorted(ENOUGH))
def test_both_judge_alike_what_the_individual_takes_back_themself(routine: str) -> None:
    for story, asked in lives(routine):
        for nr in range(2, len(story.case.lines) + 1):
            struck, decision = story.case.record(story.event(Ratta, INDIVID, ror=nr, skal_kod="felskrivning"))
            at = moment(story.day)
            for event, _ in asked if decision.allowed else ():
                decided(struck, event.changed(occurred_at=at, recorded_at=at))


@pytest.mark.parametrize("by", [INDIVID, OMBUD])
@pytest.mark.parametrize("routine", sorted(ENOUGH))
def test_no_late_word_that_protects_opens_what_another_closed(routine: str, by: str) -> None:
    still = 0
    for story, asked in lives(routine):
        consent = next(line for line in story.case.lines if line.name == GeSamtycke.name)
        for kind in (AterkallaSamtycke, BegransaSamtycke):
            says: dict[str, Any] = {"enheter": (AF, FK, OMBUD)} if kind is BegransaSamtycke else {}
            late = story.event(kind, by, **says).changed(occurred_at=consent.occurred_at + timedelta(seconds=30))
            after, decision = story.case.record(late)
            still += opens_nothing(story, after, asked) if decision.allowed else 0
    assert still >= 100


@pytest.mark.parametrize("routine", sorted(ENOUGH))
def test_a_word_that_falls_with_its_ground_is_seen(routine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing_stays(*asked: Any) -> Any:
        return asked[6]

    monkeypatch.setattr(rejudging, "_with_what_stays", nothing_stays)
    with pytest.raises(AssertionError):
        test_no_line_that_is_struck_opens_what_the_individual_closed(routine)
