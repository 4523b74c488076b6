"""Logs of every released format stay readable, and come to what they came to, whatever has changed since.

``tests/journal/released/<version>`` has the logs, beside each what it comes to, and the data of its rules. What fails
here says that an old line now means something else: give the new meaning an event or a field of its own.
"""

from __future__ import annotations

import json
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import attrs
import pytest

from flerpart_flow import ROUTINES, RulesRegistry
from flerpart_flow.engine.journal.log import read_log
from flerpart_flow.installed import OWN, load
from tests.journal.releases import RELEASED, RULES, make, told, version, without_rules

RELEASED_EVENTS = {"flerpartsmote": 53, "ung_intro": 36}
"""How many kinds of event the first release has, each of which some log shows."""
LOGS = sorted(RELEASED.glob("*/*.jsonl"))


def _pinned(log: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(log.with_suffix(".json").read_text(encoding="utf-8"))
    return found


def _named(log: Path) -> str:
    return f"{log.parent.name}-{log.stem}"


def test_every_release_has_its_logs_and_each_of_them_is_pinned() -> None:
    assert version() in {folder.name for folder in RELEASED.iterdir()}
    for folder in RELEASED.iterdir():
        logs = {log.stem for log in folder.glob("*.jsonl")}
        assert {name.partition("-")[0] for name in logs} == set(OWN)
        assert logs == {pinned.stem for pinned in folder.glob("*.json")}


@pytest.mark.parametrize("log", LOGS, ids=_named)
def test_a_released_log_comes_to_what_it_came_to(log: Path) -> None:
    assert told(load(log, registry=RulesRegistry()).case()) == _pinned(log)


@pytest.mark.parametrize("log", LOGS, ids=_named)
def test_it_does_so_too_when_its_rules_are_gone(log: Path) -> None:
    """Its lines then stand as they were accepted, and are taken in by what they mean alone."""
    case = without_rules(log.read_bytes().splitlines(keepends=True))
    assert case.judged_from is None or any(event.name == "byt_regler" for event in case.lines)
    assert told(case) == _pinned(log)


@pytest.mark.parametrize("log", LOGS, ids=_named)
def test_what_it_comes_to_can_be_read_by_somebody(log: Path) -> None:
    """Each fact is named, and each duty by who owes it, from which line to which."""
    pinned = _pinned(log)
    routine = ROUTINES[log.stem.partition("-")[0]]
    assert pinned["phase"] in {str(phase) for phase in routine.phases}
    known = {spec.name for spec in routine.duties}
    assert {duty["name"] for duty in pinned["duties"]} <= known
    assert all(set(duty) == {"name", "bearer", "counterpart", "opened_nr", "ended_nr"} for duty in pinned["duties"])


@pytest.mark.parametrize("folder", sorted(RELEASED.iterdir()), ids=lambda folder: folder.name)
@pytest.mark.parametrize("name", OWN)
def test_every_event_of_a_release_still_has_its_name(folder: Path, name: str) -> None:
    logs = (log for log in LOGS if log.parent == folder and log.stem.startswith(f"{name}-"))
    shown = {json.loads(line)["event"] for log in logs for line in log.read_text(encoding="utf-8").splitlines()[1:]}
    assert len(shown) >= RELEASED_EVENTS[name]
    assert shown <= set(ROUTINES[name].events)


def _nothing(facts: Any, event: Any, rules: Any) -> Any:
    return facts


def test_an_effect_that_means_something_else_is_noticed() -> None:
    """Here nothing is known any more of when the individual was informed."""
    log = next(log for log in LOGS if log.stem == "flerpartsmote-rakt_igenom")
    routine = ROUTINES["flerpartsmote"]
    moves = tuple(
        attrs.evolve(move, effect=_nothing) if move.event.name == "informera" else move for move in routine.moves
    )
    changed = {routine.name: attrs.evolve(routine, moves=moves)}
    case = read_log(log.read_bytes().splitlines(keepends=True), changed, registry=RulesRegistry()).case()
    assert told(case) != _pinned(log)


@pytest.mark.parametrize("data", sorted(RELEASED.glob(f"*/{RULES}/*.toml")), ids=lambda path: path.name)
def test_the_data_of_a_released_version_is_shipped_and_says_the_same(data: Path) -> None:
    name, _, rules_version = data.stem.partition("-")
    package, file = ROUTINES[name].sources.versions[rules_version]
    shipped = (files(package) / file).read_text(encoding="utf-8")
    assert tomllib.loads(shipped) == tomllib.loads(data.read_text(encoding="utf-8"))


def test_a_released_folder_is_never_written_again(tmp_path: Path) -> None:
    with pytest.raises(FileExistsError):
        make(tmp_path)
    assert list(tmp_path.iterdir()) == []
