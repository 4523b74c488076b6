"""A report that is held to an earlier one: what differs from it by a small group isn't shown."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from flerpart_flow.across.logs.folder import logs_in
from flerpart_flow.across.report import as_markdown, report
from flerpart_flow.across.report.figures.figures import Section
from flerpart_flow.across.report.figures.previous import NotAReport, Previous
from flerpart_flow.across.report.figures.suppression import Count, Parts
from tests.across.logs import AT, Lines, accepted, declined, folder, unassessed

Before = tuple[int, int, int]
"""How many accepted, declined, and had an offer before the assessment."""


def _cases(counts: Before) -> list[Lines]:
    went, said_no, broke = counts
    return [*(accepted(1 + nr) for nr in range(went)), *[declined()] * said_no, *[unassessed()] * broke]


def _data(at: Path, counts: Before, **more: Any) -> dict[str, Any]:
    at.mkdir()
    return report(logs_in(folder(at, *_cases(counts))), at=AT, min_group=3, **more).to_data()


def _after(tmp_path: Path, before: Before, now: Before) -> Section:
    earlier = _data(tmp_path / "before", before)
    (tmp_path / "now").mkdir()
    found = report(logs_in(folder(tmp_path / "now", *_cases(now))), at=AT, min_group=3, previous=earlier)
    assert found.previous == AT
    return found.routines[0]


def _standing(found: Section) -> dict[str, int]:
    return {key[0]: cases for key, cases in found.standing.shown.items()}


def test_the_same_folder_gives_the_same_figures(tmp_path: Path) -> None:
    whole = _data(tmp_path / "first", (12, 6, 4))["routines"]
    again = _data(tmp_path / "again", (12, 6, 4), previous=_data(tmp_path / "before", (12, 6, 4)))
    assert again["routines"] == whole
    assert again["previous"] == again["at"]


@pytest.mark.parametrize("now", [(13, 6, 4), (12, 8, 4), (11, 6, 4), (12, 6, 2)])
def test_one_or_two_cases_more_or_less_give_no_figure_at_all(now: Before, tmp_path: Path) -> None:
    found = _after(tmp_path, (12, 6, 4), now)
    assert found == Section("flerpartsmote")


def test_three_more_are_a_group(tmp_path: Path) -> None:
    found = _after(tmp_path, (12, 6, 4), (15, 6, 4))
    assert found.cases == 25
    assert _standing(found) == {"behov": 4, "samtycke": 15, "closed": 6}
    assert [(one.cases, one.median) for one in found.times] == [(15, 8)]


def test_one_case_that_moved_is_in_no_figure(tmp_path: Path) -> None:
    """As many cases, but one more accepted and one less declined: neither is shown, and so none of their times."""
    found = _after(tmp_path, (12, 6, 4), (13, 5, 4))
    assert found.cases == 22
    assert "samtycke" not in _standing(found)
    assert "closed" not in _standing(found)
    assert found.times == ()
    assert found.whole is None
    assert found.ways_out == ()


def test_a_count_that_grew_by_one_is_left_out_and_another_stays(tmp_path: Path) -> None:
    found = _after(tmp_path, (12, 6, 4), (12, 5, 5))
    assert found.broken.shown == {}
    (tmp_path / "2").mkdir()
    same = _after(tmp_path / "2", (12, 6, 4), (12, 6, 4))
    assert same.broken.shown == {("FM-BEDOMNING-1",): Count(4)}


def test_what_was_hidden_is_shown_when_no_small_group_can_have_made_it(tmp_path: Path) -> None:
    """Two broke the norm, which wasn't shown: four may be two more, five can't be fewer than three more."""
    few = _after(tmp_path, (12, 6, 2), (12, 6, 6))
    assert few.broken.shown == {("FM-BEDOMNING-1",): Count(6)}
    (tmp_path / "2").mkdir()
    near = _after(tmp_path / "2", (12, 6, 0), (12, 6, 4))
    assert near.broken.shown == {}


def test_what_is_left_over_is_held_to_what_it_was(tmp_path: Path) -> None:
    """Three more accepted, two fewer closed: the rest would tell of the two."""
    found = _after(tmp_path, (12, 8, 0), (17, 6, 0))
    assert found.standing == Parts({}, None)


def test_too_few_then_and_some_more_now(tmp_path: Path) -> None:
    """Two then, at least: four now may be two more, five are three more."""
    assert _after(tmp_path, (2, 0, 0), (4, 0, 0)).cases is None
    (tmp_path / "2").mkdir()
    assert _after(tmp_path / "2", (2, 0, 0), (5, 0, 0)).cases == 5


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_it_says_what_it_is_held_to(lang: str, tmp_path: Path) -> None:
    earlier = _data(tmp_path / "before", (12, 6, 4))
    (tmp_path / "now").mkdir()
    folder(tmp_path / "now", *_cases((13, 6, 4)))
    text = as_markdown(report(logs_in(tmp_path / "now"), at=AT, min_group=3, previous=earlier), lang)
    assert "2026-03-01 01:00" in text.splitlines()[4]
    assert {"sv": "färre än i den förra rapporten", "en": "less than in the earlier report"}[lang] in text


def _set(key: str, value: Any) -> Callable[[dict[str, Any]], Any]:
    def change(data: dict[str, Any]) -> Any:
        return {**data, key: value}

    return change


def _section(key: str, value: Any) -> Callable[[dict[str, Any]], Any]:
    def change(data: dict[str, Any]) -> Any:
        data["routines"][0][key] = value
        return data

    return change


@pytest.mark.parametrize(
    "wrong",
    [
        lambda data: [],
        lambda data: {},
        _set("format", "flerpart_flow/status/1"),
        _set("min_group", 5),
        _set("at", "igår"),
        _set("at", 7),
        _set("routines", None),
        _set("routines", [7]),
        _set("routines", [{}]),
        _section("cases", "22"),
        _section("standing", {"shown": [{"phase": "behov", "cases": "4"}], "rest": 0}),
        _section("standing", {"shown": [{"cases": 4}], "rest": 0}),
        _section("standing", 7),
        _section("times", [{"from": "behov", "to": "samtycke"}]),
        _section("whole", {"median": 1}),
        _section("late_duties", {"cases": None, "or_more": False, "shown": [{"duty": "x"}]}),
        _section("deviations_reported", None),
        _section("ways_out", {}),
    ],
)
def test_what_is_no_report_is_refused(wrong: Callable[[dict[str, Any]], Any], tmp_path: Path) -> None:
    data = copy.deepcopy(_data(tmp_path / "before", (12, 6, 4)))
    assert Previous.read(data, 3).at == AT
    with pytest.raises(NotAReport):
        Previous.read(wrong(data), 3)


def test_it_is_read_back_from_json(tmp_path: Path) -> None:
    data = _data(tmp_path / "before", (12, 6, 4))
    assert Previous.read(json.loads(json.dumps(data)), 3) == Previous.read(data, 3)
