"""What a browser sends, text under flat names, becomes the data of an event, and nothing of it gets lost."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flerpart_flow import FLERPARTSMOTE, UNG_INTRO, YES
from flerpart_flow.forms import FormError, event_from, from_browser
from flerpart_flow.routines.flerpartsmote import Kalla, Ratta
from flerpart_flow.routines.ung_intro import Aktualisera

BY = [("occurred_at", "2026-01-14T09:00"), ("by", "kommun:arbetsmarknad")]


def data_of(event: str, *pairs: tuple[str, str]) -> dict[str, Any]:
    return from_browser([("event", event), *BY, *pairs], FLERPARTSMOTE)


def faults_of(event: str, *pairs: tuple[str, str]) -> list[tuple[str | None, str]]:
    with pytest.raises(FormError) as caught:
        event_from(data_of(event, *pairs), FLERPARTSMOTE)
    return [(one.field, one.code) for one in caught.value.faults]


def test_a_form_that_is_posted_is_the_event() -> None:
    body = (
        "event=kalla&occurred_at=2026-01-14T09%3A00&recorded_at=&by=kommun%3Aarbetsmarknad&recorded_by="
        "&till=arbetsformedlingen&till=narstaende%3A1&start=2026-06-25T13%3A00&slut=2026-06-25T14%3A00%3A30%2B02%3A00"
        "&plats=Sal+1%0D%0AStorgatan&syfte.arbetsformedlingen=st%C3%B6d+i+arbete&syfte.forsakringskassan="
        "&inbjudna=handl%C3%A4ggare%0D%0A%0D%0Achef&hor_av_dig=ja&mote=2&kanal="
    )
    event = event_from(from_browser(parse_qsl(body, keep_blank_values=True), FLERPARTSMOTE), FLERPARTSMOTE)
    assert event == Kalla(
        occurred_at=datetime(2026, 1, 14, 8, tzinfo=UTC),
        by="kommun:arbetsmarknad",
        till=("arbetsformedlingen", "narstaende:1"),
        start=datetime(2026, 6, 25, 11, tzinfo=UTC),
        slut=datetime(2026, 6, 25, 12, 0, 30, tzinfo=UTC),
        plats="Sal 1\nStorgatan",
        syfte=(("arbetsformedlingen", "stöd i arbete"),),
        inbjudna=("handläggare", "chef"),
        hor_av_dig=YES,
        mote=2,
    )


def test_a_plan_is_sent_row_by_row_and_a_fault_keeps_the_number_of_its_row() -> None:
    rows = [
        ("plan.mal.1.id", "m"),
        ("plan.mal.1.delmal", "ett\r\ntvå"),
        ("plan.atgarder.1.id", ""),
        ("plan.atgarder.3.id", "a"),
        ("plan.atgarder.3.ansvariga", "individ"),
        ("plan.atgarder.3.ansvariga", "arbetsformedlingen"),
        ("plan.uppfoljning", "2026-09-01"),
    ]
    data = data_of("uppratta_plan", *rows)
    assert data["plan"] == {
        "mal": [{"id": "m", "delmal": ["ett", "två"]}],
        "atgarder": [{"id": ""}, {}, {"id": "a", "ansvariga": ["individ", "arbetsformedlingen"]}],
        "uppfoljning": "2026-09-01",
    }
    assert faults_of("uppratta_plan", *rows, ("plan.atgarder.3.klart_senast", "snart")) == [
        ("plan.atgarder.3.klart_senast", "falt.dag")
    ]


def test_topics_for_each_actor() -> None:
    pairs = [("amnen_for.arbetsformedlingen", "arbete"), ("amnen_for.arbetsformedlingen", "ekonomi")]
    assert data_of("ge_samtycke", *pairs)["amnen_for"] == {"arbetsformedlingen": ["arbete", "ekonomi"]}


def test_a_number_is_a_number_and_a_correction_is_an_object() -> None:
    event = event_from(data_of("ratta", ("ror", "2"), ("ratt", '{"utan": null}')), FLERPARTSMOTE)
    assert isinstance(event, Ratta)
    assert (event.ror, event.ratt) == (2, (("utan", None),))
    aged = event_from(from_browser([("event", "aktualisera"), *BY, ("alder", "0")], UNG_INTRO), UNG_INTRO)
    assert isinstance(aged, Aktualisera)
    assert aged.alder == 0


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("2026-03-29T01:59", "2026-03-29T01:59:00+01:00"),
        ("2026-03-29T02:30", "2026-03-29T02:30:00"),  # the clock never shows it
        ("2026-10-25T02:30:15", "2026-10-25T02:30:15"),  # and this one twice
        ("2026-10-25T03:00", "2026-10-25T03:00:00+01:00"),
        ("2026-02-30T10:00", "2026-02-30T10:00"),
        ("i morgon", "i morgon"),
        ("", ""),
    ],
)
def test_a_time_of_the_wall_clock_is_of_stockholm_if_it_is_a_certain_one(written: str, sent: str) -> None:
    assert data_of("kalla", ("start", written))["start"] == sent


def test_a_time_of_an_hour_that_comes_twice_is_asked_for() -> None:
    assert faults_of("kalla", ("start", "2026-10-25T02:30")) == [("start", "falt.tid_naive")]
    utc = from_browser([("event", "kalla"), ("start", "2026-10-25T02:30")], FLERPARTSMOTE, ZoneInfo("Etc/UTC"))
    assert utc["start"] == "2026-10-25T02:30:00+00:00"


@pytest.mark.parametrize(
    ("pairs", "fault"),
    [
        ([("platts", "Sal 1")], (None, "formular.falt_nara")),
        ([("platts", "")], (None, "formular.falt_nara")),
        ([("platts.1", "x")], (None, "formular.falt_nara")),
        ([("plats", "Sal 1"), ("plats", "Sal 2")], ("plats", "falt.text")),
        ([("plats.rum", "1")], ("plats", "falt.text")),
        ([("plats", "Sal 1"), ("plats.rum", "1")], (None, "formular.falt_nara")),
        ([("plats.rum", "1"), ("plats", "Sal 1")], ("plats", "falt.text")),
        ([("syfte", "arbete")], ("syfte", "falt.per_kod")),
        ([("syfte.arbetsformedlingen.a", "x")], ("syfte", "falt.text")),
        ([("syfte.a.b.c.d.e.f", "x")], (None, "formular.falt_okant")),
        ([("till.1", "individ")], ("till", "falt.koder")),
        ([("mote", "två")], ("mote", "falt.heltal")),
        ([("mote", "9" * 5000)], ("mote", "falt.heltal")),
        ([("mote", "1"), ("mote", "2")], ("mote", "falt.heltal")),
        ([("event", "kalla")], ("event", "formular.handelse_okand")),
    ],
    ids=lambda one: one[0][0] if isinstance(one, list) else "",
)
def test_what_does_not_fit_is_told(pairs: list[tuple[str, str]], fault: tuple[str | None, str]) -> None:
    assert fault in faults_of("kalla", *pairs)


@pytest.mark.parametrize("rows", ["nytt", "01", "0", "1000", "-1"])
def test_rows_that_have_no_number_are_told(rows: str) -> None:
    assert faults_of("uppratta_plan", (f"plan.atgarder.{rows}.id", "a")) == [("plan.atgarder", "falt.plan")]
    assert faults_of("ratta", ("ratt", "{")) == [("ratt", "falt.ratt")]


NAMES = st.sampled_from(["event", "till", "start", "plats", "syfte", "mote", "plan", "mal", "1", "ratt", "x", ""])


@given(
    st.sampled_from(sorted(FLERPARTSMOTE.events)),
    st.lists(st.tuples(st.lists(NAMES, max_size=7).map(".".join), st.text(max_size=12) | st.sampled_from("17[{"))),
)
def test_whatever_is_sent_is_an_event_or_told(event: str, pairs: list[tuple[str, str]]) -> None:
    known = {a.name for a in attrs.fields(FLERPARTSMOTE.events[event]) if a.metadata}
    unknown = [name for name, _ in pairs if name.partition(".")[0] not in known]
    try:
        made = event_from(from_browser([("event", event), *BY, *pairs], FLERPARTSMOTE), FLERPARTSMOTE)
    except FormError:
        return
    assert made.name == event
    assert not unknown
