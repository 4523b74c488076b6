"""Cases in a store: opened with their first event, read one after another, and no event written twice."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from flerpart_flow import (
    FLERPARTSMOTE,
    Case,
    RulesNotInstalled,
    StoreDamaged,
    StoreError,
    WriteConflict,
    load,
    open_case,
)
from flerpart_flow.routines.flerpartsmote import IdentifieraBehov, Kontaktforsok
from flerpart_flow.store import MemoryStore, SqliteStore, cases_of, line_saying, load_log, record
from tests.engine.test_eras import BOTH, moved

NOW = datetime(2026, 1, 12, 9, tzinfo=UTC)
UNIT, OTHER = "kommun:arbetsmarknad", "kommun:ips"
NEED = IdentifieraBehov(occurred_at=NOW, by=UNIT)


def opened(store: Any, ref: str) -> Case[Any]:
    return record(store, open_case(FLERPARTSMOTE, ref), NEED, NOW, new=True)


def test_a_case_is_opened_with_its_first_event() -> None:
    store = MemoryStore()
    case = opened(store, "a")
    assert load_log(store, "a").case() == case
    assert opened(store, "a") == case, "the same again is no harm"


def test_a_case_that_exists_is_said_to_exist() -> None:
    store = MemoryStore()
    opened(store, "a")
    with pytest.raises(WriteConflict) as caught:
        record(store, open_case(FLERPARTSMOTE, "a"), IdentifieraBehov(occurred_at=NOW, by=OTHER), NOW, new=True)
    assert caught.value.code == "lager.finns_redan"
    assert "finns redan" in caught.value.text()
    assert len(load_log(store, "a").events) == 1


def test_the_cases_are_read_one_after_another_and_what_is_damaged_is_told(tmp_path: Path) -> None:
    with SqliteStore(tmp_path / "cases.db") as store:
        for ref in ("a", "b", "c"):
            opened(store, ref)
        with closing(sqlite3.connect(tmp_path / "cases.db")) as behind:
            behind.execute("UPDATE lines SET line = replace(line, 'identifiera', 'x') WHERE ref = 'b'")
            behind.commit()
        told: list[tuple[str, type[Exception]]] = []
        found = cases_of(store, unreadable=lambda ref, error: told.append((ref, type(error))))
        assert [case.header.case for case in found] == ["a", "c"]
        assert told == [("b", StoreDamaged)]
        with pytest.raises(StoreDamaged):
            list(cases_of(store))
    with pytest.raises(StoreError):
        load_log(MemoryStore(), "a")


def test_a_case_is_read_by_the_rules_of_a_registry(tmp_path: Path) -> None:
    store = MemoryStore()
    log = moved(tmp_path / "a.jsonl")
    store.append("arende-1", log.read_text(encoding="utf-8").splitlines(), 0)
    assert load_log(store, "arende-1", registry=BOTH).case() == load(log, registry=BOTH).case()
    assert [case.judged_from for case in cases_of(store, registry=BOTH)] == [1]
    with pytest.raises(RulesNotInstalled):
        load_log(store, "arende-1")


def test_a_line_that_says_the_same_is_found_whenever_it_was_written_down() -> None:
    store = MemoryStore()
    case = opened(store, "a")
    tried = Kontaktforsok(occurred_at=NOW, by=UNIT, till="individ")
    assert line_saying(case, tried) is None
    case = record(store, case, tried, NOW + timedelta(minutes=5))
    assert line_saying(case, tried) == 2
    assert line_saying(case, tried, after=2) is None
    assert line_saying(case, Kontaktforsok(occurred_at=NOW, by=OTHER, till="individ")) is None
    assert line_saying(case, Kontaktforsok(occurred_at=NOW, by=UNIT, till="individ", kanal="brev")) is None
