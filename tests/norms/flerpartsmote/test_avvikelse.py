"""Deviations: the library proposes, a person reports, each party's own routine decides (FM-AVVIK, A28, A29)."""

from __future__ import annotations

from typing import Any

import pytest

from flerpart_flow.engine.errors import EventError
from flerpart_flow.engine.record.events import Event, content_fields
from flerpart_flow.routines.flerpartsmote import (
    AndraNarvaro,
    AngeForutsattning,
    AngeTid,
    AterkallaSamtycke,
    Avboj,
    AvbrytMote,
    AvslutaMote,
    AvstaAtgard,
    Bekrafta,
    BestamDeltagare,
    DokumenteraSamtycke,
    EjGenomfordAtgard,
    Forbered,
    ForberedEgenDel,
    Fraga,
    GenomforAtgard,
    Kalla,
    KontaktaRegion,
    Kontaktforsok,
    OppnaMote,
    RapporteraAvvikelse,
    UtokaSamtycke,
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
    PSYKIATRI,
    Story,
    consented,
    everywhere,
    measures,
    meeting,
    moment,
    on,
    plan,
    prepared,
    summoned,
    summons,
)
from tests.story import found, represented

EMPLOYER, RELATIVE = "arbetsgivare", "narstaende:1"
CONSENTED = ("forberedelse", "kallelse", "mote", "atgarder", "uppfoljning")


def proposed(story: Story, day: float | None = None) -> set[tuple[str, str]]:
    """The deviations that are proposed on a day: kind and unit."""
    found = story.case.deviations(moment(story.day if day is None else day))
    return {(one.kind, one.unit) for one in found}


def report(story: Story, by: str = ARBETSMARKNAD, **content: Any) -> Any:
    """The decision on a report to the reporting unit's own party, with some of it changed."""
    whole = {"slag": "annat", "part": AF, "lamnas_till": by}
    return story.ask(RapporteraAvvikelse, by, **{**whole, **content})


# --- FM-AVVIK-3: no answer to repeated attempts --------------------------------------------------------------------


def tried(*days: float, to: str = AF, overlay: Any = None) -> Story:
    """Summoned on day 5; the chair has tried to reach somebody in vain, once on each of these days."""
    story = summoned(overlay=overlay)
    for day in days:
        story.do(Kontaktforsok, till=to, kanal="telefon", day=day)
    return story


@policy("FM-AVVIK-3")
def test_a_party_that_does_not_answer_two_attempts_on_two_days_is_proposed() -> None:
    assert proposed(tried(10, 11)) == {("inget_svar", AF)}


@policy("FM-AVVIK-3")
@pytest.mark.parametrize("days", [(), (10,), (10, 10.1), (10, 10.1, 10.2)])
def test_a_single_attempt_or_several_on_one_day_are_too_few(days: tuple[float, ...]) -> None:
    assert proposed(tried(*days)) == set()


@policy("FM-AVVIK-3")
@pytest.mark.parametrize(
    ("answer", "content"),
    [
        (Bekrafta, {}),
        (Avboj, {"skal_kod": "tid"}),
        (Fraga, {}),
        (ForberedEgenDel, {}),
        (DokumenteraSamtycke, {"referens": "dnr 2"}),
    ],
)
def test_a_party_that_answers_is_no_longer_proposed(answer: type[Event], content: dict[str, Any]) -> None:
    story = tried(10, 11)
    story.do(answer, AF, **content)
    assert proposed(story) == set()


@policy("FM-AVVIK-3")
def test_the_region_answers_by_giving_a_time() -> None:
    story = prepared((ARBETSMARKNAD, AF, PSYKIATRI))
    story.do(KontaktaRegion, enhet=PSYKIATRI, day=3)
    for day in (10, 11):
        story.do(Kontaktforsok, till=PSYKIATRI, kanal="telefon", day=day)
    assert proposed(story) == {("inget_svar", PSYKIATRI)}
    story.do(AngeTid, PSYKIATRI, start=moment(MEETING_DAY), plats="Sal 1")
    assert proposed(story) == set()


