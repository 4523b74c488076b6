"""FF-FAS-1: which events are possible in which phase, event by event, held to a table that is written by hand.

A table and not twins: what may *not* happen in a phase are some four hundred pairs, which nobody would read one by one,
while a row of letters for each event is read at a glance and says both what is possible and what isn't.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Final

import pytest

from flerpart_flow import ROUTINES
from flerpart_flow.proof.twins.model import Step
from tests.norms.twins import player, twins
from tests.policy import policy

HELD: Final[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("phases.toml").read_text(encoding="utf-8"))
NORM: Final = "FF-FAS-1"
EVERY: Final = [
    pytest.param(name, letter, begin, id=f"{name}-{begin}")
    for name, held in HELD.items()
    for letter, begin in held["begin"].items()
]


def possible(name: str, letter: str) -> set[str]:
    return {event for event, letters in HELD[name]["possible"].items() if letter in letters}


@policy("FF-FAS-1")
@pytest.mark.parametrize(("name", "letter", "begin"), EVERY)
def test_an_event_is_refused_for_its_phase_where_the_routine_does_not_have_it(
    name: str, letter: str, begin: str
) -> None:
    case, at = player(name).begin(begin)
    refused = {
        event for event in ROUTINES[name].events if NORM in case.decide(player(name).event(Step(event), at)).norms
    }
    assert set(ROUTINES[name].events) - refused == possible(name, letter)


@policy("FF-FAS-1")
@pytest.mark.parametrize("name", list(HELD))
def test_a_case_begins_with_a_need_that_is_seen_and_with_nothing_else(name: str) -> None:
    beginning = next(one for one, held in twins(name).beginnings.items() if not held.steps)
    case, at = player(name).begin(beginning)
    allowed = {
        event for event in ROUTINES[name].events if NORM not in case.decide(player(name).event(Step(event), at)).norms
    }
    assert allowed == {"identifiera_behov"}


@pytest.mark.parametrize("name", list(HELD))
def test_the_table_has_every_event_and_every_phase(name: str) -> None:
    routine, held = ROUTINES[name], HELD[name]
    assert set(held["possible"]) == set(routine.events)
    stands = [str(player(name).begin(begin)[0].phase) for begin in held["begin"].values()]
    assert sorted(stands) == sorted(str(phase) for phase in routine.phases)
