"""When the work list points something out: the values of it are no limits of the routine, and have a first day each."""

from __future__ import annotations

from typing import Final

from tests.norms.pointed_out import day_of, groups
from tests.policy import policy

NAME: Final = "ung_intro"


@policy("UI-SAMTYCKE-1")
def test_a_consent_that_runs_out_is_pointed_out_28_days_before_its_last_day() -> None:
    found = groups(NAME, "samtyckt_till_dag_30", "samtycke_slut", 1.5, 2.5)  # the last day is day 30
    assert found == ["later", "attention"]


@policy("UI-SAMTYCKE-1")
def test_a_consent_without_a_last_day_is_looked_at_again_after_26_weeks() -> None:
    assert day_of(NAME, "samtyckt", "samtycke_ses_over", 2) == 1 + 26 * 7


@policy("UI-ANSVAR-2")
def test_a_contact_with_ung_intro_is_pointed_out_after_five_working_days() -> None:
    # seen on Monday 12 January: Monday the 19th is the fifth working day after it
    assert groups(NAME, "behov", "kontakta_ung_intro", 7, 8) == ["open", "attention"]
