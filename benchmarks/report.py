"""The report over a thousand logs and over ten thousand, on all cores: seconds on the wall, and the most memory."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, Final

from benchmarks import caseload
from benchmarks.measure import Sizes, peak, seconds, workers_peak
from flerpart_flow.across.logs.folder import logs_in
from flerpart_flow.across.report import as_html, report
from flerpart_flow.across.spread.processes import cores

_AT: Final = datetime(2026, 10, 1, tzinfo=UTC)


def reports(sizes: Sizes) -> dict[str, Any]:
    """For each number of logs: seconds from nothing to a page of HTML, and the peaks of memory, in fresh processes."""
    with tempfile.TemporaryDirectory() as name:
        return {str(count): _one(Path(name) / str(count), count, sizes.report_jobs) for count in sizes.reports}


def us_per_log(sizes: Sizes) -> float:
    """Microseconds of processor time for each log of some 24 lines, warm, in one process: the median of the rounds."""
    with tempfile.TemporaryDirectory() as name:
        count = min(sizes.reports)
        caseload.write(Path(name), count)
        paths = sorted(logs_in(name))

        def work() -> None:
            report(paths, at=_AT, jobs=1)

        work()
        return median(seconds(work) for _ in range(max(1, sizes.rounds // 5))) / count * 1e6


def _one(folder: Path, count: int, jobs: int | None) -> dict[str, Any]:
    caseload.write(folder, count)
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks.report", str(folder), str(jobs or cores())],
        cwd=Path(__file__).parent.parent,
        check=True,
        capture_output=True,
    )
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def _main(folder: Path, jobs: int) -> None:
    started = perf_counter()
    damaged: list[str] = []
    found = report(logs_in(folder), at=_AT, jobs=jobs, on_trouble=lambda trouble: damaged.append(trouble.path))
    page = as_html(found)
    taken = perf_counter() - started
    told = {
        "cases": found.routines[0].cases,
        "damaged": len(damaged),
        "jobs": jobs,
        "seconds": round(taken, 2),
        "page_bytes": len(page.encode()),
        "peak_bytes": peak(),
        "worker_peak_bytes": workers_peak(),
    }
    print(json.dumps(told))


if __name__ == "__main__":
    _main(Path(sys.argv[1]), int(sys.argv[2]))
