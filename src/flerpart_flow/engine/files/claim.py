"""The claim on a file: a hidden temporary file beside it, with one name, which one writer at a time can hold.

The lock on it goes with the process that took it, so that a temporary file without a lock was left by a crash. It is
cleared by the next writer of the same file, and by nobody else.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from pathlib import Path
from types import TracebackType
from typing import Final

from flerpart_flow.engine.errors import FileError, WriteConflict

SUFFIX: Final = ".flerpart-tmp"

_LONGEST: Final = 200
_KEPT_OF_LONG: Final = 40
_TRIES: Final = 20
_OPEN: Final = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def temporary_of(target: Path) -> Path:
    """The one temporary file that a file has while it is written."""
    name = target.name
    if len(os.fsencode(name)) > _LONGEST:
        name = f"{name[:_KEPT_OF_LONG]}~{hashlib.sha256(os.fsencode(name)).hexdigest()[:16]}"
    return target.parent / f".{name}{SUFFIX}"


class Claim:
    """The only right to write a file. ``handle`` is what is written to; leaving without ``put_in_place`` undoes it.

    Entering raises WriteConflict while somebody else has it, FileError for a temporary file that can't be cleared.
    """

    handle: int

    def __init__(self, target: Path) -> None:
        self._target = target
        self._temporary = temporary_of(target)
        self._open = False

    def __enter__(self) -> Claim:
        for _ in range(_TRIES):
            made = self._made()
            if made is None:
                self._clear()
                continue
            self.handle = made
            self._open = True
            # Between the two somebody may have taken it for one that was left.
            if locked(self.handle) is not False and _is(self.handle, self._temporary):
                return self
            self._close()
            break
        raise WriteConflict("fil.skrivs", path=str(self._target))

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._open:
            mine = _is(self.handle, self._temporary)
            if os.name == "nt":
                self._close()  # Windows removes nothing that is open
            if mine:
                self._remove(error)
            self._close()

    def _remove(self, error: BaseException | None) -> None:
        try:
            self._temporary.unlink()
        except OSError as stuck:
            if error is None:
                raise
            # The error that led here says more, and what is left is found by the next writer.
            error.add_note(str(stuck))

    def put_in_place(self) -> None:
        """What has been written becomes the file."""
        if os.name == "nt":
            self._close()
        self._temporary.replace(self._target)
        self._close()

    def _close(self) -> None:
        if self._open:
            self._open = False
            os.close(self.handle)

    def _made(self) -> int | None:
        """A temporary file made now, or None where there is one."""
        try:
            return os.open(self._temporary, _OPEN | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return None

    def _clear(self) -> None:
        """Remove what a crash has left. Raises as entering does."""
        try:
            handle = os.open(self._temporary, _OPEN)
        except FileNotFoundError:
            return  # its writer got ready
        except OSError as error:
            raise self._in_the_way() from error
        try:
            free = locked(handle) if stat.S_ISREG(os.fstat(handle).st_mode) else None
            if free is None:
                raise self._in_the_way()
            if not free:
                raise WriteConflict("fil.skrivs", path=str(self._target))
            if _is(handle, self._temporary):
                self._temporary.unlink(missing_ok=True)
        finally:
            os.close(handle)

    def _in_the_way(self) -> FileError:
        return FileError("fil.tillfallig", path=str(self._target), temporary=self._temporary.name)


def _is(handle: int, path: Path) -> bool:
    """Whether what is open is what stands at a path."""
    try:
        return os.path.samestat(os.fstat(handle), path.lstat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":

    def locked(handle: int) -> bool | None:
        """As below: no lock here tells a crash from a writer, so that nothing is cleared."""
        return None

else:
    import fcntl

    def locked(handle: int) -> bool | None:
        """Lock an open file for as long as it is open: False if another has, None where files can't be locked."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return None
        return True
