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
    ran = mutate("--tests", FILE, "--only", ident, "--gate", "95", "--norm-gate", "90", "--lang", "en")
    assert ran.returncode == 0, ran.stderr
    assert "duties" in ran.stdout
    assert "100.0" in ran.stdout
    assert "Under what is asked for" not in ran.stdout
    unseen = "flerpartsmote/duty.bearer/bedoma_behov"
    weak = mutate("--tests", FILE, "--only", unseen, "--gate", "95", "--norm-gate", "90", "--lang", "en")
    assert weak.returncode == 1, weak.stderr
    assert unseen in weak.stdout
    _, told = weak.stdout.split("Under what is asked for, in percent")
    assert {line.strip() for line in told.splitlines() if line.strip()} == {
        "flerpartsmote: 0.0", "flerpartsmote, duties: 0.0", "FM-BEDOMNING-1: 0.0", "FM-FORBEREDELSE-1: 0.0",
    }  # fmt: skip


def test_a_run_that_was_broken_off_goes_on_where_it_was(tmp_path: Path) -> None:
    results = tmp_path / "results.jsonl"
    asked = (*ONLY, "--group", "duties", "--sample", "3", "--seed", "1", "--results", str(results), "--format", "json")
    first = mutate(*asked)
    assert first.returncode == 0, first.stderr
    header, *lines = results.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 3
    results.write_text("\n".join([header, lines[0], lines[1][:20]]), encoding="utf-8")
    again = mutate(*asked)
    assert json.loads(again.stdout) == json.loads(first.stdout)
    assert "3" not in {line.partition(": ")[2].partition(" ")[0] for line in again.stderr.splitlines()[-1:]}
    assert sorted(results.read_text(encoding="utf-8").splitlines()[1:]) == sorted(lines)
    whole = mutate(*asked)
    assert json.loads(whole.stdout) == json.loads(first.stdout)
    assert whole.stderr == ""  # nothing was left to try
    results.write_text(header.replace('"state": "', '"state": "0') + "\n", encoding="utf-8")
    other = mutate(*asked)
    assert other.returncode == 2
    assert "results.jsonl" in other.stderr


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
