"""When the work list points something out: the values of it are no limits of the routine, and have a first day each."""

from __future__ import annotations

from typing import Final

from tests.norms.pointed_out import day_of, groups
from tests.policy import policy

NAME: Final = "flerpartsmote"


@policy("FM-SAMTYCKE-2")
def test_a_consent_that_runs_out_is_pointed_out_28_days_before_its_last_day() -> None:
    assert groups(NAME, "tidsbegransat", "samtycke_slut", 1.5, 2.5) == ["later", "attention"]  # the last day is day 30


@policy("FM-SAMTYCKE-2")
def test_a_consent_without_a_last_day_is_looked_at_again_after_26_weeks() -> None:
    assert day_of(NAME, "samtyckt", "samtycke_ses_over", 2) == 1 + 26 * 7


@policy("FM-KALLELSE-3")
def test_an_answer_is_pointed_out_after_five_working_days() -> None:
    # called on Saturday 17 January: Friday the 23rd is the fifth working day
    assert groups(NAME, "kallat", "bekrafta_kallelse", 11, 14) == ["open", "attention"]
