"""The logs of a folder, one at a time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

SUFFIX: Final = ".jsonl"


def logs_in(folder: Path | str, on_other: Callable[[], None] | None = None) -> Iterator[str]:
    """The paths of the logs in a folder and the folders in it: files whose names end in .jsonl.

    What is hidden (a name that begins with a dot) is passed by, and links to folders aren't followed. ``on_other`` is
    told of each other file that isn't hidden; a pipe or a device is one, whatever its name. Nothing is sorted, so that
    nothing has to be kept.

    Raises OSError for a folder that can't be read.
    """
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from logs_in(entry.path, on_other)
            elif entry.name.lower().endswith(SUFFIX) and (entry.is_file() or entry.is_symlink()):
                yield entry.path
            elif on_other is not None:
                on_other()
