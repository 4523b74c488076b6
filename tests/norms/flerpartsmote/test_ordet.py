"""The individual's word on an actor and a representative, over the life of a case (A48, A50, A51, A67, A70 to A72)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from flerpart_flow.engine.judging.case import open_case
from flerpart_flow.engine.judging.decision import Decision
from flerpart_flow.routines.flerpartsmote import (
    FLERPARTSMOTE,
    AndraNarvaro,
    AterkallaSamtycke,
    Avsluta,
    BegransaSamtycke,
    BestamDeltagare,
    BokaUppfoljning,
    DelaUtPlan,
    DokumenteraSamtycke,
    Forbered,
    Fraga,
    GeSamtycke,
    GodkannIntePlan,
    GodkannPlan,
    GodtaOrdforande,
    Informera,
    Kalla,
    KontaktaRegion,
    Kontaktforsok,
    LamnaUppgift,
    OppnaMote,
    OverlamnaOrdforande,
    Ratta,
    StallIn,
    TackaNej,
    UpprattaPlan,
    UtokaSamtycke,
    may_disclose,
)
from flerpart_flow.samverkan.word.said import answer_on
from tests.policy import policy
from tests.stories import (
    AF,
    ARBETSMARKNAD,
    EKONOMI,
    FK,
    INDIVID,
    MEETING_DAY,
    PSYKIATRI,
    TOPICS,
    Story,
    accepted,
    consented,
    everywhere,
    measures,
    meeting,
    moment,
    needed,
    offered,
    on,
    plan,
    prepared,
    summed_up,
    summoned,
    summons,
)
from tests.story import found, represented

EMPLOYER = "arbetsgivare"
UNITS = (ARBETSMARKNAD, AF, EKONOMI)
FOUR = (*UNITS, FK)


def says(story: Story, answer: str, *actors: str, by: str = INDIVID, **content: Any) -> Story:
    story.do(BestamDeltagare, by, deltagare=actors, svar=answer, **content)
    return story


def informed() -> Story:
    story = accepted()
    story.do(Informera, anpassning=("inget_behov",))
    return story


def consents(story: Story, *units: str, by: str = INDIVID, inform: bool = False, **content: Any) -> Story:
    if inform:
        story.do(Informera, anpassning=("inget_behov",))
    story.do(GeSamtycke, by, enheter=units, amnen=TOPICS, **content)
    for unit in units:
        story.do(DokumenteraSamtycke, unit, referens="dnr 9")
    return story


# --- A no stays (A50) -------------------------------------------------------------------------------------------------


def renewed_without_and_with(story: Story) -> None:
    consents(story, ARBETSMARKNAD, EKONOMI, FK)
    consents(story, *FOUR)


def withdrawn_and_given(story: Story) -> None:
    story.do(AterkallaSamtycke, INDIVID)
    consents(story, *FOUR, inform=True)


def narrowed_and_extended(story: Story) -> None:
    story.do(BegransaSamtycke, INDIVID, enheter=(AF,))
    story.do(UtokaSamtycke, INDIVID, enheter=(AF,))


LIVES: dict[str, Callable[[Story], None]] = {
    "renewed without the unit and then with it": renewed_without_and_with,
    "withdrawn and given anew": withdrawn_and_given,
    "narrowed and extended": narrowed_and_extended,
}

TO_ONE: dict[str, Callable[[Story], Decision]] = {
    "told something": lambda story: story.ask(LamnaUppgift, till=AF, amne="arbete"),
    "sought": lambda story: story.ask(Kontaktforsok, till=AF, kanal="telefon"),
    "summoned": lambda story: story.ask(Kalla, **summons((AF,), story.day + 60)),
    "offered the chair": lambda story: story.ask(OverlamnaOrdforande, till=AF),
}


@policy("PR-MALGRUPP-2")
@pytest.mark.parametrize("act", TO_ONE)
@pytest.mark.parametrize("life", LIVES)
def test_a_no_holds_through_what_becomes_of_the_consent(life: str, act: str) -> None:
    story = says(consented(FOUR), "nej", AF)
    LIVES[life](story)
    assert story.case.facts.consent.covers(AF)
    assert "PR-MALGRUPP-2" in TO_ONE[act](story).norms
    assert answer_on(story.case.facts.said, AF).value == "nej"


@policy("PR-MALGRUPP-2")
@pytest.mark.parametrize("life", LIVES)
def test_a_no_taken_back_by_the_individual_no_longer_holds(life: str) -> None:
    story = says(consented(FOUR), "nej", AF)
    LIVES[life](story)
    says(story, "ja", AF)
    assert TO_ONE["told something"](story).norms == ()
    assert TO_ONE["offered the chair"](story).norms == ()


@policy("PR-MALGRUPP-2")
@pytest.mark.parametrize("unit", [FK, EKONOMI, AF])
def test_a_consent_that_names_one_said_no_to_warns_that_the_two_do_not_fit(unit: str) -> None:
    story = says(consented(FOUR), "nej", unit)
    giving = story.ask(GeSamtycke, INDIVID, enheter=(ARBETSMARKNAD, unit, PSYKIATRI), amnen=TOPICS)
    assert (giving.allowed, found(giving, "PR-MALGRUPP-2")) == (True, ("warn",))
    other = story.ask(GeSamtycke, INDIVID, enheter=(ARBETSMARKNAD, PSYKIATRI), amnen=TOPICS)
    assert found(other, "PR-MALGRUPP-2") == ()


@policy("PR-MALGRUPP-2")
def test_the_region_is_not_asked_for_a_time_after_a_no() -> None:
    story = prepared((ARBETSMARKNAD, AF, PSYKIATRI))
    assert story.ask(KontaktaRegion, enhet=PSYKIATRI).allowed
    assert says(story, "nej", PSYKIATRI).ask(KontaktaRegion, enhet=PSYKIATRI).norms == ("PR-MALGRUPP-2",)


@policy("PR-MALGRUPP-2")
@pytest.mark.parametrize("said", ["nej", None])
def test_the_chair_is_taken_by_nobody_said_no_to_since_it_was_offered(said: str | None) -> None:
    story = consented()
    story.do(OverlamnaOrdforande, till=AF)
    if said:
        says(story, said, AF)
    assert story.ask(GodtaOrdforande, AF).norms == (("PR-MALGRUPP-2",) if said else ())


@policy("PR-MALGRUPP-2")
def test_a_chair_said_no_to_prepares_calls_and_books_nothing_but_hands_over_and_ends() -> None:
    story = says(measures(), "nej", ARBETSMARKNAD)
    booking = story.ask(BokaUppfoljning, datum=on(200), sammankallande=AF)
    assert booking.norms == ("PR-MALGRUPP-2",)
    assert story.ask(Forbered, individen_medverkar="ja", behov_onskemal="ja").norms == ("PR-MALGRUPP-2",)
    assert story.ask(OverlamnaOrdforande, till=AF).allowed
    assert story.ask(DelaUtPlan, till=(INDIVID,)).allowed
    assert story.ask(DelaUtPlan, till=(AF,)).norms == ("PR-MALGRUPP-2",)
    assert story.ask(Avsluta, skal_kod="administrativt").allowed


@policy("PR-MALGRUPP-2")
@pytest.mark.parametrize(("to", "norms"), [(AF, ("PR-MALGRUPP-2",)), (EKONOMI, ()), (INDIVID, ())])
def test_a_plan_is_not_handed_out_to_one_said_no_to(to: str, norms: tuple[str, ...]) -> None:
    assert says(measures(), "nej", AF).ask(DelaUtPlan, till=(to,)).norms == norms


@policy("PR-MALGRUPP-2")
@pytest.mark.parametrize(("answer", "norms"), [("nej", ("PR-MALGRUPP-2",)), ("ja", ())])
def test_one_said_no_to_since_the_summons_is_not_present(answer: str, norms: tuple[str, ...]) -> None:
    story = says(summoned(), answer, AF)
    there = (INDIVID, ARBETSMARKNAD, EKONOMI, AF)
    assert story.ask(OppnaMote, narvarande=there, mote=1, day=MEETING_DAY).norms == norms


@policy("PR-MALGRUPP-2")
@pytest.mark.parametrize(("answer", "norms"), [("nej", ("PR-MALGRUPP-2",)), ("ja", ())])
def test_one_said_no_to_does_not_come_later(answer: str, norms: tuple[str, ...]) -> None:
    story = says(meeting((INDIVID, ARBETSMARKNAD, EKONOMI)), answer, AF)
    assert story.ask(AndraNarvaro, anlant=(AF,)).norms == norms


@policy("PR-MALGRUPP-2", "FM-SAMTYCKE-5")
def test_one_said_no_to_still_gets_the_neutral_notice() -> None:
    story = says(summoned(), "nej", AF)
    assert story.ask(StallIn, till=(AF,)).allowed


@policy("PR-MALGRUPP-2", "FM-SAMTYCKE-2")
@pytest.mark.parametrize(("by", "norm"), [(ARBETSMARKNAD, "PR-MALGRUPP-2"), (EKONOMI, "FM-SAMTYCKE-2")])
def test_a_no_is_told_to_the_chair_and_looks_like_no_consent_to_others(by: str, norm: str) -> None:
    story = says(consented(), "nej", AF)
    assert story.ask(LamnaUppgift, by, till=AF, amne="arbete").norms == (norm,)
    findings = may_disclose(story.case, by, AF, "arbete", moment(story.day)).findings
    assert {one.norm for one in findings} == {"FM-SAMTYCKE-2"}


@policy("PR-MALGRUPP-2")
@pytest.mark.parametrize("unit", [AF, EKONOMI])
def test_what_one_said_no_to_and_the_others_owe_each_other_rests(unit: str) -> None:
    story = measures()
    owed = {one.name for one in story.case.duties(moment(story.day)) if unit in (one.bearer, one.counterpart)}
    says(story, "nej", unit)
    open_now = [
        one
        for one in story.case.duties(moment(story.day))
        if one.ended_nr is None and unit in (one.bearer, one.counterpart)
    ]
    assert owed
    assert {one.name for one in open_now} <= {"dokumentera_samtycke", "ge_neutralt_besked"}


@policy("FM-ROLL-5", "PR-MALGRUPP-2")
def test_the_approval_of_one_said_no_to_is_not_awaited() -> None:
    story = summed_up()
    for who in (INDIVID, ARBETSMARKNAD):
        story.do(GodkannPlan, who)
    says(story, "nej", AF)
    assert story.ask(GodkannPlan, AF).norms[0] == "PR-MALGRUPP-2"
    story.do(GodkannPlan, EKONOMI)
    assert story.case.facts.current is not None


# --- The word on one's own presence is no such no (A50) ---------------------------------------------------------------


@policy("FM-FORBEREDELSE-2")
def test_the_wish_to_stay_away_holds_for_the_next_meeting_only_and_goes_with_the_consent() -> None:
    there = (ARBETSMARKNAD, AF, EKONOMI)
    story = says(summoned(), "nej", INDIVID)
    assert story.ask(OppnaMote, narvarande=there, mote=1, day=MEETING_DAY).allowed
    story.do(AterkallaSamtycke, INDIVID)
    consents(story, *UNITS, inform=True)
    assert answer_on(story.case.facts.said, INDIVID).value == "okant"


@policy("PR-MALGRUPP-2")
def test_the_wish_to_stay_away_stops_nothing_that_the_individual_does() -> None:
    story = says(summed_up(), "nej", INDIVID)
    assert story.ask(GodkannPlan, INDIVID).allowed
    assert story.ask(DelaUtPlan, till=(INDIVID,)).allowed


# --- A yes goes with its consent (A70) --------------------------------------------------------------------------------


@policy("PR-MALGRUPP-2")
@pytest.mark.parametrize("actor", [AF, "narstaende:1", EMPLOYER])
def test_a_yes_ends_with_the_consent_that_was_withdrawn(actor: str) -> None:
    story = says(consented(), "ja", actor)
    story.do(AterkallaSamtycke, INDIVID)
    assert answer_on(story.case.facts.said, actor).value == "okant"


@policy("PR-MALGRUPP-2")
@pytest.mark.parametrize(("named", "answer"), [((ARBETSMARKNAD, AF, FK), "ja"), ((ARBETSMARKNAD, FK), "okant")])
def test_a_renewal_in_time_keeps_the_yes_to_each_that_it_names(named: tuple[str, ...], answer: str) -> None:
    story = says(consented(), "ja", AF)
    consents(story, *named)
    assert answer_on(story.case.facts.said, AF).value == answer


@policy("PR-MALGRUPP-2")
@pytest.mark.parametrize(("last", "answer"), [(30, "ja"), (10, "okant")])
def test_a_consent_given_after_the_last_day_keeps_no_yes(last: int, answer: str) -> None:
    story = says(consented(giltigt_till=on(last)), "ja", AF)
    story.do(Informera, anpassning=("inget_behov",), day=20)
    story.do(GeSamtycke, INDIVID, day=21, enheter=UNITS, amnen=TOPICS)
    assert answer_on(story.case.facts.said, AF).value == answer


def owed_to(story: Story, name: str) -> set[str | None]:
    """To whom a duty of that name is owed now."""
    return {
        one.counterpart for one in story.case.duties(moment(story.day)) if one.name == name and one.ended_nr is None
    }


@policy("FM-KALLELSE-1", "PR-MALGRUPP-2")
@pytest.mark.parametrize("again", [(), (AF,), (EKONOMI,), (AF, EKONOMI)])
def test_after_a_withdrawal_a_summons_is_owed_to_those_whom_the_individual_says_yes_to_anew(
    again: tuple[str, ...],
) -> None:
    story = says(consented(), "ja", AF, EKONOMI)
    assert owed_to(story, "kalla") == {AF, EKONOMI}
    story.do(AterkallaSamtycke, INDIVID)
    consents(story, *UNITS, inform=True)
    if again:
        says(story, "ja", *again)
    assert owed_to(story, "kalla") == set(again)


@policy("FM-BOKNING-2", "PR-MALGRUPP-2")
@pytest.mark.parametrize("again", [False, True])
def test_after_a_withdrawal_the_region_is_contacted_once_the_individual_says_yes_to_it_anew(again: bool) -> None:
    units = (ARBETSMARKNAD, AF, PSYKIATRI)
    story = says(consented(units), "ja", AF, PSYKIATRI)
    story.do(AterkallaSamtycke, INDIVID)
    consents(story, *units, inform=True)
    if again:
        says(story, "ja", PSYKIATRI)
    assert owed_to(story, "kontakta_regionen") == ({PSYKIATRI} if again else set())


@policy("FM-KALLELSE-1", "PR-MALGRUPP-2")
@pytest.mark.parametrize("actors", [(AF,), (EKONOMI,), (AF, EKONOMI)])
def test_a_renewal_in_time_keeps_the_summons_that_is_owed(actors: tuple[str, ...]) -> None:
    story = says(consented(), "ja", *actors)
    consents(story, *UNITS)
    assert owed_to(story, "kalla") == set(actors)


@policy("FM-KALLELSE-1", "PR-MALGRUPP-2")
@pytest.mark.parametrize(("answer", "owed"), [("ja", {AF}), ("nej", set())])
def test_what_was_said_of_a_unit_before_the_consent_decides_whether_it_is_to_be_called(
    answer: str, owed: set[str]
) -> None:
    story = says(informed(), answer, AF)
    consents(story, *UNITS)
    assert owed_to(story, "kalla") == owed


@policy("PR-MALGRUPP-2")
def test_an_extension_keeps_every_yes() -> None:
    story = says(consented(), "ja", AF, "narstaende:1")
    story.do(UtokaSamtycke, INDIVID, enheter=(FK,))
    assert {answer_on(story.case.facts.said, one).value for one in (AF, "narstaende:1")} == {"ja"}


# --- Information before each consent (A71) ----------------------------------------------------------------------------


@policy("FM-SAMTYCKE-1")
@pytest.mark.parametrize(("again", "norms"), [(True, ("FM-SAMTYCKE-1",)), (False, ())])
def test_a_second_withdrawal_takes_new_information_too(again: bool, norms: tuple[str, ...]) -> None:
    story = consented()
    story.do(AterkallaSamtycke, INDIVID, day=10)
    story.do(Informera, anpassning=("inget_behov",), day=11)
    if again:
        story.do(AterkallaSamtycke, INDIVID, day=12)
    assert story.ask(GeSamtycke, INDIVID, day=13, enheter=UNITS, amnen=TOPICS).norms == norms


@policy("FM-SAMTYCKE-1")
@pytest.mark.parametrize(("told", "norms"), [(9, ("FM-SAMTYCKE-1",)), (11, ())])
def test_information_from_before_the_last_day_does_not_do_for_a_consent_after_it(
    told: int, norms: tuple[str, ...]
) -> None:
    story = consented(giltigt_till=on(10))
    story.do(Informera, anpassning=("inget_behov",), day=told)
    assert story.ask(GeSamtycke, INDIVID, day=12, enheter=UNITS, amnen=TOPICS).norms == norms


@policy("FM-SAMTYCKE-1")
def test_a_struck_information_is_none() -> None:
    story = consented()
    story.do(AterkallaSamtycke, INDIVID, day=10)
    story.do(Informera, anpassning=("inget_behov",), day=11)
    story.do(Ratta, ror=len(story.case.lines), skal_kod="felskrivning", day=12)
    assert story.ask(GeSamtycke, INDIVID, day=13, enheter=UNITS, amnen=TOPICS).norms == ("FM-SAMTYCKE-1",)


# --- The representative (A48) -----------------------------------------------------------------------------------------


@policy("FF-INDIVID-1")
@pytest.mark.parametrize("phase", ["behov", "samtycke", "forberedelse", "kallelse", "mote", "atgarder", "uppfoljning"])
def test_the_individual_names_a_representative_in_every_open_phase(phase: str) -> None:
    story = everywhere()[phase]
    assert "FF-AVSLUT-1" in story.ask(Avsluta, "ombud:1", skal_kod="individens_onskan").norms
    assert represented(story, "ombud:1").ask(Avsluta, "ombud:1", skal_kod="individens_onskan").allowed
    assert "FF-AVSLUT-1" in story.ask(Avsluta, "ombud:2", skal_kod="individens_onskan").norms


@policy("FF-INDIVID-1")
@pytest.mark.parametrize("said", [None, "nej", "ja"])
def test_a_representative_consents_only_by_the_individuals_yes(said: str | None) -> None:
    story = informed()
    if said:
        says(story, said, "ombud")
    giving = story.ask(GeSamtycke, "ombud", enheter=UNITS, amnen=TOPICS)
    assert giving.allowed is (said == "ja")


@policy("FF-INDIVID-1", "FM-SAMTYCKE-5")
@pytest.mark.parametrize(("said", "allowed"), [(None, True), ("ja", True), ("nej", False)])
@pytest.mark.parametrize(("kind", "content"), [(AterkallaSamtycke, {}), (BegransaSamtycke, {"enheter": (EKONOMI,)})])
def test_without_a_yes_a_representative_protects_and_with_a_no_does_nothing(
    said: str | None, allowed: bool, kind: Any, content: dict[str, Any]
) -> None:
    story = consented()
    if said:
        says(story, said, "ombud")
    assert story.ask(kind, "ombud", **content).allowed is allowed


@policy("FF-INDIVID-1")
def test_without_a_yes_a_representative_does_not_decline_the_offer() -> None:
    assert offered().ask(TackaNej, "ombud").norms == ("FF-INDIVID-1",)


@policy("FF-INDIVID-1")
@pytest.mark.parametrize("who", ["ombud", "ombud:2"])
def test_what_a_representative_says_of_representatives_counts_for_nothing(who: str) -> None:
    story = represented(consented())
    assert "FF-INDIVID-1" in story.ask(BestamDeltagare, "ombud", deltagare=(who,), svar="ja").norms
    assert "FF-INDIVID-1" in story.ask(BestamDeltagare, "ombud", deltagare=(who,), svar="nej").norms


@policy("FF-INDIVID-1")
def test_a_yes_among_others_is_a_yes_to_be_there_and_not_to_act() -> None:
    story = says(prepared(), "ja", "ombud", AF)
    assert story.ask(Kalla, **summons((AF, "ombud"))).allowed
    assert not story.ask(Avsluta, "ombud", skal_kod="individens_onskan").allowed


@policy("FF-INDIVID-1")
def test_a_yes_to_a_representative_outlives_the_consent() -> None:
    story = represented(consented())
    story.do(AterkallaSamtycke, INDIVID)
    assert story.ask(Avsluta, "ombud", skal_kod="individens_onskan").allowed


@policy("FF-INDIVID-1")
@pytest.mark.parametrize(
    ("by", "content", "norms"),
    [
        (ARBETSMARKNAD, {"behorighet": "lag", "referens": "dnr 4"}, ()),
        (ARBETSMARKNAD, {"behorighet": "lag"}, ("FF-INNEHALL-1",)),
        (INDIVID, {"behorighet": "lag", "referens": "dnr 4"}, ("FF-INDIVID-1",)),
    ],
)
def test_that_somebody_acts_by_law_is_an_organisations_to_judge(
    by: str, content: dict[str, Any], norms: tuple[str, ...]
) -> None:
    assert needed().ask(BestamDeltagare, by, deltagare=("ombud",), **content).norms == norms


@policy("FF-INDIVID-1", "PR-MALGRUPP-2")
@pytest.mark.parametrize(("said", "allowed"), [(None, True), ("nej", False)])
def test_one_who_acts_by_law_needs_no_yes_and_is_bound_by_the_individuals_no(said: str | None, allowed: bool) -> None:
    story = informed()
    story.do(BestamDeltagare, deltagare=("ombud",), behorighet="lag", referens="dnr 4")
    if said:
        says(story, said, "ombud")
    assert story.ask(GeSamtycke, "ombud", enheter=UNITS, amnen=TOPICS).allowed is allowed


@policy("FM-SAMTYCKE-5", "PR-MALGRUPP-2")
@pytest.mark.parametrize(("by", "norms"), [("ombud", ("FM-SAMTYCKE-5",)), (INDIVID, ())])
def test_a_withdrawal_of_the_individual_is_undone_by_the_individual_alone(by: str, norms: tuple[str, ...]) -> None:
    story = represented(consented())
    story.do(AterkallaSamtycke, INDIVID)
    story.do(Informera, anpassning=("inget_behov",))
    assert story.ask(GeSamtycke, by, enheter=UNITS, amnen=TOPICS).norms == norms


@policy("FM-SAMTYCKE-5")
def test_a_withdrawal_of_the_representative_is_undone_by_the_representative_too() -> None:
    story = represented(consented())
    story.do(AterkallaSamtycke, "ombud")
    story.do(Informera, anpassning=("inget_behov",))
    assert story.ask(GeSamtycke, "ombud", enheter=UNITS, amnen=TOPICS).allowed


@policy("FM-SAMTYCKE-5")
@pytest.mark.parametrize(("by", "norms"), [("ombud", ("FM-SAMTYCKE-5",)), (INDIVID, ())])
@pytest.mark.parametrize("out", [{"enheter": (EKONOMI,)}, {"amnen": ("arbete",)}])
def test_a_narrowing_of_the_individual_is_undone_by_the_individual_alone(
    by: str, norms: tuple[str, ...], out: dict[str, Any]
) -> None:
    story = represented(consented())
    story.do(BegransaSamtycke, INDIVID, **out)
    assert story.ask(UtokaSamtycke, by, **out).norms == norms


@policy("PR-MALGRUPP-2")
@pytest.mark.parametrize(("by", "norms"), [("ombud", ("PR-MALGRUPP-2",)), (INDIVID, ())])
def test_a_no_of_the_individual_is_undone_by_the_individual_alone(by: str, norms: tuple[str, ...]) -> None:
    story = says(represented(consented()), "nej", AF)
    assert story.ask(BestamDeltagare, by, deltagare=(AF,), svar="ja").norms == norms


# --- Two words at once (A72) ------------------------------------------------------------------------------------------


@policy("PR-MALGRUPP-2")
@pytest.mark.parametrize("order", [("ja", "nej"), ("nej", "ja")])
@pytest.mark.parametrize("actor", [AF, FK, "narstaende:1"])
def test_of_a_yes_and_a_no_at_the_same_instant_the_no_counts(order: tuple[str, str], actor: str) -> None:
    story = consented()
    for answer in order:
        story.do(BestamDeltagare, INDIVID, day=10, deltagare=(actor,), svar=answer)
    assert answer_on(story.case.facts.said, actor).value == "nej"


@policy("PR-MALGRUPP-2")
@pytest.mark.parametrize(("answer", "other"), [("ja", "nej"), ("nej", "ja")])
def test_at_the_same_instant_the_individual_goes_before_a_representative(answer: str, other: str) -> None:
    story = represented(consented())
    story.do(BestamDeltagare, INDIVID, day=10, deltagare=(AF,), svar=answer)
    if other == "nej":
        story.do(BestamDeltagare, "ombud", day=10, deltagare=(AF,), svar=other)
    else:
        assert not story.ask(BestamDeltagare, "ombud", day=10, deltagare=(AF,), svar=other).allowed
    assert answer_on(story.case.facts.said, AF).value == answer


@policy("FM-SAMTYCKE-5")
@pytest.mark.parametrize(("day", "norms"), [(10, ("FM-SAMTYCKE-5",)), (10.01, ())])
def test_what_was_taken_back_at_the_same_instant_is_not_given_again(day: float, norms: tuple[str, ...]) -> None:
    story = consented()
    story.do(BegransaSamtycke, INDIVID, day=10, enheter=(EKONOMI,))
    assert story.ask(UtokaSamtycke, INDIVID, day=day, enheter=(EKONOMI,)).norms == norms


def summons_before_the_yes(then: str | None) -> Story:
    """A summons refused for want of a yes; then the individual answers, and an earlier yes is recorded late."""
    story = consented()
    story.do(Forbered, individen_medverkar="ja", behov_onskemal="ja", day=2)
    story.case, decision = story.case.record(story.event(Kalla, day=5, **summons((AF,))))
    assert decision.norms == ("PR-MALGRUPP-2",)
    if then:
        story.do(BestamDeltagare, INDIVID, day=6, deltagare=(AF,), svar=then)
    yes: dict[str, Any] = {"deltagare": (AF,), "svar": "ja", "recorded_at": moment(7)}
    story.case, _ = story.case.record(story.event(BestamDeltagare, INDIVID, day=3, **yes))
    return story


@policy("PR-MALGRUPP-2")
@pytest.mark.parametrize(("then", "phase"), [("nej", "forberedelse"), ("ja", "kallelse"), (None, "kallelse")])
def test_a_late_yes_revives_no_summons_to_somebody_said_no_to_since(then: str | None, phase: str) -> None:
    story = summons_before_the_yes(then)
    assert story.case.phase == phase
    assert answer_on(story.case.facts.said, AF).value == (then or "ja")


def recorded_late(story: Story, kind: Any, day: float, on: float, **content: Any) -> Story:
    content = {**content, "recorded_at": moment(on)}
    story.case, decision = story.case.record(story.event(kind, INDIVID, day=day, **content))
    assert decision.allowed
    return story


@policy("PR-MALGRUPP-2")
@pytest.mark.parametrize(("said_on", "answer"), [(2, "ja"), (6, "nej")])
def test_a_late_yes_lifts_a_no_that_was_said_before_it(said_on: float, answer: str) -> None:
    story = consented()
    story.do(BestamDeltagare, INDIVID, deltagare=(AF,), svar="nej", day=said_on)
    recorded_late(story, BestamDeltagare, 4, 8, deltagare=(AF,), svar="ja")
    assert answer_on(story.case.facts.said, AF).value == answer


def late_consent(kind: Any, then: str | None) -> Story:
    """The chair tells a unit something, which is refused for want of a consent; the consent is written down late."""
    story = consented((ARBETSMARKNAD, EKONOMI)) if kind is UtokaSamtycke else informed()
    story.case, decision = story.case.record(story.event(Kontaktforsok, day=5, till=FK))
    assert decision.norms == ("FM-SAMTYCKE-2",)
    if then:
        story.do(BestamDeltagare, INDIVID, day=6, deltagare=(FK,), svar=then)
    units = (FK,) if kind is UtokaSamtycke else FOUR
    return recorded_late(story, kind, 4, 8, enheter=units, **({} if kind is UtokaSamtycke else {"amnen": TOPICS}))


@policy("FM-SAMTYCKE-2", "PR-MALGRUPP-2")
@pytest.mark.parametrize("kind", [GeSamtycke, UtokaSamtycke])
@pytest.mark.parametrize(("then", "revived"), [(None, True), ("ja", True), ("nej", False)])
def test_a_late_consent_revives_no_contact_with_somebody_said_no_to_since(
    kind: Any, then: str | None, revived: bool
) -> None:
    story = late_consent(kind, then)
    attempt = line_of(story, Kontaktforsok)
    assert (story.case.status(attempt).value == "accepted") is revived
    assert (FK in story.case.facts.consent.units) is revived
    assert EKONOMI in story.case.facts.consent.units


@policy("FM-SAMTYCKE-2", "PR-MALGRUPP-2")
@pytest.mark.parametrize("kind", [GeSamtycke, UtokaSamtycke])
def test_a_late_consent_gives_what_it_says_in_a_case_without_the_no(kind: Any) -> None:
    """What a line came too late for in one case says nothing of another that takes the line in."""
    story = late_consent(kind, "nej")
    no = line_of(story, BestamDeltagare)
    other = open_case(FLERPARTSMOTE, "another", municipality="uppsala")
    for line in story.case.lines:
        if line.nr != no:
            other, _ = other.record(line.changed(nr=None))
    assert other.facts.consent is not None
    assert FK in other.facts.consent.units
    assert other.status(line_of(story, Kontaktforsok)).value == "accepted"


@policy("PR-MALGRUPP-2")
@pytest.mark.parametrize("said_on", [4, 5.5])
def test_a_late_no_counts_from_when_it_was_said(said_on: float) -> None:
    story = says(prepared(), "ja", AF)
    story.do(Kalla, day=5, **summons((AF,)))
    no: dict[str, Any] = {"deltagare": (AF,), "svar": "nej", "recorded_at": moment(7)}
    story.case, decision = story.case.record(story.event(BestamDeltagare, INDIVID, day=said_on, **no))
    assert bool(decision.lost) is (said_on < 5)


# --- Corrections of what the individual said (A51) --------------------------------------------------------------------


def line_of(story: Story, kind: type) -> int:
    return max(nr for nr, line in enumerate(story.case.lines, start=1) if isinstance(line, kind))


OWN: dict[str, tuple[Callable[[], Story], type, dict[str, Any] | None]] = {
    "a no to a unit struck": (lambda: says(consented(), "nej", AF), BestamDeltagare, None),
    "a yes to the own presence turned": (lambda: says(prepared(), "ja", INDIVID), BestamDeltagare, {"svar": "nej"}),
    "a yes to a relative struck": (lambda: says(prepared(), "ja", "narstaende:1"), BestamDeltagare, None),
    "a yes to a representative struck": (lambda: represented(prepared()), BestamDeltagare, None),
    "a yes to a unit turned": (lambda: says(consented(), "ja", AF), BestamDeltagare, {"svar": "nej"}),
}


@policy("FF-INDIVID-1")
@pytest.mark.parametrize("by", [ARBETSMARKNAD, INDIVID])
@pytest.mark.parametrize("case", OWN)
def test_a_no_and_the_like_are_corrected_by_the_individual_alone(case: str, by: str) -> None:
    begin, kind, ratt = OWN[case]
    story = begin()
    decision = story.ask(Ratta, by, ror=line_of(story, kind), skal_kod="felskrivning", ratt=ratt)
    assert ("FF-INDIVID-1" in decision.norms) is (by != INDIVID)
    assert decision.allowed is (by == INDIVID)


@policy("FF-INDIVID-1", "FM-ROLL-5")
@pytest.mark.parametrize("kind", [GodkannPlan, GodkannIntePlan])
@pytest.mark.parametrize(("by", "allowed"), [(ARBETSMARKNAD, False), (INDIVID, True)])
def test_the_individuals_yes_and_no_to_a_plan_are_struck_by_the_individual_alone(
    kind: Any, by: str, allowed: bool
) -> None:
    story = summed_up()
    story.do(kind, INDIVID)
    assert story.ask(Ratta, by, ror=line_of(story, kind), skal_kod="felskrivning").allowed is allowed


@policy("FF-INDIVID-1")
@pytest.mark.parametrize(("by", "phase"), [(ARBETSMARKNAD, "avslut"), (INDIVID, "forberedelse")])
def test_what_the_individual_ended_is_opened_by_the_individual_alone(by: str, phase: str) -> None:
    story = consented()
    story.do(Avsluta, INDIVID, skal_kod="individens_onskan")
    story.case, _ = story.case.record(story.event(Ratta, by, ror=line_of(story, Avsluta), skal_kod="felskrivning"))
    assert story.case.phase == phase


@policy("FF-RATTELSE-4")
@pytest.mark.parametrize("ratt", [None, {"deltagare": [AF]}, {"svar": "okant"}])
def test_a_unit_strikes_a_yes_to_units_or_narrows_it_with_a_warning(ratt: dict[str, Any] | None) -> None:
    story = says(consented(), "ja", AF, EKONOMI)
    decision = story.do(Ratta, ror=line_of(story, BestamDeltagare), skal_kod="felskrivning", ratt=ratt)
    assert found(decision, "FF-RATTELSE-4") == ("warn",)
    assert answer_on(story.case.facts.said, EKONOMI).value == "okant"


@policy("FM-KALLELSE-4", "FF-INDIVID-1")
@pytest.mark.parametrize(("said", "norms"), [(None, ()), ("ja", ()), ("nej", ("FM-KALLELSE-4", "PR-MALGRUPP-2"))])
def test_a_representative_asks_about_the_meeting_unless_said_no_to(said: str | None, norms: tuple[str, ...]) -> None:
    story = summoned()
    if said:
        says(story, said, "ombud")
    assert set(story.ask(Fraga, "ombud", till=ARBETSMARKNAD).norms) == set(norms)


def asking(story: Story) -> dict[str, str]:
    return {one.about: one.state.value for one in story.duties("fraga_individen")}


@policy("FM-FORBEREDELSE-8")
@pytest.mark.parametrize(("by", "asked"), [(ARBETSMARKNAD, {AF: "open", EKONOMI: "open"}), (INDIVID, {})])
def test_the_chair_asks_about_a_yes_that_another_struck(by: str, asked: dict[str, str]) -> None:
    story = says(consented(), "ja", AF, EKONOMI)
    story.do(Ratta, by, ror=line_of(story, BestamDeltagare), skal_kod="felskrivning")
    assert asking(story) == asked


@policy("FM-FORBEREDELSE-8")
@pytest.mark.parametrize("answer", ["ja", "nej"])
def test_it_is_asked_about_each_that_the_yes_no_longer_names_until_there_is_an_answer(answer: str) -> None:
    story = says(consented(), "ja", AF, EKONOMI)
    story.do(Ratta, ror=line_of(story, BestamDeltagare), skal_kod="felskrivning", ratt={"deltagare": [AF]})
    assert asking(story) == {EKONOMI: "open"}
    assert asking(says(story, answer, EKONOMI)) == {EKONOMI: "met"}


@policy("FM-FORBEREDELSE-8")
@pytest.mark.parametrize(("kind", "content"), [(AterkallaSamtycke, {}), (BegransaSamtycke, {"enheter": (EKONOMI,)})])
def test_nothing_is_asked_about_one_that_the_individual_has_taken_out(kind: Any, content: dict[str, Any]) -> None:
    story = says(consented(), "ja", EKONOMI)
    story.do(Ratta, ror=line_of(story, BestamDeltagare), skal_kod="felskrivning")
    story.do(kind, INDIVID, **content)
    assert asking(story) == {EKONOMI: "lapsed"}


@policy("FF-INDIVID-1")
@pytest.mark.parametrize("said", [None, "ja"])
@pytest.mark.parametrize(
    ("kind", "content", "with_a_yes"),
    [
        (UtokaSamtycke, {"enheter": (FK,)}, True),
        (BegransaSamtycke, {"amnen": ("halsa",)}, False),
        (AterkallaSamtycke, {}, False),
    ],
)
def test_a_representative_takes_away_what_the_individual_gave_and_undoes_no_narrowing(
    kind: Any, content: dict[str, Any], with_a_yes: bool, said: str | None
) -> None:
    story = represented(consented()) if said else consented()
    story.do(kind, INDIVID, **content)
    decision = story.ask(Ratta, "ombud", ror=line_of(story, kind), skal_kod="felskrivning")
    assert decision.allowed is (with_a_yes and said == "ja")
    assert ("FF-INDIVID-1" in decision.norms) is not decision.allowed


@policy("FM-SAMTYCKE-8")
@pytest.mark.parametrize(("since", "norms"), [((), ()), (("halsa",), ("FM-SAMTYCKE-8",))])
def test_striking_topics_named_for_a_unit_gives_it_no_common_ones(
    since: tuple[str, ...], norms: tuple[str, ...]
) -> None:
    story = consents(informed(), *UNITS)
    story.do(BegransaSamtycke, INDIVID, amnen=("halsa",))
    story.do(UtokaSamtycke, INDIVID, amnen_for={AF: ("ekonomi",)})
    nr = line_of(story, UtokaSamtycke)
    if since:
        story.do(UtokaSamtycke, INDIVID, amnen=since)
    assert story.ask(Ratta, ror=nr, skal_kod="felskrivning").norms == norms


@policy("FF-RATTELSE-2")
def test_the_individual_corrects_no_line_of_a_unit() -> None:
    story = prepared()
    assert story.ask(Ratta, INDIVID, ror=line_of(story, Forbered), skal_kod="felskrivning").norms == ("FF-RATTELSE-2",)


# --- Somebody leaves the meeting (A67) --------------------------------------------------------------------------------


@policy("FM-FORBEREDELSE-2", "PR-DEF-1")
@pytest.mark.parametrize(
    ("gone", "norm", "weights"),
    [
        ((INDIVID,), "FM-FORBEREDELSE-2", ("warn",)),
        ((AF,), "FM-FORBEREDELSE-2", ()),
        ((AF,), "PR-DEF-1", ("warn",)),
        ((EKONOMI,), "PR-DEF-1", ()),
    ],
)
def test_a_meeting_left_by_the_individual_or_by_too_many_is_warned_of_at_once_and_after(
    gone: tuple[str, ...], norm: str, weights: tuple[str, ...]
) -> None:
    story = meeting()
    leaving = story.do(AndraNarvaro, lamnat=gone)
    assert (leaving.allowed, found(leaving, norm)) == (True, weights)
    drafting = story.ask(UpprattaPlan, plan=plan())
    assert (drafting.allowed, found(drafting, norm)) == (True, weights)


@policy("FM-FORBEREDELSE-2")
def test_an_absence_that_the_individual_wishes_is_not_warned_of() -> None:
    story = says(meeting(), "nej", INDIVID)
    assert found(story.do(AndraNarvaro, lamnat=(INDIVID,)), "FM-FORBEREDELSE-2") == ()
    assert found(story.ask(UpprattaPlan, plan=plan()), "FM-FORBEREDELSE-2") == ()


@policy("FM-ROLL-5", "FM-FORBEREDELSE-2")
def test_the_units_answer_meanwhile_and_nothing_is_approved_without_the_individuals_own_yes() -> None:
    story = summed_up()
    story.do(AndraNarvaro, lamnat=(INDIVID,))
    for who in UNITS:
        assert found(story.do(GodkannPlan, who), "FM-FORBEREDELSE-2") == ("warn",)
    assert story.case.facts.current is None
    assert found(story.do(GodkannPlan, INDIVID), "FM-FORBEREDELSE-2") == ()
    assert story.case.facts.current is not None
