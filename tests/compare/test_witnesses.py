"""Every case that shows a difference is a log: check and status read it under both rules, and see the difference."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from flerpart_flow.engine.values.clock import format_time
from flerpart_flow.proof.compare import ActChange, OwedChange, Shift, Turn, log_of
from tests.cli.running import run
from tests.compare.comparisons import of_group
from tests.compare.plants import GROUPS

pytestmark = pytest.mark.xdist_group("compared")
WEIGHTS = {"note": 1, "warn": 2, "block": 3}


class Rules:
    """The two sets of rules as the command line takes them."""

    def __init__(self, folder: Path, a: Mapping[str, Any], b: Mapping[str, Any]) -> None:
        self._folder = folder
        self._paths = [self._written(name, held) for name, held in (("a", a), ("b", b)) if held]
        self.options = [["--overlay", path] for path in self._paths]
        if not a:
            self.options.insert(0, [])

    def _written(self, name: str, held: Mapping[str, Any]) -> str:
        path = self._folder / f"{name}.toml"
        lines = []
        for key, value in held.get("parameter", {}).items():
            lines.append(f"parameter.{key} = {json.dumps(value)}")
        for norm, row in held.get("norm", {}).items():
            if "severity" in row:
                lines.append(f'norm."{norm}".severity = "{row["severity"]}"')
            lines += [f'norm."{norm}".severity_for.{one} = "{it}"' for one, it in row.get("severity_for", {}).items()]
        path.write_text("\n".join(lines), encoding="utf-8")
        return str(path)

    def both(self, *arguments: str) -> tuple[Any, Any]:
        """What a command answers under each."""
        a, b = (run(*arguments, "--format", "json", *options).data for options in self.options)
        return a, b


def last_of(told: Mapping[str, Any], lines: int) -> tuple[bool, Mapping[str, int]]:
    """Whether the last line is refused, and how much each norm weighs that is found in it."""
    last = told["logs"][0]["verdicts"][-1]
    assert last["nr"] == lines
    weights: dict[str, int] = {}
    for found in last["findings"]:
        weights[found["norm"]] = max(weights.get(found["norm"], 0), WEIGHTS[found["severity"]])
    return last["refused"], weights


def holds_act(change: ActChange, path: Path, rules: Rules) -> None:
    lines = len(change.tried.stand.a.lines) + 1
    answers = rules.both("check", str(path))
    (refused_a, a), (refused_b, b) = (last_of(told, lines) for told in answers)
    assert (refused_a, refused_b) == (not change.tried.a.allowed, not change.tried.b.allowed)
    heavier = {norm for norm in a.keys() | b.keys() if b.get(norm, 0) > a.get(norm, 0)}
    lighter = {norm for norm in a.keys() | b.keys() if b.get(norm, 0) < a.get(norm, 0)}
    match change.turn:
        case Turn.STRICTER:
            assert heavier
            assert not lighter
        case Turn.LOOSER:
            assert lighter
            assert not heavier
        case Turn.INCOMPARABLE if not change.tried.how.leads:
            assert lighter
            assert heavier


def holds_owed(change: OwedChange, path: Path, rules: Rules, kind: str) -> None:
    a, b = rules.both("status", str(path), "--at", format_time(change.at))
    if kind == "deviations":
        was, becomes = ([one["kind"] for one in told["proposals"]] for told in (a, b))
        gone = change.name in was and change.name not in becomes
        assert gone is (change.shift is Shift.DROPPED)
        assert (change.name in becomes and change.name not in was) is (change.shift is Shift.NEW)
        return
    was, becomes = (
        [(one["due"], one["state"]) for one in told["duties"] if one["duty"] == change.name] for told in (a, b)
    )
    assert was != becomes
    if change.shift is Shift.EARLIER:
        assert "late" in str(becomes) or sorted(str(due) for due, _ in becomes) < sorted(str(due) for due, _ in was)


@pytest.mark.parametrize("number", range(len(GROUPS)))
def test_every_case_is_a_log_that_shows_its_difference(number: int, tmp_path: Path) -> None:
    plant, compared = of_group(number)
    rules = Rules(tmp_path, plant.a, plant.b)
    path = tmp_path / "fall.jsonl"
    seen = 0
    for kind, part in (("events", compared.events), ("duties", compared.duties), ("deviations", compared.deviations)):
        for verdict in part.values():
            for change in verdict.changes:
                path.write_text("".join(log_of(change)), encoding="utf-8")
                if isinstance(change, ActChange):
                    holds_act(change, path, rules)
                else:
                    holds_owed(change, path, rules, kind)
                assert change.shortest
                seen += 1
    assert seen >= len(plant.events) + len(plant.duties)
