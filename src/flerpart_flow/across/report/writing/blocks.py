"""What a chapter of the report holds, question by question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from flerpart_flow.across.report.figures.figures import Section
from flerpart_flow.across.report.figures.suppression import Count, Cross, Shares
from flerpart_flow.across.report.figures.told import CLOSED, Times
from flerpart_flow.across.report.writing.sheet import Bar, Block, Chart, Table
from flerpart_flow.across.report.writing.speech import Speech

Row = tuple[str, ...]


def blocks(section: Section, speech: Speech) -> Iterator[Block]:
    """Every block of a routine, in the order that the routine goes."""
    total = section.cases or 0
    if len(section.versions.shown) != 1 or section.versions.rest:
        versions = [(key[0], cases) for key, cases in section.versions.shown.items()]
        yield _falls("versioner", "version", versions, section.versions.rest, total, speech)
    named = speech.ways_in(section.ways_in.shown)
    ways_in = sorted(((named[key], cases) for key, cases in section.ways_in.shown.items()), key=lambda way: -way[1])
    yield _falls("in", "vag_in", ways_in, section.ways_in.rest, total, speech)
    standing = [(speech.phase(key[0]), cases) for key, cases in section.standing.shown.items()]
    yield _falls("lage", "lage", standing, section.standing.rest, total, speech)
    yield _ways_out(section, speech)
    yield _times(section, speech)
    duties = {spec: speech.duty(spec[0]) for spec in section.late.shown}
    yield _shares("sena", "plikt", section.late, duties, total, speech)
    yield _cross("rapporterade", section.reported, speech)
    yield _cross("foreslagna", section.proposed, speech)
    yield _norms("nekade", section.broken, total, speech)
    yield _norms("varnade", section.warned, total, speech)


def _chart(part: str, bars: Iterable[Bar], speech: Speech) -> Chart | None:
    drawn = tuple(bars)
    if not drawn:
        return None
    return Chart(speech.raw(f"del.{part}.rubrik"), speech.raw(f"del.{part}.bild"), drawn)


def _block(part: str, table: Table, chart: Chart | None, speech: Speech, empty: str = "delar") -> Block:
    heading, about = speech.raw(f"del.{part}.rubrik"), speech.raw(f"del.{part}.om")
    return Block(heading, about, table if table.rows else None, speech.raw(f"tomt.{empty}"), chart)


def _bar(label: str, cases: int, speech: Speech) -> Bar:
    return Bar(label, 0, cases, None, speech.count(Count(cases)))


def _falls(part: str, head: str, shown: list[tuple[str, int]], rest: int | None, total: int, speech: Speech) -> Block:
    """How all cases fall into parts."""
    rows = [*shown, (speech.raw("ovriga"), rest)] if rest else shown
    heads = (speech.raw(f"kolumn.{head}"), speech.raw("kolumn.arenden"), speech.raw("kolumn.andel"))
    said = [(label, str(cases), speech.share(Count(cases), total)) for label, cases in rows]
    bars = (_bar(label, cases, speech) for label, cases in rows)
    has_picture = f"rapport.del.{part}.bild" in speech.said
    return _block(part, Table(heads, tuple(said), 2), _chart(part, bars, speech) if has_picture else None, speech)


def _ways_out(section: Section, speech: Speech) -> Block:
    closed = section.standing.shown.get((CLOSED,), 0)
    rows: list[Row] = []
    bars = []
    for way in sorted(section.ways_out, key=lambda one: -one.cases):
        label = speech.way_out(way)
        rows.append((label, speech.phases(way), str(way.cases), speech.share(Count(way.cases), closed)))
        bars.append(_bar(label, way.cases, speech))
    rest = section.other_ways_out
    if rest:
        label = speech.raw("ovriga")
        rows.append((label, speech.raw("dolt"), str(rest), speech.share(Count(rest), closed)))
        bars.append(_bar(label, rest, speech))
    heads = tuple(speech.raw(f"kolumn.{one}") for one in ("vag_ut", "lamnade", "arenden", "andel"))
    return _block("ut", Table(heads, tuple(rows), 2), _chart("ut", bars, speech), speech)


def _times(section: Section, speech: Speech) -> Block:
    rows = [(speech.phase(one.source), speech.phase(one.target), one) for one in section.times]
    if section.whole is not None:
        rows.append((speech.raw("del.tider.oppnat"), speech.raw("del.tider.avslutat"), section.whole))
    heads = tuple(speech.raw(f"kolumn.{one}") for one in ("fran", "till", "arenden", "median", "kvartiler"))
    table = Table(heads, tuple((a, b, str(one.cases), str(one.median), speech.quartiles(one)) for a, b, one in rows), 3)
    bars = (_span(f"{a} → {b}", one, speech) for a, b, one in rows)
    least = speech.least
    heading, chart = speech.raw("del.tider.rubrik"), _chart("tider", bars, speech)
    about = speech.said.say("rapport.del.tider.om", median=2 * least, kvartiler=4 * least)
    return Block(heading, about, table if rows else None, speech.raw("tomt.tider"), chart)


def _span(label: str, times: Times, speech: Speech) -> Bar:
    low = times.median if times.lower is None else times.lower
    high = times.median if times.upper is None else times.upper
    return Bar(label, low, high, times.median, str(times.median))


def _shares(part: str, head: str, of: Shares, named: dict[tuple[str, ...], str], total: int, speech: Speech) -> Block:
    """Cases with each of several things, and with any of them."""
    rows = [(named[key], speech.count(count), speech.share(count, total)) for key, count in of.shown.items()]
    if rows or of.cases is not None:
        rows.append((speech.raw("alla"), speech.count(of.cases), speech.share(of.cases, total)))
    heads = tuple(speech.raw(f"kolumn.{one}") for one in (head, "arenden", "andel"))
    bars = (Bar(named[key], 0, count.cases, None, speech.count(count)) for key, count in of.shown.items())
    return _block(part, Table(heads, tuple(rows), 2), _chart(part, bars, speech), speech)


def _norms(part: str, of: Shares, total: int, speech: Speech) -> Block:
    rows: list[Row] = [
        (key[0], speech.norm(key[0]), speech.count(count), speech.share(count, total))
        for key, count in of.shown.items()
    ]
    if rows or of.cases is not None:
        rows.append((speech.raw("alla"), "", speech.count(of.cases), speech.share(of.cases, total)))
    heads = tuple(speech.raw(f"kolumn.{one}") for one in ("norm", "normen", "arenden", "andel"))
    bars = (Bar(key[0], 0, count.cases, None, speech.count(count)) for key, count in of.shown.items())
    return attrs.evolve(_block(part, Table(heads, tuple(rows), 2), _chart(part, bars, speech), speech), long=True)


def _cross(part: str, of: Cross, speech: Speech) -> Block:
    """Kinds down, parties across. A row or a column without any figure isn't drawn: it may be empty."""
    kinds = sorted({kind for kind, _ in of.cells} | set(of.rows))
    parties = sorted({party for _, party in of.cells} | set(of.columns))
    rows = [
        (
            speech.kind(kind),
            *(speech.count(of.cells.get((kind, party))) for party in parties),
            speech.count(of.rows.get(kind)),
        )
        for kind in kinds
    ]
    if rows or parties or of.cases is not None:
        rows.append(
            (speech.raw("alla"), *(speech.count(of.columns.get(party)) for party in parties), speech.count(of.cases))
        )
    heads = (speech.raw("kolumn.slag"), *map(speech.party, parties), speech.raw("kolumn.samtliga"))
    return _block(part, Table(heads, tuple(rows), len(parties) + 1), None, speech, "avvikelser")
