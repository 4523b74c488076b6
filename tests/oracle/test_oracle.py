"""Guards and history agree: over the walker's acts, over what was once judged wrongly; and a planted fault is seen."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from flerpart_flow import ROUTINES, load, open_case
from flerpart_flow.proof.oracle import Difference
from flerpart_flow.proof.oracle.history.plans import Plans
from flerpart_flow.proof.oracle.judging import FORBIDS
from flerpart_flow.routines.ung_intro import Avsluta, EtableraSamordning
from flerpart_flow.samverkan.samtycke import guards as consent_guards
from flerpart_flow.samverkan.word import guards as word_guards
from tests import stories
from tests.soak import oracle
from tests.soak.oracle import PART, Both, Part, both, judged, overlaid, parts, together
from tests.soak.shrink import empty
from tests.stories import AF, ARBETSMARKNAD, EKONOMI, FK, moment
from tests.ung_intro_stories import UI, started_with_all

CORPUS: Final = Path(__file__).parents[1] / "corpus"
EXPECTED: Final[dict[str, Any]] = tomllib.loads((CORPUS / "expected.toml").read_text(encoding="utf-8"))
ACTS: Final = {"flerpartsmote": 13_000, "ung_intro": 7_000}
"""20,000 judged acts in all; ``make soak`` takes a million."""
SEED: Final = {"flerpartsmote": 9, "ung_intro": 1}
SELDOM: Final = {
    "flerpartsmote": {"ersatt_plan", "revidera_plan"},
    "ung_intro": set[str](),
}
"""What so short a walk may not have done once as it should be."""
NEVER: Final = {"flerpartsmote": 32, "ung_intro": 16}
"""So many of the norms of the acts it may never have come to forbid one by."""
ROWS: Final = {"flerpartsmote": 172, "ung_intro": 106}
"""So many of the 196 and 110 rows of the tables that same walk comes to; ``make soak`` comes to all."""


@pytest.fixture(scope="module", params=sorted(ROUTINES))
def walked(request: pytest.FixtureRequest) -> Both:
    both = Both(request.param, SEED[request.param])
    both.run(ACTS[request.param])
    return both


def test_guards_and_history_agree_over_a_walk(walked: Both) -> None:
    assert list(walked.found) == []
    assert walked.oracle.judged >= ACTS[walked.routine]


def test_the_walk_tries_what_is_forbidden_and_what_is_allowed(walked: Both) -> None:
    """Agreement would be empty if nothing was ever forbidden by a norm, or nothing allowed."""
    known = FORBIDS[walked.routine]
    assert {event for event, times in walked.oracle.allowed.items() if times} >= set(known) - SELDOM[walked.routine]
    tried = {(event, norm) for event, (_, norms) in known.items() for norm in norms}
    never = tried - set(walked.oracle.forbade)
    assert len(never) <= NEVER[walked.routine], sorted(never)


def test_the_walk_comes_to_most_rows_of_the_table(walked: Both) -> None:
    assert set(walked.walker.coverage.reached) <= set(walked.walker.coverage.rows)
    assert len(walked.walker.coverage.reached) >= ROWS[walked.routine], walked.walker.coverage.missing()


@pytest.mark.parametrize("laid_over", [1, 2, 3])
@pytest.mark.parametrize("routine", sorted(ROUTINES))
def test_guards_and_history_agree_under_overlays_and_after_a_change_of_rules(routine: str, laid_over: int) -> None:
    under = Both(routine, 300 + laid_over, laid_over)
    under.run(1_000)
    assert list(under.found) == []
    moved_on = {event for event, _ in under.walker.coverage.reached} & {"byt_regler"}
    assert moved_on or routine == "flerpartsmote", "Ung Intro's walks are long enough to move on to other rules"


def test_every_other_walk_is_under_an_overlay_one_after_another() -> None:
    laid_over = [one.laid_over for one in parts(7, 16 * PART, Path("found")) if one.routine == "flerpartsmote"]
    assert laid_over == [0, 1, 0, 2, 0, 3, 0, 4]
    assert [len(overlaid(routine)) for routine in sorted(ROUTINES)] == [4, 3]


@pytest.mark.parametrize(("agreed", "closes"), [("ja", True), ("nej", False), ("okant", False)])
def test_one_named_to_coordinate_may_close_only_if_it_was_agreed_on(agreed: str, closes: bool) -> None:
    """UI-ANSVAR-5, where an organisation lets a naming without agreement pass with a warning."""
    run = open_case(ROUTINES["ung_intro"], "arende-1", rules=overlaid("ung_intro")[1], municipality="uppsala")
    naming = EtableraSamordning(
        occurred_at=moment(20), recorded_at=moment(20), by=UI, samordnare=FK, overenskommet=agreed, utgar_fran="SIP"
    )
    ending = Avsluta(occurred_at=moment(21), recorded_at=moment(21), by=FK, skal_kod="behov_upphort", samrad="ja")
    for line in (*started_with_all().case.lines, naming):
        run, _ = run.record(line.changed(nr=None))
    run, decision = run.record(ending)
    assert decision.allowed is closes
    assert set(judged(run)) == {None}


def test_a_plan_takes_the_approvals_that_the_rules_say() -> None:
    drawn = stories.summed_up().case.lines
    for rule, asked in (("all_present", {ARBETSMARKNAD, AF, EKONOMI}), ("all_with_measures", {AF})):
        plans = Plans(rule=rule)
        for line in drawn:
            plans.hear(line, {stories.INDIVID, ARBETSMARKNAD, AF, EKONOMI}, {FK}, lambda unit: True)
        assert [one.asked for one in plans.contents.values()] == [asked]
    plans = Plans(rule="all_parties")
    for line in drawn:
        plans.hear(line, {stories.INDIVID, ARBETSMARKNAD, AF}, {FK}, lambda unit: True)
    assert [one.asked for one in plans.contents.values()] == [{ARBETSMARKNAD, AF, FK}]


def test_a_soak_goes_on_until_so_many_acts_each_part_with_a_seed_of_its_own() -> None:
    found = [*parts(7, 4 * PART + 10, Path("found"))]
    assert [one.acts for one in found if one.routine == "ung_intro"] == [PART, PART, 5]
    assert [one.seed for one in found if one.routine == "flerpartsmote"] == [7, 1007, 2007]
    assert len({(one.routine, one.seed) for one in found}) == len(found) == 6


def test_a_soak_tells_acts_differences_and_the_rows_that_no_walk_came_to(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert both(3, 200, tmp_path) == {"inputs": 200, "broken": 0}
    told = {row["oracle"]: row for row in map(json.loads, capsys.readouterr().out.splitlines()) if "oracle" in row}
    for routine, row in told.items():
        assert (row["acts"], row["differences"]) == (100, 0)
        assert row["rows"] == row["rows_reached"] + len(row["missing"])
        assert 0 < row["rows_reached"] < row["rows"]
        assert row["missing"] == together(routine, [Part(routine, 3, 100, tmp_path).walked()])["missing"]
    monkeypatch.setattr(oracle, "ENOUGH", 100)  # so many acts ought to have come to all
    assert both(3, 200, tmp_path)["broken"] == sum(len(row["missing"]) for row in told.values())


def test_a_soak_writes_a_difference_down_and_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(consent_guards, "is_informed", _nobody)
    assert both(2, 2_000, tmp_path)["broken"]
    rows = [row for row in map(json.loads, capsys.readouterr().out.splitlines()) if "log" in row]
    assert any(row["only_library"] == ["FM-SAMTYCKE-1"] and row["lines"] < 10 for row in rows)
    assert {Path(row["log"]) for row in rows} == set(tmp_path.glob("*.jsonl"))


def test_each_log_of_the_corpus_says_what_is_expected() -> None:
    assert set(EXPECTED) == {path.stem for path in CORPUS.glob("*.jsonl")}


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_what_was_once_judged_wrongly_is_judged_rightly(name: str) -> None:
    case = load(CORPUS / f"{name}.jsonl").case()
    run, decisions = empty(case), []
    for line in case.lines:
        run, decision = run.record(line)
        decisions.append(decision)
    assert sorted({one.norm for one in decisions[-1].findings if one.blocks}) == EXPECTED[name]["refused"]
    assert set(judged(case)) == {None}


def _nobody(*asked: Any) -> bool:
    return False


def _nothing(*asked: Any) -> tuple[()]:
    return ()


def _everybody(*asked: Any) -> bool:
    return True


@pytest.mark.parametrize(
    ("module", "name", "fault", "sees"),
    [
        (word_guards, "is_refused", _nobody, "PR-MALGRUPP-2"),
        (consent_guards, "covered", _nothing, "FM-SAMTYCKE-2"),
        (consent_guards, "is_informed", _everybody, "FM-SAMTYCKE-1"),
    ],
)
def test_a_guard_that_sees_nothing_is_seen(
    monkeypatch: pytest.MonkeyPatch, module: Any, name: str, fault: Callable[..., Any], sees: str
) -> None:
    monkeypatch.setattr(module, name, fault)
    assert any(sees in one.only_history for one in _first(Both("flerpartsmote", 4)))


def test_a_guard_that_sees_too_much_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(consent_guards, "is_informed", _nobody)
    assert any("FM-SAMTYCKE-1" in one.only_library for one in _first(Both("flerpartsmote", 2)))


def _first(both: Both) -> Iterator[Difference]:
    for acts in range(250, 2_001, 250):
        both.run(acts)
        if both.found:
            break
    yield from both.found
