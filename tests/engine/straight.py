"""Looking for a content that the step accepts: what a query's yes, no or if is held against."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from functools import cache
from typing import Any, Final

from flerpart_flow import ROUTINES
from flerpart_flow.engine.definition.correction import Ratta
from flerpart_flow.engine.eras.change import BytRegler
from flerpart_flow.engine.errors import EventError
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.record.events import Event, content_fields, to_data
from flerpart_flow.engine.record.fields import Kind
from flerpart_flow.engine.rules.findings import Finding
from flerpart_flow.engine.rules.rules import Rules
from tests.engine.generate import whole

PURPOSE: Final = "Planera vägen till arbete"


def accepted(case: Case, kind: type[Event], at: datetime, by: str) -> Event | None:
    """An event of this kind, by this actor at this moment, that the case accepts; None if none is found.

    From what the routine wants of it, and from nothing, one field at a time is set to what leaves least in the way.
    """
    if kind is BytRegler:
        new = _other_rules(case.routine.name)
        event = _made(case, kind, at, by, {"fran_regler": case.rules.digest, "till_regler": new.digest, "into": new})
        return event if _hindrances(case, event) == () else None
    actors = _actors(case, by)
    others = tuple(one for one in actors if one != by and _is_unit(case, one))
    for start in (whole(kind, case.routine.name), {}, _these_two(kind, by), *_told_before(case, kind)):
        found = _climb(case, kind, at, by, dict(start), actors, others)
        if found is not None:
            return found
    return _together(case, kind, at, by, actors, others)


@cache
def _other_rules(routine: str) -> Rules:
    """Rules that a case could move on to: the newest ones, with a value of an organisation's own."""
    return ROUTINES[routine].rules(overlay={"parameter": _OWN_VALUE[routine]})


_OWN_VALUE: Final = {"flerpartsmote": {"lead_time_weeks_others": 4}, "ung_intro": {"min_parties": 3}}


def _these_two(kind: type[Event], by: str) -> dict[str, Any]:
    """The individual and the one who acts, wherever actors are named: where each is fit and another is not."""
    two = sorted({"individ", by})
    return {name: two for name, of in content_fields(kind).items() if of.name == "codes" and of.lists[0] == "aktor"}


def _together(
    case: Case, kind: type[Event], at: datetime, by: str, actors: tuple[str, ...], others: tuple[str, ...]
) -> Event | None:
    """Where one field at a time leads nowhere: two or three codes at once."""
    fields = {
        name: [
            one for one in _values(case, kind, of, at, actors, others) if not isinstance(one, tuple) or len(one) == 1
        ]
        for name, of in content_fields(kind).items()
        if of.name in {"code", "ternary"} or (of.name == "codes" and of.lists[0] in {"enhet", "part", "aktor"})
    }
    rest = {name: "-" for name, of in content_fields(kind).items() if of.name in {"reference", "text"}}
    for names in itertools.chain(itertools.combinations(fields, 2), itertools.combinations(fields, 3)):
        if math.prod(len(fields[name]) for name in names) > 1500:
            continue
        for values in itertools.product(*(fields[name] for name in names)):
            content = dict(zip(names, values, strict=True))
            for event in (_made(case, kind, at, by, content), _made(case, kind, at, by, rest | content)):
                if _hindrances(case, event) == ():
                    return event
    return None


def _is_unit(case: Case, actor: str) -> bool:
    return case.rules.vocabulary.has("enhet", actor)


def _actors(case: Case, by: str) -> tuple[str, ...]:
    """Those who are named anywhere in the case, the one who acts first."""
    known: dict[str, None] = {by: None, "individ": None, "narstaende:1": None, "ombud": None}
    for line in case.lines:
        known[line.by] = None
        for name, of in content_fields(type(line)).items():
            if of.codes is not None and getattr(line, name) not in (None, ()):
                known.update(
                    dict.fromkeys(c for _, c in of.codes(getattr(line, name)) if case.rules.vocabulary.has("aktor", c))
                )
    return tuple(known)


def _told_before(case: Case, kind: type[Event]) -> Iterator[dict[str, Any]]:
    for line in reversed(list(case.lines)):
        if type(line) is kind:
            yield {key: value for key, value in to_data(line).items() if key in content_fields(kind)}
            return


