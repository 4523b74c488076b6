"""What a file is stays what it is: owner, group, mode, lines that others wrote, pipes and devices, an earlier crash."""

from __future__ import annotations

import fcntl
import os
import stat
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flerpart_flow import FileError, Log, WriteConflict, write_log_file
from flerpart_flow.engine.files.claim import temporary_of
from flerpart_flow.engine.files.kept import ACCESS_LIST
from flerpart_flow.engine.files.leftovers import leftovers
from flerpart_flow.engine.files.place import seen
from flerpart_flow.engine.files.whole import write_whole
from flerpart_flow.engine.record.header import Header
from tests.cli.running import run
from tests.journal.killed import at_every_step
from tests.journal.toy import TOY, A

ROOT = os.geteuid() == 0
START = datetime(2026, 3, 1, 8, tzinfo=UTC)
RULES = TOY.rules()
only_root = pytest.mark.skipif(not ROOT, reason="only root can give a file to another user, or make a device")

OWNER, OTHERS_GROUP, OWN_GROUP = 12_001, 12_002, 12_003
"""Numbers that no user or group of the machine needs to have."""


def _as_user(groups: tuple[int, ...], folder: Path, path: Path) -> bool:
    """Whether a process of another user and group could write a file; it is a child of this one."""
    folder.chmod(0o777)
    child = os.fork()
    if child == 0:
        code = 3
        with suppress(BaseException):
            os.setgroups(groups)
            os.setgid(OWN_GROUP)
            os.setuid(OWNER)
            code = 2
            try:
                write_whole(path, (b"new",))
                code = 0
            except FileError:
                code = 1
        os._exit(code)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in {0, 1}
    return code == 0


@pytest.fixture
def reachable() -> Iterator[Path]:
    """A folder that other users reach, too."""
    import shutil
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="flerpart-flow-test-"))
    yield folder
    shutil.rmtree(folder)


@only_root
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")  # the child only writes a file, and ends
@pytest.mark.parametrize(
    ("owner", "group", "mode", "groups", "written"),
    [
        (OWNER, OTHERS_GROUP, 0o640, (OTHERS_GROUP,), True),
        (OWNER, OTHERS_GROUP, 0o640, (), False),
        (OWNER, OWN_GROUP, 0o604, (), True),
        (OWNER + 7, OWN_GROUP, 0o660, (), False),
    ],
)
def test_owner_group_and_mode_are_kept_or_the_file_is_not_written(
    reachable: Path, owner: int, group: int, mode: int, groups: tuple[int, ...], written: bool
) -> None:
    path = reachable / "c.jsonl"
    path.write_bytes(b"old")
    os.chown(path, owner, group)
    path.chmod(mode)
    assert _as_user(groups, reachable, path) is written
    now = path.stat()
    assert (now.st_uid, now.st_gid, stat.S_IMODE(now.st_mode)) == (owner, group, mode)
    assert path.read_bytes() == (b"new" if written else b"old")
    assert list(reachable.iterdir()) == [path]


@only_root
def test_root_leaves_a_file_with_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    path.write_bytes(b"old")
    os.chown(path, OWNER, OTHERS_GROUP)
    path.chmod(0o640)
    write_whole(path, (b"new",))
    now = path.stat()
    assert (now.st_uid, now.st_gid, stat.S_IMODE(now.st_mode)) == (OWNER, OTHERS_GROUP, 0o640)


def test_an_access_list_and_a_users_attributes_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    path.write_bytes(b"old")
    listed = bytes.fromhex(
        "02000000 01000600ffffffff 02000400e12e0000 04000000ffffffff 10000400ffffffff 20000000ffffffff"
    )
    try:
        os.setxattr(path, ACCESS_LIST, listed)
        os.setxattr(path, "user.arkiv", b"2031")
    except OSError:
        pytest.skip("the file system here has no access lists")
    write_whole(path, (b"new",))
    assert (os.getxattr(path, ACCESS_LIST), os.getxattr(path, "user.arkiv")) == (listed, b"2031")


# --- what is no file -----------------------------------------------------------------------------------------------


