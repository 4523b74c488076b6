"""The chair's unit can't go on, and the individual wants to: who takes over, and what passes with the chair (A54)."""

from __future__ import annotations

from typing import Any

import pytest

from flerpart_flow.routines.flerpartsmote import (
    AterkallaSamtycke,
    Avsluta,
    BegransaSamtycke,
    BestamDeltagare,
    DokumenteraSamtycke,
    ErbjudMote,
    Forbered,
    GeSamtycke,
    GodtaOrdforande,
    Informera,
    Kalla,
    KontaktaRegion,
    Kontaktforsok,
    OverlamnaOrdforande,
)
from tests.policy import policy
from tests.stories import (
    AF,
    ARBETSMARKNAD,
    EKONOMI,
    FK,
    INDIVID,
    Story,
    accepted,
    assessed,
    consented,
    measures,
    moment,
    needed,
    paused,
    prepared,
    summoned,
    summons,
)

BISTAND = "kommun:bistand"


def refused() -> Story:
    """Phase forberedelse: the individual has said no to the chair's unit, and yes to two others that are covered."""
    story = prepared((ARBETSMARKNAD, AF, EKONOMI))
    story.do(BestamDeltagare, INDIVID, deltagare=(ARBETSMARKNAD,), svar="nej", day=3)
    return story


def removed() -> Story:
    """Phase vilande: the individual has taken the chair's unit out of the consent."""
    story = prepared((ARBETSMARKNAD, AF, EKONOMI))
    story.do(BegransaSamtycke, INDIVID, enheter=(ARBETSMARKNAD,), day=3)
    return story


def returned_without_the_chair() -> Story:
    """Phase forberedelse: a new consent leaves the chair's unit out; the individual has said yes to those it covers."""
    story = removed()
    story.do(Informera, AF, anpassning=("lattlast",))
    story.do(GeSamtycke, INDIVID, enheter=(AF, EKONOMI, FK), amnen=("arbete",))
    story.do(BestamDeltagare, INDIVID, deltagare=(AF, EKONOMI), svar="ja")
    return story


@policy("FM-ROLL-1", "FM-ROLL-2")
@pytest.mark.parametrize("story", [refused, returned_without_the_chair])
@pytest.mark.parametrize("to", [AF, EKONOMI])
def test_a_covered_unit_with_the_individuals_yes_takes_the_chair_without_an_offer(story: Any, to: str) -> None:
    case = story()
    case.do(GodtaOrdforande, to)
    assert (case.case.facts.chair, case.case.facts.initiator) == (to, to)


@policy("FM-ROLL-2", "FM-SAMTYCKE-2")
def test_one_without_a_yes_or_outside_the_consent_does_not_take_it() -> None:
    case = returned_without_the_chair()
    assert case.ask(GodtaOrdforande, FK).norms[:1] == ("FM-ROLL-2",)
    assert "FM-ROLL-2" in case.ask(GodtaOrdforande, BISTAND).norms
    case.do(BestamDeltagare, INDIVID, deltagare=(BISTAND,), svar="ja")
    assert "FM-ROLL-2" in case.ask(GodtaOrdforande, BISTAND).norms


@policy("FM-ROLL-2")
def test_a_chair_that_can_go_on_is_followed_only_by_one_that_was_offered_the_chair() -> None:
    assert prepared().ask(GodtaOrdforande, AF).norms == ("FM-ROLL-2",)
    assert measures().ask(GodtaOrdforande, EKONOMI).norms == ("FM-ROLL-2",)


@policy("FM-ROLL-2")
@pytest.mark.parametrize(("first", "second"), [(AF, EKONOMI), (EKONOMI, AF)])
def test_the_first_that_accepts_holds(first: str, second: str) -> None:
    case = refused()
    case.do(GodtaOrdforande, first)
    assert case.ask(GodtaOrdforande, second).norms == ("FM-ROLL-2",)


@policy("FM-ROLL-2", "FM-SAMTYCKE-2")
@pytest.mark.parametrize(("to", "allowed"), [(AF, True), (EKONOMI, True), (FK, False), (BISTAND, False)])
def test_a_chair_outside_the_consent_hands_over_to_one_that_is_covered_and_has_a_yes(to: str, allowed: bool) -> None:
    decision = returned_without_the_chair().ask(OverlamnaOrdforande, till=to)
    assert decision.allowed is allowed


@policy("FM-ROLL-1", "FM-FORBEREDELSE-4", "FM-FORBEREDELSE-5")
def test_what_the_chair_owed_the_new_chair_owes() -> None:
    case = returned_without_the_chair()
    case.do(GodtaOrdforande, AF)
    standing = {"open", "late"}
    for name in ("forbereda_mote", "kalla", "ta_forsta_kontakt"):
        assert {one.bearer for one in case.duties(name) if one.state.value in standing} == {AF}, name
    case.do(DokumenteraSamtycke, AF)
    case.do(Forbered, AF, individen_medverkar="ja", behov_onskemal="ja")
    assert case.ask(Kalla, AF, **summons((EKONOMI,))).allowed
    assert not case.ask(Kalla, ARBETSMARKNAD, **summons((EKONOMI,))).allowed
    assert case.ask(Avsluta, AF, skal_kod="administrativt").allowed


