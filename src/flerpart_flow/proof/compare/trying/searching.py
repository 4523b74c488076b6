"""Looking for cases in which two sets of rules come to something else, in whatever reads what differs between them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, Final

import attrs

from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.proof.compare.changes import Changed
from flerpart_flow.proof.compare.reads.rows import Parts
from flerpart_flow.proof.compare.trying.owing import Shift, around_last_days, late_from, proposals, shifts
from flerpart_flow.proof.compare.trying.playing import Stand, Tried, opened, parted, play, recorded, tried
from flerpart_flow.proof.compare.trying.stories import Branch, Stories, placed, ways_of_acting
from flerpart_flow.proof.compare.trying.varying import SOON, distinct, on_other_days
from flerpart_flow.proof.compare.trying.weighing import Turn

_MOST_TRIES: Final = 1_500
"""So many acts are tried in a row of the table at most, beside those of the stories and their days."""
_MOST_BETTER: Final = 300
_MOST_DAYS: Final = 10
"""So many acts of a row are tried on other days."""
_MOST_PARTED: Final = 40
"""After so many acts of a kind that lead elsewhere it is looked at what is owed then."""
_MOST_TIMES: Final = 12
"""A number up to this may count how often something was done, so acts are done again up to so many times."""
_A_DAY: Final = timedelta(days=1)

Key = tuple[str, str, str, Turn]
OwedKey = tuple[str, Shift]
Shown = tuple[Stand, datetime, str | None, str | None]
"""A case, a moment, whose it is, and the act that led the cases apart, if one did."""


class Unsound(Exception):
    """A case differs where nothing that differs is read: a fault of ours, which would make every proof worthless."""


@attrs.define(eq=False, slots=False)
class Search:
    """What was found so far, the best case of each kind."""

    routine: Routine[Any]
    a: Rules
    b: Rules
    parts: Parts
    changed: Changed
    until: float
    acts: dict[Key, Tried] = attrs.field(factory=dict)
    norms: dict[Key, dict[str, None]] = attrs.field(factory=dict)
    duties: dict[OwedKey, Shown] = attrs.field(factory=dict)
    deviations: dict[OwedKey, Shown] = attrs.field(factory=dict)
    parted: dict[str, int] = attrs.field(factory=dict)
    tries: dict[tuple[str, str], int] = attrs.field(factory=dict)
    stands: list[Stand] = attrs.field(factory=list)
    count: int = 0

    @property
    def late(self) -> bool:
        """Whether the time is up."""
        return time.monotonic() > self.until

    def open_row(self, row: tuple[str, str]) -> bool:
        """Whether something that differs can matter to a row."""
        found = self.parts.rows.get(row)
        return found is not None and bool(self.changed.weights(found) or self.changed.read_by(found.reads))

    def unseen(self, row: tuple[str, str]) -> frozenset[str]:
        """The norms of a row that weigh differently, and that no case has shown there."""
        seen = {norm for key, norms in self.norms.items() if key[:2] == row for norm in norms}
        return frozenset(self.changed.weights(self.parts.rows[row])) - seen

    def see(self, one: Tried) -> None:
        """Keep an act that comes out otherwise. Raises Unsound where it can't be."""
        self.count += 1
        row = one.row
        if row not in self.parts.rows:
            return  # refused under both, whatever else stands in the way
        self.tries[row] = self.tries.get(row, 0) + 1
        if one.how.turn is Turn.SAME:
            return
        if not self.open_row(row):
            if one.rejudges:
                return  # the lines that it has judged anew differ, which is told of them
            raise Unsound(f"{self.routine.name}: {row}: {one.how}")
        if one.how.leads:
            self._after(one)
        key = (*row, one.event.by, one.how.turn)
        self.norms.setdefault(key, {}).update(dict.fromkeys(one.how.norms))
        if key not in self.acts or _rank(one) < _rank(self.acts[key]):
            self.acts[key] = one

    def _after(self, one: Tried) -> None:
        """Look at what is owed after an act that leads elsewhere, a few times for each."""
        name = one.event.name
        self.parted[name] = self.parted.get(name, 0) + 1
        stand = parted(one.stand, one.event) if self.parted[name] <= _MOST_PARTED else None
        if stand is not None:
            for duty, shift, who in shifts(stand, stand.at, frozenset(self.parts.duties)):
                self.duties.setdefault((duty, shift), (stand, stand.at, who, name))

    def stand(self, stand: Stand, moments: Iterable[datetime] = ()) -> None:
        """Look at the duties and the deviations of a case."""
        self.stands.append(stand)
        names = frozenset(name for name, reads in self.parts.duties.items() if self.changed.read_by(reads))
        asked = [stand.at, *(one for one in moments if one >= stand.at)]
        if names:
            for at in (*asked, *late_from(stand, names)):
                for name, shift, who in shifts(stand, at, names):
                    self.duties.setdefault((name, shift), (stand, at, who, None))
        kinds = self.open_kinds
        if kinds:
            of_duties = names & frozenset[str]().union(*(self.parts.from_duties[kind] for kind in kinds))
            days = around_last_days(stand, of_duties) if of_duties else ()
            for at in (*asked, *days):
                for kind, shift, who in proposals(stand, at):
                    if kind not in kinds:
                        raise Unsound(f"{self.routine.name}: {kind}: {shift}")
                    self.deviations.setdefault((kind, shift), (stand, at, who, None))

    @cached_property
    def open_kinds(self) -> frozenset[str]:
        """The kinds of deviation whose proposals something that differs can matter to."""
        return frozenset(kind for kind, reads in self.parts.deviations.items() if self.changed.read_by(reads))


