"""Write the golden files anew, to be read before they are committed: ``python -m tests.diagrams.refresh``."""

from __future__ import annotations

from tests.diagrams.needs import needs_engine
from tests.diagrams.pictures import drawn
from tests.diagrams.test_dot import GOLDEN, toys
from tests.diagrams.test_skeletons import KEPT, written

if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for view in ("overview", "swimlanes"):
        (GOLDEN / f"toy-{view}.dot").write_text(toys(view), encoding="utf-8")
    for name in KEPT:
        (svg,) = drawn(name, "en").svgs(engine=needs_engine("graphviz-pure").path)
        (GOLDEN / f"{name}.skeleton.txt").write_text(written(svg), encoding="utf-8")
