"""Work done in forks of this process, some at a time, each telling one value when it is done."""

from __future__ import annotations

import os
import pickle
import selectors
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, TypeVar

import attrs

K = TypeVar("K")

CPU_SECONDS: Final = 300
"""How long a fork may compute: what a fault keeps going for ever is stopped, and has been noticed."""


@attrs.frozen
class Told:
    """What a fork told, or why it didn't: the error, or that it was stopped."""

    value: Any = None
    error: str | None = None
    stopped: bool = False


def each(work: Iterable[tuple[K, Callable[[], Any]]], jobs: int) -> Iterator[tuple[K, Told]]:
    """Do each piece of work in a fork, ``jobs`` at a time; the answers come as they are done."""
    waiting = iter(work)
    with selectors.DefaultSelector() as selector:
        running = 0
        exhausted = False
        while True:
            while running < jobs and not exhausted:
                piece = next(waiting, None)
                if piece is None:
                    exhausted = True
                    break
                pid, end = _fork(piece[1])
                selector.register(end, selectors.EVENT_READ, (pid, piece[0], bytearray()))
                running += 1
            if not running:
                return
            for key, _ in selector.select():
                pid, name, held = key.data
                part = os.read(key.fd, 1 << 16)
                if part:
                    held.extend(part)
                    continue
                selector.unregister(key.fd)
                os.close(key.fd)
                running -= 1
                _, status = os.waitpid(pid, 0)
                yield name, _told(bytes(held), status)


def _fork(work: Callable[[], Any]) -> tuple[int, int]:
    read, write = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid:
        os.close(write)
        return pid, read
    code = 1
    try:
        os.close(read)
        signal.signal(signal.SIGVTALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_VIRTUAL, CPU_SECONDS)
        try:
            told = Told(work())
        except BaseException as error:  # whatever it is, it is told to the parent, and this process ends here
            told = Told(error=f"{type(error).__name__}: {error}")
        with os.fdopen(write, "wb") as end:
            end.write(pickle.dumps(told))
        code = 0
    finally:
        os._exit(code)  # nothing of the parent's, pytest's least of all, may be tidied up twice


def _told(held: bytes, status: int) -> Told:
    if os.WIFSIGNALED(status):
        return Told(stopped=True)
    if not held:
        return Told(error="it ended without a word")
    told: Told = pickle.loads(held)  # from our own fork, through a pipe that nobody else has
    return told
