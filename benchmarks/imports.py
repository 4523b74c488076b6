"""What starting costs: an import of the library, of a routine, and a command, over bare Python and its like."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks import walk
from benchmarks.measure import Sizes

_MODULES: Final = ("flerpart_flow", "flerpart_flow.routines.flerpartsmote")
_CLICK: Final = "import click, json, re, zoneinfo"


def import_ms(sizes: Sizes) -> dict[str, float]:
    """Milliseconds of processor time over bare Python: for the public names, and for the routine with all its sections.

    The runs that warm up make the byte code, which an installed wheel has from the start.
    """
    starts = {"pass": ("-c", "pass"), **{name: ("-c", f"import {name}") for name in _MODULES}}
    taken = _taken(starts, sizes)
    return {name: (taken[name] - taken["pass"]) * 1e3 for name in _MODULES}


def command_ms(sizes: Sizes) -> dict[str, float]:
    """Milliseconds of processor time for ``why LOG EVENT`` and ``--help``, and for Python with what any such command
    imports (``click``).
    """
    with tempfile.TemporaryDirectory() as name:
        log = Path(name) / "log.jsonl"
        log.write_text("".join(walk.log_of(walk.ten())), encoding="utf-8")
        program = ("-c", "from flerpart_flow.cli import program; program()")
        starts = {
            "click": ("-c", _CLICK),
            "why": (*program, "why", str(log), "dokumentera_samtycke"),
            "help": (*program, "--help"),
        }
        return {name: one * 1e3 for name, one in _taken(starts, sizes).items()}


def _taken(starts: Mapping[str, Sequence[str]], sizes: Sizes) -> dict[str, float]:
    """Seconds of processor time for each start, in turn, those that warm up left out: the medians."""
    taken: dict[str, list[float]] = {name: [] for name in starts}
    for _ in range(sizes.starts + sizes.warm):
        for name, found in taken.items():
            found.append(_start(starts[name]))
    return {name: median(found[sizes.warm :]) for name, found in taken.items()}


def _start(arguments: Sequence[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    # Also where the machine is told to write no byte code. ``why`` answers with 0 or 1.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=False, env=kept)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
