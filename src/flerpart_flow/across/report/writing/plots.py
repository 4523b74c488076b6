"""Charts as SVG inside a page: bars with their labels and values, a title and a description, and no script."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from html import escape
from typing import Final

from flerpart_flow.across.report.writing.sheet import Bar, Chart

WIDTH: Final = 400
LABELS: Final = 158
VALUES: Final = 62
ROW: Final = 30
AXIS: Final = 20
_BARS: Final = WIDTH - LABELS - VALUES
_LETTERS: Final = 27
_STEPS: Final = (1, 2, 5)


def svg(chart: Chart, ident: str) -> str:
    """The chart; ``ident`` is unique in the page. The longest bar is as long as there is room for."""
    most = max(bar.end for bar in chart.bars)
    step = _step(most)
    top = step * max(1, -int(-most // step))
    height = ROW * len(chart.bars) + AXIS
    lines = [
        f'<svg class="chart" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="{ident}-t {ident}-d">',
        f'<title id="{ident}-t">{escape(chart.title)}</title>',
        f'<desc id="{ident}-d">{escape(_told(chart))}</desc>',
        *_axis(top, step, height),
    ]
    for at, bar in enumerate(chart.bars):
        lines += _row(bar, at * ROW, top)
    return "\n".join([*lines, "</svg>"])


def _told(chart: Chart) -> str:
    """What the chart shows, for one who can't see it."""
    return f"{chart.about} {'; '.join(f'{bar.label}: {bar.value}' for bar in chart.bars)}."


def _step(most: float) -> int:
    """A round step that divides the axis in at most five: 1, 2, 5, 10, 20 …"""
    unit = 1
    while True:
        for part in _STEPS:
            if part * unit * 5 >= most:
                return part * unit
        unit *= 10


def _x(value: float, top: int) -> str:
    """A place on the axis, written short."""
    return f"{LABELS + _BARS * value / top:.1f}".removesuffix(".0")


def _axis(top: int, step: int, height: int) -> Iterator[str]:
    bottom = height - AXIS
    for value in range(0, top + 1, step):
        x = _x(value, top)
        yield f'<line class="grid" x1="{x}" y1="0" x2="{x}" y2="{bottom}"/>'
        yield f'<text class="tick" x="{x}" y="{height - 6}" text-anchor="middle">{value}</text>'


def _row(bar: Bar, y: int, top: int) -> Iterator[str]:
    lines = textwrap.wrap(bar.label, _LETTERS, max_lines=2, placeholder=" …") or [""]
    first = y + ROW / 2 + (4 if len(lines) == 1 else -3)
    for nr, line in enumerate(lines):
        yield f'<text class="label" x="{LABELS - 8}" y="{first + 13 * nr:g}" text-anchor="end">{escape(line)}</text>'
    start, end = float(_x(bar.start, top)), float(_x(bar.end, top))
    kind = "bar" if bar.mark is None else "span"
    yield f'<rect class="{kind}" x="{start:g}" y="{y + 7}" width="{end - start:.4g}" height="{ROW - 14}"/>'
    if bar.mark is not None:
        x = _x(bar.mark, top)
        yield f'<line class="mark" x1="{x}" y1="{y + 4}" x2="{x}" y2="{y + ROW - 4}"/>'
    yield f'<text class="value" x="{end + 6:g}" y="{y + ROW / 2 + 4:g}">{escape(bar.value)}</text>'
