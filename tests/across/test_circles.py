"""Circles among cases: found where there are any, each a real one; the standard library is the oracle."""

from __future__ import annotations

import random
from graphlib import CycleError, TopologicalSorter

import pytest

from flerpart_flow.across.handover.circles import circles_in


def _is_circular(comes_from: dict[str, list[str]]) -> bool:
    try:
        TopologicalSorter(comes_from).prepare()
    except CycleError:
        return True
    return False


@pytest.mark.parametrize("seed", range(300))
def test_circles_are_found_where_there_are_any(seed: int) -> None:
    drawn = random.Random(seed)
    names = [f"c{number}" for number in range(drawn.randint(1, 9))]
    arrows = drawn.randint(0, 2 * len(names))
    comes_from: dict[str, list[str]] = {name: [] for name in names}
    for _ in range(arrows):
        one, other = drawn.choice(names), drawn.choice(names)
        if one != other:
            comes_from[one].append(other)
    circles = list(circles_in(comes_from))
    assert bool(circles) is _is_circular(comes_from)
    for circle in circles:
        for earlier, later in zip(circle, [*circle[1:], circle[0]], strict=True):
            assert earlier in comes_from[later]
    inside = [name for circle in circles for name in circle]
    assert len(inside) == len(set(inside))
    left = {name: [one for one in of if one not in inside] for name, of in comes_from.items() if name not in inside}
    assert not _is_circular(left), "none is left out but what shares a case with another"


def test_each_comes_from_the_one_before_it() -> None:
    assert list(circles_in({"a": ["b"], "b": ["c"], "c": ["a"]})) == [["c", "b", "a"]]
    assert list(circles_in({"a": ["b"], "b": ["a"], "c": ["d"], "d": ["c"]})) == [["b", "a"], ["d", "c"]]
    assert list(circles_in({"a": ["b"], "b": ["x"]})) == []
