"""Consent: information first, two scopes, extension, narrowing and renewal, each unit's own record, withdrawal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import attrs
import pytest

from flerpart_flow.engine.definition.correction import Ratta
from flerpart_flow.engine.definition.duties import Duty, DutyState
from flerpart_flow.engine.errors import EventError, RulesError
from flerpart_flow.engine.judging.decision import Decision
from flerpart_flow.engine.record.events import content_fields
from flerpart_flow.engine.rules.findings import values_of
from flerpart_flow.engine.words.reasons import reason
from flerpart_flow.routines.flerpartsmote import (
    FLERPARTSMOTE,
    AngeTid,
    AterkallaSamtycke,
    Avsluta,
    BegransaSamtycke,
    Bekrafta,
    BestamDeltagare,
    BokaUppfoljning,
    DelaUtPlan,
    DokumenteraSamtycke,
    Forbered,
    Fraga,
    GenomforAtgard,
    GeSamtycke,
    Informera,
    Kalla,
    KontaktaRegion,
    Kontaktforsok,
    LamnaUppgift,
    NekaSamtycke,
    OppnaMote,
    OverlamnaOrdforande,
    RapporteraAvvikelse,
    StallIn,
    SvaraPaFraga,
    UpprattaPlan,
    UtokaSamtycke,
    may_disclose,
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
    accepted,
    approved,
    closed,
    consented,
    everywhere,
    follow_up,
    found,
    measures,
    meeting,
    moment,
    needed,
    offered,
    on,
    paused,
    plan,
    prepared,
    summoned,
    summons,
    with_region,
)
from tests.story import represented

CONSENTED = ("forberedelse", "kallelse", "mote", "atgarder", "uppfoljning")
THREE = (ARBETSMARKNAD, AF, FK)
CONSENT: dict[str, Any] = {"enheter": (ARBETSMARKNAD, AF, EKONOMI), "amnen": ("halsa", "arbete")}


def informed() -> Story:
    """Phase samtycke: the individual is informed and hasn't answered yet."""
    story = accepted()
    story.do(Informera, anpassning=("inget_behov",))
    return story


def withdrawn(story: Story, day: float | None = None) -> Story:
    """The same case after the individual withdrew the consent."""
    story.do(AterkallaSamtycke, INDIVID, day=day)
    return story


def resumed(story: Story, day: float | None = None) -> Story:
    """The same case after the individual was informed and consented anew."""
    story.do(Informera, anpassning=("inget_behov",), day=day)
    story.do(GeSamtycke, INDIVID, day=day, **CONSENT)
    return story


def open_duties(story: Story, day: float | None = None) -> dict[tuple[str, str, str | None], Duty]:
    """The duties that aren't over, by name, bearer and counterpart."""
    now = moment(story.day if day is None else day)
    return {(one.name, one.bearer, one.counterpart): one for one in story.case.duties(now) if one.ended_nr is None}


def states(story: Story, name: str, day: float | None = None) -> set[DutyState]:
    """The states of the duties of a name."""
    return {one.state for one in story.duties(name, day)}


# --- Information before consent ---------------------------------------------------------------------------------------


@policy("FM-SAMTYCKE-1")
def test_information_may_be_given_already_with_the_offer() -> None:
    story = offered()
    story.do(Informera, anpassning=("inget_behov",))
    assert story.case.phase == "behov"


@policy("FM-SAMTYCKE-1")
@pytest.mark.parametrize("phase", ["behov", "samtycke", *CONSENTED, "vilande"])
def test_information_can_be_given_in_every_open_phase(phase: str) -> None:
    assert everywhere()[phase].ask(Informera, anpassning=("lattlast",)).allowed


@policy("FM-SAMTYCKE-1")
@pytest.mark.parametrize("who", [INDIVID, "narstaende:1", "arbetsgivare"])
def test_it_is_a_unit_that_informs(who: str) -> None:
    assert accepted().ask(Informera, who, anpassning=("lattlast",)).norms == ("FM-SAMTYCKE-1",)


@policy("FM-FORBEREDELSE-3")
@pytest.mark.parametrize("adapted", ["inget_behov", "lattlast", "tolk"])
def test_information_says_how_it_was_adapted_also_that_no_need_was_found(adapted: str) -> None:
    assert accepted().ask(Informera, anpassning=(adapted,)).findings == ()


# --- A consent to such a meeting, with named units, on named topics ---------------------------------------------------


@policy("FM-SAMTYCKE-8")
@pytest.mark.parametrize("who", [INDIVID, "ombud"])
def test_the_individual_or_the_representative_consents(who: str) -> None:
    assert represented(informed(), who).ask(GeSamtycke, who, **CONSENT).allowed


@policy("FM-SAMTYCKE-8", "FF-INDIVID-1")
@pytest.mark.parametrize("who", [ARBETSMARKNAD, AF, "narstaende:1", "arbetsgivare"])
def test_nobody_consents_for_the_individual(who: str) -> None:
    assert informed().ask(GeSamtycke, who, **CONSENT).norms == ("FM-SAMTYCKE-8",)


@policy("FM-SAMTYCKE-2", "FF-INDIVID-1")
def test_a_refused_consent_closes_the_case() -> None:
    story = informed()
    story.do(NekaSamtycke, INDIVID)
    assert story.case.phase == "avslut"


@policy("FM-SAMTYCKE-2", "FF-INDIVID-1")
@pytest.mark.parametrize("who", [ARBETSMARKNAD, AF, "narstaende:1"])
def test_nobody_refuses_consent_for_the_individual(who: str) -> None:
    assert informed().ask(NekaSamtycke, who).norms == ("FM-SAMTYCKE-2",)


def scope(topics: tuple[str, ...]) -> Story:
    """Prepared and summoned under a consent to these topics."""
    story = prepared(amnen=topics)
    story.do(Kalla, day=5, **(summons() if topics else summons(syfte={})))  # without a topic no purpose is given
    return story


@policy("FM-SAMTYCKE-8", "PR-FORB-1")
def test_consent_to_the_meeting_is_enough_to_summon_the_units_it_names() -> None:
    assert scope(()).case.phase == "kallelse"


@policy("FM-SAMTYCKE-2")
@pytest.mark.parametrize(("topics", "allowed"), [(("arbete",), True), ((), False)])
def test_a_meeting_opens_only_with_consent_to_exchange_information(topics: tuple[str, ...], allowed: bool) -> None:
    decision = scope(topics).ask(OppnaMote, mote=1, narvarande=(INDIVID, ARBETSMARKNAD, AF), day=MEETING_DAY)
    assert decision.allowed is allowed
    assert set(decision.norms) == (set() if allowed else {"FM-SAMTYCKE-2"})


@policy("FM-SAMTYCKE-2")
@pytest.mark.parametrize(("there", "allowed"), [(AF, True), (FK, False)])
def test_a_unit_that_the_consent_does_not_cover_does_not_attend(there: str, allowed: bool) -> None:
    story = summoned()
    story.do(BestamDeltagare, INDIVID, deltagare=(FK,), svar="ja")
    decision = story.ask(OppnaMote, mote=1, narvarande=(INDIVID, ARBETSMARKNAD, there), day=MEETING_DAY)
    assert decision.allowed is allowed
    assert set(decision.norms) == (set() if allowed else {"FM-SAMTYCKE-2"})


@policy("PR-FORB-1", "FM-SAMTYCKE-8")
@pytest.mark.parametrize("phase", ["behov", "samtycke", "vilande"])
def test_nobody_is_summoned_without_a_consent(phase: str) -> None:
    decision = everywhere()[phase].ask(Kalla, **summons(day=200))
    assert {"FM-SAMTYCKE-8", "FM-SAMTYCKE-2"} <= set(decision.norms)


