"""A fault of a condition is tried only by tests in which it would say otherwise; a shared one counts for every norm."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from flerpart_flow.installed import ROUTINES
from flerpart_flow.proof.mutate.mutant import Group
from flerpart_flow.proof.mutate.operators.catalogue import mutants
from flerpart_flow.proof.mutate.operators.differing import NAME, noting, watched
from flerpart_flow.proof.mutate.operators.sites import sites
from tests.mutate.suites import GOOD, fates, trials
from tests.toy import TOY

SOURCE = '''
def asked(first, second, names):
    """Whether so."""
    if first is None:
        return ()
    known = [one for one in names if one != "x"]
    if first > 3 and not second:
        return tuple(known)
    return "more" if second else "less"
'''
BOUND = '''
def asked(first, second, names):
    """Whether so."""
    return 1 if (found := first) and found > 1 else 0
'''


def seen(source: str, *arguments: Any) -> tuple[Any, set[str]]:
    """What the function answers while it is watched, and the faults that would say otherwise."""
    tree = ast.parse(source)
    function = tree.body[0]
    assert isinstance(function, ast.FunctionDef)
    told = {f"{number}": site.told for number, site in enumerate(sites(function))}
    watched(function, str)
    noted: set[str] = set()
    names: dict[str, Any] = {NAME: noting(noted.add)}
    exec(compile(ast.fix_missing_locations(tree), "here", "exec"), names)
    asked: Callable[..., Any] = names["asked"]
    return asked(*arguments), {told[one] for one in noted}


@pytest.mark.parametrize(
    ("arguments", "answer", "otherwise"),
    [
        ((None, True, ()), (), {"if first is None"}),
        ((4, False, ("a",)), ("a",), set()),
        ((4, False, ("a", "x")), ("a",), {"without if one != 'x'"}),
        (
            (3, False, ()),
            "less",
            {
                "first > 3: Gt → GtE",
                "first > 3 and (not second)",
                "first > 3 and (not second): without first > 3",
                "if first > 3 and (not second)",
                "second is always True",
            },
        ),
    ],
)
def test_the_function_answers_as_ever_and_tells_which_faults_would_say_otherwise(
    arguments: tuple[Any, ...], answer: Any, otherwise: set[str]
) -> None:
    assert seen(SOURCE, *arguments) == (answer, otherwise)


def test_a_fault_that_breaks_the_code_says_otherwise_and_one_of_a_name_that_is_bound_there_always_does() -> None:
    source = 'def asked(first):\n    """So."""\n    return first is not None and first > 1 or first == 7\n'
    _, noted = seen(source, None)
    assert "first is not None and first > 1: without first is not None" in noted
    found, bound = seen(BOUND, 0, False, ())
    assert found == 0
    assert any("found" in one for one in bound)


def test_knowing_where_a_fault_says_otherwise_changes_no_fate() -> None:
    chosen = [one for one in mutants(TOY) if one.group is Group.CONDITIONS]
    assert chosen
    assert all(one.also for one in chosen)
    tests = trials(*GOOD)
    by_all = fates([attrs.evolve(one, also=frozenset()) for one in chosen], tests)
    killed = {ident for ident, fate in by_all.items() if fate in ("own", "others")}
    found = fates(chosen, tests)
    assert {ident for ident, fate in found.items() if fate in ("own", "others")} == killed


def test_a_condition_that_guards_of_several_modules_share_counts_for_the_norms_of_all() -> None:
    shared = [one for one in mutants(ROUTINES["flerpartsmote"]) if ".forberedelse.guards.short_notice/" in one.id]
    assert shared
    assert all({"FM-BOKNING-2", "FM-BOKNING-5", "PR-FORB-3"} <= set(one.norms) for one in shared)
