"""What is owed for the follow-up once a meeting is over: it is prepared, called to and held as the first one (A16)."""

from __future__ import annotations

from collections.abc import Iterable

from flerpart_flow.routines.flerpartsmote import (
    AterkallaSamtycke,
    AvslutaMote,
    BedomSamordningsbehov,
    BegransaSamtycke,
    BestamDeltagare,
    BokaUppfoljning,
    Forbered,
    GeSamtycke,
    GodkannPlan,
    Informera,
    Kalla,
    KontaktaRegion,
    OppnaMote,
    SammanfattaPlan,
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
    INDIVID,
    PSYKIATRI,
    Story,
    follow_up,
    measures,
    meeting,
    moment,
    on,
    plan,
    prepared,
    summed_up,
    summons,
)
from tests.stories import with_region as asked

STANDING = ("open", "late")


def owed(story: Story, name: str) -> list[tuple[str, str | None]]:
    found = story.case.duties(moment(story.day))
    return [(one.bearer, one.counterpart) for one in found if one.name == name and one.state.value in STANDING]


def met(story: Story, day: float, absent: Iterable[str] = ()) -> Story:
    """Phase atgarder: those called were there but for the absent, a plan is in force and its follow-up booked."""
    called = [one.actor for one in story.case.facts.meeting.recipients]
    there = (INDIVID, ARBETSMARKNAD, *(one for one in called if one not in tuple(absent)))
    story.do(OppnaMote, narvarande=there, mote=1, day=day)
    story.do(UtseDokumenterare, vem=ARBETSMARKNAD)
    story.do(UpprattaPlan, plan=plan())
    story.do(SammanfattaPlan, version=1)
    for who in there:
        story.do(GodkannPlan, who, version=1)
    story.do(BokaUppfoljning, datum=on(150), sammankallande=ARBETSMARKNAD)
    story.do(AvslutaMote)
    return story


def with_the_region(absent: Iterable[str]) -> Story:
    story = asked()
    story.do(Kalla, day=5, **summons((AF, PSYKIATRI)))
    return met(story, 60, absent)


@policy("FM-FORBEREDELSE-4", "FM-UPPFOLJ-1")
def test_the_chair_prepares_the_follow_up_with_the_individual_by_its_day() -> None:
    case = measures()
    assert owed(case, "forbereda_mote") == [(ARBETSMARKNAD, INDIVID)]
    open_now = [one for one in case.duties("forbereda_mote", day=100) if one.state.value == "open"]
    assert [one.due for one in open_now] == [on(150)]
    case.do(Forbered, individen_medverkar="ja", behov_onskemal="ja", day=100)
    assert owed(case, "forbereda_mote") == []


@policy("FM-FORBEREDELSE-4")
def test_a_meeting_that_has_begun_is_prepared_no_more() -> None:
    assert owed(follow_up(), "forbereda_mote") == []


@policy("FM-FORBEREDELSE-4", "FM-UPPFOLJ-1")
def test_once_followed_up_the_next_time_is_prepared_when_it_is_booked_and_by_that_day() -> None:
    case = follow_up()
    case.do(AvslutaMote)
    assert owed(case, "forbereda_mote") == []
    case.do(BokaUppfoljning, datum=on(260), sammankallande=ARBETSMARKNAD)
    assert owed(case, "forbereda_mote") == [(ARBETSMARKNAD, INDIVID)]
    open_now = [
        one for one in case.case.duties(moment(case.day)) if one.name == "forbereda_mote" and one.ended_nr is None
    ]
    assert [one.due for one in open_now] == [on(260)]


@policy("FM-FORBEREDELSE-4", "FM-ROLL-5")
def test_a_plan_that_is_approved_after_the_meeting_brings_a_follow_up_to_prepare() -> None:
    case = summed_up()
    case.do(GodkannPlan, INDIVID, version=1)
    case.do(AvslutaMote)
    assert owed(case, "forbereda_mote") == []
    for who in (ARBETSMARKNAD, AF, EKONOMI):
        case.do(GodkannPlan, who, version=1)
    assert owed(case, "forbereda_mote") == [(ARBETSMARKNAD, INDIVID)]


@policy("FM-FORBEREDELSE-4", "FM-UPPFOLJ-3")
def test_nothing_is_prepared_where_no_meeting_is_sure_to_come() -> None:
    gone = follow_up()
    gone.do(BedomSamordningsbehov, kvarstar="nej")
    gone.do(AvslutaMote)
    assert owed(gone, "forbereda_mote") == []
    without_a_plan = meeting()
    without_a_plan.do(AvslutaMote)
    assert owed(without_a_plan, "forbereda_mote") == []


