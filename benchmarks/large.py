"""``make bench-large``: report and work list over very many made-up cases, by processes here and on a Dask cluster.

``python -m benchmarks.large [--cases 1000000] [--workers 2] [--folder DIR]``: one JSON object on stdout, how it goes on
stderr. The logs take about ten kilobytes each on a disk; without a folder they lie in a temporary one, and are removed.
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, Final

from benchmarks import caseload
from benchmarks.measure import peak, processor_seconds, tell, workers_peak
from benchmarks.worklists import AT
from flerpart_flow.across.logs.folder import logs_in
from flerpart_flow.across.report import report
from flerpart_flow.across.spread.spread import PLACES, spread
from flerpart_flow.across.work import worklist_over

CASES: Final = 1_000_000
WORKERS: Final = 2
WHAT: Final = ("report", "worklist")
_END: Final = datetime(2026, 10, 1, tzinfo=UTC)
_MB: Final = 1_000_000


def _fill(firsts: list[str], folder: Path, count: int) -> int:
    """Write the logs of some thousands."""
    for first in map(int, firsts):
        caseload.write(folder, min(first + caseload.PER_FOLDER, count), first=first)
    return len(firsts)


def _one(what: str, on: str, folder: Path, workers: int) -> dict[str, Any]:
    """What it takes, and a digest of what comes out, in this process, which is a fresh one."""
    started, busy = perf_counter(), processor_seconds()
    if what == "report":
        found = json.dumps(report(logs_in(folder), at=_END, jobs=workers, on=on).to_data())
    else:
        work = worklist_over(logs_in(folder), AT, jobs=workers, on=on)
        found = "\n".join(map(repr, (work.found.cases, len(work.found.items), *work.found.items[:1000])))
    return {
        "seconds": round(perf_counter() - started, 1),
        "processor_seconds": round(processor_seconds() - busy, 1),
        "peak_mb": round(peak() / _MB),
        "worker_peak_mb": round(workers_peak() / _MB),
        "digest": sha256(found.encode()).hexdigest()[:16],
    }


def _apart(*arguments: str) -> dict[str, Any]:
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks.large", *arguments],
        cwd=Path(__file__).parent.parent,
        check=True,
        stdout=subprocess.PIPE,
    )
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def _measured(folder: Path, cases: int, workers: int) -> dict[str, Any]:
    started = perf_counter()
    folder.mkdir(parents=True, exist_ok=True)
    tell(f"{cases} logs ...")
    firsts = (str(first) for first in range(0, cases, caseload.PER_FOLDER))
    for _ in spread(firsts, partial(_fill, folder=folder, count=cases), workers):
        pass
    made: dict[str, Any] = {"cases": cases, "workers": workers, "python": platform.python_version()}
    made["made_s"] = round(perf_counter() - started, 1)
    for what in WHAT:
        made[what] = {}
        for on in PLACES:
            tell(f"{what}, {on} ...")
            made[what][on] = _apart("--one", what, on, "--folder", str(folder), "--workers", str(workers))
            tell(json.dumps(made[what][on]))
    return made


def main(arguments: Sequence[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="make bench-large")
    parser.add_argument("--cases", type=int, default=CASES)
    parser.add_argument("--workers", type=int, default=WORKERS)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--one", nargs=2, metavar=("WHAT", "ON"), help="only this, over a folder that is there")
    asked = parser.parse_args(arguments)
    if asked.one is not None:
        what, on = asked.one
        print(json.dumps(_one(what, on, asked.folder, asked.workers)))
    elif asked.folder is not None:
        print(json.dumps(_measured(asked.folder, asked.cases, asked.workers), indent=2))
    else:
        with TemporaryDirectory(prefix="flerpart-flow-large-") as folder:
            print(json.dumps(_measured(Path(folder), asked.cases, asked.workers), indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
