"""What SQLite says went wrong, as the library's own errors, which repeat nothing of what was written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from flerpart_flow.engine.errors import FlowError, StoreDamaged, StoreError, WriteConflict

_LOCKED: Final = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_NOT_OPENED: Final = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}
_FULL: Final = sqlite3.SQLITE_FULL
_NO_ROOM: Final = {sqlite3.SQLITE_IOERR_SHMSIZE}
"""The file that readers and writers share beside the store can't grow: before anything is read or written."""
_DISK: Final = {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_NOLFS}


@contextmanager
def told(path: str) -> Iterator[None]:
    """Raise what SQLite raises as an error of the library's. Misuse, such as of a closed store, stays Python's own."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code is None:
            raise
        fault = _fault(_FULL if code in _NO_ROOM else code & 0xFF, error.sqlite_errorname, path)
    else:
        return
    raise fault


def _fault(code: int, name: str, path: str) -> FlowError:
    if code in _LOCKED:
        return WriteConflict("lager.last", path=path)
    if code == _FULL:
        return StoreError("lager.fullt", path=path)
    if code == sqlite3.SQLITE_CORRUPT:
        return StoreDamaged("lager.skadat", path=path)
    if code == sqlite3.SQLITE_NOTADB:
        return StoreDamaged("lager.inget", path=path)
    if code == sqlite3.SQLITE_READONLY:
        return StoreError("lager.skrivskyddat", path=path)
    if code in _NOT_OPENED:
        return StoreError("lager.oppna", path=path)
    return StoreError("lager.disk" if code in _DISK else "lager.annat", path=path, reason=name)
