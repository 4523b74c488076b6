"""An act that is tried too early, where what a norm goes by is not there yet: it says no, and why."""

from __future__ import annotations

import pytest

from flerpart_flow import UNG_INTRO, open_case
from flerpart_flow.proof.twins.model import Step
from tests.norms.twins import player
from tests.policy import policy

CHAIR, CARE, UI = "kommun:arbetsmarknad", "region:psykiatri", "kommun:ung_intro"


def norms_of(name: str, begin: str, step: Step) -> set[str]:
    case, at = player(name).begin(begin)
    return {one.norm for one in case.decide(player(name).event(step, at)).findings}


@policy("FM-UPPFOLJ-2")
@pytest.mark.parametrize("begin", ["forberett", "atgarder"])
def test_where_no_meeting_goes_on_nobody_is_asked_to_account(begin: str) -> None:
    told = norms_of("flerpartsmote", begin, Step("avsluta_mote", CHAIR))
    assert "FF-FAS-1" in told
    assert "FM-UPPFOLJ-2" not in told


@policy("FF-UI-VAG-1", "UI-AKT-5")
@pytest.mark.parametrize(
    ("event", "norm"), [("aktualisera", "FF-UI-VAG-1"), ("for_dialog_med_handlaggare", "UI-AKT-5")]
)
def test_before_anybody_has_seen_the_need_no_unit_refers(event: str, norm: str) -> None:
    at = player("ung_intro").moment(1)
    refused = open_case(UNG_INTRO, "a").decide(player("ung_intro").event(Step(event, CARE), at), now=at)
    assert {"FF-FAS-1", norm} <= set(refused.norms)


@policy("UI-SAMTYCKE-1")
def test_without_a_consent_that_is_what_is_said() -> None:
    told = norms_of("ung_intro", "informerad", Step("kontakta_rehabkoordinator", UI))
    assert "UI-SAMTYCKE-1" in told
