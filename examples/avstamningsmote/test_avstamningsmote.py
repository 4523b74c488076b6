"""The example's norms by their twins, and what the building blocks see to in it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from avstamningsmote import AVSTAMNINGSMOTE

from flerpart_flow.define import Ratta
from flerpart_flow.define.kallelse import Bekrafta
from flerpart_flow.define.plan import Atgard, GodkannPlan, Plan, SammanfattaPlan, UpprattaPlan
from flerpart_flow.define.samtycke import AterkallaSamtycke
from flerpart_flow.proof.twins import Player, Twin, earned, twins_of
from flerpart_flow.seen import Relation, seen_by

FOUND = twins_of(AVSTAMNINGSMOTE)
assert FOUND is not None
TWINS = FOUND.twins
PLAYER = Player(AVSTAMNINGSMOTE, FOUND)
FK, AF = "forsakringskassan", "arbetsformedlingen"


def states(case: Any, at: datetime) -> dict[tuple[str, str], str]:
    """The state of each duty, by its name and bearer."""
    return {(one.name, one.bearer): one.state.value for one in case.duties(at)}


@pytest.mark.parametrize("twin", TWINS, ids=lambda twin: twin.en)
def test_twin(twin: Twin) -> None:
    outcomes = PLAYER.play(twin)
    assert all(one.passed for one in outcomes), [one.got for one in outcomes]
    assert earned(twin, outcomes) == set(twin.norms)


def test_every_own_norm_has_a_twin() -> None:
    own = {norm for norm in AVSTAMNINGSMOTE.rules().norms if norm.startswith("AM-")}
    assert {norm for twin in TWINS for norm in twin.norms} == own


def test_the_story_goes_from_the_need_to_the_measures() -> None:
    phases = [PLAYER.begin(name)[0].phase for name in ("oppnat", "kallat", "mote", "godkant", "atgarder")]
    assert phases == ["planering", "kallat", "mote", "mote", "atgarder"]


def test_an_answer_falls_when_the_summons_is_corrected() -> None:
    case, at = PLAYER.begin("kallat")
    case = case.apply(Bekrafta(occurred_at=at, by=AF), now=at)
    assert states(case, at)["svara_pa_kallelsen", AF] == "met"
    moved = Ratta(occurred_at=at + timedelta(hours=1), by=FK, ror=4, skal_kod="felskrivning", ratt={"plats": "Sal 2"})
    after = case.apply(moved, now=moved.occurred_at)
    assert after.facts.meeting.recipient(AF).asked.place == "Sal 2"


def test_another_text_is_another_version_and_the_approved_one_stays() -> None:
    case, at = PLAYER.begin("sammanfattat")
    other = Plan(
        atgarder=(Atgard(id="kurs", text="Kurs", ansvariga=(AF,)),), uppfoljning=datetime(2026, 5, 1, tzinfo=UTC).date()
    )
    case = case.apply_all(
        [
            UpprattaPlan(occurred_at=at, recorded_at=at, by=FK, plan=other),
            SammanfattaPlan(occurred_at=at, recorded_at=at, by=FK),
            GodkannPlan(occurred_at=at, recorded_at=at, by="individ", recorded_by=FK),
            GodkannPlan(occurred_at=at, recorded_at=at, by=AF),
        ]
    )
    assert (case.facts.current.number, [one.number for one in case.facts.earlier]) == (2, [1])
    assert states(case, at)["genomfora_sin_atgard", AF] == "open"


def with_measure_of(unit: str) -> Any:
    """A case in which a plan has been summed up, with a measure of one unit."""
    case, at = PLAYER.begin("mote")
    measure = Atgard(id="stod", text="Stöd i arbetet", ansvariga=(unit,))
    text = Plan(atgarder=(measure,), uppfoljning=datetime(2026, 5, 1, tzinfo=UTC).date())
    return case.apply_all(
        [
            UpprattaPlan(occurred_at=at, recorded_at=at, by=FK, plan=text),
            SammanfattaPlan(occurred_at=at, recorded_at=at, by=FK),
        ]
    ), at


def test_who_leads_sees_the_case_a_party_its_own_part_and_others_nothing() -> None:
    case, at = with_measure_of(AF)
    assert (seen_by(case, FK, at).relation, seen_by(case, FK, at).whole) == (Relation.LEADING, True)
    party = seen_by(case, AF, at)
    assert (party.relation, party.whole, party.phase) == (Relation.COVERED, False, "mote")
    assert party.state.facts.draft.required == {AF}
    assert party.summons.place is not None
    assert seen_by(case, "kommun:ips", at).relation is Relation.OUTSIDE
    assert seen_by(case, "kommun:ips", at).case is None


def test_a_withdrawal_ends_the_meeting_and_what_is_owed_for_it() -> None:
    case, at = PLAYER.begin("kallat")
    case = case.apply(AterkallaSamtycke(occurred_at=at, by="individ", recorded_by=FK), now=at)
    assert (case.phase, case.facts.meeting, case.facts.consent) == ("planering", None, None)
    assert "open" not in states(case, at).values()
