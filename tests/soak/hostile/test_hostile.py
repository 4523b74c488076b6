"""A short sample of every hostile input; what is broken on purpose is found, made small, and can be repeated."""

from __future__ import annotations

import json
import os
from pathlib import Path
from random import Random
from typing import Any, Final

import attrs
import pytest

from flerpart_flow import ROUTINES
from flerpart_flow.engine.rules.norms import Severity
from tests.cli.running import Ran
from tests.engine.marked import MARK
from tests.soak import run
from tests.soak.hostile import commands, logs, overlays, single
from tests.soak.hostile.attacks import ATTACKS
from tests.soak.hostile.inside import watched
from tests.soak.hostile.trial import Broken, Given, Trials
from tests.soak.hostile.writers import killed

INPUTS: Final = {"logs": 100, "lines": 600, "overlays": 50, "commands": 100, "markers": 100}
REACHED: Final = {
    "logs": {"not read: journal", "not read: falt", "judged, some refused", "judged, all allowed"},
    "lines": {"not read: journal", "not read: falt", "not read: kod", "not judged: handelse", "refused", "allowed"},
    "overlays": {"not read: regler", "refused: overlagring", "used"},
    "commands": {"exit code 0", "exit code 2", "exit code 4"},
    "markers": {"not read", "refused"},
}
"""Answers that a sample comes to, so that it isn't all stopped at the door."""


@pytest.mark.parametrize("name", ATTACKS)
def test_no_promise_is_broken_by_a_sample(name: str, tmp_path: Path) -> None:
    trials = Trials(name, 1, ATTACKS[name](tmp_path))
    trials.run(inputs=INPUTS[name])
    assert dict(trials.broken) == {}
    assert trials.answers.total() == INPUTS[name]
    assert set(trials.answers) >= REACHED[name]


@pytest.mark.parametrize("name", ATTACKS)
def test_an_input_is_drawn_again_by_its_seed_and_its_number(name: str, tmp_path: Path) -> None:
    attack = ATTACKS[name](tmp_path)
    assert attack.draw(Random("a")) == attack.draw(Random("a"))
    assert [attack.draw(Random(n)) for n in range(9)] != [attack.draw(Random(n)) for n in range(9, 18)]


class Nines:
    """Inputs of digits, of which none may hold a nine, and none but one of them an eight."""

    def draw(self, chance: Random) -> Given:
        return [str(chance.randrange(10)).encode() for _ in range(12)]

    def judge(self, given: Given) -> str:
        if b"9" in given:
            raise Broken("a nine")
        if given.count(b"8") > 1:
            raise ZeroDivisionError
        return "fine"

    def written(self, given: Given) -> bytes:
        return b" ".join(given)


def test_what_is_broken_is_made_small_and_told_with_what_repeats_it(tmp_path: Path) -> None:
    trials = Trials("nines", 3, Nines())
    trials.run(inputs=200)
    first = trials.broken["a nine"].number
    told = {row["broken"].partition(" line ")[0]: row for row in trials.told(tmp_path)}
    assert set(told) == {"a nine", "raises ZeroDivisionError in test_hostile.py"}
    assert Path(told["a nine"]["input"]).read_bytes() == b"9"
    other = told["raises ZeroDivisionError in test_hostile.py"]
    assert (Path(other["input"]).read_bytes(), other["parts"]) == (b"8 8", 2)
    assert f"--only nines --seed 3 --first {first} --inputs 1" in told["a nine"]["again"]
    again = Trials("nines", 3, Nines())
    again.run(inputs=1, first=first)
    assert list(again.broken) == ["a nine"]
    figures = trials.figures(1.0)
    assert (figures["inputs"], figures["broken"]) == (200, 2)


def _found(name: str, tmp_path: Path) -> set[str]:
    trials = Trials(name, 1, ATTACKS[name](tmp_path))
    trials.run(inputs=3)
    return set(trials.broken)


