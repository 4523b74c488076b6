"""Care declines, or never answers, when it is asked for a time: the individual says whether to go on without (A55)."""

from __future__ import annotations

from typing import Any

import pytest

from flerpart_flow.routines.flerpartsmote import (
    AngeTid,
    Avboj,
    BestamDeltagare,
    Kalla,
    KontaktaRegion,
    Kontaktforsok,
)
from tests.policy import policy
from tests.stories import (
    AF,
    ARBETSMARKNAD,
    INDIVID,
    PSYKIATRI,
    Story,
    consented,
    found,
    moment,
    prepared,
    summoned,
    summons,
    with_region,
)

PRIMARVARD = "region:primarvard"


def asked() -> Story:
    """The Region takes part, and is contacted about a time on day 3."""
    story = prepared((ARBETSMARKNAD, AF, PSYKIATRI))
    story.do(KontaktaRegion, enhet=PSYKIATRI, day=3)
    return story


def declined() -> Story:
    """The Region has declined on day 4."""
    story = asked()
    story.do(Avboj, PSYKIATRI, skal_kod="annat", day=4)
    return story


def silent() -> Story:
    """The Region was tried on two days, and hasn't answered."""
    story = asked()
    for day in (5, 8):
        story.do(Kontaktforsok, till=PSYKIATRI, day=day)
    return story


@policy("FM-KALLELSE-11", "FM-BOKNING-1")
def test_the_region_declines_from_the_first_contact_on() -> None:
    assert not prepared((ARBETSMARKNAD, AF, PSYKIATRI)).ask(Avboj, PSYKIATRI).allowed
    story = asked()
    assert not story.ask(Avboj, AF).allowed
    assert not story.ask(Avboj, PRIMARVARD).allowed
    assert story.ask(Avboj, PSYKIATRI, mote=2).norms == ("FF-MOTE-1",)
    assert story.ask(Avboj, PSYKIATRI, mote=1).allowed
    story.do(Avboj, PSYKIATRI)
    assert [one.state.value for one in story.duties("boka_tid")] == ["lapsed"]
    assert story.case.deviations(moment(90)) == ()


@policy("FM-BOKNING-1", "FM-KALLELSE-11")
def test_a_time_that_the_region_gave_is_void_when_it_declines() -> None:
    story = with_region()
    assert story.ask(Kalla, **summons((AF,))).allowed
    story.do(Avboj, PSYKIATRI)
    assert story.case.facts.time is None
    assert story.ask(Kalla, **summons((AF,))).norms[:1] == ("FM-BOKNING-1",)


@policy("FM-BOKNING-1")
@pytest.mark.parametrize("gone", [declined, silent])
def test_without_the_individuals_word_nobody_is_called_and_the_cure_is_to_ask(gone: Any) -> None:
    decision = gone().ask(Kalla, **summons((AF,)), day=9)
    (first,) = [one for one in decision.findings if one.norm == "FM-BOKNING-1"]
    assert not decision.allowed
    assert (first.cure_by, first.cure) == (INDIVID, "bestam_deltagare")


@policy("FM-BOKNING-1")
@pytest.mark.parametrize(("days", "cure"), [((), "ange_tid"), ((5,), "ange_tid"), ((5, 5.1), "ange_tid")])
def test_one_day_of_silence_leaves_the_time_to_the_region(days: tuple[float, ...], cure: str) -> None:
    story = asked()
    for day in days:
        story.do(Kontaktforsok, till=PSYKIATRI, day=day)
    (first,) = [one for one in story.ask(Kalla, **summons((AF,)), day=9).findings if one.norm == "FM-BOKNING-1"]
    assert first.cure == cure


@policy("FM-BOKNING-1", "FM-BOKNING-5")
@pytest.mark.parametrize("gone", [declined, silent])
@pytest.mark.parametrize(("meeting", "weights"), [(60, ()), (30, ("warn",))])
def test_with_it_the_meeting_is_called_without_care_in_about_five_weeks(
    gone: Any, meeting: int, weights: tuple[str, ...]
) -> None:
    story = gone()
    story.do(BestamDeltagare, INDIVID, utan=(PSYKIATRI,), day=10)
    decision = story.ask(Kalla, **summons((AF,), meeting))
    assert decision.allowed
    assert found(decision, "FM-BOKNING-5") == weights
    assert found(decision, "PR-FORB-3") == ()


@policy("PR-MALGRUPP-2", "FM-BOKNING-1")
def test_going_on_without_is_no_no() -> None:
    story = declined()
    story.do(BestamDeltagare, INDIVID, utan=(PSYKIATRI,))
    assert story.case.facts.participant(PSYKIATRI).answer.value == "okant"
    assert {one.state.value for one in story.duties("kalla") if one.counterpart == PSYKIATRI} == {"lapsed"}
    assert story.ask(KontaktaRegion, enhet=PSYKIATRI).allowed
    story.do(BestamDeltagare, INDIVID, deltagare=(PSYKIATRI,), svar="ja")
    assert story.case.facts.with_region()
    story.do(KontaktaRegion, enhet=PSYKIATRI)
    story.do(AngeTid, PSYKIATRI, start=moment(70), plats="Sal 1")
    assert story.ask(Kalla, **summons((AF, PSYKIATRI), 70)).allowed


@policy("PR-MALGRUPP-2", "FM-BOKNING-1")
@pytest.mark.parametrize(
    ("by", "units", "norms"),
    [
        (INDIVID, (PSYKIATRI,), ()),
        (INDIVID, (PSYKIATRI, AF), ("FM-BOKNING-1",)),
        (ARBETSMARKNAD, (PSYKIATRI,), ("PR-MALGRUPP-2",)),
    ],
)
def test_only_the_individual_goes_on_without_and_only_without_the_region(
    by: str, units: tuple[str, ...], norms: tuple[str, ...]
) -> None:
    assert declined().ask(BestamDeltagare, by, utan=units).norms == norms


@policy("FM-KALLELSE-11")
def test_one_who_is_called_answers_the_summons_as_before() -> None:
    story = summoned()
    story.do(Avboj, AF, mote=1)
    assert story.case.facts.region_declined == frozenset()
    assert not consented().ask(Avboj, AF).allowed
