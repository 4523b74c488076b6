"""The file of a store: made whole or not at all, and looked at before it is used."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep
from typing import BinaryIO, Final

from flerpart_flow.engine.errors import StoreDamaged, StoreError, WriteConflict
from flerpart_flow.engine.files.whole import write_over

APPLICATION: Final = 0x666C6F77
"""What tells our files from those of other programs: "flow", where SQLite keeps a number for that."""
_HEADER: Final = 100
_MAGIC: Final = b"SQLite format 3\0"
_APPLICATION_AT: Final = slice(68, 72)
SCHEMA: Final = 1
"""The version of the tables. A store of an older one is read by every later release."""

_TRIES: Final = 100
_PAUSE: Final = 0.02
_FULL: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}

# Lines lie in the order in which they are read, case by case.
_TABLES: Final = f"""
PRAGMA journal_mode = WAL;
PRAGMA application_id = {APPLICATION};
PRAGMA user_version = {SCHEMA};
CREATE TABLE cases (
    ref TEXT NOT NULL PRIMARY KEY,
    lines INTEGER NOT NULL,
    hash TEXT NOT NULL,
    due INTEGER
) WITHOUT ROWID;
CREATE INDEX cases_due ON cases (due, ref) WHERE due IS NOT NULL;
CREATE TABLE lines (
    ref TEXT NOT NULL,
    nr INTEGER NOT NULL,
    line TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (ref, nr)
) WITHOUT ROWID;
"""


def make(path: Path) -> None:
    """Make an empty store, which only its owner can read, unless there is a file already.

    It is put in place whole, so that an empty file is never one that somebody is still making. Raises StoreError.
    """
    for _ in range(_TRIES):
        try:
            write_over(path, lambda there: _content(path, there))
        except WriteConflict:
            if path.exists():
                return
            sleep(_PAUSE)  # somebody else is making it
        except _ThereAlready:
            return
        except OSError as error:
            raise StoreError("lager.fullt" if error.errno in _FULL else "lager.oppna", path=str(path)) from None
        else:
            return
    raise WriteConflict("fil.skrivs", path=str(path))


class _ThereAlready(Exception):
    """There is a file, which is left as it is."""


def _content(path: Path, there: BinaryIO | None) -> Iterable[bytes]:
    if there is not None:
        raise _ThereAlready
    with TemporaryDirectory(prefix="flerpart-flow-") as folder:
        empty = Path(folder) / "store"
        with closing(sqlite3.connect(empty)) as made:
            made.executescript(_TABLES)
        return (empty.read_bytes(),)


def opened(path: Path, timeout: float) -> sqlite3.Connection:
    """A connection to a store that is there. Raises sqlite3.Error, StoreError, StoreDamaged."""
    if not path.exists():
        raise StoreError("lager.finns_inte", path=str(path))
    _check_mark(path)
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=timeout, isolation_level=None, check_same_thread=False
    )
    connection.text_factory = _text
    try:
        _check_version(connection, path)
        connection.execute("PRAGMA synchronous = FULL")  # what is acknowledged has reached the disk
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        return connection
    except BaseException:
        connection.close()
        raise


def _text(found: bytes) -> str:
    """Text as it stands in the file; what is no text fits no hash, and no error quotes it."""
    return found.decode("utf-8", "surrogateescape")


def _check_mark(path: Path) -> None:
    """Raise StoreError for a file of another program, StoreDamaged for none of SQLite's: before SQLite touches it."""
    try:
        with path.open("rb") as there:
            begins = there.read(_HEADER)
    except OSError:
        raise StoreError("lager.oppna", path=str(path)) from None
    if len(begins) < _HEADER or not begins.startswith(_MAGIC):
        raise StoreDamaged("lager.inget", path=str(path))
    if int.from_bytes(begins[_APPLICATION_AT]) != APPLICATION:
        raise StoreError("lager.annan", path=str(path))


def _check_version(connection: sqlite3.Connection, path: Path) -> None:
    """Raise StoreError for a newer store, StoreDamaged for a file that ends before it says which it is."""
    [schema] = connection.execute("PRAGMA user_version").fetchone()
    if schema < 1:
        raise StoreDamaged("lager.skadat", path=str(path))
    if schema > SCHEMA:
        raise StoreError("lager.nyare", path=str(path), found=schema, known=SCHEMA)
