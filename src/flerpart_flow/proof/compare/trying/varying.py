"""Acts beside those of the stories: on other days, again and again, and each of a kind in every case that is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Final

from flerpart_flow.engine.record.events import Event
from flerpart_flow.proof.compare.trying.playing import Stand
from flerpart_flow.proof.compare.trying.stories import Branch, Stories, dated, placed, with_days_moved

_NEAR: Final = 45
"""So many days around what a story tells are tried one by one; further off, a day before, on and after each week."""
_WEEKS: Final = 30
_YEARS: Final = 20
SOON: Final = timedelta(minutes=15)


def days(furthest: int = _WEEKS) -> tuple[int, ...]:
    """How many days an act, or a day that it names, is moved: a limit of weeks is come to with a day on each side."""
    near = range(-_NEAR, _NEAR + 1)
    weeks = (7 * week + side for week in range(-furthest, furthest + 1) for side in (-1, 0, 1))
    years = (365 * year for year in range(-_YEARS, _YEARS + 1))
    found = {*near, *weeks, *years} - {0}
    return tuple(sorted(found, key=lambda day: (abs(day), day)))


def on_other_days(stories: Stories, branch: Branch, stand: Stand) -> Iterator[Event]:
    """The act of a branch on other days, and with each of the days that it names moved."""
    event, step = branch.event, branch.step
    if event is None or step is None:
        return
    for day in days():
        moved = event.occurred_at + timedelta(days=day)
        if moved >= stand.at:
            made = placed(event, moved)
            if made is not None:
                yield made
    for name in dated(step):
        for day in days():
            made = stories.remade(with_days_moved(step, name, day), branch.at)
            if made is not None:
                yield made


def distinct(stands: Iterable[Stand]) -> Iterator[Stand]:
    """Those that differ in what has been established, the fewest lines first."""
    seen = set()
    for stand in stands:
        key = stand.phase, stand.a.facts
        if key not in seen:
            seen.add(key)
            yield stand
