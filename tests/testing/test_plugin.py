"""The plugin for pytest: marks that must be earned, in a suite of somebody's own."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path
from typing import Final

import pytest

from flerpart_flow.testing import plugin

SRC: Final = str(Path(__file__).resolve().parents[2])
HEAD: Final = """
from flerpart_flow.testing import policy
from tests.stories import AF, EKONOMI, prepared, summons
from flerpart_flow.routines.flerpartsmote import Kalla
"""


def ran(folder: Path, tests: str, *options: str) -> subprocess.CompletedProcess[str]:
    """Run a suite that holds these tests, in Swedish."""
    (folder / "test_own.py").write_text(HEAD + tests, encoding="utf-8")
    installed = any(one.value == plugin.__name__ for one in entry_points(group="pytest11"))
    named = () if installed else ("-p", plugin.__name__)
    path = os.pathsep.join((f"{SRC}/src", SRC))
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            *named,
            "-p",
            "no:cacheprovider",
            "-p",
            "no:xdist",
            "-p",
            "no:hypothesispytest",  # takes a third of the time, and these suites draw nothing
            "-q",
            *options,
            str(folder),
        ],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path, "FLERPART_LANG": "sv"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


EARNS = """
@policy("FM-KALLELSE-9")
def test_refused() -> None:
    assert prepared().ask(Kalla, day=5, **summons((AF, EKONOMI), kontakt=None)).norms == ("FM-KALLELSE-9",)

@policy("FM-KALLELSE-9")
def test_allowed() -> None:
    assert prepared().ask(Kalla, day=5, **summons((AF, EKONOMI))).allowed
"""
ONLY_A_MARK = """
@policy("FM-KALLELSE-9")
def test_mark() -> None:
    assert True
"""
RESTATES = """
@policy("FM-KALLELSE-9")
def test_restates() -> None:
    from flerpart_flow.engine.definition.guards import guard
    assert Kalla.name == "kalla" and not summons((AF, EKONOMI), kontakt=None)["kontakt"]
"""
TWO_AT_ONCE = """
@policy("FM-KALLELSE-9")
def test_two_norms() -> None:
    assert not prepared().ask(Kalla, day=5, **summons((AF, EKONOMI), kontakt=None, plats=None)).allowed

@policy("FM-KALLELSE-9")
def test_allowed() -> None:
    assert prepared().ask(Kalla, day=5, **summons((AF, EKONOMI))).allowed
"""
HALF = """
@policy("FM-KALLELSE-9")
def test_refused() -> None:
    assert not prepared().ask(Kalla, day=5, **summons((AF, EKONOMI), kontakt=None)).allowed
"""


def test_a_norm_that_its_tests_show_is_not_told_of(tmp_path: Path) -> None:
    done = ran(tmp_path, EARNS, "--policy", "flerpartsmote")
    assert done.returncode == 0, done.stdout
    assert "FM-KALLELSE-9:" not in done.stdout
    assert "FM-KALLELSE-7: inget prov är märkt med normen." in done.stdout
    assert "1 av " in done.stdout


@pytest.mark.parametrize(
    ("tests", "why"),
    [
        (ONLY_A_MARK, "1 prov, men normen förekommer inte i något svar."),
        (RESTATES, "1 prov, men normen förekommer inte i något svar."),
        (TWO_AT_ONCE, "2 prov, men normen är aldrig det enda hindret."),
        (HALF, "1 prov, men inget där samma sak går utan att normen sägs."),
    ],
    ids=["a mark alone", "restates the guard", "two norms at once", "no other half"],
)
def test_an_impostor_earns_nothing_and_is_told_why(tests: str, why: str, tmp_path: Path) -> None:
    done = ran(tmp_path, tests, "--policy", "flerpartsmote")
    assert done.returncode == 0
    assert f"FM-KALLELSE-9: {why}" in done.stdout
    assert "0 av " in done.stdout


def test_too_few_norms_fail_the_run(tmp_path: Path) -> None:
    done = ran(tmp_path, EARNS, "--policy", "flerpartsmote", "--policy-at-least", "50")
    assert done.returncode == 1
    assert "Minst 50 % krävs." in done.stdout
    assert ran(tmp_path, EARNS, "--policy", "flerpartsmote", "--policy-at-least", "0.5").returncode == 0


def test_an_unknown_norm_is_an_error_when_the_tests_are_collected(tmp_path: Path) -> None:
    done = ran(tmp_path, EARNS.replace("FM-KALLELSE-9", "FM-KALLELSE-99"))
    assert done.returncode == 4
    assert "FM-KALLELSE-99" in done.stdout + done.stderr


def test_a_mark_of_the_same_name_from_elsewhere_is_left_alone(tmp_path: Path) -> None:
    done = ran(tmp_path, "import pytest\n@pytest.mark.policy('retry')\ndef test_other() -> None: pass\n")
    assert done.returncode == 0, done.stdout


def test_an_unknown_routine_is_told(tmp_path: Path) -> None:
    done = ran(tmp_path, EARNS, "--policy", "flerpartsmoten")
    assert done.returncode == 4
    assert "flerpartsmote" in done.stdout + done.stderr
