"""Whether a query agrees with the step: what was done isn't a no, and each answer is held against contents (A69)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.judging.queries import Answer
from flerpart_flow.proof.walk import Act
from tests.engine.straight import accepted
from tests.soak.promises import Breach

LINE_BY_LINE: Final = "ratta"
"""Whose line it corrects decides who may: the facts don't tell who wrote which."""


def answered_as_done(act: Act) -> list[Breach]:
    """A query at the time of an accepted act doesn't say no, of anybody or of the one who did it, and lists it."""
    before, event = act.before, act.event
    late = before.latest is not None and event.occurred_at < before.latest
    if late or event.name == LINE_BY_LINE:
        return []
    by, found = event.by if event.by in {"individ", "ombud"} else "another", list[Breach]()
    if before.why_not(type(event), event.occurred_at).answer is Answer.NO:
        found.append(("the query says no, the step yes", event.name, f"{before.phase} {by}"))
    if before.why_not(type(event), event.occurred_at, event.by).answer is Answer.NO:
        found.append(("the query says no to one, the step yes", event.name, f"{before.phase} {by}"))
    if event.name not in {one.event for one in before.permitted(event.occurred_at)}:
        found.append(("the query doesn't list what the step allows", event.name, before.phase))
    return found


def answered_truly(case: Case, at: datetime, turn: int) -> list[Breach]:
    """One answer of those at a moment, by turns: for a yes or if a content that the step accepts, for a no none."""
    at += timedelta(seconds=1)
    answers = [one for one in case.permitted(at) if one.event != LINE_BY_LINE]
    if not answers:
        return []
    answer = answers[turn % len(answers)]
    kind = case.routine.events[answer.event]
    askers = answer.holders or ("individ", *sorted({line.recorder for line in case.lines}))
    by = askers[(turn // len(answers)) % len(askers)]
    said = case.why_not(kind, at, by).answer
    who = by if by in {"individ", "ombud"} else "another"
    content = accepted(case, kind, at, by)
    if said is Answer.NO and content is not None:
        return [("the query says no, a content is accepted", answer.event, f"{case.phase} {who}")]
    if said is not Answer.NO and content is None:
        return [("the query says yes or if, no content is found", answer.event, f"{case.phase} {who}")]
    if answer.answer is Answer.NO and said is not Answer.NO:
        return [("the query says no to all, yes to one", answer.event, f"{case.phase} {who}")]
    return []
