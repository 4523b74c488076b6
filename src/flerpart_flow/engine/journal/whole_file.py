"""Files that are written whole or not at all: a reader sees what was there before, or all of what is new."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

OWNER_ONLY: Final = 0o600
EVERYBODY_READS: Final = 0o644

_LONGEST: Final = 40
"""How much of a name the temporary file repeats, so that its own name is never too long."""


def write_whole(path: Path | str, parts: Iterable[bytes], new_mode: int = OWNER_ONLY) -> None:
    """Write the parts to a file, which is replaced once all of them have been written and have reached the disk.

    A link is followed. A file that was there keeps its permissions, a new one gets ``new_mode``. What isn't a file,
    such as a pipe or a device, is written into and never replaced. Raises OSError, and whatever the parts raise; a
    file that was there is then as it was.
    """
    target = _real(path)
    if target.exists() and not target.is_file():
        with target.open("wb") as there:
            there.writelines(parts)
        return
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:_LONGEST]}.", suffix=".tmp", dir=target.parent)
    written = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(parts)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, written)
        else:
            written.chmod(new_mode)
        written.replace(target)
    except BaseException:
        written.unlink(missing_ok=True)
        raise


def _real(path: Path | str) -> Path:
    """Where a path leads. Raises OSError for links that lead to themselves, which Python's versions tell apart."""
    try:
        target = Path(path).resolve()
    except RuntimeError:
        target = Path(path)
    if target.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    return target
