"""What the JSON answers are made of. A shape never changes meaning under its version; keys may be added."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flerpart_flow.cli.pages.telling import named
from flerpart_flow.engine.values.clock import format_time
from flerpart_flow.engine.words.reasons import reason

if TYPE_CHECKING:
    from datetime import date

    from flerpart_flow.engine.definition.duties import Duty, Entry
    from flerpart_flow.engine.definition.routine import Proposal, Routine
    from flerpart_flow.engine.judging.case import Case
    from flerpart_flow.engine.judging.queries import Possible
    from flerpart_flow.engine.rules.findings import Finding
    from flerpart_flow.engine.rules.rules import Rules
    from flerpart_flow.texts import Texts


def mark(command: str, version: int = 1) -> str:
    """The name and version of a shape."""
    return f"flerpart_flow/{command}/{version}"


def day(value: date | None) -> str | None:
    """A day, YYYY-MM-DD."""
    return None if value is None else value.isoformat()


def rules_of(rules: Rules, assumed: bool = False) -> dict[str, Any]:
    """The rules that were used; ``assumed``: the log names none, so the newest."""
    return {"version": rules.version, "digest": rules.digest, "overlay": rules.overlay, "assumed": assumed}


def case_of(name: str, case: Case) -> dict[str, Any]:
    """Which log, case and rules an answer is about."""
    return {
        "log": name,
        "case": case.header.case,
        "routine": case.routine.name,
        "municipality": case.header.municipality,
        "rules": rules_of(case.rules, case.header.rules is None),
    }


def no_case(name: str) -> dict[str, Any]:
    """The keys of ``case_of`` for one to whom there is no case."""
    return {"log": name, "case": None, "routine": None, "municipality": None, "rules": None}


def finding(found: Finding, rules: Rules, said: Texts) -> dict[str, Any]:
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
    }


def findings(found: Iterable[Finding], rules: Rules, said: Texts) -> list[dict[str, Any]]:
    """Findings, in their order."""
    return [finding(one, rules, said) for one in found]


def possible(one: Possible, rules: Rules, said: Texts) -> dict[str, Any]:
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


def duty(one: Duty, said: Texts) -> dict[str, Any]:
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


def entry(one: Entry, routine: Routine, facts: Any) -> dict[str, Any]:
    """A duty that an event opened or ended."""
    owed, about = one.owed, named(routine, facts, one)
    return {"duty": one.duty, "bearer": owed.bearer, "counterpart": owed.counterpart, "about": about}


def proposal(one: Proposal, said: Texts) -> dict[str, Any]:
    """A deviation that somebody may report."""
    return {
        "kind": one.kind,
        "label": said.name(one.kind),
        "unit": one.unit,
        "norm": one.norm,
        "about": one.about,
        "since": None if one.since is None else format_time(one.since),
        "detail": one.detail,
    }