@policy("FM-SAMTYCKE-2", "FM-SAMTYCKE-8")
@pytest.mark.parametrize(("to", "allowed"), [(AF, True), (FK, False)])
def test_only_units_that_the_consent_names_are_summoned(to: str, allowed: bool) -> None:
    story = prepared()
    story.do(BestamDeltagare, INDIVID, deltagare=(FK,), svar="ja")
    decision = story.ask(Kalla, day=5, **summons((to,)))
    assert decision.allowed is allowed
    assert set(decision.norms) == (set() if allowed else {"FM-SAMTYCKE-2"})


@policy("FM-SAMTYCKE-2")
def test_a_chair_that_the_consent_leaves_out_summons_nobody() -> None:
    story = prepared((AF, EKONOMI))
    decision = story.ask(Kalla, day=5, **summons())
    assert decision.norms == ("FM-SAMTYCKE-2",)
    assert values_of(decision.hindrances[0])["units"] == (ARBETSMARKNAD,)


# --- Topics -----------------------------------------------------------------------------------------------------------


def telling(story: Story, topic: str = "arbete", to: str = AF, by: str = ARBETSMARKNAD) -> Decision:
    """The decision on telling somebody of a topic."""
    return story.ask(LamnaUppgift, by, till=to, amne=topic)


@policy("FM-SAMTYCKE-3", "FF-INNEHALL-1")
@pytest.mark.parametrize("content", [{}, {"till": AF}, {"amne": "arbete"}])
def test_what_is_passed_on_names_its_topic_and_its_recipient(content: dict[str, Any]) -> None:
    assert consented().ask(LamnaUppgift, **content).norms == ("FM-SAMTYCKE-3",)


@policy("FM-SAMTYCKE-3")
def test_what_was_said_is_never_stored() -> None:
    assert set(content_fields(LamnaUppgift)) == {"till", "amne"}
    with pytest.raises(EventError):
        telling(consented(), "har svår värk i ryggen")


@policy("FM-SAMTYCKE-4")
def test_a_summons_has_no_room_for_topics_or_exceptions() -> None:
    assert not {"amnen", "amne", "undantag"} & set(content_fields(Kalla))


@policy("FM-SAMTYCKE-2")
@pytest.mark.parametrize(("by", "allowed"), [(AF, True), (FK, False)])
def test_only_a_unit_that_the_consent_covers_gives(by: str, allowed: bool) -> None:
    decision = telling(consented(), to=EKONOMI, by=by)
    assert decision.allowed is allowed
    assert ("FM-SAMTYCKE-2" in decision.norms) is not allowed


@policy("FM-SAMTYCKE-2")
def test_the_functions_of_one_municipality_are_told_under_the_consent_like_any_others() -> None:
    assert telling(consented(), to=EKONOMI).allowed
    assert "FM-SAMTYCKE-2" in telling(consented(), to="kommun:ips").norms


@policy("FM-SAMTYCKE-2")
@pytest.mark.parametrize(("by", "allowed"), [(AF, True), ("arbetsgivare", False), ("narstaende:1", False)])
def test_it_is_a_unit_of_a_party_that_passes_on_information(by: str, allowed: bool) -> None:
    story = consented((ARBETSMARKNAD, AF, "arbetsgivare", "narstaende:1"))
    assert telling(story, to=ARBETSMARKNAD, by=by).allowed is allowed


@policy("FM-SAMTYCKE-2")
def test_the_individual_may_always_be_told_what_concerns_them() -> None:
    assert telling(consented(undantag=("halsa",), records=False), "halsa", to=INDIVID).allowed


def test_a_disclosure_that_nothing_speaks_for_is_told_every_reason_at_once() -> None:
    story = consented(records=False, undantag=("halsa",))
    decision = telling(story, "halsa", to=FK)
    assert set(decision.norms) == {"FM-SAMTYCKE-2", "FM-SAMTYCKE-4", "FM-SAMTYCKE-6"}
    assert decision.state is decision.before


def test_a_consent_that_lacks_everything_is_told_everything_at_once() -> None:
    decision = accepted().ask(GeSamtycke, AF, giltigt_till=on(-1))
    assert sorted(finding.norm for finding in decision.hindrances) == [
        "FM-SAMTYCKE-1",
        "FM-SAMTYCKE-8",
        "FM-SAMTYCKE-8",
        "FM-SAMTYCKE-8",
    ]


# --- Validity in time -------------------------------------------------------------------------------------------------


@policy("FM-SAMTYCKE-2")
@pytest.mark.parametrize(
    ("at", "allowed"),
    [
        (datetime(2026, 2, 11, 22, 59, 59, tzinfo=UTC), True),  # a second to midnight in Stockholm, the last day
        (datetime(2026, 2, 11, 23, 0, 0, tzinfo=UTC), False),  # midnight in Stockholm
    ],
)
def test_the_last_day_counts_until_midnight_in_stockholm(at: datetime, allowed: bool) -> None:
    story = consented(giltigt_till=date(2026, 2, 11))
    assert may_disclose(story.case, ARBETSMARKNAD, AF, "arbete", at).allowed is allowed
    decision = story.case.decide(LamnaUppgift(occurred_at=at, recorded_at=at, by=ARBETSMARKNAD, till=AF, amne="arbete"))
    assert decision.allowed is allowed


@policy("FM-SAMTYCKE-2")
def test_a_consent_without_a_last_day_holds_until_it_is_withdrawn() -> None:
    assert may_disclose(consented().case, ARBETSMARKNAD, AF, "arbete", moment(2000)).allowed


@policy("FM-SAMTYCKE-8", "FM-SAMTYCKE-2", "PR-FORB-1")
@pytest.mark.parametrize(("last", "norms"), [(5, set()), (4, {"FM-SAMTYCKE-8", "FM-SAMTYCKE-2"})])
def test_nobody_is_summoned_after_the_last_day(last: int, norms: set[str]) -> None:
    assert set(prepared(giltigt_till=on(last)).ask(Kalla, day=5, **summons()).norms) == norms


@policy("FM-SAMTYCKE-2")
@pytest.mark.parametrize(("last", "norms"), [(MEETING_DAY, set()), (MEETING_DAY - 1, {"FM-SAMTYCKE-2"})])
def test_no_meeting_opens_after_the_last_day(last: int, norms: set[str]) -> None:
    there = (INDIVID, ARBETSMARKNAD, AF, EKONOMI)
    decision = summoned(giltigt_till=on(last)).ask(OppnaMote, mote=1, narvarande=there, day=MEETING_DAY)
    assert set(decision.norms) == norms


@policy("FM-SAMTYCKE-8")
@pytest.mark.parametrize(("day", "norms"), [(10, set()), (11, {"FM-SAMTYCKE-8"})])
def test_a_consent_that_ran_out_is_not_extended_but_renewed(day: int, norms: set[str]) -> None:
    story = consented(giltigt_till=on(10))
    assert set(story.ask(UtokaSamtycke, INDIVID, enheter=(FK,), day=day).norms) == norms
    assert story.ask(GeSamtycke, INDIVID, day=day, **CONSENT).allowed is not bool(norms)
    story.do(Informera, anpassning=("inget_behov",), day=day)
    assert story.ask(GeSamtycke, INDIVID, day=day + 0.1, **CONSENT).allowed


# --- Renewal ----------------------------------------------------------------------------------------------------------


@policy("FM-SAMTYCKE-8")
@pytest.mark.parametrize("phase", CONSENTED)
def test_a_consent_can_be_renewed_in_every_phase_that_rests_on_it(phase: str) -> None:
    story = everywhere()[phase]
    story.do(GeSamtycke, INDIVID, **CONSENT)
    assert story.case.phase == phase


@policy("FM-SAMTYCKE-8")
@pytest.mark.parametrize("phase", ["behov", "avslut"])
def test_there_is_no_consent_to_give_before_the_offer_is_accepted_or_after_closing(phase: str) -> None:
    assert "FF-FAS-1" in everywhere()[phase].ask(GeSamtycke, INDIVID, **CONSENT).norms


