"""When two states are the same to everything that may happen next: their canonical form.

Of a time only its day matters, and whether it is this very moment where acts may share one; of a line's number only its
place in the order; of a meeting's number how far back it lies, or of one that somebody waits to hear is off, its place
among those. Sets stand in no order. Tests hold the walk over
merged states equal to the walk over all of them, where both are small enough.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import datetime
from functools import cache
from operator import attrgetter
from typing import Any, Final

import attrs

from flerpart_flow.engine.values.chain import Chain
from flerpart_flow.engine.values.clock import local_date
from flerpart_flow.samverkan.mote.meeting import Cancelled, Waits

LINES: Final = frozenset({"opened_nr", "nr", "lines", "last_nr"})
"""Fields that hold the number of a line."""
DRAWN: Final = "drawn"
"""The field with tuples that begin with the number of a line."""
DECLINES: Final = "declines"
"""The field with pairs that begin with the number of a meeting."""
AT: Final = "at"
"""The field with a time that is only ever held against this very moment."""
UNORDERED: Final = frozenset(
    {"said", "withheld", "suitable", "conditions", "attempts", "asked", "sought", "recipients", "measures",
     "candidates", "initiated"}
)  # fmt: skip
MEETINGS: Final = frozenset({"meetings", "number"})
"""Fields that count meetings; a version of the plan has a number as well, which is its content's."""


@attrs.define(eq=False)
class Canon:
    """The canonical form under a world's bounds. ``drop`` are facts that the world leaves out of it.

    ``exact``: nothing is merged but what differs in its minutes alone, in the same order. For tests.
    """

    drop: frozenset[str] = frozenset()
    moments: bool = False
    exact: bool = False
    _now: datetime | None = None
    _meetings: int = 0
    _lines: list[int] = attrs.field(factory=list)
    _times: list[datetime] = attrs.field(factory=list)
    _rank: dict[int, int] = attrs.field(factory=dict)
    _off: dict[int, int] = attrs.field(factory=dict)
    _place: dict[datetime, int] = attrs.field(factory=dict)

    def key(self, phase: str, facts: Any, told: Any, more: Hashable, now: datetime) -> Hashable:
        """The canonical form of a state, with what has been told and what else tells two of them apart."""
        self._now, self._meetings = now, getattr(facts, "meetings", 0)
        off = getattr(facts, "cancelled", None)
        numbers = sorted((one for one in off.numbers if one <= self._meetings), reverse=True) if off is not None else ()
        self._off = {number: place for place, number in enumerate(numbers)}
        self._lines.clear()
        self._times.clear()
        self._rank.clear()
        self._place.clear()
        shape = self._object(facts), self._any(told)
        if self._lines or (self.exact and self._times):
            self._rank = {nr: place for place, nr in enumerate(sorted(set(self._lines)))}
            if self.exact:
                self._place = {at: place for place, at in enumerate(sorted(set(self._times)))}
            shape = self._object(facts), self._any(told)
        return (phase, shape, more)

    def _object(self, value: Any) -> Hashable:
        found = []
        for name, read, counts in _fields(type(value)):
            held = read(value)
            if name in self.drop:
                continue
            if counts and held is not None:
                found.append(self._counted(counts, held))
            elif held is None or held == () or type(held) in _PLAIN:
                found.append(held)
            else:
                found.append(self._field(name, held))
        return tuple(found)

    def _counted(self, counts: str, held: Any) -> Hashable:
        """The number of a line by its place, that of a meeting by how far back it lies."""
        if counts == "meeting":
            return self._back(held)
        if counts == "off":
            return self._back(held) if self.exact else self._off.get(held, -1)
        return self._line(held) if type(held) is int else frozenset(map(self._line, held))

    def _field(self, name: str, value: Any) -> Hashable:
        if name == DRAWN:
            return tuple((self._line(one[0]), *map(self._any, one[1:])) for one in value)
        if name == DECLINES:
            return frozenset((self._back(one[0]), one[1]) for one in value)
        if name == AT and not self.exact:
            return self.moments and value == self._now
        found = self._any(value)
        return frozenset(found) if name in UNORDERED and type(found) is tuple and not self.exact else found

    def _back(self, meeting: int) -> int:
        """How far back a meeting lies; those before the last but one are told apart by nothing but their number."""
        back = self._meetings - meeting
        return back if self.exact else min(back, 2)

    def _line(self, nr: int) -> Hashable:
        self._lines.append(nr)
        return self._rank.get(nr, 0)

    def _any(self, value: Any) -> Hashable:
        kind = type(value)
        if kind in _PLAIN or value is None:
            return value  # type: ignore[no-any-return]  # all of these can be hashed
        if kind is datetime:
            self._times.append(value)
            return (_day(value), self.moments and value == self._now, self._place.get(value, 0))
        if kind is tuple or kind is Chain:
            return tuple([self._any(one) for one in value])
        if kind is frozenset:
            return value if all(type(one) is str for one in value) else frozenset([self._any(one) for one in value])
        if attrs.has(kind):
            return self._object(value)
        return value  # type: ignore[no-any-return]  # a day, or a word of an enumeration


_PLAIN: Final = frozenset({str, int, bool})
_day: Final = cache(local_date)


_known: dict[type[Any], tuple[tuple[str, Callable[[Any], Any], str], ...]] = {}


def _fields(kind: type[Any]) -> tuple[tuple[str, Callable[[Any], Any], str], ...]:
    """The fields of a class: name, how to read it, and whether it holds the number of a line or a meeting."""
    found = _known.get(kind)
    if found is None:
        found = tuple((one.name, attrgetter(one.name), _counts(kind, one.name)) for one in attrs.fields(kind))
        _known[kind] = found
    return found


def _counts(kind: type[Any], name: str) -> str:
    if name in LINES:
        return "line"
    if kind in (Cancelled, Waits) and name == "number":
        return "off"
    return "meeting" if name in MEETINGS and kind.__name__ != "Version" else ""
