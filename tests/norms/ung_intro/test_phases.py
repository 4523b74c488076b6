"""FF-FAS-1: which events are possible in which phase, and where they lead, held to the table in phases.toml."""

from __future__ import annotations

from typing import Any, Final

import pytest

from tests.norms import held_phases
from tests.policy import policy

NAME: Final = "ung_intro"
EVERY: Final = held_phases.phases(NAME)


@policy("FF-FAS-1")
@pytest.mark.parametrize("letter", EVERY)
def test_an_event_is_refused_for_its_phase_where_the_routine_does_not_have_it(letter: str) -> None:
    assert held_phases.found_possible(NAME, letter) == held_phases.possible(NAME, letter)


@policy("FF-FAS-1")
@pytest.mark.parametrize("letter", EVERY)
def test_an_event_leads_where_the_routine_says_from_each_phase(letter: str) -> None:
    assert held_phases.found_leads(NAME, letter) == held_phases.leads(NAME, letter)


@pytest.mark.parametrize(("begin", "steps", "leads"), list(held_phases.chosen(NAME)))
def test_what_is_known_after_an_event_decides_where_it_leads(
    begin: str, steps: list[dict[str, Any]], leads: str
) -> None:
    before, after = held_phases.stands_after(NAME, begin, steps)
    assert after == (before if leads == "same" else leads)


@policy("FF-FAS-1")
def test_a_case_begins_with_a_need_that_is_seen_and_with_nothing_else() -> None:
    assert held_phases.found_at_the_start(NAME) == {"identifiera_behov": "behov"}


def test_the_table_has_every_event_and_every_phase() -> None:
    held_phases.is_whole(NAME)
