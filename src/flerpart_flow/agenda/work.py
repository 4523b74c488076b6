"""The work list over many cases: what is late, what is due this week, what waits for whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import attrs

from flerpart_flow.agenda.entry import Entry, Group, pressing
from flerpart_flow.agenda.scene import entries_in, scene_of
from flerpart_flow.engine.definition.moves import START
from flerpart_flow.engine.errors import discreet
from flerpart_flow.engine.judging.case import Case, aware
from flerpart_flow.engine.values.reticent import reticent
from flerpart_flow.texts import DEFAULT_LANGUAGE


@reticent("entry")
@attrs.frozen
class Item:
    """An entry, and the case and the routine that it belongs to."""

    case: str
    routine: str
    entry: Entry


@reticent("at", "cases")
@attrs.frozen
class WorkList:
    """The items of many cases at a moment, the most pressing first. ``cases`` is how many of them there were by then:
    a log without an event up to the moment is no case yet, as in a report.
    """

    at: datetime
    items: tuple[Item, ...]
    cases: int

    def of(self, group: Group) -> tuple[Item, ...]:
        """The items of a group."""
        return tuple(one for one in self.items if one.entry.group is group)

    def waits_for(self) -> Mapping[str, tuple[Item, ...]]:
        """Who is waited for: for each who owes something that can be done now, what it is; the most items first."""
        found: dict[str, list[Item]] = {}
        for one in self.items:
            if one.entry.duty is not None and one.entry.bearer is not None and one.entry.group is not Group.WAITING:
                found.setdefault(one.entry.bearer, []).append(one)
        order = sorted(found, key=lambda bearer: (-len(found[bearer]), bearer))
        return {bearer: tuple(found[bearer]) for bearer in order}

    def merged(self, other: WorkList) -> WorkList:
        """The two lists as one; in whatever order many are merged, the same list comes out."""
        return joined(self.at, (self, other))


def joined(at: datetime, lists: Iterable[WorkList]) -> WorkList:
    """Many lists of a moment as one, sorted once: merged one by one they would be sorted as many times."""
    items, count = [], 0  # type: list[Item], int
    for one in lists:
        items += one.items
        count += one.cases
    return WorkList(at, tuple(sorted(items, key=_order)), count)


@discreet
def worklist(cases: Iterable[Case], at: datetime, lang: str = DEFAULT_LANGUAGE, by: str | None = None) -> WorkList:
    """The work list over cases at a moment. The cases are gone through one at a time, and none is kept.
    With ``by`` it is what one party has to do or to come to, in the cases where anything is asked of it (``seen_by``).

    Raises EventError for a naive time, and for a party that the rules don't know.
    """
    now, items, count = aware(at), [], 0  # type: datetime, list[Item], int
    for case in cases:
        found = _items(case, now, lang, by)
        count += found is not None
        items += found or ()
    return WorkList(now, tuple(sorted(items, key=_order)), count)


def _items(case: Case, now: datetime, lang: str, by: str | None) -> list[Item] | None:
    """The items of a case; None where it isn't opened yet, or one party isn't shown that there is anything to do."""
    scene = scene_of(case, now, lang, by)
    if scene is None or scene.state.phase == START:
        return None
    found = (one for one in entries_in(scene) if not _far_off(one))
    return [Item(case.header.case, case.routine.name, one) for one in found]


def _far_off(entry: Entry) -> bool:
    """What is to be looked at some day, and that day is far off, is no work yet."""
    return entry.group is Group.LATER and entry.duty is None and entry.own


def _order(one: Item) -> tuple[Any, ...]:
    return (*pressing(one.entry), one.case, one.routine)
