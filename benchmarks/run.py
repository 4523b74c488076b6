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

from benchmarks import growth, imports, late, memory, pictures, ratios, replay, report, stores, tried, walk, worklists
from benchmarks.measure import TINY, Ratio, Sizes, tell

T = TypeVar("T")

AIMS: Final[dict[str, float]] = {
    "floor_us": 9,
    "step_vs_floor": 1.2,
    "case_vs_floor": 1.2,
    "apply_vs_floor": 1.5,
    "replay_vs_floor": 1.35,
    "replay_events_per_s": 50_000,
    "why_vs_click": 2,
    "import_ms": 60,
    "report_us_per_log": 700,
    "late_growth": 2,
    "late_growth_check": 2,
    "late_growth_record": 2,
    "bytes_per_case": 5_900,
    "open_vs_machine_per_case": 20,
    "largest_diagram_dot_ms": 20,
    "report_10k_logs_s": 60,
}
"""What the project set out for: at most, but for ``AT_LEAST``."""

AT_LEAST: Final = frozenset({"replay_events_per_s", "open_vs_machine_per_case"})


def measured(sizes: Sizes) -> dict[str, Any]:
    """Every figure, with what it is made of under ``details``."""
    steps = walk.passed()
    floors: dict[str, Ratio] = {
        **_said("floor", lambda: ratios.to_the_floor(steps, sizes)),
        "replay_vs_floor": _said("replay to the floor", lambda: replay.replay_to_the_floor(sizes)),
    }
    compared: dict[str, Ratio] = {
        "dispatch_alone_vs_transitions": _said("dispatch alone", lambda: ratios.dispatch_alone(steps, sizes)),
        "open_vs_machine_per_case": _said("open", lambda: ratios.opening(steps, sizes)),
        "step_vs_python_statemachine": _said("python-statemachine", lambda: ratios.step_of_charts(steps, sizes)),
    }
    replayed = _said("replay", lambda: replay.events_per_second(sizes))
    longest = _said("longest case", lambda: replay.longest_case(sizes))
    drawn = _said("diagrams", lambda: pictures.drawing_ms(sizes))
    per_log = _said("report, one process", lambda: report.us_per_log(sizes))
    reported = _said("report", lambda: report.reports(sizes))
    lates = _said("late lines", lambda: late.growth(sizes))
    appended = _said("stores", lambda: stores.appends_per_second(sizes))
    listed = _said("work list", lambda: worklists.worklist_s(sizes))
    in_browser = _said("a case tried in a browser", lambda: tried.tried_in_browser(sizes))
    started = _said("import", lambda: imports.import_ms(sizes))
    commands = _said("commands", lambda: imports.command_ms(sizes))
    few, many = sizes.late[0], sizes.late[-1]
    return {
        "floor_us": round(floors["step_vs_floor"].ours_us, 2),
        **{name: round(ratio.times, 2) for name, ratio in (floors | compared).items()},
        "replay_events_per_s": round(min(replayed["typical"], replayed["one_long_case"])),
        "why_vs_click": round(commands["why"] / commands["click"], 2),
        "import_ms": round(started["flerpart_flow.routines.flerpartsmote"], 1),
        "report_us_per_log": round(per_log),
        "late_growth": round(lates[f"case_{many}"] / lates[f"case_{few}"], 2),
        "late_growth_check": round(lates[f"check_{many}"] / lates[f"check_{few}"], 2),
        "late_growth_record": round(lates[f"record_{many}"] / lates[f"record_{few}"], 2),
        "bytes_per_case": round(_said("memory", lambda: memory.bytes_per_case(sizes))),
        "steps_per_line": {name: round(value, 2) for name, value in late.steps_per_line(sizes).items()},
        "growth": _rounded(_said("growth", lambda: growth.growth(sizes))),
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
                **{name: {"floor": round(r.ours_us, 2), "ours": round(r.theirs_us, 2)} for name, r in floors.items()},
                **{
                    name: {"ours": round(r.ours_us, 2), "theirs": round(r.theirs_us, 2)} for name, r in compared.items()
                },
            },
            "replay": _rounded(replayed),
            "case_100k": longest,
            "diagrams_ms": drawn,
            "report": reported,
            "worklist": listed,
            "import_ms": _rounded(started),
            "command_ms": _rounded(commands),
            "late_us_per_line": _rounded(lates),
        },
    }


def _with_its_aim(name: str, found: float) -> str:
    """A row for whoever watches: a figure, its aim, and whether it was reached."""
    aim, least = AIMS[name], name in AT_LEAST
    reached = found >= aim if least else found <= aim
    return f"{name:28} {found:>10,}   aim {'>=' if least else '<='} {aim:,}{'' if reached else '   missed'}"


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
    found = measured(TINY if arguments else Sizes())
    for name in AIMS:
        tell(_with_its_aim(name, found[name]))
    print(json.dumps(found, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
