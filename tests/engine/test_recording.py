"""Numbers are given in the order of recording, once for each content; nothing takes one back (docs/decisions/0065)."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

import pytest

from flerpart_flow.engine.definition.recording import Numbers
from flerpart_flow.engine.journal.log import Log
from flerpart_flow.routines.flerpartsmote import (
    BokaUppfoljning,
    GodkannIntePlan,
    GodkannPlan,
    OppnaMote,
    Ratta,
    SammanfattaPlan,
    UpprattaPlan,
)
from tests.stories import AF, ARBETSMARKNAD, EKONOMI, INDIVID, MEETING_DAY, Story, meeting, moment, on, plan

CONTENTS = ("Åter i arbete", "Börja studera", "Börja en praktik")
EVERYBODY = (INDIVID, ARBETSMARKNAD, AF, EKONOMI)


@pytest.mark.parametrize(
    ("lines", "held"),
    [
        ("A B A", "AB"),
        ("A A A", "A"),
        ("a B", "B"),
        ("a b C", "C"),
        ("a A B", "AB"),
        ("A b C", "AC"),
        ("A b B C", "ABC"),
        ("A b A C", "AC"),
        ("a B A", "BA"),
    ],
)
def test_each_content_has_a_number_from_its_first_accepted_line(lines: str, held: str) -> None:
    """A letter is a line with that content, a small one a refused line."""
    numbers = Numbers()
    for line in lines.split():
        numbers = numbers.having(line.upper(), accepted=line.isupper())
    assert "".join(numbers.held) == held
    assert [numbers.content(at) for at in range(1, len(held) + 1)] == list(held)


def test_a_number_that_nothing_has_stands_for_nothing() -> None:
    assert Numbers(("A",)).content(0) is None
    assert Numbers(("A",)).content(2) is None
    assert Numbers(("A",)).of("B") == 2
    assert Numbers(("A",), tentative=True).of("B") == 1


def content_of(text: str) -> dict[str, Any]:
    """A plan with one goal."""
    return plan(mal=[{"id": "arbete", "text": text}])


def scrambled(seed: int) -> Story:
    """A meeting with drafts, sum-ups, answers, strikes and corrections, many of them late; refused lines stay."""
    chance = random.Random(seed)
    story = meeting()
    opened = moment(MEETING_DAY)
    recorded = opened + timedelta(hours=3)
    for _ in range(25):
        recorded += timedelta(minutes=1)
        at = opened + timedelta(minutes=chance.randrange(20, 170))
        kind = chance.choice(
            (UpprattaPlan, UpprattaPlan, SammanfattaPlan, GodkannPlan, GodkannPlan, GodkannIntePlan, Ratta)
        )
        content: dict[str, Any] = {}
        by = ARBETSMARKNAD
        if kind is UpprattaPlan:
            content["plan"] = content_of(chance.choice(CONTENTS))
        elif kind is Ratta:
            drawn = [nr for nr, line in enumerate(story.case.lines, start=1) if isinstance(line, UpprattaPlan)]
            if not drawn:
                continue
            ratt = chance.choice((None, {"plan": content_of(chance.choice(CONTENTS))}))
            content.update(ror=chance.choice(drawn), skal_kod="felskrivning", ratt=ratt)
        else:
            content["version"] = chance.choice((None, 1, 2, 3))
            by = ARBETSMARKNAD if kind is SammanfattaPlan else chance.choice(EVERYBODY)
        envelope: dict[str, Any] = {"occurred_at": at, "recorded_at": recorded, "by": by}
        if by == INDIVID:
            envelope["recorded_by"] = ARBETSMARKNAD
        story.case, _ = story.case.record(kind(**envelope, **content))
    return story


@pytest.mark.parametrize("seed", range(15))
def test_a_log_read_as_a_whole_is_the_case_that_was_recorded_line_by_line(seed: int) -> None:
    case = scrambled(seed).case
    read = Log(case.header, case.routine, case.rules, tuple(case.lines)).case()
    assert read == case
    assert read.course.numbers == case.course.numbers


@pytest.mark.parametrize("seed", range(15))
def test_no_approval_is_on_another_content_than_it_was_given_to(seed: int) -> None:
    """What an answer meant stays with its line; here it is reckoned from the lines alone."""
    case = scrambled(seed).case
    facts = case.facts
    given: dict[str, set[str]] = {}
    for line in case.lines:
        if isinstance(line, GodkannPlan) and line.meant:
            given.setdefault(line.meant, set()).add(line.by)
    for version in (*facts.earlier, facts.draft, facts.current):
        if version is not None:
            assert version.approvals <= given.get(version.content, set())
            assert case.course.numbers.content(version.number) == version.content


@pytest.mark.parametrize("seed", range(15))
def test_a_number_never_comes_to_stand_for_another_content(seed: int) -> None:
    case = scrambled(seed).case
    grown = Numbers()
    again = type(case)(case.header, case.routine, case.rules, type(case.course).start(case.course.blocks[0].before))
    for line in case.lines:
        again, _ = again.record(line)
        firm = grown.held[:-1] if grown.tentative else grown.held
        assert again.course.numbers.held[: len(firm)] == firm
        grown = again.course.numbers


def test_a_refused_draft_that_comes_to_life_has_its_approvals() -> None:
    """The meeting's opening is recorded last: draft, sum-up and answers were refused until then, and hold."""
    story = meeting()
    lines = tuple(story.case.lines)
    opened = next(nr for nr, line in enumerate(lines) if isinstance(line, OppnaMote))
    start = type(story.case)(
        story.case.header, story.case.routine, story.case.rules,
        type(story.case.course).start(story.case.course.blocks[0].before),
    )  # fmt: skip
    case = start
    for line in lines[:opened]:
        case, _ = case.record(line)
    at = moment(MEETING_DAY)
    acts: list[Any] = [
        (UpprattaPlan, ARBETSMARKNAD, {"plan": plan()}),
        (SammanfattaPlan, ARBETSMARKNAD, {"version": 1}),
    ]
    acts += [(GodkannPlan, who, {"version": 1}) for who in EVERYBODY]
    acts += [(BokaUppfoljning, ARBETSMARKNAD, {"datum": on(150), "sammankallande": ARBETSMARKNAD})]
    for minute, (kind, by, content) in enumerate(acts, start=60):
        recorder = ARBETSMARKNAD if by == INDIVID else None
        when = at + timedelta(minutes=minute)
        case, decision = case.record(kind(occurred_at=when, by=by, recorded_by=recorder, **content), when)
        assert not decision.allowed
    for line in lines[opened:]:
        late = type(line)(
            **{
                **{name: getattr(line, name) for name in ("occurred_at", "by", "recorded_by")},
                **{name: getattr(line, name) for name in ("mote", "narvarande", "vem") if hasattr(line, name)},
                "recorded_at": at + timedelta(hours=5),
            }
        )
        case, _ = case.record(late)
    assert case.facts.current is not None
    assert (case.facts.current.number, case.facts.current.approvals) == (1, frozenset(EVERYBODY))
