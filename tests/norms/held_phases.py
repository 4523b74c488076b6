"""Which events are possible in which phase and where they lead, by a table that is written by hand (FF-FAS-1).

A table and not twins: what may *not* happen in a phase are some four hundred pairs, which nobody would read one by one,
while a row of letters for each event is read at a glance and says both what is possible and what isn't.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

from flerpart_flow import ROUTINES
from flerpart_flow.engine.definition.moves import phases_of
from flerpart_flow.proof.twins.model import Step
from tests.norms.twins import player, twins

NORM: Final = "FF-FAS-1"


@cache
def _held(name: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / name / "phases.toml").read_text(encoding="utf-8"))


def phases(name: str) -> list[str]:
    """The letters of the phases."""
    return list(_held(name)["begin"])


def possible(name: str, letter: str) -> set[str]:
    """What the table says is possible in a phase."""
    return {event for event, letters in _held(name)["possible"].items() if letter in letters}


def leads(name: str, letter: str) -> dict[str, set[str]]:
    """Where the table says that each of those leads, letters of phases."""
    told = _held(name)["leads"]
    return {event: set(_from(told.get(event, {}), letter)) for event in possible(name, letter)}


def _from(told: dict[str, str], letter: str) -> str:
    return told.get(letter, told.get("*", letter))


def found_possible(name: str, letter: str) -> set[str]:
    """What isn't refused for its phase, in a case that stands there."""
    return _open_to(name, _held(name)["begin"][letter])


def found_leads(name: str, letter: str) -> dict[str, set[str]]:
    """Where each event that is possible there leads; one that may lead to several is asked for all of them."""
    case, _ = player(name).begin(_held(name)["begin"][letter])
    letters = _letters(name)
    found = {}
    for event in possible(name, letter):
        move = ROUTINES[name].machine.events[event].move_in(str(case.phase))
        assert move is not None, event
        ends = {move.target(case.facts, case.rules), *phases_of(move.move.to[str(case.phase)], str(case.phase))}
        found[event] = {letters[str(one)] for one in ends}
    return found


def chosen(name: str) -> Iterator[object]:
    """What is chosen from each beginning that the table names, marked with the norms that it shows."""
    for row in _held(name).get("chosen", ()):
        for begin in row["begin"]:
            told = f"{begin} {' '.join(step['event'] for step in row['steps'])} {row['leads']}"
            marks = pytest.mark.policy(norms=(*row.get("norms", ()), NORM))
            yield pytest.param(begin, row["steps"], row["leads"], id=told, marks=marks)


def stands_after(name: str, begin: str, steps: list[dict[str, Any]]) -> tuple[str, str]:
    """The letters of the phases where a case stood before these steps, and where it stands after them."""
    case, at = player(name).begin(begin)
    before = case.phase
    for told in steps:
        held = {key: value for key, value in told.items() if key != "with"}
        event = player(name).event(Step(**held, content=told.get("with", {})), at)
        case.decide(event).or_raise()
        case, at = case.apply(event), max(at, event.recorded_at)
    letters = _letters(name)
    return letters[str(before)], letters[str(case.phase)]


def found_at_the_start(name: str) -> dict[str, str]:
    """What can open a case, and where it leads."""
    beginning = next(one for one, held in twins(name).beginnings.items() if not held.steps)
    case, at = player(name).begin(beginning)
    return {
        event: case.apply(player(name).event(Step(event, content=_opening(name)), at)).phase
        for event in _open_to(name, beginning)
    }


def _opening(name: str) -> dict[str, str]:
    return {"vag": "vard"} if name == "ung_intro" else {}


def _open_to(name: str, beginning: str) -> set[str]:
    case, at = player(name).begin(beginning)
    events = ROUTINES[name].events
    return {event for event in events if NORM not in case.decide(player(name).event(Step(event), at)).norms}


def is_whole(name: str) -> None:
    """The table has every event, and a beginning in every phase."""
    held = _held(name)
    assert set(held["possible"]) == set(ROUTINES[name].events)
    assert set(held["leads"]) <= set(held["possible"])
    assert sorted(_letters(name)) == sorted(str(phase) for phase in ROUTINES[name].phases)


def _letters(name: str) -> dict[str, str]:
    return {str(player(name).begin(begin)[0].phase): letter for letter, begin in _held(name)["begin"].items()}