@policy("FM-SAMTYCKE-2")
def test_a_renewed_consent_holds_after_the_one_before_ran_out() -> None:
    story = consented(giltigt_till=on(10))
    story.do(Informera, anpassning=("inget_behov",), day=19)
    story.do(GeSamtycke, INDIVID, day=20, **CONSENT)
    story.do(DokumenteraSamtycke, ARBETSMARKNAD, referens="dnr 2")
    assert telling(story).allowed


@policy("FM-SAMTYCKE-6")
def test_a_renewed_consent_is_documented_anew() -> None:
    story = consented()
    story.do(GeSamtycke, INDIVID, **CONSENT)
    assert telling(story).norms == ("FM-SAMTYCKE-6",)
    story.do(DokumenteraSamtycke, ARBETSMARKNAD, referens="dnr 2")
    assert telling(story).allowed


@policy("FM-SAMTYCKE-3")
def test_a_renewed_consent_takes_the_place_of_the_one_before() -> None:
    story = consented()
    story.do(GeSamtycke, INDIVID, enheter=(ARBETSMARKNAD, AF), amnen=("ekonomi",))
    story.do(DokumenteraSamtycke, ARBETSMARKNAD, referens="dnr 2")
    assert telling(story, "ekonomi").allowed
    assert telling(story, "arbete").norms == ("FM-SAMTYCKE-3",)
    assert telling(story, "ekonomi", to=EKONOMI).norms == ("FM-SAMTYCKE-2",)


@policy("FM-SAMTYCKE-2")
def test_a_unit_that_a_renewed_consent_leaves_out_is_no_longer_at_the_meeting() -> None:
    story = meeting()
    story.do(GeSamtycke, INDIVID, enheter=(ARBETSMARKNAD, AF), amnen=("arbete",))
    assert EKONOMI not in story.case.facts.meeting.present
    assert AF in story.case.facts.meeting.present


# --- Extension (A47) --------------------------------------------------------------------------------------------------


@policy("FM-SAMTYCKE-8", "FM-SAMTYCKE-2")
def test_a_unit_added_later_is_reached_after_the_individual_has_extended_the_consent() -> None:
    story = consented()
    assert "FM-SAMTYCKE-2" in story.ask(Kontaktforsok, till=FK).norms
    story.do(UtokaSamtycke, INDIVID, enheter=(FK,))
    assert story.ask(Kontaktforsok, till=FK).allowed


@policy("FM-SAMTYCKE-3")
def test_a_topic_added_later_may_be_passed_on() -> None:
    story = represented(consented())
    story.do(UtokaSamtycke, "ombud", amnen=("ekonomi",))
    assert telling(story, "ekonomi").allowed
    assert telling(story, "arbete").allowed


@policy("FM-SAMTYCKE-8", "FF-INDIVID-1")
@pytest.mark.parametrize("phase", CONSENTED)
def test_the_individual_extends_the_consent_at_any_time_and_nobody_else_does(phase: str) -> None:
    story = everywhere()[phase]
    assert story.ask(UtokaSamtycke, INDIVID, enheter=(FK,)).allowed
    assert story.ask(UtokaSamtycke, ARBETSMARKNAD, enheter=(FK,)).norms == ("FM-SAMTYCKE-8",)


@policy("FF-INNEHALL-1")
@pytest.mark.parametrize(
    ("added", "norms"), [({"enheter": (FK,)}, ()), ({"amnen": ("ekonomi",)}, ()), ({}, ("FF-INNEHALL-1",))]
)
def test_an_extension_says_what_it_adds(added: dict[str, Any], norms: tuple[str, ...]) -> None:
    assert consented().ask(UtokaSamtycke, INDIVID, **added).norms == norms


@policy("FM-SAMTYCKE-6")
def test_a_unit_added_later_has_its_own_record_to_make_and_the_others_keep_theirs() -> None:
    story = consented()
    story.do(UtokaSamtycke, INDIVID, enheter=(FK,))
    owing = [one.bearer for one in story.duties("dokumentera_samtycke") if one.state is DutyState.OPEN]
    assert owing == [FK]
    assert telling(story, to=FK).allowed
    assert telling(story, to=ARBETSMARKNAD, by=FK).norms == ("FM-SAMTYCKE-6",)


# --- Each unit's own record -------------------------------------------------------------------------------------------


@policy("FM-SAMTYCKE-6")
def test_every_unit_that_the_consent_covers_is_obliged_to_document_it() -> None:
    open_now = consented(records=False).duties("dokumentera_samtycke")
    assert {(one.bearer, one.state, one.due) for one in open_now} == {
        (unit, DutyState.OPEN, None) for unit in (ARBETSMARKNAD, AF, EKONOMI)
    }


@policy("FM-SAMTYCKE-6")
def test_each_unit_meets_its_duty_to_document_by_its_own_record_alone() -> None:
    story = consented(records=False)
    story.do(DokumenteraSamtycke, AF, referens="dnr 1")
    by_unit = {one.bearer: one.state for one in story.duties("dokumentera_samtycke")}
    assert by_unit == {AF: DutyState.MET, ARBETSMARKNAD: DutyState.OPEN, EKONOMI: DutyState.OPEN}


@policy("FM-SAMTYCKE-6")
def test_persons_and_outsiders_owe_no_record() -> None:
    story = consented((ARBETSMARKNAD, AF, "arbetsgivare", "narstaende:1"))
    assert {one.bearer for one in story.duties("dokumentera_samtycke")} == {ARBETSMARKNAD, AF}


@policy("FM-SAMTYCKE-6", "FM-SAMTYCKE-5")
def test_a_consent_that_is_withdrawn_or_leaves_a_unit_out_is_no_longer_to_be_documented() -> None:
    gone, renewed = withdrawn(consented(records=False)), consented(records=False)
    renewed.do(GeSamtycke, INDIVID, enheter=(ARBETSMARKNAD, AF), amnen=("arbete",))
    assert states(gone, "dokumentera_samtycke") == {DutyState.LAPSED}
    by_unit = {one.bearer: one.state for one in renewed.duties("dokumentera_samtycke")}
    assert by_unit == {ARBETSMARKNAD: DutyState.OPEN, AF: DutyState.OPEN, EKONOMI: DutyState.LAPSED}


STRICT = {"parameter": {"missing_party_record": "block_meeting"}}
THERE = (INDIVID, ARBETSMARKNAD, AF)


def undocumented(overlay: dict[str, Any] | None = None) -> Story:
    """Summoned, and only the chair has documented the consent."""
    story = prepared(overlay=overlay, records=False)
    story.do(DokumenteraSamtycke, ARBETSMARKNAD, referens="dnr 1")
    story.do(Kalla, day=5, **summons())
    return story


@policy("FM-SAMTYCKE-6", "FF-SAMTYCKE-1")
def test_a_unit_without_its_own_record_may_attend_and_the_answer_warns() -> None:
    decision = undocumented().ask(OppnaMote, mote=1, narvarande=THERE, day=MEETING_DAY)
    assert decision.allowed
    assert found(decision, "FM-SAMTYCKE-6") == ("warn",)
    assert found(decision, "FF-SAMTYCKE-1") == ()


@policy("FM-SAMTYCKE-6", "FF-SAMTYCKE-1")
def test_an_organisation_may_choose_that_no_meeting_opens_before_every_unit_has_its_record() -> None:
    decision = undocumented(STRICT).ask(OppnaMote, mote=1, narvarande=THERE, day=MEETING_DAY)
    assert decision.norms == ("FF-SAMTYCKE-1",)
    assert (decision.hindrances[0].cure_by, decision.hindrances[0].cure) == (AF, "dokumentera_samtycke")


@policy("FM-SAMTYCKE-6", "FF-SAMTYCKE-1")
def test_then_the_meeting_opens_when_every_unit_there_has_its_record() -> None:
    story = undocumented(STRICT)
    story.do(DokumenteraSamtycke, AF, referens="dnr 1")
    decision = story.ask(OppnaMote, mote=1, narvarande=THERE, day=MEETING_DAY)
    assert decision.allowed
    assert found(decision, "FM-SAMTYCKE-6") == ()


