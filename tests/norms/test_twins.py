"""The twins of both routines as a whole."""

from __future__ import annotations

from typing import Final

import pytest

from flerpart_flow import ROUTINES
from flerpart_flow.proof.twins import earned, twins_of
from tests.norms.twins import player, twins

OURS: Final = tuple(name for name in ("flerpartsmote", "ung_intro") if twins_of(ROUTINES[name]))


@pytest.mark.parametrize("name", OURS)
def test_every_norm_that_a_twin_names_is_earned_by_some_twin(name: str) -> None:
    named = {norm for twin in twins(name).twins for norm in twin.norms}
    got = {norm for twin in twins(name).twins for norm in earned(twin, player(name).play(twin))}
    assert named == got


@pytest.mark.parametrize("name", OURS)
def test_every_beginning_follows_the_routine(name: str) -> None:
    for beginning in twins(name).beginnings:
        case, _ = player(name).begin(beginning)
        assert bool(case.lines) is bool(twins(name).beginnings[beginning].steps)
        assert not case.course.refused


@pytest.mark.parametrize("name", OURS)
def test_no_two_twins_of_a_norm_have_the_same_title(name: str) -> None:
    titles = [(twin.norms, twin.sv) for twin in twins(name).twins]
    assert len(titles) == len(set(titles))
