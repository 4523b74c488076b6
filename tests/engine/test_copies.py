"""What can't be changed can be copied: a copy is the value itself. A text of a class of its own is its text."""

from __future__ import annotations

import copy
import enum
import pickle
from pathlib import Path

import pytest

from flerpart_flow import load, review
from flerpart_flow.engine.record.events import to_data
from flerpart_flow.engine.values.fixed import Fixed
from tests.toy import N, at

LOGS = Path(__file__).parents[2] / "examples/logs"


class Unit(str, enum.Enum):  # noqa: UP042  what programs from before StrEnum have
    NORTH = "nord"


class Modern(enum.StrEnum):
    NORTH = "nord"


class Loud(str):
    __slots__ = ()

    def __str__(self) -> str:
        return self.upper()


@pytest.mark.parametrize("name", ["rakt_igenom", "rattelser", "ui_lankat_fel", "mote_utan_samtycke"])
def test_a_copy_is_the_value_itself(name: str) -> None:
    log = load(LOGS / f"{name}.jsonl")
    judged = review(log)
    decisions = [decision for _, decision in log.steps()]
    for value in (log, log.case(), log.rules, judged, judged.verdicts[0], *decisions):
        assert copy.copy(value) is value
        assert copy.deepcopy(value) is value


@pytest.mark.parametrize("held", [{}, {1: None}, {"a": (1, 2), "b": "c"}])
def test_a_fixed_mapping_survives_and_stays(held: dict[object, object]) -> None:
    fixed = Fixed(held)
    for twin in (pickle.loads(pickle.dumps(fixed)), copy.deepcopy(fixed), copy.copy(fixed)):
        assert twin == fixed == held
    with pytest.raises(AttributeError):
        fixed._held = {}


@pytest.mark.parametrize("written", [Unit.NORTH, Modern.NORTH, Loud("nord")], ids=["enum", "strenum", "own"])
def test_a_text_of_a_class_of_its_own_is_its_text(written: str) -> None:
    given, plain = (
        N(occurred_at=at(1), recorded_at=at(1), by=written, text=written),
        N(occurred_at=at(1), recorded_at=at(1), by="nord", text="nord"),
    )
    assert given == plain
    assert (type(given.by), type(given.text)) == (str, str)
    assert to_data(given) == to_data(plain)
