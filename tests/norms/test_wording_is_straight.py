"""Every text of both routines and of the command line: no slips of the pen, no riddles, nobody pressed (A69)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

import flerpart_flow
from flerpart_flow.engine.journal.log import read_log
from flerpart_flow.engine.review.review import review
from flerpart_flow.engine.rules.findings import Message, missing
from flerpart_flow.engine.rules.norms import Severity
from flerpart_flow.engine.values.evolve import evolve
from flerpart_flow.engine.words.reasons import reason
from flerpart_flow.installed import ROUTINES
from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE
from flerpart_flow.routines.ung_intro import UNG_INTRO
from flerpart_flow.samverkan.events import GeSamtycke, UtokaSamtycke
from flerpart_flow.samverkan.samtycke.consent import NO_TOPICS, NOT_COVERED
from tests.policy import policy

HERE: Final = Path(flerpart_flow.__file__).parent

WRONG: Final = {
    r"\b(\w+) \1\b": "a word twice",
    r"\batt att\b": "a double att",
    r"[Dd]et är inte känt": "okänt says the same without a no",
    r"[Ii]t (isn't|is not) known whether": "unknown says the same without a no",
    r"(Mötesnummer|Version|Nummer) att ange:": "a form field, no answer",
    r"(Number|Version) to state:": "a form field, no answer",
    r"anta personen till Ung Intro": "one is received in Ung Intro",
    r"^(Det|Detta) bör ske\b|^(It|This) (ought to|should) happen\b": "nothing that it refers to",
    r"ärendet vilar på|bär ärendet|[Tt]he case rests on|\bits bearer\b": "the one who answers for the case",
    r"ansvarsområde|area of responsibility": "another word for the part that one answers for",
    r"stämmer det inte \{condition|not so \{condition": "a no before a condition that may hold one",
}
TWO_BENEFITS: Final = re.compile(
    "aktivitetsersättning|sjukersättning|ekonomiskt bistånd|activity compensation|assistance"
)


def _texts(held: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    if isinstance(held, dict):
        for key, value in held.items():
            yield from _texts(value, (*path, key))
    elif isinstance(held, list):
        for one in held:
            yield from _texts(one, path)
    elif isinstance(held, str):
        yield ".".join(path), held


ALL: Final = [
    (f"{file.relative_to(HERE)} {path}", text)
    for file in sorted(HERE.rglob("*.toml"))
    for path, text in _texts(tomllib.loads(file.read_text(encoding="utf-8")))
]


@pytest.mark.parametrize("pattern", WRONG, ids=list(WRONG.values()))
def test_no_text_is_worded_so(pattern: str) -> None:
    assert [(where, text) for where, text in ALL if re.search(pattern, text)] == []


@pytest.mark.parametrize(
    "slip",
    [
        "Individen vet att att det är så.",
        "Mötesnummer att ange: 1",
        "Det bör ske i samråd.",
        "Det är inte känt om personen har beslut om daglig verksamhet enligt LSS.",
        "Det är tid för tid för samtal.".replace("tid för tid för", "tid tid för"),
    ],
)
def test_the_patterns_find_such_slips(slip: str) -> None:
    assert any(re.search(pattern, slip) for pattern in WRONG)


def test_no_finding_names_the_two_benefits() -> None:
    assert [where for where, text in ALL if " fynd." in where and TWO_BENEFITS.search(text)] == []


LEFT_OUT = missing(
    "FM-SAMTYCKE-2", NOT_COVERED, cure_by="individ", cure=UtokaSamtycke, units=("arbetsformedlingen", "region")
)
NO_CONSENT = missing("FM-SAMTYCKE-2", Message("samtycke.saknas"), cure_by="individ", cure=GeSamtycke)
EXCLUDED = missing("FM-SAMTYCKE-4", Message("samtycke.amne_undantaget"), cure_by="individ", topic="halsa")
EXTENDS = "Om individen själv vill: utöka samtycket (utoka_samtycke)"
CHANGES = "Det är individens att ändra, om hen vill."

# Written by hand: what others can do meanwhile. Without a consent nobody goes on.
MEANWHILE = {
    "units left out": (LEFT_OUT, f"Vänta, eller gå vidare utan Arbetsförmedlingen och Regionen. {EXTENDS}"),
    "a topic left out": (EXCLUDED, f"Vänta, eller gå vidare utan att ta upp det. {CHANGES}"),
    "no consent": (NO_CONSENT, "Vänta. Om individen själv vill: ge samtycke (ge_samtycke)"),
    "no topic left": (missing("FM-SAMTYCKE-2", NO_TOPICS, cure_by="individ"), f"Vänta. {CHANGES}"),
    "no hindrance": (evolve(NO_CONSENT, severity=Severity.WARN), "Vänta, eller gå vidare ändå. Om individen själv"),
}


@policy("FM-SAMTYCKE-2")
@pytest.mark.parametrize("case", MEANWHILE)
def test_what_is_the_individuals_own_is_waited_for_or_done_without_where_one_can(case: str) -> None:
    finding, told = MEANWHILE[case]
    assert reason(finding, FLERPARTSMOTE.rules(), "sv").cure_text.startswith(told)
    english = reason(finding, FLERPARTSMOTE.rules(), "en").cure_text
    assert english.startswith("Wait, or go on " if "eller" in told else "Wait. ")


@policy("UI-SAMTYCKE-1")
@pytest.mark.parametrize("unit", ["kommun:ung_intro", "kommun:ung_intro:2"])
def test_nobody_goes_on_in_ung_intro_without_ung_intro(unit: str) -> None:
    finding = missing("UI-SAMTYCKE-1", NOT_COVERED, cure_by="individ", cure=UtokaSamtycke, units=(unit,))
    assert reason(finding, UNG_INTRO.rules(), "sv").cure_text == f"Vänta. {EXTENDS}"
    other = evolve(finding, values=(("units", ("forsakringskassan",)),))
    assert reason(other, UNG_INTRO.rules(), "sv").cure_text.startswith("Vänta, eller gå vidare utan Försäkringskassan.")


CANNOT_GO_ON = ("inget samtycke som gäller", "Samtycket gällde till och med", "inte tackat ja", "anger inget ämne")
"""What is told where nobody may go on, whatever they leave out."""


@policy("FM-SAMTYCKE-2")
def test_no_cure_in_a_bundled_log_says_go_on_without_where_nobody_may_go_on() -> None:
    found = 0
    for routine in (FLERPARTSMOTE, UNG_INTRO):
        log = (HERE / "routines" / routine.name / "demo.jsonl").read_bytes().splitlines(keepends=True)
        for verdict in review(read_log(log, ROUTINES)).verdicts:
            for one in verdict.decision.findings if verdict.decision is not None else ():
                told = reason(one, routine.rules(), "sv")
                if one.blocks and one.cure_by == "individ" and any(words in told.says for words in CANNOT_GO_ON):
                    found += 1
                    assert told.cure_text.startswith("Vänta. ")
    assert found > 1


@policy("FM-SAMTYCKE-6")
def test_what_a_unit_can_do_is_told_as_its_own_step() -> None:
    finding = missing("FM-SAMTYCKE-6", Message("samtycke.saknas"), cure_by="arbetsformedlingen", cure=UtokaSamtycke)
    assert reason(finding, FLERPARTSMOTE.rules(), "sv").cure_text.startswith("Arbetsförmedlingen: ")


@policy("UI-MAL-7")
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_condition_is_told_before_whether_it_is_met(lang: str) -> None:
    condition = missing("UI-MAL-7", Message("ung_intro.villkor_inte_uppfyllt"), condition="UI-MAL-7")
    told = reason(condition, UNG_INTRO.rules(), lang).says
    first, second = told.split(". ", 1)
    assert "LSS" in first
    assert "LSS" not in second
