"""What PostgreSQL says went wrong, as the library's own errors.

What a server says in words may quote a row, and libpq an address with its password: only its five-letter state goes on.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from flerpart_flow.engine.errors import FlowError, StoreDamaged, StoreError, WriteConflict
from flerpart_flow.store.postgres.driver import driver

if TYPE_CHECKING:
    import psycopg

_LOCKED: Final = {"55P03", "40P01", "40001"}
_SLOW: Final = {"57014"}
_FULL: Final = {"53100"}
_NOT_ALLOWED: Final = {"42501", "25006"}
_OTHER_TABLES: Final = {"42P01", "42703", "3F000", "42883", "42804", "42P10"}
_NOT_NOW: Final = {"57P03", "53300"}
_DAMAGED: Final = "XX"
_GONE: Final = ("08", "57P")


@contextmanager
def told(path: str) -> Iterator[None]:
    """Raise what psycopg raises as an error of the library's. Misuse, such as of a closed store, stays Python's own."""
    try:
        yield
    except driver().Error as error:
        fault = _fault(error, path)
    else:
        return
    raise fault


def _fault(error: psycopg.Error, path: str) -> FlowError:
    state = error.sqlstate
    if state is None:
        return StoreError("lager.tappat", path=path)
    if state in _LOCKED:
        return WriteConflict("lager.last", path=path)
    if state in _SLOW:
        return StoreError("lager.drojer", path=path)
    if state in _FULL:
        return StoreError("lager.fullt", path=path)
    if state in _NOT_ALLOWED:
        return StoreError("lager.far_inte", path=path)
    if state in _NOT_NOW:
        return StoreError("lager.nas_inte", path=path)
    if state in _OTHER_TABLES or state.startswith(_DAMAGED):
        return StoreDamaged("lager.tabeller", path=path, reason=state)
    if state.startswith(_GONE):
        return StoreError("lager.tappat", path=path)
    return StoreError("lager.annat", path=path, reason=state)
