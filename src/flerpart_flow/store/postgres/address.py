"""The address of a database: what libpq is told, and what may be said of it, which is never a password."""

from __future__ import annotations

from typing import Any, Final

import attrs

from flerpart_flow.engine.errors import StoreError
from flerpart_flow.store.postgres.driver import driver

SCHEMES: Final = ("postgresql://", "postgres://")

# A server that is gone is noticed in half a minute. What the address itself says goes before.
_NOTICED: Final = {"keepalives_idle": "10", "keepalives_interval": "5", "keepalives_count": "3"}


@attrs.frozen
class Address:
    """Where a database is. ``shown`` names host, port and database only."""

    shown: str
    told: dict[str, Any] = attrs.field(repr=False)


def read_address(address: str, timeout: float) -> Address:
    """What an address says, with what is waited for at most. Raises StoreError for one that libpq can't read."""
    psycopg = driver()
    from psycopg.conninfo import conninfo_to_dict

    given: dict[str, Any] | None = None
    if address.startswith(SCHEMES):
        try:
            given = conninfo_to_dict(address)
        except (psycopg.Error, UnicodeError):  # what they say repeats the address
            given = None
    if given is None:
        raise StoreError("lager.adress")
    place = f"{given.get('host', '')}:{given['port']}" if given.get("port") else given.get("host", "")
    waits = {"connect_timeout": str(max(2, round(timeout))), "application_name": "flerpart_flow"}
    return Address(f"postgresql://{place}/{given.get('dbname', '')}", {**_NOTICED, **waits, **given})
