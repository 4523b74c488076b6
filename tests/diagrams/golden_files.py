"""The golden files that tests of pictures compare with, as ``make generated`` writes them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.diagrams.pictures import drawn
from tests.diagrams.test_dot import GOLDEN, toys
from tests.diagrams.test_skeletons import KEPT, written
from tests.needs import needs_engine


def made() -> Iterator[tuple[Path, str]]:
    """Each file and what it should hold."""
    for view in ("overview", "swimlanes"):
        yield GOLDEN / f"toy-{view}.dot", toys(view)
    for name in KEPT:
        svg = drawn(name, "en").svgs(engine=needs_engine("graphviz-pure").path)[0]
        yield GOLDEN / f"{name}.skeleton.txt", written(svg)
