"""Every twin of both routines comes out as its owner wrote it, and earns the norms that it names."""

from __future__ import annotations

from functools import cache
from typing import Final

import pytest

from flerpart_flow import ROUTINES
from flerpart_flow.proof.twins import Player, Twin, Twins, earned, twins_of
from flerpart_flow.proof.twins.telling import asked_in_words, expected_in_words, got_in_words

OURS: Final = ("flerpartsmote", "ung_intro")


def _twins(name: str) -> Twins:
    found = twins_of(ROUTINES[name])
    assert found is not None
    return found


@cache
def _player(name: str) -> Player:
    return Player(ROUTINES[name], _twins(name))


EVERY: Final = [(name, twin) for name in OURS if twins_of(ROUTINES[name]) for twin in _twins(name).twins]


@pytest.mark.parametrize(("name", "twin"), EVERY, ids=[f"{' '.join(twin.norms)} {twin.sv}" for _, twin in EVERY])
def test_a_twin_comes_out_as_it_is_written(name: str, twin: Twin) -> None:
    rules = ROUTINES[name].rules()
    outcomes = _player(name).play(twin)
    told = [
        f"{asked_in_words(one.half, rules, 'sv')}: väntat {expected_in_words(one.half, rules, 'sv')}, "
        f"blev {got_in_words(one, rules, 'sv')} {one.cures}"
        for one in outcomes
        if not one.passed
    ]
    assert told == []
    assert earned(twin, outcomes) == set(twin.norms), "the twin's norms are not what made the difference"


@pytest.mark.parametrize("name", [name for name in OURS if twins_of(ROUTINES[name])])
def test_every_beginning_follows_the_routine_without_a_warning(name: str) -> None:
    for beginning in _twins(name).beginnings:
        case, _ = _player(name).begin(beginning)
        assert case.lines
        assert not case.course.refused


@pytest.mark.parametrize("name", [name for name in OURS if twins_of(ROUTINES[name])])
def test_no_two_twins_of_a_norm_have_the_same_title(name: str) -> None:
    titles = [(twin.norms, twin.sv) for twin in _twins(name).twins]
    assert len(titles) == len(set(titles))
