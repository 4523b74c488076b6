"""``rules``: what is installed, who adopted it, and where and when it applies, with what isn't known."""

from __future__ import annotations

from pathlib import Path

import pytest

from flerpart_flow import FLERPARTSMOTE
from flerpart_flow.cli.input import loading
from tests.cli.running import run
from tests.second_version import ROUTINES, SECOND


@pytest.fixture(autouse=True)
def _one_routine(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the routine for flerpartsmöte were the only one: what is said here is said of it."""
    monkeypatch.setattr(loading, "routines", lambda: {FLERPARTSMOTE.name: FLERPARTSMOTE})


@pytest.fixture
def two_versions(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if 2099.1, which nobody has adopted, were installed, and nothing else but 2026.1."""
    monkeypatch.setattr(loading, "routines", lambda: ROUTINES)


def told(*arguments: str) -> str:
    """The answer with its lines joined."""
    ran = run("rules", *arguments)
    assert (ran.code, ran.err) == (0, "")
    return " ".join(ran.out.split())


def test_what_is_installed_and_what_is_not_known_of_it() -> None:
    out = told()
    assert "flerpartsmote · regler 2026.1 (nya ärenden startar under dem)" in out
    assert "Antagen av: okänt Gäller från: okänt · till: ingen slutdag är känd" in out
    assert "Uppgifterna är från: 2022-03-01" in out
    assert "sha256:" in out
    assert "fortsätter under den" in out


@pytest.mark.usefixtures("two_versions")
def test_who_adopted_each_version_and_when_it_begins_and_ends() -> None:
    out = told("--lang", "en")
    assert "rules 2026.1 Adopted by: unknown Valid from: unknown · to: 2026-01-31" in out
    assert "rules 2099.1 (new cases start under them) Adopted by: Provgruppen Valid from: 2026-02-01" in out


def test_a_municipality_that_had_joined_and_one_that_had_not() -> None:
    uppsala = told("--municipality", "Uppsala", "--date", "2022-03-01")
    assert "Uppsala kommun, 2022-03-01" in uppsala
    assert ": GÄLLER, så långt det är känt" in uppsala
    assert "ansluten sedan 2020-01-01. (PR-ANSL-2, PR-ANSL-3)" in uppsala
    assert "är inte känt; kontrollera" not in uppsala
    enkoping = told("--municipality", "Enköping", "--date", "2022-03-01")
    assert ": GÄLLER INTE, så långt det är känt" in enkoping
    assert "Kommunen är inte ansluten. (PR-ANSL-3)" in enkoping


@pytest.mark.parametrize("municipality", ["Enköping", "Tierp"])
def test_after_the_last_knowledge_it_is_said_that_nothing_newer_is_known(municipality: str) -> None:
    out = told("--municipality", municipality, "--date", "2026-05-01")
    assert "Det som är känt är från 2022-03-01. Om något har ändrats därefter är inte känt" in out


def test_before_the_joining_and_before_the_knowledge() -> None:
    assert "anslöt sig först 2020-01-01" in told("--municipality", "uppsala", "--date", "2019-06-01")
    out = told("--municipality", "heby", "--date", "2021-06-01")
    assert "OKÄNT om det gäller" in out
    assert "Om kommunen var ansluten den dagen är inte känt." in out


def test_an_overlay_tells_what_the_organisation_knows(tmp_path: Path) -> None:
    overlay = tmp_path / "egna.toml"
    overlay.write_text(
        '[parameter]\nmunicipality_stale_after_years = 1\n[kommun.enkoping]\nsv = "Enköpings kommun"\n'
        'en = "Enköping municipality"\njoined = "ja"\nvalid_from = 2025-01-01\n',
        encoding="utf-8",
    )
    asked = ("--date", "2026-05-01", "--overlay", str(overlay))
    out = told("--municipality", "enkoping", *asked)
    assert "ansluten sedan 2025-01-01." in out
    assert "Uppgiften kommer från överlagringen" in out
    assert "äldre än organisationen godtar" in told("--municipality", "tierp", *asked)


@pytest.mark.usefixtures("two_versions")
def test_as_json() -> None:
    data = run("rules", "--municipality", "Uppsala", "--date", "2026-02-01", "--format", "json").data
    assert (data["format"], data["date"], data["municipality"]) == ("flerpart_flow/rules/1", "2026-02-01", "uppsala")
    assert data["label"] == "Uppsala kommun"
    old, new = data["versions"]
    assert (old["version"], old["in_force"], old["applies"], old["valid_to"]) == ("2026.1", "nej", "nej", "2026-01-31")
    assert (new["version"], new["in_force"], new["applies"], new["adopted_by"]) == (SECOND, "ja", "ja", "Provgruppen")
    assert new["joined"] == {
        "joined": "ja",
        "since": "2020-01-01",
        "as_of": "2026-02-01",
        "later": False,
        "own": False,
        "norms": ["PR-ANSL-2", "PR-ANSL-3"],
        "note": {"sv": None, "en": None},
    }
    bare = run("rules", "--format", "json").data
    assert (bare["date"], bare["municipality"], bare["versions"][0]["applies"]) == (None, None, None)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("--municipality", "Upsala"),
            "--municipality: Fältet municipality har en kod som inte finns i listan kommun. ",
        ),
        (("--municipality", "Upsala"), "Menade du: uppsala?"),
        (("--municipality", "Kiruna"), "Koder som finns: uppsala, "),
        (("--date", "igår"), "--date: Ingen dag mellan 2005 och 2100."),
        (("--overlay", "finns-inte.toml"), "finns-inte.toml: Filen finns inte."),
        (("--kommun", "uppsala"), "--kommun finns inte."),
    ],
)
def test_bad_input_is_told(arguments: tuple[str, ...], said: str) -> None:
    ran = run("rules", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
