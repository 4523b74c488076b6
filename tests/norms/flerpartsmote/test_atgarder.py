"""Carrying out the measures: FM-GENOMF-1, FM-GENOMF-2, PR-REG-6."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from flerpart_flow.engine.record.events import Event
from flerpart_flow.routines.flerpartsmote import (
    AterkallaSamtycke,
    AvslutaMote,
    BegransaSamtycke,
    BokaUppfoljning,
    EjGenomfordAtgard,
    FoljUppEgnaAtgarder,
    GenomforAtgard,
    GeSamtycke,
    GodkannPlan,
    Informera,
    Kalla,
    OppnaMote,
    PaborjaAtgard,
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
    FOLLOW_UP_DAY,
    INDIVID,
    MEETING_DAY,
    PSYKIATRI,
    TOPICS,
    Story,
    approved,
    everywhere,
    follow_up,
    found,
    measure_id,
    measures,
    moment,
    on,
    plan,
    summed_up,
    summons,
    with_region,
)
from tests.story import represented

REPORTS = (PaborjaAtgard, GenomforAtgard, EjGenomfordAtgard)
WITHOUT_AF = (INDIVID, ARBETSMARKNAD, EKONOMI)


def owed(story: Story, name: str, day: float | None = None) -> dict[tuple[str, Any], str]:
    """Who owes what of a name on a day: (bearer, what about) and how it stands."""
    by_id = name == "genomfora_atgard"
    return {
        (duty.bearer, measure_id(story.case.facts, duty.about) if by_id else duty.about): duty.state.value
        for duty in story.duties(name, day)
    }


def joint() -> dict[str, Any]:
    """A plan with one measure, which Arbetsförmedlingen and the municipality's economy unit share."""
    return plan(measures=[{"id": "kurs", "text": "Kurs", "ansvariga": [AF, EKONOMI]}])


def with_fk() -> Story:
    """Phase atgarder; Försäkringskassan is in the consent, so that another party can leave it."""
    story = measures()
    story.do(UtokaSamtycke, INDIVID, enheter=(FK,))
    return story


# --- FM-GENOMF-1: each carries out what it answers for -------------------------------------------------------------


@policy("FM-GENOMF-1")
def test_each_owes_its_measures_once_the_plan_is_approved() -> None:
    assert owed(measures(), "genomfora_atgard") == {(AF, "praktik"): "open", (INDIVID, "ansokan"): "open"}


@policy("FM-GENOMF-1")
def test_nobody_owes_a_measure_while_one_approval_is_missing() -> None:
    story = summed_up()
    for who in (INDIVID, ARBETSMARKNAD, EKONOMI):
        story.do(GodkannPlan, who, version=1)
    assert owed(story, "genomfora_atgard") == {}


@policy("FM-GENOMF-1")
def test_an_absent_party_owes_nothing_for_what_the_others_proposed() -> None:
    assert (AF, "praktik") not in owed(approved(present=WITHOUT_AF), "genomfora_atgard")


@policy("FM-GENOMF-1")
def test_an_absent_party_owes_its_measure_from_when_it_approves_the_plan() -> None:
    story = measures(present=WITHOUT_AF)
    story.do(GodkannPlan, AF, version=1)
    assert owed(story, "genomfora_atgard")[AF, "praktik"] == "open"


@policy("FM-GENOMF-1")
def test_a_measure_is_not_late_on_its_last_day() -> None:
    assert owed(measures(), "genomfora_atgard", 110)[AF, "praktik"] == "open"


@policy("FM-GENOMF-1")
def test_a_measure_is_late_the_day_after_its_last_day() -> None:
    assert owed(measures(), "genomfora_atgard", 111)[AF, "praktik"] == "late"


@policy("FM-GENOMF-1")
def test_a_measure_without_a_last_day_is_never_late() -> None:
    assert owed(measures(), "genomfora_atgard", 900)[INDIVID, "ansokan"] == "open"


@policy("FM-GENOMF-1")
@pytest.mark.parametrize(("day", "state"), [(110, "met"), (111, "met_late")])
def test_a_measure_carried_out_is_met_in_time_or_late(day: float, state: str) -> None:
    story = measures()
    story.do(GenomforAtgard, AF, atgard="praktik", day=day)
    assert owed(story, "genomfora_atgard")[AF, "praktik"] == state


