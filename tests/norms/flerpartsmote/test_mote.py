"""The meeting: consent, who is there, who chairs and documents, how it ends, and how the chair is handed over."""

from __future__ import annotations

from typing import Any

import pytest

from flerpart_flow.routines.flerpartsmote import (
    AndraNarvaro,
    AterkallaSamtycke,
    AvbrytMote,
    Avsluta,
    AvslutaMote,
    BedomSamordningsbehov,
    BegransaSamtycke,
    BestamDeltagare,
    BokaUppfoljning,
    DokumenteraSamtycke,
    Forbered,
    GodkannPlan,
    GodtaOrdforande,
    Kalla,
    OppnaMote,
    OverlamnaOrdforande,
    SammanfattaPlan,
    StallIn,
    UpprattaPlan,
    UtokaSamtycke,
    UtseDokumenterare,
)
from tests.policy import policy
from tests.stories import (
    AF,
    ARBETSMARKNAD,
    EKONOMI,
    FK,
    FOLLOW_UP_DAY,
    INDIVID,
    MEETING_DAY,
    Story,
    accepted,
    approved,
    assessed,
    consented,
    everywhere,
    follow_up,
    found,
    measures,
    meeting,
    moment,
    needed,
    on,
    paused,
    plan,
    prepared,
    summed_up,
    summoned,
    summons,
)

EVERYBODY = (INDIVID, ARBETSMARKNAD, AF, EKONOMI)
EMPLOYER = "arbetsgivare"
RELATIVE = "narstaende:1"
BISTAND = "kommun:bistand"
"""A unit of the chair's own party."""
OPEN = [name for name in everywhere() if name != "avslut"]


def parameter(**values: Any) -> dict[str, Any]:
    """An overlay that sets parameters."""
    return {"parameter": values}


def proposed(story: Story, day: float = MEETING_DAY + 5) -> list[tuple[str, str]]:
    """The deviations that are proposed on a day: kind and unit."""
    return [(one.kind, one.unit) for one in story.case.deviations(moment(day))]


def opening(story: Story, *present: str, **content: Any) -> Any:
    """The decision on opening the meeting with these there."""
    return story.ask(OppnaMote, narvarande=present or EVERYBODY, day=MEETING_DAY, **content)


def handed_over(to: str = EKONOMI, story: Story | None = None) -> Story:
    """The chair has been offered to a unit, which has accepted."""
    story = story or consented()
    story.do(OverlamnaOrdforande, till=to)
    story.do(GodtaOrdforande, to)
    return story


# --- No meeting without consent --------------------------------------------------------------------------------------


@policy("FM-SAMTYCKE-2", "FM-SAMTYCKE-8")
@pytest.mark.parametrize(("last_day", "norms"), [(MEETING_DAY, ()), (MEETING_DAY - 1, ("FM-SAMTYCKE-2",))])
def test_a_meeting_opens_only_while_the_consent_is_in_force(last_day: float, norms: tuple[str, ...]) -> None:
    assert opening(summoned(giltigt_till=on(last_day))).norms == norms


@policy("FM-SAMTYCKE-2")
@pytest.mark.parametrize(("topics", "norms"), [(("arbete",), ()), ((), ("FM-SAMTYCKE-2",))])
def test_a_meeting_needs_a_yes_to_exchanging_something(topics: tuple[str, ...], norms: tuple[str, ...]) -> None:
    story = prepared(amnen=topics)
    story.do(Kalla, day=5, **(summons() if topics else summons(syfte={})))
    assert opening(story).norms == norms


@policy("FM-SAMTYCKE-2")
@pytest.mark.parametrize("phase", [needed, accepted, paused])
def test_no_meeting_opens_in_a_phase_without_consent(phase: Any) -> None:
    decision = opening(phase())
    assert not decision.allowed
    assert {"FF-FAS-1", "FM-SAMTYCKE-2"} <= set(decision.norms)


@policy("FM-SAMTYCKE-2")
@pytest.mark.parametrize(("covered", "norms"), [(True, ()), (False, ("FM-SAMTYCKE-2",))])
def test_a_unit_that_the_consent_does_not_cover_is_not_there(covered: bool, norms: tuple[str, ...]) -> None:
    story = summoned()
    story.do(BestamDeltagare, INDIVID, deltagare=(FK,), svar="ja", day=6)
    if covered:
        story.do(UtokaSamtycke, INDIVID, enheter=(FK,))
    assert opening(story, *EVERYBODY, FK).norms == norms


@policy("PR-MALGRUPP-2")
@pytest.mark.parametrize(("answer", "norms"), [("ja", ()), ("nej", ("PR-MALGRUPP-2",)), (None, ("PR-MALGRUPP-2",))])
def test_nobody_is_there_whom_the_individual_has_not_said_yes_to(answer: str | None, norms: tuple[str, ...]) -> None:
    story = summoned()
    story.do(UtokaSamtycke, INDIVID, enheter=(FK,), day=6)
    if answer is not None:
        story.do(BestamDeltagare, INDIVID, deltagare=(FK,), svar=answer)
    assert opening(story, *EVERYBODY, FK).norms == norms


