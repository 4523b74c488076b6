"""pygraphviz, which runs as a process like the other engines. The package in these tests is a stand-in."""

from __future__ import annotations

from pathlib import Path

import pytest

from flerpart_flow.diagrams.engines import engines as module
from flerpart_flow.diagrams.engines.engines import Engine, engines, find_engine
from flerpart_flow.diagrams.engines.errors import EngineFailed

STAND_IN = """
import os
__version__ = "9.8"

class DotError(ValueError): ...

class AGraph:
    def __init__(self, string):
        if "syntax" in string:
            raise DotError("Invalid Input")
        self.string = string
    def draw(self, format, prog):
        if "crash" in self.string:
            os.abort()
        return f"{format} {prog} {self.string}".encode()
"""


@pytest.fixture
def stand_in(bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """A pygraphviz that is found as the real one is."""
    package = tmp_path / "site" / "pygraphviz"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(STAND_IN, encoding="utf-8")
    (package / "graphviz.py").write_text("def gvContextWithBuiltins(): ...", encoding="utf-8")
    monkeypatch.setattr(module, "_package", lambda name: package)
    monkeypatch.setenv("PYTHONPATH", str(package.parent))
    return find_engine()


def test_pygraphviz_is_run_with_the_same_meaning(stand_in: Engine) -> None:
    assert (stand_in.kind, stand_in.version, stand_in.makes_pdf) == ("pygraphviz", "9.8", True)
    assert stand_in.run("å", "svg").decode() == "svg dot å"
    assert stand_in.run("å", "pdf").decode() == "pdf dot å"


def test_a_fault_in_pygraphviz_is_told_like_any_other(stand_in: Engine) -> None:
    with pytest.raises(EngineFailed, match="Invalid Input"):
        stand_in.run("syntax", "svg")
    with pytest.raises(EngineFailed, match="SIGABRT"):
        stand_in.run("crash", "svg")


def test_pygraphviz_is_found_without_being_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "pygraphviz"
    package.mkdir()
    (package / "__init__.py").write_text("raise RuntimeError('imported')", encoding="utf-8")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("FLERPART_DOT", raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    assert engines()[-1] == Engine("pygraphviz", package, "python")
