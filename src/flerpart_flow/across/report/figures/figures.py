"""The report as a value: what may be shown of a tally, routine by routine."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

import attrs

from flerpart_flow.across.report.figures.previous import FORMAT, SHARES, Earlier, Previous
from flerpart_flow.across.report.figures.suppression import (
    FREE,
    Count,
    Cross,
    Limits,
    Parts,
    Shares,
    counted,
    cross,
    parts,
    shares,
)
from flerpart_flow.across.report.figures.told import CLOSED as CLOSED
from flerpart_flow.across.report.figures.told import Room, Told, days_told, timed
from flerpart_flow.across.report.figures.told import Times as Times
from flerpart_flow.across.report.figures.told import WayOut as WayOut
from flerpart_flow.across.report.reading.definition import Definition
from flerpart_flow.across.report.reading.tally import Crossed, Gathered, Several, Spots, Tally
from flerpart_flow.across.report.reading.trace import Key
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.clock import format_time

K = TypeVar("K", bound=tuple[str, ...])

LEAST = 3
"""No group may be smaller than this and be shown: in a group of two each knows who the other is."""

NORMS = ("UI-UPPF-1", "UI-UPPF-2", "UI-UPPF-3", "FM-AVVIK-1")
"""What the report is for: follow-up in the steering group, the need of revision, its adoption, learning from
deviations."""


@attrs.frozen
class LeftOut:
    """Logs that aren't counted: damaged or unreadable, under rules that aren't installed, of a case not yet open, and
    further logs of a case that is counted.
    """

    damaged: int = 0
    other_rules: int = 0
    not_open: int = 0
    copies: int = 0


@attrs.frozen
class Section:
    """The figures of one routine. ``cases`` is None where there are too few for any figure, and the rest is empty."""

    routine: str
    rules: Rules | None = attrs.field(default=None, repr=False, eq=False)
    cases: int | None = None
    versions: Parts[Key] = Parts({}, None)
    ways_in: Parts[Key] = Parts({}, None)
    standing: Parts[Key] = Parts({}, None)
    ways_out: tuple[WayOut, ...] = ()
    other_ways_out: int | None = None
    times: tuple[Times, ...] = ()
    whole: Times | None = None
    late: Shares = Shares({}, None)
    broken: Shares = Shares({}, None)
    warned: Shares = Shares({}, None)
    reported: Cross = Cross({}, {}, {}, None)
    proposed: Cross = Cross({}, {}, {}, None)


@attrs.frozen
class Report:
    """Everything, as it stood at ``at``. Groups under ``min_group`` cases aren't in it, nor in what it is made of, nor
    in what has changed since ``previous``, the moment of an earlier report.
    """

    at: datetime
    min_group: int
    left_out: LeftOut
    routines: tuple[Section, ...]
    previous: datetime | None = None

    def to_data(self) -> dict[str, Any]:
        """The report as JSON has it: docs/commands.md names the keys. No text in any language is in it."""
        return {
            "format": FORMAT,
            "at": format_time(self.at),
            "min_group": self.min_group,
            "previous": None if self.previous is None else format_time(self.previous),
            "norms": list(NORMS),
            "left_out": attrs.asdict(self.left_out),
            "routines": [_section(one) for one in self.routines],
        }


def figured(
    gathered: Gathered,
    definitions: Mapping[str, Definition | None],
    at: datetime,
    least: int,
    previous: Previous | None = None,
) -> Report:
    """The report on what was gathered. Every routine that is installed has a section: a missing one would tell that
    it has no case at all. One with too few cases may be without a definition.
    """

    def section(name: str, of: Definition | None) -> Section:
        if of is None:
            return Section(name)
        return _figures(of, gathered.tallies.get(name, Tally()), least, None if previous is None else previous.of(name))

    sections = (section(name, of) for name, of in definitions.items())
    left_out = LeftOut(gathered.damaged, gathered.other_rules, gathered.not_open, gathered.copies)
    return Report(at, least, left_out, tuple(sections), None if previous is None else previous.at)


def _figures(of: Definition, tally: Tally, least: int, earlier: Earlier | None) -> Section:
    total = tally.cases
    if total < least or (earlier is not None and earlier.refuses(total)):
        return Section(of.name)
    told, others = _told(of, tally, least, earlier)
    counts = _Counts(total, Room.of(told, tally), least, earlier)
    limits = FREE if earlier is None else earlier.times()
    days = days_told(told, tally, least)
    moves = tuple(move for move in of.moves if move in days)
    return Section(
        routine=of.name,
        rules=of.rules,
        cases=total,
        versions=told.versions,
        ways_in=told.ways_in,
        standing=told.standing,
        ways_out=told.ways_out,
        other_ways_out=others,
        times=tuple(one for move in moves for one in timed(move, days[move], least, limits)),
        whole=next(timed(("", ""), tally.whole, least, limits), None) if (CLOSED,) in told.standing.shown else None,
        late=counts.several("late_duties", tally.late, len(of.duties)),
        broken=counts.several("norms_broken", tally.broken, len(of.rules.norms)),
        warned=counts.several("norms_warned", tally.warned, len(of.rules.norms)),
        reported=counts.crossed("deviations_reported", tally.reported, of),
        proposed=counts.crossed("deviations_proposed", tally.proposed, of),
    )


def _told(of: Definition, tally: Tally, least: int, earlier: Earlier | None) -> tuple[Told, int | None]:
    """The tables that all cases fall into, and how many closed cases are in none of the ways out that are shown."""

    def limits(table: str, *names: str) -> Limits[Key]:
        return FREE if earlier is None else earlier.parts(table, names).limits

    total = tally.cases
    closed = sum(sum(left.values()) for left in tally.outs.values())
    sizes = {**tally.phases, (CLOSED,): closed}
    standing = parts(total, sizes, (*of.phases, (CLOSED,)), least, limits("standing", "phase"))
    ways_out: Parts[Key] = Parts({}, None)
    if (CLOSED,) in standing.shown:
        sizes = {way: sum(left.values()) for way, left in tally.outs.items()}
        within = FREE if earlier is None else earlier.ways_out().limits
        ways_out = parts(closed, sizes, tuple(of.ways_out), least, within)
    return Told(
        standing=standing,
        ways_out=tuple(
            WayOut(way[0], way[1], size, _left(of, tally, way, least, earlier)) for way, size in ways_out.shown.items()
        ),
        ways_in=parts(total, tally.ways_in, of.ways_in, least, limits("ways_in", "event", "party", "states")),
        versions=parts(total, tally.versions, of.versions, least, limits("versions", "version")),
    ), ways_out.rest


def _left(of: Definition, tally: Tally, way: Key, least: int, earlier: Earlier | None) -> Parts[Key]:
    left = tally.outs[way]
    limits = FREE if earlier is None else earlier.phases(way).limits
    return parts(sum(left.values()), left, of.ways_out.get(way, ()), least, limits)


@attrs.frozen
class _Counts:
    """Counts of cases with something, out of all: those that leave room where their cases are, and that an earlier
    report doesn't bar.
    """

    total: int
    room: Room
    least: int
    earlier: Earlier | None

    def several(self, table: str, found: Several, known: int) -> Shares:
        """Cases with each of several things, most first."""
        name = dict(SHARES)[table]
        each = self._free({(code,): spots for code, spots in found.each.items()}, table, name)
        ordered: dict[Key, int] = dict(sorted(each.items(), key=lambda pair: (-self._shown(pair[1]), pair[0])))
        return shares(self.total, ordered, self._any(found.cases, table), known, self.least)

    def crossed(self, table: str, found: Crossed, of: Definition) -> Cross:
        """Cases with deviations, by kind and party."""
        kinds = tuple(dict.fromkeys((*of.kinds, *sorted(found.kinds))))
        parties = tuple(dict.fromkeys((*of.parties, *sorted(found.parties))))
        cells = self._free(found.cells, table, "kind", "party")
        rows = self._side(found.kinds, table, "kind")
        columns = self._side(found.parties, table, "party")
        margins = (rows, columns, self._any(found.cases, table))
        return cross(self.total, cells, margins, (kinds, parties), self.least)

    def _shown(self, cases: int) -> int:
        """A count as it is shown; an order by what isn't shown would tell it."""
        count = counted(cases, self.total, self.least)
        return 0 if count is None else count.cases

    def _side(self, found: Mapping[str, Spots], table: str, name: str) -> dict[str, int]:
        free = self._free({(code,): spots for code, spots in found.items()}, table, name, of=f"by_{name}")
        return {code: cases for (code,), cases in free.items()}

    def _any(self, spots: Spots, table: str) -> int | None:
        return self._free({(): spots}, table).get(())

    def _free(self, found: Mapping[K, Spots], table: str, *names: str, of: str = "shown") -> dict[K, int]:
        before = None if self.earlier is None else self.earlier.counts(table, *names, of=of)
        free = {}
        for key, spots in found.items():
            count = counted(spots.total(), self.total, self.least)
            if count is None or self.room.is_tight(spots, self.least):
                continue
            if before is None or not before.bars_count(key, count):
                free[key] = spots.total()
        return free


