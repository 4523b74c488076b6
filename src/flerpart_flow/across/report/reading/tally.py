"""Counts of cases, added up log by log and merged worker by worker.

Every key is a code that the routine's definition or its rules know, and a day's count is at most that of the years
that the library holds, so a tally is no larger after a million logs than after a thousand.
"""

from __future__ import annotations

from collections import Counter, defaultdict

import attrs

from flerpart_flow.across.report.reading.trace import Deviation, Key, Trace

Days = Counter[int]
"""How many cases took so many days."""


@attrs.define
class Crossed:
    """Cases with a deviation: of a kind by a party, of a kind, by a party, and any at all."""

    cells: Counter[Deviation] = attrs.field(factory=Counter)
    kinds: Counter[str] = attrs.field(factory=Counter)
    parties: Counter[str] = attrs.field(factory=Counter)
    cases: int = 0

    def add(self, found: frozenset[Deviation]) -> None:
        """One more case."""
        self.cells.update(found)
        self.kinds.update({kind for kind, _ in found})
        self.parties.update({party for _, party in found})
        self.cases += bool(found)

    def merge(self, other: Crossed) -> None:
        """Every case of another tally."""
        self.cells.update(other.cells)
        self.kinds.update(other.kinds)
        self.parties.update(other.parties)
        self.cases += other.cases


@attrs.define
class Several:
    """Cases with at least one of several things, and with each of them."""

    each: Counter[str] = attrs.field(factory=Counter)
    cases: int = 0

    def add(self, found: frozenset[str]) -> None:
        """One more case."""
        self.each.update(found)
        self.cases += bool(found)

    def merge(self, other: Several) -> None:
        """Every case of another tally."""
        self.each.update(other.each)
        self.cases += other.cases


@attrs.define
class Tally:
    """The cases of one routine. ``outs`` maps a way out to the phases that were left by it."""

    cases: int = 0
    versions: Counter[Key] = attrs.field(factory=Counter)
    ways_in: Counter[Key] = attrs.field(factory=Counter)
    phases: Counter[Key] = attrs.field(factory=Counter)
    outs: dict[Key, Counter[Key]] = attrs.field(factory=lambda: defaultdict(Counter))
    days: dict[tuple[str, str], Days] = attrs.field(factory=lambda: defaultdict(Counter))
    whole: Days = attrs.field(factory=Counter)
    late: Several = attrs.field(factory=Several)
    broken: Several = attrs.field(factory=Several)
    warned: Several = attrs.field(factory=Several)
    reported: Crossed = attrs.field(factory=Crossed)
    proposed: Crossed = attrs.field(factory=Crossed)

    def add(self, one: Trace) -> None:
        """One more case."""
        self.cases += 1
        self.versions[(one.version,)] += 1
        self.ways_in[one.way_in] += 1
        if one.way_out is None:
            self.phases[(one.phase,)] += 1
        else:
            self.outs[one.way_out][(one.left or "",)] += 1
        for move, days in one.days.items():
            self.days[move][days] += 1
        if one.whole is not None:
            self.whole[one.whole] += 1
        self.late.add(one.late)
        self.broken.add(one.broken)
        self.warned.add(one.warned)
        self.reported.add(one.reported)
        self.proposed.add(one.proposed)

    def merge(self, other: Tally) -> None:
        """Every case of another tally."""
        self.cases += other.cases
        for mine, theirs in (
            (self.versions, other.versions),
            (self.ways_in, other.ways_in),
            (self.phases, other.phases),
        ):
            mine.update(theirs)
        for way, left in other.outs.items():
            self.outs[way].update(left)
        for move, days in other.days.items():
            self.days[move].update(days)
        self.whole.update(other.whole)
        for several, others in ((self.late, other.late), (self.broken, other.broken), (self.warned, other.warned)):
            several.merge(others)
        self.reported.merge(other.reported)
        self.proposed.merge(other.proposed)


@attrs.define
class Gathered:
    """What a number of logs add up to. A log that isn't counted is one of the last three."""

    tallies: dict[str, Tally] = attrs.field(factory=lambda: defaultdict(Tally))
    damaged: int = 0
    other_rules: int = 0
    not_open: int = 0

    def merge(self, other: Gathered) -> None:
        """Every log of another one."""
        for routine, tally in other.tallies.items():
            self.tallies[routine].merge(tally)
        self.damaged += other.damaged
        self.other_rules += other.other_rules
        self.not_open += other.not_open
