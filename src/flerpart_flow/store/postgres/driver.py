"""psycopg, which is loaded when the first database is opened: nobody else needs it."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from flerpart_flow.engine.errors import StoreError


def driver() -> ModuleType:
    """psycopg. Raises StoreError where it, or the libpq that it builds on, isn't installed."""
    try:
        return import_module("psycopg")
    except ImportError:
        pass
    raise StoreError("lager.psycopg")
