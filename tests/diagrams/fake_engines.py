"""Engines made for a test: small scripts that do what a real one does on a bad day."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest

from flerpart_flow.diagrams.engines import engines
from flerpart_flow.diagrams.engines.engines import Engine


def fake(folder: Path, body: str, name: str = "dot") -> Path:
    """A program in the folder that runs these lines of Python; ``given`` is its stdin, ``args`` its arguments."""
    script = folder / f"{name}.py"
    script.write_text(f"import os, signal, sys, time\nargs = sys.argv[1:]\n{body}\n", encoding="utf-8")
    program = folder / name
    words = shlex.join([sys.executable, str(script)])
    program.write_text(f'#!/bin/sh\nexec {words} "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return program


def engine(folder: Path, body: str, kind: str = "dot") -> Engine:
    """The same, ready to be run."""
    return Engine(kind, fake(folder, body, kind), "argument")


def only(monkeypatch: pytest.MonkeyPatch, *folders: Path) -> None:
    """A machine whose PATH is these folders, with nothing beside Python and no variable set."""
    monkeypatch.setenv("PATH", ":".join(map(str, folders)))
    monkeypatch.delenv("FLERPART_DOT", raising=False)
    monkeypatch.setattr(engines, "_folders_of_python", list)
    monkeypatch.setattr(engines, "_package", lambda name: None)
