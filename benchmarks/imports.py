"""What importing the library adds to starting Python."""

from __future__ import annotations

import subprocess
import sys
from statistics import median
from time import perf_counter

from benchmarks.measure import Sizes

_MODULES = ("flerpart_flow", "flerpart_flow.routines.flerpartsmote")


def import_ms(sizes: Sizes) -> dict[str, float]:
    """Milliseconds over bare Python: for the library's public names, and for the routine with all its sections."""
    taken: dict[str, list[float]] = {"pass": [], **{name: [] for name in _MODULES}}
    for _ in range(sizes.starts + sizes.warm):
        for name, found in taken.items():
            found.append(_start("pass" if name == "pass" else f"import {name}"))
    bare = median(taken["pass"][sizes.warm :])
    return {name: (median(taken[name][sizes.warm :]) - bare) * 1e3 for name in _MODULES}


def _start(code: str) -> float:
    started = perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return perf_counter() - started
