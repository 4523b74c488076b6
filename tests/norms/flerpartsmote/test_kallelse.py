"""The summons: what it says, how and when it is sent, in what order, and what those called answer."""

from __future__ import annotations

from typing import Any

import pytest

from flerpart_flow.routines.flerpartsmote import (
    FLERPARTSMOTE,
    AngeTid,
    AterkallaSamtycke,
    Avboj,
    AvslutaMote,
    BedomBehov,
    Bekrafta,
    BestamDeltagare,
    BokaOm,
    BokaUppfoljning,
    DokumenteraSamtycke,
    ErbjudMote,
    Forbered,
    Fraga,
    GeSamtycke,
    GodkannPlan,
    IdentifieraBehov,
    Informera,
    Kalla,
    KontaktaRegion,
    Kontaktforsok,
    OppnaMote,
    SammanfattaPlan,
    StallIn,
    SvaraPaFraga,
    TackaJa,
    UpprattaPlan,
    UtokaSamtycke,
    UtseDokumenterare,
)
from flerpart_flow.samverkan.data.municipalities import address_of
from tests.policy import policy
from tests.stories import (
    AF,
    ARBETSMARKNAD,
    EKONOMI,
    FK,
    FOLLOW_UP_DAY,
    INDIVID,
    MEETING_DAY,
    PSYKIATRI,
    TOPICS,
    Story,
    accepted,
    approved,
    consented,
    found,
    measures,
    moment,
    needed,
    on,
    paused,
    plan,
    prepared,
    summoned,
    summons,
    with_region,
)

EMPLOYER = "arbetsgivare"
RELATIVE = "narstaende:1"
OTHER = "ovrig:1"
LATEST = MEETING_DAY - 35
"""The day five weeks before the meeting, a Friday."""


def parameter(**values: Any) -> dict[str, Any]:
    """An overlay that sets parameters."""
    return {"parameter": values}


def days_short(story: Story, norm: str, day: float, **content: Any) -> int | None:
    """How many days of notice a summons sent on a day is found to lack; None if nothing is found."""
    decision = story.ask(Kalla, day=day, **content)
    assert decision.allowed
    return next((dict(one.values)["days"] for one in decision.findings if one.norm == norm), None)


def with_relative(answer: str | None = "ja", suitable: str | None = "ja") -> Story:
    """Prepared, with what the individual and the chair have said of a relative."""
    story = prepared()
    if answer is not None:
        story.do(BestamDeltagare, INDIVID, deltagare=(RELATIVE,), svar=answer)
    if suitable is not None:
        story.do(BestamDeltagare, deltagare=(RELATIVE,), lamplig=suitable, skal_kod="annat")
    return story


def finish(story: Story, present: tuple[str, ...]) -> None:
    """Draft, sum up and approve a plan, book the follow-up and end the meeting."""
    story.do(UtseDokumenterare, vem=ARBETSMARKNAD)
    story.do(UpprattaPlan, plan=plan())
    story.do(SammanfattaPlan)
    for who in present:
        story.do(GodkannPlan, who)
    story.do(BokaUppfoljning, datum=on(FOLLOW_UP_DAY), sammankallande=ARBETSMARKNAD)
    story.do(AvslutaMote)


def proposed(story: Story, day: float = 100) -> list[tuple[str, str]]:
    """The deviations that are proposed on a day: kind and unit."""
    return [(one.kind, one.unit) for one in story.case.deviations(moment(day))]


def summoned_to_follow_up() -> Story:
    """Phase atgarder, day 101: Försäkringskassan, which wasn't at the meeting, is summoned to the follow-up."""
    story = measures()
    story.do(UtokaSamtycke, INDIVID, enheter=(FK,), day=100)
    story.do(BestamDeltagare, INDIVID, deltagare=(FK,), svar="ja")
    story.do(Forbered, individen_medverkar="ja", behov_onskemal="ja")
    story.do(Kalla, day=101, **summons((FK,), FOLLOW_UP_DAY, mote=2))
    return story


# --- What the summons says -------------------------------------------------------------------------------------------

CONTENT_NORMS = ("FM-KALLELSE-7", "FM-KALLELSE-8", "FM-KALLELSE-9", "FM-KALLELSE-10", "FM-KALLELSE-11")


@policy("FM-KALLELSE-2", *CONTENT_NORMS)
def test_a_summons_that_says_everything_may_be_sent() -> None:
    decision = prepared().ask(Kalla, day=5, **summons())
    assert decision.allowed
    assert not any(found(decision, norm) for norm in CONTENT_NORMS)


@policy("FM-KALLELSE-7", "FM-KALLELSE-9", "FM-KALLELSE-10", "FM-KALLELSE-11")
@pytest.mark.parametrize(
    ("lacking", "norm"),
    [
        ({"start": None, "slut": None}, "FM-KALLELSE-7"),
        ({"plats": None}, "FM-KALLELSE-7"),
        ({"kontakt": None}, "FM-KALLELSE-9"),
        ({"inbjudna": ()}, "FM-KALLELSE-10"),
        ({"hor_av_dig": "okant"}, "FM-KALLELSE-11"),
        ({"hor_av_dig": "nej"}, "FM-KALLELSE-11"),
    ],
)
def test_a_summons_that_lacks_one_thing_is_refused_for_just_that(lacking: dict[str, Any], norm: str) -> None:
    assert prepared().ask(Kalla, day=5, **summons(**lacking)).norms == (norm,)


@policy("FM-KALLELSE-8", "FM-KALLELSE-2")
def test_a_summons_without_a_purpose_is_refused() -> None:
    assert prepared().ask(Kalla, day=5, **summons(syfte={})).norms == ("FM-KALLELSE-8",)


@policy("FM-KALLELSE-8", "FM-KALLELSE-2")
def test_each_one_called_has_to_be_told_why_just_they_are_wanted() -> None:
    decision = prepared().ask(Kalla, day=5, **summons(syfte={AF: "Planera vägen till arbete"}))
    assert decision.norms == ("FM-KALLELSE-8",)
    assert dict(decision.hindrances[0].values)["units"] == (EKONOMI,)


@policy(*CONTENT_NORMS)
def test_a_summons_that_says_nothing_is_refused_for_everything_at_once() -> None:
    assert set(prepared().ask(Kalla, day=5, till=(AF,)).norms) == set(CONTENT_NORMS)


@policy("FM-KALLELSE-7")
@pytest.mark.parametrize(("hours", "allowed"), [(-1, False), (0, False), (1, True)])
def test_a_meeting_has_to_end_after_it_starts(hours: int, allowed: bool) -> None:
    content = summons(slut=moment(MEETING_DAY + hours / 24))
    assert prepared().ask(Kalla, day=5, **content).norms == (() if allowed else ("FM-KALLELSE-7",))


# --- Channel and recipients ------------------------------------------------------------------------------------------


