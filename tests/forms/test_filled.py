"""An event from a form: right, or with every fault at once, each with its field."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

from flerpart_flow import FLERPARTSMOTE, YES, FlowError
from flerpart_flow.forms import FormError, event_from
from flerpart_flow.routines.flerpartsmote import Kalla, UpprattaPlan
from flerpart_flow.texts import LANGUAGES

RIGHT: dict[str, Any] = {
    "event": "kalla",
    "occurred_at": "2026-01-14T09:00:00+01:00",
    "by": "kommun:arbetsmarknad",
    "till": ["arbetsformedlingen", "narstaende:1"],
    "start": "2026-02-25T13:00:00+01:00",
    "plats": "Sal 1",
    "syfte": {"arbetsformedlingen": "stöd i arbete"},
    "hor_av_dig": "ja",
}


def faults_of(data: dict[str, Any]) -> list[tuple[str | None, str]]:
    with pytest.raises(FormError) as caught:
        event_from(data, FLERPARTSMOTE)
    return [(one.field, one.code) for one in caught.value.faults]


def test_what_is_right_is_the_event() -> None:
    event = event_from(RIGHT, FLERPARTSMOTE)
    assert isinstance(event, Kalla)
    assert (event.till, event.hor_av_dig, event.nr) == (("arbetsformedlingen", "narstaende:1"), YES, None)


@pytest.mark.parametrize("empty", [None, "", [], {}], ids=repr)
def test_a_field_left_empty_is_left_out(empty: Any) -> None:
    left_out = {**RIGHT, **dict.fromkeys(("slut", "kanal", "inbjudna", "recorded_by", "hor_av_dig"), empty)}
    without = {key: value for key, value in RIGHT.items() if key != "hor_av_dig"}
    assert event_from(left_out, FLERPARTSMOTE) == event_from(without, FLERPARTSMOTE)


def test_all_faults_are_told_at_once_in_the_order_of_the_fields() -> None:
    wrong = {
        "event": "kalla",
        "by": "individ",
        "till": ["arbetsformedlingenn", "zzzzzzzz"],
        "start": "2026-02-25 13:00",
        "plats": "född 19121212-1212",
        "hor_av_dig": True,
        "syfte": {"arbetsformedlingen": 1},
        "platts": "Sal 1",
        "kanal": "duva",
    }
    assert faults_of(wrong) == [
        ("till", "kod.nara"),
        ("till", "kod.okand"),
        ("start", "falt.tid_format"),
        ("plats", "falt.personnummer"),
        ("syfte", "falt.text"),
        ("hor_av_dig", "falt.ternar"),
        ("kanal", "kod.okand"),
        ("occurred_at", "handelse.ofullstandig"),
        ("recorded_by", "handelse.vem_skrev"),
        (None, "formular.falt_nara"),
    ]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"event": "kallaa"}, ("event", "formular.handelse_nara")),
        ({"event": 3}, ("event", "formular.handelse_okand")),
        ({"19121212-1212": "x"}, (None, "formular.personnummer")),
        ({"zzzzzzzz": "x"}, (None, "formular.falt_okant")),
        ({"recorded_at": "2026-01-13T09:00:00+01:00"}, ("recorded_at", "handelse.registrerad_fore")),
        ({"told": "x"}, (None, "formular.falt_okant")),
        ({"till": "arbetsformedlingen"}, ("till", "falt.koder")),
        ({"by": "okand"}, ("by", "kod.okand")),
    ],
    ids=lambda one: next(iter(one)) if isinstance(one, dict) else "",
)
def test_a_fault_alone(change: dict[str, Any], fault: tuple[str | None, str]) -> None:
    assert faults_of({**RIGHT, **change}) == [fault]


def test_a_fault_inside_a_plan_names_its_place() -> None:
    plan = {"mal": [], "atgarder": [{"id": "a", "text": "19121212-1212"}]}
    data = {"event": "uppratta_plan", "occurred_at": RIGHT["occurred_at"], "by": RIGHT["by"], "plan": plan}
    with pytest.raises(FormError) as caught:
        event_from(data, FLERPARTSMOTE)
    assert [one.code for one in caught.value.faults] == ["falt.personnummer"]
    right = {**data, "plan": {"mal": [{"id": "m", "text": "arbete"}], "atgarder": []}}
    assert isinstance(event_from(right, FLERPARTSMOTE), UpprattaPlan)


def test_the_codes_are_those_of_the_rules_that_are_given() -> None:
    own = {"enhet": {"kommun:bad": {"sv": "bad", "en": "baths", "part": "kommun"}}}
    data = {**RIGHT, "till": ["kommun:bad"]}
    assert isinstance(event_from(data, FLERPARTSMOTE, FLERPARTSMOTE.rules(overlay=own)), Kalla)
    assert faults_of(data)[0][0] == "till"


def test_the_error_is_the_librarys_own_and_repeats_nothing() -> None:
    with pytest.raises(FlowError) as caught:
        event_from({**RIGHT, "hemligt": "hemligt", "till": ["hemligt"]}, FLERPARTSMOTE)
    error = caught.value
    assert isinstance(error, FormError)
    assert [one.code for one in error.of("till")] == ["kod.okand"]
    again = pickle.loads(pickle.dumps(error))
    for lang in LANGUAGES:
        assert "hemligt" not in error.text(lang)
        assert len(error.text(lang).splitlines()) == 3
        assert again.text(lang) == error.text(lang)
