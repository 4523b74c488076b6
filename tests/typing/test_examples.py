"""The packages in ``examples`` that are written with types pass ``mypy --strict``, as somebody else's would."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2]


@pytest.mark.parametrize("name", ["knivsta", "avstamningsmote"])
def test_mypy_is_content_with_the_package(name: str) -> None:
    command = [sys.executable, "-m", "mypy", "--config-file=", "--strict", "--follow-imports=silent", "-p", name]
    environment = {"MYPYPATH": f"{ROOT / 'src'}:{ROOT / 'examples' / name}", "PATH": ""}
    ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
