"""Every text of both routines and of the command line: no slips of the pen, no riddles, nobody pressed (A69)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

import flerpart_flow
from flerpart_flow.engine.rules.findings import Finding, Message, missing
from flerpart_flow.engine.words.reasons import reason
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


def _pressing() -> list[Finding]:
    return [
        missing("FM-SAMTYCKE-2", NOT_COVERED, cure_by="individ", cure=UtokaSamtycke, units=("arbetsformedlingen",)),
        missing("FM-SAMTYCKE-2", Message("samtycke.saknas"), cure_by="individ", cure=GeSamtycke),
        missing("FM-SAMTYCKE-2", NO_TOPICS, cure_by="individ"),
    ]


@policy("FM-SAMTYCKE-2")
@pytest.mark.parametrize("finding", _pressing(), ids=["left a unit out", "no consent", "no topic left"])
def test_what_is_the_individuals_own_is_waited_for_or_done_without(finding: Finding) -> None:
    swedish, english = (reason(finding, FLERPARTSMOTE.rules(), lang).cure_text for lang in ("sv", "en"))
    assert swedish.startswith("Vänta, eller gå vidare utan.")
    assert english.startswith("Wait, or go on without.")


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
