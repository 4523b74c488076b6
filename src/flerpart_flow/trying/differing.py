"""What sets a log apart from one that somebody opened: the lines that are removed, changed or added since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from typing import Any, Final

import attrs

from flerpart_flow.engine.journal.log import dump_line
from flerpart_flow.engine.record.events import Event, to_data
from flerpart_flow.trying.tried import POINTER

_BY_ITSELF: Final = frozenset({"nr", "recorded_at"})
"""What changes with other things."""

Places = Mapping[int, int]
"""By a line's number in the opened log its number now; none for one that is removed."""


@attrs.frozen
class Difference:
    """A line of the opened log that is removed, or that says something else in some ``fields`` as line ``now``."""

    line: Event
    now: int | None = None
    fields: tuple[str, ...] = ()


@attrs.frozen(slots=False)
class Compared:
    """The lines of a log that somebody opened, and those of the log that it has become."""

    opened: Sequence[Event]
    events: Sequence[Event]

    @cached_property
    def places(self) -> Places:
        """Where the opened lines stand now: first by what they say, then, of what is left, by what kind of event it is,
        which a change of a line leaves.
        """
        return {nr + 1: now + 1 for nr, now in _places(self.opened, self.events)}

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """What is removed of the opened lines, and what is changed in them, in their order."""
        return tuple(_differences(self.opened, self.events, self.places))

    @property
    def added(self) -> list[Event]:
        """The lines that aren't of the opened log."""
        known = frozenset(self.places.values())
        return [one for nr, one in enumerate(self.events, 1) if nr not in known]

    @property
    def goes_on(self) -> bool:
        """Whether the log is what was opened, with lines added last or none."""
        return not self.differences and all(nr == now for nr, now in self.places.items())


def _places(opened: Sequence[Event], events: Sequence[Event]) -> Iterator[tuple[int, int]]:
    for same, was, is_now in _matched([_says(one) for one in opened], [_says(one) for one in events]):
        if same:
            yield from zip(was, is_now, strict=True)
            continue
        for alike, those, these in _matched([opened[nr].name for nr in was], [events[nr].name for nr in is_now]):
            if alike:
                yield from ((was[nr], is_now[now]) for nr, now in zip(those, these, strict=True))


def _matched(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[bool, range, range]]:
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        yield tag == "equal", range(i, j), range(k, m)


def _says(event: Event) -> str:
    """What a line says, whatever its number, and that of the line it is about."""
    return dump_line({name: value for name, value in _content(event).items() if name not in ("nr", POINTER)})


def _content(event: Event) -> dict[str, Any]:
    return {name: _in_any_order(value) for name, value in to_data(event).items()}


def _in_any_order(value: Any) -> Any:
    """A value as its content is: no list of a line says anything by its order, and a form has an order of its own."""
    if isinstance(value, Mapping):
        return {name: _in_any_order(one) for name, one in value.items()}
    return sorted(map(_in_any_order, value), key=repr) if isinstance(value, list) else value


def _differences(opened: Sequence[Event], events: Sequence[Event], moved: Places) -> Iterator[Difference]:
    for nr, line in enumerate(opened, 1):
        now = moved.get(nr)
        if now is None:
            yield Difference(line)
        elif fields := tuple(_fields(line, events[now - 1], moved)):
            yield Difference(line, now, fields)


def _fields(before: Event, after: Event, moved: Places) -> Iterator[str]:
    was, is_now = _content(before), _content(after)
    if POINTER in was:  # about the same line, wherever that stands now
        was[POINTER] = moved.get(was[POINTER], was[POINTER])
    for name in {**was, **is_now}:
        if name not in _BY_ITSELF and was.get(name) != is_now.get(name):
            yield name
