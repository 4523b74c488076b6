"""The work list over many cases: from a folder of logs on all cores, and from cases that are in memory already."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from benchmarks import caseload
from benchmarks.measure import Sizes, peak, workers_peak
from flerpart_flow.across.logs.folder import logs_in
from flerpart_flow.across.spread.processes import cores
from flerpart_flow.across.work import worklist_over
from flerpart_flow.agenda import worklist
from flerpart_flow.engine.errors import FlowError
from flerpart_flow.installed import load

AT: Final = datetime(2026, 5, 1, tzinfo=UTC)


def worklist_s(sizes: Sizes) -> dict[str, Any]:
    """Seconds on the wall, in a fresh process: cold with reading and judging, warm without."""
    with tempfile.TemporaryDirectory() as name:
        caseload.write(Path(name), sizes.worklist)
        ran = subprocess.run(
            [sys.executable, "-m", "benchmarks.worklists", name, str(sizes.report_jobs or cores())],
            cwd=Path(__file__).parent.parent,
            check=True,
            capture_output=True,
        )
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def _main(folder: Path, jobs: int) -> None:
    started = perf_counter()
    over = worklist_over(sorted(logs_in(folder)), AT, jobs=jobs)
    cold, held = perf_counter() - started, peak()
    cases = []
    for path in sorted(logs_in(folder)):
        try:
            cases.append(load(path).case())
        except FlowError:  # some are damaged
            continue
    gc.freeze()
    started = perf_counter()
    found = worklist(cases, AT)
    told = {
        "cases": found.cases,
        "items": len(found.items),
        "same": found == over.found,
        "jobs": jobs,
        "cold": round(cold, 2),
        "warm": round(perf_counter() - started, 2),
        "peak_bytes": held,
        "worker_peak_bytes": workers_peak(),
    }
    print(json.dumps(told))


if __name__ == "__main__":
    _main(Path(sys.argv[1]), int(sys.argv[2]))
