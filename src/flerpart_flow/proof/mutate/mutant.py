"""A mutant: one fault in the built definition, and what is said of it; a trial: one test that may notice."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from enum import StrEnum

import attrs

Spot = tuple[str, ...]
"""A place of the definition that a test may reach, see ``probe``."""


class Unchanged(Exception):
    """A mutant that changes nothing: a fault of the harness, never a result."""


class Group(StrEnum):
    """What of the definition a mutant is about."""

    NORMS = "norms"
    GUARDS = "guards"
    CONDITIONS = "conditions"
    ANSWERS = "answers"
    NUMBERS = "numbers"
    DUTIES = "duties"
    DEVIATIONS = "deviations"
    TABLE = "table"


@attrs.frozen(eq=False)
class Mutant:
    """One fault: its id (what ``--only`` takes), how it was made, the norms whose evidence should notice, and where.

    ``change`` makes the fault in this process, for good: it is called in a fork that ends with the test. ``spots`` are
    where a test has to have been for the fault to make a difference to it. ``files`` are what ``--since`` looks at, and
    ``told`` is the change of a condition in words of code; ``also`` are where a test has to have been besides, where
    that is known: only there the fault says otherwise.
    """

    id: str
    operator: str
    group: Group
    norms: tuple[str, ...]
    where: str
    spots: frozenset[Spot]
    change: Callable[[], None]
    files: tuple[str, ...] = ()
    told: str = ""
    also: frozenset[Spot] = frozenset()


@attrs.frozen(eq=False)
class Trial:
    """One test: its name, the norms that it is marked with, and how it is run in this process: whether it passes.

    ``forget`` drops what tests before it have left in this process, so that it goes the whole way itself.
    """

    name: str
    norms: frozenset[str]
    passes: Callable[[], bool]
    forget: Callable[[], None] = lambda: None


def sample(mutants: Iterable[Mutant], number: int, seed: int) -> list[Mutant]:
    """As many of the mutants, in their order; the same seed picks the same, whatever else there is to pick from."""
    found = list(mutants)
    drawn = sorted(found, key=lambda one: hashlib.sha256(f"{seed}:{one.id}".encode()).digest())[:number]
    chosen = {one.id for one in drawn}
    return [one for one in found if one.id in chosen]
