"""``make bench``: everything measured in one run; one JSON object on stdout, how it goes on stderr.

``python -m benchmarks.run --tiny`` runs everything once at its smallest, to see that it runs.
"""

from __future__ import annotations

import json
import platform
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import version
from typing import Any, Final, TypeVar

from benchmarks import growth, imports, memory, pictures, ratios, replay, report, stores, tried, walk, worklists
from benchmarks.measure import TINY, Ratio, Sizes, tell

T = TypeVar("T")

AIMS: Final = {
    "dispatch_vs_transitions": 8,
    "step_vs_transitions": 2,
    "open_vs_machine_per_case": 20,
    "step_vs_python_statemachine": 15,
    "bytes_per_case": 6_000,
    "replay_events_per_s": 100_000,
    "largest_diagram_dot_ms": 20,
    "report_10k_logs_s": 60,
}
"""What the project set out for: at least, but of bytes, milliseconds and seconds at most."""


def measured(sizes: Sizes) -> dict[str, Any]:
    """Every figure, with what it is made of under ``details``."""
    steps = walk.passed()
    compared: dict[str, Ratio] = {
        "dispatch_vs_transitions": _said("dispatch", lambda: ratios.dispatch(steps, sizes)),
        "dispatch_alone_vs_transitions": _said("dispatch alone", lambda: ratios.dispatch_alone(steps, sizes)),
        "step_vs_transitions": _said("step", lambda: ratios.step(steps, sizes)),
        "step_with_duties_vs_transitions": _said("step with duties", lambda: ratios.step(steps, sizes, duties=True)),
        "open_vs_machine_per_case": _said("open", lambda: ratios.opening(steps, sizes)),
        "step_vs_python_statemachine": _said("python-statemachine", lambda: ratios.step_of_charts(steps, sizes)),
    }
    replayed = _said("replay", lambda: replay.events_per_second(sizes))
    longest = _said("longest case", lambda: replay.longest_case(sizes))
    drawn = _said("diagrams", lambda: pictures.drawing_ms(sizes))
    reported = _said("report", lambda: report.reports(sizes))
    appended = _said("stores", lambda: stores.appends_per_second(sizes))
    listed = _said("work list", lambda: worklists.worklist_s(sizes))
    in_browser = _said("a case tried in a browser", lambda: tried.tried_in_browser(sizes))
    started = _said("import", lambda: imports.import_ms(sizes))
    return {
        **{name: round(ratio.times, 2) for name, ratio in compared.items()},
        "bytes_per_case": round(_said("memory", lambda: memory.bytes_per_case(sizes))),
        "replay_events_per_s": round(min(replayed["typical"], replayed["one_long_case"])),
        "growth": _rounded(_said("growth", lambda: growth.growth(sizes))),
        "import_ms": round(started["flerpart_flow"], 1),
        "case_100k_events_s": round(longest["seconds"], 2),
        "largest_diagram_dot_ms": max(one["dot"] / one["pages"] for one in drawn.values()),
        "report_10k_logs_s": reported[str(max(sizes.reports))]["seconds"],
        "appends_per_s": appended,
        "worklist_20k_s": {"cold": listed["cold"], "warm": listed["warm"]},
        "try_in_browser": in_browser,
        "aims": AIMS,
        "details": {
            "python": platform.python_version(),
            "transitions": version("transitions"),
            "python_statemachine": version("python-statemachine"),
            "walk": {"events": len(steps), "guards": walk.guards_on(steps)},
            "us": {
                name: {"ours": round(r.ours_us, 2), "theirs": round(r.theirs_us, 2)} for name, r in compared.items()
            },
            "replay": _rounded(replayed),
            "case_100k": longest,
            "diagrams_ms": drawn,
            "report": reported,
            "worklist": listed,
            "import_ms": _rounded(started),
        },
    }


def _said(what: str, work: Callable[[], T]) -> T:
    tell(f"{what} ...")
    return work()


def _rounded(found: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 1) for name, value in found.items()}


def main(arguments: Sequence[str]) -> int:
    """Measure and print."""
    if list(arguments) not in ([], ["--tiny"]):
        tell("usage: python -m benchmarks.run [--tiny]")
        return 2
    print(json.dumps(measured(TINY if arguments else Sizes()), indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
