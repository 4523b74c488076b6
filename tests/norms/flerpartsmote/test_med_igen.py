"""A unit that was said no to, or taken out, and takes part again: what it approved stands (A50, FM-GENOMF-1)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flerpart_flow.routines.flerpartsmote import (
    AterkallaSamtycke,
    AvstaAtgard,
    BedomSamordningsbehov,
    BegransaSamtycke,
    BestamDeltagare,
    DelaUtPlan,
    ErsattPlan,
    FoljUppEgnaAtgarder,
    GenomforAtgard,
    GeSamtycke,
    GodkannPlan,
    Informera,
    SammanfattaPlan,
    UtokaSamtycke,
)
from tests.policy import policy
from tests.stories import (
    AF,
    ARBETSMARKNAD,
    EKONOMI,
    FK,
    INDIVID,
    TOPICS,
    Story,
    follow_up,
    measures,
    moment,
    on,
    plan,
    summed_up,
)

OWN = ("genomfora_atgard", "folja_upp_egna_atgarder")


def states(story: Story, day: float | None = None) -> dict[str, str]:
    """The latest state of each of Arbetsförmedlingen's own duties."""
    found = story.case.duties(moment(story.day if day is None else day))
    own = sorted((one for one in found if one.name in OWN and one.bearer == AF), key=lambda one: one.opened_nr)
    return {one.name: one.state.value for one in own}


def refused() -> Story:
    story = measures()
    story.do(BestamDeltagare, INDIVID, deltagare=(AF,), svar="nej", day=80)
    return story


def out() -> Story:
    story = measures()
    story.do(UtokaSamtycke, INDIVID, enheter=(FK,), day=70)
    story.do(BegransaSamtycke, INDIVID, enheter=(AF,), day=80)
    return story


def back(story: Story, day: float = 85) -> None:
    if story.case.facts.consent.covers(AF):
        story.do(BestamDeltagare, INDIVID, deltagare=(AF,), svar="ja", day=day)
    else:
        story.do(UtokaSamtycke, INDIVID, enheter=(AF,), day=day)


@policy("FM-GENOMF-1", "FM-GENOMF-2", "PR-MALGRUPP-2")
@pytest.mark.parametrize("story", [refused, out])
def test_what_a_unit_has_approved_is_its_own_to_do_again(story: Callable[[], Story]) -> None:
    case = story()
    assert states(case) == dict.fromkeys(OWN, "lapsed")
    back(case)
    assert states(case) == dict.fromkeys(OWN, "open")


@policy("FM-GENOMF-1", "FM-GENOMF-2")
@pytest.mark.parametrize("story", [refused, out])
def test_what_was_done_before_is_not_owed_again(story: Callable[[], Story]) -> None:
    case = story()
    case.do(AvstaAtgard, INDIVID, atgard="praktik")
    back(case)
    assert "open" not in states(case).values()
    done = measures()
    done.do(GenomforAtgard, AF, atgard="praktik", day=70)
    done.do(BestamDeltagare, INDIVID, deltagare=(AF,), svar="nej", day=80)
    back(done)
    assert states(done) == {"genomfora_atgard": "met", "folja_upp_egna_atgarder": "lapsed"}


@policy("FM-AVVIK-5", "FM-GENOMF-1")
@pytest.mark.parametrize(("again", "kinds"), [(85, ["atgard_ej_genomford"]), (112, [])])
def test_a_last_day_that_passed_while_the_unit_was_out_is_no_deviation(again: float, kinds: list[str]) -> None:
    case = refused()
    assert case.case.deviations(moment(111)) == ()
    back(case, again)
    assert [one.kind for one in case.case.deviations(moment(113))] == kinds


@policy("FM-SAMTYCKE-5", "FM-GENOMF-1", "FM-GENOMF-2")
def test_a_narrowing_that_ends_the_consent_lets_what_is_owed_rest_as_a_withdrawal_does() -> None:
    case = measures()
    case.do(BegransaSamtycke, INDIVID, enheter=(AF,), day=80)
    assert case.case.phase == "vilande"
    assert states(case) == dict.fromkeys(OWN, "suspended")
    case.do(Informera, anpassning=("lattlast",), day=90)
    with_it, without_it = measures(), measures()
    for one, units in ((with_it, (ARBETSMARKNAD, AF, EKONOMI)), (without_it, (ARBETSMARKNAD, FK, EKONOMI))):
        one.case, one.day = case.case, case.day
        one.do(GeSamtycke, INDIVID, enheter=units, amnen=TOPICS)
    assert states(with_it) == dict.fromkeys(OWN, "open")
    due = [one.due for one in with_it.duties("genomfora_atgard") if one.bearer == AF]
    assert [day.isoformat() for day in due if day] == ["2026-05-12"]  # 2 May, and the ten days that it rested
    assert states(without_it) == dict.fromkeys(OWN, "lapsed")