@policy("FM-FORBEREDELSE-9", "PR-MALGRUPP-2")
@pytest.mark.parametrize(
    ("answer", "suitable", "norms"),
    [
        ("ja", "ja", ()),
        ("ja", "nej", ("FM-FORBEREDELSE-9",)),
        ("ja", None, ("FM-FORBEREDELSE-9",)),
        ("nej", "ja", ("PR-MALGRUPP-2",)),
    ],
)
def test_a_relative_is_there_by_the_individuals_yes_and_if_it_is_suitable(
    answer: str, suitable: str | None, norms: tuple[str, ...]
) -> None:
    story = summoned()
    story.do(BestamDeltagare, INDIVID, deltagare=(RELATIVE,), svar=answer, day=6)
    if suitable is not None:
        story.do(BestamDeltagare, deltagare=(RELATIVE,), lamplig=suitable, skal_kod="annat")
    assert opening(story, *EVERYBODY, RELATIVE).norms == norms


@policy("FM-KALLELSE-5", "PR-MALGRUPP-2")
@pytest.mark.parametrize(("answer", "norms"), [("ja", ()), ("nej", ("PR-MALGRUPP-2",)), (None, ("PR-MALGRUPP-2",))])
def test_an_outsider_is_there_by_the_individuals_yes_alone(answer: str | None, norms: tuple[str, ...]) -> None:
    story = summoned()
    if answer is not None:
        story.do(BestamDeltagare, INDIVID, deltagare=(EMPLOYER,), svar=answer, day=6)
    assert opening(story, *EVERYBODY, EMPLOYER).norms == norms


def some_records(overlay: dict[str, Any] | None = None) -> Story:
    """Phase kallelse: everybody but Arbetsförmedlingen has documented the consent."""
    story = prepared(overlay=overlay, records=False)
    for unit in (ARBETSMARKNAD, EKONOMI):
        story.do(DokumenteraSamtycke, unit, referens="dnr 1")
    story.do(Kalla, day=5, **summons())
    return story


@policy("FM-SAMTYCKE-6")
def test_a_unit_without_its_own_record_may_be_there_with_a_warning() -> None:
    decision = opening(some_records())
    assert decision.allowed
    assert found(decision, "FM-SAMTYCKE-6") == ("warn",)


@policy("FM-SAMTYCKE-6", "FF-SAMTYCKE-1")
def test_there_is_nothing_to_warn_of_when_everybody_has_documented_the_consent() -> None:
    decision = opening(summoned(overlay=parameter(missing_party_record="block_meeting")))
    assert decision.allowed
    assert (found(decision, "FM-SAMTYCKE-6"), found(decision, "FF-SAMTYCKE-1")) == ((), ())


@policy("FF-SAMTYCKE-1")
@pytest.mark.parametrize(("choice", "norms"), [("exclude_disclosure", ()), ("block_meeting", ("FF-SAMTYCKE-1",))])
def test_an_organisation_may_keep_the_meeting_closed_until_all_have_documented(
    choice: str, norms: tuple[str, ...]
) -> None:
    assert opening(some_records(parameter(missing_party_record=choice))).norms == norms


@policy("FF-SAMTYCKE-1")
def test_a_closed_meeting_opens_once_the_last_unit_has_documented() -> None:
    story = some_records(parameter(missing_party_record="block_meeting"))
    story.do(DokumenteraSamtycke, AF, referens="dnr 1")
    assert opening(story).allowed


# --- The individual is there -----------------------------------------------------------------------------------------


@policy("FM-FORBEREDELSE-2", "PR-DEF-1")
@pytest.mark.parametrize(("present", "norms"), [(EVERYBODY, ()), (EVERYBODY[1:], ("FM-FORBEREDELSE-2",))])
def test_a_meeting_needs_the_individual_there(present: tuple[str, ...], norms: tuple[str, ...]) -> None:
    assert opening(summoned(), *present).norms == norms


@policy("FM-FORBEREDELSE-2")
@pytest.mark.parametrize(("answers", "allowed"), [(["nej"], True), (["ja"], False), (["nej", "ja"], False)])
def test_a_meeting_without_the_individual_needs_their_own_recorded_wish(answers: list[str], allowed: bool) -> None:
    story = summoned()
    for answer in answers:
        story.do(BestamDeltagare, INDIVID, deltagare=(INDIVID,), svar=answer)
    assert opening(story, *EVERYBODY[1:]).norms == (() if allowed else ("FM-FORBEREDELSE-2",))


@policy("FM-FORBEREDELSE-2")
def test_the_chair_cannot_say_that_the_individual_wishes_to_stay_away() -> None:
    decision = summoned().ask(BestamDeltagare, deltagare=(INDIVID,), svar="nej")
    assert decision.norms == ("PR-MALGRUPP-2",)


@policy("PR-DEF-1")
@pytest.mark.parametrize(("present", "warned"), [((AF,), ()), ((EKONOMI,), ("warn",)), ((), ("warn",))])
def test_a_meeting_of_one_organisation_and_the_individual_only_warns(
    present: tuple[str, ...], warned: tuple[str, ...]
) -> None:
    decision = opening(summoned(), INDIVID, ARBETSMARKNAD, *present)
    assert decision.allowed
    assert found(decision, "PR-DEF-1") == warned


