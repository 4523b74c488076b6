"""The routine as CMMN says what the table says: each row a task once, and sentries where it leads on."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.export import as_cmmn
from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE
from flerpart_flow.routines.ung_intro import UNG_INTRO
from flerpart_flow.texts import LANGUAGES
from tests.diagrams.generated import Made, routines, worded
from tests.export import schemas
from tests.export.held import CMMN, holds_as_cmmn, leads
from tests.export.tables import steps
from tests.node.npm import node
from tests.toy import TOY


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("routine", [FLERPARTSMOTE, UNG_INTRO, TOY], ids=lambda one: one.name)
def test_each_row_is_a_task_once_with_its_norms_and_leads_where_the_table_leads(routine: Routine, lang: str) -> None:
    holds_as_cmmn(routine, lang)


@given(routines(most=12))
@settings(max_examples=15)
def test_so_it_is_with_any_routine(made: Made) -> None:
    with worded(made.words):
        holds_as_cmmn(made.routine)


def accepted(texts: list[str]) -> None:
    """The official schema and cmmn-moddle have nothing to say."""
    for text in texts:
        assert schemas.faults("cmmn", text) == []
    assert json.loads(node("cmmn.mjs", given=json.dumps(texts))) == [[]] * len(texts)


def test_the_schema_and_another_reader_accept_it() -> None:
    accepted([as_cmmn(routine, lang=lang) for routine in (FLERPARTSMOTE, UNG_INTRO) for lang in LANGUAGES])


@given(st.lists(routines(most=10), min_size=5, max_size=5))
@settings(max_examples=1)
def test_they_accept_any_routine(several: list[Made]) -> None:
    texts = []
    for made in several:
        with worded(made.words):
            texts.append(as_cmmn(made.routine))
    accepted(texts)


def test_the_checks_see_what_is_wrong() -> None:
    text = as_cmmn(UNG_INTRO)
    assert schemas.faults("cmmn", text.replace("sentryRef=", "sentry=", 1)) != []
    [warnings] = json.loads(
        node("cmmn.mjs", given=json.dumps([text.replace('definitionRef="fas-behov"', 'definitionRef="x"')]))
    )
    assert warnings
    root = ElementTree.fromstring(re.sub(r"<cmmn:entryCriterion [^>]*in-steg-behov-ge_samtycke[^>]*>", "", text))
    [plan] = root.findall("m:case/m:casePlanModel", CMMN)
    assert leads(plan) == steps(UNG_INTRO) - {("behov", "forberedelse")}
