"""What a cure states: content for an event, from what a refusal names and the act itself says; the rest as it must be.

Where words are asked for there is a dash: what is written there is for people to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from flerpart_flow.engine.errors import EventError
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.judging.questions.contents import Ground, values_of
from flerpart_flow.engine.record.events import Event, content_fields
from flerpart_flow.engine.record.fields import Kind
from flerpart_flow.engine.rules.findings import Finding
from flerpart_flow.engine.rules.vocabulary import Vocabulary
from flerpart_flow.engine.values.clock import local_date
from flerpart_flow.engine.values.frozen import frozen

ROUNDS = 6
"""How many fields are put right, one after another."""


@frozen
class Wanted:
    """A cure that a refusal names: which event, by whom, and what the refusal and the refused act tell of it."""

    kind: type[Event]
    by: str
    finding: Finding
    act: Event | None
    at: datetime


def stated(case: Case, wanted: Wanted) -> tuple[tuple[Event, ...], tuple[Finding, ...]]:
    """The event with each content that the case accepts; if there is none, also what stands in the way of the best."""
    found: dict[Event, None] = {}
    least: tuple[Finding, ...] | None = None
    for content in _contents(case, wanted):
        event, left = _put_right(case, wanted, content)
        if event is not None and not left:
            found[event] = None
        elif event is not None and (least is None or len(left) < len(least)):
            least = left
    return tuple(found), () if found else least or ()


def _contents(case: Case, wanted: Wanted) -> Iterator[dict[str, Any]]:
    """Contents to begin from: as the refused act has it, without any yes or no and with them, as is usual, and none."""
    whole, fields = _whole(case, wanted, of_act=True), content_fields(wanted.kind)
    yield {name: value for name, value in whole.items() if fields[name].name != "ternary"}
    yield whole
    yield _whole(case, wanted, of_act=False)
    yield {}


def named_in(finding: Finding) -> list[Any]:
    """What a finding names: actors, codes, days, numbers."""
    named: list[Any] = []
    for _, value in finding.values:
        named += list(value) if isinstance(value, tuple) else [value]
    return named


def judged(case: Case, event: Event) -> tuple[Finding, ...]:
    """What refuses an event now, written down as soon as it can be."""
    last = case.lines.last
    soonest = event.occurred_at if last is None else max(event.occurred_at, last.recorded_at)
    return tuple(one for one in case.decide(event.changed(nr=None, recorded_at=soonest)).findings if one.blocks)


def _put_right(case: Case, wanted: Wanted, content: dict[str, Any]) -> tuple[Event | None, tuple[Finding, ...]]:
    event = _made(wanted, content)
    left = () if event is None else judged(case, event)
    for _ in range(ROUNDS):
        if event is None or not left:
            break
        better = _better(case, wanted, content, left)
        if better is None:
            break
        content, event, left = better
    return event, left


def _better(
    case: Case, wanted: Wanted, content: dict[str, Any], left: tuple[Finding, ...]
) -> tuple[dict[str, Any], Event, tuple[Finding, ...]] | None:
    """The content with one of the fields that a finding is about filled otherwise, if fewer findings are left then."""
    fields = dict.fromkeys(str(one.field) for one in left if one.field in content_fields(wanted.kind))
    values = [(name, value) for name in fields for value in (None, *_values(case, wanted, name))]
    for name, value in (*values, *_lacking(case, wanted, left)):
        tried = {key: held for key, held in content.items() if key != name}
        if value is not None:
            tried[name] = value
        event = _made(wanted, tried)
        found = None if event is None else judged(case, event)
        if event is not None and found is not None and len(found) < len(left):
            return tried, event, found
    return None


def _lacking(case: Case, wanted: Wanted, left: tuple[Finding, ...]) -> Iterator[tuple[str, Any]]:
    """Those whom a finding on the cure itself names as missing, in each field that can hold them (UI-AKT-7)."""
    for one in left:
        for name, of in content_fields(wanted.kind).items() if one.cure == wanted.kind.name else ():
            named = _hinted(of, one, case.rules.vocabulary)
            if named is not None:
                yield name, named


def _values(case: Case, wanted: Wanted, name: str) -> Iterator[Any]:
    of = content_fields(wanted.kind)[name]
    hinted = _hinted(of, wanted.finding, case.rules.vocabulary)
    yield from (hinted,) if hinted is not None else ()
    if of.name == "code":
        yield from (one for one in _actors(wanted.act) if case.rules.vocabulary.has(of.lists[0], one))
    blank = _made(wanted, {})
    yield from values_of(blank, name, Ground(case.rules, case.state)) if blank is not None else ()


def _made(wanted: Wanted, content: Mapping[str, Any]) -> Event | None:
    try:
        return wanted.kind(occurred_at=wanted.at, by=wanted.by, **content)
    except EventError:
        return None


def _whole(case: Case, wanted: Wanted, of_act: bool) -> dict[str, Any]:
    """All fields that mean the same whoever fills them in; ``of_act``: as the act that is refused has them."""
    fields, content = content_fields(wanted.kind), dict[str, Any]()
    alike = content_fields(type(wanted.act)) if of_act and wanted.act is not None else {}
    for name, of in fields.items():
        same = name in alike and (alike[name].name, alike[name].lists) == (of.name, of.lists)
        said = getattr(wanted.act, name) if same else None
        value = said if said not in (None, ()) else _hinted(of, wanted.finding, case.rules.vocabulary)
        value = _those_named(of, wanted) if value is None and of_act else value
        value = _usual(of, wanted, content, fields) if value is None else value
        if value is not None:
            content[name] = value
    return content


def _those_named(of: Kind, wanted: Wanted) -> tuple[str, ...] | None:
    """Those whom the act that is refused is about, where the cure names several."""
    act = wanted.act
    if of.name != "codes" or act is None:
        return None
    alike = (getattr(act, name) for name, one in content_fields(type(act)).items() if one.lists == of.lists)
    several = next((one for one in alike if isinstance(one, tuple) and one), ())
    return tuple(one for one in several if one != wanted.by) or None


def _actors(act: Event | None) -> Iterator[str]:
    """Those whom an act names, in its order."""
    for name, of in content_fields(type(act)).items() if act is not None else ():
        value = getattr(act, name)
        yield from value if of.name == "codes" else (value,) if of.name == "code" and value else ()


def _hinted(of: Kind, finding: Finding, vocabulary: Vocabulary) -> Any:
    """What the finding names that the field can hold."""
    named = named_in(finding)
    if of.name in {"code", "codes"}:
        codes = [one for one in named if isinstance(one, str) and vocabulary.has(of.lists[0], one)]
        if codes:
            return codes[0] if of.name == "code" else tuple(dict.fromkeys(codes))
    return None


def _usual(of: Kind, wanted: Wanted, content: Mapping[str, Any], fields: Mapping[str, Kind]) -> Any:
    """What is stated where nobody asks for anything else."""
    ahead = wanted.at + timedelta(days=90)
    match of.name:
        case "ternary":
            return "ja"
        case "text" | "reference":
            return "-"
        case "texts" | "references":
            return ("-",)
        case "time":
            earlier = [one for name, one in content.items() if fields[name].name == "time"]
            return earlier[-1] + timedelta(hours=1) if earlier else ahead
        case "day":
            return local_date(ahead)
        case "per_code":
            named = next((one for name, one in content.items() if fields[name].lists == of.lists[:1]), ())
            return {one: "-" for one in named if isinstance(named, tuple)} or None
        case _ if of.part is not None:
            return _made_up(of.schema, wanted.by, ahead.date())
    return None


def _made_up(schema: Mapping[str, Any], by: str, day: date) -> Any:
    """A value that a JSON Schema describes: each part once, borne by the one who acts."""
    if "$ref" in schema:
        return by
    match schema.get("type"):
        case "object":
            return {name: _made_up(part, by, day) for name, part in schema.get("properties", {}).items()}
        case "array":
            return [_made_up(schema["items"], by, day)]
    return day.isoformat() if schema.get("format") == "date" else "-"