@policy("FM-KALLELSE-1")
@pytest.mark.parametrize("channel", ["brev", "sdk", "digital_post", "e_tjanst", None])
def test_a_summons_goes_by_letter_unless_another_secure_channel_is_named(channel: str | None) -> None:
    assert prepared().ask(Kalla, day=5, **summons(kanal=channel)).allowed


@policy("FM-KALLELSE-1")
@pytest.mark.parametrize("channel", ["e_post", "meddelande", "telefon", "personligt"])
def test_a_summons_never_goes_by_email_or_a_channel_that_is_not_secure(channel: str) -> None:
    assert prepared().ask(Kalla, day=5, **summons(kanal=channel)).norms == ("FM-KALLELSE-1",)


@policy("FM-KALLELSE-1")
def test_a_summons_to_nobody_is_refused() -> None:
    assert prepared().ask(Kalla, day=5, **summons(())).norms == ("FM-KALLELSE-1",)


@policy("FM-KALLELSE-1")
@pytest.mark.parametrize(
    ("by", "norms"), [(ARBETSMARKNAD, ()), (AF, ("FM-KALLELSE-1",)), (INDIVID, ("FM-KALLELSE-1",))]
)
def test_only_the_initiator_sends_the_summons(by: str, norms: tuple[str, ...]) -> None:
    assert prepared().ask(Kalla, by, day=5, **summons()).norms == norms


@policy("FM-KALLELSE-1", "FM-FORBEREDELSE-5")
def test_whoever_the_individual_wants_has_to_be_called() -> None:
    duties = prepared().duties("kalla")
    assert [(duty.bearer, duty.counterpart, duty.state) for duty in duties] == [
        (ARBETSMARKNAD, AF, "open"),
        (ARBETSMARKNAD, EKONOMI, "open"),
    ]


@policy("FM-KALLELSE-1", "FM-FORBEREDELSE-5")
def test_nobody_has_to_be_called_before_the_individual_has_said_yes() -> None:
    assert consented().duties("kalla") == ()


@policy("FM-KALLELSE-1", "FM-FORBEREDELSE-5")
@pytest.mark.parametrize(("day", "state"), [(LATEST, "met"), (LATEST + 1, "met_late")])
def test_calling_five_weeks_ahead_is_in_time_and_a_day_later_is_late(day: float, state: str) -> None:
    story = prepared()
    story.do(AngeTid, start=moment(MEETING_DAY), day=4)
    story.do(Kalla, day=day, **summons())
    assert {duty.state.value for duty in story.duties("kalla")} == {state}


@policy("FM-FORBEREDELSE-5")
def test_whom_the_individual_no_longer_wants_need_not_be_called() -> None:
    story = prepared()
    story.do(BestamDeltagare, INDIVID, deltagare=(EKONOMI,), svar="nej")
    assert [(duty.counterpart, duty.state) for duty in story.duties("kalla")] == [(AF, "open"), (EKONOMI, "lapsed")]


@policy("FM-SAMTYCKE-2")
def test_a_unit_that_the_consent_does_not_cover_may_not_be_called() -> None:
    story = prepared()
    story.do(BestamDeltagare, INDIVID, deltagare=(FK,), svar="ja")
    assert story.ask(Kalla, day=5, **summons((AF, FK))).norms == ("FM-SAMTYCKE-2",)
    story.do(UtokaSamtycke, INDIVID, enheter=(FK,))
    assert story.ask(Kalla, day=5, **summons((AF, FK))).allowed


@policy("PR-MALGRUPP-2")
@pytest.mark.parametrize(("answer", "unknown"), [(None, True), ("nej", False)])
def test_nobody_is_called_whom_the_individual_has_not_said_yes_to(answer: str | None, unknown: bool) -> None:
    story = prepared()
    story.do(UtokaSamtycke, INDIVID, enheter=(FK,))
    if answer is not None:
        story.do(BestamDeltagare, INDIVID, deltagare=(FK,), svar=answer)
    decision = story.ask(Kalla, day=5, **summons((AF, FK)))
    assert decision.norms == ("PR-MALGRUPP-2",)
    assert [one.unknown for one in decision.hindrances] == [unknown]


@policy("PR-MALGRUPP-2")
def test_everybody_is_called_whom_the_individual_has_said_yes_to() -> None:
    story = prepared()
    story.do(UtokaSamtycke, INDIVID, enheter=(FK,))
    story.do(BestamDeltagare, INDIVID, deltagare=(FK,), svar="ja")
    assert story.ask(Kalla, day=5, **summons((AF, FK))).allowed


@policy("FM-FORBEREDELSE-4")
@pytest.mark.parametrize(("took_part", "allowed"), [("ja", True), ("nej", False), ("okant", False), (None, False)])
def test_nobody_is_called_before_the_meeting_is_prepared_with_the_individual(
    took_part: str | None, allowed: bool
) -> None:
    story = consented()
    if took_part is not None:
        story.do(Forbered, individen_medverkar=took_part, behov_onskemal="ja", day=2)
    story.do(BestamDeltagare, INDIVID, deltagare=(AF, EKONOMI), svar="ja")
    assert story.ask(Kalla, day=5, **summons()).norms == (() if allowed else ("FM-FORBEREDELSE-4",))


@policy("PR-FORB-1", "FM-SAMTYCKE-8")
@pytest.mark.parametrize(("day", "allowed"), [(10, True), (11, False)])
def test_consent_comes_before_the_summons_and_is_still_in_force_then(day: float, allowed: bool) -> None:
    decision = prepared(giltigt_till=on(10)).ask(Kalla, day=day, **summons())
    assert decision.allowed is allowed
    assert ("FM-SAMTYCKE-8" in decision.norms) is not allowed


@policy("PR-FORB-1")
@pytest.mark.parametrize("phase", [needed, accepted, paused])
def test_nobody_is_called_in_a_phase_without_consent(phase: Any) -> None:
    decision = phase().ask(Kalla, day=30, **summons())
    assert not decision.allowed
    assert {"FF-FAS-1", "FM-SAMTYCKE-8"} <= set(decision.norms)


# --- Relatives, representatives and outsiders ------------------------------------------------------------------------


@policy("FM-FORBEREDELSE-9")
def test_a_relative_whom_the_individual_wants_and_the_chair_finds_suitable_may_be_called() -> None:
    assert with_relative().ask(Kalla, day=5, **summons((AF, RELATIVE))).allowed


@policy("FM-FORBEREDELSE-9")
@pytest.mark.parametrize(("suitable", "unknown"), [("nej", False), (None, True)])
def test_a_relative_who_is_not_found_suitable_may_not_be_called(suitable: str | None, unknown: bool) -> None:
    decision = with_relative(suitable=suitable).ask(Kalla, day=5, **summons((AF, RELATIVE)))
    assert decision.norms == ("FM-FORBEREDELSE-9",)
    assert decision.hindrances[0].unknown is unknown