@policy("PR-DEF-1")
@pytest.mark.parametrize(("least", "warned"), [(2, ()), (3, ("warn",))])
def test_how_many_organisations_it_takes_is_the_organisations_choice(least: int, warned: tuple[str, ...]) -> None:
    assert found(opening(summoned(overlay=parameter(min_parties=least))), "PR-DEF-1") == warned


# --- Which meeting opens ---------------------------------------------------------------------------------------------


@policy("FF-MOTE-1")
@pytest.mark.parametrize(("number", "norms"), [(None, ()), (1, ()), (2, ("FF-MOTE-1",))])
def test_the_meeting_that_opens_is_the_one_that_was_summoned(number: int | None, norms: tuple[str, ...]) -> None:
    assert opening(summoned(), mote=number).norms == norms


@policy("FM-UPPFOLJ-1", "FF-MOTE-1")
@pytest.mark.parametrize(("number", "norms"), [(None, ()), (2, ()), (1, ("FF-MOTE-1",))])
def test_the_follow_up_is_the_next_meeting_in_number(number: int | None, norms: tuple[str, ...]) -> None:
    decision = measures().ask(OppnaMote, narvarande=EVERYBODY, mote=number, day=FOLLOW_UP_DAY)
    assert decision.norms == norms
    assert decision.state.phase == ("atgarder" if norms else "uppfoljning")


@policy("FM-UPPFOLJ-1")
@pytest.mark.parametrize(("booked", "norms"), [(True, ()), (False, ("FM-UPPFOLJ-1",))])
def test_a_follow_up_opens_only_if_it_was_booked_or_summoned(booked: bool, norms: tuple[str, ...]) -> None:
    story = approved()
    if booked:
        story.do(BokaUppfoljning, datum=on(FOLLOW_UP_DAY), sammankallande=ARBETSMARKNAD)
    story.do(AvslutaMote)
    assert story.ask(OppnaMote, narvarande=EVERYBODY, day=FOLLOW_UP_DAY).norms == norms


@policy("FM-UPPFOLJ-1", "FF-MOTE-1")
def test_a_follow_up_that_was_cancelled_has_to_be_summoned_anew() -> None:
    story = measures()
    story.do(Forbered, individen_medverkar="ja", behov_onskemal="ja", day=100)
    story.do(Kalla, **summons((AF, EKONOMI), FOLLOW_UP_DAY))
    story.do(StallIn, mote=2)
    assert story.ask(OppnaMote, narvarande=EVERYBODY, day=FOLLOW_UP_DAY).norms == ("FM-UPPFOLJ-1",)
    story.do(Kalla, **summons((AF, EKONOMI), FOLLOW_UP_DAY, mote=3))
    assert story.ask(OppnaMote, narvarande=EVERYBODY, mote=3, day=FOLLOW_UP_DAY).allowed


# --- Who chairs ------------------------------------------------------------------------------------------------------


@policy("FM-ROLL-2", "FM-ROLL-1")
@pytest.mark.parametrize(("by", "norms"), [(ARBETSMARKNAD, ()), (AF, ("FM-ROLL-2",)), (INDIVID, ("FM-ROLL-2",))])
def test_the_initiator_chairs_the_meeting(by: str, norms: tuple[str, ...]) -> None:
    assert opening(summoned(), by=by).norms == norms


@policy("FM-ROLL-2")
@pytest.mark.parametrize(("named", "norms"), [(None, ()), (ARBETSMARKNAD, ()), (AF, ("FM-ROLL-2",))])
def test_the_one_who_opens_the_meeting_chairs_it(named: str | None, norms: tuple[str, ...]) -> None:
    assert opening(summoned(), ordforande=named).norms == norms


@policy("FM-ROLL-2")
@pytest.mark.parametrize(("present", "norms"), [(EVERYBODY, ()), ((INDIVID, AF, EKONOMI), ("FM-ROLL-2",))])
def test_the_chair_is_there(present: tuple[str, ...], norms: tuple[str, ...]) -> None:
    assert opening(summoned(), *present).norms == norms


@policy("FM-ROLL-2", "FM-UPPFOLJ-1")
@pytest.mark.parametrize(("by", "norms"), [(AF, ()), (ARBETSMARKNAD, ("FM-ROLL-2",))])
def test_the_one_named_to_call_to_the_follow_up_chairs_it(by: str, norms: tuple[str, ...]) -> None:
    story = measures(convener=AF)
    assert story.ask(OppnaMote, by, narvarande=EVERYBODY, day=FOLLOW_UP_DAY).norms == norms


