"""A line is corrected in a form that shows it as it reads now: what is changed there is the correction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from flerpart_flow import FLERPARTSMOTE, Case, Event, EventError, Routine, load, open_case
from flerpart_flow.engine.record.events import content_fields, to_data
from flerpart_flow.forms import (
    Box,
    Control,
    FormError,
    correction_form,
    correction_from,
    correction_sent,
    filled_form,
)
from flerpart_flow.routines.flerpartsmote import Kalla, Ratta
from tests.forms.test_controls import by_name, every
from tests.forms.test_every_event import EVENTS, filled

NOW = datetime(2026, 10, 16, 6, 30, tzinfo=UTC)
SAYS = (("occurred_at", "2026-10-16T08:00"), ("by", "kommun:arbetsmarknad"), ("skal_kod", "felskrivning"))
Pairs = list[tuple[str, str]]


def case_of(log: str) -> Case[Any]:
    return load(f"examples/logs/{log}.jsonl").case()


def line_of(case: Case[Any], name: str) -> int:
    return next(nr for nr, line in enumerate(case.lines, 1) if line.name == name)


def with_line(routine: Routine[Any], line: Event) -> Case[Any]:
    """A case that holds a line, accepted or not."""
    return open_case(routine, "a").record(line.changed(nr=None), NOW)[0]


def sent_from(controls: tuple[Control, ...]) -> Pairs:
    """What a browser sends of a page as it stands: empty boxes too, but no box that isn't ticked."""
    pairs: Pairs = []
    for one in every(controls):
        if one.parts:
            continue
        chosen = [(one.name, option.code) for option in one.options if option.chosen]
        pairs += chosen or ([] if one.box.value == "several" else [(one.name, one.value.replace("\n", "\r\n"))])
    return pairs


def page_of(case: Case[Any], nr: int) -> Pairs:
    shown = filled_form(correction_form(case, nr), [*correction_sent(case, nr), *SAYS])
    return sent_from(shown.controls)


def changed(pairs: Pairs, **to: str) -> Pairs:
    found = {name.replace("__", "."): text for name, text in to.items()}
    return [(name, found.get(name, text)) for name, text in pairs]


def ratt_of(event: Event) -> Mapping[str, Any]:
    assert isinstance(event, Ratta)
    return {} if event.ratt is None else to_data(event)["ratt"]


def test_the_form_shows_the_line_as_it_reads() -> None:
    case = case_of("rakt_igenom")
    nr = line_of(case, "kalla")
    form = correction_form(case, nr)
    assert [one.name for one in form.field("ratt").parts] == list(content_fields(type(case.lines[nr - 1])))
    found, line = by_name(filled_form(form, correction_sent(case, nr)).controls), case.lines[nr - 1]
    assert isinstance(line, Kalla)
    assert found["ror"].value == str(nr)
    assert found["ratt.plats"].value == line.plats
    assert {one.code for one in found["ratt.till"].options if one.chosen} == set(line.till)


def test_what_is_changed_and_nothing_else_is_the_correction() -> None:
    case = case_of("rakt_igenom")
    nr = line_of(case, "kalla")
    event = correction_from(changed(page_of(case, nr), ratt__plats="Sal 2"), case)
    assert (to_data(event)["ror"], ratt_of(event)) == (nr, {"plats": "Sal 2"})
    assert case.why_not(event, NOW).allowed or "ratt" not in str(case.why_not(event, NOW).findings)


def test_what_is_emptied_is_taken_away() -> None:
    case = case_of("rakt_igenom")
    nr = line_of(case, "kalla")
    assert ratt_of(correction_from(changed(page_of(case, nr), ratt__kanal=""), case)) == {"kanal": None}


def test_a_corrected_line_is_corrected_from_what_it_says_now() -> None:
    case = case_of("rakt_igenom")
    nr = line_of(case, "kalla")
    first = correction_from(changed(page_of(case, nr), ratt__plats="Sal 2"), case)
    after, decision = case.record(first, NOW)
    assert decision.allowed, decision.findings
    assert (
        by_name(filled_form(correction_form(after, nr), correction_sent(after, nr)).controls)["ratt.plats"].value
        == "Sal 2"
    )
    with pytest.raises(FormError) as caught:
        correction_from(page_of(after, nr), after)
    assert [(one.field, one.code) for one in caught.value.faults] == [("ratt", "formular.inget_rattat")]


