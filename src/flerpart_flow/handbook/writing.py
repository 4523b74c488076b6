"""The handbook in a folder: all of its files together, and none left of the one that was there before."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from flerpart_flow.engine.errors import FileError
from flerpart_flow.engine.files.together import write_together
from flerpart_flow.engine.files.whole import EVERYBODY_READS

LIST: Final = "files.txt"
"""The file that names every other of a handbook."""


def write_handbook(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write a handbook's files into a folder, which everybody may read, and give their paths.

    A folder that isn't there, or is empty, or holds a handbook: of an earlier one what the new doesn't have is removed,
    and what else lies there is left alone. Raises FileError for a folder with other things and no handbook, and as
    ``write_together``; OSError.
    """
    before = _before(folder)
    listed = "".join(f"{name}\n" for name in sorted(files)).encode()
    write_together(folder, {**files, LIST: listed}, EVERYBODY_READS)
    for name in sorted(before - files.keys()):
        _remove(folder, name)
    return tuple(folder / name for name in files)


def _before(folder: Path) -> set[str]:
    """The files of the handbook that the folder holds."""
    if (folder / LIST).is_file():
        return set((folder / LIST).read_text(encoding="utf-8").splitlines())
    if folder.is_dir() and any(folder.iterdir()):
        raise FileError("fil.ingen_handbok", path=str(folder))
    return set()


def _remove(folder: Path, name: str) -> None:
    """Remove a file, and the folders in which it was the last; a name that leads elsewhere is left alone."""
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()) or path.is_symlink() or not path.is_file():
        return
    path.unlink()
    for parent in path.parents:
        if parent == folder or any(parent.iterdir()):
            return
        parent.rmdir()