# --- May a unit tell another? -----------------------------------------------------------------------------------------


@policy("FM-SAMTYCKE-2", "FM-SAMTYCKE-3")
@pytest.mark.parametrize("phase", list(everywhere()))
def test_the_question_and_the_step_give_the_same_answer_in_every_phase(phase: str) -> None:
    story = everywhere()[phase]
    asked = may_disclose(story.case, ARBETSMARKNAD, AF, "arbete", moment(story.day + 0.01))
    assert asked.allowed is telling(story).allowed


@policy("FM-SAMTYCKE-2")
@pytest.mark.parametrize("phase", list(everywhere()))
def test_whether_the_individual_may_be_told_is_never_in_question(phase: str) -> None:
    story = everywhere()[phase]
    assert may_disclose(story.case, ARBETSMARKNAD, INDIVID, "halsa", moment(story.day + 0.01)).allowed


@policy("FM-SAMTYCKE-2", "FM-SAMTYCKE-5")
@pytest.mark.parametrize(("day", "allowed"), [(0.5, False), (1.5, True), (9.99, True), (10, False), (15, False)])
def test_the_question_can_be_asked_of_an_earlier_moment(day: float, allowed: bool) -> None:
    story = withdrawn(consented(), 10)
    assert may_disclose(story.case, ARBETSMARKNAD, AF, "arbete", moment(day)).allowed is allowed


@policy("FM-SAMTYCKE-3", "FM-SAMTYCKE-5")
def test_a_narrowing_counts_from_its_own_moment() -> None:
    story = consented()
    story.do(BegransaSamtycke, INDIVID, amnen=("halsa",), day=10)
    assert may_disclose(story.case, ARBETSMARKNAD, AF, "halsa", moment(9)).allowed
    later = may_disclose(story.case, ARBETSMARKNAD, AF, "halsa", moment(11))
    assert [finding.norm for finding in later.findings] == ["FM-SAMTYCKE-3"]


REASONS: dict[str, tuple[Callable[[], Story], str, str, str, str]] = {
    "no consent": (accepted, ARBETSMARKNAD, AF, "arbete", "FM-SAMTYCKE-2"),
    "not covered": (consented, ARBETSMARKNAD, FK, "arbete", "FM-SAMTYCKE-2"),
    "run out": (lambda: consented(giltigt_till=on(1)), ARBETSMARKNAD, AF, "arbete", "FM-SAMTYCKE-2"),
    "no such topic": (consented, ARBETSMARKNAD, AF, "ekonomi", "FM-SAMTYCKE-3"),
    "excluded": (lambda: consented(undantag=("halsa",)), ARBETSMARKNAD, AF, "halsa", "FM-SAMTYCKE-4"),
    "no record": (lambda: consented(records=False), ARBETSMARKNAD, AF, "arbete", "FM-SAMTYCKE-6"),
}


@policy("FM-SAMTYCKE-2", "FM-SAMTYCKE-3", "FM-SAMTYCKE-4", "FM-SAMTYCKE-6")
@pytest.mark.parametrize("case", REASONS)
def test_a_no_gives_its_reason_in_both_languages(case: str) -> None:
    make, by, to, topic, norm = REASONS[case]
    story = make()
    answer = may_disclose(story.case, by, to, topic, moment(3))
    (finding,) = answer.findings
    assert finding.norm == norm
    told = {lang: reason(finding, story.case.rules, lang) for lang in ("sv", "en")}
    assert told["sv"].says != told["en"].says
    assert told["sv"].norm_text != told["en"].norm_text
    assert told["sv"].cure_text
    assert told["en"].cure_text


def test_the_question_takes_known_units_known_topics_and_a_time_with_a_zone() -> None:
    case = consented().case
    for by, to, topic in (("nagon", AF, "arbete"), (AF, "nagon", "arbete"), (AF, EKONOMI, "diagnos")):
        with pytest.raises(EventError):
            may_disclose(case, by, to, topic, moment(3))
    with pytest.raises(EventError):
        may_disclose(case, AF, EKONOMI, "arbete", moment(3).replace(tzinfo=None))


# --- Contact before consent (A7) --------------------------------------------------------------------------------------

Ask = Callable[[Story, str], Decision]


def _asked(kind: Any, field: str, **more: Any) -> Ask:
    return lambda story, unit: story.ask(kind, **{field: unit, **more})


def _summon(story: Story, unit: str) -> Decision:
    return story.ask(Kalla, day=story.day + 1, **summons((unit,), 100))


def _question(story: Story, unit: str) -> Decision:
    return story.ask(Fraga, AF, mote=1, till=unit)


def _open(story: Story, unit: str) -> Decision:
    return story.ask(OppnaMote, mote=1, narvarande=(INDIVID, ARBETSMARKNAD, unit), day=MEETING_DAY)


def _book(story: Story, unit: str) -> Decision:
    return story.ask(BokaUppfoljning, datum=on(FOLLOW_UP_DAY), sammankallande=unit)


def _report(story: Story, unit: str) -> Decision:
    return story.ask(RapporteraAvvikelse, slag="annat", part=AF, lamnas_till=unit)


CONTACTS: dict[str, tuple[Ask, Callable[[], Story], str, str]] = {
    # what, from which case, a unit that the consent covers, one that it doesn't
    "kontaktforsok": (_asked(Kontaktforsok, "till"), consented, AF, FK),
    "lamna_uppgift": (_asked(LamnaUppgift, "till", amne="arbete"), consented, AF, FK),
    "overlamna_ordforande": (_asked(OverlamnaOrdforande, "till"), consented, AF, FK),
    "kontakta_region": (
        _asked(KontaktaRegion, "enhet"),
        lambda: prepared((ARBETSMARKNAD, AF, PSYKIATRI)),
        PSYKIATRI,
        "region:primarvard",
    ),
    "kalla": (_summon, prepared, AF, FK),
    "fraga": (_question, summoned, ARBETSMARKNAD, FK),
    "svara_pa_fraga": (_asked(SvaraPaFraga, "till", mote=1), summoned, AF, FK),
    "oppna_mote": (_open, summoned, AF, FK),
    "boka_uppfoljning": (_book, approved, AF, FK),
    "dela_ut_plan": (lambda story, unit: story.ask(DelaUtPlan, version=1, till=(unit,)), approved, AF, FK),
    "rapportera_avvikelse": (_report, summoned, AF, FK),
}


@policy("FM-SAMTYCKE-2")
@pytest.mark.parametrize("event", CONTACTS)
def test_a_unit_that_the_consent_covers_may_be_contacted(event: str) -> None:
    ask, make, inside, _ = CONTACTS[event]
    assert "FM-SAMTYCKE-2" not in ask(make(), inside).norms


@policy("FM-SAMTYCKE-2")
@pytest.mark.parametrize("event", CONTACTS)
def test_a_unit_that_the_consent_does_not_cover_is_not_contacted(event: str) -> None:
    ask, make, _, outside = CONTACTS[event]
    assert "FM-SAMTYCKE-2" in ask(make(), outside).norms


@policy("FM-SAMTYCKE-2")
@pytest.mark.parametrize("phase", ["behov", "samtycke", "vilande"])
@pytest.mark.parametrize("event", ["kontaktforsok", "overlamna_ordforande", "rapportera_avvikelse"])
def test_where_there_is_no_consent_nobody_outside_the_own_party_is_contacted(phase: str, event: str) -> None:
    ask = CONTACTS[event][0]
    assert ask(everywhere()[phase], AF).norms == ("FM-SAMTYCKE-2",)


@policy("FM-SAMTYCKE-2")
@pytest.mark.parametrize("phase", ["behov", "samtycke", "vilande"])
@pytest.mark.parametrize(("to", "allowed"), [(ARBETSMARKNAD, True), (INDIVID, True), (EKONOMI, False)])
def test_the_very_unit_and_the_individual_may_be_contacted_without_a_consent(
    phase: str, to: str, allowed: bool
) -> None:
    assert everywhere()[phase].ask(Kontaktforsok, till=to).allowed is allowed


