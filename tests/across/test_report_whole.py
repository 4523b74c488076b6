"""The whole report at once: every table, time and total together tells nothing of a small group.

``tests/soak/caseloads.py`` has the routine, the kinds of cases and the groups; ``make soak ONLY=report`` tries more.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import pytest

from flerpart_flow.across.logs.folder import logs_in
from flerpart_flow.across.report import report
from tests.across.logs import AT, Lines, accepted, declined, folder, on, unassessed
from tests.cli.running import event
from tests.soak.caseloads import KINDS, Reporter, divided, leaks

SETS = [
    (tuple(KINDS), range(3, 6)),
    (("waits in A", "went on in one day", "closed from A", "closed from B"), range(6, 11)),
    (("waits in A", "went on in one day", "went on in five days", "is late in B"), range(6, 10)),
    (("waits in A", "went on in one day", "is late in B", "is late and proposed"), range(6, 10)),
    (
        ("waits in A", "broke a norm in A", "went on in one day", "closed from A", "closed from A with a broken norm"),
        range(6, 9),
    ),
    (("broke a norm in A", "is late in B", "closed from B", "closed from A"), range(6, 10)),
]


@pytest.mark.parametrize(("kinds", "totals"), SETS)
def test_no_small_group_has_one_size_behind_a_report(kinds: Sequence[str], totals: Sequence[int]) -> None:
    found, count = leaks(kinds, totals)
    assert count > 500
    assert found == []


def test_the_attack_finds_a_count_that_is_told_beside_its_phase() -> None:
    """The check itself: with times of all who went on, a report would tell how many wait."""
    names = ("waits in A", "went on in one day", "closed from A", "closed from B")
    reporter = Reporter.on([KINDS[name] for name in names])
    behind: dict[str, set[int]] = defaultdict(set)
    for loads in divided(9, len(names)):
        went = loads[1] + loads[3]
        behind[json.dumps([reporter.report(loads), went >= 6])].add(loads[0])
    assert any(len(waiting) == 1 and 0 < min(waiting) < 3 for waiting in behind.values())


def test_times_follow_from_what_is_told_beside_them() -> None:
    """Where everyone takes a day, reports that are alike but for the times are alike in the times."""
    names = ("waits in A", "went on in one day", "closed from A", "closed from B")
    reporter = Reporter.on([KINDS[name] for name in names])
    times: dict[str, set[str]] = defaultdict(set)
    shown = 0
    for loads in divided(12, len(names)):
        found = dict(reporter.report(loads))
        made = json.dumps([found.pop("times"), found.pop("whole")])
        shown += "median" in made
        times[json.dumps(found)].add(made)
    assert shown
    assert all(len(alike) == 1 for alike in times.values())


def _whole(at: Path, *cases: Lines, least: int = 5) -> str:
    at.mkdir()
    return json.dumps(report(logs_in(folder(at, *cases)), at=AT, min_group=least, jobs=1).to_data())


@pytest.mark.parametrize(("total", "least"), [(10, 5), (11, 5), (23, 5), (7, 3), (14, 3), (26, 6)])
def test_how_many_never_accepted_is_in_no_figure(total: int, least: int, tmp_path: Path) -> None:
    """One to k - 1 of all never answered the offer, and everyone else accepted after another number of days."""
    reports = {
        _whole(
            tmp_path / f"{left}",
            *(accepted(1 + day) for day in range(total - left)),
            *(accepted(1)[:3] for _ in range(left)),
            least=least,
        )
        for left in range(1, least)
    }
    assert len(reports) == 1


@pytest.mark.parametrize("left", range(1, 5))
def test_how_many_declined_is_in_no_figure(left: int, tmp_path: Path) -> None:
    cases = [*(accepted(1 + day) for day in range(23 - left)), *(declined(1 + day) for day in range(left))]
    first = [*(accepted(1 + day) for day in range(22)), declined(1)]
    assert _whole(tmp_path / "a", *cases) == _whole(tmp_path / "b", *first)


def test_a_norm_that_nearly_all_break_in_nearly_all_phases_is_in_one_order(tmp_path: Path) -> None:
    """Two norms that all but a few break are told by their names, not by which more cases break."""
    bare = tuple({key: one for key, one in line.items() if key != "underlag"} for line in unassessed())
    late = (*unassessed()[:2], event(3, "bedom_behov", on(1), samordningsbehov="ja", individen_delaktig="ja"))
    one = [late] * 14 + [bare] * 1
    two = [late] * 13 + [bare] * 2
    assert _whole(tmp_path / "a", *one, least=3) == _whole(tmp_path / "b", *two, least=3)


def test_copies_of_a_case_are_one_case(tmp_path: Path) -> None:
    """Whatever the files are called, and whichever is read first; the longest of them counts."""
    folder(tmp_path, *(accepted(1) for _ in range(4)))
    (tmp_path / "kopior").mkdir()
    folder(tmp_path / "kopior", *(accepted(1) for _ in range(3)), accepted(1)[:3])
    (tmp_path / "mer").mkdir()
    folder(
        tmp_path / "mer",
        *([accepted(1)[:2]] * 2),
        (*accepted(1), event(5, "avsluta", on(3), skal_kod="administrativt")),
    )
    for paths in (sorted(logs_in(tmp_path)), sorted(logs_in(tmp_path), reverse=True)):
        found = report(paths, at=AT, min_group=3)
        assert (found.routines[0].cases, found.left_out.copies) == (4, 7)
        assert found.routines[0].versions.shown == {("2026.1",): 4}


def test_one_case_that_is_copied_is_no_group(tmp_path: Path) -> None:
    folder(tmp_path, accepted(1))
    first = next(logs_in(tmp_path))
    for nr in range(20):
        (tmp_path / f"kopia-{nr}.jsonl").write_bytes(Path(first).read_bytes())
    found = report(logs_in(tmp_path), at=AT)
    assert (found.routines[0].cases, found.left_out.copies) == (None, 20)


def test_the_same_case_in_two_routines_is_two_cases(tmp_path: Path) -> None:
    folder(tmp_path, *(accepted(1) for _ in range(3)))
    header = '{"flerpart_flow":1,"routine":"ung_intro","case":"arende-7-0","municipality":"uppsala"}\n'
    (tmp_path / "ui.jsonl").write_text(header, encoding="utf-8")
    found = report(logs_in(tmp_path), at=AT, min_group=3)
    assert (found.routines[0].cases, found.left_out.copies, found.left_out.not_open) == (3, 0, 1)
