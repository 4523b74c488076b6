"""``compare`` on the command line: in words, as JSON, as logs, and what it can't compare."""

from __future__ import annotations

import errno
import json
import os
import re
import stat
from pathlib import Path
from typing import Any

import pytest

from flerpart_flow.cli.input.rule_sets import named, rules_named
from flerpart_flow.engine.files.claim import Claim
from flerpart_flow.proof.compare import comparing
from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE
from tests.cli.running import ROOT, run
from tests.second_version import SECOND, TWO_VERSIONS

pytestmark = pytest.mark.xdist_group("compared")

SMALL = '[norm."FM-BEDOMNING-2"]\nseverity = "block"\n[norm."FM-BEDOMNING-4"]\nseverity = "note"\n'
LONG = ("--seconds", "600")
DAYS = "[parameter]\nfirst_contact_workdays = 5\n"


@pytest.fixture
def put(tmp_path: Path) -> Any:
    """Writes an overlay and gives its path."""

    def write(name: str, text: str) -> str:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def test_what_becomes_stricter_with_who_and_by_which_norm_in_words(put: Any, tmp_path: Path) -> None:
    ran = run("compare", "2026.1", put("b.toml", SMALL), "--logs", str(tmp_path / "fall"))
    assert (ran.code, ran.err) == (0, "")
    said = re.sub(r"\s+", " ", ran.out)
    assert "B GER ANDRA SVAR ÄN A." in said
    assert "- FM-BEDOMNING-2: varning → hinder" in said
    assert "STRÄNGARE bedöma behovet av samordning (bedom_behov)" in said
    assert "ja, med varning → nej (FM-BEDOMNING-2: varning → hinder)" in said
    assert "Bevisat: blir aldrig lösare, för vikten blir bara tyngre." in said
    assert "Bevisat samma svar i alla ärenden som står lika (52)" in said
    written = list((tmp_path / "fall").glob("*.jsonl"))
    assert [path.name for path in written] == ["bedom_behov-behov-kommun_arbetsmarknad-stricter.jsonl"]
    assert len(written[0].read_text(encoding="utf-8").splitlines()) == 3  # the header, the need, the assessment


def test_the_same_in_english_and_what_does_nothing(put: Any) -> None:
    ran = run("compare", "2026.1", put("b.toml", SMALL), "--lint", "--lang", "en")
    said = re.sub(r"\s+", " ", ran.out)
    assert "STRICTER assess the need for coordination" in said
    assert "norm.FM-BEDOMNING-4: no event is judged by the norm." in said
    assert "Was not the reason in any case: FF-ALDER-1" in said


def test_as_json_every_key_is_on_the_page(put: Any) -> None:
    found = run(
        "compare", put("a.toml", DAYS), f"2026.1+{put('b.toml', SMALL)}", *LONG, "--format", "json", "--lint"
    ).data
    assert found["format"] == "flerpart_flow/compare/1"
    assert (found["same"], found["tried"]["whole"]) == (False, True)
    assert found["differences"]["parameters"] == {"first_contact_workdays": [5, 0]}
    by_name = {one["event"]: one for one in found["events"]}
    assert by_name["bedom_behov"]["state"] == "stricter"
    assert by_name["bedom_behov"]["changes"][0]["turned"] == "refused"
    assert [one["name"] for one in found["duties"] if one["state"] == "later"] == [
        "paborja_planering",
        "ta_forsta_kontakt",
    ]
    page = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    section = page.split("\n## compare\n")[1].split("\n## ")[0] + page.split("## What the answers are made of")[1]
    named = set(re.findall(r"`([a-z_]+)`", section.split("## check")[0])) | {"format", "first_contact_workdays"}
    assert _keys({**found, "differences": {**found["differences"], "norms": {}}}) - named == set()


def _keys(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for held in value.values() for key in _keys(held)}
    return {key for held in value for key in _keys(held)} if isinstance(value, list) else set()


def test_the_same_rules_are_proved_to_be_the_same() -> None:
    ran = run("compare", "2026.1", "2026.1", "--routine", "ung_intro", "--lang", "en")
    assert "THE SAME ANSWER IN EVERY CASE." in ran.out
    assert "UNEXPLORED" not in ran.out


def test_what_only_the_work_list_reads_changes_no_answer(put: Any) -> None:
    text = 'for = "ung_intro"\n[parameter]\nattention_workdays = 9\n'
    ran = run("compare", "2026.1", put("b.toml", text), "--lang", "en")
    assert "attention_workdays: 5 → 9 (decides nothing)" in ran.out
    assert "THE SAME ANSWER IN EVERY CASE." in ran.out


def test_where_no_case_shows_it_nothing_is_called_the_same(put: Any) -> None:
    text = 'for = "flerpartsmote"\n[norm."FM-KALLELSE-3"]\nseverity = "block"\n'
    ran = run("compare", "2026.1", put("b.toml", text), "--seconds", "1", "--lang", "en")
    said = re.sub(r"\s+", " ", ran.out)
    assert "NO CASE FOUND, but something that can decide an answer differs." in said
    assert "UNEXPLORED correct" in said
    assert "Unexplored: no case shows FM-KALLELSE-3." in said
    assert "THE SAME ANSWER IN EVERY CASE" not in said


