"""Judging whatever event comes, and what has to hold of the answer: for every routine the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from flerpart_flow.engine.errors import EventError
from flerpart_flow.engine.journal.log import Log
from flerpart_flow.engine.judging.case import Case, case_of
from flerpart_flow.engine.judging.decision import Decision, Refused
from flerpart_flow.engine.judging.queries import Answer, Possible
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.rules.norms import Severity
from tests.engine.canonical import canonical, digest
from tests.engine.generate import ACTORS, enveloped, next_events, whole
from tests.story import moment

QUIET = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def judged(before: Case, event: Event) -> tuple[Case, Decision] | None:
    """The case with the event as its next line, and the decision; None for an event that isn't well formed.

    Nothing but Refused and EventError may be raised, every answer agrees with every other, and the case that was
    asked stays as it was.
    """
    known, facts = canonical((before.course, before.lines)), hash(before.facts)
    decision, refusal = _decided(before, event)
    if decision is None:
        assert refusal is not None
        assert refusal.text("sv") != refusal.text("en")
        for ask in (before.apply, before.record):
            with pytest.raises(EventError):
                ask(event)
        return None
    after, again = before.record(event)
    assert canonical(again.findings) == canonical(decision.findings)
    _query_agrees(before, event, decision)
    _carried_by_the_move(before, decision)
    assert all(decision.explain(lang) for lang in ("sv", "en"))
    if decision.allowed:
        assert before.apply(event) == after
        assert after.state == decision.state
    else:
        with pytest.raises(Refused):
            before.apply(event)
        assert decision.state is before.state
        assert after.state == before.state
        assert (decision.opened, decision.ended, decision.lost, decision.gained) == ((), (), (), ())
    assert canonical((before.course, before.lines)) == known
    assert hash(before.facts) == facts
    _can_be_asked(after)
    return after, decision


def _decided(before: Case, event: Event) -> tuple[Decision | None, EventError | None]:
    try:
        return before.decide(event), None
    except EventError as error:
        return None, error


def _query_agrees(before: Case, event: Event, decision: Decision) -> None:
    """The query at the time of the event: a no is refused, and what a yes or an if finds the step finds too.

    What it finds may be of those who have the role; where somebody else acts the step says that instead. What it tells
    beforehand holds for what the content is sure to be, not for any content.
    """
    answer = before.why_not(type(event), event.occurred_at)
    assert isinstance(answer, Possible)
    if answer.answer is Answer.NO:
        assert not decision.allowed
    asked = before.why_not(type(event), event.occurred_at, event.by) if _is_known(before, event.by) else answer
    assert isinstance(asked, Possible)
    if asked.answer is Answer.NO:
        assert not decision.allowed
    elif not answer.holders or event.by in answer.holders:
        foretold = {message for move in before.routine.moves for one in move.foretold for message in one.messages}
        assert {one for one in answer.findings if one.message not in foretold} <= set(decision.findings)
    listed = {one.event: one for one in before.permitted(event.occurred_at)}
    assert listed.get(event.name, answer) == answer
    if event.name not in listed:
        assert not decision.allowed


def _is_known(before: Case, actor: str) -> bool:
    return before.rules.vocabulary.has("aktor", actor)


def _carried_by_the_move(before: Case, decision: Decision) -> None:
    """Every finding is of a norm that some guard of the event says it carries, at the weight that the rules give."""
    rows = [move for move in before.routine.moves if move.event.name == decision.event.name]
    carried = {norm for move in rows for one in move.all_guards for norm in one.norms} | {"FF-FAS-1"}
    for finding in decision.findings:
        assert finding.norm in carried
        given = before.rules.norms[finding.norm].severity_at(decision.event.name)
        assert finding.severity is max(given, finding.ceiling or given, key=list(Severity).index)


def _can_be_asked(run: Case) -> None:
    """Whatever happened, every question has an answer, and the facts are a value."""
    now = run.lines[-1].recorded_at
    assert run.phase in {"start", *run.routine.phases}
    assert hash(run.facts) == hash(attrs.evolve(run.facts))
    hash(run.state)
    run.permitted(now)
    run.duties(now)
    run.deviations(now)
    assert [run.status(nr) for nr in range(1, len(run.lines) + 1)]


def replayed(run: Case) -> Case:
    """The case that its own lines give, one by one."""
    again = case_of(run.routine, run.header, run.rules)
    for line in run.lines:
        again, _ = again.record(line)
    return again


def the_same_value_for_value(run: Case) -> None:
    """One by one, and as a log that is read as a whole (which takes a quicker way)."""
    for again in (replayed(run), Log(run.header, run.routine, run.rules, tuple(run.lines)).case()):
        assert again == run
        assert digest(again) == digest(run)


Beginnings = Mapping[str, Case]
"""Where a case may stand, by name."""


def walked(data: st.DataObject, beginnings: Beginnings, steps: int = 10) -> None:
    """Whatever happens next, from anywhere: judged line by line, and the journal gives the case."""
    run = beginnings[data.draw(st.sampled_from(sorted(beginnings)))]
    for _ in range(data.draw(st.integers(1, steps))):
        found = judged(run, data.draw(next_events(run)))
        run = found[0] if found else run
    the_same_value_for_value(run)


def judged_bare(beginnings: Beginnings, kind: type[Event], unit: str) -> None:
    """Missing content is for the guards to ask for, never an error."""
    for start in beginnings.values():
        latest = start.latest or moment(0)
        judged(start, kind(occurred_at=latest, recorded_at=latest, by=unit))
        judged(start, kind(occurred_at=latest, recorded_at=latest, by="individ", recorded_by=unit))


def denied_to_all(beginnings: Beginnings, kind: type[Event]) -> None:
    """What the query denies nobody may do: in every phase, with all the content that is wanted, by anybody there is."""
    for start in beginnings.values():
        when = start.latest or moment(0)
        answer = start.why_not(kind, when)
        assert isinstance(answer, Possible)
        for by in ACTORS:
            event = enveloped(kind, when, when, by, **whole(kind, start.routine.name))
            assert event is not None
            assert not (start.decide(event).allowed and answer.answer is Answer.NO), (start.phase, by)


def has_a_total_effect(beginnings: Beginnings, kind: type[Event], content: Mapping[str, Any], unit: str) -> None:
    """A latch enacts an event in facts that it was never meant for, and with content missing."""
    try:
        event = kind(nr=99, occurred_at=moment(300), recorded_at=moment(300), by=unit, **content)
    except EventError:
        return
    for start in beginnings.values():
        facts = start.routine.effect_of(event)(start.facts, event, start.rules)
        for entered in start.routine.enter.values():
            hash(entered(facts, event, start.rules))
