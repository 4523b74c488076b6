"""Comparing two sets of rules of one routine: what is proved to be the same, what isn't, and the cases that show it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.errors import RulesError
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.proof.compare.changes import Changed, changed
from flerpart_flow.proof.compare.model import ActChange, Compared, EventVerdict, OwedChange, OwedVerdict
from flerpart_flow.proof.compare.reads.rows import Reads, parts_of
from flerpart_flow.proof.compare.trying.owing import Shift, proposals, shifts
from flerpart_flow.proof.compare.trying.playing import Stand, Tried, parted, tried
from flerpart_flow.proof.compare.trying.searching import OwedKey, Search, Shown, search
from flerpart_flow.proof.compare.trying.shrinking import shortest
from flerpart_flow.proof.compare.trying.stories import NoExamples, Stories, stories_of
from flerpart_flow.proof.compare.trying.weighing import Turn

SECONDS = 40.0
"""How long cases are looked for, unless another time is given."""


def compare_rules(routine: Routine[Any], a: Rules, b: Rules, seconds: float = SECONDS) -> Compared:
    """Compare two sets of rules of one routine.

    Raises RulesError for rules of another routine, NoExamples for a routine that has none to try.
    """
    for rules in (a, b):
        if rules.routine != routine.name:
            raise RulesError("regler.annan_rutin", routine=rules.routine)
    stories = stories_of(routine, a)
    if stories is None:
        raise NoExamples(routine.name)
    parts, differ = parts_of(routine, a, a, b), changed(a, b)
    found = search(stories, a, b, parts, differ, seconds)
    told = _Telling(stories, found)
    return Compared(
        routine,
        a,
        b,
        differ,
        {name: told.event(name) for name in routine.events},
        {name: told.owed(name, reads, found.duties, told.duty) for name, reads in parts.duties.items()},
        {
            one.kind: told.owed(one.kind, parts.deviations[one.kind], found.deviations, told.deviation)
            for one in routine.outline.deviations
        },
        found.count,
        len(found.stands),
        not found.late,
    )


_Looks = Callable[[str, Stand, datetime], Iterable[tuple[str, Shift, str | None]]]


class _Telling:
    """From what was found to verdicts, each case made as short as can be while there is time."""

    def __init__(self, stories: Stories, found: Search) -> None:
        self._stories, self._found = stories, found

    def event(self, name: str) -> EventVerdict:
        found, parts, differ = self._found, self._found.parts, self._found.changed
        rows = [row for row in parts.rows.values() if row.event == name]
        open_rows = [row for row in rows if found.open_row((name, row.phase))]
        changes = tuple(self._act(key, one) for key, one in found.acts.items() if key[0] == name and self._worth(key))
        shown = {one.phase for one in changes}
        norms = dict.fromkeys(norm for row in open_rows for norm in differ.weights(row))
        seen = {norm for one in changes for norm in one.norms}
        return EventVerdict(
            name,
            changes,
            tuple(row.phase for row in rows if row not in open_rows),
            tuple(row.phase for row in open_rows),
            tuple(row.phase for row in open_rows if row.phase not in shown),
            tuple(dict.fromkeys(read for row in open_rows for read in differ.read_by(row.reads))),
            tuple(norms),
            tuple(norm for norm in norms if norm not in seen),
            _never(open_rows, differ),
            sum(found.tries.get((name, row.phase), 0) for row in open_rows),
        )

    def _worth(self, key: tuple[str, str, str, Turn]) -> bool:
        """Whether a difference is told: where it weighs otherwise, that it is told otherwise too says nothing more."""
        return key[3] is not Turn.OTHERWISE or all(
            (*key[:3], turn) not in self._found.acts for turn in (Turn.STRICTER, Turn.LOOSER, Turn.INCOMPARABLE)
        )

    def _act(self, key: tuple[str, str, str, Turn], one: Tried) -> ActChange:
        kept, whole = one, not self._found.late
        if whole:

            def shows(stand: Stand) -> bool:
                again = tried(stand, one.event)
                return again is not None and again.row == one.row and _alike(again, one)

            start = self._start(one.stand)
            stand = shortest(start, one.stand.lines(), shows)
            kept = tried(stand, one.event) or one
        norms = tuple(self._found.norms[key])
        return ActChange(key[0], key[1], key[2], key[3], norms, kept, whole)

    def owed(self, name: str, reads: Reads, held: Mapping[OwedKey, Shown], at_work: _Looks) -> OwedVerdict:
        changes = tuple(self._owed(key[1], *one, key[0], at_work) for key, one in held.items() if key[0] == name)
        return OwedVerdict(name, changes, self._found.changed.read_by(reads))

    def duty(self, name: str, stand: Stand, at: datetime) -> Iterable[tuple[str, Shift, str | None]]:
        return shifts(stand, at, frozenset({name}))

    def deviation(self, name: str, stand: Stand, at: datetime) -> Iterable[tuple[str, Shift, str | None]]:
        return proposals(stand, at)

    def _owed(
        self, shift: Shift, stand: Stand, at: datetime, who: str | None, act: str | None, name: str, at_work: _Looks
    ) -> OwedChange:
        wanted, whole, last = (name, shift, who), not self._found.late, stand.event

        def shows(one: Stand) -> bool:
            return one.at <= at and wanted in at_work(name, one, at)

        def shows_after(one: Stand) -> bool:
            after = None if last is None else parted(one, last)
            return after is not None and shows(after)

        if whole and act is None:
            stand = shortest(self._start(stand), stand.lines(), shows)
        elif whole and last is not None and stand.before is not None:
            before = shortest(self._start(stand), stand.before.lines(), shows_after)
            stand = parted(before, last) or stand
        return OwedChange(name, shift, who, stand, at, whole, act)

    def _start(self, stand: Stand) -> Stand:
        while stand.before is not None:
            stand = stand.before
        return stand


def _alike(again: Tried, one: Tried) -> bool:
    """Whether an act shows the same difference in a shorter case: the same answers, by the same norms."""
    return again.how.key == one.how.key and (again.a.allowed, again.b.allowed) == (one.a.allowed, one.b.allowed)


def _never(rows: Iterable[Any], differ: Changed) -> frozenset[Turn]:
    """What can't be in any case: where only weights differ and all of them go one way, the answer goes no other."""
    pairs = list[tuple[int, int]]()
    for row in rows:
        if differ.read_by(row.reads):
            return frozenset()
        pairs.extend(differ.weights(row).values())
    never = {Turn.OTHERWISE}
    if all(becomes > was for was, becomes in pairs):
        never |= {Turn.LOOSER, Turn.INCOMPARABLE}
    if all(becomes < was for was, becomes in pairs):
        never |= {Turn.STRICTER, Turn.INCOMPARABLE}
    return frozenset(never)
