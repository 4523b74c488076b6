"""Who acts: units of the parties, the individual and those close, and outsiders (reading A33).

An actor is written as text. A unit is ``party:function`` with an optional number; the party comes first, so
that it can be told without a table. Persons and outsiders are a closed set.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from flerpart_flow.engine.rules.findings import RoleName

INDIVID: Final = "individ"
OMBUD: Final = "ombud"
NARSTAENDE: Final = "narstaende"
ARBETSGIVARE: Final = "arbetsgivare"
OVRIG: Final = "ovrig"

AF: Final = "arbetsformedlingen"
FK: Final = "forsakringskassan"
REGION: Final = "region"
KOMMUN: Final = "kommun"

ENHET: Final = RoleName("enhet")
"""The role that any unit has."""

_PERSONS = frozenset({INDIVID, OMBUD, NARSTAENDE})
_OUTSIDERS = frozenset({ARBETSGIVARE, OVRIG})

# What kind of actor a code stands for is asked some eight times of every line. A remembered answer costs a third of
# looking for the colon, and 100 bytes for each of the codes, which are few.
_looked_up = lru_cache(maxsize=1024)


@_looked_up
def party_of(actor: str) -> str:
    """The party of a unit: what stands before the first colon."""
    return actor.partition(":")[0]


def is_of(actor: str, unit: str) -> bool:
    """Whether the actor is that party or unit, or one that belongs to it: ``region:psykiatri`` is of ``region``."""
    return actor == unit or actor.startswith(f"{unit}:")


@_looked_up
def is_unit(actor: str) -> bool:
    """Whether the actor is a unit of a party, neither a person nor an outsider."""
    base = actor.partition(":")[0]
    return base not in _PERSONS and base not in _OUTSIDERS


@_looked_up
def is_relative(actor: str) -> bool:
    """Whether the actor is somebody close to the individual."""
    return actor.partition(":")[0] == NARSTAENDE


def is_outsider(actor: str) -> bool:
    """Whether the actor is an employer or another one that the routine doesn't cover (reading A12)."""
    return actor.partition(":")[0] in _OUTSIDERS


@_looked_up
def is_representative(actor: str) -> bool:
    """Whether the actor is a representative of the individual; of several each has a number."""
    return actor.partition(":")[0] == OMBUD


def is_individual(actor: str) -> bool:
    """Whether the actor is the individual or a representative.

    Whether a representative acts as the individual is the individual's to say (``word.said.speaks``, A48).
    """
    return actor == INDIVID or is_representative(actor)


def parties_in(actors: Iterable[str]) -> frozenset[str]:
    """The organisations among the actors."""
    return frozenset(party_of(actor) for actor in actors if is_unit(actor))
