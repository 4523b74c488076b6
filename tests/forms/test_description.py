"""A form says what an event may state, in words, and what it has to."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from flerpart_flow import FLERPARTSMOTE, UNG_INTRO, EventError, load, open_case
from flerpart_flow.forms import Choice, Need, describe, event_schema
from flerpart_flow.routines import flerpartsmote as fm
from flerpart_flow.routines import ung_intro as ui
from flerpart_flow.texts import LANGUAGES

RULES = FLERPARTSMOTE.rules()

ASKED: list[tuple[Any, Any, dict[str, tuple[str, ...]]]] = [
    (
        FLERPARTSMOTE,
        fm.Kalla,
        {
            "till": ("FM-KALLELSE-1",),
            "start": ("FM-KALLELSE-7",),
            "plats": ("FM-KALLELSE-7",),
            "syfte": ("FM-KALLELSE-8",),
            "kontakt": ("FM-KALLELSE-9",),
            "inbjudna": ("FM-KALLELSE-10",),
            "hor_av_dig": ("FM-KALLELSE-11",),
        },
    ),
    (FLERPARTSMOTE, fm.ErbjudMote, {}),
    (FLERPARTSMOTE, fm.GeSamtycke, {"enheter": ("FM-SAMTYCKE-8",)}),
    (FLERPARTSMOTE, fm.Bekrafta, {}),
    (FLERPARTSMOTE, fm.BokaUppfoljning, {"datum": ("FM-ROLL-7",), "sammankallande": ("FM-ROLL-8",)}),
    (FLERPARTSMOTE, fm.UpprattaPlan, {"plan": ("FM-PLAN-1", "FM-PLAN-2", "FM-PLAN-4")}),
    (FLERPARTSMOTE, fm.Avsluta, {"skal_kod": ("FF-AVSLUT-2",)}),
    (UNG_INTRO, ui.Aktualisera, {"alder": ("UI-MAL-2",)}),
    (UNG_INTRO, ui.RegistreraPlan, {"planform": ("FF-INNEHALL-1",), "arende": ("FF-INNEHALL-1",)}),
]


@pytest.mark.parametrize(("routine", "kind", "asked"), ASKED, ids=[kind.name for _, kind, _ in ASKED])
def test_a_field_is_asked_for_by_its_norms(routine: Any, kind: Any, asked: dict[str, tuple[str, ...]]) -> None:
    form = describe(kind, routine.rules())
    assert {one.name: one.norms for one in form.fields if one.need is Need.NORM} == asked


def test_what_every_event_states_comes_first() -> None:
    first = describe(fm.ErbjudMote, RULES).fields
    assert [(one.name, one.need.value, one.required) for one in first] == [
        ("occurred_at", "always", True),
        ("recorded_at", "optional", False),
        ("by", "always", True),
        ("recorded_by", "no_unit", False),
    ]


def test_a_field_has_its_words_in_both_languages() -> None:
    sv, en = (describe(fm.Avsluta, RULES, lang).field("skal_kod") for lang in LANGUAGES)
    assert (sv.label, en.label, sv.kind, sv.listed) == ("skäl", "reason", "code", "skal.avsluta")
    assert Choice("inget_behov", "bedömningen visar inget behov") in sv.choices
    assert Choice("inget_behov", "the assessment shows no need") in en.choices
    assert sv.help
    assert en.help
    assert [one.code for one in describe(fm.Avsluta, RULES).field("samrad").choices] == ["ja", "nej", "okant"]


def test_a_field_for_each_actor_says_which_they_are() -> None:
    purpose = describe(fm.Kalla, RULES, "en").field("syfte")
    assert (purpose.kind, purpose.listed, purpose.choices) == ("per_code", None, ())
    assert Choice("arbetsformedlingen", "the Employment Service", numbered=True) in purpose.per
    assert Choice("narstaende", "close relative", numbered=True, alone=False) in purpose.per
    topics = describe(fm.GeSamtycke, RULES).field("amnen_for")
    assert (topics.kind, topics.listed) == ("codes_per_code", "amne")
    assert {one.code for one in topics.choices} == RULES.vocabulary.known["amne"]
    assert {one.code for one in topics.per} >= RULES.vocabulary.known["aktor"]


def test_a_plan_is_made_of_goals_and_measures_with_fields_of_their_own() -> None:
    plan = describe(fm.UpprattaPlan, RULES).field("plan")
    assert [one.name for one in plan.parts] == ["mal", "atgarder", "uppfoljning"]
    assert [one.many for one in (plan, *plan.parts)] == [False, True, True, False]
    measure = plan.parts[1].parts
    assert [one.name for one in measure] == ["id", "text", "ansvariga", "huvudansvarig", "klart_senast"]
    assert all(one.label != "" and one.help for part in plan.parts for one in (part, *part.parts))


def test_an_overlays_own_unit_can_be_chosen() -> None:
    own = {"enhet": {"kommun:bad": {"sv": "kommunens bad", "en": "the baths", "part": "kommun"}}}
    form = describe(fm.Kalla, FLERPARTSMOTE.rules(overlay=own))
    assert Choice("kommun:bad", "kommunens bad", numbered=True) in form.field("till").choices


def test_under_an_overlay_that_only_warns_a_field_is_optional() -> None:
    rules = FLERPARTSMOTE.rules(overlay={"norm": {"FM-KALLELSE-9": {"severity": "warn"}}})
    assert describe(fm.Kalla, rules).field("kontakt").need is Need.OPTIONAL


def test_a_form_is_plain_json_too() -> None:
    form = describe(fm.Kalla, RULES, "en")
    data = json.loads(json.dumps(form.data))
    assert (data["event"], data["label"], len(data["fields"])) == ("kalla", form.label, len(form.fields))
    assert data["fields"][form.fields.index(form.field("plats"))] == {
        "name": "plats",
        "label": "place",
        "help": form.field("plats").help,
        "kind": "text",
        "need": "norm",
        "norms": ["FM-KALLELSE-7"],
        "listed": None,
        "choices": [],
        "per": [],
        "parts": [],
        "many": False,
    }
    till = data["fields"][form.fields.index(form.field("till"))]
    assert {"code": "narstaende", "label": "close relative", "numbered": True, "alone": False} in till["choices"]
    assert describe(fm.UpprattaPlan, RULES).field("plan").data["parts"][0]["many"] is True


def test_a_case_that_is_given_says_how_it_stands() -> None:
    case = open_case(FLERPARTSMOTE, "a")
    assert describe(fm.Kalla, case) == describe(fm.Kalla, RULES)


def test_in_a_case_a_field_is_asked_for_as_the_case_stands() -> None:
    case = load("examples/logs/pagaende_arende.jsonl").case()
    now = case.latest
    assert now is not None
    form = describe(fm.Kalla, case, at=now)
    possible = case.why_not(fm.Kalla, now)
    assert {one.name for one in form.fields if one.need is Need.NORM} >= {"till", "start", "plats", "kontakt"}
    assert {one.name for one in form.fields} >= {*possible.states, *possible.optional}
    with pytest.raises(EventError):
        describe(fm.Kalla, case, at=now.replace(tzinfo=None))


def test_an_event_of_another_routine_has_no_form() -> None:
    with pytest.raises(KeyError):
        describe(ui.Aktualisera, RULES)


@pytest.mark.parametrize("routine", [FLERPARTSMOTE, UNG_INTRO], ids=lambda routine: routine.name)
def test_every_event_has_a_form_and_a_schema_with_titles(routine: Any) -> None:
    rules = routine.rules()
    for kind in routine.events.values():
        form = describe(kind, rules)
        assert all(one.label and one.help for one in form.fields)
        Draft202012Validator.check_schema(dict(form.schema))
        lists = [one for held in form.schema["$defs"].values() for one in held["oneOf"]]
        assert all("title" in one or "pattern" in one for one in lists)


def test_a_schema_holds_what_a_form_states() -> None:
    valid = Draft202012Validator(event_schema(fm.Avsluta, RULES)).is_valid
    stated = {"event": "avsluta", "occurred_at": "2026-03-02T09:00:00+01:00", "by": "kommun:arbetsmarknad"}
    assert valid({**stated, "skal_kod": "inget_behov", "samrad": "ja"})
    assert valid({**stated, "by": "kommun:arbetsmarknad:2"})
    assert not valid({**stated, "skal_kod": "tid"})
    assert not valid({**stated, "samrad": "yes"})
    assert not valid({**stated, "till": "individ"})
    assert not valid({**stated, "by": "individ"})
