"""Files that are written whole or not at all: a reader sees what was there before, or all of what is new."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO, Final

from flerpart_flow.engine.errors import FileError, WriteConflict
from flerpart_flow.engine.files.claim import Claim
from flerpart_flow.engine.files.kept import keep
from flerpart_flow.engine.files.place import NOTHING, Seen, place_of, seen_at

OWNER_ONLY: Final = 0o600
EVERYBODY_READS: Final = 0o644

_READ: Final = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_WRITE: Final = os.O_WRONLY | os.O_APPEND | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)


def write_whole(
    path: Path | str, parts: Iterable[bytes], new_mode: int = OWNER_ONLY, since: Seen | None = None
) -> None:
    """Write the parts to a file, which is replaced once all of them, and then its folder, have reached the disk.

    A link is followed. A file that was there keeps its owner, group, permissions and access list; a new one gets
    ``new_mode``. A pipe, a terminal and any other device of characters is written into and never replaced.

    Raises FileError where what was there can't be kept, WriteConflict (one of its kind) while somebody else writes,
    and where the file isn't what it was ``since``; OSError; and whatever the parts raise. A file that was there is
    then as it was.
    """
    write_over(path, lambda there: parts, new_mode, since)


def write_over(
    path: Path | str,
    parts: Callable[[BinaryIO | None], Iterable[bytes]],
    new_mode: int = OWNER_ONLY,
    since: Seen | None = None,
) -> None:
    """As ``write_whole``, with parts that are made from the file that was there (None for no such file)."""
    place = place_of(path)
    if place.written_into:
        _write_into(place.path, path, parts(None))
        return
    folder = Folder(place.path.parent)
    try:
        with Claim(place.path) as claim:
            _replace(claim, place.path, parts, new_mode, since)
            folder.sync()
    finally:
        folder.close()


def _replace(
    claim: Claim,
    target: Path,
    parts: Callable[[BinaryIO | None], Iterable[bytes]],
    new_mode: int,
    since: Seen | None,
) -> None:
    """Write everything beside the target, and put it in its place if nobody else has."""
    seen = seen_at(target)
    if since is not None and seen != since:
        raise WriteConflict("fil.andrad", path=str(target))
    there = None if seen == NOTHING else os.fdopen(os.open(target, _READ), "rb")
    try:
        # A descriptor of its own for what buffers: the claim keeps its until the file is in its place.
        with os.fdopen(os.dup(claim.handle), "wb") as file:
            file.writelines(parts(there))
        keep(claim.handle, None if there is None else there.fileno(), new_mode, target)
        os.fsync(claim.handle)
    finally:
        if there is not None:
            there.close()
    if seen_at(target) != seen:
        raise WriteConflict("fil.andrad", path=str(target))
    claim.put_in_place()


def _write_into(place: Path, path: Path | str, parts: Iterable[bytes]) -> None:
    """Write into what isn't a file of its own, such as a pipe or a terminal."""
    handle = os.open(place, _WRITE)
    with os.fdopen(handle, "wb") as there:
        # What stood there when it was looked at may be another thing now.
        if stat.S_ISBLK(os.fstat(handle).st_mode):
            raise FileError("fil.blockenhet", path=str(path))
        there.writelines(parts)


class Folder:
    """A folder that is open before anything is written in it, so that what can't be synced is refused first."""

    def __init__(self, path: Path) -> None:
        self._handle = os.open(path, os.O_RDONLY) if hasattr(os, "O_DIRECTORY") else None  # none has Windows

    def sync(self) -> None:
        """See to it that the names in the folder have reached the disk."""
        if self._handle is not None:
            os.fsync(self._handle)

    def close(self) -> None:
        """Let go of it."""
        if self._handle is not None:
            os.close(self._handle)
