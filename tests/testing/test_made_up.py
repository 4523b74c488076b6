"""Made-up cases for hypothesis: they reach the whole routine, and a machine holds what its owner says always holds."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from flerpart_flow import FLERPARTSMOTE, ROUTINES, UNG_INTRO, Case, read_log, write_log
from flerpart_flow.testing import case_machine, cases

QUIET = settings(deadline=None, database=None, max_examples=25, suppress_health_check=list(HealthCheck))


@QUIET
@given(cases(FLERPARTSMOTE))
def test_a_made_up_case_is_read_back_from_its_log(case: Case) -> None:
    assert read_log((line.encode() for line in write_log(case)), ROUTINES).case() == case


@pytest.mark.parametrize("name", ["flerpartsmote", "ung_intro"])
def test_made_up_cases_stand_in_most_phases(name: str) -> None:
    reached = set()

    @settings(QUIET, max_examples=60, derandomize=True)
    @given(cases(ROUTINES[name]))
    def note(case: Case) -> None:
        reached.add(case.phase)

    note()
    assert len(reached) >= 5
    assert len({move for move in reached if move not in ("behov", "avslut")}) >= 3


def test_a_machine_finds_what_does_not_hold() -> None:
    """Planted: the owner says that no case ever rests."""

    class NeverRests(case_machine(UNG_INTRO)):  # type: ignore[misc]  # a class made for the routine
        @invariant()
        def never_rests(self) -> None:
            assert self.case is None or self.case.phase != "vilande"

    found = settings(QUIET, max_examples=60, stateful_step_count=20, phases=[Phase.generate])  # found, not made smaller
    with pytest.raises(AssertionError):
        run_state_machine_as_test(NeverRests, settings=found)


@pytest.mark.parametrize("name", ["flerpartsmote", "ung_intro"])
def test_what_a_machine_itself_holds_is_held(name: str) -> None:
    run_state_machine_as_test(
        case_machine(ROUTINES[name]), settings=settings(QUIET, max_examples=10, stateful_step_count=15)
    )


def test_nothing_of_the_engine_is_loaded_by_the_plugin_alone() -> None:
    code = (
        "import sys, flerpart_flow.testing.plugin\n"
        "print([name for name in sys.modules if name.startswith(('flerpart_flow.engine', 'hypothesis'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "[]\n"
