"""``make bench`` runs and says everything that docs/performance.md tells of. No time is asserted."""

from __future__ import annotations

import json

import pytest

from benchmarks import run

RATIOS = (
    "dispatch_vs_transitions",
    "dispatch_alone_vs_transitions",
    "step_vs_transitions",
    "step_with_duties_vs_transitions",
    "open_vs_machine_per_case",
    "step_vs_python_statemachine",
)
FIGURES = (
    "bytes_per_case",
    "replay_events_per_s",
    "import_ms",
    "case_100k_events_s",
    "largest_diagram_dot_ms",
    "report_10k_logs_s",
)


def test_a_run_prints_one_object_with_every_figure(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["--tiny"]) == 0

    found = json.loads(capsys.readouterr().out)
    assert set(found) == {*RATIOS, *FIGURES, "growth", "aims", "details"}
    assert all(isinstance(found[name], (int, float)) for name in (*RATIOS, *FIGURES))
    assert set(found["growth"]) == {"5", "10"}
    assert set(found["details"]["us"]) == set(RATIOS)
    assert set(found["aims"]) <= set(found)


def test_another_argument_is_bad_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["--huge"]) == 2
    assert capsys.readouterr().out == ""
