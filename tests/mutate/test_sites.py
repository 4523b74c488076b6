"""The faults of conditions, by hand: from a function to what it is with one of its conditions wrong."""

from __future__ import annotations

import ast

import pytest

from flerpart_flow.installed import ROUTINES
from flerpart_flow.proof.mutate.forking import each
from flerpart_flow.proof.mutate.operators.conditions import mutants
from flerpart_flow.proof.mutate.operators.sites import sites


def _wrong(source: str) -> list[tuple[str, str]]:
    """Each fault of a function: its operator, and the function with it."""

    def fresh() -> ast.FunctionDef:
        (function,) = ast.parse(source).body
        assert isinstance(function, ast.FunctionDef)
        return function

    found = []
    for at, site in enumerate(sites(fresh())):
        function = fresh()
        list(sites(function))[at].change()
        found.append((site.operator, ast.unparse(function).partition("\n")[2].strip()))
    return found


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "return a and not b",
            [
                ("condition.and-or", "return a or not b"),
                ("condition.dropped", "return not b and True"),
                ("condition.exception", "return a and True"),
            ],
        ),
        (
            "return a or b or c",
            [
                ("condition.and-or", "return a and b and c"),
                ("condition.dropped", "return b or c"),
                ("condition.dropped", "return a or c"),
                ("condition.dropped", "return a or b"),
            ],
        ),
        (
            "return 1 < a <= 2",
            [("condition.limit", "return 1 <= a <= 2"), ("condition.limit", "return 1 < a < 2")],
        ),
        ("return a >= 2", [("condition.limit", "return a > 2")]),
        ("return a == 2", []),
        (
            "return [x for x in a if x if not x.y]",
            [
                ("condition.dropped", "return [x for x in a if not x.y]"),
                ("condition.dropped", "return [x for x in a if x]"),
            ],
        ),
        (
            "return 1 if a else 2",
            [("condition.dropped", "return 1 if True else 2"), ("condition.dropped", "return 1 if False else 2")],
        ),
        (
            "if a:\n    return ()\nyield b",
            [("condition.exception", "if False:\n        return ()\n    yield b")],
        ),
        (
            "for x in a:\n    if x:\n        continue\n    yield x",
            [("condition.exception", "for x in a:\n        if False:\n            continue\n        yield x")],
        ),
        ("if a:\n    yield b", [("condition.dropped", "if True:\n        yield b")]),
        ("return f(lambda: a and b)", []),
    ],
)
def test_each_condition_is_wrong_in_each_of_its_ways(body: str, expected: list[tuple[str, str]]) -> None:
    indented = body.replace("\n", "\n    ")
    assert _wrong(f"def check(facts, event, rules):\n    {indented}") == expected


def test_a_factory_that_makes_guards_of_several_norms_is_wrong_in_all_of_them() -> None:
    (routine,) = (one for name, one in ROUTINES.items() if name == "ung_intro")
    found = [one for one in mutants(routine) if ".acts_under." in one.id]
    assert found
    assert {one.norms for one in found} == {("UI-SAMTYCKE-1",)}
    ((_, told),) = each([("change", found[0].change)], 1)
    assert (told.error, told.stopped) == (None, False)


def test_a_condition_that_alone_names_what_the_function_closes_over_can_be_dropped() -> None:
    (routine,) = (one for name, one in ROUTINES.items() if name == "flerpartsmote")
    inner = [one for one in mutants(routine) if ".asks_the_word.nobody_refused_takes_part/" in one.id]
    assert inner
    told = {one.id: told for one, told in each(((one, one.change) for one in inner), 1)}
    assert {ident: one.error for ident, one in told.items() if one.error or one.stopped} == {}