@only_root
@pytest.mark.parametrize(
    ("kind", "major", "minor"), [(stat.S_IFCHR, 1, 3), (stat.S_IFCHR, 1, 7), (stat.S_IFBLK, 240, 0)]
)
def test_a_device_stays_a_device(tmp_path: Path, kind: int, major: int, minor: int) -> None:
    path = tmp_path / "node"
    try:
        os.mknod(path, kind | 0o600, os.makedev(major, minor))
    except PermissionError:
        pytest.skip("no device can be made here")
    with suppress(OSError, FileError):
        write_whole(path, (b"x",))
    now = path.stat()
    assert stat.S_IFMT(now.st_mode) == kind
    assert (os.major(now.st_rdev), os.minor(now.st_rdev)) == (major, minor)
    assert list(tmp_path.iterdir()) == [path]
    if kind == stat.S_IFBLK:
        with pytest.raises(FileError, match="skrivs aldrig"):
            write_whole(path, (b"x",))


def test_what_a_process_has_open_is_written_into(tmp_path: Path) -> None:
    ends = os.pipe()
    held = os.open(tmp_path / "held", os.O_RDWR | os.O_CREAT)
    os.write(held, b"above\n")
    try:
        for end in (ends[1], held):
            write_whole(f"/dev/fd/{end}", (b"x",))
        assert os.read(ends[0], 10) == b"x"
    finally:
        for one in (*ends, held):
            os.close(one)
    assert (tmp_path / "held").read_bytes() == b"above\nx"


def test_a_socket_and_a_folder_are_refused_and_stay(tmp_path: Path) -> None:
    import socket

    place = tmp_path / "s"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(place))
        with pytest.raises(OSError, match=r"No such device|not configured"):
            write_whole(place, (b"x",))
    assert place.is_socket()
    with pytest.raises(IsADirectoryError):
        write_whole(tmp_path, (b"x",))


def test_a_pipe_that_comes_while_the_file_is_written_stays(tmp_path: Path) -> None:
    path = tmp_path / "c"
    path.write_bytes(b"old")

    def parts() -> Iterator[bytes]:
        yield b"new"
        path.unlink()
        os.mkfifo(path)

    with pytest.raises(WriteConflict):
        write_whole(path, parts())
    assert path.is_fifo()
    assert list(tmp_path.iterdir()) == [path]


# --- two writers ---------------------------------------------------------------------------------------------------


def _log(*days: int, case: str = "D-17") -> Log:
    lines = (START + timedelta(days=day) for day in days)
    made = (A(nr=nr, by="nord", occurred_at=at, recorded_at=at) for nr, at in enumerate(lines, 1))
    return Log(Header("toy", case), TOY, RULES, tuple(made))


@pytest.mark.parametrize(
    ("there", "written"),
    [
        (_log(1, 2, 4), _log(1, 2, 3)),
        (_log(1, 2, 3), _log(1, 2)),
        (_log(1, 2), _log()),
        (_log(1), _log(1, case="D-18")),
        (_log(2), _log(1, 2, 3)),
    ],
)
def test_who_read_a_log_before_another_wrote_it_is_refused(tmp_path: Path, there: Log, written: Log) -> None:
    path = tmp_path / "c.jsonl"
    write_log_file(path, there)
    before = path.read_bytes()
    with pytest.raises(WriteConflict) as refused:
        write_log_file(path, written)
    assert path.read_bytes() == before
    assert "D-1" not in refused.value.text()
    assert list(tmp_path.iterdir()) == [path]
    write_log_file(path, written, replace=True)
    assert path.read_bytes() != before


def test_what_is_no_log_is_not_written_over(tmp_path: Path) -> None:
    for number, content in enumerate((b"dear diary\n", b"{}\n", b"\xff\xfe\n", b"\n\ntext\n")):
        path = tmp_path / str(number)
        path.write_bytes(content)
        with pytest.raises(WriteConflict):
            write_log_file(path, _log(1))
        assert path.read_bytes() == content


