"""Need: who may initiate, the assessment case by case, the offer, and when planning starts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from flerpart_flow.engine.definition.duties import DutyState
from flerpart_flow.engine.errors import EventError
from flerpart_flow.engine.judging.decision import Decision
from flerpart_flow.engine.rules.findings import values_of
from flerpart_flow.routines.flerpartsmote import (
    AndraNarvaro,
    AngeForutsattning,
    AngeTid,
    AterkallaSamtycke,
    Avsluta,
    BedomBehov,
    BestamDeltagare,
    ErbjudMote,
    GeSamtycke,
    GodtaOrdforande,
    IdentifieraBehov,
    Informera,
    Kalla,
    KontaktaRegion,
    Kontaktforsok,
    OppnaMote,
    OverlamnaOrdforande,
    TackaJa,
    TackaNej,
    UpprattaPlan,
)
from tests.policy import policy
from tests.stories import (
    AF,
    ARBETSMARKNAD,
    EKONOMI,
    FK,
    INDIVID,
    PSYKIATRI,
    START,
    Story,
    accepted,
    assessed,
    consented,
    found,
    moment,
    needed,
    offered,
    on,
)
from tests.story import represented

WHOLE: dict[str, Any] = {
    "samordningsbehov": "ja",
    "arbetsfor_alder": "ja",
    "underlag": ("halsa",),
    "individen_delaktig": "ja",
}
FIRST_CONTACT_IN_5 = {"parameter": {"first_contact_workdays": 5}}


def assessment(**change: Any) -> Decision:
    """The decision on an assessment that is whole but for one thing."""
    return needed().ask(BedomBehov, **{**WHOLE, **change})


# --- Who may initiate -------------------------------------------------------------------------------------------------


@policy("FM-ANSVAR-2")
@pytest.mark.parametrize("unit", [AF, FK, PSYKIATRI, EKONOMI, ARBETSMARKNAD])
def test_every_party_may_initiate_a_meeting(unit: str) -> None:
    story = Story()
    assert story.do(IdentifieraBehov, unit).allowed
    assert story.case.phase == "behov"


@policy("FM-ANSVAR-2")
@pytest.mark.parametrize("outsider", ["arbetsgivare", "narstaende:1", INDIVID])
def test_nobody_outside_the_parties_may_start_a_case(outsider: str) -> None:
    assert Story().ask(IdentifieraBehov, outsider).norms == ("FM-ANSVAR-2",)


@policy("FM-FORBEREDELSE-1")
def test_another_than_the_one_who_saw_the_need_does_not_assess_it() -> None:
    decision = needed().ask(BedomBehov, AF, **WHOLE)
    assert decision.norms == ("FM-FORBEREDELSE-1",)
    assert values_of(decision.hindrances[0])["holders"] == (ARBETSMARKNAD,)


# --- Where the routine applies ----------------------------------------------------------------------------------------


@policy("PR-ANSL-2")
def test_the_routine_applies_in_uppsala_from_its_first_day() -> None:
    day = (moment(0).replace(year=2020, month=1, day=1) - START) / timedelta(days=1)
    assert Story("uppsala").ask(IdentifieraBehov, day=day).findings == ()


@policy("PR-ANSL-2")
def test_the_day_before_the_routine_did_not_apply_in_uppsala_which_warns() -> None:
    day = (moment(0).replace(year=2019, month=12, day=31) - START) / timedelta(days=1)
    decision = Story("uppsala").ask(IdentifieraBehov, day=day)
    assert decision.allowed
    assert found(decision, "PR-ANSL-2") == ("warn",)


@policy("PR-ANSL-3")
@pytest.mark.parametrize("municipality", ["uppsala", "alvkarleby", "tierp", "heby", "knivsta", "osthammar", "habo"])
def test_no_warning_for_a_municipality_that_has_joined(municipality: str) -> None:
    assert Story(municipality).ask(IdentifieraBehov, day=0).findings == ()


@policy("PR-ANSL-3")
def test_enkoping_has_not_joined_which_warns_and_says_as_of_when() -> None:
    decision = Story("enkoping").ask(IdentifieraBehov, day=0)
    assert decision.allowed
    (finding,) = decision.findings
    assert (finding.norm, finding.severity, finding.unknown) == ("PR-ANSL-3", "warn", False)
    assert values_of(finding)["as_of"].isoformat() == "2022-03-01"


@policy("PR-ANSL-3")
def test_when_a_municipality_joined_on_an_unknown_day_earlier_days_are_unknown() -> None:
    day = (moment(0).replace(year=2021, month=6, day=1) - START) / timedelta(days=1)
    (finding,) = Story("tierp").ask(IdentifieraBehov, day=day).findings
    assert (finding.norm, finding.severity, finding.unknown) == ("PR-ANSL-3", "warn", True)


@policy("PR-ANSL-3")
def test_a_municipality_without_a_joining_day_counts_as_joined_from_the_day_of_the_slides() -> None:
    day = (moment(0).replace(year=2022, month=3, day=1) - START) / timedelta(days=1)
    assert Story("tierp").ask(IdentifieraBehov, day=day).findings == ()


@policy("PR-ANSL-3")
def test_a_case_that_names_no_municipality_is_unknown_and_warns() -> None:
    decision = Story(None).ask(IdentifieraBehov, day=0)
    assert decision.allowed
    (finding,) = decision.findings
    assert (finding.norm, finding.severity, finding.unknown) == ("PR-ANSL-3", "warn", True)
    assert finding.cure_by == "initiativtagare"  # who saw the need knows where the individual lives
    assert "PR-ANSL-3" in decision.explain("sv")
    assert "PR-ANSL-3" in decision.explain("en")


@policy("PR-ANSL-2", "PR-ANSL-3")
def test_an_organisation_can_add_a_municipality_that_has_joined_since() -> None:
    row = {"joined": "ja", "sv": "Enköpings kommun", "en": "Enköping municipality"}
    overlay = {"kommun": {"enkoping": {**row, "valid_from": on(0)}}}
    assert Story("enkoping", overlay).ask(IdentifieraBehov, day=0).findings == ()
    assert found(Story("enkoping", overlay).ask(IdentifieraBehov, day=-1), "PR-ANSL-2") == ("warn",)


# --- The assessment ---------------------------------------------------------------------------------------------------


@policy("FM-BEDOMNING-2")
@pytest.mark.parametrize(
    ("involved", "severities", "unknown"),
    [("ja", (), ()), ("nej", ("warn",), (False,)), ("okant", ("warn",), (True,))],
)
def test_an_assessment_without_the_individual_warns(
    involved: str, severities: tuple[str, ...], unknown: tuple[bool, ...]
) -> None:
    decision = assessment(individen_delaktig=involved)
    assert decision.allowed
    assert found(decision, "FM-BEDOMNING-2") == severities
    assert tuple(finding.unknown for finding in decision.findings) == unknown


@policy("FM-BEDOMNING-3")
@pytest.mark.parametrize("basis", ["halsa", "arbete", "socialt", "ekonomi", "annat"])
def test_an_assessment_says_what_it_was_based_on(basis: str) -> None:
    assert assessment(underlag=(basis,)).findings == ()


@policy("FM-BEDOMNING-3")
def test_the_basis_is_a_code_and_never_what_was_found() -> None:
    with pytest.raises(EventError):
        assessment(underlag=("svår depression",))


@policy("FM-BAKGRUND-3", "PR-BAKGRUND-2")
@pytest.mark.parametrize("form", [None, "flerpartsmote"])
def test_a_flerpartsmote_may_be_chosen_without_reasons(form: str | None) -> None:
    assert assessment(motesform=form).findings == ()


@policy("FM-BAKGRUND-3", "PR-BAKGRUND-2")
@pytest.mark.parametrize("form", ["sip", "avstamningsmote"])
def test_a_statutory_form_that_would_do_is_noted_and_stops_nothing(form: str) -> None:
    decision = assessment(motesform=form)
    assert decision.allowed
    assert found(decision, "FM-BAKGRUND-3") == ("note",)


# --- Target group and offer -------------------------------------------------------------------------------------------


@policy("FM-MALGRUPP-1", "PR-MALGRUPP-1")
@pytest.mark.parametrize(("need", "unknown"), [("nej", False), ("okant", True)])
def test_no_meeting_is_offered_when_the_need_is_not_clear(need: str, unknown: bool) -> None:
    decision = assessed(samordningsbehov=need).ask(ErbjudMote)
    assert decision.norms == ("FM-MALGRUPP-1",)
    assert decision.hindrances[0].unknown is unknown


@policy("FM-MALGRUPP-1", "PR-MALGRUPP-1")
def test_the_latest_assessment_counts() -> None:
    story = assessed(samordningsbehov="nej")
    story.do(BedomBehov, **WHOLE)
    assert story.ask(ErbjudMote).allowed


@policy("FF-ALDER-1", "FM-MALGRUPP-1", "PR-MALGRUPP-1")
@pytest.mark.parametrize("age", ["ja", "nej", "okant"])
def test_working_age_is_not_evaluated_unless_the_organisation_wants_it(age: str) -> None:
    assert assessed(arbetsfor_alder=age).ask(ErbjudMote).findings == ()


@policy("FF-ALDER-1", "FM-MALGRUPP-1", "PR-MALGRUPP-1")
@pytest.mark.parametrize(
    ("age", "severities", "unknown"),
    [("ja", (), ()), ("nej", ("warn",), (False,)), ("okant", ("warn",), (True,))],
)
def test_working_age_where_it_is_evaluated_warns_and_never_blocks(
    age: str, severities: tuple[str, ...], unknown: tuple[bool, ...]
) -> None:
    decision = assessed({"parameter": {"working_age": "evaluated"}}, arbetsfor_alder=age).ask(ErbjudMote)
    assert decision.allowed
    assert found(decision, "FF-ALDER-1") == severities
    assert tuple(finding.unknown for finding in decision.findings) == unknown


@policy("FM-MALGRUPP-2")
@pytest.mark.parametrize("need", ["nej", "okant"])
def test_no_need_obliges_to_no_offer(need: str) -> None:
    assert assessed(samordningsbehov=need).duties("erbjuda_mote") == ()


@policy("FM-MALGRUPP-2")
@pytest.mark.parametrize(("day", "state"), [(7, DutyState.OPEN), (8, DutyState.LATE)])
def test_an_offer_is_late_after_the_working_days_that_the_organisation_chose(day: int, state: DutyState) -> None:
    story = assessed({"parameter": {"offer_workdays": 5}})
    assert [duty.state for duty in story.duties("erbjuda_mote", day)] == [state]


@policy("FM-MALGRUPP-2")
def test_the_source_sets_no_time_for_the_offer_so_it_is_only_getting_older() -> None:
    (duty,) = assessed().duties("erbjuda_mote", 400)
    assert (duty.state, duty.due, duty.age_days) == (DutyState.OPEN, None, 399)


@policy("FM-MALGRUPP-2")
@pytest.mark.parametrize(("answer", "phase"), [(TackaJa, "samtycke"), (TackaNej, "avslut")])
def test_an_offer_is_accepted_or_declined(answer: Any, phase: str) -> None:
    story = offered()
    story.do(answer, INDIVID)
    assert story.case.phase == phase


@policy("FF-INDIVID-1")
@pytest.mark.parametrize("answer", [TackaJa, TackaNej])
@pytest.mark.parametrize("who", [INDIVID, "ombud"])
def test_the_individual_or_the_representative_answers_the_offer(answer: Any, who: str) -> None:
    assert represented(offered(), who).ask(answer, who).allowed


@policy("FF-INDIVID-1")
@pytest.mark.parametrize("answer", [TackaJa, TackaNej])
@pytest.mark.parametrize("who", [ARBETSMARKNAD, AF, "narstaende:1"])
def test_nobody_else_answers_the_offer_for_the_individual(answer: Any, who: str) -> None:
    assert offered().ask(answer, who).norms == ("FF-INDIVID-1",)


@policy("FM-MALGRUPP-2")
def test_declining_is_no_deviation_and_leaves_nobody_owing_anything() -> None:
    story = offered()
    story.do(TackaNej, INDIVID)
    assert story.case.deviations(moment(300)) == ()
    assert [duty for duty in story.case.duties(moment(300)) if duty.ended_nr is None] == []


# --- Planning starts without delay, and no earlier than the consent ---------------------------------------------------


@policy("FM-BEDOMNING-4")
@pytest.mark.parametrize("story", [needed, accepted], ids=["before the offer", "before consent"])
def test_before_the_consent_planning_waits_at_an_age_that_counts_from_the_need(story: Any) -> None:
    (duty,) = story(overlay=FIRST_CONTACT_IN_5).duties("paborja_planering", 50)
    assert (duty.state, duty.bearer, duty.age_days) == (DutyState.WAITING, ARBETSMARKNAD, 50)


@policy("FM-BEDOMNING-4")
def test_from_the_consent_on_planning_has_to_begin() -> None:
    (duty,) = consented().duties("paborja_planering", 11.5)
    assert (duty.state, duty.age_days) == (DutyState.OPEN, 11)


@policy("FM-BEDOMNING-4", "FM-BEDOMNING-5")
@pytest.mark.parametrize("duty", ["paborja_planering", "ta_forsta_kontakt"])
@pytest.mark.parametrize(("day", "state"), [(8, DutyState.OPEN), (9, DutyState.LATE)])
def test_planning_and_contact_are_late_some_working_days_after_the_consent_where_so_chosen(
    duty: str, day: int, state: DutyState
) -> None:
    story = consented(overlay=FIRST_CONTACT_IN_5)  # on Tuesday day 1; the fifth working day after it is day 8
    assert [one.state for one in story.duties(duty, day)] == [state]


@policy("FM-BEDOMNING-5")
def test_the_first_contact_waits_for_the_consent() -> None:
    (duty,) = accepted(FIRST_CONTACT_IN_5).duties("ta_forsta_kontakt", 50)
    assert (duty.state, duty.age_days) == (DutyState.WAITING, 50)


@policy("FM-BEDOMNING-5")
@pytest.mark.parametrize(("day", "state"), [(8, DutyState.OPEN), (9, DutyState.LATE)])
def test_the_age_of_the_first_contact_counts_from_the_need_and_lateness_from_the_consent(
    day: int, state: DutyState
) -> None:
    (duty,) = consented(overlay=FIRST_CONTACT_IN_5).duties("ta_forsta_kontakt", day)
    assert (duty.state, duty.age_days) == (state, day)


@policy("FM-BEDOMNING-5", "FM-SAMTYCKE-5")
def test_the_time_in_a_pause_is_not_counted_in_the_age_of_the_first_contact() -> None:
    story = consented()
    story.do(AterkallaSamtycke, INDIVID, day=10)
    assert story.duties("ta_forsta_kontakt", 30)[0].age_days == 10
    story.do(Informera, anpassning=("lattlast",), day=40)
    story.do(GeSamtycke, INDIVID, enheter=(ARBETSMARKNAD, AF), amnen=("halsa",), day=40)
    assert story.duties("ta_forsta_kontakt", 45)[0].age_days == 15


@policy("FM-BEDOMNING-5", "FM-SAMTYCKE-2")
@pytest.mark.parametrize("story", [needed, offered, accepted])
@pytest.mark.parametrize("kind", [Kontaktforsok, KontaktaRegion])
def test_before_the_consent_another_party_is_reached_without_saying_whom_it_concerns(story: Any, kind: Any) -> None:
    case = story()
    to = {"till": PSYKIATRI} if kind is Kontaktforsok else {"enhet": PSYKIATRI}
    for value in ("nej", "okant"):
        assert "FM-SAMTYCKE-2" in case.ask(kind, **to, avidentifierat=value).norms
    case.do(kind, **to, avidentifierat="ja")
    assert [one.state for one in case.duties("ta_forsta_kontakt")] == [DutyState.MET]
    assert case.case.facts.region_contact is None
    assert case.duties("boka_tid") == ()


@policy("FM-AVVIK-3")
@pytest.mark.parametrize(("value", "proposed"), [("ja", 0), ("nej", 1), ("okant", 1)])
def test_an_attempt_that_names_nobody_is_never_one_that_was_not_answered(value: str, proposed: int) -> None:
    story = consented()
    for day in (5, 6, 7):
        story.do(Kontaktforsok, till=AF, avidentifierat=value, day=day)
    assert len(story.case.deviations(moment(8))) == proposed


@policy("FM-SAMTYCKE-1")
def test_the_information_is_owed_from_the_yes_to_the_offer_until_it_is_given() -> None:
    assert offered().duties("informera_infor_samtycke") == ()
    story = accepted()
    (owed,) = story.duties("informera_infor_samtycke", 300)
    assert (owed.bearer, owed.counterpart, owed.state) == (ARBETSMARKNAD, INDIVID, DutyState.OPEN)
    story.do(Informera, anpassning=("lattlast",))
    assert [one.state for one in story.duties("informera_infor_samtycke", 300)] == [DutyState.MET]


@policy("FM-SAMTYCKE-1")
def test_who_is_informed_already_is_owed_no_more_and_a_new_chair_takes_the_duty_over() -> None:
    story = offered()
    story.do(Informera, anpassning=("lattlast",))
    story.do(TackaJa, INDIVID)
    assert story.duties("informera_infor_samtycke") == ()
    handed = accepted()
    handed.do(BestamDeltagare, INDIVID, deltagare=("kommun:bistand",), svar="ja")
    handed.do(OverlamnaOrdforande, till="kommun:bistand")
    handed.do(GodtaOrdforande, "kommun:bistand")
    assert [one.bearer for one in handed.duties("informera_infor_samtycke")] == ["kommun:bistand"]


@policy("FM-BEDOMNING-5")
@pytest.mark.parametrize("to", [EKONOMI, INDIVID])
def test_a_word_within_the_own_party_or_with_the_individual_is_no_contact_between_parties(to: str) -> None:
    story = consented()
    story.do(Kontaktforsok, till=to)
    assert [duty.state for duty in story.duties("ta_forsta_kontakt")] == [DutyState.OPEN]


@policy("FM-BEDOMNING-4", "FM-BEDOMNING-5")
@pytest.mark.parametrize("duty", ["paborja_planering", "ta_forsta_kontakt"])
def test_planning_rests_while_the_consent_is_withdrawn(duty: str) -> None:
    story = consented(overlay=FIRST_CONTACT_IN_5)
    story.do(AterkallaSamtycke, INDIVID, day=3)
    assert [one.state for one in story.duties(duty, 100)] == [DutyState.SUSPENDED]


# --- The answer -------------------------------------------------------------------------------------------------------


def test_an_assessment_that_lacks_everything_is_told_everything_at_once() -> None:
    decision = needed().ask(BedomBehov, motesform="sip")
    assert decision.allowed
    assert {finding.norm for finding in decision.remarks} == {"FM-BEDOMNING-2", "FM-BEDOMNING-3", "FM-BAKGRUND-3"}


def test_an_offer_by_the_wrong_unit_before_an_assessment_is_told_both() -> None:
    decision = needed().ask(ErbjudMote, AF)
    assert set(decision.norms) == {"FM-FORBEREDELSE-1", "FM-BEDOMNING-1"}
    assert decision.state is decision.before


ANSWERS: dict[str, tuple[Any, str | None, str | None]] = {
    "no assessment": (lambda: needed().ask(ErbjudMote), "initiativtagare", "bedom_behov"),
    "no need": (lambda: assessed(samordningsbehov="nej").ask(ErbjudMote), "ordforande", "avsluta"),
    "need unknown": (lambda: assessed(samordningsbehov="okant").ask(ErbjudMote), "initiativtagare", "bedom_behov"),
    "no offer": (lambda: assessed().ask(TackaJa, INDIVID), "initiativtagare", "erbjud_mote"),
    "no view": (lambda: assessment(individen_delaktig="nej"), ARBETSMARKNAD, "bedom_behov"),
    "no basis": (lambda: assessment(underlag=()), ARBETSMARKNAD, "bedom_behov"),
    "wrong unit": (lambda: needed().ask(BedomBehov, AF, **WHOLE), "initiativtagare", None),
    "not the individual": (lambda: offered().ask(TackaJa), "individ", None),
}


@pytest.mark.parametrize("case", ANSWERS)
def test_each_finding_says_who_can_cure_it_and_how(case: str) -> None:
    ask, by, cure = ANSWERS[case]
    (finding,) = ask().findings
    assert (finding.cure_by, finding.cure) == (by, cure)


def test_a_need_that_is_not_there_closes_the_case_as_the_cure_says() -> None:
    story = assessed(samordningsbehov="nej")
    assert story.ask(Avsluta, skal_kod="inget_behov").allowed


def test_what_belongs_to_a_later_phase_names_the_phases_where_it_is_possible() -> None:
    decision = needed().ask(AngeTid, start=moment(60))
    (finding,) = (one for one in decision.hindrances if one.norm == "FF-FAS-1")
    assert "forberedelse" in values_of(finding)["phases"]
    assert "behov" not in values_of(finding)["phases"]


@policy("PR-ANSL-3")
@pytest.mark.parametrize(("years", "severities"), [(0, ()), (3, ("warn",)), (4, ())])
def test_knowledge_of_2022_is_too_old_for_2026_only_where_the_organisation_says_so(
    years: int, severities: tuple[str, ...]
) -> None:
    story = Story("uppsala", {"parameter": {"municipality_stale_after_years": years}})
    assert found(story.ask(IdentifieraBehov, day=0), "PR-ANSL-3") == severities


@policy("PR-ANSL-3")
def test_a_municipality_that_has_not_joined_is_told_so_however_old_the_knowledge_is() -> None:
    story = Story("enkoping", {"parameter": {"municipality_stale_after_years": 3}})
    (finding,) = story.ask(IdentifieraBehov, day=0).findings
    assert (finding.message.code, finding.unknown) == ("behov.kommunen_inte_ansluten", False)


@policy("FF-INNEHALL-1")
@pytest.mark.parametrize(
    ("stated", "lacking"), [({}, ["enhet", "norm"]), ({"enhet": AF}, ["norm"]), ({"norm": "PR-AF-1"}, ["enhet"])]
)
def test_a_condition_says_which_and_of_whom_and_only_what_is_missing_is_told(
    stated: dict[str, Any], lacking: list[str]
) -> None:
    decision = needed().ask(AngeForutsattning, varde="ja", kalla="individ", **stated)
    assert [one.field for one in decision.findings if one.norm == "FF-INNEHALL-1"] == lacking


@policy("FM-SAMTYCKE-2", "FM-SAMTYCKE-3", "FM-SAMTYCKE-6", "FM-KALLELSE-8", "FM-PLAN-3", "FF-MOTE-3")
@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (Kalla, {"till": (AF,), "syfte": {AF: "Planera"}}),
        (OppnaMote, {"narvarande": (INDIVID, AF)}),
        (AndraNarvaro, {"anlant": (AF,)}),
        (UpprattaPlan, {"plan": {"atgarder": [{"id": "a", "text": "A", "ansvariga": [AF]}]}}),
    ],
)
def test_before_there_is_a_consent_its_details_are_not_asked_for(kind: Any, content: dict[str, Any]) -> None:
    told = {one.norm for one in needed().ask(kind, **content).findings}
    assert "FF-FAS-1" in told
    assert "FM-SAMTYCKE-2" in told
    assert told.isdisjoint({"FM-SAMTYCKE-3", "FM-SAMTYCKE-6", "FM-PLAN-3", "FF-MOTE-3"})
    assert ("FM-KALLELSE-8" in told) is False