@policy("FM-FORBEREDELSE-5", "FM-ROLL-1")
def test_who_called_to_the_meeting_is_owed_no_summons_to_it_once_another_chairs() -> None:
    story = summoned((AF, EKONOMI))
    story.do(OverlamnaOrdforande, till=AF, day=10)
    story.do(GodtaOrdforande, AF)
    story.do(BestamDeltagare, INDIVID, deltagare=(ARBETSMARKNAD,), svar="ja")
    assert {one.state.value for one in story.duties("kalla")} == {"met"}


@policy("FM-ROLL-8", "FM-UPPFOLJ-1")
def test_if_the_removed_unit_was_to_call_to_the_follow_up_the_new_chair_does() -> None:
    case = measures()
    case.do(BestamDeltagare, INDIVID, deltagare=(ARBETSMARKNAD,), svar="nej")
    case.do(GodtaOrdforande, AF)
    assert case.case.facts.follow_up.convener == AF
    assert {one.bearer for one in case.duties("halla_uppfoljning") if one.state.value == "open"} == {AF}


@policy("FM-ROLL-2", "PR-MALGRUPP-2")
@pytest.mark.parametrize("story", [needed, accepted, paused, removed])
def test_without_a_consent_the_chair_passes_to_a_unit_that_the_individual_names(story: Any) -> None:
    case = story()
    assert "FM-ROLL-2" in case.ask(GodtaOrdforande, FK).norms
    assert "FM-SAMTYCKE-2" in case.ask(OverlamnaOrdforande, till=FK).norms
    case.do(BestamDeltagare, INDIVID, deltagare=(FK,), svar="ja")
    assert case.ask(OverlamnaOrdforande, till=FK).allowed
    case.do(GodtaOrdforande, FK)
    assert case.case.facts.chair == FK
    assert "FM-SAMTYCKE-2" in case.ask(Kontaktforsok, FK, till=AF).norms
    assert case.duties("kontakta_regionen") == ()


@policy("FM-SAMTYCKE-2", "PR-MALGRUPP-2")
@pytest.mark.parametrize("story", [needed, accepted, paused])
@pytest.mark.parametrize("who", ["narstaende:1", "arbetsgivare", "ovrig:1"])
def test_without_a_consent_only_units_are_named(story: Any, who: str) -> None:
    assert story().ask(BestamDeltagare, INDIVID, deltagare=(AF,), svar="ja").allowed
    assert not story().ask(BestamDeltagare, INDIVID, deltagare=(who,), svar="ja").allowed
    assert not story().ask(BestamDeltagare, INDIVID, deltagare=(AF, who), svar="ja").allowed


@policy("FM-ROLL-2", "PR-MALGRUPP-2")
@pytest.mark.parametrize("story", [needed, accepted, paused])
def test_a_no_gives_nobody_the_chair_and_takes_back_the_yes(story: Any) -> None:
    case = story()
    case.do(BestamDeltagare, INDIVID, deltagare=(FK,), svar="ja")
    case.do(BestamDeltagare, INDIVID, deltagare=(FK,), svar="nej")
    assert "FM-ROLL-2" in case.ask(GodtaOrdforande, FK).norms


@policy("FM-ROLL-2", "FM-SAMTYCKE-5")
def test_a_yes_from_before_the_pause_does_not_give_the_chair() -> None:
    case = prepared()
    case.do(AterkallaSamtycke, INDIVID)
    assert "FM-ROLL-2" in case.ask(GodtaOrdforande, AF).norms


@policy("FM-ROLL-2", "PR-MALGRUPP-2")
@pytest.mark.parametrize("story", [paused, removed])
def test_a_second_withdrawal_takes_back_a_yes_that_was_said_in_the_pause(story: Any) -> None:
    case = story()
    case.do(BestamDeltagare, INDIVID, deltagare=(FK,), svar="ja")
    assert case.ask(GodtaOrdforande, FK).allowed
    case.do(AterkallaSamtycke, INDIVID)
    assert "FM-ROLL-2" in case.ask(GodtaOrdforande, FK).norms
    case.do(BestamDeltagare, INDIVID, deltagare=(FK,), svar="ja")
    assert case.ask(GodtaOrdforande, FK).allowed


@policy("FM-SAMTYCKE-2")
@pytest.mark.parametrize("story", [returned_without_the_chair])
def test_no_cure_presses_for_the_unit_that_was_taken_out(story: Any) -> None:
    case = story()
    for decision in (
        case.ask(Kontaktforsok, till=AF),
        case.ask(KontaktaRegion, enhet="region:psykiatri"),
        case.ask(Kalla, **summons((AF,))),
    ):
        said = [one for one in decision.findings if ARBETSMARKNAD in dict(one.values).get("units", ())]
        assert said
        assert all(one.cure is None for one in said)


