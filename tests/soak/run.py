"""``make soak``: guided walks, hostile inputs, killed writers, reports, shaped inputs, history, quick ways; one runner.

    python -m tests.soak.run [--minutes 1] [--seed 1] [--only logs] [--inputs 1000] [--jobs 2] [--found build/soak]

One JSON object a line on stdout; the last counts what was tried. What is broken is told once, with what is needed to
repeat it, and with an input, as small as it gets, in a file; the exit code is then 1. ``--minutes`` is shared by the
walks and the hostile inputs; the others take the time that they need, or try as many inputs as ``--inputs`` says.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import attrs

from flerpart_flow import ROUTINES
from tests.soak.caseloads import every_caseload
from tests.soak.hostile.attacks import ATTACKS
from tests.soak.hostile.trial import SLOWEST, Trials
from tests.soak.hostile.writers import killed
from tests.soak.oracle import ACTS, both
from tests.soak.shapes import timed
from tests.soak.sight import PAIRS, seen
from tests.soak.walks import walked
from tests.soak.ways import held
from tests.store.cluster import programs, running
from tests.store.crashed import crashes
from tests.store.killed import killed as killed_at_a_store

WALKS: Final = tuple(sorted(ROUTINES))
SHARED: Final = (*WALKS, *ATTACKS)
"""What shares the minutes."""
SHAPED: Final = 100
"""How large the smaller of two shaped inputs is; the larger is four times that."""
KILLS: Final = 1000
CRASHES: Final = 20
"""Of so many kills of writers one is of a database's server."""
LOGS: Final = 1000
"""So many made-up logs are read and judged quickly and strictly."""
CASES: Final = 9
"""How many cases a caseload has at most."""


@attrs.frozen
class Asked:
    """How long, how many, and from where on."""

    seed: int
    seconds: float
    inputs: float
    first: int
    found: Path
    jobs: int = 1


def attacked(name: str, asked: Asked) -> dict[str, Any]:
    """Try hostile inputs of one kind."""
    began = time.monotonic()
    with TemporaryDirectory(prefix="flerpart-flow-soak-") as folder:
        trials = Trials(name, asked.seed, ATTACKS[name](Path(folder)), longest=SLOWEST)
        trials.run(seconds=asked.seconds, inputs=asked.inputs, first=asked.first)
        figures = trials.figures(time.monotonic() - began)
        print(json.dumps(figures), flush=True)
        for row in trials.told(asked.found):
            print(json.dumps(row), flush=True)
    return figures


def kills(asked: Asked) -> dict[str, Any]:
    """Kill writers."""
    figures = killed(KILLS if asked.inputs == float("inf") else int(asked.inputs), asked.seed)
    print(json.dumps(figures), flush=True)
    return figures


def store(asked: Asked) -> dict[str, Any]:
    """Kill writers to each kind of store, let two write to one case, and kill a database's server."""
    times = KILLS if asked.inputs == float("inf") else int(asked.inputs)
    with TemporaryDirectory(prefix="flerpart-flow-soak-") as folder:
        parts = {"sqlite": killed_at_a_store(f"sqlite:///{folder}/cases.db", times, times, asked.seed)}
    if programs() is None:
        print(json.dumps({"attack": "store", "postgresql": "no server is installed, so none is tried"}), flush=True)
    else:
        with running() as cluster:
            parts["postgresql"] = killed_at_a_store(cluster.new(), times, times, asked.seed)
            parts["server"] = crashes(cluster, max(1, times // CRASHES), asked.seed)
    for kind, figures in parts.items():
        print(json.dumps({**figures, "store": kind}), flush=True)
    counted = ("kills", "writes_at_once", "crashes", "broken")
    return {name: sum(one.get(name, 0) for one in parts.values()) for name in counted}


def report(asked: Asked) -> dict[str, Any]:
    """Try every small caseload."""
    return every_caseload(CASES)


def shapes(asked: Asked) -> dict[str, Any]:
    """Time what is shaped to cost much."""
    exponents = {}
    for found in timed(SHAPED):
        print(json.dumps(found), flush=True)
        exponents[found["shape"]] = found["exponent"]
    steepest = dict(sorted(exponents.items(), key=lambda one: -one[1])[:3])
    return {"shapes": len(exponents), "steepest": steepest, "broken": 0}


def sight(asked: Asked) -> dict[str, Any]:
    """Try pairs of cases that look the same to somebody."""
    figures = seen(asked.seed, PAIRS if asked.inputs == float("inf") else int(asked.inputs))
    print(json.dumps(figures), flush=True)
    return figures


def oracle(asked: Asked) -> dict[str, Any]:
    """Have the guards' answers judged by history."""
    figures = both(asked.seed, ACTS if asked.inputs == float("inf") else asked.inputs, asked.found, asked.jobs)
    print(json.dumps(figures), flush=True)
    return figures


def ways(asked: Asked) -> dict[str, Any]:
    """Hold the quick ways to the strict ones."""
    figures = held(LOGS if asked.inputs == float("inf") else int(asked.inputs), asked.seed)
    print(json.dumps(figures), flush=True)
    return figures


ALONE: Final[dict[str, Callable[[Asked], dict[str, Any]]]] = {
    "kills": kills,
    "store": store,
    "report": report,
    "shapes": shapes,
    "sight": sight,
    "oracle": oracle,
    "ways": ways,
}
COUNTED: Final = (
    "inputs",
    "accepted",
    "refused",
    "malformed",
    "kills",
    "writes_at_once",
    "crashes",
    "logs_written",
    "logs_refused",
    "caseloads",
    "pairs",
    "changes",
)
"""The figures that are told of each part at the end, if it has them."""


def parts(names: tuple[str, ...], asked: Asked) -> Iterator[tuple[str, dict[str, Any]]]:
    """The parts that are asked for, one after another."""
    for name in names:
        if name in WALKS:
            yield name, walked(name, asked.seed, asked.seconds, asked.found)
        else:
            yield name, attacked(name, asked) if name in ATTACKS else ALONE[name](asked)


def summary(name: str, figures: dict[str, Any]) -> dict[str, Any]:
    """What is told of a part at the end."""
    kept: dict[str, Any] = {key: figures[key] for key in (*COUNTED, "shapes", "steepest") if key in figures}
    if name in WALKS:
        kept = {"inputs": sum(kept.values()), **kept}
    return {**kept, "broken": figures["broken"]}


def main(arguments: list[str] | None = None) -> int:
    """Run the parts; 1 if a promise was broken."""
    every = (*SHARED, *ALONE)
    parser = argparse.ArgumentParser(prog="make soak")
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="")
    parser.add_argument("--found", type=Path, default=Path("build/soak"))
    parser.add_argument("--inputs", type=float, default=float("inf"), help="so many inputs at most, or kills")
    parser.add_argument("--first", type=int, default=0, help="the number of the first input")
    parser.add_argument("--jobs", type=int, default=1, help="so many processes at a time, for history")
    chosen = parser.parse_args(arguments)
    names = every if chosen.only == "" else tuple(name for name in every if name == chosen.only)
    if not names:
        parser.error(f"--only is one of {', '.join(every)}")
    share = 60 * chosen.minutes / max(1, sum(name in SHARED for name in names))
    asked = Asked(chosen.seed, share, chosen.inputs, chosen.first, chosen.found, chosen.jobs)
    said = {name: summary(name, figures) for name, figures in parts(names, asked)}
    whole = sum(one.get("inputs", 0) for one in said.values())
    print(json.dumps({"summary": said, "seed": chosen.seed, "inputs": whole}), flush=True)
    return 1 if any(one["broken"] for one in said.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