@policy("FM-GENOMF-1")
def test_a_measure_that_is_only_started_is_still_owed() -> None:
    story = measures()
    story.do(PaborjaAtgard, AF, atgard="praktik")
    assert owed(story, "genomfora_atgard")[AF, "praktik"] == "open"


@policy("FM-GENOMF-1")
def test_a_measure_that_is_reported_as_not_done_is_no_longer_awaited() -> None:
    story = measures()
    story.do(EjGenomfordAtgard, AF, atgard="praktik", skal_kod="resurs")
    assert owed(story, "genomfora_atgard")[AF, "praktik"] == "lapsed"


@policy("FM-GENOMF-1")
@pytest.mark.parametrize("report", REPORTS)
def test_the_one_responsible_reports_on_the_measure(report: type[Event]) -> None:
    assert measures().ask(report, AF, atgard="praktik").allowed


@policy("FM-GENOMF-1")
@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("other", [EKONOMI, ARBETSMARKNAD, INDIVID])
def test_nobody_else_reports_on_the_measure(report: type[Event], other: str) -> None:
    assert measures().ask(report, other, atgard="praktik").norms == ("FM-GENOMF-1",)


@policy("FM-GENOMF-1")
@pytest.mark.parametrize("who", [INDIVID, "ombud"])
def test_the_individual_or_the_representative_reports_on_the_individuals_measure(who: str) -> None:
    assert represented(measures(), who).ask(GenomforAtgard, who, atgard="ansokan").allowed


@policy("FM-GENOMF-1")
@pytest.mark.parametrize(("who", "other"), [(AF, EKONOMI), (EKONOMI, AF)])
@pytest.mark.parametrize(("report", "ended"), [(GenomforAtgard, "met"), (EjGenomfordAtgard, "lapsed")])
def test_each_of_those_who_share_a_measure_ends_its_own_part_only(
    who: str, other: str, report: type[Event], ended: str
) -> None:
    story = measures(joint())
    story.do(report, who, atgard="kurs")
    assert owed(story, "genomfora_atgard") == {(who, "kurs"): ended, (other, "kurs"): "open"}


@policy("FM-GENOMF-1")
@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("measure", ["finns_inte", None])
def test_a_measure_that_the_plan_does_not_have_is_not_reported_on(report: type[Event], measure: str | None) -> None:
    assert measures().ask(report, AF, atgard=measure).norms == ("FM-GENOMF-1",)


@policy("FM-GENOMF-1", "FM-ROLL-5")
@pytest.mark.parametrize("report", REPORTS)
def test_one_who_has_not_approved_the_plan_does_not_report_on_it(report: type[Event]) -> None:
    assert measures(present=WITHOUT_AF).ask(report, AF, atgard="praktik").norms == ("FM-ROLL-5",)


@policy("FM-GENOMF-1", "FM-ROLL-5")
@pytest.mark.parametrize("report", REPORTS)
def test_one_who_approves_the_plan_afterwards_reports_on_it(report: type[Event]) -> None:
    story = measures(present=WITHOUT_AF)
    story.do(GodkannPlan, AF, version=1)
    assert story.ask(report, AF, atgard="praktik").allowed


@policy("FM-GENOMF-1", "FM-SAMTYCKE-2")
def test_a_unit_within_the_consent_reports_on_its_measure() -> None:
    assert with_fk().ask(GenomforAtgard, AF, atgard="praktik").allowed


@policy("FM-GENOMF-1", "FM-SAMTYCKE-2")
def test_a_unit_taken_out_of_the_consent_neither_reports_nor_owes() -> None:
    story = with_fk()
    story.do(BegransaSamtycke, INDIVID, enheter=(AF,))
    assert "FM-SAMTYCKE-2" in story.ask(GenomforAtgard, AF, atgard="praktik").norms
    assert owed(story, "genomfora_atgard")[AF, "praktik"] == "lapsed"


@policy("FM-GENOMF-1")
def test_a_measure_stands_still_while_the_consent_is_withdrawn_and_is_never_late_then() -> None:
    story = measures()
    story.do(AterkallaSamtycke, INDIVID, day=100)
    assert owed(story, "genomfora_atgard", 140)[AF, "praktik"] == "suspended"