@policy("FM-AVVIK-3")
@pytest.mark.parametrize("late", [False, True])
def test_a_party_that_comes_to_the_meeting_has_answered(late: bool) -> None:
    story = tried(10, 11)
    there = (INDIVID, ARBETSMARKNAD, EKONOMI)
    story.do(OppnaMote, narvarande=there if late else (*there, AF), day=MEETING_DAY)
    if late:
        story.do(AndraNarvaro, anlant=(AF,))
    assert proposed(story) == set()


@policy("FM-AVVIK-3")
def test_an_answer_from_somebody_else_does_not_count() -> None:
    story = tried(10, 11)
    story.do(Bekrafta, EKONOMI)
    assert proposed(story) == {("inget_svar", AF)}


@policy("FM-AVVIK-3")
@pytest.mark.parametrize(("days", "expected"), [((20,), set()), ((20, 21), {("inget_svar", AF)})])
def test_attempts_count_anew_after_an_answer(days: tuple[float, ...], expected: set[tuple[str, str]]) -> None:
    story = tried(10, 11)
    story.do(Bekrafta, AF)
    for day in days:
        story.do(Kontaktforsok, till=AF, kanal="telefon", day=day)
    assert proposed(story) == expected


@policy("FM-AVVIK-3")
@pytest.mark.parametrize(
    ("parameter", "value", "too_few", "enough"),
    [("no_response_attempts", 3, (10, 11), (10, 11, 11.1)), ("no_response_days", 3, (10, 11, 11.1), (10, 11, 12))],
)
def test_an_organisation_sets_how_many_attempts_on_how_many_days(
    parameter: str, value: int, too_few: tuple[float, ...], enough: tuple[float, ...]
) -> None:
    overlay = {"parameter": {parameter: value}}
    assert proposed(tried(*too_few, overlay=overlay)) == set()
    assert proposed(tried(*enough, overlay=overlay)) == {("inget_svar", AF)}


@policy("FM-AVVIK-3")
@pytest.mark.parametrize("who", [INDIVID, "ombud", EMPLOYER])
def test_neither_the_individual_nor_an_outsider_is_ever_proposed_for_not_answering(who: str) -> None:
    story = represented(consented((ARBETSMARKNAD, AF, EMPLOYER)), who)
    for day in (10, 11, 12):
        story.do(Kontaktforsok, till=who, kanal="telefon", day=day)
    assert proposed(story) == set()


@policy("FM-AVVIK-3")
def test_what_happened_before_the_withdrawal_can_still_be_reported_after_it() -> None:
    story = tried(10, 11)
    story.do(AterkallaSamtycke, INDIVID)
    assert report(story, slag="inget_svar").allowed


# --- FM-AVVIK-4: a called party that stays away --------------------------------------------------------------------


def called(extra: tuple[str, ...] = ()) -> Story:
    """Phase kallelse: Arbetsförmedlingen, Försäkringskassan and perhaps others are called to day 60."""
    return summoned((AF, FK, *extra))


def after_meeting(story: Story, *there: str, late: tuple[str, ...] = ()) -> set[tuple[str, str]]:
    """What is proposed when the meeting on day 60 is over, with these there beside the individual and the chair."""
    story.do(OppnaMote, narvarande=(INDIVID, ARBETSMARKNAD, *there), day=MEETING_DAY + 0.05)
    if late:
        story.do(AndraNarvaro, anlant=late)
    story.do(AvslutaMote)
    return proposed(story)


@policy("FM-AVVIK-4")
def test_a_called_party_that_stays_away_is_proposed() -> None:
    assert after_meeting(called(), AF) == {("utebliven", FK)}


@policy("FM-AVVIK-4")
def test_a_called_party_that_is_there_is_not() -> None:
    assert after_meeting(called(), AF, FK) == set()


