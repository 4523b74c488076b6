"""The ``transitions`` machine, used through its own extension points and without its back doors."""

from __future__ import annotations

from typing import Any

import pytest
from transitions.core import Event as StockEvent
from transitions.core import Machine as StockMachine
from transitions.core import Transition as StockTransition

from flerpart_flow.engine.definition import machine as machine_module
from flerpart_flow.engine.definition.machine import FlowEvent, FlowMachine, FlowTransition, build_machine
from flerpart_flow.engine.definition.moves import START
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.judging.case import open_case
from flerpart_flow.engine.judging.queries import Answer
from flerpart_flow.engine.rules.norms import Severity
from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE, Kalla, OppnaMote, Phase
from tests import toy
from tests.stories import consented, found, needed, summons
from tests.toy import TOY, at, case, letter, play

BOTH = pytest.mark.parametrize("routine", [TOY, FLERPARTSMOTE], ids=lambda routine: routine.name)


class Model:
    """What a stock machine would drive."""

    state = "A"


@BOTH
def test_it_is_a_machine_of_transitions_with_event_and_transition_classes_of_our_own(routine: Routine) -> None:
    assert isinstance(routine.machine, StockMachine)
    assert type(routine.machine) is FlowMachine
    for event in routine.machine.events.values():
        assert type(event) is FlowEvent
        assert isinstance(event, StockEvent)
        for rows in event.transitions.values():
            assert [type(row) for row in rows] == [FlowTransition]
            assert isinstance(rows[0], StockTransition)


@BOTH
def test_its_events_and_states_are_those_of_the_definition(routine: Routine) -> None:
    assert list(routine.machine.events) == list(routine.events)
    assert list(routine.machine.states) == [START, *routine.phases]
    held = {(event.name, source) for event in routine.machine.events.values() for source in event.transitions}
    assert held == {(move.event.name, str(source)) for move in routine.moves for source in move.to}


@BOTH
def test_no_trigger_gets_past_the_guards(routine: Routine) -> None:
    for event in routine.machine.events.values():
        with pytest.raises(RuntimeError, match=r"Case\.decide"):
            event.trigger(Model())
        for rows in event.transitions.values():
            with pytest.raises(RuntimeError, match="decide"):
                rows[0].execute(None)


def test_a_model_that_somebody_registers_is_moved_by_nothing() -> None:
    machine = toy.build().machine
    model: Any = Model()
    machine.add_model(model, initial="A")
    for name in machine.events:
        with pytest.raises(RuntimeError):
            model.trigger(name)
    assert model.state == "A"


@BOTH
def test_there_is_no_back_door_to_a_phase(routine: Routine) -> None:
    assert not [name for name in routine.machine.events if name.startswith("to_")]
    assert routine.machine.auto_transitions is False
    assert not [name for name in dir(routine.machine) if name.startswith(("to_", "may_"))]


@BOTH
def test_nothing_is_queued_and_no_error_is_swallowed(routine: Routine) -> None:
    machine = routine.machine
    assert machine.has_queue is False
    assert machine.ignore_invalid_triggers in (None, False)
    assert not machine.on_exception
    assert not machine.finalize_event


def test_no_case_is_ever_a_model() -> None:
    for run in (play("a n b o p r x"), consented().case):
        run.permitted(at(500))
        assert run.routine.machine.models == []
        assert run.routine.machine.initial is None


def test_the_machine_is_built_once_for_a_routine(monkeypatch: pytest.MonkeyPatch) -> None:
    built = []

    def counted(phases: Any, moves: Any) -> FlowMachine:
        built.append(phases)
        return build_machine(phases, moves)

    monkeypatch.setattr(machine_module, "build_machine", counted)
    routine = toy.build()
    first = routine.machine
    for number in range(3):
        open_case(routine, f"case-{number}").apply(letter("a")).permitted(at(1))
    assert len(built) == 1
    assert routine.machine is first
    assert TOY.machine is play("a").routine.machine


