"""Every command answers about Ung Intro too: from the log's header, or by ``--routine``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from flerpart_flow import UNG_INTRO
from tests.cli.running import ROOT, run

LOGS = ROOT / "examples" / "logs"
RANGE = [f"UI-OMF-{number}" for number in range(1, 6)]
ROWS = (
    ("SYFTE", 1), ("BAKGRUND", 4), ("DEF", 13), ("MAL", 7), ("ANSVAR", 11), ("GENOMF", 3), ("AKT", 8), ("SAMTYCKE", 1),
    ("SAMV", 8), ("AVSLUT", 4), ("UPPF", 3), ("AVVIK", 1), ("DOK", 1), ("REF", 2),
)  # fmt: skip
"""The catalogue's rows, section by section."""
CATALOGUE = {*RANGE, "UI-MAL-6b", *(f"UI-{name}-{number}" for name, last in ROWS for number in range(1, last + 1))}


def beginning(tmp_path: Path, name: str, events: int) -> str:
    """The first events of a bundled log, as a log of its own."""
    lines = (LOGS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    path = tmp_path / "arende.jsonl"
    path.write_text("".join(lines[: events + 1]), encoding="utf-8")
    return str(path)


def test_norms_lists_every_row_with_what_carries_it_and_its_tests() -> None:
    data = run("norms", "--routine", "ung_intro", "--format", "json").data
    assert len(CATALOGUE) == 69 - 1 + 5
    assert {one["id"] for one in data if one["id"].startswith("UI-")} == CATALOGUE
    executable = {"G", "O", "F", "P", "D"}
    for one in data:
        carried = one["carried_by"]
        assert "reason" in carried or any(carried.values()), one["id"]
        if executable & set(one["class"]) and one["same_as"] is None:
            assert "reason" not in carried, one["id"]
            assert one["tests"], one["id"]
            assert all("::test_" in test for test in one["tests"])


def test_a_norm_is_found_by_its_id_whichever_routine_has_it() -> None:
    assert run("norms", "ui-mal-6B", "--format", "json").data["id"] == "UI-MAL-6b"
    assert run("norms", "FM-SAMTYCKE-2", "--routine", "ung_intro", "--format", "json").data["id"] == "FM-SAMTYCKE-2"
    lost = run("norms", "UI-MAL-99")
    assert (lost.code, lost.out) == (2, "")
    assert "UI-" in run("norms", "UI-MALL-1", "--routine", "ung_intro").err


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_norm_can_be_shown_whole(lang: str) -> None:
    for norm in UNG_INTRO.rules().norms.values():
        ran = run("norms", norm.id, "--routine", "ung_intro", "--lang", lang)
        assert ran.code == 0
        assert norm.text(lang).split()[0] in ran.out


@pytest.mark.parametrize(("norm", "law"), [("UI-DEF-9", "2019:1297"), ("FM-ANSVAR-1", "8 §")])
def test_a_norm_that_rests_on_a_law_names_it(norm: str, law: str) -> None:
    (told,) = (line for line in run("norms", norm).out.splitlines() if line.startswith("  Lag:"))
    assert law in told


def test_a_mistyped_routine_gets_the_nearest() -> None:
    ran = run("norms", "--routine", "ungintro")
    assert (ran.code, ran.out) == (2, "")
    assert "ung_intro" in ran.err


def test_schema_and_header_are_of_the_routine_that_is_asked_about() -> None:
    schema = run("schema", "--routine", "ung_intro").data
    assert schema["$id"] == "flerpart_flow/journal/1/ung_intro"
    header = json.loads(run("schema", "--routine", "ung_intro", "--header", "--case", "ui-1").out)
    assert (header["routine"], header["case"]) == ("ung_intro", "ui-1")
    Draft202012Validator(schema).validate(header)
    assert run("check", "-", stdin=json.dumps(header) + "\n").code == 0


@pytest.mark.parametrize("value", [-1, 131, "24", None, 24.0])
def test_the_schema_knows_what_an_age_can_be(value: object) -> None:
    schema = Draft202012Validator(run("schema", "--routine", "ung_intro").data)
    line = {"nr": 1, "event": "aktualisera", "by": "region:psykiatri"}
    when = {"occurred_at": "2026-02-02T09:00:00+01:00", "recorded_at": "2026-02-02T09:00:00+01:00"}
    assert schema.is_valid({**line, **when, "alder": 24})
    assert schema.is_valid({**line, **when, "alder": value}) is (value == 24.0 and isinstance(value, float))


@pytest.mark.parametrize(("name", "code"), [("ui_varden", 0), ("ui_kartlaggning_utan_af", 1)])
def test_check_takes_the_routine_from_the_header(name: str, code: int) -> None:
    ran = run("check", str(LOGS / f"{name}.jsonl"), "--format", "json")
    assert ran.code == code
    assert ran.data["logs"][0]["routine"] == "ung_intro"


@pytest.mark.parametrize(
    ("name", "field"), [("ui_okand_vag", "vag"), ("ui_orimlig_alder", "alder"), ("ui_negativ_alder", "alder")]
)
def test_a_damaged_log_is_told_with_line_and_field(name: str, field: str) -> None:
    ran = run("check", str(ROOT / "examples" / "damaged" / f"{name}.jsonl"), "--lang", "en")
    assert (ran.code, ran.out) == (4, "")
    assert field in ran.err
    assert "Line" in ran.err


def test_status_tells_what_may_happen_and_who_owes_what(tmp_path: Path) -> None:
    log = beginning(tmp_path, "ui_varden", 19)
    ran = run("status", log, "--at", "2026-03-03")
    assert ran.code == 0
    assert "Fas: Samverkan" in ran.out
    assert "initiera en SIP eller ett flerpartsmöte" in ran.out.casefold() or "sip" in ran.out.casefold()
    data = run("status", log, "--at", "2026-03-03", "--format", "json").data
    assert [one["duty"] for one in data["duties"] if one["state"] == "open"] == [
        "dokumentera_samtycke",
        "initiera_sip_eller_flerpartsmote",
        "etablera_samordning",
        "samordna_vardens_insatser",
        "samordna_vardens_insatser",
        "samordna_forsakringens_insatser",
    ]


def test_why_names_every_unmet_norm_and_its_cure(tmp_path: Path) -> None:
    log = beginning(tmp_path, "ui_varden", 8)
    ran = run(
        "why", log, "aktualisera", "alder=31", "--by", "region:psykiatri", "--at", "2026-02-05", "--format", "json"
    )
    assert ran.code == 1
    assert {one["norm"] for one in ran.data["findings"]} == {
        "UI-MAL-1", "UI-MAL-2", "UI-MAL-3", "UI-MAL-4", "UI-MAL-6", "UI-MAL-7", "UI-AKT-5",
    }  # fmt: skip


def test_why_says_that_care_may_consult_without_naming_anybody(tmp_path: Path) -> None:
    log = beginning(tmp_path, "ui_varden", 1)
    asked = ("why", log, "samrada", "till=kommun:ung_intro", "--by", "region:psykiatri", "--at", "2026-02-02")
    ran = run(*asked, "avidentifierat=nej")
    assert ran.code == 1
    assert "utan att säga vem det gäller" in " ".join(ran.out.split())
    assert run(*asked, "avidentifierat=ja").code == 0


@pytest.mark.parametrize(
    ("written", "says"), [("alder=150", "130"), ("alder=-1", "130"), ("alder=tjugo", "alder"), ("vag=vard", "alder")]
)
def test_a_wrong_value_is_told_and_nothing_is_judged(tmp_path: Path, written: str, says: str) -> None:
    log = beginning(tmp_path, "ui_varden", 15)
    ran = run("why", log, "aktualisera", written, "--by", "region:psykiatri", "--at", "2026-02-12")
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err


def test_an_overlay_of_one_routine_is_refused_for_the_other(tmp_path: Path) -> None:
    overlay = tmp_path / "egna.toml"
    overlay.write_text('for = "ung_intro"\n[parameter]\ninitiate_workdays = 5\n', encoding="utf-8")
    assert run("norms", "--routine", "ung_intro", "--overlay", str(overlay)).code == 0
    assert run("norms", "--overlay", str(overlay)).code == 2


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("sv", "Ung Intro är till för den som är folkbokförd i Uppsala kommun."),
        ("en", "Ung Intro is for those who are registered as resident in Uppsala municipality."),
    ],
)
def test_the_rules_say_whom_ung_intro_is_for(lang: str, said: str) -> None:
    ran = run("rules", "--municipality", "Tierp", "--date", "2026-03-01", "--lang", lang)
    assert said in " ".join(ran.out.split())