@policy("FM-GENOMF-1")
def test_the_last_day_moves_by_the_days_that_the_consent_was_withdrawn() -> None:
    story = measures()
    story.do(AterkallaSamtycke, INDIVID, day=100)
    story.do(Informera, anpassning=("lattlast",), day=119)
    story.do(GeSamtycke, INDIVID, enheter=(ARBETSMARKNAD, AF, EKONOMI), amnen=TOPICS, day=120)
    assert story.duties("genomfora_atgard")[0].due == on(130)


@policy("FM-GENOMF-1")
@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("phase", ["atgarder", "uppfoljning"])
def test_a_measure_is_reported_on_between_the_meetings_and_at_the_follow_up(report: type[Event], phase: str) -> None:
    assert everywhere()[phase].ask(report, AF, atgard="praktik").allowed


@policy("FM-GENOMF-1")
@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("phase", ["behov", "samtycke", "forberedelse", "kallelse", "mote", "vilande", "avslut"])
def test_a_measure_is_not_reported_on_where_there_is_none_to_carry_out(report: type[Event], phase: str) -> None:
    assert "FF-FAS-1" in everywhere()[phase].ask(report, AF, atgard="praktik").norms


# --- FM-GENOMF-2: each follows up its own, by the follow-up --------------------------------------------------------


def own(story: Story, day: float | None = None) -> dict[str, str]:
    """Which units owe a follow-up of their own measures, and how it stands."""
    return {duty.bearer: duty.state.value for duty in story.duties("folja_upp_egna_atgarder", day)}


@policy("FM-GENOMF-2")
def test_each_unit_with_a_measure_owes_a_follow_up_of_its_own() -> None:
    assert own(measures(joint())) == {AF: "open", EKONOMI: "open"}


@policy("FM-GENOMF-2")
def test_neither_the_individual_nor_a_unit_without_a_measure_owes_one() -> None:
    assert own(measures()) == {AF: "open"}


@policy("FM-GENOMF-2")
def test_a_units_own_follow_up_is_due_on_the_day_that_the_follow_up_is_booked_for() -> None:
    story = approved()
    story.do(BokaUppfoljning, datum=on(130), sammankallande=ARBETSMARKNAD)
    assert [duty.due for duty in story.duties("folja_upp_egna_atgarder")] == [on(130)]


@policy("FM-GENOMF-2")
def test_until_it_is_booked_it_is_due_on_the_day_that_the_plan_gives() -> None:
    assert [duty.due for duty in approved().duties("folja_upp_egna_atgarder")] == [on(FOLLOW_UP_DAY)]


@policy("FM-GENOMF-2")
@pytest.mark.parametrize(("day", "state"), [(FOLLOW_UP_DAY, "open"), (FOLLOW_UP_DAY + 1, "late")])
def test_a_units_own_follow_up_is_late_after_the_follow_up_day(day: float, state: str) -> None:
    assert own(measures(), day) == {AF: state}


@policy("FM-GENOMF-2")
@pytest.mark.parametrize(("day", "state"), [(FOLLOW_UP_DAY, "met"), (FOLLOW_UP_DAY + 1, "met_late")])
def test_a_unit_that_follows_up_its_own_has_done_so_in_time_or_late(day: float, state: str) -> None:
    story = measures()
    story.do(FoljUppEgnaAtgarder, AF, day=day)
    assert own(story) == {AF: state}


@policy("FM-GENOMF-2")
def test_at_a_follow_up_later_than_the_plan_said_it_is_still_in_time() -> None:
    story = approved()
    story.do(BokaUppfoljning, datum=on(170), sammankallande=ARBETSMARKNAD)
    story.do(AvslutaMote)
    story.do(OppnaMote, narvarande=(INDIVID, ARBETSMARKNAD, AF, EKONOMI), day=170)
    story.do(FoljUppEgnaAtgarder, AF)
    assert own(story) == {AF: "met"}


@policy("FM-GENOMF-2")
def test_a_unit_with_a_measure_follows_it_up_itself() -> None:
    assert measures().ask(FoljUppEgnaAtgarder, AF).allowed


@policy("FM-GENOMF-2")
@pytest.mark.parametrize("other", [EKONOMI, INDIVID])
def test_one_without_a_measure_has_none_of_its_own_to_follow_up(other: str) -> None:
    assert measures().ask(FoljUppEgnaAtgarder, other).norms == ("FM-GENOMF-2",)


@policy("FM-GENOMF-2")
def test_what_a_unit_has_not_followed_up_does_not_keep_the_follow_up_from_ending() -> None:
    assert follow_up().ask(AvslutaMote).allowed


