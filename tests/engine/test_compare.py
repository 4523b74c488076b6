"""What other rules would change in a log: hand-made logs, judged by two versions that differ in known ways."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from flerpart_flow import (
    FLERPARTSMOTE,
    EventError,
    Log,
    Review,
    RulesError,
    Severity,
    read_log,
    read_log_file,
)
from flerpart_flow.engine.definition.duties import DutyState
from flerpart_flow.engine.review.compare import Comparison, LineChange, Turn, compare
from tests.cli.running import AF, ASSESSED, HEADER, RIGHT, ROOT, UNIT, WRONG, event, written
from tests.second_version import ROUTINES, SECOND, TWO_VERSIONS
from tests.toy import TOY

OLD, NEW = TWO_VERSIONS.rules("2026.1"), TWO_VERSIONS.rules(SECOND)
"""2099.1 refuses an assessment without the individual (FM-BEDOMNING-2), which 2026.1 only warns of."""

ALONE = {**ASSESSED, "individen_delaktig": "nej"}
WITHOUT_THE_INDIVIDUAL = (RIGHT[0], event(2, "bedom_behov", "2026-01-13", **ALONE), RIGHT[2], RIGHT[3])
CORRECTION: dict[str, Any] = {"ror": 2, "skal_kod": "felskrivning", "ratt": {"individen_delaktig": "ja"}}


def log(*lines: Mapping[str, Any], version: str = "2026.1", overlay: Mapping[str, Any] | None = None) -> Log:
    """A log that started under a version, read as any log is."""
    rules = TWO_VERSIONS.rules(version, overlay)
    pin = {"version": version, "digest": rules.digest, **({"overlay": rules.overlay} if rules.overlay else {})}
    text = written(*lines, header={**HEADER, "rules": pin})
    return read_log(io.BytesIO(text.encode()), ROUTINES, overlay)


def turns(compared: Comparison) -> dict[int, str]:
    """What would become of each line that would come out otherwise."""
    return {line.nr: line.turn.value for line in compared.lines}


def refused(judged: Review) -> list[int]:
    return [verdict.nr for verdict in judged.refused]


def test_a_line_that_would_be_refused_and_those_that_only_follow_from_it() -> None:
    compared = compare(log(*WITHOUT_THE_INDIVIDUAL), NEW)
    assert turns(compared) == {2: "refused", 3: "refused", 4: "refused"}
    first, *rest = compared.lines
    assert first.norms == ("FM-BEDOMNING-2",)
    assert [(one.norm, one.severity) for one in first.lost] == [("FM-BEDOMNING-2", Severity.WARN)]
    assert [(one.norm, one.severity) for one in first.gained] == [("FM-BEDOMNING-2", Severity.BLOCK)]
    assert [(line.after.follows, line.after.own) for line in rest] == [(2, ()), (2, ())]
    assert (compared.before.case.phase, compared.after.case.phase) == ("samtycke", "behov")
    assert not compared.same


def test_the_other_way_the_same_lines_would_be_allowed() -> None:
    compared = compare(log(*WITHOUT_THE_INDIVIDUAL, version=SECOND), OLD)
    assert turns(compared) == {2: "allowed", 3: "allowed", 4: "allowed"}
    assert [line.before.follows for line in compared.lines] == [None, 2, 2]
    assert compared.turned(Turn.ALLOWED) == compared.lines


def test_the_case_itself_is_untouched() -> None:
    held = log(*WITHOUT_THE_INDIVIDUAL)
    compare(held, NEW)
    assert held.rules.version == "2026.1"
    assert held.case().phase == "samtycke"


def test_rules_that_say_the_same_change_nothing() -> None:
    compared = compare(log(*WITHOUT_THE_INDIVIDUAL), OLD)
    assert compared.same
    assert (compared.rules.parameters, compared.rules.norms, compared.rules.tables) == ({}, {}, ())


def test_a_log_that_both_judge_alike_comes_out_the_same_though_the_rules_differ() -> None:
    compared = compare(log(*WRONG), NEW)
    assert compared.same
    assert refused(compared.before) == refused(compared.after) == [2, 3]
    assert set(compared.rules.norms) == {"FM-BEDOMNING-2"}


def test_in_what_the_rules_differ() -> None:
    compared = compare(log(*RIGHT), NEW)
    assert compared.rules.parameters == {
        "lead_time_weeks_others": (5, 7),
        "missing_party_record": ("exclude_disclosure", "block_meeting"),
        "no_response_attempts": (2, 3),
    }
    was, becomes = compared.rules.norms["FM-BEDOMNING-2"]
    assert was is not None
    assert becomes is not None
    assert (was.severity, becomes.severity) == (Severity.WARN, Severity.BLOCK)


def test_an_overlay_may_be_tried_and_the_tables_that_differ_are_named() -> None:
    change = {
        "kommun": {"enkoping": {"sv": "Enköpings kommun", "en": "Enköping municipality", "joined": "ja"}},
        "skal": {"ratta": {"annat_skal": {"sv": "annat", "en": "other"}}},
        "norm": {"FM-BEDOMNING-2": {"severity": "note"}},
    }
    compared = compare(log(*WITHOUT_THE_INDIVIDUAL), TWO_VERSIONS.rules("2026.1", change))
    assert compared.rules.tables == ("kommun.enkoping", "skal.ratta.annat_skal")
    (line,) = compared.lines
    assert (line.nr, line.turn, line.norms) == (2, Turn.OTHERWISE, ("FM-BEDOMNING-2",))
    assert [one.severity for one in (*line.lost, *line.gained)] == [Severity.WARN, Severity.NOTE]


def test_a_corrected_line_is_judged_as_it_reads_now() -> None:
    corrected = (*WITHOUT_THE_INDIVIDUAL, event(5, "ratta", "2026-01-16", **CORRECTION))
    compared = compare(log(*corrected), NEW)
    assert compared.same
    assert refused(compared.after) == []
    assert compared.after.case.phase == "samtycke"


def test_a_correction_that_takes_the_ground_away_under_the_other_rules_only() -> None:
    taken = {**CORRECTION, "ratt": {"individen_delaktig": "nej"}}
    compared = compare(log(*RIGHT, event(5, "ratta", "2026-01-16", **taken)), NEW)
    assert turns(compared) == {2: "refused", 3: "refused", 4: "refused"}
    assert refused(compared.before) == []
    assert [verdict.lost_by for verdict in compared.after.refused] == [5, 5, 5]


def test_a_late_line_gives_ground_under_the_one_and_not_under_the_other() -> None:
    late = event(3, "bedom_behov", "2026-01-13", **ALONE) | {"recorded_at": "2026-01-15T09:00:00+01:00"}
    compared = compare(log(RIGHT[0], event(2, "erbjud_mote", "2026-01-14"), late), NEW)
    assert refused(compared.before) == []
    assert refused(compared.after) == [2, 3]
    assert turns(compared) == {2: "refused", 3: "refused"}


def test_a_duty_that_would_be_late_and_one_that_would_not_be_there() -> None:
    soon = TWO_VERSIONS.rules("2026.1", {"parameter": {"offer_workdays": 1}})
    compared = compare(log(*RIGHT[:2]), soon, datetime(2026, 2, 2, 12, tzinfo=UTC))
    ((before, after),) = ((one.before, one.after) for one in compared.duties)
    assert before is not None
    assert after is not None
    assert (before.name, before.bearer) == ("erbjuda_mote", UNIT)
    assert (before.state, after.state) == (DutyState.OPEN, DutyState.LATE)
    assert compared.lines == ()
    assert not compared.same

    gone = compare(log(*WITHOUT_THE_INDIVIDUAL[:2]), NEW)
    missing = [one.before.name for one in gone.duties if one.before is not None and one.after is None]
    assert "erbjuda_mote" in missing


def test_duties_are_compared_at_the_last_event_unless_another_moment_is_given() -> None:
    assert compare(log(*RIGHT), NEW).at == datetime(2026, 1, 15, 8, tzinfo=UTC)
    with pytest.raises(EventError):
        compare(log(*RIGHT), NEW, datetime(2026, 2, 2))  # noqa: DTZ001  a naive time is what is refused


def test_a_log_without_events() -> None:
    compared = compare(log(), NEW)
    assert (compared.same, compared.at, compared.duties) == (True, None, ())


def test_a_log_that_names_no_rules_is_compared_from_the_newest() -> None:
    held = read_log(io.BytesIO(written(*WITHOUT_THE_INDIVIDUAL).encode()), ROUTINES)
    assert held.rules.version == SECOND
    assert turns(compare(held, OLD)) == {2: "allowed", 3: "allowed", 4: "allowed"}


OWN_UNIT = {"enhet": {"region:smartvard": {"part": "region", "sv": "Regionens smärtvård", "en": "the pain clinic"}}}


@pytest.mark.parametrize(
    ("lines", "line", "field"),
    [
        ((*RIGHT[:1], event(2, "bedom_behov", "2026-01-13", by="region:smartvard", **ASSESSED)), 3, "by"),
        (
            (
                *RIGHT,
                event(5, "informera", "2026-01-16", anpassning=["inget_behov"]),
                event(6, "ge_samtycke", "2026-01-16", "individ", enheter=[UNIT, AF], amnen=["arbete"]),
                event(
                    7,
                    "ratta",
                    "2026-01-17",
                    ror=6,
                    skal_kod="felskrivning",
                    ratt={"enheter": [UNIT, "region:smartvard"]},
                ),
            ),
            8,
            "enheter",
        ),
    ],
    ids=["a unit", "in a correction"],
)
def test_rules_without_a_code_that_the_log_uses_say_nothing_of_it(
    lines: tuple[Mapping[str, Any], ...], line: int, field: str
) -> None:
    held = log(*lines, overlay=OWN_UNIT)
    assert compare(held, TWO_VERSIONS.rules("2026.1", {**OWN_UNIT, "name": "en annan"})).same
    with pytest.raises(RulesError) as caught:
        compare(held, OLD)
    assert (caught.value.code, caught.value.values["line"]) == ("regler.kod", line)
    assert field in caught.value.text("sv")


def test_a_municipality_that_the_other_rules_lack() -> None:
    place = {"kommun": {"ovanaker": {"sv": "Ovanåkers kommun", "en": "Ovanåker", "joined": "okant"}}}
    rules = TWO_VERSIONS.rules("2026.1", place)
    pin = {"version": "2026.1", "digest": rules.digest}
    text = written(*RIGHT, header={**HEADER, "municipality": "ovanaker", "rules": pin})
    held = read_log(io.BytesIO(text.encode()), ROUTINES, place)
    with pytest.raises(RulesError) as caught:
        compare(held, OLD)
    assert (caught.value.values["line"], caught.value.values["field"]) == (1, "municipality")


def _mirrored(change: LineChange) -> tuple[Any, ...]:
    turn = {Turn.REFUSED: Turn.ALLOWED, Turn.ALLOWED: Turn.REFUSED}.get(change.turn, change.turn)
    return change.nr, turn, change.gained, change.lost, change.after.status, change.before.status


BUNDLED = [
    path
    for path in sorted((ROOT / "examples" / "logs").glob("*.jsonl"))
    if '"flerpartsmote"' in path.read_text(encoding="utf-8").partition("\n")[0]
]


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
def test_the_other_way_round_every_difference_is_the_other_way_round(path: Path) -> None:
    stricter = {"norm": {norm: {"severity": "block"} for norm in ("FM-BEDOMNING-2", "PR-DEF-1", "FM-PLAN-4")}}
    held = read_log_file(path, {TWO_VERSIONS.name: FLERPARTSMOTE})
    for rules in (NEW, TWO_VERSIONS.rules("2026.1", {**stricter, "parameter": {"min_parties": 4}})):
        there, back = compare(held, rules), compare(held.under(rules), held.rules)
        assert [_mirrored(one) for one in there.lines] == [
            (one.nr, one.turn, one.lost, one.gained, one.before.status, one.after.status) for one in back.lines
        ]
        turned = [(one.after, one.before) for one in there.duties]
        assert sorted(turned, key=str) == sorted(((one.before, one.after) for one in back.duties), key=str)
        assert (there.proposals_lost, there.proposals_gained) == (back.proposals_gained, back.proposals_lost)
        assert there.same is back.same


def test_rules_of_another_routine_are_refused() -> None:
    with pytest.raises(RulesError) as caught:
        compare(log(*RIGHT), TOY.rules())
    assert caught.value.code == "regler.annan_rutin"
