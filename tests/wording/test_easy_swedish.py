"""What the individual reads in easy Swedish: short sentences, easy words, and a text for all that can be read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import pytest

from flerpart_flow import ROUTINES
from flerpart_flow.across.easy import easy_read
from flerpart_flow.engine.errors import DefinitionError
from flerpart_flow.engine.words.wording import with_own
from flerpart_flow.routines.flerpartsmote import GeSamtycke
from flerpart_flow.texts import EASY, Texts
from tests import toy
from tests.cli.running import run
from tests.stories import INDIVID, accepted, consented, measures, moment, needed, summoned
from tests.wording.swedish import lix, words_of
from tests.wording.swedish import texts as swedish

OURS: Final = ("flerpartsmote", "ung_intro")
MOST_WORDS: Final = 12
HARDEST: Final = 25.0
"""LIX below this is a text for children, or easy to read."""
OTHERS_ROLES: Final = {"enhet", "omfattad_enhet", "ung_intro", "arbetsformedlingen", "forsakringskassan"}
EASY_TEXTS: Final = [one for one in swedish() if one.kind == EASY]


def said(name: str) -> Texts:
    return with_own(Texts(EASY, {}), ROUTINES[name].sources.texts[EASY])


def test_every_sentence_says_one_thing_in_few_words() -> None:
    sentences = [one for text in EASY_TEXTS for one in text.sentences]
    assert len(sentences) > 60
    assert [one for one in sentences if len(words_of(one)) > MOST_WORDS] == []
    assert [one for one in sentences if ";" in one or ":" in one or "(" in one] == []
    assert lix(sentences, frozenset()) < HARDEST


@pytest.mark.parametrize("name", OURS)
def test_every_phase_has_its_texts_and_there_are_no_others(name: str) -> None:
    phases = {str(phase) for phase in ROUTINES[name].phases}
    keys = list(said(name).keys())
    assert {key.partition(".")[2] for key in keys if key.startswith("fas.")} == phases
    assert {key.partition(".")[2] for key in keys if key.startswith("sedan.")} == phases


@pytest.mark.parametrize("name", OURS)
def test_everything_that_the_individual_may_ever_do_has_a_text(name: str) -> None:
    keys = list(said(name).keys())
    may = {move.event.name for move in ROUTINES[name].moves if _may_be_the_individuals(move.by)}
    assert {key.partition(".")[2] for key in keys if key.startswith("ratt.")} == may


def _may_be_the_individuals(role: Any) -> bool:
    return role.code in {
        *(
            "individ",
            "individ_eller_ombud",
            "individ_eller_enhet",
            "individ_eller_ordforande",
            "individ_eller_ansvarig",
        ),
        *("kallad", "kallad_eller_regionen", "kallad_eller_ombud", "godkannare", "ansvarig"),
        *("avslutare", "rattare", "avslutande", "rattande", "deltagare"),
    }


@pytest.mark.parametrize(
    ("story", "may", "may_not"),
    [
        (needed, "avsluta", "tacka_ja"),
        (accepted, "neka_samtycke", "aterkalla_samtycke"),
        (consented, "aterkalla_samtycke", "bekrafta"),
        (
            lambda: summoned(to=("individ", "arbetsformedlingen", "kommun:ekonomiskt_bistand")),
            "bekrafta",
            "godkann_plan",
        ),
        (measures, "avsta_atgard", "neka_samtycke"),
    ],
)
def test_only_what_the_individual_may_do_now_is_said(story: Any, may: str, may_not: str) -> None:
    told = story()
    read = easy_read(told.case, moment(told.day))
    assert may in read.rights
    assert may_not not in read.rights
    assert read.rights[may].startswith("Du får ")
    assert not read.reviewed


def test_a_routine_without_easy_texts_says_so() -> None:
    with pytest.raises(DefinitionError, match="lättlästa"):
        easy_read(toy.case(), toy.at(1))


def _log(folder: Path) -> str:
    from flerpart_flow.engine.journal.log_file import write_log_file

    path = folder / "arende.jsonl"
    write_log_file(path, consented().case)
    return str(path)


def test_status_reads_it_out_for_the_individual_and_nobody_else(tmp_path: Path) -> None:
    log = _log(tmp_path)
    ran = run("status", log, "--by", INDIVID, "--lang", EASY, "--at", "2026-01-20")
    assert ran.code == 0
    assert "Nu förbereds mötet." in ran.out
    assert "Du får ta tillbaka ditt ja när du vill." in ran.out
    assert GeSamtycke.name not in ran.out
    assert run("status", log, "--lang", EASY, "--at", "2026-01-20").out == ran.out
    other = run("status", log, "--by", "forsakringskassan", "--lang", EASY)
    assert (other.code, other.out) == (2, "")
    assert "Lättläst svenska är till för individen" in other.err
    assert run("check", log, "--lang", EASY).code == 2


def test_the_same_as_json(tmp_path: Path) -> None:
    ran = run("status", _log(tmp_path), "--lang", EASY, "--format", "json", "--at", "2026-01-20")
    (case,) = json.loads(ran.out)["cases"]
    assert case["phase"] == "Nu förbereds mötet. Din ordförande frågar om tider."
    assert {
        "event": "aterkalla_samtycke",
        "text": "Du får ta tillbaka ditt ja när du vill. Du behöver inte säga varför.",
    } in (case["rights"])
