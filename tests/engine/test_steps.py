"""How often a line is judged: once where a log is straight, whoever reads it. Shown by counting, not by the clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from flerpart_flow import Log, load
from flerpart_flow.across.report.reading.trace import trace
from flerpart_flow.engine.judging import case, growth, rejudging, whole_log
from flerpart_flow.engine.judging.step import enact, step
from flerpart_flow.engine.review import review as reviewing

ROOT = Path(__file__).parents[2]
LOGS = sorted([*(ROOT / "examples/logs").glob("*.jsonl"), *(ROOT / "src/flerpart_flow/cli/commands").glob("*.jsonl")])
LATER = datetime(2030, 1, 1, tzinfo=UTC)
READERS: dict[str, Callable[[Log], object]] = {
    "case": Log.case,
    "review": reviewing.review,
    "report": lambda log: trace(log, LATER),
}


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is stepped or enacted, wherever in the engine."""
    made: list[str] = []

    def counted(act: Callable[..., Any]) -> Callable[..., Any]:
        def count(*given: Any) -> Any:
            made.append(act.__name__)
            return act(*given)

        return count

    for module, name, act in (
        (case, "step", step),
        (growth, "step", step),
        (whole_log, "step", step),
        (rejudging, "step", step),
        (rejudging, "enact", enact),
        (reviewing, "step", step),
        (reviewing, "enact", enact),
    ):
        monkeypatch.setattr(module, name, counted(act))
    return made


def is_straight(log: Log) -> bool:
    times = [event.occurred_at for event in log.events]
    corrected = any(event.name == "ratta" for event in log.events)
    return times == sorted(times) and not corrected and not log.case().course.refused


@pytest.mark.parametrize("reader", READERS)
def test_each_line_of_a_straight_log_is_judged_once(reader: str, steps: list[str]) -> None:
    straight = [log for log in map(load, LOGS) if is_straight(log)]
    assert len(straight) > 10
    for log in straight:
        steps.clear()
        READERS[reader](log)
        assert steps == ["step"] * len(log.events)


@pytest.mark.parametrize("reader", READERS)
def test_late_lines_corrections_and_refusals_cost_half_a_step_more_for_each_line(reader: str, steps: list[str]) -> None:
    logs = [load(path) for path in LOGS]
    for log in logs:
        READERS[reader](log)
    assert len(steps) <= 1.5 * sum(len(log.events) for log in logs)