def test_the_severity_of_a_finding_is_the_rules_and_for_an_event_its_own() -> None:
    """T-TEXT blocks; in ``b`` it warns; an overlay may change either."""
    start = play("a n")
    assert found(start.decide(letter("n", 3, text=None)), "T-TEXT") == ("block",)
    assert found(start.decide(letter("b", 3, text=None)), "T-TEXT") == ("warn",)
    assert found(start.decide(letter("n", 3, till=())), "T-TO") == ("note",)

    softer = play("a n", case(TOY.rules(overlay={"norm": {"T-TEXT": {"severity": "note"}}})))
    assert found(softer.decide(letter("n", 3, text=None)), "T-TEXT") == ("note",)
    assert found(softer.decide(letter("b", 3, text=None)), "T-TEXT") == ("note",)

    harder = play("a n", case(TOY.rules(overlay={"norm": {"T-TEXT": {"severity_for": {"b": "block"}}}})))
    assert not harder.decide(letter("b", 3, text=None)).allowed

    other = play("a n", case(TOY.rules(overlay={"norm": {"T-TO": {"severity": "block"}}})))
    assert not other.decide(letter("n", 3, till=())).allowed


def test_only_what_blocks_refuses() -> None:
    decision = play("a n").decide(letter("b", 3, text=None))
    assert decision.allowed
    assert decision.state.phase == "B"
    assert [finding.severity for finding in decision.remarks] == [Severity.WARN]
    assert decision.hindrances == ()


def test_a_refusal_names_every_unmet_norm() -> None:
    decision = play("a").decide(letter("b", 1, text=None, by="individ", recorded_by="nord"))
    assert decision.norms == ("T-ROLE", "T-FIRST")
    assert [finding.norm for finding in decision.remarks] == ["T-TEXT"]


def test_an_event_that_the_phase_does_not_know_is_a_finding_that_names_where_it_is_possible() -> None:
    decision = play("a n p").decide(letter("n", 5))
    (finding,) = decision.findings
    assert (finding.norm, finding.severity) == ("FF-FAS-1", Severity.BLOCK)
    assert dict(finding.values) == {"event": "n", "phase": "P", "phases": ("A", "B")}


def test_the_finding_is_read_in_both_languages_with_the_phases_by_name() -> None:
    decision = needed().ask(OppnaMote, narvarande=("individ",))
    assert decision.findings[0].norm == "FF-FAS-1"
    assert dict(decision.findings[0].values)["phases"] == ("kallelse", "atgarder")
    for lang in ("sv", "en"):
        told = decision.explain(lang)
        assert "FF-FAS-1" in told
        assert "oppna_mote" not in told.split("\n")[1]


def test_in_the_wrong_phase_the_other_hindrances_are_named_as_well() -> None:
    """A summons before any consent: the phase hasn't it, and there is no consent."""
    decision = needed().ask(Kalla, **summons())
    assert decision.norms[0] == "FF-FAS-1"
    assert {"FM-SAMTYCKE-8", "FM-SAMTYCKE-2", "FM-FORBEREDELSE-4", "PR-MALGRUPP-2"} <= set(decision.norms)
    assert decision.remarks == ()


def test_the_query_says_so_too() -> None:
    answer = play("a n p").why_not(toy.N, at(9))
    assert answer.answer is Answer.NO
    assert [finding.norm for finding in answer.findings] == ["FF-FAS-1"]


def test_every_choice_leads_where_it_says() -> None:
    """What a choice gives is declared among its targets, or it stays."""
    start = play("a n b n")
    assert start.apply(letter("c", 9)).phase == "B"
    assert play("n", start).apply(letter("c", 9)).phase == "A"


def test_a_phase_that_is_an_enum_is_held_as_its_text() -> None:
    assert all(type(name) is str for name in FLERPARTSMOTE.machine.states)
    assert Phase.MOTE in FLERPARTSMOTE.machine.states
