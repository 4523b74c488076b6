"""``export``: files for other tools."""

from __future__ import annotations

from pathlib import Path

import pytest

from flerpart_flow import FLERPARTSMOTE, ROUTINES
from flerpart_flow.cli.commands.export import FORMATS
from flerpart_flow.export import as_bpmn, as_cmmn, as_dmn, ocel_of
from tests.across.logs import AT, accepted, folder
from tests.cli.running import run


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_it_writes_what_the_library_makes(lang: str, tmp_path: Path) -> None:
    ran = run("export", "bpmn", "--lang", lang)
    assert (ran.code, ran.err, ran.out) == (0, "", as_bpmn(FLERPARTSMOTE, lang=lang))
    other = tmp_path / "a.bpmn"
    ran = run("export", "bpmn", "--routine", "ung_intro", "-o", str(other), "--lang", lang)
    assert (ran.code, ran.err, ran.out) == (0, "", "")
    assert other.read_text(encoding="utf-8") == as_bpmn(ROUTINES["ung_intro"], lang=lang)
    assert run("export", "cmmn", "--lang", lang).out == as_cmmn(FLERPARTSMOTE, lang=lang)
    assert run("export", "dmn", "--lang", lang).out == as_dmn(lang=lang)


def test_an_overlay(tmp_path: Path) -> None:
    overlay = tmp_path / "egna.toml"
    overlay.write_text("[parameter]\nmin_parties = 3\nlead_time_weeks_others = 9\n", encoding="utf-8")
    rules = FLERPARTSMOTE.rules(overlay={"parameter": {"min_parties": 3, "lead_time_weeks_others": 9}})
    assert run("export", "bpmn", "--overlay", str(overlay)).out == as_bpmn(FLERPARTSMOTE, rules=rules)
    assert run("export", "dmn", "--overlay", str(overlay)).out == as_dmn(rules=rules)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("bpm",), "Menade du bpmn?"),
        (("xpdl",), "Välj"),
        (("bpmn", "--routine", "ung_intr"), "ung_intro"),
        (("dmn", "--routine", "ung_intro"), "--routine: Det hör bara till bpmn eller cmmn"),
        (("bpmn", "-o", "saknas/a.bpmn"), "saknas/a.bpmn: Mappen som svaret skulle skrivas i finns inte"),
        (("bpmn", "-o", "."), "mapp"),
        (("dmn", "--overlay", "saknas.toml"), "saknas.toml"),
    ],
)
def test_what_goes_wrong_is_said_plainly(words: tuple[str, ...], said: str) -> None:
    ran = run("export", *words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_every_format_is_in_the_help() -> None:
    assert all(form in run("export", "--help").out for form in FORMATS)


def test_the_courses_of_a_folder(tmp_path: Path) -> None:
    logs = tmp_path / "loggar"
    logs.mkdir()
    folder(logs, *(accepted(day) for day in range(1, 7)))
    ran = run("export", "ocel", str(logs), "--at", "2026-03-01", "--lang", "en")
    assert (ran.code, ran.err) == (0, "")
    assert ran.data == ocel_of(sorted(logs.glob("*.jsonl")), at=AT, lang="en")
    assert run("export", "ocel", str(logs), "--at", "2026-03-01", "--lang", "en", "--jobs", "2").data == ran.data
    (logs / "trasig.jsonl").write_text("{", encoding="utf-8")
    ran = run("export", "ocel", str(logs), "--at", "2026-03-01")
    assert (ran.code, len(ran.data["events"])) == (4, 12)
    assert "trasig.jsonl" in ran.err


def test_what_goes_wrong_with_a_folder_is_said_plainly(tmp_path: Path) -> None:
    overlay = tmp_path / "fel.toml"
    overlay.write_text("[parameter]\nlead_time_weeks_others = -1\n", encoding="utf-8")
    (tmp_path / "a.jsonl").write_text("{", encoding="utf-8")
    for words, said in (
        (("ocel",), "Ange en mapp med loggar, eller --store"),
        (("ocel", "saknas"), "saknas: Filen finns inte"),
        (("ocel", str(overlay)), "mapp"),
        (("ocel", str(tmp_path), "--min-group", "2"), "3"),
        (("ocel", str(tmp_path), "--overlay", str(overlay)), "lead_time_weeks_others"),
        (("ocel", str(tmp_path), "--routine", "ung_intro"), "--routine: Det hör bara till bpmn eller cmmn"),
        (("bpmn", str(tmp_path)), "MAPP: Det hör bara till ocel"),
        (("bpmn", "--jobs", "2"), "--jobs: Det hör bara till ocel"),
        (("cmmn", "--store", "sqlite:///saknas.db"), "--store: Det hör bara till ocel"),
        (("dmn", "--at", "2026-01-01"), "--at: Det hör bara till ocel"),
    ):
        ran = run("export", *words)
        assert (ran.code, ran.out) == (2, ""), words
        assert said in ran.err
