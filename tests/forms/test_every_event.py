"""Every event of both routines has a whole form in both languages, and what is filled in there is the event."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs
import pytest
from jsonschema import Draft202012Validator

from flerpart_flow import FLERPARTSMOTE, UNG_INTRO, Routine, texts_for
from flerpart_flow.engine.record.events import ENVELOPE, content_fields
from flerpart_flow.engine.record.fields import KIND
from flerpart_flow.forms import Form, FormField, describe, event_from, from_browser
from flerpart_flow.texts import LANGUAGES, Texts
from tests.forms.values import CONTENT, NORM, REASONS, TILL, Value, value_of

EVENTS = [
    pytest.param(routine, kind, id=f"{routine.name}-{kind.name}")
    for routine in (FLERPARTSMOTE, UNG_INTRO)
    for kind in routine.events.values()
]
FREE = {"text", "texts", "reference", "integer", "age", "time", "day", "digest", "corrections"}
"""Kinds of field without a list to choose from."""


def every_field(fields: tuple[FormField, ...]) -> Iterator[FormField]:
    for one in fields:
        yield one
        yield from every_field(one.parts)


def is_whole(form: Form, said: Texts) -> None:
    for one in every_field(form.fields):
        assert f"falt.{one.name}" in said, one.name
        assert f"hjalp.{one.name}" in said, one.name
        assert one.label, one.name
        assert one.help.endswith("."), one.name
        assert one.choices or one.per or one.parts or one.kind in FREE, one.name
        assert bool(one.choices) is (one.kind in {"code", "codes", "ternary", "codes_per_code"}), one.name
        assert bool(one.per) is one.kind.endswith("per_code"), one.name


@pytest.mark.parametrize(("routine", "kind"), EVENTS)
def test_its_form_is_whole_in_both_languages(routine: Routine[Any], kind: Any) -> None:
    rules = routine.rules()
    sv, en = (describe(kind, rules, lang) for lang in LANGUAGES)
    for form, lang in ((sv, "sv"), (en, "en")):
        said = texts_for(rules, lang)
        assert f"handelser.{form.event}" in said
        is_whole(form, said)
    assert sv.label != en.label
    for ours, theirs in zip(every_field(sv.fields), every_field(en.fields), strict=True):
        assert (ours.name, ours.need, ours.norms) == (theirs.name, theirs.need, theirs.norms)
        named = {one.code: one.label for one in (*ours.choices, *ours.per)}
        # A code without a name is called as it is in both; one that is a Swedish word has another word in English.
        assert all(named[one.code] != one.code or one.label != one.code for one in (*theirs.choices, *theirs.per))


def filled(routine: Routine[Any], kind: Any) -> dict[str, Value]:
    kinds = {a.name: a.metadata[KIND] for a in attrs.fields(kind) if KIND in a.metadata}
    return {name: value_of(routine.name, name, kinds[name]) for name in (*ENVELOPE, *content_fields(kind))}


@pytest.mark.parametrize(("routine", "kind"), EVENTS)
def test_what_is_filled_in_is_the_event(routine: Routine[Any], kind: Any) -> None:
    values = filled(routine, kind)
    event = kind(**{name: one.python for name, one in values.items()})
    data = {"event": kind.name, **{name: one.data for name, one in values.items()}}
    assert event_from(data, routine) == event
    sent = [(f"{name}{more}", texts) for name, one in values.items() for more, texts in one.sent.items()]
    pairs = [(name, text) for name, texts in sent for text in texts]
    assert event_from(from_browser([("event", kind.name), *pairs], routine), routine) == event
    for name, one in values.items():
        assert getattr(event, name) == one.python, name


@pytest.mark.parametrize(("routine", "kind"), EVENTS)
def test_its_schema_knows_what_is_filled_in_and_nothing_else(routine: Routine[Any], kind: Any) -> None:
    values = {name: one for name, one in filled(routine, kind).items() if name != "nr"}
    valid = Draft202012Validator(dict(describe(kind, routine.rules()).schema)).is_valid
    data = {"event": kind.name, **{name: one.data for name, one in values.items()}}
    assert valid(data)
    assert not valid({**data, "okant_falt": "x"})
    assert not valid({name: value for name, value in data.items() if name != "by"})


def test_every_value_is_of_a_field() -> None:
    kinds = [kind for routine in (FLERPARTSMOTE, UNG_INTRO) for kind in routine.events.values()]
    fields = [(name, of) for kind in kinds for name, of in content_fields(kind).items()]
    assert {name for name, _ in fields} == {*CONTENT, "till", "norm", "skal_kod"}
    assert {of.name for name, of in fields if name == "till"} == set(TILL)
    assert {of.lists[0] for name, of in fields if name == "skal_kod"} == set(REASONS)
    assert set(NORM) == {"flerpartsmote", "ung_intro"}
