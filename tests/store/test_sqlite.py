"""A store in a file, where something is wrong with the file, the disk or the others."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import traceback
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from flerpart_flow import FlowError, StoreDamaged, StoreError, WriteConflict
from flerpart_flow.store import SqliteStore, load_log, open_store, verify
from flerpart_flow.store.contract import header, line

ROOT = Path(__file__).parents[2]
MANY = 200


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with some cases, larger than a page."""
    path = tmp_path / "cases.db"
    with SqliteStore(path) as store:
        for number in range(20):
            store.append(f"a-{number}", [header(f"a-{number}"), *(line(nr) for nr in range(1, 20))], 0)
    return path


def _gone_through(path: Path) -> None:
    """Raise what is wrong with a store, when it is opened or when it is gone through."""
    with SqliteStore(path) as store:
        for fault in verify(store):
            raise fault


def _code(act: Callable[[], object], kind: type[FlowError] = StoreError) -> str:
    with pytest.raises(kind) as found:
        act()
    assert "kommun" not in "".join(traceback.format_exception(found.value))
    assert found.value.text("en") != found.value.text("sv")
    return found.value.code


def test_what_was_acknowledged_is_there_when_the_file_is_opened_again(path: Path) -> None:
    with SqliteStore(path) as store:
        assert store.append("a-3", line(20), 20) == 21
        with SqliteStore(path, create=False) as other:
            assert other.read("a-3").lines[-1] == line(20)
        assert len(load_log(store, "a-3").events) == 20


def test_a_new_file_is_its_owners_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    with SqliteStore(tmp_path / "new.db") as store:
        store.append("a", header("a"), 0)
        assert {stat.S_IMODE(one.stat().st_mode) for one in tmp_path.iterdir()} == {0o600}
    assert [one.name for one in tmp_path.iterdir()] == ["new.db"]


def test_each_commit_reaches_the_disk(path: Path) -> None:
    """WAL, and synchronous FULL (2), which isn't what SQLite does by itself in WAL."""
    with SqliteStore(path) as store:
        ask = store._connection.execute
        assert ask("PRAGMA journal_mode").fetchone() == ("wal",)
        assert ask("PRAGMA synchronous").fetchone() == (2,)


def test_no_store_is_made_by_somebody_who_only_reads(tmp_path: Path) -> None:
    assert _code(lambda: SqliteStore(tmp_path / "none.db", create=False)) == "lager.finns_inte"
    assert _code(lambda: SqliteStore(tmp_path / "no/folder.db")) == "lager.oppna"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("address", ["", "cases.db", "sqlite://", "sqlite:///", "mysql://hemlig:ord@host/db"])
def test_an_address_that_is_none(address: str) -> None:
    with pytest.raises(StoreError) as found:
        open_store(address)
    assert found.value.code == "lager.adress"
    assert "hemlig" not in str(found.value)


def test_an_address_of_a_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(path.parent)
    for address in (f"sqlite:///{path}", "sqlite:///cases.db"):
        with open_store(address, create=False) as store:
            assert len(list(store.refs())) == 20


def test_what_is_no_store_is_left_as_it_is(tmp_path: Path) -> None:
    other = tmp_path / "other"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    (tmp_path / "text").write_text("not a database, but as long as one begins\n" * 100)
    (tmp_path / "empty").touch()
    before = {one: one.read_bytes() for one in tmp_path.iterdir()}
    assert _code(lambda: SqliteStore(other)) == "lager.annan"
    assert _code(lambda: SqliteStore(tmp_path / "text"), StoreDamaged) == "lager.inget"
    assert _code(lambda: SqliteStore(tmp_path / "empty"), StoreDamaged) == "lager.inget"
    assert {one: one.read_bytes() for one in tmp_path.iterdir()} == before


def test_a_newer_store_is_not_touched(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 2")
    with pytest.raises(StoreError) as found:
        SqliteStore(path)
    assert found.value.code == "lager.nyare"
    assert (found.value.values["found"], found.value.values["known"]) == (2, 1)


def test_a_truncated_file_is_told_wherever_it_is_cut(path: Path) -> None:
    whole = path.read_bytes()
    for size in [0, 50, 100, 1000, *range(4096, len(whole), 4096), len(whole) - 1]:
        path.write_bytes(whole[:size])
        with pytest.raises(StoreDamaged):
            _gone_through(path)


def test_a_locked_store_is_a_conflict(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other, SqliteStore(path, timeout=0.05) as store:
        other.execute("BEGIN IMMEDIATE")
        assert _code(lambda: store.append("a-1", line(20), 20), WriteConflict) == "lager.last"
        assert store.read("a-1").next_nr == 20  # who reads isn't kept waiting
        other.execute("ROLLBACK")
        assert store.append("a-1", line(20), 20) == 21


FULL = """
import resource, sys
from flerpart_flow import StoreError
from flerpart_flow.store import SqliteStore
from flerpart_flow.store.contract import header, line
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), -1))
try:
    store = SqliteStore(sys.argv[1])
    nr = store.append("a", header("a"), 0)
    while True:
        nr = store.append("a", line(nr), nr)
        print(nr, flush=True)
except StoreError as error:
    print(error.code)
"""


@pytest.mark.parametrize("most", [1000, 100_000], ids=["no room for a store", "no room for the next line"])
def test_a_full_disk_loses_nothing_that_was_acknowledged(tmp_path: Path, most: int) -> None:
    """The kernel itself refuses to let the files grow."""
    path = tmp_path / "cases.db"
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    ran = subprocess.run([sys.executable, "-c", FULL, str(path), str(most)], capture_output=True, text=True, env=env)
    *told, code = ran.stdout.split()
    assert code in {"lager.fullt", "lager.disk"}, ran.stderr
    if most == 1000:
        assert list(tmp_path.iterdir()) == []
        return
    with SqliteStore(path) as store:
        assert store.read("a").next_nr in {int(told[-1]), int(told[-1]) + 1}
        assert list(verify(store)) == []


def test_a_store_is_not_carried_over_a_fork(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with SqliteStore(path) as store:
        here = os.getpid()
        monkeypatch.setattr(os, "getpid", lambda: here + 1)
        with pytest.raises(RuntimeError, match="fork"):
            store.read("a-1")
        monkeypatch.undo()


def test_a_closed_store_is_misuse_not_a_fault_of_the_store(path: Path) -> None:
    store = SqliteStore(path)
    store.close()
    with pytest.raises(sqlite3.ProgrammingError):
        store.read("a-1")


def test_many_references_and_moments_come_page_by_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import UTC, datetime, timedelta

    from flerpart_flow.store import pages

    monkeypatch.setattr(pages, "PAGE", 3)
    at = datetime(2026, 1, 1, tzinfo=UTC)
    with SqliteStore(tmp_path / "cases.db") as store:
        for number in range(10):
            store.append(f"a-{number}", header(f"a-{number}"), 0, at + timedelta(days=number // 4))
        assert list(store.refs()) == [f"a-{number}" for number in range(10)]
        assert [one.ref for one in store.due(at + timedelta(days=2))] == [f"a-{number}" for number in range(8)]