@policy("FM-ROLL-2", "FM-ROLL-1")
@pytest.mark.parametrize(("by", "norms"), [(ARBETSMARKNAD, ()), (AF, ("FM-ROLL-7",))])
def test_chairing_the_follow_up_does_not_take_over_the_overall_responsibility(by: str, norms: tuple[str, ...]) -> None:
    story = measures(convener=AF)
    story.do(OppnaMote, AF, narvarande=EVERYBODY, day=FOLLOW_UP_DAY)
    assert story.case.facts.meeting.chair == AF
    decision = story.ask(BokaUppfoljning, by, datum=on(FOLLOW_UP_DAY + 90), sammankallande=AF)
    assert decision.norms == norms


@policy("FM-ROLL-2")
def test_without_a_plan_the_chair_calls_to_the_next_meeting_though_another_was_named_for_a_follow_up() -> None:
    story = meeting()
    story.do(BokaUppfoljning, datum=on(FOLLOW_UP_DAY), sammankallande=AF)
    story.do(AvslutaMote)
    assert story.case.phase == "forberedelse"
    story.do(Forbered, individen_medverkar="ja", behov_onskemal="ja")
    assert story.ask(Kalla, ARBETSMARKNAD, day=70, **summons(day=120)).allowed
    assert not story.ask(Kalla, AF, day=70, **summons(day=120)).allowed


# --- Handing over the chair ------------------------------------------------------------------------------------------


@policy("FM-ROLL-2", "FM-ROLL-1")
def test_the_chair_changes_when_the_one_named_has_accepted_and_not_before() -> None:
    story = consented()
    story.do(OverlamnaOrdforande, till=EKONOMI)
    assert story.case.facts.chair == ARBETSMARKNAD
    story.do(GodtaOrdforande, EKONOMI)
    assert story.case.facts.chair == EKONOMI


@policy("FM-ROLL-2")
@pytest.mark.parametrize(("by", "norms"), [(EKONOMI, ()), (AF, ("FM-ROLL-2",)), (ARBETSMARKNAD, ("FM-ROLL-2",))])
def test_only_the_one_named_accepts_the_chair(by: str, norms: tuple[str, ...]) -> None:
    story = consented()
    story.do(OverlamnaOrdforande, till=EKONOMI)
    assert story.ask(GodtaOrdforande, by).norms == norms


@policy("FM-ROLL-2")
def test_nobody_accepts_a_chair_that_was_not_offered() -> None:
    assert consented().ask(GodtaOrdforande, EKONOMI).norms == ("FM-ROLL-2",)


@policy("FM-ROLL-2")
@pytest.mark.parametrize(("by", "norms"), [(ARBETSMARKNAD, ()), (EKONOMI, ("FM-ROLL-2",))])
def test_only_the_chair_hands_the_chair_over(by: str, norms: tuple[str, ...]) -> None:
    assert consented().ask(OverlamnaOrdforande, by, till=AF).norms == norms


@policy("FM-ROLL-2")
@pytest.mark.parametrize(("to", "norms"), [(EKONOMI, ()), (None, ("FM-ROLL-2",)), (ARBETSMARKNAD, ("FM-ROLL-2",))])
def test_the_hand_over_names_another_unit(to: str | None, norms: tuple[str, ...]) -> None:
    assert consented().ask(OverlamnaOrdforande, till=to).norms == norms


@policy("FM-SAMTYCKE-2")
@pytest.mark.parametrize(("to", "norms"), [(AF, ()), (FK, ("FM-SAMTYCKE-2",)), (BISTAND, ("FM-SAMTYCKE-2",))])
def test_the_chair_is_offered_only_to_a_unit_that_may_know_of_the_individual(to: str, norms: tuple[str, ...]) -> None:
    assert consented().ask(OverlamnaOrdforande, till=to).norms == norms


@policy("FM-SAMTYCKE-2")
@pytest.mark.parametrize("state", [needed, assessed, accepted, paused])
@pytest.mark.parametrize("to", [AF, BISTAND])
def test_without_consent_the_chair_is_handed_over_to_no_other_unit_nor_one_of_the_own_party(
    state: Any, to: str
) -> None:
    assert state().ask(OverlamnaOrdforande, till=to, day=30).norms == ("FM-SAMTYCKE-2",)


@policy("FM-SAMTYCKE-2")
@pytest.mark.parametrize("ending", ["none", "narrowed", "withdrawn"])
def test_an_offered_chair_is_accepted_only_while_the_consent_covers_the_unit(ending: str) -> None:
    story = consented((ARBETSMARKNAD, AF, FK))
    story.do(OverlamnaOrdforande, till=AF)
    if ending == "narrowed":
        story.do(BegransaSamtycke, INDIVID, enheter=(AF,))
    if ending == "withdrawn":
        story.do(AterkallaSamtycke, INDIVID)
    decision = story.ask(GodtaOrdforande, AF)
    assert decision.allowed is (ending == "none")
    assert ("FM-SAMTYCKE-2" in decision.norms) is (ending != "none")


@policy("FM-SAMTYCKE-2")
@pytest.mark.parametrize(("ending", "allowed"), [("none", True), ("withdrawn", False)])
def test_a_chair_offered_to_another_unit_of_the_party_is_accepted_under_the_consent(ending: str, allowed: bool) -> None:
    story = consented()
    story.do(UtokaSamtycke, INDIVID, enheter=(BISTAND,))
    story.do(OverlamnaOrdforande, till=BISTAND)
    if ending == "withdrawn":
        story.do(AterkallaSamtycke, INDIVID)
    assert story.ask(GodtaOrdforande, BISTAND).allowed is allowed


