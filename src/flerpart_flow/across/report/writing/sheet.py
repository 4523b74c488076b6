"""The report as something to read: chapters, blocks, tables and charts, which every renderer writes in its own way."""

from __future__ import annotations

import attrs


@attrs.frozen
class Table:
    """Rows under heads; the last ``numbers`` columns are numbers."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: int


@attrs.frozen
class Bar:
    """One row of a chart: from ``start`` to ``end``, with a mark, all in the chart's unit; and its value in words."""

    label: str
    start: float
    end: float
    mark: float | None
    value: str


@attrs.frozen
class Chart:
    """Horizontal bars from 0, the longest as long as the chart is wide. ``about`` says what they show."""

    title: str
    about: str
    bars: tuple[Bar, ...]


@attrs.frozen
class Block:
    """One question and its answer. ``empty`` is said in place of the table where there is nothing to show. ``long``
    tells that a column of the table holds sentences.
    """

    heading: str
    about: str
    table: Table | None
    empty: str
    chart: Chart | None = None
    long: bool = False


@attrs.frozen
class Chapter:
    """One routine: how many cases, by which rules, and the blocks."""

    title: str
    lead: tuple[str, ...]
    blocks: tuple[Block, ...]


@attrs.frozen
class Sheet:
    """The whole report. ``left_out`` are remarks on logs that aren't counted, under a heading; ``notes`` end it."""

    lang: str
    title: str
    lead: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    left_out_heading: str
    left_out: tuple[str, ...]
    notes: tuple[str, ...]
