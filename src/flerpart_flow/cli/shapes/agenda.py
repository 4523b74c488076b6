"""Entries of an agenda and items of a work list, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flerpart_flow.cli.shapes.shapes import day
from flerpart_flow.engine.values.clock import format_time

if TYPE_CHECKING:
    from flerpart_flow.agenda import Entry, Item


def entry(one: Entry) -> dict[str, Any]:
    """An entry: what, when, whose, by which norms, and how pressing."""
    return {
        "kind": one.kind,
        "group": one.group.value,
        "what": one.what,
        "when": one.when,
        "day": day(one.day),
        "start": None if one.at is None else format_time(one.at),
        "end": None if one.end is None else format_time(one.end),
        "told_from": day(one.told_from),
        "bearer": one.bearer,
        "counterpart": one.counterpart,
        "duty": one.duty,
        "about": one.about,
        "age_days": one.age_days,
        "norms": list(one.norms),
        "own": one.own,
    }


def item(one: Item) -> dict[str, Any]:
    """An entry with its case."""
    return {"case": one.case, "routine": one.routine, **entry(one.entry)}
