"""An answer is never written over what a command reads, a log or a store; what it can't do it doesn't do by half."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.running import ROOT, run

LOG = ROOT / "examples" / "logs" / "pagaende_arende.jsonl"
STRAIGHT = str(ROOT / "examples" / "logs" / "rakt_igenom.jsonl")
WHO = "kommun:arbetsmarknad"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return Path(shutil.copy(LOG, tmp_path / "a.jsonl"))


@pytest.mark.parametrize("command", ["status", "check", "agenda", "outbox"])
def test_an_answer_is_not_written_over_the_log_that_it_is_about(command: str, log: Path) -> None:
    ran = run(command, str(log), "-o", str(log))
    assert (ran.code, ran.out) == (2, "")
    assert "över en fil som kommandot läser" in ran.err
    assert log.read_bytes() == LOG.read_bytes()


def test_nor_over_it_by_another_name_nor_over_another_log_or_a_store(log: Path, tmp_path: Path) -> None:
    link, other, store = tmp_path / "link.txt", tmp_path / "b.jsonl", tmp_path / "c.db"
    link.symlink_to(log)
    shutil.copy(LOG, other)
    store.write_bytes(b"SQLite format 3\0" + bytes(100))
    for target in (link, other, store):
        held = target.read_bytes()
        ran = run("status", str(log), "-o", str(target))
        assert ran.code == 2, target
        assert target.read_bytes() == held


def test_nor_over_the_overlay_that_it_judges_by(log: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text("[parameter]\nmin_parties = 2\n", encoding="utf-8")
    assert run("replay", str(log), "--overlay", str(own), "-o", str(own)).code == 2
    assert own.read_text(encoding="utf-8").startswith("[parameter]")


def test_an_answer_over_an_earlier_answer_is_as_before(log: Path, tmp_path: Path) -> None:
    target = tmp_path / "answer.txt"
    for _ in range(2):
        assert run("status", str(log), "-o", str(target)).code == 0
    assert target.read_text(encoding="utf-8").startswith("Ärende arende-2026-1005")


@pytest.mark.parametrize("output", ["nowhere/answer.txt", "a.jsonl", "."])
def test_nothing_is_recorded_where_the_answer_cannot_be_written(log: Path, tmp_path: Path, output: str) -> None:
    ran = run("record", str(log), "kontaktforsok", "till=individ", "--by", WHO, "-o", str(tmp_path / output))
    assert ran.code == 2
    assert log.read_bytes() == LOG.read_bytes()


def test_a_new_case_is_not_written_where_its_answer_is_to_be(tmp_path: Path) -> None:
    new = tmp_path / "new.jsonl"
    asked = ("record", str(new), "identifiera_behov", "--by", WHO, "--new", "flerpartsmote", "--case", "arende-1")
    assert run(*asked, "-o", str(new)).code == 2
    assert not new.exists()
    assert run(*asked, "-o", str(tmp_path / "answer.txt")).code == 0
    assert new.is_file()


def test_a_log_is_known_whatever_the_order_of_its_keys(log: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.jsonl"
    other.write_text('{"case": "arende-2", "routine": "ung_intro", "flerpart_flow": 1}\n', encoding="utf-8")
    assert run("status", str(log), "-o", str(other)).code == 2
    assert "arende-2" in other.read_text(encoding="utf-8")


def test_the_papers_of_one_recipient_are_theirs_alone(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    assert run("documents", STRAIGHT, "--to", "individ", "-o", str(folder)).code == 0
    names = sorted(path.name for path in folder.rglob("*.*"))
    assert names
    assert all(name.endswith("-individ.html") for name in names)
    assert (
        run("documents", STRAIGHT, "--to", "individ", "--after", names[-1][:4].lstrip("0"), "-o", str(folder)).code == 0
    )
    assert run("documents", STRAIGHT, "--to", "nobody", "-o", str(tmp_path / "no")).code == 2


@pytest.mark.parametrize("option", [("--draft",), ("--plan", "9"), ("--at", "2026-02-01")], ids=lambda one: one[0])
def test_what_is_for_one_paper_is_not_dropped_without_a_word(option: tuple[str, ...], tmp_path: Path) -> None:
    ran = run("documents", STRAIGHT, *option, "-o", str(tmp_path / "papers"))
    assert ran.code == 2
    assert ran.err.startswith(f"Fel: {option[0]}: Gäller bara ett enda papper.")
    assert not (tmp_path / "papers").exists()


def test_the_reasons_that_a_paper_is_refused_for_stand_on_lines_of_their_own() -> None:
    ran = run("documents", STRAIGHT, "--kind", "plan", "--to", "arbetsgivare", "--at", "2026-03-12", "--format", "text")
    assert ran.code == 1
    assert "\\n" not in ran.err
    assert [line.strip()[:6] for line in ran.err.splitlines()[1:2]] == ["HINDER"]


def test_a_calendar_reaches_far_enough_for_a_summons(tmp_path: Path) -> None:
    salt = tmp_path / "salt"
    salt.write_text("a secret of many letters", encoding="utf-8")
    asked = ("agenda", STRAIGHT, "--by", "arbetsformedlingen", "--at", "2026-02-01")
    assert "DTSTART" in run(*asked, "--format", "ics", "--salt-file", str(salt)).out
