"""What a refusal tells how to mend: which fields its findings read, whom and what they name, and what to wait for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from flerpart_flow.engine.record.events import ACTOR, UNIT, Event, content_fields
from flerpart_flow.engine.review.stating import named_in
from flerpart_flow.engine.rules.findings import Finding
from flerpart_flow.proof.walk.filling import day_of
from flerpart_flow.proof.walk.stand import Stand


def is_of_a_field(stand: Stand, kind: type[Event], finding: Finding) -> bool:
    """Whether a finding is about a time or a day that the event itself states."""
    reads = stand.memory.reads.get((kind.name, finding.message.code)) or ()
    return any(
        content_fields(kind)[one].name in {"time", "day", "plan"} for one in reads if one in content_fields(kind)
    )


def hints(after: tuple[Finding, ...]) -> tuple[Any, ...]:
    """What the findings name: norms, actors, codes, times."""
    named: list[Any] = []
    for finding in after:
        named += (finding.norm, *named_in(finding))
    return tuple(named)


def mend(
    stand: Stand, kind: type[Event], content: dict[str, Any], by: str, hindrances: tuple[Finding, ...], at: datetime
) -> str:
    """Change what one of the findings reads: what it names goes in or out, or the field is filled anew."""
    for finding in hindrances:
        if len(hindrances) > 1 and stand.random.random() < 0.3:
            continue
        reads = stand.memory.reads.get((kind.name, finding.message.code)) or ()
        values = dict(finding.values)
        named = tuple(one for one in _actors(values) if stand.memory.rules.vocabulary.has(ACTOR, one))
        if "by" in reads:
            by = stand.random.choice(named) if named and stand.random.random() < 0.7 else stand.who(kind, at)
        fields = [one for one in reads if one in content_fields(kind)]
        fields = [one for one in fields if one == values.get("field")] or fields
        absent = [one for one in fields if one not in content]
        lacking = 0.8 if len(absent) == len(fields) else 0.4  # what is stated may be what is wrong
        for name in absent if absent and stand.random.random() < lacking else fields:
            lists = content_fields(kind)[name].lists
            if named and lists and lists[0] in {ACTOR, UNIT} and stand.random.random() < 0.8:
                content[name] = stand.filler.mended(content.get(name, ()), named)
                if not content[name]:
                    stand.filler.put(kind, content, name, at)
            elif name in content and stand.random.random() < (0.2 if len(fields) == 1 else 0.5):
                content.pop(name, None)
            else:
                hinted(stand, kind, content, name, values, at)
    return by


def hinted(
    stand: Stand, kind: type[Event], content: dict[str, Any], name: str, values: dict[str, Any], at: datetime
) -> None:
    """Fill a field anew: with a time or day that the finding names, or as the field says."""
    times = [value for value in values.values() if isinstance(value, datetime)]
    if content_fields(kind)[name].name == "time" and times and stand.random.random() < 0.5:
        content[name] = stand.random.choice(times)
        return
    numbers = [value for value in values.values() if type(value) is int]
    if schema_of(kind, name).get("type") == "integer" and numbers and stand.random.random() < 0.8:
        content[name] = stand.random.randint(min(numbers), max(numbers))
        return
    stand.filler.put(kind, content, name, at)


def wait(stand: Stand, hindrances: tuple[Finding, ...]) -> datetime:
    """Let time pass: to a time or day that a finding or a line of the case names, or a while."""
    drawn = stand.random.random()
    coming: list[Any] = [value for one in hindrances for _, value in one.values if hasattr(value, "year")]
    if drawn < 0.05:
        coming += stand.cast.days_to_come(stand.now)
    times = [day_of(value, stand.now) for value in coming] if drawn < 0.4 else []
    later = [time for time in times if stand.now < time < stand.now + timedelta(days=200)]
    if later:
        stand.now = stand.random.choice(later)
    return stand.now


def schema_of(kind: type[Event], name: str) -> Mapping[str, Any]:
    """What a field holds, as a JSON Schema."""
    return content_fields(kind)[name].schema


def _actors(values: dict[str, Any]) -> Iterator[str]:
    """The texts among the values of a finding: units, roles' holders, codes."""
    for value in values.values():
        if isinstance(value, str):
            yield value
        elif isinstance(value, (tuple, frozenset)):
            yield from (one for one in sorted(map(str, value)))