@policy("PR-MALGRUPP-2", "FM-FORBEREDELSE-9")
@pytest.mark.parametrize("answer", ["nej", None])
def test_a_suitable_relative_may_not_be_called_without_the_individuals_yes(answer: str | None) -> None:
    assert with_relative(answer).ask(Kalla, day=5, **summons((AF, RELATIVE))).norms == ("PR-MALGRUPP-2",)


@policy("FM-FORBEREDELSE-9")
@pytest.mark.parametrize(("suitable", "opened"), [("ja", True), ("nej", False), (None, False)])
def test_a_relative_has_to_be_given_the_chance_only_if_it_is_suitable(suitable: str | None, opened: bool) -> None:
    duties = with_relative(suitable=suitable).duties("ge_narstaende_mojlighet")
    assert [duty.counterpart for duty in duties] == ([RELATIVE] if opened else [])


@policy("FM-FORBEREDELSE-9")
def test_a_relative_who_is_called_has_been_given_the_chance() -> None:
    story = with_relative()
    story.do(Kalla, day=5, **summons((AF, RELATIVE)))
    assert [duty.state for duty in story.duties("ge_narstaende_mojlighet")] == ["met"]


@policy("PR-OVR-2")
def test_a_representative_may_be_called_and_is_not_judged_for_suitability() -> None:
    story = prepared()
    story.do(BestamDeltagare, INDIVID, deltagare=("ombud",), svar="ja")
    assert story.ask(Kalla, day=5, **summons((AF, "ombud"))).allowed


@policy("FM-KALLELSE-5")
@pytest.mark.parametrize("outsider", [EMPLOYER, OTHER])
def test_an_outsider_whom_the_individual_wants_may_be_invited_under_the_consent(outsider: str) -> None:
    assert prepared((ARBETSMARKNAD, AF, outsider)).ask(Kalla, day=5, **summons((AF, outsider))).allowed


@policy("FM-KALLELSE-5", "PR-MALGRUPP-2")
@pytest.mark.parametrize(("answer", "norms"), [("ja", ()), (None, ("PR-MALGRUPP-2",))])
def test_an_outsider_is_told_time_and_place_by_the_individuals_yes_alone(
    answer: str | None, norms: tuple[str, ...]
) -> None:
    story = prepared()
    if answer is not None:
        story.do(BestamDeltagare, INDIVID, deltagare=(EMPLOYER,), svar=answer)
    assert story.ask(Kalla, day=5, **summons((AF, EMPLOYER))).norms == norms


@policy("FM-KALLELSE-5", "PR-MALGRUPP-2")
def test_an_outsider_may_not_be_invited_against_the_individuals_will() -> None:
    story = prepared((ARBETSMARKNAD, AF, EMPLOYER))
    story.do(BestamDeltagare, INDIVID, deltagare=(EMPLOYER,), svar="nej")
    assert story.ask(Kalla, day=5, **summons((AF, EMPLOYER))).norms == ("PR-MALGRUPP-2",)


@policy("FM-KALLELSE-5", "FM-KALLELSE-3")
def test_an_outsider_is_asked_to_confirm_but_does_not_have_to() -> None:
    story = summoned((AF, EMPLOYER))
    assert [duty.bearer for duty in story.duties("bekrafta_kallelse")] == [AF]
    assert story.ask(Bekrafta, EMPLOYER, day=6, mote=1).allowed


@policy("FM-KALLELSE-5", "FM-AVVIK-4")
def test_that_an_outsider_or_a_relative_stays_away_is_never_a_deviation() -> None:
    story = with_relative()
    story.do(UtokaSamtycke, INDIVID, enheter=(EMPLOYER,))
    story.do(BestamDeltagare, INDIVID, deltagare=(EMPLOYER,), svar="ja")
    story.do(Kalla, day=5, **summons((AF, EKONOMI, EMPLOYER, RELATIVE)))
    story.do(OppnaMote, narvarande=(INDIVID, ARBETSMARKNAD, AF), day=MEETING_DAY)
    story.do(AvslutaMote)
    assert proposed(story) == [("utebliven", EKONOMI)]


# --- The Region first ------------------------------------------------------------------------------------------------


@policy("FM-BOKNING-1")
def test_nobody_is_called_before_the_region_has_been_asked_when_it_takes_part() -> None:
    story = prepared((ARBETSMARKNAD, AF, PSYKIATRI))
    assert story.ask(Kalla, day=5, **summons((AF,))).norms == ("FM-BOKNING-1",)


@policy("FM-BOKNING-1")
def test_nobody_waits_for_the_region_when_it_takes_no_part() -> None:
    assert prepared((ARBETSMARKNAD, AF, EKONOMI)).ask(Kalla, day=5, **summons((AF,))).allowed


@policy("FM-BOKNING-1", "FM-BOKNING-4")
def test_asking_the_region_is_not_enough_it_has_to_have_given_its_time() -> None:
    story = prepared((ARBETSMARKNAD, AF, PSYKIATRI))
    story.do(KontaktaRegion, enhet=PSYKIATRI, day=3)
    assert story.ask(Kalla, day=5, **summons((AF,))).norms == ("FM-BOKNING-1",)
    story.do(AngeTid, PSYKIATRI, start=moment(MEETING_DAY), day=4)
    assert story.ask(Kalla, day=5, **summons((AF,))).allowed


@policy("FM-BOKNING-3")
def test_a_time_has_to_be_booked_with_the_region_when_it_is_asked_until_it_gives_one() -> None:
    story = prepared((ARBETSMARKNAD, AF, PSYKIATRI))
    assert story.duties("boka_tid") == ()
    story.do(KontaktaRegion, enhet=PSYKIATRI, day=3)
    assert [duty.state for duty in story.duties("boka_tid")] == ["open"]
    story.do(AngeTid, PSYKIATRI, start=moment(MEETING_DAY), day=4)
    assert [duty.state for duty in story.duties("boka_tid")] == ["met"]


@policy("FM-BOKNING-3")
@pytest.mark.parametrize(
    ("by", "norms"), [(PSYKIATRI, ()), (ARBETSMARKNAD, ("FM-BOKNING-3",)), (AF, ("FM-BOKNING-3",))]
)
def test_the_region_gives_the_time_when_it_takes_part(by: str, norms: tuple[str, ...]) -> None:
    story = prepared((ARBETSMARKNAD, AF, PSYKIATRI))
    story.do(KontaktaRegion, enhet=PSYKIATRI, day=3)
    assert story.ask(AngeTid, by, start=moment(MEETING_DAY)).norms == norms


@policy("FM-BOKNING-3")
@pytest.mark.parametrize(("start", "norms"), [(MEETING_DAY, ()), (None, ("FM-BOKNING-3",))])
def test_a_time_that_is_given_says_when(start: float | None, norms: tuple[str, ...]) -> None:
    story = prepared((ARBETSMARKNAD, AF, PSYKIATRI))
    story.do(KontaktaRegion, enhet=PSYKIATRI, day=3)
    given = None if start is None else moment(start)
    assert story.ask(AngeTid, PSYKIATRI, start=given, plats="Sal 1").norms == norms


