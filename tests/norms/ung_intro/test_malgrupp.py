"""The target group: seven conditions on the day of the referral and one exception (Omfattning, UI-MAL)."""

from __future__ import annotations

import pytest

from flerpart_flow import UNG_INTRO, EventError, RulesError
from flerpart_flow.engine.values.ternary import NO, UNKNOWN, YES, Ternary
from flerpart_flow.routines.ung_intro import Aktualisera, Anta, Facts
from tests.policy import policy
from tests.story import Story, moment
from tests.ung_intro_stories import PSYKIATRI, UI, WAYS, ready, referred, state
from tests.ung_intro_stories import Story as UngIntroStory


@pytest.mark.parametrize("way", WAYS)
@policy("UI-MAL-1", "UI-MAL-2", "UI-MAL-3", "UI-MAL-4", "UI-MAL-5", "UI-MAL-6", "UI-MAL-7")
def test_somebody_in_the_target_group_is_referred_on_every_way_in(way: str) -> None:
    decision = ready(way).ask(Aktualisera, alder=24)
    assert decision.allowed
    assert not decision.findings


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("norm", ["UI-MAL-1", "UI-MAL-3", "UI-MAL-4", "UI-MAL-7"])
@policy("UI-MAL-1", "UI-MAL-3", "UI-MAL-4", "UI-MAL-7")
def test_a_condition_that_is_not_met_stops_the_referral_on_every_way_in(norm: str, way: str) -> None:
    story = ready(way)
    state(story, norm, "nej")
    decision = story.ask(Aktualisera, alder=24)
    assert decision.norms == (norm,)
    assert [one.unknown for one in decision.findings] == [False]


@pytest.mark.parametrize("norm", ["UI-MAL-1", "UI-MAL-3", "UI-MAL-4", "UI-MAL-6", "UI-MAL-7"])
@policy("UI-MAL-1", "UI-MAL-3", "UI-MAL-4", "UI-MAL-6", "UI-MAL-7")
def test_a_condition_that_nobody_has_stated_is_unknown_and_stops_the_referral(norm: str) -> None:
    decision = ready(leave_out=(norm,)).ask(Aktualisera, alder=24)
    assert decision.norms == (norm,)
    assert [one.unknown for one in decision.findings] == [True]


def test_all_that_is_missing_is_told_at_once() -> None:
    decision = ready("ekonomiskt_bistand", ("UI-MAL-1", "UI-MAL-4", "UI-MAL-7")).ask(Aktualisera)
    assert set(decision.norms) == {"UI-MAL-1", "UI-MAL-2", "UI-MAL-4", "UI-MAL-7"}


# --- Age ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("years", [19, 20, 28, 29])
@policy("UI-MAL-2")
def test_nineteen_to_twenty_nine_both_included(years: int) -> None:
    assert ready().ask(Aktualisera, alder=years).allowed


@pytest.mark.parametrize("years", [0, 18, 30, 31, 130])
@policy("UI-MAL-2")
def test_younger_or_older_is_outside_the_target_group(years: int) -> None:
    assert ready().ask(Aktualisera, alder=years).norms == ("UI-MAL-2",)


@policy("UI-MAL-2")
def test_an_age_that_is_not_stated_is_unknown() -> None:
    decision = ready().ask(Aktualisera)
    assert decision.norms == ("UI-MAL-2",)
    assert decision.findings[0].unknown


@pytest.mark.parametrize("years", [-1, -24, 131, 150, 24.5, "24", True])
def test_an_age_outside_any_sense_is_refused_before_anything_is_judged(years: object) -> None:
    story = ready()
    before = story.case
    with pytest.raises(EventError) as error:
        story.event(Aktualisera, PSYKIATRI, alder=years)
    assert (error.value.code, error.value.field) == ("falt.alder", "alder")
    for lang in ("sv", "en"):
        assert "130" in error.value.text(lang)
        assert str(years) not in error.value.text(lang) or str(years) in "130"
    assert story.case is before


@policy("UI-MAL-2")
def test_turning_thirty_ends_nothing() -> None:
    story = referred()
    assert story.ask(Anta, UI, day=5 + 6 * 365).allowed


@policy("UI-MAL-2")
@pytest.mark.parametrize(("name", "value"), [("age_from", 18), ("age_from", 30), ("age_to", 28), ("age_to", 34)])
def test_no_organisation_moves_the_sources_ages(name: str, value: int) -> None:
    with pytest.raises(RulesError) as error:
        UNG_INTRO.rules(overlay={"parameter": {name: value}})
    assert error.value.code == "overlagring.grans"
    assert UNG_INTRO.rules(overlay={"parameter": {"age_from": 19, "age_to": 29}}).parameters["age_to"] == 29


# --- Residence ---------------------------------------------------------------------------------------------------


def in_municipality(municipality: str | None) -> Story:
    """A story that is ready for the referral, of a case in a municipality."""
    story, whole = UngIntroStory(municipality=municipality), ready()
    for line in whole.case.lines:
        story.case = story.case.apply(line)
    story.day = whole.day
    return story


