"""Machines for the tests of engines."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.diagrams.fake_engines import only


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine with nothing that draws, and a folder on its PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()
    only(monkeypatch, folder)
    return folder