@policy("FM-ROLL-2")
@pytest.mark.parametrize("phase", [one for one in OPEN if one not in {"behov", "samtycke", "vilande"}])
def test_the_chair_may_be_handed_over_in_every_phase_with_a_consent(phase: str) -> None:
    assert handed_over(EKONOMI, everywhere()[phase]).case.facts.chair == EKONOMI


@policy("FM-SAMTYCKE-2", "FM-ROLL-2")
@pytest.mark.parametrize(("out", "norms"), [((), ()), ((EKONOMI,), ("FM-SAMTYCKE-2",))])
def test_who_takes_over_a_meeting_that_goes_on_is_covered_by_the_consent(
    out: tuple[str, ...], norms: tuple[str, ...]
) -> None:
    story = meeting()
    story.do(OverlamnaOrdforande, till=EKONOMI)
    if out:
        story.do(BegransaSamtycke, INDIVID, enheter=out)
    assert story.ask(GodtaOrdforande, EKONOMI).norms == norms


@policy("FM-ROLL-2")
def test_a_closed_case_has_no_chair_to_hand_over() -> None:
    assert "FF-FAS-1" in everywhere()["avslut"].ask(OverlamnaOrdforande, till=EKONOMI).norms


@policy("FM-ROLL-2", "FM-KALLELSE-1")
@pytest.mark.parametrize(("by", "norms"), [(EKONOMI, ()), (ARBETSMARKNAD, ("FM-KALLELSE-1",))])
def test_the_new_chair_calls_to_the_meeting_and_the_old_one_does_not(by: str, norms: tuple[str, ...]) -> None:
    story = handed_over(EKONOMI, prepared())
    content = summons((AF,))
    assert story.ask(Kalla, by, day=5, **content).norms == norms


@policy("FM-ROLL-2")
def test_a_hand_over_during_the_meeting_takes_effect_at_the_meeting() -> None:
    story = handed_over(EKONOMI, meeting())
    assert story.ask(UtseDokumenterare, EKONOMI, vem=AF).allowed
    assert story.ask(UtseDokumenterare, ARBETSMARKNAD, vem=AF).norms == ("FM-ROLL-3",)


@policy("FM-ROLL-1", "FM-ROLL-2")
@pytest.mark.parametrize("name", ["forbereda_mote", "kalla"])
def test_what_the_old_chair_owed_the_new_chair_owes(name: str) -> None:
    story = consented()
    story.do(BestamDeltagare, INDIVID, deltagare=(AF,), svar="ja")
    handed_over(EKONOMI, story)
    assert {duty.bearer for duty in story.duties(name) if duty.ended_nr is None} == {EKONOMI}


@policy("FM-ROLL-1", "FM-ROLL-2")
@pytest.mark.parametrize("name", ["dela_ut_plan_till_individen", "dela_ut_plan", "boka_uppfoljning"])
def test_what_the_old_chair_owed_of_the_plan_the_new_chair_owes(name: str) -> None:
    story = handed_over(EKONOMI, approved())
    assert {duty.bearer for duty in story.duties(name) if duty.ended_nr is None} == {EKONOMI}


# --- Who documents ---------------------------------------------------------------------------------------------------


@policy("FM-ROLL-3")
def test_somebody_has_to_be_appointed_to_document_until_it_is_done() -> None:
    story = summoned()
    assert story.duties("utse_dokumenterare") == ()
    story.do(OppnaMote, narvarande=EVERYBODY, day=MEETING_DAY)
    assert [(duty.bearer, duty.state) for duty in story.duties("utse_dokumenterare")] == [(ARBETSMARKNAD, "open")]
    story.do(UtseDokumenterare, vem=AF)
    assert [duty.state for duty in story.duties("utse_dokumenterare")] == ["met"]


@policy("FM-ROLL-3")
@pytest.mark.parametrize("appointed", [True, False])
def test_no_plan_is_written_before_somebody_is_appointed_to_document(appointed: bool) -> None:
    story = summoned()
    story.do(OppnaMote, narvarande=EVERYBODY, day=MEETING_DAY)
    if appointed:
        story.do(UtseDokumenterare, vem=AF)
    assert story.ask(UpprattaPlan, AF, plan=plan()).norms == (() if appointed else ("FM-ROLL-3",))


@policy("FM-ROLL-3")
@pytest.mark.parametrize(("by", "norms"), [(AF, ()), (ARBETSMARKNAD, ("FM-ROLL-3",))])
def test_the_plan_is_written_by_the_one_appointed(by: str, norms: tuple[str, ...]) -> None:
    story = meeting()
    story.do(UtseDokumenterare, vem=AF)
    assert story.ask(UpprattaPlan, by, plan=plan()).norms == norms


