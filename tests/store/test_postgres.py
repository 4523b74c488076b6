"""A store in a database, where something is wrong with the address, the server, the database or the others."""

from __future__ import annotations

import os
import signal
import traceback
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest

from flerpart_flow import FlowError, StoreDamaged, StoreError, WriteConflict
from flerpart_flow.store import PostgresStore, load_log, open_store, verify
from flerpart_flow.store.contract import header, line
from tests.cli.running import run
from tests.cli.test_many_in_a_store import ASKED, cases, ref_of
from tests.store.cluster import GROUP, PASSWORD, Cluster, needed
from tests.waiting import comes_true

pytestmark = pytest.mark.xdist_group(GROUP)


@pytest.fixture
def address(cluster: Cluster) -> str:
    """A store with a case."""
    address = cluster.new()
    with PostgresStore(address) as store:
        store.append("a-1", [header("a-1"), line(1)], 0)
    return address


def _database(address: str) -> str:
    return address.split("?")[0].rpartition("/")[2]


def _let_go(cluster: Cluster, address: str) -> bool:
    """Whether nobody is connected to the database any more; a server takes a moment to see that somebody has gone."""
    there = f"SELECT 1 FROM pg_stat_activity WHERE datname = '{_database(address)}'"
    return comes_true(lambda: not cluster.say(there))


def _code(act: Callable[[], object], kind: type[FlowError] = StoreError) -> str:
    """The code of an error, in which neither what is stored nor a password is repeated."""
    with pytest.raises(kind) as found:
        act()
    told = "".join(traceback.format_exception(found.value)) + repr(found.value)
    for lang in ("sv", "en"):
        told += found.value.text(lang)
    assert "kommun" not in told
    assert "hemligt" not in told
    assert "felaktigt" not in told
    return found.value.code


def test_what_was_acknowledged_is_there_for_the_next_program(address: str) -> None:
    with PostgresStore(address) as store:
        assert store.append("a-1", line(2), 2) == 3
        with open_store(address, create=False) as other:
            assert other.read("a-1").lines[-1] == line(2)
        assert len(load_log(store, "a-1").events) == 2
        assert (repr(store).startswith("PostgresStore('postgresql://"), PASSWORD in repr(store)) == (True, False)


def test_no_store_is_made_by_somebody_who_only_reads(cluster: Cluster) -> None:
    empty = cluster.new()
    assert _code(lambda: PostgresStore(empty, create=False)) == "lager.inget_schema"
    assert cluster.say("SELECT to_regnamespace('flerpart_flow') IS NULL", _database(empty)) == [(True,)]


def test_many_may_make_the_same_store_at_once(cluster: Cluster) -> None:
    empty, faults = cluster.new(), list[Exception]()

    def opened() -> None:
        try:
            PostgresStore(empty).close()
        except Exception as error:
            faults.append(error)

    threads = [Thread(target=opened) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://",
        "postgresql://hemligt:hemligt@[::1/db",
        "postgresql://u:hemligt@h/db?hemligt=1",
        "postgresql://u:hemligt%zz@h/db",
        "postgresql://u:hemligt@h\0/db",
        "postgresql://u:hemligt@\ud800/db",
        "postgresql://u:hemligt@localhost:1/db",
        "postgresql://u:hemligt@/db?host=/no/such/folder",
    ],
)
def test_an_address_that_leads_nowhere_is_told_without_its_password(address: str, cluster: Cluster) -> None:
    code = _code(lambda: open_store(address))
    assert code in {"lager.adress", "lager.nas_inte"}
    ran = run("status", "a-1", "--store", address)
    assert (ran.code, ran.out, "hemligt" in ran.err) == (2, "", False)


def test_a_wrong_password_is_told_and_never_repeated(cluster: Cluster, address: str) -> None:
    wrong = cluster.address(_database(address), "hemlig", "felaktigt")
    assert _code(lambda: PostgresStore(wrong)) == "lager.nas_inte"
    assert _code(lambda: PostgresStore(cluster.address("finns_inte"))) == "lager.nas_inte"


