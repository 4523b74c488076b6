"""``form``: advice in words and as JSON, the decision table, and mistyped answers."""

from __future__ import annotations

from pathlib import Path

from flerpart_flow.across.form import FACTS, TABLES
from flerpart_flow.cli.commands import form
from tests.cli.running import run

SIP = ("--region", "ja", "--kommun", "ja", "--arbetsformedlingen", "nej", "--forsakringskassan", "nej")


def test_the_options_are_the_facts_of_a_question() -> None:
    assert form.FACTS == FACTS


def test_advice_comes_with_its_reason_and_norms() -> None:
    ran = run("form", *SIP, "--utomstaende", "nej", "--bedomning", "nej")
    assert (ran.code, ran.err) == (0, "")
    assert "Gemensamt möte: SIP" in ran.out
    assert "Normer: FM-REL-1, FM-BAKGRUND-3" in ran.out
    assert "Försäkringskassans eget möte: INGET" in ran.out
    assert "En person beslutar" in ran.out


def test_nothing_known_is_nothing_advised() -> None:
    ran = run("form", "--lang", "en")
    assert ran.code == 0
    assert ran.out.count("CAN'T TELL YET") == 2
    assert ran.out.count("Unknown: ") == len(FACTS)


def test_as_json() -> None:
    ran = run("form", *SIP, "--format", "json")
    data = ran.data
    assert data["format"] == "flerpart_flow/form/1"
    assert list(data["question"]) == list(FACTS)
    assert data["question"]["utomstaende"] == "okant"
    assert data["joint"]["form"] == "okant"
    assert data["joint"]["possible"] == ["sip", "flerpartsmote", "inget"]
    assert [one["fact"] for one in data["joint"]["unknown"]] == ["utomstaende", "rehabilitering"]
    assert data["joint"]["reasons"] == []
    assert data["own"]["known"] is False


def test_the_decision_table_in_words_and_as_json() -> None:
    ran = run("form", "--table", "--lang", "en")
    assert ran.code == 0
    assert ran.out.count("  Row ") == sum(len(table.rows) for table in TABLES)
    data = run("form", "--table", "--format", "json").data
    assert data["format"] == "flerpart_flow/form-table/1"
    assert [row["form"] for row in data["gemensamt"]["rows"]].count("flerpartsmote") == 2
    assert data["eget"]["rows"][0] == {
        "row": "forsakringskassan_bedomer",
        "when": {"bedomning": True},
        "form": "avstamningsmote",
        "text": data["eget"]["rows"][0]["text"],
        "norms": ["FM-BAKGRUND-2"],
    }


def test_the_table_is_not_shown_in_the_place_of_an_answer() -> None:
    ran = run("form", "--table", *SIP)
    assert (ran.code, ran.out) == (2, "")
    assert "--table: Tabellen visas för sig." in ran.err


def test_a_mistyped_answer_or_option_gets_the_nearest() -> None:
    ran = run("form", "--region", "nje")
    assert (ran.code, ran.out) == (2, "")
    assert "--region: Menade du nej" in ran.err
    assert "Menade du --kommun?" in run("form", "--komun", "ja").err


def test_an_overlay_changes_how_many_parties_it_takes(tmp_path: Path) -> None:
    overlay = tmp_path / "tre.toml"
    overlay.write_text("[parameter]\nmin_parties = 3\n", encoding="utf-8")
    needed = ("--kommun", "ja", "--arbetsformedlingen", "ja", "--rehabilitering", "ja")
    two = (*needed, "--region", "nej", "--forsakringskassan", "nej", "--format", "json")
    assert run("form", *two).data["joint"]["form"] == "flerpartsmote"
    assert run("form", *two, "--overlay", str(overlay)).data["joint"]["form"] == "inget"
