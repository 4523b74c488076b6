"""``--rules-dir``: a case that has moved on is judged by the rules of each line; what none judge is said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import Ran, run
from tests.engine.test_eras import NEW, OLD, moved
from tests.stories import ARBETSMARKNAD

WEEKS = {"old": 4, "new": 6}


@pytest.fixture
def log(tmp_path: Path) -> str:
    """Four lines: two under the old rules, the change, and one under the new."""
    return str(moved(tmp_path / "a.jsonl"))


def _rules(folder: Path, *names: str) -> tuple[str, str]:
    folder.mkdir()
    for name in names:
        text = f'for = "flerpartsmote"\n[parameter]\nlead_time_weeks_others = {WEEKS[name]}\n'
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return ("--rules-dir", str(folder))


def test_with_both_rules_every_line_is_judged(log: str, tmp_path: Path) -> None:
    ran = run("check", log, *_rules(tmp_path / "rules", "old", "new"))
    assert ran.code == 0
    assert "FÖLJER RUTINEN. 4 händelser." in ran.out
    assert "Gick vid händelse 3 över till reglerna 2026.1" in ran.out


def test_without_the_old_rules_it_is_said_from_which_line_it_is_judged(log: str, tmp_path: Path) -> None:
    asked = ("check", log, *_rules(tmp_path / "rules", "new"))
    ran = run(*asked)
    assert ran.code == 0
    assert "FÖLJER RUTINEN FRÅN HÄNDELSE 3. 4 händelser." in ran.out
    assert "Prövas från och med händelse 3." in ran.out
    data = run(*asked, "--format", "json").data
    assert (data["follows_the_routine"], data["logs"][0]["judged_from"]) == (True, 3)
    assert [one["status"] for one in data["logs"][0]["verdicts"]] == ["accepted"] * 4


@pytest.mark.parametrize("names", [(), ("old",)], ids=["neither", "only the old"])
def test_without_the_rules_that_hold_now_nothing_is_said_to_follow_the_routine(
    log: str, tmp_path: Path, names: tuple[str, ...]
) -> None:
    asked = ("check", log, *_rules(tmp_path / "rules", *names))
    ran = run(*asked)
    assert ran.code == 2
    assert "PRÖVAS INTE. 4 händelser." in ran.out
    assert "FÖLJER" not in ran.out
    assert "över till regler som inte är installerade" in ran.out
    short = run(*asked, "--short", "--lang", "en")
    assert "NOT JUDGED." in short.out
    data = run(*asked, "--format", "json").data
    log_of: dict[str, Any] = data["logs"][0]
    assert data["follows_the_routine"] is log_of["follows_the_routine"] is log_of["judged_from"] is None


def test_without_the_rules_that_hold_now_a_case_can_only_move_on(log: str, tmp_path: Path) -> None:
    rules = _rules(tmp_path / "rules", "old")
    data = run("status", log, *rules, "--format", "json", "--at", "2026-02-01").data
    assert [one["event"] for one in data["possible"]] == ["byt_regler"]
    assert data["rules"]["version"] is None
    why = run("why", log, "erbjud_mote", *rules, "--at", "2026-02-01")
    assert why.code == 2
    assert "inte är installerade" in why.err


def test_a_picture_of_a_case_is_drawn_by_the_rules_that_it_moved_on_to(log: str, tmp_path: Path) -> None:
    asked = ("diagram", "case", "--log", log, "--format", "table", "--at", "2026-02-01")
    ran = run(*asked, *_rules(tmp_path / "rules", "old", "new"))
    assert (ran.code, ran.err) == (0, "")
    assert NEW.digest.removeprefix("sha256:")[:12] in ran.out
    assert OLD.digest.removeprefix("sha256:")[:12] not in ran.out


@pytest.mark.parametrize("names", [(), ("old",)], ids=["neither", "only the old"])
def test_a_picture_of_a_case_whose_rules_are_not_here_would_tell_of_others_and_is_not_drawn(
    log: str, tmp_path: Path, names: tuple[str, ...]
) -> None:
    rules = _rules(tmp_path / "rules", *names)
    ran = run("diagram", "case", "--log", log, "--format", "table", *rules, "--at", "2026-02-01")
    assert (ran.code, ran.out) == (2, "")
    assert NEW.digest in ran.err
    assert run("diagram", "overview", "--format", "table", *rules).code == 0


@pytest.mark.parametrize("place", ["file", "store"])
def test_a_case_is_opened_under_the_rules_of_a_folder_and_moves_on_when_they_change(place: str, tmp_path: Path) -> None:
    """The organisation's overlay is changed under a running case; what it opened under is gone."""
    where = (str(tmp_path / "a.jsonl"),) if place == "file" else ("a", "--store", f"sqlite:///{tmp_path / 'cases.db'}")

    def record(*said: str) -> Ran:
        return run("record", where[0], *said, "--by", ARBETSMARKNAD, *where[1:])

    old, new = _rules(tmp_path / "before", "old"), _rules(tmp_path / "after", "new")
    named = ("--case", "a") if place == "file" else ()
    assert record("identifiera_behov", "--new", "flerpartsmote", *named, *old).code == 0
    kept = run("status", *where, *old, "--format", "json").data["rules"]["digest"]
    assert kept == OLD.digest

    lost = record("kontaktforsok", "till=individ", *new)
    assert (lost.code, lost.out) == (2, "")
    assert OLD.digest in lost.err
    assert "--rules-dir" in run("status", *where).err
    nowhere = record("byt_regler", f"fran_regler={kept}", f"till_regler=sha256:{'a' * 64}", *new)
    assert (nowhere.code, nowhere.out) == (2, "")
    assert f"sha256:{'a' * 64}" in nowhere.err

    assert record("byt_regler", f"fran_regler={kept}", f"till_regler={NEW.digest}", *new).code == 0
    assert record("kontaktforsok", "till=individ", *new).code == 0
    assert "FÖLJER RUTINEN FRÅN HÄNDELSE 2. 3 händelser." in run("check", *where, *new).out


def test_what_is_wrong_with_the_folder_is_told_once_and_names_it(tmp_path: Path) -> None:
    logs, rules = tmp_path / "logs", tmp_path / "rules"
    logs.mkdir()
    moved(logs / "a.jsonl")
    moved(logs / "b.jsonl")
    rules.mkdir()
    for name in ("en", "ett"):
        text = f'for = "flerpartsmote"\n[amne.fritid]\nsv = "{name}"\nen = "leisure"\n'
        (rules / f"{name}.toml").write_text(text, encoding="utf-8")
    for asked in (("worklist",), ("report",), ("export", "ocel")):
        told = run(*asked, str(logs), "--rules-dir", str(rules))
        assert (told.code, told.out) == (2, "")
        assert told.err.startswith(f"Fel: {rules}: {rules / 'en.toml'} och {rules / 'ett.toml'} är olika regler")
        assert told.err.count("\n") == 1
