"""A case outlives its rules: it moves on by an event, and lines under rules that are gone stand as accepted."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from flerpart_flow import YES, Rules, RulesRegistry, load, open_case, read_rules, review, write_log_file
from flerpart_flow.engine.errors import RulesError, RulesNotInstalled
from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE, BedomBehov, BytRegler, ErbjudMote, IdentifieraBehov
from tests.stories import ARBETSMARKNAD, moment

OLD = FLERPARTSMOTE.rules(overlay={"parameter": {"lead_time_weeks_others": 4}})
NEW = FLERPARTSMOTE.rules(overlay={"parameter": {"lead_time_weeks_others": 6}})
BOTH = RulesRegistry.of(OLD, NEW)


def moved(path: Path) -> Path:
    case = open_case(FLERPARTSMOTE, "arende-1", rules=OLD, registry=BOTH)
    day = moment(1)
    case = case.apply(IdentifieraBehov(occurred_at=day, by=ARBETSMARKNAD), day)
    day += timedelta(days=1)
    case = case.apply(
        BedomBehov(
            occurred_at=day, by=ARBETSMARKNAD, samordningsbehov=YES, underlag=("arbete",), individen_delaktig=YES
        ),
        day,
    )
    day += timedelta(days=1)
    change = BytRegler(occurred_at=day, by=ARBETSMARKNAD, fran_regler=OLD.digest, till_regler=NEW.digest)
    case = case.apply(change, day)
    day += timedelta(days=1)
    write_log_file(path, case.apply(ErbjudMote(occurred_at=day, by=ARBETSMARKNAD), day))
    return path


def test_each_line_is_judged_by_the_rules_of_its_day(tmp_path: Path) -> None:
    judged = review(load(moved(tmp_path / "a.jsonl"), registry=BOTH))
    assert [one.rules for one in judged.verdicts] == [OLD, OLD, NEW, NEW]
    assert judged.judged_from == 1


def test_lines_under_rules_that_are_gone_stand_and_are_not_judged(tmp_path: Path) -> None:
    path = moved(tmp_path / "a.jsonl")
    whole, part = review(load(path, registry=BOTH)), review(load(path, registry=RulesRegistry.of(NEW)))
    assert [one.rules for one in part.verdicts] == [None, None, NEW, NEW]
    assert part.judged_from == 3
    assert part.case.facts == whole.case.facts


def test_without_the_rules_it_stands_under_a_case_is_read_but_nothing_is_judged(tmp_path: Path) -> None:
    path = moved(tmp_path / "a.jsonl")
    case = load(path, registry=RulesRegistry.of(OLD)).case()
    assert (case.judged_from, case.phase) == (None, "behov")
    assert [one.event for one in case.permitted(moment(9))] == ["byt_regler"]
    with pytest.raises(RulesNotInstalled, match=NEW.digest):
        case.apply(ErbjudMote(occurred_at=moment(9), by=ARBETSMARKNAD), moment(9))
    with pytest.raises(RulesNotInstalled):
        load(path)


@pytest.mark.parametrize(("leaves", "to"), [(NEW, NEW), (OLD, OLD)], ids=["others", "the same"])
def test_a_change_that_is_none_is_refused(leaves: Rules, to: Rules) -> None:
    case = open_case(FLERPARTSMOTE, "arende-1", rules=OLD, registry=BOTH)
    case = case.apply(IdentifieraBehov(occurred_at=moment(1), by=ARBETSMARKNAD), moment(1))
    found = case.decide(
        BytRegler(occurred_at=moment(2), by=ARBETSMARKNAD, fran_regler=leaves.digest, till_regler=to.digest), moment(2)
    )
    assert found.norms == ("FF-REGLER-1",)


def test_two_rules_of_one_digest_that_differ_are_told(tmp_path: Path) -> None:
    for name in ("en", "ett"):
        text = f'for = "flerpartsmote"\n[amne.fritid]\nsv = "{name}"\nen = "leisure"\n'
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    with pytest.raises(RulesError) as error:
        read_rules(tmp_path)
    assert error.value.code == "regler.tva_olika"
    assert "ett.toml" in error.value.text("sv")
