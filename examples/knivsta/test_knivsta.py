"""Knivsta's own step: its norms by their twins, and all that flerpartsmöte demands as before."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import settings
from hypothesis.stateful import invariant, run_state_machine_as_test
from knivsta import KNIVSTA
from knivsta.handelser import BokaLots, ErbjudLots

from flerpart_flow import FLERPARTSMOTE, Case
from flerpart_flow.proof.twins import Player, Twin, earned, twins_of
from flerpart_flow.testing import case_machine, policy

OWN, THEIRS = twins_of(KNIVSTA), twins_of(FLERPARTSMOTE)
assert OWN is not None
assert THEIRS is not None
PLAYER, AS_BEFORE = Player(KNIVSTA, OWN), Player(KNIVSTA, THEIRS)
CHAIR = "kommun:arbetsmarknad"


def asked(answer: str) -> tuple[Case[Any], Any]:
    """A case of Knivsta that is prepared, where the individual has answered."""
    case, at = PLAYER.begin("forberett")
    at += timedelta(days=1)
    return case.apply(ErbjudLots(occurred_at=at, by=CHAIR, vill_ha_lots=answer), now=at), at


@pytest.mark.parametrize("twin", OWN.twins, ids=lambda twin: twin.en)
def test_twin(twin: Twin) -> None:
    outcomes = PLAYER.play(twin)
    assert all(one.passed for one in outcomes)
    assert earned(twin, outcomes) == set(twin.norms)


def test_every_own_norm_has_a_twin() -> None:
    own = {norm for norm in KNIVSTA.rules().norms if norm.startswith("KN-")}
    assert {norm for twin in OWN.twins for norm in twin.norms} == own


def test_whatever_flerpartsmote_refuses_or_allows_elsewhere_is_as_before() -> None:
    other = [twin.en for twin in THEIRS.twins if not all(one.passed for one in AS_BEFORE.play(twin))]
    assert other == []


def test_a_refusal_says_why_and_what_to_do() -> None:
    case, at = PLAYER.begin("forberett")
    decision = case.decide(BokaLots(occurred_at=at, by=CHAIR, lots="volontar"), now=at)
    assert "Det är okänt om individen vill ha en lots." in decision.explain("sv")
    assert "fråga individen om en lots (erbjud_lots)" in decision.explain("sv")
    assert "It is unknown whether the individual wants a guide." in decision.explain("en")


@policy("KN-LOTS-3")
@pytest.mark.parametrize(("answer", "norms"), [("ja", ()), ("nej", ("KN-LOTS-3",)), ("okant", ("KN-LOTS-3",))])
def test_a_guide_is_booked_for_whom_wants_one(answer: str, norms: tuple[str, ...]) -> None:
    case, at = asked(answer)
    decision = case.decide(BokaLots(occurred_at=at, by=CHAIR, lots="volontar"), now=at)
    assert tuple(one.norm for one in decision.findings) == norms


class NobodyIsCalledUnasked(case_machine(KNIVSTA)):  # type: ignore[misc]  # a class made for the routine
    """Whatever happens, who is called to a meeting was called after the individual had been asked about a guide."""

    @invariant()
    def asked_first(self) -> None:
        """In Knivsta's own words, over cases that are made up."""
        done = (
            ()
            if self.case is None
            else [line.name for nr, line in enumerate(self.case.lines, 1) if accepted(self.case, nr)]
        )
        assert "kalla" not in done or "erbjud_lots" in done[: done.index("kalla")]


def accepted(case: Case[Any], nr: int) -> bool:
    """Whether a line stands."""
    return case.status(nr).value == "accepted"


def test_nobody_is_called_unasked_in_made_up_cases() -> None:
    few = settings(max_examples=8, stateful_step_count=12, deadline=None, database=None, derandomize=True)
    run_state_machine_as_test(NobodyIsCalledUnasked, settings=few)


def test_the_chair_owes_the_question_from_the_consent_on_and_then_the_booking() -> None:
    case, at = PLAYER.begin("samtyckt")
    assert "fraga_om_lots" in {one.name for one in case.duties(at) if one.state.value == "open"}
    case, at = asked("ja")
    states = {one.name: one.state.value for one in case.duties(at)}
    assert (states["fraga_om_lots"], states["ordna_lots"]) == ("met", "open")
    case, at = asked("nej")
    assert "ordna_lots" not in {one.name for one in case.duties(at)}


def test_the_phase_has_its_own_words_and_the_others_theirs() -> None:
    from flerpart_flow import texts_for

    said, theirs = texts_for(KNIVSTA.rules(), "sv"), texts_for(FLERPARTSMOTE.rules(), "sv")
    assert (said.label("faser", "forberedelse"), said.label("faser", "mote")) == ("Förberedelse, med lots", "Möte")
    assert theirs.label("faser", "forberedelse") == "Förberedelse"
