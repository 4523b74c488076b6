"""Whether somebody may tell another of a topic is answered to the one who asks as it is judged when it is recorded.

What is named for another is no more shown than answers rest on (A66), but the answer is the true one (A49): a yes that
the record would refuse is a disclosure that the individual hasn't agreed to.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import islice
from typing import Any, Final

import pytest

from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.judging.decision import Decision
from flerpart_flow.engine.record.events import ACTOR
from flerpart_flow.routines.flerpartsmote import BegransaSamtycke, BestamDeltagare, DokumenteraSamtycke
from flerpart_flow.samverkan.actors import is_unit
from flerpart_flow.samverkan.events import LamnaUppgift
from flerpart_flow.seen import why_seen
from tests.seen.pairs import walked
from tests.stories import AF, ARBETSMARKNAD, EKONOMI, FK, INDIVID, Story, consented

TOPICS: Final = ("arbete", "halsa", "ekonomi", "vardag")
OUTSIDERS: Final = ("arbetsgivare", "narstaende")


def told(story: Story, by: str, to: str, topic: str) -> tuple[str, ...]:
    """The norms that refuse a disclosure to the one who asks whether it may tell, and when it is recorded: the same."""
    assert story.case.latest is not None
    event = LamnaUppgift(occurred_at=story.case.latest + timedelta(hours=1), by=by, till=to, amne=topic)
    answer, recorded = why_seen(story.case, event, by), story.case.decide(event)
    assert isinstance(answer, Decision)
    assert answer.allowed is recorded.allowed
    return tuple(sorted({one.norm for one in answer.findings if one.blocks}))


def covered(**more: Any) -> Story:
    """Four units are covered, for work and health; the social services have documented it."""
    story = consented((ARBETSMARKNAD, AF, EKONOMI, FK), amnen=("arbete", "halsa"), **more)
    story.do(DokumenteraSamtycke, EKONOMI, referens="s 1")
    return story


def test_a_topic_that_another_unit_hasnt_is_answered_as_one_that_the_consent_doesnt_cover() -> None:
    story = covered(amnen_for={AF: ("arbete",)})
    assert told(story, EKONOMI, AF, "arbete") == ()
    assert told(story, EKONOMI, AF, "halsa") == ("FM-SAMTYCKE-3",)
    assert told(story, EKONOMI, FK, "halsa") == ()
    assert told(story, EKONOMI, FK, "vardag") == ("FM-SAMTYCKE-3",)


def test_a_topic_that_only_the_one_who_tells_has_is_not_passed_on() -> None:
    story = covered(amnen_for={EKONOMI: ("halsa", "ekonomi")})
    assert told(story, EKONOMI, AF, "halsa") == ()
    assert told(story, EKONOMI, AF, "ekonomi") == told(story, EKONOMI, AF, "arbete") == ("FM-SAMTYCKE-3",)


def test_an_employer_may_be_told_what_is_named_for_it_and_nothing_else() -> None:
    story = covered(amnen_for={"arbetsgivare": ("arbete", "vardag")})
    assert told(story, EKONOMI, "arbetsgivare", "arbete") == ()
    assert told(story, EKONOMI, "arbetsgivare", "halsa") == ("FM-SAMTYCKE-3",)
    assert told(story, EKONOMI, "arbetsgivare", "vardag") == ("FM-SAMTYCKE-3",)  # the unit hasn't the topic itself


def test_a_topic_taken_out_for_one_is_no_longer_told_to_it() -> None:
    story = covered()
    assert told(story, EKONOMI, AF, "halsa") == ()
    story.do(BegransaSamtycke, INDIVID, amnen_for={AF: ("halsa",)})
    assert told(story, EKONOMI, AF, "halsa") == ("FM-SAMTYCKE-3",)
    assert told(story, EKONOMI, FK, "halsa") == ()


def test_one_whom_the_individual_has_said_no_to_is_told_nothing_and_the_no_is_not_told() -> None:
    story = covered(amnen_for={"arbetsgivare": ("arbete",)})
    for one in (AF, "arbetsgivare"):
        story.do(BestamDeltagare, INDIVID, deltagare=(one,), svar="nej")
        assert "PR-MALGRUPP-2" not in told(story, EKONOMI, one, "arbete")
        assert told(story, EKONOMI, one, "arbete") != ()


@pytest.mark.parametrize("routine", ["flerpartsmote", "ung_intro"])
def test_whoever_asks_gets_the_answer_of_the_whole_case_for_every_other_and_every_topic(routine: str) -> None:
    answers = {True: 0, False: 0}
    for case in islice(walked(routine, 11), 0, 240, 6):
        for event in _disclosures(case):
            answer = why_seen(case, event, event.by)
            if answer is not None:
                assert isinstance(answer, Decision)
                assert answer.allowed is case.decide(event).allowed, event.by
                answers[answer.allowed] += 1
    assert min(answers.values()) >= 10


def _disclosures(case: Case) -> list[LamnaUppgift]:
    consent = case.facts.consent
    units = [] if consent is None else sorted(consent.units)[:4]
    assert case.latest is not None
    at, known = case.latest + timedelta(minutes=1), case.rules.vocabulary.known
    return [
        LamnaUppgift(occurred_at=at, by=by, till=to, amne=topic)
        for by in units
        for to in (*units, *OUTSIDERS)
        for topic in TOPICS
        if is_unit(by) and to != by and topic in known["amne"] and to in known[ACTOR]
    ]
