"""Three-valued facts: unknown is not yes, and no truth value is taken by accident."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from flerpart_flow.engine.values.ternary import NO, UNKNOWN, YES, Ternary, all_of

# Kleene's tables, written by hand: left, right, and, or.
TABLE = [
    (YES, YES, YES, YES),
    (YES, NO, NO, YES),
    (YES, UNKNOWN, UNKNOWN, YES),
    (NO, YES, NO, YES),
    (NO, NO, NO, NO),
    (NO, UNKNOWN, NO, UNKNOWN),
    (UNKNOWN, YES, UNKNOWN, YES),
    (UNKNOWN, NO, NO, UNKNOWN),
    (UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
]


def test_the_table_holds_every_pair() -> None:
    assert [row[:2] for row in TABLE] == list(itertools.product((YES, NO, UNKNOWN), repeat=2))


@pytest.mark.parametrize(("left", "right", "both", "either"), TABLE)
def test_and_or_as_kleene_has_them(left: Ternary, right: Ternary, both: Ternary, either: Ternary) -> None:
    assert (left & right) is both
    assert (left | right) is either


def test_not_turns_yes_and_no_and_leaves_unknown() -> None:
    assert (~YES, ~NO, ~UNKNOWN) == (NO, YES, UNKNOWN)


@pytest.mark.parametrize("value", Ternary)
def test_a_truth_value_is_never_taken_by_accident(value: Any) -> None:
    with pytest.raises(TypeError, match=r"is Ternary\.YES"):
        bool(value)
    with pytest.raises(TypeError):
        _ = not value
    with pytest.raises(TypeError):
        _ = value and True
    with pytest.raises(TypeError):
        _ = [one for one in (1,) if value]


@pytest.mark.parametrize("value", Ternary)
def test_it_equals_neither_a_bool_nor_its_word(value: Any) -> None:
    assert all(value != other for other in (True, False, None, 0, 1, value.value))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((), YES),
        ((YES, YES), YES),
        ((YES, UNKNOWN), UNKNOWN),
        ((UNKNOWN, NO, YES), NO),
        ((UNKNOWN, UNKNOWN), UNKNOWN),
    ],
)
def test_all_of_is_yes_only_when_every_one_is(values: tuple[Ternary, ...], expected: Ternary) -> None:
    assert all_of(values) is expected


def test_the_words_of_the_log() -> None:
    assert [value.value for value in Ternary] == ["ja", "nej", "okant"]