@policy("FM-BOKNING-4")
@pytest.mark.parametrize(("day", "norms"), [(MEETING_DAY, ()), (MEETING_DAY + 7, ("FM-BOKNING-4",))])
def test_the_others_are_called_to_the_time_that_the_region_gave(day: float, norms: tuple[str, ...]) -> None:
    assert with_region().ask(Kalla, day=5, **summons((AF, PSYKIATRI), day)).norms == norms


@policy("FM-BOKNING-4")
def test_without_the_region_the_convener_sets_the_time() -> None:
    story = prepared()
    story.do(AngeTid, start=moment(MEETING_DAY), day=4)
    assert story.ask(Kalla, day=5, **summons(day=MEETING_DAY + 7)).allowed


# --- Notice ----------------------------------------------------------------------------------------------------------


@policy("FM-BOKNING-2", "PR-FORB-2")
@pytest.mark.parametrize(("asked", "warned"), [(MEETING_DAY - 42, ()), (MEETING_DAY - 41, ("warn",))])
def test_the_region_wants_to_be_asked_six_weeks_ahead(asked: float, warned: tuple[str, ...]) -> None:
    story = prepared((ARBETSMARKNAD, AF, PSYKIATRI))
    story.do(KontaktaRegion, enhet=PSYKIATRI, day=asked)
    decision = story.do(AngeTid, PSYKIATRI, start=moment(MEETING_DAY))
    assert found(decision, "FM-BOKNING-2") == warned


@policy("FM-BOKNING-5")
@pytest.mark.parametrize(("day", "short"), [(LATEST, None), (LATEST + 1, 1), (LATEST + 25, 25)])
def test_a_meeting_without_care_is_called_five_weeks_ahead_or_warns_of_the_days_short(
    day: float, short: int | None
) -> None:
    assert days_short(prepared(), "FM-BOKNING-5", day, **summons()) == short


@policy("PR-FORB-3")
@pytest.mark.parametrize(("day", "short"), [(LATEST, None), (LATEST + 1, 1)])
def test_the_others_have_five_weeks_notice_also_when_care_takes_part(day: float, short: int | None) -> None:
    assert days_short(with_region(), "PR-FORB-3", day, **summons((AF, PSYKIATRI))) == short


@policy("PR-FORB-3", "FM-BOKNING-5")
def test_short_notice_is_told_under_the_norm_for_a_meeting_with_or_without_care() -> None:
    assert days_short(with_region(), "FM-BOKNING-5", LATEST + 1, **summons((AF, PSYKIATRI))) is None
    assert days_short(prepared(), "PR-FORB-3", LATEST + 1, **summons()) is None


@policy("PR-FORB-3")
def test_the_regions_own_summons_has_no_five_weeks_since_it_gave_the_time_itself() -> None:
    assert days_short(with_region(), "PR-FORB-3", LATEST + 10, **summons((PSYKIATRI,))) is None


@policy("FM-BOKNING-5")
def test_an_invited_outsider_or_relative_has_no_five_weeks() -> None:
    story = prepared((ARBETSMARKNAD, AF, EMPLOYER))
    assert days_short(story, "FM-BOKNING-5", LATEST + 10, **summons((EMPLOYER,))) is None


@policy("PR-FORB-3", "FM-BOKNING-4")
def test_when_the_region_answers_late_the_chair_may_shorten_the_notice_or_ask_for_a_later_time() -> None:
    story = prepared((ARBETSMARKNAD, AF, PSYKIATRI))
    story.do(KontaktaRegion, enhet=PSYKIATRI, day=MEETING_DAY - 42)
    story.do(AngeTid, PSYKIATRI, start=moment(MEETING_DAY), day=LATEST + 6)
    assert days_short(story, "PR-FORB-3", LATEST + 6, **summons((AF,))) == 6
    story.do(AngeTid, PSYKIATRI, start=moment(MEETING_DAY + 7), day=LATEST + 6)
    assert days_short(story, "PR-FORB-3", LATEST + 6, **summons((AF,), MEETING_DAY + 7)) is None


@policy("FM-BOKNING-5")
@pytest.mark.parametrize(("day", "weight"), [(LATEST, ()), (LATEST + 3, ("note",)), (LATEST + 4, ("warn",))])
def test_within_the_tolerance_short_notice_is_only_noted(day: float, weight: tuple[str, ...]) -> None:
    decision = prepared(overlay=parameter(lead_time_tolerance_days=3)).ask(Kalla, day=day, **summons())
    assert found(decision, "FM-BOKNING-5") == weight


@policy("FM-BOKNING-5")
@pytest.mark.parametrize(("day", "short"), [(LATEST - 2, None), (LATEST - 1, 1)])
def test_counted_from_receipt_the_letter_leaves_two_working_days_earlier(day: float, short: int | None) -> None:
    story = prepared(overlay=parameter(lead_time_anchor="received"))
    assert days_short(story, "FM-BOKNING-5", day, **summons()) == short


@policy("FM-BOKNING-5")
@pytest.mark.parametrize(("weeks", "short"), [(5, 7), (4, None)])
def test_an_organisation_may_set_another_notice(weeks: int, short: int | None) -> None:
    story = prepared(overlay=parameter(lead_time_weeks_others=weeks))
    assert days_short(story, "FM-BOKNING-5", MEETING_DAY - 28, **summons()) == short


@policy("FM-BOKNING-5")
@pytest.mark.parametrize("severity", ["note", "warn"])
def test_an_organisation_may_set_what_short_notice_weighs(severity: str) -> None:
    story = prepared(overlay={"norm": {"FM-BOKNING-5": {"severity": severity}}})
    assert found(story.ask(Kalla, day=LATEST + 1, **summons()), "FM-BOKNING-5") == (severity,)


@policy("FM-KALLELSE-1", "FM-BOKNING-5")
@pytest.mark.parametrize(("roll", "latest"), [("back", 80), ("none", 81), ("forward", 85)])
def test_a_latest_day_on_good_friday_moves_back_to_the_working_day_before(roll: str, latest: float) -> None:
    story = prepared(overlay=parameter(roll=roll))
    story.do(AngeTid, start=moment(116), day=4)  # Friday 8 May; five weeks before is Good Friday 3 April
    assert {duty.due for duty in story.duties("kalla")} == {on(latest)}


@policy("FM-BOKNING-2", "PR-FORB-2", "FM-UPPFOLJ-1")
@pytest.mark.parametrize(("roll", "latest"), [("back", 80), ("none", 81), ("forward", 85)])
def test_the_latest_day_to_ask_the_region_moves_back_in_the_same_way(roll: str, latest: float) -> None:
    story = approved(overlay=parameter(roll=roll))
    day = on(123)  # Friday 15 May; six weeks before is Good Friday 3 April
    story.do(BokaUppfoljning, datum=day, sammankallande=ARBETSMARKNAD)
    story.do(UtokaSamtycke, INDIVID, enheter=(PSYKIATRI,))
    story.do(BestamDeltagare, INDIVID, deltagare=(PSYKIATRI,), svar="ja")
    assert [duty.due for duty in story.duties("kontakta_regionen")] == [on(latest)]


