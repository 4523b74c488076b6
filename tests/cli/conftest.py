"""Logs on disk for the tests of the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import CONSENTED, RIGHT, WRONG, written


@pytest.fixture
def right(tmp_path: Path) -> str:
    """A log that follows the routine."""
    return _put(tmp_path / "ratt.jsonl", written(*RIGHT))


@pytest.fixture
def wrong(tmp_path: Path) -> str:
    """A log with an offer before the assessment."""
    return _put(tmp_path / "fel.jsonl", written(*WRONG))


@pytest.fixture
def consented(tmp_path: Path) -> str:
    """A log with a consent, where nothing is prepared."""
    return _put(tmp_path / "samtycke.jsonl", written(*CONSENTED))


def _put(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)
