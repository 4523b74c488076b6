"""The pure step: case and event in, decision out; a refused step changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import pytest

from flerpart_flow.engine.definition.correction import Ratta
from flerpart_flow.engine.definition.duties import Ledger
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.judging.decision import Refused, State
from flerpart_flow.engine.judging.step import enact, initial_state, step
from flerpart_flow.engine.record.events import Event
from flerpart_flow.routines.flerpartsmote import AterkallaSamtycke, Kalla, OppnaMote
from tests import toy
from tests.engine.canonical import canonical
from tests.stories import INDIVID, consented, everywhere, summoned, summons
from tests.toy import TOY, at, case, letter, play

RULES = TOY.rules()


def test_before_the_first_event_a_case_stands_at_the_start() -> None:
    assert initial_state(TOY, case().header) == State("start", toy.Facts(), Ledger())
    assert case().phase == "start"


def test_an_allowed_step_gives_the_next_state_and_leaves_the_old_one() -> None:
    before = initial_state(TOY, case().header)
    decision = step(TOY, RULES, before, letter("a").placed(1))
    assert decision.allowed
    assert decision.before is before
    assert before == State("start", toy.Facts(), Ledger())
    assert decision.state.phase == "A"
    assert decision.state.facts == toy.Facts(count=1, trail=1)
    assert [entry.duty for entry in decision.opened] == ["waits"]


REFUSED: dict[str, Callable[[], tuple[Case, Event]]] = {
    "in the wrong phase": lambda: (play("a"), letter("c", 1)),
    "by a guard on facts": lambda: (play("a"), letter("b", 1)),
    "by a guard on content": lambda: (play("a"), letter("n", 1, text=None)),
    "by who acts": lambda: (play("a"), letter("n", 1, by="individ", recorded_by="nord")),
    "after the end": lambda: (play("a x"), letter("n", 9)),
    "late": lambda: (play("a n b20"), letter("b", 0.5, recorded_at=at(21))),
    "a correction of nothing": lambda: (play("a n"), Ratta(occurred_at=at(9), recorded_at=at(9), by="nord", ror=7)),
}


@pytest.mark.parametrize("how", REFUSED)
def test_a_refused_step_changes_nothing(how: str) -> None:
    case_now, event = REFUSED[how]()
    known, facts = canonical((case_now.course, case_now.lines)), hash(case_now.facts)
    same = attrs.evolve(case_now)

    decision = case_now.decide(event)
    assert not decision.allowed
    assert decision.state is case_now.state
    assert (decision.opened, decision.ended, decision.lost, decision.gained) == ((), (), (), ())
    with pytest.raises(Refused):
        case_now.apply(event)

    assert case_now == same
    assert canonical((case_now.course, case_now.lines)) == known
    assert hash(case_now.facts) == facts


@pytest.mark.parametrize("how", REFUSED)
def test_recorded_as_a_refused_line_it_still_moves_nothing(how: str) -> None:
    case_now, event = REFUSED[how]()
    after, decision = case_now.record(event)
    assert not decision.allowed
    assert after.state == case_now.state
    assert len(after.lines) == len(case_now.lines) + 1
    assert after.status(len(after.lines)).value == "refused"


@pytest.mark.parametrize("phase", everywhere())
def test_in_no_phase_does_a_refused_act_move_the_case(phase: str) -> None:
    story = everywhere()[phase]
    before = canonical(story.case.course)
    event = story.event(OppnaMote, "forsakringskassan", narvarande=())
    decision = story.case.decide(event)
    assert not decision.allowed
    assert decision.state is story.case.state
    assert canonical(story.case.course) == before


def test_apply_raises_refused_with_the_decision() -> None:
    with pytest.raises(Refused) as refused:
        play("a").apply(letter("b", 1))
    assert refused.value.account.norms == ("T-FIRST",)
    assert refused.value.text("en") == refused.value.account.explain("en")
    assert "T-FIRST" in str(refused.value)


def test_the_same_state_and_event_give_the_same_decision() -> None:
    story = summoned()
    event = story.event(AterkallaSamtycke, INDIVID, 20).placed(len(story.case.lines) + 1)
    one, other = (step(story.case.routine, story.case.rules, story.case.state, event) for _ in range(2))
    assert one.state == other.state
    assert canonical((one.findings, one.opened, one.ended)) == canonical((other.findings, other.opened, other.ended))


def test_a_step_judges_by_the_events_own_time() -> None:
    """A consent until day 30: the summons of day 29 is lawful, that of day 40 isn't, whatever is asked when."""
    story = consented(giltigt_till=toy.at(30).date())
    early = story.ask(Kalla, day=29, **summons(day=80))
    late = story.ask(Kalla, day=40, **summons(day=80))
    assert "FM-SAMTYCKE-8" not in early.norms
    assert "FM-SAMTYCKE-8" in late.norms


def test_enact_goes_on_as_if_the_act_had_been_allowed() -> None:
    refused = play("a").decide(letter("b", 1))
    state = enact(TOY, RULES, refused.before, refused.event)
    assert state is not None
    assert (state.phase, state.facts.count) == ("B", 2)


def test_enact_gives_nothing_where_the_phase_has_no_such_move() -> None:
    assert enact(TOY, RULES, play("a").state, letter("r", 1).placed(2)) is None


def test_enact_leads_to_the_phase_that_is_wanted() -> None:
    state = enact(TOY, RULES, play("a").state, letter("r", 1).placed(2), "X")
    assert state is not None
    assert state.phase == "X"
    assert not [entry for entry in state.ledger.open if entry.duty == "waits"]


def test_facts_and_states_are_hashable_in_every_phase() -> None:
    for story in everywhere().values():
        assert hash(story.case.facts) == hash(attrs.evolve(story.case.facts))
        hash(story.case.state)


@pytest.mark.parametrize("field", ["event", "before", "state", "findings", "rules", "opened", "lost"])
def test_a_decision_is_frozen(field: str) -> None:
    decision: Any = play("a").decide(letter("n", 1))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(decision, field, None)
