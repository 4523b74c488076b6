"""Every code of every list is called something, in both languages, and by its own list."""

from __future__ import annotations

from typing import Any

import pytest

from flerpart_flow import FLERPARTSMOTE, ROUTINES, UNG_INTRO
from flerpart_flow.engine.record.events import ENVELOPE, content_fields
from flerpart_flow.engine.words.reasons import texts_for
from flerpart_flow.texts import LANGUAGES
from flerpart_flow.words import Kind, NoLabel, label, labels

OWN = [FLERPARTSMOTE, UNG_INTRO]
RULES = FLERPARTSMOTE.rules()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("routine", OWN, ids=lambda routine: routine.name)
def test_every_code_of_every_list_has_a_label_of_its_own(routine: Any, lang: str) -> None:
    rules = routine.rules()
    assert len(rules.vocabulary.known) > 15
    for kind, codes in rules.vocabulary.known.items():
        called = labels(rules, kind, lang)
        assert set(called) == codes, kind
        assert not [code for code, name in called.items() if not name.strip()], kind
        assert len(set(called.values())) == len(called), kind
    for kind, numbered in rules.vocabulary.numbered.items():
        for code in numbered:
            assert label(rules, kind, f"{code}:2", lang).endswith(" 2"), (kind, code)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("routine", OWN, ids=lambda routine: routine.name)
def test_everything_that_the_routine_names_has_a_label_and_every_field_help(routine: Any, lang: str) -> None:
    rules, said = routine.rules(), texts_for(routine.rules(), lang)
    fields = {*ENVELOPE, "event", *(name for kind in routine.events.values() for name in content_fields(kind))}
    named = {
        Kind.ROUTINE: [routine.name],
        Kind.PHASE: ["start", *routine.phases],
        Kind.EVENT: list(routine.events),
        Kind.FIELD: sorted(fields),
        Kind.ROLE: [move.by.code for move in routine.moves],
        Kind.DUTY: [spec.name for spec in routine.duties],
        Kind.TERNARY: ["ja", "nej", "okant"],
    }
    for kind, codes in named.items():
        assert all(label(rules, kind, str(code), lang) for code in codes)
    assert not [name for name in fields if f"hjalp.{name}" not in said]
    assert not [name for name in routine.events if f"gjort.{name}" not in said]


@pytest.mark.parametrize(
    ("kind", "code", "sv", "en"),
    [
        ("skal.avboj", "tid", "tiden passar inte", "the time does not suit"),
        ("skal.avbryt_mote", "tid", "tiden räckte inte", "time ran out"),
        ("anpassning", "annat", "annan anpassning", "another adaptation"),
        ("amne", "annat", "annat", "other"),
        ("vardniva", "primarvard", "primärvård", "primary care"),
        ("kommun", "uppsala", "Uppsala kommun", "Uppsala municipality"),
        ("part", "kommun", "kommunen", "the municipality"),
        ("aktor", "narstaende:2", "närstående 2", "close relative 2"),
        ("villkor", "PR-FK-1:alder", "att individen är i arbetsför ålder", "that the individual is of working age"),
        ("phase", "kallelse", "Kallelse", "Summons"),
        ("role", "ordforande", "ordföranden", "the chair"),
        ("duty", "kalla", "kalla till mötet", "send the summons to the meeting"),
        ("ternary", "okant", "okänt", "unknown"),
        ("answer", "if", "ja, om uppgifterna finns", "yes, if what is needed is stated"),
    ],
)
def test_a_code_is_called_what_its_own_list_calls_it(kind: str, code: str, sv: str, en: str) -> None:
    assert (label(RULES, kind, code), label(RULES, kind, code, "en")) == (sv, en)


def test_an_overlays_own_unit_and_reason_have_the_names_that_it_gives() -> None:
    own = {
        "enhet": {"kommun:bad": {"sv": "kommunens bad", "en": "the baths", "part": "kommun"}},
        "skal": {"boka_om": {"vader": {"sv": "vädret", "en": "the weather"}}},
    }
    rules = FLERPARTSMOTE.rules(overlay=own)
    assert label(rules, "enhet", "kommun:bad") == label(rules, "aktor", "kommun:bad") == "kommunens bad"
    assert label(rules, "aktor", "kommun:bad:2", "en") == "the baths 2"
    assert label(rules, "skal.boka_om", "vader", "en") == "the weather"
    with pytest.raises(NoLabel):
        label(RULES, "enhet", "kommun:bad")


@pytest.mark.parametrize(
    ("kind", "code", "error", "near"),
    [
        ("skal.avbojj", "tid", "ord.slag", "skal.avboj"),
        ("phases", "mote", "ord.slag", "phase"),
        ("skal.avboj", "tidd", "ord.kod", "tid"),
        ("phase", "moten", "ord.kod", "mote"),
        ("aktor", "narstaende", "ord.kod", ""),
    ],
)
def test_what_is_not_there_is_an_error_that_names_what_comes_nearest(
    kind: str, code: str, error: str, near: str
) -> None:
    with pytest.raises(NoLabel) as caught:
        label(RULES, kind, code)
    assert caught.value.code == error
    assert near in caught.value.values["choices"].split(", ") or not near
    assert all(near in caught.value.text(lang) for lang in LANGUAGES)


def test_another_language_is_an_error() -> None:
    with pytest.raises(KeyError):
        label(RULES, "phase", "mote", "fi")


def test_rules_name_no_code_without_its_list() -> None:
    assert not hasattr(ROUTINES["ung_intro"].rules(), "name")
