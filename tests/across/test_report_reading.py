"""Reading many logs: what is damaged is told and the rest counted, on one core or several, without keeping anything."""

from __future__ import annotations

import errno
import json
import os
import pickle
import shutil
import socket
import subprocess
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from flerpart_flow.across.logs.folder import logs_in
from flerpart_flow.across.report import Report, Trouble, report
from flerpart_flow.across.report.reading.tally import Tally
from flerpart_flow.across.report.reading.trace import trace
from flerpart_flow.across.spread import spread
from flerpart_flow.engine.errors import JournalError, RulesNotInstalled
from flerpart_flow.engine.values.clock import NotATime
from flerpart_flow.installed import load
from tests.across.logs import AT, accepted, declined, folder, unassessed
from tests.cli.running import HEADER, written


def _names(at: Path) -> list[str]:
    return sorted(Path(path).name for path in logs_in(at))


def test_a_folder_and_the_folders_in_it(tmp_path: Path) -> None:
    folder(tmp_path, accepted(1))
    (tmp_path / "äldre ärenden").mkdir()
    folder(tmp_path / "äldre ärenden", accepted(1), declined())
    assert _names(tmp_path) == ["000.jsonl", "000.jsonl", "001.jsonl"]


def test_hidden_and_other_files_are_passed_by_and_the_others_told(tmp_path: Path) -> None:
    folder(tmp_path, accepted(1))
    for name in (".dold.jsonl", "LÄS MIG.txt", "000.jsonl.bak"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / ".git").mkdir()
    folder(tmp_path / ".git", accepted(1))
    others: list[int] = []
    assert [Path(path).name for path in logs_in(tmp_path, lambda: others.append(1))] == ["000.jsonl"]
    assert len(others) == 2


def test_a_link_to_a_folder_is_not_followed_round(tmp_path: Path) -> None:
    folder(tmp_path, accepted(1))
    (tmp_path / "runt").symlink_to(tmp_path, target_is_directory=True)
    assert _names(tmp_path) == ["000.jsonl"]


def test_a_pipe_that_is_called_a_log_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "ror.jsonl")
    assert _names(tmp_path) == []


def _all(at: Path, **more: object) -> tuple[Report, list[Trouble]]:
    troubles: list[Trouble] = []
    found = report(logs_in(at), at=AT, min_group=3, on_trouble=troubles.append, **more)  # type: ignore[arg-type]  # a test's own options
    return found, troubles


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        written(*accepted(1)).encode()[:-20],
        json.dumps({**HEADER, "routine": "okand"}).encode(),
        written(*accepted(1)).encode() + b'{"nr": 5, "event": "' + b"x" * 2_000_000 + b'"}\n',
    ],
    ids=["empty", "json", "utf-8", "cut", "routine", "huge line"],
)
def test_a_damaged_log_is_named_and_the_rest_counted(tmp_path: Path, content: bytes) -> None:
    folder(tmp_path, *(accepted(1) for _ in range(3)))
    (tmp_path / "trasig å.jsonl").write_bytes(content)
    found, troubles = _all(tmp_path)
    assert [(Path(one.path).name, one.damaged) for one in troubles] == [("trasig å.jsonl", True)]
    assert isinstance(troubles[0].error, JournalError)
    assert (found.left_out.damaged, found.routines[0].cases) == (1, 3)


