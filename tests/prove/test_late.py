"""Logs with late lines and corrections: all are walked, the claims on them hold, and planted faults are found."""

from __future__ import annotations

import json
from typing import Any

import attrs
import pytest

from flerpart_flow import ROUTINES
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.judging.course import Course
from flerpart_flow.proof.mutate.patching import put_move
from flerpart_flow.proof.prove import claims_of, proved, verdicts
from flerpart_flow.proof.prove.late import Arrived, walk_logs
from flerpart_flow.proof.prove.model import Claims
from flerpart_flow.proof.prove.world import World
from tests.prove.faults import FLERPARTSMOTE, found, on, story

AF = "arbetsformedlingen"
KOMMUN = "kommun:arbetsmarknad"


def shorter(routine: Routine[Any], name: str, longest: int) -> Claims:
    """The claims on one slice, with logs of so many lines at most."""
    held = claims_of(routine)
    assert held is not None
    whole = on(held, name)
    return attrs.evolve(whole, slices={name: attrs.evolve(whole.slices[name], longest=longest)})


@pytest.mark.parametrize(("routine", "name"), [("flerpartsmote", "i_efterhand"), ("ung_intro", "ui_i_efterhand")])
def test_the_claims_hold_in_all_logs_of_three_lines(routine: str, name: str) -> None:
    whole = shorter(ROUTINES[routine], name, 3)
    (result,) = proved(ROUTINES[routine], whole)
    assert (result.walked.states, result.walked.moves) == (2346, 2345)
    assert {one.state for one in verdicts(whole, [result])} == {"holds"}


def test_every_log_of_two_lines_is_walked() -> None:
    # Seven acts come first. Then each comes late, before the first line (7); a unit and the individual strike that line
    # (2); a unit corrects an answer in two ways, and a consent or a narrowing in two (8 in all).
    world = World.of(FLERPARTSMOTE, shorter(FLERPARTSMOTE, "i_efterhand", 2).slices["i_efterhand"])
    seen: list[Arrived] = []
    made = walk_logs(world, [seen.append])
    logs = {(*line.node.story(), line.event) for line in seen}
    assert len(logs) == len(seen) == 7 * (7 + 2) + 8
    assert made.states == 1 + 7 + len(seen)


def judged_as_now(routine: Routine[Any]) -> None:
    """A late line is judged as though it happened when it was written down."""
    Course.place_at = lambda self, lines, at: self.end(len(lines))  # type: ignore[method-assign]  # in a fork that ends


def corrected_by_anybody(routine: Routine[Any]) -> None:
    """A correction is asked for its line and its reason alone."""
    for at, move in enumerate(routine.moves):
        if move.event.name == "ratta":
            kept = tuple(one for one in move.guards if one.name in {"concerns_an_earlier_line", "gives_a_reason"})
            put_move(routine, at, guards=kept)


def test_a_late_line_that_is_judged_as_now_is_found() -> None:
    verdict = found(judged_as_now, "sen-rad", "i_efterhand")
    assert verdict.state == "broken"
    assert verdict.tale is not None
    assert story(verdict) == [f"informera {KOMMUN}", "ge_samtycke individ"]
    first, second = (json.loads(line)["occurred_at"] for line in verdict.tale.log[-2:])
    assert second < first


def test_a_correction_that_writes_a_word_of_the_individual_is_found() -> None:
    verdict = found(corrected_by_anybody, "rattelse", "i_efterhand")
    assert verdict.state == "broken"
    assert story(verdict) == [
        f"informera {KOMMUN}",
        "ge_samtycke individ",
        f"bestam_deltagare individ nej {AF}",
        f"ratta {KOMMUN}",
    ]
