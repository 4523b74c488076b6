"""Mistakes that mypy finds: each file under ``wrong`` fails at the lines that it marks, and only there.

And what is right passes: ``right.py``, and every page's Python as one program, checked as strictly as the library.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

from tests.docs.markdown import PAGES, blocks

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


def as_program(page: Path) -> str:
    """The Python of a page that a reader types in, each line where the page has it; not what shows a part of a file."""
    lines: list[str] = []
    for block in blocks(page.read_text(encoding="utf-8")):
        if block.language == "python" and not block.words:
            lines += [""] * (block.line - 1 - len(lines)) + block.text.splitlines()
    return "".join(f"{line}\n" for line in lines)


def test_the_python_of_every_page_is_typed_as_strictly_as_the_library(tmp_path: Path) -> None:
    for page in PAGES:
        (tmp_path / f"page_{page.stem.replace('-', '_')}.py").write_text(as_program(page), encoding="utf-8")
    written = [str(path) for path in sorted(tmp_path.glob("*.py")) if path.read_text(encoding="utf-8")]
    assert len(written) > 8
    command = [sys.executable, "-m", "mypy", "--no-error-summary", *written]  # as `make lint`: what it kept is read
    known = {**os.environ, "MYPYPATH": str(ROOT / "examples" / "studiebesok")}
    ran = subprocess.run(command, cwd=ROOT, env=known, capture_output=True, encoding="utf-8", check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