@policy("FM-SAMTYCKE-2")
@pytest.mark.parametrize("phase", ["behov", "samtycke", "vilande"])
def test_a_deviation_is_handed_to_the_own_party_without_a_consent(phase: str) -> None:
    story = everywhere()[phase]
    content: dict[str, Any] = {"slag": "annat", "part": ARBETSMARKNAD, "lamnas_till": "kommun"}
    assert "FM-SAMTYCKE-2" not in story.ask(RapporteraAvvikelse, **content).norms


@policy("FF-INNEHALL-1", "FM-ANSVAR-2")
@pytest.mark.parametrize(
    ("by", "content", "norms"),
    [
        (ARBETSMARKNAD, {"till": AF}, ()),
        (ARBETSMARKNAD, {}, ("FF-INNEHALL-1",)),
        (INDIVID, {"till": AF}, ("FM-ANSVAR-2",)),
    ],
)
def test_a_contact_attempt_is_a_units_and_says_whom_it_tried(
    by: str, content: dict[str, Any], norms: tuple[str, ...]
) -> None:
    assert consented().ask(Kontaktforsok, by, **content).norms == norms


@policy("FM-SAMTYCKE-2", "FM-FORBEREDELSE-9")
def test_a_relative_is_contacted_when_the_individual_has_said_yes_to_that() -> None:
    story = consented()
    story.do(BestamDeltagare, deltagare=("narstaende:1",), lamplig="ja")
    assert "FM-SAMTYCKE-2" in story.ask(Kontaktforsok, till="narstaende:1").norms
    story.do(BestamDeltagare, INDIVID, deltagare=("narstaende:1",), svar="ja")
    assert story.ask(Kontaktforsok, till="narstaende:1").allowed


@policy("FM-SAMTYCKE-2")
def test_a_care_unit_that_the_consent_leaves_out_gives_no_time() -> None:
    story = prepared((ARBETSMARKNAD, AF, PSYKIATRI))
    story.do(KontaktaRegion, enhet=PSYKIATRI, day=3)
    assert story.ask(AngeTid, PSYKIATRI, start=moment(60)).allowed
    assert "FM-SAMTYCKE-2" in story.ask(AngeTid, "region:primarvard", start=moment(60)).norms


# --- Withdrawal (A9), point 1: a right that nothing refuses -----------------------------------------------------------


@policy("FM-SAMTYCKE-5", "FF-INDIVID-1")
@pytest.mark.parametrize("who", [INDIVID, "ombud"])
@pytest.mark.parametrize("phase", [*CONSENTED, "vilande", "avslut"])
def test_a9_1_the_consent_can_be_withdrawn_from_every_phase_after_it(phase: str, who: str) -> None:
    decision = everywhere()[phase].do(AterkallaSamtycke, who)
    assert decision.findings == ()


@policy("FM-SAMTYCKE-5", "FF-INDIVID-1")
@pytest.mark.parametrize("phase", [*CONSENTED, "vilande", "avslut"])
@pytest.mark.parametrize("who", [ARBETSMARKNAD, AF, "narstaende:1"])
def test_a9_1_nobody_withdraws_the_consent_for_the_individual(phase: str, who: str) -> None:
    assert everywhere()[phase].ask(AterkallaSamtycke, who).norms == ("FM-SAMTYCKE-5",)


@policy("FM-SAMTYCKE-5")
@pytest.mark.parametrize("phase", ["behov", "samtycke"])
def test_a9_1_before_the_consent_there_is_nothing_to_withdraw(phase: str) -> None:
    assert everywhere()[phase].ask(AterkallaSamtycke, INDIVID).norms == ("FF-FAS-1",)


@policy("FM-SAMTYCKE-5")
def test_a9_1_a_consent_that_has_run_out_can_be_withdrawn() -> None:
    story = consented(giltigt_till=on(5))
    assert story.do(AterkallaSamtycke, INDIVID, day=30).findings == ()


@policy("FM-SAMTYCKE-5")
def test_a9_1_no_reason_is_asked_for_and_none_can_be_stored() -> None:
    assert content_fields(AterkallaSamtycke) == {}
    with pytest.raises(TypeError):
        consented().ask(AterkallaSamtycke, INDIVID, skal_kod="annat")


@policy("FM-SAMTYCKE-5")
def test_a9_1_no_reason_code_but_the_closings_tells_of_a_withdrawal() -> None:
    said = {f"{event}.{code}" for event, codes in FLERPARTSMOTE.rules().tables["skal"].items() for code in codes}
    assert {one for one in said if "samtyck" in one} == {"avsluta.samtycke_aterkallat"}


@policy("FM-SAMTYCKE-5")
@pytest.mark.parametrize("norm", ["FM-SAMTYCKE-1", "FM-SAMTYCKE-2", "FM-SAMTYCKE-5", "FM-SAMTYCKE-8", "FF-INDIVID-1"])
def test_a9_1_no_organisation_can_lower_what_protects_the_consent(norm: str) -> None:
    with pytest.raises(RulesError):
        FLERPARTSMOTE.rules(overlay={"norm": {norm: {"severity": "note"}}})


# --- Point 2: from now on ---------------------------------------------------------------------------------------------


@policy("FM-SAMTYCKE-5")
def test_a9_2_what_was_lawfully_shared_was_and_stays_lawful() -> None:
    story = consented()
    story.do(LamnaUppgift, till=AF, amne="arbete", day=2)
    lines = len(story.case.lines)
    withdrawn(story, 10)
    assert len(story.case.lines) == lines + 1
    assert {story.case.status(nr).value for nr in range(1, lines + 2)} == {"accepted"}
    assert may_disclose(story.case, ARBETSMARKNAD, AF, "arbete", moment(5)).allowed


@policy("FM-SAMTYCKE-5")
def test_a9_2_an_approved_plan_and_what_was_done_under_it_stand() -> None:
    story = measures()
    story.do(GenomforAtgard, AF, atgard="praktik", day=80)
    withdrawn(story, 90)
    assert story.case.facts.current.approved
    assert story.case.facts.measure_state("praktik").value == "done"


@policy("FM-SAMTYCKE-5")
def test_a9_2_a_withdrawal_written_down_late_names_the_steps_taken_in_between() -> None:
    story = prepared()
    story.do(Kalla, day=5, **summons())
    nr = len(story.case.lines)
    decision = story.ask(AterkallaSamtycke, INDIVID, day=4, recorded_at=moment(6))
    assert decision.allowed
    assert decision.lost == (nr,)
    assert decision.state.phase == "vilande"


@policy("FM-SAMTYCKE-2")
def test_a_consent_written_down_late_but_given_in_time_is_a_consent() -> None:
    story = informed()
    early = story.event(GeSamtycke, INDIVID, day=1, recorded_at=moment(3), **CONSENT)
    story.case, decision = story.case.record(early)
    assert decision.allowed
    record = story.event(DokumenteraSamtycke, ARBETSMARKNAD, day=1.5, recorded_at=moment(3), referens="dnr 1")
    story.case = story.case.apply(record)
    assert may_disclose(story.case, ARBETSMARKNAD, AF, "arbete", moment(2)).allowed


# --- Point 3: everything between the parties rests --------------------------------------------------------------------


@policy("FM-SAMTYCKE-5")
@pytest.mark.parametrize("phase", CONSENTED)
def test_a9_3_the_whole_case_rests(phase: str) -> None:
    assert withdrawn(everywhere()[phase]).case.phase == "vilande"


@policy("FM-SAMTYCKE-5")
def test_a9_3_a_case_that_is_closed_stays_closed() -> None:
    assert withdrawn(closed()).case.phase == "avslut"