def test_who_may_not_read_or_write_is_told(cluster: Cluster, address: str) -> None:
    theirs = cluster.address(_database(address), "hemlig", PASSWORD)
    assert _code(lambda: PostgresStore(theirs)) == "lager.far_inte"
    assert (
        _code(lambda: PostgresStore(cluster.address(_database(cluster.new()), "hemlig", PASSWORD))) == "lager.far_inte"
    )
    for grant in (
        "GRANT USAGE ON SCHEMA flerpart_flow TO hemlig",
        "GRANT SELECT ON ALL TABLES IN SCHEMA flerpart_flow TO hemlig",
    ):
        cluster.say(grant, _database(address))
    with PostgresStore(theirs) as store:
        assert store.read("a-1").next_nr == 2
        assert _code(lambda: store.append("a-1", line(2), 2)) == "lager.far_inte"
        assert _code(lambda: store.append("a-2", header("a-2"), 0)) == "lager.far_inte"
        assert list(store.refs()) == ["a-1"]


def test_a_database_that_may_only_be_read(cluster: Cluster, address: str) -> None:
    cluster.say(f"ALTER DATABASE {_database(address)} SET default_transaction_read_only = on")
    with PostgresStore(address) as store:
        assert store.read("a-1").next_nr == 2
        assert _code(lambda: store.append("a-1", line(2), 2)) == "lager.far_inte"


def test_a_newer_store_is_not_touched(cluster: Cluster, address: str) -> None:
    cluster.say("UPDATE flerpart_flow.store SET version = 2", _database(address))
    with pytest.raises(StoreError) as found:
        PostgresStore(address)
    assert found.value.code == "lager.nyare"
    assert (found.value.values["found"], found.value.values["known"]) == (2, 1)


def test_what_is_no_store_is_left_as_it_is(cluster: Cluster) -> None:
    theirs = cluster.new()
    cluster.say("CREATE SCHEMA flerpart_flow", _database(theirs))
    assert _code(lambda: PostgresStore(theirs)) == "lager.annat_schema"
    latin = cluster.new("ENCODING 'LATIN1' TEMPLATE template0")
    assert _code(lambda: PostgresStore(latin)) == "lager.teckenkod"


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM flerpart_flow.store",
        "INSERT INTO flerpart_flow.store VALUES (1)",
        "UPDATE flerpart_flow.store SET version = 0",
        "DROP TABLE flerpart_flow.lines",
        "ALTER TABLE flerpart_flow.cases DROP COLUMN hash",
    ],
)
def test_tables_that_are_not_those_that_were_made_are_damage(cluster: Cluster, address: str, statement: str) -> None:
    cluster.say(statement, _database(address))

    def use() -> None:
        with PostgresStore(address) as store:
            store.read("a-1")

    assert _code(use, StoreDamaged) == "lager.tabeller"
    assert run("status", "a-1", "--store", address).code == 4


def test_a_locked_case_is_a_conflict(cluster: Cluster, address: str) -> None:
    import psycopg

    with psycopg.connect(address) as other, PostgresStore(address, timeout=0.05) as store:
        other.execute("SELECT FROM flerpart_flow.cases FOR UPDATE")
        assert _code(lambda: store.append("a-1", line(2), 2), WriteConflict) == "lager.last"
        assert store.read("a-1").next_nr == 2  # who reads isn't kept waiting
        other.rollback()
        assert store.append("a-1", line(2), 2) == 3


def test_a_statement_that_the_server_stops_is_told(cluster: Cluster, address: str) -> None:
    cluster.say(f"ALTER DATABASE {_database(address)} SET statement_timeout = '50ms'")
    import psycopg

    with psycopg.connect(address) as other, PostgresStore(address) as store:
        other.execute("SELECT FROM flerpart_flow.cases FOR UPDATE")
        assert _code(lambda: store.append("a-1", line(2), 2)) == "lager.drojer"


