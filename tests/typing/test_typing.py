"""Mistakes that mypy finds: each file under ``wrong`` fails at the lines that it marks, and only there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parents[1]
FAULT: Final = re.compile(r"(?P<file>[^:]+):(?P<line>\d+): error: ")


def marked(path: Path) -> list[tuple[str, int]]:
    """The lines of a file that are to fail."""
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    return [(path.name, number) for number, line in lines if line.endswith("# error")]


def test_mypy_finds_every_mistake_at_its_line_and_nothing_else() -> None:
    wrong = sorted((HERE / "wrong").glob("*.py"))
    wanted = [place for path in wrong for place in marked(path)]
    assert {name for name, _ in wanted} == {path.name for path in wrong}
    files = [str(path.relative_to(ROOT)) for path in (HERE / "right.py", *wrong)]
    command = [sys.executable, "-m", "mypy", "--no-error-summary", *files]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    found = [
        (Path(fault["file"]).name, int(fault["line"])) for fault in map(FAULT.match, ran.stdout.splitlines()) if fault
    ]
    assert sorted(found) == sorted(wanted), ran.stdout + ran.stderr
