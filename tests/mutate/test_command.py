"""``proof mutate`` on the real definition: a sample of it, by the tests of one file."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
FILE = "tests/norms/flerpartsmote/test_atgarder.py"
ONLY = ("--tests", FILE, "--norm", "FM-GENOMF-1", "--jobs", "1")


def mutate(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own: pytest's session can't be had twice in one."""
    code = "import sys; from flerpart_flow.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", code, "proof", "mutate", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_a_sample_of_a_norms_faults_is_noticed_by_its_own_tests() -> None:
    ran = mutate(*ONLY, "--group", "duties", "--sample", "8", "--seed", "1", "--format", "json")
    assert ran.returncode == 0, ran.stderr
    data: dict[str, Any] = json.loads(ran.stdout)
    assert data["format"] == "flerpart_flow/proof-mutate/1"
    assert len(data["mutants"]) == 8
    fates = {one["id"].partition("/")[2]: one["fate"] for one in data["mutants"]}
    assert "own" in fates.values()
    assert {one["group"] for one in data["mutants"]} == {"duties"}
    assert all(one["norms"] == ["FM-GENOMF-1"] for one in data["mutants"])
    assert "8" in ran.stderr


def test_a_fault_is_tried_again_by_its_id_and_the_share_can_be_demanded() -> None:
    ident = "flerpartsmote/duty.bearer/genomfora_atgard"
    ran = mutate("--tests", FILE, "--only", ident, "--at-least", "95", "--lang", "en")
    assert ran.returncode == 0, ran.stderr
    assert "duties" in ran.stdout
    assert "100.0" in ran.stdout
    unseen = "flerpartsmote/duty.bearer/bedoma_behov"
    weak = mutate("--tests", FILE, "--only", unseen, "--at-least", "95", "--lang", "en")
    assert weak.returncode == 1, weak.stderr
    assert unseen in weak.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--tests", FILE, "--only", "flerpartsmote/none"), "flerpartsmote/none"),
        (("--tests", "tests/norms/finns_inte"), "finns_inte"),
        (("--tests", FILE, "--since", "finns-inte-revision"), "finns-inte-revision"),
    ],
)
def test_a_run_that_would_say_nothing_is_refused(arguments: tuple[str, ...], told: str) -> None:
    ran = mutate(*arguments)
    assert ran.returncode == 2
    assert told in ran.stderr
