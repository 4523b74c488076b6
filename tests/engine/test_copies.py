"""What can't be changed can be copied: a copy is the value itself. A text of a class of its own is its text."""

from __future__ import annotations

import copy
import enum
import json
import pickle
from pathlib import Path
from typing import Any

import pytest

from flerpart_flow import FLERPARTSMOTE, ROUTINES, DefinitionError, Log, RulesNotInstalled, open_case, read_log, review
from flerpart_flow.engine.record.events import to_data
from flerpart_flow.engine.values.fixed import Fixed
from flerpart_flow.routines.flerpartsmote import Informera
from tests.engine.canonical import canonical
from tests.stories import ARBETSMARKNAD, moment, needed
from tests.toy import TOY, N, at, play

LOGS = Path(__file__).parents[2] / "examples/logs"


def bundled(name: str) -> Log:
    """A bundled log under the newest rules, whichever its header pins."""
    first, *rest = (LOGS / f"{name}.jsonl").read_bytes().splitlines(keepends=True)
    header = {key: held for key, held in json.loads(first).items() if key != "rules"}
    return read_log([json.dumps(header).encode(), *rest], ROUTINES)


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
    log = bundled(name)
    judged = review(log)
    decisions = [decision for _, decision in log.steps()]
    for value in (log, log.case(), log.rules, judged, judged.verdicts[0], *decisions):
        assert copy.copy(value) is value
        assert copy.deepcopy(value) is value


def everything(log: Log) -> dict[str, Any]:
    """What the API hands out about a log, by name."""
    case = log.case()
    now = case.lines[-1].recorded_at
    decisions = [decision for _, decision in log.steps()]
    return {
        "header": log.header,
        "events": log.events,
        "facts": case.facts,
        "course": case.course,
        "norms": dict(case.rules.norms),
        "parameters": case.rules.parameters,
        "tables": case.rules.tables,
        "vocabulary": case.rules.vocabulary,
        "about": case.rules.about,
        "findings": [finding for decision in decisions for finding in decision.findings],
        "permitted": case.permitted(now),
        "duties": case.duties(now),
        "deviations": case.deviations(now),
    }


@pytest.mark.parametrize("name", ["rattelser", "ui_lankat_fel", "mote_utan_samtycke"])
def test_what_is_handed_out_survives_a_pickle(name: str) -> None:
    log = bundled(name)
    for what, value in everything(log).items():
        assert canonical(pickle.loads(pickle.dumps(value))) == canonical(value), what
        assert canonical(copy.deepcopy(value)) == canonical(value), what
    case, judged, (_, decision) = log.case(), review(log), list(log.steps())[-1]
    twin, log_again = pickle.loads(pickle.dumps((case, log)))
    assert (twin, log_again) == (case, log)
    assert twin.routine is log_again.routine is log.routine
    assert twin.rules.digest == log_again.rules.digest == log.rules.digest
    again = pickle.loads(pickle.dumps(judged))
    assert again.case == case
    told = [[(one.nr, one.status, one.follows, one.own, one.lost) for one in of.verdicts] for of in (again, judged)]
    assert told[0] == told[1]
    later = pickle.loads(pickle.dumps(decision))
    assert (later.event, later.state, later.findings) == (decision.event, decision.state, decision.findings)
    assert later.explain("en") == decision.explain("en")


def test_a_case_goes_on_after_a_pickle_as_it_would_have() -> None:
    run = needed().case
    twin = pickle.loads(pickle.dumps(run))
    after = Informera(occurred_at=moment(1), by=ARBETSMARKNAD)
    assert twin.record(after, moment(1))[0] == run.record(after, moment(1))[0]


OVERLAYS: dict[str, dict[str, Any]] = {
    "a value": {"parameter": {"lead_time_weeks_others": 6}},
    "a norm": {"norm": {"FM-KALLELSE-8": {"severity": "warn"}}},
    "a name and a topic": {"name": "Exempel", "amne": {"boende": {"sv": "boende", "en": "housing"}}},
}


@pytest.mark.parametrize("overlay", OVERLAYS.values(), ids=OVERLAYS)
def test_rules_under_an_overlay_survive_with_what_the_overlay_said(overlay: dict[str, Any]) -> None:
    given = copy.deepcopy(overlay)
    rules = FLERPARTSMOTE.rules(overlay=given)
    packed = pickle.dumps(open_case(FLERPARTSMOTE, "arende-1", rules=rules))
    given.clear()  # what somebody does to it afterwards
    twin = pickle.loads(packed).rules
    assert (twin.digest, twin.overlay) == (rules.digest, rules.overlay)
    assert dict(twin.parameters) == dict(rules.parameters)
    assert twin.tables == rules.tables
    assert twin.norms["FM-KALLELSE-8"].severity is rules.norms["FM-KALLELSE-8"].severity


def test_rules_that_are_no_longer_the_same_are_told_when_they_are_unpickled() -> None:
    packed = pickle.dumps(FLERPARTSMOTE.rules())
    digest_now = FLERPARTSMOTE.rules().digest
    with pytest.raises(RulesNotInstalled) as error:
        pickle.loads(packed.replace(digest_now.encode(), f"sha256:{'0' * 64}".encode()))
    assert digest_now in error.value.text("sv")


@pytest.mark.parametrize("value", [TOY, TOY.rules(), play("a n")], ids=["routine", "rules", "case"])
def test_a_routine_that_is_not_installed_is_told_when_it_is_pickled(value: object) -> None:
    with pytest.raises(DefinitionError) as error:
        pickle.dumps(value)
    assert error.value.code == "definition.inte_installerad"
    assert "toy" in error.value.text("sv")
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