def _made(case: Case, kind: type[Event], at: datetime, by: str, content: dict[str, Any]) -> Event | None:
    writer = None
    if not _is_unit(case, by):
        writer = next((one.recorder for one in reversed(list(case.lines))), "kommun:arbetsmarknad")
    try:
        return kind(occurred_at=at, recorded_at=at, by=by, recorded_by=writer, **content)
    except EventError:
        return None


def _hindrances(case: Case, event: Event | None) -> tuple[Finding, ...] | None:
    if event is None:
        return None
    try:
        return tuple(one for one in case.decide(event).findings if one.blocks)
    except EventError:
        return None


def _climb(
    case: Case,
    kind: type[Event],
    at: datetime,
    by: str,
    content: dict[str, Any],
    actors: tuple[str, ...],
    others: tuple[str, ...],
) -> Event | None:
    event = _made(case, kind, at, by, content)
    left = _hindrances(case, event)
    for _ in range(6):
        if left == ():
            return event
        best: tuple[int, dict[str, Any], tuple[Finding, ...]] | None = None
        for name, of in content_fields(kind).items():
            for value in (None, *_values(case, kind, of, at, actors, others)):
                tried = {key: held for key, held in content.items() if key != name}
                if value is not None:
                    tried[name] = value
                found = _hindrances(case, _made(case, kind, at, by, tried))
                if found is not None and (best is None or len(found) < best[0]):
                    best = (len(found), tried, found)
                if found == ():
                    return _made(case, kind, at, by, tried)
        if best is None or (left is not None and best[0] >= len(left)):
            return None
        content, left = best[1], best[2]
        event = _made(case, kind, at, by, content)
    return None


def _values(
    case: Case, kind: type[Event], of: Kind, at: datetime, actors: tuple[str, ...], others: tuple[str, ...]
) -> Iterator[Any]:
    """Values to try in a field: of the case where it has any, then of the rules."""
    facts, rules = case.state_at(at).facts, case.rules
    meeting, booked = getattr(facts, "meeting", None), getattr(facts, "follow_up", None)
    given, current = getattr(facts, "time", None), getattr(facts, "current", None)
    known = [one for one in (getattr(given, "start", None), getattr(meeting, "start", None)) if one is not None]
    if booked is not None and booked.day is not None:
        known.append(datetime.combine(booked.day, time(9), UTC))
    ahead = at + timedelta(days=90)
    codes = [one for one in actors if rules.vocabulary.has(of.lists[0], one)] if of.lists else []
    codes += sorted(rules.vocabulary.known[of.lists[0]] - set(codes)) if of.lists else []
    covered = (
        tuple(one for one in others if facts.consent is not None and facts.consent.covers(one))
        if hasattr(facts, "consent")
        else ()
    )
    match of.name:
        case "text":
            yield from (one.id for one in current.plan.atgarder) if current is not None else ()
            yield "praktik"
        case "texts":
            yield ("handläggare",)
        case "reference":
            yield "fm-1"
        case "references":
            yield ("fm-1",)
        case "age":
            yield 24
        case "integer":
            yield from range(1, (len(case.lines) if kind is Ratta else 4) + 1)
        case "ternary":
            yield from ("ja", "nej")
        case "time":
            yield from (*known, *(one + timedelta(hours=1) for one in known), ahead, ahead + timedelta(hours=1))
        case "day":
            yield from (ahead.date(), *(one.date() for one in known))
        case "code":
            yield from codes
        case "codes":
            yield from ((one,) for one in codes)
            if of.lists[0] in {"enhet", "part", "aktor"}:
                named = [one for one in actors if rules.vocabulary.has(of.lists[0], one)]
                units = [one for one in (actors[0], *covered) if rules.vocabulary.has(of.lists[0], one)]
                yield from (tuple(dict.fromkeys(one)) for one in (named, units, covered, ("individ", *units)) if one)
            else:
                yield tuple(codes)
        case "per_code":
            yield from ({one: PURPOSE} for one in codes)
            yield {one: PURPOSE for one in codes if one in actors}
        case "plan":
            for bearers in (covered[:1], actors[:1], ("individ",)):
                yield {
                    "mal": [{"id": "arbete", "text": "Arbete"}],
                    "atgarder": [{"id": f"a{len(case.lines)}", "text": "Praktik", "ansvariga": list(bearers)}],
                    "uppfoljning": ahead.date().isoformat(),
                }
