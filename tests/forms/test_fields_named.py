"""A finding that is about a field names it, so that a form can show it beside that field."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest

from flerpart_flow import FLERPARTSMOTE, ROUTINES, open_case, reason
from flerpart_flow.define import BytRegler
from flerpart_flow.routines.flerpartsmote import IdentifieraBehov, Kalla
from flerpart_flow.words import to_json
from tests.norms.twins import player, twins

NOW = datetime(2026, 1, 12, 9, tzinfo=ZoneInfo("Europe/Stockholm"))
UNIT = "kommun:arbetsmarknad"


@cache
def said_of_content(name: str, kind: type[Any]) -> set[str]:
    """What only guards that read the event say of it, never one that reads the case alone."""
    guards = [one for move in ROUTINES[name].moves if move.event is kind for one in (*move.all_guards, *move.foretold)]
    content, case = (
        {message.code for guard in guards if bool(guard.reads) is reads for message in guard.messages}
        for reads in (True, False)
    )
    return content - case


@pytest.mark.parametrize("name", ["flerpartsmote", "ung_intro"])
def test_every_twin_that_is_refused_for_what_the_event_says_is_told_the_field(name: str) -> None:
    named = 0
    for twin in twins(name).twins:
        for outcome in player(name).play(twin):
            decision = outcome.decision
            if decision is None:
                continue
            kind = type(decision.event)
            fields, said = set(attrs.fields_dict(kind)), said_of_content(name, kind)
            for finding in decision.findings:
                assert finding.field in fields or finding.message.code not in said, (twin.sv, finding)
                named += finding.field is not None
    assert named > 100


def test_a_summons_is_told_field_by_field() -> None:
    case = open_case(FLERPARTSMOTE, "a").apply(IdentifieraBehov(occurred_at=NOW, by=UNIT), NOW)
    decision = case.decide(Kalla(occurred_at=NOW, by=UNIT, till=("arbetsformedlingen",), kanal="e_post"), NOW)
    assert {(one.norm, one.field) for one in decision.findings} >= {
        ("FM-KALLELSE-1", "kanal"),
        ("FM-KALLELSE-7", "start"),
        ("FM-KALLELSE-7", "plats"),
        ("FM-KALLELSE-8", "syfte"),
        ("FM-KALLELSE-9", "kontakt"),
        ("FM-KALLELSE-10", "inbjudna"),
    }
    place = next(one for one in decision.findings if one.field == "plats")
    assert reason(place, case.rules).field == "plats"
    assert to_json(place, case.rules)["field"] == "plats"
    phase = next(one for one in decision.findings if one.norm == "FF-FAS-1")
    assert to_json(phase, case.rules)["field"] is None


def test_one_who_may_not_act_is_told_who_acts() -> None:
    case = open_case(FLERPARTSMOTE, "a")
    decision = case.decide(IdentifieraBehov(occurred_at=NOW, by="individ", recorded_by=UNIT), NOW)
    assert [one.field for one in decision.hindrances] == ["by"]


def test_a_change_of_rules_is_told_which_of_the_two() -> None:
    case = open_case(FLERPARTSMOTE, "a").apply(IdentifieraBehov(occurred_at=NOW, by=UNIT), NOW)
    rules = case.rules.digest
    nowhere = BytRegler(occurred_at=NOW, by=UNIT, till_regler=rules, into=case.rules)
    assert {one.field for one in case.decide(nowhere, NOW).hindrances} == {"fran_regler"}
    same = BytRegler(occurred_at=NOW, by=UNIT, fran_regler=rules, till_regler=rules, into=case.rules)
    assert {one.field for one in case.decide(same, NOW).hindrances} == {"till_regler"}
