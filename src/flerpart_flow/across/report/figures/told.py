"""What the tables of a report tell of how the cases fall into parts: its cells, each a group that is large enough.

Every other figure is held to them. Days are counted only for cases in cells that are told and that made the same moves.
A number of cases is shown only if it leaves room in the cells where those cases are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import attrs

from flerpart_flow.across.report.figures.quantiles import quartiles
from flerpart_flow.across.report.figures.suppression import FREE, Limits, Parts, parts
from flerpart_flow.across.report.reading.tally import Days, Move, Spots, Tally
from flerpart_flow.across.report.reading.trace import Key

CLOSED = "closed"
"""The part of the cases that is over; no phase is called so."""

OTHERS = ("",)
"""The cell of all that a table doesn't tell apart."""

UNSEEN = tuple(frozenset({("", str(nr))}) for nr in range(8))
"""Courses that no case took: there are always more courses than those that some did."""


@attrs.frozen
class WayOut:
    """An event that closes cases, with its reason (or empty): how many cases, and from which phases."""

    event: str
    reason: str
    cases: int
    phases: Parts[Key]


@attrs.frozen
class Times:
    """Whole days between two phases: how many cases, the median, and the quartiles where there are cases enough."""

    source: str
    target: str
    cases: int
    median: int
    lower: int | None
    upper: int | None


@attrs.frozen
class Told:
    """The tables that all cases fall into, as they are shown."""

    standing: Parts[Key]
    ways_out: tuple[WayOut, ...]
    ways_in: Parts[Key]
    versions: Parts[Key]

    def cell(self, place: Key) -> Key:
        """The cell of the tables of phases and ways out that a place is in; it begins with ``OTHERS`` where the tables
        don't tell the place itself.
        """
        if len(place) == 1:
            return place if place in self.standing.shown else OTHERS
        if (CLOSED,) not in self.standing.shown:
            return OTHERS
        for way in self.ways_out:
            if (way.event, way.reason) == place[:2]:
                return place if place[2:] in way.phases.shown else (*OTHERS, *place[:2])
        return (*OTHERS, CLOSED)

    def tells(self, place: Key) -> bool:
        """Whether the tables tell how many cases are in a place."""
        return self.cell(place) == place


@attrs.frozen
class Room:
    """How many cases each cell of each table holds."""

    told: Told
    cells: tuple[Counter[Key], ...]

    @classmethod
    def of(cls, told: Told, tally: Tally) -> Room:
        """The room that the cases of a tally have."""
        cells: tuple[Counter[Key], ...] = (Counter(), Counter(), Counter())
        for place, courses in tally.courses.items():
            cells[0][told.cell(place)] += sum(one.cases for one in courses.values())
        for at, counts, shown in ((1, tally.ways_in, told.ways_in), (2, tally.versions, told.versions)):
            for key, cases in counts.items():
                cells[at][key if key in shown.shown else OTHERS] += cases
        return cls(told, cells)

    def is_tight(self, spots: Spots, least: int) -> bool:
        """Whether so many cases would tell of others, to one who knows where such cases can be.

        The cells where they are may hold a few others, fewer than a group. Or some of them stand where the tables don't
        tell the places apart, and are more than there is room for in the places that are told: so many must stand in
        those that aren't. That nearly all cases are there is told all the same, if no place is told.
        """
        cases = spots.total()
        within = self._within(spots)
        for cells, some in zip(self.cells, within, strict=True):
            if len(some) < len(cells) and 0 < sum(cells[cell] for cell in some) - cases < least:
                return True
        places = self.cells[0]
        known = sum(places[cell] for cell in within[0] if cell[:1] != OTHERS)
        if len(places) == 1 and cases > places.total() - least:
            return False
        return known < cases

    def _within(self, spots: Spots) -> tuple[set[Key], set[Key], set[Key]]:
        told = self.told
        return (
            {told.cell(place) for place, _, _ in spots},
            {way if way in told.ways_in.shown else OTHERS for _, way, _ in spots},
            {(version,) if (version,) in told.versions.shown else OTHERS for _, _, version in spots},
        )


def days_told(told: Told, tally: Tally, least: int) -> Mapping[Move, Days]:
    """The days of each move, of the cases that are told: those in a cell that the tables show, and there in a group
    that made the same moves. So how many they are says nothing of how many others there are.
    """
    found: dict[Move, Days] = {}
    for place, courses in tally.courses.items():
        if not told.tells(place):
            continue
        sizes = {moves: course.cases for moves, course in courses.items()}
        for moves in parts(sum(sizes.values()), sizes, UNSEEN, least).shown:
            for move, days in courses[moves].days.items():
                found.setdefault(move, Counter()).update(days)
    return found


def timed(move: Move, days: Days, least: int, limits: Limits[Times] = FREE) -> Iterator[Times]:
    """The times of a move, if there are cases enough: a median parts them in two groups and quartiles in four, each a
    group like any other.
    """
    cases = days.total()
    if cases < 2 * least:
        return
    whole = cases >= 4 * least
    lower, median, upper = quartiles(days)
    found = Times(*move, cases, median, lower if whole else None, upper if whole else None)
    if not limits.bars(found, cases):
        yield found