def _rank(one: Tried) -> tuple[int, int]:
    """How well a case shows its difference: best where one of the rules refuses and the other doesn't."""
    shows = 0 if one.a.allowed is not one.b.allowed else 1 if one.a.allowed else 2
    return shows, len(one.stand.a.lines)


def search(stories: Stories, a: Rules, b: Rules, parts: Parts, changed: Changed, seconds: float) -> Search:
    """All that the stories show, then what acts beside them show, in whatever is open still."""
    found = Search(stories.routine, a, b, parts, changed, time.monotonic() + seconds)
    for where in dict.fromkeys((stories.municipality, *changed.entries.get("kommun", ()))):
        start = opened(stories.routine, a, b, where, stories.root.at)
        for stand in play(start, stories.root, found.see):
            found.stand(stand, () if stand.branch is None else stand.branch.moments)
    for where in elsewhere(a):
        first_acts(opened(stories.routine, a, b, where, stories.root.at), stories.root, found.see)
    if changed.parameters.keys() - changed.idle or changed.tables:
        _on_other_days(found, stories)
        _again(found)
    _everywhere(found, stories)
    return found


def elsewhere(rules: Rules) -> tuple[str | None, ...]:
    """Municipalities to begin a case in, one of each kind of membership, and none at all."""
    kinds = {held.get("joined"): code for code, held in reversed(tuple(rules.tables.get("kommun", {}).items()))}
    return (*kinds.values(), None)


def first_acts(start: Stand, root: Branch, seen: Callable[[Tried], None]) -> None:
    """Try every act that a story begins with."""
    for branch in root.then.values():
        one = None if branch.event is None else tried(start, branch.event)
        if one is not None:
            seen(one)


def _on_other_days(found: Search, stories: Stories) -> None:
    """Each act of an open row on other days, where what differs and is read there is more than weights."""
    done: dict[tuple[str, str], set[Any]] = {}
    for stand in tuple(found.stands):
        for branch in () if stand.branch is None else stand.branch.then.values():
            assert branch.event is not None, "only the root is no act"
            row = branch.event.name, stand.phase
            if row not in found.parts.rows or not _of_days(found, found.changed.read_by(found.parts.rows[row].reads)):
                continue
            held = done.setdefault(row, set())
            about = (branch.event.by, len(branch.event.name), _shape(branch.step))
            if about in held or len(held) >= _MOST_DAYS or found.late:
                continue
            held.add(about)
            for event in on_other_days(stories, branch, stand):
                one = tried(stand, event)
                if one is not None:
                    found.see(one)


