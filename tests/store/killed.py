"""Writers to a store in a file that are killed at any moment, and two processes that write to one case.

    python -m tests.store.killed FOLDER KILLS APPENDS SEED

In a process of its own, since children are forked; only these are killed. Prints one JSON object: how many, and what
is wrong.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from flerpart_flow import WriteConflict
from flerpart_flow.store import SqliteStore, load_log, verify
from flerpart_flow.store.contract import header, line

ROOT: Final = Path(__file__).parents[2]
REF: Final = "arende-1"
FIRST_ACKNOWLEDGED: Final = 5.0
"""Seconds that a child gets at most to have its first line acknowledged."""


def kills(path: Path, times: int, seed: int) -> list[str]:
    """Kill so many writers to one store, each at a moment of its own, and tell what was lost, doubled or broken."""
    draw, wrong = random.Random(seed), list[str]()
    with SqliteStore(path) as store:
        store.append(REF, header(REF), 0)
    held = 1
    for number in range(times):
        acknowledged = _killed(path, held, draw.random() * 0.03)
        with SqliteStore(path) as store:
            lines = len(store.read(REF).lines)
            faults = [str(one) for one in verify(store)]
            numbers = [event.nr for event in load_log(store, REF).events]
        # The last one may have been written without anybody having been told.
        if not held + acknowledged <= lines <= held + acknowledged + 1:
            wrong.append(f"kill {number}: {lines} lines where {held} + {acknowledged} were acknowledged")
        if faults or numbers != list(range(1, lines)):
            wrong.append(f"kill {number}: {faults[:1] or 'numbers that do not follow each other'}")
        held = lines
        if lines > 300:  # begin anew, so that each round costs the same
            path.unlink()
            with SqliteStore(path) as store:
                store.append(REF, header(REF), 0)
            held = 1
    return wrong


def _killed(path: Path, next_nr: int, seconds: float) -> int:
    """A child that appends until it is killed, some moments after its first line; how many were acknowledged."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            with SqliteStore(path) as store:
                for nr in range(next_nr, next_nr + 100_000):
                    store.append(REF, line(nr), nr)
                    os.write(writing, b"!")
        finally:
            os._exit(1)
    os.close(writing)
    told = os.read(reading, 1)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    while some := os.read(reading, 4096):
        told += some
    os.close(reading)
    os.waitpid(child, 0)
    return len(told)


def two_on_one_case(path: Path, each: int) -> list[str]:
    """Two children append so many lines each to one case; what is lost, doubled or broken."""
    with SqliteStore(path) as store:
        store.append(REF, header(REF), 0)
    children = []
    for number in range(2):
        child = os.fork()
        if child == 0:
            done = 1
            try:
                _append(path, number, each)
                done = 0
            finally:
                os._exit(done)
        children.append(child)
    ended = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    with SqliteStore(path) as store:
        faults = [str(one) for one in verify(store)]
        events = load_log(store, REF).events
    wrong = [f"a writer ended with {code}" for code in ended if code] + faults
    for number in range(2):
        if (found := sum(event.by == _who(number) for event in events)) != each:
            wrong.append(f"writer {number} has {found} lines of {each}")
    return wrong


def _who(number: int) -> str:
    return ("kommun:ips", "kommun:bistand")[number]


def _append(path: Path, number: int, each: int) -> None:
    with SqliteStore(path) as store:
        nr, done = store.read(REF).next_nr, 0
        while done < each:
            try:
                nr = store.append(REF, line(nr, by=_who(number)), nr)
                done += 1
            except WriteConflict as conflict:  # the other was first, or holds the file: go on from where it is now
                nr = int(conflict.values.get("nr", nr))


def killed(times: int, each: int, seed: int) -> dict[str, Any]:
    """Kill so many writers, and let two append so many lines each, in a process of its own."""
    began = time.monotonic()
    with TemporaryDirectory(prefix="flerpart-flow-soak-") as folder:
        command = [sys.executable, "-m", "tests.store.killed", folder, str(times), str(each), str(seed)]
        env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
        ran = subprocess.run(command, capture_output=True, text=True, env=env, cwd=ROOT, check=False)
    said = json.loads(ran.stdout) if ran.returncode == 0 else {"broken": 1, "wrong": [ran.stderr[-2000:]]}
    return {"attack": "store", "seed": seed, **said, "seconds": round(time.monotonic() - began, 1)}


def main(arguments: list[str]) -> int:
    """Kill, let two append, and print what came of it."""
    folder, (times, each, seed) = Path(arguments[0]), map(int, arguments[1:])
    wrong = [*kills(folder / "killed.db", times, seed), *two_on_one_case(folder / "two.db", each)]
    print(json.dumps({"kills": times, "writes_at_once": 2 * each, "broken": len(wrong), "wrong": wrong[:10]}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
