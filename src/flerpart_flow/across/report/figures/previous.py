"""An earlier report, and which figures would differ from it by a group that is too small.

What changed between two reports is the few cases that changed. So a figure that was shown and differs by fewer than
the smallest group isn't shown again, nor one that was hidden and is no larger than that a small group could have
grown to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final, Generic, TypeVar

import attrs

from flerpart_flow.across.report.figures.suppression import Count, Limits
from flerpart_flow.across.report.figures.told import CLOSED, Times
from flerpart_flow.engine.errors import FlowError
from flerpart_flow.engine.values.clock import NotATime, parse_time

FORMAT: Final = "flerpart_flow/report/1"

K = TypeVar("K")


class NotAReport(FlowError):
    """What was given as an earlier report is none that this one can be held to; the code says why."""


@attrs.frozen
class Before(Generic[K]):
    """One table of an earlier report: the figures that it showed, out of how many."""

    figures: Mapping[K, tuple[int, int]]
    """Each as the least and the most that it can have been."""
    least: int
    total: int | None = None

    def bars(self, key: K, now: int) -> bool:
        """Whether a figure differs by a small group from what it was, or may do so."""
        low, high = self.figures.get(key, (0, self.least - 1))
        if key in self.figures and low == high == now:
            return False
        return low - self.least < now < high + self.least

    def bars_count(self, key: K, now: Count) -> bool:
        """The same of a count that may be "or more": one that was so too says no more than before."""
        low, high = self.figures.get(key, (0, 0))
        return not (now.or_more and low < high) and self.bars(key, now.cases)

    def near(self, shown: Mapping[K, int], rest: int) -> bool:
        """Whether the same of what is left over beside the parts that are shown; it can be told if all of them were."""
        if self.total is None or not shown.keys() <= self.figures.keys():
            return False
        was = self.total - sum(self.figures[key][0] for key in shown)
        return 0 < abs(rest - was) < self.least

    @property
    def limits(self) -> Limits[K]:
        """The same, as the tables ask for it."""
        return Limits(self.bars, self.near)


@attrs.frozen
class Earlier:
    """What an earlier report says of one routine, table by table."""

    section: Mapping[str, Any]
    least: int

    def refuses(self, cases: int) -> bool:
        """Whether so many cases are too few more or less than then for any figure."""
        was = self.section.get("cases")
        return Before({} if was is None else {"": (was, was)}, self.least).bars("", cases)

    def parts(self, table: str, names: Sequence[str]) -> Before[Any]:
        """A table of parts of all cases; ``names`` are those of a part's codes."""
        return self._parts(self.section.get(table), names, self.section.get("cases"))

    def ways_out(self) -> Before[Any]:
        """The ways out, of the closed cases."""
        standing = self.parts("standing", ("phase",)).figures
        total, _ = standing.get((CLOSED,), (None, None))
        return self._parts(self.section.get("ways_out"), ("event", "reason"), total)

    def phases(self, way: Sequence[str]) -> Before[Any]:
        """The phases that were left by a way out."""
        for one in self.section.get("ways_out", {}).get("shown", ()):
            if (one["event"], one["reason"] or "") == tuple(way):
                return self._parts(one["phases"], ("phase",), one["cases"])
        return Before({}, self.least)

    def counts(self, table: str, *names: str, of: str = "shown") -> Before[Any]:
        """The counts of a table of cases with each of several things; with no name, of the cases with any."""
        held = self.section.get(table, {})
        rows = held.get(of, ()) if names else [held]
        total = self.section.get("cases") or 0
        return Before(
            {
                tuple(row[name] for name in names): (row["cases"], total if row["or_more"] else row["cases"])
                for row in rows
                if (row["cases"] if self.section else row.get("cases")) is not None
            },
            self.least,
        )

    def times(self) -> Limits[Times]:
        """The times: those of about the same cases are as they were or aren't shown."""
        held = [*self.section.get("times", ())]
        whole = self.section.get("whole")
        was = {(one["from"], one["to"]): one for one in held} | ({} if whole is None else {("", ""): whole})

        def bars(now: Times, cases: int) -> bool:
            one = was.get((now.source, now.target))
            if one is None:
                return False
            if one["cases"] != cases:
                return 0 < abs(int(one["cases"]) - cases) < self.least
            was_then = (one["median"], one["lower_quartile"], one["upper_quartile"])
            return was_then != (now.median, now.lower, now.upper)

        return Limits(bars)

    def _parts(self, table: Mapping[str, Any] | None, names: Sequence[str], total: int | None) -> Before[Any]:
        rows = [] if table is None else table["shown"]
        keys = (
            tuple(one for name in names for one in (row[name] if name == "states" else [row[name] or ""]))
            for row in rows
        )
        figures = {key: (row["cases"], row["cases"]) for key, row in zip(keys, rows, strict=True)}
        return Before(figures, self.least, total)


@attrs.frozen
class Previous:
    """An earlier report, as JSON has it."""

    at: datetime
    least: int
    sections: Mapping[str, Earlier]

    @classmethod
    def read(cls, data: Any, least: int) -> Previous:
        """Read the data of ``Report.to_data``. Raises NotAReport for what is none, or has another smallest group."""
        if not isinstance(data, Mapping) or data.get("format") != FORMAT:
            raise NotAReport("rapport.ingen", format=FORMAT)
        if data.get("min_group") != least:
            raise NotAReport("rapport.annan_grupp")
        try:
            sections = {one["routine"]: Earlier(one, least) for one in data["routines"]}
            for one in sections.values():
                _try(one)
            return cls(parse_time(data["at"]), least, sections)
        except (LookupError, TypeError, ValueError, AttributeError, NotATime):
            raise NotAReport("rapport.ingen", format=FORMAT) from None

    def of(self, routine: str) -> Earlier:
        """What it says of a routine; one that it doesn't name had too few cases."""
        return self.sections.get(routine) or Earlier({}, self.least)


def _try(one: Earlier) -> None:
    """Read every table once, so that what is no report is told before anything is counted. Numbers are numbers."""
    tables = [
        one.parts("versions", ("version",)),
        one.parts("ways_in", ("event", "party", "states")),
        one.parts("standing", ("phase",)),
        one.ways_out(),
        *(one.phases((way["event"], way["reason"] or "")) for way in one.section["ways_out"]["shown"]),
        *(one.counts(table, name) for table, name in SHARES),
        *(one.counts(table) for table, _ in SHARES),
        *(one.counts(table, *names, of=of) for table in CROSSES for of, names in SIDES),
        *(one.counts(table) for table in CROSSES),
    ]
    numbers = [number for table in tables for pair in table.figures.values() for number in pair]
    times = [*one.section["times"], *([] if one.section["whole"] is None else [one.section["whole"]])]
    numbers += [time[key] for time in times for key in ("cases", "median")]
    _ = [time[key] for time in times for key in ("lower_quartile", "upper_quartile")]
    _ = [(time["from"], time["to"]) for time in one.section["times"]]
    if not all(type(number) is int for number in numbers) or type(one.section["cases"]) not in (int, type(None)):
        raise TypeError


SHARES: Final = (("late_duties", "duty"), ("norms_broken", "norm"), ("norms_warned", "norm"))
CROSSES: Final = ("deviations_reported", "deviations_proposed")
SIDES: Final = (("shown", ("kind", "party")), ("by_kind", ("kind",)), ("by_party", ("party",)))