# --- Meetings and their numbers, and those who are called later ------------------------------------------------------


@policy("FF-MOTE-1")
@pytest.mark.parametrize(("number", "norms"), [(None, ()), (1, ()), (2, ("FF-MOTE-1",))])
def test_the_first_summons_concerns_meeting_one(number: int | None, norms: tuple[str, ...]) -> None:
    assert prepared().ask(Kalla, day=5, **summons(mote=number)).norms == norms


@policy("FF-MOTE-1", "FM-KALLELSE-1")
def test_somebody_may_be_called_later_to_the_same_meeting() -> None:
    story = prepared()
    story.do(Kalla, day=5, **summons((AF,)))
    decision = story.do(Kalla, day=6, **summons((EKONOMI,), mote=1))
    assert decision.state.phase == "kallelse"
    assert {one.actor for one in story.case.facts.meeting.recipients} == {AF, EKONOMI}
    assert [duty.bearer for duty in story.duties("bekrafta_kallelse")] == [AF, EKONOMI]


@policy("FF-MOTE-1")
@pytest.mark.parametrize(("day", "norms"), [(MEETING_DAY, ()), (MEETING_DAY + 1, ("FF-MOTE-1",))])
def test_a_later_summons_does_not_move_the_meeting(day: float, norms: tuple[str, ...]) -> None:
    story = prepared()
    story.do(Kalla, day=5, **summons((AF,)))
    assert story.ask(Kalla, day=6, **summons((EKONOMI,), day)).norms == norms


@policy("FF-MOTE-1")
@pytest.mark.parametrize(("number", "norms"), [(1, ("FF-MOTE-1",)), (2, ())])
@pytest.mark.parametrize("ending", [BokaOm, StallIn])
def test_a_meeting_that_was_rebooked_or_cancelled_does_not_come_back(
    ending: Any, number: int, norms: tuple[str, ...]
) -> None:
    story = summoned()
    story.do(ending, day=6)
    assert story.ask(Kalla, day=7, **summons(mote=number)).norms == norms


@policy("FF-MOTE-1")
@pytest.mark.parametrize("kind", [Bekrafta, Avboj, Fraga])
@pytest.mark.parametrize(("number", "norms"), [(None, ()), (1, ()), (2, ("FF-MOTE-1",))])
def test_an_answer_concerns_the_meeting_that_is_booked(kind: Any, number: int | None, norms: tuple[str, ...]) -> None:
    assert summoned().ask(kind, AF, day=6, mote=number).norms == norms


@policy("FF-MOTE-1")
@pytest.mark.parametrize("kind", [BokaOm, StallIn, SvaraPaFraga])
@pytest.mark.parametrize(("number", "norms"), [(None, ()), (1, ()), (2, ("FF-MOTE-1",))])
def test_what_the_caller_does_concerns_the_meeting_that_is_booked(
    kind: Any, number: int | None, norms: tuple[str, ...]
) -> None:
    assert summoned().ask(kind, day=6, mote=number).norms == norms


# --- Confirming, asking and declining --------------------------------------------------------------------------------


@policy("FM-KALLELSE-3")
def test_a_unit_that_is_called_owes_a_confirmation_until_it_gives_one() -> None:
    story = summoned((AF, EKONOMI))
    assert [(duty.bearer, duty.state) for duty in story.duties("bekrafta_kallelse")] == [
        (AF, "open"),
        (EKONOMI, "open"),
    ]
    story.do(Bekrafta, AF, day=6, mote=1)
    assert {(duty.bearer, duty.state.value) for duty in story.duties("bekrafta_kallelse")} == {
        (AF, "met"),
        (EKONOMI, "open"),
    }


@policy("FM-KALLELSE-3")
def test_nobody_owes_a_confirmation_before_they_are_called() -> None:
    assert prepared().duties("bekrafta_kallelse") == ()


@policy("FM-KALLELSE-3")
@pytest.mark.parametrize(("by", "norms"), [(AF, ()), (FK, ("FM-KALLELSE-3",)), (ARBETSMARKNAD, ("FM-KALLELSE-3",))])
def test_only_a_recipient_confirms(by: str, norms: tuple[str, ...]) -> None:
    assert summoned().ask(Bekrafta, by, day=6, mote=1).norms == norms


@policy("FM-KALLELSE-3")
@pytest.mark.parametrize(("workdays", "state"), [(0, "open"), (5, "late")])
def test_a_confirmation_is_late_only_where_the_organisation_has_set_a_limit(workdays: int, state: str) -> None:
    story = summoned(overlay=parameter(confirm_by_workdays=workdays))
    assert {duty.state.value for duty in story.duties("bekrafta_kallelse", day=20)} == {state}


@policy("FM-KALLELSE-3", "FM-AVVIK-3")
def test_an_unconfirmed_summons_alone_is_no_deviation() -> None:
    assert proposed(summoned(overlay=parameter(confirm_by_workdays=5)), day=50) == []


@policy("FM-KALLELSE-4")
@pytest.mark.parametrize(("by", "norms"), [(AF, ()), (FK, ("FM-KALLELSE-4", "FM-SAMTYCKE-2"))])
def test_a_recipient_who_finds_the_summons_unclear_may_ask(by: str, norms: tuple[str, ...]) -> None:
    assert set(summoned().ask(Fraga, by, day=6).norms) == set(norms)


@policy("FM-KALLELSE-4")
def test_a_question_to_the_one_who_called_waits_for_an_answer_until_it_is_given() -> None:
    story = summoned()
    assert story.duties("svara_pa_fraga") == ()
    story.do(Fraga, AF, till=ARBETSMARKNAD, day=6)
    (duty,) = story.duties("svara_pa_fraga")
    assert (duty.bearer, duty.counterpart, duty.state, duty.own) == (ARBETSMARKNAD, AF, "open", True)
    story.do(SvaraPaFraga, till=AF, day=7)
    assert [duty.state for duty in story.duties("svara_pa_fraga")] == ["met"]


@policy("FM-KALLELSE-4")
def test_an_answer_to_somebody_else_does_not_answer_the_question() -> None:
    story = summoned()
    story.do(Fraga, AF, day=6)
    story.do(SvaraPaFraga, till=EKONOMI, day=7)
    assert [duty.state for duty in story.duties("svara_pa_fraga")] == ["open"]


@policy("FM-KALLELSE-4")
@pytest.mark.parametrize("asked", [None, ARBETSMARKNAD, EKONOMI])
def test_the_one_who_called_owes_the_answer_whoever_was_asked(asked: str | None) -> None:
    story = summoned()
    story.do(Fraga, AF, till=asked, day=6)
    assert [duty.bearer for duty in story.duties("svara_pa_fraga")] == [ARBETSMARKNAD]


