"""``make bench`` runs and says everything that docs/performance.md tells of. No time is asserted."""

from __future__ import annotations

import json

import pytest

from benchmarks import large, run

FLOORS = ("step_vs_floor", "case_vs_floor", "apply_vs_floor", "replay_vs_floor")
RATIOS = ("dispatch_alone_vs_transitions", "open_vs_machine_per_case", "step_vs_python_statemachine")
FIGURES = (
    "floor_us",
    "replay_events_per_s",
    "why_vs_click",
    "import_ms",
    "report_us_per_log",
    "late_growth",
    "late_growth_check",
    "late_growth_record",
    "bytes_per_case",
    "case_100k_events_s",
    "largest_diagram_dot_ms",
    "report_10k_logs_s",
)
OTHERS = ("steps_per_line", "growth", "appends_per_s", "worklist_20k_s", "aims", "details")


def test_a_run_prints_one_object_with_every_figure(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["--tiny"]) == 0

    printed = capsys.readouterr()
    found = json.loads(printed.out)
    assert set(found) == {*FLOORS, *RATIOS, *FIGURES, *OTHERS, "try_in_browser"}
    assert all(found[name] > 0 for name in (*FLOORS, *RATIOS, *FIGURES))
    assert all(f"{name} " in printed.err for name in found["aims"])
    assert found["steps_per_line"]["in_order_case"] == 1
    assert set(found["growth"]) == {"5", "10"}
    assert set(found["appends_per_s"]) == {"memory", "sqlite", "postgresql"}
    assert all(found["appends_per_s"][name] > 0 for name in ("memory", "sqlite"))
    assert set(found["worklist_20k_s"]) == {"cold", "warm"}
    assert set(found["details"]["us"]) == {*FLOORS, *RATIOS}
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
