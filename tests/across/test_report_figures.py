"""What the report says of small folders, against tables made by hand."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flerpart_flow.across.logs.folder import logs_in
from flerpart_flow.across.report import Report, report
from flerpart_flow.across.report.figures.figures import CLOSED, Section, Times
from flerpart_flow.across.report.figures.quantiles import quartiles
from flerpart_flow.across.report.figures.suppression import Count, Parts
from flerpart_flow.routines.flerpartsmote import AterkallaSamtycke, GenomforAtgard, RapporteraAvvikelse, Ratta
from tests import stories
from tests.across.logs import (
    AF,
    AT,
    UNIT,
    accepted,
    closed,
    declined,
    folder,
    kept,
    reported,
    told,
    unanswered,
    unassessed,
)
from tests.cli.running import event


def _of(at: Path, moment: object = AT, least: int = 3) -> Section:
    found: Report = report(logs_in(at), at=moment, min_group=least)  # type: ignore[arg-type]  # a test may ask at any time
    return found.routines[0]


def test_cases_ways_in_and_where_they_stand(tmp_path: Path) -> None:
    """Seven opened by the municipality and four by Arbetsförmedlingen; six accepted, five closed."""
    folder(
        tmp_path,
        *(accepted(day) for day in range(1, 7)),
        *(declined(by=AF) for _ in range(4)),
        closed("utanfor_malgrupp"),
    )
    found = _of(tmp_path)
    assert found.cases == 11
    assert found.versions == Parts({("2026.1",): 11}, 0)
    assert found.ways_in == Parts({("identifiera_behov", AF): 4, ("identifiera_behov", "kommun"): 7}, 0)
    assert found.standing == Parts({("samtycke",): 6, (CLOSED,): 5}, 0)


def test_ways_out_with_reason_and_the_phase_that_was_left(tmp_path: Path) -> None:
    folder(
        tmp_path,
        *(declined() for _ in range(4)),
        *(closed("utanfor_malgrupp") for _ in range(3)),
        *(closed("administrativt") for _ in range(2)),
        *(closed("individens_onskan") for _ in range(2)),
    )
    found = _of(tmp_path)
    ways = {(way.event, way.reason): (way.cases, dict(way.phases.shown)) for way in found.ways_out}
    assert ways == {
        ("tacka_nej", ""): (4, {("behov",): 4}),
        ("avsluta", "utanfor_malgrupp"): (3, {("behov",): 3}),
    }
    assert found.other_ways_out == 4


def test_a_single_way_out_takes_another_with_it(tmp_path: Path) -> None:
    """Of eight closed one is for a reason of its own: it can't be had by subtraction."""
    folder(tmp_path, *[declined()] * 4, *[closed("utanfor_malgrupp")] * 3, closed("administrativt"))
    found = _of(tmp_path)
    assert [(way.event, way.cases) for way in found.ways_out] == [("tacka_nej", 4)]
    assert found.other_ways_out == 4


def test_times_are_whole_calendar_days(tmp_path: Path) -> None:
    """1, 2, 2, 5, 9, 30 days to accept: three of six took two days at most, and six are too few for quartiles."""
    folder(tmp_path, *(accepted(day) for day in (30, 2, 9, 1, 5, 2)))
    assert _of(tmp_path).times == (Times("behov", "samtycke", 6, 2, None, None),)


def test_quartiles_where_each_quarter_is_a_group(tmp_path: Path) -> None:
    """Twelve cases, 1 to 12 days: three took 3 at most, six 6 and nine 9."""
    folder(tmp_path, *(accepted(day) for day in range(1, 13)))
    (found,) = _of(tmp_path).times
    assert (found.lower, found.median, found.upper) == (3, 6, 9)


def test_five_cases_have_no_median(tmp_path: Path) -> None:
    folder(tmp_path, *(accepted(day) for day in range(1, 6)))
    assert _of(tmp_path).times == ()


