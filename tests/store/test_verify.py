"""What was changed outside a store is seen: by a read, by the next append, by ``verify``."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from flerpart_flow import StoreDamaged
from flerpart_flow.store import SqliteStore, checkpoints, verify
from flerpart_flow.store.chain import linked, start
from flerpart_flow.store.contract import header, line

REF = "arende-1"
WHOLE = (header(REF), line(1), line(2), line(3))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with a case of a header and three events, and another case."""
    path = tmp_path / "cases.db"
    with SqliteStore(path) as store:
        store.append(REF, WHOLE, 0)
        store.append("arende-2", header("arende-2"), 0)
    return path


def _outside(path: Path, *statements: str) -> None:
    """Change the file as somebody does who doesn't go through the store."""
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


CHANGES = {
    "a word in a line": (["UPDATE lines SET line = replace(line, 'ips', 'ipx') WHERE nr = 2"], "lager.rad", 3),
    "a word in the header": (["UPDATE lines SET line = replace(line, '1', '2') WHERE nr = 0"], "lager.rad", 1),
    "a hash": (["UPDATE lines SET hash = 'sha256:0' WHERE nr = 1"], "lager.rad", 2),
    "bytes that are no text": (["UPDATE lines SET line = CAST(x'ff' AS TEXT) WHERE nr = 3"], "lager.rad", 4),
    "another type": (["UPDATE lines SET line = x'7b7d' WHERE nr = 3"], "lager.rad", 4),
    "a line taken out": (["DELETE FROM lines WHERE nr = 2"], "lager.lucka", 3),
    "two lines that changed places": (
        [f"UPDATE lines SET nr = {to} WHERE nr = {of}" for of, to in ((1, 9), (2, 1), (9, 2))],
        "lager.rad",
        2,
    ),
    "the last line": (["DELETE FROM lines WHERE nr = 3"], "lager.avhugget", 4),
    "every line": ([f"DELETE FROM lines WHERE ref = '{REF}'"], "lager.avhugget", 1),
    "a line put in": (
        ["INSERT INTO lines SELECT ref, 4, line, hash FROM lines WHERE nr = 3"],
        "lager.fler_an_skrivna",
        5,
    ),
    "the count": ([f"UPDATE cases SET lines = 3 WHERE ref = '{REF}'"], "lager.fler_an_skrivna", 4),
    "a count that is none": ([f"UPDATE cases SET lines = 'x' WHERE ref = '{REF}'"], "lager.fler_an_skrivna", 1),
    "the last hash": ([f"UPDATE cases SET hash = 'sha256:0' WHERE ref = '{REF}'"], "lager.rad", 4),
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_first_line_that_is_not_what_was_written_is_named(path: Path, change: str) -> None:
    statements, code, number = CHANGES[change]
    if "ref =" not in statements[0]:
        statements = [statement.replace("WHERE", f"WHERE ref = '{REF}' AND") for statement in statements]
    _outside(path, *statements)
    with SqliteStore(path) as store:
        [fault] = verify(store)
        assert (fault.code, fault.ref, fault.line) == (code, REF, number)
        assert "kommun" not in str(fault)
        assert REF in fault.text("en")
        with pytest.raises(StoreDamaged):
            store.read(REF)
        assert store.read("arende-2").next_nr == 1


@pytest.mark.parametrize("change", ["the last line", "every line", "a line put in", "the count", "the last hash"])
def test_nothing_is_written_after_a_tail_that_was_changed(path: Path, change: str) -> None:
    statements, _, _ = CHANGES[change]
    _outside(path, *(statement.replace("WHERE nr", f"WHERE ref = '{REF}' AND nr") for statement in statements))
    with SqliteStore(path) as store, pytest.raises(StoreDamaged):
        store.append(REF, line(4), 4)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM lines WHERE line LIKE '%\"nr\":4%'").fetchone() == (0,)


def _chained(lines: tuple[str, ...]) -> list[tuple[int, str, str]]:
    last, rows = start(REF), []
    for nr, text in enumerate(lines):
        last = linked(last, text)
        rows.append((nr, text, last))
    return rows


def _anew(path: Path, lines: tuple[str, ...]) -> None:
    """Write the case and its whole chain anew."""
    _outside(path, f"DELETE FROM lines WHERE ref = '{REF}'", f"DELETE FROM cases WHERE ref = '{REF}'")
    with closing(sqlite3.connect(path)) as connection:
        rows = _chained(lines)
        connection.executemany("INSERT INTO lines VALUES (?, ?, ?, ?)", [(REF, *row) for row in rows])
        if rows:
            connection.execute("INSERT INTO cases VALUES (?, ?, ?, NULL)", (REF, len(rows), rows[-1][2]))
        connection.commit()


@pytest.mark.parametrize(
    ("lines", "code", "number"),
    [
        (WHOLE[:2], "lager.avhugget", 3),
        ((), "lager.avhugget", 1),
        ((WHOLE[0], line(1, "region:psykiatri"), *WHOLE[2:]), "lager.kontrollpunkt", 4),
    ],
    ids=["a cut tail", "a case that is gone", "a chain written anew"],
)
def test_a_checkpoint_outside_shows_what_the_chain_alone_cannot(
    path: Path, lines: tuple[str, ...], code: str, number: int
) -> None:
    with SqliteStore(path) as store:
        kept = list(checkpoints(store))
    _anew(path, lines)
    with SqliteStore(path) as store:
        assert list(verify(store)) == []
        [fault] = verify(store, kept)
        assert (fault.code, fault.ref, fault.line) == (code, REF, number)


def test_a_case_that_went_on_fits_its_checkpoint(path: Path) -> None:
    with SqliteStore(path) as store:
        kept = list(checkpoints(store))
        store.append(REF, line(4), 4)
        store.append("arende-3", header("arende-3"), 0)
        assert list(verify(store, kept)) == []


def test_the_chain_is_what_the_page_says(path: Path) -> None:
    """Worked out apart, so that another program can check a store: SHA-256 of the hash before, a line end, the line."""
    from hashlib import sha256

    last = "sha256:" + sha256(f"flerpart_flow/store/1\n{REF}".encode()).hexdigest()
    for text in WHOLE:
        last = "sha256:" + sha256(f"{last}\n{text}".encode()).hexdigest()
    with SqliteStore(path) as store:
        assert store.read(REF).hash == last
