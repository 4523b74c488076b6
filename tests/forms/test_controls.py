"""A form as the boxes of a page: names as they are sent, what stands in them, and what is wrong beside its field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

import pytest

from flerpart_flow import FLERPARTSMOTE, ROUTINES, FlowError, Refused, Routine, open_case
from flerpart_flow.forms import (
    Box,
    Control,
    Fault,
    FormError,
    describe,
    event_from,
    faults_of,
    filled_form,
    from_browser,
)
from flerpart_flow.routines.flerpartsmote import ErbjudMote, IdentifieraBehov, Kalla, UpprattaPlan

NOW = datetime(2026, 1, 12, 9, tzinfo=UTC)
UNIT = "kommun:arbetsmarknad"
RULES = FLERPARTSMOTE.rules()
SUMMONS = describe(Kalla, RULES)


def every(controls: Iterable[Control]) -> Iterator[Control]:
    for one in controls:
        yield one
        yield from every(one.parts)


def by_name(controls: Iterable[Control]) -> dict[str, Control]:
    return {one.name: one for one in every(controls)}


def test_what_was_sent_stands_in_its_box() -> None:
    sent = [("till", "arbetsformedlingen"), ("till", "narstaende:1"), ("plats", "Sal 1"), ("syfte.individ", "planera")]
    found = by_name(filled_form(SUMMONS, sent).controls)
    assert [one.code for one in found["till"].options if one.chosen] == ["arbetsformedlingen", "narstaende:1"]
    assert (found["plats"].box, found["plats"].value, found["plats"].required) == (Box.TEXT, "Sal 1", True)
    assert (found["syfte"].box, found["syfte"].filled, found["syfte"].value) == (Box.GROUP, True, "")
    assert (found["syfte.individ"].box, found["syfte.individ"].value) == (Box.LINE, "planera")
    assert not found["syfte.arbetsformedlingen"].filled
    assert (found["start"].box, found["mote"].box, found["kanal"].box) == (Box.TIME, Box.NUMBER, Box.ONE)


def test_rows_are_there_for_all_that_was_written_and_one_more() -> None:
    form = describe(UpprattaPlan, RULES)
    empty = by_name(filled_form(form, rows=1).controls)
    assert "plan.atgarder.1.text" in empty
    assert "plan.atgarder.2.text" not in empty
    many = by_name(filled_form(form, [("plan.atgarder.4.text", "praktik")]).controls)
    assert many["plan.atgarder.4.text"].value == "praktik"
    assert "plan.atgarder.5.text" in many
    assert "plan.atgarder.6.text" not in many
    assert len(by_name(filled_form(form, [("plan.atgarder.99999.text", "x")]).controls)) < 200


def test_what_is_wrong_stands_beside_its_field_and_the_rest_on_top() -> None:
    sent = [("event", "kalla"), ("by", UNIT), ("plats", "Sal 19121212-1212"), ("platts", "?")]
    with pytest.raises(FormError) as caught:
        event_from(from_browser(sent, FLERPARTSMOTE), FLERPARTSMOTE)
    filled = filled_form(SUMMONS, sent, faults_of(caught.value, RULES), without=("recorded_at",))
    found = by_name(filled.controls)
    assert "recorded_at" not in found
    assert "personnummer" in found["plats"].faults[0].text
    assert found["occurred_at"].wrong
    assert not found["by"].wrong
    [top] = filled.faults
    assert top.field is None
    assert "Menade du: plats" in top.text


def test_a_refusal_is_told_with_norm_and_what_to_do() -> None:
    case = open_case(FLERPARTSMOTE, "a").apply(IdentifieraBehov(occurred_at=NOW, by=UNIT), NOW)
    with pytest.raises(Refused) as caught:
        case.apply(ErbjudMote(occurred_at=NOW, by=UNIT), NOW)
    assert faults_of(caught.value, case, "en") == (
        Fault(
            None,
            "The need for coordination has not been assessed in this case.",
            "FM-BEDOMNING-1",
            "the initiator: assess the need for coordination",
        ),
    )
    assert [one.field for one in faults_of(FlowError("lager.saknas"), case)] == [None]


@pytest.mark.parametrize("routine", ROUTINES.values(), ids=lambda routine: routine.name)
def test_every_form_of_every_event_has_names_of_its_own(routine: Routine) -> None:
    for kind in routine.events.values():
        form = describe(kind, routine.rules())
        names = [one.name for one in every(filled_form(form).controls)]
        assert len(names) == len(set(names)), kind.name
        leaves = [one for one in every(filled_form(form).controls) if one.box is not Box.GROUP]
        assert all(one.label for one in leaves)
        assert all(one.options for one in leaves if one.box in {Box.ONE, Box.SEVERAL}), kind.name
