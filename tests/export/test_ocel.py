"""The courses of cases as OCEL: no small group can be worked out of them, and other tools read them."""

from __future__ import annotations

import copy
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import pytest
import r4pm
from r4pm import bindings

from flerpart_flow.engine.values.clock import NotATime
from flerpart_flow.export import ocel_of
from flerpart_flow.export.ocel.courses import STANDS, Course, Shown, Turn, shown
from flerpart_flow.export.ocel.writing import Group, written
from tests.across.logs import AT, Lines, accepted, declined, folder
from tests.cli.running import AF, HEADER, UNIT
from tests.export import ocel
from tests.toy import TOY

LOGS: Final = Path(__file__).parents[2] / "examples" / "logs"
REGION: Final = "region:psykiatri"


def another(at: Path, *cases: Lines) -> Path:
    """A folder beside the others."""
    at.mkdir()
    return folder(at, *cases)


def of(at: Path, **more: Any) -> dict[str, Any]:
    """The log of a folder."""
    return ocel_of(sorted(at.glob("*.jsonl")), at=AT, lang="en", **more)


def told(log: dict[str, Any]) -> dict[tuple[str, ...], int]:
    """How many cases are shown with each course: the kinds of events, who acted, and whether it is whole."""
    courses: dict[str, list[str]] = {one["id"]: [] for one in log["objects"] if one["type"] == "case"}
    for event in log["events"]:
        case, *by = [held["objectId"] for held in event["relationships"]]
        courses[case].append(" ".join([event["type"], *by]))
    whole = {one["id"]: one["attributes"][2]["value"] for one in log["objects"] if one["type"] == "case"}
    found: dict[tuple[str, ...], int] = defaultdict(int)
    for case, acts in courses.items():
        found[(*acts, whole[case])] += 1
    return dict(found)


def test_each_course_that_enough_cases_took_is_there_with_who_acted(tmp_path: Path) -> None:
    at = folder(tmp_path, *(accepted(day) for day in range(1, 7)), *(declined() for _ in range(5)))
    log = of(at)
    [first] = {acts[0] for acts in told(log)}
    assert told(log) == {
        (first, "accept the offer of a multi-party meeting part-individ", "whole"): 6,
        (first, "decline the offer of a multi-party meeting part-individ", "whole"): 5,
    }
    assert first == "identify a need for coordination part-kommun"


def test_a_course_that_few_took_is_cut_where_it_parts(tmp_path: Path) -> None:
    at = folder(tmp_path, *(accepted(day) for day in range(1, 9)), *(declined() for _ in range(4)))
    [(acts, cases)] = told(of(at)).items()
    assert (len(acts), acts[-1], cases) == (2, "cut, too few went on so", 12)
    assert len(told(of(at, min_group=4))) == 2


def test_who_acted_is_not_told_where_a_small_group_is_by_another(tmp_path: Path) -> None:
    at = folder(tmp_path, *(accepted(1, UNIT) for _ in range(7)), *(accepted(1, AF) for _ in range(2)))
    [(acts, cases)] = told(of(at)).items()
    assert ("part-" in acts[0], "part-individ" in acts[1], cases) == (False, True, 9)
    more = another(tmp_path / "b", *(accepted(1, UNIT) for _ in range(7)), *(accepted(1, AF) for _ in range(5)))
    assert sorted(told(of(more)).values()) == [5, 7]


def test_fewer_cases_than_a_group_are_as_none(tmp_path: Path) -> None:
    nothing = of(folder(tmp_path, *(accepted(1) for _ in range(4))))
    assert (nothing["objects"], nothing["events"]) == ([], [])
    assert nothing == of(another(tmp_path / "b"))


def test_of_cases_that_part_at_once_nothing_is_said_but_that() -> None:
    log = written([Group(TOY, TOY.rules(), Shown((), False), 5)], "en")
    values = {tuple(held["value"] for held in one["attributes"]) for one in log["objects"]}
    assert (values, log["events"]) == ({("toy", "not shown", "cut, too few went on so")}, [])


def test_nothing_of_a_case_but_its_course_leaves(tmp_path: Path) -> None:
    """No reference, file, unit, municipality or day; and the same bytes whatever the files are called."""
    at = folder(tmp_path, *(accepted(day, REGION) for day in range(1, 7)))
    text = json.dumps(of(at))
    for one in (HEADER["case"], HEADER["municipality"], "psykiatri", "2026", "jsonl", *(p.stem for p in at.iterdir())):
        assert str(one) not in text
    for number, path in enumerate(sorted(at.glob("*.jsonl"), reverse=True)):
        path.rename(at / f"x{number}.jsonl")
    assert json.dumps(of(at)) == text
    later = another(tmp_path / "b", *(accepted(day, REGION) for day in range(20, 26)))
    assert json.dumps(of(later)) == text