def _section(one: Section) -> dict[str, Any]:
    return {
        "routine": one.routine,
        "cases": one.cases,
        "versions": _parts(one.versions, ("version",)),
        "ways_in": _parts(one.ways_in, ("event", "party", "states")),
        "standing": _parts(one.standing, ("phase",)),
        "ways_out": {
            "shown": [
                {
                    "event": way.event,
                    "reason": way.reason or None,
                    "cases": way.cases,
                    "phases": _parts(way.phases, ("phase",)),
                }
                for way in one.ways_out
            ],
            "rest": one.other_ways_out,
        },
        "times": [{"from": time.source, "to": time.target, **_days(time)} for time in one.times],
        "whole": None if one.whole is None else _days(one.whole),
        "late_duties": _each(one.late, "duty"),
        "norms_broken": _each(one.broken, "norm"),
        "norms_warned": _each(one.warned, "norm"),
        "deviations_reported": _crossed(one.reported),
        "deviations_proposed": _crossed(one.proposed),
    }


def _parts(of: Parts[Key], names: tuple[str, ...]) -> dict[str, Any]:
    shown = []
    for key, cases in of.shown.items():
        held: dict[str, Any] = dict(zip(names, key, strict=False))
        if "states" in names:
            held["states"] = list(key[2:])
        shown.append({**held, "cases": cases})
    return {"shown": shown, "rest": of.rest}


def _days(of: Times) -> dict[str, Any]:
    return {
        "cases": of.cases,
        "median": of.median,
        "lower_quartile": of.lower,
        "upper_quartile": of.upper,
    }


def _count(of: Count | None) -> dict[str, Any]:
    return {"cases": None, "or_more": False} if of is None else attrs.asdict(of)


def _each(of: Shares, name: str) -> dict[str, Any]:
    return {**_count(of.cases), "shown": [{name: key[0], **_count(count)} for key, count in of.shown.items()]}


def _crossed(of: Cross) -> dict[str, Any]:
    return {
        **_count(of.cases),
        "by_kind": [{"kind": kind, **_count(count)} for kind, count in sorted(of.rows.items())],
        "by_party": [{"party": party, **_count(count)} for party, count in sorted(of.columns.items())],
        "shown": [{"kind": kind, "party": party, **_count(count)} for (kind, party), count in sorted(of.cells.items())],
    }
