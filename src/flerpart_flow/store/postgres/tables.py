"""The tables of a store, in a schema of their own, so that they stand beside whatever else a database has."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from flerpart_flow.engine.errors import StoreDamaged, StoreError
from flerpart_flow.store.postgres.address import Address
from flerpart_flow.store.postgres.driver import driver

if TYPE_CHECKING:
    import psycopg

VERSION: Final = 1
"""The version of the tables. A store of an older one is read by every later release."""

_MAKING: Final = 0x666C6F77
"""The lock, by number, that who makes the tables holds."""

# References are in the order of their characters, whatever language the database sorts by.
_TABLES: Final = f"""
CREATE SCHEMA flerpart_flow;
CREATE TABLE flerpart_flow.store (version integer NOT NULL);
INSERT INTO flerpart_flow.store VALUES ({VERSION});
CREATE TABLE flerpart_flow.cases (
    ref text COLLATE "C" PRIMARY KEY,
    lines integer NOT NULL,
    hash text NOT NULL,
    due bigint
);
CREATE INDEX cases_due ON flerpart_flow.cases (due, ref) WHERE due IS NOT NULL;
CREATE TABLE flerpart_flow.lines (
    ref text COLLATE "C" NOT NULL,
    nr integer NOT NULL,
    line text NOT NULL,
    hash text NOT NULL,
    PRIMARY KEY (ref, nr)
);
"""

# Asked of the catalogue itself: what PostgreSQL keeps of it may be older than another's commit.
_THERE: Final = """
SELECT count(*) > 0, count(c.oid) > 0
FROM pg_namespace AS n LEFT JOIN pg_class AS c ON c.relnamespace = n.oid AND c.relname = 'store'
WHERE n.nspname = 'flerpart_flow'
"""
_VERSION: Final = "SELECT version FROM flerpart_flow.store"


def connected(address: Address, timeout: float) -> psycopg.Connection[Any]:
    """A connection to a database, each statement of which is a transaction. Raises StoreError."""
    libpq = driver()
    connection: psycopg.Connection[Any] | None = None
    with suppress(libpq.Error, UnicodeError):  # what they say may hold the password
        connection = libpq.Connection.connect(**address.told, autocommit=True)
    if connection is None:
        raise StoreError("lager.nas_inte", path=address.shown)
    try:
        _settle(connection, address, timeout)
    except BaseException:
        connection.close()
        raise
    return connection


def _settle(connection: psycopg.Connection[Any], address: Address, timeout: float) -> None:
    """How long is waited for another, and for the server; and what is acknowledged has reached its disk."""
    info = connection.info
    if info.parameter_status("server_encoding") != "UTF8":
        raise StoreError("lager.teckenkod", path=address.shown)
    connection.execute("SET client_encoding = 'UTF8'")
    if connection.execute("SHOW synchronous_commit").fetchone() == ("off",):
        connection.execute("SET synchronous_commit = on")
    waited = f"{max(1, round(timeout * 1000))}ms"
    connection.execute("SELECT set_config('lock_timeout', %s, false)", (waited,))


def check(connection: psycopg.Connection[Any], address: Address, *, create: bool) -> None:
    """That there is a store that this release knows; it is made, whole or not at all, if ``create`` says so.

    Raises StoreError for none, for one of a newer version, and for a schema of that name that is somebody else's.
    """
    schema, marked = _there(connection)
    if not schema and create:
        with connection.transaction():
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (_MAKING,))
            if not _there(connection)[0]:  # another may have made it while this one waited
                connection.execute(_TABLES)
        schema, marked = _there(connection)
    if not schema:
        raise StoreError("lager.inget_schema", path=address.shown)
    if not marked:
        raise StoreError("lager.annat_schema", path=address.shown)
    rows = connection.execute(_VERSION).fetchall()
    [version] = rows[0] if len(rows) == 1 else (None,)
    if type(version) is not int or version < 1:
        raise StoreDamaged("lager.tabeller", path=address.shown, reason="flerpart_flow.store")
    if version > VERSION:
        raise StoreError("lager.nyare", path=address.shown, found=version, known=VERSION)


def _there(connection: psycopg.Connection[Any]) -> tuple[bool, bool]:
    """Whether there is a schema of our name, and whether it is a store's."""
    row = connection.execute(_THERE).fetchone()
    return (False, False) if row is None else (bool(row[0]), bool(row[1]))