@policy("FM-AVVIK-4")
def test_a_party_that_came_late_did_not_stay_away() -> None:
    assert after_meeting(called(), AF, late=(FK,)) == set()


@policy("FM-AVVIK-4")
def test_nobody_is_proposed_while_the_meeting_goes_on() -> None:
    story = called()
    story.do(OppnaMote, narvarande=(INDIVID, ARBETSMARKNAD, AF), day=MEETING_DAY)
    assert proposed(story) == set()


@policy("FM-AVVIK-4")
def test_staying_away_from_a_meeting_that_was_broken_off_counts_too() -> None:
    story = called()
    story.do(OppnaMote, narvarande=(INDIVID, ARBETSMARKNAD, AF), day=MEETING_DAY)
    story.do(AvbrytMote, skal_kod="tid")
    assert proposed(story) == {("utebliven", FK)}


@policy("FM-AVVIK-4", "FM-KALLELSE-11")
@pytest.mark.parametrize("reason", ["tid", "annat", None])
def test_a_party_that_declined_in_time_is_not_proposed_whatever_its_reason(reason: str | None) -> None:
    story = called()
    story.do(Avboj, FK, skal_kod=reason, day=MEETING_DAY - 1)
    assert after_meeting(story, AF) == set()


@policy("FM-AVVIK-4", "FM-KALLELSE-11")
def test_a_party_that_declined_after_the_meeting_was_to_begin_is_proposed() -> None:
    story = called()
    story.do(Avboj, FK, skal_kod="tid", day=MEETING_DAY + 0.02)
    assert after_meeting(story, AF) == {("utebliven", FK)}


@policy("FM-AVVIK-4")
@pytest.mark.parametrize("who", [EMPLOYER, RELATIVE])
def test_neither_an_outsider_nor_a_relative_is_proposed_for_staying_away(who: str) -> None:
    story = prepared((ARBETSMARKNAD, AF, EMPLOYER))
    story.do(BestamDeltagare, INDIVID, deltagare=(RELATIVE,), svar="ja")
    story.do(BestamDeltagare, deltagare=(RELATIVE,), lamplig="ja")
    story.do(Kalla, **summons((AF, who)), day=5)
    assert after_meeting(story, AF) == set()


@policy("FM-AVVIK-4")
def test_the_individual_is_not_proposed_for_staying_away() -> None:
    story = called()
    story.do(BestamDeltagare, INDIVID, deltagare=(INDIVID,), svar="nej")
    story.do(OppnaMote, narvarande=(ARBETSMARKNAD, AF, FK), day=MEETING_DAY)
    story.do(AvslutaMote)
    assert proposed(story) == set()


@policy("FM-AVVIK-4", "PR-AF-4")
@pytest.mark.parametrize(
    ("registered", "expected"), [("nej", set()), ("ja", {("utebliven", AF)}), ("okant", {("utebliven", AF)})]
)
@pytest.mark.parametrize("told_afterwards", [False, True])
def test_arbetsformedlingen_may_stay_away_from_one_who_is_not_registered_there(
    registered: str, expected: set[tuple[str, str]], told_afterwards: bool
) -> None:
    story = called()
    told: dict[str, Any] = {"enhet": AF, "norm": "PR-AF-4", "varde": registered, "kalla": "individ"}
    if not told_afterwards:
        story.do(AngeForutsattning, **told)
    after_meeting(story, FK)
    if told_afterwards:
        story.do(AngeForutsattning, **told)
    assert proposed(story) == expected


@policy("FM-AVVIK-4", "FM-SAMTYCKE-5")
def test_nobody_stays_away_from_a_meeting_that_a_withdrawal_cancelled() -> None:
    story = called()
    story.do(AterkallaSamtycke, INDIVID, day=MEETING_DAY - 1)
    assert proposed(story, MEETING_DAY + 1) == set()


