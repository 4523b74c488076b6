"""Writers that are killed: children of this process, each ended with SIGKILL at a line of the writer's own code.

    python -m tests.journal.killed FOLDER TIMES SEED

Nothing else than the child is killed, and nothing outside the folder is written.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any, Final

from flerpart_flow.engine.errors import WriteConflict
from flerpart_flow.engine.files import whole
from flerpart_flow.engine.files.leftovers import leftovers

ROOT: Final = Path(__file__).parents[2]
OLD: Final = b"old\n" * 2000
NEW: Final = b"new\n" * 5000
_WRITER: Final = str(Path(whole.__file__).parent)
_ACKNOWLEDGED: Final = b"!"


def at_every_step(folder: Path, times: int, seed: int = 1) -> None:
    """Kill so many writers, in a process of their own: forks belong in a process without threads."""
    command = [sys.executable, "-m", "tests.journal.killed", str(folder), str(times), str(seed)]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    ran = subprocess.run(command, capture_output=True, text=True, env=env, cwd=ROOT)
    assert ran.returncode == 0, ran.stderr


def _parts(content: bytes) -> Iterator[bytes]:
    for at in range(0, len(content), 4000):
        yield content[at : at + 4000]


def steps_of_a_writer(folder: Path) -> int:
    """How many lines of its own code a writer runs."""
    path, count = folder / "counted", 0
    path.write_bytes(OLD)

    def counted(frame: FrameType, what: str, _: Any) -> Any:
        nonlocal count
        count += what == "line"
        return counted

    _trace(counted)
    whole.write_whole(path, _parts(NEW))
    sys.settrace(None)
    path.unlink()
    return count


def _trace(each: Any) -> None:
    sys.settrace(lambda frame, what, of: each if frame.f_code.co_filename.startswith(_WRITER) else None)


def killed_writer(path: Path, step: int) -> bool:
    """A child that writes a file and kills itself before a step; whether it had been told that all was written."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        left = step

        def counted(frame: FrameType, what: str, _: Any) -> Any:
            nonlocal left
            left -= what == "line"
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return counted

        try:
            _trace(counted)
            whole.write_whole(path, _parts(NEW))
            sys.settrace(None)
            os.write(writing, _ACKNOWLEDGED)
        finally:
            os._exit(0)
    os.close(writing)
    acknowledged = os.read(reading, 1) == _ACKNOWLEDGED
    os.close(reading)
    os.waitpid(child, 0)
    return acknowledged


def check_kill(folder: Path, step: int, had: bytes | None) -> str | None:
    """Kill one writer, and say what is wrong afterwards."""
    path = folder / "log"
    path.unlink(missing_ok=True)
    if had is not None:
        path.write_bytes(had)
        path.chmod(0o640)
    acknowledged = killed_writer(path, step)
    now = path.read_bytes() if path.exists() else None
    if now not in ({NEW} if acknowledged else {had, NEW}):
        return f"step {step}: neither what was there nor what is new, or an acknowledged file that is gone"
    if had is not None and path.stat().st_mode & 0o777 != 0o640:
        return f"step {step}: another mode"
    left = {one for one in folder.iterdir() if one != path}
    if left != {one.path for one in leftovers((folder,)).found} or len(left) > 1:
        return f"step {step}: something is left that nobody names"
    whole.write_whole(path, (b"next",))
    if [*folder.iterdir()] != [path] or path.read_bytes() != b"next":
        return f"step {step}: the next writer doesn't clear what is left"
    return None


def two_at_once(folder: Path, times: int) -> str | None:
    """Two children that add to a count in a file, each as often as it can: each that succeeds has to be counted."""
    path = folder / "count"
    path.write_bytes(b"")
    done = []
    for _ in range(2):
        reading, writing = os.pipe()
        if os.fork() == 0:
            try:
                for _ in range(times):
                    try:
                        whole.write_over(path, lambda there: (b"" if there is None else there.read(), b"x"))
                        os.write(writing, b"x")
                    except WriteConflict:
                        continue
            finally:
                os._exit(0)
        os.close(writing)
        done.append(reading)
    told = 0
    for reading in done:
        while some := os.read(reading, 4096):
            told += len(some)
        os.close(reading)
        os.wait()
    written = path.read_bytes()
    path.unlink()
    left = [one.name for one in folder.iterdir() if one.name != "log"]
    if written != b"x" * told or left:
        return f"two writers: {len(written)} of {told} acknowledged are there; left: {left}"
    return None


def kills(folder: Path, times: int, seed: int) -> Iterator[str | None]:
    """Kill writers at steps spread over the whole of a writer's way; what is wrong with each, or None."""
    chosen = random.Random(seed)
    last = steps_of_a_writer(folder)
    for number in range(times):
        step = round((number + chosen.random()) * (last + 2) / times)
        yield check_kill(folder, step, chosen.choice((OLD, OLD, b"", None)))


def main(arguments: list[str]) -> int:
    """Kill, let two write at once, and print what is wrong."""
    folder, times, seed = Path(arguments[0]), int(arguments[1]), int(arguments[2])
    wrong = [one for one in (*kills(folder, times, seed), two_at_once(folder, max(20, times // 2))) if one is not None]
    print("\n".join(wrong[:10]), file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