@policy("FM-KALLELSE-4")
@pytest.mark.parametrize(("by", "norms"), [(ARBETSMARKNAD, ()), (EKONOMI, ("FM-KALLELSE-4",))])
def test_the_one_who_called_answers(by: str, norms: tuple[str, ...]) -> None:
    story = summoned()
    story.do(Fraga, AF, day=6)
    assert story.ask(SvaraPaFraga, by, till=AF, day=7).norms == norms


@policy("FM-KALLELSE-4")
@pytest.mark.parametrize(("workdays", "state"), [(0, "open"), (3, "late")])
def test_an_answer_is_late_only_where_the_organisation_has_set_a_limit(workdays: int, state: str) -> None:
    story = summoned(overlay=parameter(answer_workdays=workdays))
    story.do(Fraga, AF, day=6)
    assert [duty.state.value for duty in story.duties("svara_pa_fraga", day=20)] == [state]


@policy("FM-KALLELSE-4", "FM-SAMTYCKE-2")
@pytest.mark.parametrize(("to", "norms"), [(ARBETSMARKNAD, ()), (FK, ("FM-SAMTYCKE-2",))])
def test_a_question_goes_only_to_a_unit_that_may_know(to: str, norms: tuple[str, ...]) -> None:
    assert summoned().ask(Fraga, AF, till=to, day=6).norms == norms


@policy("FM-KALLELSE-11")
@pytest.mark.parametrize(("by", "norms"), [(AF, ()), (FK, ("FM-KALLELSE-11",))])
def test_only_a_recipient_may_say_that_the_time_does_not_suit(by: str, norms: tuple[str, ...]) -> None:
    assert summoned().ask(Avboj, by, day=6, skal_kod="tid").norms == norms


@policy("FM-KALLELSE-11", "FM-KALLELSE-3")
def test_whoever_declines_has_answered_the_summons() -> None:
    story = summoned((AF,))
    story.do(Avboj, AF, day=6, skal_kod="tid")
    assert [duty.state for duty in story.duties("bekrafta_kallelse")] == ["met"]


@policy("FM-KALLELSE-11", "FM-AVVIK-4")
@pytest.mark.parametrize(
    ("declined", "deviations"),
    [
        (None, [("utebliven", EKONOMI)]),
        (MEETING_DAY - 1, []),
        (MEETING_DAY + 0.01, [("utebliven", EKONOMI)]),
    ],
)
def test_to_decline_before_the_meeting_is_no_deviation_but_afterwards_it_is_too_late(
    declined: float | None, deviations: list[tuple[str, str]]
) -> None:
    story = summoned((AF, EKONOMI))
    if declined is not None:
        story.do(Avboj, EKONOMI, day=declined, skal_kod="tid")
    story.do(OppnaMote, narvarande=(INDIVID, ARBETSMARKNAD, AF), day=MEETING_DAY + 0.02)
    story.do(AvslutaMote)
    assert proposed(story) == deviations


# --- Rebooking and cancelling ----------------------------------------------------------------------------------------


@policy("FM-KALLELSE-11", "FF-MOTE-2")
def test_when_the_time_does_not_suit_the_meeting_is_rebooked_and_prepared_anew() -> None:
    story = summoned()
    story.do(Avboj, AF, day=6, skal_kod="tid")
    decision = story.do(BokaOm, day=7, mote=1, skal_kod="tid")
    assert decision.state.phase == "forberedelse"
    assert {(duty.counterpart, duty.state.value) for duty in story.duties("kalla") if duty.ended_nr is None} == {
        (AF, "open"),
        (EKONOMI, "open"),
    }
    assert {duty.state.value for duty in story.duties("bekrafta_kallelse")} == {"met", "lapsed"}


@policy("FM-KALLELSE-11", "FM-UPPFOLJ-1")
def test_when_a_follow_up_is_rebooked_the_measures_go_on() -> None:
    assert summoned_to_follow_up().do(BokaOm, day=110, mote=2).state.phase == "atgarder"


@policy("FF-MOTE-2")
@pytest.mark.parametrize(("by", "norms"), [(ARBETSMARKNAD, ()), (AF, ("FF-MOTE-2",)), (INDIVID, ("FF-MOTE-2",))])
def test_a_meeting_is_cancelled_by_the_one_who_called_or_the_chair(by: str, norms: tuple[str, ...]) -> None:
    assert summoned().ask(StallIn, by, day=6, mote=1).norms == norms


@policy("FF-MOTE-2", "FM-KALLELSE-11")
@pytest.mark.parametrize(("by", "norms"), [(ARBETSMARKNAD, ()), (AF, ("FM-KALLELSE-11",))])
def test_a_meeting_is_rebooked_by_the_one_who_called_or_the_chair(by: str, norms: tuple[str, ...]) -> None:
    assert summoned().ask(BokaOm, by, day=6, mote=1).norms == norms


@policy("FM-BOKNING-1", "FM-KALLELSE-11")
def test_a_rebooked_meeting_needs_a_new_time_from_the_region() -> None:
    story = with_region()
    story.do(Kalla, day=5, **summons((AF, PSYKIATRI)))
    story.do(BokaOm, day=6)
    assert story.ask(Kalla, day=8, **summons((AF, PSYKIATRI))).norms == ("FM-BOKNING-1",)
    story.do(KontaktaRegion, enhet=PSYKIATRI, day=7)
    story.do(AngeTid, PSYKIATRI, start=moment(MEETING_DAY), day=8)
    assert story.ask(Kalla, day=8, **summons((AF, PSYKIATRI))).allowed


@policy("FF-MOTE-2", "FF-MOTE-1")
@pytest.mark.parametrize(("to", "phase"), [((), "forberedelse"), ((AF, EKONOMI), "forberedelse"), ((AF,), "kallelse")])
def test_a_meeting_is_gone_when_nobody_is_called_to_it_any_more(to: tuple[str, ...], phase: str) -> None:
    assert summoned().do(StallIn, day=6, till=to).state.phase == phase


@policy("FF-MOTE-2", "FM-KALLELSE-3", "FM-AVVIK-4")
def test_whoever_is_told_not_to_come_is_no_longer_awaited() -> None:
    story = summoned((AF, EKONOMI, FK))
    story.do(StallIn, day=6, till=(FK,))
    assert {(one.bearer, one.state.value) for one in story.duties("bekrafta_kallelse")} == {
        (AF, "open"),
        (EKONOMI, "open"),
        (FK, "lapsed"),
    }
    story.do(OppnaMote, narvarande=(INDIVID, ARBETSMARKNAD, AF, EKONOMI), day=MEETING_DAY)
    story.do(AvslutaMote)
    assert proposed(story) == []