@policy("FM-ROLL-3")
@pytest.mark.parametrize(("by", "norms"), [(ARBETSMARKNAD, ()), (AF, ("FM-ROLL-3",))])
def test_the_chair_of_the_meeting_sees_to_it_that_somebody_is_appointed(by: str, norms: tuple[str, ...]) -> None:
    assert meeting().ask(UtseDokumenterare, by, vem=AF).norms == norms


@policy("FM-ROLL-3")
@pytest.mark.parametrize(
    ("who", "norms"), [(AF, ()), (EKONOMI, ("FM-ROLL-3",)), (FK, ("FM-ROLL-3",)), (None, ("FM-ROLL-3",))]
)
def test_the_one_appointed_is_at_the_meeting(who: str | None, norms: tuple[str, ...]) -> None:
    story = meeting(present=(INDIVID, ARBETSMARKNAD, AF))
    assert story.ask(UtseDokumenterare, vem=who).norms == norms


@policy("FM-ROLL-3")
@pytest.mark.parametrize(("allowed", "norms"), [(True, ()), (False, ("FM-ROLL-3",))])
def test_the_chair_documents_where_the_organisation_allows_it(allowed: bool, norms: tuple[str, ...]) -> None:
    story = summoned(overlay=parameter(chair_may_document=allowed))
    story.do(OppnaMote, narvarande=EVERYBODY, day=MEETING_DAY)
    assert story.ask(UtseDokumenterare, vem=ARBETSMARKNAD).norms == norms
    assert story.ask(UtseDokumenterare, vem=AF).allowed


@policy("FM-ROLL-3")
def test_a_unit_taken_out_of_the_consent_no_longer_documents() -> None:
    story = meeting()
    story.do(UtseDokumenterare, vem=EKONOMI)
    story.do(BegransaSamtycke, INDIVID, enheter=(EKONOMI,))
    assert "FM-ROLL-3" in story.ask(UpprattaPlan, EKONOMI, plan=plan()).norms
    assert story.ask(UtseDokumenterare, vem=EKONOMI).norms == ("FM-ROLL-3",)


# --- Coming and going ------------------------------------------------------------------------------------------------


@policy("FM-SAMTYCKE-2")
@pytest.mark.parametrize(("covered", "norms"), [(True, ()), (False, ("FM-SAMTYCKE-2",))])
def test_whoever_comes_later_is_covered_by_the_consent_too(covered: bool, norms: tuple[str, ...]) -> None:
    story = meeting()
    story.do(BestamDeltagare, INDIVID, deltagare=(FK,), svar="ja")
    if covered:
        story.do(UtokaSamtycke, INDIVID, enheter=(FK,))
    assert story.ask(AndraNarvaro, anlant=(FK,)).norms == norms


@policy("PR-MALGRUPP-2")
@pytest.mark.parametrize(("answer", "norms"), [("ja", ()), (None, ("PR-MALGRUPP-2",))])
def test_whoever_comes_later_has_the_individuals_yes_too(answer: str | None, norms: tuple[str, ...]) -> None:
    story = meeting()
    story.do(UtokaSamtycke, INDIVID, enheter=(FK,))
    if answer is not None:
        story.do(BestamDeltagare, INDIVID, deltagare=(FK,), svar=answer)
    assert story.ask(AndraNarvaro, anlant=(FK,)).norms == norms


@policy("FM-FORBEREDELSE-9")
@pytest.mark.parametrize(("suitable", "norms"), [("ja", ()), ("nej", ("FM-FORBEREDELSE-9",))])
def test_a_relative_who_comes_later_is_suitable_too(suitable: str, norms: tuple[str, ...]) -> None:
    story = meeting()
    story.do(BestamDeltagare, INDIVID, deltagare=(RELATIVE,), svar="ja")
    story.do(BestamDeltagare, deltagare=(RELATIVE,), lamplig=suitable, skal_kod="annat")
    assert story.ask(AndraNarvaro, anlant=(RELATIVE,)).norms == norms


@policy("FM-SAMTYCKE-2")
def test_anybody_may_leave() -> None:
    story = meeting()
    story.do(AndraNarvaro, mote=1, lamnat=(EKONOMI,))
    assert story.case.facts.meeting.present == {INDIVID, ARBETSMARKNAD, AF}


@policy("FF-MOTE-1")
@pytest.mark.parametrize(("number", "norms"), [(None, ()), (1, ()), (2, ("FF-MOTE-1",))])
def test_coming_and_going_concerns_the_meeting_that_is_open(number: int | None, norms: tuple[str, ...]) -> None:
    assert meeting().ask(AndraNarvaro, mote=number, lamnat=(AF,)).norms == norms


@policy("FM-ROLL-2")
@pytest.mark.parametrize(("by", "norms"), [(ARBETSMARKNAD, ()), (AF, ("FM-ROLL-2",))])
def test_the_chair_of_the_meeting_notes_who_comes_and_goes(by: str, norms: tuple[str, ...]) -> None:
    assert meeting().ask(AndraNarvaro, by, lamnat=(EKONOMI,)).norms == norms


