"""Three-valued facts: yes, no or unknown, in a type that can't be taken for a bool by accident."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from functools import reduce
from operator import and_
from typing import NoReturn


class Ternary(Enum):
    """``ja``, ``nej`` or ``okant`` (Kleene's three-valued logic).

    Unknown is not yes: a condition is met only by ``value is Ternary.YES``. Taking the truth value of a
    ``Ternary`` raises ``TypeError``, since ``if fact:`` would turn unknown into yes or no silently.
    """

    YES = "ja"
    NO = "nej"
    UNKNOWN = "okant"

    def __bool__(self) -> NoReturn:
        """Always raise: compare with ``is`` instead."""
        raise TypeError("a three-valued fact has no truth value; compare it with 'is Ternary.YES'")

    def __and__(self, other: Ternary) -> Ternary:
        """No if either is no, yes if both are yes, else unknown."""
        if self is Ternary.NO or other is Ternary.NO:
            return Ternary.NO
        return Ternary.YES if self is other is Ternary.YES else Ternary.UNKNOWN

    def __or__(self, other: Ternary) -> Ternary:
        """Yes if either is yes, no if both are no, else unknown."""
        if self is Ternary.YES or other is Ternary.YES:
            return Ternary.YES
        return Ternary.NO if self is other is Ternary.NO else Ternary.UNKNOWN

    def __invert__(self) -> Ternary:
        """Yes becomes no and no yes; unknown stays unknown."""
        return {Ternary.YES: Ternary.NO, Ternary.NO: Ternary.YES}.get(self, Ternary.UNKNOWN)


YES, NO, UNKNOWN = Ternary.YES, Ternary.NO, Ternary.UNKNOWN


def all_of(values: Iterable[Ternary]) -> Ternary:
    """Every value is yes; an empty sequence is yes."""
    return reduce(and_, values, YES)
