"""One line of a log by itself."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from flerpart_flow import (
    FLERPARTSMOTE,
    EventError,
    Header,
    JournalError,
    event_line,
    header_line,
    open_case,
    read_event,
    write_log,
)
from flerpart_flow.routines.flerpartsmote import IdentifieraBehov, Kontaktforsok

AT = datetime(2026, 1, 12, 8, tzinfo=UTC)
LINE: dict[str, Any] = {
    "nr": 2,
    "event": "kontaktforsok",
    "occurred_at": "2026-01-12T09:00:00+01:00",
    "recorded_at": "2026-01-12T09:00:00+01:00",
    "by": "kommun:ips",
    "till": "individ",
}


def test_the_lines_of_a_log_are_made_and_read_one_by_one() -> None:
    case = open_case(FLERPARTSMOTE, "å-1", municipality="uppsala").apply(
        IdentifieraBehov(occurred_at=AT, by="kommun:ips")
    )
    case = case.apply(Kontaktforsok(occurred_at=AT, by="kommun:ips", till="individ"), AT)
    one_by_one = [header_line(case.header), *map(event_line, case.lines)]
    assert [f"{line}\n" for line in one_by_one] == list(write_log(case))
    assert json.loads(one_by_one[2]) == LINE
    assert [read_event(line, FLERPARTSMOTE, case.rules) for line in one_by_one[1:]] == list(case.lines)
    assert header_line(Header("flerpartsmote", "a")) == '{"flerpart_flow":1,"routine":"flerpartsmote","case":"a"}'


def test_an_event_that_is_no_line_yet_has_none() -> None:
    event = Kontaktforsok(occurred_at=AT, by="kommun:ips", till="individ")
    for one, field in ((event, "nr"), (Kontaktforsok(nr=1, occurred_at=AT, by="kommun:ips"), "recorded_at")):
        with pytest.raises(EventError) as found:
            event_line(one)
        assert (found.value.code, found.value.field) == ("handelse.ingen_rad", field)


@pytest.mark.parametrize(
    ("change", "nr", "code", "line"),
    [
        ({}, 3, "journal.nr", 4),
        ({"nr": 0}, None, "falt.heltal", 2),
        ({"nr": None}, None, "journal.null", 2),
        ({"till": 7}, None, "falt.kod", 3),
        ({"name": "Hemlig"}, None, "journal.falt_okant", 3),
        ({"by": "individ"}, None, "handelse.vem_skrev", 3),
    ],
)
def test_a_line_with_a_fault_is_told_with_its_place(
    change: dict[str, Any], nr: int | None, code: str, line: int
) -> None:
    with pytest.raises(JournalError) as found:
        read_event(json.dumps({**LINE, **change}), FLERPARTSMOTE, nr=nr)
    assert (found.value.code, found.value.line) == (code, line)
    assert "Hemlig" not in str(found.value)


@pytest.mark.parametrize(
    ("line", "code"), [("", "journal.avbruten"), ("[]", "journal.objekt"), ("\ud800", "journal.utf8")]
)
def test_what_is_no_line_is_told(line: str, code: str) -> None:
    with pytest.raises(JournalError) as found:
        read_event(line, FLERPARTSMOTE)
    assert found.value.code == code