def test_the_whole_time_from_opened_to_closed(tmp_path: Path) -> None:
    """Six closed after 1 to 6 days."""
    folder(tmp_path, *(declined(day) for day in range(1, 7)))
    assert _of(tmp_path).whole == Times("", "", 6, 3, None, None)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((7, 7), (7, 7, 7)),
        ((1, 2), (1, 1, 2)),
        ((0, 10, 20), (0, 10, 20)),
        ((4, 1, 3, 2), (1, 2, 3)),
        ((5, 1, 2, 2, 9), (2, 2, 5)),
        ((1, 2, 3, 4, 5, 6), (2, 3, 5)),
    ],
)
def test_quartiles_are_days_that_some_case_took(values: tuple[int, ...], expected: tuple[int, ...]) -> None:
    assert quartiles(Counter(values)) == expected


@given(st.lists(st.integers(0, 500), min_size=1, max_size=60))
def test_quartiles_are_the_first_days_that_so_many_are_within(values: list[int]) -> None:
    for part, found in enumerate(quartiles(Counter(values)), 1):
        assert 4 * sum(one <= found for one in values) >= part * len(values)
        assert 4 * sum(one < found for one in values) < part * len(values)


@pytest.mark.parametrize("days", [{}, {3: 0}])
def test_no_values_have_no_quartiles(days: dict[int, int]) -> None:
    with pytest.raises(ValueError, match="no days"):
        quartiles(days)


def test_a_late_duty_counts_its_case_once(tmp_path: Path) -> None:
    """The measure is due on day 110: four cases have passed it on day 120, five have no plan yet."""
    told(tmp_path, [stories.measures() for _ in range(4)] + [stories.needed() for _ in range(5)])
    before, after = _of(tmp_path, stories.moment(110)), _of(tmp_path, stories.moment(120))
    assert ("genomfora_atgard",) not in before.late.shown
    assert after.late.shown[("genomfora_atgard",)] == Count(4)
    assert after.proposed.cells == {("atgard_ej_genomford", AF): Count(4)}
    assert after.proposed.rows == {"atgard_ej_genomford": Count(4)}


def test_what_the_individual_undertook_is_never_late(tmp_path: Path) -> None:
    """FM-AVVIK-1: deviations are about the routine, not about persons."""
    mine = [{"id": "ansokan", "text": "Ansökan", "ansvariga": ["individ"], "klart_senast": stories.on(70).isoformat()}]
    told(tmp_path, [stories.measures(stories.plan(measures=mine)) for _ in range(4)] + [stories.needed()] * 5)
    duties = stories.measures(stories.plan(measures=mine)).duties("genomfora_atgard", 120)
    assert [(one.bearer, one.state.value, one.due) for one in duties] == [("individ", "open", None)]
    assert ("genomfora_atgard",) not in _of(tmp_path, stories.moment(120)).late.shown


def test_a_duty_met_too_late_counts_too(tmp_path: Path) -> None:
    late = []
    for _ in range(4):
        story = stories.measures()
        story.do(GenomforAtgard, AF, day=115, atgard="praktik")
        late.append(story)
    told(tmp_path, late + [stories.needed() for _ in range(5)])
    assert _of(tmp_path, stories.moment(116)).late.shown[("genomfora_atgard",)] == Count(4)


def test_reported_deviations_by_kind_and_party(tmp_path: Path) -> None:
    """Four of no answer by FK, three by AF, one of another kind by AF; four cases without any."""
    folder(
        tmp_path,
        reported("annat", AF),
        *(accepted(1) for _ in range(4)),
    )
    told(tmp_path, [unanswered("forsakringskassan") for _ in range(4)] + [unanswered(AF) for _ in range(3)])
    found = _of(tmp_path).reported
    assert found.cells == {("inget_svar", "forsakringskassan"): Count(4), ("inget_svar", AF): Count(3)}
    # one case more than the cell would be a group of one
    assert found.columns == {"forsakringskassan": Count(4)}
    assert found.rows == {"inget_svar": Count(7)}
    assert found.cases is None


def test_a_unit_is_counted_at_its_party(tmp_path: Path) -> None:
    """Statistics attach to the party (reading A33)."""
    cases = [reported("annat", unit) for unit in ("kommun:ips", "kommun:bistand", UNIT)]
    folder(tmp_path, *cases, *(accepted(1) for _ in range(3)))
    assert _of(tmp_path).reported.cells == {("annat", "kommun"): Count(3)}


