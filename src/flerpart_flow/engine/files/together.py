"""Several files in a folder, written all or none: a reader never finds a part of them."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from flerpart_flow.engine.errors import FileError
from flerpart_flow.engine.files.claim import Claim
from flerpart_flow.engine.files.kept import keep
from flerpart_flow.engine.files.whole import OWNER_ONLY, Folder, write_whole

_BESIDE: Final = ".flerpart-new"
_BEFORE: Final = "before"
_NEW: Final = "new"


def write_together(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files by name into a folder, made if it isn't there; what else lies in it is left alone.

    All are written beside it first. A folder that isn't there comes with all of them at once; in one that is, they are
    put in place one after the other, and taken back if one of them can't be. A file that was there keeps its owner,
    group and permissions, a new one is its owner's alone. No link is followed: neither the folder nor a file in it.

    Raises FileError for a link or anything else that is no file of one's own in their place, WriteConflict (one of its
    kind) while somebody else writes there, OSError.
    """
    with Claim(folder), _beside(folder) as beside:
        there = _is_folder(folder)
        for name in files:
            _refuse_link(folder / name)
        new = beside / _NEW
        new.mkdir(mode=0o700)
        for name, data in files.items():
            write_whole(new / name, (data,))
        if not there:
            new.replace(folder)
        else:
            _put(folder, new, beside / _BEFORE, tuple(files))
            _synced(folder)
        _synced(folder.parent)


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """A folder of the writer's own beside the other, gone afterwards; one that a crash left is cleared first."""
    beside = folder.parent / f".{folder.name}{_BESIDE}"
    if beside.is_symlink():
        raise FileError("fil.lank", path=str(beside))
    if beside.exists():
        shutil.rmtree(beside)
    beside.mkdir(mode=0o700)
    try:
        yield beside
    finally:
        shutil.rmtree(beside)


def _is_folder(folder: Path) -> bool:
    try:
        mode = folder.lstat().st_mode
    except FileNotFoundError:
        return False
    if not stat.S_ISDIR(mode):
        raise FileError("fil.lank", path=str(folder))
    return True


def _refuse_link(path: Path) -> None:
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISREG(mode):
        raise FileError("fil.lank", path=str(path))


def _put(folder: Path, new: Path, before: Path, names: tuple[str, ...]) -> None:
    """Put each file in its place; if one can't be, all is as it was."""
    before.mkdir(mode=0o700)
    for name in names:
        if (folder / name).exists():
            with (folder / name).open("rb") as there, (new / name).open("rb") as made:
                keep(made.fileno(), there.fileno(), OWNER_ONLY, folder / name)
    moved: list[str] = []
    try:
        for name in names:
            moved.append(name)
            if (folder / name).exists():
                (folder / name).replace(before / name)
            (new / name).replace(folder / name)
    except BaseException:
        for name in reversed(moved):
            if (before / name).exists():
                (before / name).replace(folder / name)
            elif not (new / name).exists():
                (folder / name).unlink()
        raise


def _synced(path: Path) -> None:
    folder = Folder(path)
    try:
        folder.sync()
    finally:
        folder.close()
