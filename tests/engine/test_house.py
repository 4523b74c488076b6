"""The floor plan: a folder has no more modules side by side than one takes in at a glance."""

from __future__ import annotations

from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src/flerpart_flow"
MOST = 12
ONE_OF_A_KIND = {"cli/commands"}
"""Folders that hold one thing of one kind in each file."""

FOLDERS = sorted({file.parent.relative_to(SOURCE).as_posix() for file in SOURCE.rglob("*.py")})
HELD = [name for name in FOLDERS if name not in ONE_OF_A_KIND]


@pytest.mark.parametrize("folder", HELD)
def test_a_folder_has_at_most_twelve_modules(folder: str) -> None:
    modules = [file.name for file in (SOURCE / folder).glob("*.py") if file.name != "__init__.py"]
    assert len(modules) <= MOST, modules


def test_the_folders_are_found() -> None:
    assert len(HELD) > 20
    assert set(FOLDERS) >= ONE_OF_A_KIND
