"""Asking a program: one process, a line for each question, a line for each answer."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from threading import Timer
from typing import Any, Final

from flerpart_flow.engine.errors import FlowError
from flerpart_flow.proof.conform.questions import Question

PATIENCE: Final = 30.0
"""So many seconds an answer may take."""
MOST: Final = 10_000_000
"""So many bytes an answer may have."""


class NoAnswer(FlowError):
    """The program ended, kept silent, or wrote something that is no answer to the question it was asked."""


def asked(
    command: Sequence[str], several: Iterable[Question], patience: float = PATIENCE
) -> Iterator[tuple[Question, dict[str, Any]]]:
    """Each question with the program's answer, as they come. Raises NoAnswer, and OSError if it can't be started.

    What the program writes on stderr goes where ours goes. It is asked one question at a time, and ended at the end.
    """
    program = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        for question in several:
            yield question, _one(program, question, patience)
    finally:
        program.kill()
        for stream in (program.stdin, program.stdout):
            with suppress(OSError):  # a pipe that the program has closed already
                if stream is not None:
                    stream.close()
        program.wait()


def _one(program: subprocess.Popen[bytes], question: Question, patience: float) -> dict[str, Any]:
    assert program.stdin is not None
    assert program.stdout is not None
    late = False

    def stop() -> None:
        nonlocal late
        late = True
        program.kill()

    timer = Timer(patience, stop)
    timer.start()
    try:
        program.stdin.write(json.dumps(question.sent, ensure_ascii=False).encode() + b"\n")
        program.stdin.flush()
        line = program.stdout.readline(MOST)
    except OSError:
        line = b""
    finally:
        timer.cancel()
    if not line:
        raise NoAnswer(f"konform.{'sen' if late else 'slut'}", question=question.id, seconds=round(patience))
    return _read(line, question)


def _read(line: bytes, question: Question) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise NoAnswer("konform.json", question=question.id)
    if found.get("id") != question.id:
        raise NoAnswer("konform.annan", question=question.id)
    return found
