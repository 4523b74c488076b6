"""No small group can be seen in what is shown, nor worked out from it, by one who knows how it was chosen.

The attack is by brute force: every set of cases of a size is made, and those that give the same report are laid
together. What is hidden must not have the same size in all of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flerpart_flow.across.report.figures.suppression import Count, Parts, cross, parts, shares

NAMES = [("a",), ("b",), ("c",), ("d",), ("e",)]


@pytest.mark.parametrize(
    ("sizes", "shown", "rest"),
    [
        # nothing is small
        ((7, 6), {"a": 7, "b": 6}, 0),
        # zeros are told only where nothing is left
        ((7, 6, 0), {"a": 7, "b": 6}, 0),
        # one small part could be had by subtraction: the smallest other joins it
        ((9, 7, 2), {"a": 9}, 9),
        # two small ones that are a small group together
        ((9, 7, 1, 1), {"a": 9}, 9),
        # two small ones that are a group large enough
        ((9, 3, 3), {"a": 9}, 6),
        # two that can only be four each
        ((9, 4, 4), {}, None),
        # all of the same size go, since which of them went would tell
        ((9, 7, 7, 2), {"a": 9}, 16),
        # nothing is left to show
        ((7, 2), {}, None),
        ((4, 1), {}, None),
    ],
)
def test_a_total_in_parts(sizes: Sequence[int], shown: dict[str, int], rest: int | None) -> None:
    known = NAMES[: len(sizes)]
    found = parts(sum(sizes), dict(zip(known, sizes, strict=True)), known, 5)
    assert found == Parts({(name,): size for name, size in shown.items()}, rest)


@pytest.mark.parametrize(
    ("total", "count", "shown"),
    [
        (20, 4, None),
        (20, 5, Count(5)),
        (20, 15, Count(15)),
        # four cases without it are a small group too
        (20, 16, Count(16, or_more=True)),
        (20, 20, Count(16, or_more=True)),
        # all cases are too few to be told apart
        (9, 5, None),
        (9, 9, None),
        (10, 5, Count(5)),
    ],
)
def test_a_count_of_cases_out_of_all(total: int, count: int, shown: Count | None) -> None:
    assert shares(total, {("a",): count}, 0, 10, 5).shown == ({} if shown is None else {("a",): shown})


@pytest.mark.parametrize(
    ("each", "any_of", "shown"),
    [
        # three things, of which only a is shown; 20 − 12 = 8 cases have others
        ((12, 4, 4), 20, None),
        ((12, 0, 0), 12, Count(12)),
        # two cases would have something else than a
        ((12, 1, 1), 14, None),
        ((12, 9, 9), 21, Count(21)),
    ],
)
def test_how_many_have_any(each: Sequence[int], any_of: int, shown: Count | None) -> None:
    assert shares(100, dict(zip(NAMES, each, strict=False)), any_of, 3, 5).cases == shown


def test_cells_stand_and_a_margin_gives_way() -> None:
    """Kinds x and y, parties p and q: two cases have x by q, so that x's total would tell of them."""
    cells = {("x", "p"): 10, ("x", "q"): 2, ("y", "p"): 8, ("y", "q"): 9}
    found = cross(50, cells, ({"x": 12, "y": 17}, {"p": 18, "q": 11}, 29), (("x", "y"), ("p", "q")), 5)
    assert found.cells == {("x", "p"): Count(10), ("y", "p"): Count(8), ("y", "q"): Count(9)}
    assert found.rows == {"y": Count(17)}
    assert found.columns == {"p": Count(18)}


def test_the_grand_total_gives_way_to_a_cell_whose_margins_are_hidden() -> None:
    """One case has x by q and another y by p: both totals of the cell are hidden, and the grand one tells of two."""
    cells = {("x", "p"): 10, ("x", "q"): 1, ("y", "p"): 1}
    found = cross(50, cells, ({"x": 11, "y": 1}, {"p": 11, "q": 1}, 12), ("xyabcdefgh", "pqijklmnor"), 5)
    assert (found.cells, found.rows, found.columns, found.cases) == ({("x", "p"): Count(10)}, {}, {}, None)


def _divided(total: int, among: int) -> Iterator[tuple[int, ...]]:
    """Every way to divide a total."""
    if among == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in _divided(total - first, among - 1):
            yield (first, *rest)


Seen = dict[tuple[object, ...], set[tuple[int, ...]]]


def _leaks(seen: Seen) -> list[tuple[object, ...]]:
    """Reports with a hidden figure that is the same in every set of cases behind them, zeros apart."""
    return [
        shown
        for shown, behind in seen.items()
        for at, figure in enumerate(shown)
        if figure is None or (isinstance(figure, Count) and figure.or_more)
        if len({sizes[at] for sizes in behind}) == 1
    ]


