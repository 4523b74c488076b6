"""A no of the individual is told to the one who acts, also where the act names nobody (A50)."""

from __future__ import annotations

from typing import Final

import pytest

from flerpart_flow.proof.twins.model import Step
from tests.norms.twins import player
from tests.policy import policy

BEGINS: Final = {
    "flerpartsmote": ("kallat", "arbetsformedlingen", "PR-MALGRUPP-2"),
    "ung_intro": ("startad", "forsakringskassan", "UI-SAMTYCKE-1"),
}


@policy("PR-MALGRUPP-2", "UI-SAMTYCKE-1")
@pytest.mark.parametrize("name", sorted(BEGINS))
@pytest.mark.parametrize(("answer", "refused"), [("nej", True), ("ja", False)])
def test_one_who_was_said_no_to_tries_to_reach_somebody_who_is_not_named(name: str, answer: str, refused: bool) -> None:
    begin, unit, norm = BEGINS[name]
    case, at = player(name).begin(begin)
    said = player(name).event(Step("bestam_deltagare", "individ", None, {"deltagare": [unit], "svar": answer}), at)
    case = case.apply(said)
    tried = player(name).event(Step("kontaktforsok", unit, None, {"kanal": "telefon"}), said.recorded_at)
    told = {one.norm for one in case.decide(tried).findings}
    assert "FF-INNEHALL-1" in told
    assert (norm in told) is refused


@policy("UI-SAMTYCKE-1")
@pytest.mark.parametrize(("answer", "refused"), [("nej", True), ("ja", False)])
def test_one_who_was_said_no_to_maps_with_the_person_alone(answer: str, refused: bool) -> None:
    unit = "forsakringskassan"
    play = player("ung_intro")
    case, at = play.begin("fk_villkor")
    said = play.event(Step("bestam_deltagare", "individ", None, {"deltagare": [unit], "svar": answer}), at)
    case = case.apply(said)
    mapped = play.event(Step("kartlagg_gemensamt", unit, None, {"medverkande": ["individ"]}), said.recorded_at)
    assert ("UI-SAMTYCKE-1" in {one.norm for one in case.decide(mapped).findings}) is refused