@policy("FM-AVVIK-4")
@pytest.mark.parametrize(("came", "deviations"), [(True, []), (False, [("utebliven", EKONOMI)])])
def test_a_unit_that_comes_late_has_come(came: bool, deviations: list[tuple[str, str]]) -> None:
    story = meeting(present=(INDIVID, ARBETSMARKNAD, AF))
    if came:
        story.do(AndraNarvaro, anlant=(EKONOMI,))
        story.do(AndraNarvaro, lamnat=(EKONOMI,))
    story.do(AvslutaMote)
    assert proposed(story) == deviations


# --- How the meeting ends --------------------------------------------------------------------------------------------


@policy("FM-ROLL-2")
@pytest.mark.parametrize("kind", [AvslutaMote, AvbrytMote])
@pytest.mark.parametrize(("by", "norms"), [(ARBETSMARKNAD, ()), (AF, ("FM-ROLL-2",))])
def test_the_chair_of_the_meeting_ends_it(kind: Any, by: str, norms: tuple[str, ...]) -> None:
    assert meeting().ask(kind, by).norms == norms


@policy("FM-ROLL-5")
@pytest.mark.parametrize("kind", [AvslutaMote, AvbrytMote])
@pytest.mark.parametrize(
    ("state", "phase"),
    [(approved, "atgarder"), (summed_up, "forberedelse"), (meeting, "forberedelse"), (follow_up, "atgarder")],
)
def test_after_the_meeting_come_the_measures_if_a_plan_is_approved_else_a_new_preparation(
    kind: Any, state: Any, phase: str
) -> None:
    assert state().do(kind).state.phase == phase


@policy("FF-MOTE-1")
@pytest.mark.parametrize(("number", "norms"), [(1, ("FF-MOTE-1",)), (2, ())])
@pytest.mark.parametrize("kind", [AvslutaMote, AvbrytMote])
def test_a_meeting_that_was_held_or_interrupted_does_not_come_back(
    kind: Any, number: int, norms: tuple[str, ...]
) -> None:
    story = meeting()
    story.do(kind)
    story.do(Forbered, individen_medverkar="ja", behov_onskemal="ja")
    assert story.ask(Kalla, day=61, **summons(day=120, mote=number)).norms == norms


@policy("FM-ROLL-4")
@pytest.mark.parametrize(("summed", "warned"), [(True, ()), (False, ("warn",))])
def test_ending_a_meeting_before_the_plan_is_summed_up_warns(summed: bool, warned: tuple[str, ...]) -> None:
    story = meeting()
    story.do(UpprattaPlan, plan=plan())
    if summed:
        story.do(SammanfattaPlan)
    decision = story.do(AvslutaMote)
    assert found(decision, "FM-ROLL-4") == warned


@policy("FM-ROLL-7", "FM-ROLL-8")
@pytest.mark.parametrize(("booked", "warned"), [(True, ()), (False, ("warn",))])
def test_ending_a_meeting_with_a_plan_but_no_follow_up_booked_warns(booked: bool, warned: tuple[str, ...]) -> None:
    story = approved()
    if booked:
        story.do(BokaUppfoljning, datum=on(FOLLOW_UP_DAY), sammankallande=AF)
    decision = story.do(AvslutaMote)
    assert (found(decision, "FM-ROLL-7"), found(decision, "FM-ROLL-8")) == (warned, warned)


@policy("FM-ROLL-7")
def test_without_an_approved_plan_there_is_no_follow_up_to_book() -> None:
    assert found(summed_up().do(AvslutaMote), "FM-ROLL-7") == ()


@policy("FM-ROLL-7")
@pytest.mark.parametrize(("remains", "warned"), [("ja", ("warn",)), ("nej", ()), (None, ("warn",))])
def test_a_follow_up_leads_to_another_unless_the_need_is_gone(remains: str | None, warned: tuple[str, ...]) -> None:
    story = follow_up()
    if remains is not None:
        story.do(BedomSamordningsbehov, kvarstar=remains)
    assert found(story.do(AvslutaMote), "FM-ROLL-7") == warned


@policy("FM-ROLL-3")
@pytest.mark.parametrize("kind", [AvslutaMote, AvbrytMote])
def test_when_the_meeting_is_over_nobody_has_to_be_appointed_any_more(kind: Any) -> None:
    story = summoned()
    story.do(OppnaMote, narvarande=EVERYBODY, day=MEETING_DAY)
    story.do(kind)
    assert [duty.state for duty in story.duties("utse_dokumenterare")] == ["lapsed"]


@policy("FM-SAMTYCKE-5", "FM-AVVIK-4")
@pytest.mark.parametrize(("withdrawn", "deviations"), [(True, []), (False, [("utebliven", EKONOMI)])])
def test_a_meeting_that_a_withdrawal_interrupts_leaves_no_deviation(
    withdrawn: bool, deviations: list[tuple[str, str]]
) -> None:
    story = meeting(present=(INDIVID, ARBETSMARKNAD, AF))
    if withdrawn:
        story.do(AterkallaSamtycke, INDIVID)
        assert story.case.phase == "vilande"
    else:
        story.do(AvslutaMote)
    assert proposed(story) == deviations


