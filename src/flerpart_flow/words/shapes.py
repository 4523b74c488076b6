"""Answers as JSON, in the shapes that docs/commands.md describes. Keys may be added; none changes meaning."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import singledispatch
from typing import Any

from flerpart_flow.engine.definition.duties import Duty, Entry
from flerpart_flow.engine.definition.routine import Proposal, Routine
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.judging.decision import Decision
from flerpart_flow.engine.judging.queries import Possible
from flerpart_flow.engine.record.events import Event, content_fields, to_data
from flerpart_flow.engine.review.cures import Cures
from flerpart_flow.engine.review.review import Review, Verdict
from flerpart_flow.engine.rules.findings import Finding
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.clock import format_time
from flerpart_flow.engine.words.reasons import reason, texts_for
from flerpart_flow.texts import DEFAULT_LANGUAGE, Texts
from flerpart_flow.words.history import HistoryLine, routine_of
from flerpart_flow.words.sentences import DEVIATIONS, named

Shape = dict[str, Any]


def to_json(answer: Any, of: Case | Rules, lang: str = DEFAULT_LANGUAGE) -> Any:
    """An answer as JSON holds it, with its texts in ``lang``; of several answers a list.

    Takes a Decision, a Possible, a Duty, a Finding, a Proposal, Cures, a Review or one of its Verdicts, a HistoryLine
    and an Event. ``of`` is the case that was asked, or its rules. Raises TypeError for anything else.
    """
    if isinstance(answer, (tuple, list)):
        return [to_json(one, of, lang) for one in answer]
    return _shape(answer, *routine_of(of), texts_for(routine_of(of)[1], lang))


@singledispatch
def _shape(answer: Any, routine: Routine, rules: Rules, said: Texts) -> Shape:
    raise TypeError(f"no shape for {type(answer).__name__}")


def day(value: date | None) -> str | None:
    """A day, YYYY-MM-DD."""
    return None if value is None else value.isoformat()


def finding(found: Finding, rules: Rules, said: Texts) -> Shape:
    """A finding: the norm, how hard, what is missing or unknown, who can cure it and how."""
    told = reason(found, rules, said.lang)
    return {
        "norm": told.norm,
        "severity": told.severity,
        "unknown": told.unknown,
        "text": told.says,
        "norm_text": told.norm_text,
        "cure_by": told.cure_by,
        "cure": told.cure,
        "cure_text": told.cure_text,
        "field": told.field,
    }


def findings(found: Iterable[Finding], rules: Rules, said: Texts) -> list[Shape]:
    """Findings, in their order."""
    return [finding(one, rules, said) for one in found]


def possible(one: Possible, rules: Rules, said: Texts) -> Shape:
    """Whether an event may happen, what it has to state, and by whom."""
    return {
        "event": one.event,
        "label": said.label("handelser", one.event),
        "answer": one.answer.value,
        "by": one.by,
        "states": list(one.states),
        "optional": list(one.optional),
        "role": one.role,
        "holders": list(one.holders),
        "findings": findings(one.findings, rules, said),
    }


def duty(one: Duty, said: Texts) -> Shape:
    """A duty as it stands. The numbers of lines are null for one who may not see how many there are."""
    return {
        "duty": one.name,
        "label": said.label("plikter", one.name),
        "norms": list(one.norms),
        "bearer": one.bearer,
        "counterpart": one.counterpart,
        "about": one.about,
        "state": one.state.value,
        "due": day(one.due),
        "age_days": one.age_days,
        "opened_nr": one.opened_nr or None,
        "opened_at": format_time(one.opened_at),
        "ended_nr": one.ended_nr or None,
        "ended_at": None if one.ended_at is None else format_time(one.ended_at),
        "own": one.own,
    }


def entry(one: Entry, routine: Routine, facts: Any) -> Shape:
    """A duty that an event opened or ended."""
    owed, about = one.owed, named(routine, facts, one)
    return {"duty": one.duty, "bearer": owed.bearer, "counterpart": owed.counterpart, "about": about}


def proposal(one: Proposal, said: Texts) -> Shape:
    """A deviation that somebody may report."""
    return {
        "kind": one.kind,
        "label": said.name(one.kind, DEVIATIONS),
        "unit": one.unit,
        "norm": one.norm,
        "about": one.about,
        "since": None if one.since is None else format_time(one.since),
        "detail": one.detail,
    }


def decision(one: Decision, routine: Routine, said: Texts) -> Shape:
    """What was decided on an event, and what would follow."""
    facts = one.state.facts
    return {
        "event": one.event.name,
        "label": said.label("handelser", one.event.name),
        "answer": "yes" if one.allowed else "no",
        "findings": findings(one.findings, one.rules, said),
        "decided": {
            "by": one.event.by,
            "phase_after": one.state.phase,
            "opened": [entry(each, routine, facts) for each in one.opened],
            "ended": [{**entry(each.entry, routine, facts), "how": each.how.value} for each in one.ended],
            "lost": list(one.lost),
            "gained": list(one.gained),
        },
    }


def verdict(one: Verdict, rules: Rules, said: Texts) -> Shape:
    """What became of a line of a log."""
    event = one.event
    return {
        "nr": one.nr,
        "line": one.nr + 1,
        "event": event.name,
        "label": said.label("handelser", event.name),
        "occurred_at": format_time(event.occurred_at),
        "recorded_at": format_time(event.recorded_at),
        "by": event.by,
        "recorded_by": event.recorder,
        "status": one.status.value,
        "refused": one.refused,
        "follows": one.follows,
        "findings": [] if one.decision is None else findings(one.decision.findings, rules, said),
        "own": list(dict.fromkeys(found.norm for found in one.own)),
        "warned": findings(one.warned, rules, said),
        "lost_by": one.lost_by,
        "lost": list(one.lost),
        "gained": list(one.gained),
        "rules": None if one.rules is None else one.rules.digest,
        "behind": one.behind,
    }


def review(one: Review, said: Texts) -> Shape:
    """A judged log: whether it follows the routine, and the verdict on each line."""
    case = one.case
    now = max((line.occurred_at for line in case.lines), default=None)
    proposals = () if now is None else case.deviations(now)
    return {
        "follows_the_routine": one.follows_the_routine,
        "lines": len(one.verdicts),
        "refused": len(one.refused),
        "faults": len(one.faults),
        "phase": case.phase,
        "verdicts": [verdict(each, case.rules, said) for each in one.verdicts],
        "proposals": [proposal(each, said) for each in proposals],
    }


def history_line(one: HistoryLine) -> Shape:
    """A line of a history."""
    return {
        "nr": one.nr,
        "occurred_at": format_time(one.occurred_at),
        "recorded_at": format_time(one.recorded_at),
        "by": one.by,
        "event": one.event,
        "status": None if one.status is None else one.status.value,
        "text": one.text,
        "reads_now": one.reads_now,
    }


@_shape.register
def _(answer: Cures, routine: Routine, rules: Rules, said: Texts) -> Shape:
    return {
        "sets": [[_act(one, said) for one in acts] for acts in answer.sets],
        "individuals": findings(answer.individuals, rules, said),
        "own": findings(answer.own, rules, said),
    }


def _act(event: Event, said: Texts) -> Shape:
    """Who does what, with which content."""
    content = {name: value for name, value in to_data(event).items() if name in content_fields(type(event))}
    return {"by": event.by, "event": event.name, "label": said.label("handelser", event.name), "content": content}


@_shape.register
def _(answer: Finding, routine: Routine, rules: Rules, said: Texts) -> Shape:
    return finding(answer, rules, said)


@_shape.register
def _(answer: Possible, routine: Routine, rules: Rules, said: Texts) -> Shape:
    return possible(answer, rules, said)


@_shape.register
def _(answer: Duty, routine: Routine, rules: Rules, said: Texts) -> Shape:
    return duty(answer, said)


@_shape.register
def _(answer: Proposal, routine: Routine, rules: Rules, said: Texts) -> Shape:
    return proposal(answer, said)


@_shape.register
def _(answer: Decision, routine: Routine, rules: Rules, said: Texts) -> Shape:
    return decision(answer, routine, said)


@_shape.register
def _(answer: Verdict, routine: Routine, rules: Rules, said: Texts) -> Shape:
    return verdict(answer, rules, said)


@_shape.register
def _(answer: Review, routine: Routine, rules: Rules, said: Texts) -> Shape:
    return review(answer, said)


@_shape.register
def _(answer: HistoryLine, routine: Routine, rules: Rules, said: Texts) -> Shape:
    return history_line(answer)


@_shape.register
def _(answer: Event, routine: Routine, rules: Rules, said: Texts) -> Shape:
    return to_data(answer)