@policy("FM-SAMTYCKE-5")
def test_a9_3_a_meeting_that_was_summoned_is_cancelled() -> None:
    story = paused()
    assert story.case.facts.meeting is None
    assert "FF-FAS-1" in story.ask(OppnaMote, mote=1, narvarande=THERE, day=MEETING_DAY).norms
    assert "FF-FAS-1" in story.ask(Bekrafta, AF, mote=1).norms


@policy("FM-SAMTYCKE-5", "FM-SAMTYCKE-2")
@pytest.mark.parametrize(("to", "allowed"), [(INDIVID, True), (AF, False)])
def test_a9_3_the_plan_goes_to_the_individual_and_no_longer_to_the_parties(to: str, allowed: bool) -> None:
    decision = withdrawn(approved()).ask(DelaUtPlan, version=1, till=(to,))
    assert decision.allowed is allowed
    assert ("FM-SAMTYCKE-2" in decision.norms) is not allowed


@policy("FM-SAMTYCKE-5")
def test_a9_3_what_the_parties_owe_each_other_is_suspended_and_the_individuals_copy_is_not() -> None:
    owed = open_duties(withdrawn(approved()))
    assert owed["dela_ut_plan", ARBETSMARKNAD, AF].state is DutyState.SUSPENDED
    assert owed["genomfora_atgard", AF, INDIVID].state is DutyState.SUSPENDED
    assert owed["dela_ut_plan_till_individen", ARBETSMARKNAD, INDIVID].state is DutyState.OPEN


@policy("FM-SAMTYCKE-5")
@pytest.mark.parametrize("story", [prepared, approved, measures], ids=["forberedelse", "mote", "atgarder"])
def test_a9_3_nothing_is_late_while_the_case_rests(story: Callable[[], Story]) -> None:
    rested = withdrawn(story())
    assert {one.state for one in open_duties(rested, 900).values()} <= {DutyState.SUSPENDED, DutyState.OPEN}


def measure_of_af(story: Story, day: float) -> Duty:
    """Arbetsförmedlingen's measure, due on day 110."""
    (duty,) = (one for one in story.duties("genomfora_atgard", day) if one.bearer == AF)
    return duty


@policy("FM-SAMTYCKE-5")
def test_a9_3_the_clock_stands_still_and_then_goes_on() -> None:
    story = withdrawn(measures(), 90)
    before = measure_of_af(story, 90).age_days
    assert measure_of_af(story, 99).age_days == before
    resumed(story, 100)
    assert measure_of_af(story, 100.1).age_days == before
    assert measure_of_af(story, 104.1).age_days == before + 4


@policy("FM-SAMTYCKE-5")
@pytest.mark.parametrize(("day", "state"), [(120, DutyState.OPEN), (121, DutyState.LATE)])
def test_a9_3_the_due_day_moves_on_by_the_days_that_the_case_rested(day: int, state: DutyState) -> None:
    duty = measure_of_af(resumed(withdrawn(measures(), 90), 100), day)
    assert (duty.due, duty.state) == (on(120), state)


@policy("FM-SAMTYCKE-5")
def test_a9_3_the_due_day_moves_on_by_whole_days_also_across_the_change_to_summer_time() -> None:
    assert measure_of_af(resumed(withdrawn(measures(), 70), 80), 80).due == on(120)


@policy("FM-SAMTYCKE-5")
def test_a9_3_a_case_that_never_rested_keeps_its_due_day() -> None:
    assert measure_of_af(measures(), 100).due == on(110)


# --- Point 4: partial withdrawal --------------------------------------------------------------------------------------


@policy("FM-SAMTYCKE-5", "FF-INDIVID-1")
@pytest.mark.parametrize("phase", [*CONSENTED, "vilande", "avslut"])
def test_a9_4_the_consent_can_be_narrowed_from_every_phase_after_it(phase: str) -> None:
    story = everywhere()[phase]
    assert story.ask(BegransaSamtycke, INDIVID, amnen=("halsa",)).findings == ()
    assert story.ask(BegransaSamtycke, "ombud", enheter=(EKONOMI,)).findings == ()
    assert story.ask(BegransaSamtycke, ARBETSMARKNAD, amnen=("halsa",)).norms == ("FM-SAMTYCKE-5",)


@policy("FM-SAMTYCKE-5")
@pytest.mark.parametrize("phase", CONSENTED)
def test_a9_4_taking_out_a_topic_shrinks_the_scope_and_the_case_goes_on(phase: str) -> None:
    story = everywhere()[phase]
    story.do(BegransaSamtycke, INDIVID, amnen=("halsa",))
    assert story.case.phase == phase
    assert telling(story, "halsa").norms == ("FM-SAMTYCKE-3",)
    assert telling(story, "arbete").allowed


@policy("FM-SAMTYCKE-5")
@pytest.mark.parametrize("phase", CONSENTED)
def test_a9_4_taking_out_a_unit_shrinks_the_scope_and_the_case_goes_on(phase: str) -> None:
    story = everywhere()[phase]
    story.do(BegransaSamtycke, INDIVID, enheter=(EKONOMI,))
    assert story.case.phase == phase
    assert telling(story, to=EKONOMI).norms == ("FM-SAMTYCKE-2",)
    assert telling(story, to=AF).allowed


@policy("FM-SAMTYCKE-5", "FM-SAMTYCKE-2")
def test_a9_4_a_unit_that_is_taken_out_is_no_longer_awaited_nor_called_a_no_show() -> None:
    story = summoned()
    story.do(BegransaSamtycke, INDIVID, enheter=(EKONOMI,))
    assert ("bekrafta_kallelse", EKONOMI, ARBETSMARKNAD) not in open_duties(story)
    assert ("bekrafta_kallelse", AF, ARBETSMARKNAD) in open_duties(story)


@policy("FM-SAMTYCKE-5", "FM-SAMTYCKE-2")
def test_a9_4_a_unit_that_is_taken_out_during_the_meeting_is_no_longer_there() -> None:
    story = meeting()
    story.do(BegransaSamtycke, INDIVID, enheter=(EKONOMI,))
    assert EKONOMI not in story.case.facts.meeting.present
    assert story.case.phase == "mote"


@policy("FM-SAMTYCKE-5", "FM-SAMTYCKE-6")
def test_a9_4_a_unit_that_is_taken_out_owes_no_record_any_more() -> None:
    story = consented(records=False)
    story.do(BegransaSamtycke, INDIVID, enheter=(EKONOMI,))
    by_unit = {one.bearer: one.state for one in story.duties("dokumentera_samtycke")}
    assert by_unit == {ARBETSMARKNAD: DutyState.OPEN, AF: DutyState.OPEN, EKONOMI: DutyState.LAPSED}


@policy("FM-SAMTYCKE-5", "FM-SAMTYCKE-8")
def test_a9_4_a_unit_that_was_taken_out_comes_back_by_an_extension_and_documents_anew() -> None:
    story = consented()
    story.do(BegransaSamtycke, INDIVID, enheter=(EKONOMI,))
    story.do(UtokaSamtycke, INDIVID, enheter=(EKONOMI,))
    assert telling(story, to=EKONOMI).allowed
    assert telling(story, to=ARBETSMARKNAD, by=EKONOMI).norms == ("FM-SAMTYCKE-6",)


@policy("FM-SAMTYCKE-5", "FM-BOKNING-1")
def test_a9_4_when_the_region_is_taken_out_the_others_are_summoned_without_it() -> None:
    story = prepared((ARBETSMARKNAD, AF, PSYKIATRI))
    assert "FM-BOKNING-1" in story.ask(Kalla, day=5, **summons((AF,))).norms
    story.do(BegransaSamtycke, INDIVID, enheter=(PSYKIATRI,))
    assert story.ask(Kalla, day=5, **summons((AF,))).allowed