@policy("FM-FORBEREDELSE-2", "FM-AVVIK-4")
def test_that_the_individual_stays_away_by_their_own_wish_is_never_a_deviation() -> None:
    story = summoned()
    story.do(BestamDeltagare, INDIVID, deltagare=(INDIVID,), svar="nej")
    story.do(OppnaMote, narvarande=EVERYBODY[1:], day=MEETING_DAY)
    story.do(AvslutaMote)
    assert proposed(story) == []


# --- What the meeting does not change --------------------------------------------------------------------------------


@policy("FF-AVSLUT-1")
def test_in_the_meeting_the_individual_may_still_close_the_case() -> None:
    assert meeting().do(Avsluta, INDIVID, skal_kod="individens_onskan").state.phase == "avslut"


@policy("FM-ROLL-5")
def test_an_approval_that_comes_after_the_meeting_leads_to_the_measures() -> None:
    story = summed_up()
    for who in EVERYBODY[:-1]:
        story.do(GodkannPlan, who)
    story.do(AvslutaMote)
    assert story.case.phase == "forberedelse"
    assert story.do(GodkannPlan, EKONOMI).state.phase == "atgarder"


# --- Found by the owners of the routine ------------------------------------------------------------------------------


@policy("FF-MOTE-3")
@pytest.mark.parametrize(("day", "severities"), [(MEETING_DAY, ()), (MEETING_DAY + 1, ("warn",)), (20, ("warn",))])
def test_a_meeting_that_opens_on_another_day_than_it_was_called_to_is_warned_of(
    day: int, severities: tuple[str, ...]
) -> None:
    decision = summoned().ask(OppnaMote, narvarande=(INDIVID, ARBETSMARKNAD, AF), day=day)
    assert decision.allowed
    assert found(decision, "FF-MOTE-3") == severities


@policy("FM-AVVIK-4")
@pytest.mark.parametrize(("day", "missed"), [(MEETING_DAY, {EKONOMI}), (MEETING_DAY + 1, set())])
def test_nobody_is_missed_on_a_day_that_they_were_not_called_to(day: int, missed: set[str]) -> None:
    story = summoned()
    story.do(OppnaMote, narvarande=(INDIVID, ARBETSMARKNAD, AF), day=day)
    story.do(AvslutaMote)
    assert {one.unit for one in story.case.deviations(moment(day + 1)) if one.kind == "utebliven"} == missed


@policy("PR-MALGRUPP-2")
@pytest.mark.parametrize(("answer", "norms"), [("ja", ()), ("nej", ("PR-MALGRUPP-2",))])
def test_one_whom_the_individual_has_said_no_to_is_not_offered_the_chair(answer: str, norms: tuple[str, ...]) -> None:
    story = consented()
    story.do(BestamDeltagare, INDIVID, deltagare=(AF,), svar=answer)
    assert story.ask(OverlamnaOrdforande, till=AF).norms == norms


@policy("PR-MALGRUPP-2", "FM-AVVIK-4")
def test_a_no_after_the_summons_takes_the_unit_out_and_it_is_told_neutrally_and_never_missed() -> None:
    story = summoned()
    story.do(BestamDeltagare, INDIVID, deltagare=(EKONOMI,), svar="nej", day=20)
    assert [duty.counterpart for duty in story.duties("ge_neutralt_besked")] == [EKONOMI]
    assert story.ask(StallIn, till=(EKONOMI,)).allowed
    story.do(OppnaMote, narvarande=(INDIVID, ARBETSMARKNAD, AF), day=MEETING_DAY)
    story.do(AvslutaMote)
    assert story.case.deviations(moment(MEETING_DAY + 1)) == ()


@policy("FM-SAMTYCKE-5")
def test_a_unit_taken_out_of_the_consent_is_told_neutrally_that_the_meeting_is_off_for_it() -> None:
    story = summoned((AF, EKONOMI, FK))
    story.do(BegransaSamtycke, INDIVID, enheter=(FK,), day=20)
    assert [duty.counterpart for duty in story.duties("ge_neutralt_besked")] == [FK]
    story.do(StallIn, till=(FK,))
    assert [duty.state.value for duty in story.duties("ge_neutralt_besked")] == ["met"]
    assert story.case.phase == "kallelse"


@policy("FM-FORBEREDELSE-2")
def test_a_wish_to_stay_away_from_one_meeting_is_not_a_wish_to_stay_away_from_the_next() -> None:
    story = summoned()
    story.do(BestamDeltagare, INDIVID, deltagare=(INDIVID,), svar="nej", day=20)
    story.do(OppnaMote, narvarande=(ARBETSMARKNAD, AF, EKONOMI), day=MEETING_DAY)
    story.do(AvslutaMote)
    story.do(Forbered, individen_medverkar="ja", behov_onskemal="ja")
    story.do(Kalla, **summons(day=MEETING_DAY + 60))
    decision = story.ask(OppnaMote, narvarande=(ARBETSMARKNAD, AF, EKONOMI), day=MEETING_DAY + 60)
    assert decision.norms == ("FM-FORBEREDELSE-2",)
