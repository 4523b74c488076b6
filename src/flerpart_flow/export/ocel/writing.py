"""Courses as OCEL 2.0, in JSON: https://www.ocel-standard.org.

A case and a party are objects, a move from phase to phase is an event that belongs to both. Cases are numbered by what
they did, never in the order in which they were read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import attrs

from flerpart_flow.engine.definition.moves import START
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.words.reasons import texts_for
from flerpart_flow.export.ocel.courses import Shown, Turn
from flerpart_flow.texts import Texts, texts

_BEGINS: Final = datetime(1970, 1, 1, tzinfo=UTC)
_APART: Final = timedelta(days=1)
"""Between two moves of a case: made up, so that a tool sees the order."""


@attrs.frozen(eq=False)
class Group:
    """A course that a number of cases of a routine share."""

    routine: Routine
    rules: Rules
    course: Shown
    cases: int


def written(groups: Iterable[Group], lang: str) -> dict[str, Any]:
    """The log, with names in a language."""
    words = texts(lang)
    case, party = words.raw("export.ocel.arende"), words.raw("export.ocel.part")
    types: dict[tuple[str, str], str] = {}
    parties: dict[str, str] = {}
    objects: list[dict[str, Any]] = []
    events: list[dict[str, Any]] = []
    for group in groups:
        said = texts_for(group.rules, lang)
        for turn in group.course.turns:
            if turn.party:
                parties.setdefault(turn.party, said.name(turn.party))
        for _ in range(group.cases):
            number = len(objects) + 1
            objects.append(_case(group, number, case, said))
            events.extend(_events(group, number, types, said))
    names = _unique(types)
    for event in events:
        event["type"] = names[event["type"]]
    held = [_object(f"part-{code}", party, {"namn": name}) for code, name in sorted(parties.items())]
    return {
        "objectTypes": [_type(case, "rutin", "kom_till", "hel"), _type(party, "namn")],
        "eventTypes": [_type(name, "fran", "till") for name in sorted(set(names.values()))],
        "objects": [*held, *objects],
        "events": events,
    }


def _type(name: str, *attributes: str) -> dict[str, Any]:
    return {"name": name, "attributes": [{"name": one, "type": "string"} for one in attributes]}


def _object(ident: str, kind: str, values: Mapping[str, str]) -> dict[str, Any]:
    held = [{"name": name, "time": _time(0), "value": value} for name, value in values.items()]
    return {"id": ident, "type": kind, "attributes": held, "relationships": []}


def _case(group: Group, number: int, kind: str, said: Texts) -> dict[str, Any]:
    """A case: its routine, the phase that it is shown to have come to, and whether that is where it stands, or where
    too few went on as it did.
    """
    turns = group.course.turns
    values = {
        "rutin": group.routine.name,
        "kom_till": said.label("faser", turns[-1].target) if turns else said.raw("export.ocel.visas_inte"),
        "hel": said.raw("export.ocel.hel" if group.course.whole else "export.ocel.avkortad"),
    }
    return _object(f"arende-{number}", kind, values)


def _events(group: Group, number: int, types: dict[tuple[str, str], str], said: Texts) -> Iterable[dict[str, Any]]:
    before = START
    for at, turn in enumerate(group.course.turns, start=1):
        key = (turn.event, said.label("handelser", turn.event))
        types[key] = key[1]
        yield {
            "id": f"handelse-{number}-{at}",
            "type": key,
            "time": _time(at),
            "attributes": [
                {"name": "fran", "value": said.label("faser", before)},
                {"name": "till", "value": said.label("faser", turn.target)},
            ],
            "relationships": [
                {"objectId": f"arende-{number}", "qualifier": said.raw("export.ocel.i")},
                *_by(turn, said),
            ],
        }
        before = turn.target


def _by(turn: Turn, said: Texts) -> list[dict[str, str]]:
    return [{"objectId": f"part-{turn.party}", "qualifier": said.raw("export.ocel.av")}] if turn.party else []


def _unique(types: Mapping[tuple[str, str], str]) -> dict[tuple[str, str], str]:
    """The name of each kind of event: its label, with the event's own name behind it where two share a label."""
    labels: dict[str, set[str]] = {}
    for event, label in types:
        labels.setdefault(label, set()).add(event)
    return {key: label if len(labels[label]) == 1 else f"{label} ({key[0]})" for key, label in types.items()}


def _time(days: int) -> str:
    return (_BEGINS + days * _APART).strftime("%Y-%m-%dT%H:%M:%SZ")
