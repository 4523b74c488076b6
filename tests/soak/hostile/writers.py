"""Writers that are killed, two at once on one file, and two who go on with one log: nothing acknowledged is lost.

    python -m tests.soak.hostile.writers FOLDER KILLS SEED

In a process of its own, since children are forked. Prints one JSON object: how many, and what is wrong.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from flerpart_flow import ROUTINES, WriteConflict, load, open_case, write_log_file
from flerpart_flow.routines.flerpartsmote import IdentifieraBehov, Kontaktforsok
from tests.journal.killed import ROOT, kills, two_at_once

START: Final = datetime(2026, 3, 2, 9, tzinfo=UTC)
US: Final = "kommun:ips"
LEAST: Final = 20


def two_who_go_on(folder: Path, times: int) -> tuple[Counter[str], list[str]]:
    """Two children read one log, add a line each of their own, and write it: as often as both can."""
    path = folder / "case.jsonl"
    case = open_case(ROUTINES["flerpartsmote"], "soak-1").apply(IdentifieraBehov(occurred_at=START, by=US))
    write_log_file(path, case)
    reading, writing = os.pipe()
    children = []
    for number in range(2):
        child = os.fork()
        if child == 0:
            os.close(reading)
            try:
                _go_on(path, number, times, writing)
            finally:
                os._exit(0)
        children.append(child)
    os.close(writing)
    told = b""
    while some := os.read(reading, 4096):
        told += some
    os.close(reading)
    for child in children:
        os.waitpid(child, 0)
    lines = [line.occurred_at.microsecond % 2 for line in load(path).events[1:]]
    wrong = [
        f"two who go on with a log: {lines.count(number)} lines of {told.count(done)} acknowledged"
        for number, done in enumerate((b"0", b"1"))
        if lines.count(number) != told.count(done)
    ]
    if told.count(b"?"):
        wrong.append("two who go on with a log: another error than the one documented")
    if len(list(folder.iterdir())) != 1:
        wrong.append("two who go on with a log: something is left")
    return Counter(logs_written=told.count(b"0") + told.count(b"1"), logs_refused=told.count(b"-")), wrong


def _go_on(path: Path, number: int, times: int, told: int) -> None:
    """Each line says by its microsecond whose it is."""
    for _ in range(times):
        try:
            case = load(path).case()
            at = START + timedelta(seconds=len(case.lines), microseconds=number)
            case, _decision = case.record(Kontaktforsok(occurred_at=at, by=US, till="individ"), at)
            write_log_file(path, case)
            os.write(told, str(number).encode())
        except WriteConflict:
            os.write(told, b"-")
        except Exception:  # whatever it is, it isn't documented
            os.write(told, b"?")


def killed(times: int, seed: int) -> dict[str, Any]:
    """Kill so many writers, and let twice as many write at once, in a process of its own."""
    began = time.monotonic()
    with TemporaryDirectory(prefix="flerpart-flow-soak-") as folder:
        command = [sys.executable, "-m", "tests.soak.hostile.writers", folder, str(times), str(seed)]
        env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
        ran = subprocess.run(command, capture_output=True, text=True, env=env, cwd=ROOT, check=False)
    said = json.loads(ran.stdout) if ran.returncode == 0 else {"broken": 1, "wrong": [ran.stderr[-2000:]]}
    return {"attack": "kills", "seed": seed, **said, "seconds": round(time.monotonic() - began, 1)}


def main(arguments: list[str]) -> int:
    """Kill, let two write at once, let two go on with a log, and print what came of it."""
    folder, times, seed = Path(arguments[0]), int(arguments[1]), int(arguments[2])
    wrong = [one for one in kills(folder, times, seed) if one is not None]
    (folder / "log").unlink(missing_ok=True)
    at_once = max(LEAST, times)
    both = two_at_once(folder, at_once)
    case = folder / "case"
    case.mkdir()
    counted, lost = two_who_go_on(case, max(LEAST, times // 4))
    wrong += [*([both] if both else []), *lost]
    said = {"kills": times, "writes_at_once": 2 * at_once, **counted}
    print(json.dumps({**said, "broken": len(wrong), "wrong": wrong[:10]}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