def test_a_code_that_only_one_has_is_told(put: Any) -> None:
    ran = run("compare", "2026.1", put("b.toml", '[amne.fritid]\nsv = "fritid"\nen = "leisure"\n'), "--lang", "en")
    said = re.sub(r"\s+", " ", ran.out)
    assert "Only in B: amne.fritid. A log with it can't be read under A." in said
    assert "THE SAME ANSWER IN EVERY CASE" not in said
    assert "Reads what differs: amne." in said  # it may go through all topics, for all that its code tells


def test_rules_of_a_folder_by_their_digest(put: Any, tmp_path: Path) -> None:
    put("2026-10.toml", f'for = "flerpartsmote"\n{SMALL}')
    digest = FLERPARTSMOTE.rules(
        overlay={"norm": {"FM-BEDOMNING-2": {"severity": "block"}, "FM-BEDOMNING-4": {"severity": "note"}}}
    ).digest
    ran = run("compare", "2026.1", digest, "--rules-dir", str(tmp_path), "--format", "json")
    assert {one["event"] for one in ran.data["events"] if one["state"] != "same"} == {"bedom_behov"}


def test_a_version_is_named_alone_and_under_an_overlay(put: Any) -> None:
    alone = rules_named(named(SECOND), TWO_VERSIONS, None)
    under = rules_named(named(f"{SECOND}+{put('b.toml', DAYS)}"), TWO_VERSIONS, None)
    meant = rules_named(named(put("c.toml", f'version = "2026.1"\n{DAYS}')), TWO_VERSIONS, None)
    assert (alone.version, under.version, meant.version) == (SECOND, SECOND, "2026.1")
    assert [one.parameters["first_contact_workdays"] for one in (alone, under, meant)] == [0, 5, 5]


@pytest.mark.parametrize(
    ("a", "b", "says"),
    [
        ("2025.1", "2026.1", "Den versionen är inte installerad för rutinen flerpartsmote. Menade du 2026.1?"),
        ("2026.1", f"sha256:{'0' * 64}", "Inga installerade regler har den kontrollsumman."),
        ("2026.1", "finns-inte.toml", "finns inte"),
        ("2026.1", ('[norm."FM-SAMTYCKE-5"]\nseverity = "note"\n',), "FM-SAMTYCKE-5 skyddar individen"),
        (('for = "ung_intro"\n',), ('for = "flerpartsmote"\n',), "Överlagringarna är för var sin rutin"),
    ],
)
def test_what_cannot_be_compared_is_told(put: Any, a: Any, b: Any, says: str) -> None:
    names = [one if isinstance(one, str) else put(f"{place}.toml", one[0]) for place, one in (("a", a), ("b", b))]
    ran = run("compare", *names)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err


def test_a_folder_that_cannot_be_written_is_told_before_anything_is_compared(
    put: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flerpart_flow.proof.compare.compare_rules", None)
    taken = put("b.toml", SMALL)
    ran = run("compare", "2026.1", taken, "--logs", taken)
    assert (ran.code, ran.out) == (2, "")
    assert taken in ran.err


def test_logs_are_written_whole_or_not_at_all(put: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full, or somebody else writes the same log: what was there stands, and nothing is left beside it."""
    asked = ("compare", "2026.1", put("b.toml", SMALL), "--logs", str(tmp_path / "fall"))
    assert run(*asked).code == 0
    (log,) = (tmp_path / "fall").iterdir()
    whole, mode = log.read_bytes(), stat.S_IMODE(log.stat().st_mode)
    assert mode == 0o644
    with Claim(log):
        taken = run(*asked)
    assert (taken.code, taken.out) == (3, "")
    assert str(log) in taken.err

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    log.write_bytes(b"what was there\n")
    monkeypatch.setattr("os.fsync", full)
    ran = run(*asked)
    assert (ran.code, ran.out) == (2, "")
    assert str(log) in ran.err
    assert [one.read_bytes() for one in (tmp_path / "fall").iterdir()] == [b"what was there\n"]
    monkeypatch.undo()
    assert run(*asked).code == 0
    assert log.read_bytes() == whole


def test_a_routine_without_examples_is_told(put: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparing, "stories_of", lambda routine, rules: None)
    ran = run("compare", "2026.1", put("b.toml", SMALL))
    assert (ran.code, ran.out) == (2, "")
    assert "Rutinen har inga exempel att pröva reglerna på." in ran.err


def test_an_answer_is_never_written_over_an_overlay_that_is_read(put: Any) -> None:
    overlay = put("b.toml", SMALL)
    for name in (overlay, f"2026.1+{overlay}"):
        assert run("compare", "2026.1", name, "-o", overlay).code == 2
    assert Path(overlay).read_text(encoding="utf-8") == SMALL


def test_a_log_of_a_case_is_read_back(put: Any, tmp_path: Path) -> None:
    overlay = put("b.toml", SMALL)
    run("compare", "2026.1", overlay, "--logs", str(tmp_path / "fall"))
    log = str(next((tmp_path / "fall").glob("*.jsonl")))
    assert json.loads(Path(log).read_text(encoding="utf-8").splitlines()[0]).get("rules") is None
    assert (run("check", log).code, run("check", log, "--overlay", overlay).code) == (0, 1)