@policy("FM-AVVIK-4", "FM-SAMTYCKE-5")
def test_nobody_stays_away_from_a_meeting_that_a_withdrawal_interrupted() -> None:
    story = called()
    story.do(OppnaMote, narvarande=(INDIVID, ARBETSMARKNAD, AF), day=MEETING_DAY)
    story.do(AterkallaSamtycke, INDIVID)
    assert proposed(story) == set()


@policy("FM-AVVIK-4", "FM-UPPFOLJ-1")
@pytest.mark.parametrize(("declines", "expected"), [(False, {("utebliven", AF)}), (True, set())])
def test_a_follow_up_booked_at_the_meeting_is_one_to_come_to_or_to_decline(
    declines: bool, expected: set[tuple[str, str]]
) -> None:
    story = measures(plan(measures=[{"id": "kurs", "text": "Kurs", "ansvariga": [INDIVID]}]))
    if declines:
        story.do(Avboj, AF, skal_kod="tid", day=100)
    story.do(OppnaMote, narvarande=(INDIVID, ARBETSMARKNAD, EKONOMI), day=FOLLOW_UP_DAY)
    story.do(AvslutaMote)
    assert proposed(story) == expected


@policy("FM-AVVIK-4")
def test_that_a_called_party_stayed_away_is_reported() -> None:
    story = called()
    after_meeting(story, AF)
    assert report(story, slag="utebliven", part=FK).allowed


@policy("FM-AVVIK-4", "FM-KALLELSE-11")
def test_that_a_party_declined_in_time_is_not_reported_as_staying_away() -> None:
    story = called()
    story.do(Avboj, FK, skal_kod="tid", day=MEETING_DAY - 1)
    after_meeting(story, AF)
    assert report(story, slag="utebliven", part=FK).norms == ("FM-AVVIK-4",)


@policy("FM-AVVIK-4", "PR-AF-4")
@pytest.mark.parametrize(("registered", "warned"), [("nej", ("warn",)), ("ja", ()), ("okant", ())])
def test_of_arbetsformedlingen_a_report_only_warns_if_the_person_is_not_registered(
    registered: str, warned: tuple[str, ...]
) -> None:
    story = called()
    story.do(AngeForutsattning, enhet=AF, norm="PR-AF-4", varde=registered, kalla="individ")
    after_meeting(story, FK)
    decision = report(story, slag="utebliven", part=AF)
    assert decision.allowed
    assert found(decision, "FM-AVVIK-4") == warned


@policy("FM-AVVIK-4")
def test_declining_a_later_meeting_does_not_excuse_staying_away_from_an_earlier_one() -> None:
    story = called()
    after_meeting(story, FK)
    story.do(Forbered, individen_medverkar="ja", behov_onskemal="ja")
    story.do(Kalla, **summons((AF, FK), MEETING_DAY + 60))
    story.do(Avboj, AF, skal_kod="tid")
    assert report(story, slag="utebliven", part=AF).allowed


@policy("FM-AVVIK-4")
@pytest.mark.parametrize("part", [EKONOMI, "kommun"])
def test_a_party_whose_only_called_unit_declined_in_time_is_not_reported_by_either_name(part: str) -> None:
    story = called((EKONOMI,))
    story.do(Avboj, EKONOMI, skal_kod="tid", day=MEETING_DAY - 1)
    assert report(story, slag="utebliven", part=part).norms == ("FM-AVVIK-4",)


@policy("FM-AVVIK-4")
def test_a_timely_decline_stands_though_the_next_meeting_has_been_called() -> None:
    story = called()
    story.do(Avboj, FK, skal_kod="tid", day=MEETING_DAY - 1)
    after_meeting(story, AF)
    story.do(Forbered, individen_medverkar="ja", behov_onskemal="ja")
    story.do(Kalla, **summons((AF, FK), MEETING_DAY + 60))
    assert report(story, slag="utebliven", part=FK).norms == ("FM-AVVIK-4",)


# --- FM-AVVIK-5: a measure that is not carried out -----------------------------------------------------------------


