"""examples/knivsta extends flerpartsmöte: the command line works for it once it is installed, and its tests pass."""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from flerpart_flow import Case, draw, read_log_file, review, write_log_file
from flerpart_flow.documents import document
from flerpart_flow.proof.twins import Player, twins_of
from flerpart_flow.routines.flerpartsmote import Kalla, Ratta
from flerpart_flow.seen import seen_by
from tests.docs.markdown import ROOT
from tests.docs.package import importable, install, run, run_tests

HERE = ROOT / "examples" / "knivsta"
CHAIR = "kommun:arbetsmarknad"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder where the package is installed, with a log where a guide is offered, and one where it is forgotten."""
    place = tmp_path_factory.mktemp("knivsta")
    install(HERE, place)
    with importable(place):
        routine = import_module("knivsta").KNIVSTA
        twins = twins_of(routine)
        assert twins is not None
        player = Player(routine, twins)
        write_log_file(place / "ratt.jsonl", player.begin("vill_ha_lots")[0])
        case, at = player.begin("forberett")
        call = Kalla(occurred_at=at, recorded_at=at, by=CHAIR, till=("arbetsformedlingen",))
        write_log_file(place / "fel.jsonl", case.record(call)[0])
        yield place


@pytest.fixture
def case(folder: Path) -> Case:
    routine = import_module("knivsta").KNIVSTA
    return read_log_file(folder / "ratt.jsonl", {"knivsta": routine}).case()


def said(folder: Path, *arguments: str, code: int = 0) -> str:
    ran = run(folder, *arguments)
    assert (ran.returncode, ran.stderr) == (code, ""), ran.stdout
    return " ".join(ran.stdout.split())


def test_the_tests_of_the_package_pass(folder: Path) -> None:
    ran = run_tests(folder, "--policy", "knivsta")
    assert ran.returncode == 0, ran.stdout
    assert "KN-LOTS-3:" not in ran.stdout, "its mark is earned"
    assert "KN-LOTS-5: inget prov är märkt med normen." in ran.stdout


def test_a_program_is_held_to_its_policy_too(folder: Path) -> None:
    reference = f"{sys.executable} -m flerpart_flow.proof.conform"
    told = said(folder, "conform", "--routine", "knivsta", "--exec", reference)
    assert "Programmet svarade som biblioteket på alla." in told


def test_it_imports_only_what_is_public_and_copies_no_line() -> None:
    sources = [path.read_text(encoding="utf-8") for path in sorted((HERE / "knivsta").glob("*.py"))]
    named = {node.module for text in sources for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom)}
    ours = {name for name in named if name is not None and name.startswith("flerpart_flow")}
    assert ours == {"flerpart_flow", "flerpart_flow.define", "flerpart_flow.routines.flerpartsmote"}
    own = {path.relative_to(HERE / "knivsta").as_posix() for path in (HERE / "knivsta").rglob("norms.toml")}
    assert own == {"lots/norms.toml"}
    assert "FM-" not in (HERE / "knivsta" / "lots" / "norms.toml").read_text(encoding="utf-8")


def test_check_and_replay_judge_by_the_own_norm_and_those_that_are_extended(folder: Path) -> None:
    right, wrong = str(folder / "ratt.jsonl"), str(folder / "fel.jsonl")
    assert "FÖLJER RUTINEN." in said(folder, "check", right)
    told = said(folder, "check", wrong, "--lang", "en", code=1)
    assert "HINDRANCE KN-LOTS-2 (unknown): The individual has not answered the question about a guide." in told
    assert "HINDRANCE FM-KALLELSE-7" in told
    assert "replay" not in said(folder, "replay", right, "--rules", "2026.1").casefold()


def test_status_tells_the_own_duty_and_the_phase_in_the_own_words(folder: Path) -> None:
    told = said(folder, "status", str(folder / "ratt.jsonl"), "--at", "2026-01-16")
    assert "Förberedelse, med lots" in told
    assert "ordna en lots" in told


def test_why_asks_for_the_own_step_before_a_summons(folder: Path) -> None:
    told = said(folder, "why", str(folder / "fel.jsonl"), "kalla", "--at", "2026-01-16", "--lang", "en", code=1)
    assert "KN-LOTS-2" in told
    assert "ask the individual about a guide (erbjud_lots)" in told


def test_the_catalogue_has_the_own_norms_among_those_that_are_extended(folder: Path) -> None:
    listed = {one["id"] for one in json.loads(run(folder, "norms", "--routine", "knivsta", "--format", "json").stdout)}
    assert {"KN-LOTS-1", "KN-LOTS-5", "FM-KALLELSE-7", "FM-SAMTYCKE-2"} <= listed
    told = said(folder, "norms", "kn-lots-2")
    assert "I Knivsta erbjuds individen en lots innan någon kallas till mötet." in told
    assert "Ordföranden kallar innan individen har erbjudits en lots" in told


def test_it_is_drawn_with_the_own_event(folder: Path) -> None:
    told = said(folder, "diagram", "party", "--routine", "knivsta", "--party", "kommun", "--format", "table")
    assert "boka en lots" in told
    assert "fråga individen om en lots (KN-LOTS-2)" in told
    pages = draw(import_module("knivsta").KNIVSTA, "swimlanes", lang="en")
    assert "Flerpartsmöte in Knivsta" in pages.table


def test_its_twins_are_played(folder: Path) -> None:
    assert "andra svar" not in said(folder, "proof", "twins", "--routine", "knivsta")


def test_the_papers_of_flerpartsmote_are_written_in_it(case: Case) -> None:
    at = case.lines[-1].occurred_at
    assert document(case, "information_infor_samtycke", recipient="individ", at=at).sections


def test_who_leads_sees_the_guide_and_a_covered_unit_does_not(case: Case) -> None:
    at = case.lines[-1].occurred_at
    chair, covered = (seen_by(case, who, at).state for who in (CHAIR, "arbetsformedlingen"))
    assert chair is not None
    assert covered is not None
    assert chair.facts.vill_ha_lots.value == "ja"
    assert covered.facts.vill_ha_lots.value == "okant"


def test_a_correction_of_an_own_line_takes_its_duty_back(folder: Path, case: Case) -> None:
    at = case.lines[-1].occurred_at
    taken_back = Ratta(
        occurred_at=at,
        recorded_at=at,
        by=CHAIR,
        ror=len(case.lines),
        skal_kod="felskrivning",
        ratt={"vill_ha_lots": "nej"},
    )
    after = case.apply(taken_back, now=at)
    assert [one.name for one in after.duties(at) if one.name == "ordna_lots"] == []
    write_log_file(folder / "rattad.jsonl", after)
    assert review(read_log_file(folder / "rattad.jsonl", {"knivsta": case.routine})).follows_the_routine
