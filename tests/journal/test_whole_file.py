"""The one writer of whole files: for logs, answers and pictures."""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from flerpart_flow.diagrams.drawing import write_picture
from flerpart_flow.engine.files.whole import EVERYBODY_READS, write_whole


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def _breaks() -> Iterator[bytes]:
    yield b"half"
    raise RuntimeError("no more")


def test_a_new_file_gets_its_mode_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        write_whole(tmp_path / "own", (b"a", b"b"))
        write_whole(tmp_path / "open", (b"a",), EVERYBODY_READS)
    finally:
        os.umask(before)
    assert (_mode(tmp_path / "own"), _mode(tmp_path / "open")) == (0o600, 0o644)
    assert (tmp_path / "own").read_bytes() == b"ab"


def test_a_file_that_was_there_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "picture.svg"
    path.write_bytes(b"before")
    path.chmod(0o640)
    write_picture(path, b"after")
    assert (path.read_bytes(), _mode(path)) == (b"after", 0o640)


def test_what_breaks_on_the_way_leaves_no_trace(tmp_path: Path) -> None:
    path = tmp_path / "log"
    path.write_bytes(b"before")
    for target in (path, tmp_path / "new"):
        with pytest.raises(RuntimeError):
            write_whole(target, _breaks())
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_pipe_is_written_into_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write_picture(pipe, b"<svg/>")
    reader.join(10)
    assert read == [b"<svg/>"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_name_as_long_as_names_may_be(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 255)
    write_whole(path, (b"x",))
    assert path.read_bytes() == b"x"
