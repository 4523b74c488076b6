"""Comparisons that several tests look at, each made once in a process."""

from __future__ import annotations

from functools import cache

from flerpart_flow.proof.compare import Compared, compare_rules
from tests.compare.plants import GROUPS, Plant, together

SECONDS = 600.0
"""Long enough also where the machine has much else to do, so that what is found doesn't hang on it."""


@cache
def of_group(number: int) -> tuple[Plant, Compared]:
    """The plants of a group, planted together, and what the comparison comes to."""
    routine, plants = GROUPS[number]
    plant = together(plants)
    return plant, compare_rules(
        routine, routine.rules(overlay=plant.a or None), routine.rules(overlay=plant.b), SECONDS
    )
