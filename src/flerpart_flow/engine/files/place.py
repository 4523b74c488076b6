"""Where a path leads, and what stands there."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import Final

import attrs

from flerpart_flow.engine.errors import FileError

_MOST_LINKS: Final = 40
_PROCESSES: Final = Path("/proc")
"""What is open in a process has names here. They look like links, and lead to what may have no name of its own."""


@attrs.frozen
class Place:
    """A path with its links followed. What isn't a file that can be replaced is written into."""

    path: Path
    written_into: bool


@attrs.frozen
class Seen:
    """Which file stands at a path, and how it looks: two that are equal are the same file, unwritten in between."""

    device: int = 0
    inode: int = 0
    size: int = 0
    written: int = 0
    changed: int = 0


NOTHING: Final = Seen()


def place_of(path: Path | str) -> Place:
    """Where a path leads.

    Raises OSError for a folder and for links that lead to themselves, FileError for a disk.
    """
    here = _followed(path)
    if _PROCESSES in here.parents:
        return Place(here, True)
    try:
        mode = here.stat().st_mode
    except FileNotFoundError:
        return Place(here, False)
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if stat.S_ISBLK(mode):
        raise FileError("fil.blockenhet", path=str(path))
    return Place(here, not stat.S_ISREG(mode))


def _followed(path: Path | str) -> Path:
    """A path with every link in it followed, but for those that the system makes for what a process has open."""
    here = Path.cwd() / path
    for _ in range(_MOST_LINKS):
        here = Path(os.path.realpath(here.parent)) / here.name
        if _PROCESSES in here.parents or not here.is_symlink():
            return here
        here = here.parent / here.readlink()
    raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))


def seen_at(path: Path) -> Seen:
    """What stands at a path now, links not followed."""
    try:
        now = path.lstat()
    except FileNotFoundError:
        return NOTHING
    return Seen(now.st_dev, now.st_ino, now.st_size, now.st_mtime_ns, now.st_ctime_ns)


def seen(path: Path | str) -> Seen | None:
    """What stands where a path leads, for a writer that begins now and writes later; None where nothing is replaced.

    It raises nothing: what can't be written is told when it is written.
    """
    try:
        place = place_of(path)
        return None if place.written_into else seen_at(place.path)
    except (OSError, FileError, ValueError):
        return None
