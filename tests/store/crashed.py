"""A PostgreSQL server that is killed while somebody writes, who says each line again until it is acknowledged."""

from __future__ import annotations

import os
import random
import signal
import time
from threading import Thread
from typing import Any, Final

from flerpart_flow import StoreError
from flerpart_flow.store import PostgresStore, verify
from flerpart_flow.store.contract import header, line
from tests.store.cluster import Cluster

REF: Final = "arende-1"
_PAUSE: Final = 0.01


def crashes(cluster: Cluster, times: int, seed: int) -> dict[str, Any]:
    """Kill a process of the server so many times, upon which it drops everybody, and what was half done.

    Every other time it is the whole server, which then has to be started.
    """
    draw, wrong, done = random.Random(seed), list[str](), False
    address, written = cluster.new(), 0
    with PostgresStore(address) as store:
        store.append(REF, header(REF), 0)

    def write() -> None:
        nonlocal written
        store: PostgresStore | None = None
        nr = 1
        while not done:
            try:
                store = store or PostgresStore(address)
                nr = store.append(REF, line(nr), nr)
                written = nr
            except StoreError:  # away for now
                time.sleep(_PAUSE)
        if store is not None:
            store.close()

    writer = Thread(target=write)
    writer.start()
    for number in range(times):
        time.sleep(0.05 + draw.random() * 0.1)
        before = written
        _kill(cluster, whole=number % 2 == 1)
        until = time.monotonic() + 60
        while written <= before + 1 and time.monotonic() < until:
            time.sleep(_PAUSE)
        if written <= before + 1:
            wrong.append(f"crash {number}: nothing was written after it")
    done = True
    writer.join()
    with PostgresStore(address) as store:
        lines = store.read(REF).lines
        wrong += [str(one) for one in verify(store)]
    if lines != (header(REF), *(line(nr) for nr in range(1, written))):
        wrong.append(f"{len(lines)} lines where {written} were acknowledged")
    return {"crashes": times, "acknowledged": written, "broken": len(wrong), "wrong": wrong[:10]}


def _kill(cluster: Cluster, *, whole: bool) -> None:
    """SIGKILL to one process that serves somebody, or a crash of all of them."""
    if whole:
        cluster.stop(signal.SIGQUIT)
        cluster.start()
        return
    found = cluster.say("SELECT pid FROM pg_stat_activity WHERE application_name = 'flerpart_flow'")
    for (pid,) in found[:1]:
        os.kill(pid, signal.SIGKILL)
