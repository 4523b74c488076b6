"""``replay``: what other rules would have said of a log, in words and as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from flerpart_flow.cli.input import loading
from flerpart_flow.engine.rules.rules import read_overlay
from tests.cli.running import ASSESSED, HEADER, RIGHT, ROOT, UNIT, event, run, written
from tests.second_version import ROUTINES, SECOND, TWO_VERSIONS

WITHOUT_THE_INDIVIDUAL = (
    RIGHT[0],
    event(2, "bedom_behov", "2026-01-13", **{**ASSESSED, "individen_delaktig": "nej"}),
    RIGHT[2],
    RIGHT[3],
)
STRICTER = '[norm."FM-BEDOMNING-2"]\nseverity = "block"\n'


@pytest.fixture(autouse=True)
def _two_versions(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if 2099.1, which nobody has adopted, were installed too."""
    monkeypatch.setattr(loading, "routines", lambda: ROUTINES)


@pytest.fixture
def put(tmp_path: Path) -> Any:
    """Writes a file and gives its path; a log is pinned to 2026.1, under an overlay if one is given."""

    def write(name: str, *lines: Mapping[str, Any], text: str = "", overlay: str | None = None) -> str:
        path = tmp_path / name
        if lines:
            rules = TWO_VERSIONS.rules("2026.1", None if overlay is None else read_overlay(Path(overlay)))
            pin = {
                "version": rules.version,
                "digest": rules.digest,
                **({"overlay": rules.overlay} if rules.overlay else {}),
            }
            text = written(*lines, header={**HEADER, "rules": pin})
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def test_lines_that_another_version_would_refuse_norm_by_norm(put: Any) -> None:
    ran = run("replay", put("a.jsonl", *WITHOUT_THE_INDIVIDUAL), "--rules", SECOND)
    assert (ran.code, ran.err) == (0, "")
    assert "Prövas mot regler 2099.1." in ran.out
    assert "SKULLE BLI ANNORLUNDA. nekas: 3" in ran.out
    assert "Skulle nekas" in ran.out.splitlines()
    assert "  − Varning FM-BEDOMNING-2: " in ran.out
    assert "  + HINDER FM-BEDOMNING-2: " in ran.out
    shown = ran.out.splitlines()
    at = shown.index("  Skulle nekas bara därför att nr 2 nekas:")
    led = [line.split(" · ")[0] for line in shown[at + 1 :] if line.startswith("    - nr ")]
    assert led == ["    - nr 3", "    - nr 4"]
    assert "Fasen i slutet: Samtycke → Behov" in ran.out
    assert "  - FM-BEDOMNING-2: varning → hinder" in ran.out
    assert "Ärendet fortsätter under de regler det startade under" in ran.out


def test_nothing_would_come_out_otherwise(put: Any) -> None:
    ran = run("replay", put("a.jsonl", *RIGHT), "--rules", SECOND, "--lang", "en")
    assert ran.code == 0
    assert "NOTHING WOULD COME OUT OTHERWISE." in ran.out
    assert "lead_time_weeks_others: 5 → 7" in ran.out


def test_an_overlay_may_be_tried_on_the_logs_own_version(put: Any) -> None:
    log, overlay = put("a.jsonl", *WITHOUT_THE_INDIVIDUAL), put("stricter.toml", text=STRICTER)
    ran = run("replay", log, "--overlay", overlay)
    assert ran.code == 0
    assert "Prövas mot regler 2026.1 med överlagring." in ran.out
    assert "nekas: 3" in ran.out


def test_a_line_that_follows_and_has_a_fault_of_its_own_too_is_told_its_own_only(put: Any) -> None:
    overlay = put("three.toml", text='[parameter]\nmin_parties = 3\n[norm."PR-DEF-1"]\nseverity = "block"\n')
    log = str(ROOT / "examples" / "logs" / "plan_utan_ansvarig.jsonl")
    shown = run("replay", log, "--overlay", overlay).out
    # PR-DEF-1 stands at the summons (line 12) and at the opening (line 14), which needs a summons, too.
    opening = shown.split("nr 14 · ")[1].split("nr 15 · ")[0]
    assert "Följer av nr 12, men har också egna fel:" in opening
    assert "+ HINDER PR-DEF-1: " in opening
    assert "FM-KALLELSE-1" not in opening
    assert "Nekas fortfarande; andra skäl bara därför att nr 14 nekas:" in shown


def test_as_json(put: Any) -> None:
    log = put("a.jsonl", *WITHOUT_THE_INDIVIDUAL)
    data = run("replay", log, "--rules", SECOND, "--format", "json").data
    assert data["format"] == "flerpart_flow/replay/1"
    assert (data["rules"]["version"], data["rules_tried"]["version"], data["same"]) == ("2026.1", SECOND, False)
    assert (data["phase"], data["phase_tried"], data["at"]) == ("samtycke", "behov", "2026-01-15T09:00:00+01:00")
    assert (data["refused"], data["allowed"]) == ([2, 3, 4], [])
    first = data["lines"][0]
    assert (first["nr"], first["line"], first["event"], first["turn"]) == (2, 3, "bedom_behov", "refused")
    assert first["norms"] == ["FM-BEDOMNING-2"]
    assert [(one["norm"], one["severity"]) for one in first["lost"]] == [("FM-BEDOMNING-2", "warn")]
    assert [(one["norm"], one["severity"]) for one in first["gained"]] == [("FM-BEDOMNING-2", "block")]
    assert data["lines"][1]["after"]["follows"] == 2
    assert data["differences"]["parameters"]["no_response_attempts"] == [2, 3]
    was, becomes = data["differences"]["norms"]["FM-BEDOMNING-2"]
    assert (was["severity"], becomes["severity"]) == ("warn", "block")
    assert all(change["before"] or change["after"] for change in data["duties"])


