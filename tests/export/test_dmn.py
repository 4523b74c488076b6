"""The decision tables as DMN, run by an evaluator of somebody else's, advise as ``form`` does."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import product
from typing import Any, Final
from xml.etree import ElementTree

import pytest

from flerpart_flow.across.form import FACTS, TABLES, Question, advise
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.export import as_dmn
from flerpart_flow.export.dmn import CONDITIONS
from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE
from flerpart_flow.texts import LANGUAGES
from tests.export import schemas
from tests.node.npm import NodeFailed, node

NS: Final = {"m": "https://www.omg.org/spec/DMN/20191111/MODEL/"}
ANSWERS: Final = ("ja", "nej", "okant")
# The two decisions share no fact, and see no more than they ask for: the last fact, which is the second's alone, may
# turn with the rows of the first.
EVERY: Final = [
    dict(zip(FACTS, (*answers, ANSWERS[at % 3]), strict=True))
    for at, answers in enumerate(product(ANSWERS, repeat=len(FACTS) - 1))
]


def decided(text: str, questions: Sequence[dict[str, str]]) -> list[dict[str, Any]]:
    """What the decisions answer, by their names."""
    found = json.loads(node("dmn.mjs", given=json.dumps({"text": text, "questions": questions})))
    assert found["warnings"] == []
    answers: list[dict[str, Any]] = found["answers"]
    return answers


def advised(question: dict[str, str], rules: Rules) -> dict[str, str]:
    """What ``form`` advises."""
    advice = advise(Question(**question), rules)
    return {"gemensamt": advice.joint.form.value, "eget": advice.own.form.value}


def _answers(found: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: one[name] for name in ("gemensamt", "eget")} for one in found]


def test_every_combination_of_yes_no_and_unknown_gives_what_form_advises() -> None:
    assert (len(EVERY), FACTS[-1], TABLES[0].facts) == (3**6, "bedomning", FACTS[:-1])
    rules = FLERPARTSMOTE.rules()
    for question, answers in zip(EVERY, decided(as_dmn(), EVERY), strict=True):
        wanted = advised(question, rules)
        assert {name: answers[name] for name in wanted} == wanted, question
        for name, form in wanted.items():
            # A table says nothing of what isn't settled, and nothing else than the advice of what is.
            assert answers[f"tabell_{name}"] in (form, None), question
            assert answers[f"tabell_{name}"] == form or "okant" in question.values(), question


def test_so_it_does_by_an_organisations_own_number_of_parties() -> None:
    rules = FLERPARTSMOTE.rules(overlay={"parameter": {"min_parties": 3}})
    known = [one for one in EVERY if "okant" not in one.values()][::3]
    assert len(known) > 10
    wanted = [advised(question, rules) for question in known]
    assert _answers(decided(as_dmn(rules=rules), known)) == wanted
    assert _answers(decided(as_dmn(), known)) != wanted


def test_a_table_where_two_rows_fit_or_a_decision_that_sees_what_it_does_not_ask_for_is_seen() -> None:
    text = as_dmn()
    with pytest.raises(NodeFailed, match="rows fit"):
        decided(text.replace("<text>false</text>", "<text>-</text>"), EVERY[:1])
    with pytest.raises(NodeFailed, match="region"):
        decided(text.replace('href="#faktum-region"', 'href="#faktum-kommun"'), EVERY[:1])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_valid_and_each_row_stands_there_once_with_its_norms(lang: str) -> None:
    text = as_dmn(lang=lang)
    assert schemas.faults("dmn", text) == []
    rules = ElementTree.fromstring(text).findall(".//m:rule", NS)
    said = {one.get("id"): [cell.findtext("m:text", "", NS) for cell in one] for one in rules}
    descriptions = {one.get("id"): one.findtext("m:description", "", NS) for one in rules}
    rows = [row for table in TABLES for row in table.rows]
    assert list(said) == [f"rad-{row.name}" for row in rows]
    for row in rows:
        *_, form, reason, norms = said[f"rad-{row.name}"]
        assert (form, norms) == (f'"{row.form.value}"', ", ".join(row.norms))
        assert len(reason) > 30
        assert descriptions[f"rad-{row.name}"] == f"{reason} ({norms})"


def test_every_condition_is_written_in_feel() -> None:
    assert CONDITIONS.keys() == {one.name for table in TABLES for one in table.conditions}


def test_the_schema_sees_what_is_wrong() -> None:
    assert schemas.faults("dmn", as_dmn().replace("hitPolicy", "policy")) != []
