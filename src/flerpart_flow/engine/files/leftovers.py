"""Temporary files that a crash has left behind, and those of writers at work."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import attrs

from flerpart_flow.engine.files.claim import SUFFIX, locked

MOST_LOOKED_AT: Final = 200_000


@attrs.frozen
class Leftover:
    """A temporary file. ``at_work`` tells that somebody is writing it now, None that it can't be known."""

    path: Path
    at_work: bool | None


@attrs.frozen
class Looked:
    """What was found in some folders; not ``whole`` if there was more than anybody wants to wait for."""

    found: tuple[Leftover, ...]
    whole: bool


def leftovers(folders: tuple[Path, ...], most: int = MOST_LOOKED_AT) -> Looked:
    """The temporary files in folders and those below them, by path; links are not followed, nothing is removed."""
    found: list[Leftover] = []
    for number, path in enumerate(_names(folders)):
        if number >= most:
            return Looked(tuple(found), False)
        if path.name.startswith(".") and path.name.endswith(SUFFIX):
            found.extend(_looked_at(path))
    return Looked(tuple(sorted(found, key=lambda one: one.path)), True)


def _names(folders: tuple[Path, ...]) -> Iterator[Path]:
    for folder in folders:
        for at, _, names in os.walk(folder):
            yield Path(at)
            yield from (Path(at, name) for name in names)


def _looked_at(path: Path) -> Iterator[Leftover]:
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        return
    except OSError:
        yield Leftover(path, None)
        return
    try:
        free = locked(handle)
    finally:
        os.close(handle)
    yield Leftover(path, None if free is None else not free)