def test_every_fault_is_told_at_its_place() -> None:
    case = case_of("rakt_igenom")
    nr = line_of(case, "uppratta_plan")
    sent = changed(page_of(case, nr), occurred_at="", ratt__plan__atgarder__1__klart_senast="i maj")
    with pytest.raises(FormError) as caught:
        correction_from([*sent, ("ratt.platts", "x")], case)
    found = {one.field for one in caught.value.faults}
    assert found == {"occurred_at", "ratt.plan.atgarder.1.klart_senast", "ratt"}
    shown = filled_form(correction_form(case, nr), sent)
    assert found - {"occurred_at", "ratt"} <= set(by_name(shown.controls))


@pytest.mark.parametrize("nr", [0, 99, -1])
def test_a_line_that_is_not_there_is_told(nr: int) -> None:
    case = case_of("rattelser")
    with pytest.raises(EventError) as caught:
        correction_form(case, nr)
    assert (caught.value.code, caught.value.field) == ("formular.rad", "ror")
    with pytest.raises(FormError):
        correction_from([("ror", str(nr)), ("ratt.plats", "x"), *SAYS], case)


def test_a_correction_and_a_line_that_is_struck_have_no_form() -> None:
    case = case_of("rattelser")
    corrections = [nr for nr, line in enumerate(case.lines, 1) if isinstance(line, Ratta)]
    struck = [nr for nr, now in case.course.corrections.items() if now is None]
    assert corrections
    assert struck
    for nr in (*corrections, *struck):
        with pytest.raises(EventError):
            correction_form(case, nr)


@pytest.mark.parametrize(("routine", "kind"), EVENTS)
def test_a_page_that_nobody_changed_corrects_nothing_whatever_the_line(routine: Routine[Any], kind: Any) -> None:
    if not kind.correctable:
        return
    values = {name: one.python for name, one in filled(routine, kind).items() if name != "nr"}
    case = with_line(routine, kind(**values))
    for name in (one for one in content_fields(kind) if one in to_data(case.lines[0])):
        taken = [
            pair for pair in page_of(case, 1) if pair[0] != f"ratt.{name}" and not pair[0].startswith(f"ratt.{name}.")
        ]
        correction = correction_from(taken, case)
        assert ratt_of(correction) == {name: None}, name
    with pytest.raises(FormError) as caught:
        correction_from(page_of(case, 1), case)
    assert [one.code for one in caught.value.faults] == ["formular.inget_rattat"]


def test_times_of_the_hour_that_comes_twice_stay_as_they_are() -> None:
    case = case_of("rakt_igenom")
    nr = line_of(case, "kalla")
    for moment in ("2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00", "2026-02-25T13:00:05+01:00"):
        line = case.lines[nr - 1].changed(start=moment)
        other = with_line(FLERPARTSMOTE, line)
        with pytest.raises(FormError) as caught:
            correction_from(page_of(other, 1), other)
        assert [one.code for one in caught.value.faults] == ["formular.inget_rattat"], moment
        box = by_name(filled_form(correction_form(other, 1), correction_sent(other, 1)).controls)["ratt.start"].box
        assert box is (Box.TIME if moment.endswith(":05+01:00") else Box.LINE)


def test_a_second_relative_stands_in_the_form() -> None:
    case = case_of("rakt_igenom")
    line = case.lines[line_of(case, "kalla") - 1]
    other = with_line(FLERPARTSMOTE, line.changed(till=("individ", "narstaende:2"), syfte={"narstaende:2": "stöd"}))
    found = by_name(filled_form(correction_form(other, 1), correction_sent(other, 1)).controls)
    assert "narstaende:2" in [one.code for one in found["ratt.till"].options if one.chosen]
    assert found["ratt.syfte.narstaende:2"].value == "stöd"
