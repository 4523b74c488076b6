"""A store in an SQLite file: the embedded default, for one machine and as many processes on it as one likes."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Any, Final, Self

from flerpart_flow.engine.errors import discreet
from flerpart_flow.store import moments, pages
from flerpart_flow.store.chain import Head, Link, checked, grown, head_of
from flerpart_flow.store.entries import lines_of
from flerpart_flow.store.port import Due, Entry, Stored
from flerpart_flow.store.sqlite import file
from flerpart_flow.store.sqlite.faults import told

_HEAD: Final = "SELECT lines, hash FROM cases WHERE ref = ?"
_LAST: Final = "SELECT nr, line, hash FROM lines WHERE ref = ? ORDER BY nr DESC LIMIT 1"
_ROWS: Final = "SELECT nr, line, hash FROM lines WHERE ref = ? ORDER BY nr"
_SOME: Final = "SELECT line FROM lines WHERE ref = ? AND nr >= ? ORDER BY nr LIMIT ?"
_ADD: Final = "INSERT INTO lines (ref, nr, line, hash) VALUES (?, ?, ?, ?)"
_MOVE: Final = (
    "INSERT INTO cases (ref, lines, hash, due) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (ref) DO UPDATE SET lines = excluded.lines, hash = excluded.hash, due = excluded.due"
)
_REFS: Final = "SELECT ref FROM cases WHERE ref > ? ORDER BY ref LIMIT ?"
_DUE: Final = "SELECT due, ref FROM cases WHERE due < ? AND (due, ref) > (?, ?) ORDER BY due, ref LIMIT ?"


class SqliteStore:
    """A store in a file, which is made if there is none and ``create`` says so.

    Several threads may use one, and several processes the same file, on one machine: not over a network. Each append
    has reached the disk when it returns. ``timeout`` is how many seconds to wait for another writer. A store isn't
    carried over a fork: open it in each process.

    Raises StoreError for a file that can't be opened or that is of a newer version, StoreDamaged for one that is no
    store.
    """

    @discreet
    def __init__(self, path: Path | str, *, create: bool = True, timeout: float = 5.0) -> None:
        self._path = Path(path)
        self._lock: Final = RLock()
        self._process = os.getpid()
        with told(str(self._path)):
            if create and not self._path.exists():
                file.make(self._path)
            self._connection = file.opened(self._path, timeout)

    def __repr__(self) -> str:
        return f"SqliteStore({str(self._path)!r})"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        with self._lock, told(str(self._path)):
            self._connection.close()

    @discreet
    def read(self, ref: str) -> Stored:
        """As ``Store.read``."""
        with self._at_work("BEGIN") as connection:  # so that the case and its lines are those of one moment
            rows = connection.execute(_ROWS, (ref,)).fetchall()
            head = _head(connection, ref)
        return checked(ref, rows, head)

    @discreet
    def append(self, ref: str, entries: Entry | Iterable[Entry], expected_nr: int, due: datetime | None = None) -> int:
        """As ``Store.append``."""
        new = lines_of(ref, entries, expected_nr)
        at = None if due is None else moments.number(due, "due")
        with self._at_work("BEGIN IMMEDIATE") as connection:
            last = connection.execute(_LAST, (ref,)).fetchone()
            head = head_of(ref, _head(connection, ref), None if last is None else Link(*last))
            more = grown(ref, new, expected_nr, head, lambda nr, many: _some(connection, ref, nr, many))
            count = (0 if head is None else head.lines) + len(more)
            if more:
                connection.executemany(_ADD, [(ref, link.nr, link.line, link.hash) for link in more])
                head = Head(count, more[-1].hash)
            if head is not None and count == expected_nr + len(more):
                connection.execute(_MOVE, (ref, head.lines, head.hash, at))
        return count

    def refs(self) -> Iterator[str]:
        """As ``Store.refs``."""
        return pages.refs(partial(self._page, _REFS))

    def due(self, before: datetime) -> Iterator[Due]:
        """As ``Store.due``."""
        return pages.due(moments.number(before, "before"), partial(self._page, _DUE))

    def _page(self, query: str, values: tuple[Any, ...]) -> list[Any]:
        with self._lock, told(str(self._path)):
            return self._own().execute(query, values).fetchall()

    @contextmanager
    def _at_work(self, begin: str) -> Iterator[sqlite3.Connection]:
        """A transaction, which is written when it ends well, and else leaves no trace."""
        with self._lock, told(str(self._path)):
            connection = self._own()
            connection.execute(begin)
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):  # a full disk has rolled it back already
                    connection.execute("ROLLBACK")
                raise

    def _own(self) -> sqlite3.Connection:
        if os.getpid() != self._process:
            raise RuntimeError("an SQLite store isn't carried over a fork: open it in each process")
        return self._connection


def _head(connection: sqlite3.Connection, ref: str) -> Head | None:
    row = connection.execute(_HEAD, (ref,)).fetchone()
    return None if row is None else Head.of(*row)


def _some(connection: sqlite3.Connection, ref: str, nr: int, many: int) -> Sequence[str]:
    return [line for (line,) in connection.execute(_SOME, (ref, nr, many))]
