"""There is evidence for every norm, and the marks of tests are read from the tests."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

from flerpart_flow import ROUTINES
from flerpart_flow.proof import evidence
from flerpart_flow.proof.evidence import collect
from flerpart_flow.proof.twins import twins_of

TESTS = Path(__file__).parents[1]
NORMS = {ident: norm for routine in ROUTINES.values() for ident, norm in routine.rules().norms.items()}
OWED = sorted(
    norm.id
    for norm in NORMS.values()
    if norm.not_executable is None and (norm.executable or norm.id.startswith("FF-")) and norm.same_as is None
)


def test_a_mark_names_norms_that_there_are() -> None:
    assert sorted(set(_found()) - set(NORMS)) == []


@cache
def _found() -> dict[str, list[str]]:
    """The evidence in the repository, gathered once."""
    return collect(TESTS)


@cache
def _written_as_a_table(path: str) -> dict[str, bool]:
    """The functions of a file, by name, and whether each is written as a table."""
    return {
        one.name: any("parametrize" in ast.unparse(mark) for mark in one.decorator_list)
        for one in ast.walk(ast.parse((TESTS.parent / path).read_text(encoding="utf-8")))
        if isinstance(one, ast.FunctionDef)
    }


def _rows(test: str) -> int:
    """How many twins a test holds: two or more if it is written as a table."""
    path, _, name = test.partition("::")
    return 2 if _written_as_a_table(path)[name] else 1


def _twinned(name: str) -> set[str]:
    """The norms of a routine that its twins show; tests/norms/test_twins.py holds that they earn them."""
    twins = twins_of(ROUTINES[name])
    return set() if twins is None else {norm for twin in twins.twins for norm in twin.norms}


def test_every_norm_that_something_carries_is_shown_by_twins() -> None:
    found = _found()
    shown = {norm for name in ROUTINES for norm in _twinned(name)}
    assert [norm for norm in OWED if norm not in shown and sum(map(_rows, found.get(norm, ()))) < 2] == []


def test_what_a_norm_repeats_is_shown() -> None:
    found = _found()
    repeated = {norm.same_as for norm in NORMS.values() if norm.same_as is not None and norm.executable}
    assert sorted(norm for norm in repeated if norm and NORMS[norm].executable and not found.get(norm)) == []


def test_marks_are_read_from_the_source(tmp_path: Path) -> None:
    place = tmp_path / "tests" / "norms" / "toy"
    place.mkdir(parents=True)
    (place / "test_toy.py").write_text(
        "MANY = ('N-2', 'N-3')\n"
        "ROWS = [('x', 'N-4'), ('y', 'N-5')]\n"
        "@policy('N-1')\ndef test_one(): ...\n"
        "@pytest.mark.parametrize('x', [1, 2])\n@policy('N-1', *MANY)\ndef test_two(x): ...\n"
        "@policy(*(norm for _, norm in ROWS))\ndef test_rows(): ...\n"
        "class TestIn:\n    @marks.policy('N-2')\n    def test_three(self): ...\n"
        "@other('N-9')\ndef test_unmarked(): ...\n"
        "@policy('N-9')\ndef helper(): ...\n",
        encoding="utf-8",
    )
    at = "tests/norms/toy/test_toy.py"
    assert collect(tmp_path / "tests") == {
        "N-1": [f"{at}::test_one", f"{at}::test_two"],
        "N-2": [f"{at}::TestIn::test_three", f"{at}::test_two"],
        "N-3": [f"{at}::test_two"],
        "N-4": [f"{at}::test_rows"],
        "N-5": [f"{at}::test_rows"],
    }
    assert evidence.marked_with("N-2", tmp_path / "tests") == (f"{at}::TestIn::test_three", f"{at}::test_two")


@pytest.mark.parametrize("mark", ["@policy(NORM)", "@policy()", "@policy('N-1', why='x')", "@policy(f'N-{1}')"])
def test_a_mark_that_can_not_be_read_is_an_error_with_its_line(tmp_path: Path, mark: str) -> None:
    place = tmp_path / "tests" / "norms"
    place.mkdir(parents=True)
    (place / "test_toy.py").write_text(f"{mark}\ndef test_one(): ...\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"tests/norms/test_toy\.py:1"):
        collect(tmp_path / "tests")


def test_a_norm_without_tests_has_none(tmp_path: Path) -> None:
    assert evidence.marked_with("XX-1", TESTS) == ()
    assert evidence.marked_with("FM-BEDOMNING-1", tmp_path / "no_such_folder") == ()
