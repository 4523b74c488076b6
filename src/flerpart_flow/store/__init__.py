"""Where cases are kept when many work on them: in memory, in an SQLite file, or in PostgreSQL.

A store holds the lines of cases and knows nothing of what they mean. It refuses a line that somebody else's line came
before, takes the same line twice as once, and chains each line to the one before, so that ``verify`` sees what was
changed behind its back. ``flerpart_flow.store.contract`` has the tests that a store of one's own has to pass.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flerpart_flow.store.cases import cases_of as cases_of
    from flerpart_flow.store.cases import line_saying as line_saying
    from flerpart_flow.store.cases import load_log as load_log
    from flerpart_flow.store.cases import record as record
    from flerpart_flow.store.memory import MemoryStore as MemoryStore
    from flerpart_flow.store.opening import open_store as open_store
    from flerpart_flow.store.port import Checkpoint as Checkpoint
    from flerpart_flow.store.port import Due as Due
    from flerpart_flow.store.port import Entry as Entry
    from flerpart_flow.store.port import Store as Store
    from flerpart_flow.store.port import Stored as Stored
    from flerpart_flow.store.postgres.store import PostgresStore as PostgresStore
    from flerpart_flow.store.sqlite.store import SqliteStore as SqliteStore
    from flerpart_flow.store.verifying import checkpoints as checkpoints
    from flerpart_flow.store.verifying import verify as verify
else:
    from flerpart_flow.lazy import on_demand

    __getattr__, __dir__ = on_demand(__name__)
