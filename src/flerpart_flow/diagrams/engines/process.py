"""Running a program with a time limit, after which it is ended with everything that it started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from typing import Final

import attrs

from flerpart_flow.diagrams.engines.environment import for_an_engine
from flerpart_flow.texts.system import system_reason

_TIME_TO_DIE: Final = 2.0


@attrs.frozen
class Finished:
    """A program that ended by itself, or by a signal (``code`` is then the signal, negative)."""

    code: int
    out: bytes
    err: bytes


@attrs.frozen
class Unfinished:
    """A program that never started, for a ``reason``, or that was ended because its time was up (None)."""

    reason: str | None


def run_process(command: Sequence[str], given: bytes, timeout: float) -> Finished | Unfinished:
    """Run a program without a shell; ``given`` is its stdin, ``timeout`` is in seconds.

    It sees only what an engine needs of the environment.
    """
    try:
        # A session of its own, so that the program and its children can be ended together.
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=for_an_engine(),
            start_new_session=True,
        )
    except OSError as error:
        return Unfinished(system_reason(error))
    with process:
        try:
            out, err = process.communicate(given, timeout)
        except subprocess.TimeoutExpired:
            _end(process)
            return Unfinished(None)
        except BaseException:
            # Ctrl-C doesn't reach another session, so that the program would live on.
            _end(process)
            raise
    return Finished(process.returncode, out, err)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program and its children."""
    if sys.platform == "win32":
        ending = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(ending, env=for_an_engine(), capture_output=True, check=False)
    else:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            # They ended a moment before; macOS has the second error for it.
            return
    process.wait(_TIME_TO_DIE)
