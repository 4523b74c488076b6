"""To whom it is told that a topic is excluded: to the individual, and to who acts as the individual (A66)."""

from __future__ import annotations

from typing import Final

import pytest

from flerpart_flow.proof.twins.model import Step
from tests.norms.twins import player
from tests.policy import policy

AF, OMBUD, INDIVID = "arbetsformedlingen", "ombud:1", "individ"
UNITS: Final = ["region:psykiatri", "kommun:ung_intro"]
STANDS: Final[dict[str, tuple[str, tuple[Step, ...], str]]] = {
    "flerpartsmote": ("med_undantag", (), AF),
    "ung_intro": (
        "informerad",
        (Step("ge_samtycke", INDIVID, None, {"enheter": UNITS, "amnen": ["arbete"], "undantag": ["halsa"]}),),
        "kommun:ung_intro",
    ),
}
EXCLUDED, NOT_COVERED = "samtycke.amne_undantaget", "samtycke.amne_omfattas_inte"


def told(name: str, by: str, answer: str | None) -> set[str]:
    """What is told of the topic to one who would pass it on, after the individual's word on the representative."""
    begin, steps, to = STANDS[name]
    case, at = player(name).begin(begin)
    word = () if answer is None else (Step("bestam_deltagare", INDIVID, None, {"deltagare": [OMBUD], "svar": answer}),)
    for step in (*steps, *word):
        event = player(name).event(step, at)
        case, at = case.apply(event), event.recorded_at
    passed_on = player(name).event(Step("lamna_uppgift", by, None, {"till": to, "amne": "halsa"}), at)
    messages = {one.message.code for one in case.decide(passed_on).findings}
    return messages & {EXCLUDED, NOT_COVERED}


@policy("FM-SAMTYCKE-3", "FM-SAMTYCKE-4", "UI-SAMTYCKE-1")
@pytest.mark.parametrize("name", sorted(STANDS))
@pytest.mark.parametrize(
    ("by", "answer", "expected"),
    [
        (INDIVID, None, EXCLUDED),
        (OMBUD, "ja", EXCLUDED),
        (OMBUD, None, NOT_COVERED),
        (OMBUD, "nej", NOT_COVERED),
    ],
)
def test_only_who_acts_as_the_individual_is_told_that_a_topic_is_excluded(
    name: str, by: str, answer: str | None, expected: str
) -> None:
    assert told(name, by, answer) == {expected}
