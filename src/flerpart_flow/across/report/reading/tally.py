"""Counts of cases, added up case by case.

Every key is a code that the routine's definition or its rules know, and a day's count is at most that of the years
that the library holds, so a tally is no larger after a million cases than after a thousand.
"""

from __future__ import annotations

from collections import Counter, defaultdict

import attrs

from flerpart_flow.across.report.reading.trace import Deviation, Key, Trace

Days = Counter[int]
"""How many cases took so many days."""

Move = tuple[str, str]
"""From a phase to another."""

Spot = tuple[Key, Key, str]
"""Where a case stands, its way in and the version of its rules: one part of each table that all cases fall into."""

Spots = Counter[Spot]
"""How many cases, and in which parts of those tables they are."""


@attrs.define
class Crossed:
    """Cases with a deviation: of a kind by a party, of a kind, by a party, and any at all."""

    cells: dict[Deviation, Spots] = attrs.field(factory=lambda: defaultdict(Counter))
    kinds: dict[str, Spots] = attrs.field(factory=lambda: defaultdict(Counter))
    parties: dict[str, Spots] = attrs.field(factory=lambda: defaultdict(Counter))
    cases: Spots = attrs.field(factory=Counter)

    def add(self, found: frozenset[Deviation], spot: Spot) -> None:
        """One more case."""
        for cell in found:
            self.cells[cell][spot] += 1
        for kind in {kind for kind, _ in found}:
            self.kinds[kind][spot] += 1
        for party in {party for _, party in found}:
            self.parties[party][spot] += 1
        if found:
            self.cases[spot] += 1


@attrs.define
class Several:
    """Cases with at least one of several things, and with each of them."""

    each: dict[str, Spots] = attrs.field(factory=lambda: defaultdict(Counter))
    cases: Spots = attrs.field(factory=Counter)

    def add(self, found: frozenset[str], spot: Spot) -> None:
        """One more case."""
        for code in found:
            self.each[code][spot] += 1
        if found:
            self.cases[spot] += 1


@attrs.define
class Course:
    """Cases that made the same moves, and the days that each move took them."""

    cases: int = 0
    days: dict[Move, Days] = attrs.field(factory=lambda: defaultdict(Counter))


def _courses() -> dict[frozenset[Move], Course]:
    """The courses of one place; a function with a name can be pickled."""
    return defaultdict(Course)


@attrs.define
class Tally:
    """The cases of one routine.

    ``outs`` maps a way out to the phases that were left by it. ``courses`` are the cases that stand in the same place,
    by the moves that they made.
    """

    cases: int = 0
    versions: Counter[Key] = attrs.field(factory=Counter)
    ways_in: Counter[Key] = attrs.field(factory=Counter)
    phases: Counter[Key] = attrs.field(factory=Counter)
    outs: dict[Key, Counter[Key]] = attrs.field(factory=lambda: defaultdict(Counter))
    courses: dict[Key, dict[frozenset[Move], Course]] = attrs.field(factory=lambda: defaultdict(_courses))
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
        course = self.courses[one.place][frozenset(one.days)]
        course.cases += 1
        for move, days in one.days.items():
            course.days[move][days] += 1
        if one.whole is not None:
            self.whole[one.whole] += 1
        spot = (one.place, one.way_in, one.version)
        self.late.add(one.late, spot)
        self.broken.add(one.broken, spot)
        self.warned.add(one.warned, spot)
        self.reported.add(one.reported, spot)
        self.proposed.add(one.proposed, spot)


@attrs.define
class Gathered:
    """What a number of logs add up to. A log that isn't counted is one of the last four."""

    tallies: dict[str, Tally] = attrs.field(factory=lambda: defaultdict(Tally))
    damaged: int = 0
    other_rules: int = 0
    not_open: int = 0
    copies: int = 0
