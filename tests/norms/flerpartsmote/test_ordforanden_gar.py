"""A chair whom the individual has said no to may hand the chair over: only a no to the next one is told."""

from __future__ import annotations

import pytest

from flerpart_flow.proof.twins.model import Step
from tests.norms.twins import player
from tests.policy import policy

CHAIR, AF, FK = "kommun:arbetsmarknad", "arbetsformedlingen", "forsakringskassan"


def of_whom(refused: list[str], to: str) -> set[str]:
    """Of whom it is told that the individual has said no, when the chair is offered to a unit."""
    case, at = player("flerpartsmote").begin("forberett")
    word = Step("bestam_deltagare", "individ", None, {"deltagare": refused, "svar": "nej"})
    event = player("flerpartsmote").event(word, at)
    case, at = case.apply(event), event.recorded_at
    offer = player("flerpartsmote").event(Step("overlamna_ordforande", CHAIR, None, {"till": to}), at)
    noes = (one for one in case.decide(offer).findings if one.norm == "PR-MALGRUPP-2")
    return {unit for one in noes for unit in dict(one.values)["units"]}


@policy("PR-MALGRUPP-2")
@pytest.mark.parametrize(
    ("refused", "told"), [([AF], {AF}), ([CHAIR, AF], {AF}), ([CHAIR], set()), ([CHAIR, FK], set())]
)
def test_a_no_to_the_chair_does_not_stop_the_chair_from_going(refused: list[str], told: set[str]) -> None:
    assert of_whom(refused, AF) == told