@policy("FM-SAMTYCKE-5")
@pytest.mark.parametrize("phase", CONSENTED)
@pytest.mark.parametrize(("out", "after"), [((EKONOMI,), "stays"), ((AF,), "vilande"), ((AF, EKONOMI), "vilande")])
def test_a9_4_fewer_than_two_organisations_left_is_a_withdrawal(phase: str, out: tuple[str, ...], after: str) -> None:
    story = everywhere()[phase]
    story.do(BegransaSamtycke, INDIVID, enheter=out)
    assert story.case.phase == (phase if after == "stays" else after)


@policy("FM-SAMTYCKE-5", "PR-DEF-1")
@pytest.mark.parametrize(("least", "phase"), [(2, "forberedelse"), (3, "vilande")])
def test_a9_4_how_many_organisations_it_takes_is_the_organisations_to_say(least: int, phase: str) -> None:
    story = consented(THREE, overlay={"parameter": {"min_parties": least}})
    story.do(BegransaSamtycke, INDIVID, enheter=(FK,))
    assert story.case.phase == phase


@policy("FM-SAMTYCKE-5")
@pytest.mark.parametrize(("out", "phase"), [(EKONOMI, "forberedelse"), (ARBETSMARKNAD, "vilande")])
def test_a9_4_taking_out_the_chairs_own_unit_is_a_withdrawal(out: str, phase: str) -> None:
    story = consented((ARBETSMARKNAD, EKONOMI, AF, FK))
    story.do(BegransaSamtycke, INDIVID, enheter=(out,))
    assert story.case.phase == phase


@policy("FM-SAMTYCKE-5", "FM-SAMTYCKE-2")
def test_a9_4_a_narrowing_that_ends_the_consent_ends_it_for_everybody() -> None:
    story = consented((ARBETSMARKNAD, AF, FK))
    story.do(BegransaSamtycke, INDIVID, enheter=(ARBETSMARKNAD,))
    asked = may_disclose(story.case, AF, FK, "arbete", moment(story.day + 1))
    assert [finding.norm for finding in asked.findings] == ["FM-SAMTYCKE-2"]


# --- Point 5: during a meeting ----------------------------------------------------------------------------------------


@policy("FM-SAMTYCKE-5")
@pytest.mark.parametrize("story", [meeting, follow_up], ids=["mote", "uppfoljning"])
def test_a9_5_a_meeting_in_progress_is_interrupted(story: Callable[[], Story]) -> None:
    after = withdrawn(story())
    assert (after.case.phase, after.case.facts.meeting) == ("vilande", None)
    assert "FF-FAS-1" in after.ask(UpprattaPlan, plan=plan()).norms


@policy("FM-SAMTYCKE-5", "FM-ROLL-3", "FM-ROLL-4")
@pytest.mark.parametrize("duty", ["utse_dokumenterare", "sammanfatta_plan"])
def test_a9_5_nobody_owes_the_interrupted_meeting_anything_any_more(duty: str) -> None:
    story = summoned()
    if duty == "sammanfatta_plan":
        story = meeting()
        story.do(UpprattaPlan, plan=plan())
    else:
        story.do(OppnaMote, mote=1, narvarande=THERE, day=MEETING_DAY)
    assert DutyState.OPEN in states(story, duty)
    assert states(withdrawn(story), duty) == {DutyState.LAPSED}


@policy("FM-SAMTYCKE-5")
def test_a9_5_interrupting_takes_no_event_of_its_own_and_so_no_reason() -> None:
    story = meeting()
    lines = len(story.case.lines)
    withdrawn(story)
    assert len(story.case.lines) == lines + 1


# --- Point 6: the way back --------------------------------------------------------------------------------------------


@policy("FM-SAMTYCKE-5", "FM-SAMTYCKE-1")
def test_a9_6_information_alone_resumes_nothing() -> None:
    story = paused()
    story.do(Informera, anpassning=("inget_behov",))
    assert story.case.phase == "vilande"


@policy("FM-SAMTYCKE-5")
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (consented, "forberedelse"),
        (summoned, "forberedelse"),
        (meeting, "forberedelse"),
        (approved, "atgarder"),
        (measures, "atgarder"),
        (follow_up, "atgarder"),
    ],
    ids=["forberedelse", "kallelse", "mote", "mote with a plan", "atgarder", "uppfoljning"],
)
def test_a9_6_the_way_back_leads_to_preparation_or_to_the_measures_and_to_no_meeting(
    before: Callable[[], Story], after: str
) -> None:
    story = resumed(withdrawn(before()))
    assert story.case.phase == after
    assert story.case.facts.meeting is None
    assert not story.ask(OppnaMote, narvarande=(INDIVID, ARBETSMARKNAD, AF), day=200).allowed


@policy("FM-SAMTYCKE-5")
@pytest.mark.parametrize("number", [1, 2])
def test_a9_6_the_cancelled_meetings_number_does_not_come_back(number: int) -> None:
    story = resumed(paused(), 30)
    story.do(DokumenteraSamtycke, ARBETSMARKNAD, referens="dnr 2")
    story.do(Forbered, individen_medverkar="ja", behov_onskemal="ja")
    story.do(BestamDeltagare, INDIVID, deltagare=(AF, EKONOMI), svar="ja")
    decision = story.ask(Kalla, mote=number, **summons(day=90))
    assert decision.allowed is (number == 2)
    assert found(decision, "FF-MOTE-1") == (() if number == 2 else ("block",))


@policy("FM-SAMTYCKE-5", "FM-FORBEREDELSE-4")
def test_a9_6_after_the_way_back_the_meeting_is_prepared_with_the_individual_anew() -> None:
    story = resumed(paused(), 30)
    story.do(DokumenteraSamtycke, ARBETSMARKNAD, referens="dnr 2")
    story.do(BestamDeltagare, INDIVID, deltagare=(AF, EKONOMI), svar="ja")
    assert story.ask(Kalla, **summons(day=90)).norms == ("FM-FORBEREDELSE-4",)


@policy("FM-SAMTYCKE-5", "FM-BOKNING-1", "FM-BOKNING-2")
def test_a9_6_after_the_way_back_the_region_has_to_be_contacted_anew() -> None:
    story = withdrawn(with_region(), 10)
    story.do(Informera, anpassning=("inget_behov",), day=20)
    story.do(GeSamtycke, INDIVID, enheter=(ARBETSMARKNAD, AF, PSYKIATRI), amnen=("arbete",))
    story.do(BestamDeltagare, INDIVID, deltagare=(AF, PSYKIATRI), svar="ja")
    assert "FM-BOKNING-1" in story.ask(Kalla, day=21, **summons((AF,))).norms
    assert DutyState.OPEN in states(story, "kontakta_regionen")


@policy("FM-SAMTYCKE-5", "FM-SAMTYCKE-6")
def test_a9_6_a_consent_given_anew_is_documented_anew() -> None:
    story = resumed(paused(), 30)
    assert telling(story).norms == ("FM-SAMTYCKE-6",)


@policy("FM-SAMTYCKE-5", "FF-INDIVID-1")
def test_a9_6_the_individual_can_close_a_case_that_rests_or_say_no() -> None:
    assert paused().ask(Avsluta, INDIVID, skal_kod="individens_onskan").allowed
    story = paused()
    story.do(NekaSamtycke, INDIVID)
    assert story.case.phase == "avslut"


@policy("FM-SAMTYCKE-5")
@pytest.mark.parametrize(("day", "severities"), [(20 + 27, ("warn",)), (20 + 28, ())])
def test_a9_6_an_organisation_may_choose_how_long_a_case_rests_before_it_is_closed(
    day: int, severities: tuple[str, ...]
) -> None:
    story = summoned(overlay={"parameter": {"paused_close_after_weeks": 4}})
    withdrawn(story, 20)
    decision = story.ask(Avsluta, skal_kod="samtycke_aterkallat", day=day)
    assert decision.allowed
    assert found(decision, "FF-AVSLUT-3") == severities


@policy("FM-SAMTYCKE-5")
def test_a9_6_otherwise_a_case_that_rests_is_neither_late_nor_closed_by_itself() -> None:
    assert paused().case.state_at(moment(5000)).phase == "vilande"
    assert paused().ask(Avsluta, skal_kod="samtycke_aterkallat").findings == ()


