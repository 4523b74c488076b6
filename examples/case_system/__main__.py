"""Serve the cases of a store on this machine alone, until Ctrl-C."""

from __future__ import annotations

import sys

import uvicorn

from flerpart_flow.store import SqliteStore

from .app import app_on


def main(path: str = "cases.db", port: int = 8000) -> None:
    """Serve the store, which is made if there is none. No access log: an address names a case."""
    with SqliteStore(path) as store:
        uvicorn.run(app_on(store), host="127.0.0.1", port=port, access_log=False)


if __name__ == "__main__":
    given = sys.argv[1:]
    main(given[0] if given else "cases.db", int(given[1]) if len(given) > 1 else 8000)