def test_duties_at_another_moment(put: Any) -> None:
    log, overlay = put("a.jsonl", *RIGHT[:2]), put("soon.toml", text="[parameter]\noffer_workdays = 1\n")
    asked = ("replay", log, "--overlay", overlay)
    assert "INGET SKULLE BLI ANNORLUNDA." in run(*asked).out
    late = run(*asked, "--at", "2026-02-02").out
    assert "Plikter 2026-02-02 23:59" in late
    assert "öppen → sen" in late


def test_a_deviation_that_would_no_longer_be_proposed_is_told_with_its_measure(put: Any) -> None:
    """Were the first plan let through, without anybody for a measure, the later one is no plan that can be broken."""
    softer = put("o.toml", text='[norm."FM-PLAN-3"]\nseverity = "warn"\n[norm."FM-PLAN-4"]\nseverity = "warn"\n')
    log = str(ROOT / "examples/logs/plan_utan_ansvarig.jsonl")
    out = " ".join(run("replay", log, "--overlay", softer, "--at", "2027-01-01").out.split())
    assert "Möjliga avvikelser 2027-01-01 23:59 Skulle inte föreslås: - Arbetsförmedlingen: en planerad åtgärd" in out
    assert "Skulle föreslås:" not in out


def test_a_log_under_an_overlay_of_its_own(put: Any) -> None:
    own = put("own.toml", text='name = "Egen"\n[parameter]\nmin_parties = 3\n')
    log = put("a.jsonl", *WITHOUT_THE_INDIVIDUAL, overlay=own)
    stricter = put("stricter.toml", text=STRICTER)
    kept = run("replay", log, "--rules", SECOND, "--overlay", own, "--format", "json")
    assert (kept.code, kept.data["refused"]) == (0, [2, 3, 4])
    assert kept.data["rules"]["overlay"] == kept.data["rules_tried"]["overlay"] is not None
    tried = run("replay", log, "--overlay", stricter, "--own-overlay", own, "--format", "json").data
    assert (tried["refused"], tried["differences"]["parameters"]) == ([2, 3, 4], {"min_parties": [3, 2]})
    lacking = run("replay", log, "--overlay", stricter)
    assert lacking.code == 0
    assert "är inte installerade: raderna läses som godtagna" in lacking.out
    assert "2026.1" in lacking.out.splitlines()[1]
    assert "Skulle nekas" in lacking.out.splitlines()


def test_rules_that_lack_a_code_of_the_log(put: Any) -> None:
    own = put(
        "own.toml", text='[enhet."region:smartvard"]\npart = "region"\nsv = "smärtvården"\nen = "the pain clinic"\n'
    )
    lines = (event(1, "identifiera_behov", "2026-01-12", by="region:smartvard"),)
    ran = run("replay", put("a.jsonl", *lines, overlay=own), "--rules", SECOND, "--own-overlay", own)
    assert (ran.code, ran.out) == (2, "")
    assert "Reglerna 2099.1 kan inte pröva loggen: rad 2, fältet by" in ran.err


def test_from_stdin() -> None:
    ran = run("replay", "-", "--rules", "2026.1", stdin=written(*WITHOUT_THE_INDIVIDUAL))
    assert ran.code == 0
    assert ran.out.startswith("<stdin>")
    assert "Nekades bara därför att nr 2 nekades:" in ran.out
    assert "godtas: 3" in ran.out  # the log names no rules, so it is compared from the newest, 2099.1


@pytest.mark.parametrize(
    ("more", "code", "said"),
    [
        ((), 2, "Ange --rules VERSION, --overlay FIL eller båda"),
        (
            ("--rules", "2026.2"),
            2,
            "--rules: Den versionen är inte installerad för rutinen flerpartsmote. Menade du 2026.1",
        ),
        (("--rules", "xyzzy"), 2, "Installerade: 2026.1 och 2099.1."),
        (("--overlay", "finns-inte.toml"), 2, "finns-inte.toml: Filen finns inte."),
        (("--rules", SECOND, "--at", "i går"), 2, "--at: Ingen tidpunkt."),
        (("--rule", SECOND), 2, "Menade du --rules"),
    ],
)
def test_bad_input_is_told(more: tuple[str, ...], code: int, said: str, put: Any) -> None:
    ran = run("replay", put("a.jsonl", *RIGHT), *more)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err


def test_a_damaged_log_and_one_that_is_not_there(put: Any) -> None:
    ran = run("replay", put("a.jsonl", text="{}\n"), "--rules", SECOND)
    assert (ran.code, ran.out) == (4, "")
    assert run("replay", "finns-inte.jsonl", "--rules", SECOND).code == 2
    overlay = put("wrong.toml", text="[parameter]\nmin_partis = 3\n")
    ran = run("replay", put("b.jsonl", event(1, "identifiera_behov", "2026-01-12", by=UNIT)), "--overlay", overlay)
    assert ran.code == 2
    assert "min_parties" in ran.err
