"""What a picture costs: our part (model and DOT), and the engine's, for each view of the routine."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.measure import Sizes
from flerpart_flow.cli.commands.demo import bundled
from flerpart_flow.diagrams.drawing import draw
from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE


def drawing_ms(sizes: Sizes) -> dict[str, dict[str, float]]:
    """Milliseconds on the wall, the median of some rounds: ``dot`` to build the pages and their DOT, ``svg`` all of it
    and the engine's runs. The engine is a process of its own, so processor time would leave it out.
    """
    case = bundled().case()
    views: dict[str, dict[str, Any]] = {
        "overview": {},
        "swimlanes": {},
        "phase": {"phase": "atgarder"},
        "party": {"party": "region"},
        "deviations": {},
        "calendar": {"meeting": date(2027, 3, 18)},
        "case": {"case": case},
        "detail": {},
    }
    return {view: _of(view, given, sizes) for view, given in views.items()}


def _of(view: str, given: dict[str, Any], sizes: Sizes) -> dict[str, float]:
    def model_and_dot() -> object:
        return draw(FLERPARTSMOTE, view, **given).source

    def all_of_it() -> object:
        return draw(FLERPARTSMOTE, view, **given).svgs()

    pages = len(draw(FLERPARTSMOTE, view, **given).pages)
    return {
        "pages": pages,
        "dot": round(_median_ms(model_and_dot, sizes.starts, sizes.warm), 1),
        "svg": round(_median_ms(all_of_it, max(1, sizes.starts // 2), sizes.warm), 1),
    }


def _median_ms(work: Callable[[], object], rounds: int, warm: int) -> float:
    for _ in range(warm):
        work()
    taken = []
    for _ in range(rounds):
        started = perf_counter()
        work()
        taken.append((perf_counter() - started) * 1e3)
    return median(taken)