MEASURE = ("atgard_ej_genomford", AF)
JUST_AF = plan(measures=[{"id": "praktik", "text": "Praktik", "ansvariga": [AF], "klart_senast": on(110).isoformat()}])
JUST_INDIVID = plan(
    measures=[{"id": "ansokan", "text": "Ansökan", "ansvariga": [INDIVID], "klart_senast": on(110).isoformat()}]
)


def not_done(reason: str | None) -> Story:
    """Phase atgarder: Arbetsförmedlingen has told that its measure isn't done."""
    story = measures(JUST_AF)
    story.do(EjGenomfordAtgard, AF, atgard="praktik", skal_kod=reason)
    return story


@policy("FM-AVVIK-5")
@pytest.mark.parametrize("reason", ["resurs", "andrade_forutsattningar", "annat", None])
def test_a_measure_that_a_party_has_not_done_is_proposed(reason: str | None) -> None:
    story = not_done(reason)
    assert proposed(story) == {MEASURE}
    assert [one.detail for one in story.case.deviations(moment(story.day))] == [1]


@policy("FM-AVVIK-5")
@pytest.mark.parametrize("first", [True, False])
def test_a_measure_that_the_individual_declined_is_not_once_the_individual_has_said_so(first: bool) -> None:
    story = measures()
    acts: list[tuple[type[Event], str, dict[str, Any]]] = [
        (AvstaAtgard, INDIVID, {"atgard": "praktik"}),
        (EjGenomfordAtgard, AF, {"atgard": "praktik", "skal_kod": "individen_avstod"}),
    ]
    for kind, by, content in acts if first else reversed(acts):
        story.do(kind, by, **content)
    assert proposed(story, 200) == set()
    assert [duty.state.value for duty in story.duties("genomfora_atgard", 200) if duty.bearer == AF] == ["lapsed"]


@policy("FM-AVVIK-5")
@pytest.mark.parametrize(("told", "remarks"), [(False, ("note",)), (True, ())])
def test_a_units_word_that_the_individual_declined_stays_proposed_with_a_note(
    told: bool, remarks: tuple[str, ...]
) -> None:
    story = measures()
    if told:
        story.do(AvstaAtgard, INDIVID, atgard="PRAKTIK")
    decision = story.do(EjGenomfordAtgard, AF, atgard="praktik", skal_kod="individen_avstod")
    assert found(decision, "FM-AVVIK-5") == remarks
    assert proposed(story, 200) == (set() if told else {MEASURE})


@policy("FF-INDIVID-1")
@pytest.mark.parametrize("by", [AF, ARBETSMARKNAD, "narstaende:1", "ombud"])
def test_nobody_declines_a_measure_for_the_individual(by: str) -> None:
    assert measures().ask(AvstaAtgard, by, atgard="praktik").norms == ("FF-INDIVID-1",)


@policy("FM-AVVIK-5")
@pytest.mark.parametrize("day", [100, 111])
def test_what_the_individual_does_not_do_is_never_proposed(day: float) -> None:
    story = measures(JUST_INDIVID)
    if day < 110:
        story.do(EjGenomfordAtgard, INDIVID, atgard="ansokan", skal_kod="annat", day=day)
    assert proposed(story, day) == set()


@policy("FM-AVVIK-5")
def test_a_measure_that_is_done_after_all_is_no_longer_proposed() -> None:
    story = not_done("resurs")
    story.do(GenomforAtgard, AF, atgard="praktik")
    assert proposed(story) == set()


@policy("FM-AVVIK-5")
@pytest.mark.parametrize(("day", "expected"), [(110, set()), (111, {MEASURE})])
def test_a_measure_past_its_last_day_is_proposed_from_the_day_after(day: float, expected: set[tuple[str, str]]) -> None:
    assert proposed(measures(JUST_AF), day) == expected