def test_a_norm_is_unmet_where_the_fault_is_and_not_in_what_follows(tmp_path: Path) -> None:
    folder(tmp_path, *(unassessed() for _ in range(4)), *(accepted(1) for _ in range(4)))
    found = _of(tmp_path)
    assert found.broken.shown == {("FM-BEDOMNING-1",): Count(4)}
    assert found.broken.cases == Count(4)
    assert found.warned.shown == {}
    assert found.standing == Parts({("behov",): 4, ("samtycke",): 4}, 0)


def test_an_unmet_norm_that_only_warns(tmp_path: Path) -> None:
    """Nobody says what the assessment was based on (FM-BEDOMNING-3 warns)."""
    bare = [dict(line) for line in accepted(1)]
    del bare[1]["underlag"]
    folder(tmp_path, *(tuple(bare) for _ in range(4)), *(accepted(1) for _ in range(4)))
    assert _of(tmp_path).warned.shown == {("FM-BEDOMNING-3",): Count(4)}


def test_a_lost_ground_blames_nobody(tmp_path: Path) -> None:
    """A withdrawal that was recorded late takes the ground from a summons; it is no unmet norm of anybody's."""
    for nr in range(4):
        story = stories.summoned()
        late = story.event(AterkallaSamtycke, "individ", day=4, recorded_at=stories.moment(20))
        kept(tmp_path / f"{nr}.jsonl", story.case.apply(late))
    told(tmp_path, [stories.needed() for _ in range(4)])
    found = _of(tmp_path, stories.moment(30))
    assert found.broken.shown == {}
    assert found.standing.shown == {("behov",): 4, ("vilande",): 4}


def test_a_corrected_line_counts_as_it_reads_now(tmp_path: Path) -> None:
    """The report of no answer was about FK, and is corrected to AF."""
    for nr in range(4):
        story = stories.needed()
        story.do(RapporteraAvvikelse, slag="annat", part="forsakringskassan", lamnas_till="kommun")
        story.do(Ratta, ror=2, skal_kod="felskrivning", ratt={"part": AF})
        kept(tmp_path / f"{nr}.jsonl", story.case)
    told(tmp_path, [stories.needed() for _ in range(4)])
    assert _of(tmp_path, stories.moment(2)).reported.cells == {("annat", AF): Count(4)}


def test_it_stands_as_of_the_moment_that_is_asked_about(tmp_path: Path) -> None:
    """Four accept on day 1 and four on day 9; on day 5 the last four are still in phase behov."""
    folder(tmp_path, *(accepted(1) for _ in range(4)), *(accepted(9) for _ in range(4)))
    assert _of(tmp_path, stories.moment(5)).standing == Parts({("behov",): 4, ("samtycke",): 4}, 0)
    early = report(logs_in(tmp_path), at=stories.moment(-1), min_group=3)
    assert early.left_out.not_open == 8
    assert early.routines[0].cases is None


def test_the_same_with_refused_lines(tmp_path: Path) -> None:
    """A log that needs to be reviewed is cut at the moment as well."""
    folder(tmp_path, *(unassessed() for _ in range(4)), *(accepted(1) for _ in range(4)))
    found = _of(tmp_path, stories.moment(0.5))
    assert found.broken.shown == {}
    assert found.standing == Parts({("behov",): 8}, 0)


def test_too_few_cases_tell_nothing(tmp_path: Path) -> None:
    folder(tmp_path, accepted(1), declined())
    found = _of(tmp_path)
    assert found == Section("flerpartsmote", found.rules)


def test_reopened_cases_are_open(tmp_path: Path) -> None:
    """Correcting the very line that closed a case opens it."""
    struck = event(5, "ratta", "2026-01-20", ror=4, skal_kod="fel_arende")
    folder(tmp_path, *((*closed("administrativt"), struck) for _ in range(4)))
    found = _of(tmp_path)
    assert found.standing == Parts({("behov",): 4}, 0)
    assert found.whole is None


@pytest.mark.parametrize(("least", "jobs"), [(2, None), (0, None), (5, 0)])
def test_a_group_of_two_is_no_group_and_no_job_is_none(least: int, jobs: int | None) -> None:
    with pytest.raises(ValueError, match="at least"):
        report([], at=AT, min_group=least, jobs=jobs)