@policy("FM-GENOMF-1", "FM-GENOMF-2", "FM-ROLL-6", "PR-MALGRUPP-2")
def test_a_plan_that_comes_in_force_binds_nobody_whom_the_individual_has_said_no_to_since() -> None:
    case = summed_up()
    for who in (AF, EKONOMI, ARBETSMARKNAD):
        case.do(GodkannPlan, who, version=1)
    case.do(BestamDeltagare, INDIVID, deltagare=(AF,), svar="nej")
    case.do(GodkannPlan, INDIVID, version=1)
    assert states(case) == {}
    handed = [one for one in case.duties("dela_ut_plan") if one.state.value == "open"]
    assert [one.counterpart for one in handed] == [EKONOMI]
    case.do(BestamDeltagare, INDIVID, deltagare=(AF,), svar="ja")
    assert states(case) == dict.fromkeys(OWN, "open")
    assert copies(case) == {(AF, 1), (EKONOMI, 1)}


@policy("FM-ROLL-6", "PR-MALGRUPP-2", "FM-SAMTYCKE-5")
@pytest.mark.parametrize("by", ["a no", "a narrowing"])
@pytest.mark.parametrize("got_it", [True, False])
def test_who_takes_part_again_is_owed_the_copy_that_they_had_not_got(by: str, got_it: bool) -> None:
    case = measures()
    case.do(UtokaSamtycke, INDIVID, enheter=(FK,), day=70)
    if got_it:
        case.do(DelaUtPlan, version=1, till=(AF,))
    if by == "a no":
        case.do(BestamDeltagare, INDIVID, deltagare=(AF,), svar="nej", day=80)
        assert copies(case) == {(EKONOMI, 1)}
    else:
        case.do(BegransaSamtycke, INDIVID, enheter=(AF,), day=80)
        assert copies(case) == {(EKONOMI, 1)}
        case.do(UtokaSamtycke, INDIVID, enheter=(AF,), day=90)
    case.do(BestamDeltagare, INDIVID, deltagare=(AF,), svar="ja", day=91)
    assert copies(case) == ({(EKONOMI, 1)} if got_it else {(AF, 1), (EKONOMI, 1)})


@policy("FM-ROLL-6")
def test_a_unit_that_the_plan_does_not_concern_is_owed_no_copy_of_it() -> None:
    case = measures()
    case.do(UtokaSamtycke, INDIVID, enheter=(FK,), day=80)
    case.do(BestamDeltagare, INDIVID, deltagare=(FK,), svar="ja")
    assert copies(case) == {(AF, 1), (EKONOMI, 1)}


@policy("FM-ROLL-6", "FM-SAMTYCKE-3")
def test_a_plan_that_another_has_replaced_is_owed_to_no_party_any_more() -> None:
    case = follow_up()
    case.do(BedomSamordningsbehov, kvarstar="ja")
    case.do(ErsattPlan, plan=plan(follow_up=on(300)), skal_kod="mal_andrat")
    case.do(SammanfattaPlan, version=2)
    for who in (INDIVID, AF, EKONOMI):
        case.do(GodkannPlan, who, version=2)
    assert copies(case) == {(AF, 1), (EKONOMI, 1)}
    case.do(GodkannPlan, ARBETSMARKNAD, version=2)
    assert copies(case) == {(AF, 2), (EKONOMI, 2)}
    assert [one.about for one in case.duties("dela_ut_plan_till_individen")] == [1, 2]  # the own copy of each (A9)


def copies(story: Story) -> set[tuple[str | None, int]]:
    """To whom a copy of which version is owed."""
    return {(one.counterpart, one.about) for one in story.duties("dela_ut_plan") if one.state.value == "open"}


@policy("FM-GENOMF-1", "FM-SAMTYCKE-5")
def test_a_unit_that_a_consent_in_between_left_out_has_its_measures_back() -> None:
    case = measures()
    for units in ((ARBETSMARKNAD, EKONOMI, FK), (ARBETSMARKNAD, AF, EKONOMI)):
        case.do(AterkallaSamtycke, INDIVID)
        case.do(Informera, anpassning=("lattlast",))
        case.do(GeSamtycke, INDIVID, enheter=units, amnen=TOPICS)
        owes = [one for one in case.duties("genomfora_atgard") if one.bearer == AF and one.state.value == "open"]
        assert len(owes) == (AF in units)


@policy("FM-GENOMF-1", "FM-GENOMF-2")
def test_after_a_pause_nothing_is_owed_twice_or_again() -> None:
    case = measures()
    case.do(FoljUppEgnaAtgarder, AF, day=70)
    case.do(AterkallaSamtycke, INDIVID)
    case.do(Informera, anpassning=("lattlast",))
    case.do(GeSamtycke, INDIVID, enheter=(ARBETSMARKNAD, AF, EKONOMI), amnen=TOPICS)
    found = [one.name for one in case.case.duties(moment(case.day)) if one.bearer == AF and one.state.value == "open"]
    assert sorted(set(found) & set(OWN)) == ["genomfora_atgard"]
    assert found.count("genomfora_atgard") == 1
