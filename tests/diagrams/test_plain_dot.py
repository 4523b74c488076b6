"""What is written as DOT draws like the picture: ``dot -Tsvg``, run as a developer runs it, against the library's own
SVG: the same boxes, frames, words and colours, and every arrow with its ends.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from statistics import median
from typing import Final
from xml.etree import ElementTree as ET

import attrs
import pytest

from flerpart_flow.diagrams.drawing import Drawing
from flerpart_flow.diagrams.engines.engines import Engine
from flerpart_flow.diagrams.render import dot
from tests.diagrams.pictures import drawn
from tests.needs import needs_dot, needs_engine
from tests.waiting import PATIENCE

SVG: Final = "{http://www.w3.org/2000/svg}"
VIEWS: Final = (
    ("overview", "sv", "light"),
    ("overview", "en", "dark"),
    ("swimlanes", "sv", "light"),
    ("ui-swimlanes", "en", "contrast"),
    ("calendar-late", "sv", "print"),
    ("case", "sv", "light"),
    ("deviations", "en", "light"),
    ("party-region", "sv", "light"),
)
NEAR: Final = 1.01
"""How far from each other two drawings of the same engine may be, in points (one, as they round to whole ones, and what
floats add); two engines differ by a line.
"""
APART: Final = 12.0


@attrs.frozen
class Shape:
    """What is drawn of an element with an id: its words, its colours, and the points of its outline or line."""

    words: tuple[str, ...]
    colours: tuple[str, ...]
    points: tuple[tuple[float, float], ...]

    @property
    def ends(self) -> tuple[tuple[float, float], ...]:
        """Two corners of a box, or of what an arrow spans; none of a row, which has words alone."""
        if not self.points:
            return ()
        across, down = [x for x, _ in self.points], [y for _, y in self.points]
        return ((min(across), min(down)), (max(across), max(down)))


def shapes(svg: str) -> dict[str, Shape]:
    """Every element of an SVG that has an id of the picture's, and all words of the page under the page's own name."""
    root = ET.fromstring(svg.encode())
    found = {}
    for group in root.iter(f"{SVG}g"):
        if ident := group.get("id", "").removeprefix("a_"):
            found[ident] = _shape(group)
    return found


def _shape(group: ET.Element) -> Shape:
    drawn_in = [one for one in group.iter() if one.tag.removeprefix(SVG) in ("ellipse", "path", "polygon", "polyline")]
    numbers = [_points(one.get("points") or one.get("d") or f"{one.get('cx')},{one.get('cy')}") for one in drawn_in]
    colours = [one.get(name) or "" for one in drawn_in for name in ("fill", "stroke", "stroke-width")]
    return Shape(
        words=tuple(" ".join((one.text or "").split()) for one in group.iter(f"{SVG}text")),
        colours=tuple(colours),
        points=tuple(point for points in numbers for point in points),
    )


def _points(text: str) -> list[tuple[float, float]]:
    numbers = [float(one) for one in re.findall(r"-?\d+(?:\.\d+)?", text)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def plainly(folder: Path, drawing: Drawing, engine: Engine) -> list[dict[str, Shape]]:
    """What ``dot -Tsvg`` makes of the files that the drawing writes."""
    paths = drawing.render(folder / "picture.dot", engine=engine.path)
    return [
        shapes(subprocess.check_output([needs_dot().path, "-Tsvg", path], timeout=PATIENCE).decode()) for path in paths
    ]


@pytest.mark.parametrize(("view", "lang", "theme"), VIEWS)
def test_plain_dot_draws_the_librarys_picture(view: str, lang: str, theme: str, tmp_path: Path) -> None:
    drawing = drawn(view, lang, theme)
    ours = [shapes(svg) for svg in drawing.svgs(engine=needs_dot().path)]
    for page, mine, other in zip(drawing.pages, ours, plainly(tmp_path, drawing, needs_dot()), strict=True):
        assert set(mine) >= {*page.ids, *(lane.id for lane in page.lanes)}
        assert set(mine) <= set(other)
        for ident, shape in mine.items():
            assert other[ident].words == shape.words, ident
            assert other[ident].colours == shape.colours, ident
            assert len(other[ident].points) == len(shape.points), ident
            for one, two in zip(shape.points, other[ident].points, strict=True):
                assert two == pytest.approx(one, abs=NEAR), ident


def test_everything_stays_where_the_first_pass_put_it() -> None:
    """Plain ``dot`` draws what ``neato -n2``, which lays nothing out, draws of the same text."""
    for view in ("overview", "swimlanes"):
        placed = drawn(view).dots(engine=needs_dot().path)[0]
        told = placed.replace(" layout=nop2", "")
        assert told != placed
        plain, held = (
            subprocess.run(
                [needs_dot().path, *how], input=one.encode(), capture_output=True, check=True, timeout=PATIENCE
            )
            for how, one in ((("-Tsvg",), placed), (("-Kneato", "-n2", "-Tsvg"), told))
        )
        assert plain.stdout == held.stdout


def test_what_one_engine_placed_another_draws(tmp_path: Path) -> None:
    """A file from a machine without Graphviz' own ``dot`` is drawn by one that has it."""
    pure = needs_engine("graphviz-pure")
    for view in ("overview", "swimlanes"):
        drawing = drawn(view)
        ours = [shapes(svg) for svg in drawing.svgs(engine=pure.path)]
        for page, mine, other in zip(drawing.pages, ours, plainly(tmp_path, drawing, pure), strict=True):
            pairs = [(mine[ident].ends, other[ident].ends) for ident in page.ids if mine[ident].ends]
            moved = median(there[0][0] - here[0][0] for here, there in pairs)  # all of it, by a legend wider than that
            for ident in page.ids:
                assert other[ident].words == mine[ident].words
                for (across, down), two in zip(mine[ident].ends, other[ident].ends, strict=True):
                    assert two == pytest.approx((across + moved, down), abs=APART), ident


def test_without_an_engine_it_is_what_one_lays_out(bare: Path, tmp_path: Path) -> None:
    [path] = drawn("overview").render(tmp_path / "a.gv")
    assert path.read_text(encoding="utf-8") == drawn("overview").source
    assert list(bare.iterdir()) == []


def test_only_the_places_differ_from_what_is_the_same_everywhere() -> None:
    """What is compared of a written file is all but the places."""
    [placed] = drawn("overview").dots(engine=needs_dot().path)
    [other] = drawn("overview").dots(engine=needs_engine("graphviz-pure").path)
    assert placed != other
    assert dot.unplaced(placed) == dot.unplaced(other)
    assert dot.unplaced(placed) != dot.unplaced(placed.replace("Behov", "Bekymmer"))
