"""examples/avstamningsmote is built from the parts that meetings share, and works on the command line."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from flerpart_flow import read_log_file, review, write_log_file
from flerpart_flow.define.kallelse import Kalla
from flerpart_flow.proof.twins import Player, twins_of
from tests.docs.markdown import ROOT
from tests.docs.package import importable, install, run, run_tests

HERE = ROOT / "examples" / "avstamningsmote"
PACKAGE = HERE / "avstamningsmote"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder where the package is installed, with a log to the measures, and one where the insured isn't called."""
    place = tmp_path_factory.mktemp("avstamningsmote")
    install(HERE, place)
    with importable(place):
        routine = import_module("avstamningsmote").AVSTAMNINGSMOTE
        twins = twins_of(routine)
        assert twins is not None
        player = Player(routine, twins)
        write_log_file(place / "ratt.jsonl", player.begin("atgarder")[0])
        case, at = player.begin("samtyckt")
        call = Kalla(occurred_at=at, recorded_at=at, by="forsakringskassan", till=("arbetsformedlingen",))
        write_log_file(place / "fel.jsonl", case.record(call)[0])
        yield place


def said(folder: Path, *arguments: str, code: int = 0) -> str:
    ran = run(folder, *arguments)
    assert (ran.returncode, ran.stderr) == (code, ""), ran.stdout
    return " ".join(ran.stdout.split())


def test_the_tests_of_the_package_pass(folder: Path) -> None:
    ran = run_tests(folder)
    assert ran.returncode == 0, ran.stdout


def test_it_imports_only_the_public_parts_and_says_that_it_is_an_example() -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(PACKAGE.glob("*.py"))]
    named = {node.module for text in texts for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom)}
    ours = {name for name in named if name is not None and name.startswith("flerpart_flow")}
    assert all(name == "flerpart_flow.define" or name.startswith("flerpart_flow.define.") for name in ours)
    assert "no source" in texts[0]


def test_no_line_of_code_of_the_routines_is_copied() -> None:
    """Save imports, and what is too short to be anybody's."""
    own = {line.strip() for path in PACKAGE.glob("*.py") for line in path.read_text(encoding="utf-8").splitlines()}
    there = (ROOT / "src" / "flerpart_flow" / "routines").rglob("*.py")
    theirs = {line.strip() for path in there for line in path.read_text(encoding="utf-8").splitlines()}
    long = {one for one in own & theirs if len(one) > 40 and not one.startswith(("from ", "import "))}
    assert long == set()


def test_check_status_and_why(folder: Path) -> None:
    right, wrong = str(folder / "ratt.jsonl"), str(folder / "fel.jsonl")
    assert "FÖLJER RUTINEN." in said(folder, "check", right)
    told = said(folder, "check", wrong, "--lang", "en", code=1)
    assert "HINDRANCE AM-KALLELSE-4: The insured is not called to their own meeting." in told
    told = said(folder, "status", right, "--at", "2026-02-20")
    assert "Fas: Åtgärder" in told
    assert "genomföra sin åtgärd" in told
    assert "AM-KALLELSE-1" in said(folder, "why", wrong, "kalla", "--by", "arbetsformedlingen", code=1)


def test_norms_replay_diagram_and_twins(folder: Path) -> None:
    listed = {
        one["id"] for one in json.loads(run(folder, "norms", "--routine", "avstamningsmote", "--format", "json").stdout)
    }
    assert {"AM-KALLELSE-4", "AM-PLAN-1", "FF-INDIVID-1"} <= listed
    assert not any(one.startswith(("FM-", "PR-", "UI-")) for one in listed)
    said(folder, "replay", str(folder / "ratt.jsonl"), "--rules", "1")
    said(folder, "proof", "twins", "--routine", "avstamningsmote")
    for view in ("overview", "swimlanes", "detail"):
        told = said(folder, "diagram", view, "--routine", "avstamningsmote", "--format", "table")
        assert "Avstämningsmöte (exempel)" in told


def test_a_log_of_it_reads_back_and_follows_the_routine(folder: Path) -> None:
    routine = import_module("avstamningsmote").AVSTAMNINGSMOTE
    log = read_log_file(folder / "ratt.jsonl", {routine.name: routine})
    assert log.case().phase == "atgarder"
    assert review(log).follows_the_routine
