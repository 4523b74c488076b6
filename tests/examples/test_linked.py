"""The bundled cases that are linked: a hand-over that is met, and links that are wrong.

The tables were written by hand from the stories in examples/README.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from flerpart_flow import Case, load, review
from flerpart_flow.across.handover import Kind, Stage, check_links, hand_overs
from tests.examples.pinned import LINKS, LOGS

END = datetime(2026, 12, 1, tzinfo=UTC)

PAIRS = {"ratt": ("ui_lankat_ratt", "fm_lankat_ratt"), "fel": ("ui_lankat_fel", "fm_lankat_fel")}
SIX_PLACES = {
    *("UI-SAMV-3", "UI-AKT-2", "UI-ANSVAR-11"),
    *("FM-SAMTYCKE-2", "PR-MALGRUPP-2", "FM-FORBEREDELSE-2", "FM-ROLL-5"),
}
"""The norms of the six refused lines; the summons breaks two."""

WRONG: Mapping[str, list[tuple[Kind, bool, str, tuple[str, ...], int | None]]] = {
    # The reference has two digits turned round: fm-2026-9101 for fm-2026-9110.
    "saknas": [
        (Kind.ONE_WAY, False, "fm-2026-9110", ("ui-2026-9010",), None),
        (Kind.MISSING, False, "ui-2026-9010", ("fm-2026-9101",), 14),
    ],
    # It names a case of Ung Intro as the flerpartsmöte.
    "annan_rutin": [(Kind.FOREIGN, True, "ui-2026-9020", ("ui-2026-9021",), 14)],
    # Each says that the other is the earlier one.
    "cirkel": [(Kind.CIRCLE, True, "ui-2026-9030", ("ui-2026-9030", "ui-2026-9031", "ui-2026-9030"), None)],
    "sig_sjalvt": [(Kind.ITSELF, True, "ui-2026-9040", ("ui-2026-9040",), 14)],
}


def _linked(*names: str) -> list[Case]:
    return [load(LOGS / f"{name}.jsonl").case() for name in names]


def _wrong(name: str) -> list[Case]:
    return [load(path).case() for path in sorted(LINKS.glob(f"{name}_*.jsonl"))]


def test_every_bundled_wrong_link_has_its_answer() -> None:
    logs = {path.stem for path in LINKS.iterdir()}
    assert {name for name in WRONG if any(log.startswith(f"{name}_") for log in logs)} == set(WRONG)
    assert all(log.startswith(tuple(f"{name}_" for name in WRONG)) for log in logs)


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_link_is_told_with_the_case_and_the_line(name: str) -> None:
    found = [(one.kind, one.fault, one.case, one.to, one.nr) for one in check_links(_wrong(name))]
    assert found == WRONG[name]


@pytest.mark.parametrize("name", WRONG)
def test_each_log_with_a_wrong_link_follows_its_own_routine(name: str) -> None:
    assert all(review(load(path)).follows_the_routine for path in LINKS.glob(f"{name}_*.jsonl"))


@pytest.mark.parametrize("pair", PAIRS)
def test_the_links_of_a_pair_are_met_both_ways(pair: str) -> None:
    assert check_links(_linked(*PAIRS[pair])) == ()


@pytest.mark.parametrize(("pair", "opened", "recorded"), [("ratt", 23, 24), ("fel", 25, 26)])
def test_the_meeting_is_handed_over_and_its_plan_comes_back(pair: str, opened: int, recorded: int) -> None:
    (one,) = hand_overs(_linked(*PAIRS[pair]), END)
    assert (one.stage, one.nr, one.recorded_nr, one.due) == (Stage.RECORDED, opened, recorded, ())


def test_the_right_pair_is_right_and_the_wrong_one_breaks_the_routine_at_six_places() -> None:
    assert all(review(load(LOGS / f"{name}.jsonl")).follows_the_routine for name in PAIRS["ratt"])
    faults = [one for name in PAIRS["fel"] for one in review(load(LOGS / f"{name}.jsonl")).faults]
    assert len(faults) == 6
    assert {finding.norm for one in faults for finding in one.own if finding.blocks} == SIX_PLACES
