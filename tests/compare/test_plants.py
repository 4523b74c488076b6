"""Each planted change of the rules is classified as its norm's text says, and nothing else is said to change."""

from __future__ import annotations

import pytest

from flerpart_flow.proof.compare import Compared, Turn
from tests.compare.comparisons import of_group
from tests.compare.plants import GROUPS, PLANTS

pytestmark = pytest.mark.xdist_group("compared")


def states(compared: Compared) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """What isn't proved to be the same, and what it comes to."""
    parts = (compared.events, compared.duties, compared.deviations)
    events, duties, deviations = (
        {name: one.state for name, one in part.items() if one.state != "same"} for part in parts
    )
    return events, duties, deviations


@pytest.mark.parametrize("number", range(len(GROUPS)))
def test_each_planted_change_comes_to_what_the_norms_say(number: int) -> None:
    plant, compared = of_group(number)
    assert compared.whole
    assert states(compared) == (plant.events, plant.duties, plant.deviations)


def test_there_are_thirty_at_least() -> None:
    assert len({plant.title for _, plant in PLANTS}) >= 30


def test_where_only_weights_differ_and_go_one_way_it_is_proved_that_they_go_no_other() -> None:
    _, compared = of_group(0)
    assert compared.events["uppratta_plan"].never >= {Turn.STRICTER, Turn.INCOMPARABLE}
    assert compared.events["bedom_behov"].never >= {Turn.LOOSER, Turn.INCOMPARABLE}
    _, mixed = of_group(2)
    assert not mixed.events["kalla"].never & {Turn.STRICTER, Turn.LOOSER, Turn.INCOMPARABLE}


def test_where_a_value_differs_nothing_is_proved_of_the_other_way() -> None:
    _, compared = of_group(1)
    assert compared.events["kalla"].never == frozenset()
    assert compared.events["kalla"].reads == ("lead_time_weeks_others",)
