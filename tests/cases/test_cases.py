"""Every whole case comes out as it says, and a file that isn't a case is refused."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from tests.cases.loader import BEGINNINGS, HERE, CaseFault, differences, load, read

FILES = sorted(path for path in HERE.glob("*.toml") if path.name not in BEGINNINGS.values())


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in FILES])
def test_the_case_comes_out_as_it_says(path: Path) -> None:
    whole = load(path)
    found = differences(whole)
    assert not found, "\n".join([whole.title, *found])


def test_there_are_cases_of_both_routines_to_play() -> None:
    of_ung_intro = [path for path in FILES if path.stem.startswith("ung_intro_")]
    assert len(of_ung_intro) >= 6
    assert len(FILES) - len(of_ung_intro) >= 12


def case(**change: Any) -> dict[str, Any]:
    """A small case, with some of it changed."""
    need = {"at": "day 0", "by": "kommun:arbetsmarknad", "event": "identifiera_behov", "phase": "behov"}
    owed = [
        {"duty": "bedoma_behov", "by": "kommun:arbetsmarknad", "state": "open"},
        {"duty": "paborja_planering", "by": "kommun:arbetsmarknad", "state": "waiting"},
        {"duty": "ta_forsta_kontakt", "by": "kommun:arbetsmarknad", "state": "waiting"},
    ]
    look = {"at": "day 1", "phase": "behov", "duties": owed, "deviations": "none"}
    return copy.deepcopy({"title": "A need", "shows": ["FM-ANSVAR-2"], "line": [need], "look": [look], **change})


def changed(part: str, **change: Any) -> dict[str, Any]:
    """The small case with its line or its look changed; None takes a key away."""
    whole = case()
    row = {**whole[part][0], **change}
    return {**whole, part: [{key: value for key, value in row.items() if value is not None}]}


def test_a_case_that_comes_out_as_it_says_has_no_differences() -> None:
    assert differences(read(case())) == []


@pytest.mark.parametrize(
    "data",
    [
        case(comment="?"),
        changed("line", forbidden="?"),
        changed("look", forbidden="?"),
        changed("look", duties=[{"duty": "bedoma_behov", "by": "kommun:arbetsmarknad", "state": "open", "when": 1}]),
        changed("look", deviations=[{"kind": "annat", "part": "kommun", "why": "?"}]),
        changed("line", says={"okant_falt": "ja"}),
    ],
)
def test_an_unknown_key_is_refused(data: dict[str, Any]) -> None:
    with pytest.raises(CaseFault, match=r"unknown|unexpected"):
        read(data)


@pytest.mark.parametrize(
    "data",
    [
        case(line=[]),
        case(look=[]),
        case(shows=[]),
        changed("line", refused=[]),
        changed("line", lost=[]),
        changed("line", phase=""),
        changed("look", duties=[]),
        changed("look", deviations=[]),
    ],
)
def test_an_empty_expectation_is_refused(data: dict[str, Any]) -> None:
    with pytest.raises(CaseFault, match="empty"):
        read(data)


@pytest.mark.parametrize(
    "data",
    [
        {key: value for key, value in case().items() if key != "look"},
        changed("line", phase=None),
        changed("look", phase=None),
        changed("look", duties=None),
        changed("look", deviations=None),
    ],
)
def test_an_expectation_that_is_left_out_is_refused(data: dict[str, Any]) -> None:
    with pytest.raises(CaseFault, match="missing"):
        read(data)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (changed("line", refused=["FM-FINNS-1"]), "no norm"),
        (case(shows=["A"]), "no norm"),
        (changed("line", event="finns_inte"), "no event"),
        (changed("line", lost=["a line that isn't there"]), "no line"),
        (changed("line", at="on Monday"), "not a time"),
        (case(begins="avslut"), "beginnings.toml"),
        (case(routine="finns_inte"), "no routine"),
    ],
)
def test_what_does_not_exist_is_refused(data: dict[str, Any], says: str) -> None:
    with pytest.raises(CaseFault, match=says):
        read(data)


DUTY = {"duty": "bedoma_behov", "by": "kommun:arbetsmarknad", "state": "open"}


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (changed("line", phase="samtycke"), "phase behov"),
        (changed("line", refused=["FM-ANSVAR-2"]), "refused"),
        (changed("line", warned=["PR-ANSL-3"]), "warned"),
        (case(line=[{**case()["line"][0], "name": "the need"}], becomes={"the need": "struck"}), "in the end"),
        (changed("look", phase="samtycke"), "phase behov"),
        (changed("look", duties="none"), "not expected"),
        (changed("look", duties=[DUTY]), "not expected"),
        (changed("look", duties=[{**DUTY, "state": "late"}]), "nothing like"),
        (changed("look", ended=[DUTY]), "nothing like"),
        (changed("look", deviations=[{"kind": "utebliven", "part": "arbetsformedlingen"}]), "nothing like"),
    ],
)
def test_an_expectation_that_does_not_hold_is_told(data: dict[str, Any], says: str) -> None:
    assert any(says in one for one in differences(read(data)))
