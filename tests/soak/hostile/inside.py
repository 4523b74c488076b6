"""What a process does to files outside a folder, as the interpreter itself tells it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

_CHANGING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_ONE: Final = {
    "os.remove",
    "os.rmdir",
    "os.mkdir",
    "os.truncate",
    "os.chmod",
    "os.chown",
    "os.setxattr",
    "shutil.rmtree",
}
_TWO: Final = {"os.rename", "os.link", "os.symlink", "shutil.move", "shutil.copyfile"}
_NEVER: Final = {
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "socket.connect",
    "socket.bind",
}
_ALLOWED: Final = (os.devnull,)
_DRAWS: Final = "dot"
"""The one program that may be started: Graphviz' own, which gives a picture its places."""


class _Watched:
    """The folder that is watched, and what was done outside it; an audit hook stays for as long as the process does."""

    folder: str | None = None
    hooked: bool = False
    outside: list[str]


@contextmanager
def watched(folder: Path) -> Iterator[list[str]]:
    """The changes outside a folder, told while the block runs; a program that is started or called is one,
    but the one that draws."""
    if not _Watched.hooked:
        sys.addaudithook(_hear)
        _Watched.hooked = True
    _Watched.folder, _Watched.outside = os.path.realpath(folder), []
    try:
        yield _Watched.outside
    finally:
        _Watched.folder = None


def _hear(event: str, of: tuple[Any, ...]) -> None:
    if _Watched.folder is None:
        return
    if event == "subprocess.Popen" and Path(os.fsdecode(of[0] or of[1][0])).name == _DRAWS:
        return
    if event in _NEVER:
        _Watched.outside.append(event)
    elif (event == "open" and isinstance(of[2], int) and of[2] & _CHANGING) or event in _ONE:
        _note(event, of[0])
    elif event in _TWO:
        _note(event, of[1])


def _note(event: str, path: Any) -> None:
    if isinstance(path, int):
        return  # open already, and told of then
    written = os.fsdecode(path)
    # Python keeps what it has compiled beside the modules that are imported on the way.
    if written in _ALLOWED or "__pycache__" in written:
        return
    real = Path(written).parent.resolve() / Path(written).name  # the link, not where it leads
    if Path(_Watched.folder or "") not in real.parents:
        _Watched.outside.append(f"{event} {real}")