@policy("FM-SAMTYCKE-2", "FF-MOTE-2")
@pytest.mark.parametrize(("to", "allowed"), [((AF,), True), ((FK,), False)])
@pytest.mark.parametrize("state", [summoned, paused])
def test_the_notice_of_a_cancelled_meeting_goes_only_to_those_who_were_called(
    state: Any, to: tuple[str, ...], allowed: bool
) -> None:
    assert state().ask(StallIn, day=30, till=to).allowed is allowed


@policy("FF-MOTE-1", "FM-SAMTYCKE-5")
@pytest.mark.parametrize(("number", "norms"), [(1, ()), (2, ("FF-MOTE-1",))])
def test_the_neutral_notice_concerns_the_meeting_that_the_withdrawal_cancelled(
    number: int, norms: tuple[str, ...]
) -> None:
    assert paused().ask(StallIn, day=30, mote=number).norms == norms


@policy("FF-MOTE-1")
def test_no_notice_is_given_of_a_meeting_that_never_was() -> None:
    assert prepared().ask(StallIn).norms == ("FF-MOTE-1",)


@policy("FF-MOTE-1")
def test_a_notice_is_never_refused_while_the_consent_is_withdrawn_for_a_late_line_may_hide_the_summons() -> None:
    story = consented()
    story.do(AterkallaSamtycke, INDIVID)
    assert story.ask(StallIn).allowed


# --- Logged attempts -------------------------------------------------------------------------------------------------


@policy("FF-INNEHALL-1")
@pytest.mark.parametrize(("to", "norms"), [(AF, ()), (None, ("FF-INNEHALL-1",))])
def test_an_attempt_to_reach_somebody_says_whom(to: str | None, norms: tuple[str, ...]) -> None:
    assert consented().ask(Kontaktforsok, till=to, kanal="telefon").norms == norms


@policy("FM-SAMTYCKE-2")
@pytest.mark.parametrize(
    ("to", "allowed"), [(AF, True), (FK, False), (EKONOMI, True), ("kommun:bistand", False), (INDIVID, True)]
)
def test_only_a_unit_that_may_know_of_the_individual_is_tried(to: str, allowed: bool) -> None:
    assert consented().ask(Kontaktforsok, till=to, kanal="telefon").norms == (() if allowed else ("FM-SAMTYCKE-2",))


@policy("FM-SAMTYCKE-2")
@pytest.mark.parametrize(("to", "allowed"), [(AF, False), (EKONOMI, False), (ARBETSMARKNAD, True), (INDIVID, True)])
@pytest.mark.parametrize("state", [needed, accepted, paused])
def test_without_consent_no_other_unit_is_tried(state: Any, to: str, allowed: bool) -> None:
    assert state().ask(Kontaktforsok, till=to, day=30).norms == (() if allowed else ("FM-SAMTYCKE-2",))


# --- The follow-up is called under the same rules --------------------------------------------------------------------


@policy("FM-UPPFOLJ-1", "FM-KALLELSE-1")
@pytest.mark.parametrize(("by", "norms"), [(AF, ()), (ARBETSMARKNAD, ("FM-KALLELSE-1",))])
def test_the_one_named_for_the_follow_up_calls_to_it(by: str, norms: tuple[str, ...]) -> None:
    story = measures(convener=AF)
    story.do(Forbered, individen_medverkar="ja", behov_onskemal="ja", day=100)
    assert story.ask(Kalla, by, day=101, **summons((EKONOMI,), FOLLOW_UP_DAY)).norms == norms


@policy("FM-UPPFOLJ-1", *CONTENT_NORMS)
def test_the_summons_to_a_follow_up_needs_the_same_content() -> None:
    story = measures()
    story.do(Forbered, individen_medverkar="ja", behov_onskemal="ja", day=100)
    assert set(story.ask(Kalla, day=101, till=(AF,)).norms) == set(CONTENT_NORMS)
    assert story.ask(Kalla, day=101, **summons((AF,), FOLLOW_UP_DAY)).allowed


@policy("FM-UPPFOLJ-1", "FM-BOKNING-5")
@pytest.mark.parametrize(("counts", "warned"), [(True, ()), (False, ("warn",))])
def test_a_day_booked_when_they_met_is_notice_enough_for_those_who_were_there(
    counts: bool, warned: tuple[str, ...]
) -> None:
    story = measures(overlay=parameter(followup_booked_at_meeting_counts=counts))
    story.do(Forbered, individen_medverkar="ja", behov_onskemal="ja", day=100)
    decision = story.ask(Kalla, day=FOLLOW_UP_DAY - 5, **summons((AF,), FOLLOW_UP_DAY))
    assert found(decision, "FM-BOKNING-5") == warned


@policy("FM-UPPFOLJ-1", "FM-BOKNING-5")
@pytest.mark.parametrize(("day", "warned"), [(FOLLOW_UP_DAY, ()), (FOLLOW_UP_DAY + 7, ("warn",))])
def test_the_day_that_was_booked_is_notice_of_that_day_only(day: float, warned: tuple[str, ...]) -> None:
    story = measures()
    story.do(Forbered, individen_medverkar="ja", behov_onskemal="ja", day=100)
    assert found(story.ask(Kalla, day=FOLLOW_UP_DAY - 5, **summons((AF,), day)), "FM-BOKNING-5") == warned


@policy("FM-UPPFOLJ-1", "FM-BOKNING-1")
@pytest.mark.parametrize(
    ("there", "day", "norms"),
    [
        (True, FOLLOW_UP_DAY, ()),
        (True, FOLLOW_UP_DAY + 7, ("FM-BOKNING-4",)),
        (False, FOLLOW_UP_DAY, ("FM-BOKNING-1",)),
    ],
)
def test_the_region_need_not_be_asked_anew_for_the_day_it_booked_with_the_others(
    there: bool, day: float, norms: tuple[str, ...]
) -> None:
    story = with_region()
    story.do(Kalla, day=5, **summons((AF, PSYKIATRI)))
    present = (INDIVID, ARBETSMARKNAD, AF, *((PSYKIATRI,) if there else ()))
    story.do(OppnaMote, narvarande=present, day=MEETING_DAY)
    finish(story, present)
    story.do(Forbered, individen_medverkar="ja", behov_onskemal="ja", day=100)
    assert story.ask(Kalla, day=101, **summons((AF, PSYKIATRI), day)).norms == norms


@policy("FM-FORBEREDELSE-5", "FM-UPPFOLJ-1")
@pytest.mark.parametrize(("present", "called"), [((AF, EKONOMI), []), ((AF,), [EKONOMI])])
def test_those_who_were_not_there_when_the_follow_up_was_booked_have_to_be_called(
    present: tuple[str, ...], called: list[str]
) -> None:
    story = approved(present=(INDIVID, ARBETSMARKNAD, *present))
    story.do(BokaUppfoljning, datum=on(FOLLOW_UP_DAY), sammankallande=ARBETSMARKNAD)
    open_now = [duty for duty in story.duties("kalla") if duty.ended_nr is None]
    assert [duty.counterpart for duty in open_now] == called


