"""Bundled logs in which every text that somebody may write freely begins with a mark, to be looked for elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import attrs

from flerpart_flow import ROUTINES
from flerpart_flow.engine.journal.log import Log, read_log
from flerpart_flow.engine.record.events import content_fields

MARK: Final = "Zqx§"
ROOT: Final = Path(__file__).resolve().parents[2]
LOGS: Final = (
    *sorted((ROOT / "examples" / "logs").glob("*.jsonl")),
    *sorted((ROOT / "src" / "flerpart_flow" / "routines").glob("*/*.jsonl")),
)
FREE: Final = frozenset({"text", "texts", "reference", "references", "per_code"})
"""Kinds of field that hold what somebody wrote; of a plan it is the texts of its goals and measures, and their ids."""
IN_A_PLAN: Final = frozenset({"id", "text", "delmal"})


def marked(value: Any) -> Any:
    """The value with the mark before every text in it."""
    if isinstance(value, str):
        return f"{MARK} {value}"
    if isinstance(value, list):
        return [marked(one) for one in value]
    return {key: marked(one) for key, one in value.items()} if isinstance(value, dict) else value


def _in_plan(value: Any) -> Any:
    if isinstance(value, list):
        return [_in_plan(one) for one in value]
    if isinstance(value, dict):
        return {key: marked(one) if key in IN_A_PLAN else _in_plan(one) for key, one in value.items()}
    return value


def _content(data: dict[str, Any], kinds: Mapping[str, Any], everything: Mapping[str, Any]) -> dict[str, Any]:
    found = {}
    for name, value in data.items():
        kind = kinds[name].name if name in kinds else ""
        if kind in FREE:
            found[name] = marked(value)
        elif kind == "plan":
            found[name] = _in_plan(value)
        elif kind == "corrections":
            found[name] = _content(value, everything, everything)
        elif kind != "digest":  # that of a plan is another now
            found[name] = value
    return found


@cache
def marked_log(path: Path) -> Log[Any]:
    """A bundled log whose free texts, and whose references to other cases, are marked."""
    first, *rest = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    events = ROUTINES[first["routine"]].events
    everything = {name: kind for event in events.values() for name, kind in content_fields(event).items()}
    header = {key: marked(value) if key in {"previous", "linked"} else value for key, value in first.items()}
    lines = [header, *(_content(line, content_fields(events[line["event"]]), everything) for line in rest)]
    return read_log([json.dumps(line).encode() for line in lines], ROUTINES)


def everything_in(*roots: object) -> Iterator[object]:
    """Every value that the roots lead to, each once: fields of attrs values, and what collections hold."""
    seen, waiting = dict[int, object](), list(roots)
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen[id(one)] = one  # kept, so that no other value takes its place in memory
        yield one
        if isinstance(one, Mapping):
            waiting += [*one.keys(), *one.values()]
        elif isinstance(one, (tuple, list, frozenset, set)):
            waiting += one
        elif attrs.has(type(one)):
            waiting += [getattr(one, field.name, None) for field in attrs.fields(type(one))]  # type: ignore[arg-type]  # mypy does not narrow by attrs.has