@policy("FM-AVVIK-5")
def test_a_measure_that_was_done_is_not_proposed_though_its_last_day_has_passed() -> None:
    story = measures(JUST_AF)
    story.do(GenomforAtgard, AF, atgard="praktik")
    assert proposed(story, 111) == set()


@policy("FM-AVVIK-5", "FM-ROLL-5")
def test_a_measure_that_its_party_never_approved_is_a_proposal_and_no_deviation() -> None:
    assert proposed(measures(JUST_AF, present=(INDIVID, ARBETSMARKNAD, EKONOMI)), 111) - {("utebliven", AF)} == set()


@policy("FM-AVVIK-5", "FM-SAMTYCKE-5")
def test_a_measure_that_rests_because_the_consent_is_withdrawn_is_not_proposed() -> None:
    story = measures(JUST_AF)
    story.do(AterkallaSamtycke, INDIVID, day=100)
    assert proposed(story, 140) == set()


# --- FM-AVVIK-2: who reports what, to whose routine ----------------------------------------------------------------


@policy("FM-AVVIK-2")
def test_a_report_says_what_kind_whose_and_to_whose_own_routine_it_goes() -> None:
    assert report(measures()).allowed


@policy("FM-AVVIK-2")
@pytest.mark.parametrize("left_out", ["slag", "part", "lamnas_till"])
def test_a_report_that_leaves_one_of_them_out_is_refused(left_out: str) -> None:
    nothing: dict[str, Any] = {left_out: None}
    assert report(measures(), **nothing).norms == ("FM-AVVIK-2",)


@policy("FM-AVVIK-2")
@pytest.mark.parametrize("who", [INDIVID, EMPLOYER])
def test_a_unit_reports_and_nobody_else(who: str) -> None:
    assert "FM-AVVIK-2" in report(measures(), who, lamnas_till="kommun").norms


@policy("FM-AVVIK-2")
@pytest.mark.parametrize("phase", list(everywhere()))
@pytest.mark.parametrize("to", ["kommun", ARBETSMARKNAD])
def test_to_its_own_partys_routine_a_unit_reports_from_every_phase(phase: str, to: str) -> None:
    assert report(everywhere()[phase], part="kommun", lamnas_till=to).allowed


@policy("FM-AVVIK-2", "FM-SAMTYCKE-2")
@pytest.mark.parametrize("phase", ["behov", "samtycke", "vilande"])
def test_to_another_unit_of_its_party_a_unit_reports_under_the_consent(phase: str) -> None:
    assert report(everywhere()[phase], part="kommun", lamnas_till=EKONOMI).norms == ("FM-SAMTYCKE-2",)


@policy("FM-AVVIK-2", "FM-SAMTYCKE-2")
@pytest.mark.parametrize("phase", CONSENTED)
def test_to_another_party_a_unit_reports_under_the_consent(phase: str) -> None:
    assert report(everywhere()[phase], lamnas_till=AF).allowed


@policy("FM-AVVIK-2", "FM-SAMTYCKE-2")
@pytest.mark.parametrize("phase", ["behov", "samtycke", "vilande"])
def test_without_consent_a_unit_does_not_report_to_another_party(phase: str) -> None:
    assert report(everywhere()[phase], lamnas_till=AF).norms == ("FM-SAMTYCKE-2",)


@policy("FM-AVVIK-2", "FM-SAMTYCKE-2")
@pytest.mark.parametrize(("added", "norms"), [((), ("FM-SAMTYCKE-2",)), ((FK,), ())])
def test_a_party_outside_the_consent_is_not_reported_to(added: tuple[str, ...], norms: tuple[str, ...]) -> None:
    story = measures()
    if added:
        story.do(UtokaSamtycke, INDIVID, enheter=added)
    assert report(story, lamnas_till=FK).norms == norms


@policy("FM-AVVIK-2")
@pytest.mark.parametrize(("line", "norms"), [(1, ()), (10_000, ("FM-AVVIK-2",))])
def test_a_report_points_at_an_earlier_line(line: int, norms: tuple[str, ...]) -> None:
    assert report(measures(), ror=line).norms == norms


