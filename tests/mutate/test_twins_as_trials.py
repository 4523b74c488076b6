"""Twins as trials: played anew in each process, and whatever breaks one is noticed."""

from __future__ import annotations

import pytest

from flerpart_flow.installed import ROUTINES
from flerpart_flow.proof.mutate.forking import each
from flerpart_flow.proof.mutate.operators.catalogue import mutants
from flerpart_flow.proof.mutate.twinned import trials
from flerpart_flow.proof.twins import Player, twins_of

UNG_INTRO = ROUTINES["ung_intro"]
NORM = "UI-AKT-2"


def test_each_twin_is_a_trial_of_the_norms_that_it_names() -> None:
    found = trials([UNG_INTRO])
    twins = twins_of(UNG_INTRO)
    assert twins is not None
    assert [one.norms for one in found] == [frozenset(one.norms) for one in twins.twins]
    assert len({one.name for one in found}) == len(found)


def test_what_a_twin_played_before_a_fault_is_not_remembered_in_the_fork_with_it() -> None:
    own = [one for one in trials([UNG_INTRO]) if NORM in one.norms]
    assert own
    assert all(one.passes() for one in own)
    (fault,) = (one for one in mutants(UNG_INTRO) if one.operator == "norm.dropped" and one.norms == (NORM,))

    def noticed() -> bool:
        fault.change()
        return not all(one.passes() for one in own)

    ((_, told),) = each([("fault", noticed)], 1)
    assert (told.error, told.value) == (None, True)


def test_a_fault_that_breaks_the_code_under_a_twin_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise AttributeError

    first = trials([UNG_INTRO])[0]
    monkeypatch.setattr(Player, "play", broken)
    assert not first.passes()
