"""A case moves on to other rules by an act of its own (FF-REGLER-1), in both routines, from every phase."""

from __future__ import annotations

from typing import Any, Final

import pytest

from flerpart_flow import ROUTINES, Case, Decision, Rules
from flerpart_flow.engine.judging.case import open_case
from flerpart_flow.routines.flerpartsmote import BytRegler
from tests import stories, ung_intro_stories
from tests.policy import policy
from tests.stories import AF, INDIVID, PSYKIATRI
from tests.story import moment

MEETINGS: Final = {f"flerpartsmote {phase}": story for phase, story in stories.everywhere().items()}
YOUNG: Final = {f"ung_intro {phase}": story for phase, story in ung_intro_stories.everywhere().items()}
STORIES: Final = MEETINGS | YOUNG
VALUE: Final = {"flerpartsmote": {"lead_time_weeks_others": 4}, "ung_intro": {"min_parties": 3}}
A_UNIT_MORE: Final = {"enhet": {"region:smartvard": {"part": "region", "sv": "smärtvården", "en": "the pain clinic"}}}


def _other(name: str) -> Rules:
    return ROUTINES[name].rules(overlay={"parameter": VALUE[name]})


def _ask(case: Case, by: str = AF, later: float = 1, **content: Any) -> Decision:
    """What is said of a change of rules after the latest act; to other rules, unless the content says otherwise."""
    assert case.latest is not None
    new = _other(case.routine.name)
    stated = {"fran_regler": case.rules.digest, "till_regler": new.digest, "into": new, **content}
    day = (case.latest - moment(0)).total_seconds() / 86_400 + later
    return case.decide(BytRegler(occurred_at=moment(day), by=by, **stated), moment(2000))


def _blocking(decision: Decision) -> list[tuple[str, str]]:
    return [(one.norm, one.message.code) for one in decision.findings if one.blocks]


@policy("FF-REGLER-1")
@pytest.mark.parametrize("state", sorted(STORIES))
def test_a_case_moves_on_in_every_phase_and_keeps_what_it_has(state: str) -> None:
    case = STORIES[state].case
    decision = _ask(case)
    assert decision.allowed, decision.norms
    assert decision.state.phase == case.phase
    assert decision.state.facts == case.facts


@policy("FF-REGLER-1")
@pytest.mark.parametrize("state", ["flerpartsmote kallelse", "ung_intro samverkan", "flerpartsmote avslut"])
@pytest.mark.parametrize(
    ("content", "told"),
    [
        ({"fran_regler": None}, "byte.saknas"),
        ({"till_regler": None, "into": None}, "byte.saknas"),
        ({"fran_regler": "sha256:" + "a" * 64}, "byte.fran_andra"),
        ({"till_regler": "the same", "into": None}, "byte.samma"),
        ({"later": -0.5}, "byte.bakat"),
    ],
    ids=["from nothing", "to nothing", "from others", "to the same", "back in time"],
)
def test_a_change_that_is_none_is_refused(state: str, content: dict[str, Any], told: str) -> None:
    case = STORIES[state].case
    stated: dict[str, Any] = {
        name: case.rules.digest if value == "the same" else value for name, value in content.items()
    }
    decision = _ask(case, **stated)
    assert _blocking(decision) == [("FF-REGLER-1", told)]
    (finding,) = decision.findings
    assert (finding.cure_by, finding.cure, finding.unknown) == (AF, "byt_regler", False)
    left_out = [name for name in ("fran_regler", "till_regler") if content.get(name, "") is None]
    assert not left_out or finding.field in left_out


@policy("FF-REGLER-1")
@pytest.mark.parametrize("name", sorted(ROUTINES))
def test_rules_that_lack_a_unit_of_the_case_are_refused(name: str) -> None:
    routine = ROUTINES[name]
    opened = {"flerpartsmote": stories.needed(), "ung_intro": ung_intro_stories.seen()}[name].case.lines[0]
    case = open_case(routine, "arende-1", rules=routine.rules(overlay=A_UNIT_MORE))
    case = case.apply(opened.changed(recorded_by="region:smartvard", nr=None), moment(100))
    assert _blocking(_ask(case)) == [("FF-REGLER-1", "byte.kod_saknas")]
    more = routine.rules(overlay={**A_UNIT_MORE, "parameter": VALUE[name]})
    assert _ask(case, into=more, till_regler=more.digest).allowed


@policy("FF-REGLER-1")
@pytest.mark.parametrize("state", ["flerpartsmote forberedelse", "ung_intro samverkan"])
@pytest.mark.parametrize(("by", "allowed"), [(AF, True), (PSYKIATRI, True), (INDIVID, False)])
def test_any_unit_may_move_a_case_on_and_no_person(by: str, allowed: bool, state: str) -> None:
    recorded: dict[str, Any] = {} if allowed else {"recorded_by": AF}
    decision = _ask(STORIES[state].case, by, **recorded)
    assert decision.allowed is allowed
    told = [(one.norm, one.cure_by, one.unknown) for one in decision.findings]
    assert told == ([] if allowed else [("FF-REGLER-1", "enhet", False)])