def _of_days(found: Search, names: Iterable[str]) -> bool:
    """Whether one of these may be about days: a number, or a word for how they are counted, but no yes or no."""
    return any(
        isinstance(value, (int, str)) and not isinstance(value, bool)
        for name in names
        for value in found.changed.parameters.get(name, ())
    )


def _shape(step: Any) -> Any:
    return tuple(sorted(step.content)) if step is not None else ()


def _again(found: Search) -> None:
    """Acts done again and again, where a number that differs may count them: each time on a day of its own."""
    numbers = [
        max(pair)
        for name, pair in found.changed.parameters.items()
        if name not in found.changed.idle and all(type(value) is int for value in pair) and _reads_it(found, name)
    ]
    times = max((one for one in numbers if one <= _MOST_TIMES), default=0)
    if not _silent(found):
        return
    done = set()
    for stand in tuple(distinct(found.stands)) if times else ():
        if stand.event is None or stand.before is None or found.late:
            continue
        about = (stand.event.name, stand.event.by, stand.phase, getattr(stand.event, "till", None))
        if about in done:
            continue
        done.add(about)
        for after in (_A_DAY, SOON):
            _repeated(found, stand, stand.event, times, after)


def _repeated(found: Search, stand: Stand, event: Event, times: int, after: timedelta) -> None:
    """An act done again the day after, or at once, so many times or until it is refused."""
    here = stand
    for _ in range(times):
        again = placed(event, here.at + after)
        made = None if again is None else recorded(here, again)
        if made is None:
            return
        found.see(made[0])
        if made[1] is None or not made[0].a.allowed:
            return
        here = made[1]
        found.stand(here)


def _silent(found: Search) -> bool:
    """Whether something reads a parameter that differs, and no case shows that it matters there."""
    shown = {key[:2] for key in found.acts if key[3] is not Turn.OTHERWISE}
    rows = (key for key, row in found.parts.rows.items() if key not in shown and found.changed.read_by(row.reads))
    return any(rows) or bool(found.open_kinds - {kind for kind, _ in found.deviations})


def _reads_it(found: Search, name: str) -> bool:
    """Whether a row, or what proposes deviations, reads a parameter: what only gives a last day counts nothing."""
    rows = any(name in row.reads.parameters for row in found.parts.rows.values())
    return rows or any(name in reads.parameters for reads in found.parts.deviations.values())


def _everywhere(found: Search, stories: Stories) -> None:
    """In each open row that still has something unseen: every way of doing the act, in every case in that phase."""
    kinds = ways_of_acting(stories.root)
    by_phase: dict[str, list[Stand]] = {}
    for stand in distinct(found.stands):
        by_phase.setdefault(stand.phase, []).append(stand)
    for row in found.parts.rows:
        if not found.open_row(row):
            continue
        reads = found.changed.read_by(found.parts.rows[row].reads)
        for number, one in enumerate(tries_of(row, kinds, by_phase)):
            if number >= _MOST_TRIES or found.late or _settled(found, row, reads, number):
                break
            found.see(one)


def _settled(found: Search, row: tuple[str, str], reads: tuple[str, ...], number: int) -> bool:
    """Whether nothing more is to be seen of a row: every norm is, and of what it reads some difference. Where all cases
    are of acts that both refuse, a better one is looked for, but not for long.
    """
    held = [one for key, one in found.acts.items() if key[:2] == row and key[3] is not Turn.OTHERWISE]
    if found.unseen(row) or (reads and not held):
        return False
    return number >= _MOST_BETTER or any(one.a.allowed or one.b.allowed for one in held)


def tries_of(
    row: tuple[str, str], kinds: Mapping[str, tuple[Event, ...]], by_phase: Mapping[str, list[Stand]]
) -> Iterator[Tried]:
    """Each way of doing it in each case, so that the first few tries are of as many cases and ways as can be."""
    event, phase = row
    stands, ways = by_phase.get(phase, []), kinds.get(event, ())
    for round_ in range(len(ways)):
        for number, stand in enumerate(stands):
            made = placed(ways[(number + round_) % len(ways)], stand.at + SOON)
            one = None if made is None else tried(stand, made)
            if one is not None:
                yield one