@pytest.mark.parametrize(("least", "among", "most"), [(3, 2, 20), (3, 3, 18), (3, 4, 14), (4, 3, 18), (5, 3, 18)])
def test_no_part_can_be_worked_out(least: int, among: int, most: int) -> None:
    for total in range(least, most + 1):
        seen: Seen = defaultdict(set)
        for sizes in _divided(total, among):
            found = parts(total, dict(zip(NAMES, sizes, strict=False)), NAMES[:among], least)
            assert found.rest is None or found.rest == 0 or found.rest >= least
            if found.rest != 0:  # else all that is hidden is told to be empty
                seen[tuple(found.shown.get(name) for name in NAMES[:among])].add(sizes)
        assert _leaks(seen) == []


@pytest.mark.parametrize(("least", "things", "most"), [(3, 2, 12), (3, 3, 7), (4, 2, 12)])
def test_no_share_can_be_worked_out(least: int, things: int, most: int) -> None:
    kinds = list(product((0, 1), repeat=things))
    for total in range(least, most + 1):
        seen: Seen = defaultdict(set)
        for cases in _divided(total, len(kinds)):
            each = tuple(sum(n for kind, n in zip(kinds, cases, strict=True) if kind[at]) for at in range(things))
            any_of = total - cases[0]
            found = shares(total, dict(zip(NAMES, each, strict=False)), any_of, things, least)
            seen[(*(found.shown.get(name) for name in NAMES[:things]), found.cases)].add((*each, any_of))
        assert _leaks(seen) == []


@pytest.mark.parametrize(("least", "total"), [(3, 3), (3, 4), (3, 5), (3, 6)])
def test_no_cell_and_no_margin_can_be_worked_out(least: int, total: int) -> None:
    """Two kinds, two parties: a case may have any of the four cells."""
    cells = list(product("xy", "pq"))
    kinds = list(product((0, 1), repeat=len(cells)))
    seen: Seen = defaultdict(set)
    for cases in _divided(total, len(kinds)):
        live = [
            ({c for c, has in zip(cells, kind, strict=True) if has}, n)
            for kind, n in zip(kinds, cases, strict=True)
            if n
        ]
        of_cells = {cell: sum(n for has, n in live if cell in has) for cell in cells}
        of_rows = {row: sum(n for has, n in live if any(r == row for r, _ in has)) for row in "xy"}
        of_columns = {col: sum(n for has, n in live if any(c == col for _, c in has)) for col in "pq"}
        any_of = total - cases[0]
        found = cross(total, of_cells, (of_rows, of_columns, any_of), ("xy", "pq"), least)
        shown = (
            *map(found.cells.get, cells),
            *map(found.rows.get, "xy"),
            *map(found.columns.get, "pq"),
            found.cases,
        )
        seen[shown].add((*of_cells.values(), *of_rows.values(), *of_columns.values(), any_of))
    assert _leaks(seen) == []


@given(st.lists(st.integers(0, 40), min_size=1, max_size=5), st.integers(3, 10))
def test_what_is_left_over_fits_at_least_two_ways(sizes: list[int], least: int) -> None:
    """Of larger tables: the rest is no small group, and some case in it could be moved without a trace."""
    known = NAMES[: len(sizes)]
    found = parts(sum(sizes), dict(zip(known, sizes, strict=True)), known, least)
    hidden = [size for name, size in zip(known, sizes, strict=True) if name not in found.shown]
    assert all(size >= least for size in found.shown.values())
    if found.rest is None:
        assert found.shown == {}
        return
    assert sum(found.shown.values()) + found.rest == sum(sizes)
    assert found.rest == sum(hidden)
    assert found.rest == 0 or (found.rest >= least and len(hidden) >= 2)
    if found.rest and all(size < least for size in hidden):
        assert found.rest < len(hidden) * (least - 1)


@given(
    st.lists(st.frozensets(st.sampled_from(list(product("xyz", "pqr")))), min_size=0, max_size=40),
    st.integers(3, 6),
)
def test_no_difference_between_nested_figures_is_a_small_group(
    cases: list[frozenset[tuple[str, str]]], least: int
) -> None:
    """A margin less a cell within it, and all cases less any figure, are groups like any other."""
    total = len(cases)
    of_cells = {cell: sum(cell in has for has in cases) for cell in product("xyz", "pqr")}
    of_rows = {row: sum(any(r == row for r, _ in has) for has in cases) for row in "xyz"}
    of_columns = {col: sum(any(c == col for _, c in has) for has in cases) for col in "pqr"}
    found = cross(total, of_cells, (of_rows, of_columns, sum(map(bool, cases))), ("xyz", "pqr"), least)

    nested = [(found.rows.get(cell[0]), count) for cell, count in found.cells.items()]
    nested += [(found.columns.get(cell[1]), count) for cell, count in found.cells.items()]
    nested += [(found.cases, count) for count in (*found.rows.values(), *found.columns.values(), *found.cells.values())]
    exact = [(outer.cases, inner.cases) for outer, inner in nested if outer and not outer.or_more and not inner.or_more]
    assert all(outer == inner or outer - inner >= least for outer, inner in exact)
    every = [
        *found.cells.values(),
        *found.rows.values(),
        *found.columns.values(),
        *([found.cases] if found.cases else []),
    ]
    assert all(count.or_more or least <= count.cases <= total - least for count in every)
