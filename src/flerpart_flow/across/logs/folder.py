"""The logs of a folder, one at a time, whatever else lies there."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

SUFFIX: Final = ".jsonl"


def logs_in(folder: Path | str, on_other: Callable[[], None] | None = None, odd: bool = False) -> Iterator[str]:
    """The paths of the logs in a folder and the folders in it: files whose names end in .jsonl, and links of that name.

    What is hidden (a name that begins with a dot) is passed by, and links to folders aren't followed. ``on_other`` is
    told of each other file that isn't hidden; a pipe or a device is one, whatever its name. With ``odd`` also the paths
    of what is called a log but is none, and of the folders that can't be read, so that ``report`` names each.

    Nothing is sorted and one folder is open at a time: only the folders that are yet to be read are kept.

    Raises OSError for this folder if it can't be read, and without ``odd`` for any in it.
    """
    waiting = [os.fspath(folder)]
    while waiting:
        at = waiting.pop()
        try:
            with os.scandir(at) as entries:
                yield from _of(entries, waiting, on_other, odd)
        except OSError:
            if not odd or at == os.fspath(folder):
                raise
            yield at


def _of(
    entries: Iterator[os.DirEntry[str]], waiting: list[str], on_other: Callable[[], None] | None, odd: bool
) -> Iterator[str]:
    """The logs among the entries of a folder; the folders among them go to those that wait."""
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            waiting.append(entry.path)
        elif entry.name.lower().endswith(SUFFIX) and (odd or entry.is_symlink() or entry.is_file()):
            yield entry.path
        elif on_other is not None:
            on_other()


def fault_of(path: str) -> OSError | None:
    """Why a path is no file that can be read to its end, as the error that names it; None if it is one.

    A pipe without a writer would be waited for, and a device never ends.
    """
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116  a Path takes longer to make than the file to find
        if stat.S_ISDIR(mode):
            os.scandir(path).close()  # it was given because it can't be read, or is a link to one that can
    except OSError as error:
        return OSError(error.errno, error.strerror, path)
    if stat.S_ISREG(mode):
        return None
    code = errno.EISDIR if stat.S_ISDIR(mode) else errno.ENXIO
    return OSError(code, os.strerror(code), path)
