"""``new-routine`` writes a package whose own tests pass, and refuses a name or a folder that it can't have."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.docs.markdown import ROOT
from tests.docs.package import install, run_tests
from tests.docs.package import run as run_installed


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new package, in a folder that isn't there before."""
    place = tmp_path_factory.mktemp("ny") / "rutiner"
    done = run("new-routine", "var_rutin", "-o", str(place))
    assert (done.code, done.err) == (0, "")
    return place / "var_rutin"


def test_its_own_tests_pass(made: Path) -> None:
    ran = run_tests(made)
    assert ran.returncode == 0, ran.stdout
    assert "7 passed" in ran.stdout


def test_it_has_types(made: Path) -> None:
    command = [sys.executable, "-m", "mypy", "--config-file=", "--strict", "--follow-imports=silent"]
    environment = {"MYPYPATH": f"{ROOT / 'src'}:{made}", "PATH": ""}
    for what in (["-p", "var_rutin"], ["test_var_rutin.py"]):
        ran = subprocess.run([*command, *what], cwd=made, env=environment, capture_output=True, encoding="utf-8")
        assert ran.returncode == 0, ran.stdout + ran.stderr


def test_the_command_line_knows_it_once_it_is_installed(made: Path, tmp_path: Path) -> None:
    install(made, tmp_path)
    ran = run_installed(tmp_path, "rules", "--lang", "en")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "var_rutin" in ran.stdout
    log = str(tmp_path / "a.jsonl")
    first = ("record", log, "borja", "--by", "kommun:arbetsmarknad", "--new", "var_rutin", "--case", "a-1")
    assert run_installed(tmp_path, *first).returncode == 0
    ran = run_installed(tmp_path, "why", log, "gor_klart", "--lang", "en")
    assert ran.returncode == 1
    assert "HINDRANCE VARRUTIN-FORSTA-4: Nothing is noted yet." in ran.stdout


def test_it_says_what_to_do_next_in_both_languages(tmp_path: Path) -> None:
    told = {lang: run("new-routine", f"rutin_{lang}", "-o", str(tmp_path), "--lang", lang).out for lang in ("sv", "en")}
    first = {lang: " ".join(one.split()) for lang, one in told.items()}  # the path may be longer than a line
    assert first["sv"].startswith("Rutinen är skriven i ")
    assert first["en"].startswith("The routine is written in ")
    assert all("python -m pytest" in one and "adding-a-routine.md" in one for one in told.values())


@pytest.mark.parametrize("name", ["Min", "2x", "class", "_x", "min-rutin", "rutinå", "a" * 41, "../x", ""])
def test_a_name_that_no_package_can_have_is_refused(name: str, tmp_path: Path) -> None:
    done = run("new-routine", "--lang", "en", "-o", str(tmp_path), "--", name)
    assert done.code == 2
    assert "can't be the name of a routine" in done.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["flerpartsmote", "ung_intro", "flerpart_flow", "attrs", "json"])
def test_a_name_that_is_taken_is_refused(name: str, tmp_path: Path) -> None:
    done = run("new-routine", name, "-o", str(tmp_path))
    assert done.code == 2
    assert "Det finns redan en rutin eller ett Pythonpaket med det namnet." in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "min_rutin").mkdir()
    (tmp_path / "annan_rutin").write_text("mitt", encoding="utf-8")
    (tmp_path / "tredje_rutin").symlink_to(tmp_path / "finns_inte")
    for name in ("min_rutin", "annan_rutin", "tredje_rutin"):
        done = run("new-routine", name, "-o", str(tmp_path), "--lang", "en")
        assert done.code == 2
        assert "The folder is there already." in done.err
    assert list((tmp_path / "min_rutin").iterdir()) == []
    assert len(list(tmp_path.iterdir())) == 3


def test_a_place_that_is_no_folder_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("", encoding="utf-8")
    done = run("new-routine", "min_rutin", "-o", str(tmp_path / "fil"))
    assert done.code == 2
    assert str(tmp_path / "fil") in done.err
    assert [one.name for one in tmp_path.iterdir()] == ["fil"]
