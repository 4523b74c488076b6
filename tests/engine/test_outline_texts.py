"""A text that only a picture or the handbook asks for is missed when the routine is built, not when they are made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final
from unittest.mock import patch

import attrs
import pytest

from flerpart_flow.define import Routine
from flerpart_flow.diagrams.drawing import draw
from flerpart_flow.engine.definition import validation
from flerpart_flow.engine.definition.outline import Capacity
from flerpart_flow.engine.errors import DefinitionError
from flerpart_flow.engine.words.wording import with_own
from flerpart_flow.handbook import Book, handbook
from flerpart_flow.installed import ROUTINES
from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE
from flerpart_flow.texts import LANGUAGES, Texts, texts
from tests import toy
from tests.diagrams.sketches import sketched
from tests.words.test_shared_acts import asked

ASKED: Final = {
    "egenskaper.ordforande": "capacities",
    "ihopvikt.leder": "capacities (initiativtagare, leads)",
    "ramar.samtycke_galler": "frames",
    "partssvar.region.1": "parties",
    "fragor.sista_dag": "questions",
    "kort_svar.sista_dag.3": "questions",
    "mottagare.informera": "tellings",
    "far_sagas.utan": "tellings (informera)",
    "tiger.pa_motet": "silent",
}
"""One text of each kind that the outline of flerpartsmöte asks for, and the part of it that does."""


@contextmanager
def changed(lang: str, change: Mapping[str, str | None]) -> Iterator[None]:
    """While a routine is validated, its texts in a language are others; None takes one away."""
    real = with_own

    def with_change(said: Texts, own: Any) -> Texts:
        found = real(said, own)
        if said.lang != lang:
            return found
        kept = {key: found.raw(key) for key in list(found.keys()) if key not in change}
        return Texts(lang, kept | {key: text for key, text in change.items() if text is not None})

    with patch.object(validation, "with_own", with_change):
        yield


def faults(routine: Routine, lang: str, change: Mapping[str, str | None]) -> list[DefinitionError]:
    with changed(lang, change), pytest.raises(DefinitionError) as error:
        validation.validate(routine)
    return list(error.value.faults)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("key", ASKED)
def test_a_text_that_the_outline_asks_for_is_missed_with_its_name_its_language_and_where(key: str, lang: str) -> None:
    (fault,) = faults(FLERPARTSMOTE, lang, {key: None})
    assert fault.code == "definition.oversikt_text"
    assert fault.values == {"key": key, "lang": lang, "where": ASKED[key]}
    for told in map(fault.text, LANGUAGES):
        assert all(one in told for one in (key, f" {lang}", ASKED[key]))


def test_a_routine_with_a_capacity_that_leads_is_not_built_without_the_heading() -> None:
    """A routine of one's own, whose texts have none."""
    role = toy.MOVES[0].by.code
    capacities = (Capacity("leder", (role,), leads=True),)
    labels = {lang: {"egenskaper.leder": "bokstav"} for lang in LANGUAGES}
    with pytest.raises(DefinitionError) as error:
        toy.build(labels, outline=attrs.evolve(toy.TOY.outline, capacities=capacities))
    assert [fault.values["key"] for fault in error.value.faults] == ["ihopvikt.leder"] * len(LANGUAGES)
    headed = {lang: {**labels[lang], "ihopvikt.leder": "När den leder"} for lang in LANGUAGES}
    assert toy.build(headed, outline=attrs.evolve(toy.TOY.outline, capacities=capacities)).name == "toy"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_row_of_a_table_without_a_colon_is_told(lang: str) -> None:
    asked = next(one for one in FLERPARTSMOTE.outline.questions if one.tabled)
    key = f"kort_svar.{asked.code}.1"
    (fault,) = faults(FLERPARTSMOTE, lang, {key: "Individen och kommunen"})
    assert (fault.code, fault.values) == ("definition.oversikt_kolon", {"key": key, "lang": lang})
    assert all(key in told and lang in told for told in map(fault.text, LANGUAGES))


@pytest.mark.parametrize(
    "key", ["frister.kalla", "vakter.consent_to_meet", "tecken.inget_svar", "dessutom.sammankallande"]
)
def test_a_hole_that_no_parameter_fills_is_told(key: str) -> None:
    """``lead_time_weeks`` is a slip for ``lead_time_weeks_others``."""
    both = {lang: faults(FLERPARTSMOTE, lang, {key: "cirka {lead_time_weeks} veckor"}) for lang in LANGUAGES}
    for lang, told in both.items():
        (fault,) = told
        assert fault.code == "definition.text_lucka"
        assert fault.values == {"key": key, "lang": lang, "hole": "lead_time_weeks"}


@pytest.mark.parametrize("name", ROUTINES)
def test_no_picture_and_no_page_takes_a_text_for_granted_that_nobody_checks(name: str) -> None:
    """Every text that is taken as it is, without asking first whether the routine has it, is one that is missed when
    the routine is built without any.
    """
    routine = ROUTINES[name]
    taken: set[str] = set()
    looked_for: set[str] = set()
    raw, say, has = Texts.raw, Texts.say, Texts.__contains__

    def taking(said: Texts, key: str) -> str:
        taken.add(key)
        return raw(said, key)

    def saying(said: Texts, key: str, /, **values: Any) -> str:
        taken.add(key)
        return say(said, key, **values)

    def looking(said: Texts, key: str) -> bool:
        looked_for.add(key)
        return has(said, key)

    with (
        patch.object(Texts, "raw", taking),
        patch.object(Texts, "say", saying),
        patch.object(Texts, "__contains__", looking),
    ):
        for view, given in asked(routine):
            draw(routine, view, **given)
        handbook(Book(((routine, routine.rules()),)), sketched)
    of_the_library = set(texts("sv").keys())
    for_granted = taken - looked_for - of_the_library
    assert len(for_granted) > 50
    with patch.object(validation, "with_own", lambda said, own: said), pytest.raises(DefinitionError) as error:
        validation.validate(routine)
    missed = {fault.values["key"] for fault in error.value.faults if fault.values.get("lang") == "sv"}
    assert sorted(for_granted - missed) == []
