"""``norms``, ``schema`` and ``demo``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flerpart_flow import FLERPARTSMOTE
from flerpart_flow.proof import evidence
from tests.cli.running import run

KEYS = {
    "id", "source", "heading", "modality", "bearer", "severity", "severity_for", "fixed", "class", "ceiling",
    "text", "read_as", "same_as", "parameters", "readings", "valid_from", "valid_to", "as_of", "carried_by",
    "twins", "tests",
}  # fmt: skip
KINDS = {"guards", "duties", "fields", "moves", "deviations", "tables"}


def test_the_catalogue_is_a_plain_list_with_every_norm() -> None:
    data = run("norms", "--format", "json").data
    assert isinstance(data, list)
    assert [one["id"] for one in data] == list(FLERPARTSMOTE.rules().norms)
    assert sum(one["id"].startswith(("FM-", "PR-")) for one in data) >= 121
    for one in data:
        assert set(one) == KEYS
        assert one["source"] == "flerpart_flow" or not one["id"].startswith("FF-")
        assert set(one["text"]) == {"sv", "en"}
        if "reason" in one["carried_by"]:
            assert set(one["carried_by"]["reason"]) == {"sv", "en"}
        else:
            assert set(one["carried_by"]) == KINDS
            assert any(one["carried_by"].values())


def test_what_the_document_says_and_how_it_is_read_are_shown_apart() -> None:
    told = run("norms", "FM-ROLL-2").out
    assert "Rutinen: Initiativtagaren är mötets ordförande." in told
    assert "Så läser vi det: Någon annan leder mötet" in told
    assert "Så läser vi det" not in run("norms", "FM-KALLELSE-9").out
    assert "How we read it: Somebody else chairs" in run("norms", "FM-ROLL-2", "--lang", "en").out
    data = run("norms", "FM-ROLL-2", "--format", "json").data
    assert data["text"]["sv"] == "Initiativtagaren är mötets ordförande."
    assert data["read_as"]["en"].startswith("Somebody else chairs")
    assert run("norms", "FM-KALLELSE-9", "--format", "json").data["read_as"] is None


def test_a_norm_says_the_most_that_it_can_do() -> None:
    assert run("norms", "PR-AF-4", "--format", "json").data["ceiling"] == "warn"
    assert "högst varning" in run("norms", "PR-AF-4").out
    assert run("norms", "FM-ROLL-2", "--format", "json").data["ceiling"] is None


def test_one_norm_as_json() -> None:
    data = run("norms", "fm-samtycke-5", "--format", "json").data
    assert data["format"] == "flerpart_flow/norm/1"
    assert (data["modality"], data["bearer"], data["severity"], data["fixed"]) == ("right", "individ", "block", True)
    assert data["class"] == ["P"]
    assert data["carried_by"]["moves"] == ["aterkalla_samtycke", "begransa_samtycke"]


@pytest.mark.parametrize(("norm", "why"), [("FM-BAKGRUND-1", "Till för att läsas"), ("FM-ADRESS-1", "slå upp")])
def test_what_nothing_carries_says_why(norm: str, why: str) -> None:
    assert why in run("norms", norm, "--format", "json").data["carried_by"]["reason"]["sv"]
    assert why in run("norms", norm).out


def test_the_tests_of_a_norm_are_sentences_and_the_first_few() -> None:
    few, every = run("norms", "FM-SAMTYCKE-2").out, run("norms", "FM-SAMTYCKE-2", "--tests").out
    count = len(run("norms", "FM-SAMTYCKE-2", "--format", "json").data["tests"])
    assert few.count("    - ") == 6
    assert f"… och {count - 6} till (--tests visar alla)" in few
    assert "    - Topics named for a unit do not cover it.\n" in few
    assert every.count("    - ") == count
    assert "--tests" not in every


def test_a_header_with_a_case_and_a_municipality() -> None:
    header = json.loads(run("schema", "--header", "--case", "akt 12", "--municipality", "uppsala").out)
    assert (header["case"], header["municipality"]) == ("akt 12", "uppsala")
    assert run("check", "-", stdin=json.dumps(header) + "\n").code == 0


def test_the_table() -> None:
    ran = run("norms")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[0].split() == ["Norm", "Allvar", "Klass", "Bärs", "av"]
    assert "plikt paborja_planering" in ran.out
    assert "villkor alla händelser" in ran.out
    assert "Severity" in run("norms", "--lang", "en").out


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_norm_can_be_shown_whole(lang: str) -> None:
    for norm in FLERPARTSMOTE.rules().norms.values():
        ran = run("norms", norm.id, "--lang", lang)
        assert ran.code == 0
        assert norm.text(lang).split()[0] in ran.out
    assert "hinder när det gäller att lämna en uppgift" in " ".join(run("norms", "FM-SAMTYCKE-6").out.split())
    assert "lead_time_weeks_region = 6:" in run("norms", "FM-BOKNING-2").out


def test_the_schema_and_a_header_that_it_accepts() -> None:
    from jsonschema import Draft202012Validator

    schema = run("schema").data
    assert schema["$id"] == "flerpart_flow/journal/1/flerpartsmote"
    header = json.loads(run("schema", "--header").out)
    Draft202012Validator(schema).validate(header)
    assert header["rules"]["version"] == "2026.1"
    assert "identify" in json.dumps(run("schema", "--lang", "en").data["$defs"]["event.identifiera_behov"]["title"])


def test_a_log_that_begins_with_the_header_is_judged() -> None:
    from tests.cli.running import RIGHT

    log = run("schema", "--header").out + "".join(json.dumps(line) + "\n" for line in RIGHT)
    ran = run("check", "-", stdin=log)
    assert ran.code == 0
    assert "regler 2026.1\n" in ran.out


DEMO_TELLS = {
    "sv": (
        "Fas: Samtycke", "Fas: Vilande", "Fas: Uppföljning och revision", "Fas: Avslut", "NEKAS · ",
        "HINDER FM-BEDOMNING-1", "HINDER FM-SAMTYCKE-1", "HINDER FM-BOKNING-1", "HINDER FM-SAMTYCKE-4",
        "HINDER FM-SAMTYCKE-2", "Varning PR-FORB-3", "Varning FM-BOKNING-2", "boka om mötet", "återkalla samtycket",
        "revidera planen", "ersätta planen med en ny", "en kallad part uteblev från mötet",
        "en planerad åtgärd har inte genomförts", "Ger den grund som saknades: nr 16.", "Nr 33 är rättad.",
        "Mål: ”Arbeta halvtid”",
        "Åtgärd: ”Ordna en praktikplats” – kommunens arbetsmarknadsenhet, senast",
        "Följs upp: 2026-06-16",
        "genomföra en åtgärd – ”Arbetsträning två dagar i veckan”", "det stämmer att individen",
        "Händelser: 88. Nekade: 6.",
    ),
    "en": ("Phase: Consent", "Phase: Closing", "REFUSED · ", "HINDRANCE FM-BOKNING-1", "Events: 88. Refused: 6."),
}  # fmt: skip


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_demo_tells_the_whole_story(lang: str) -> None:
    ran = run("demo", "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    for words in DEMO_TELLS[lang]:
        assert words in ran.out
    lines = ran.out.splitlines()
    assert len(lines) < 355
    assert max(map(len, lines)) <= 100


def test_the_demo_tells_every_line_of_its_log_in_order() -> None:
    numbers: list[int] = []
    for line in run("demo").out.splitlines():
        head = line[:5].strip().split("–")
        if line[5:9] == "  20" and head[0].isdigit():
            numbers.extend(range(int(head[0]), int(head[-1]) + 1))
    assert numbers == list(range(1, 89))


@pytest.mark.parametrize(("lang", "said"), [("sv", "tackat ja"), ("en", "voluntary")])
def test_the_demo_of_ung_intro_shows_what_goes_wrong_and_how_it_goes_on(lang: str, said: str) -> None:
    ran = run("demo", "--routine", "ung_intro", "--lang", lang)
    told = " ".join(ran.out.split())
    assert ran.code == 0
    assert said in told
    for norm in ("UI-SAMV-3", "UI-AKT-5", "UI-ANSVAR-11", "UI-ANSVAR-9", "UI-SAMV-1"):
        assert norm in told, norm


@pytest.mark.parametrize("routine", ["flerpartsmote", "ung_intro"])
def test_the_short_demo_has_every_phase_and_refusal_and_much_less_besides(routine: str) -> None:
    whole, short = (run("demo", "--routine", routine, *more).out for more in ((), ("--short",)))
    assert [line for line in short.splitlines() if line.startswith("Fas: ")] == [
        line for line in whole.splitlines() if line.startswith("Fas: ")
    ]
    assert short.count("NEKAS") == whole.count("NEKAS") > 3
    assert "Att göra:" not in short
    assert len(short.splitlines()) < len(whole.splitlines()) * 2 / 3


def test_the_marked_tests_are_those_of_the_folder_one_is_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("norms", "FM-KALLELSE-8", "--format", "json").data["tests"] == []
    place = tmp_path / "tests" / "norms"
    place.mkdir(parents=True)
    (place / "test_own.py").write_text("@policy('FM-KALLELSE-8')\ndef test_own(): ...\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    evidence._collected.cache_clear()
    shown = run("norms", "FM-KALLELSE-8", "--format", "json").data["tests"]
    assert shown == ["tests/norms/test_own.py::test_own"]
    (place / "test_own.py").write_text("@policy(NORM)\ndef test_own(): ...\n", encoding="utf-8")
    evidence._collected.cache_clear()
    ran = run("norms", "FM-KALLELSE-8", "--lang", "en")
    assert ran.code == 2
    assert "test_own.py:1" in ran.err
