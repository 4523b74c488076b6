"""A version's file: what is known of the version, and the norms that it weighs otherwise."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import attrs
import pytest

from flerpart_flow import NO, UNKNOWN, YES, DefinitionError, Severity, Ternary
from flerpart_flow.engine.rules.rules import load_rules
from flerpart_flow.engine.rules.version import About, read_about
from tests.toy import SOURCES, TOY

FEBRUARY, MARCH, APRIL = date(2026, 2, 1), date(2026, 3, 1), date(2026, 4, 1)


@pytest.mark.parametrize(
    ("about", "days"),
    [
        (About(), (UNKNOWN, UNKNOWN, UNKNOWN)),
        (About(as_of=MARCH), (UNKNOWN, YES, YES)),
        (About(valid_from=MARCH), (NO, YES, YES)),
        (About(valid_from=MARCH, valid_to=MARCH), (NO, YES, NO)),
        (About(valid_to=FEBRUARY), (UNKNOWN, NO, NO)),
        (About(as_of=FEBRUARY, valid_to=MARCH), (YES, YES, NO)),
    ],
)
def test_in_force_as_far_as_is_known(about: About, days: tuple[Ternary, ...]) -> None:
    assert tuple(about.in_force(day) for day in (FEBRUARY, MARCH, APRIL)) == days


def test_everything_that_a_file_may_say() -> None:
    held = {
        "adopted_by": "Gruppen",
        "valid_from": FEBRUARY,
        "valid_to": APRIL,
        "as_of": MARCH,
        "norms": ["T-1"],
        "territory": "kommun",
        "note_sv": "Så.",
        "note_en": "So.",
    }
    about = read_about("1", held)
    assert attrs.asdict(about) == {**held, "norms": ("T-1",)}
    assert (about.note("sv"), about.note("en")) == ("Så.", "So.")
    assert read_about("1", {}) == About()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("adoptd_by", "Gruppen"),
        ("adopted_by", " "),
        ("valid_from", "2026-01-01"),
        ("as_of", datetime(2026, 1, 1)),  # noqa: DTZ001  TOML has such times, and they are no days
        ("norms", "T-1"),
        ("norms", [1]),
    ],
)
def test_a_wrong_key_or_type_is_named_with_its_version(key: str, value: Any) -> None:
    with pytest.raises(DefinitionError) as caught:
        read_about("2031.1", {key: value})
    assert f"about.{key}" in caught.value.text("sv")
    assert "2031.1" in caught.value.text("en")


def _version(text: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The toy's sources with one version, from a file of its own beside what the toy's first one says."""
    package = f"regler_{folder.name.replace('-', '_')}"
    place = folder / package
    place.mkdir()
    first = (Path(__file__).parents[1] / "toy_rules" / "1.toml").read_text(encoding="utf-8")
    (place / "3.toml").write_text(first + text, encoding="utf-8")
    monkeypatch.syspath_prepend(folder)
    return attrs.evolve(SOURCES, versions={"3": (package, "3.toml")})


def test_a_version_may_weigh_a_norm_otherwise_and_that_is_another_digest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = _version('\n[norm."T-FIRST"]\nseverity = "warn"\n', tmp_path, monkeypatch)
    rules = load_rules(sources, TOY.revision)
    assert (rules.norms["T-FIRST"].severity, TOY.rules("1").norms["T-FIRST"].severity) == (
        Severity.WARN,
        Severity.BLOCK,
    )
    assert rules.digest != TOY.rules("1").digest


def test_metadata_decides_nothing_and_leaves_the_digest_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = load_rules(_version('\n[about]\nadopted_by = "Gruppen"\n', tmp_path, monkeypatch), TOY.revision)
    assert rules.about.adopted_by == "Gruppen"
    assert rules.digest == TOY.rules("1").digest


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ('[norm."T-ROLE"]\nseverity = "warn"', "norm.T-ROLE"),
        ('[norm."T-FRIST"]\nseverity = "warn"', "norm.T-FRIST"),
        ('[norm."T-FIRST"]\nseverity = "hard"', "norm.T-FIRST.severity"),
        ("[about]\nas_off = 2026-01-01", "about.as_off"),
        ('[parameter.new]\nvalue = 1\nsv = "Ny."', "parameter.new.en"),
    ],
)
def test_a_version_that_is_wrongly_written_is_told_with_the_place(
    text: str, path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(DefinitionError) as caught:
        load_rules(_version(f"\n{text}\n", tmp_path, monkeypatch), TOY.revision)
    assert caught.value.values == {"version": "3", "path": path}
