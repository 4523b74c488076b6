"""The report asks nothing of a routine but its definition: a second one, with ways in of its own, beside the first."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import ClassVar

import pytest

from flerpart_flow import installed
from flerpart_flow.across.logs.folder import logs_in
from flerpart_flow.across.report import Report, as_html, as_markdown, report
from flerpart_flow.across.report.figures.figures import CLOSED, Section
from flerpart_flow.across.report.figures.suppression import Parts
from flerpart_flow.engine.definition.moves import START, Move
from flerpart_flow.engine.journal.log_file import write_log_file
from flerpart_flow.engine.judging.case import open_case
from flerpart_flow.engine.record import fields
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.record.recorded import recorded
from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE
from tests import toy
from tests.across.logs import accepted, folder


@recorded
class Z(Event):
    """Opens a toy case too, and says by which way."""

    name: ClassVar[str] = "z"

    vag: str | None = fields.code("amne")


WAYS = (Move(event=Z, by=toy.ANY_UNIT, to={START: "A"}, effect=toy.counted),)
SECOND = toy.build(
    {lang: {"handelser.z": "öppna", "falt.vag": "väg"} for lang in ("sv", "en")}, moves=(*toy.MOVES, *WAYS)
)


@pytest.fixture(autouse=True)
def two_routines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both are installed."""
    both = MappingProxyType({"flerpartsmote": FLERPARTSMOTE, "toy": SECOND})
    monkeypatch.setattr(installed, "ROUTINES", both)


def _played(at: Path, scripts: list[str], by: str = "nord", version: str | None = None, vag: str | None = None) -> None:
    """Toy cases after letters, one a day; ``vag``: opened by the other way."""
    for nr, script in enumerate(scripts):
        case = open_case(SECOND, f"toy-{by}-{vag}-{version}-{nr}", rules=SECOND.rules(version))
        for day, word in enumerate(script.split()):
            event = toy.letter(word, day, by=by)
            if day == 0 and vag is not None:
                event = Z(occurred_at=toy.at(0), recorded_at=toy.at(0), by=by, vag=vag)
            case = case.apply(event)
        write_log_file(at / f"{by}-{vag}-{version}-{nr}.jsonl", case)


def _report(at: Path) -> Report:
    return report(logs_in(at), at=toy.at(60), min_group=3)


def _toy(at: Path) -> Section:
    return _report(at).routines[1]


def test_each_routine_has_its_own_section(tmp_path: Path) -> None:
    folder(tmp_path, *(accepted(1) for _ in range(4)))
    _played(tmp_path, ["a n b"] * 3)
    found = _report(tmp_path)
    assert [(one.routine, one.cases) for one in found.routines] == [("flerpartsmote", 4), ("toy", 3)]


def test_a_routine_without_cases_reads_as_one_with_few(tmp_path: Path) -> None:
    folder(tmp_path, *(accepted(1) for _ in range(4)))
    none = as_markdown(_report(tmp_path))
    _played(tmp_path, ["a n b"] * 2)
    assert as_markdown(_report(tmp_path)) == none


def test_ways_in_are_told_apart_by_event_party_and_what_the_event_states(tmp_path: Path) -> None:
    _played(tmp_path, ["a"] * 3)
    _played(tmp_path, ["a"] * 4, by="syd")
    _played(tmp_path, ["a"] * 5, by="syd", vag="vader")
    shown = {("a", "nord"): 3, ("a", "syd"): 4, ("z", "syd", "vader"): 5}
    assert dict(_toy(tmp_path).ways_in.shown) == shown


def test_ways_out_and_times(tmp_path: Path) -> None:
    """Six go on to B on day 2; three of them close on day 3."""
    _played(tmp_path, ["a n b x"] * 3 + ["a n b"] * 3)
    found = _toy(tmp_path)
    assert found.standing == Parts({("B",): 3, (CLOSED,): 3}, 0)
    assert [(way.event, way.reason, way.cases) for way in found.ways_out] == [("x", "", 3)]
    assert [(one.source, one.target, one.median) for one in found.times] == [("A", "B", 2)]


def test_a_pause_is_no_time_between_phases(tmp_path: Path) -> None:
    """A to B after a pause: the days at rest are in no row."""
    _played(tmp_path, ["a n p1 r50"] * 6)
    found = _toy(tmp_path)
    assert found.times == ()
    assert found.standing == Parts({("B",): 6}, 0)


def test_versions_are_told_apart(tmp_path: Path) -> None:
    _played(tmp_path, ["a"] * 4, version="1")
    _played(tmp_path, ["a"] * 3, version="2")
    assert _toy(tmp_path).versions == Parts({("1",): 4, ("2",): 3}, 0)
    text = as_markdown(_report(tmp_path))
    assert "### Regler" in text
    assert "Bedömda efter" not in text


def test_it_can_be_written_though_nobody_has_given_it_words(tmp_path: Path) -> None:
    folder(tmp_path, *(accepted(1) for _ in range(4)))
    _played(tmp_path, ["a n b x"] * 3 + ["a n b"] * 3)
    page = as_html(_report(tmp_path))
    assert '<h2 id="c2">toy</h2>' in page