# --- PR-REG-6: care and work at the same time ----------------------------------------------------------------------


def care_and_work() -> Story:
    """Phase atgarder: psychiatry answers for treatment, Arbetsförmedlingen for a trainee job."""
    story = with_region()
    there = (INDIVID, ARBETSMARKNAD, AF, PSYKIATRI)
    story.do(Kalla, **summons((AF, PSYKIATRI)), day=5)
    story.do(OppnaMote, narvarande=there, day=MEETING_DAY)
    story.do(UtseDokumenterare, vem=ARBETSMARKNAD)
    both = [
        {"id": "vard", "text": "Behandling", "ansvariga": [PSYKIATRI]},
        {"id": "praktik", "text": "Praktikplats", "ansvariga": [AF]},
    ]
    story.do(UpprattaPlan, plan=plan(measures=both))
    story.do(SammanfattaPlan, version=1)
    for who in there:
        story.do(GodkannPlan, who, version=1)
    story.do(BokaUppfoljning, datum=on(FOLLOW_UP_DAY), sammankallande=ARBETSMARKNAD)
    story.do(AvslutaMote)
    return story


@policy("PR-REG-6")
@pytest.mark.parametrize("meeting_again", [False, True])
@pytest.mark.parametrize(
    ("first", "second"), [((PSYKIATRI, "vard"), (AF, "praktik")), ((AF, "praktik"), (PSYKIATRI, "vard"))]
)
def test_care_and_work_run_side_by_side_whichever_began(
    first: tuple[str, str], second: tuple[str, str], meeting_again: bool
) -> None:
    story = care_and_work()
    if meeting_again:
        story.do(OppnaMote, narvarande=(INDIVID, ARBETSMARKNAD, AF, PSYKIATRI), day=FOLLOW_UP_DAY)
    story.do(PaborjaAtgard, first[0], atgard=first[1])
    for report in (PaborjaAtgard, GenomforAtgard):
        decision = story.ask(report, second[0], atgard=second[1])
        assert decision.allowed
        assert not found(decision, "PR-REG-6")


@policy("FM-GENOMF-1", "FM-AVVIK-5")
@pytest.mark.parametrize(("until", "state", "proposed"), [(None, "late", 1), (on(100), "suspended", 0)])
def test_nobody_is_late_with_what_they_may_not_report_for_want_of_a_consent(
    until: date | None, state: str, proposed: int
) -> None:
    story = measures()
    story.do(GeSamtycke, INDIVID, enheter=(ARBETSMARKNAD, AF, EKONOMI), amnen=("arbete",), giltigt_till=until)
    (duty,) = (one for one in story.duties("genomfora_atgard", day=115) if one.bearer == AF)
    assert duty.state.value == state
    assert len([one for one in story.case.deviations(moment(115)) if one.kind == "atgard_ej_genomford"]) == proposed


@policy("FM-GENOMF-1")
def test_the_days_without_a_consent_are_added_to_the_last_day() -> None:
    story = measures()
    content: dict[str, Any] = {"enheter": (ARBETSMARKNAD, AF, EKONOMI), "amnen": ("arbete",)}
    story.do(GeSamtycke, INDIVID, **content, giltigt_till=on(100))
    story.do(Informera, anpassning=("inget_behov",), day=110.5)
    story.do(GeSamtycke, INDIVID, day=111, **content)
    (duty,) = (one for one in story.duties("genomfora_atgard") if one.bearer == AF)
    assert (duty.state.value, duty.due) == ("open", on(120))


@policy("FM-GENOMF-1")
def test_an_answer_calls_a_measure_by_its_number_in_the_plan() -> None:
    """Its id is what somebody wrote: an event may say it, an answer doesn't repeat it."""
    story = measures()
    assert {(one.bearer, one.about) for one in story.duties("genomfora_atgard")} == {(AF, 1), (INDIVID, 2)}
    assert [(one.unit, one.detail) for one in story.case.deviations(moment(FOLLOW_UP_DAY))] == [(AF, 1)]


@policy("FM-GENOMF-1")
def test_before_there_is_a_plan_nobody_answers_for_a_measure() -> None:
    case = (story := everywhere()["behov"]).case
    assert not story.ask(PaborjaAtgard, AF, atgard="praktik").allowed
    for code in ("ansvarig", "enhet_med_atgard"):
        assert case.routine.role(code).holders(case.facts, case.rules) == ()
