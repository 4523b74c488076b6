"""What the tests of both routines' twins share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache

import pytest

from flerpart_flow import ROUTINES
from flerpart_flow.proof.twins import Player, Twin, Twins, earned, twins_of
from flerpart_flow.proof.twins.model import Act, DutyAsked
from flerpart_flow.proof.twins.telling import asked_in_words, expected_in_words, got_in_words


def twins(name: str) -> Twins:
    """The twins of one of our routines."""
    found = twins_of(ROUTINES[name])
    assert found is not None
    return found


def player(name: str) -> Player:
    """What plays them: one for each process, since another may have another definition (``proof mutate``)."""
    return _player(name, os.getpid())


@cache
def _player(name: str, process: int) -> Player:
    return Player(ROUTINES[name], twins(name))


def every(name: str) -> Iterator[object]:
    """Each twin as a test, marked with the norms that it shows."""
    for twin in twins(name).twins:
        shown = f"{' '.join(twin.norms)} {twin.sv}"
        yield pytest.param(twin, id=shown, marks=pytest.mark.policy(norms=twin.norms))


def comes_out(name: str, twin: Twin) -> None:
    """A twin comes out as its owner wrote it, and earns the norms that it names."""
    rules = ROUTINES[name].rules()
    outcomes = player(name).play(twin)
    told = [
        f"{asked_in_words(one.half, rules, 'sv')}: väntat {expected_in_words(one.half, rules, 'sv')}, "
        f"blev {got_in_words(one, rules, 'sv')}"
        for one in outcomes
        if not one.passed
    ]
    assert told == []
    assert earned(twin, outcomes) == set(twin.norms) or is_only_told(name, twin), (
        "the twin's norms are not what made the difference"
    )


def is_only_told(name: str, twin: Twin) -> bool:
    """Whether it shows that a duty stays as it is however long it takes, what a norm does to another's duty, or where
    a norm is silent while others say no.

    All are worth telling, and no evidence that the norm decides.
    """
    if all(isinstance(half.asked, Act) and not set(twin.norms) & set(half.asked.norms) for half in twin.halves):
        return True
    asked = [half.asked for half in twin.halves if isinstance(half.asked, DutyAsked)]
    named = {one.name for one in asked}
    theirs = {norm for spec in ROUTINES[name].duties if spec.name in named for norm in spec.norms}
    return bool(asked) and (len({one.states for one in asked}) == 1 or theirs.isdisjoint(twin.norms))
