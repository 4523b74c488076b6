"""Writers to a store that are killed at any moment, a server that is, and two processes that write to one case.

    python -m tests.store.killed ADDRESS KILLS APPENDS SEED

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
from typing import Any, Final

from flerpart_flow import StoreDamaged, WriteConflict
from flerpart_flow.store import Store, load_log, open_store, verify
from flerpart_flow.store.contract import header, line

ROOT: Final = Path(__file__).parents[2]
REF: Final = "tva-skriver"
LONG: Final = 300
"""So many lines at most in a case, so that each round costs the same."""


def kills(address: str, times: int, seed: int) -> list[str]:
    """Kill so many writers to one store, each at a moment of its own, and tell what was lost, doubled or broken."""
    draw, wrong = random.Random(seed), list[str]()
    ref, held = _opened(address, 0), 1
    for number in range(times):
        acknowledged = _killed(address, ref, held, draw.random() * 0.03)
        with open_store(address) as store:
            lines, fault = _held(store, ref)
        # The last one may have been written without anybody having been told.
        if fault or not held + acknowledged <= lines <= held + acknowledged + 1:
            wrong.append(f"kill {number}: {fault or lines} where {held} + {acknowledged} were acknowledged")
        held = lines
        if lines > LONG or fault:
            ref, held = _opened(address, number + 1), 1
    with open_store(address) as store:
        return [*wrong, *(str(one) for one in verify(store))]


def _opened(address: str, number: int) -> str:
    ref = f"arende-{number}"
    with open_store(address) as store:
        store.append(ref, header(ref), 0)
    return ref


def _held(store: Store, ref: str) -> tuple[int, str]:
    """How many lines a case has, and what is wrong with it."""
    try:
        lines = len(store.read(ref).lines)
        numbers = [event.nr for event in load_log(store, ref).events]
    except StoreDamaged as error:
        return 0, str(error)
    return lines, "" if numbers == list(range(1, lines)) else "numbers that do not follow each other"


def _killed(address: str, ref: str, next_nr: int, seconds: float) -> int:
    """A child that appends until it is killed, some moments after its first line; how many were acknowledged."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            with open_store(address) as store:
                for nr in range(next_nr, next_nr + 100_000):
                    store.append(ref, line(nr), nr)
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


def two_on_one_case(address: str, each: int) -> list[str]:
    """Two children append so many lines each to one case; what is lost, doubled or broken."""
    with open_store(address) as store:
        store.append(REF, header(REF), 0)
    children = []
    for number in range(2):
        child = os.fork()
        if child == 0:
            done = 1
            try:
                _append(address, number, each)
                done = 0
            finally:
                os._exit(done)
        children.append(child)
    ended = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    with open_store(address) as store:
        faults = [str(one) for one in verify(store)]
        events = load_log(store, REF).events
    wrong = [f"a writer ended with {code}" for code in ended if code] + faults
    for number in range(2):
        if (found := sum(event.by == _who(number) for event in events)) != each:
            wrong.append(f"writer {number} has {found} lines of {each}")
    return wrong


def _who(number: int) -> str:
    return ("kommun:ips", "kommun:bistand")[number]


def _append(address: str, number: int, each: int) -> None:
    with open_store(address) as store:
        nr, done = store.read(REF).next_nr, 0
        while done < each:
            try:
                nr = store.append(REF, line(nr, by=_who(number)), nr)
                done += 1
            except WriteConflict as conflict:  # the other was first, or holds the file: go on from where it is now
                nr = int(conflict.values.get("nr", nr))


def killed(address: str, times: int, each: int, seed: int) -> dict[str, Any]:
    """Kill so many writers to a new store, and let two append so many lines each, in a process of its own."""
    began = time.monotonic()
    command = [sys.executable, "-m", "tests.store.killed", address, str(times), str(each), str(seed)]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    ran = subprocess.run(command, capture_output=True, text=True, env=env, cwd=ROOT, check=False)
    said = json.loads(ran.stdout) if ran.returncode == 0 else {"broken": 1, "wrong": [ran.stderr[-2000:]]}
    return {"attack": "store", "seed": seed, **said, "seconds": round(time.monotonic() - began, 1)}


def main(arguments: list[str]) -> int:
    """Kill, let two append, and print what came of it."""
    address, (times, each, seed) = arguments[0], map(int, arguments[1:])
    wrong = [*two_on_one_case(address, each), *kills(address, times, seed)]
    print(json.dumps({"kills": times, "writes_at_once": 2 * each, "broken": len(wrong), "wrong": wrong[:10]}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
