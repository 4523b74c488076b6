"""The report as a value: what may be shown of a tally, routine by routine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from fractions import Fraction
from typing import Any

import attrs

from flerpart_flow.across.report.figures.quantiles import quartiles
from flerpart_flow.across.report.figures.suppression import Count, Cross, Parts, Shares, cross, parts, shares
from flerpart_flow.across.report.reading.definition import Definition
from flerpart_flow.across.report.reading.tally import Crossed, Days, Gathered, Several, Tally
from flerpart_flow.across.report.reading.trace import Key
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.clock import format_time

FORMAT = "flerpart_flow/report/1"
LEAST = 3
"""No group may be smaller than this and be shown: in a group of two each knows who the other is."""

CLOSED = "closed"
"""The part of the cases that is over; no phase is called so."""

NORMS = ("UI-UPPF-1", "UI-UPPF-2", "UI-UPPF-3", "FM-AVVIK-1")
"""What the report is for: follow-up in the steering group, the need of revision, its adoption, learning from
deviations."""


@attrs.frozen
class LeftOut:
    """Logs that aren't counted: damaged or unreadable, under rules that aren't installed, of a case not yet open."""

    damaged: int = 0
    other_rules: int = 0
    not_open: int = 0


@attrs.frozen
class Times:
    """Days between two phases: the median, and the quartiles where there are cases enough."""

    source: str
    target: str
    median: Fraction
    lower: Fraction | None
    upper: Fraction | None


@attrs.frozen
class WayOut:
    """An event that closes cases, with its reason (or empty): how many cases, and from which phases."""

    event: str
    reason: str
    cases: int
    phases: Parts


@attrs.frozen
class Section:
    """The figures of one routine. ``cases`` is None where there are too few for any figure, and the rest is empty."""

    routine: str
    rules: Rules = attrs.field(repr=False, eq=False)
    cases: int | None = None
    versions: Parts = Parts({}, None)
    ways_in: Parts = Parts({}, None)
    standing: Parts = Parts({}, None)
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
    """Everything, as it stood at ``at``. Groups under ``min_group`` cases aren't in it, nor in what it is made of."""

    at: datetime
    min_group: int
    left_out: LeftOut
    routines: tuple[Section, ...]

    def to_data(self) -> dict[str, Any]:
        """The report as JSON has it: docs/commands.md names the keys. No text in any language is in it."""
        return {
            "format": FORMAT,
            "at": format_time(self.at),
            "min_group": self.min_group,
            "norms": list(NORMS),
            "left_out": attrs.asdict(self.left_out),
            "routines": [_section(one) for one in self.routines],
        }


def figured(gathered: Gathered, definitions: Iterable[Definition], at: datetime, least: int) -> Report:
    """The report on what was gathered. Every routine that is installed has a section: a missing one would tell that
    it has no case at all.
    """
    sections = (_figures(one, gathered.tallies.get(one.name, Tally()), least) for one in definitions)
    left_out = LeftOut(gathered.damaged, gathered.other_rules, gathered.not_open)
    return Report(at, least, left_out, tuple(sections))


def _figures(of: Definition, tally: Tally, least: int) -> Section:
    total = tally.cases
    if total < least:
        return Section(of.name, of.rules)
    closed = sum(sum(left.values()) for left in tally.outs.values())
    standing = parts(total, {**tally.phases, (CLOSED,): closed}, (*of.phases, (CLOSED,)), least)
    ways_out: tuple[WayOut, ...] = ()
    others = None
    shows_closed = (CLOSED,) in standing.shown
    if shows_closed:
        sizes = {way: sum(left.values()) for way, left in tally.outs.items()}
        held = parts(closed, sizes, tuple(of.ways_out), least)
        others = held.rest
        ways_out = tuple(
            WayOut(way[0], way[1], size, parts(size, tally.outs[way], of.ways_out.get(way, ()), least))
            for way, size in held.shown.items()
        )
    timed = (_times(move, tally.days.get(move, {}), least) for move in of.moves)
    return Section(
        routine=of.name,
        rules=of.rules,
        cases=total,
        versions=parts(total, tally.versions, of.versions, least),
        ways_in=parts(total, tally.ways_in, of.ways_in, least),
        standing=standing,
        ways_out=ways_out,
        other_ways_out=others,
        times=tuple(one for one in timed if one is not None),
        whole=_times(("", ""), tally.whole, least) if shows_closed else None,
        late=_shares(total, tally.late, len(of.duties), least),
        broken=_shares(total, tally.broken, len(of.rules.norms), least),
        warned=_shares(total, tally.warned, len(of.rules.norms), least),
        reported=_cross(total, tally.reported, of, least),
        proposed=_cross(total, tally.proposed, of, least),
    )


def _times(move: tuple[str, str], days: Days | Mapping[int, int], least: int) -> Times | None:
    """A median parts the cases in two groups and quartiles in four, each a group like any other."""
    count = sum(days.values())
    if count < 2 * least:
        return None
    whole = count >= 4 * least
    lower, median, upper = quartiles(days)
    return Times(*move, median, lower if whole else None, upper if whole else None)


def _shares(total: int, several: Several, known: int, least: int) -> Shares:
    each: dict[Key, int] = {
        (code,): count for code, count in sorted(several.each.items(), key=lambda pair: (-pair[1], pair[0]))
    }
    return shares(total, each, several.cases, known, least)


def _cross(total: int, found: Crossed, of: Definition, least: int) -> Cross:
    kinds = tuple(dict.fromkeys((*of.kinds, *sorted(found.kinds))))
    parties = tuple(dict.fromkeys((*of.parties, *sorted(found.parties))))
    return cross(total, found.cells, (found.kinds, found.parties, found.cases), (kinds, parties), least)


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


def _parts(of: Parts, names: tuple[str, ...]) -> dict[str, Any]:
    shown = []
    for key, cases in of.shown.items():
        held: dict[str, Any] = dict(zip(names, key, strict=False))
        if "states" in names:
            held["states"] = list(key[2:])
        shown.append({**held, "cases": cases})
    return {"shown": shown, "rest": of.rest}


def _days(of: Times) -> dict[str, Any]:
    return {
        "median": float(of.median),
        "lower_quartile": None if of.lower is None else float(of.lower),
        "upper_quartile": None if of.upper is None else float(of.upper),
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
