"""The routine as BPMN says what the table says, each row once, and nothing stands on anything else."""

from __future__ import annotations

import json
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flerpart_flow.engine.definition.moves import START
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.export import as_bpmn
from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE
from flerpart_flow.routines.ung_intro import UNG_INTRO
from flerpart_flow.texts import LANGUAGES
from tests.diagrams.generated import Made, routines, worded
from tests.export import layout, schemas
from tests.export.bpmn import NS, Read
from tests.export.held import holds_as_bpmn
from tests.node.npm import node
from tests.toy import TOY

REAL: Final = (FLERPARTSMOTE, UNG_INTRO)
CONSENTED: Final = ("forberedelse", "kallelse", "mote", "atgarder", "uppfoljning")
"""Where flerpartsmöte goes on with a consent (events.md)."""


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("routine", [*REAL, TOY], ids=lambda one: one.name)
def test_each_row_is_a_task_once_with_its_norms_and_leads_where_the_table_leads(routine: Routine, lang: str) -> None:
    holds_as_bpmn(routine, lang)


@given(routines(most=12))
@settings(max_examples=20)
def test_so_it_is_with_any_routine(made: Made) -> None:
    with worded(made.words):
        holds_as_bpmn(made.routine)


def test_a_task_is_in_the_lane_of_who_acts() -> None:
    document = Read.of(as_bpmn(FLERPARTSMOTE))
    phase = document.phases()["fas-kallelse"]
    held = {
        lane.get("name"): {one.text for one in lane.findall("b:flowNodeRef", NS)}
        for lane in phase.findall("b:laneSet/b:lane", NS)
    }
    assert "steg-kallelse-aterkalla_samtycke" in held["Individen"]
    assert "steg-kallelse-bekrafta" in held["Kallade parter och de som ansvarar för åtgärder"]
    assert "steg-kallelse-oppna_mote" in held["Initiativtagaren, den som är sammankallande och ordföranden"]
    assert sum(map(len, held.values())) == len(phase.findall("b:task", NS))


def test_the_end_of_consent_is_an_event_on_the_border_of_each_phase_that_rests_on_it() -> None:
    document = Read.of(as_bpmn(FLERPARTSMOTE))
    edges = {one.get("attachedToRef", ""): one for one in document.process.findall("b:boundaryEvent", NS)}
    assert edges.keys() == {f"fas-{phase}" for phase in CONSENTED}
    for edge in edges.values():
        assert "återkalla samtycke" in edge.get("name", "")
        assert edge.find("b:conditionalEventDefinition/b:condition", NS) is not None


def test_a_gateway_that_splits_has_a_name_and_its_ways_say_which_act_takes_them() -> None:
    document = Read.of(as_bpmn(FLERPARTSMOTE, lang="en"))
    for gateway in document.process.findall("b:exclusiveGateway", NS):
        if len(gateway.findall("b:outgoing", NS)) > 1:
            assert gateway.get("name", "").startswith("What leads on from ")
    flows = {one.get("id"): one.get("name") for one in document.process.findall("b:sequenceFlow", NS)}
    assert flows["vag-forberedelse-kallelse"] == "send the summons to the meeting"
    assert "[" in (flows["vag-vilande-atgarder"] or "")


def test_what_is_owed_stands_in_the_lane_that_owes_it_with_its_last_day() -> None:
    notes = {one.get("id"): one.findtext("b:text", "", NS) for one in Read.of(as_bpmn(FLERPARTSMOTE)).root.iterfind(
        ".//b:textAnnotation", NS)}  # fmt: skip
    assert "cirka 5 veckor före mötet" in notes["plikter-forberedelse-ordforande"]
    assert "FM-BOKNING-3" in notes["plikter-forberedelse-parter"]


def test_an_overlay_shows() -> None:
    rules = FLERPARTSMOTE.rules(overlay={"parameter": {"lead_time_weeks_others": 7}})
    assert "cirka 7 veckor före mötet" in as_bpmn(FLERPARTSMOTE, rules=rules)
    assert "cirka 7 veckor" not in as_bpmn(FLERPARTSMOTE)


def accepted(texts: list[str]) -> None:
    """The official schema, bpmn-moddle and bpmnlint's recommended rules have nothing to say."""
    for text in texts:
        assert schemas.faults("bpmn", text) == []
    answers = json.loads(node("bpmn.mjs", given=json.dumps(texts)))
    assert [(one["warnings"], one["found"]) for one in answers] == [([], [])] * len(texts)


def test_the_schema_and_other_tools_accept_it() -> None:
    accepted([as_bpmn(routine, lang=lang) for routine in REAL for lang in LANGUAGES])


@given(st.lists(routines(most=10), min_size=5, max_size=5))
@settings(max_examples=2)
def test_they_accept_any_routine(several: list[Made]) -> None:
    texts = []
    for made in several:
        with worded(made.words):
            texts.append(as_bpmn(made.routine))
    accepted(texts)


def test_the_checks_see_what_is_wrong() -> None:
    text = as_bpmn(UNG_INTRO)
    assert schemas.faults("bpmn", text.replace('sourceRef="fas-behov"', 'source="fas-behov"')) != []
    [answer] = json.loads(node("bpmn.mjs", given=json.dumps([text.replace('name="Vad leder vidare', 'title="')])))
    assert any(one.startswith("label-required") for one in answer["found"])
    [answer] = json.loads(node("bpmn.mjs", given=json.dumps([text.replace('targetRef="fas-behov"', 'targetRef="x"')])))
    assert answer["warnings"]
    shifted = text.replace('<dc:Bounds x="', '<dc:Bounds x="1', 9)
    assert layout.faults(Read.of(shifted)) != []


def test_start_is_no_phase() -> None:
    assert f"fas-{START}" not in Read.of(as_bpmn(FLERPARTSMOTE)).phases()