def test_of_several_logs_of_a_case_one_counts_and_an_unreadable_one_is_told_of(tmp_path: Path) -> None:
    at = folder(tmp_path, *(accepted(day) for day in range(1, 6)))
    first = sorted(at.glob("*.jsonl"))[0]
    (at / "kopia.jsonl").write_bytes(first.read_bytes())
    (at / "trasig.jsonl").write_text("{", encoding="utf-8")
    troubles: list[str] = []
    log = of(at, on_trouble=lambda one: troubles.append(Path(one.path).name))
    assert sum(told(log).values()) == 5
    assert troubles == ["trasig.jsonl"]


def test_wrong_use_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 3"):
        ocel_of([], at=AT, min_group=2)
    with pytest.raises(NotATime):
        ocel_of([], at=datetime(2026, 1, 1))  # noqa: DTZ001  a naive time is what is refused


# --- Nothing dangles, and somebody else reads it -------------------------------------------------------------------


def _bundled(lang: str = "sv") -> dict[str, Any]:
    return ocel_of(sorted(LOGS.glob("*.jsonl")), at=datetime(2027, 1, 1, tzinfo=UTC), min_group=3, lang=lang)


SPOILED: Final[dict[str, Callable[[dict[str, Any]], Any]]] = {
    "is there twice": lambda log: log["objects"].append(log["objects"][0]),
    "isn't there": lambda log: log["events"][0]["relationships"][0].update(objectId="x"),
    "undeclared": lambda log: log["eventTypes"].pop(),
    "declared twice": lambda log: log["objectTypes"].append(log["objectTypes"][0]),
    "attributes of its type": lambda log: log["events"][0]["attributes"].pop(),
    "belongs twice": lambda log: log["events"][0]["relationships"].append(log["events"][0]["relationships"][0]),
}


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_no_id_dangles_is_repeated_or_undeclared(lang: str) -> None:
    log = _bundled(lang)
    assert len(log["events"]) > 20
    assert ocel.faults(log) == []


@pytest.mark.parametrize("fault", SPOILED)
def test_each_such_fault_is_seen(fault: str) -> None:
    log = copy.deepcopy(_bundled())
    SPOILED[fault](log)
    assert any(fault in one for one in ocel.faults(log))


def test_another_reader_finds_the_same(tmp_path: Path) -> None:
    log = _bundled("en")
    file = tmp_path / "a.json"
    file.write_text(json.dumps(log), encoding="utf-8")
    stats: dict[str, Any] = dict(
        bindings.ocel_type_stats(bindings.slim_link_ocel(ocel=r4pm.import_item("OCEL", str(file))))
    )
    for kind in ("object", "event"):
        counted: dict[str, int] = defaultdict(int)
        for one in log[f"{kind}s"]:
            counted[one["type"]] += 1
        assert stats[f"{kind}_type_counts"] == counted


# --- No small group can be worked out ------------------------------------------------------------------------------

A, B = Turn("a", "p"), Turn("b", "q")
X, Y = Turn("x", "r"), Turn("y", "r")
TURNS: Final = {"start": (A, B), "p": (STANDS, X, Y), "q": (STANDS,), "r": (STANDS,)}


def _by(turn: Turn, party: str) -> Turn:
    return Turn(turn.event, turn.target, party)


KINDS: Final[tuple[Course, ...]] = (
    (_by(A, "k"),),
    (_by(A, "k"), _by(X, "i")),
    (_by(A, "k"), _by(Y, "i")),
    (_by(A, "m"), _by(X, "i")),
    (_by(B, "k"),),
)
"""Courses that part at once, later, and only by who acts."""


def _divided(total: int, among: int) -> Iterator[tuple[int, ...]]:
    if among == 1:
        yield (total,)
        return
    for first in range(total + 1):
        yield from ((first, *rest) for rest in _divided(total - first, among - 1))


def _groups(sizes: tuple[int, ...]) -> dict[object, int]:
    """The size of every group that somebody may ask about: a course, how it begins, and either without who acts."""
    found: dict[object, int] = defaultdict(int)
    for course, cases in zip(KINDS, sizes, strict=True):
        names: set[object] = {("whole", course), ("whole", tuple(turn.untold for turn in course))}
        for length in range(1, len(course) + 1):
            begun = course[:length]
            names |= {("begins", begun), ("begins", tuple(turn.untold for turn in begun))}
        for name in names:
            found[name] += cases
    return found


@pytest.mark.parametrize("total", range(3, 13))
def test_no_small_group_has_the_same_size_in_all_sets_of_cases_that_look_alike(total: int) -> None:
    least = 3
    seen: dict[tuple[tuple[Shown, int], ...], list[tuple[int, ...]]] = defaultdict(list)
    for sizes in _divided(total, len(KINDS)):
        counts = {course: cases for course, cases in zip(KINDS, sizes, strict=True) if cases}
        found = shown(counts, TURNS.__getitem__, ("k", "m", "i"), least)
        assert all(cases >= least for cases in found.values())
        assert sum(found.values()) == total
        seen[tuple(found.items())].append(sizes)
    names = _groups((1,) * len(KINDS)).keys()
    for alike in seen.values():
        groups = [_groups(sizes) for sizes in alike]
        for name in names:
            of_it = {group.get(name, 0) for group in groups}
            assert len(of_it) > 1 or not 0 < min(of_it) < least, (name, of_it, alike[0])