@policy("FM-KALLELSE-11", "FM-UPPFOLJ-1", "FM-AVVIK-4")
@pytest.mark.parametrize(("declines", "deviations"), [(False, [("utebliven", EKONOMI)]), (True, [])])
def test_whoever_was_there_when_the_follow_up_was_booked_may_decline_it_in_time(
    declines: bool, deviations: list[tuple[str, str]]
) -> None:
    story = measures()
    if declines:
        story.do(Avboj, EKONOMI, mote=2, skal_kod="tid", day=120)
    story.do(OppnaMote, narvarande=(INDIVID, ARBETSMARKNAD, AF), mote=2, day=FOLLOW_UP_DAY)
    story.do(AvslutaMote)
    assert proposed(story, 160) == [*deviations, ("atgard_ej_genomford", AF)]


# --- Where a summons is sent -----------------------------------------------------------------------------------------

ADDRESSES = [
    (AF, "FM-ADRESS-1", ("Box 66", "751 03 Uppsala")),
    (FK, "FM-ADRESS-2", ("839 88 Östersund",)),
    (EKONOMI, "FM-ADRESS-3", ("Salagatan 18", "753 75 Uppsala")),
    (ARBETSMARKNAD, "FM-ADRESS-4", ("Kungsgatan 85", "753 18 Uppsala")),
    ("kommun:ips", "FM-ADRESS-5", ("753 75 Uppsala",)),
    ("kommun:bistand", "FM-ADRESS-6", ("753 75 Uppsala",)),
    (PSYKIATRI, "FM-ADRESS-7", ()),
]


@policy(*(norm for _, norm, _ in ADDRESSES), "PR-FORB-4")
@pytest.mark.parametrize(("unit", "norm", "lines"), ADDRESSES)
def test_a_summons_is_sent_to_the_address_in_the_routine(unit: str, norm: str, lines: tuple[str, ...]) -> None:
    address = address_of(FLERPARTSMOTE.rules().tables, unit, "uppsala")
    assert address is not None
    assert (address.norm, address.verified_on) == (norm, None)
    assert set(lines) <= set(address.lines)


@policy("FM-ADRESS-3", "FM-ADRESS-4", "FM-ADRESS-5", "FM-ADRESS-6")
@pytest.mark.parametrize("municipality", ["knivsta", "tierp", None])
@pytest.mark.parametrize("unit", [EKONOMI, ARBETSMARKNAD, "kommun:ips", "kommun:bistand"])
def test_only_uppsala_has_municipal_addresses(unit: str, municipality: str | None) -> None:
    assert address_of(FLERPARTSMOTE.rules().tables, unit, municipality) is None


@policy("FM-ADRESS-1", "FM-ADRESS-2")
@pytest.mark.parametrize("unit", [AF, FK, f"{AF}:2"])
def test_the_authorities_have_their_address_whatever_the_municipality(unit: str) -> None:
    address = address_of(FLERPARTSMOTE.rules().tables, unit, "knivsta")
    assert address is not None
    assert address.lines


@policy("FM-ADRESS-7")
@pytest.mark.parametrize("unit", [PSYKIATRI, "region:primarvard", "region:primarvard:2"])
def test_the_regions_address_is_looked_up_on_1177(unit: str) -> None:
    address = address_of(FLERPARTSMOTE.rules().tables, unit, "uppsala")
    assert address is not None
    assert (address.lines, address.lookup) == ((), "1177.se/uppsala-lan")


# --- How many it takes -----------------------------------------------------------------------------------------------


@policy("PR-DEF-1")
@pytest.mark.parametrize(("to", "warned"), [(AF, ()), (EKONOMI, ("warn",))])
def test_a_summons_to_one_organisation_only_warns(to: str, warned: tuple[str, ...]) -> None:
    decision = prepared((ARBETSMARKNAD, to)).ask(Kalla, day=5, **summons((to,)))
    assert decision.allowed
    assert found(decision, "PR-DEF-1") == warned


@policy("PR-DEF-1")
@pytest.mark.parametrize(("least", "warned"), [(2, ()), (3, ("warn",))])
def test_an_organisation_may_want_more_parties(least: int, warned: tuple[str, ...]) -> None:
    decision = prepared(overlay=parameter(min_parties=least)).ask(Kalla, day=5, **summons())
    assert found(decision, "PR-DEF-1") == warned


@policy("FM-BAKGRUND-3", "PR-BAKGRUND-2")
@pytest.mark.parametrize(("others", "noted"), [((), ("note",)), ((AF,), ()), ((EMPLOYER,), ())])
def test_with_region_and_municipality_alone_a_sip_is_suggested(others: tuple[str, ...], noted: tuple[str, ...]) -> None:
    story = prepared((ARBETSMARKNAD, PSYKIATRI, *others))
    story.do(KontaktaRegion, enhet=PSYKIATRI, day=3)
    story.do(AngeTid, PSYKIATRI, start=moment(MEETING_DAY), day=4)
    assert found(story.ask(Kalla, day=5, **summons((PSYKIATRI, *others))), "FM-BAKGRUND-3") == noted


@policy("FM-BOKNING-5")
@pytest.mark.parametrize(("severity", "shown"), [("note", "note"), ("warn", "warn")])
def test_short_notice_never_stands_in_the_way_whatever_an_organisation_sets(severity: str, shown: str) -> None:
    story = prepared(overlay={"norm": {"FM-BOKNING-5": {"severity": severity}}})
    decision = story.ask(Kalla, **summons(day=20))
    assert decision.allowed
    assert found(decision, "FM-BOKNING-5") == (shown,)


@policy("PR-FORB-3", "FM-BOKNING-5")
@pytest.mark.parametrize(
    ("unit", "norm"), [(PSYKIATRI, "PR-FORB-3"), ("region:primarvard", "PR-FORB-3"), (AF, "FM-BOKNING-5")]
)
def test_short_notice_is_told_with_care_taking_part_when_the_region_itself_called_for_the_meeting(
    unit: str, norm: str
) -> None:
    story = Story()
    story.recorder = unit  # who acts where nobody else is named: the initiator
    story.do(IdentifieraBehov)
    story.do(BedomBehov, samordningsbehov="ja", underlag=("halsa", "arbete"), individen_delaktig="ja")
    story.do(ErbjudMote)
    story.do(TackaJa, INDIVID)
    story.do(Informera)
    story.do(GeSamtycke, INDIVID, enheter=(unit, EKONOMI, FK), amnen=TOPICS)
    story.do(Forbered, individen_medverkar="ja", behov_onskemal="ja")
    story.do(BestamDeltagare, INDIVID, deltagare=(EKONOMI, FK), svar="ja")
    story.do(DokumenteraSamtycke, referens="dnr 1")
    decision = story.ask(Kalla, day=40, **summons((EKONOMI, FK)))
    assert decision.allowed
    assert {one.norm for one in decision.findings if one.norm in {"PR-FORB-3", "FM-BOKNING-5"}} == {norm}
