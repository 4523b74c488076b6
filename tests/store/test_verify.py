"""What was changed outside a store is seen: by a read, by the next append, by ``verify``."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import attrs
import pytest

from flerpart_flow import StoreDamaged
from flerpart_flow.store import PostgresStore, SqliteStore, checkpoints, verify
from flerpart_flow.store.chain import linked, start
from flerpart_flow.store.contract import header, line
from tests.store.cluster import GROUP, Cluster

REF = "arende-1"
WHOLE = (header(REF), line(1), line(2), line(3))


@attrs.frozen
class Place:
    """Where a store is: how it is opened, and how somebody changes it who doesn't go through the store."""

    kind: str
    open: Callable[[], SqliteStore | PostgresStore]
    say: Callable[[str], list[tuple[Any, ...]]]

    def outside(self, *statements: str) -> None:
        """Change what is stored."""
        for statement in statements:
            self.say(statement)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.xdist_group(GROUP))])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """A store with a case of a header and three events, and another case."""
    made = _file(tmp_path / "cases.db") if request.param == "sqlite" else _database(request.getfixturevalue("cluster"))
    with made.open() as store:
        store.append(REF, WHOLE, 0)
        store.append("arende-2", header("arende-2"), 0)
    return made


def _file(path: Path) -> Place:
    def say(statement: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            return connection.execute(statement).fetchall()

    return Place("sqlite", lambda: SqliteStore(path), say)


def _database(cluster: Cluster) -> Place:
    address = cluster.new()
    name = address.split("?")[0].rpartition("/")[2]
    cluster.say(f"ALTER DATABASE {name} SET search_path = flerpart_flow")
    return Place("postgres", lambda: PostgresStore(address), lambda statement: cluster.say(statement, name))


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
def test_the_first_line_that_is_not_what_was_written_is_named(place: Place, change: str) -> None:
    if place.kind == "postgres" and change == "a count that is none":
        with pytest.raises(Exception, match="integer"):  # the server itself refuses it
            place.outside(*CHANGES[change][0])
        return
    statements, code, number = CHANGES[change]
    if "ref =" not in statements[0]:
        statements = [statement.replace("WHERE", f"WHERE ref = '{REF}' AND") for statement in statements]
    place.outside(*statements)
    with place.open() as store:
        [fault] = verify(store)
        assert (fault.code, fault.ref, fault.line) == (code, REF, number)
        assert "kommun" not in str(fault)
        assert REF in fault.text("en")
        with pytest.raises(StoreDamaged):
            store.read(REF)
        assert store.read("arende-2").next_nr == 1


@pytest.mark.parametrize("change", ["the last line", "every line", "a line put in", "the count", "the last hash"])
def test_nothing_is_written_after_a_tail_that_was_changed(place: Place, change: str) -> None:
    statements, _, _ = CHANGES[change]
    place.outside(*(statement.replace("WHERE nr", f"WHERE ref = '{REF}' AND nr") for statement in statements))
    with place.open() as store, pytest.raises(StoreDamaged):
        store.append(REF, line(4), 4)
    assert place.say("SELECT count(*) FROM lines WHERE line LIKE '%\"nr\":4%'") == [(0,)]


def _chained(lines: tuple[str, ...]) -> list[tuple[int, str, str]]:
    last, rows = start(REF), []
    for nr, text in enumerate(lines):
        last = linked(last, text)
        rows.append((nr, text, last))
    return rows


def _anew(place: Place, lines: tuple[str, ...]) -> None:
    """Write the case and its whole chain anew."""
    place.outside(f"DELETE FROM lines WHERE ref = '{REF}'", f"DELETE FROM cases WHERE ref = '{REF}'")
    rows = _chained(lines)
    place.outside(*(f"INSERT INTO lines VALUES ('{REF}', {nr}, '{text}', '{held}')" for nr, text, held in rows))
    if rows:
        place.outside(f"INSERT INTO cases VALUES ('{REF}', {len(rows)}, '{rows[-1][2]}', NULL)")


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
    place: Place, lines: tuple[str, ...], code: str, number: int
) -> None:
    with place.open() as store:
        kept = list(checkpoints(store))
    _anew(place, lines)
    with place.open() as store:
        assert list(verify(store)) == []
        [fault] = verify(store, kept)
        assert (fault.code, fault.ref, fault.line) == (code, REF, number)


def test_a_case_that_went_on_fits_its_checkpoint(place: Place) -> None:
    with place.open() as store:
        kept = list(checkpoints(store))
        store.append(REF, line(4), 4)
        store.append("arende-3", header("arende-3"), 0)
        assert list(verify(store, kept)) == []


def test_the_chain_is_what_the_page_says(place: Place) -> None:
    """Worked out apart, so that another program can check a store: SHA-256 of the hash before, a line end, the line."""
    from hashlib import sha256

    last = "sha256:" + sha256(f"flerpart_flow/store/1\n{REF}".encode()).hexdigest()
    for text in WHOLE:
        last = "sha256:" + sha256(f"{last}\n{text}".encode()).hexdigest()
    with place.open() as store:
        assert store.read(REF).hash == last
