"""Several files in a folder, written all or none: a reader never finds a part of them."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Final

from flerpart_flow.engine.errors import FileError
from flerpart_flow.engine.files.claim import Claim
from flerpart_flow.engine.files.kept import keep
from flerpart_flow.engine.files.whole import OWNER_ONLY, Folder, write_whole

_BESIDE: Final = ".flerpart-new"
_BEFORE: Final = "before"
_NEW: Final = "new"


def write_together(folder: Path, files: Mapping[str, bytes], new_mode: int = OWNER_ONLY) -> None:
    """Write files by name into a folder, made if it isn't there; what else lies in it is left alone.

    A name may have folders in it, ``norm/A-1/index.html``, which are made where they are missing.

    All are written beside it first. A folder that isn't there comes with all of them at once; in one that is, they are
    put in place one after the other, and taken back if one of them can't be. A file that was there keeps its owner,
    group and permissions, a new one gets ``new_mode``; where that is for others too, so are the folders. No link is
    followed: neither the folder nor a file in it.

    Raises FileError for a link or anything else that is no file of one's own in their place, WriteConflict (one of its
    kind) while somebody else writes there, OSError.
    """
    with Claim(folder), _beside(folder) as beside:
        there = _is_folder(folder)
        inner = tuple(dict.fromkeys(one for name in files for one in _folders_of(name)))
        for name in (*inner, *files):
            _refuse_link(folder / name, of_folder=name in inner)
        new = beside / _NEW
        _make((new, *(new / one for one in inner)), new_mode)
        for name, data in files.items():
            write_whole(new / name, (data,), new_mode)
        if not there:
            new.replace(folder)
        else:
            _make([folder / one for one in inner if not (folder / one).exists()], new_mode)
            _put(folder, new, beside / _BEFORE, tuple(files))
            _synced(folder)
        _synced(folder.parent)


def _folders_of(name: str) -> Iterator[str]:
    """The folders in a name, the outer first. Raises ValueError for a name that leads out of the folder."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or not path.parts:
        raise ValueError(f"no name in a folder: {name!r}")
    yield from (str(one) for one in reversed(path.parents[:-1]))


def _make(folders: Iterable[Path], new_mode: int) -> None:
    for one in folders:
        one.mkdir(mode=0o700)
        if new_mode != OWNER_ONLY:
            one.chmod(new_mode | (new_mode & 0o444) >> 2)


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


def _refuse_link(path: Path, of_folder: bool) -> None:
    try:
        mode = path.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return
    if not (stat.S_ISDIR(mode) if of_folder else stat.S_ISREG(mode)):
        raise FileError("fil.lank", path=str(path))


def _put(folder: Path, new: Path, before: Path, names: tuple[str, ...]) -> None:
    """Put each file in its place; if one can't be, all is as it was."""
    _make(
        (before, *(before / one for one in dict.fromkeys(one for name in names for one in _folders_of(name)))),
        OWNER_ONLY,
    )
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
