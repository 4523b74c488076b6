"""Another program is asked what the library is asked, and every answer that differs is told with its norm."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest

from flerpart_flow import FLERPARTSMOTE, ROUTINES
from flerpart_flow.proof.conform import NoAnswer, Question, answer, asked, differences, questions
from flerpart_flow.proof.conform.questions import shipped
from tests.cli.running import run
from tests.conform import corpus
from tests.generated import HOW

ECHO = "import json, sys\nfor line in sys.stdin:\n    sent = json.loads(line)\n"
REFERENCE = "from flerpart_flow.proof.conform import answer\n" + ECHO


@pytest.fixture(scope="module")
def every() -> list[Question]:
    return [one for name in ("flerpartsmote", "ung_intro") for one in questions(ROUTINES[name])]


def program(folder: Path, text: str) -> str:
    path = folder / "svarar.py"
    path.write_text(text, encoding="utf-8")
    return f"{sys.executable} {path}"


def saying(folder: Path, text: str) -> str:
    return program(folder, f"{REFERENCE}    said = answer(sent)\n{text}    print(json.dumps(said), flush=True)\n")


def test_each_question_has_a_name_of_its_own_and_what_it_needs(every: list[Question]) -> None:
    assert len({one.id for one in every}) == len(every) > 1800
    assert {one.sent["ask"] for one in every} == {"act", "question", "duty", "deviation", "log"}
    assert all(one.sent["log"][0]["flerpart_flow"] == 1 for one in every)
    assert not any("rules" in one.sent["log"][0] for one in every)


def test_the_reference_conforms_to_what_the_owners_of_the_norms_wrote(every: list[Question]) -> None:
    several = [*Random(11).sample(every, 120), *(one for one in every if one.sent["ask"] == "deviation")]
    for one in several:
        sent = json.loads(json.dumps(one.sent))
        assert differences(one, json.loads(json.dumps(answer(sent)))) == (), one.id


def test_the_logs_are_as_the_library_judges_them() -> None:
    made = list(corpus.made())
    assert {path.name for path, _ in made} == {path.name for path in corpus.FOLDER.glob("*.json")}
    for path, text in made:
        assert path.read_text(encoding="utf-8") == text, f"{path.name}: {HOW}"


def test_what_an_organisations_own_values_change_is_in_the_corpus() -> None:
    """By hand: the example's overlay sets another lead time and another severity, so some answer is another."""
    found = {one.id: one for one in shipped()}
    other = [
        ident
        for ident in found
        if (own := found.get(f"{ident}_egna_varden")) is not None and own.expected != found[ident].expected
    ]
    assert other


def test_a_program_that_forgets_a_norm_is_told_which_by_title(tmp_path: Path) -> None:
    forgetful = saying(
        tmp_path,
        "    if 'findings' in said:\n"
        "        said['findings'] = [one for one in said['findings'] if one['norm'] != 'FM-KALLELSE-9']\n"
        "        said['allowed'] = not any(one['severity'] == 'block' for one in said['findings'])\n",
    )
    ran = run("conform", "--exec", forgetful, "--only", "flerpartsmote/kallelse/1")
    assert ran.code == 1
    assert "flerpartsmote/kallelse/1/1 · FM-KALLELSE-9: Kallelsen säger inte hur man når den som kallar" in ran.out
    assert 'answer: väntat "nej", svarat "ja"' in ran.out
    assert "2 frågor. 1 fick ett annat svar än det väntade." in ran.out
    data = run("conform", "--exec", forgetful, "--only", "flerpartsmote/kallelse/1", "--format", "json").data
    assert (data["conforms"], data["questions"]) == (False, 2)
    (one,) = data["differences"]
    assert (one["id"], one["norms"]) == ("flerpartsmote/kallelse/1/1", ["FM-KALLELSE-9"])
    assert {"place": "answer", "expected": '"nej"', "got": '"ja"'} in one["places"]


def test_a_program_that_never_says_who_cures_it_does_not_conform(tmp_path: Path) -> None:
    silent = saying(tmp_path, "    for one in said.get('findings', []):\n        one['cure_by'] = None\n")
    ran = run("conform", "--exec", silent, "--only", "flerpartsmote/kallelse/1", "--lang", "en")
    assert ran.code == 1
    assert "cures" in ran.out


def test_the_reference_as_a_program(tmp_path: Path) -> None:
    ran = run("conform", "--exec", saying(tmp_path, ""), "--only", "ung_intro/logs", "--lang", "en")
    assert (ran.code, ran.out) == (0, "11 questions. The program answered all of them as the library does.\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "slutade utan att svara på frågan flerpartsmote/kallelse/1/1"),
        (f"{ECHO}    print('[]', flush=True)\n", "är inte ett JSON-objekt"),
        (f"{ECHO}    print('nej', flush=True)\n", "är inte ett JSON-objekt"),
        (f"{ECHO}    print('{{}}', flush=True)\n", "har ett annat id än frågan"),
    ],
    ids=["ends", "a list", "no JSON", "no id"],
)
def test_a_program_that_does_not_answer(text: str, said: str, tmp_path: Path) -> None:
    ran = run("conform", "--exec", program(tmp_path, text), "--only", "flerpartsmote/kallelse/1")
    assert ran.code == 2
    assert said in ran.err


def test_a_program_that_keeps_silent_is_stopped(every: list[Question], tmp_path: Path) -> None:
    command = program(tmp_path, "import time\ntime.sleep(600)\n").split()
    with pytest.raises(NoAnswer) as error:
        list(asked(command, every[:1], patience=0.2))
    assert error.value.code == "konform.sen"


@pytest.mark.parametrize("command", ["finns-inte-alls", "'", ""])
def test_a_program_that_is_not_there(command: str) -> None:
    assert run("conform", "--exec", command).code == 2


def test_no_such_question() -> None:
    ran = run("conform", "--only", "flerpartsmote/kallels", "--lang", "en")
    assert ran.code == 2
    assert "There is no such question" in ran.err


def test_the_questions_with_their_answers_for_those_who_ask_themselves() -> None:
    lines = run("conform", "--only", "flerpartsmote/kallelse/1").out.splitlines()
    first: dict[str, Any] = json.loads(lines[0])
    assert len(lines) == 2
    assert first["expected"] == {
        "answer": "nej",
        "norms": ["FM-KALLELSE-9"],
        "cures": [["sammankallande", "kalla", False]],
    }
    assert first["title"]["en"] == "The summons does not say how to reach the caller"
    assert first["sent"]["event"]["event"] == "kalla"
    assert FLERPARTSMOTE.name == first["sent"]["routine"]
