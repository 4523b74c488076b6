"""A store in a PostgreSQL database, for many programs on many machines."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from threading import RLock
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self

from flerpart_flow.engine.errors import WriteConflict, discreet
from flerpart_flow.store import moments, pages
from flerpart_flow.store.chain import Head, Link, checked, grown, head_of
from flerpart_flow.store.entries import lines_of
from flerpart_flow.store.port import Due, Entry, Stored
from flerpart_flow.store.postgres.address import read_address
from flerpart_flow.store.postgres.faults import told
from flerpart_flow.store.postgres.tables import check, connected

if TYPE_CHECKING:
    import psycopg

_TRIES: Final = 3

# Each is one statement, and so sees, or changes, a case as it was at one moment.
_HEAD: Final = """
SELECT c.lines, c.hash, l.nr, l.line, l.hash
FROM (SELECT %(ref)s::text COLLATE "C" AS ref) AS asked
LEFT JOIN flerpart_flow.cases AS c USING (ref)
LEFT JOIN LATERAL (
    SELECT nr, line, hash FROM flerpart_flow.lines WHERE ref = asked.ref ORDER BY nr DESC LIMIT 1
) AS l ON true
"""
_ROWS: Final = """
SELECT c.lines, c.hash, l.nr, l.line, l.hash
FROM (SELECT %(ref)s::text COLLATE "C" AS ref) AS asked
LEFT JOIN flerpart_flow.cases AS c USING (ref)
LEFT JOIN flerpart_flow.lines AS l USING (ref)
ORDER BY l.nr
"""
_SOME: Final = "SELECT line FROM flerpart_flow.lines WHERE ref = %s AND nr >= %s ORDER BY nr LIMIT %s"
# Who finds the case as it was read writes, and who doesn't writes nothing: no lock is held while a client thinks.
_ADDED: Final = """,
added AS (
    INSERT INTO flerpart_flow.lines (ref, nr, line, hash)
    SELECT moved.ref, new.nr, new.line, new.hash
    FROM moved, unnest(%(nrs)s::integer[], %(texts)s::text[], %(hashes)s::text[]) AS new (nr, line, hash)
)
SELECT ref FROM moved
"""
_MOVE: Final = f"""
WITH moved AS (
    UPDATE flerpart_flow.cases SET lines = %(lines)s, hash = %(hash)s, due = %(due)s
    WHERE ref = %(ref)s AND lines = %(lines_before)s AND hash = %(hash_before)s
    RETURNING ref
){_ADDED}"""
_OPEN: Final = f"""
WITH moved AS (
    INSERT INTO flerpart_flow.cases (ref, lines, hash, due) VALUES (%(ref)s, %(lines)s, %(hash)s, %(due)s)
    ON CONFLICT (ref) DO NOTHING
    RETURNING ref
){_ADDED}"""
_REFS: Final = "SELECT ref FROM flerpart_flow.cases WHERE ref > %s ORDER BY ref LIMIT %s"
_DUE: Final = """
SELECT due, ref FROM flerpart_flow.cases
WHERE due < %s AND (due, ref) > (%s, %s COLLATE "C") ORDER BY due, ref LIMIT %s
"""


class PostgresStore:
    """A store in a database, in a schema ``flerpart_flow``, which is made if there is none and ``create`` says so.

    ``address`` is libpq's: ``postgresql://user@host:5432/database``. A password is better kept where libpq looks for
    it, in ``~/.pgpass`` or ``PGPASSWORD``. Several threads may use one store, and take turns. An append has reached the
    server's disk when it returns. ``timeout`` is how many seconds to wait for another writer, and for a connection; one
    that was lost is made anew at the next call. A store isn't carried over a fork: open it in each process.

    Raises StoreError for a database that can't be reached, without psycopg (the extra ``postgres``), and for a store of
    a newer version, StoreDamaged for one whose tables aren't those that were made.
    """

    @discreet
    def __init__(self, address: str, *, create: bool = True, timeout: float = 5.0) -> None:
        self._address = read_address(address, timeout)
        self._lock: Final = RLock()
        self._process = os.getpid()
        self._timeout = timeout
        self._closed = False
        self._connection = self._connected(create=create)

    def __repr__(self) -> str:
        return f"PostgresStore({self._address.shown!r})"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connection."""
        with self._lock:
            self._closed = True
            self._connection.close()

    @discreet
    def read(self, ref: str) -> Stored:
        """As ``Store.read``."""
        rows = self._asked(_ROWS, {"ref": ref}) if _storable(ref) else []
        head = None if not rows or rows[0][0] is None else Head.of(*rows[0][:2])
        return checked(ref, (row[2:] for row in rows if row[2] is not None), head)

    @discreet
    def append(self, ref: str, entries: Entry | Iterable[Entry], expected_nr: int, due: datetime | None = None) -> int:
        """As ``Store.append``."""
        new = lines_of(ref, entries, expected_nr)
        at = None if due is None else moments.number(due, "due")
        for _ in range(_TRIES):
            head = self._head(ref)
            more = grown(ref, new, expected_nr, head, lambda nr, many: self._some(ref, nr, many))
            count = (0 if head is None else head.lines) + len(more)
            if count != expected_nr + len(more) or (head is None and not more) or self._moved(ref, head, more, at):
                return count
        raise WriteConflict("lager.last", path=self._address.shown)

    def _head(self, ref: str) -> Head | None:
        if not _storable(ref):
            return None
        [(lines, hashed, *last)] = self._asked(_HEAD, {"ref": ref})
        head = None if lines is None else Head.of(lines, hashed)
        return head_of(ref, head, None if last[0] is None else Link(*last))

    def _some(self, ref: str, nr: int, many: int) -> Sequence[str]:
        return [line for (line,) in self._asked(_SOME, (ref, nr, many))]

    def _moved(self, ref: str, head: Head | None, more: Sequence[Link], due: int | None) -> bool:
        """Write, unless somebody else has written since the head was read."""
        lines, hashed = (0, "") if head is None else (head.lines, head.hash)
        values = {
            "ref": ref,
            "lines": lines + len(more),
            "hash": more[-1].hash if more else hashed,
            "due": due,
            "lines_before": lines,
            "hash_before": hashed,
            "nrs": [link.nr for link in more],
            "texts": [link.line for link in more],
            "hashes": [link.hash for link in more],
        }
        return bool(self._asked(_OPEN if head is None else _MOVE, values))

    def refs(self) -> Iterator[str]:
        """As ``Store.refs``."""
        return pages.refs(partial(self._asked, _REFS))

    def due(self, before: datetime) -> Iterator[Due]:
        """As ``Store.due``."""
        return pages.due(moments.number(before, "before"), partial(self._asked, _DUE))

    def _asked(self, query: str, values: dict[str, Any] | tuple[Any, ...]) -> list[Any]:
        """What a statement gives."""
        with self._lock, told(self._address.shown):
            connection = self._own()
            return connection.execute(query, values).fetchall()

    def _own(self) -> psycopg.Connection[Any]:
        if os.getpid() != self._process:
            raise RuntimeError("a PostgreSQL store isn't carried over a fork: open it in each process")
        if self._closed:
            raise RuntimeError("the store is closed")
        if self._connection.closed:
            self._connection = self._connected(create=False)
        return self._connection

    def _connected(self, *, create: bool) -> psycopg.Connection[Any]:
        with told(self._address.shown):
            connection = connected(self._address, self._timeout)
            try:
                check(connection, self._address, create=create)
            except BaseException:
                connection.close()
                raise
        return connection


def _storable(ref: str) -> bool:
    """Whether a reference is text that a database can hold, as every case's is."""
    return "\0" not in ref and not any("\ud800" <= sign <= "\udfff" for sign in ref)
