"""``make bench`` runs and says everything that docs/performance.md tells of. No time is asserted."""

from __future__ import annotations

import json

import pytest

from benchmarks import large, run

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
    assert set(found) == {
        *RATIOS,
        *FIGURES,
        "growth",
        "appends_per_s",
        "worklist_20k_s",
        "try_in_browser",
        "aims",
        "details",
    }
    assert all(isinstance(found[name], (int, float)) for name in (*RATIOS, *FIGURES))
    assert set(found["growth"]) == {"5", "10"}
    assert set(found["appends_per_s"]) == {"memory", "sqlite", "postgresql"}
    assert all(found["appends_per_s"][name] > 0 for name in ("memory", "sqlite"))
    assert set(found["worklist_20k_s"]) == {"cold", "warm"}
    assert set(found["details"]["us"]) == set(RATIOS)
    assert found["try_in_browser"] is None  # not at the smallest: it takes a browser
    assert set(found["aims"]) <= set(found)


def test_another_argument_is_bad_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["--huge"]) == 2
    assert capsys.readouterr().out == ""


def test_a_large_run_tells_seconds_and_memory_of_each_way(capsys: pytest.CaptureFixture[str]) -> None:
    assert large.main(["--cases", "12", "--workers", "1"]) == 0

    found = json.loads(capsys.readouterr().out)
    assert (found["cases"], set(found["report"]), set(found["worklist"])) == (
        12,
        {"processes", "dask"},
        {"processes", "dask"},
    )
    for ways in (found["report"], found["worklist"]):
        for one in ways.values():
            assert (one["seconds"] > 0, one["peak_mb"] > 0, one["worker_peak_mb"] >= 0) == (True, True, True)
        assert len({one["digest"] for one in ways.values()}) == 1
