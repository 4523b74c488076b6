"""The shortest log that shows a difference: lines are left out, one after another, for as long as it still does."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flerpart_flow.engine.record.events import Event
from flerpart_flow.proof.compare.trying.playing import Stand, recorded

Shows = Callable[[Stand], bool]
"""Whether a case, after the lines that are left, still shows the difference."""


def shortest(start: Stand, lines: Sequence[Event], shows: Shows) -> Stand:
    """Where the fewest of these lines lead that still show the difference. No line of them can be left out alone.

    The lines before the difference come to the same under both rules, with whatever is left out.
    """
    kept, found = list(lines), _after(start, lines)
    assert found is not None, "the lines were played once already"
    again = True
    while again:
        again = False
        for place in range(len(kept) - 1, -1, -1):
            fewer = kept[:place] + kept[place + 1 :]
            stand = _after(start, fewer)
            if stand is not None and shows(stand):
                kept, found, again = fewer, stand, True
    return found


def _after(start: Stand, lines: Sequence[Event]) -> Stand | None:
    """Where lines lead; None where one can't be a line, or comes to something else under the other rules."""
    stand: Stand | None = start
    for event in lines:
        assert stand is not None, "a line that leads nowhere ends it"
        made = recorded(stand, event)
        stand = None if made is None else made[1]
        if stand is None:
            return None
    return stand