@policy("FM-FORBEREDELSE-5", "PR-MALGRUPP-2")
def test_a_second_yes_to_one_who_knows_of_the_follow_up_makes_nobody_owe_a_summons() -> None:
    case = measures()
    case.do(BestamDeltagare, INDIVID, deltagare=(AF, EKONOMI), svar="ja", day=80)
    assert owed(case, "kalla") == []


@policy("FM-FORBEREDELSE-5", "PR-MALGRUPP-2")
def test_a_second_yes_to_one_who_is_at_the_meeting_makes_nobody_owe_a_summons() -> None:
    case = follow_up()
    case.do(BestamDeltagare, INDIVID, deltagare=(AF,), svar="ja")
    assert owed(case, "kalla") == []


@policy("FM-BOKNING-1", "FM-BOKNING-2", "FM-UPPFOLJ-1")
def test_a_region_that_was_absent_when_the_follow_up_was_booked_is_contacted_six_weeks_before() -> None:
    case = with_the_region(absent=(PSYKIATRI,))
    assert owed(case, "kontakta_regionen") == [(ARBETSMARKNAD, PSYKIATRI)]
    due = [one.due for one in case.duties("kontakta_regionen") if one.state.value == "open"]
    assert [day.isoformat() for day in due if day] == ["2026-04-30"]
    case.do(KontaktaRegion, enhet=PSYKIATRI, day=70)
    assert owed(case, "kontakta_regionen") == []
    assert owed(case, "boka_tid") == [(PSYKIATRI, ARBETSMARKNAD)]


@policy("FM-BOKNING-1", "FM-UPPFOLJ-1")
def test_a_region_that_was_there_has_its_notice() -> None:
    assert owed(with_the_region(absent=()), "kontakta_regionen") == []


@policy("FM-FORBEREDELSE-5", "FM-SAMTYCKE-2")
def test_a_unit_with_a_yes_is_called_once_the_consent_covers_it() -> None:
    case = prepared((ARBETSMARKNAD, AF, EKONOMI))
    case.do(BestamDeltagare, INDIVID, deltagare=(FK, PSYKIATRI), svar="ja")
    assert {other for _, other in owed(case, "kalla")} == {AF, EKONOMI}
    assert owed(case, "kontakta_regionen") == []
    case.do(UtokaSamtycke, INDIVID, enheter=(FK, PSYKIATRI))
    assert {other for _, other in owed(case, "kalla")} == {AF, EKONOMI, FK, PSYKIATRI}
    assert owed(case, "kontakta_regionen") == [(ARBETSMARKNAD, PSYKIATRI)]


@policy("FM-FORBEREDELSE-5", "PR-MALGRUPP-2")
def test_a_yes_that_a_word_of_the_same_moment_takes_back_makes_nobody_owe_a_summons() -> None:
    case = prepared((ARBETSMARKNAD, AF, EKONOMI, FK))
    for answer in ("nej", "ja"):
        case.do(BestamDeltagare, INDIVID, deltagare=(FK,), svar=answer, day=3)
    case.do(BestamDeltagare, INDIVID, deltagare=(PSYKIATRI,), svar="ja", utan=(PSYKIATRI,), day=4)
    assert {other for _, other in owed(case, "kalla")} == {AF, EKONOMI}
    assert owed(case, "kontakta_regionen") == []


@policy("FM-UPPFOLJ-2", "FM-SAMTYCKE-2")
def test_a_chair_outside_the_consent_owes_no_account_of_its_own() -> None:
    case = follow_up()
    case.do(AterkallaSamtycke, INDIVID)
    case.do(Informera, anpassning=("lattlast",))
    case.do(GeSamtycke, INDIVID, enheter=(AF, EKONOMI, FK), amnen=("arbete",))
    assert {who for who, _ in owed(case, "redovisa")} == {AF, EKONOMI}


@policy("FM-SAMTYCKE-5")
def test_to_take_the_individual_out_of_the_consent_ends_nothing_that_is_owed() -> None:
    case = measures()
    before = {(one.name, one.bearer) for one in case.case.duties(moment(61)) if one.state.value == "open"}
    case.do(BegransaSamtycke, INDIVID, enheter=(INDIVID,), day=61)
    assert {(one.name, one.bearer) for one in case.case.duties(moment(61)) if one.state.value == "open"} == before
