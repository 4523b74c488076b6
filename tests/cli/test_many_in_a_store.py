"""The report, the work list and the courses of all cases in a store are those of a folder with the same logs."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from flerpart_flow.store import SqliteStore
from tests.cli.running import run
from tests.examples.pinned import LOGS

AT = ("--at", "2026-10-16")
EXPORT = ("export", "ocel")
ASKED = (
    ("report", "--format", "json", *AT),
    ("worklist", "--format", "json", *AT),
    ("worklist", *AT),
    (*EXPORT, "--min-group", "3", *AT),
)
COMMANDS = (("report",), ("worklist",), EXPORT)


def a_store_of(folder: Path, logs: list[Path]) -> str:
    with SqliteStore(folder / "cases.db") as store:
        for log in logs:
            store.append(ref_of(log), log.read_text(encoding="utf-8").splitlines(), 0)
    return f"sqlite:///{folder / 'cases.db'}"


def ref_of(log: Path) -> str:
    ref: str = json.loads(log.read_text(encoding="utf-8").splitlines()[0])["case"]
    return ref


def cases(count: int) -> list[Path]:
    """Some of the bundled logs, of different cases."""
    return list({ref_of(path): path for path in sorted(LOGS.glob("*.jsonl"))}.values())[:count]


@pytest.mark.parametrize("asked", ASKED, ids=" ".join)
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_they_say_what_they_say_of_a_folder(asked: tuple[str, ...], jobs: str, tmp_path: Path) -> None:
    logs = cases(40)
    folder = tmp_path / "logs"
    folder.mkdir()
    for log in logs:
        (folder / f"{ref_of(log)}.jsonl").write_bytes(log.read_bytes())
    of_folder = run(*asked, str(folder))
    of_store = run(*asked, "--store", a_store_of(tmp_path, logs), "--jobs", jobs)
    assert of_store.out == of_folder.out
    assert (of_store.code, of_store.err) == (of_folder.code, of_folder.err) == (0, "")
    assert len(of_folder.out) > 1000


def test_a_case_that_is_damaged_is_told_and_the_others_go_on(tmp_path: Path) -> None:
    logs = cases(3)
    address = a_store_of(tmp_path, logs)
    ref = ref_of(logs[1])
    with sqlite3.connect(tmp_path / "cases.db") as other:
        other.execute("UPDATE lines SET line = replace(line, '\"by\"', '\"By\"') WHERE ref = ? AND nr = 2", (ref,))
    for asked in ASKED:
        told = run(*asked, "--store", address)
        assert (told.code, bool(told.out)) == (4, True)
        assert f"{ref}: rad 3 är inte den som skrevs" in told.err
        assert told.err.count("\n") == 1


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_either_a_folder_or_a_store_is_given(command: tuple[str, ...], tmp_path: Path) -> None:
    address = a_store_of(tmp_path, cases(1))
    for given in ((), (str(tmp_path), "--store", address)):
        told = run(*command, *given)
        assert (told.code, told.out) == (2, "")
        assert "Ange en mapp med loggar, eller --store" in told.err


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_store_that_is_not_there_or_is_empty_is_told(command: tuple[str, ...], tmp_path: Path) -> None:
    missing = run(*command, "--store", f"sqlite:///{tmp_path / 'no.db'}")
    assert missing.code == 2
    assert not (tmp_path / "no.db").exists()
    with SqliteStore(tmp_path / "empty.db"):
        pass
    empty = run(*command, "--store", f"sqlite:///{tmp_path / 'empty.db'}")
    assert (empty.code, "Lagret har inga ärenden." in empty.err) == (2, True)