def test_an_error_that_nobody_documented_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def wrong(*given: Any, **named: Any) -> Any:
        raise KeyError("x")

    single.standing()  # read once for all trials, and not by the one that is wrong
    monkeypatch.setattr(single, "read_log", wrong)
    monkeypatch.setattr(logs, "read_log", wrong)
    monkeypatch.setattr(overlays, "read_overlay", wrong)
    for name in ("logs", "lines", "overlays"):
        (found,) = _found(name, tmp_path)
        assert found.startswith("raises KeyError")


def test_an_overlay_that_changes_what_it_may_not_is_found() -> None:
    rules = ROUTINES["flerpartsmote"].rules()
    fixed = next(norm for norm in rules.norms.values() if norm.fixed)
    light = next(norm for norm in rules.norms.values() if norm.ceiling is Severity.NOTE and not norm.fixed)
    spec = rules.specs["lead_time_weeks_region"]
    for broken, said in (
        ({"norms": {**rules.norms, fixed.id: attrs.evolve(fixed, severity=Severity.NOTE)}}, "a fixed norm is changed"),
        ({"norms": {**rules.norms, light.id: attrs.evolve(light, severity=Severity.WARN)}}, "heavier than it may be"),
        ({"norms": {fixed.id: fixed}}, "adds or drops a norm"),
        ({"specs": {**rules.specs, spec.name: attrs.evolve(spec, value=27)}}, "beyond its limits"),
        ({"digest": "x"}, "without an overlay's digest"),
    ):
        with pytest.raises(Broken, match=said):
            overlays._kept(rules, attrs.evolve(rules, **broken))


@pytest.mark.parametrize(
    ("code", "out", "err", "said"),
    [
        (5, "", "x", "exit code 5"),
        (1, "Traceback (most recent call last)", "", "a traceback"),
        (2, "", " ", "an error without a word"),
        (4, "", f"Fel: {MARK}", "an error repeats what somebody wrote"),
        (2, "", f"Fel: {commands.TYPED} x", "an error repeats what somebody wrote"),
        (0, "{", "", "an answer that isn't JSON"),
    ],
)
def test_a_command_that_answers_wrongly_is_found(code: int, out: str, err: str, said: str) -> None:
    given = ["why", "a.jsonl", "kalla", f"till={commands.TYPED}", "--format", "json"]
    with pytest.raises(Broken, match=said):
        commands._promised(given, Ran(code, out, err))


def test_what_is_written_outside_a_folder_is_seen(tmp_path: Path) -> None:
    inside, beside = tmp_path / "inside", tmp_path / "beside"
    inside.mkdir()
    beside.write_bytes(b"")
    (inside / "link").symlink_to(tmp_path)
    for act, seen in (
        (lambda: (inside / "a").write_bytes(b"x"), False),
        (lambda: beside.read_bytes(), False),
        (lambda: beside.write_bytes(b"x"), True),
        (lambda: (inside / "link" / "b").write_bytes(b"x"), True),
        (lambda: (inside / "a").replace(tmp_path / "c"), True),
        (lambda: (tmp_path / "d").mkdir(), True),
        (lambda: (tmp_path / "d").rmdir(), True),
        (lambda: os.system("true"), True),
    ):
        with watched(inside) as outside:
            act()
        assert bool(outside) is seen, outside


def test_a_few_writers_are_killed_and_two_write_at_once() -> None:
    figures = killed(8, 1)
    assert (figures["broken"], figures["wrong"]) == (0, [])
    assert figures["kills"] == 8
    assert figures["logs_written"] >= 1
    assert figures["logs_written"] + figures["logs_refused"] == 40


def test_the_runner_counts_what_was_tried(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run.main(["--only", "lines", "--inputs", "40", "--found", str(tmp_path)]) == 0
    last = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert last == {"summary": {"lines": {"inputs": 40, "broken": 0}}, "seed": 1, "inputs": 40}
