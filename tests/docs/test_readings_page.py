"""Every reading that a norm rests on is told, in both languages and in the documentation."""

from __future__ import annotations

import pytest

from flerpart_flow import FLERPARTSMOTE, ROUTINES, Routine
from flerpart_flow.engine.errors import DefinitionError
from flerpart_flow.engine.rules.norms import read_readings
from flerpart_flow.engine.rules.sources import readings_of
from tests.docs.readings_table import PAGE, written
from tests.generated import HOW

TOLD = readings_of(FLERPARTSMOTE.sources)


@pytest.mark.parametrize("routine", ROUTINES.values(), ids=ROUTINES)
def test_every_reading_that_a_norm_rests_on_is_told(routine: Routine) -> None:
    used = {reading for norm in routine.rules().norms.values() for reading in norm.reading}
    assert sorted(used - set(readings_of(routine.sources))) == []


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_reading_is_a_question_with_an_answer(lang: str) -> None:
    assert [one.id for one in TOLD.values() if not one.question[lang].endswith("?")] == []
    assert [one.id for one in TOLD.values() if not one.answer[lang].endswith(".")] == []


def test_each_reading_is_told_once_and_in_order() -> None:
    assert list(TOLD) == [f"A{number}" for number in range(1, 73)]


def test_a_reading_without_its_words_in_a_language_is_refused() -> None:
    both = {"sv": "En fråga?", "en": "A question?"}
    with pytest.raises(DefinitionError, match="A1"):
        read_readings({"lasning": {"A1": {"fraga": both, "svar": {"sv": "Ett svar."}}}})


def test_the_page_has_the_readings_as_they_are_now() -> None:
    assert PAGE.read_text(encoding="utf-8") == written(), HOW