def test_a_log_written_by_hand_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    write_log_file(path, _log(1, 2))
    by_hand = path.read_bytes().replace(b'":', b'" : ').rstrip(b"\n")
    for ending in (b"", b"\n", b"\n\n \n"):
        path.write_bytes(by_hand + ending)
        write_log_file(path, _log(1, 2, 3))
        assert path.read_bytes().count(b"\n") == 4


def test_of_two_at_once_the_second_is_refused_and_the_first_gets_its_way(tmp_path: Path) -> None:
    path = tmp_path / "c"
    path.write_bytes(b"old")
    inside, go_on = threading.Event(), threading.Event()

    def slow() -> Iterator[bytes]:
        yield b"first "
        inside.set()
        assert go_on.wait(30)
        yield b"whole"

    first = threading.Thread(target=write_whole, args=(path, slow()))
    first.start()
    assert inside.wait(30)
    for _ in range(3):
        with pytest.raises(WriteConflict, match="av någon annan"):
            write_whole(path, (b"second",))
    assert [one.at_work for one in leftovers((tmp_path,)).found] == [True]
    go_on.set()
    first.join(30)
    assert path.read_bytes() == b"first whole"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_changes_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "c"
    for before, after in ((b"old", b"more"), (None, b"new"), (b"old", None)):
        path.unlink(missing_ok=True)
        if before is not None:
            path.write_bytes(before)
        since = seen(path)
        if after is None:
            path.unlink()
        else:
            path.write_bytes(after)
        with pytest.raises(WriteConflict):
            write_whole(path, (b"mine",), since=since)
        assert (path.read_bytes() if path.exists() else None) == after


def test_the_command_line_ends_with_3(tmp_path: Path) -> None:
    path = tmp_path / "answer"
    path.write_bytes(b"old")
    handle = os.open(temporary_of(path), os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        for command in (("schema",), ("dates", "--meeting", "2026-06-01"), ("diagram", "overview", "--format", "dot")):
            ran = run(*command, "-o", str(path))
            assert (ran.code, ran.out) == (3, "")
            assert "skrivs just nu" in ran.err
    finally:
        os.close(handle)
    assert path.read_bytes() == b"old"
    assert run("schema", "-o", str(path)).code == 0


# --- an earlier crash ----------------------------------------------------------------------------------------------


def test_whatever_the_step_at_which_a_writer_is_killed_the_file_is_whole(tmp_path: Path) -> None:
    at_every_step(tmp_path, times=8)


@pytest.mark.parametrize("name", ["c.jsonl", "ö" * 80, "n" * 255, ".hidden"])
def test_what_a_crash_left_is_named_and_cleared_by_the_next_writer_of_that_file_only(tmp_path: Path, name: str) -> None:
    path, other = tmp_path / name, tmp_path / "other"
    for one in (path, other):
        temporary_of(one).write_bytes(b"half of a life")
    page = " ".join(run("doctor", str(tmp_path)).out.split())
    assert "kvar efter ett avbrott" in page
    told = run("doctor", str(tmp_path), "--format", "json").data["temporary_files"]
    assert {one["path"] for one in told} == {str(temporary_of(one)) for one in (path, other)}
    assert {one["being_written"] for one in told} == {False}
    write_whole(path, (b"x",))
    assert sorted(tmp_path.iterdir()) == sorted([path, temporary_of(other)])


def test_what_stands_in_the_way_is_told_and_left(tmp_path: Path) -> None:
    path, elsewhere = tmp_path / "c", tmp_path / "elsewhere"
    elsewhere.write_bytes(b"not ours")
    temporary = temporary_of(path)
    put: tuple[Callable[[], object], ...] = (
        lambda: temporary.symlink_to(elsewhere),
        temporary.mkdir,
        lambda: os.mkfifo(temporary),
    )
    for one in put:
        one()
        with pytest.raises(FileError, match="flerpart-tmp"):
            write_whole(path, (b"x",))
        assert elsewhere.read_bytes() == b"not ours"
        temporary.rmdir() if temporary.is_dir() and not temporary.is_symlink() else temporary.unlink()
    assert not path.exists()
