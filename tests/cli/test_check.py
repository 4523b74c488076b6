"""``check``: the verdict, every reason, what follows from what, and the exit code."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import AF, ASSESSED, HEADER, RIGHT, ROOT, UNIT, WRONG, event, run, written

BEFORE_ASSESSMENT = {
    "norm": "FM-BEDOMNING-1",
    "severity": "block",
    "unknown": False,
    "text": "Behovet av samordning är inte bedömt i det här ärendet.",
    "cure_by": "initiativtagare",
    "cure": "bedom_behov",
    "cure_text": "initiativtagaren: bedöma behovet av samordning (bedom_behov)",
}


def test_a_log_that_follows_the_routine(right: str) -> None:
    ran = run("check", right)
    assert (ran.code, ran.err) == (0, "")
    assert "FÖLJER RUTINEN. 4 händelser." in ran.out
    assert "Fas: Samtycke" in ran.out
    assert "Nekas" not in ran.out


def test_a_refused_line_comes_with_its_norm_what_is_missing_and_the_cure(wrong: str) -> None:
    ran = run("check", wrong)
    assert (ran.code, ran.err) == (1, "")
    assert "FÖLJER INTE RUTINEN. 3 händelser." in ran.out
    assert "Nekade: 2, varav med egna fel: 1." in ran.out
    assert "nr 2 · 2026-01-14 09:00 · Erbjuda ett flerpartsmöte (erbjud_mote)" in ran.out
    assert "HINDER FM-BEDOMNING-1: Behovet av samordning är inte bedömt i det här ärendet." in ran.out
    assert "Normen: " in ran.out
    assert "→ initiativtagaren: bedöma behovet av samordning (bedom_behov)" in ran.out


def test_what_only_follows_stands_under_what_it_follows_from(wrong: str) -> None:
    lines = run("check", wrong).out.splitlines()
    at = lines.index("  Följer av nr 2 och nekas bara därför:")
    assert lines[at + 1].startswith("    - nr 3 · 2026-01-15 09:00 · Tacka ja")


def test_in_english(wrong: str) -> None:
    ran = run("check", wrong, "--lang", "en")
    assert "DOES NOT FOLLOW THE ROUTINE. 3 events." in ran.out
    assert "HINDRANCE FM-BEDOMNING-1: The need for coordination has not been assessed in this case." in ran.out
    assert "Follows from no. 2 and is refused only for that:" in ran.out


def test_the_newest_rules_are_said_to_be_used_when_the_log_names_none(right: str) -> None:
    assert "de nyaste, eftersom loggen inte anger några" in " ".join(run("check", right).out.split())


def test_as_json(wrong: str) -> None:
    ran = run("check", wrong, "--format", "json")
    assert ran.code == 1
    data = ran.data
    assert data["format"] == "flerpart_flow/check/1"
    assert data["follows_the_routine"] is False
    assert data["errors"] == []
    (log,) = data["logs"]
    assert log["log"] == wrong
    assert (log["case"], log["routine"], log["municipality"]) == ("arende-7", "flerpartsmote", "uppsala")
    assert log["rules"]["assumed"] is True
    assert (log["lines"], log["refused"], log["faults"], log["phase"]) == (3, 2, 1, "behov")
    first, second, third = log["verdicts"]
    assert (first["status"], first["refused"], first["findings"]) == ("accepted", False, [])
    (reason,) = second["findings"]
    assert {key: reason[key] for key in BEFORE_ASSESSMENT} == BEFORE_ASSESSMENT
    assert {key: second[key] for key in ("nr", "line", "event", "label", "occurred_at", "by", "status", "own")} == {
        "nr": 2,
        "line": 3,
        "event": "erbjud_mote",
        "label": "erbjuda ett flerpartsmöte",
        "occurred_at": "2026-01-14T09:00:00+01:00",
        "by": UNIT,
        "status": "refused",
        "own": ["FM-BEDOMNING-1"],
    }
    assert (third["refused"], third["follows"], third["own"]) == (True, 2, [])


def test_a_line_recorded_late_tells_which_lines_it_gave_their_ground(tmp_path: Path) -> None:
    late = event(4, "bedom_behov", "2026-01-13", **ASSESSED, recorded_at="2026-01-20T09:00:00+01:00")
    (tmp_path / "sen.jsonl").write_text(written(*WRONG, late), encoding="utf-8")
    ran = run("check", str(tmp_path / "sen.jsonl"))
    assert ran.code == 0
    assert "Registrerades 2026-01-20 09:00, efter senare händelser" in ran.out
    assert "Ger den grund som saknades: nr 2 och 3." in ran.out


def test_a_struck_line_is_marked_and_what_loses_its_ground_is_told(tmp_path: Path) -> None:
    struck = event(5, "ratta", "2026-01-20", ror=2, skal_kod="fel_arende")
    (tmp_path / "struken.jsonl").write_text(written(*RIGHT, struck), encoding="utf-8")
    ran = run("check", str(tmp_path / "struken.jsonl"))
    assert ran.code == 1
    assert "Stryker nr 2." in ran.out
    assert "Gör att detta inte längre har sin grund: nr 3 och 4." in ran.out
    data = run("check", str(tmp_path / "struken.jsonl"), "--format", "json").data
    assert [one["status"] for one in data["logs"][0]["verdicts"]] == [
        "accepted", "struck", "refused", "refused", "accepted",
    ]  # fmt: skip
    assert data["logs"][0]["verdicts"][4]["lost"] == [3, 4]
    assert [one["lost_by"] for one in data["logs"][0]["verdicts"]] == [None, None, 5, 5, None]
    assert (data["logs"][0]["refused"], data["logs"][0]["faults"]) == (2, 0)
    assert "Nekade:" not in ran.out
    assert "Förlorade sin grund i efterhand: 2." in ran.out
    assert ran.out.count("Godtogs när den registrerades; förlorade sin grund genom nr 5.") == 2
    english = run("check", str(tmp_path / "struken.jsonl"), "--lang", "en").out
    assert "Was accepted when it was recorded; lost its ground through no. 5." in english


def test_what_follows_from_a_line_that_lost_its_ground_stands_under_it(tmp_path: Path) -> None:
    told = event(5, "informera", "2026-01-16", anpassning=["lattlast"])
    struck = event(6, "ratta", "2026-01-20", ror=2, skal_kod="fel_arende")
    after = event(7, "ge_samtycke", "2026-01-21", "individ", enheter=[UNIT, AF], amnen=["arbete"])
    (tmp_path / "struken.jsonl").write_text(written(*RIGHT, told, struck, after), encoding="utf-8")
    ran = run("check", str(tmp_path / "struken.jsonl"))
    assert ran.code == 1
    assert "Nekade: 1, varav med egna fel: 0." in ran.out
    lines = ran.out.split("\nFörlorade sin grund i efterhand\n")[1].splitlines()
    at = lines.index("  Följer av nr 3 och nekas bara därför:")
    assert lines[at + 1].startswith("    - nr 7 · 2026-01-21")


def test_own_faults_are_counted_only_where_they_differ(tmp_path: Path) -> None:
    (tmp_path / "fel.jsonl").write_text(written(*WRONG[:2]), encoding="utf-8")
    assert "Nekade: 1.\n" in run("check", str(tmp_path / "fel.jsonl")).out


def test_a_measure_past_its_day_says_what_its_line_is(tmp_path: Path) -> None:
    log = ROOT / "src" / "flerpart_flow" / "routines" / "flerpartsmote" / "demo.jsonl"
    until = log.read_text(encoding="utf-8").splitlines(keepends=True)[:55]
    (tmp_path / "sen.jsonl").write_text("".join(until), encoding="utf-8")
    said = " ".join(run("status", str(tmp_path / "sen.jsonl"), "--at", "2026-06-10").out.split())
    assert "(åtgärd 1 i planen) · planen godkänd i nr 51; skulle vara klar 2026-06-05 · FM-AVVIK-5" in said


def test_a_corrected_line_is_named(tmp_path: Path) -> None:
    mended = event(5, "ratta", "2026-01-20", ror=2, skal_kod="felskrivning", ratt={"underlag": ["halsa", "arbete"]})
    (tmp_path / "rattad.jsonl").write_text(written(*RIGHT, mended), encoding="utf-8")
    ran = run("check", str(tmp_path / "rattad.jsonl"))
    assert ran.code == 0
    assert "Rättar nr 2." in ran.out


def test_an_accepted_line_with_a_warning_is_shown_shortly(tmp_path: Path) -> None:
    lines = (RIGHT[0], event(2, "bedom_behov", "2026-01-13", **{**ASSESSED, "individen_delaktig": "okant"}))
    (tmp_path / "varning.jsonl").write_text(written(*lines), encoding="utf-8")
    ran = run("check", str(tmp_path / "varning.jsonl"))
    assert ran.code == 0
    assert "Godtas, med varningar och upplysningar" in ran.out
    assert "Varning FM-BEDOMNING-2 (okänt): Det är okänt om individen har varit delaktig" in ran.out


def test_a_correction_with_a_field_that_the_event_has_not_is_damage_with_its_line(tmp_path: Path) -> None:
    mended = event(5, "ratta", "2026-01-20", ror=3, skal_kod="felskrivning", ratt={"plats": "Sal 1"})
    (tmp_path / "rattad.jsonl").write_text(written(*RIGHT, mended), encoding="utf-8")
    ran = run("check", str(tmp_path / "rattad.jsonl"))
    assert (ran.code, ran.out) == (4, "")
    assert "Rad 6" in ran.err


def test_several_logs_are_judged_and_the_highest_code_counts(right: str, wrong: str, tmp_path: Path) -> None:
    (tmp_path / "trasig.jsonl").write_text(written(*RIGHT)[:-20], encoding="utf-8")
    ran = run("check", right, wrong, str(tmp_path / "trasig.jsonl"))
    assert ran.code == 4
    assert "Loggar: 3. Följer rutinen: 1. Kunde inte läsas: 1." in ran.out
    assert ran.err.startswith(f"Fel: {tmp_path / 'trasig.jsonl'}: Rad 5")
    data = run("check", right, wrong, str(tmp_path / "trasig.jsonl"), "--format", "json").data
    assert [log["follows_the_routine"] for log in data["logs"]] == [True, False]
    (error,) = data["errors"]
    assert (error["log"], error["exit_code"]) == (str(tmp_path / "trasig.jsonl"), 4)
    assert run("check", right, wrong).code == 1
    assert run("check", right, right).code == 0


def test_from_stdin() -> None:
    assert run("check", "-", stdin=written(*RIGHT)).code == 0
    refused = run("check", "-", stdin=written(*WRONG), env={"LC_ALL": "C"})
    assert refused.code == 1
    assert refused.out.startswith("<stdin>\n")
    assert run("check", "-", "-").code == 2


@pytest.mark.parametrize(
    ("log", "said"),
    [
        (b"", "<stdin>: Loggen är tom."),
        (b"{}\n", "<stdin>: Rad 1: Den första raden är inget huvud."),
        (written(HEADER).encode(), "<stdin>: Rad 2: "),
        (written(event(1, "identifera_behov", "2026-01-12")).encode(), "Menade du: identifiera_behov"),
        (written(event(1, "identifiera_behov", "2026-01-12", by="kommun:arbetsmarkad")).encode(), "arbetsmarknad"),
        (written(RIGHT[0]).encode().replace(b"kommun", b"\xff"), "UTF-8"),
        (written(event(1, "identifiera_behov", "2026-01-12", recorded_at="2026-01-12T09:00:00")).encode(), "tidszon"),
    ],
)  # fmt: skip
def test_damage_is_told_with_its_place_and_gives_four(log: bytes, said: str) -> None:
    ran = run("check", "-", stdin=log)
    assert (ran.code, ran.out) == (4, "")
    assert said in ran.err


def test_a_personnummer_is_not_repeated() -> None:
    line = {**RIGHT[0], "recorded_by": "19121212-1212"}
    ran = run("check", "-", stdin=written(line))
    assert ran.code == 4
    assert "121212" not in ran.err


def test_rules_that_are_not_here_are_no_damage() -> None:
    pinned = {**HEADER, "rules": {"version": "1999.1", "digest": f"sha256:{'0' * 64}"}}
    ran = run("check", "-", stdin=written(*RIGHT, header=pinned))
    assert (ran.code, ran.out) == (2, "")
    assert "1999.1" in ran.err
    assert "2026.1" in ran.err


def test_an_overlay_changes_how_hard_a_norm_is(wrong: str, tmp_path: Path) -> None:
    overlay = tmp_path / "egen.toml"
    overlay.write_text('for = "flerpartsmote"\n[parameter]\nmin_parties = 3\n', encoding="utf-8")
    ran = run("check", wrong, "--overlay", str(overlay))
    assert ran.code == 1
    assert "med överlagring" in " ".join(ran.out.split())


@pytest.mark.parametrize(
    ("overlay", "said"),
    [
        ("[parameter]\nmin_partis = 3\n", "min_parties"),
        ("[parameter]\nmin_parties = 'tre'\n", "min_parties"),
        ("[norm.FM-SAMTYCKE-2]\nseverity = 'note'\n", "FM-SAMTYCKE-2"),
        ("inte toml", "TOML"),
    ],
)
def test_an_overlay_that_can_not_be_used(right: str, tmp_path: Path, overlay: str, said: str) -> None:
    path = tmp_path / "egen.toml"
    path.write_text(overlay, encoding="utf-8")
    ran = run("check", right, "--overlay", str(path))
    assert (ran.code, ran.out) == (2, "")
    assert str(path) in ran.err
    assert said in ran.err


def test_a_line_that_follows_and_has_faults_of_its_own_is_shown_with_both(tmp_path: Path) -> None:
    lines = (*WRONG, event(4, "ge_samtycke", "2026-01-16", "individ", enheter=[UNIT], amnen=["arbete"]))
    (tmp_path / "fel.jsonl").write_text(written(*lines), encoding="utf-8")
    ran = run("check", str(tmp_path / "fel.jsonl"))
    assert ran.code == 1
    assert "Följer av nr 2, men har också egna fel:" in ran.out
    assert "HINDER FM-SAMTYCKE-1" in ran.out


def test_a_log_with_nothing_but_a_header(tmp_path: Path) -> None:
    (tmp_path / "tom.jsonl").write_text(written(), encoding="utf-8")
    ran = run("check", str(tmp_path / "tom.jsonl"))
    assert (ran.code, ran.err) == (0, "")
    assert "Loggen har inga händelser än." in ran.out
    assert "FÖLJER" not in ran.out
    assert "The log has no events yet." in run("check", str(tmp_path / "tom.jsonl"), "--lang", "en").out


def test_the_log_of_the_demo_in_both_languages() -> None:
    log = str(ROOT / "src" / "flerpart_flow" / "routines" / "flerpartsmote" / "demo.jsonl")
    for lang, words in (("sv", "Nekade: 5.\n"), ("en", "Refused: 5.\n")):
        ran = run("check", log, "--lang", lang)
        assert ran.code == 1
        assert words in ran.out
        assert max(map(len, ran.out.splitlines())) <= 100


def test_shortly_each_log_is_one_line() -> None:
    logs = [str(ROOT / "examples" / "logs" / f"{name}.jsonl") for name in ("rakt_igenom", "mote_utan_samtycke")]
    ran = run("check", "--short", *logs)
    right, wrong = ran.out.replace("\n    ", " ").splitlines()[:2]
    assert ran.code == 1
    assert right.startswith(f"{logs[0]}: FÖLJER RUTINEN. ")
    assert wrong.startswith(f"{logs[1]}: FÖLJER INTE RUTINEN. Nekade: 7. Normer: ")
    assert "FM-SAMTYCKE-2" in wrong


def test_all_that_is_damaged_in_a_log_is_told_at_once_and_in_order(tmp_path: Path) -> None:
    lines = written(*RIGHT).splitlines()
    lines[2] = lines[2].replace('"nr": 2', '"nr": 9')  # the lines below are counted from it, and told for that once
    lines[3] = "{half a line"
    lines.insert(4, "")
    lines.append('{"nr": 5, "event": "informer"}')
    log = tmp_path / "skadad.jsonl"
    log.write_text("\n".join(lines) + "\n", encoding="utf-8")
    ran = run("check", str(log), "--lang", "en")
    assert ran.code == 4
    told = ran.err.splitlines()
    assert [one.split(f"{log}: ")[-1].split(":")[0] for one in told] == [
        "Line 3, field nr",
        "Line 4",
        "Line 5",
        "Line 6, field nr",
        "Line 7, field event",
    ]
    (error,) = run("check", str(log), "--format", "json").data["errors"]
    assert [(one["line"], one["field"]) for one in error["damage"]] == [
        (3, "nr"),
        (4, None),
        (5, None),
        (6, "nr"),
        (7, "event"),
    ]
    assert "half" not in str(error)


def test_a_line_that_is_gone_is_told_once(tmp_path: Path) -> None:
    lines = written(*RIGHT).splitlines()
    del lines[2]
    log = tmp_path / "kapad.jsonl"
    log.write_text("\n".join(lines) + "\n", encoding="utf-8")
    told = run("check", str(log), "--lang", "en").err.splitlines()
    assert [one.split(f"{log}: ")[-1].split(":")[0] for one in told] == ["Line 3, field nr"]


def test_no_more_than_a_hundred_faults_are_told_beside_the_first(tmp_path: Path) -> None:
    log = tmp_path / "skrap.jsonl"
    log.write_text(written() + "skräp\n" * 500, encoding="utf-8")
    assert len(run("check", str(log)).err.splitlines()) == 101