@policy("FM-AVVIK-2")
def test_a_report_can_point_at_a_line_that_was_refused() -> None:
    story = consented()
    story.case, decision = story.case.record(story.event(OppnaMote, narvarande=(INDIVID, ARBETSMARKNAD, AF)))
    assert not decision.allowed
    assert report(story, part=ARBETSMARKNAD, ror=len(story.case.lines)).allowed


@policy("FM-AVVIK-2")
def test_an_organisation_adds_kinds_of_its_own() -> None:
    own = {"avvikelseslag": {"sen_kallelse": {"sv": "sen kallelse", "en": "late summons"}}}
    assert report(measures(overlay=own), slag="sen_kallelse").allowed
    with pytest.raises(EventError):
        report(measures(), slag="sen_kallelse")


@policy("FM-AVVIK-1", "FM-AVVIK-2")
def test_a_report_has_no_room_for_anything_about_a_person() -> None:
    assert set(content_fields(RapporteraAvvikelse)) == {"slag", "part", "ror", "lamnas_till"}
    assert {kind.name for kind in content_fields(RapporteraAvvikelse).values()} == {"code", "integer"}


@policy("FM-AVVIK-1", "FM-AVVIK-2")
@pytest.mark.parametrize("field", ["part", "lamnas_till"])
@pytest.mark.parametrize("person", [INDIVID, "ombud", RELATIVE, EMPLOYER])
def test_a_deviation_is_a_partys_and_never_a_persons(field: str, person: str) -> None:
    with pytest.raises(EventError):
        report(measures(), **{field: person})


@policy("FM-AVVIK-2")
def test_the_library_proposes_and_reports_nothing_by_itself() -> None:
    story = measures(JUST_AF)
    before = story.case
    assert proposed(story, 111) == {MEASURE}
    assert story.case == before


def stayed_away() -> Story:
    """Försäkringskassan stayed away from the meeting on day 60."""
    story = called()
    after_meeting(story, AF)
    return story


@policy("FM-AVVIK-2", "FM-AVVIK-3", "FM-AVVIK-4", "FM-AVVIK-5")
@pytest.mark.parametrize("points_at_the_line", [False, True])
@pytest.mark.parametrize(
    ("story", "day"), [(tried(10, 11), 12), (stayed_away(), 61), (not_done("resurs"), 100), (measures(JUST_AF), 111)]
)
def test_what_is_reported_is_no_longer_proposed(story: Story, day: float, points_at_the_line: bool) -> None:
    told = Story()
    told.case, told.day = story.case, story.day
    (proposal,) = told.case.deviations(moment(day))
    line = {"ror": proposal.about} if points_at_the_line else {}
    content: dict[str, Any] = {"slag": proposal.kind, "part": proposal.unit, "lamnas_till": ARBETSMARKNAD, **line}
    told.do(RapporteraAvvikelse, day=day, **content)
    assert proposed(told, day + 10) == set()


@policy("FM-AVVIK-2")
def test_what_is_reported_of_one_party_leaves_the_others_proposed() -> None:
    story = measures(plan(measures=[one_of(AF), one_of(EKONOMI)]))
    story.do(RapporteraAvvikelse, slag="atgard_ej_genomford", part=AF, lamnas_till="kommun", day=111)
    assert proposed(story) == {("atgard_ej_genomford", EKONOMI)}


def one_of(unit: str) -> dict[str, Any]:
    """A measure of a unit's, with day 110 as its last."""
    return {"id": f"a-{unit}", "text": "Kurs", "ansvariga": [unit], "klart_senast": on(110).isoformat()}


@policy("FM-AVVIK-4")
def test_a_meeting_that_all_came_to_leaves_nothing_to_report() -> None:
    story = meeting()
    story.do(AvslutaMote)
    assert proposed(story) == set()