@policy("UI-MAL-3")
def test_a_case_that_belongs_to_another_municipality_is_outside_whatever_is_stated() -> None:
    assert in_municipality("knivsta").ask(Aktualisera, alder=24).norms == ("UI-MAL-3",)


@policy("UI-MAL-3")
def test_a_case_without_a_municipality_is_judged_by_what_is_stated() -> None:
    assert in_municipality(None).ask(Aktualisera, alder=24).allowed


# --- Wish and need -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", ["UI-MAL-5:onskan", "UI-MAL-5:behov"])
@pytest.mark.parametrize(("value", "is_unknown"), [("nej", False), ("okant", True)])
@policy("UI-MAL-5")
def test_wish_and_need_are_both_asked_for(part: str, value: str, is_unknown: bool) -> None:
    story = ready()
    state(story, part, value)
    decision = story.ask(Aktualisera, alder=24)
    assert decision.norms == ("UI-MAL-5",)
    assert [one.unknown for one in decision.findings] == [is_unknown]
    assert dict(decision.findings[0].values)["condition"] == part


@policy("UI-MAL-5")
def test_wish_and_need_may_be_stated_as_one() -> None:
    story = ready("ekonomiskt_bistand")
    state(story, "UI-MAL-5:onskan", "okant")
    state(story, "UI-MAL-5", "ja")
    assert story.ask(Aktualisera, alder=24).allowed


@policy("UI-MAL-5")
def test_one_part_that_is_no_outweighs_the_whole() -> None:
    story = ready()
    state(story, "UI-MAL-5", "ja")
    state(story, "UI-MAL-5:behov", "nej")
    assert story.ask(Aktualisera, alder=24).norms == ("UI-MAL-5",)


# --- Other labour-market measures, and the exception --------------------------------------------------------------

Y, N, U = "ja", "nej", "okant"
MEASURES = [
    # no other measures; only Arbetsförmedlingen's; in the strengthened cooperation; what the routine says
    (Y, U, U, None),
    (Y, N, N, None),
    (N, Y, Y, None),
    (U, Y, Y, None),
    (N, N, Y, ("UI-MAL-6", False)),
    (N, Y, N, ("UI-MAL-6", False)),
    (N, N, U, ("UI-MAL-6", False)),
    (N, U, N, ("UI-MAL-6", False)),
    (N, U, Y, ("UI-MAL-6b", True)),
    (N, Y, U, ("UI-MAL-6b", True)),
    (N, U, U, ("UI-MAL-6b", True)),
    (U, N, N, ("UI-MAL-6", True)),
    (U, U, U, ("UI-MAL-6", True)),
    (U, Y, U, ("UI-MAL-6", True)),
]


@pytest.mark.parametrize(("none", "af_only", "cooperation", "said"), MEASURES)
@policy("UI-MAL-6", "UI-MAL-6b")
def test_other_measures_only_those_of_af_within_the_strengthened_cooperation(
    none: str, af_only: str, cooperation: str, said: tuple[str, bool] | None
) -> None:
    story = ready()
    state(story, "UI-MAL-6", none)
    state(story, "UI-MAL-6b:insatser_hos_af", af_only)
    state(story, "UI-MAL-6b:forstarkt_samarbete", cooperation)
    decision = story.ask(Aktualisera, alder=24)
    assert [(one.norm, one.unknown) for one in decision.findings] == ([] if said is None else [said])


@policy("UI-MAL-6b")
def test_the_exception_may_be_stated_as_one() -> None:
    story = ready()
    state(story, "UI-MAL-6", "nej")
    state(story, "UI-MAL-6b", "ja")
    assert story.ask(Aktualisera, alder=24).allowed


@policy("UI-MAL-6b")
def test_a_no_to_the_exception_as_one_leaves_the_bar() -> None:
    story = ready()
    state(story, "UI-MAL-6", "nej")
    state(story, "UI-MAL-6b", "nej")
    assert story.ask(Aktualisera, alder=24).norms == ("UI-MAL-6",)


def test_facts_that_nobody_has_stated_are_unknown() -> None:
    facts = Facts()
    assert facts.condition("UI-MAL-1") is UNKNOWN
    assert facts.outside_measures_allowed() is UNKNOWN
    assert facts.in_strengthened_cooperation() is UNKNOWN


@pytest.mark.parametrize(("whole", "part", "result"), [(YES, UNKNOWN, YES), (YES, NO, NO), (NO, YES, YES)])
def test_the_strengthened_cooperation_is_told_by_its_part_before_the_whole(
    whole: Ternary, part: Ternary, result: Ternary
) -> None:
    facts = Facts(conditions=(("UI-MAL-6b", whole), ("UI-MAL-6b:forstarkt_samarbete", part)))
    assert facts.in_strengthened_cooperation() is result


def test_a_condition_of_which_the_latest_statement_counts() -> None:
    story = ready()
    state(story, "UI-MAL-7", "nej")
    assert not story.ask(Aktualisera, alder=24).allowed
    state(story, "UI-MAL-7", "ja")
    assert story.ask(Aktualisera, alder=24).allowed
    assert story.case.state_at(moment(0.5)).phase == "behov"