@policy("FM-SAMTYCKE-2")
def test_for_a_unit_that_was_never_in_it_the_individual_may_still_extend_the_consent() -> None:
    (first,) = consented().ask(Kontaktforsok, till=FK).findings
    assert first.cure == "utoka_samtycke"


def named(story: Story, to: str = BISTAND) -> Story:
    """The individual has named a unit for the chair, and it has taken it."""
    story.do(BestamDeltagare, INDIVID, deltagare=(to,), svar="ja")
    story.do(GodtaOrdforande, to)
    return story


@policy("FM-ROLL-1", "FM-FORBEREDELSE-1")
@pytest.mark.parametrize(("by", "norms"), [(BISTAND, ()), (ARBETSMARKNAD, ("FM-FORBEREDELSE-1",))])
def test_the_initiators_role_passes_with_the_chair(by: str, norms: tuple[str, ...]) -> None:
    assert named(assessed()).ask(ErbjudMote, by).norms == norms


@policy("FM-ROLL-1", "FM-FORBEREDELSE-1")
@pytest.mark.parametrize(
    ("story", "name"),
    [
        (needed, "bedoma_behov"),
        (assessed, "erbjuda_mote"),
        (needed, "ta_forsta_kontakt"),
        (accepted, "informera_infor_samtycke"),
    ],
)
def test_what_the_initiator_owes_the_new_chair_owes(story: Any, name: str) -> None:
    assert [one.bearer for one in story().duties(name)] == [ARBETSMARKNAD]
    assert [one.bearer for one in named(story()).duties(name)] == [BISTAND]


@policy("FM-SAMTYCKE-2", "FM-ROLL-2")
@pytest.mark.parametrize(("last", "norms"), [("2026-02-20", ()), ("2026-01-30", ("FM-SAMTYCKE-2",))])
def test_under_a_consent_that_has_run_out_nobody_is_offered_the_chair(last: str, norms: tuple[str, ...]) -> None:
    case = accepted()
    case.do(Informera, anpassning=("lattlast",))
    case.do(GeSamtycke, INDIVID, enheter=(AF, EKONOMI), amnen=("arbete",), giltigt_till=last)
    case.do(BestamDeltagare, INDIVID, deltagare=(AF,), svar="ja", day=2)
    decision = case.ask(OverlamnaOrdforande, till=AF, day=21)
    assert decision.norms == norms
    assert case.ask(GodtaOrdforande, AF, day=21).allowed is (norms == ())


def offered_the_chair() -> Story:
    case = prepared((ARBETSMARKNAD, AF, EKONOMI))
    case.do(OverlamnaOrdforande, till=AF, day=4)
    return case


@policy("FM-ROLL-2")
@pytest.mark.parametrize(
    ("then", "by", "norms"),
    [
        (Kontaktforsok, ARBETSMARKNAD, ("FM-ROLL-2",)),
        (Kontaktforsok, EKONOMI, ()),
        (None, ARBETSMARKNAD, ()),
    ],
)
def test_a_late_acceptance_moves_no_chair_that_has_acted_since(then: Any, by: str, norms: tuple[str, ...]) -> None:
    case = offered_the_chair()
    if then is not None:
        case.do(then, by, till=EKONOMI if by == ARBETSMARKNAD else AF, day=6)
    late = case.event(GodtaOrdforande, AF, day=5, recorded_at=moment(8))
    assert case.case.decide(late).norms == norms
    case.case, _ = case.case.record(late)
    assert case.case.facts.chair == (ARBETSMARKNAD if norms else AF)


@policy("FM-ROLL-2")
@pytest.mark.parametrize("late", [True, False])
def test_the_first_acceptance_recorded_holds_also_if_another_says_it_was_before(late: bool) -> None:
    case = refused()
    case.do(GodtaOrdforande, EKONOMI, day=6)
    earlier = case.event(GodtaOrdforande, AF, day=5 if late else 7, recorded_at=moment(8))
    case.case, decision = case.case.record(earlier)
    assert decision.norms == ("FM-ROLL-2",)
    assert case.case.facts.chair == EKONOMI


@policy("FM-SAMTYCKE-2")
@pytest.mark.parametrize(
    ("units", "told"), [((AF, EKONOMI), True), ((ARBETSMARKNAD, AF, EKONOMI), False)], ids=["outside", "covered"]
)
@pytest.mark.parametrize("by", [None, ARBETSMARKNAD])
def test_whoever_asks_is_told_at_once_that_a_chair_outside_the_consent_calls_nobody(
    units: tuple[str, ...], told: bool, by: str | None
) -> None:
    story = consented(units)
    answer = story.case.why_not(Kalla, moment(story.day + 1), by)
    assert ("FM-SAMTYCKE-2" in {one.norm for one in answer.findings}) is told
    assert answer.answer.value == "no"  # nothing is prepared yet
    assert ("FM-SAMTYCKE-2" in story.ask(Kalla, **summons((AF, EKONOMI))).norms) is told
