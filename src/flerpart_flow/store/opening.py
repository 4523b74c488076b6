"""A store by its address, as a command line or a setting names it."""

from __future__ import annotations

from typing import Final

from flerpart_flow.engine.errors import StoreError, discreet
from flerpart_flow.store.postgres.address import SCHEMES
from flerpart_flow.store.postgres.store import PostgresStore
from flerpart_flow.store.sqlite.store import SqliteStore

SQLITE: Final = "sqlite:///"


@discreet
def open_store(address: str, *, create: bool = True) -> SqliteStore | PostgresStore:
    """The store at an address: ``sqlite:///cases.db`` in the folder one is in, ``sqlite:////srv/cases.db`` anywhere,
    ``postgresql://user@host/database`` in a database.

    Raises StoreError for an address that is no store's, and as the store that it names.
    """
    if address.startswith(SCHEMES):
        return PostgresStore(address, create=create)
    path = address.removeprefix(SQLITE)
    if path in {"", address}:
        raise StoreError("lager.adress")
    if "?" in path or "#" in path:
        raise StoreError("lager.adress_tillval")
    return SqliteStore(path, create=create)
