"""Results are written as they come: what was found once isn't tried again, and never taken for another state's."""

from __future__ import annotations

from pathlib import Path

import pytest

from flerpart_flow.proof.mutate.kept import Kept, state_of
from flerpart_flow.proof.mutate.report import weak
from flerpart_flow.proof.mutate.running import Fate, HarnessError, Result
from tests.mutate.suites import named

IDS = ("toy/guard.silent/T-FIRST/a_note_first", "toy/duty.bearer/due", "toy/duty.lapse_dropped/due/l")


def test_what_was_found_is_there_again_and_a_line_that_was_broken_off_is_forgotten(tmp_path: Path) -> None:
    silent, bearer, lapse = named(*IDS)
    path = tmp_path / "results.jsonl"
    kept = Kept.open(path, "s1")
    assert kept.of([silent]) == []
    kept.add(Result(silent, Fate.OWN, "ett prov å", 2, 1))
    kept.add(Result(bearer, Fate.UNREACHED, None, 0, 0))
    with path.open("a", encoding="utf-8") as file:
        file.write('{"mutant": "toy/duty.lap')
    again = Kept.open(path, "s1")
    assert again.of([lapse, bearer, silent]) == [
        Result(bearer, Fate.UNREACHED, None, 0, 0),
        Result(silent, Fate.OWN, "ett prov å", 2, 1),
    ]
    again.add(Result(lapse, Fate.OTHERS, "t", 0, 1))
    assert len(Kept.open(path, "s1").found) == 3


def test_a_run_that_is_broken_off_as_it_begins_again_loses_no_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "results.jsonl"
    (silent,) = named(IDS[0])
    Kept.open(path, "s1").add(Result(silent, Fate.OWN, "ett prov", 2, 1))
    before = path.read_bytes()

    def broken_off(handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", broken_off)
    with pytest.raises(KeyboardInterrupt):
        Kept.open(path, "s1")
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [before]


@pytest.mark.parametrize("text", ["{}\n", "något annat\n", '{"mutant": 1}\n{"fate": 2}\n', "[]\n[]\n"])
def test_a_file_of_something_else_is_refused_and_left_as_it_is(tmp_path: Path, text: str) -> None:
    path = tmp_path / "results.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(HarnessError, match="results"):
        Kept.open(path, "s1")
    assert path.read_text(encoding="utf-8") == text


def test_the_results_of_other_tests_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "results.jsonl"
    Kept.open(path, "s1")
    with pytest.raises(HarnessError):
        Kept.open(path, "s2")
    tests = tmp_path / "tests"
    tests.mkdir()
    (tests / "test_a.py").write_text("a = 1\n", encoding="utf-8")
    before = state_of([str(tests)])
    assert state_of([str(tests)]) == before
    (tests / "test_a.py").write_text("a = 2\n", encoding="utf-8")
    assert state_of([str(tests)]) != before


def test_a_gate_tells_which_routine_group_and_norm_is_under_it() -> None:
    silent, bearer, lapse = named(*IDS)
    results = [
        Result(silent, Fate.OWN, "t", 1, 0),
        Result(bearer, Fate.OWN, "t", 1, 0),
        Result(lapse, Fate.OTHERS, "t", 1, 1),
    ]
    assert [one.name for one in weak(results, 95, 90)] == ["toy, duties", "toy", "T-DUTY"]
    assert [one.name for one in weak(results, 60, None)] == ["toy, duties"]
    assert weak(results, None, None) == []
    assert [one.name for one in weak(results, None, 51)] == ["T-DUTY"]