def test_an_unreadable_log_is_named_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder(tmp_path, *(accepted(1) for _ in range(3)))
    locked, opened = tmp_path / "000.jsonl", Path.open

    def refuse(path: Path, *arguments: Any, **options: Any) -> Any:
        if path == locked:  # root may read every file, so that its permissions alone would not do
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return opened(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", refuse)
    found, troubles = _all(tmp_path)
    assert isinstance(troubles[0].error, PermissionError)
    assert found.left_out.damaged == 1


def test_a_link_to_nothing_is_named(tmp_path: Path) -> None:
    (tmp_path / "borta.jsonl").symlink_to(tmp_path / "finns inte")
    found, troubles = _all(tmp_path)
    assert isinstance(troubles[0].error, FileNotFoundError)
    assert found.left_out.damaged == 1


def test_whatever_is_called_a_log_is_named_and_the_rest_counted(tmp_path: Path) -> None:
    """Pipes, sockets, links to them, to a folder, to nothing or in a ring; nothing is waited for."""
    folder(tmp_path, *(accepted(1) for _ in range(3)))
    (tmp_path / "mapp").mkdir()
    os.mkfifo(tmp_path / "ror.jsonl")
    os.mkfifo(tmp_path / "ror")
    with socket.socket(socket.AF_UNIX) as ours:
        here = Path.cwd()
        os.chdir(tmp_path)  # a socket's path may be no longer than about 100 bytes
        try:
            ours.bind("sockel.jsonl")
        finally:
            os.chdir(here)
        for name, to in (
            ("lank_ror", "ror"),
            ("lank_enhet", "/dev/zero"),
            ("lank_mapp", "mapp"),
            ("lank_borta", "borta"),
            ("ring", "ring.jsonl"),
            ("runt", "om.jsonl"),
            ("om", "runt.jsonl"),
        ):
            (tmp_path / f"{name}.jsonl").symlink_to(to)
        troubles: list[Trouble] = []
        found = report(logs_in(tmp_path, odd=True), at=AT, min_group=3, on_trouble=troubles.append)
    assert {Path(one.path).stem: one.error.errno for one in troubles if isinstance(one.error, OSError)} == {
        "ror": errno.ENXIO,
        "sockel": errno.ENXIO,
        "lank_ror": errno.ENXIO,
        "lank_enhet": errno.ENXIO,
        "lank_mapp": errno.EISDIR,
        "lank_borta": errno.ENOENT,
        "ring": errno.ELOOP,
        "runt": errno.ELOOP,
        "om": errno.ELOOP,
    }
    assert (found.left_out.damaged, found.routines[0].cases) == (9, 3)


def test_folders_in_each_other_are_read_as_deep_as_a_path_can_be(tmp_path: Path) -> None:
    """The deepest can't be named to the system any more; it is named in the report, and the rest counted."""
    log = written(*accepted(1))
    here = Path.cwd()
    os.chdir(tmp_path)
    try:
        for depth in range(2_200):
            if depth in {0, 1_500}:
                Path("ett.jsonl").write_text(log.replace("arende-7", f"arende-{depth}"), encoding="utf-8")
            Path("d").mkdir()
            os.chdir("d")
    finally:
        os.chdir(here)
    troubles: list[Trouble] = []
    found = report(logs_in(tmp_path, odd=True), at=AT, min_group=3, on_trouble=troubles.append)
    assert [one.error.errno for one in troubles if isinstance(one.error, OSError)] == [errno.ENAMETOOLONG]
    assert len(list(islice(logs_in(tmp_path, odd=True), 3))) == 3
    assert (found.left_out.damaged, found.left_out.copies) == (1, 0)
    subprocess.run(["rm", "-rf", tmp_path / "d"], check=True)  # shutil's own rmtree calls itself for each folder


def test_a_folder_that_cannot_be_read_is_named_and_the_others_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder(tmp_path, *(accepted(1) for _ in range(3)))
    locked, scanned = tmp_path / "last", os.scandir
    locked.mkdir()

    def refuse(path: Any) -> Any:
        if str(path) == str(locked):  # root may read every folder
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return scanned(path)

    monkeypatch.setattr(os, "scandir", refuse)
    troubles: list[Trouble] = []
    found = report(logs_in(tmp_path, odd=True), at=AT, min_group=3, on_trouble=troubles.append)
    assert [(one.path, type(one.error)) for one in troubles] == [(str(locked), PermissionError)]
    assert found.routines[0].cases == 3
    with pytest.raises(PermissionError):
        list(logs_in(tmp_path))
    with pytest.raises(PermissionError):
        list(logs_in(locked, odd=True))


def test_a_folder_of_many_files_is_read_as_it_is_listed(tmp_path: Path) -> None:
    """The first log is given before the second is asked for, and one folder is open at a time."""
    for name in ("a", "b", "c"):
        (tmp_path / name).mkdir()
        for nr in range(300):
            (tmp_path / name / f"{nr}.jsonl").touch()
    given = logs_in(tmp_path, odd=True)
    first = next(given)
    shutil.rmtree(tmp_path / ({"a", "b", "c"} - {Path(first).parent.name}).pop())
    assert sum(1 for _ in given) in {599, 600}  # the folder that is gone is named, unless it was read before


def test_logs_under_other_rules_are_told_and_counted_apart(tmp_path: Path) -> None:
    folder(tmp_path, *(accepted(1) for _ in range(3)))
    pinned = {**HEADER, "rules": {"version": "2026.1", "digest": f"sha256:{'0' * 64}"}}
    (tmp_path / "andra.jsonl").write_text(written(*accepted(1), header=pinned), encoding="utf-8")
    found, troubles = _all(tmp_path)
    assert isinstance(troubles[0].error, RulesNotInstalled)
    assert not troubles[0].damaged
    assert (found.left_out.other_rules, found.left_out.damaged, found.routines[0].cases) == (1, 0, 3)


def test_a_log_without_events_is_of_no_open_case(tmp_path: Path) -> None:
    folder(tmp_path, ())
    found, troubles = _all(tmp_path)
    assert (found.left_out.not_open, troubles) == (1, [])


def test_no_logs_at_all() -> None:
    found = report([], at=AT)
    assert (found.min_group, found.routines[0].cases) == (5, None)


def test_a_time_has_a_zone() -> None:
    with pytest.raises(NotATime):
        report([], at=datetime(2026, 1, 1))  # noqa: DTZ001  what is refused


def test_several_processes_say_what_one_says(tmp_path: Path) -> None:
    folder(
        tmp_path,
        *(accepted(1 + nr % 7) for nr in range(60)),
        *(declined(nr % 9) for nr in range(40)),
        *[unassessed()] * 10,
    )
    (tmp_path / "trasig.jsonl").write_text("{", encoding="utf-8")
    (one, told), (two, told_two) = _all(tmp_path, jobs=1), _all(tmp_path, jobs=2)
    assert one == two
    assert one.to_data() == two.to_data()
    assert [(t.path, str(t.error)) for t in told] == [(t.path, str(t.error)) for t in told_two]


def test_progress_is_told_chunk_by_chunk(tmp_path: Path) -> None:
    folder(tmp_path, *(accepted(1) for _ in range(spread.CHUNK + 3)))
    done: list[int] = []
    report(logs_in(tmp_path), at=AT, on_progress=done.append)
    assert done == [spread.CHUNK, spread.CHUNK + 3]


def test_no_more_paths_are_asked_for_than_can_be_read(tmp_path: Path) -> None:
    """A folder without end could be reported on: what is on its way is as much whatever follows."""
    folder(tmp_path, accepted(1))
    asked = 0

    def endless() -> Iterator[str]:
        nonlocal asked
        while True:
            asked += 1
            yield str(tmp_path / "000.jsonl")

    class Enough(Exception):
        pass

    def enough(done: int) -> None:
        if done >= 1_000:
            raise Enough

    with pytest.raises(Enough):
        report(endless(), at=AT, jobs=1, on_progress=enough)
    assert asked <= 1_000 + spread.FEW + 2 * spread.CHUNK


def test_a_tally_is_no_larger_after_more_logs(tmp_path: Path) -> None:
    """Nothing of a case is kept but counts under keys that the routine has."""
    folder(tmp_path, accepted(1), accepted(2), declined(), unassessed())
    traces = [trace(load(path), AT) for path in logs_in(tmp_path)]
    sizes = []
    tally = Tally()
    for times in (10, 1_000):
        for _ in range(times):
            for one in traces:
                assert one is not None
                tally.add(one)
        sizes.append(len(pickle.dumps(tally)))
    assert tally.cases == 4 * 1_010
    assert sizes[1] <= sizes[0] + 100  # the numbers themselves take a byte or two more


def test_an_overlay_judges_every_log(tmp_path: Path) -> None:
    """With a lighter norm the offer before the assessment is a warning."""
    folder(tmp_path, *(unassessed() for _ in range(4)), *(accepted(1) for _ in range(4)))
    lighter = {"norm": {"FM-BEDOMNING-1": {"severity": "warn"}}}
    found = report(logs_in(tmp_path), at=AT, min_group=3, overlay=lighter).routines[0]
    assert found.broken.shown == {}
    assert ("FM-BEDOMNING-1",) in found.warned.shown


def test_chunks_end_where_the_paths_end() -> None:
    paths = (str(nr) for nr in range(2 * spread.CHUNK + 1))
    assert [len(chunk) for chunk in islice(spread.chunks_of(paths), 9)] == [spread.CHUNK, spread.CHUNK, 1]