def test_a_connection_that_is_lost_is_told_and_made_anew(cluster: Cluster, address: str) -> None:
    with PostgresStore(address) as store:
        cluster.say(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{_database(address)}'")
        assert _code(lambda: store.append("a-1", line(2), 2)) == "lager.tappat"
        assert store.append("a-1", line(2), 2) == 3
        assert list(verify(store)) == []


def test_a_server_that_is_away_is_told_and_used_when_it_is_back() -> None:
    with needed("fsync=off") as own:
        address = own.new()
        with PostgresStore(address) as store:
            store.append("a-1", header("a-1"), 0)
            own.stop(signal.SIGQUIT)
            assert _code(lambda: store.read("a-1")) == "lager.tappat"
            assert _code(lambda: store.append("a-1", line(1), 1)) == "lager.nas_inte"
            own.start()
            assert store.append("a-1", line(1), 1) == 2


def test_each_commit_reaches_the_disk(cluster: Cluster, address: str) -> None:
    """Also where the database lets others go on before that."""
    cluster.say(f"ALTER DATABASE {_database(address)} SET synchronous_commit = off")
    with PostgresStore(address) as store:
        assert store._connection.execute("SHOW synchronous_commit").fetchone() == ("on",)


def test_a_store_is_not_carried_over_a_fork_and_not_used_when_it_is_closed(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with PostgresStore(address) as store:
        here = os.getpid()
        monkeypatch.setattr(os, "getpid", lambda: here + 1)
        with pytest.raises(RuntimeError, match="fork"):
            store.read("a-1")
        monkeypatch.undo()
    with pytest.raises(RuntimeError, match="closed"):
        store.read("a-1")


def test_a_reference_that_no_database_can_hold_is_of_no_case(address: str) -> None:
    with PostgresStore(address) as store:
        for odd in ("a\0", "\ud800"):
            assert _code(lambda odd=odd: store.read(odd)) == "lager.saknas"  # type: ignore[misc]  # a default
            assert _code(lambda odd=odd: store.append(odd, line(1), 1), WriteConflict) == "lager.farre_rader"  # type: ignore[misc]  # a default


def test_many_references_and_moments_come_page_by_page(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    from flerpart_flow.store import pages

    monkeypatch.setattr(pages, "PAGE", 3)
    at = datetime(2026, 1, 1, tzinfo=UTC)
    with PostgresStore(cluster.new()) as store:
        for number in range(10):
            store.append(f"a-{number}", header(f"a-{number}"), 0, at + timedelta(days=number // 4))
        assert list(store.refs()) == [f"a-{number}" for number in range(10)]
        assert [one.ref for one in store.due(at + timedelta(days=2))] == [f"a-{number}" for number in range(8)]


def test_a_case_is_opened_and_goes_on_from_the_command_line(cluster: Cluster) -> None:
    asked, unit = ("--store", cluster.new()), ("--by", "kommun:ips")
    new = ("identifiera_behov", *unit, "--new", "flerpartsmote", "--municipality", "uppsala")
    assert run("record", "a-1", *new, *asked).code == 0
    call = ("record", "a-1", "kontaktforsok", "till=individ", *unit, "--nr")
    assert [run(*call, nr, *asked).code for nr in ("2", "7")] == [0, 3]
    assert (run("check", "a-1", *asked).code, run("check", "a-2", *asked).code) == (0, 2)
    with PostgresStore(asked[1]) as store:
        assert store.read("a-1").next_nr == 3


def test_all_the_cases_in_a_database_say_what_a_folder_says(cluster: Cluster, tmp_path: Path) -> None:
    address = cluster.new()
    with PostgresStore(address) as store:
        for log in cases(12):
            (tmp_path / log.name).write_bytes(log.read_bytes())
            store.append(ref_of(log), log.read_text(encoding="utf-8").splitlines(), 0)
    for asked, jobs in zip(ASKED, ("1", "1", "1", "2"), strict=True):
        of_folder, of_store = run(*asked, str(tmp_path)), run(*asked, "--store", address, "--jobs", jobs)
        assert (of_store.code, of_store.out, of_store.err) == (of_folder.code, of_folder.out, of_folder.err)
        assert (of_folder.code, len(of_folder.out) > 100) == (0, True)
        assert _let_go(cluster, address)


def test_without_the_driver_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert _code(lambda: open_store("postgresql://h/db")) == "lager.psycopg"
    ran = run("status", "a-1", "--store", "postgresql://h/db", "--lang", "en")
    assert (ran.code, "flerpart-flow[postgres]" in ran.err) == (2, True)
