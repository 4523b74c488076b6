"""Rung 3: whoever draws it, the SVG has the same elements with the same ids, classes, roles, labels and words."""

from __future__ import annotations

from pathlib import Path

import pytest

from flerpart_flow.diagrams.render.svg import skeleton
from tests.diagrams.pictures import ALL, drawn
from tests.drawn_once import GROUP
from tests.generated import HOW
from tests.needs import needs_dot, needs_engine

pytestmark = [pytest.mark.xdist_group(GROUP), pytest.mark.usefixtures("drawn_once")]

GOLDEN = Path(__file__).parent / "golden"
KEPT = ("overview", "swimlanes", "calendar")


@pytest.mark.parametrize(("name", "lang"), ALL)
def test_both_engines_draw_the_same_skeleton(name: str, lang: str) -> None:
    drawing = drawn(name, lang)
    own, pure = drawing.svgs(engine=needs_dot().path), drawing.svgs(engine=needs_engine("graphviz-pure").path)
    for one, other in zip(own, pure, strict=True):
        assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize("kind", ["dot", "graphviz-pure"])
@pytest.mark.parametrize("name", KEPT)
def test_the_skeleton_is_the_one_that_was_looked_at(name: str, kind: str) -> None:
    engine = needs_dot() if kind == "dot" else needs_engine(kind)
    svg = drawn(name, "en").svgs(engine=engine.path)[0]
    assert written(svg) == (GOLDEN / f"{name}.skeleton.txt").read_text(encoding="utf-8"), HOW


def written(svg: str) -> str:
    """A skeleton as lines: tag, id, class, role, label and text. The rules' digest changes with every rule, so that
    it is left to the tests of the set.
    """
    lines = (" | ".join(part or "-" for part in one) for one in skeleton(svg))
    return "".join(f"{line}\n" for line in lines if " | digest " not in line)