@policy("FM-SAMTYCKE-5")
def test_a9_6_correcting_a_withdrawal_never_brings_the_consent_back() -> None:
    story = paused()
    story.do(Ratta, ror=len(story.case.lines), skal_kod="felskrivning", by=ARBETSMARKNAD)
    assert story.case.phase == "vilande"
    assert not may_disclose(story.case, ARBETSMARKNAD, AF, "arbete", moment(30)).allowed


# --- Point 7: never a deviation ---------------------------------------------------------------------------------------


@policy("FM-SAMTYCKE-5")
@pytest.mark.parametrize("phase", CONSENTED)
def test_a9_7_a_withdrawal_is_never_a_deviation(phase: str) -> None:
    assert withdrawn(everywhere()[phase]).case.deviations(moment(900)) == ()


@policy("FM-SAMTYCKE-5", "FM-AVVIK-5")
@pytest.mark.parametrize(("rests", "count"), [(False, 1), (True, 0)])
def test_a9_7_a_measure_not_done_because_the_consent_was_withdrawn_is_none(rests: bool, count: int) -> None:
    story = withdrawn(measures(), 90) if rests else measures()
    assert len([one for one in story.case.deviations(moment(140)) if one.kind == "atgard_ej_genomford"]) == count


@policy("FM-SAMTYCKE-5", "FM-AVVIK-5")
@pytest.mark.parametrize("rests", [False, True])
@pytest.mark.parametrize(("unit", "count"), [(AF, 1), (FK, 0)])
def test_a9_7_nor_is_a_measure_of_a_unit_that_the_new_consent_leaves_out(rests: bool, unit: str, count: int) -> None:
    story = withdrawn(measures(), 80) if rests else measures()
    story.do(Informera, anpassning=("inget_behov",), day=81)
    story.do(GeSamtycke, INDIVID, enheter=(ARBETSMARKNAD, EKONOMI, unit), amnen=("arbete",), day=81)
    assert len([one for one in story.case.deviations(moment(140)) if one.kind == "atgard_ej_genomford"]) == count


@policy("FM-SAMTYCKE-5", "FM-AVVIK-4")
def test_a9_7_one_whom_a_withdrawal_kept_away_from_the_meeting_did_not_stay_away() -> None:
    story = summoned()
    story.do(OppnaMote, mote=1, narvarande=THERE, day=MEETING_DAY)
    withdrawn(story)
    assert story.case.deviations(moment(MEETING_DAY + 10)) == ()


@policy("FM-SAMTYCKE-5")
def test_a9_7_no_kind_of_deviation_speaks_of_consent() -> None:
    kinds = FLERPARTSMOTE.rules().tables["avvikelseslag"]
    assert not [code for code, row in kinds.items() if "samtyck" in code + row["sv"].casefold()]


# --- Point 9: the notice tells nothing --------------------------------------------------------------------------------


@policy("FM-SAMTYCKE-5")
@pytest.mark.parametrize(("story", "number"), [(summoned, 1), (meeting, 1)], ids=["summoned", "in progress"])
def test_a9_9_the_chair_owes_everybody_awaited_a_neutral_notice(story: Callable[[], Story], number: int) -> None:
    after = withdrawn(story())
    owed = {(one.bearer, one.counterpart, one.about, one.state) for one in after.duties("ge_neutralt_besked")}
    assert owed == {(ARBETSMARKNAD, unit, number, DutyState.OPEN) for unit in (AF, EKONOMI)}


@policy("FM-SAMTYCKE-5")
def test_a9_9_also_those_who_know_of_a_follow_up_that_was_booked_are_told() -> None:
    after = withdrawn(measures())
    owed = {(one.bearer, one.counterpart, one.state) for one in after.duties("ge_neutralt_besked")}
    assert owed == {(ARBETSMARKNAD, unit, DutyState.OPEN) for unit in (AF, EKONOMI)}


@policy("FM-SAMTYCKE-5", "FM-SAMTYCKE-2")
def test_a9_9_the_notice_needs_no_consent_and_meets_the_duty() -> None:
    story = paused()
    story.do(StallIn, till=(AF,))
    assert {one.counterpart: one.state for one in story.duties("ge_neutralt_besked")} == {
        AF: DutyState.MET,
        EKONOMI: DutyState.OPEN,
    }
    story.do(StallIn)
    assert states(story, "ge_neutralt_besked") == {DutyState.MET}


@policy("FM-SAMTYCKE-5")
def test_a9_9_the_notice_has_no_room_for_a_reason() -> None:
    assert set(content_fields(StallIn)) == {"mote", "till"}


@policy("FM-SAMTYCKE-5")
def test_a9_9_the_duty_to_tell_is_marked_as_the_librarys_own_and_does_not_rest_with_the_case() -> None:
    (first, *_) = paused().duties("ge_neutralt_besked", 200)
    assert (first.own, first.state) == (True, DutyState.OPEN)


@policy("FM-SAMTYCKE-5")
def test_a9_9_what_the_parties_are_shown_of_a_cancelled_meeting_says_no_more_than_that() -> None:
    cancelled = paused().case.facts.cancelled
    assert {one.name for one in attrs.fields(type(cancelled))} == {"number", "caller", "waiting"}
    assert {one.name for each in cancelled.waiting for one in attrs.fields(type(each))} == {"actor", "number", "day"}


# --- Who can cure it, and how -----------------------------------------------------------------------------------------

CURES: dict[str, tuple[Callable[[], Decision], str, str, str | None]] = {
    "not informed": (
        lambda: accepted().ask(GeSamtycke, INDIVID, **CONSENT),
        "FM-SAMTYCKE-1",
        "enhet",
        "informera",
    ),
    "no unit": (lambda: informed().ask(GeSamtycke, INDIVID), "FM-SAMTYCKE-8", INDIVID, "ge_samtycke"),
    "no consent": (lambda: needed().ask(Kontaktforsok, till=AF), "FM-SAMTYCKE-2", INDIVID, "ge_samtycke"),
    "not covered": (lambda: telling(consented(), to=FK), "FM-SAMTYCKE-2", INDIVID, "utoka_samtycke"),
    "run out": (
        lambda: consented(giltigt_till=on(2)).ask(Kontaktforsok, till=AF, day=3),
        "FM-SAMTYCKE-2",
        INDIVID,
        "ge_samtycke",
    ),
    "no such topic": (lambda: telling(consented(), "ekonomi"), "FM-SAMTYCKE-3", INDIVID, None),
    "excluded": (
        lambda: telling(consented(undantag=("halsa",)), "halsa"),
        "FM-SAMTYCKE-4",
        INDIVID,
        None,
    ),
    "no record": (
        lambda: telling(consented(records=False)),
        "FM-SAMTYCKE-6",
        ARBETSMARKNAD,
        "dokumentera_samtycke",
    ),
    "not the individual": (
        lambda: consented().ask(AterkallaSamtycke, AF),
        "FM-SAMTYCKE-5",
        "individ_eller_ombud",
        None,
    ),
    "not adapted": (lambda: accepted().ask(Informera), "FM-FORBEREDELSE-3", ARBETSMARKNAD, "informera"),
}


@pytest.mark.parametrize("case", CURES)
def test_each_finding_says_who_can_cure_it_and_how(case: str) -> None:
    ask, norm, by, cure = CURES[case]
    (finding,) = (one for one in ask().findings if one.norm == norm)
    assert (finding.cure_by, finding.cure) == (by, cure)


def test_the_query_about_a_kind_of_event_names_the_norms_that_the_step_does() -> None:
    story = prepared(giltigt_till=on(4))
    query = story.case.why_not(Kalla, moment(5))
    step = story.ask(Kalla, day=5, **summons())
    asked = {finding.norm for finding in query.findings if finding.blocks}
    assert "FM-SAMTYCKE-8" in asked
    assert asked <= set(step.norms)
